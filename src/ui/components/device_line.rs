//! One line at the edge of the screen about the copy of the guide on this device: a newer programme, no network.
//!
//! The rule of this file: the line covers a little of the page and moves nothing. It can be put away.

use leptos::prelude::*;

use super::button::button;
use crate::domain::conference::ConferenceId;
use crate::route::Route;
use crate::ui::browser::rescue_focus;
use crate::ui::clock::time_here;
use crate::ui::element::{El, el};
use crate::ui::kept::{Install, Kept, Network, OnDevice, State};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::site::use_site;
use crate::ui::storage;
use crate::ui::strings::Strings;

/// The line; an empty element while there is nothing to say.
pub fn device_line() -> El {
    let kept: Kept = expect_context();
    let agenda: MyAgenda = expect_context();
    let put_away = RwSignal::new(Vec::new());
    let has_picks = Memo::new(move |_| agenda.len() >= PICKS);
    // What is drawn is in the rest of the app, and needed only when something is known.
    let drawn = move || match kept.state() {
        state if state == State::default() => Vec::new(),
        state => drawn::line(state, has_picks.get(), put_away),
    };
    el("div").class("device-line").attr("role", "status").children_now(drawn)
}

/// What the line says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    /// There is a newer programme, with the number of the attendee's sessions that it changes.
    Newer(usize),
    Network(Network),
    Install(Install),
}

/// After how many picks the guide offers to be installed.
const PICKS: usize = 3;

mod drawn {
    use super::*;

    /// The line, unless it was put away; it returns when something else is to be said.
    #[inline(never)]
    pub fn line(state: State, has_picks: bool, put_away: RwSignal<Vec<Said>>) -> Vec<El> {
        let Some(said) = said(state, has_picks, &put_away.get()) else { return Vec::new() };
        let site_id = site_id();
        let away = move || {
            if matches!(said, Said::Install(_)) {
                storage::answer_install(site_id);
            }
            put_away.update(|away| away.push(said));
            rescue_focus("#main");
        };
        let (words, action) = match said {
            Said::Newer(changed) => {
                let show = |_| _ = window().location().reload();
                (Strings::programme_changed(changed), Some(button(Strings::SHOW).on("click", show)))
            }
            Said::Network(Network::Fine) => return Vec::new(),
            Said::Network(Network::Offline(since)) => {
                (Strings::offline_since(&time_here(since), state.copy == OnDevice::Kept), None)
            }
            Said::Network(Network::AsksForLogin) => (Strings::NETWORK_ASKS_FOR_LOGIN.to_owned(), None),
            Said::Network(Network::Gone) => {
                let link = el("a").class("button").attr("href", &use_site().href(&Route::Agenda));
                (Strings::GUIDE_IS_GONE.to_owned(), Some(link.text(Strings::TO_MY_AGENDA)))
            }
            Said::Install(Install::ByHand) => (Strings::INSTALL_BY_HAND.to_owned(), None),
            Said::Install(_) => {
                let kept: Kept = expect_context();
                let install = move |_| {
                    kept.install();
                    away();
                };
                (Strings::INSTALL_HELP.to_owned(), Some(button(Strings::INSTALL).on("click", install)))
            }
        };
        let close = button(Strings::PUT_AWAY).on("click", move |_| away());
        vec![el("p").text(&words), el("p").class("actions").children(action).child(close)]
    }

    /// The most important thing to say that was not put away.
    fn said(state: State, has_picks: bool, put_away: &[Said]) -> Option<Said> {
        let State { network, newer, install, copy } = state;
        let network = match network {
            Network::Fine => None,
            // Without a cached copy, "you see what is kept" would be wrong.
            Network::Gone | Network::AsksForLogin if copy != OnDevice::Kept => None,
            network => Some(Said::Network(network)),
        };
        // Only a guide that works offline, not at once, and never again after an answer.
        let is_kept = copy == OnDevice::Kept;
        let is_offered =
            install != Install::None && is_kept && has_picks && !storage::has_answered_install(site_id());
        let install = is_offered.then_some(Said::Install(install));
        let all = [newer.map(Said::Newer), network, install].into_iter().flatten();
        all.into_iter().find(|said| !put_away.contains(said))
    }

    fn site_id() -> &'static ConferenceId {
        &use_site().conference.id
    }
}
