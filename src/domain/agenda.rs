//! The sessions an attendee chose, and the two forms in which they are kept: one small text for each pick, and a file.
//!
//! A pick remembers the session as the attendee last took note of it, so that they can be told what has changed since
//! (`changes`), and a session that leaves the programme is still shown by name.
//! Both forms carry a version. What cannot be read is reported, never guessed, so that whoever reads leaves it alone;
//! every form ever released has a fixture in the tests below.

use serde::Serialize;
use serde_json::Value;

use super::conference::{Conference, ConferenceId, Session, SessionId};
use super::moment::Moment;

/// The version of the saved pick and of the file that this build writes.
const VERSION: u32 = 1;

/// The chosen sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// By id, each once. A list and not a map: it holds some dozens, and a map's code is 2 kB of brotli.
    pub(super) picks: Vec<(SessionId, Pick)>,
}

/// What is remembered of a chosen session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pick {
    /// The title that the attendee last took note of.
    pub title: String,
    /// How much they want to go.
    pub wish: Wish,
    /// The session as they last took note of it; none in a pick of release 0.1, which kept the title alone.
    pub seen: Option<Seen>,
    /// The session as the list of changes last showed it, where that is another.
    pub shown: Option<Seen>,
    /// The other names under which organisers' systems know it, by which it is found again.
    pub alternates: Vec<String>,
    /// The programme's revision of it, as it was last.
    pub revision: u32,
    /// What calendars are told as its revision: that of the programme, counted on where the session was gone meanwhile.
    pub sequence: u32,
    /// Whether the programme had it no longer.
    pub is_absent: bool,
    /// The ids that the session had before.
    pub formerly: Vec<SessionId>,
    /// The sessions that the attendee said this is not.
    pub refused: Vec<SessionId>,
}

/// How much an attendee wants to go to a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    /// Whatever else there is.
    #[default]
    Must,
    /// If nothing better is.
    Maybe,
}

/// What an attendee knows of a session: what they would want to be told of when it changes.
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
    /// Whether the programme had it no longer.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
}

/// Why a saved text is not one of our picks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Not in any form of ours.
    Garbage,
    /// In a form that a newer build wrote.
    Newer,
}

/// Why a file is not an agenda for this conference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAnAgenda {
    /// Not in any form of ours, or written by a newer build.
    Unreadable(Unreadable),
    /// An agenda for the conference of this name.
    OtherConference(String),
}

/// What merging another agenda into this one did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The picks that were not there before.
    pub added: Agenda,
    /// How many were there already.
    pub known: usize,
}

impl Seen {
    /// What there is to know of a session now.
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

    /// Reads the saved form; what it lacks is as by itself.
    fn from_value(value: &Value) -> Option<Seen> {
        let is = |name| value.get(name).and_then(Value::as_bool).unwrap_or_default();
        let moment = |name| Moment::parse(value.get(name)?.as_str()?).ok();
        Some(Seen {
            title: word(value, "title")?,
            start: moment("start"),
            end: moment("end"),
            room: word(value, "room"),
            speakers: words(value, "speakers"),
            cancelled: is("cancelled"),
            gone: is("gone"),
        })
    }
}

impl Pick {
    /// What to remember of a session that is chosen now.
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

