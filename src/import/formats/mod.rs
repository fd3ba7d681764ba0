//! The formats that can be imported, and the choice of the format of a file.
//!
//! The rule of this folder: a format is recognised by its content; each has one module and one function that makes a
//! `Draft`.

// XML and JSON of the frab family.
mod frab;
mod frab_xml;
mod schedule_json;
// pretalx's codes, and the JSON of its widget.
mod pretalx;
mod pretalx_widget;
// Sessionize's views.
mod sessionize;
// Calendars.
pub mod ical;

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::Source;
use super::draft::Draft;
use super::file::json::Node;
use super::file::{Content, content};
use super::report::{Kind, Line, Read, Refused, Report};

/// A format of schedules.
struct Format {
    /// Its name for organisers.
    name: &'static str,
    /// Reads a file; `None` if it is not of this format.
    read: fn(&Content, &str) -> Option<Result<Draft, Refused>>,
}

/// All formats, those with more details first: if several files of one event contradict each other, the first of these
/// counts.
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

/// Reads the files into drafts, those with more details first, whatever order they were named in.
pub fn drafts(files: &[Source], report: &mut Report) -> Result<Vec<Draft>, Refused> {
    let mut drafts = Vec::new();
    for Source { name, bytes } in files {
        let content = content(bytes, name, &mut report.lines)?;
        let read =
            |(rank, format): (usize, &Format)| Some((rank, format.name, (format.read)(&content, name)?));
        let Some((rank, format, draft)) = FORMATS.iter().enumerate().find_map(read) else {
            return Err(unknown(&content, name));
        };
        let draft = draft?;
        report.read.push(Read { file: name.clone(), format, counts: counts(&draft) });
        // Of two views of the same system, the one with more about its speakers comes first.
        let known = draft.speakers.iter().filter(|speaker| speaker.biography.is_some()).count();
        drafts.push((rank, usize::MAX - known, Sha256::digest(bytes), draft));
    }
    drafts.sort_by(|one, other| (one.0, one.1, &one.2).cmp(&(other.0, other.1, &other.2)));
    if drafts.windows(2).any(|pair| pair[0].2 == pair[1].2) {
        report.lines.push(Line::new(Kind::File, "files", "one of them was given twice"));
    }
    Ok(drafts.into_iter().map(|(_, _, _, draft)| draft).collect())
}

fn unknown(content: &Content, name: &str) -> Refused {
    let formats: BTreeSet<&str> = FORMATS.iter().map(|format| format.name).collect();
    let formats: Vec<&str> = formats.into_iter().collect();
    Refused(match content {
        Content::Json(node) if node.has("id") && node.has("language") && node.has("sessions") => {
            format!("`{name}` is already a conference file of Hallway; use `hallway check` to check it")
        }
        Content::Json(node) if node.has("results") && node.has("count") => {
            format!("`{name}` is one page of pretalx's API; take `schedule/export/schedule.json` instead")
        }
        Content::Json(node) if is_conference_hall(node) => format!(
            "`{name}` seems to be an export of Conference Hall, whose talks have neither times nor rooms; export the \
             published schedule as frab JSON or XML, or as iCalendar"
        ),
        Content::Json(node) if schedule_json::days_of(node).into_iter().any(is_day_of_events) => format!(
            "`{name}` seems to be the JSON of a conference's web page (its days list `rooms` by name and `events` beside \
             them, as EuroPython's API does); take the schedule of the planning tool instead, like pretalx's \
             `schedule/export/schedule.json`"
        ),
        Content::Json(node) if !schedule_json::events_of(node).is_empty() => format!(
            "`{name}` resembles frab's schedule JSON, but its sessions have none of that format's fields (`date`, \
             `start`, `duration`, `guid`); they have {}. Take the schedule of the planning tool instead",
            fields_of(schedule_json::events_of(node)[0])
        ),
        Content::Json(node) => format!(
            "`{name}` is JSON {}, which is none of the formats that can be imported ({})",
            what_it_lists(node),
            formats.join(", ")
        ),
        _ => format!("`{name}` is in none of the formats that can be imported ({})", formats.join(", ")),
    })
}

/// Whether this is an export of Conference Hall: talks that were submitted, not scheduled, and people with a
/// `displayName`.
fn is_conference_hall(file: &Node) -> bool {
    let is_person = |person: &Node| person.has("displayName") || person.has("uid");
    file.has("talks") && file.get("speakers").list().iter().any(is_person)
}

fn is_day_of_events(day: &Node) -> bool {
    schedule_json::only_names_rooms(day) && !day.get("events").list().is_empty()
}

/// The first fields of a file in an unknown format, so that the organiser can recognise what they exported.
fn what_it_lists(file: &Node) -> String {
    let (first, what) = match file {
        Node::List(list) => (list.first().unwrap_or(&Node::Null), "a list of things with"),
        _ => (file, "with"),
    };
    match first.fields() {
        [] => "without any field".to_owned(),
        _ => format!("({what} {})", fields_of(first)),
    }
}

/// The names of the first fields of an object.
fn fields_of(node: &Node) -> String {
    const MOST: usize = 6;
    let fields: Vec<String> =
        node.fields().iter().take(MOST).map(|(field, _)| format!("`{field}`")).collect();
    fields.join(", ")
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
