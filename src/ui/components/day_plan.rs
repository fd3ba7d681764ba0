//! A day of the attendee's agenda as a timeline: picks, clashes, the gaps between them, and now.
//!
//! The rule: it proposes and never decides. A session that is taken out leaves an undo notice in its place.

use std::rc::Rc;

use leptos::prelude::*;

use super::agenda_button::agenda_button;
use super::button::{button, opening};
use super::session_card::{label_line, session_card};
use super::slots::{draw_break, draw_now};
use crate::domain::agenda::Agenda;
use crate::domain::conference::{Break, Session, SessionId};
use crate::domain::moment::{Date, Moment};
use crate::domain::order::in_order;
use crate::domain::plan::{Clash, Fit, Gap, Walks};
use crate::domain::schedule::Day;
use crate::domain::search::Query;
use crate::domain::undo::TakenOut;
use crate::route::Route;
use crate::ui::boot::buttons_of;
use crate::ui::browser::{focus, hold, html, rescue_focus_to};
use crate::ui::clock::Clock;
use crate::ui::element::{AtOnce, El, Item, el, list};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// Sessions that were taken out with one press and can be put back: the id of one, and the titles of all.
pub type Removed = (SessionId, String);

/// The section of a day. `draw_removed` renders the undo notice in the place of sessions that were taken out.
pub fn day_plan(day: &'static Day<'static>, draw_removed: fn(Removed) -> El) -> El {
    let id = id_of(day);
    let agenda: MyAgenda = expect_context();
    let clock: Clock = expect_context();
    let rows = move || {
        let walks = agenda.walks();
        agenda.with(|chosen, removed| rows(day, chosen, removed, walks, clock.now(), draw_removed))
    };
    let section = el("section").class("agenda-day").attr("aria-labelledby", &id);
    let heading = el("h2").attr("id", &id).attr("tabindex", "-1").text(&Strings::long_date(day.date));
    let list = list("ol", "session-list agenda-list").list_now(rows);
    // Decided once, when the day is rendered: no day folds while somebody reads it.
    if !untrack(|| is_past(day, clock)) {
        return section.child(heading).child(best_plan(day)).child(list);
    }
    let is_open = RwSignal::new(false);
    let count = untrack(|| agenda.with(|chosen, _| picks_of(day, chosen).len()));
    let words = Strings::show_sessions(count);
    let named = Strings::named(&words, &Strings::long_date(day.date));
    let opener = opening(button(&words).attr("aria-label", &named), is_open);
    section
        .child(heading)
        .child(el("p").class("actions").child(opener))
        .child(list.attr_now("data-folded", move || (!is_open.get()).then_some("")))
}

/// Whether a day is over while another is still to come: then it is folded. After the last day, no day is folded.
fn is_past(day: &Day<'static>, clock: Clock) -> bool {
    let schedule = use_site().schedule;
    clock.now().is_some_and(|now| schedule.span_of(day).1 <= now && schedule.is_on(now))
}

/// Scrolls to the line of the current time, if the page was not scrolled and there are no changes to read above the
/// days. The line stands a third down the screen, so that the running sessions are seen above it. `at_once` was begun
/// before the days were rendered, so that the line is on the page.
pub fn open_at_now(at_once: AtOnce) {
    request_animation_frame(move || {
        drop(at_once);
        let is_at_top = window().scroll_y().is_ok_and(|scrolled| scrolled == 0.0);
        let line = document().query_selector("main:not(:has(.changes)) .agenda-day .now-line").ok().flatten();
        let third = f64::from(html().client_height()) / 3.0;
        let is_below = |line: &web_sys::Element| line.get_bounding_client_rect().top() > third * 2.0;
        if let Some(line) = line.filter(|line| is_at_top && is_below(line)) {
            hold(move || Some(line.clone()), third);
        }
    });
}

/// The id of a day's heading.
fn id_of(day: &Day<'_>) -> String {
    format!("day-{}", day.date)
}

