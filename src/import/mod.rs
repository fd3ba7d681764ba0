//! What organisers already have, turned into a conference: the way of a file, step by step.
//!
//! The rule of this folder: a format is told by its content, has its own types and one function into `Draft`; from
//! there on all formats are treated alike. Import is lenient about input, and loud about it.

// The command: files in, a file out.
pub mod run;

// 1. What a file is, and JSON and XML as trees.
mod file;
// 2. The formats, each read into a `Draft`.
mod draft;
mod formats;
// Used by all of them: organisers' longer texts, and their names, times, languages and links.
mod text;
mod values;
// 3. From drafts to a conference.
mod steps;
// 4. What the organiser is told.
pub mod report;

use std::collections::BTreeSet;

use clap::ValueEnum;
use jiff::Timestamp;

use self::report::{Refused, Report};
use self::steps::settle::{self, Given, Settled};
use self::steps::zone::{self, Zone};
use self::steps::{clocks, edits, identity, meetings, merge, previous, unscheduled};
use self::values::when;
use crate::domain::conference::Conference;
use crate::domain::moment::{Clock, Moment};

/// A file of the organiser's.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name, for sentences about it.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What the organiser says beside the files.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The conference's id.
    pub id: Option<String>,
    /// The conference's name.
    pub name: Option<String>,
    /// The language of the programme, as a tag.
    pub language: Option<String>,
    /// Where the guide will be published.
    pub address: Option<String>,
    /// The IANA time zone.
    pub zone: Option<String>,
    /// When the programme's day ends.
    pub day_change: Option<Clock>,
    /// Which counts where a file writes times twice, and differently.
    pub times: Option<Times>,
    /// Whether sessions that look like breaks stay sessions.
    pub keeps_breaks: bool,
    /// Whether edits of the conference file are given up for what the files say.
    pub takes_theirs: bool,
    /// Whether many sessions may be gone.
    pub is_forced: bool,
}

/// Which time of a session counts where a file writes it twice, as frab does: as the clock on the wall (`<start>`) and as
/// an instant (`<date>` with its offset from UTC).
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Times {
    /// The clock on the wall of the conference.
    Clock,
    /// The instant.
    Instant,
}

/// A conference made of organisers' files.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The conference.
    pub conference: Conference,
    /// What the files alone say of it, without what was written by hand: the base of the next import's merge.
    pub exported: Conference,
    /// For each speaker, the addresses or file names of their pictures.
    pub pictures: Vec<Vec<String>>,
    /// What there is to say about it.
    pub report: Report,
}

/// What an earlier import left.
#[derive(Clone, Copy, Debug)]
pub struct Previous<'a> {
    /// The conference file as it is now, which may have been edited by hand.
    pub file: &'a Conference,
    /// What the last import made, before it was merged with edits; none where there is no record of it.
    pub imported: Option<&'a Conference>,
}

/// Makes a conference of files, over that of last time where there is one. `now` is when changed sessions were changed.
///
/// # Errors
///
/// A sentence on what is wrong with a file, or what to say beside the files.
pub fn import(
    files: &[Source],
    options: &Options,
    previous: Option<Previous<'_>>,
    now: Timestamp,
) -> Result<Imported, Refused> {
    let mut report = Report::default();
    let before = previous;
    let previous = before.map(|before| before.file);
    let mut drafts = formats::drafts(files, &mut report)?;
    let lines = &mut report.lines;
    let zone =
        zone::chosen(options.zone.as_deref(), &drafts, previous.and_then(|one| one.zone.as_deref()), lines);
    let zone = identity::nothing_missing(zone, &drafts, options, previous)?;
    for draft in &mut drafts {
        meetings::link_meetings(draft);
        if let Some(zone) = &zone {
            clocks::decide(draft, zone, options.times, lines);
            unscheduled::clear_placeholders(draft, zone);
        }
    }
    let mut draft = merge::merged(drafts, zone.as_ref());
    lines.append(&mut draft.lines);
    if options.language.is_some() {
        draft.language.clone_from(&options.language);
    }
    let id = identity::id(&draft, options, previous, lines);
    let name = identity::name(&draft, &id, options, previous, lines);
    let given = Given {
        id: &id,
        name: &name,
        zone: zone.as_ref(),
        day_change: options.day_change.or_else(|| previous.and_then(|previous| previous.day_change)),
        language: previous.map(|previous| previous.language.as_str()),
        keeps_breaks: options.keeps_breaks,
    };
    let mut settled = settle::settled(draft, &given, lines);
    if settled.conference.sessions.is_empty() {
        return Err(Refused(
            "the files have no session that can be shown; export the schedule again".to_owned(),
        ));
    }
    let mut exported = None;
    if let Some(Previous { file, imported }) = before {
        let now = moment(now, zone.as_ref());
        let base = imported.cloned().map(|mut base| {
            // A room whose id was changed by hand is known by its name.
            previous::keep_rooms_and_tracks(&mut base, file);
            base
        });
        let last = base.as_ref().unwrap_or(file);
        previous::carry_over(&mut settled.conference, last, now, options.is_forced, lines)?;
        settled.sort();
        let theirs = settled.conference.clone();
        let merged = edits::merged(base.as_ref(), file, &theirs, options.takes_theirs, now, lines)?;
        settled.replace(merged);
        settled.sort();
        exported = Some(theirs);
    }
    if options.address.is_some() {
        settled.conference.address.clone_from(&options.address);
    }
    let Settled { conference, pictures } = settled;
    let exported = exported.unwrap_or_else(|| conference.clone());
    lines.sort();
    report.read.sort();
    report.made = made(&conference);
    Ok(Imported { conference, exported, pictures, report })
}

fn moment(now: Timestamp, zone: Option<&Zone>) -> Moment {
    let clocks = zone.map_or(jiff::tz::TimeZone::UTC, |zone| zone.clocks.clone());
    let placed = when::place(draft::When::Instant(now), &clocks);
    placed.map_or_else(start_of_time, |placed| placed.moment)
}

/// For a clock that is not set.
fn start_of_time() -> Moment {
    Moment {
        date: crate::domain::moment::Date { year: 1980, month: 1, day: 1 },
        hour: 0,
        minute: 0,
        second: 0,
        offset: 0,
    }
}

fn made(conference: &Conference) -> Vec<(&'static str, usize)> {
    let change = i64::from(conference.day_change.map_or(5 * 60, |clock| clock.minutes));
    let starts = conference.sessions.iter().filter_map(|session| session.start);
    let days: BTreeSet<i64> = starts
        .map(|start| {
            let there = when::instant(&start).as_second() / 60 + i64::from(start.offset);
            (there - change).div_euclid(24 * 60)
        })
        .collect();
    vec![
        ("sessions", conference.sessions.len()),
        ("breaks", conference.breaks.len()),
        ("speakers", conference.speakers.len()),
        ("rooms", conference.rooms.len()),
        ("days", days.len()),
        ("tracks", conference.tracks.len()),
    ]
}
