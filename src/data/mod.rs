//! The conference this site is built for, embedded as the text of one file.
//!
//! The rule of this folder: the app trusts its data, because the host command refuses to build a site from a file that
//! does not parse or has a problem. Only `file`, which is compiled only on the host, explains mistakes.

use std::sync::OnceLock;

use crate::domain::conference::Conference;

// Reads the file that the host has checked, with little code.
mod browser;

// Reads, parses and checks a conference file, and locates its mistakes.
#[cfg(not(target_arch = "wasm32"))]
mod file;

// Finds all mistakes in the fields of a conference file and in their types.
#[cfg(not(target_arch = "wasm32"))]
mod form;

/// Tells what files hold that should be pictures.
#[cfg(not(target_arch = "wasm32"))]
pub mod pictures;

// Finds all slips in a file's JSON.
#[cfg(not(target_arch = "wasm32"))]
mod syntax;

// Reads a file as text, and recognises what is no conference file.
#[cfg(not(target_arch = "wasm32"))]
mod text;

#[cfg(not(target_arch = "wasm32"))]
pub use file::{ParseError, folder, parse, problems, read, warnings};
#[cfg(not(target_arch = "wasm32"))]
pub use text::is_utf_16;

/// Some editors on Windows write this before a text; it is not part of the text.
const BYTE_ORDER_MARK: char = '\u{feff}';

const TEXT: &str = include_str!(env!("HALLWAY_CONFERENCE"));

/// Whether the app is built with the code that only times need: days, timetable, plans, calendars. An app for a
/// programme without times is smaller. The host command always has this code.
#[allow(long_running_const_eval, reason = "the loop stops at the end of the text")]
pub const HAS_TIMES: bool = cfg!(not(target_arch = "wasm32")) || has_field(TEXT, br#""start""#);

/// Whether the app is built with the lists of rooms and of tracks. An app with times always has these lists, so the
/// compiler need not search the text again.
#[allow(long_running_const_eval, reason = "the loop stops at the end of the text")]
pub const HAS_PLACES: bool = HAS_TIMES || has_field(TEXT, br#""rooms""#) || has_field(TEXT, br#""tracks""#);

/// Whether a JSON text has a field of this quoted name. It is evaluated at compile time.
const fn has_field(text: &str, words: &[u8]) -> bool {
    let text = text.as_bytes();
    let mut at = 0;
    while at + words.len() <= text.len() {
        let mut same = 0;
        while same < words.len() && text[at + same] == words[same] {
            same += 1;
        }
        if same == words.len() {
            let mut next = at + same;
            while next < text.len() && text[next].is_ascii_whitespace() {
                next += 1;
            }
            if next < text.len() && text[next] == b':' {
                return true;
            }
        }
        at += 1;
    }
    false
}

/// The embedded conference, parsed at the first call.
///
/// # Panics
///
/// If the file does not parse. The host test `the_conference_of_this_site_parses_and_has_no_problem` and the host
/// command's `check` prevent this.
pub fn conference() -> &'static Conference {
    static CONFERENCE: OnceLock<Conference> = OnceLock::new();
    CONFERENCE.get_or_init(|| {
        browser::read(TEXT.trim_start_matches(BYTE_ORDER_MARK))
            .expect("guarded by the test `the_conference_of_this_site_parses_and_has_no_problem`")
    })
}
