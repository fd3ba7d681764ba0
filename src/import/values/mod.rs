//! Values that all formats write: durations, languages, links, names and times.

pub mod duration;
pub mod language;
pub mod link;
pub mod name;
pub mod when;
pub mod windows_zone;
