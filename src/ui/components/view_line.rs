//! The line of views: list or timetable, past sessions, hidden ones; and the way to now, which is always in reach. Only a
//! programme with times has them.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::button::button;
use super::hiding::way_to_hidden;
use super::zone_line::zone_word;
use crate::domain::results::Results;
use crate::domain::schedule::{Day, Stage};
use crate::route::{Route, query};
use crate::ui::browser::{after_painting, focus_on, hold, html};
use crate::ui::clock::Clock;
use crate::ui::element::{El, el, when_everything_is_drawn};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::navigation::{KEEPS_FILTER, Navigation};
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// The button that leads to now. It is hidden unless the conference is on and its current day is shown.
#[inline(never)]
pub fn way_to_now(results: Memo<Results<'static>>) -> El {
    let schedule = use_site().schedule;
    let clock: Clock = expect_context();
    let is_shown = Memo::new(move |_| {
        let now = clock.now().filter(|now| schedule.is_on(*now));
        let today = now.and_then(|now| schedule.today(Some(now)));
        let has_now = |day: &Day<'_>| {
            results
                .with(|results| results.query.is_empty() && results.day.is_none_or(|shown| shown == day.date))
        };
        today.is_some_and(has_now)
    });
    button(Strings::NOW)
        .attr("aria-label", Strings::JUMP_TO_NOW)
        .attr_now("hidden", move || (!is_shown.get()).then_some(""))
        .on("click", move |_| jump_to_now(clock))
}

/// Before the conference, in how many days it begins; afterwards, that it is over, with the way to the agenda.
#[inline(never)]
pub fn before_and_after() -> El {
    let (clock, agenda): (Clock, MyAgenda) = (expect_context(), expect_context());
    let stage = move || use_site().schedule.stage(clock.now()?);
    let words = move || match stage() {
        Some(Stage::ToCome(days)) => Strings::begins_in(days),
        Some(Stage::Over) => Strings::IT_IS_OVER.to_owned(),
        _ => String::new(),
    };
    let mine = el("a").attr("href", &use_site().href(&Route::Agenda)).text(Strings::MY_AGENDA);
    let has_mine = move || stage() == Some(Stage::Over) && agenda.len() > 0;
    let mine = mine.attr_now("hidden", move || (!has_mine()).then_some(""));
    el("span").class("stage").child(el("span").text_now(words)).text(" ").child(mine)
}

/// The choice between list and table; during the conference also a choice to hide past sessions.
#[inline(never)]
pub fn view_line(results: Memo<Results<'static>>) -> El {
    let site = use_site();
    let clock: Clock = expect_context();
    let navigation: Navigation = expect_context();
    let is_on = Memo::new(move |_| clock.now().is_some_and(|now| site.schedule.is_on(now)));
    let way = |there: &'static str| el("a").class("button").attr("href", there).attr(KEEPS_FILTER, "");
    let view = move |label: &str, there: &'static str, is_table: bool| {
        let is_this = move || (navigation.view().as_table == is_table).then_some("true");
        way(there).attr_now("aria-current", is_this).text(label)
    };
    let views = (site.conference.rooms.len() > 1).then(|| {
        let [list, table] = [
            view(Strings::AS_A_LIST, query::AS_A_LIST, false),
            view(Strings::AS_A_TABLE, query::AS_A_TABLE, true),
        ];
        el("span")
            .class("views")
            .attr("role", "group")
            .attr("aria-label", Strings::VIEW)
            .child(list)
            .child(table)
    });
    let while_on = move || {
        let hides = move || results.with(hides_past);
        let there = move || {
            Some(match (hides(), site.is_long()) {
                (true, _) => query::WITH_THE_PAST,
                (false, false) => query::WITHOUT_THE_PAST,
                (false, true) => query::PAST_AS_USUAL,
            })
        };
        let label = move || match (hides(), site.is_long()) {
            (false, _) => Strings::HIDE_WHAT_IS_OVER,
            (true, false) => Strings::SHOW_WHAT_IS_OVER,
            (true, true) => Strings::EARLIER,
        };
        let past = el("a")
            .class("button")
            .attr_now("href", there)
            .attr(KEEPS_FILTER, "")
            .text_now(move || label().to_owned());
        // When everything is over, the attendee must still be able to show past sessions.
        (is_on.get() || hides()).then_some(past).into_iter().collect()
    };
    // If nothing is found, the message there has this link.
    let finds_some = Memo::new(move |_| results.with(|results| !results.shown.is_empty()));
    let hidden = move || way_to_hidden().filter(|_| finds_some.get()).into_iter().collect();
    let zone = site.conference.zone.as_deref().filter(|_| site.is_long()).map(zone_word);
    el("p")
        .class("actions view-line")
        .children(views)
        .children_now(while_on)
        .children(zone)
        .children_now(hidden)
}

/// Whether past sessions are hidden: as the attendee chose; otherwise in the list of a long programme's current day, which
/// begins with now. Tracked.
pub fn hides_past(results: &Results<'static>) -> bool {
    let (navigation, clock): (Navigation, Clock) = (expect_context(), expect_context());
    let view = navigation.view();
    let schedule = use_site().schedule;
    let is_today = || {
        let now = clock.last_arrival().filter(|now| schedule.is_on(*now));
        let is_shown = now.is_some() && schedule.today(now).map(|day| day.date) == results.day;
        // Where all is over that a filter leaves, it is shown.
        is_shown && results.listed(schedule, now) > 0
    };
    view.hides_past.unwrap_or_else(|| use_site().is_long() && !view.as_table && is_today())
}

/// Scrolls to now: in the list to the line between the sessions that have begun and the next ones, in the table to the
/// line through the running ones. If there is no line, it scrolls to the next sessions.
fn jump_to_now(clock: Clock) {
    clock.arrive();
    // The list of what is running is drawn anew first.
    after_painting(|| when_everything_is_drawn(scroll_to_now));
}

fn scroll_to_now() {
    let find = |place: &str| document().query_selector(place).ok().flatten();
    // Running sessions stand above the line, the next ones below.
    let third = f64::from(html().client_height()) / 3.0;
    let line = find(".timetable .now-line");
    if let Some((line, table)) = line.and_then(|line| Some((line.clone(), line.parent_element()?))) {
        let [line, top] = [&line, &table].map(|element| element.get_bounding_client_rect().top());
        table.scroll_by_with_x_and_y(0.0, line - top - third);
        table.scroll_into_view();
        find(".cell[data-phase=running] a").inspect(|running| focus_on(running.unchecked_ref()));
        return;
    }
    let next = || find(".slot:not([data-over]) .slot-time, .cell:not([data-phase]) a");
    let there = find(".slots .now-line").or_else(next);
    if let Some(there) = there {
        focus_on(there.unchecked_ref());
        // A heading that sticks to the top says nothing of where its slot is.
        let slot = there.closest(".slot").ok().flatten().unwrap_or(there);
        hold(move || Some(slot.clone()), third);
    }
}
