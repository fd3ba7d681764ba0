//! Where the keyboard's focus is.
//!
//! The rule of this file: moving the focus never scrolls the page, and the focus never jumps to the top of the page
//! because its element is gone.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::after_painting;

/// Moves the focus to the first element that a selector finds, without scrolling to it, and returns whether there is
/// one.
pub fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    found.inspect(|found| focus_on(found.unchecked_ref())).is_some()
}

/// Moves the focus to the first element that a selector finds, if the focused element is gone or disabled once the page
/// is updated. Otherwise the next Tab would begin at the top of the page.
pub fn rescue_focus(selector: &'static str) {
    rescue_focus_to(vec![selector.to_owned()]);
}

/// The same with several selectors: the first that finds an element is used.
pub fn rescue_focus_to(selectors: Vec<String>) {
    rescue_focus_in(selectors, 0);
}

/// For how many frames the focused element may still disappear: the pressed button is painted first, then the page is
/// updated, and after that, a list may be rendered anew.
const FRAMES_TO_FOLLOW: u32 = 4;

/// For how many frames the app waits until the element that gets the focus is rendered.
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

/// Moves the focus to the element that a selector finds, as soon as it is rendered. Gives up after `frames` frames.
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
