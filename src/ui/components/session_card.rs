//! The card of a session, the unit from which the guide's lists are built, and its row in the lists of a long programme: an
//! article named by its heading, always with exactly one agenda button in it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::agenda_button::{agenda_controls, clash_line};
use super::marked::marked;
use super::portrait::portrait;
use crate::domain::conference::{Session, Speaker, Track};
use crate::domain::moment::Date;
use crate::domain::search::{Extract, Query};
use crate::domain::text::Text;
use crate::route::Route;
use crate::ui::browser::{elements, html};
use crate::ui::clock::Clock;
use crate::ui::element::{El, Item, el, follow, list};
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// The beginning of the ids of the cards' titles; the session's id follows.
const TITLE: &str = "session-";

/// The hues that topics get in turn (style/tokens.css).
const HUES: [&str; 8] = ["0", "1", "2", "3", "4", "5", "6", "7"];

/// The track of a session, after its hue.
fn track_of(session: &Session) -> Option<(&'static str, &'static Track)> {
    let (tracks, id) = (&use_site().conference.tracks, session.track.as_ref()?);
    let at = tracks.iter().position(|track| track.id == *id)?;
    Some((HUES[at % HUES.len()], &tracks[at]))
}

/// The topic of a session, after its hue.
fn topic_of(session: &Session) -> Option<(&'static str, &'static str)> {
    let (topics, topic) = (use_site().conference.topics(), session.topic.as_deref()?);
    let at = topics.iter().position(|other| *other == topic)?;
    Some((HUES[at % HUES.len()], topics[at]))
}

/// A session's card, in which the matches of a search are marked. In a long programme it shows only the most important
/// details.
///
/// `day` is set if the card stands under a day's heading: then it does not show the day. `heading` is the level of its
/// own heading.
pub fn session_card(
    session: &'static Session,
    query: &Query,
    day: Option<Date>,
    heading: &'static str,
) -> El {
    let site = use_site();
    let id = [TITLE, session.id.as_str()].concat();
    let title = el("a").attr("href", &site.href(&Route::Session(session.id.clone())));
    let title = el(heading)
        .class("title")
        .attr("id", &id)
        .child(in_its_language(marked(title, &session.title, query), session));
    let people = (!session.speakers.is_empty()).then(|| {
        let speakers = site.conference.speakers_of(session);
        if site.is_long() {
            let names = speakers.enumerate().map(|(at, speaker)| {
                let name = marked(label(Route::Speaker(speaker.id.clone()), query), &speaker.name, query);
                el("span").text(if at == 0 { "" } else { ", " }).child(name)
            });
            el("p").class("names").children(names)
        } else {
            list("ul", "people").children(speakers.map(|speaker| person(speaker, query)))
        }
    });
    card(session, &id)
        .child(label_line(session, query, day))
        .child(title)
        .children(session.subtitle.as_deref().map(|line| marked(el("p").class("subtitle"), line, query)))
        .children(people)
        .children(summary(session, query))
        .children(clash_line(session))
        .child(agenda_controls(session))
}

/// The element of a card whose title has this id.
fn card(session: &Session, title: &str) -> El {
    let clock: Clock = expect_context();
    let card = el("article").class("session-card").attr("aria-labelledby", title);
    let card = if session.cancelled { card.attr("data-cancelled", "") } else { card };
    if untrack(|| is_over(session, clock)) { card.attr(OVER, "") } else { card }
}

/// What stands above a row.
#[derive(Clone, Copy)]
enum Above {
    /// Nothing that says when its session is.
    Nothing,
    /// The time at which its session starts.
    Start,
    /// The current time, on this day: its session is running.
    Now(Date),
}

