//! `hallway check` as an organiser meets it: what it prints, and how it exits.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use crate::{Run, hallway, run};

/// Runs `check` on a text, in a folder of the test's own.
fn check(test: &str, text: &str) -> Run {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("check_command").join(test);
    fs::create_dir_all(&folder).expect("the folder for tests can be written to");
    fs::write(folder.join("conference.json"), text).expect("the folder for tests can be written to");
    let output = hallway(&["check", "conference.json"]).current_dir(&folder).output();
    output.expect("the host command starts").into()
}

#[test]
fn a_good_file_is_summed_up() {
    let run = run(&["check", "tests/conferences/every-field.json"]);
    let stdout = "\
The Everything Conference: no problem
sessions    14
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
fn every_problem_is_printed_sorted_in_one_run() {
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
conference.json: speaker `ada`: its `photo` is `photos/ada.jpg`, but no such file is beside the data; \
put the file there, or correct the path
problems: 3
";
    assert_eq!(run, Run { exit: Some(1), stdout: stdout.to_owned(), stderr: String::new() });
}

#[test]
fn an_hour_lost_to_summer_time_is_a_problem() {
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
fn a_zone_that_the_zone_database_lacks_is_a_problem() {
    let run = check(
        "unknown_zone",
        r#"{ "id": "conf", "name": "Conf", "language": "en", "zone": "Europe/Atlantis",
             "sessions": [{ "id": "one", "title": "One" }] }"#,
    );
    assert_eq!(run.exit, Some(1), "{run:?}");
    assert!(run.stdout.contains("its `zone` is `Europe/Atlantis`"), "{run:?}");
}

#[test]
fn an_unknown_field_is_named_with_its_place() {
    let run = check(
        "unknown_field",
        r#"{
  "id": "conf", "name": "Conf", "language": "en",
  "sessions": [
    { "id": "one", "title": "One" },
    { "id": "two", "titel": "Two" }
  ]
}"#,
    );
    let place =
        "conference.json:5:26: sessions[1].titel: unknown field `titel`, expected one of `id`, `title`";
    assert_eq!((run.exit, run.stderr.as_str()), (Some(1), ""), "{run:?}");
    assert!(run.stdout.starts_with(place), "{run:?}");
}

#[test]
fn a_time_without_its_offset_is_named_with_its_place() {
    let run = check(
        "time",
        r#"{ "id": "conf", "name": "Conf", "language": "en",
             "sessions": [{ "id": "one", "title": "One",
                            "start": "2027-03-05T09:30:00" }] }"#,
    );
    let stdout = "conference.json:3:60: sessions[0].start: expected a time with its offset from UTC, \
                  like `2027-03-05T09:30:00+01:00`, found `2027-03-05T09:30:00`\n";
    assert_eq!(run, Run { exit: Some(1), stdout: stdout.to_owned(), stderr: String::new() });
}

#[test]
fn what_is_not_json_is_named_with_its_place() {
    for (test, text, place) in [
        ("empty", "", "conference.json:1:0: EOF"),
        ("comment", "{ // no comments\n}", "conference.json:1:3: key must be a string"),
        (
            "two",
            "{ \"id\": \"conf\", \"name\": \"Conf\", \"language\": \"en\", \"sessions\": [] }\n{}",
            "conference.json:2:1: trailing characters",
        ),
    ] {
        let run = check(test, text);
        assert_eq!((run.exit, run.stderr.as_str()), (Some(1), ""), "{run:?}");
        assert!(run.stdout.starts_with(place), "{run:?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_the_commands_failure() {
    let run = run(&["check", "no/such/conference.json"]);
    assert_eq!((run.exit, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    assert!(run.stderr.starts_with("hallway: cannot read `no/such/conference.json`: "), "{run:?}");
    assert_eq!(run.stderr.lines().count(), 1, "the error is printed once: {run:?}");
}

#[test]
fn a_closed_pipe_ends_the_command_quietly() {
    let (reader, writer) = std::io::pipe().expect("the system has pipes");
    drop(reader);
    let command = hallway(&["schema"]).stdout(writer).stderr(Stdio::piped()).spawn();
    let run = Run::from(command.and_then(|child| child.wait_with_output()).expect("the host command starts"));
    assert_eq!(run, Run { exit: Some(0), stdout: String::new(), stderr: String::new() });
}
