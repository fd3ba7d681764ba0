//! The entries of the browser's history, and the place on the page where each was left.
//!
//! The rule of this file: what an entry holds is the browser's, and may be another release's; nothing is believed of it.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use crate::ui::browser::{hold, html};

/// A place on a page.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// How far the page was scrolled.
    pub(super) scrolled: f64,
    /// The heading of the card that was there, and how far below the top of the screen it stood. Cards in a long list
    /// are as high as guessed until they are seen (style/components.css), so that how far is not enough.
    card: String,
    below: f64,
    /// How far the timetable was scrolled within itself, to the side and down.
    within: [i32; 2],
}

impl Place {
    /// Where the attendee looks now.
    pub fn now() -> Place {
        let scrolled = window().scroll_y().unwrap_or(0.0);
        let middle = html().client_width() as f32 / 2.0;
        let card_at = |share: f32| {
            let seen = document().element_from_point(middle, html().client_height() as f32 * share);
            seen.and_then(|seen| seen.closest(CARD).ok()?)
        };
        // Between two cards there may be a heading.
        let card = [0.5, 0.35, 0.65].into_iter().find_map(card_at);
        let below = card.as_ref().map_or(0.0, |card| card.get_bounding_client_rect().top());
        let card = card.and_then(|card| card.get_attribute("aria-labelledby")).unwrap_or_default();
        let within = timetable().map_or([0, 0], |table| [table.scroll_left(), table.scroll_top()]);
        Place { scrolled, card, below, within }
    }

    /// Scrolls there.
    pub fn show(&self) {
        window().scroll_to_with_x_and_y(0.0, self.scrolled);
        if let Some(table) = timetable() {
            table.scroll_to_with_x_and_y(self.within[0].into(), self.within[1].into());
        }
        let heading = self.card.clone();
        let card = move || document().get_element_by_id(&heading)?.closest(CARD).ok()?;
        if let Some(card_now) = card().filter(|_| self.scrolled > 0.0) {
            window().scroll_by_with_x_and_y(0.0, card_now.get_bounding_client_rect().top() - self.below);
            hold(card, self.below);
        }
    }
}

/// A card, named by its heading.
const CARD: &str = ".session-card, .speaker-card";

/// The first of the tables that are shown.
fn timetable() -> Option<web_sys::Element> {
    document().query_selector(".timetable").ok().flatten()
}

/// What an entry of the browser's history holds as its state, so that a reloaded page knows it again.
#[derive(Default)]
pub(super) struct Entry {
    /// Which entry of this tab it is.
    pub(super) number: usize,
    /// Where on the page the attendee was.
    pub(super) place: Place,
}

impl Entry {
    /// The entry that is shown; nothing where it is not the app's.
    pub(super) fn shown() -> Option<Entry> {
        let state: js_sys::Array = history().state().ok()?.dyn_into().ok()?;
        let (scrolled, below) = (state.get(1).as_f64()?, state.get(3).as_f64().unwrap_or(0.0));
        let card = state.get(2).as_string().unwrap_or_default();
        let within = [4, 5].map(|at| state.get(at).as_f64().unwrap_or(0.0) as i32);
        Some(Entry {
            number: state.get(0).as_f64()? as usize,
            place: Place { scrolled, card, below, within },
        })
    }

    pub(super) fn as_state(&self) -> JsValue {
        let Place { scrolled, card, below, within } = &self.place;
        let state =
            js_sys::Array::of4(&self.number.into(), &(*scrolled).into(), &card.into(), &(*below).into());
        state.push(&within[0].into());
        state.push(&within[1].into());
        state.into()
    }
}

/// What is known of the entries of the browser's history since the app started.
#[derive(Default)]
pub(super) struct Past {
    /// The number of the entry that is shown.
    pub(super) entry: usize,
    /// Where each entry was left.
    pub(super) places: Vec<Option<Place>>,
    /// Will write how far the page is scrolled into the entry that is shown, after the pause.
    pub(super) scroll_write: Option<TimeoutHandle>,
    /// Whether that is written, and nothing was scrolled since: measuring it anew makes the browser lay out the page, in
    /// the middle of an answer.
    pub(super) is_place_written: bool,
    /// Words that were typed and are not looked for yet.
    pub(super) typed: Option<String>,
    /// Will write the typed words into the address after the pause.
    pub(super) pending_write: Option<TimeoutHandle>,
}

impl Past {
    /// A new entry takes the place of all that came after this one.
    pub(super) fn begin_entry(&mut self) {
        self.entry += 1;
        self.places.truncate(self.entry);
        self.is_place_written = false;
    }
}

/// Where the attendee looks. After a reload that is where they did, even where the browser has not scrolled there yet, or
/// cannot, because the printed page is too short.
pub fn place_on_the_page() -> Place {
    let now = Place::now();
    let farthest = html().scroll_height() - html().client_height();
    let before = Entry::shown().unwrap_or_default().place;
    if now.scrolled == 0.0 || before.scrolled > f64::from(farthest) {
        before
    } else {
        // A printed page has no timetable.
        Place { within: before.within, ..now }
    }
}

pub(super) fn own_scrolling(own: bool) {
    use web_sys::ScrollRestoration::{Auto, Manual};
    _ = history().set_scroll_restoration(if own { Manual } else { Auto });
}

pub(super) fn history() -> web_sys::History {
    window().history().expect("a window has a history")
}
