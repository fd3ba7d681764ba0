//! What organisers already have, turned into a conference: the list of formats, and which one a file is.
//!
//! The rule of this folder: a format is told by its content, has its own types and one function into `Draft`; from
//! there on all formats are treated alike. Import is lenient about input, and loud about it.

// What the organiser is told.
pub mod report;
// The command: files in, a file out.
pub mod run;

// What every format is read into.
mod draft;
// Organisers' plain words, Markdown and HTML as texts of ours.
mod text;

// The formats: XML and JSON of the frab family …
mod frab;
mod frab_xml;
mod schedule_json;
// … and of pretalx's widget.
mod pretalx;
mod pretalx_widget;
// Sessionize's views, and what organisers' own categories in them mean.
mod category;
mod sessionize;
// Calendars.
mod ical;

// What a file is, and files as trees.
mod content;
mod json;
mod xml;

// What all formats write: languages, links, names, times.
mod language;
mod link;
mod name;
mod when;

// From drafts to a conference.
mod breaks;
mod length;
mod matching;
mod merge;
mod people;
mod photos;
mod places;
mod previous;
mod session_ids;
mod settle;
mod zone;

use std::collections::BTreeSet;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use self::content::Content;
use self::draft::Draft;
use self::json::Node;
use self::report::{Kind, Line, Read, Refused, Report};
use self::settle::{Given, Settled};
use self::zone::Zone;
use crate::domain::conference::Conference;
use crate::domain::moment::{Clock, Moment};

/// A format of schedules.
struct Format {
    /// What organisers call it.
    name: &'static str,
    /// Reads a file, if it is of this format.
    read: fn(&Content, &str) -> Option<Result<Draft, Refused>>,
}

/// Every format, the richest first: where several files of one event say different things, the first of these counts.
const FORMATS: &[Format] = &[
    Format {
        name: "frab/pretalx schedule JSON",
        read: |file, name| json_of(file, name, schedule_json::is_this, schedule_json::read),
    },
    Format {
        name: "frab/pretalx schedule XML",
        read: |file, name| match file {
            Content::Xml(text) => Some(frab_xml::read(text, name)),
            _ => None,
        },
    },
    Format {
        name: "Sessionize JSON",
        read: |file, name| json_of(file, name, sessionize::is_this, sessionize::read),
    },
    Format {
        name: "pretalx widget JSON",
        read: |file, name| json_of(file, name, pretalx_widget::is_this, pretalx_widget::read),
    },
    Format {
        name: "iCalendar",
        read: |file, name| match file {
            Content::Calendar(bytes) => Some(ical::read(bytes, name)),
            _ => None,
        },
    },
];

fn json_of(
    file: &Content,
    name: &str,
    is_this: fn(&Node) -> bool,
    read: fn(&Node, &str) -> Result<Draft, Refused>,
) -> Option<Result<Draft, Refused>> {
    match file {
        Content::Json(node) if is_this(node) => Some(read(node, name)),
        _ => None,
    }
}

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
    /// The IANA time zone.
    pub zone: Option<String>,
    /// When the programme's day ends.
    pub day_change: Option<Clock>,
    /// Whether many sessions may be gone.
    pub is_forced: bool,
}

/// A conference made of organisers' files.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The conference.
    pub conference: Conference,
    /// For each speaker, the addresses or file names of their pictures.
    pub pictures: Vec<Vec<String>>,
    /// What there is to say about it.
    pub report: Report,
}

/// Makes a conference of files, over that of last time where there is one. `now` is when changed sessions were changed.
///
/// # Errors
///
/// A sentence on what is wrong with a file, or what to say beside the files.
pub fn import(
    files: &[Source],
    options: &Options,
    previous: Option<&Conference>,
    now: Timestamp,
) -> Result<Imported, Refused> {
    let mut report = Report::default();
    let drafts = drafts(files, &mut report)?;
    let lines = &mut report.lines;
    let zone =
        zone::chosen(options.zone.as_deref(), &drafts, previous.and_then(|one| one.zone.as_deref()), lines)?;
    let mut draft = merge::merged(drafts, zone.as_ref());
    lines.append(&mut draft.lines);
    let id = id(&draft, options, previous, lines)?;
    let name = name(&draft, &id, previous, lines);
    let given = Given {
        id: &id,
        name: &name,
        zone: zone.as_ref(),
        day_change: options.day_change.or_else(|| previous.and_then(|previous| previous.day_change)),
        language: previous.map(|previous| previous.language.as_str()),
    };
    let mut settled = settle::settled(draft, &given, lines);
    if settled.conference.sessions.is_empty() {
        return Err(Refused(
            "the files have no session that can be shown; export the schedule again".to_owned(),
        ));
    }
    if let Some(previous) = previous {
        let now = moment(now, zone.as_ref());
        previous::carry_over(&mut settled.conference, previous, now, options.is_forced, lines)?;
        settled.sort();
    }
    let Settled { conference, pictures } = settled;
    lines.sort();
    report.read.sort();
    report.made = made(&conference);
    Ok(Imported { conference, pictures, report })
}

