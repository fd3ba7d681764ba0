//! Tests with real exports: each is imported, and its counts must be those in its folder's table.
//!
//! The rule of this file: the exports are read from a folder beside the repository (or from HALLWAY_SHARED_DATA);
//! nothing from them is in this repository. If they are missing, the test says so and passes.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use hallway::domain::conference::Conference;
use hallway::import::report::Kind;
use hallway::import::{Options, Source};
use jiff::Timestamp;

use super::{imported, imported_over, lines, written};
use crate::in_repository;

fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("HALLWAY_SHARED_DATA")
        .map_or_else(|| in_repository("../shared/data"), PathBuf::from);
    if folder.join("README.md").is_file() {
        return Some(folder);
    }
    println!("skipped: no real exports in `{}`; HALLWAY_SHARED_DATA says where they are", folder.display());
    None
}

/// A row of the table in the folder's README; `-` means `None`.
struct Row {
    path: String,
    sessions: usize,
    speakers: Option<usize>,
    rooms: usize,
    days: usize,
    tracks: Option<usize>,
}

fn rows(readme: &str) -> Vec<Row> {
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let number = |at: usize| cells.get(at)?.parse::<usize>().ok();
        Some(Row {
            path: cells.get(1)?.strip_prefix('`')?.strip_suffix('`')?.to_owned(),
            sessions: number(6)?,
            speakers: number(7),
            rooms: number(8)?,
            days: number(9)?,
            tracks: number(10),
        })
    };
    readme.lines().filter_map(row).collect()
}

/// The zone that an organiser would give for a file without one.
fn zone(path: &str) -> Option<&'static str> {
    let zones = [
        ("36c3", "Europe/Berlin"),
        ("31c3", "Europe/Berlin"),
        ("cccamp", "Europe/Berlin"),
        ("mrmcd", "Europe/Berlin"),
        ("fosdem-2012", "Europe/Brussels"),
        ("opensouthcode", "Europe/Madrid"),
        ("jococruise", "America/New_York"),
        ("droidcon-sf", "America/Los_Angeles"),
        ("droidkaigi", "Asia/Tokyo"),
    ];
    zones.into_iter().find(|(name, _)| path.contains(name)).map(|(_, zone)| zone)
}

