//! All rooms, and all tracks, each with a link to its page and the number of its sessions.

use super::heading;
use crate::domain::conference::Session;
use crate::route::Route;
use crate::ui::element::{El, el, list};
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// The page of all rooms.
#[inline(never)]
pub fn rooms_page() -> Vec<El> {
    let rooms = use_site().conference.rooms.iter();
    let rooms = rooms.map(|room| {
        let count = count(&|session| session.room.as_ref() == Some(&room.id));
        item(Route::Room(room.id.clone()), &room.name, count)
    });
    page(Strings::ROOMS, rooms.collect())
}

/// The page of all tracks.
#[inline(never)]
pub fn tracks_page() -> Vec<El> {
    let tracks = use_site().conference.tracks.iter();
    let tracks = tracks.map(|track| {
        let count = count(&|session| session.track.as_ref() == Some(&track.id));
        item(Route::Track(track.id.clone()), &track.name, count)
    });
    page(Strings::TRACKS, tracks.collect())
}

fn count(is_there: &dyn Fn(&Session) -> bool) -> usize {
    use_site().conference.sessions.iter().filter(|session| is_there(session)).count()
}

fn item(route: Route, name: &str, count: usize) -> El {
    let link = el("a").attr("href", &use_site().href(&route)).quote(name);
    el("li").child(link).text(" ").child(el("span").class("label").text(&Strings::sessions(count)))
}

fn page(title: &str, items: Vec<El>) -> Vec<El> {
    let head = el("header").class("page-head").child(heading(title));
    vec![head, list("ul", "places").children(items)]
}
