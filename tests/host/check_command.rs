//! Tests of `hallway check` as an organiser runs it: its output and exit code.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use crate::{Run, hallway, in_repository, run};

/// A separate folder for a test.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("check_command").join(test);
    fs::create_dir_all(&folder).expect("the folder for tests can be written to");
    folder
}

/// Runs `check` on a text, in a separate folder for the test.
fn check(test: &str, text: &str) -> Run {
    let folder = folder(test);
    fs::write(folder.join("conference.json"), text).expect("the folder for tests can be written to");
    let output = hallway(&["check", "conference.json"]).current_dir(&folder).output();
    output.expect("the host command starts").into()
}

#[test]
fn a_correct_file_is_summarised() {
    let run = run(&["check", "tests/conferences/every-field.json"]);
    let stdout = "\
The Everything Conference: no problem
days         2
sessions    14
breaks       1
speakers    10
hosts        2
photos       3
rooms        4
topics       5
formats      3
";
    assert_eq!(run, Run { exit: Some(0), stdout: stdout.to_owned(), stderr: String::new() });
}

#[test]
fn all_problems_are_printed_sorted_in_one_run() {
    let run = check(
        "every_problem",
        r#"{
          "id": "conf", "name": "Conf", "language": "en",
          "sessions": [
            { "id": "two", "title": "Two", "room": "attic" },
            { "id": "one", "title": "One", "speakers": ["eve"] }
          ],
          "speakers": [{ "id": "ada", "name": "Ada", "photo": "photos/ada.jpg" }]
        }"#,
    );
    let stdout = "\
conference.json: session `one`: its speaker `eve` is not among `speakers`; add it there, or correct the id
conference.json: session `two`: its room `attic` is not among `rooms`; add it there, or correct the id
conference.json: speaker `ada`: its `photo` is `photos/ada.jpg`, but there is no such file beside the conference file; \
put the file there, or correct the path
problems: 3
";
    assert_eq!(run, Run { exit: Some(1), stdout: stdout.to_owned(), stderr: String::new() });
}

#[test]
fn an_offset_of_the_wrong_season_is_a_problem() {
    let conference = |start: &str| {
        format!(
            r#"{{ "id": "conf", "name": "Conf", "language": "en", "zone": "Europe/Berlin",
                  "sessions": [{{ "id": "one", "title": "One", "start": "{start}" }}] }}"#
        )
    };
    let winter = check("winter", &conference("2027-03-27T09:00:00+01:00"));
    assert_eq!(winter.exit, Some(0), "{winter:?}");
    let summer = check("summer", &conference("2027-03-28T09:00:00+01:00"));
    assert_eq!(summer.exit, Some(1), "{summer:?}");
    assert!(summer.stdout.contains("write `2027-03-28T09:00:00+02:00`"), "{summer:?}");
}

#[test]
fn a_zone_that_is_not_in_the_database_is_a_problem() {
    let run = check(
        "unknown_zone",
        r#"{ "id": "conf", "name": "Conf", "language": "en", "zone": "Europe/Atlantis",
             "sessions": [{ "id": "one", "title": "One" }] }"#,
    );
    assert_eq!(run.exit, Some(1), "{run:?}");
    assert!(run.stdout.contains("its `zone` is `Europe/Atlantis`"), "{run:?}");
}

