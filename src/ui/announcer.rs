//! What is said to those who do not see the page change: one polite live region, so that each change is said once.

use std::time::Duration;

use leptos::prelude::*;

use crate::ui::element::{El, el};

/// How long a change has to hold before it is said: shorter ones (typing) would be said over each other.
const PAUSE: Duration = Duration::from_millis(500);

/// Says things through the page's live region.
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

    /// Says this once, when the reader has finished its sentence. What was waiting to be said is out of date then.
    pub fn say(self, mut words: String) {
        // The same words again are no change; a space that is not heard makes them one.
        if self.said.with_untracked(|said| *said == words) {
            words.push('\u{A0}');
        }
        self.cancel_waiting();
        self.said.set(words);
    }

    /// Says this unless something else is to be said within half a second.
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
