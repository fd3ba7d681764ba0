//! The conference and the rules for it. The rule of this folder: no input or output, no clock, no locale, no signal, no
//! browser; facts from outside (does this zone exist? which picks were saved?) are arguments.

pub mod order;

pub mod agenda;
pub mod calendar;
pub mod conference;
pub mod filter;
pub mod hidden;
pub mod letters;
pub mod moment;
pub mod plan;
pub mod results;
pub mod schedule;
pub mod search;
pub mod settings;
pub mod text;
pub mod timetable;
pub mod typos;
pub mod undo;
pub mod validate;
pub mod view;