#[test]
fn all_mistakes_of_form_are_reported_at_once_with_their_positions_and_with_the_other_problems() {
    let run = check(
        "form",
        r#"{
  "id": "conf", "name": "Conf", "language": "en", "zone": "Europe/Berlin", "colour": "red",
  "hosts": { "id": "hall" },
  "walks": [{ "between": ["hall"], "minutes": 300 }],
  "links": [{ "label": "Imprint" }],
  "sessions": [
    { "id": "one", "titel": "One", "start": "05.03.2027 09:30", "end": "2027-03-05T10:00:00+01:00" },
    { "id": "two", "title": 2, "speakers": ["eve"], "cancelled": "no", "end": null },
    { "title": "Three", "abstract": { "text": [{ "table": [] }, { "paragraph": [{ "text": 4 }] }] } },
    [],
    { "id": "five", "title": "Five", "title": "Fünf", "abstract": { "text": true } }
  ]
}"#,
    );
    let stdout = "\
conference.json:2:76: colour: there is no field `colour`; write one of `$schema`, `address`, `breaks`, `day_change`, \
`hosts`, `id`, `language`, `line`, `links`, `name`, `rooms`, `sessions`, `speakers`, `tracks`, `venue`, `walks`, `zone`, \
or remove it
conference.json:3:12: hosts: expected a list in `[ … ]`, found fields in `{ … }`
conference.json:4:26: walks[0].between: expected 2 items, found 1
conference.json:4:47: walks[0].minutes: expected a whole number from 0 to 255, found `300`
conference.json:5:13: links[0].address: the field `address` is missing; add it
conference.json:7:20: sessions[0].titel: there is no field `titel`; write `title`, or remove it
conference.json:7:45: sessions[0].start: expected a time with its offset from UTC, \
like `2027-03-05T09:30:00+01:00`, found `05.03.2027 09:30`
conference.json:8:29: sessions[1].title: expected words in double quotes, found `2`
conference.json:8:66: sessions[1].cancelled: expected `true` or `false`, found `\"no\"`
conference.json:9:5: sessions[2].id: the field `id` is missing; add it
conference.json:9:48: sessions[2].abstract.text[0]: expected `{ … }` with one of `paragraph`, `heading`, `list`, \
`numbered-list`, `quote`, `code`, found fields in `{ … }`
conference.json:9:91: sessions[2].abstract.text[1].paragraph[0].text: expected words in double quotes, found `4`
conference.json:10:5: sessions[3]: expected fields in `{ … }`, found a list in `[ … ]`
conference.json:11:38: sessions[4].title: the field `title` is given twice; keep one
conference.json:11:77: sessions[4].abstract.text: expected words in double quotes or a list in `[ … ]`, found `true`
conference.json: session `two`: its speaker `eve` is not among `speakers`; add it there, or correct the id
problems: 16
";
    assert_eq!(run, Run { exit: Some(1), stdout: stdout.to_owned(), stderr: String::new() });
}

#[test]
fn consequences_of_a_mistake_of_form_are_not_reported() {
    let run = check(
        "follows",
        r#"{ "id": "conf", "name": "Conf", "language": "en", "speakers": [{ "name": "Ada" }],
             "sessions": [{ "id": "one", "title": "One", "speakers": ["ada"] }] }"#,
    );
    let stdout = "conference.json:1:64: speakers[0].id: the field `id` is missing; add it\nproblems: 1\n";
    assert_eq!(run, Run { exit: Some(1), stdout: stdout.to_owned(), stderr: String::new() });
    let run = check(
        "follows_rooms",
        r#"{ "id": "conf", "name": "Conf", "language": "en", "rooms": "hall",
             "sessions": [{ "id": "one", "title": "One", "room": "hall" }] }"#,
    );
    assert!(run.stdout.ends_with("`\"hall\"`\nproblems: 1\n"), "{run:?}");
}

#[test]
fn slips_of_syntax_are_reported_at_once_with_the_mistakes_after_them() {
    let run = check(
        "slips",
        "{ // no comments
  \"id\": \"conf\", \"name\": \"Conf\" /* nor
  these */, \"language\": \"en\"
  \"sessions\": [
    { \"id\": \"one\", \"title\": \"One\", }
    { \"id\": \"two\", \"title\": \"Two
      lines\", \"room\": 7 },
  ]
}",
    );
    let stdout = "\
conference.json:1:3: JSON has no comments; remove this one
conference.json:2:32: JSON has no comments; remove this one
conference.json:4:3: a comma is missing before this; add it
conference.json:5:34: there is a comma after the last item; remove it
conference.json:6:5: a comma is missing before this; add it
conference.json:6:33: a line break or a tab stands inside quotes; write `\\n` or `\\t` in its place
conference.json:7:23: sessions[1].room: expected words in double quotes, found `7`
conference.json:7:26: there is a comma after the last item; remove it
problems: 8
";
    assert_eq!(run, Run { exit: Some(1), stdout: stdout.to_owned(), stderr: String::new() });
}

