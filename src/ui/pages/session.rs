//! One session, laid out like an article: labels, title, the whole text, speakers with their biographies, the agenda
//! button always in reach, then the sessions before, after and at the same time.

use leptos::prelude::*;

use super::{heading, section};
use crate::domain::conference::{Session, SessionId, Speaker};
use crate::domain::hidden::Thing;
use crate::domain::search::Query;
use crate::route::Route;
use crate::ui::clock::Clock;
use crate::ui::components::agenda_button::{agenda_controls, clash_line};
use crate::ui::components::calendar::session_to_calendar;
use crate::ui::components::hiding::hide_button;
use crate::ui::components::late_text::{MAIN, about, late_text};
use crate::ui::components::links::links;
use crate::ui::components::long_text::long_text;
use crate::ui::components::portrait::portrait;
use crate::ui::components::session_card::{in_its_language, label_line, session_list};
use crate::ui::components::zone_line::zone_line;
use crate::ui::element::{El, el, list};
use crate::ui::panics;
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// How many sessions each list of other sessions shows, in a short programme and in a long one.
const OTHERS: [usize; 2] = [6, 4];

/// The page of a session.
pub fn session_page(session: &'static Session) -> Vec<El> {
    panics::at("session");
    let page = Route::Session(session.id.clone());
    let speakers = use_site().conference.speakers_of(session).map(|one| speaker(one, &page));
    let speakers = (!session.speakers.is_empty()).then(|| {
        section("speakers", "speakers", Strings::SPEAKERS)
            .child(list("ul", "speakers-of-session").children(speakers))
    });
    let article = el("article")
        .class("session-page")
        .attr("aria-labelledby", "title")
        .child(label_line(session, &Query::default(), None).children(standing(session)))
        .child(in_its_language(heading(&session.title), session).attr("id", "title"))
        .children(session.subtitle.as_deref().map(|line| el("p").class("line").quote(line)))
        .children(late_text(&page, MAIN, move |conference| {
            let Some(session) = conference.session(&session.id) else { return Vec::new() };
            let text = session.summary.as_ref().map(|text| in_its_language(long_text(text), session));
            text.into_iter().chain(links(Some(Strings::LINKS), &session.links)).collect()
        }))
        .children(speakers)
        .children(clash_line(session))
        .child(agenda_controls(session));
    // A programme without times is short, so hiding is not offered.
    let has_times = !use_site().days().is_empty();
    let hide = has_times.then(|| hide_button(Thing::Session(session.id.clone())));
    let to_calendar = (has_times && session.start.is_some()).then(|| session_to_calendar(session));
    [article]
        .into_iter()
        .chain(zone_line().filter(|_| session.start.is_some()))
        .chain(to_calendar)
        .chain(hide)
        .chain([neighbours(session)])
        .chain(if use_site().is_printed_briefly() { Vec::new() } else { others(session) })
        .collect()
}

/// Whether the session is on now, and for how long, or how soon it starts; empty if that is more than a day ahead.
fn standing(session: &'static Session) -> Option<El> {
    let clock: Clock = expect_context();
    let site = use_site();
    let words = move || {
        let standing = clock.now().and_then(|now| site.schedule.standing(session, now));
        standing.map(Strings::standing).unwrap_or_default()
    };
    let has_time = !site.days().is_empty() && session.start.is_some();
    has_time.then(|| el("strong").text_now(words))
}

fn speaker(speaker: &'static Speaker, page: &Route) -> El {
    let name =
        el("a").attr("href", &use_site().href(&Route::Speaker(speaker.id.clone()))).quote(&speaker.name);
    el("li")
        .class("speaker-of-session")
        .child(portrait(speaker))
        .child(el("h3").class("name").child(name))
        .children(speaker.line.as_deref().map(|line| el("p").class("line").quote(line)))
        .children(about(speaker, page))
}

/// Links to the previous and the next session, in the programme's order.
fn neighbours(session: &Session) -> El {
    let site = use_site();
    let link = |session: &Session, label: &str, relation: &'static str| {
        el("a")
            .class(relation)
            .attr("rel", relation)
            .attr("href", &site.href(&Route::Session(session.id.clone())))
            .child(el("span").class("label").text(label))
            .text(" ")
            .child(el("span").quote(&session.title))
    };
    let beside = site.schedule.neighbours(session);
    el("nav")
        .class("neighbours")
        .attr("aria-label", Strings::NEIGHBOURS)
        .children(beside.previous.map(|session| link(session, Strings::PREVIOUS, "prev")))
        .children(beside.next.map(|session| link(session, Strings::NEXT, "next")))
}

/// The next session in the room, the sessions at the same time, then others, those of the same topic first. Each
/// session appears once.
fn others(session: &Session) -> Vec<El> {
    let site = use_site();
    let next: Vec<_> = site.schedule.next_in_room(session).into_iter().collect();
    let mut shown: Vec<&SessionId> = next.iter().map(|session| &session.id).collect();
    let mut fresh = |mut sessions: Vec<&'static Session>| {
        sessions.retain(|session| !shown.contains(&&session.id));
        sessions.truncate(OTHERS[usize::from(site.is_long())]);
        shown.extend(sessions.iter().map(|session| &session.id));
        sessions
    };
    let beside = fresh(site.schedule.beside(session));
    let others = fresh(site.schedule.others(session));
    let part = |id: &'static str, title: &str, sessions: Vec<&'static Session>| {
        (!sessions.is_empty()).then(|| section("others", id, title).child(session_list(sessions)))
    };
    let parts = [
        part("next-here", Strings::NEXT_IN_THIS_ROOM, next),
        part("beside", Strings::AT_THE_SAME_TIME, beside),
        part("others", Strings::MORE_FROM_THE_PROGRAMME, others),
    ];
    parts.into_iter().flatten().collect()
}