/// The picks of a day, by start.
fn picks_of(day: &Day<'static>, chosen: &Agenda) -> Vec<&'static Session> {
    day.sessions.iter().copied().filter(|session| chosen.contains(&session.id)).collect()
}

fn rows(
    day: &'static Day<'static>,
    chosen: &Agenda,
    removed: &[TakenOut],
    walks: Walks<'static>,
    now: Option<i64>,
    draw_removed: fn(Removed) -> El,
) -> Vec<Item> {
    let date = day.date;
    let picks = picks_of(day, chosen);
    let (first, last) = use_site().schedule.span_of(day);
    let mut rows: Vec<(i64, Item)> = Vec::new();
    for group in walks.groups(&picks) {
        let start = group[0].starts();
        let mut key = "chosen".to_owned();
        group.iter().for_each(|session| key.extend([" ", session.id.as_str()]));
        if group.len() > 1 {
            // The words of a clash depend on the walks.
            key.push_str(&walks.key());
        }
        rows.push((start, Item::new(key, move || draw_group(&group, date))));
    }
    for taken in removed {
        let place = day.sessions.iter().find(|session| session.id == taken.place);
        if let Some((place, (id, _))) = place.zip(taken.picks.first()) {
            let gone = (id.clone(), Strings::some_of(&taken.titles()));
            let key = ["removed ", id.as_str(), " ", gone.1.as_str()].concat();
            rows.push((place.starts(), Item::new(key, move || el("li").child(draw_removed(gone)))));
        }
    }
    // The times of the gaps and of now are in the zone of the first pick.
    if let Some(of_the_day) = picks.first().and_then(|pick| pick.start) {
        for pause in &day.breaks {
            let pause: &'static Break = pause;
            let start = pause.start.seconds();
            let key = format!("break {start} {}", pause.title);
            rows.push((start, Item::new(key, move || el("li").child(draw_break(pause, date)))));
        }
        for gap in walks.gaps(first, last, &picks) {
            let beside = |session: Option<&Session>| session.map(|session| session.id.to_string());
            let (before, after) = (beside(gap.before), beside(gap.after));
            let key = format!(
                "gap {} {} {} {}",
                gap.from,
                gap.to,
                before.unwrap_or_default(),
                after.unwrap_or_default()
            );
            // Rows with the same start stay in this order: a gap follows the break that ends when it begins.
            rows.push((gap.from, Item::new(key + &walks.key(), move || draw_gap(day, gap, of_the_day))));
        }
        if let Some(now) = now.filter(|now| (first..last).contains(now)) {
            rows.push((now, Item::new("now".to_owned(), move || el("li").child(draw_now(of_the_day, date)))));
        }
    }
    in_order(rows).collect()
}

/// One pick as a card; several picks that clash stand side by side, each with "keep this one".
fn draw_group(group: &[&'static Session], date: Date) -> El {
    let agenda: MyAgenda = expect_context();
    let card = |session: &'static Session| session_card(session, &Query::default(), Some(date), "h3");
    if let [session] = group {
        return el("li").child(card(session));
    }
    let first = untrack(|| agenda.clashes_of(group[0])).into_iter().map(|(_, clash)| clash).next();
    let members = group.to_vec();
    let proposed = move || agenda.proposed(&members);
    let proposed = Rc::new(proposed);
    let all_proposed = Rc::clone(&proposed);
    let proposal = move || {
        let titles: Vec<&str> = all_proposed().iter().map(|session| session.title.as_str()).collect();
        if titles.is_empty() { Vec::new() } else { vec![el("p").text(&Strings::are_musts(&titles))] }
    };
    let keep = |session: &&'static Session| {
        let (session, proposed) = (*session, Rc::clone(&proposed));
        let is_proposed = move || proposed().iter().any(|one| one.id == session.id);
        let class = move || Some(if is_proposed() { "button primary" } else { "button" });
        let keep = el("button").attr_now("class", class).attr("type", "button").text(Strings::KEEP_THIS_ONE);
        let named = Strings::named(Strings::KEEP_THIS_ONE, &session.title);
        let keep = keep.attr("aria-label", &named).on("click", move |_| {
            let clashes = untrack(|| agenda.clashes_of(session));
            let others: Vec<SessionId> = clashes.into_iter().map(|(other, _)| other.id.clone()).collect();
            // The card is rendered anew on its own, and must stay under the finger.
            let card = move || card_of(session);
            let below = card().map(|card| card.get_bounding_client_rect().top());
            agenda.remove(&others, &session.id);
            below.inspect(|below| hold(card, *below));
        });
        el("li").child(card(session)).child(keep)
    };
    let words = first.map(|clash| Strings::clash_of(group.len(), clash)).unwrap_or_default();
    el("li")
        .class("clash-group")
        .child(el("p").class("clash-title").text(&words))
        .child(el("div").children_now(proposal))
        .child(list("ul", "side-by-side").children(group.iter().map(keep)))
}

/// The card of a pick.
fn card_of(session: &Session) -> Option<web_sys::Element> {
    let button = buttons_of(&session.id);
    document().query_selector(&[".agenda-list article ", &button].concat()).ok()??.closest("article").ok()?
}

/// A gap, in which nothing is chosen. When it is opened, it lists the sessions that fit.
fn draw_gap(day: &'static Day<'static>, gap: Gap<'static>, of_the_day: Moment) -> El {
    let clock: Clock = expect_context();
    let (from, to) = (of_the_day.at_this_offset(gap.from), of_the_day.at_this_offset(gap.to));
    let (date, length) = (day.date, (gap.to - gap.from) / 60);
    let words = move || {
        let span = Strings::span(clock.in_chosen_zone(from), Some(clock.in_chosen_zone(to)), date);
        Strings::free(&span, length)
    };
    let made = el("li").class("gap").child(el("p").text_now(words));
    let gap = Rc::new(gap);
    let (at_first, when_opened) = (Rc::clone(&gap), Rc::clone(&gap));
    if untrack(|| fits(day, &at_first)).is_empty() {
        return made;
    }
    let (is_open, shows_all) = (RwSignal::new(false), RwSignal::new(false));
    let opener = opening(button(Strings::WHAT_FITS), is_open);
    let list = move || {
        if !is_open.get() {
            return Vec::new();
        }
        // Computed now, because the sessions that fit may have changed since the day was rendered.
        let fits = untrack(|| fits(day, &when_opened));
        let most = if shows_all.get() { usize::MAX } else { MOST_FITS };
        let id = format!("fits-{}", when_opened.from);
        let next = format!("#{id} li:nth-child({}) a", MOST_FITS + 1);
        let show_all = move |_| {
            shows_all.set(true);
            rescue_focus_to(vec![next.clone()]);
        };
        let all = (fits.len() > most).then(|| {
            el("p").class("actions").child(button(&Strings::show_all(fits.len())).on("click", show_all))
        });
        let best = fits.iter().take(most).map(|fit| draw_fit(fit, date));
        [list("ul", "fits").attr("id", &id).children(best)].into_iter().chain(all).collect()
    };
    made.child(opener).child(el("div").children_now(list))
}

/// The sessions that fit a gap: none of them is chosen, hidden or over.
fn fits(day: &Day<'static>, gap: &Gap<'static>) -> Vec<Fit<'static>> {
    let agenda: MyAgenda = expect_context();
    let clock: Clock = expect_context();
    let mut free: Vec<&'static Session> = day.sessions.clone();
    agenda.leave_out_hidden(&mut free);
    agenda.fits(gap, &free, clock.now())
}

