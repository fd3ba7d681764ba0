//! The search index of a site, which the app makes after it has started.
//!
//! The rule of this file: the index is made in slices, so that the app can react to input between them. A search that comes
//! earlier completes the titles, names and labels at once (with texts in the app, these too), and never waits for texts.

use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use leptos::prelude::*;

use crate::domain::conference::Conference;
use crate::domain::search::Index;

/// The search index of a conference.
#[derive(Clone, Copy)]
pub struct Searching {
    conference: &'static Conference,
    /// Whether that has its texts.
    has_texts: bool,
    /// Made on first use.
    index: &'static OnceLock<Mutex<Index<'static>>>,
}

/// After so many milliseconds, a slice ends.
const SLICE: f64 = 8.0;

impl Searching {
    /// The index of a conference, which may be without its texts.
    pub fn new(conference: &'static Conference, has_texts: bool) -> Searching {
        Searching { conference, has_texts, index: Box::leak(Box::default()) }
    }

    /// Begins to make the index.
    pub fn begin(self) {
        self.take_in(self.own_texts(), || {});
    }

    /// Goes on with the index in slices, with the texts of `in_full` if they are there, and calls `then` at the end.
    pub fn take_in(self, in_full: Option<&'static Conference>, then: impl FnOnce() + 'static) {
        let slice = move || {
            let until = js_sys::Date::now() + SLICE;
            let mut index = self.index();
            while index.grow(in_full) {
                if js_sys::Date::now() >= until {
                    return self.take_in(in_full, then);
                }
            }
            drop(index);
            then();
        };
        set_timeout(slice, Duration::ZERO);
    }

    /// Asks the index as it is now. It has all that the conference has, and whatever was taken in so far.
    pub fn ask<T>(self, question: impl FnOnce(&Index<'static>) -> T) -> T {
        let mut index = self.index();
        while index.grow(self.own_texts()) {}
        question(&index)
    }

    fn own_texts(self) -> Option<&'static Conference> {
        self.has_texts.then_some(self.conference)
    }

    fn index(self) -> MutexGuard<'static, Index<'static>> {
        let index = self.index.get_or_init(|| Mutex::new(Index::empty(self.conference)));
        index.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
