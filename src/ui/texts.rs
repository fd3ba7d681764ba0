//! The texts of the programme: if they are large, they arrive after the app has started.
//!
//! The rule of this file: no page waits for them. Until they come, a page shows what its own prerendered page says: of
//! the page that the browser loaded, or of the one that [`Later::want_page`] fetches.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use super::boot::LATE_TEXT;
use super::browser::{elements, on_window};
use super::element::El;
use super::searching::Searching;
use crate::domain::conference::Conference;
use crate::programme;
use crate::route::Route;

/// Where the texts of a programme are.
#[derive(Clone, Copy)]
pub enum Texts {
    /// In the app.
    InTheApp,
    /// In a file beside the app; the host command has them at hand.
    Beside,
    /// In a file beside the app, which the app fetches.
    Later(Later),
}

/// Whether the texts come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wait {
    /// The attendee's browser saves data, and the attendee has not asked for them.
    #[default]
    Unasked,
    /// They are on their way.
    Coming,
    /// They could not be fetched.
    Failed,
}

/// Texts that the app fetches.
#[derive(Clone, Copy)]
pub struct Later {
    state: RwSignal<State, LocalStorage>,
    /// The search index, which takes in the texts when they come.
    pub(super) searching: Searching,
    is_indexed: RwSignal<bool>,
    /// The list of the programme, to which the texts belong.
    list: &'static [u8],
}

#[derive(Clone, Default)]
struct State {
    /// The conference with its texts, once they have come.
    whole: Option<&'static Conference>,
    wait: Wait,
    /// The page whose own texts are wanted; `None` before the app has taken over.
    page: Option<Route>,
    /// Its prerendered page, once that has come.
    printed: Option<Element>,
    /// Whether that page could not be fetched.
    has_failed: bool,
}

// `src/boot.js`. Callbacks, because futures would make the app 4 kB larger.
#[wasm_bindgen]
extern "C" {
    /// Fetches the texts of the programme, and calls `done` with their bytes, or with nothing.
    #[wasm_bindgen(js_namespace = hallway, js_name = loadTexts)]
    fn load_texts(done: JsValue);

    /// Fetches a prerendered page, and calls `done` with the element that holds it, or with nothing.
    #[wasm_bindgen(js_namespace = hallway, js_name = loadPage)]
    fn load_page(address: &str, done: JsValue);

    /// Whether the browser is to save data.
    #[wasm_bindgen(js_namespace = hallway, js_name = savesData)]
    fn saves_data() -> bool;
}

impl Later {
    /// Texts that belong to a list and its conference. `printed` is the prerendered page that the browser shows; if it
    /// shows the page of the service worker, the texts are on this device, and cost no data.
    pub fn new(list: &'static [u8], conference: &'static Conference, printed: Option<Element>) -> Later {
        let wait = if printed.is_some() && saves_data() { Wait::Unasked } else { Wait::Coming };
        let state = RwSignal::new_local(State { wait, printed, ..State::default() });
        let searching = Searching::new(conference, false);
        Later { state, searching, is_indexed: RwSignal::new(false), list }
    }

