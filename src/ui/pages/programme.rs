//! The first page: the conference's name like a title page, search and filters, all sessions, all speakers, the host.

use leptos::prelude::*;

use crate::domain::conference::{Session, Speaker};
use crate::domain::filter::{Filter, Group};
use crate::domain::search::Query;
use crate::route::Route;
use crate::ui::announcer::Announcer;
use crate::ui::drawn::draw;
use crate::ui::components::filter_bar::{FilterBar, NothingFound, Results};
use crate::ui::components::keyed_list::{Item, KeyedList};
use crate::ui::components::session_card::SessionCard;
use crate::ui::components::speaker_card::{SpeakerCard, SpeakerGrid};
use crate::ui::navigation::Navigation;
use crate::ui::{Site, panics, strings, use_site};

#[component]
pub fn ProgrammePage() -> impl IntoView {
    let site = use_site();
    let navigation: Navigation = expect_context();
    let announcer: Announcer = expect_context();
    let results = Memo::new(move |_| results(site, &navigation.filter()));
    let found = move || results.with(|results| results.sessions.len());
    let all = site.conference.sessions.len();
    Effect::watch(found, move |found, _, _| announcer.say_after_a_pause(strings::sessions_found(*found, all)), false);

    // A card is drawn anew when the words change, for its marks; the choices alone only add and remove cards.
    let words = Memo::new(move |_| navigation.words().trim().to_owned());
    let sessions = move || {
        let words = words.get();
        let item = |session: &&'static Session| {
            let (session, query) = (*session, Query::new(&words));
            Item::new(format!("{} {words}", session.id), move || draw(view! { <li><SessionCard session query/></li> }))
        };
        results.with(|results| results.sessions.iter().map(item).collect())
    };
    let speakers = move || {
        let words = words.get();
        let item = |speaker: &&'static Speaker| {
            let (speaker, query) = (*speaker, Query::new(&words));
            Item::new(format!("{} {words}", speaker.id), move || draw(view! { <li><SpeakerCard speaker query/></li> }))
        };
        results.with(|results| results.speakers.iter().map(item).collect())
    };
    let nothing = Memo::new(move |_| found() == 0);
    let no_speaker = Memo::new(move |_| results.with(|results| results.speakers.is_empty()));
    let whole = Memo::new(move |_| navigation.filter().is_empty());
    draw(view! {
        <TitlePage/>
        <div class="programme">
            <FilterBar results/>
            <div class="results">
                <section aria-labelledby="sessions" class="sessions">
                    <h2 id="sessions">{strings::SESSIONS}</h2>
                    {move || nothing.get().then(|| view! { <NothingFound/> })}
                    <ul class="session-list"><KeyedList items=Box::new(sessions)/></ul>
                </section>
                <section aria-labelledby="speakers" class="speakers" hidden=move || no_speaker.get()>
                    <h2 id="speakers">{strings::SPEAKERS}</h2>
                    <ul class="speaker-grid"><KeyedList items=Box::new(speakers)/></ul>
                </section>
                {move || whole.get().then(|| view! { <Hosts/> })}
            </div>
        </div>
    })
}

/// What a filter leaves of the programme.
fn results(site: Site, filter: &Filter) -> Results {
    panics::at("search");
    let query = Query::new(&filter.text);
    let found = site.index().sessions(&query);
    let choices = Group::ALL.map(|group| filter.choices(group, site.conference, &found));
    let has_session_shown = |speaker: &Speaker| {
        site.conference.sessions.iter().any(|session| session.speakers.contains(&speaker.id) && filter.matches(session))
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
    Results { sessions, speakers, choices }
}

/// The name of the conference, its line, and who hosts it.
#[component]
fn TitlePage() -> impl IntoView {
    let site = use_site();
    let conference = site.conference;
    let hosts: Vec<&Speaker> = conference.hosts().collect();
    let last = hosts.len().saturating_sub(1);
    let byline = hosts.into_iter().enumerate().map(|(at, host)| view! {
        <a href=site.href(&Route::Speaker(host.id.clone()))>{host.name.as_str()}</a>
        {if at < last { ", " } else { "" }}
    });
    let has_times = conference.sessions.iter().any(|session| session.start.is_some());
    let zone = conference.zone.as_deref().filter(|_| has_times);
    draw(view! {
        <header class="title-page">
            <h1 tabindex="-1" dir="auto">{conference.name.as_str()}</h1>
            {conference.line.as_deref().map(|line| view! { <p class="line" dir="auto">{line}</p> })}
            {(!conference.hosts.is_empty()).then(|| view! {
                <p class="byline">{strings::HOSTED_BY}" "{byline.collect_view()}</p>
            })}
            {zone.map(|zone| view! { <p class="zone">{strings::times_in(zone)}</p> })}
        </header>
    })
}

/// The hosts' cards.
#[component]
fn Hosts() -> impl IntoView {
    let hosts: Vec<&'static Speaker> = use_site().conference.hosts().collect();
    (!hosts.is_empty()).then(|| draw(view! {
        <section aria-labelledby="hosts" class="hosts">
            <h2 id="hosts">{strings::hosts(hosts.len())}</h2>
            <SpeakerGrid speakers=hosts/>
        </section>
    }))
}
