//! A session as it is listed: the unit the guide is built from. An article named by its heading, with exactly one
//! agenda button in it, everywhere.

use super::agenda_button::agenda_button;
use super::marked::marked;
use super::portrait::portrait;
use crate::domain::conference::{Session, Speaker};
use crate::domain::search::{Extract, Query};
use crate::domain::text::Text;
use crate::route::Route;
use crate::ui::element::{El, el, list};
use crate::ui::{strings, use_site};

/// The hues that topics take turns with (style/tokens.css).
const HUES: [&str; 8] = ["0", "1", "2", "3", "4", "5", "6", "7"];

/// A session's card; what was searched for is marked in it.
pub fn session_card(session: &'static Session, query: &Query) -> El {
    let site = use_site();
    let heading = format!("session-{}", session.id);
    let title = el("a").attr("href", &site.href(&Route::Session(session.id.clone())));
    let people = site.conference.speakers_of(session).map(|speaker| person(speaker, query));
    let people = (!session.speakers.is_empty()).then(|| list("ul", "people").children(people));
    let card = el("article").class("session-card").attr("aria-labelledby", &heading);
    let card = if session.cancelled { card.attr("data-cancelled", "") } else { card };
    card.child(label_line(session, query))
        .child(el("h3").class("title").attr("id", &heading).child(marked(title, &session.title, query)))
        .children(session.subtitle.as_deref().map(|line| marked(el("p").class("subtitle"), line, query)))
        .children(people)
        .children(summary(session, query))
        .child(agenda_button(session))
}

/// The cards of several sessions.
pub fn session_list(sessions: Vec<&'static Session>) -> El {
    let nothing = Query::default();
    let cards = sessions.into_iter().map(|session| el("li").child(session_card(session, &nothing)));
    list("ul", "session-list").children(cards)
}

fn person(speaker: &Speaker, query: &Query) -> El {
    let name = el("a").class("name").attr("href", &use_site().href(&Route::Speaker(speaker.id.clone())));
    let line = speaker.line.as_deref().map(|line| marked(el("span").class("line"), line, query));
    let words = el("span").child(marked(name, &speaker.name, query)).children(line);
    el("li").class("person").child(portrait(speaker)).child(words)
}

/// Track, topic, format, level, time and room: whatever of them the programme gives, with what was searched for marked.
pub fn label_line(session: &Session, query: &Query) -> El {
    let conference = use_site().conference;
    let topic = session.topic.as_deref().map(|topic| {
        let at = conference.topics().iter().position(|other| *other == topic).unwrap_or(0);
        marked(el("span").class("topic").attr("data-hue", HUES[at % HUES.len()]), topic, query)
    });
    let track = session.track.as_ref().and_then(|track| conference.track(track));
    let track = track.map(|track| marked(el("span").class("track"), &track.name, query));
    let word = |class, word: &Option<String>| {
        word.as_deref().map(|word| marked(el("span").class(class), word, query))
    };
    let (format, level) = (word("format", &session.format), word("level", &session.level));
    let cancelled = session.cancelled.then(|| el("strong").class("cancelled").text(strings::CANCELLED));
    let when = session
        .start
        .zip(strings::when(session))
        .map(|(start, when)| el("time").class("when").attr("datetime", &start.to_string()).text(&when));
    let room = session.room.as_ref().and_then(|room| conference.room(room));
    let room = room.map(|room| marked(el("span").class("room"), &room.name, query));
    el("p")
        .class("label-line")
        .children([cancelled, track, topic, format, level, when, room].into_iter().flatten())
}

/// The beginning of the abstract; while searching, the words around the first hit instead.
fn summary(session: &Session, query: &Query) -> Option<El> {
    let paragraph = el("p").class("summary");
    match query.extract(session, use_site().conference) {
        Some(Extract { speaker, text }) => {
            let whose = speaker.map(|speaker| strings::from_biography(&speaker.name)).unwrap_or_default();
            Some(marked(paragraph.attr("data-extract", "").text(&whose), &text, query))
        }
        None => session.summary.as_ref().and_then(Text::beginning).map(|text| paragraph.quote(&text)),
    }
}