fn draw_fit(fit: &Fit<'static>, day: Date) -> El {
    let session = fit.session;
    let title =
        el("a").attr("href", &use_site().href(&Route::Session(session.id.clone()))).quote(&session.title);
    let missed = (fit.missed > 0).then(|| el("strong").text(&Strings::misses(fit.missed)));
    el("li")
        .child(el("p").class("title").child(title))
        .child(label_line(session, &Query::default(), Some(day)).children(missed))
        .child(agenda_button(session))
}

/// How many sessions are listed for a gap at first: the best ones.
const MOST_FITS: usize = 8;

/// Offers the best plan for a day whose picks clash, and says what it would leave out.
fn best_plan(day: &'static Day<'static>) -> El {
    let agenda: MyAgenda = expect_context();
    let clock: Clock = expect_context();
    let is_open = RwSignal::new(false);
    let picks = move || agenda.with(|chosen, _| picks_of(day, chosen));
    // Rendered anew when the plan changes, and not at each tick of the clock.
    let plan = Memo::new(move |_| agenda.best_plan(&picks(), clock.now()));
    let offer = move || {
        let plan = plan.get();
        if plan.left_out.is_empty() {
            return Vec::new();
        }
        let open = move |_| {
            is_open.set(true);
            rescue_focus_to(vec![format!("[aria-labelledby='{}'] .proposal button", id_of(day))]);
        };
        if !is_open.get() {
            return vec![
                el("p").class("actions").child(button(&Strings::best_plan(day.date)).on("click", open)),
            ];
        }
        let why = |(session, because): &(&'static Session, Option<(&'static Session, Clash)>)| {
            let words = because.map(|(other, clash)| Strings::left_out(&session.title, &other.title, clash));
            el("li").child(el("p").text(words.as_deref().unwrap_or(&session.title)))
        };
        let reasons = el("ul").class("left-out").children(plan.left_out.iter().map(why));
        let words = Strings::plan_keeps(plan.kept, plan.kept + plan.left_out.len());
        // The undo notice stands at the beginning of the day, where the plan was.
        let first = untrack(picks)[0].id.clone();
        let close = move || {
            is_open.set(false);
            focus(&format!("#{}", id_of(day)));
        };
        let take = el("button").class("button primary").attr("type", "button").text(Strings::TAKE_THIS_PLAN);
        let take = take.on("click", move |_| {
            let left_out: Vec<SessionId> =
                plan.left_out.iter().map(|(session, _)| session.id.clone()).collect();
            agenda.remove(&left_out, &first);
            close();
        });
        let leave = button(Strings::LEAVE_AS_IT_IS).on("click", move |_| close());
        let actions = el("p").class("actions").child(take).child(leave);
        vec![el("p").text(&words), reasons, actions]
    };
    el("div")
        .class("proposal")
        .attr("role", "group")
        .attr("aria-label", &Strings::best_plan(day.date))
        .children_now(offer)
}
