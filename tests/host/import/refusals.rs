//! Tests with files that are not schedules: one sentence says what the file is and what to do, the command exits with
//! 2, and nothing is written.

use std::fs;
use std::path::PathBuf;

use crate::{Run, hallway};

/// An empty, separate folder for the test.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("import").join("refusals").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder for tests can be written to");
    folder
}

fn import(test: &str, name: &str, bytes: &[u8]) -> Run {
    let folder = folder(test);
    fs::write(folder.join(name), bytes).expect("the folder for tests can be written to");
    let output =
        hallway(&["import", name, "--id", "c", "--zone", "Europe/Berlin"]).current_dir(&folder).output();
    assert!(!folder.join("conference.json").exists(), "nothing is written");
    output.expect("the host command starts").into()
}

#[test]
fn a_file_that_is_not_a_schedule_is_refused_in_one_sentence() {
    let utf_16: Vec<u8> = "\u{feff}{\"schedule\": {}}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let deep = "[".repeat(10_000);
    let deep_xml = "<a>".repeat(10_000);
    let cases: &[(&str, &str, &[u8], &str)] = &[
        ("empty", "schedule.xml", b"", "`schedule.xml` is empty; export it again"),
        ("blank", "schedule.json", b"\xef\xbb\xbf \n", "`schedule.json` is empty; export it again"),
        ("atom", "feed.xml", b"<?xml version='1.0'?>\n<!-- x -->\n<feed xmlns='http://www.w3.org/2005/Atom'></feed>",
         "`feed.xml` is an Atom feed of changes, not a schedule; take pretalx's `schedule/export/schedule.xml` or `schedule.json`"),
        ("html", "schedule.html", b"<!DOCTYPE html><html><body>Programme</body></html>",
         "`schedule.html` is a web page (HTML), not a schedule; look on that page for an export as JSON, XML or iCalendar"),
        ("sessionize-html", "all.json", b"<div class=\"sz-sessions\"><h3 data-sessionid=\"1\">A</h3></div>",
         "`all.json` is Sessionize's HTML for web pages; in Sessionize, under API/Embed, make an endpoint whose format is \
          JSON, and save its `All` view"),
        ("sessionize-js", "all.json", b"(function(){var s=document.createElement('div');s.innerHTML='sessionize';})()",
         "`all.json` is Sessionize's script for web pages; in Sessionize, under API/Embed, make an endpoint whose format is \
          JSON, and save its `All` view"),
        ("cut-xml", "schedule.xml", b"<schedule><conference><title>A</title></conference><day><room name='x'><event id='1'><title>Cut",
         "`schedule.xml` ends in the middle, inside `<title>`: it was not copied or downloaded completely; get it again"),
        ("cut-json", "schedule.json", b"{\"schedule\": {\"conference\": {\"title\": \"A",
         "`schedule.json` ends in the middle: it was not copied or downloaded completely; get it again"),
        ("cut-ics", "all.ics", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:A",
         "`all.ics` ends in the middle: it was not copied or downloaded completely; get it again"),
        ("utf-16", "schedule.json", &utf_16, "`schedule.json` is encoded in UTF-16; save it as UTF-8"),
        ("latin-1", "schedule.xml", b"<schedule><title>\xfcber</title></schedule>",
         "`schedule.xml` is not encoded in UTF-8 (perhaps in Latin-1 or Windows-1252); save it as UTF-8"),
        ("entities", "schedule.xml", b"<!DOCTYPE s [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><schedule>&b;</schedule>",
         "`schedule.xml` defines XML entities of its own, which is not supported because they can expand without limit; export it again without them"),
        ("deep-xml", "schedule.xml", deep_xml.as_bytes(),
         "`schedule.xml` has elements nested more than 100 deep, which no schedule has; export it again"),
        ("zip", "schedule.zip", b"PK\x03\x04abc",
         "`schedule.zip` is a ZIP file; unpack it and import the schedule file inside"),
        ("excel", "schedule.xlsx", b"PK\x03\x04\x14[Content_Types].xml\x00xl/workbook.xml",
         "`schedule.xlsx` is an Excel workbook, which cannot be imported; export the schedule as JSON, XML or iCalendar"),
        ("old-excel", "schedule.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00",
         "`schedule.xls` is an old Excel workbook (XLS) or another office document, which cannot be imported; export the \
          schedule as JSON, XML or iCalendar"),
        ("excel-xml", "schedule.xml", b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook></Workbook>",
         "`schedule.xml` is an Excel workbook, which cannot be imported; export the schedule as JSON, XML or iCalendar"),
        ("csv", "sessions.csv", b"Title,Room,Start\nA,B,C\n",
         "`sessions.csv` is a table (CSV), which cannot be imported; export the schedule as JSON, XML or iCalendar"),
        ("csv-of-windows", "sessions.csv", b"Titel;Raum\r\n\xdcber Eulen;Gro\xdfer Saal\r\n",
         "`sessions.csv` is a table (CSV), which cannot be imported; export the schedule as JSON, XML or iCalendar"),
        ("hall", "talks.json", br#"{ "name": "Tern Days", "formats": [], "talks": [{ "id": "t", "title": "Nests", "state": "confirmed", "speakers": ["u"] }],
                                     "speakers": [{ "uid": "u", "displayName": "Ada Adler" }] }"#,
         "`talks.json` seems to be an export of Conference Hall, whose talks have neither times nor rooms; export the \
          published schedule as frab JSON or XML, or as iCalendar"),
        ("days-of-events", "days.json", br#"{ "days": { "2027-05-01": { "rooms": ["North", "South"],
                                            "events": [{ "event_type": "session", "title": "Nests", "rooms": ["North"], "start": "2027-05-01T09:00:00+02:00" }] } } }"#,
         "`days.json` seems to be the JSON of a conference's web page (its days list `rooms` by name and `events` beside \
          them, as EuroPython's API does); take the schedule of the planning tool instead, like pretalx's \
          `schedule/export/schedule.json`"),
        ("talks-without-codes", "talks.json", br#"{ "talks": [{ "title": "Nests", "start": "2027-05-01T09:00:00+02:00" }], "rooms": [] }"#,
         "`talks.json` is JSON (with `talks`, `rooms`), which is none of the formats that can be imported (Sessionize JSON, \
          frab/pretalx schedule JSON, frab/pretalx schedule XML, iCalendar, pretalx widget JSON)"),
        ("like-sessionize", "all.json", br#"{ "sessions": [{ "name": "Nests", "begin": "10:00" }], "speakers": [], "categories": [] }"#,
         "`all.json` is JSON (with `sessions`, `speakers`, `categories`), which is none of the formats that can be imported \
          (Sessionize JSON, frab/pretalx schedule JSON, frab/pretalx schedule XML, iCalendar, pretalx widget JSON)"),
        ("like-sessionize-by-day", "sessions.json", br#"[{ "groupName": "All", "sessions": [{ "id": "1", "title": "Nests", "startTime": "10:00" }] }]"#,
         "`sessions.json` is JSON (a list of things with `groupName`, `sessions`), which is none of the formats that can be \
          imported (Sessionize JSON, frab/pretalx schedule JSON, frab/pretalx schedule XML, iCalendar, pretalx widget JSON)"),
        ("like-a-grid", "grid.json", br#"[{ "date": "2027-05-01", "rooms": [{ "sessions": [{ "title": "Nests", "begin": "10:00" }] }] }]"#,
         "`grid.json` is JSON (a list of things with `date`, `rooms`), which is none of the formats that can be imported \
          (Sessionize JSON, frab/pretalx schedule JSON, frab/pretalx schedule XML, iCalendar, pretalx widget JSON)"),
        ("like-the-widget", "talks.json", br#"{ "talks": [{ "code": "ABCDEF", "title": "Nests" }], "rooms": ["North"] }"#,
         "`talks.json` is JSON (with `talks`, `rooms`), which is none of the formats that can be imported (Sessionize JSON, \
          frab/pretalx schedule JSON, frab/pretalx schedule XML, iCalendar, pretalx widget JSON)"),
        ("like-frab", "days.json", br#"{ "schedule": { "conference": { "title": "C" }, "days": [{ "rooms": { "North": [{ "title": "Nests", "time": "10:00" }] } }] } }"#,
         "`days.json` resembles frab's schedule JSON, but its sessions have none of that format's fields (`date`, `start`, \
          `duration`, `guid`); they have `title`, `time`. Take the schedule of the planning tool instead"),
        ("like-frab-in-lists", "days.json", br#"{ "days": [{ "rooms": [{ "name": "North", "talks": [{ "title": "Nests", "startsAt": "10:00" }] }], "events": [] }] }"#,
         "`days.json` resembles frab's schedule JSON, but its sessions have none of that format's fields (`date`, `start`, \
          `duration`, `guid`); they have `title`, `startsAt`. Take the schedule of the planning tool instead"),
        ("list", "list.json", br#"[{ "name": "Nests", "when": "10:00" }]"#,
         "`list.json` is JSON (a list of things with `name`, `when`), which is none of the formats that can be imported \
          (Sessionize JSON, frab/pretalx schedule JSON, frab/pretalx schedule XML, iCalendar, pretalx widget JSON)"),
        ("other-xml", "nodes.xml", b"<nodes><node/></nodes>",
         "`nodes.xml` is XML with `<nodes>` where a schedule has `<schedule>`; export the schedule as frab XML (`schedule.xml`)"),
        ("ours", "conference.in.json", br#"{ "id": "c", "name": "C", "language": "en", "sessions": [] }"#,
         "`conference.in.json` is already a conference file of Hallway; use `hallway check` to check it"),
        ("nothing", "schedule.json", br#"{ "schedule": { "conference": { "title": "A", "days": [] } } }"#,
         "the files have no session that can be shown; export the schedule again"),
    ];
    for (test, name, bytes, sentence) in cases {
        let run = import(test, name, bytes);
        assert_eq!(
            run,
            Run { exit: Some(2), stdout: String::new(), stderr: format!("hallway: {sentence}\n") },
            "{test}"
        );
    }
    let run = import("deep-json", "schedule.json", deep.as_bytes());
    assert_eq!(run.exit, Some(2), "{run:?}");
}

