//! All speakers, then the hosts.

use super::{heading, hosts};
use crate::domain::conference::Speaker;
use crate::ui::components::speaker_card::speaker_grid;
use crate::ui::element::{El, el};
use crate::ui::{strings, use_site};

/// The page of everybody.
pub fn speakers_page() -> Vec<El> {
    let conference = use_site().conference;
    let speakers: Vec<&'static Speaker> = conference.session_speakers().collect();
    let count = match speakers.len() {
        0 => strings::NO_SPEAKERS.to_owned(),
        count => strings::speakers(count),
    };
    let head = el("header")
        .class("page-head")
        .child(heading(strings::SPEAKERS))
        .child(el("p").class("line").text(&count));
    let everybody = el("section")
        .attr("aria-labelledby", "speakers")
        .child(el("h2").class("visually-hidden").attr("id", "speakers").text(strings::ALL_SPEAKERS))
        .child(speaker_grid("speakers", speakers));
    [head, everybody].into_iter().chain(hosts()).collect()
}
