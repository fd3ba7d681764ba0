//! Announces changes of the page to people who use a screen reader.
//!
//! The rule: what the app says, it says through this live region. The notices (`role=status`) announce themselves.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::*;

use crate::ui::element::{El, el};

/// How long a change must last before it is announced: otherwise each typed letter would interrupt the last
/// announcement.
const PAUSE: Duration = Duration::from_millis(500);

const LIVE_REGION: &str = "announcer";

thread_local! {
    /// How many announcements were asked for. One that waits is dropped when another is asked for.
    static ASKED: Cell<u32> = const { Cell::new(0) };
}

/// Counts an announcement, and returns its number.
fn ask() -> u32 {
    let number = ASKED.get().wrapping_add(1);
    ASKED.set(number);
    number
}

/// Announces a text once the screen reader has finished its sentence. A text that still waits for
/// its pause is dropped, because it is out of date.
pub fn say(words: &str) {
    ask();
    if let Some(region) = document().get_element_by_id(LIVE_REGION) {
        // A live region ignores the text that it already has; an inaudible space makes the text different.
        let is_repeated = region.text_content().as_deref() == Some(words);
        region.set_text_content(Some(&[words, if is_repeated { "\u{A0}" } else { "" }].concat()));
    }
}

/// Announces a text after half a second, unless another text comes within that time.
pub fn say_after_a_pause(words: String) {
    let number = ask();
    let say_it = move || {
        if ASKED.get() == number {
            say(&words);
        }
    };
    set_timeout(say_it, PAUSE);
}

/// The live region. There is one, in the frame of the page.
pub fn live_region() -> El {
    el("div").class("visually-hidden").attr("id", LIVE_REGION).attr("aria-live", "polite")
}
