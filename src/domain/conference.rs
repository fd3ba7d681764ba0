//! The programme: a conference with its sessions, speakers and rooms, as `conference.json` writes it.
//!
//! The rule of this file: parsing is strict (an unknown field is an error, never a loss), every id is a type of its
//! own, and whatever a programme may lack is an `Option` or an empty list, so that a page can be right without it.
//! What the types cannot say is said in `validate`. The format is explained in docs/data-format.md.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::moment::{Moment, TimeOfDay};
use super::order::order;
use super::text::Text;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(
            #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$")))]
            String,
        );

        impl $name {
            /// The id as it is written in the programme and in addresses.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    };
}

id! {
    /// Names a conference in the keys under which attendees' agendas are saved: once published it must never change.
    /// Lower-case letters, digits and hyphens.
    ConferenceId
}
id! {
    /// Names a session in addresses and saved agendas: short, and kept when the session's title changes.
    /// Lower-case letters, digits and hyphens.
    SessionId
}
id! {
    /// Names a person in addresses. Lower-case letters, digits and hyphens.
    SpeakerId
}
id! {
    /// Names a room in addresses. Lower-case letters, digits and hyphens.
    RoomId
}
id! {
    /// Names a track in addresses. Lower-case letters, digits and hyphens.
    TrackId
}

/// A conference, or one track of it: all that this guide shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), serde(deny_unknown_fields))]
pub struct Conference {
    /// The address of the JSON Schema, for editors that complete and check while one types. Not shown.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The conference's id.
    pub id: ConferenceId,
    /// The conference's name, the largest words of its first page.
    pub name: String,
    /// One sentence under the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// The language of the texts, as a BCP 47 tag like `en` or `pt-BR`.
    pub language: String,
    /// The IANA time zone of the place, like `Europe/London`. Needed as soon as a session has a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The name and the address of the place, as calendars and maps find it: `Lantern House, Example Street 1, Berlin`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<String>,
    /// When the programme's day ends and the next begins: what starts before it belongs to the evening before. 05:00
    /// unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_change: Option<TimeOfDay>,
    /// Where the guide will be published, like `https://guide.example/2027/`, ending with a slash. Only with it can
    /// link previews and search engines be given whole addresses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The organiser's own links (official site, imprint, privacy …), shown at the foot of every page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// The people who host the conference or track; each is one of `speakers`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<SpeakerId>,
    /// The rooms that sessions name, in the order in which a timetable lists them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rooms: Vec<Room>,
    /// How long walks between rooms take, where that is more or less than the guide assumes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub walks: Vec<Walk>,
    /// The tracks that sessions name, in the order in which they are listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<Track>,
    /// The sessions, in the order in which the programme lists them.
    pub sessions: Vec<Session>,
    /// Breaks, meals, registration: what everybody does at that time, and nobody puts into an agenda.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<Break>,
    /// The people of the programme: speakers and hosts.
    #[serde(default)]
    pub speakers: Vec<Speaker>,
}

/// A talk, workshop or whatever else is listed in the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), serde(deny_unknown_fields))]
pub struct Session {
    /// The session's id.
    pub id: SessionId,
    /// The session's title.
    pub title: String,
    /// A second line of the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// What kind of session it is, like `Workshop`. Sessions with the same words share a filter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// What it is about, in a word or two. Sessions with the same words share a filter and a colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// Which of the conference's `tracks` it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<TrackId>,
    /// Whom it is for, like `Beginner`. Sessions with the same words share a filter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// The languages it is held in, as BCP 47 tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Further words to find it by; each is a filter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// What the session is about, at length.
    #[serde(rename = "abstract", default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text>,
    /// Who speaks, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<SpeakerId>,
    /// When it starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Moment>,
    /// When it ends, after `start`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Moment>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<RoomId>,
    /// Whether it will be recorded; not given where nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<bool>,
    /// True where it was called off: it stays in the programme, struck out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cancelled: bool,
    /// Slides, a recording, a page of its own …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Other names under which organisers' systems know it (`code:…`, `guid:…`, `id:…`, `url:…`), by which a later
    /// import finds it again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternates: Vec<String>,
    /// How often it was changed since it was first published. Imports count it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub revision: u32,
    /// When it was last changed, where it ever was. Imports write it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Moment>,
}

