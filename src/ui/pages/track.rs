//! One track: its sessions.

use super::{all, by_days, heading};
use crate::domain::conference::Track;
use crate::domain::hidden::Thing;
use crate::route::Route;
use crate::ui::components::calendar::calendar_links;
use crate::ui::components::hiding::hide_button;
use crate::ui::components::zone_line::zone_line;
use crate::ui::element::{El, el};
use crate::ui::strings::Strings;

/// The page of a track.
#[inline(never)]
pub fn track_page(track: &'static Track) -> Vec<El> {
    let head = el("header").class("page-head").child(heading(&track.name)).children(zone_line());
    let head = head.child(all(Route::Tracks, Strings::ALL_TRACKS));
    let days = by_days(&|session| session.track.as_ref() == Some(&track.id));
    let links = calendar_links(&Route::Track(track.id.clone()));
    [head, hide_button(Thing::Track(track.id.clone()))].into_iter().chain(days).chain(links).collect()
}
