//! The pages. Each file has one page: its public function first, its parts below.

mod agenda;
mod not_found;
mod programme;
mod room;
mod rooms_and_tracks;
mod session;
mod speaker;
mod speakers;
mod track;

pub use agenda::agenda_page;
pub use not_found::not_found_page;
pub use programme::programme_page;
pub use room::room_page;
pub use rooms_and_tracks::{rooms_page, tracks_page};
pub use session::session_page;
pub use speaker::speaker_page;
pub use speakers::speakers_page;
pub use track::track_page;

use crate::domain::conference::{Session, Speaker};
use crate::domain::schedule::Day;
use crate::route::Route;
use crate::ui::components::session_card::session_list;
use crate::ui::components::slots::day_list;
use crate::ui::components::speaker_card::speaker_grid;
use crate::ui::element::{El, el};
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// The heading of a page. It takes the focus when the attendee comes here from another page.
fn heading(text: &str) -> El {
    el("h1").attr("tabindex", "-1").quote(text)
}

/// The link from one room or track to the page of all.
fn all(route: Route, words: &str) -> El {
    el("p").class("more").child(el("a").attr("href", &use_site().href(&route)).text(words))
}

/// A section of a page, named by its heading.
fn section(class: &'static str, id: &'static str, title: &str) -> El {
    el("section").class(class).attr("aria-labelledby", id).child(el("h2").attr("id", id).text(title))
}

/// The hosts' cards; `None` if there are no hosts.
fn hosts() -> Option<El> {
    let hosts: Vec<&'static Speaker> = use_site().conference.hosts().collect();
    let title = Strings::hosts(hosts.len());
    (!hosts.is_empty()).then(|| section("hosts", "hosts", title).child(speaker_grid("hosts", hosts)))
}

/// The wanted sessions by day, then those without a time.
fn by_days(wanted: &dyn Fn(&Session) -> bool) -> Vec<El> {
    let site = use_site();
    let mut sections = Vec::new();
    for day in site.days() {
        let day = Day { breaks: Vec::new(), ..day.only(wanted) };
        if day.sessions.is_empty() {
            continue;
        }
        let id = format!("day-{}", day.date);
        let title = el("h2").attr("id", &id).text(&Strings::long_date(day.date));
        let section = el("section").class("day").attr("aria-labelledby", &id);
        sections.push(section.child(title).child(day_list(&[day])));
    }
    let undated = site.schedule.undated().iter().copied();
    let undated: Vec<&'static Session> = undated.filter(|session| wanted(session)).collect();
    let undated = (!undated.is_empty())
        .then(|| section("day", "undated", Strings::WITHOUT_A_TIME).child(session_list(undated)));
    sections.extend(undated);
    sections
}
