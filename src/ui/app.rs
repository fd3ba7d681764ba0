//! The frame around every page: header, notices, the page of the current route, footer.
//!
//! The rule of this file: the browser (`takeover`) and the host command (`publish`) render the same [`app`], so it
//! asks the browser nothing while it renders.

use leptos::prelude::*;

use super::announcer::live_region;
use super::clock::Clock;
use super::components::{
    agenda_button::keep_buttons_current, appearance::appearance, device_line::device_line, links::links,
    notices::notices, session_card::keep_cards_current,
};
use super::element::{El, el, set_language_of_the_programme};
use super::kept::{Kept, OnDevice};
use super::my_agenda::MyAgenda;
use super::navigation::{Location, Navigation};
use super::pages::{
    agenda_page, not_found_page, programme_page, room_page, rooms_page, session_page, speaker_page,
    speakers_page, track_page, tracks_page,
};
use super::site::{Site, use_site};
use super::storage::{self, Theme};
use super::strings::Strings;
use crate::route::Route;

/// What the browser knows when the app starts.
pub struct Start {
    /// Where the attendee is.
    pub location: Location,
    /// The saved agenda.
    pub saved: Result<storage::Saved, storage::Blocked>,
    /// The saved appearance.
    pub theme: Theme,
}

/// Renders everything below `<body>`. It first hands the parts that listen to the browser to `listen`, so that no event
/// is missed. Needs an owner (Leptos' word for the scope that disposes of effects).
pub fn app(site: Site, start: Start, listen: impl FnOnce(MyAgenda, Navigation, Clock, Kept)) -> [El; 7] {
    let theme = start.theme;
    let shown = begin(site, start, listen).page();
    around(main().children_now(move || page(site, shown.get())), theme)
}

/// Renders the same without a page: what the browser shows before the app knows the address.
#[cfg(feature = "prerender")]
pub fn frame(site: Site, start: Start) -> [El; 7] {
    let theme = start.theme;
    begin(site, start, |_, _, _, _| {});
    around(main(), theme)
}

/// Makes what all parts of the page use.
fn begin(site: Site, start: Start, listen: impl FnOnce(MyAgenda, Navigation, Clock, Kept)) -> Navigation {
    set_language_of_the_programme(site.other_language());
    let agenda = MyAgenda::new(site, start.saved);
    let navigation = Navigation::new(site, start.location);
    let clock = Clock::new(navigation);
    let kept = Kept::new();
    listen(agenda, navigation, clock, kept);
    provide_context(site);
    provide_context(agenda);
    provide_context(navigation);
    provide_context(clock);
    provide_context(kept);
    keep_buttons_current();
    keep_cards_current();
    navigation
}

fn main() -> El {
    let main = el("main").attr("id", "main").attr("tabindex", "-1");
    if use_site().is_long() { main.attr("data-long", "") } else { main }
}

fn around(main: El, theme: Theme) -> [El; 7] {
    [
        el("a").class("skip-link").attr("href", "#main").text(Strings::SKIP_TO_CONTENT),
        site_header(),
        notices(),
        main,
        site_footer(theme),
        device_line(),
        live_region(),
    ]
}

/// The page of a route.
fn page(site: Site, route: Route) -> Vec<El> {
    let page = match route {
        Route::Programme | Route::Day(_) => Some(programme_page()),
        Route::Rooms => Some(rooms_page()),
        Route::Tracks => Some(tracks_page()),
        Route::Room(id) => site.conference.room(&id).map(room_page),
        Route::Track(id) => site.conference.track(&id).map(track_page),
        Route::Session(id) => site.conference.session(&id).map(session_page),
        Route::Speakers => Some(speakers_page()),
        Route::Speaker(id) => site.conference.speaker(&id).map(speaker_page),
        Route::Agenda => Some(agenda_page()),
        Route::NotFound => None,
    };
    page.unwrap_or_else(not_found_page)
}

/// The conference's name and the links to the main pages; to rooms and tracks only where there are several. On phones the links stand in a bar at the bottom.
fn site_header() -> El {
    let site = use_site();
    let agenda: MyAgenda = expect_context();
    let count = move || match agenda.len() {
        0 => String::new(),
        count => count.to_string(),
    };
    let clashes = move || {
        let count = agenda.clashes();
        let words = || el("span").class("visually-hidden").text(Strings::clashes(count));
        let told = || el("span").class("clash-count").text(&count.to_string()).child(words());
        (count > 0).then(told).into_iter().collect()
    };
    let home =
        el("a").class("site-name").attr("href", &site.href(&Route::Programme)).quote(&site.conference.name);
    let places = el("nav")
        .class("site-nav")
        .attr("aria-label", Strings::MAIN_NAVIGATION)
        .child(nav_link(Route::Programme, Strings::PROGRAMME))
        .child(nav_link(Route::Speakers, Strings::SPEAKERS))
        .children((site.conference.rooms.len() > 1).then(|| nav_link(Route::Rooms, Strings::ROOMS)))
        .children((site.conference.tracks.len() > 1).then(|| nav_link(Route::Tracks, Strings::TRACKS)))
        .child(
            nav_link(Route::Agenda, Strings::MY_AGENDA)
                .child(el("span").class("count").text_now(count))
                .children_now(clashes),
        );
    el("header").class("site-header").child(home).child(places)
}

fn nav_link(route: Route, label: &str) -> El {
    let navigation: Navigation = expect_context();
    el("a")
        .class("nav-link")
        .attr("href", &use_site().href(&route))
        .attr_now("aria-current", move || navigation.is_at(&route).then_some("page"))
        .child(el("span").text(label))
        .text(" ")
}

/// The organiser's links, a line that says where the agenda is kept, and the choice of the appearance.
fn site_footer(theme: Theme) -> El {
    el("footer")
        .class("site-footer")
        .children(links(None, &use_site().conference.links))
        .child(el("p").class("kept-here").text(Strings::KEPT_IN_THIS_BROWSER).text_now(kept_line))
        .child(appearance(theme))
}

/// Whether the guide works without a network.
fn kept_line() -> String {
    let kept: Kept = expect_context();
    let words = match kept.state().copy {
        OnDevice::None => return String::new(),
        OnDevice::Kept => Strings::GUIDE_IS_KEPT,
        OnDevice::Refused => Strings::GUIDE_IS_NOT_KEPT,
    };
    format!(" {words}")
}
