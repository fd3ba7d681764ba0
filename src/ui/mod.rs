//! All that is seen.
//!
//! The same app is drawn in the browser (`takeover`) and printed by the host command (`prerender`), so nothing here may ask
//! the browser anything while drawing: what the browser knows comes in as values, and only event handlers, effects,
//! `takeover` and `listen` functions reach for it.

pub mod app;
pub mod site;

mod announcer;
pub mod boot;
mod browser;
mod clock;
pub mod components;
mod element;
mod my_agenda;
pub mod navigation;
mod pages;
mod panics;
pub mod storage;
pub mod strings;
pub mod takeover;
