//! Imports the exports of planning tools: from files to a conference, step by step.
//!
//! The rule of this folder: a format is recognised by its content, and has its own types and one function that makes a
//! `Draft`; from there on all formats are treated alike. The import accepts faulty input, and reports every fault.

// The command: files in, a file out.
pub mod run;

// 1. The kind of a file, and JSON and XML as trees.
mod file;
// 2. The formats, each read into a `Draft`.
mod draft;
mod formats;
// Used by all formats: organisers' longer texts, and their names, times, languages and links.
mod text;
mod values;
// 3. From drafts to a conference.
mod steps;
// 4. The report to the organiser.
pub mod report;

use clap::{Args, ValueEnum};
use jiff::Timestamp;

use self::report::{Line, Refused, Report};
use self::steps::settle::{self, Given, Settled};
use self::steps::zone::{self, Zone};
use self::steps::{edits, identity, meetings, merge, previous, times, unscheduled};
use self::values::when;
use crate::domain::conference::Conference;
use crate::domain::moment::{Moment, TimeOfDay};
use crate::domain::schedule::Schedule;

/// A file from the organiser.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name, for messages.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The options of an import. The comments of the fields are the help texts of `hallway import --help`.
#[derive(Args, Clone, Debug, Default)]
pub struct Options {
    /// The conference's id, under which attendees' agendas are saved. Default: the id in the conference file if it
    /// exists, otherwise the acronym in the export.
    #[arg(long)]
    pub id: Option<String>,
    /// The conference's name. Wins over the exports and over the conference file.
    #[arg(long)]
    pub name: Option<String>,
    /// The language of the programme, like `de`. Wins over the exports and over the conference file.
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// Where the guide will be published, like `https://guide.example/`. Wins over the conference file.
    #[arg(long, value_name = "URL")]
    pub address: Option<String>,
    /// The IANA time zone of the venue, like `Europe/Berlin`. Wins over the time zones in the exports.
    #[arg(long, value_name = "IANA")]
    pub zone: Option<String>,
    /// When the programme's day ends, like `05:00`: a session that starts earlier belongs to the previous day.
    #[arg(long, value_name = "HH:MM", value_parser = TimeOfDay::parse)]
    pub day_change: Option<TimeOfDay>,
    /// Which time counts if an export gives two different starts for a session: `local` is the local time (`<start>`),
    /// `instant` is `<date>`.
    #[arg(long, value_enum, value_name = "WHICH")]
    pub times: Option<Times>,
    /// Keep sessions that look like breaks: lunch, coffee break, the same title at the same time in several rooms.
    #[arg(long = "keep-breaks")]
    pub keeps_breaks: bool,
    /// Replace edits in the conference file by the values of the exports. The report lists each replaced edit.
    #[arg(long = "take-theirs")]
    pub takes_theirs: bool,
    /// Import even if more than 30 % of the sessions in the conference file are missing from the exports.
    #[arg(long = "force")]
    pub is_forced: bool,
}

/// Which time of a session counts if a file gives it twice, as frab does: as local time (`<start>`) and as an instant
/// (`<date>` with its offset from UTC).
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Times {
    /// The local time at the venue.
    Local,
    /// The instant.
    Instant,
}

/// A conference made from organisers' files.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The conference.
    pub conference: Conference,
    /// The conference without edits by hand: the base of the next import's merge.
    pub exported: Conference,
    /// For each speaker, the addresses or file names of their pictures.
    pub pictures: Vec<Vec<String>>,
    /// The report to the organiser.
    pub report: Report,
}

/// The result of an earlier import.
#[derive(Clone, Copy, Debug)]
pub struct Previous<'a> {
    /// The conference file as it is now, which may have been edited by hand.
    pub file: &'a Conference,
    /// What the last import made, before it was merged with edits; `None` if there is no record of it.
    pub imported: Option<&'a Conference>,
}

