//! What a conference is. The rule of this folder: no input or output, no clock, no locale, no signal, no browser;
//! whatever a function cannot know (is this a zone? which picks were saved?) is one of its arguments.

pub mod order;

pub mod agenda;
pub mod calendar;
pub mod changes;
pub mod conference;
pub mod filter;
pub mod hidden;
pub mod letters;
pub mod moment;
pub mod plan;
pub mod schedule;
pub mod search;
pub mod settings;
pub mod text;
pub mod timetable;
pub mod validate;
pub mod view;
