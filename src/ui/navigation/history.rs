//! The entries of the browser's history, each with the place on the page where the attendee left it.
//!
//! The rule of this file: the state of an entry comes from the browser, and another release may have written it;
//! nothing in it is trusted.

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::ui::browser::{Scrolled, hold, html};

/// A place on a page.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// How far the page was scrolled.
    scrolled: f64,
    /// The heading of the card that was in view, and how far below the top of the screen the card stood. The scroll
    /// position alone is not enough: cards in a long list have an estimated height until they come into view
    /// (style/schedule.css).
    card: String,
    below: f64,
    /// How far the timetable was scrolled.
    timetable: Scrolled,
}

impl Place {
    /// The place that the attendee sees now.
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
        let timetable = first_table().as_ref().map(Scrolled::of).unwrap_or_default();
        Place { scrolled, card, below, timetable }
    }

    /// Whether this place is below the top of the page.
    pub fn is_far(&self) -> bool {
        self.scrolled > 0.0
    }

    /// Whether neither the page nor the timetable is scrolled.
    pub fn is_the_beginning(&self) -> bool {
        !self.is_far() && self.timetable == Scrolled::default()
    }

    /// Scrolls to this place.
    pub fn show(&self) {
        window().scroll_to_with_x_and_y(0.0, self.scrolled);
        if let Some(table) = first_table() {
            self.timetable.scroll(&table);
        }
        let heading = self.card.clone();
        let card = move || document().get_element_by_id(&heading)?.closest(CARD).ok()?;
        if let Some(card_now) = card().filter(|_| self.is_far()) {
            window().scroll_by_with_x_and_y(0.0, card_now.get_bounding_client_rect().top() - self.below);
            hold(card, self.below);
        }
    }
}

/// The cards, which are named by their headings.
const CARD: &str = ".session-card, .speaker-card";

/// The first of the tables that are shown.
fn first_table() -> Option<web_sys::Element> {
    document().query_selector(".timetable").ok().flatten()
}

/// The state that the app saves in an entry of the browser's history, so that a reloaded page can read it.
#[derive(Default)]
pub(super) struct Entry {
    /// The entry's number within this tab.
    number: usize,
    /// Where on the page the attendee was.
    place: Place,
}

impl Entry {
    /// The current entry; `None` if the app did not write it. Unknown fields from another release are ignored, and
    /// missing ones get their defaults.
    pub(super) fn shown() -> Option<Entry> {
        let state = history().state().ok().filter(JsValue::is_object)?;
        let field = |name: &str| Reflect::get(&state, &name.into()).unwrap_or_default();
        let number = |name| field(name).as_f64().unwrap_or_default();
        let place = Place {
            scrolled: number("scrolled"),
            card: field("card").as_string().unwrap_or_default(),
            below: number("below"),
            timetable: Scrolled { right: number("right") as i32, down: number("down") as i32 },
        };
        Some(Entry { number: number("number") as usize, place })
    }

    fn as_state(&self) -> JsValue {
        let Place { scrolled, card, below, timetable: Scrolled { right, down } } = &self.place;
        let state = js_sys::Object::new();
        for (name, value) in [
            ("number", self.number.into()),
            ("scrolled", (*scrolled).into()),
            ("card", card.into()),
            ("below", (*below).into()),
            ("right", (*right).into()),
            ("down", (*down).into()),
        ] {
            // A plain object takes any field.
            _ = Reflect::set(&state, &name.into(), &value);
        }
        state.into()
    }
}

/// The entries of this tab's history that were shown since the app started. Writing never panics: the browser refuses
/// too many writes, and then the page changes but the address stays, which does no harm.
#[derive(Default)]
pub(super) struct Entries {
    /// The number of the current entry.
    shown: usize,
    /// The entries that were shown, each with the place where it was left.
    left: Vec<Entry>,
    /// Whether the current entry holds the current place, and nothing was scrolled since. Measuring the place again
    /// makes the browser lay out the page while the attendee waits for a reaction.
    is_place_written: bool,
}

impl Entries {
    /// Begins with the browser's current entry.
    pub(super) fn begin(&mut self) {
        self.shown = Entry::shown().unwrap_or_default().number;
        self.write(None);
    }

    /// Something was scrolled, so the written place is out of date.
    pub(super) fn forget_the_place(&mut self) {
        self.is_place_written = false;
    }

    /// Adds an entry with this address after the current one, in place of all later entries.
    pub(super) fn push(&mut self, address: &str) {
        if !self.is_place_written {
            self.write(None);
        }
        self.add();
        let state = Entry { number: self.shown, place: Place::default() }.as_state();
        _ = history().push_state_with_url(&state, "", Some(address));
    }

    /// Takes up an entry that the browser itself added, for a link within the page.
    pub(super) fn take_up(&mut self) {
        self.add();
        self.write(None);
    }

    fn add(&mut self) {
        self.shown += 1;
        self.is_place_written = false;
    }

    /// Writes the current place into the current entry, and the address, if there is a new one.
    pub(super) fn write(&mut self, address: Option<&str>) {
        let state = self.leave().as_state();
        self.is_place_written = true;
        _ = history().replace_state_with_url(&state, "", address);
    }

    /// Makes another entry the current one, and returns the place where it was left. The place in `left` may be newer
    /// than the one in the entry's state.
    pub(super) fn move_to(&mut self, entry: Entry) -> Place {
        self.leave();
        self.shown = entry.number;
        let known = self.left.iter().find(|left| left.number == entry.number);
        known.map_or(entry.place, |left| left.place.clone())
    }

    /// Notes the place where the current entry is left, in place of an older entry with the same number.
    fn leave(&mut self) -> &Entry {
        let known = self.left.iter().position(|entry| entry.number == self.shown);
        let at = known.unwrap_or(self.left.len());
        if known.is_none() {
            self.left.push(Entry { number: self.shown, place: Place::default() });
        }
        self.left[at].place = Place::now();
        &self.left[at]
    }
}

/// The place that the attendee sees. After a reload it is the place they saw before, even if the browser has not
/// scrolled there yet, or cannot because the prerendered page is too short.
pub fn place_on_the_page() -> Place {
    let now = Place::now();
    let farthest = html().scroll_height() - html().client_height();
    let before = Entry::shown().unwrap_or_default().place;
    if now.scrolled == 0.0 || before.scrolled > f64::from(farthest) {
        before
    } else {
        // A prerendered page has no timetable.
        Place { timetable: before.timetable, ..now }
    }
}

/// Sets whether the app restores scroll positions, instead of the browser.
pub(super) fn own_scrolling(own: bool) {
    use web_sys::ScrollRestoration::{Auto, Manual};
    _ = history().set_scroll_restoration(if own { Manual } else { Auto });
}

fn history() -> web_sys::History {
    window().history().expect("a window has a history")
}
