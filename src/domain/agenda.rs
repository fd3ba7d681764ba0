//! The sessions an attendee chose: what is remembered of each ([`Pick`]), how an agenda is saved ([`saved`]), and what
//! has changed in the sessions since ([`changes`]).
//!
//! The rule: a pick remembers the session as the attendee last took note of it. So the app can show what has changed
//! since, and still show the name of a session that has left the programme.

pub mod changes;
pub mod saved;

use serde::Serialize;

use self::saved::MOST_PICKS;
use super::conference::{Conference, Session, SessionId};
use super::moment::Moment;

/// The chosen sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// Sorted by id, without duplicates. A list and not a map: it holds a few dozen picks, and a map's code is 2 kB of
    /// brotli.
    picks: Vec<(SessionId, Pick)>,
}

/// What is remembered of a chosen session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pick {
    /// The title that the attendee last took note of.
    pub title: String,
    /// How much they want to go.
    pub wish: Wish,
    /// The session as they last took note of it; `None` in a pick that an early build saved, which kept only the title.
    pub seen: Option<Seen>,
    /// The session as the list of changes last showed it, if that differs from `seen`.
    pub shown: Option<Seen>,
    /// Its other ids in organisers' systems, by which it is found again if its id changes.
    pub alternates: Vec<String>,
    /// The revision of the session in the programme as last read.
    pub revision: u32,
    /// The revision that calendars get: the programme's, or a higher one if the session was gone in between.
    pub sequence: u32,
    /// Whether the session was missing when the programme was last read.
    pub is_absent: bool,
    /// The ids that the session had before.
    pub formerly: Vec<SessionId>,
    /// The sessions about which the attendee said: it is not this one.
    pub refused: Vec<SessionId>,
}

/// How much an attendee wants to go to a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    /// They want to go, whatever else runs then.
    #[default]
    Must,
    /// They go if nothing better runs then.
    Maybe,
}

/// What an attendee knows of a session: the details whose changes matter to them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// Its title.
    pub title: String,
    /// When it starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<Moment>,
    /// When it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Moment>,
    /// The name of its room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// The names of its speakers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<String>,
    /// Whether it was called off.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub cancelled: bool,
    /// Whether the session was missing in the programme.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
}

/// What merging another agenda into this one did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The picks that were not there before.
    pub added: Agenda,
    /// How many were there already.
    pub known: usize,
    /// How many were left out, because an agenda holds at most [`MOST_PICKS`].
    pub too_many: usize,
}

impl Seen {
    /// The current state of a session.
    pub fn of(session: &Session, conference: &Conference) -> Seen {
        let room = conference.room_of(session);
        Seen {
            title: session.title.clone(),
            start: session.start,
            end: session.end,
            room: room.map(|room| room.name.clone()),
            speakers: conference.speakers_of(session).map(|speaker| speaker.name.clone()).collect(),
            cancelled: session.cancelled,
            gone: false,
        }
    }
}

impl Pick {
    /// A new pick of a session.
    pub fn of(session: &Session, conference: &Conference) -> Pick {
        let seen = Seen::of(session, conference);
        Pick {
            title: seen.title.clone(),
            seen: Some(seen),
            alternates: session.alternates.clone(),
            revision: session.revision,
            sequence: session.revision,
            ..Pick::default()
        }
    }

    /// Records that the attendee took note of the session as it is now.
    pub fn take_note(&mut self, now: Seen) {
        self.title.clone_from(&now.title);
        (self.seen, self.shown) = (Some(now), None);
    }
}

impl Agenda {
    /// Whether the session is chosen.
    pub fn contains(&self, id: &SessionId) -> bool {
        self.find(id).is_ok()
    }

    /// Chooses a session; an earlier pick of it is replaced.
    pub fn add(&mut self, id: SessionId, pick: Pick) {
        match self.find(&id) {
            Ok(at) => self.picks[at].1 = pick,
            Err(at) => self.picks.insert(at, (id, pick)),
        }
    }

    /// Takes a session out, and returns what was remembered of it.
    pub fn remove(&mut self, id: &SessionId) -> Option<Pick> {
        self.find(id).ok().map(|at| self.picks.remove(at).1)
    }

    /// The position of a session's pick: `Ok` if there is one, else `Err` with the position where it belongs.
    fn find(&self, id: &SessionId) -> Result<usize, usize> {
        self.picks.binary_search_by(|(other, _)| other.cmp(id))
    }

    /// What is remembered of a session, if it is chosen.
    pub fn pick(&self, id: &SessionId) -> Option<&Pick> {
        self.find(id).ok().map(|at| &self.picks[at].1)
    }

    /// How much the attendee wants to go to a session, if it is chosen.
    pub fn wish(&self, id: &SessionId) -> Option<Wish> {
        self.pick(id).map(|pick| pick.wish)
    }

