//! What visitors of the guide live through, told as stories and acted out in a real browser.
//!
//! One file for each theme. Stories in `everywhere` and `budgets` are about the site that attendees get, the first
//! wherever it is hosted; `at_size` is about two thousand sessions, `imported` about an organiser's export; most others
//! are about a conference that has one of everything, on a host that can be told to fail.

mod accessibility;
mod agenda;
mod agenda_in_time;
mod appearance;
mod at_size;
mod breaking;
mod budgets;
mod calendar;
mod changes;
mod deployments;
mod early_input;
mod everywhere;
mod files;
mod hiding;
mod hostile_texts;
mod imported;
mod kept;
mod keyboard;
mod late_texts;
mod moving;
mod searching;
mod starting;
mod states;
mod storage_trouble;
mod tabs;
mod time;
mod timetable;
mod without_javascript;