/// The files as drafts, the richest first, whatever order they were named in.
fn drafts(files: &[Source], report: &mut Report) -> Result<Vec<Draft>, Refused> {
    let mut drafts = Vec::new();
    for Source { name, bytes } in files {
        let content = content::content(bytes, name)?;
        let read =
            |(rank, format): (usize, &Format)| Some((rank, format.name, (format.read)(&content, name)?));
        let Some((rank, format, draft)) = FORMATS.iter().enumerate().find_map(read) else {
            return Err(unknown(&content, name));
        };
        let draft = draft?;
        report.read.push(Read { file: name.clone(), format, counts: counts(&draft) });
        // Of two views of the same system, that with more about its speakers is the richer one.
        let known = draft.speakers.iter().filter(|speaker| speaker.biography.is_some()).count();
        drafts.push((rank, usize::MAX - known, Sha256::digest(bytes), draft));
    }
    drafts.sort_by(|one, other| (one.0, one.1, &one.2).cmp(&(other.0, other.1, &other.2)));
    if drafts.windows(2).any(|pair| pair[0].2 == pair[1].2) {
        report.lines.push(Line::new(Kind::File, "files", "one of them is given twice"));
    }
    Ok(drafts.into_iter().map(|(_, _, _, draft)| draft).collect())
}

fn unknown(content: &Content, name: &str) -> Refused {
    let formats: BTreeSet<&str> = FORMATS.iter().map(|format| format.name).collect();
    let formats: Vec<&str> = formats.into_iter().collect();
    Refused(match content {
        Content::Json(node) if node.has("id") && node.has("language") && node.has("sessions") => {
            format!("`{name}` is a conference file of Hallway already; `hallway check` looks at it")
        }
        Content::Json(node) if node.has("results") && node.has("count") => {
            format!("`{name}` is one page of pretalx's API; take `schedule/export/schedule.json` instead")
        }
        _ => format!("`{name}` is none of the schedules that can be imported ({})", formats.join(", ")),
    })
}

fn counts(draft: &Draft) -> Vec<(&'static str, usize)> {
    let rooms = draft.rooms.iter().chain(draft.sessions.iter().filter_map(|session| session.room.as_ref()));
    let tracks =
        draft.tracks.iter().chain(draft.sessions.iter().filter_map(|session| session.track.as_ref()));
    vec![
        ("sessions", draft.sessions.len()),
        ("breaks", draft.breaks.len()),
        ("speakers", draft.speakers.len()),
        ("rooms", rooms.collect::<BTreeSet<_>>().len()),
        ("tracks", tracks.collect::<BTreeSet<_>>().len()),
    ]
}

/// The organiser's id, else that of last time, else one made of the short name.
fn id(
    draft: &Draft,
    options: &Options,
    previous: Option<&Conference>,
    lines: &mut Vec<Line>,
) -> Result<String, Refused> {
    if let Some(id) = &options.id {
        if !name::is_id(id) {
            return Err(Refused(format!(
                "`--id {id}` is no id; write 1 to 64 of a to z, 0 to 9 and -, neither first nor last a -"
            )));
        }
        if let Some(before) = previous.filter(|previous| previous.id.as_str() != id) {
            let what =
                format!("was `{}`; agendas that attendees saved under it are not found any more", before.id);
            lines.push(Line::new(Kind::IdChanged, id, what));
        }
        return Ok(id.clone());
    }
    if let Some(previous) = previous {
        return Ok(previous.id.to_string());
    }
    let words = [&draft.acronym, &draft.title].into_iter().flatten().map(|words| text::line(words));
    let Some(words) = words.into_iter().find(|words| !words.is_empty()) else {
        let what = "the files do not say what the conference is called; add `--id` with a short name for it, like `--id conf-2027`";
        return Err(Refused(what.to_owned()));
    };
    let id = name::slug(&words);
    lines.push(Line::new(
        Kind::Conference,
        "id",
        format!("`{id}`, of {words:?}; once published it must not change"),
    ));
    Ok(id)
}

/// The name in the conference file, which may have been written by hand, else the files'.
fn name(draft: &Draft, id: &str, previous: Option<&Conference>, lines: &mut Vec<Line>) -> String {
    let title = text::line_if_any(draft.title.as_deref());
    if let Some(previous) = previous {
        if let Some(title) = title.filter(|title| *title != previous.name) {
            let what =
                format!("stays {:?}, as the conference file has it; a file says {title:?}", previous.name);
            lines.push(Line::new(Kind::Conference, "name", what));
        }
        return previous.name.clone();
    }
    title.unwrap_or_else(|| {
        let name = text::line_if_any(draft.acronym.as_deref()).unwrap_or_else(|| id.to_owned());
        let what = format!(
            "no file says it; written as {name:?}. Correct it in the conference file, where it is kept"
        );
        lines.push(Line::new(Kind::Conference, "name", what));
        name
    })
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
