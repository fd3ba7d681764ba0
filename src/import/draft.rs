//! What every format is read into, before anything is decided: names, keys, times and texts as their source wrote them.
//!
//! The rule of this file: a draft loses nothing and judges nothing. Which id a session gets, what a break is, which zone
//! holds and what is left out is decided once, in `settle`, for all formats alike.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil};

use crate::import::report::Line;
use crate::import::text::line;

/// One file of an organiser, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The conference's name.
    pub title: Option<String>,
    /// A short name, of which an id can be made.
    pub acronym: Option<String>,
    /// The language of the texts, as written.
    pub language: Option<String>,
    /// The time zone, as written: it may be none.
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
    /// Breaks, meals and service sessions, one for each room as far as the file repeats them.
    pub breaks: Vec<DraftBreak>,
    /// The people; those whom no session names are left out later, with a line.
    pub speakers: Vec<DraftSpeaker>,
    /// What the format's own reading repaired or could not use.
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
    /// What the clock on the wall shows at its start, where the source writes that beside a date with a time.
    pub wall: Option<civil::DateTime>,
    /// When it ends. Wins over `minutes`.
    pub end: Option<When>,
    /// How long it takes.
    pub minutes: Option<i64>,
    /// The room's name.
    pub room: Option<String>,
    /// The track's name.
    pub track: Option<String>,
    /// What kind of session it is, like `Workshop`.
    pub format: Option<String>,
    /// Whom it is for.
    pub level: Option<String>,
    /// The languages, each as written: a tag, a list (`de, en`) or a word (`English`, `日本語`).
    pub languages: Vec<String>,
    /// Further words to find it by.
    pub tags: Vec<String>,
    /// The `key` of each of the draft's speakers who speak, in order.
    pub speakers: Vec<String>,
    /// Whether it will be recorded, where the source says so.
    pub recorded: Option<bool>,
    /// True where it was called off.
    pub cancelled: bool,
    /// What the organiser decided about it: only accepted sessions are shown.
    pub state: State,
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
    /// A number or word that is unique in its system, if at all.
    pub id: Option<String>,
    /// The address of its page.
    pub url: Option<String>,
}

/// When something starts or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At an instant: the source gave an offset.
    Instant(Timestamp),
    /// When the clock on the wall of the conference shows this: the source gave no offset.
    Wall(civil::DateTime),
}

/// What the organiser decided about a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// It is in the programme.
    #[default]
    Accepted,
    /// It is not, for this reason in the source's own word, like `rejected`.
    NotAccepted(String),
    /// It is at another time, or at none yet, by the source's own words, like `RESCHEDULED TO FRIDAY`.
    Moved(String),
    /// A word that nobody knows.
    Unknown(String),
}

impl State {
    /// What a state's word means, and whether the session was called off.
    pub fn of(word: Option<&str>) -> (State, bool) {
        let word = word.unwrap_or_default().trim();
        match word.to_ascii_lowercase().as_str() {
            "canceled" | "cancelled" => (State::Accepted, true),
            "rejected" | "declined" | "pending" | "submitted" | "draft" | "withdrawn" | "deleted"
            | "waitlisted" => (State::NotAccepted(word.to_owned()), false),
            "" | "accepted" | "accepting" | "confirmed" | "unconfirmed" | "scheduled" | "published"
            | "tentative" | "final" => (State::Accepted, false),
            other if ["rescheduled", "postponed", "moved"].iter().any(|begin| other.starts_with(begin)) => {
                (State::Moved(word.to_owned()), false)
            }
            _ => (State::Unknown(word.to_owned()), false),
        }
    }
}

/// A break, meal or service session, as its source wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftBreak {
    /// What it is.
    pub title: String,
    /// When it starts.
    pub start: Option<When>,
    /// When it ends. Wins over `minutes`.
    pub end: Option<When>,
    /// How long it takes.
    pub minutes: Option<i64>,
    /// The room's name; none is everywhere.
    pub room: Option<String>,
}

/// Somebody, as their source wrote them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftSpeaker {
    /// By what the draft's sessions name them. Unique in the draft; where a system's ids are not, id and name together.
    pub key: String,
    /// A short public code (pretalx), of which the address is made. UUIDs and numbers are no codes.
    pub code: Option<String>,
    /// The name.
    pub name: String,
    /// What they do, and where.
    pub line: Option<String>,
    /// A text in Markdown, HTML or plain words.
    pub biography: Option<String>,
    /// The address or file name of a picture. Never fetched: it tells which file of `--photos` is theirs.
    pub picture: Option<String>,
    /// Where to find them.
    pub links: Vec<DraftLink>,
}

/// A link as its source wrote it: the address may be relative, without a scheme, or prose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftLink {
    /// What the link says; may be empty.
    pub label: String,
    /// Where it leads.
    pub address: String,
}

impl DraftSession {
    /// What tells it from one that has the same names, for an order that depends on no file.
    pub fn words(&self) -> [Option<&str>; 4] {
        let speakers = self.speakers.first().map(String::as_str);
        [self.description.as_deref(), self.summary.as_deref(), self.track.as_deref(), speakers]
    }
}

impl Draft {
    /// A session's name for lines of the report: its title, or a key where it has none.
    pub fn name_of(session: &DraftSession) -> String {
        let keys = &session.keys;
        let title = Some(line(&session.title)).filter(|title| !title.is_empty());
        let key = [&keys.code, &keys.id, &keys.guid, &keys.url].into_iter().find_map(Clone::clone);
        title.or(key).unwrap_or_else(|| "a session without a title".to_owned())
    }
}
