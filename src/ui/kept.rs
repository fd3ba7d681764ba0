//! The copy of the guide on this device, which the service worker keeps (src/worker.js), and how the network is.
//!
//! The rule of this file: nothing that the attendee reads moves. A newer programme is announced in one quiet line, and
//! shown when the attendee asks for it or goes to another page.

use leptos::prelude::*;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};

use super::browser::device_time;
use super::my_agenda::MyAgenda;
use crate::programme;

/// Whether this device keeps a copy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnDevice {
    /// Not yet, or the browser has no service workers (as without TLS).
    #[default]
    None,
    /// It keeps one.
    Kept,
    /// The browser refuses to keep one.
    Refused,
}

/// Why the guide's host does not answer with the guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It cannot be reached, since this time in seconds since 1970.
    Offline(i64),
    /// The network answers with a page of its own: it wants a login.
    AsksForLogin,
    /// The guide is no longer at its address.
    Gone,
}

/// How the guide can get a place on the home screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Install {
    /// The browser offers it.
    Offered,
    /// The attendee can do it by hand (iPhones).
    ByHand,
}

/// What is known of the copy and the network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Whether this device keeps a copy.
    pub copy: OnDevice,
    /// What is wrong with the network or the host, as far as anybody has tried.
    pub trouble: Option<Trouble>,
    /// If there is a newer programme: how many of the attendee's sessions it changes.
    pub newer: Option<usize>,
    /// How the guide can be installed, if it can and is not.
    pub install: Option<Install>,
}

/// The copy of the guide on this device.
#[derive(Clone, Copy)]
pub struct Kept(RwSignal<State>);

// `src/boot.js`.
#[wasm_bindgen]
extern "C" {
    /// Has the guide kept on this device, and looks for newer builds. Calls `tell` with a word for each thing that
    /// happens; with `newer` comes the list of the newer programme.
    #[wasm_bindgen(js_namespace = hallway, js_name = keep)]
    fn keep(tell: &JsValue);

    /// Has the browser offer to install the guide.
    #[wasm_bindgen(js_namespace = hallway)]
    fn install();
}

impl Kept {
    /// Nothing is known yet.
    pub fn new() -> Kept {
        Kept(RwSignal::new(State::default()))
    }

    /// What is known. Tracked.
    pub fn state(self) -> State {
        self.0.get()
    }

    /// Whether there is a newer programme. Not tracked.
    pub fn has_newer(self) -> bool {
        self.0.with_untracked(|state| state.newer.is_some())
    }

    /// Has the guide kept on this device, and listens to what happens.
    #[inline(never)]
    pub fn listen(self, agenda: MyAgenda) {
        let told = move |word: JsValue, list: JsValue| {
            let mut state = self.0.get_untracked();
            match word.as_string().as_deref() {
                Some("kept") => state.copy = OnDevice::Kept,
                Some("refused") => state.copy = OnDevice::Refused,
                Some("online") => state.trouble = None,
                // It may be told again and again; the first time counts.
                Some("offline") if matches!(state.trouble, Some(Trouble::Offline(_))) => {}
                Some("offline") => state.trouble = Some(Trouble::Offline(device_time())),
                Some("login") => state.trouble = Some(Trouble::AsksForLogin),
                Some("gone") => state.trouble = Some(Trouble::Gone),
                Some("installable") => state.install = Some(Install::Offered),
                Some("installable by hand") => state.install = Some(Install::ByHand),
                Some("installed") => state.install = None,
                Some("newer") => {
                    let list = js_sys::Uint8Array::new(&list).to_vec();
                    // A list that this build cannot read is of a newer version: what it changes is not known.
                    let changed = programme::read(&list, None).map(|newer| agenda.changed_in(&newer));
                    state.newer = Some(changed.unwrap_or_default());
                }
                _ => {}
            }
            if state != self.0.get_untracked() {
                self.0.set(state);
            }
        };
        let told = Closure::<dyn Fn(JsValue, JsValue)>::new(told).into_js_value();
        keep(told.unchecked_ref());
    }

    /// Has the browser offer to put the guide on the home screen.
    pub fn install(self) {
        install();
    }
}