/// Makes a conference from files, and merges it with the previous conference file if there is one. `now` is recorded as
/// the time of change of changed sessions.
///
/// # Errors
///
/// A sentence that says what is wrong with a file, or which option is missing.
pub fn import(
    files: &[Source],
    options: &Options,
    previous: Option<Previous<'_>>,
    now: Timestamp,
) -> Result<Imported, Refused> {
    let mut report = Report::default();
    let file = previous.map(|previous| previous.file);
    let mut drafts = formats::drafts(files, &mut report)?;
    let lines = &mut report.lines;
    let zone =
        zone::chosen(options.zone.as_deref(), &drafts, file.and_then(|file| file.zone.as_deref()), lines);
    let zone = identity::require_all(zone, &drafts, options, file)?;
    for draft in &mut drafts {
        meetings::link_meetings(draft);
        if let Some(zone) = &zone {
            times::decide(draft, zone, options.times, lines);
            unscheduled::clear_placeholders(draft, zone);
        }
    }
    let mut draft = merge::merged(drafts, zone.as_ref());
    lines.append(&mut draft.lines);
    if options.language.is_some() {
        draft.language.clone_from(&options.language);
    }
    let id = identity::id(&draft, options, file, lines);
    let name = identity::name(&draft, &id, options, file, lines);
    let given = Given {
        id: &id,
        name: &name,
        zone: zone.as_ref(),
        day_change: options.day_change.or_else(|| file.and_then(|file| file.day_change)),
        language: file.map(|file| file.language.as_str()),
        keeps_breaks: options.keeps_breaks,
    };
    let mut settled = settle::settle(draft, &given, lines);
    if settled.conference.sessions.is_empty() {
        return Err(Refused(
            "the files have no session that can be shown; export the schedule again".to_owned(),
        ));
    }
    let exported = match previous {
        Some(previous) => Some(update(&mut settled, previous, options, moment(now, zone.as_ref()), lines)?),
        None => None,
    };
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

/// Carries ids and photos over from the previous files, and merges the edits in the conference file. Returns what the
/// import alone would have made.
fn update(
    settled: &mut Settled,
    previous: Previous<'_>,
    options: &Options,
    now: Moment,
    lines: &mut Vec<Line>,
) -> Result<Conference, Refused> {
    let Previous { file, imported } = previous;
    let file = &with_options(file, &settled.conference, options);
    let base = imported.cloned().map(|mut base| {
        // A room whose id was changed by hand is recognised by its name.
        previous::keep_rooms_and_tracks(&mut base, file);
        base
    });
    let last = base.as_ref().unwrap_or(file);
    previous::carry_over(&mut settled.conference, last, now, options.is_forced, lines)?;
    settled.sort();
    let exported = settled.conference.clone();
    settled.replace(edits::merged(base.as_ref(), file, &exported, options.takes_theirs, now, lines)?);
    settled.sort_what_has_a_time();
    Ok(exported)
}

/// The conference file with the values that the options set, so that the merge does not treat them as edits by hand.
fn with_options(file: &Conference, settled: &Conference, options: &Options) -> Conference {
    let mut file = file.clone();
    if options.id.is_some() {
        file.id.clone_from(&settled.id);
    }
    if options.name.is_some() {
        file.name.clone_from(&settled.name);
    }
    if options.language.is_some() {
        file.language.clone_from(&settled.language);
    }
    if options.zone.is_some() {
        file.zone.clone_from(&settled.zone);
    }
    if options.day_change.is_some() {
        file.day_change = settled.day_change;
    }
    file
}

fn moment(now: Timestamp, zone: Option<&Zone>) -> Moment {
    let rules = zone.map_or(jiff::tz::TimeZone::UTC, |zone| zone.rules.clone());
    let placed = when::place(draft::When::Instant(now), &rules);
    placed.map_or_else(start_of_time, |placed| placed.moment)
}

/// Stands in for a time that cannot be represented.
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
    vec![
        ("sessions", conference.sessions.len()),
        ("breaks", conference.breaks.len()),
        ("speakers", conference.speakers.len()),
        ("rooms", conference.rooms.len()),
        ("days", Schedule::of(conference).days().len()),
        ("tracks", conference.tracks.len()),
    ]
}
