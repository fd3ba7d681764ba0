//! One speaker or host: who they are, where to find them, and their sessions.

use super::{heading, section};
use crate::domain::conference::Speaker;
use crate::route::Route;
use crate::ui::components::calendar::calendar_links;
use crate::ui::components::late_text::about;
use crate::ui::components::portrait::portrait;
use crate::ui::components::session_card::session_list;
use crate::ui::components::zone_line::zone_line;
use crate::ui::element::{El, el};
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// The page of a speaker.
#[inline(never)]
pub fn speaker_page(speaker: &'static Speaker) -> Vec<El> {
    let conference = use_site().conference;
    let host = conference.is_host(speaker).then(|| el("p").class("label-line").text(Strings::hosts(1)));
    let article = el("article")
        .class("speaker-page")
        .attr("aria-labelledby", "name")
        .child(portrait(speaker))
        .children(host)
        .child(heading(&speaker.name).attr("id", "name"))
        .children(speaker.line.as_deref().map(|line| el("p").class("line").quote(line)))
        .children(about(speaker, &Route::Speaker(speaker.id.clone())));
    let sessions = use_site().schedule.sessions_of(speaker);
    let list =
        if sessions.is_empty() { el("p").text(Strings::SPEAKS_NOWHERE) } else { session_list(sessions) };
    let calendar = calendar_links(&Route::Speaker(speaker.id.clone()));
    let sessions = section("sessions", "sessions", Strings::SESSIONS);
    vec![article, sessions.children(zone_line()).child(list).children(calendar)]
}
