//! One speaker or host: who it is, where to find them, and their sessions.

use leptos::prelude::*;

use crate::domain::conference::Speaker;
use crate::ui::drawn::draw;
use crate::ui::components::links::Links;
use crate::ui::components::long_text::LongText;
use crate::ui::components::portrait::Portrait;
use crate::ui::components::session_card::SessionList;
use crate::ui::{strings, use_site};

#[component]
pub fn SpeakerPage(speaker: &'static Speaker) -> impl IntoView {
    let conference = use_site().conference;
    let sessions = conference.sessions_of(speaker);
    let none = sessions.is_empty();
    draw(view! {
        <article class="speaker-page" aria-labelledby="name">
            <Portrait speaker/>
            {conference.is_host(speaker).then(|| view! { <p class="label-line">{strings::hosts(1)}</p> })}
            <h1 id="name" tabindex="-1" dir="auto">{speaker.name.as_str()}</h1>
            {speaker.line.as_deref().map(|line| view! { <p class="line" dir="auto">{line}</p> })}
            {speaker.biography.as_ref().map(|text| view! { <LongText text/> })}
            {(!speaker.links.is_empty()).then(|| view! {
                <Links links=speaker.links.iter().collect() intro=strings::find_at(&speaker.name)/>
            })}
        </article>
        <section class="sessions" aria-labelledby="sessions">
            <h2 id="sessions">{strings::SESSIONS}</h2>
            {none.then(|| view! { <p>{strings::NO_SESSIONS_YET}</p> })}
            <SessionList sessions/>
        </section>
    })
}
