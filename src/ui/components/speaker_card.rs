//! A speaker as listed: biography, the way to the speaker's page, and where else to find the speaker.

use leptos::prelude::*;

use super::links::Links;
use super::marked::marked;
use super::portrait::Portrait;
use crate::domain::conference::{Speaker, Text};
use crate::domain::search::Query;
use crate::route::Route;
use crate::ui::drawn::{Drawn, draw};
use crate::ui::{strings, use_site};

#[component]
pub fn SpeakerCard(
    speaker: &'static Speaker,
    /// What was searched for, to be marked.
    #[prop(default = Query::default())]
    query: Query,
) -> impl IntoView {
    let page = use_site().href(&Route::Speaker(speaker.id.clone()));
    let heading = format!("speaker-{}", speaker.id);
    let labelled_by = heading.clone();
    draw(view! {
        <article class="speaker-card" aria-labelledby=labelled_by>
            <Portrait speaker/>
            <h3 class="name" id=heading dir="auto">
                <a href=page.clone()>{marked(&speaker.name, &query)}</a>
            </h3>
            {speaker.line.as_deref().map(|line| view! {
                <p class="line" dir="auto">{marked(line, &query)}</p>
            })}
            {speaker.biography.as_ref().and_then(Text::beginning).map(|text| view! {
                <p class="summary" dir="auto">{marked(&text, &query)}</p>
            })}
            <p class="more">
                <a href=page aria-label=strings::read_more_about(&speaker.name)>{strings::READ_MORE}</a>
            </p>
            {(!speaker.links.is_empty()).then(|| view! {
                <Links links=speaker.links.iter().collect() intro=strings::find_at(&speaker.name)/>
            })}
        </article>
    })
}

/// The cards of several speakers.
#[component]
pub fn SpeakerGrid(speakers: Vec<&'static Speaker>) -> impl IntoView {
    let cards: Vec<Drawn> =
        speakers.into_iter().map(|speaker| draw(view! { <li><SpeakerCard speaker/></li> })).collect();
    draw(view! { <ul class="speaker-grid">{cards}</ul> })
}
