//! One session, to be read like an article: labels, title, speakers with their biographies, the whole text, the agenda
//! button always in reach, then what stands before, after and beside it.

use leptos::prelude::*;

use crate::domain::conference::Session;
use crate::route::Route;
use crate::ui::drawn::{Drawn, draw};
use crate::ui::components::agenda_button::AgendaButton;
use crate::ui::components::links::Links;
use crate::ui::components::long_text::LongText;
use crate::ui::components::portrait::Portrait;
use crate::ui::components::session_card::{LabelLine, SessionList};
use crate::ui::{panics, strings, use_site};

/// How many other sessions of the programme are shown below.
const OTHERS: usize = 6;

#[component]
pub fn SessionPage(session: &'static Session) -> impl IntoView {
    panics::at("session");
    let site = use_site();
    let speakers: Vec<_> = site.conference.speakers_of(session).collect();
    let speakers = speakers.into_iter().map(|speaker| draw(view! {
        <li class="speaker-of-session">
            <Portrait speaker/>
            <h3 class="name" dir="auto">
                <a href=site.href(&Route::Speaker(speaker.id.clone()))>{speaker.name.as_str()}</a>
            </h3>
            {speaker.line.as_deref().map(|line| view! { <p class="line" dir="auto">{line}</p> })}
            {speaker.biography.as_ref().map(|text| view! { <LongText text/> })}
            {(!speaker.links.is_empty()).then(|| view! {
                <Links links=speaker.links.iter().collect() intro=strings::find_at(&speaker.name)/>
            })}
        </li>
    }));
    let speakers: Vec<Drawn> = speakers.collect();
    draw(view! {
        <article class="session-page" aria-labelledby="title">
            <LabelLine session/>
            <h1 id="title" tabindex="-1" dir="auto">{session.title.as_str()}</h1>
            {session.summary.as_ref().map(|text| view! { <LongText text/> })}
            {(!session.links.is_empty()).then(|| view! {
                <Links links=session.links.iter().collect() intro=strings::LINKS.to_owned()/>
            })}
            {(!session.speakers.is_empty()).then(|| view! {
                <section aria-labelledby="speakers">
                    <h2 id="speakers">{strings::SPEAKERS}</h2>
                    <ul class="speakers-of-session">{speakers}</ul>
                </section>
            })}
            <AgendaButton session/>
        </article>
        <Neighbours session/>
        <Others session/>
    })
}

/// The sessions before and after, as the programme runs.
#[component]
fn Neighbours(session: &'static Session) -> impl IntoView {
    let site = use_site();
    let neighbours = site.conference.neighbours(session);
    let link = |session: Option<&'static Session>, label: &'static str, relation: &'static str| {
        session.map(|session| draw(view! {
            <a class=relation rel=relation href=site.href(&Route::Session(session.id.clone()))>
                <span class="label">{label}</span>" "<span dir="auto">{session.title.as_str()}</span>
            </a>
        }))
    };
    draw(view! {
        <nav class="neighbours" aria-label=strings::NEIGHBOURS>
            {link(neighbours.previous, strings::PREVIOUS, "prev")}
            {link(neighbours.next, strings::NEXT, "next")}
        </nav>
    })
}

/// Others from the programme, those of the same topic first.
#[component]
fn Others(session: &'static Session) -> impl IntoView {
    let mut others = use_site().conference.programme();
    others.retain(|other| other.id != session.id);
    others.sort_by_key(|other| other.topic != session.topic);
    others.truncate(OTHERS);
    (!others.is_empty()).then(|| draw(view! {
        <section class="others" aria-labelledby="others">
            <h2 id="others">{strings::MORE_FROM_THE_PROGRAMME}</h2>
            <SessionList sessions=others/>
        </section>
    }))
}
