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
    let navigation: Navigation = expect_context();
    let mine = move || navigation.view().in_my_time;
    let word = move || if mine() { Strings::MY_TIME.to_owned() } else { Strings::time_in(zone) };
    let switch = move || if mine() { Strings::IN_THE_TIME_OF_THE_PLACE } else { Strings::IN_MY_TIME };
    let there = move || Some(if mine() { query::IN_THE_TIME_OF_THE_PLACE } else { query::IN_MY_TIME });
    el("a")
        .class("zone-word")
        .attr_now("href", there)
        .attr(KEEPS_FILTER, "")
        .child(el("span").text_now(word))
        .child(el("span").class("visually-hidden").text_now(move || format!(". {}", switch())))
}

#[inline(never)]
fn draw(zone: &'static str) -> El {
    let navigation: Navigation = expect_context();
    let words = move || {
        if navigation.view().in_my_time {
            Strings::times_of_mine(my_zone().as_deref())
        } else {
            Strings::times_of_the_place(zone)
        }
    };
    let switch = move || {
        let label = if navigation.view().in_my_time {
            Strings::IN_THE_TIME_OF_THE_PLACE
        } else {
            Strings::IN_MY_TIME
        };
        label.to_owned()
    };
    let there = move || {
        let in_my_time = navigation.view().in_my_time;
        Some(if in_my_time { query::IN_THE_TIME_OF_THE_PLACE } else { query::IN_MY_TIME })
    };
    let switch =
        el("a").class("button zone-button").attr_now("href", there).attr(KEEPS_FILTER, "").text_now(switch);
    el("p").class("zone").child(el("span").text_now(words)).text(" ").child(switch)
}
