//! All speakers, then the hosts.

use leptos::prelude::*;

use crate::domain::conference::Speaker;
use crate::ui::drawn::draw;
use crate::ui::components::speaker_card::SpeakerGrid;
use crate::ui::{strings, use_site};

#[component]
pub fn SpeakersPage() -> impl IntoView {
    let conference = use_site().conference;
    let speakers: Vec<&'static Speaker> = conference.session_speakers().collect();
    let hosts: Vec<&'static Speaker> = conference.hosts().collect();
    draw(view! {
        <header class="page-head">
            <h1 tabindex="-1">{strings::SPEAKERS}</h1>
            <p class="line">
                {match speakers.len() {
                    0 => strings::NO_SPEAKERS_YET.to_owned(),
                    count => strings::speakers(count),
                }}
            </p>
        </header>
        <section aria-labelledby="speakers">
            <h2 id="speakers" class="visually-hidden">{strings::ALL_SPEAKERS}</h2>
            <SpeakerGrid speakers/>
        </section>
        {(!hosts.is_empty()).then(|| view! {
            <section aria-labelledby="hosts" class="hosts">
                <h2 id="hosts">{strings::hosts(hosts.len())}</h2>
                <SpeakerGrid speakers=hosts/>
            </section>
        })}
    })
}
