//! What the attendee has to be at next: one strip on the programme and the agenda, with the minutes until then.
//!
//! The rule: it follows the clock, and it is empty if nothing that is chosen begins within a day.

use leptos::prelude::*;

use crate::domain::conference::Session;
use crate::route::Route;
use crate::ui::clock::Clock;
use crate::ui::element::{El, el};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// The strip. Callers ask first whether the programme has days.
#[inline(never)]
pub fn next_pick() -> El {
    el("div").class("next-pick").attr("role", "group").attr("aria-label", Strings::MY_NEXT).children_now(draw)
}

fn draw() -> Vec<El> {
    let (site, agenda): (_, MyAgenda) = (use_site(), expect_context());
    let clock: Clock = expect_context();
    let Some(now) = clock.now() else { return Vec::new() };
    let picks = agenda.with(|agenda, _| agenda.sessions(&site.schedule.programme));
    let (next, here) = agenda.walks().next(&picks, now);
    let Some(first) = next.first() else { return Vec::new() };
    // Rounded up: what is to come never starts "in 0 minutes".
    let (number, unit) = Strings::soon((first.starts() - now + 59) / 60);
    let minutes = el("p")
        .class("minutes")
        .text(Strings::IN)
        .text(" ")
        .child(el("b").text(&number))
        .text(" ")
        .text(unit);
    let leave = here.and_then(|here| site.conference.room_of(here));
    let leave = leave.map(|room| el("strong").text(&Strings::leave_now(&room.name)));
    let others = next.len().saturating_sub(MOST_NEXT);
    let others = (others > 0).then(|| el("p").class("row-line").text(&Strings::more_clash(others)));
    let sessions = next.iter().take(MOST_NEXT).map(|session| draw_session(session, clock));
    vec![minutes, el("div").children(sessions).children(leave).children(others)]
}

/// How many sessions that clash it names.
const MOST_NEXT: usize = 2;

fn draw_session(session: &'static Session, clock: Clock) -> El {
    let site = use_site();
    let title = el("a").attr("href", &site.href(&Route::Session(session.id.clone()))).quote(&session.title);
    let time = session.start.map(|start| clock.in_chosen_zone(start).time_of_day());
    let room = site.conference.room_of(session).map(|room| el("span").class("room").quote(&room.name));
    let line = el("p").class("row-line").children(time.map(|time| el("span").class("when").text(&time)));
    el("div").child(el("p").class("title").child(title)).child(line.children(room))
}