#[test]
fn every_real_export_is_imported_with_the_counts_of_its_table() {
    let Some(folder) = folder() else { return };
    let rows = rows(&fs::read_to_string(folder.join("README.md")).expect("it is there"));
    assert!(rows.len() >= 20, "the table is read rightly: {} rows", rows.len());
    let mut wrong = Vec::new();
    for row in rows {
        let bytes = fs::read(folder.join(&row.path)).unwrap_or_else(|error| panic!("{}: {error}", row.path));
        let options = Options {
            id: Some("test".to_owned()),
            zone: zone(&row.path).map(str::to_owned),
            ..Options::default()
        };
        let imported = imported(&[Source { name: row.path.clone(), bytes }], &options);
        let conference = &imported.conference;
        let said = |kind: Kind| lines(&imported, kind).len();
        // Lines about merges give the number of entries.
        let merged = |kind: Kind| -> usize {
            let lines = lines(&imported, kind);
            let numbers = lines.iter().filter_map(|line| {
                let what = line.rsplit_once(": ")?.1;
                what.split(' ').find_map(|word| word.parse::<usize>().ok())
            });
            numbers.map(|number| number - 1).sum()
        };
        let made = |what: &str| {
            imported.report.made.iter().find(|(one, _)| *one == what).map_or(0, |(_, count)| *count)
        };
        let lost = said(Kind::NotAccepted)
            + said(Kind::SessionDropped)
            + said(Kind::SessionMerged)
            + said(Kind::BreakDropped)
            + merged(Kind::BreakMerged);
        let empty = lines(&imported, Kind::Room).iter().filter(|line| line.contains("it is empty")).count();
        let joined =
            lines(&imported, Kind::Room).iter().filter(|line| line.contains("is the same as")).count();
        let entries = imported.report.read[0]
            .counts
            .iter()
            .find(|(what, _)| *what == "speakers")
            .map_or(0, |(_, count)| *count);
        println!(
            "{:50} {:5} sessions {:3} breaks {:4} speakers {:3} rooms {:2} days {:3} tracks; {} warnings",
            row.path,
            conference.sessions.len(),
            conference.breaks.len(),
            conference.speakers.len(),
            conference.rooms.len(),
            made("days"),
            conference.tracks.len(),
            imported.report.warnings(),
        );
        let mut compare = |what: &str, found: usize, expected: usize| {
            if found != expected {
                wrong.push(format!("{}: {found} {what}, not {expected}", row.path));
            }
        };
        compare("sessions", conference.sessions.len() + conference.breaks.len() + lost, row.sessions);
        compare("rooms", conference.rooms.len() + empty + joined, row.rooms);
        // sched.com writes every time in UTC, and the table counts the dates as written.
        let days = if row.path.starts_with("sched-ics") { utc_dates(conference) } else { made("days") };
        compare("days", days, row.days);
        if let Some(tracks) = row.tracks {
            compare("tracks", conference.tracks.len(), tracks);
        }
        if let Some(speakers) = row.speakers {
            // The table counts speakers by name in some files and by number in others; the report explains each
            // difference.
            let idle = said(Kind::SpeakerIdle);
            let split = lines(&imported, Kind::Speaker)
                .iter()
                .filter(|line| line.contains("people with this name"))
                .count();
            let found = conference.speakers.len();
            let is_explained = (found.saturating_sub(2 * split)..=found + merged(Kind::SpeakerMerged) + idle)
                .contains(&speakers);
            if !is_explained {
                wrong.push(format!("{}: {found} speakers of {entries} entries, not {speakers}", row.path));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn utc_dates(conference: &Conference) -> usize {
    let starts = conference.sessions.iter().filter_map(|session| session.start);
    let dates = starts.map(|start| {
        start.to_string().parse::<Timestamp>().expect("it is RFC 3339").to_string()[..10].to_owned()
    });
    dates.collect::<BTreeSet<_>>().len()
}

#[test]
fn a_real_schedule_keeps_its_ids_from_export_to_export() {
    let Some(folder) = folder() else { return };
    let source = |path: &str| Source {
        name: path.to_owned(),
        bytes: fs::read(folder.join(path)).expect("it is there"),
    };
    let options =
        Options { id: Some("test".to_owned()), zone: Some("US/Eastern".to_owned()), ..Options::default() };
    let xml = imported(&[source("pretalx-export/good-2025.xml")], &options);
    let mut last = xml.conference.clone();
    for path in
        ["pretalx-export/good-2025.json", "pretalx-widget/good-2025-v2.json", "pretalx-export/good-2025.ics"]
    {
        let next = imported_over(&[source(path)], &options, Some(&last));
        let ids = |sessions: &[hallway::domain::conference::Session]| {
            let mut ids: Vec<String> = sessions.iter().map(|session| session.id.to_string()).collect();
            ids.sort();
            ids
        };
        assert_eq!(ids(&next.conference.sessions), ids(&xml.conference.sessions), "{path}");
        last = next.conference;
    }
}

#[test]
fn the_order_of_real_files_does_not_matter() {
    let Some(folder) = folder() else { return };
    let source = |path: &str| Source {
        name: path.to_owned(),
        bytes: fs::read(folder.join(path)).expect("it is there"),
    };
    let options = Options { zone: Some("US/Eastern".to_owned()), ..Options::default() };
    let files =
        ["pretalx-export/good-2025.xml", "pretalx-export/good-2025.json", "pretalx-widget/good-2025-v2.json"]
            .map(source);
    let [one, two, three] = files.clone();
    let forth = imported(&files, &options);
    let back = imported(&[three, one, two], &options);
    assert_eq!(written(&forth), written(&back));
    assert_eq!((forth.conference.sessions.len(), forth.conference.breaks.len()), (72, 12));
}