/// A session's row in a long list: the colour of its track, title, room, length, speakers and the agenda button. The whole
/// row opens the session. What it says of its time depends on what stands above it.
#[inline(never)]
fn session_row(session: &'static Session, above: Above, heading: &'static str) -> El {
    let site = use_site();
    let conference = site.conference;
    let id = [TITLE, session.id.as_str()].concat();
    let title = el("a").attr("href", &site.href(&Route::Session(session.id.clone()))).quote(&session.title);
    let title = el(heading).class("title").attr("id", &id).child(in_its_language(title, session));
    let title = title
        .text(" ")
        .children(session.subtitle.as_deref().map(|line| el("span").class("subtitle").quote(line)));
    let names: Vec<&str> = conference.speakers_of(session).map(|speaker| &*speaker.name).collect();
    let track = track_of(session).map(|(hue, track)| (hue, &*track.name));
    let (hue, label) = track.or_else(|| topic_of(session)).unzip();
    let word = |class, word: Option<&str>| {
        word.filter(|word| !word.is_empty()).map(|word| el("span").class(class).quote(word))
    };
    let room = word("room", conference.room_of(session).map(|room| &*room.name));
    let (before, after) = match above {
        Above::Nothing => (when(session, None), None),
        Above::Start => (None, length(session)),
        Above::Now(day) => (None, end(session, day)),
    };
    let line = [
        session.cancelled.then(|| el("strong").class("cancelled").text(Strings::CANCELLED)),
        before,
        room,
        after,
        word("names", Some(&names.join(", "))),
        word("topic", label),
    ];
    let row = card(session, &id).class("session-card row");
    let row = match hue {
        Some(hue) => row.attr("data-hue", hue),
        None => row,
    };
    row.child(title)
        .child(
            line.into_iter()
                .flatten()
                .fold(el("p").class("row-line"), |line, part| line.child(part).text(" ")),
        )
        .children(clash_line(session))
        .child(agenda_controls(session))
}

/// The row of a running session: it says when the session ends, and shows how far it is.
pub fn running_row_item(session: &'static Session, day: Date) -> Item {
    let draw = move || {
        let clock: Clock = expect_context();
        let row = session_row(session, Above::Now(day), "h4").attr("data-running", "");
        let node: web_sys::HtmlElement = row.node().unchecked_into();
        let span = use_site().schedule.span(session);
        follow(move || {
            // Nobody knows how far a session without an end is.
            if let (Some(now), Some((start, end)), Some(_)) = (clock.now(), span, session.end) {
                // In percent, as a whole number: the app has no other code that writes fractions, which is large.
                let done = ((now - start) * 100 / (end - start).max(1)).clamp(0, 100);
                _ = node.style().set_property("--done", &done.to_string());
            }
        });
        el("li").child(row)
    };
    Item::new(session.id.to_string(), draw)
}

/// When a running session ends; `None` if nobody knows.
fn end(session: &Session, day: Date) -> Option<El> {
    let clock: Clock = expect_context();
    let end = session.end?;
    let words = move || Strings::ends(&Strings::time_on(clock.in_chosen_zone(end), day));
    Some(el("span").class("when").text_now(words))
}

/// How long a session lasts; `None` if nobody knows.
fn length(session: &Session) -> Option<El> {
    let minutes = (session.end?.seconds() - session.start?.seconds()) / 60;
    Some(el("span").class("when").text(&Strings::length(minutes)))
}

/// Set on the card of a session that is over.
const OVER: &str = "data-over";

/// Whether a session is over. Tracked.
fn is_over(session: &Session, clock: Clock) -> bool {
    clock.now().is_some_and(|now| use_site().schedule.is_over(session, now))
}

/// Keeps the cards of past sessions dimmed. One effect serves all cards, as for their buttons.
pub fn keep_cards_current() {
    let clock: Clock = expect_context();
    let site = use_site();
    if site.days().is_empty() {
        return;
    }
    let are_over =
        Memo::new(move |_| site.conference.sessions.iter().filter(|session| is_over(session, clock)).count());
    follow(move || {
        // Read, and not only tracked: a memo that was never read subscribes to nothing.
        _ = are_over.get();
        for card in elements(&html(), ".session-card") {
            let id = card.get_attribute("aria-labelledby").unwrap_or_default();
            let session = id.strip_prefix(TITLE).and_then(|id| site.conference.session(&id.into()));
            if let Some(session) = session {
                _ = card.toggle_attribute_with_force(OVER, untrack(|| is_over(session, clock)));
            }
        }
    });
}

