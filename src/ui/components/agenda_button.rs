//! The button that puts a session into the agenda and takes it out again.
//!
//! It is a toggle: its name is the same in both states (`aria-pressed` tells them apart), and a second press undoes the
//! first. Each session card has exactly one. `data-pick` lets the boot script hold presses until the app has started.
//! Once a session is picked, a second button turns the must into a maybe. Any session that clashes with a pick says so,
//! picked or not; in the rows of a long programme only a picked one does (style/schedule.css).

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use web_sys::Element;

use crate::domain::agenda::Wish;
use crate::domain::conference::{Session, SessionId};
use crate::ui::boot::{BUTTONS_ON_CARDS, PICK, buttons_of};
use crate::ui::browser::{after_painting, elements, html, rescue_focus_to};
use crate::ui::element::{El, el, follow};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::panics;
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// The agenda button of a session.
pub fn agenda_button(session: &'static Session) -> El {
    let agenda: MyAgenda = expect_context();
    el("button")
        .class("agenda-button")
        .attr("type", "button")
        .attr(PICK, session.id.as_str())
        .attr("aria-label", &Strings::my_agenda_toggle(&session.title))
        .attr("aria-pressed", pressed(agenda.contains_now(&session.id)))
        .on("click", move |_| {
            panics::at("press");
            agenda.toggle(session);
            press(&session.id, agenda.contains_now(&session.id));
            // The session has left a list of chosen sessions, or has moved from the sessions that fit a gap into the
            // day.
            let moved = [".agenda-list ", &buttons_of(&session.id)].concat();
            rescue_focus_to(vec![moved, "main h1".to_owned()]);
        })
        .child(bookmark())
        .child(el("span").class("label").attr("aria-hidden", "true").text(Strings::MY_AGENDA))
}

fn pressed(chosen: bool) -> &'static str {
    if chosen { "true" } else { "false" }
}

/// The agenda button, and beside it, once the session is picked, "Maybe".
pub fn agenda_controls(session: &'static Session) -> El {
    let agenda: MyAgenda = expect_context();
    let wish = agenda.wish_now(&session.id).map(|wish| wish_button(agenda, session, wish));
    el("div").class("mine").child(agenda_button(session)).children(wish)
}

fn wish_button(agenda: MyAgenda, session: &'static Session, wish: Wish) -> El {
    el("button")
        .class("wish-button")
        .attr("type", "button")
        .attr("aria-label", &Strings::only_maybe_toggle(&session.title))
        .attr("aria-pressed", pressed(wish == Wish::Maybe))
        .text(Strings::MAYBE)
        .on("click", move |_| agenda.toggle_wish(&session.id))
}

/// The line that names the picks a session clashes with; `None` if there are none.
pub fn clash_line(session: &'static Session) -> Option<El> {
    let agenda: MyAgenda = expect_context();
    agenda.clash_words(session).map(|words| draw_clash(&words))
}

fn draw_clash(words: &str) -> El {
    el("p").class("clash-line").text(words)
}

/// Keeps all agenda buttons of the page up to date, and the texts beside them. One effect serves all: making and
/// running hundreds of effects took longer than everything else that a press does. The pressed button is painted first.
pub fn keep_buttons_current() {
    let agenda: MyAgenda = expect_context();
    let conference = use_site().conference;
    // Buttons are up to date when they are rendered.
    let shown = RefCell::new(untrack(|| agenda.with(|chosen, _| chosen.clone())));
    let walked = Cell::new(untrack(|| agenda.walks()).at_least);
    follow(move || {
        let walks = agenda.walks();
        let is_walked_otherwise = walked.replace(walks.at_least) != walks.at_least;
        let mut changed: Vec<&'static Session> = Vec::new();
        agenda.with(|chosen, _| {
            let before = shown.replace(chosen.clone());
            for (session, _) in before.picks().chain(chosen.picks()) {
                if before.wish(session) != chosen.wish(session) {
                    press(session, chosen.contains(session));
                    changed.extend(conference.session(session));
                }
            }
        });
        if is_walked_otherwise || !changed.is_empty() {
            after_painting(move || {
                let anchor = changed.first().and_then(|session| seen_button(session));
                let before = anchor.as_ref().map(top);
                for button in elements(&html(), BUTTONS_ON_CARDS) {
                    let id = button.get_attribute(PICK).unwrap_or_default();
                    let Some(session) = conference.session(&id.as_str().into()) else { continue };
                    let is_touched =
                        |one: &&'static Session| one.id == session.id || walks.is_near(one, session);
                    if is_walked_otherwise || changed.iter().any(is_touched) {
                        update_beside(agenda, session, &button);
                    }
                }
                // Texts that appear on cards above must not move the button from under the finger.
                if let (Some(anchor), Some(before)) = (anchor, before) {
                    let within = anchor.closest(".timetable").ok().flatten();
                    let scrolls = within.or_else(|| document().scrolling_element());
                    scrolls.inspect(|page| page.scroll_by_with_x_and_y(0.0, top(&anchor) - before));
                }
            });
        }
    });
}

/// The agenda button of a session that is on the screen.
fn seen_button(session: &Session) -> Option<Element> {
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let buttons = elements(&html(), &["article ", &buttons_of(&session.id)].concat());
    buttons.into_iter().find(|button| (0.0..height).contains(&top(button)))
}

fn top(element: &Element) -> f64 {
    element.get_bounding_client_rect().top()
}

/// Shows on every agenda button of a session whether it is chosen.
fn press(session: &SessionId, chosen: bool) {
    for button in elements(&html(), &buttons_of(session)) {
        _ = button.set_attribute("aria-pressed", pressed(chosen));
    }
}

/// Shows the clashes and the wish of a session beside its agenda button.
fn update_beside(agenda: MyAgenda, session: &'static Session, button: &Element) {
    let mine = button.closest(".mine").ok().flatten();
    let place = mine.as_ref().unwrap_or(button);
    let Some(card) = place.parent_element() else { return };
    let line = place.previous_element_sibling().filter(|line| line.class_name() == "clash-line");
    match (agenda.clash_words(session), line) {
        (Some(words), Some(line)) => line.set_text_content(Some(&words)),
        (Some(words), None) => _ = card.insert_before(&draw_clash(&words).node(), Some(place)),
        (None, line) => line.into_iter().for_each(|line| line.remove()),
    }
    let Some(mine) = mine else { return };
    let shown = mine.query_selector(".wish-button").ok().flatten();
    match (agenda.wish_now(&session.id), shown) {
        (Some(wish), Some(shown)) => {
            _ = shown.set_attribute("aria-pressed", pressed(wish == Wish::Maybe));
        }
        (Some(wish), None) => _ = mine.append_child(&wish_button(agenda, session, wish).node()),
        (None, shown) => shown.into_iter().for_each(|shown| shown.remove()),
    }
}

/// The icon. CSS fills it and shows the check mark when the button is pressed.
fn bookmark() -> El {
    el("svg")
        .class("bookmark")
        .attr("viewBox", "0 0 24 24")
        .attr("width", "24")
        .attr("height", "24")
        .attr("aria-hidden", "true")
        .child(el("path").class("ribbon").attr("d", "M6 3.5h12v17l-6-4.5-6 4.5z"))
        .child(el("path").class("check").attr("d", "m8.8 9.6 2.3 2.3 4.1-4.3"))
}
