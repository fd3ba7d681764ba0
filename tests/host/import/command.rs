//! Tests of `hallway import` as an organiser runs it: its output, its files and its exit code.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::fixture_path;
use crate::pictures::PNG;
use crate::{Run, hallway};

/// An empty, separate folder for the test.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("import").join("command").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder for tests can be written to");
    folder
}

fn import(folder: &Path, fixture: &str, more: &[&str]) -> Run {
    let file = fixture_path(fixture);
    let arguments = [&["import", file.to_str().expect("the path is text")], more].concat();
    let output = hallway(&arguments).current_dir(folder).env("SOURCE_DATE_EPOCH", "1798858800").output();
    output.expect("the host command starts").into()
}

fn written(folder: &Path) -> Value {
    let text = fs::read_to_string(folder.join("conference.json")).expect("it was written");
    serde_json::from_str(&text).expect("it is JSON")
}

#[test]
fn an_import_reports_what_it_read_and_writes_a_file_without_problems() {
    let folder = folder("report");
    let run = import(&folder, "frab-xml-pretalx.xml", &[]);
    assert_eq!((run.exit, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    assert!(
        run.stdout.starts_with("read frab-xml-pretalx.xml: frab/pretalx schedule XML with 5 sessions"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout.contains("\nwarning: links left out or corrected (2)\n  Ringing birds (workshop): `"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.ends_with("\nwritten to conference.json; warnings: 2\n"), "{}", run.stdout);
    let check = hallway(&["check", "conference.json"])
        .current_dir(&folder)
        .output()
        .expect("the host command starts");
    assert!(check.status.success());
    let left = fs::read_dir(&folder).expect("the folder is there").flatten();
    let left: BTreeSet<String> = left.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    let written = ["conference.imported.json", "conference.json"].map(str::to_owned);
    assert_eq!(left, BTreeSet::from(written), "the conference and the record of the import");
}

#[test]
fn the_organiser_chooses_which_of_two_times_counts() {
    let folder = folder("times");
    let file = "<schedule><conference><acronym>owl27</acronym><title>Owls</title><time_zone_name>Europe/Berlin</time_zone_name>\
        </conference><day date='2027-05-01'><room name='Loft'><event id='1'><date>2027-05-01T10:00:00+00:00</date>\
        <start>10:00</start><duration>0:30</duration><title>Necks</title></event></room></day></schedule>";
    fs::write(folder.join("schedule.xml"), file).expect("the folder for tests can be written to");
    for (times, start) in [("local", "2027-05-01T10:00:00+02:00"), ("instant", "2027-05-01T12:00:00+02:00")] {
        let run = hallway(&["import", "schedule.xml", "--times", times]).current_dir(&folder).output();
        assert!(run.expect("the host command starts").status.success());
        assert_eq!(written(&folder)["sessions"][0]["start"], start, "{times}");
    }
}

#[test]
fn strict_makes_a_warning_exit_with_1() {
    let folder = folder("strict");
    assert_eq!(import(&folder, "frab-xml-pretalx.xml", &["--strict"]).exit, Some(1));
    let guessed = import(&folder, "frab-xml-wafer.xml", &["--strict", "--out", "guessed.json"]);
    assert_eq!(guessed.exit, Some(1), "no file gives the language: {guessed:?}");
    let options = ["--strict", "--language", "en", "--out", "other.json"];
    assert_eq!(import(&folder, "frab-xml-wafer.xml", &options).exit, Some(0));
}

#[test]
fn an_import_over_a_file_keeps_its_edits() {
    let folder = folder("over");
    import(&folder, "frab-xml-pretalx.xml", &["--id", "my-herons"]);
    let first = written(&folder);
    let run = import(&folder, "frab-xml-pretalx.xml", &[]);
    assert_eq!(run.exit, Some(0), "{run:?}");
    assert_eq!(written(&folder), first);
}

#[test]
fn a_file_that_is_not_a_conference_is_not_overwritten() {
    let folder = folder("foreign");
    fs::write(folder.join("conference.json"), "{}").expect("the folder for tests can be written to");
    let run = import(&folder, "frab-xml-pretalx.xml", &[]);
    assert_eq!(run.exit, Some(2), "{run:?}");
    assert!(
        run.stderr.contains("correct that file, move it away, or choose another path with `--out`"),
        "{run:?}"
    );
    assert_eq!(fs::read_to_string(folder.join("conference.json")).unwrap(), "{}");
}

#[test]
fn pictures_of_a_folder_are_copied_and_linked() {
    let folder = folder("photos");
    let pictures = folder.join("pictures");
    fs::create_dir(&pictures).expect("the folder for tests can be written to");
    // Named like the picture in the export.
    fs::write(pictures.join("Ilse.PNG"), PNG).expect("the folder for tests can be written to");
    let run = import(
        &folder,
        "schedule-json-pretalx.json",
        &["--photos", "pictures", "--out", "site/conference.json"],
    );
    assert_eq!(run.exit, Some(0), "{run:?}");
    assert!(!run.stdout.contains("pictures left out"), "{}", run.stdout);
    let site = folder.join("site");
    assert_eq!(written(&site)["speakers"][0]["photo"], "photos/reiher.png");
    assert_eq!(fs::read(site.join("photos/reiher.png")).unwrap(), PNG);
    // Once copied, a photo stays even without the folder.
    let run = import(&folder, "schedule-json-pretalx.json", &["--out", "site/conference.json"]);
    assert_eq!(
        (run.exit, written(&site)["speakers"][0]["photo"].as_str()),
        (Some(0), Some("photos/reiher.png")),
        "{run:?}"
    );
    fs::remove_file(site.join("photos/reiher.png")).expect("it is there");
    let run = import(&folder, "schedule-json-pretalx.json", &["--out", "site/conference.json"]);
    assert!(
        run.stdout.contains("Ilse Reiher: its photo `photos/reiher.png` no longer exists"),
        "{}",
        run.stdout
    );
}

#[test]
fn pictures_on_other_sites_are_reported_and_left_out() {
    let folder = folder("remote");
    let run = import(&folder, "schedule-json-pretalx.json", &[]);
    assert!(
        run.stdout.contains("  Ilse Reiher: `https://cfp.heron.example/media/avatars/ilse.jpg`\n"),
        "{}",
        run.stdout
    );
    assert_eq!(written(&folder)["speakers"][0].get("photo"), None);
}

#[test]
fn a_conference_without_a_name_needs_an_id() {
    let folder = folder("nameless");
    let run = import(&folder, "widget-old.json", &[]);
    assert_eq!(run.exit, Some(2), "{run:?}");
    for asked in
        ["add `--id` with a short name", "`--name \"Conf 2027\"`", "`--address https://guide.example/`"]
    {
        assert!(run.stderr.contains(asked), "{asked}: {run:?}");
    }
    let run = import(&folder, "widget-old.json", &["--id", "Herons!"]);
    assert!(run.stderr.contains("`--id Herons!` is not a valid id"), "{run:?}");
}

#[test]
fn the_organisers_day_change_is_written() {
    let folder = folder("day-change");
    let run = import(&folder, "frab-xml-pretalx.xml", &["--day-change", "06:30"]);
    assert_eq!((run.exit, written(&folder)["day_change"].as_str()), (Some(0), Some("06:30")), "{run:?}");
    assert_eq!(import(&folder, "frab-xml-pretalx.xml", &["--day-change", "soon"]).exit, Some(2));
}

#[test]
fn one_message_asks_for_everything_that_is_missing_and_options_give_it() {
    let folder = folder("missing");
    let calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Herons\r\n\
         DTSTART:20270501T100000\r\nDTEND:20270501T110000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    fs::write(folder.join("a.ics"), calendar).expect("the folder for tests can be written to");
    let run = |more: &[&str]| -> Run {
        let arguments = [&["import", "a.ics"], more].concat();
        hallway(&arguments).current_dir(&folder).output().expect("the host command starts").into()
    };
    let refused = run(&[]);
    assert_eq!(refused.exit, Some(2), "{refused:?}");
    for option in ["`--id ", "`--zone ", "`--name ", "`--language ", "`--address "] {
        assert!(refused.stderr.contains(option), "{option}: {refused:?}");
    }
    let wrong = run(&["--id", "No!", "--language", "Klingon!", "--zone", "Atlantis"]);
    for option in ["`--id No!`", "`--language Klingon!`", "`Atlantis`"] {
        assert!(wrong.stderr.contains(option), "{option}: {wrong:?}");
    }
    let all = [
        "--name",
        "Heron Days",
        "--zone",
        "Europe/Rome",
        "--language",
        "it",
        "--address",
        "https://herons.example/",
    ];
    assert_eq!(run(&all).exit, Some(0));
    let file = written(&folder);
    let said = ["id", "name", "language", "address"]
        .map(|field| file[field].as_str().unwrap_or_default().to_owned());
    assert_eq!(said, ["heron-days", "Heron Days", "it", "https://herons.example/"]);
    // Later options win over the conference file.
    assert_eq!(run(&["--name", "Heron Week"]).exit, Some(0));
    assert_eq!(written(&folder)["name"], "Heron Week");
}

#[test]
fn the_terminal_shows_the_first_lines_of_a_kind_and_the_report_file_has_all() {
    let folder = folder("report-file");
    let events: Vec<String> = (1..=5)
        .map(|at| {
            format!("BEGIN:VEVENT\r\nUID:{at}\r\nSUMMARY:Heron {at}\r\nLOCATION:Hall\r\nEND:VEVENT\r\n")
        })
        .collect();
    let calendar = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n", events.concat());
    fs::write(folder.join("a.ics"), calendar).expect("the folder for tests can be written to");
    let run = |more: &[&str]| -> Run {
        let arguments = [&["import", "a.ics", "--name", "Herons", "--zone", "Europe/Rome"], more].concat();
        hallway(&arguments).current_dir(&folder).output().expect("the host command starts").into()
    };
    let short = run(&[]);
    assert!(short.stdout.contains("  Heron 3: it has no start\n  and 2 more\n"), "{short:?}");
    assert!(
        short.stdout.contains("not shown: 2 more; `--report FILE` writes the whole report to a file\n"),
        "{short:?}"
    );
    let filed = run(&["--report", "report.txt"]);
    assert!(filed.stdout.contains("the whole report is in report.txt\n"), "{filed:?}");
    let report = fs::read_to_string(folder.join("report.txt")).expect("it was written");
    assert!(report.contains("  Heron 4: it has no start\n  Heron 5: it has no start\n"), "{report}");
    let over = run(&["--report", "a.ics"]);
    assert!(over.stderr.contains("would overwrite a file of the import"), "{over:?}");
}
