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

use clap::{Args, ValueEnum};
use jiff::Timestamp;

use self::report::{Line, Refused, Report};
use self::steps::settle::{self, Given, Settled};
use self::steps::zone::{self, Zone};
use self::steps::{clocks, edits, identity, meetings, merge, previous, unscheduled};
use self::values::when;
use crate::domain::conference::Conference;
use crate::domain::moment::{Moment, TimeOfDay};
use crate::domain::schedule::Schedule;

/// A file of the organiser's.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name, for sentences about it.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What the organiser says beside the files. The comments of the fields are what `hallway import --help` says.
#[derive(Args, Clone, Debug, Default)]
pub struct Options {
    /// The conference's id, in whose name attendees' agendas are saved. The acronym in the file unless given, and that
    /// of the conference file once there is one.
    #[arg(long)]
    pub id: Option<String>,
    /// What the conference is called. Wins over the files and over the conference file.
    #[arg(long)]
    pub name: Option<String>,
    /// The language of the programme, like `de`. Wins over the files and over the conference file.
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// Where the guide will be published, like `https://guide.example/`. Wins over the conference file.
    #[arg(long, value_name = "URL")]
    pub address: Option<String>,
    /// The IANA time zone of the place, like `Europe/Berlin`. Wins over the files'.
    #[arg(long, value_name = "IANA")]
    pub zone: Option<String>,
    /// When the programme's day ends, like `05:00`: what starts before it belongs to the evening before.
    #[arg(long, value_name = "HH:MM", value_parser = TimeOfDay::parse)]
    pub day_change: Option<TimeOfDay>,
    /// Which time counts where a file writes a session's start twice, and differently: `<start>` or `<date>`.
    #[arg(long, value_enum, value_name = "WHICH")]
    pub times: Option<Times>,
    /// Keep as sessions what looks like breaks: lunch, coffee break, the same title at the same time in several rooms.
    #[arg(long = "keep-breaks")]
    pub keeps_breaks: bool,
    /// Give up what was written by hand into the conference file where the files say something else. Each edit is told.
    #[arg(long = "take-theirs")]
    pub takes_theirs: bool,
    /// Import also where more than 30 % of the sessions of the conference file are gone.
    #[arg(long = "force")]
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
    let file = previous.map(|previous| previous.file);
    let mut drafts = formats::drafts(files, &mut report)?;
    let lines = &mut report.lines;
    let zone =
        zone::chosen(options.zone.as_deref(), &drafts, file.and_then(|file| file.zone.as_deref()), lines);
    let zone = identity::nothing_missing(zone, &drafts, options, file)?;
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
    let mut settled = settle::settled(draft, &given, lines);
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

/// Carries over what the previous files have, and merges the edits of the conference file. Returns what the import alone
/// would have made.
fn update(
    settled: &mut Settled,
    previous: Previous<'_>,
    options: &Options,
    now: Moment,
    lines: &mut Vec<Line>,
) -> Result<Conference, Refused> {
    let Previous { file, imported } = previous;
    let base = imported.cloned().map(|mut base| {
        // A room whose id was changed by hand is known by its name.
        previous::keep_rooms_and_tracks(&mut base, file);
        base
    });
    let last = base.as_ref().unwrap_or(file);
    previous::carry_over(&mut settled.conference, last, now, options.is_forced, lines)?;
    settled.sort();
    let exported = settled.conference.clone();
    settled.replace(edits::merged(base.as_ref(), file, &exported, options.takes_theirs, now, lines)?);
    settled.sort();
    Ok(exported)
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
    vec![
        ("sessions", conference.sessions.len()),
        ("breaks", conference.breaks.len()),
        ("speakers", conference.speakers.len()),
        ("rooms", conference.rooms.len()),
        ("days", Schedule::of(conference).days().len()),
        ("tracks", conference.tracks.len()),
    ]
}
