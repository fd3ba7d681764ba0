//! The entries of the browser's history, and the place on the page where each was left.
//!
//! The rule of this file: what an entry holds is the browser's, and may be another release's; nothing is believed of it.

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::ui::browser::{hold, html};

/// A place on a page.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// How far the page was scrolled.
    scrolled: f64,
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
        let within = first_table().map_or([0, 0], |table| [table.scroll_left(), table.scroll_top()]);
        Place { scrolled, card, below, within }
    }

    /// Whether the page is scrolled there.
    pub fn is_far(&self) -> bool {
        self.scrolled > 0.0
    }

    /// Scrolls there.
    pub fn show(&self) {
        window().scroll_to_with_x_and_y(0.0, self.scrolled);
        if let Some(table) = first_table() {
            table.scroll_to_with_x_and_y(self.within[0].into(), self.within[1].into());
        }
        let heading = self.card.clone();
        let card = move || document().get_element_by_id(&heading)?.closest(CARD).ok()?;
        if let Some(card_now) = card().filter(|_| self.is_far()) {
            window().scroll_by_with_x_and_y(0.0, card_now.get_bounding_client_rect().top() - self.below);
            hold(card, self.below);
        }
    }
}

/// A card, named by its heading.
const CARD: &str = ".session-card, .speaker-card";

/// The first of the tables that are shown.
fn first_table() -> Option<web_sys::Element> {
    document().query_selector(".timetable").ok().flatten()
}

/// What an entry of the browser's history holds as its state, so that a reloaded page knows it again.
#[derive(Default)]
pub(super) struct Entry {
    /// Which entry of this tab it is.
    number: usize,
    /// Where on the page the attendee was.
    place: Place,
}

impl Entry {
    /// The entry that is shown; nothing where it is not the app's. Of what another release wrote, fields that this one
    /// does not know are passed over, and those that are not there are as they begin.
    pub(super) fn shown() -> Option<Entry> {
        let state = history().state().ok().filter(JsValue::is_object)?;
        let field = |name: &str| Reflect::get(&state, &name.into()).unwrap_or_default();
        let number = |name| field(name).as_f64().unwrap_or_default();
        let place = Place {
            scrolled: number("scrolled"),
            card: field("card").as_string().unwrap_or_default(),
            below: number("below"),
            within: [number("right") as i32, number("down") as i32],
        };
        Some(Entry { number: number("number") as usize, place })
    }

    fn as_state(&self) -> JsValue {
        let Place { scrolled, card, below, within: [right, down] } = &self.place;
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

/// The entries of this tab's history, as far as they were seen since the app started. Writing never panics: it is refused
/// when done too often, and then the page moves and the address stays, which harms nobody.
#[derive(Default)]
pub(super) struct Entries {
    /// The number of the entry that is shown.
    shown: usize,
    /// Where those that were seen were left.
    left: Vec<Entry>,
    /// Whether the place is written into the entry that is shown, and nothing was scrolled since: measuring it anew makes
    /// the browser lay out the page, in the middle of an answer.
    is_place_written: bool,
}

impl Entries {
    /// Begins with the entry that the browser shows.
    pub(super) fn begin(&mut self) {
        self.shown = Entry::shown().unwrap_or_default().number;
        self.write(None);
    }

    /// Something was scrolled.
    pub(super) fn forget_the_place(&mut self) {
        self.is_place_written = false;
    }

    /// Makes an entry with this address, in place of all that came after the one that is shown.
    pub(super) fn push(&mut self, address: &str) {
        if !self.is_place_written {
            self.write(None);
        }
        self.add();
        let state = Entry { number: self.shown, place: Place::default() }.as_state();
        _ = history().push_state_with_url(&state, "", Some(address));
    }

    /// The browser made an entry itself, for a link into the page.
    pub(super) fn take_up(&mut self) {
        self.add();
        self.write(None);
    }

    fn add(&mut self) {
        self.shown += 1;
        self.is_place_written = false;
    }

    /// Writes where the attendee looks into the entry that is shown, and an address, if there is another.
    pub(super) fn write(&mut self, address: Option<&str>) {
        let state = self.leave().as_state();
        self.is_place_written = true;
        _ = history().replace_state_with_url(&state, "", address);
    }

    /// The browser shows another entry, which may be known better than it knows itself: where one was on its page.
    pub(super) fn move_to(&mut self, entry: Entry) -> Place {
        self.leave();
        self.shown = entry.number;
        let known = self.left.iter().find(|left| left.number == entry.number);
        known.map_or(entry.place, |left| left.place.clone())
    }

    /// Notes where the entry that is shown is left. So nothing is left of an entry that another has replaced.
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

/// Whether the app scrolls to where one was, and not the browser.
pub(super) fn own_scrolling(own: bool) {
    use web_sys::ScrollRestoration::{Auto, Manual};
    _ = history().set_scroll_restoration(if own { Manual } else { Auto });
}

fn history() -> web_sys::History {
    window().history().expect("a window has a history")
}
