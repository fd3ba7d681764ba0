//! The days as tabs. Only a programme with more than one day has them.

use leptos::prelude::*;

use crate::domain::agenda::Agenda;
use crate::domain::conference::Session;
use crate::domain::results::{Results, on};
use crate::domain::schedule::Day;
use crate::route::Route;
use crate::ui::browser::after_painting;
use crate::ui::element::{El, el, follow, list};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::navigation::KEEPS_FILTER;
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// The days as tabs: links, each with the number of that day's sessions that pass the filter.
#[inline(never)]
pub fn day_tabs(results: Memo<Results<'static>>) -> El {
    let site = use_site();
    let days = site.days();
    let agenda: MyAgenda = expect_context();
    let tab = move |route: Route, label: [&str; 2], day: Option<&'static Day<'static>>| {
        let date = day.map(|day| day.date);
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
            .child(el("span").text(label[0]))
            .text(" ")
            .child(el("b").text(label[1]))
            .text(" ")
            .child(el("span").class("count").text_now(count))
            .children_now(move || {
                let is_mine = |agenda: &Agenda, session: &&&Session| agenda.contains(&session.id);
                let mine = agenda.with(|agenda, _| {
                    day.map_or(0, |day| {
                        day.sessions.iter().filter(|session| is_mine(agenda, session)).count()
                    })
                });
                let picks = || {
                    let number = el("span").attr("aria-hidden", "true").text(&mine.to_string());
                    let words = el("span").class("visually-hidden").text(&Strings::picks(mine));
                    el("span").class("picks").child(number).child(words)
                };
                (mine > 0).then(picks).into_iter().collect()
            });
        el("li").child(link)
    };
    // A long programme has no page of all days, unless something is searched for or chosen.
    let all = tab(Route::Programme, [Strings::ALL_DAYS, ""], None).attr_now("hidden", move || {
        (site.is_long() && results.with(|results| results.is_everything)).then_some("")
    });
    let tabs = days.iter().map(|day| {
        let label = [Strings::short_weekday(day.date), &Strings::day_of_month(day.date)];
        tab(Route::Day(day.date), label, Some(day))
    });
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
