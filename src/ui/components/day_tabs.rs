//! The days as tabs. Only a programme with more than one day has them.

use leptos::prelude::*;

use crate::domain::moment::Date;
use crate::domain::results::{Results, on};
use crate::route::Route;
use crate::ui::browser::after_painting;
use crate::ui::element::{El, el, follow, list};
use crate::ui::navigation::KEEPS_FILTER;
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// The days as tabs: links, each with the number of that day's sessions that pass the filter.
#[inline(never)]
pub fn day_tabs(results: Memo<Results<'static>>) -> El {
    let site = use_site();
    let days = site.days();
    let tab = move |route: Route, label: &str, date: Option<Date>| {
        let here = move || results.with(|results| results.day == date);
        let count = move || {
            results.with(|results| match results.is_everything {
                true => String::new(),
                false => on(site.schedule, &results.sessions, date).len().to_string(),
            })
        };
        let link = el("a")
            .class("day-tab")
            .attr("href", &site.href(&route))
            .attr(KEEPS_FILTER, "")
            .attr_now("aria-current", move || here().then_some("page"))
            .text(label)
            .text(" ")
            .child(el("span").class("count").text_now(count));
        el("li").child(link)
    };
    // A long programme has no page of all days, unless something is searched for or chosen.
    let all = tab(Route::Programme, Strings::ALL_DAYS, None).attr_now("hidden", move || {
        (site.is_long() && results.with(|results| results.is_everything)).then_some("")
    });
    let tabs =
        days.iter().map(|day| tab(Route::Day(day.date), &Strings::short_date(day.date), Some(day.date)));
    let tabs = list("ul", "day-tabs").child(all).children(tabs);
    follow(move || {
        results.track();
        after_painting(show_the_day_tab);
    });
    el("nav").attr("aria-label", Strings::DAYS).child(tabs)
}

/// Scrolls the row of tabs so that the current day's tab is visible: counts make the tabs wider.
fn show_the_day_tab() {
    let tab = document().query_selector(".day-tab[aria-current]").ok().flatten();
    if let Some((tab, tabs)) = tab.and_then(|tab| Some((tab.clone(), tab.closest(".day-tabs").ok()??))) {
        let middle = |element: &web_sys::Element| {
            let place = element.get_bounding_client_rect();
            place.left() + place.width() / 2.0
        };
        tabs.scroll_by_with_x_and_y(middle(&tab) - middle(&tabs), 0.0);
    }
}
