//! One line at the edge of the screen about the copy of the guide on this device: a newer programme, no network.
//!
//! The rule of this file: the line covers a little of the page and moves nothing. It can be put away.

use leptos::prelude::*;

use super::button::button;
use crate::route::Route;
use crate::ui::browser::rescue_focus;
use crate::ui::clock::time_here;
use crate::ui::element::{El, el};
use crate::ui::kept::{Kept, Network, State};
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// The line; an empty element while there is nothing to say.
pub fn device_line() -> El {
    let kept: Kept = expect_context();
    // What was put away; it returns when something else is to be said.
    let away = RwSignal::new(State::default());
    el("div").class("device-line").attr("role", "status").children_now(move || {
        let state = kept.state();
        if (state.network, state.newer) == (away.get().network, away.get().newer) {
            return Vec::new();
        }
        let (words, action) = if let Some(changed) = state.newer {
            let show = |_| _ = window().location().reload();
            (Strings::programme_changed(changed), Some(button(Strings::SHOW).on("click", show)))
        } else {
            match state.network {
                Network::Fine => return Vec::new(),
                Network::Offline(since) => (Strings::offline_since(&time_here(since)), None),
                Network::AsksForLogin => (Strings::NETWORK_ASKS_FOR_LOGIN.to_owned(), None),
                Network::Gone => {
                    let agenda = use_site().href(&Route::Agenda);
                    let link = el("a").class("button").attr("href", &agenda).text(Strings::TO_MY_AGENDA);
                    (Strings::GUIDE_IS_GONE.to_owned(), Some(link))
                }
            }
        };
        let close = button(Strings::PUT_AWAY).on("click", move |_| {
            away.set(state);
            rescue_focus("#main");
        });
        vec![el("p").text(&words), el("p").class("actions").children(action).child(close)]
    })
}
