//! Sessions by start: under each time the sessions and breaks that start then.
//!
//! The rule: a slot that has not changed is not rendered again, so that a filter costs only as much as it changes.

use leptos::prelude::*;

use super::session_card::{running_row_item, session_item};
use super::timetable::{draw_timetable, scrolled};
use crate::domain::conference::{Break, Session};
use crate::domain::moment::{Date, Moment};
use crate::domain::schedule::{Day, Slot};
use crate::domain::search::Query;
use crate::ui::clock::Clock;
use crate::ui::element::{El, Item, el, list};
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// The items of some days, for a list that changes, with a heading for each day if that is wanted. Between the sessions
/// that have begun and the next ones stands a line with the current time (`now`, in seconds since 1970). What was running
/// when the attendee came (`arrived`) stands together below that line, if this time is given: otherwise, in a long programme,
/// it would be far above.
#[inline(never)]
pub fn day_items(
    days: &[Day<'static>],
    has_headings: bool,
    query: &Query,
    now: Option<i64>,
    arrived: Option<i64>,
) -> Vec<Item> {
    let mut items = Vec::new();
    let schedule = use_site().schedule;
    for day in days {
        let mut day = day.clone();
        let arrived =
            arrived.filter(|at| schedule.today(Some(*at)).is_some_and(|today| today.date == day.date));
        let running = arrived.map(|at| schedule.take_running(&mut day, at)).unwrap_or_default();
        let mut on_now = arrived.filter(|_| !running.is_empty()).map(|at| (at, running));
        // The line of the current time stands in its heading.
        let now = now.filter(|_| on_now.is_none());
        let day = &day;
        let date = day.date;
        items.extend(has_headings.then(|| day_heading(date)));
        // The line of the current time, if that is between this start and the next one, or the end of the day.
        let line = |before: Option<Moment>, until: i64| {
            let is_now = |before: &Moment| now.is_some_and(|now| (before.seconds()..until).contains(&now));
            before.filter(is_now).map(|before| Item::new("now".to_owned(), move || draw_now(before, date)))
        };
        let mut before: Option<Moment> = None;
        for slot in day.slots() {
            let start = slot.start;
            items.extend(on_now.take_if(|(at, _)| *at < start.seconds()).map(|it| running_item(it, date)));
            items.extend(line(before, start.seconds()));
            before = Some(start);
            let mut key = query.key("slot");
            key.extend(slot.sessions.iter().map(|session| [" ", session.id.as_str()].concat()));
            key.push_str(&slot.start.to_string());
            let query = query.clone();
            items.push(Item::new(key, move || draw_slot(slot, date, &query)));
        }
        items.extend(on_now.map(|it| running_item(it, date)));
        items.extend(line(before, schedule.span_of(day).1));
    }
    items
}

/// The sessions that were running at a time (in seconds since 1970), below that time.
fn running_item((at, running): (i64, Vec<&'static Session>), day: Date) -> Item {
    let ids: String = running.iter().map(|session| [" ", session.id.as_str()].concat()).collect();
    let key = format!("running {at}{ids}");
    let draw = move || {
        let first = running.first().and_then(|session| session.start);
        let rows = move || running.iter().map(|session| running_row_item(session, day)).collect();
        let heading = first.map(|first| now_line("h3", first, day, Some(at)).class("slot-time now-line"));
        el("section").class("slot").children(heading).child(list("ul", "session-list").list_now(rows))
    };
    Item::new(key, draw)
}

/// The same items, for pages that do not change.
#[inline(never)]
pub fn day_list(days: &[Day<'static>]) -> El {
    let items = day_items(days, days.len() > 1, &Query::default(), None, None);
    el("div").class("slots").children(items.into_iter().map(Item::into_element))
}

/// The same as tables, one for each day.
#[inline(never)]
pub fn day_tables(days: &[Day<'static>]) -> Vec<Item> {
    let on_paper = || el("p").class("on-paper").text(Strings::PRINT_THE_LIST);
    let mut items = vec![Item::new("on paper".to_owned(), on_paper)];
    for day in days {
        let date = day.date;
        items.extend((days.len() > 1).then(|| day_heading(date)));
        let mut key = format!("table {date}");
        key.extend(day.sessions.iter().map(|session| [" ", session.id.as_str()].concat()));
        let day = day.clone();
        // When a filter changes the sessions of the table, its scroll position stays.
        let scrolled = scrolled(date);
        items.push(Item::new(key, move || draw_timetable(&day, scrolled)));
    }
    items
}

fn day_heading(date: Date) -> Item {
    let draw = move || {
        let id = format!("day-{date}");
        el("h3").class("day-heading").attr("id", &id).text(&Strings::long_date(date))
    };
    Item::new(format!("day {date}"), draw)
}

/// The line of the current time, in the zone of a moment of this day.
pub fn draw_now(before: Moment, day: Date) -> El {
    now_line("p", before, day, None)
}

/// The same with the time `at` instead of the current one.
fn now_line(tag: &'static str, before: Moment, day: Date, at: Option<i64>) -> El {
    let clock: Clock = expect_context();
    let now = move || {
        let now = at.or_else(|| clock.now()).map(|now| clock.in_chosen_zone(before.at_this_offset(now)));
        now.map(|now| Strings::now(&Strings::time_on(now, day))).unwrap_or_default()
    };
    el(tag).class("now-line").attr("tabindex", "-1").text_now(now)
}

fn draw_slot(slot: Slot<'static>, day: Date, query: &Query) -> El {
    let clock: Clock = expect_context();
    let start = slot.start;
    let time = el("time")
        .attr("datetime", &start.to_string())
        .text_now(move || Strings::time_on(clock.in_chosen_zone(start), day));
    let site = use_site();
    let (sessions, breaks) = (slot.sessions.clone(), slot.breaks.clone());
    let is_over = move || {
        let now = clock.now()?;
        (sessions.iter().all(|session| site.schedule.is_over(session, now))
            && breaks.iter().all(|pause| site.schedule.end_of_break(pause) <= now))
        .then_some("")
    };
    let running = slot.sessions.clone();
    let on_now = move || {
        let runs = |now| running.iter().any(|session| site.schedule.is_running(session, now));
        if clock.now().is_some_and(runs) { Strings::ON_NOW.to_owned() } else { String::new() }
    };
    let on_now = el("span").class("on-now-mark").text_now(on_now);
    // Rendered as a list, in slices: dozens may start at the same time.
    let (cards, query) = (slot.sessions, query.clone());
    let cards = move || cards.iter().map(|session| session_item(session, &query, Some(day))).collect();
    el("section")
        .class("slot")
        .attr_now("data-over", is_over)
        .child(el("h3").class("slot-time").attr("tabindex", "-1").child(time).text(" ").child(on_now))
        .children(slot.breaks.into_iter().map(|pause| draw_break(pause, day)))
        .child(list("ul", "session-list").list_now(cards))
}

/// A break: a line, not a card.
pub fn draw_break(pause: &'static Break, day: Date) -> El {
    let clock: Clock = expect_context();
    let (conference, schedule) = (use_site().conference, use_site().schedule);
    let when = move || {
        Strings::span(clock.in_chosen_zone(pause.start), pause.end.map(|end| clock.in_chosen_zone(end)), day)
    };
    let rooms: Vec<&str> =
        pause.rooms.iter().filter_map(|id| conference.room(id)).map(|room| room.name.as_str()).collect();
    let is_over = move || clock.now().is_some_and(|now| schedule.end_of_break(pause) <= now).then_some("");
    el("p")
        .class("break")
        .attr_now("data-over", is_over)
        .child(el("span").class("title").quote(&pause.title))
        .text(" ")
        .child(el("time").class("when").attr("datetime", &pause.start.to_string()).text_now(when))
        .children((!rooms.is_empty()).then(|| el("span").class("room").quote(&rooms.join(", "))))
}
