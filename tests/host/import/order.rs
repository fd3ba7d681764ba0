//! Tests that the order of entries in a file does not matter.

use hallway::import::{Imported, Options, Source};
use serde_json::Value;

use super::{fixture, imported, written};

fn options() -> Options {
    Options { id: Some("c".to_owned()), zone: Some("Europe/Berlin".to_owned()), ..Options::default() }
}

/// Compares the import of a fixture with that of the same fixture in another order.
fn expect_the_same(name: &str, reordered: &dyn Fn(&str) -> String) {
    let file = fixture(name);
    let text = String::from_utf8(file.bytes.clone()).expect("fixtures are UTF-8");
    let other = reordered(&text);
    assert_ne!(text, other, "`{name}` has something to put in another order");
    let said = |imported: &Imported| (written(imported), imported.report.clone());
    let file_of = |bytes: Vec<u8>| Source { name: name.to_owned(), bytes };
    let (one, other) = (imported(&[file], &options()), imported(&[file_of(other.into_bytes())], &options()));
    assert_eq!(said(&one), said(&other), "`{name}`");
}

/// Reverses the order of adjacent parts from `begin` to `end`; parts are adjacent if there is only space between them.
fn parts_reversed(text: &str, begin: &str, end: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find(begin) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let mut parts = Vec::new();
        while rest.trim_start().starts_with(begin) {
            let length = rest.find(end).map_or(rest.len(), |at| at + end.len());
            parts.push(&rest[..length]);
            rest = &rest[length..];
        }
        out.extend(parts.into_iter().rev().flat_map(|part| [part.trim_start(), "\r\n"]));
        rest = rest.trim_start();
    }
    out + rest
}

#[test]
fn the_order_of_sessions_in_frab_xml_does_not_matter() {
    for name in ["frab-xml-pretalx.xml", "frab-xml-osem.xml", "frab-xml-fosdem-old.xml", "frab-xml-hub.xml"] {
        expect_the_same(name, &|text| parts_reversed(text, "<event", "</event>"));
    }
}

#[test]
fn the_order_of_days_in_frab_xml_does_not_matter() {
    // Only the days are reversed here.
    for name in ["frab-xml-pretalx.xml", "frab-xml-wafer.xml", "frab-xml-fosdem-old.xml"] {
        expect_the_same(name, &|text| {
            parts_reversed(text, "<day index", "</day>").replace("\r\n", "\n") + "\n"
        });
    }
}

#[test]
fn the_order_of_events_in_calendars_does_not_matter() {
    for name in ["ical-sched.ics", "ical-pretalx.ics", "ical-fosdem.ics", "ical-handmade.ics"] {
        expect_the_same(name, &|text| parts_reversed(text, "BEGIN:VEVENT", "END:VEVENT"));
    }
}

#[test]
fn the_order_of_sessions_and_people_in_json_does_not_matter() {
    let day = "/schedule/conference/days/1/rooms/Workshop";
    for (name, lists) in [
        ("widget-old.json", vec!["/talks", "/speakers"]),
        ("widget-new.json", vec!["/talks"]),
        ("sessionize-all.json", vec!["/sessions", "/speakers"]),
        ("sessionize-sessions-utc.json", vec!["", "/0/sessions"]),
        ("sessionize-gridsmart.json", vec![""]),
        // Reading the value sorts the keys of objects, and rooms are keys; in this file they are sorted.
        ("schedule-json-merged.json", vec![day, "/schedule/conference/days"]),
    ] {
        expect_the_same(name, &|text| {
            let text = text.trim_start_matches('\u{feff}');
            let mut value: Value = serde_json::from_str(text).expect("fixtures are JSON");
            for list in &lists {
                value.pointer_mut(list).and_then(Value::as_array_mut).expect("it is a list").reverse();
            }
            value.to_string()
        });
    }
}
