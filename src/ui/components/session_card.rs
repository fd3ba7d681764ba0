//! A session as it is listed: the unit the guide is built from. An article named by its heading, with exactly one
//! agenda button in it, everywhere.

use leptos::prelude::*;

use super::agenda_button::AgendaButton;
use super::marked::marked;
use super::portrait::Portrait;
use crate::domain::conference::{Session, Text};
use crate::domain::search::{Extract, Query};
use crate::route::Route;
use crate::ui::drawn::{Drawn, draw};
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
    let people = speakers.into_iter().map(|speaker| draw(view! {
        <li class="person">
            <Portrait speaker/>
            <span>
                <a class="name" dir="auto" href=site.href(&Route::Speaker(speaker.id.clone()))>
                    {marked(&speaker.name, &query)}
                </a>
                {speaker.line.as_deref().map(|line| view! {
                    <span class="line" dir="auto">{marked(line, &query)}</span>
                })}
            </span>
        </li>
    }));
    let people: Vec<Drawn> = people.collect();
    draw(view! {
        <article class="session-card" aria-labelledby=labelled_by>
            <LabelLine session/>
            <h3 class="title" id=heading dir="auto">
                <a href=site.href(&Route::Session(session.id.clone()))>
                    {marked(&session.title, &query)}
                </a>
            </h3>
            {(!session.speakers.is_empty()).then(|| view! { <ul class="people">{people}</ul> })}
            <Summary session query/>
            <AgendaButton session/>
        </article>
    })
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
    draw(view! {
        <p class="label-line">
            {topic}
            {session.format.as_deref().map(|format| view! { <span class="format">{format}</span> })}
            {when}
            {room.map(|room| view! { <span class="room" dir="auto">{room.name.as_str()}</span> })}
        </p>
    })
}

/// The beginning of the abstract; while searching, the words around the first hit instead.
#[component]
fn Summary(session: &'static Session, query: Query) -> impl IntoView {
    let extract = query.extract(session, use_site().conference);
    let beginning = || session.summary.as_ref().and_then(Text::beginning);
    match extract {
        Some(Extract { speaker, text }) => Some(draw(view! {
            <p class="summary" data-extract dir="auto">
                {speaker.map(|speaker| strings::from_biography(&speaker.name))}
                {marked(&text, &query)}
            </p>
        })),
        None => beginning().map(|text| draw(view! { <p class="summary" dir="auto">{text}</p> })),
    }
}

/// The cards of several sessions.
#[component]
pub fn SessionList(sessions: Vec<&'static Session>) -> impl IntoView {
    let cards: Vec<Drawn> =
        sessions.into_iter().map(|session| draw(view! { <li><SessionCard session/></li> })).collect();
    draw(view! { <ul class="session-list">{cards}</ul> })
}