    /// The conference with its texts, once they have come. Tracked.
    pub fn whole(self) -> Option<&'static Conference> {
        self.state.with(|state| state.whole)
    }

    /// Whether they come, as long as they have not come. Tracked.
    pub fn wait(self) -> Wait {
        self.state.with(|state| state.wait)
    }

    /// Begins to fetch the texts, unless the browser is to save data, and tries again when a connection returns. Calls
    /// `then` when they have come or failed.
    pub fn listen(self, then: impl Fn() + Copy + 'static) {
        if self.state.with_untracked(|state| state.wait == Wait::Coming) {
            self.fetch(then);
        }
        on_window("online", move |_| {
            if self.state.with_untracked(|state| state.wait == Wait::Failed) {
                self.load(then);
            }
        });
    }

    /// Fetches the texts if that is not done already, and calls `then` when they have come or failed.
    pub fn load(self, then: impl Fn() + 'static) {
        if self.state.with_untracked(|state| state.whole.is_none() && state.wait != Wait::Coming) {
            self.state.update(|state| state.wait = Wait::Coming);
            self.fetch(then);
        }
    }

    fn fetch(self, then: impl Fn() + 'static) {
        let take = move |bytes: Option<Box<[u8]>>| {
            let whole = bytes.and_then(|bytes| programme::read(self.list, Some(&bytes)).ok());
            let whole: Option<&'static Conference> = whole.map(|whole| &*Box::leak(Box::new(whole)));
            self.state.update(|state| match whole {
                Some(_) => state.whole = whole,
                None => {
                    state.wait = Wait::Failed;
                    state.has_failed |= state.printed.is_none();
                }
            });
            if let Some(in_full) = whole {
                self.searching.take_in(Some(in_full), move || self.is_indexed.set(true));
            }
            then();
        };
        // On a slow phone, handing over the bytes and reading them take 50 ms each. In between, the page reacts to input.
        load_texts(Closure::once_into_js(move |bytes| set_timeout(move || take(bytes), Duration::ZERO)));
    }

    /// Whether the search finds words of the texts. Tracked.
    pub fn is_indexed(self) -> bool {
        self.is_indexed.get()
    }

    /// Fetches the prerendered page of a route whose texts are wanted, if that is not done yet.
    pub fn want_page(self, route: &Route, root: &str) {
        let is_known = |state: &State| state.whole.is_some() || state.page.as_ref() == Some(route);
        if !self.state.with_untracked(is_known) {
            self.load_page(route.clone(), root);
        }
    }

    /// Takes the page that the browser shows as the one of this route.
    pub fn is_on(self, route: &Route) {
        self.state.update_untracked(|state| state.page = Some(route.clone()));
    }

    /// Fetches the page once more.
    pub fn want_page_again(self, root: &str) {
        if let Some(route) = self.state.with_untracked(|state| state.page.clone()) {
            self.load_page(route, root);
        }
    }

    fn load_page(self, route: Route, root: &str) {
        let address = route.href(root);
        self.state.update(|state| {
            (state.page, state.printed, state.has_failed) = (Some(route.clone()), None, false);
        });
        let done = move |printed: Option<Element>| {
            // The attendee may have gone on meanwhile, or all texts may have come.
            let is_wanted = |state: &State| state.whole.is_none() && state.page.as_ref() == Some(&route);
            if self.state.with_untracked(is_wanted) {
                self.state.update(|state| (state.has_failed, state.printed) = (printed.is_none(), printed));
            }
        };
        load_page(&address, Closure::once_into_js(done));
    }

    /// What a page can show of its texts. Tracked.
    pub fn stage(self) -> Stage {
        self.state.with(|state| match (&state.printed, state.whole, state.has_failed) {
            (Some(_), ..) => Stage::Printed,
            (None, Some(_), _) => Stage::Whole,
            (None, None, true) => Stage::Failed,
            (None, None, false) => Stage::Coming,
        })
    }

    /// Copies of the elements of a text in the prerendered page.
    pub fn printed(self, key: &str) -> Vec<El> {
        let page = self.state.with_untracked(|state| state.printed.clone());
        let inside =
            page.map(|page| elements(&page, &format!("[{LATE_TEXT}='{key}'] > *"))).unwrap_or_default();
        let copy = |element: Element| element.clone_node_with_deep(true).ok()?.dyn_into().ok();
        inside.into_iter().filter_map(copy).map(El::of).collect()
    }
}

/// What a page can show of its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// What its own prerendered page says.
    Printed,
    /// The texts themselves.
    Whole,
    /// Nothing yet.
    Coming,
    /// Nothing, because its prerendered page could not be fetched.
    Failed,
}
