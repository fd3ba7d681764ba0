//! The button that puts a session into the agenda and takes it out again.
//!
//! It is a toggle: its name is the same in both states (`aria-pressed` tells them apart), and it is its own undo. Each
//! session card has exactly one. `data-pick` lets the boot script hold presses until the app is there.

use std::cell::RefCell;

use leptos::prelude::*;

use crate::domain::agenda::Agenda;
use crate::domain::conference::{Session, SessionId};
use crate::ui::element::{El, el, follow};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::{elements, html, panics, rescue_focus, strings};

/// The agenda button of a session.
pub fn agenda_button(session: &'static Session) -> El {
    let agenda: MyAgenda = expect_context();
    el("button")
        .class("agenda-button")
        .attr("type", "button")
        .attr("data-pick", session.id.as_str())
        .attr("aria-label", &strings::my_agenda_toggle(&session.title))
        .attr("aria-pressed", pressed(agenda.contains_now(&session.id)))
        .on("click", move |_| {
            panics::at("press");
            agenda.toggle(session);
            // A list of what is chosen no longer has it.
            rescue_focus("main h1");
        })
        .child(bookmark())
        .child(el("span").class("label").attr("aria-hidden", "true").text(strings::MY_AGENDA))
}

fn pressed(chosen: bool) -> &'static str {
    if chosen { "true" } else { "false" }
}

/// Keeps all agenda buttons of the page true. One effect for all: hundreds of them took longer to make and to wake than
/// all else that a press does.
pub fn keep_buttons_true() {
    let agenda: MyAgenda = expect_context();
    let shown = RefCell::new(Agenda::default());
    follow(move || {
        agenda.with(|chosen, _| {
            let before = shown.replace(chosen.clone());
            for (session, _) in before.picks().chain(chosen.picks()) {
                if before.contains(session) != chosen.contains(session) {
                    press(session, chosen.contains(session));
                }
            }
        });
    });
}

/// Shows whether a session is chosen on every button of it.
fn press(session: &SessionId, chosen: bool) {
    // The programme's ids fit here (`validate`); one that does not is not the programme's, and has no button.
    for button in elements(&html(), &["[data-pick='", session.as_str(), "']"].concat()) {
        _ = button.set_attribute("aria-pressed", pressed(chosen));
    }
}

/// CSS fills it and shows the check when the button is pressed.
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
