//! Tests of `hallway import`.
//!
//! The rule of this folder: fixtures are invented and as small as possible. Real exports are only read where they are
//! (`shared_data`), never copied.

// Importing over the previous conference file.
mod again;
// The command as an organiser runs it.
mod command;
// Every format and dialect, each with its fixture.
mod formats;
// Damaged fixtures never make an import panic.
mod mutated;
// The order of entries in a file.
mod order;
// Oddities that every import handles, in all formats.
mod points;
// Files that are not schedules, and the messages about them.
mod refusals;
// Real exports, if they are available.
mod shared_data;
// Several files of one event.
mod together;
// Generated schedules in every format.
mod written;

use std::fs;
use std::path::PathBuf;

use hallway::data;
use hallway::domain::conference::{Conference, Session};
use hallway::import::report::{Kind, Refused};
use hallway::import::{Imported, Options, Previous, Source, import};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::in_repository;

/// The path of a fixture.
fn fixture_path(name: &str) -> PathBuf {
    in_repository("tests/host/import/fixtures").join(name)
}

/// A fixture.
fn fixture(name: &str) -> Source {
    let bytes = fs::read(fixture_path(name)).unwrap_or_else(|error| panic!("no fixture `{name}`: {error}"));
    Source { name: name.to_owned(), bytes }
}

/// A file that contains a JSON value.
fn json_file(name: &str, value: &Value) -> Source {
    Source { name: name.to_owned(), bytes: value.to_string().into_bytes() }
}

/// The time of all imports in these tests.
fn now() -> Timestamp {
    "2027-01-02T03:04:05Z".parse().expect("a timestamp")
}

/// The options of an organiser who gives the zone.
fn in_zone(zone: &str) -> Options {
    Options { zone: Some(zone.to_owned()), ..Options::default() }
}

/// A conference file without a record of its import.
fn unrecorded(file: &Conference) -> Previous<'_> {
    Previous { file, imported: None }
}

/// The result of an import, without edits.
fn recorded(last: &Imported) -> Previous<'_> {
    Previous { file: &last.conference, imported: Some(&last.exported) }
}

/// Imports files, over a previous conference if there is one; checks that the result has no problem, as after every
/// import.
fn imported_over(files: &[Source], options: &Options, previous: Option<&Conference>) -> Imported {
    let previous = previous.map(unrecorded);
    let imported =
        import(files, options, previous, now()).unwrap_or_else(|refused| panic!("refused: {refused}"));
    let problems = data::problems(&imported.conference, &in_repository("tests/host/import"));
    assert!(problems.is_empty(), "{problems:#?}");
    imported
}

/// Imports files.
fn imported(files: &[Source], options: &Options) -> Imported {
    imported_over(files, options, None)
}

/// The message with which files are refused.
fn refused(files: &[Source], options: &Options) -> String {
    let Err(Refused(sentence)) = import(files, options, None, now()) else {
        panic!("the files are not refused")
    };
    sentence
}

/// A schedule in the JSON of frab and c3voc, with these sessions in one room, in Berlin.
fn schedule(events: &[Value]) -> Value {
    json!({ "schedule": { "conference": {
        "acronym": "test", "title": "Test", "time_zone_name": "Europe/Berlin",
        "days": [{ "date": "2027-05-01", "rooms": { "Hall": events } }],
    } } })
}

/// A session of such a schedule, with more fields.
fn event(title: &str, start: &str, more: Value) -> Value {
    let mut event =
        json!({ "guid": guid(title), "date": start, "duration": "0:30", "title": title, "language": "en" });
    for (field, value) in more.as_object().expect("an object") {
        event[field] = value.clone();
    }
    event
}

/// A guid for a title.
fn guid(title: &str) -> String {
    let letters: String = title.bytes().cycle().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!(
        "{}-{}-4{}-8{}-{}",
        &letters[..8],
        &letters[8..12],
        &letters[13..16],
        &letters[17..20],
        &letters[20..32]
    )
}

/// Imports a schedule with these sessions.
fn imported_events(events: &[Value]) -> Imported {
    imported(&[json_file("schedule.json", &schedule(events))], &Options::default())
}

/// The report's lines of a kind, as `about: what`.
fn lines(imported: &Imported, kind: Kind) -> Vec<String> {
    let lines = imported.report.lines.iter().filter(|line| line.kind == kind);
    lines.map(|line| format!("{}: {}", line.about, line.what)).collect()
}

/// The session with this title.
fn session<'a>(imported: &'a Imported, title: &str) -> &'a Session {
    let found = imported.conference.sessions.iter().find(|session| session.title == title);
    found.unwrap_or_else(|| panic!("no session is called {title:?}"))
}

/// A conference as the text of its file.
fn written(imported: &Imported) -> String {
    serde_json::to_string_pretty(&imported.conference).expect("a conference can be written") + "\n"
}
