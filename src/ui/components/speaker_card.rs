//! A speaker as listed: biography, the way to the speaker's page, and where else to find the speaker.

use leptos::prelude::*;

use super::links::Links;
use super::marked::Marked;
use super::portrait::Portrait;
use crate::domain::conference::Speaker;
use crate::domain::search::Query;
use crate::route::Route;
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
    let biography = speaker.biography.as_ref().and_then(|text| {
        let first = text.paragraphs().next()?.to_owned();
        let more = text.excerpt && text.paragraphs().nth(1).is_none();
        Some(if more { first + "…" } else { first })
    });
    view! {
        <article class="speaker-card" aria-labelledby=labelled_by>
            <Portrait speaker/>
            <h3 class="name" id=heading dir="auto">
                <a href=page.clone()><Marked text=speaker.name.clone() query=query.clone()/></a>
            </h3>
            {speaker.line.clone().map(|line| view! {
                <p class="line" dir="auto"><Marked text=line query=query.clone()/></p>
            })}
            {biography.map(|text| view! { <p class="summary" dir="auto"><Marked text query/></p> })}
            <p class="more">
                <a href=page aria-label=strings::read_more_about(&speaker.name)>{strings::READ_MORE}</a>
            </p>
            {(!speaker.links.is_empty()).then(|| view! {
                <Links links=speaker.links.iter().collect() intro=strings::find_at(&speaker.name)/>
            })}
        </article>
    }
}
