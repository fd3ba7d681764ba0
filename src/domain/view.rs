//! How the programme is shown: as a list or a table, in which time zone, with or without past sessions. It is written
//! in the address beside the filter (`route::query`).

use super::moment::Moment;

/// How the programme is shown. Links keep it from page to page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// As a table of rooms and times, not as a list.
    pub as_table: bool,
    /// In the reader's time zone, not in that of the venue.
    pub in_my_time: bool,
    /// Without past sessions, or with them; `None` if the reader did not choose.
    pub hides_past: Option<bool>,
    /// With all results of a search, not only the best.
    pub shows_all: bool,
    /// As if it were this moment, for trying things out.
    pub now: Option<Moment>,
}
