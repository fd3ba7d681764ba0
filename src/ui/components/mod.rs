//! The parts that pages are made of. They take values of the domain, and act through `MyAgenda` and links.

pub mod agenda_button;
pub mod appearance;
pub mod button;
pub mod calendar;
pub mod changes;
pub mod day_plan;
pub mod day_tabs;
pub mod device_line;
pub mod filter_bar;
pub mod filters;
pub mod hiding;
pub mod late_text;
pub mod links;
pub mod long_text;
pub mod marked;
pub mod next_pick;
pub mod notices;
pub mod portrait;
pub mod save_and_export;
pub mod session_card;
pub mod slots;
pub mod speaker_card;
pub mod timetable;
pub mod view_line;
pub mod zone_line;