#[test]
fn broken_json_is_reported_in_plain_words() {
    for (test, text, line) in [
        (
            "empty",
            "",
            "1:1: the file is empty; write a conference into it, or make one with `hallway import`",
        ),
        (
            "blank",
            "\n \n",
            "1:1: the file is empty; write a conference into it, or make one with `hallway import`",
        ),
        (
            "prose",
            "Dear all,\nwelcome.",
            "1:1: this is not JSON, in which conferences are written from `{` to `}`; ",
        ),
        (
            "open",
            "{ \"id\": \"conf\"",
            "1:14: the file ends too early; close what is open: write `}` at its end",
        ),
        ("quotes", "{ \"id\": \"con", "1:13: the closing `\"` is missing here; add it"),
        ("name", "{ id: \"a\" }", "1:3: the name of a field needs double quotes; write `\"id\"`"),
        ("word", "{ \"id\": conf }", "1:9: words need double quotes; write `\"conf\"`"),
        (
            "within",
            "{ \"id\": \"a \"b\" c\" }",
            "1:12: a quote stands inside quotes; write `\\\"` in its place",
        ),
        (
            "escape",
            "{ \"id\": \"a\\x\" }",
            "1:11: `\\x` has no meaning in JSON; write `\\\\` for a backslash",
        ),
        ("two", "{}\n{}", "2:1: something stands after the end of the conference; remove it"),
        ("number", "{ \"id\": 01 }", "1:9: JSON does not write numbers like this; write `1`"),
        ("deep", &"[".repeat(200), "1:128: lists are nested too deeply; make the text simpler"),
    ] {
        let run = check(test, text);
        assert_eq!((run.exit, run.stderr.as_str()), (Some(1), ""), "{run:?}");
        let line = format!("conference.json:{line}");
        assert!(run.stdout.lines().any(|found| found.starts_with(&line)), "{test}: {}", run.stdout);
    }
}

#[test]
fn the_export_of_a_planning_tool_is_not_taken_for_a_conference() {
    for (test, text, what) in [
        (
            "xml",
            "<?xml version='1.0'?><schedule/>",
            "this is XML or HTML, not a conference; if it is the export",
        ),
        ("calendar", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "this is a calendar, not a conference; "),
        (
            "frab",
            r#"{ "schedule": { "conference": {} } }"#,
            "this seems to be the export of a planning tool, ",
        ),
        (
            "widget",
            r#"{ "talks": [], "speakers": [], "rooms": [] }"#,
            "this seems to be the export of a planning tool, ",
        ),
        (
            "sessionize",
            r#"[{ "groupName": "All", "sessions": [] }]"#,
            "this seems to be the export of a planning tool, ",
        ),
    ] {
        let run = check(test, text);
        assert_eq!((run.exit, run.stderr.as_str()), (Some(1), ""), "{run:?}");
        assert!(run.stdout.starts_with(&format!("conference.json:1:1: {what}")), "{}", run.stdout);
        assert!(
            run.stdout.ends_with("with `hallway import conference.json`\nproblems: 1\n"),
            "{}",
            run.stdout
        );
    }
    for export in
        fs::read_dir(in_repository("tests/host/import/fixtures")).expect("they are in the repository")
    {
        let path = export.expect("they are in the repository").path();
        if path.is_file() {
            let run = run(&["check", &path.display().to_string()]);
            assert!(run.stdout.contains(" not a conference; "), "{run:?}");
            assert!(run.stdout.ends_with("`\nproblems: 1\n"), "{run:?}");
        }
    }
}

#[test]
fn a_file_in_another_encoding_or_of_another_kind_is_named_with_what_to_do() {
    let conference = "{\n\"id\": \"conf\",\n\"name\": \"Köln\" }";
    let utf_16 = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| {
        mark.iter().copied().chain(conference.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
    };
    let latin_1 =
        conference.chars().map(|letter| u8::try_from(u32::from(letter)).expect("it is in Latin-1")).collect();
    let in_utf_16 = "is encoded in UTF-16; save it as UTF-8";
    for (name, bytes, what) in [
        ("le.json", utf_16(b"\xff\xfe", u16::to_le_bytes), in_utf_16),
        ("be.json", utf_16(b"\xfe\xff", u16::to_be_bytes), in_utf_16),
        ("unmarked.json", utf_16(b"", u16::to_le_bytes), in_utf_16),
        (
            "latin.json",
            latin_1,
            "is not encoded in UTF-8 (perhaps in Latin-1 or Windows-1252; see line 3); save it as UTF-8",
        ),
        (
            "schedule.pdf",
            b"%PDF-1.7 \xff".to_vec(),
            "is a file of the kind PDF and not a text; name the conference file, which is JSON in UTF-8",
        ),
    ] {
        let file = folder("encodings").join(name);
        fs::write(&file, bytes).expect("the folder for tests can be written to");
        let run = run(&["check", &file.display().to_string()]);
        let stderr = format!("hallway: `{}` {what}\n", file.display());
        assert_eq!(run, Run { exit: Some(2), stdout: String::new(), stderr });
    }
}

#[test]
fn a_byte_order_mark_is_ignored() {
    let text = "\u{feff}{ \"id\": \"conf\", \"name\": \"Conf\", \"language\": \"en\", \"sessions\": [{ \"id\": \"one\", \"title\": \"One\" }] }";
    assert_eq!(check("mark", text).exit, Some(0));
    let wrong = check("mark_wrong", &text.replace("\"title\"", "\"titel\""));
    assert!(wrong.stdout.starts_with("conference.json:1:79: sessions[0].titel: "), "{wrong:?}");
}

#[test]
fn for_a_time_in_utc_the_advice_is_the_same_instant_in_local_time() {
    let run = check(
        "instant",
        r#"{ "id": "conf", "name": "Conf", "language": "en", "zone": "Europe/Berlin",
             "sessions": [{ "id": "one", "title": "One", "start": "2027-03-29T07:00:00Z" }] }"#,
    );
    let advice =
        "write `2027-03-29T09:00:00+02:00`, or `2027-03-29T07:00:00+02:00` if the local time is 07:00";
    assert_eq!(run.exit, Some(1), "{run:?}");
    assert!(run.stdout.contains(advice), "{run:?}");
}

