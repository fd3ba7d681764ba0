//! The button that puts a session into the agenda and takes it out again.
//!
//! It is a toggle: its name is the same in both states (`aria-pressed` tells them apart), and it is its own undo. Each
//! session card has exactly one. `data-pick` lets the boot script hold presses until the app is there.

use leptos::prelude::*;

use crate::domain::conference::Session;
use crate::ui::drawn::draw;
use crate::ui::my_agenda::MyAgenda;
use crate::ui::{panics, strings};

#[component]
pub fn AgendaButton(session: &'static Session) -> impl IntoView {
    let agenda: MyAgenda = expect_context();
    let picked = Memo::new(move |_| agenda.contains(&session.id));
    let press = move |_| {
        panics::at("press");
        agenda.toggle(session);
    };
    draw(view! {
        <button
            class="agenda-button" type="button" data-pick=session.id.as_str()
            aria-pressed=move || if picked.get() { "true" } else { "false" }
            aria-label=strings::my_agenda_toggle(&session.title)
            on:click=press
        >
            // A bookmark; CSS fills it and shows the check when pressed.
            <svg class="bookmark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
                <path class="ribbon" d="M6 3.5h12v17l-6-4.5-6 4.5z"/>
                <path class="check" d="m8.8 9.6 2.3 2.3 4.1-4.3"/>
            </svg>
            <span class="label" aria-hidden="true">{strings::MY_AGENDA}</span>
        </button>
    })
}
