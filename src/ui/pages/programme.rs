//! The first page: the conference's name like a title page, search and filters, all sessions, all speakers, the host.

use leptos::prelude::*;

use super::{heading, hosts, section};
use crate::domain::conference::{Session, Speaker};
use crate::domain::filter::{Filter, Group};
use crate::domain::search::Query;
use crate::route::Route;
use crate::ui::announcer::Announcer;
use crate::ui::components::filter_bar::{Results, filter_bar, nothing_found};
use crate::ui::components::session_card::session_card;
use crate::ui::components::speaker_card::speaker_card;
use crate::ui::element::{El, Item, el, list};
use crate::ui::navigation::Navigation;
use crate::ui::{Site, panics, strings, use_site};

/// The programme as the filter in the address leaves it.
pub fn programme_page() -> Vec<El> {
    let site = use_site();
    let navigation: Navigation = expect_context();
    let results = Memo::new(move |_| results(site, &navigation.filter()));
    announce(results);
    let found = el("div").class("results").child(sessions(results)).child(speakers(results)).children_now(
        move || results.with(|results| results.is_everything).then(hosts).flatten().into_iter().collect(),
    );
    vec![title_page(), el("div").class("programme").child(filter_bar(results)).child(found)]
}

/// What a filter leaves of the programme.
fn results(site: Site, filter: &Filter) -> Results {
    panics::at("search");
    let query = Query::new(&filter.text);
    // Folding every text is left for the first search.
    let found = if query.is_empty() { site.conference.programme() } else { site.index().sessions(&query) };
    let choices = Group::ALL.map(|group| filter.choices(group, site.conference, &found));
    let has_session_shown = |speaker: &Speaker| {
        site.conference
            .sessions
            .iter()
            .any(|session| session.speakers.contains(&speaker.id) && filter.matches(session))
    };
    let mut speakers: Vec<&'static Speaker> = if query.is_empty() {
        site.conference.session_speakers().collect()
    } else {
        site.index().speakers(&query)
    };
    if filter.choices_made() > 0 {
        speakers.retain(|speaker| has_session_shown(speaker));
    }
    let sessions = found.into_iter().filter(|session| filter.matches(session)).collect();
    Results { query, sessions, speakers, choices, is_everything: filter.is_empty() }
}

/// Says the number of sessions whenever it has changed.
fn announce(results: Memo<Results>) {
    let announcer: Announcer = expect_context();
    let all = use_site().conference.sessions.len();
    let found = move || results.with(|results| results.sessions.len());
    Effect::new(move |before: Option<usize>| {
        let found = found();
        if before.is_some_and(|before| before != found) {
            announcer.say_after_a_pause(strings::sessions_found(found, all));
        }
        found
    });
}

/// The name of the conference, its line, who hosts it, and in whose time it is told.
fn title_page() -> El {
    let site = use_site();
    let conference = site.conference;
    let byline = conference.hosts().enumerate().fold(
        el("p").class("byline").text(strings::HOSTED_BY),
        |line, (at, host)| {
            let name = el("a").attr("href", &site.href(&Route::Speaker(host.id.clone()))).quote(&host.name);
            line.text(if at == 0 { " " } else { ", " }).child(name)
        },
    );
    let has_times = conference.sessions.iter().any(|session| session.start.is_some());
    let zone = conference.zone.as_deref().filter(|_| has_times);
    el("header")
        .class("title-page")
        .child(heading(&conference.name))
        .children(conference.line.as_deref().map(|line| el("p").class("line").quote(line)))
        .children((!conference.hosts.is_empty()).then_some(byline))
        .children(zone.map(|zone| el("p").class("zone").text(&strings::times_in(zone))))
}

/// The sessions that were found. A card is drawn anew when the words change, for its marks; the choices alone only
/// add and remove cards.
fn sessions(results: Memo<Results>) -> El {
    let items = move || {
        results.with(|results| {
            let item = |session: &&'static Session| {
                let (session, query) = (*session, results.query.clone());
                Item::new(query.key(session.id.as_str()), move || {
                    el("li").child(session_card(session, &query))
                })
            };
            results.sessions.iter().map(item).collect()
        })
    };
    let nothing = Memo::new(move |_| results.with(|results| results.sessions.is_empty()));
    section("sessions", "sessions", strings::SESSIONS)
        .children_now(move || if nothing.get() { vec![nothing_found()] } else { Vec::new() })
        .child(list("ul", "session-list").list_now(items))
}

/// The speakers that were found, or of the sessions that were.
fn speakers(results: Memo<Results>) -> El {
    let items = move || {
        results.with(|results| {
            let item = |speaker: &&'static Speaker| {
                let (speaker, query) = (*speaker, results.query.clone());
                Item::new(query.key(speaker.id.as_str()), move || {
                    el("li").child(speaker_card("speakers", speaker, &query))
                })
            };
            results.speakers.iter().map(item).collect()
        })
    };
    let nobody = move || results.with(|results| results.speakers.is_empty());
    section("speakers", "speakers", strings::SPEAKERS)
        .attr_now("hidden", move || nobody().then_some(""))
        .child(list("ul", "speaker-grid").list_now(items))
}