#[test]
fn a_likely_slip_is_a_warning_and_does_not_fail_the_check() {
    let run = check(
        "warnings",
        r#"{ "id": "conf", "name": "Conf", "language": "en", "zone": "Europe/Berlin",
             "rooms": [{ "id": "hall", "name": "Hall" }, { "id": "nook", "name": "Nook" }],
             "speakers": [{ "id": "ada", "name": "Ada" }],
             "breaks": [{ "title": "Lunch", "start": "2028-03-05T12:00:00+01:00" }],
             "sessions": [
               { "id": "a", "title": "A", "room": "hall", "speakers": ["ada"],
                 "start": "2027-03-05T09:00:00+01:00", "end": "2027-03-05T10:00:00+01:00" },
               { "id": "b", "title": "B", "room": "hall",
                 "start": "2027-03-05T09:59:00+01:00", "end": "2027-03-05T11:00:00+01:00" },
               { "id": "c", "title": "C", "room": "nook", "speakers": ["ada"], "start": "2027-03-05T08:15:00+01:00" },
               { "id": "d", "title": "D", "room": "hall", "speakers": ["ada"], "cancelled": true,
                 "start": "2027-03-05T09:00:00+01:00", "end": "2027-03-05T10:00:00+01:00" },
               { "id": "e", "title": "E", "room": "hall", "start": "2027-03-05T11:00:00+01:00" },
               { "id": "f", "title": "F", "start": "2026-03-05T11:00:00+01:00" }
             ] }"#,
    );
    let start = "\
conference.json: warning: break `Lunch`: `2028-03-05T12:00:00+01:00` is far from the other sessions, \
around 2027-03-05; correct the date
conference.json: warning: session `a`: is in room `hall` at the same time as session `b`; \
correct the room or the time of one
conference.json: warning: session `c`: has speaker `ada` at the same time as session `a`; \
correct the speakers or the time of one
conference.json: warning: session `f`: `2026-03-05T11:00:00+01:00` is far from the other sessions, \
around 2027-03-05; correct the date
Conf: no problem
";
    assert_eq!(run.exit, Some(0), "{run:?}");
    assert!(run.stdout.starts_with(start), "{}", run.stdout);
}

#[test]
fn a_file_that_cannot_be_read_makes_the_command_fail() {
    let run = run(&["check", "no/such/conference.json"]);
    assert_eq!((run.exit, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    let stderr = "hallway: there is no file `no/such/conference.json`; correct the path, or make the file with `hallway \
                  import`\n";
    assert_eq!(run.stderr, stderr);
    let run = crate::run(&["check", "tests/conferences"]);
    assert_eq!((run.exit, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    assert_eq!(run.stderr, "hallway: `tests/conferences` is a folder; name the conference file in it\n");
}

#[test]
fn a_closed_pipe_ends_the_command_quietly() {
    let (reader, writer) = std::io::pipe().expect("the system has pipes");
    drop(reader);
    let command = hallway(&["schema"]).stdout(writer).stderr(Stdio::piped()).spawn();
    let run = Run::from(command.and_then(|child| child.wait_with_output()).expect("the host command starts"));
    assert_eq!(run, Run { exit: Some(0), stdout: String::new(), stderr: String::new() });
}
