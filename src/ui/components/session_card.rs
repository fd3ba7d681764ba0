//! A session as it is listed: the unit the guide is built from. An article named by its heading, with exactly one
//! agenda button in it, everywhere.

use leptos::prelude::*;

use super::agenda_button::AgendaButton;
use super::marked::Marked;
use super::portrait::Portrait;
use crate::domain::conference::Session;
use crate::domain::search::Query;
use crate::route::Route;
use crate::ui::{strings, use_site};

/// How many different hues the topics take turns with (style/tokens.css).
const HUES: usize = 8;

#[component]
pub fn SessionCard(
    session: &'static Session,
    /// What was searched for, to be marked.
    #[prop(default = Query::default())]
    query: Query,
) -> impl IntoView {
    let site = use_site();
    let heading = format!("session-{}", session.id);
    let labelled_by = heading.clone();
    let speakers: Vec<_> = site.conference.speakers_of(session).collect();
    let people = speakers.into_iter().map(|speaker| view! {
        <li class="person">
            <Portrait speaker/>
            <span>
                <a class="name" dir="auto" href=site.href(&Route::Speaker(speaker.id.clone()))>
                    <Marked text=speaker.name.clone() query=query.clone()/>
                </a>
                {speaker.line.clone().map(|line| view! {
                    <span class="line" dir="auto"><Marked text=line query=query.clone()/></span>
                })}
            </span>
        </li>
    });
    let people = people.collect_view();
    view! {
        <article class="session-card" aria-labelledby=labelled_by>
            <LabelLine session/>
            <h3 class="title" id=heading dir="auto">
                <a href=site.href(&Route::Session(session.id.clone()))>
                    <Marked text=session.title.clone() query=query.clone()/>
                </a>
            </h3>
            {(!session.speakers.is_empty()).then(|| view! { <ul class="people">{people}</ul> })}
            <Summary session query/>
            <AgendaButton session/>
        </article>
    }
}

/// Topic, format, time and room: whatever of them the programme gives.
#[component]
pub fn LabelLine(session: &'static Session) -> impl IntoView {
    let conference = use_site().conference;
    let topic = session.topic.as_deref().map(|topic| {
        let hue = conference.topics().iter().position(|other| *other == topic).unwrap_or(0) % HUES;
        view! { <span class="topic" data-hue=hue>{topic}</span> }
    });
    let when = session.start.zip(strings::when(session)).map(|(start, when)| {
        view! { <time class="when" datetime=start.to_string()>{when}</time> }
    });
    let room = session.room.as_ref().and_then(|room| conference.room(room));
    view! {
        <p class="label-line">
            {topic}
            {session.format.as_deref().map(|format| view! { <span class="format">{format}</span> })}
            {when}
            {room.map(|room| view! { <span class="room" dir="auto">{room.name.as_str()}</span> })}
        </p>
    }
}

/// The beginning of the abstract; while searching, the words around the first hit instead.
#[component]
fn Summary(session: &'static Session, query: Query) -> impl IntoView {
    let site = use_site();
    match query.extract(session, site.conference).filter(|_| !query.is_empty()) {
        Some(extract) => view! {
            <p class="summary" data-extract dir="auto">
                {extract.speaker.map(|speaker| strings::from_biography(&speaker.name))}
                <Marked text=extract.text query/>
            </p>
        }
        .into_any(),
        None => {
            let text = session.summary.as_ref().and_then(|text| {
                let first = text.paragraphs().next()?.to_owned();
                let more = text.excerpt && text.paragraphs().nth(1).is_none();
                Some(if more { first + "…" } else { first })
            });
            text.map(|text| view! { <p class="summary" dir="auto">{text}</p> }).into_any()
        }
    }
}
