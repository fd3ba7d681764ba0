//! Reads the values of an event that calendars write in different ways.
//!
//! The rule of this file: a key is found in the form in which the system's other exports have it.

use jiff::{SpanRelativeTo, Unit};

use super::content::{Component, Property};
use crate::import::draft::Keys;
use crate::import::formats::pretalx;

/// The names of a session in its `UID`, for the systems whose other exports use them too.
pub fn keys(uid: Option<&str>, url: Option<String>) -> Keys {
    let mut keys = Keys { code: url.as_deref().and_then(pretalx::code_in), url, ..Keys::default() };
    let Some(uid) = uid else { return keys };
    let local = uid.split('@').next().unwrap_or(uid);
    // pretalx: `pretalx-{event}-{code}{suffix}`; a repeated talk has the suffix `-0`, `-1` …
    let parts: Vec<&str> = local.split('-').collect();
    if parts[0] == "pretalx" {
        let code = parts.iter().skip(2).rev().find(|part| part.len() >= 5 && pretalx::is_code(part));
        keys.code = keys.code.or_else(|| code.map(|code| (*code).to_owned()));
    }
    let is_uuid = local.len() == 36 && local.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
    // FOSDEM: `{id}@{acronym}@fosdem.org`.
    let is_number = !local.is_empty() && local.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && local.len() < uid.len() {
        keys.id = Some(local.to_owned());
    } else {
        // frab: `{guid}@{host}`, and the same guid in its other exports.
        keys.guid = Some(if is_uuid { local } else { uid }.to_owned());
    }
    keys
}

/// The richest description: HTML if there is one.
pub fn description(event: &Component) -> Option<String> {
    let is_html = |line: &&Property| {
        line.parameter("FMTTYPE").is_some_and(|kind| kind.eq_ignore_ascii_case("text/html"))
    };
    let html =
        ["STYLED-DESCRIPTION", "X-ALT-DESC"].into_iter().flat_map(|name| event.all(name)).find(is_html);
    let html = html.map(Property::words).filter(|words| !words.is_empty());
    // Python's `None`, written as text.
    html.or_else(|| event.words("DESCRIPTION").filter(|words| words != "None"))
}

/// The room, without the comma that sched.com writes for a missing part.
pub fn location(event: &Component) -> Option<String> {
    let place = event.parts("VLOCATION").find_map(|place| place.words("NAME"));
    let room = event.words("LOCATION").or(place)?;
    let room = room.trim_end_matches([',', ' ']).trim_start_matches([',', ' ']).to_owned();
    Some(room).filter(|room| !room.is_empty() && room != "None")
}

/// A duration: `PT45M`, `P1DT2H`, `P1W`.
pub fn minutes(text: &str) -> Option<i64> {
    let span: jiff::Span = text.parse().ok()?;
    let minutes = span.total((Unit::Minute, SpanRelativeTo::days_are_24_hours())).ok()?;
    Some(minutes as i64)
}
