//! Announces changes of the page to people who use a screen reader: one polite live region, so that each change is
//! announced once.

use std::time::Duration;

use leptos::prelude::*;

use crate::ui::element::{El, el};

/// How long a change must last before it is announced: otherwise each typed letter would interrupt the last
/// announcement.
const PAUSE: Duration = Duration::from_millis(500);

/// Announces texts through the page's live region.
#[derive(Clone, Copy)]
pub struct Announcer {
    said: RwSignal<String>,
    waiting: StoredValue<Option<TimeoutHandle>>,
}

impl Announcer {
    /// Silent at first.
    pub fn new() -> Announcer {
        Announcer { said: RwSignal::default(), waiting: StoredValue::new(None) }
    }

    /// Announces a text once the screen reader has finished its sentence. Drops a text that still waits: it is out of
    /// date.
    pub fn say(self, mut words: String) {
        // A live region ignores the text that it already has; an inaudible space makes the text different.
        if self.said.with_untracked(|said| *said == words) {
            words.push('\u{A0}');
        }
        self.cancel_waiting();
        self.said.set(words);
    }

    /// Announces a text after half a second, unless another text comes within that time.
    pub fn say_after_a_pause(self, words: String) {
        self.cancel_waiting();
        self.waiting.set_value(set_timeout_with_handle(move || self.say(words), PAUSE).ok());
    }

    fn cancel_waiting(self) {
        if let Some(waiting) = self.waiting.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
    }
}

/// The live region. There is one, in the frame of the page.
pub fn live_region(announcer: Announcer) -> El {
    el("div")
        .class("visually-hidden")
        .attr("id", "announcer")
        .attr("aria-live", "polite")
        .text_now(move || announcer.said.get())
}
