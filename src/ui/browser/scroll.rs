//! How far the page, or an element within it, is scrolled.
//!
//! The rule of this file: the app stops scrolling as soon as the attendee scrolls.

use leptos::prelude::*;
use web_sys::Element;

use super::html;

/// How far an element is scrolled within itself, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scrolled {
    pub right: i32,
    pub down: i32,
}

impl Scrolled {
    /// How far an element is scrolled now.
    pub fn of(element: &Element) -> Scrolled {
        Scrolled { right: element.scroll_left(), down: element.scroll_top() }
    }

    /// Scrolls an element this far.
    pub fn scroll(self, element: &Element) {
        element.set_scroll_left(self.right);
        element.set_scroll_top(self.down);
    }
}

/// For how many frames something is held at its place.
const FRAMES_TO_HOLD: u32 = 8;

/// Scrolls so that an element stands `below` pixels below the top of the screen, and holds it there while the page is
/// updated: elements above it may be rendered anew, and cards get their real height only when they come into view
/// (style/schedule.css). It stops as soon as the attendee scrolls.
pub fn hold(element: impl Fn() -> Option<Element> + 'static, below: f64) {
    hold_in(Box::new(element), below, None, 0);
}

/// `left` is the scroll position and the height of the page at the end of the last frame.
fn hold_in(element: Box<dyn Fn() -> Option<Element>>, below: f64, left: Option<(f64, f64)>, frame: u32) {
    request_animation_frame(move || {
        let page = || (window().scroll_y().unwrap_or_default(), f64::from(html().scroll_height()));
        // The browser also scrolls on its own, but by no more than the page has grown or shrunk.
        let is_scrolled = left.is_some_and(|(scrolled, height)| {
            let now = page();
            (now.0 - scrolled).abs() > (now.1 - height).abs() + 1.0
        });
        if is_scrolled || frame > FRAMES_TO_HOLD {
            return;
        }
        if let Some(element) = element() {
            window().scroll_by_with_x_and_y(0.0, element.get_bounding_client_rect().top() - below);
        }
        hold_in(element, below, Some(page()), frame + 1);
    });
}
