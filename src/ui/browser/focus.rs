//! Where the keyboard's focus is.
//!
//! The rule of this file: the focus never scrolls the page, and is never lost to the top of the page because what had it is
//! gone.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::after_painting;

/// Moves the focus to the first element that a selector finds, without scrolling to it, and says whether there is one.
pub fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    found.inspect(|found| focus_on(found.unchecked_ref())).is_some()
}

/// Moves the focus to the first element that a selector finds, if what had it is gone or disabled when the page has
/// followed: else the next Tab would begin at the top of the page.
pub fn rescue_focus(selector: &'static str) {
    rescue_focus_to(vec![selector.to_owned()]);
}

/// The same, to what the first of some selectors finds that finds something.
pub fn rescue_focus_to(selectors: Vec<String>) {
    rescue_focus_in(selectors, 0);
}

/// After how many frames what has the focus may go: what was pressed is painted first, then the page follows, and a list that
/// is drawn anew follows after that.
const FRAMES_TO_FOLLOW: u32 = 4;

/// For how many frames what shall have the focus may be still to be drawn.
const FRAMES_TO_DRAW: u32 = 60;

fn rescue_focus_in(selectors: Vec<String>, frame: u32) {
    after_painting(move || {
        let focused = document().active_element();
        let is_lost = focused.is_none_or(|focused| focused.matches("body, :disabled").unwrap_or(false));
        let is_rescued = is_lost && selectors.iter().any(|selector| focus(selector));
        let frames = if is_lost { FRAMES_TO_DRAW } else { FRAMES_TO_FOLLOW };
        if !is_rescued && frame < frames {
            rescue_focus_in(selectors, frame + 1);
        }
    });
}

/// Moves the focus to what a selector finds, as soon as it is drawn: it looks at so many frames.
pub fn focus_when_drawn(selector: String, frames: u32) {
    request_animation_frame(move || {
        if !focus(&selector) && frames > 0 {
            focus_when_drawn(selector, frames - 1);
        }
    });
}

/// Moves the focus without scrolling.
pub fn focus_on(element: &web_sys::HtmlElement) {
    let quietly = web_sys::FocusOptions::new();
    quietly.set_prevent_scroll(true);
    _ = element.focus_with_options(&quietly);
}