    /// The saved form.
    pub fn to_saved(&self) -> SavedPick<'_> {
        SavedPick { v: Some(VERSION), id: None, ..self.to_entry() }
    }

    fn to_entry(&self) -> SavedPick<'_> {
        SavedPick {
            v: None,
            id: None,
            title: &self.title,
            level: (self.wish == Wish::Maybe).then_some(MAYBE),
            seen: self.seen.as_ref(),
            shown: self.shown.as_ref(),
            alternates: &self.alternates,
            revision: self.revision,
            sequence: self.sequence,
            absent: self.is_absent,
            formerly: &self.formerly,
            refused: &self.refused,
        }
    }

    /// Reads the saved form.
    ///
    /// # Errors
    ///
    /// [`Unreadable`], for a text to be left as it is.
    pub fn from_saved(text: &str) -> Result<Pick, Unreadable> {
        Pick::from_value(&read_version(text)?).ok_or(Unreadable::Garbage)
    }

    fn from_value(saved: &Value) -> Option<Pick> {
        let number = |name| saved.get(name).and_then(Value::as_u64).unwrap_or_default() as u32;
        let ids = |name| words(saved, name).iter().map(|id| SessionId::from(id.as_str())).collect();
        Some(Pick {
            title: word(saved, "title")?,
            wish: if word(saved, "level").as_deref() == Some(MAYBE) { Wish::Maybe } else { Wish::Must },
            seen: saved.get("seen").and_then(Seen::from_value),
            shown: saved.get("shown").and_then(Seen::from_value),
            alternates: words(saved, "alternates"),
            revision: number("revision"),
            sequence: number("sequence"),
            is_absent: saved.get("absent").and_then(Value::as_bool).unwrap_or_default(),
            formerly: ids("formerly"),
            refused: ids("refused"),
        })
    }

    /// The attendee took note of the session as it is.
    pub fn take_note(&mut self, now: Seen) {
        self.title.clone_from(&now.title);
        (self.seen, self.shown) = (Some(now), None);
    }
}

const MAYBE: &str = "maybe";

/// A pick as it is saved, one under each key, and in a file. Release 0.1 wrote `v` and `title`, and reads no more of it.
#[derive(Serialize)]
pub struct SavedPick<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    v: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a SessionId>,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<&'a Seen>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shown: Option<&'a Seen>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    alternates: &'a [String],
    #[serde(skip_serializing_if = "is_zero")]
    revision: u32,
    #[serde(skip_serializing_if = "is_zero")]
    sequence: u32,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    absent: bool,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    formerly: &'a [SessionId],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    refused: &'a [SessionId],
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// An agenda as it is saved to a file.
#[derive(Serialize)]
struct SavedAgenda<'a> {
    v: u32,
    conference: &'a ConferenceId,
    name: &'a str,
    sessions: Vec<SavedPick<'a>>,
}

/// Reads a saved text. Tells a newer form from garbage by its version alone: whatever else a newer form has is unknown
/// here. A plain value is taken apart, for the same reason as in `data/browser.rs`.
fn read_version(text: &str) -> Result<Value, Unreadable> {
    let saved: Value = serde_json::from_str(text).map_err(|_| Unreadable::Garbage)?;
    match saved.get("v").and_then(Value::as_u64) {
        Some(version) if version == u64::from(VERSION) => Ok(saved),
        Some(version) if version > u64::from(VERSION) => Err(Unreadable::Newer),
        _ => Err(Unreadable::Garbage),
    }
}

fn word(saved: &Value, name: &str) -> Option<String> {
    Some(saved.get(name)?.as_str()?.to_owned())
}

