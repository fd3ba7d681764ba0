//! The programme: a conference with its sessions, speakers and rooms, as `conference.json` writes it.
//!
//! The rule of this file: parsing is strict (an unknown field is an error and is never ignored), every kind of id has
//! its own type, and every value that may be missing is an `Option` or an empty list, so that pages can be rendered
//! without it. `validate` checks the rules that the types do not enforce. docs/data-format.md explains the format.

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
            /// The id as written in the programme and in addresses.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsMut<String> for $name {
            /// The id's text, for filling it in.
            fn as_mut(&mut self) -> &mut String {
                &mut self.0
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
    /// Identifies a conference in the keys under which attendees' agendas are saved. It must never change once the
    /// guide is published. Lower-case letters, digits and hyphens.
    ConferenceId
}
id! {
    /// Identifies a session in addresses and saved agendas: it is short, and stays when the session's title changes.
    /// Lower-case letters, digits and hyphens.
    SessionId
}
id! {
    /// Identifies a person in addresses. Lower-case letters, digits and hyphens.
    SpeakerId
}
id! {
    /// Identifies a room in addresses. Lower-case letters, digits and hyphens.
    RoomId
}
id! {
    /// Identifies a track in addresses. Lower-case letters, digits and hyphens.
    TrackId
}

impl SessionId {
    /// Whether a text from outside could be the id of a session: 1 to 64 lower-case letters, digits and hyphens.
    pub fn could_be(text: &str) -> bool {
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        (1..=64).contains(&text.len()) && text.bytes().all(is_plain)
    }
}

/// A conference, or one track of it: everything that this guide shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), serde(deny_unknown_fields))]
pub struct Conference {
    /// The address of the JSON Schema, for editors that complete fields and check values. Not shown.
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
    /// The IANA time zone of the venue, like `Europe/London`. Needed as soon as a session has a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The name and the address of the venue, in a form that calendars and maps find: `Lantern House, Example Street 1,
    /// Berlin`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<String>,
    /// When the programme's day ends: a session that starts earlier belongs to the previous day. Default: 05:00.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_change: Option<TimeOfDay>,
    /// The address at which the guide will be published, like `https://guide.example/2027/`, with a slash at the end.
    /// Link previews and search engines need it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The organiser's own links (official site, imprint, privacy …), shown at the foot of every page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// The hosts of the conference or track, who must be in `speakers`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<SpeakerId>,
    /// The rooms, in the order in which a timetable lists them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rooms: Vec<Room>,
    /// The time it takes to walk between rooms, if it differs from the guide's default.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub walks: Vec<Walk>,
    /// The tracks, in the order in which they are listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<Track>,
    /// The sessions, in the order in which the programme lists them.
    pub sessions: Vec<Session>,
    /// Breaks, meals, registration: they are for everybody and are not in agendas.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<Break>,
    /// The people of the programme: speakers and hosts.
    #[serde(default)]
    pub speakers: Vec<Speaker>,
}

/// A talk, workshop or other session of the programme.
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
    /// The kind of session, like `Workshop`. Sessions with the same words share a filter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The topic, in a word or two. Sessions with the same words share a filter and a colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// The track, which must be in `tracks`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<TrackId>,
    /// The audience, like `Beginner`. Sessions with the same words share a filter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// The languages in which it is held, as BCP 47 tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Further words for searching; each is a filter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// A description of the session.
    #[serde(rename = "abstract", default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text>,
    /// The speakers, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<SpeakerId>,
    /// When it starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Moment>,
    /// When it ends, after `start`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Moment>,
    /// The room, which must be in `rooms`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<RoomId>,
    /// Whether it will be recorded; left out if that is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<bool>,
    /// Whether it was cancelled: it stays in the programme, struck out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cancelled: bool,
    /// Slides, a recording, a page of its own …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Its names in organisers' systems (`code:…`, `guid:…`, `id:…`, `url:…`), by which later imports identify it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternates: Vec<String>,
    /// The number of changes since it was first published. Written by imports.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub revision: u32,
    /// The time of the last change, if there was one. Written by imports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Moment>,
}

/// A break, a meal, registration …
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), serde(deny_unknown_fields))]
pub struct Break {
    /// The title.
    pub title: String,
    /// When it starts.
    pub start: Moment,
    /// When it ends, after `start`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Moment>,
    /// The rooms; an empty list means everywhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rooms: Vec<RoomId>,
}

/// A speaker or host.
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
    /// A picture, as a path relative to the conference file, like `photos/ada.jpg`. It is best square; 320 pixels are
    /// enough. The build copies it; pictures are never fetched from other sites.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<String>,
    /// Links to the speaker's pages elsewhere.
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

/// The walk between two rooms, in both directions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), serde(deny_unknown_fields))]
pub struct Walk {
    /// The two rooms, by their ids.
    pub between: [RoomId; 2],
    /// Its duration in minutes, 0 to 120.
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
    /// The link's text, like `Website`.
    pub label: String,
    /// The address, with `https://`, `http://` or `mailto:`.
    pub address: String,
}

impl Link {
    /// Whether a page may link to an address. Other addresses (`javascript:`, `data:` …) are refused by `validate`; if
    /// the data was not validated, pages do not link to them.
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
    /// When it starts, in seconds since 1970; if it has no time, a value after all others.
    pub fn starts(&self) -> i64 {
        self.start.map_or(i64::MAX, |start| start.seconds())
    }
}

impl Conference {
    /// The sessions in the order of the programme: sorted by start, and those that start together as their rooms are
    /// listed; then those without a time, in the order of the file. All lists of sessions by time have this order.
    pub fn programme(&self) -> Vec<&Session> {
        let place = |room: &RoomId| self.rooms.iter().position(|other| other.id == *room);
        let by_room = order(self.sessions.iter().map(|session| match &session.room {
            Some(room) if session.start.is_some() => place(room).map_or(i64::MAX, |at| at as i64),
            _ => i64::MAX,
        }));
        let by_room: Vec<&Session> = by_room.map(|at| &self.sessions[at]).collect();
        order(by_room.iter().map(|session| session.starts())).map(|at| by_room[at]).collect()
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

    /// Whether this person is a host.
    pub fn is_host(&self, speaker: &Speaker) -> bool {
        self.hosts.contains(&speaker.id)
    }

    /// The speakers in the order of the file, without those who are only hosts.
    pub fn session_speakers(&self) -> impl Iterator<Item = &Speaker> {
        self.speakers.iter().filter(|speaker| !self.is_host(speaker) || self.speaks(speaker))
    }

    /// Whether this person speaks in a session.
    pub fn speaks(&self, speaker: &Speaker) -> bool {
        self.sessions.iter().any(|session| session.speakers.contains(&speaker.id))
    }

    /// The language of a session's texts, if it is known to differ from the conference's.
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

    /// The topics in the order of their first occurrence.
    pub fn topics(&self) -> Vec<&str> {
        distinct(self.sessions.iter().filter_map(|session| session.topic.as_deref()))
    }

    /// The formats in the order of their first occurrence.
    pub fn formats(&self) -> Vec<&str> {
        distinct(self.sessions.iter().filter_map(|session| session.format.as_deref()))
    }
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// The labels in the order of their first occurrence, without duplicates.
pub fn distinct<'a>(labels: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = Vec::new();
    for label in labels {
        if !seen.contains(&label) {
            seen.push(label);
        }
    }
    seen
}
