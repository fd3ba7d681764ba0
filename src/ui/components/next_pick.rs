//! What the attendee has to be at next: one strip on the programme and the agenda, with the minutes until then.
//!
//! The rule: it follows the clock, but its links stay while they name the same sessions, and with them the focus. It is
//! empty if no pick begins within a day.

use std::cell::RefCell;

use leptos::prelude::*;

use crate::domain::conference::Session;
use crate::domain::moment::Date;
use crate::route::Route;
use crate::ui::browser::{hold, html};
use crate::ui::clock::Clock;
use crate::ui::element::{El, Item, el};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// The strip. Callers ask first whether the programme has days.
#[inline(never)]
pub fn next_pick() -> El {
    let last = RefCell::new(None);
    el("div").list_now(move || items(&last))
}

/// One item or none. `last` is the key of the last one.
fn items(last: &RefCell<Option<String>>) -> Vec<Item> {
    let (site, agenda): (_, MyAgenda) = (use_site(), expect_context());
    let clock: Clock = expect_context();
    let Some(now) = clock.now() else { return Vec::new() };
    let picks = agenda.with(|agenda, _| agenda.sessions(&site.schedule.programme));
    let (next, here) = agenda.walks().next(&picks, now);
    let mut key = format!("{:?}", here.map(|here| &here.id));
    key.extend(next.iter().map(|session| [" ", session.id.as_str()].concat()));
    if last.replace(Some(key.clone())).is_some_and(|last| last != key) {
        hold_what_is_read();
    }
    let today = next.first().and_then(|first| first.start).map(|start| start.at_this_offset(now).date);
    let item = |today| Item::new(key, move || draw(&next, here, today));
    today.map(item).into_iter().collect()
}

/// The strip comes, goes or changes: the session in the middle of the screen stays where it is.
fn hold_what_is_read() {
    let (width, height) = (html().client_width() as f32, html().client_height() as f32);
    let middle = document().element_from_point(width / 2.0, height / 2.0);
    let session = middle.and_then(|middle| middle.closest("article").ok().flatten());
    if let Some(session) = session {
        let below = session.get_bounding_client_rect().top();
        hold(move || Some(session.clone()).filter(|session| session.is_connected()), below);
    }
}

/// How many sessions that clash it names.
const MOST_NEXT: usize = 2;

fn draw(next: &[&'static Session], here: Option<&Session>, today: Date) -> El {
    let clock: Clock = expect_context();
    let start = next[0].starts();
    // Rounded up: what is to come never starts "in 0 minutes".
    let until = move || Strings::soon((start - clock.now().unwrap_or(start) + 59) / 60);
    let minutes = el("p")
        .class("minutes")
        .text(Strings::IN)
        .text(" ")
        .child(el("b").text_now(move || until().0))
        .text(" ")
        .child(el("span").text_now(move || until().1.to_owned()));
    let leave = here.and_then(|here| use_site().conference.room_of(here));
    let leave = leave.map(|room| el("strong").text(&Strings::leave_now(&room.name)));
    let clash =
        || el("p").class("clash-line").text(&Strings::these_clash(next.len().saturating_sub(MOST_NEXT)));
    let sessions = next.iter().take(MOST_NEXT).map(|session| draw_session(session, today));
    let what = el("div").children(sessions).children((next.len() > 1).then(clash)).children(leave);
    let strip = el("div").class("next-pick").attr("role", "group").attr("aria-label", Strings::MY_NEXT);
    strip.child(minutes).child(what)
}

/// A session with its time, which is on this day or the next one.
fn draw_session(session: &'static Session, today: Date) -> El {
    let (site, clock): (_, Clock) = (use_site(), expect_context());
    let title = el("a").attr("href", &site.href(&Route::Session(session.id.clone()))).quote(&session.title);
    let time = session.start.map(|start| {
        el("span").class("when").text_now(move || Strings::time_on(clock.in_chosen_zone(start), today))
    });
    let room = site.conference.room_of(session).map(|room| el("span").class("room").quote(&room.name));
    let line = el("p").class("row-line").children(time).text(" ").children(room);
    el("div").child(el("p").class("title").child(title)).child(line)
}
