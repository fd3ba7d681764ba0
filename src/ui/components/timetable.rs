//! A day as a table: rooms beside each other, times from top to bottom. Only the app renders it; a prerendered page has
//! the list, which says the same.
//!
//! In reading order the sessions come room by room, under the room's heading. Only one session of the table, its link
//! and its button, is in the tab order: arrow keys lead from session to session, and each session says its day, time,
//! room and place in the room. The rule: a row is as high as its content needs, so that nothing overlaps.

use std::fmt::Write;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::agenda_button::{agenda_button, clash_line};
use super::session_card::in_its_language;
use crate::domain::moment::Date;
use crate::domain::schedule::{Day, Phase};
use crate::domain::timetable::{Column, Step, Timetable};
use crate::route::Route;
use crate::ui::browser::{Scrolled, elements, html};
use crate::ui::clock::Clock;
use crate::ui::element::{El, Item, el};
use crate::ui::navigation::{Navigation, is_modified};
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// On the element of a session: its place among the table's sessions.
const PLACE: &str = "data-place";

/// Each room's column is at least this wide, in rem.
const WIDTH: &str = "10.5";

/// This many letters of a room's name always fit on a line of its heading, which is [`WIDTH`] wide.
const HEAD_LINE: usize = 16;

/// A heading of more lines scrolls.
const MOST_HEAD_LINES: usize = 6;

/// Sessions shorter than this, in minutes, hide their time and speakers.
const SHORT: i64 = 20;

/// How far the table of a day is scrolled; zero if it is not shown.
pub fn scrolled(day: Date) -> Scrolled {
    let table = document().get_element_by_id(&id_of(day));
    table.as_ref().map(Scrolled::of).unwrap_or_default()
}

fn id_of(day: Date) -> String {
    format!("table-{day}")
}

/// The table of a day, scrolled this far.
#[inline(never)]
pub fn draw_timetable(day: &Day<'static>, scrolled: Scrolled) -> El {
    let site = use_site();
    let date = day.date;
    let table = day.timetable(site.schedule);
    // The lanes stand beside the column of times, the rows below the row of room heads.
    let lanes: usize = table.columns.iter().map(|column| column.lanes).sum();
    let mut rows = "var(--heads)".to_owned();
    for row in &table.rows {
        // In twentieths of a rem (whole numbers: formatting fractions takes 10 kB of code). A row is at least as high
        // as a line of text, and long stretches in which nothing starts or ends are shortened.
        let height = (row.minutes * 2).clamp(35, 180);
        _ = write!(rows, " minmax(calc({height} * 0.05rem),auto)");
    }
    let columns = format!("var(--times) repeat({lanes},minmax({WIDTH}rem,1fr))");
    let names = table.columns.iter().filter_map(|column| column.room).map(|room| room.name.chars().count());
    let lines = names.max().unwrap_or_default() / HEAD_LINE + 1;
    let starts = column_starts(&table);
    let made = el("div")
        .class("timetable")
        .attr("id", &id_of(date))
        .style("--heads", &format!("{}rem", lines.clamp(2, MOST_HEAD_LINES) + 2))
        .style("grid-template-columns", &columns)
        .style("grid-template-rows", &rows)
        .child(el("p").class("corner").text(&Strings::short_date(date)))
        .child(el("div").class("times"))
        .children(table.rows.iter().enumerate().filter_map(|(at, row)| Some(time_head(row.start?, at, date))))
        .children(table.breaks.iter().map(|(pause, start, end)| {
            el("p").class("break").style("grid-area", &area(*start, 2, *end, -1)).quote(&pause.title)
        }));
    if scrolled != Scrolled::default() {
        let made = made.node();
        // By then the table is on the page and has its final size.
        queue_microtask(move || scrolled.scroll(&made));
    }
    let table = Rc::new(table);
    let (items, rows) = (Rc::clone(&table), Rc::clone(&table));
    let clock: Clock = expect_context();
    let navigation: Navigation = expect_context();
    let line = move || clock.now().and_then(|now| now_line(&rows, now)).into_iter().collect();
    made.list_now(move || {
        // Each session is an item of its own, so that they are rendered in slices: a large day takes a slow phone a
        // second.
        let cell = |at: usize| {
            let (table, start) = (Rc::clone(&items), starts[items.cells[at].column]);
            let head = (items.cells[at].number == 1).then(|| {
                let table = Rc::clone(&table);
                Item::new(format!("room {at}"), move || {
                    room_head(&table.columns[table.cells[at].column], start)
                })
            });
            head.into_iter().chain([Item::new(at.to_string(), move || draw_cell(&table, at, start, date))])
        };
        (0..items.cells.len()).flat_map(cell).collect()
    })
    .children_now(line)
    .on("scroll", move |_| navigation.write_place())
    .on("focusin", |event| {
        if let Some((_, cell)) = cell_of(&event) {
            make_the_stop(&cell);
        }
    })
    .on("keydown", move |event| {
        let Some((from, cell)) = cell_of(&event) else { return };
        // Alt with an arrow key goes back in the browser.
        if is_modified(event.unchecked_ref()) {
            return;
        }
        let key = event.unchecked_ref::<web_sys::KeyboardEvent>().key();
        let Some(step) = step_of(&key) else { return };
        // Otherwise the browser would scroll as well.
        event.prevent_default();
        let to = table.step(from, step).map(|to| format!("[{PLACE}=\"{to}\"] a"));
        let link = cell.parent_element().zip(to).and_then(|(table, to)| table.query_selector(&to).ok()?);
        if let Some(link) = link {
            _ = link.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    })
}

/// The grid column of each room's first lane. Columns are counted from 1, and the first has the times.
fn column_starts(table: &Timetable<'_>) -> Vec<usize> {
    let mut next = 2;
    let start = |column: &Column<'_>| {
        next += column.lanes;
        next - column.lanes
    };
    table.columns.iter().map(start).collect()
}