fn words(saved: &Value, name: &str) -> Vec<String> {
    let words = saved.get(name).and_then(Value::as_array);
    words.into_iter().flatten().filter_map(|word| Some(word.as_str()?.to_owned())).collect()
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

    /// Where a session's pick stands, or where it would.
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

    /// The picks, by id.
    pub fn picks(&self) -> impl Iterator<Item = (&SessionId, &Pick)> {
        self.picks.iter().map(|(id, pick)| (id, pick))
    }

    /// The chosen sessions that the programme has, as it runs.
    pub fn sessions<'a>(&self, conference: &'a Conference) -> Vec<&'a Session> {
        let mut sessions = conference.programme();
        sessions.retain(|session| self.contains(&session.id));
        sessions
    }

    /// For each pick, by id, the session that the programme has. Looking each up by itself would go through the programme
    /// for every pick.
    pub(super) fn found<'c>(&self, conference: &'c Conference) -> Vec<Option<&'c Session>> {
        let mut found = vec![None; self.picks.len()];
        for session in &conference.sessions {
            if let Ok(at) = self.find(&session.id) {
                found[at] = Some(session);
            }
        }
        found
    }

    /// The picks that the programme no longer has, by id.
    pub fn vanished(&self, conference: &Conference) -> impl Iterator<Item = (&SessionId, &Pick)> {
        self.picks()
            .zip(self.found(conference))
            .filter(|(_, session)| session.is_none())
            .map(|(pick, _)| pick)
    }

    /// Takes in another agenda. Nothing that is here is lost or changed.
    pub fn merge(&mut self, other: Agenda) -> Merged {
        let mut merged = Merged { added: Agenda::default(), known: 0 };
        for (id, pick) in other.picks {
            if self.contains(&id) {
                merged.known += 1;
            } else {
                merged.added.add(id.clone(), pick.clone());
                self.add(id, pick);
            }
        }
        merged
    }

    /// The text of a file that another browser can load.
    pub fn to_file(&self, conference: &Conference) -> String {
        let sessions = self.picks().map(|(id, pick)| SavedPick { id: Some(id), ..pick.to_entry() });
        let saved = SavedAgenda {
            v: VERSION,
            conference: &conference.id,
            name: &conference.name,
            sessions: sessions.collect(),
        };
        serde_json::to_string(&saved)
            .expect("strings and numbers are always JSON: saved_to_a_file_and_loaded")
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// [`NotAnAgenda`], where it is none or belongs to another conference.
    pub fn from_file(text: &str, conference: &Conference) -> Result<Agenda, NotAnAgenda> {
        // Some editors put a byte order mark first.
        let text = text.trim_start_matches('\u{FEFF}');
        let saved = read_version(text).map_err(NotAnAgenda::Unreadable)?;
        let read = || {
            let pick = |saved| Some((word(saved, "id")?.as_str().into(), Pick::from_value(saved)?));
            let picks = saved.get("sessions")?.as_array()?.iter().map(pick).collect::<Option<Agenda>>()?;
            Some((word(&saved, "conference")?, word(&saved, "name")?, picks))
        };
        match read() {
            None => Err(NotAnAgenda::Unreadable(Unreadable::Garbage)),
            Some((id, name, _)) if id != conference.id.as_str() => Err(NotAnAgenda::OtherConference(name)),
            Some((.., picks)) => Ok(picks),
        }
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn conference() -> Conference {
        serde_json::from_value(serde_json::json!({
            "id": "c", "name": "The C", "language": "en",
            "sessions": [{ "id": "two", "title": "Two" }, { "id": "one", "title": "One, retitled" }],
        }))
        .unwrap()
    }

    fn titled(title: &str) -> Pick {
        Pick { title: title.to_owned(), ..Pick::default() }
    }

    fn agenda(titles: &[(&str, &str)]) -> Agenda {
        titles.iter().map(|(id, title)| ((*id).into(), titled(title))).collect()
    }

    #[test]
    fn picks_are_shown_as_the_programme_runs_and_vanished_ones_by_the_title_they_had() {
        let agenda = agenda(&[("one", "One"), ("two", "Two"), ("gone", "Gone with the wind")]);
        let conference = conference();
        let ids: Vec<&str> = agenda.sessions(&conference).iter().map(|session| session.id.as_str()).collect();
        assert_eq!(ids, ["two", "one"]);
        let gone: Vec<&str> = agenda.vanished(&conference).map(|(_, pick)| pick.title.as_str()).collect();
        assert_eq!(gone, ["Gone with the wind"]);
    }

    #[test]
    fn a_pick_saved_by_release_0_1_is_read() {
        assert_eq!(Pick::from_saved(r#"{"v":1,"title":"One"}"#), Ok(titled("One")));
    }

    #[test]
    fn a_pick_of_today_is_read_by_later_builds() {
        let saved = r#"{"v":1,"title":"One","level":"maybe","seen":{"title":"One","start":"2027-03-05T09:30:00+01:00",
            "end":"2027-03-05T10:15:00+01:00","room":"Hall","speakers":["Ada"],"cancelled":true,"gone":true},
            "shown":{"title":"Two"},"alternates":["guid:1"],"revision":3,"sequence":4,"absent":true,"formerly":["a"],
            "refused":["b"]}"#;
        let seen = Seen {
            title: "One".to_owned(),
            start: Moment::parse("2027-03-05T09:30:00+01:00").ok(),
            end: Moment::parse("2027-03-05T10:15:00+01:00").ok(),
            room: Some("Hall".to_owned()),
            speakers: vec!["Ada".to_owned()],
            cancelled: true,
            gone: true,
        };
        let shown = Seen { title: "Two".to_owned(), ..Seen::default() };
        let pick = Pick {
            title: "One".to_owned(),
            wish: Wish::Maybe,
            seen: Some(seen),
            shown: Some(shown),
            alternates: vec!["guid:1".to_owned()],
            revision: 3,
            sequence: 4,
            is_absent: true,
            formerly: vec!["a".into()],
            refused: vec!["b".into()],
        };
        assert_eq!(Pick::from_saved(saved), Ok(pick));
    }

    #[test]
    fn a_file_saved_by_release_0_1_is_loaded() {
        let file = r#"{"v":1,"conference":"c","name":"The C","sessions":[{"id":"one","title":"One"}]}"#;
        assert_eq!(Agenda::from_file(file, &conference()), Ok(agenda(&[("one", "One")])));
    }

    #[test]
    fn what_is_not_a_pick_is_told_from_what_a_newer_build_wrote() {
        for garbage in
            ["", "null", "true", "[]", "{}", "1", "\"x\"", r#"{"v":0,"title":""}"#, r#"{"v":1}"#, "{\"v\":1,"]
        {
            assert_eq!(Pick::from_saved(garbage), Err(Unreadable::Garbage), "{garbage}");
        }
        assert_eq!(Pick::from_saved(r#"{"v":2,"start":"2027"}"#), Err(Unreadable::Newer));
    }

    #[test]
    fn a_file_of_another_conference_or_of_nothing_we_know_is_refused() {
        let other = agenda(&[("one", "One")]).to_file(&conference()).replace("\"c\"", "\"d\"");
        assert_eq!(
            Agenda::from_file(&other, &conference()),
            Err(NotAnAgenda::OtherConference("The C".to_owned()))
        );
        for garbage in ["", "hello", "{}", "PK\u{3}\u{4}"] {
            let refused = Agenda::from_file(garbage, &conference());
            assert_eq!(refused, Err(NotAnAgenda::Unreadable(Unreadable::Garbage)), "{garbage}");
        }
        assert_eq!(
            Agenda::from_file(r#"{"v":7}"#, &conference()),
            Err(NotAnAgenda::Unreadable(Unreadable::Newer))
        );
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

    fn any_pick() -> impl Strategy<Value = Pick> {
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

    fn any_agenda() -> impl Strategy<Value = Agenda> {
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

        #[test]
        fn an_agenda_saved_to_a_file_and_loaded_is_the_same(agenda in any_agenda()) {
            prop_assert_eq!(Agenda::from_file(&agenda.to_file(&conference()), &conference()), Ok(agenda));
        }

        #[test]
        fn a_saved_pick_is_read_back(pick in any_pick()) {
            let saved = serde_json::to_string(&pick.to_saved()).unwrap();
            prop_assert_eq!(Pick::from_saved(&saved), Ok(pick));
        }

        #[test]
        fn no_text_at_all_makes_reading_panic(text in "\\PC{0,60}") {
            let _ = Pick::from_saved(&text);
            let _ = Agenda::from_file(&text, &conference());
        }
    }
}
