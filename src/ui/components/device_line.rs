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
use crate::ui::kept::{Install, Kept, OnDevice, State, Trouble};
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
    Trouble(Trouble),
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
            Said::Trouble(Trouble::Offline(since)) => {
                (Strings::offline_since(&time_here(since), state.copy == OnDevice::Kept), None)
            }
            Said::Trouble(Trouble::AsksForLogin) => (Strings::NETWORK_ASKS_FOR_LOGIN.to_owned(), None),
            Said::Trouble(Trouble::Gone) => {
                let link = el("a").class("button").attr("href", &use_site().href(&Route::Agenda));
                (Strings::GUIDE_IS_GONE.to_owned(), Some(link.text(Strings::TO_MY_AGENDA)))
            }
            Said::Install(Install::ByHand) => (Strings::INSTALL_BY_HAND.to_owned(), None),
            Said::Install(Install::Offered) => {
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
        let State { trouble, newer, install, copy } = state;
        let is_kept = copy == OnDevice::Kept;
        // Without a cached copy, "you see what is kept" would be wrong.
        let is_true = |trouble: &Trouble| is_kept || matches!(trouble, Trouble::Offline(_));
        let trouble = trouble.filter(is_true).map(Said::Trouble);
        // Only a guide that works offline, not at once, and never again after an answer.
        let is_offered = || is_kept && has_picks && !storage::has_answered_install(site_id());
        let install = install.filter(|_| is_offered()).map(Said::Install);
        let all = [newer.map(Said::Newer), trouble, install].into_iter().flatten();
        all.into_iter().find(|said| !put_away.contains(said))
    }

    fn site_id() -> &'static ConferenceId {
        &use_site().conference.id
    }
}
