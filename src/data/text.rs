//! Reads a file as text, and recognises files that are no conference files at all.
//!
//! The rule of this file: people see sentences that say what the file is and what to do; the operating system's words are
//! only added, in brackets, for rare errors. An encoding is never guessed.

use std::io::{self, ErrorKind};
use std::path::Path;

use anyhow::anyhow;
use serde_json::Value;

use super::BYTE_ORDER_MARK;

/// Reads a text in UTF-8.
///
/// # Errors
///
/// A sentence that says why the file is not such a text.
pub(super) fn read(path: &Path) -> anyhow::Result<String> {
    decoded(bytes(path)?).map_err(|what| anyhow!("`{}` {what}", path.display()))
}

/// Reads the content of a file.
///
/// # Errors
///
/// A sentence that says why it cannot be read.
pub(super) fn bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    let name = path.display().to_string();
    if path.is_dir() {
        return Err(anyhow!("`{name}` is a folder; name the conference file in it"));
    }
    std::fs::read(path).map_err(|error| anyhow!(unreadable(&name, &error)))
}

/// Why a file cannot be read.
fn unreadable(name: &str, error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            format!("there is no file `{name}`; correct the path, or make the file with `hallway import`")
        }
        ErrorKind::PermissionDenied => {
            format!(
                "you have no right to read `{name}`; change its permissions, or copy it to a folder of your own"
            )
        }
        _ => format!("`{name}` cannot be read ({error}); copy it to another folder, and name the copy"),
    }
}

/// The text of these bytes, or what they are instead: the rest of a sentence after the file's name.
fn decoded(bytes: Vec<u8>) -> Result<String, String> {
    if is_utf_16(&bytes) {
        return Err("is encoded in UTF-16; save it as UTF-8".to_owned());
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        match infer::get(bytes) {
            Some(kind) => {
                let kind = kind.extension().to_uppercase();
                format!("is a file of the kind {kind} and not a text; name the conference file, which is JSON in UTF-8")
            }
            None => {
                let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
                format!(
                    "is not encoded in UTF-8 (perhaps in Latin-1 or Windows-1252; see line {line}); save it as UTF-8"
                )
            }
        }
    })
}

/// Whether bytes are a text in UTF-16: it begins with a byte-order mark, or every other of its first four bytes is zero.
pub fn is_utf_16(bytes: &[u8]) -> bool {
    let is_every_other_zero =
        bytes.len() >= 4 && (bytes[0] == 0 && bytes[2] == 0 || bytes[1] == 0 && bytes[3] == 0);
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || is_every_other_zero
}

/// Whether the content of a file is not a conference file, but perhaps the export of a planning tool.
pub(super) fn is_export(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    is_utf_16(bytes) || export(text.trim_start_matches(BYTE_ORDER_MARK), "").is_some()
}

/// If a text is not a conference file, but perhaps the export of a planning tool: a message that says so and what to do.
/// `None` if it may be a conference file with mistakes. `name` is the name of its file.
pub(super) fn export(text: &str, name: &str) -> Option<String> {
    let start = text.trim_start();
    let import = format!("make a conference of it with `hallway import {name}`");
    if start.starts_with('<') && !start.starts_with("<!--") {
        return Some(format!(
            "this is XML or HTML, not a conference; if it is the export of your planning tool, {import}"
        ));
    }
    if start.get(..15).is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCALENDAR")) {
        return Some(format!("this is a calendar, not a conference; {import}"));
    }
    let value = serde_json::from_str(text).ok()?;
    has_form_of_export(&value)
        .then(|| format!("this seems to be the export of a planning tool, not a conference; {import}"))
}

/// Whether this JSON has the form of an export and not that of a conference.
fn has_form_of_export(value: &Value) -> bool {
    let is_conference =
        |value: &Value| ["id", "language", "sessions"].iter().all(|field| value.get(*field).is_some());
    match value {
        Value::Array(items) => {
            !items.is_empty() && items.iter().all(|item| item.is_object() && !is_conference(item))
        }
        _ if is_conference(value) => false,
        _ => ["schedule", "talks", "results", "days", "questions", "categories"]
            .iter()
            .any(|field| value.get(*field).is_some_and(|value| value.is_object() || value.is_array())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_of_the_operating_system_are_told_in_plain_words() {
        for (kind, expected) in [
            (ErrorKind::NotFound, "there is no file `c.json`; correct the path"),
            (ErrorKind::NotADirectory, "there is no file `c.json`; correct the path"),
            (ErrorKind::PermissionDenied, "you have no right to read `c.json`; change its permissions"),
            (ErrorKind::TimedOut, "`c.json` cannot be read (timed out); copy it to another folder"),
        ] {
            let what = unreadable("c.json", &io::Error::from(kind));
            assert!(what.starts_with(expected), "{what}");
        }
    }

    #[test]
    fn a_byte_order_mark_hides_no_export() {
        assert!(
            is_export("\u{feff}BEGIN:VCALENDAR".as_bytes()) && is_export("\u{feff}<schedule/>".as_bytes())
        );
        assert!(!is_export("\u{feff}{ \"id\": \"c\" }".as_bytes()));
    }

    #[test]
    fn a_conference_with_odd_fields_is_not_taken_for_an_export() {
        for text in [
            r#"{ "id": "conf", "name": "Conf", "language": "en", "sessions": [], "days": [] }"#,
            r#"[{ "id": "conf", "name": "Conf", "language": "en", "sessions": [] }]"#,
            r#"{ "name": "Conf", "rooms": [], "speakers": [] }"#,
            r#"{ "id": "conf", "results": 7 }"#,
            "[]",
            "{}",
        ] {
            assert_eq!(export(text, "c.json"), None, "{text}");
        }
    }
}