/// A break, a meal, registration …
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), serde(deny_unknown_fields))]
pub struct Break {
    /// What it is.
    pub title: String,
    /// When it starts.
    pub start: Moment,
    /// When it ends, after `start`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Moment>,
    /// Where it is; nowhere is everywhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rooms: Vec<RoomId>,
}

/// Somebody who speaks or hosts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), serde(deny_unknown_fields))]
pub struct Speaker {
    /// The speaker's id.
    pub id: SpeakerId,
    /// The name, as the speaker writes it.
    pub name: String,
    /// The line under the name: what the speaker does, and where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// The speaker's biography.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub biography: Option<Text>,
    /// A picture, as the path of a file beside the data, like `photos/ada.jpg`. Square is best, 320 pixels enough.
    /// The build copies it; pictures are never fetched from elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<String>,
    /// Where to find the speaker.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

/// A place where sessions are held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), serde(deny_unknown_fields))]
pub struct Room {
    /// The room's id.
    pub id: RoomId,
    /// The room's name.
    pub name: String,
}

/// The way between two rooms, in both directions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), serde(deny_unknown_fields))]
pub struct Walk {
    /// The two rooms, by their ids.
    pub between: [RoomId; 2],
    /// How many minutes it takes, 0 to 120.
    pub minutes: u8,
}

/// Sessions that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), serde(deny_unknown_fields))]
pub struct Track {
    /// The track's id.
    pub id: TrackId,
    /// The track's name.
    pub name: String,
}

/// An address outside the guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), serde(deny_unknown_fields))]
pub struct Link {
    /// What the link says, like `Website`.
    pub label: String,
    /// Where it leads: `https://`, `http://` or `mailto:`.
    pub address: String,
}

impl Link {
    /// Whether a page may link to an address. Everything else (`javascript:`, `data:` …) is refused by `validate`
    /// and, for data that was never validated, not linked.
    pub fn may_lead_to(address: &str) -> bool {
        let scheme = address.split(':').next().unwrap_or_default();
        let rest = &address[scheme.len()..];
        let plain = !address.contains(|letter: char| letter.is_control() || letter.is_whitespace());
        plain
            && match scheme {
                "https" | "http" => {
                    rest.strip_prefix("://").is_some_and(|host| !host.is_empty() && !host.starts_with('/'))
                }
                "mailto" => rest.contains('@'),
                _ => false,
            }
    }
}

impl Session {
    /// When it starts, in seconds since 1970; without a time after all others.
    pub fn starts(&self) -> i64 {
        self.start.map_or(i64::MAX, |start| start.seconds())
    }
}

impl Break {
    /// When it is over, in seconds since 1970; without an end it is so at once.
    pub fn ends(&self) -> i64 {
        self.end.unwrap_or(self.start).seconds()
    }
}

impl Conference {
    /// The sessions as the programme runs: by start; those without a time after them, in the order of the file.
    pub fn programme(&self) -> Vec<&Session> {
        order(self.sessions.iter().map(Session::starts)).map(|at| &self.sessions[at]).collect()
    }

    /// The room that a session is in.
    pub fn room_of(&self, session: &Session) -> Option<&Room> {
        self.room(session.room.as_ref()?)
    }

