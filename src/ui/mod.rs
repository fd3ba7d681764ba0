//! The user interface.
//!
//! The browser (`takeover`) and the host command (`publish`) render the same app, so nothing here may ask the browser
//! anything while it renders: the browser's data comes in as values, and only event handlers, effects, `takeover` and
//! `listen` functions use the browser.

pub mod app;
pub mod site;

mod announcer;
pub mod boot;
mod browser;
mod clock;
pub mod components;
mod element;
mod kept;
mod my_agenda;
pub mod navigation;
mod pages;
mod panics;
mod rest;
mod searching;
pub mod storage;
pub mod strings;
pub mod takeover;
pub mod texts;
