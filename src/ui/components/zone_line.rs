//! The line that says in which time zone times are shown, with a link to the other zone. Times are never shown without
//! it.

use leptos::prelude::*;

use crate::route::query;
use crate::ui::clock::my_zone;
use crate::ui::element::{El, el};
use crate::ui::navigation::{KEEPS_FILTER, Navigation};
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// The line; `None` if the programme has no times.
pub fn zone_line() -> Option<El> {
    let site = use_site();
    site.conference.zone.as_deref().filter(|_| !site.days().is_empty()).map(draw)
}

/// The word for the zone in a line of tools: a link that shows the other one.
#[inline(never)]
pub fn zone_word(zone: &'static str) -> El {
    let word = move || if is_mine() { Strings::MY_TIME.to_owned() } else { Strings::time_in(zone) };
    let other = el("span").class("visually-hidden").text_now(|| Strings::and_then(other_zone()));
    link("zone-word").child(el("span").text_now(word)).child(other)
}

#[inline(never)]
fn draw(zone: &'static str) -> El {
    let words = move || match is_mine() {
        true => Strings::times_of_mine(my_zone().as_deref()),
        false => Strings::times_of_the_place(zone),
    };
    let other = link("button zone-button").text_now(|| other_zone().to_owned());
    el("p").class("zone").child(el("span").text_now(words)).text(" ").child(other)
}

/// Whether times are shown in the attendee's zone. Tracked.
fn is_mine() -> bool {
    let navigation: Navigation = expect_context();
    navigation.view().in_my_time
}

/// What leads to the other zone.
fn other_zone() -> &'static str {
    if is_mine() { Strings::IN_THE_TIME_OF_THE_PLACE } else { Strings::IN_MY_TIME }
}

/// A link to the same page in the other zone.
fn link(class: &'static str) -> El {
    let there = || Some(if is_mine() { query::IN_THE_TIME_OF_THE_PLACE } else { query::IN_MY_TIME });
    el("a").class(class).attr_now("href", there).attr(KEEPS_FILTER, "")
}