    /// The session of this id.
    pub fn session(&self, id: &SessionId) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == *id)
    }

    /// The speaker or host of this id.
    pub fn speaker(&self, id: &SpeakerId) -> Option<&Speaker> {
        self.speakers.iter().find(|speaker| speaker.id == *id)
    }

    /// The room of this id.
    pub fn room(&self, id: &RoomId) -> Option<&Room> {
        self.rooms.iter().find(|room| room.id == *id)
    }

    /// The track of this id.
    pub fn track(&self, id: &TrackId) -> Option<&Track> {
        self.tracks.iter().find(|track| track.id == *id)
    }

    /// The hosts, in order.
    pub fn hosts(&self) -> impl Iterator<Item = &Speaker> {
        self.hosts.iter().filter_map(|id| self.speaker(id))
    }

    /// Whether this person hosts.
    pub fn is_host(&self, speaker: &Speaker) -> bool {
        self.hosts.contains(&speaker.id)
    }

    /// The speakers in the order of the file: everybody but those who only host.
    pub fn session_speakers(&self) -> impl Iterator<Item = &Speaker> {
        self.speakers.iter().filter(|speaker| !self.is_host(speaker) || self.speaks(speaker))
    }

    /// Whether this person speaks in some session.
    pub fn speaks(&self, speaker: &Speaker) -> bool {
        self.sessions.iter().any(|session| session.speakers.contains(&speaker.id))
    }

    /// The language of a session's words, where it is known to be another than the conference's.
    pub fn language_of<'a>(&self, session: &'a Session) -> Option<&'a str> {
        match &session.languages[..] {
            [only] if *only != self.language => Some(only),
            _ => None,
        }
    }

    /// A session's speakers, in its order.
    pub fn speakers_of<'a>(&'a self, session: &'a Session) -> impl Iterator<Item = &'a Speaker> {
        session.speakers.iter().filter_map(|id| self.speaker(id))
    }

    /// A speaker's sessions, as the programme runs.
    pub fn sessions_of(&self, speaker: &Speaker) -> Vec<&Session> {
        let mut sessions = self.programme();
        sessions.retain(|session| session.speakers.contains(&speaker.id));
        sessions
    }

    /// All other sessions, those of the same topic or track first: as the programme runs after this one, then those before
    /// it, which who reads it has often missed.
    pub fn others(&self, session: &Session) -> Vec<&Session> {
        let programme = self.programme();
        let at = programme.iter().position(|other| other.id == session.id).unwrap_or_default();
        let others = programme[at..].iter().chain(&programme[..at]).copied();
        let is_alike = |other: &&Session| {
            (other.topic.is_some() && other.topic == session.topic)
                || (other.track.is_some() && other.track == session.track)
        };
        let (mut alike, rest): (Vec<_>, Vec<_>) =
            others.filter(|other| other.id != session.id).partition(is_alike);
        alike.extend(rest);
        alike
    }

    /// The sessions before and after this one, as the programme runs.
    pub fn neighbours(&self, session: &Session) -> Neighbours<'_> {
        let programme = self.programme();
        let at = programme.iter().position(|other| other.id == session.id);
        Neighbours {
            previous: at.and_then(|at| at.checked_sub(1)).map(|at| programme[at]),
            next: at.and_then(|at| programme.get(at + 1).copied()),
        }
    }

    /// The topics in the order in which sessions bring them up.
    pub fn topics(&self) -> Vec<&str> {
        distinct(self.sessions.iter().filter_map(|session| session.topic.as_deref()))
    }

    /// The formats in the order in which sessions bring them up.
    pub fn formats(&self) -> Vec<&str> {
        distinct(self.sessions.iter().filter_map(|session| session.format.as_deref()))
    }
}

/// What stands beside a session in the programme.
pub struct Neighbours<'a> {
    /// The session before, unless this is the first.
    pub previous: Option<&'a Session>,
    /// The session after, unless this is the last.
    pub next: Option<&'a Session>,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// The labels in the order in which they come up, each once.
pub(super) fn distinct<'a>(labels: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = Vec::new();
    for label in labels {
        if !seen.contains(&label) {
            seen.push(label);
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_of_the_same_topic_or_track_come_first_then_what_follows_and_none_is_nothing_in_common() {
        let conference: Conference = serde_json::from_value(serde_json::json!({
            "id": "c", "name": "C", "language": "en",
            "sessions": [
                { "id": "a", "title": "A" },
                { "id": "b", "title": "B", "topic": "Rust" },
                { "id": "c", "title": "C", "topic": "Web", "track": "systems" },
                { "id": "d", "title": "D" },
                { "id": "e", "title": "E", "topic": "Rust", "track": "systems" },
            ],
        }))
        .unwrap();
        let others = |of: &str| -> String {
            let session = conference.session(&of.into()).unwrap();
            conference.others(session).iter().map(|other| other.id.as_str()).collect()
        };
        assert_eq!(others("b"), "ecda");
        assert_eq!(others("e"), "bcad");
        assert_eq!(others("a"), "bcde");
    }
}
