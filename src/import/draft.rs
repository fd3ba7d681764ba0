//! The form into which every format is read, before anything is decided: names, keys, times and texts as their source
//! wrote them.
//!
//! The rule of this file: a draft drops nothing and decides nothing. Ids, breaks, the zone and omissions are decided
//! once, in `steps`, for all formats alike.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil};

use crate::import::report::Line;
use crate::import::text::line;

/// One file of an organiser, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The conference's name.
    pub title: Option<String>,
    /// A short name, from which an id can be made.
    pub acronym: Option<String>,
    /// The language of the texts, as written.
    pub language: Option<String>,
    /// The time zone, as written: it may not exist.
    pub zone: Option<String>,
    /// The offsets from UTC, in minutes, with which its times are written: a hint for choosing the zone.
    pub offsets: BTreeSet<i32>,
    /// When the programme's day ends, as written: `04:00` or `09:00:00`.
    pub day_change: Option<String>,
    /// The rooms' names in the order in which the file lists them. Rooms that only sessions name need not be here.
    pub rooms: Vec<String>,
    /// The tracks' names in the order in which the file lists them. Tracks that only sessions name need not be here.
    pub tracks: Vec<String>,
    /// The sessions.
    pub sessions: Vec<DraftSession>,
    /// Breaks, meals and service sessions, as the file lists them: possibly once for each room.
    pub breaks: Vec<DraftBreak>,
    /// The people. Those without a session are left out later, with a line in the report.
    pub speakers: Vec<DraftSpeaker>,
    /// Lines for the report: what the reader of the format repaired or could not use.
    pub lines: Vec<Line>,
}

/// A session as its source wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftSession {
    /// The names under which the source's system knows it.
    pub keys: Keys,
    /// The title.
    pub title: String,
    /// A second line of the title.
    pub subtitle: Option<String>,
    /// A text in Markdown, HTML or plain words: the short one.
    pub summary: Option<String>,
    /// A text in Markdown, HTML or plain words: the long one.
    pub description: Option<String>,
    /// When it starts.
    pub start: Option<When>,
    /// Whether a line of the report already says why it has no start.
    pub is_start_told: bool,
    /// The local time of its start, if the source gives it in addition to a date with a time.
    pub wall: Option<civil::DateTime>,
    /// When it ends. Wins over `minutes`.
    pub end: Option<When>,
    /// How long it takes.
    pub minutes: Option<i64>,
    /// The room's name.
    pub room: Option<String>,
    /// The track's name.
    pub track: Option<String>,
    /// The kind of session, like `Workshop`.
    pub format: Option<String>,
    /// The audience.
    pub level: Option<String>,
    /// The languages, each as written: a tag, a list (`de, en`) or a word (`English`, `日本語`).
    pub languages: Vec<String>,
    /// Further words for searching.
    pub tags: Vec<String>,
    /// The `key`s of its speakers, in order.
    pub speakers: Vec<String>,
    /// Whether it will be recorded; `None` if the source does not say.
    pub recorded: Option<bool>,
    /// Whether it was cancelled.
    pub cancelled: bool,
    /// The organiser's decision about it: only accepted sessions are shown.
    pub state: Decision,
    /// Slides, recordings … Its page in the source's system is `keys.url`, not one of these.
    pub links: Vec<DraftLink>,
}

/// The names under which a source's system knows a session. Empty ones are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// A public code, like pretalx's `CFEMBK`.
    pub code: Option<String>,
    /// A globally unique id.
    pub guid: Option<String>,
    /// A number or word that may be unique within its system, or not at all.
    pub id: Option<String>,
    /// The address of its page.
    pub url: Option<String>,
}

/// When something starts or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// An instant: the source gave an offset.
    Instant(Timestamp),
    /// Local time at the conference: the source gave no offset.
    Wall(civil::DateTime),
}

/// The organiser's decision about a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Decision {
    /// It is in the programme.
    #[default]
    Accepted,
    /// It is not in the programme, for this reason in the source's words, like `rejected`.
    NotAccepted(String),
    /// It has been moved to another time, or has none yet, in the source's words, like `RESCHEDULED TO FRIDAY`.
    Moved(String),
    /// An unknown word.
    Unknown(String),
}

impl Decision {
    /// Interprets the word for a state. The second value is whether the session was cancelled.
    pub fn of(word: Option<&str>) -> (Decision, bool) {
        let word = word.unwrap_or_default().trim();
        match word.to_ascii_lowercase().as_str() {
            "canceled" | "cancelled" => (Decision::Accepted, true),
            "rejected" | "declined" | "pending" | "submitted" | "draft" | "withdrawn" | "deleted"
            | "waitlisted" => (Decision::NotAccepted(word.to_owned()), false),
            "" | "accepted" | "accepting" | "confirmed" | "unconfirmed" | "scheduled" | "published"
            | "tentative" | "final" => (Decision::Accepted, false),
            other if ["rescheduled", "postponed", "moved"].iter().any(|begin| other.starts_with(begin)) => {
                (Decision::Moved(word.to_owned()), false)
            }
            _ => (Decision::Unknown(word.to_owned()), false),
        }
    }
}

/// A break, meal or service session, as its source wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftBreak {
    /// The title.
    pub title: String,
    /// When it starts.
    pub start: Option<When>,
    /// When it ends. Wins over `minutes`.
    pub end: Option<When>,
    /// How long it takes.
    pub minutes: Option<i64>,
    /// The room's name; `None` means everywhere.
    pub room: Option<String>,
}

/// A speaker, as their source wrote them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftSpeaker {
    /// The key by which the draft's sessions name them. It is unique in the draft: if a system's ids are not unique, it
    /// is id and name together.
    pub key: String,
    /// A short public code (pretalx), from which the address is made. UUIDs and numbers are not codes.
    pub code: Option<String>,
    /// The name.
    pub name: String,
    /// What they do, and where.
    pub line: Option<String>,
    /// A text in Markdown, HTML or plain words.
    pub biography: Option<String>,
    /// The address or file name of a picture. It is never fetched; it identifies their file in `--photos`.
    pub picture: Option<String>,
    /// Links to their pages elsewhere.
    pub links: Vec<DraftLink>,
}

/// A link as its source wrote it: the address may be relative, without a scheme, or prose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftLink {
    /// The link's text; may be empty.
    pub label: String,
    /// Where it leads.
    pub address: String,
}

impl DraftSession {
    /// Values that distinguish sessions with the same names, for an order that does not depend on the file.
    pub fn words(&self) -> [Option<&str>; 4] {
        let speakers = self.speakers.first().map(String::as_str);
        [self.description.as_deref(), self.summary.as_deref(), self.track.as_deref(), speakers]
    }
}

impl Draft {
    /// A session's name in the report: its title, or a key if it has none.
    pub fn name_of(session: &DraftSession) -> String {
        let keys = &session.keys;
        let title = Some(line(&session.title)).filter(|title| !title.is_empty());
        let key = [&keys.code, &keys.id, &keys.guid, &keys.url].into_iter().find_map(Clone::clone);
        title.or(key).unwrap_or_else(|| "a session without a title".to_owned())
    }
}
