//! The attendee's own page: the sessions they chose, and those they took out.
//!
//! No press loses anything for good: each session that is taken out leaves a line with "Undo" in its place, until the
//! page is left.

use leptos::prelude::*;

use super::heading;
use crate::domain::agenda::Agenda;
use crate::domain::conference::{Session, SessionId};
use crate::domain::search::Query;
use crate::domain::undo::TakenOut;
use crate::route::Route;
use crate::ui::boot::buttons_of;
use crate::ui::browser::{focus, focus_when_drawn, rescue_focus};
use crate::ui::clock::Clock;
use crate::ui::components::button::button;
use crate::ui::components::calendar::{to_calendar, walk_setting};
use crate::ui::components::changes::{NEXT, changes_list};
use crate::ui::components::day_plan::{day_plan, open_at_now};
use crate::ui::components::next_pick::next_pick;
use crate::ui::components::save_and_export::save_and_export;
use crate::ui::components::session_card::session_card;
use crate::ui::components::zone_line::zone_line;
use crate::ui::element::{AtOnce, El, Item, el, list};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::panics;
use crate::ui::site::{Site, use_site};
use crate::ui::strings::Strings;

/// The attendee's agenda.
#[inline(never)]
pub fn agenda_page() -> Vec<El> {
    panics::at("agenda");
    let site = use_site();
    let agenda: MyAgenda = expect_context();
    agenda.offer_undo();
    on_cleanup(move || agenda.end_undo());
    let clock: Clock = expect_context();
    let is_on = untrack(|| clock.now()).is_some_and(|now| site.schedule.is_on(now));
    // The line of the current time must be rendered before the page can open there.
    let at_once = is_on.then(AtOnce::everything);
    let days = move || {
        let mut items = Vec::new();
        for day in site.days() {
            let has_some = agenda.with(|chosen, removed| {
                let shows = |one: &&Session| {
                    chosen.contains(&one.id) || removed.iter().any(|taken| taken.place == one.id)
                };
                day.sessions.iter().any(shows)
            });
            if has_some {
                let draw = move || day_plan(day, |(id, title)| draw_removed(id, &title));
                items.push(Item::new(day.date.to_string(), draw));
            }
        }
        items
    };
    let rows = move || {
        let rows = agenda.with(|agenda, removed| rows(site, agenda, removed));
        rows.into_iter().map(|row| Item::new(row.key(), || el("li").child(draw_row(row)))).collect()
    };
    let count = move || match agenda.len() {
        0 => String::new(),
        count => Strings::sessions(count),
    };
    let is_empty = Memo::new(move |_| agenda.len() == 0);
    let has_times = Memo::new(move |_| agenda.has_times());
    let has_rows =
        Memo::new(move |_| agenda.with(|agenda, removed| !self::rows(site, agenda, removed).is_empty()));
    let chosen = el("section")
        .attr("aria-labelledby", "chosen")
        .attr_now("hidden", move || (!has_rows.get()).then_some(""))
        .child(el("h2").class("visually-hidden").attr("id", "chosen").text(Strings::SESSIONS))
        .child(list("ol", "session-list agenda-list").list_now(rows));
    let head = el("header")
        .class("page-head")
        .child(heading(Strings::MY_AGENDA))
        .child(el("p").class("line").text_now(count))
        .children(zone_line());
    let needs_app = el("p").class("needs-app").text(Strings::AGENDA_NEEDS_THE_APP);
    let mine = el("div")
        .class("my-agenda")
        .children_now(move || agenda.cleared().map(cleared).into_iter().collect())
        .children_now(move || if is_empty.get() { vec![how_to_begin()] } else { Vec::new() })
        .child(noted())
        .child(changes_list())
        .child(el("div").class("agenda-days").list_now(days))
        .children_now(move || {
            if !site.days().is_empty() && has_times.get() { vec![walk_setting()] } else { Vec::new() }
        })
        .child(chosen)
        .children(to_calendar())
        .child(save_and_export(is_empty));
    if let Some(at_once) = at_once {
        open_at_now(at_once);
    }
    let next = (!site.days().is_empty()).then(next_pick);
    [head, needs_app].into_iter().chain(next).chain([mine]).collect()
}

