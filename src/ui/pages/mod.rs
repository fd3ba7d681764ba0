//! The pages, one file each: one public function, its parts below it.

mod agenda;
mod not_found;
mod programme;
mod room;
mod session;
mod speaker;
mod speakers;
mod track;

pub use agenda::agenda_page;
pub use not_found::not_found_page;
pub use programme::programme_page;
pub use room::room_page;
pub use session::session_page;
pub use speaker::speaker_page;
pub use speakers::speakers_page;
pub use track::track_page;

use crate::domain::conference::{Session, Speaker};
use crate::domain::schedule::Day;
use crate::ui::components::session_card::session_list;
use crate::ui::components::slots::day_list;
use crate::ui::components::speaker_card::speaker_grid;
use crate::ui::element::{El, el};
use crate::ui::{strings, use_site};

/// The heading of a page. It takes the focus when the attendee comes here from another page.
fn heading(text: &str) -> El {
    el("h1").attr("tabindex", "-1").quote(text)
}

/// A part of a page under a heading of its own, by which it is named.
fn section(class: &'static str, id: &'static str, title: &str) -> El {
    el("section").class(class).attr("aria-labelledby", id).child(el("h2").attr("id", id).text(title))
}

/// The hosts' cards; nothing where nobody hosts.
fn hosts() -> Option<El> {
    let hosts: Vec<&'static Speaker> = use_site().conference.hosts().collect();
    let title = strings::hosts(hosts.len());
    (!hosts.is_empty()).then(|| section("hosts", "hosts", title).child(speaker_grid("hosts", hosts)))
}

/// Some of the sessions, by days; then those without a time.
fn by_days(wanted: &dyn Fn(&Session) -> bool) -> Vec<El> {
    let schedule = use_site().schedule;
    let days = use_site().days().iter().map(|day| day.only(wanted)).filter(|day| !day.sessions.is_empty());
    let days: Vec<Day<'static>> = days.collect();
    let undated: Vec<&'static Session> =
        schedule.undated().iter().copied().filter(|session| wanted(session)).collect();
    let sections = days.into_iter().map(|day| {
        let id = format!("day-{}", day.date);
        let title = strings::long_date(day.date);
        let without_breaks = Day { breaks: Vec::new(), ..day };
        el("section")
            .class("day")
            .attr("aria-labelledby", &id)
            .child(el("h2").attr("id", &id).text(&title))
            .child(day_list(&[without_breaks]))
    });
    let undated = (!undated.is_empty())
        .then(|| section("day", "undated", strings::WITHOUT_A_TIME).child(session_list(undated)));
    sections.chain(undated).collect()
}
