//! Tests with damaged files: an import never panics, its result never has problems, and no session is lost without a
//! line in the report.
//!
//! The rule of this file: normal runs test a few cases. `HALLWAY_MUTATIONS=100000 cargo test --release --test host
//! mutated` tests that many of each format; failures become fixtures.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

use hallway::data;
use hallway::domain::conference::Conference;
use hallway::import::{Imported, Options, Source, import};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::{fixture, imported, now, recorded, unrecorded};
use crate::in_repository;

/// The biggest fixture that is damaged.
const BIGGEST: usize = 20_000;

/// A way to damage a file.
#[derive(Clone, Debug)]
enum Damage {
    /// A byte is replaced.
    Byte(usize, u8),
    /// A part is removed.
    Gone(usize, usize),
    /// A part is duplicated.
    Twice(usize, usize),
    /// Two parts are swapped.
    Swapped(usize, usize, usize),
    /// A string with a special meaning in a format is inserted.
    Put(usize, &'static str),
    /// A number is replaced.
    Number(usize, &'static str),
    /// A value (a text in JSON, the words of an element or of a line of a calendar) is replaced; the file stays
    /// well-formed.
    Value(usize, &'static str),
    /// Two values are swapped.
    Values(usize, usize),
    /// The rest of the file is removed.
    Cut(usize),
}

const TROUBLE: [&str; 26] = [
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    "<",
    ">",
    "</event>",
    "<event>",
    "&amp;",
    "&",
    "&#0;",
    "&#x110000;",
    "\u{0}",
    "\u{202e}",
    "\u{fffd}",
    "null",
    "true",
    "-1",
    "1e308",
    "\r\n ",
    "\r\nBEGIN:VEVENT\r\n",
    "\r\nDTSTART:99999999T999999Z\r\n",
    "+99:99",
    "אב́",
];

const NUMBERS: [&str; 10] = [
    "0",
    "-1",
    "9999999999999999999999",
    "00",
    "1e9",
    "24:00",
    "2027-02-30",
    "9999-12-31T23:59:59+23:59",
    "0000-01-01T00:00:00Z",
    "",
];

const VALUES: [&str; 30] = [
    "",
    " ",
    "0",
    "-1",
    "x",
    "99999999999999999999",
    "2027-03-28T02:30:00",
    "2027-03-28T02:30:00+01:00",
    "20270328T023000Z",
    "9999-12-31T23:59:59Z",
    "-009999-01-02T01:59:59Z",
    "1969-12-31T23:59:59Z",
    "2027-13-45",
    "24:00",
    "-24:00",
    "00:00",
    "876000:00",
    "P1Y",
    "PT-1H",
    "Europe/Atlantis",
    "UTC",
    "AAAAA1",
    "11111111-aaaa-5bbb-8ccc-000000000001",
    "https://",
    "mailto:",
    "javascript:x",
    "אולם 👩‍💻",
    "\u{feff}\u{200f}",
    "en, de; Klingon",
    "**[a](b \\",
];

fn damage() -> impl Strategy<Value = Damage> {
    let at = || any::<usize>();
    // Most kinds of damage leave the file readable, so that not only the parsers are tested.
    prop_oneof![
        24 => (at(), prop::sample::select(&VALUES[..])).prop_map(|(at, what)| Damage::Value(at, what)),
        8 => (at(), at()).prop_map(|(at, other)| Damage::Values(at, other)),
        1 => (at(), any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        1 => (at(), 0..200_usize).prop_map(|(at, length)| Damage::Gone(at, length)),
        1 => (at(), 0..2000_usize).prop_map(|(at, length)| Damage::Twice(at, length)),
        1 => (at(), at(), 0..200_usize).prop_map(|(at, other, length)| Damage::Swapped(at, other, length)),
        1 => (at(), prop::sample::select(&TROUBLE[..])).prop_map(|(at, what)| Damage::Put(at, what)),
        4 => (at(), prop::sample::select(&NUMBERS[..])).prop_map(|(at, what)| Damage::Number(at, what)),
        1 => at().prop_map(Damage::Cut),
    ]
}

/// The next value from this position on.
fn value_at(bytes: &[u8], from: usize) -> Option<Range<usize>> {
    let (begin, end): (&[u8], &[u8]) = match bytes.first()? {
        b'{' | b'[' => (b": \"", b"\""),
        b'<' => (b">", b"<"),
        _ => (b":", b"\r\n"),
    };
    let find = |from: usize, what: &[u8]| {
        let rest = bytes.get(from..)?;
        rest.windows(what.len()).position(|window| window == what).map(|after| from + after)
    };
    let start = find(from, begin)? + begin.len();
    let end = find(start, end)?;
    Some(start..end)
}

fn damaged(mut bytes: Vec<u8>, damages: &[Damage]) -> Vec<u8> {
    for damage in damages {
        let within = |at: usize| at % bytes.len().max(1);
        let part = |at: usize, length: usize| {
            let from = within(at).min(bytes.len());
            from..(from + length).min(bytes.len())
        };
        match *damage {
            Damage::Byte(at, byte) => {
                let at = within(at);
                if let Some(place) = bytes.get_mut(at) {
                    *place = byte;
                }
            }
            Damage::Gone(at, length) => {
                let part = part(at, length);
                bytes.drain(part);
            }
            Damage::Twice(at, length) => {
                let part = part(at, length);
                let copy = bytes[part.clone()].to_vec();
                bytes.splice(part.end..part.end, copy);
            }
            Damage::Swapped(at, other, length) => {
                let (one, other) = (part(at, length), part(other, length));
                let (one, other) = if one.start <= other.start { (one, other) } else { (other, one) };
                if one.end <= other.start {
                    let (first, second) = (bytes[one.clone()].to_vec(), bytes[other.clone()].to_vec());
                    bytes.splice(other, first);
                    bytes.splice(one, second);
                }
            }
            Damage::Put(at, what) => {
                let at = within(at);
                bytes.splice(at..at, what.bytes());
            }
            Damage::Number(at, what) => {
                let from = within(at);
                let digit = bytes[from..].iter().position(u8::is_ascii_digit).map(|after| from + after);
                if let Some(start) = digit {
                    let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                    bytes.splice(start..start + length, what.bytes());
                }
            }
            Damage::Value(at, what) => {
                if let Some(value) = value_at(&bytes, within(at)) {
                    bytes.splice(value, what.bytes());
                }
            }
            Damage::Values(at, other) => {
                let values = [value_at(&bytes, within(at)), value_at(&bytes, within(other))];
                if let [Some(one), Some(other)] = values {
                    let (one, other) = if one.start <= other.start { (one, other) } else { (other, one) };
                    if one.end <= other.start {
                        let (first, second) = (bytes[one.clone()].to_vec(), bytes[other.clone()].to_vec());
                        bytes.splice(other, first);
                        bytes.splice(one, second);
                    }
                }
            }
            Damage::Cut(at) => {
                let at = within(at);
                bytes.truncate(at);
            }
        }
    }
    bytes
}

/// Damages these fixtures of one format, and imports them.
fn mutilate(names: &[&str]) {
    let fixtures: Vec<Source> = names.iter().map(|name| fixture(name)).collect();
    for fixture in &fixtures {
        assert!(fixture.bytes.len() <= BIGGEST, "`{}` is too big to be mutilated often", fixture.name);
    }
    let cases = std::env::var("HALLWAY_MUTATIONS").ok().and_then(|cases| cases.parse().ok()).unwrap_or(48);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let options =
        Options { id: Some("c".to_owned()), zone: Some("Europe/Berlin".to_owned()), ..Options::default() };
    let forced = Options { is_forced: true, ..options.clone() };
    let whole = imported(&fixtures[..1], &options).conference;
    let (conferences, refusals) = (Cell::new(0_u64), Cell::new(0_u64));
    let outcome = runner.run(
        &(prop::sample::select(fixtures), prop::collection::vec(damage(), 1..8)),
        |(Source { name, bytes }, damages)| {
            let file = Source { name, bytes: damaged(bytes, &damages) };
            let Ok(spoilt) = import(std::slice::from_ref(&file), &options, None, now()) else {
                refusals.set(refusals.get() + 1);
                return Ok(());
            };
            conferences.set(conferences.get() + 1);
            // Over the conference of the undamaged file.
            let over = import(std::slice::from_ref(&file), &forced, Some(unrecorded(&whole)), now());
            let over = over.map_err(|refused| TestCaseError::fail(refused.0))?;
            let problems = data::problems(&over.conference, &in_repository(""));
            prop_assert!(problems.is_empty(), "{problems:#?}\n{}", String::from_utf8_lossy(&file.bytes));
            let problems = data::problems(&spoilt.conference, &in_repository(""));
            prop_assert!(problems.is_empty(), "{problems:#?}\n{}", String::from_utf8_lossy(&file.bytes));
            // Importing a file over its own result changes nothing.
            let again = import(&[file], &options, Some(recorded(&spoilt)), now());
            prop_assert_eq!(again.map(|again| again.conference), Ok(spoilt.conference));
            Ok(())
        },
    );
    println!("{names:?}: {cases} cases, {} still conferences, {} refused", conferences.get(), refusals.get());
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

// The fixtures of each format.
const FRAB_XML: &[&str] = &[
    "frab-xml-pretalx.xml",
    "frab-xml-osem.xml",
    "frab-xml-wafer.xml",
    "frab-xml-fosdem-old.xml",
    "frab-xml-fosdem.xml",
    "frab-xml-hub.xml",
    "frab-xml-pentabarf.xml",
];
const SCHEDULE_JSON: &[&str] =
    &["schedule-json-pretalx.json", "schedule-json-merged.json", "schedule-json-wrong-nesting.json"];
const SESSIONIZE_JSON: &[&str] = &[
    "sessionize-all.json",
    "sessionize-sessions-utc.json",
    "sessionize-gridsmart.json",
    "sessionize-speakers.json",
];
const CALENDARS: &[&str] = &["ical-sched.ics", "ical-pretalx.ics", "ical-fosdem.ics", "ical-handmade.ics"];
const WIDGET_JSON: &[&str] = &["widget-old.json", "widget-new.json"];

#[test]
fn damaged_frab_xml_is_imported_or_refused() {
    mutilate(FRAB_XML);
}

#[test]
fn damaged_schedule_json_is_imported_or_refused() {
    mutilate(SCHEDULE_JSON);
}

#[test]
fn damaged_sessionize_json_is_imported_or_refused() {
    mutilate(SESSIONIZE_JSON);
}

#[test]
fn damaged_calendars_are_imported_or_refused() {
    mutilate(CALENDARS);
}

#[test]
fn damaged_widget_json_is_imported_or_refused() {
    mutilate(WIDGET_JSON);
}

/// The number of sessions and breaks with each title in a conference.
fn titles(conference: &Conference) -> BTreeMap<&str, usize> {
    let sessions = conference.sessions.iter().map(|session| session.title.as_str());
    let mut titles = BTreeMap::new();
    for title in sessions.chain(conference.breaks.iter().map(|pause| pause.title.as_str())) {
        *titles.entry(title).or_default() += 1;
    }
    titles
}

/// The titles that occur as often in the damaged file as before, but less often in its conference, without an
/// additional line in its report.
fn lost_silently(whole: &Imported, spoilt: &Imported, before: &str, after: &str) -> Vec<String> {
    let found = titles(&spoilt.conference);
    let is_lost = |title: &str, count: usize| {
        let is_in_file =
            before.contains(title) && after.matches(title).count() >= before.matches(title).count();
        let mut new = spoilt.report.lines.iter().filter(|line| !whole.report.lines.contains(line));
        let is_told = new.any(|line| line.about.contains(title) || line.what.contains(title));
        is_in_file && !is_told && found.get(title).copied().unwrap_or_default() < count
    };
    let titles = titles(&whole.conference).into_iter();
    titles.filter(|(title, count)| is_lost(title, *count)).map(|(title, _)| title.to_owned()).collect()
}

/// Removes, repeats and damages each line of these fixtures, one at a time.
fn spoil_each_line(names: &[&str]) {
    let options =
        Options { id: Some("c".to_owned()), zone: Some("Europe/Berlin".to_owned()), ..Options::default() };
    let mut silent = Vec::new();
    for name in names {
        let file = fixture(name);
        let before = String::from_utf8(file.bytes.clone()).expect("fixtures are UTF-8");
        let Ok(whole) = import(std::slice::from_ref(&file), &options, None, now()) else { continue };
        let all: Vec<&str> = before.split_inclusive('\n').collect();
        let digits = |line: &str| line.replace(|letter: char| letter.is_ascii_digit(), "x");
        for (at, line) in all.iter().enumerate() {
            for instead in [String::new(), line.repeat(2), digits(line)] {
                let after = [&all[..at].concat(), instead.as_str(), &all[at + 1..].concat()].concat();
                let file = Source { name: file.name.clone(), bytes: after.clone().into_bytes() };
                let Ok(spoilt) = import(&[file], &options, None, now()) else { continue };
                let lost = lost_silently(&whole, &spoilt, &before, &after);
                if !lost.is_empty() {
                    silent
                        .push(format!("{name}, line {}, {instead:?} instead of {line:?}: {lost:?}", at + 1));
                }
            }
        }
    }
    assert!(silent.is_empty(), "sessions are lost without a line:\n{}", silent.join("\n"));
}

#[test]
fn a_damaged_line_of_frab_xml_loses_no_session_silently() {
    spoil_each_line(FRAB_XML);
}

#[test]
fn a_damaged_line_of_schedule_json_loses_no_session_silently() {
    spoil_each_line(SCHEDULE_JSON);
}

#[test]
fn a_damaged_line_of_sessionize_json_loses_no_session_silently() {
    spoil_each_line(SESSIONIZE_JSON);
}

#[test]
fn a_damaged_line_of_a_calendar_loses_no_session_silently() {
    spoil_each_line(CALENDARS);
}

#[test]
fn a_damaged_line_of_widget_json_loses_no_session_silently() {
    spoil_each_line(WIDGET_JSON);
}

#[test]
fn a_session_that_is_dropped_without_a_line_in_the_report_is_noticed() {
    let file = fixture("frab-xml-pretalx.xml");
    let text = String::from_utf8(file.bytes.clone()).expect("fixtures are UTF-8");
    let whole = imported(&[file], &Options::default());
    let mut spoilt = whole.clone();
    let dropped = spoilt.conference.sessions.remove(0).title;
    assert_eq!(lost_silently(&whole, &spoilt, &text, &text), [dropped]);
}
