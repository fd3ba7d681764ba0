//! Tests with several files of one event, which complete each other.

use hallway::import::Options;
use hallway::import::report::Kind;
use serde_json::{Value, json};

use super::{event, imported, json_file, lines, schedule, session};

const TEN: &str = "2027-05-01T10:00:00+02:00";
const CODE: &str = "https://cfp.test.example/2027/talk/ABCDEF/";

/// A widget of pretalx with one talk.
fn widget(code: &str, start: &str) -> Value {
    json!({
        "timezone": "Europe/Berlin", "rooms": [{ "id": 1, "name": "Hall" }],
        "tracks": [{ "id": 2, "name": "Birds" }], "speakers": [{ "code": "ADAXXX", "name": "Ada Adler" }],
        "talks": [
            { "code": code, "title": "A", "start": start, "duration": 30, "room": 1, "track": 2, "speakers": ["ADAXXX"] },
            { "title": { "en": "Lunch" }, "start": "2027-05-01T12:00:00+02:00", "duration": 60, "room": 1 },
        ],
    })
}

#[test]
fn values_missing_in_one_file_are_taken_from_the_other() {
    let words =
        json!({ "url": CODE, "abstract": "Words.", "persons": [{ "id": 7, "public_name": "Ada Adler" }] });
    let files = [
        json_file("a.json", &schedule(&[event("A", TEN, words)])),
        json_file("w.json", &widget("ABCDEF", TEN)),
    ];
    let imported = imported(&files, &Options::default());
    let a = session(&imported, "A");
    assert_eq!((a.id.as_str(), a.track.as_ref().unwrap().as_str()), ("abcdef", "birds"));
    assert!(a.summary.is_some());
    assert_eq!(imported.conference.sessions.len(), 1);
    assert_eq!(imported.conference.breaks[0].title, "Lunch");
    let speakers: Vec<&str> =
        imported.conference.speakers.iter().map(|speaker| speaker.id.as_str()).collect();
    assert_eq!(speakers, ["adaxxx"], "the person is one, and has the code of the widget");
    assert_eq!(imported.report.warnings(), 0, "{}", imported.report);
}

#[test]
fn different_times_in_two_files_are_reported() {
    let events = [event("A", TEN, json!({ "url": CODE }))];
    let files = [
        json_file("w.json", &widget("ABCDEF", "2027-05-01T11:00:00+02:00")),
        json_file("a.json", &schedule(&events)),
    ];
    let imported = imported(&files, &Options::default());
    assert_eq!(session(&imported, "A").start.unwrap().to_string(), TEN);
    assert_eq!(
        lines(&imported, Kind::File),
        ["A: the files differ in its start; the start in the file with more details is taken"]
    );
}

#[test]
fn files_without_a_common_session_give_a_warning() {
    let events = [event("B", TEN, json!({}))];
    let files = [json_file("w.json", &widget("ABCDEF", TEN)), json_file("a.json", &schedule(&events))];
    let imported = imported(&files, &Options::default());
    assert_eq!(imported.conference.sessions.len(), 2);
    let line = "files: two of the files have no session in common; check that they are of the same event";
    assert_eq!(lines(&imported, Kind::File), [line]);
}

#[test]
fn a_file_given_twice_is_reported() {
    let file = json_file("a.json", &schedule(&[event("A", TEN, json!({}))]));
    let imported = imported(&[file.clone(), file], &Options::default());
    assert_eq!(imported.conference.sessions.len(), 1);
    assert_eq!(lines(&imported, Kind::File), ["files: one of them was given twice"]);
}