#[test]
fn a_file_that_is_too_big_is_not_even_read() {
    let folder = folder("big");
    let file = fs::File::create(folder.join("schedule.xml")).expect("the folder for tests can be written to");
    // A sparse file: 200 MB that need no space on the disk.
    file.set_len(200_000_000).expect("the file system has holes");
    let started = std::time::Instant::now();
    let output = hallway(&["import", "schedule.xml"]).current_dir(&folder).output();
    let run: Run = output.expect("the host command starts").into();
    let sentence = "hallway: `schedule.xml` has 200 MB, and no schedule has more than 50; name the file of the schedule itself\n";
    assert_eq!(run, Run { exit: Some(2), stdout: String::new(), stderr: sentence.to_owned() });
    assert!(started.elapsed().as_millis() < 1500, "it took {:?}", started.elapsed());
}

#[test]
fn a_byte_order_mark_of_utf_8_is_accepted() {
    let folder = folder("mark");
    let file = "\u{feff}{ \"schedule\": { \"conference\": { \"title\": \"A\", \"days\": [ { \"rooms\": { \"R\": [ { \"title\": \"T\", \"date\": null } ] } } ] } } }";
    fs::write(folder.join("a.json"), file).expect("the folder for tests can be written to");
    let output = hallway(&["import", "a.json"]).current_dir(&folder).output();
    let run: Run = output.expect("the host command starts").into();
    assert_eq!(run.exit, Some(0), "{run:?}");
}