/// Converts rows of the timetable and columns of the grid to a CSS `grid-area`. CSS counts lines from 1, and the row of
/// room heads comes first.
fn area(start: usize, column: usize, end: usize, last_column: isize) -> String {
    format!("{} / {column} / {} / {last_column}", start + 2, end + 2)
}

/// A line across the running sessions. Screen readers skip it, because each session says its time.
fn now_line(table: &Timetable<'_>, now: i64) -> Option<El> {
    let (row, over) = table.row_at(now)?;
    let line = el("div").class("now-line").attr("aria-hidden", "true");
    Some(line.style("grid-area", &area(row, 1, row + 1, -1)).style("inset-block-start", &format!("{over}%")))
}

fn time_head(start: crate::domain::moment::Moment, row: usize, day: Date) -> El {
    let clock: Clock = expect_context();
    el("time")
        .class("time-head")
        .attr("datetime", &start.to_string())
        .style("grid-row", &(row + 2).to_string())
        .text_now(move || Strings::time_on(clock.in_chosen_zone(start), day))
}

fn room_head(column: &Column<'static>, start: usize) -> El {
    let name = column.room.map_or(Strings::WITHOUT_A_ROOM, |room| &room.name);
    el("h3")
        .class("room-head")
        .style("grid-column", &format!("{start} / span {}", column.lanes))
        .child(el("span").quote(name))
}

fn draw_cell(table: &Timetable<'static>, at: usize, start: usize, day: Date) -> El {
    let site = use_site();
    let clock: Clock = expect_context();
    let cell = &table.cells[at];
    let column = &table.columns[cell.column];
    let session = cell.session;
    let (heading, place) = (format!("cell-{}", session.id), format!("place-{}", session.id));
    let room = column.room.map_or(Strings::WITHOUT_A_ROOM, |room| &room.name);
    let (number, of) = (cell.number, column.sessions);
    let when = move || {
        let start = session.start.map(|start| clock.in_chosen_zone(start));
        Strings::place_in_the_timetable(start, room, number, of)
    };
    let span = move || {
        let end = session.end.map(|end| clock.in_chosen_zone(end));
        session.start.map(|start| Strings::span(clock.in_chosen_zone(start), end, day)).unwrap_or_default()
    };
    let phase = move || match site.schedule.phase(session, clock.now()?) {
        Phase::ToCome => None,
        Phase::Running => Some("running"),
        Phase::Over => Some("over"),
    };
    let names: Vec<&str> =
        site.conference.speakers_of(session).map(|speaker| speaker.name.as_str()).collect();
    let stop = if at == 0 { "0" } else { "-1" };
    let link = el("a")
        .attr("href", &site.href(&Route::Session(session.id.clone())))
        .attr("tabindex", stop)
        .attr("aria-describedby", &place)
        .quote(&session.title);
    let made = el("article").class("cell").attr("aria-labelledby", &heading);
    let made = if session.cancelled { made.attr("data-cancelled", "") } else { made };
    let column = start + cell.lane;
    let made = if cell.minutes < SHORT { made.attr("data-short", "") } else { made };
    made.attr(PLACE, &at.to_string())
        .attr_now("data-phase", phase)
        .style("grid-area", &area(cell.start, column, cell.end, column as isize + 1))
        .child(el("h4").class("title").attr("id", &heading).child(in_its_language(link, session)))
        .child(el("p").class("visually-hidden").attr("id", &place).text_now(when))
        .children(session.cancelled.then(|| el("p").class("cancelled").text(Strings::CANCELLED)))
        .child(el("p").class("when").attr("aria-hidden", "true").text_now(span))
        .children((!names.is_empty()).then(|| el("p").class("names").quote(&names.join(", "))))
        .children(clash_line(session))
        .child(agenda_button(session).attr("tabindex", stop))
}

/// The session that an event happened in: its place in the table, and its element.
fn cell_of(event: &web_sys::Event) -> Option<(usize, Element)> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let cell = target.closest(".cell").ok()??;
    Some((cell.get_attribute(PLACE)?.parse().ok()?, cell))
}

/// Puts only the link and the button of this session in the tab order.
fn make_the_stop(cell: &Element) {
    let Some(table) = cell.parent_element() else { return };
    for (within, selector, value) in [(&table, "[tabindex='0']", "-1"), (cell, "[tabindex]", "0")] {
        for element in elements(within, selector) {
            _ = element.set_attribute("tabindex", value);
        }
    }
}

/// The step of a key. On pages that run from right to left, the next room is on the left.
fn step_of(key: &str) -> Option<Step> {
    let is_mirrored = || html().dir() == "rtl";
    let beside = |after: bool| if after == is_mirrored() { Step::RoomBefore } else { Step::RoomAfter };
    match key {
        "ArrowUp" => Some(Step::Earlier),
        "ArrowDown" => Some(Step::Later),
        "ArrowLeft" => Some(beside(false)),
        "ArrowRight" => Some(beside(true)),
        "Home" => Some(Step::First),
        "End" => Some(Step::Last),
        _ => None,
    }
}