/// A row of the list.
enum ListRow {
    Chosen(&'static Session),
    Vanished {
        id: SessionId,
        title: String,
    },
    /// The session that stood here was taken out.
    Removed {
        id: SessionId,
        title: String,
    },
}

impl ListRow {
    /// The key changes when a session is taken out, so that a new row takes its place.
    fn key(&self) -> String {
        let (kind, id) = match self {
            ListRow::Chosen(session) => ("chosen ", &session.id),
            ListRow::Vanished { id, .. } => ("vanished ", id),
            ListRow::Removed { id, .. } => ("removed ", id),
        };
        kind.to_owned() + id.as_str()
    }
}

/// The chosen and the removed sessions that have no time, then those that the programme no longer has.
fn rows(site: Site, chosen: &Agenda, removed: &[TakenOut]) -> Vec<ListRow> {
    let mut all = chosen.clone();
    for (id, pick) in removed.iter().flat_map(|taken| &taken.picks) {
        all.add(id.clone(), pick.clone());
    }
    let row = |id: &SessionId, row: ListRow, title: &str| {
        if chosen.contains(id) { row } else { ListRow::Removed { id: id.clone(), title: title.to_owned() } }
    };
    let undated = site.schedule.undated().iter().copied().filter(|session| all.contains(&session.id));
    let undated = undated.map(|session| row(&session.id, ListRow::Chosen(session), &session.title));
    let vanished = all.vanished(site.conference).map(|(id, pick)| {
        let gone = ListRow::Vanished { id: id.clone(), title: pick.title.clone() };
        row(id, gone, &pick.title)
    });
    undated.chain(vanished).collect()
}

fn draw_row(row: ListRow) -> El {
    let agenda: MyAgenda = expect_context();
    match row {
        ListRow::Chosen(session) => session_card(session, &Query::default(), None, "h3"),
        ListRow::Vanished { id, title } => {
            let why = Strings::why_vanished(untrack(|| agenda.is_outdated()));
            let remove = button(Strings::REMOVE).attr("aria-label", &Strings::remove(&title));
            el("div")
                .class("vanished")
                .child(el("p").class("label-line").text(why))
                .child(el("h3").class("title").quote(&title))
                .child(remove.on("click", move |_| agenda.remove(std::slice::from_ref(&id), &id)))
        }
        ListRow::Removed { id, title } => draw_removed(id, &title),
    }
}

/// The undo notice in the place of sessions that were taken out with one press: `id` is one of them, `titles` names
/// all.
fn draw_removed(id: SessionId, titles: &str) -> El {
    let agenda: MyAgenda = expect_context();
    let undo = button(Strings::UNDO).attr("aria-label", &Strings::undo_removing(titles));
    let put_back = move |_| {
        agenda.put_back(&id);
        focus_when_drawn([".agenda-list ", &buttons_of(&id)].concat(), 60);
    };
    undo_notice(&Strings::removed(titles), undo.on("click", put_back))
}

/// A notice that offers undo. It takes the focus, because the button that was pressed is gone.
fn undo_notice(words: &str, undo: El) -> El {
    // By then the notice is on the page, and `rescue_focus` has not looked yet.
    queue_microtask(|| {
        const FRESH: &str = ".undo-notice .button[data-fresh]";
        focus(FRESH);
        if let Ok(Some(undo)) = document().query_selector(FRESH) {
            _ = undo.remove_attribute("data-fresh");
        }
    });
    notice(words, undo.attr("data-fresh", ""))
}

/// A notice with an undo button. The announcer reads the text out, so the element itself is silent.
fn notice(words: &str, undo: El) -> El {
    el("div")
        .class("undo-notice")
        .attr("role", "status")
        .attr("aria-live", "off")
        .child(el("p").text(words))
        .child(undo)
}

/// Offers to undo the last note of a change, or the last answer about a session that is gone. Undoing moves the focus
/// to the list of changes.
fn noted() -> El {
    let agenda: MyAgenda = expect_context();
    let undo = button(Strings::UNDO).on("click", move |_| {
        agenda.undo_noting();
        rescue_focus(NEXT);
    });
    notice(Strings::NOTED, undo).attr_now("hidden", move || (!agenda.has_noted()).then_some(""))
}

/// Offers to undo "clear all".
fn cleared(cleared: Agenda) -> El {
    let agenda: MyAgenda = expect_context();
    undo_notice(
        &Strings::cleared(cleared.len()),
        button(Strings::UNDO).on("click", move |_| {
            agenda.put_all_back();
            rescue_focus("main h1");
        }),
    )
}

/// How to begin, while the agenda is empty.
fn how_to_begin() -> El {
    let browse = el("a").class("button primary").attr("href", &use_site().href(&Route::Programme));
    el("div")
        .class("empty")
        .child(el("h2").text(Strings::AGENDA_EMPTY))
        .child(el("p").text(Strings::AGENDA_HOW_TO_BEGIN))
        .child(el("p").class("actions").child(browse.text(Strings::BROWSE_THE_PROGRAMME)))
}
