//! The button that puts a session into the agenda and takes it out again.
//!
//! It is a toggle: its name is the same in both states (`aria-pressed` tells them apart), and it is its own undo. Each
//! session card has exactly one. `data-pick` lets the boot script hold presses until the app is there.

use leptos::prelude::*;

use crate::domain::conference::Session;
use crate::ui::element::{El, el};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::{panics, rescue_focus, strings};

/// The agenda button of a session.
pub fn agenda_button(session: &'static Session) -> El {
    let agenda: MyAgenda = expect_context();
    el("button")
        .class("agenda-button")
        .attr("type", "button")
        .attr("data-pick", session.id.as_str())
        .attr("aria-label", &strings::my_agenda_toggle(&session.title))
        .attr_now("aria-pressed", move || Some(if agenda.contains(&session.id) { "true" } else { "false" }))
        .on("click", move |_| {
            panics::at("press");
            agenda.toggle(session);
            // A list of what is chosen no longer has it.
            rescue_focus("main h1");
        })
        .child(bookmark())
        .child(el("span").class("label").attr("aria-hidden", "true").text(strings::MY_AGENDA))
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