    /// How many sessions are chosen.
    pub fn len(&self) -> usize {
        self.picks.len()
    }

    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.picks.is_empty()
    }

    /// The picks, sorted by id.
    pub fn picks(&self) -> impl Iterator<Item = (&SessionId, &Pick)> {
        self.picks.iter().map(|(id, pick)| (id, pick))
    }

    /// The chosen ones of the programme's sessions, in the programme's order.
    pub fn sessions<'a>(&self, programme: &[&'a Session]) -> Vec<&'a Session> {
        programme.iter().filter(|session| self.contains(&session.id)).copied().collect()
    }

    /// For each pick, in order of id, its session in the programme. Looking up the sessions one by one would search the
    /// whole programme for every pick.
    fn found<'c>(&self, conference: &'c Conference) -> Vec<Option<&'c Session>> {
        let mut found = vec![None; self.picks.len()];
        for session in &conference.sessions {
            if let Ok(at) = self.find(&session.id) {
                found[at] = Some(session);
            }
        }
        found
    }

    /// The picks whose sessions are no longer in the programme, sorted by id.
    pub fn vanished(&self, conference: &Conference) -> impl Iterator<Item = (&SessionId, &Pick)> {
        self.picks()
            .zip(self.found(conference))
            .filter(|(_, session)| session.is_none())
            .map(|(pick, _)| pick)
    }

    /// Merges another agenda into this one, as far as there is room. No pick of this one is lost or changed.
    pub fn merge(&mut self, other: Agenda) -> Merged {
        let mut merged = Merged { added: Agenda::default(), known: 0, too_many: 0 };
        for (id, pick) in other.picks {
            if self.contains(&id) {
                merged.known += 1;
            } else if self.len() >= MOST_PICKS {
                merged.too_many += 1;
            } else {
                merged.added.add(id.clone(), pick.clone());
                self.add(id, pick);
            }
        }
        merged
    }
}

impl FromIterator<(SessionId, Pick)> for Agenda {
    fn from_iter<I: IntoIterator<Item = (SessionId, Pick)>>(picks: I) -> Self {
        picks.into_iter().fold(Agenda::default(), |mut agenda, (id, pick)| {
            agenda.add(id, pick);
            agenda
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub fn conference() -> Conference {
        serde_json::from_value(serde_json::json!({
            "id": "c", "name": "The C", "language": "en",
            "sessions": [{ "id": "two", "title": "Two" }, { "id": "one", "title": "One, retitled" }],
        }))
        .unwrap()
    }

    pub fn titled(title: &str) -> Pick {
        Pick { title: title.to_owned(), ..Pick::default() }
    }

    pub fn agenda(titles: &[(&str, &str)]) -> Agenda {
        titles.iter().map(|(id, title)| ((*id).into(), titled(title))).collect()
    }

    #[test]
    fn picks_are_shown_as_the_programme_runs_and_vanished_ones_by_the_title_they_had() {
        let agenda = agenda(&[("one", "One"), ("two", "Two"), ("gone", "Gone with the wind")]);
        let conference = conference();
        let ids: Vec<&str> =
            agenda.sessions(&conference.programme()).iter().map(|session| session.id.as_str()).collect();
        assert_eq!(ids, ["two", "one"]);
        let gone: Vec<&str> = agenda.vanished(&conference).map(|(_, pick)| pick.title.as_str()).collect();
        assert_eq!(gone, ["Gone with the wind"]);
    }

    fn any_seen() -> impl Strategy<Value = Seen> {
        let moment = (0..4_000_000_000_i64, -1439..1440_i16).prop_map(|(at, offset)| Moment::at(at, offset));
        let moment = proptest::option::of(moment);
        let words = proptest::collection::vec("\\PC{0,6}", 0..3);
        let room = proptest::option::of("\\PC{0,6}");
        ("\\PC{0,8}", moment, room, words, any::<[bool; 2]>()).prop_map(
            |(title, start, room, speakers, [cancelled, gone])| Seen {
                title,
                start,
                end: start,
                room,
                speakers,
                cancelled,
                gone,
            },
        )
    }

    pub fn any_pick() -> impl Strategy<Value = Pick> {
        let seen = || proptest::option::of(any_seen());
        let ids = proptest::collection::vec("[a-e]", 0..3);
        ("\\PC{0,8}", any::<[bool; 2]>(), seen(), seen(), ids, any::<[u32; 2]>()).prop_map(
            |(title, [is_maybe, is_absent], seen, shown, alternates, [revision, sequence])| {
                let wish = if is_maybe { Wish::Maybe } else { Wish::Must };
                let formerly: Vec<SessionId> = alternates.iter().map(|id| id.as_str().into()).collect();
                let refused = formerly.clone();
                Pick {
                    title,
                    wish,
                    seen,
                    shown,
                    alternates,
                    revision,
                    sequence,
                    is_absent,
                    formerly,
                    refused,
                }
            },
        )
    }

    pub fn any_agenda() -> impl Strategy<Value = Agenda> {
        proptest::collection::btree_map("[a-e]", any_pick(), 0..5)
            .prop_map(|picks| picks.into_iter().map(|(id, pick)| (id.as_str().into(), pick)).collect())
    }

    proptest! {
        #[test]
        fn merging_adds_what_is_new_and_changes_nothing_that_was_there(mine in any_agenda(), theirs in any_agenda()) {
            let mut both = mine.clone();
            let merged = both.merge(theirs.clone());
            prop_assert_eq!(merged.added.len() + merged.known, theirs.len());
            prop_assert_eq!(both.len(), mine.len() + merged.added.len());
            for (id, pick) in mine.picks() {
                prop_assert_eq!(both.remove(id), Some(pick.clone()));
            }
            prop_assert_eq!(both, merged.added);
        }
    }
}