/// A session's card in a list that changes; another search renders it anew, because its marks change.
pub fn session_item(session: &'static Session, query: &Query, day: Option<Date>) -> Item {
    let (key, query) = (query.key(session.id.as_str()), query.clone());
    let heading = if day.is_some() { "h4" } else { "h3" };
    Item::new(key, move || {
        let is_row = use_site().is_long() && query.is_empty();
        el("li").child(match is_row {
            true => session_row(session, if day.is_some() { Above::Start } else { Above::Nothing }, heading),
            false => session_card(session, &query, day, heading),
        })
    })
}

/// Marks an element as written in the session's language, so that it is read out in that language.
pub fn in_its_language(element: El, session: &Session) -> El {
    match use_site().conference.language_of(session) {
        Some(language) => element.attr("lang", language),
        None => element,
    }
}

/// The cards of several sessions.
pub fn session_list(sessions: Vec<&'static Session>) -> El {
    let nothing = Query::default();
    let cards = sessions.into_iter().map(|session| session_item(session, &nothing, None).into_element());
    list("ul", "session-list").children(cards)
}

fn person(speaker: &Speaker, query: &Query) -> El {
    let name = el("a").class("name").attr("href", &use_site().href(&Route::Speaker(speaker.id.clone())));
    let line = speaker.line.as_deref().map(|line| marked(el("span").class("line"), line, query));
    let words = el("span").child(marked(name, &speaker.name, query)).children(line);
    el("li").class("person").child(portrait(speaker)).child(words)
}

/// Time, track, topic, format, room and more, as far as the programme has them, with the matches of a search marked.
/// Under the heading of a day, the day is left out.
pub fn label_line(session: &Session, query: &Query, day: Option<Date>) -> El {
    let site = use_site();
    let conference = site.conference;
    let topic = topic_of(session)
        .map(|(hue, topic)| marked(el("span").class("topic").attr("data-hue", hue), topic, query));
    let track = track_of(session).map(|(hue, track)| {
        let label = label(Route::Track(track.id.clone()), query).class("topic").attr("data-hue", hue);
        marked(label, &track.name, query)
    });
    let room = conference.room_of(session);
    let room =
        room.map(|room| marked(label(Route::Room(room.id.clone()), query).class("room"), &room.name, query));
    let word = |class, word: &Option<String>| {
        word.as_deref().map(|word| marked(el("span").class(class), word, query))
    };
    let cancelled = session.cancelled.then(|| el("strong").class("cancelled").text(Strings::CANCELLED));
    let (format, level) = (word("format", &session.format), word("level", &session.level));
    let labels = [cancelled, when(session, day), track, topic, format, level, room];
    el("p").class("label-line").children(labels.into_iter().flatten())
}

/// A link to another page; plain words while searching, because the whole card then opens the session.
fn label(route: Route, query: &Query) -> El {
    if query.is_empty() { el("a").attr("href", &use_site().href(&route)) } else { el("span") }
}

/// When a session is, in the zone that the attendee chose.
fn when(session: &Session, day: Option<Date>) -> Option<El> {
    let clock: Clock = expect_context();
    let (start, end) = (session.start?, session.end);
    let words = move || {
        let (start, end) = (clock.in_chosen_zone(start), end.map(|end| clock.in_chosen_zone(end)));
        match day {
            Some(day) => Strings::span(start, end, day),
            None => Strings::when(start, end),
        }
    };
    Some(el("time").class("when").attr("datetime", &start.to_string()).text_now(words))
}

/// The beginning of the abstract; while searching, the words around the first hit instead.
fn summary(session: &Session, query: &Query) -> Option<El> {
    let paragraph = el("p").class("summary");
    let site = use_site();
    let conference = site.conference_now();
    let session = if query.is_empty() { session } else { conference.session(&session.id).unwrap_or(session) };
    match query.extract(session, conference) {
        Some(Extract { speaker, text }) => {
            let whose = speaker.map(|speaker| Strings::from_biography(&speaker.name)).unwrap_or_default();
            Some(marked(paragraph.attr("data-extract", "").text(&whose), &text, query))
        }
        None if site.is_long() => None,
        None => {
            let beginning = session.summary.as_ref().and_then(Text::beginning);
            beginning.map(|text| in_its_language(paragraph.quote(&text), session))
        }
    }
}
