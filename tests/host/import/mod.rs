//! `hallway import`: what becomes of organisers' files.
//!
//! The rule of this folder: fixtures are invented, and as small as the oddity they have. Real exports are only read where
//! they lie (`shared_data`), never copied.

// Importing over the conference file of last time.
mod again;
// The command as an organiser meets it.
mod command;
// Every format and dialect, by its fixture.
mod formats;
// No fixture, however mutilated, makes an import panic.
mod mutated;
// The order in which files list things.
mod order;
// What every import copes with, whatever the format.
mod points;
// What is no schedule, and what is said about it.
mod refusals;
// Real exports, where they are at hand.
mod shared_data;
// Several files of one event.
mod together;
// Made-up schedules in every format.
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

/// A fixture's place.
fn fixture_path(name: &str) -> PathBuf {
    in_repository("tests/host/import/fixtures").join(name)
}

/// A fixture.
fn fixture(name: &str) -> Source {
    let bytes = fs::read(fixture_path(name)).unwrap_or_else(|error| panic!("no fixture `{name}`: {error}"));
    Source { name: name.to_owned(), bytes }
}

/// A file of the organiser's that is made of a value.
fn json_file(name: &str, value: &Value) -> Source {
    Source { name: name.to_owned(), bytes: value.to_string().into_bytes() }
}

/// When everything in these tests happens.
fn now() -> Timestamp {
    "2027-01-02T03:04:05Z".parse().expect("a timestamp")
}

/// An organiser who says the zone.
fn in_zone(zone: &str) -> Options {
    Options { zone: Some(zone.to_owned()), ..Options::default() }
}

/// A conference file of whose import nothing is recorded.
fn unrecorded(file: &Conference) -> Previous<'_> {
    Previous { file, imported: None }
}

/// What an import left, without an edit.
fn recorded(last: &Imported) -> Previous<'_> {
    Previous { file: &last.conference, imported: Some(&last.exported) }
}

/// What becomes of files, over a previous conference if there is one; without a problem, as every import must be.
fn imported_over(files: &[Source], options: &Options, previous: Option<&Conference>) -> Imported {
    let previous = previous.map(unrecorded);
    let imported =
        import(files, options, previous, now()).unwrap_or_else(|refused| panic!("refused: {refused}"));
    let problems = data::problems(&imported.conference, &in_repository("tests/host/import"));
    assert!(problems.is_empty(), "{problems:#?}");
    imported
}

/// What becomes of files.
fn imported(files: &[Source], options: &Options) -> Imported {
    imported_over(files, options, None)
}

/// Why files are refused.
fn refused(files: &[Source], options: &Options) -> String {
    let Err(Refused(sentence)) = import(files, options, None, now()) else {
        panic!("the files are not refused")
    };
    sentence
}

/// A schedule as frab and c3voc write it in JSON, with these sessions in one room, in Berlin.
fn schedule(events: &[Value]) -> Value {
    json!({ "schedule": { "conference": {
        "acronym": "test", "title": "Test", "time_zone_name": "Europe/Berlin",
        "days": [{ "date": "2027-05-01", "rooms": { "Hall": events } }],
    } } })
}

/// A session of such a schedule, changed by more fields.
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

/// What becomes of a schedule of these sessions.
fn imported_events(events: &[Value]) -> Imported {
    imported(&[json_file("schedule.json", &schedule(events))], &Options::default())
}

/// The lines of a kind, as `about: what`.
fn lines(imported: &Imported, kind: Kind) -> Vec<String> {
    let lines = imported.report.lines.iter().filter(|line| line.kind == kind);
    lines.map(|line| format!("{}: {}", line.about, line.what)).collect()
}

/// The session of a title.
fn session<'a>(imported: &'a Imported, title: &str) -> &'a Session {
    let found = imported.conference.sessions.iter().find(|session| session.title == title);
    found.unwrap_or_else(|| panic!("no session is called {title:?}"))
}

/// A conference as its file is written.
fn written(imported: &Imported) -> String {
    serde_json::to_string_pretty(&imported.conference).expect("a conference can be written") + "\n"
}
