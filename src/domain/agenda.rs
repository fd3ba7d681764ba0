//! The sessions an attendee chose, and the two forms in which they are kept: one small text for each pick, and a file.
//!
//! A pick remembers the title it was made under, so that a session that leaves the programme is still shown by name.
//! Both forms carry a version. What cannot be read is reported, never guessed, so that whoever reads leaves it alone;
//! every form ever released has a fixture in the tests below.

use serde::Serialize;
use serde_json::Value;

use super::conference::{Conference, ConferenceId, Session, SessionId};

/// The version of the saved pick and of the file that this build writes.
const VERSION: u32 = 1;

/// The chosen sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// By id, each once. A list and not a map: it holds some dozens, and a map's code is 2 kB of brotli.
    picks: Vec<(SessionId, Pick)>,
}

/// What is remembered of a chosen session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// The title when it was chosen.
    pub title: String,
}

/// A chosen session that the programme no longer has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vanished {
    /// The id it had.
    pub id: SessionId,
    /// The title it had.
    pub title: String,
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

impl Pick {
    /// What to remember of a session that is chosen now.
    pub fn of(session: &Session) -> Pick {
        Pick { title: session.title.clone() }
    }

    /// The saved form.
    pub fn to_saved(&self) -> SavedPick {
        SavedPick { v: VERSION, title: self.title.clone() }
    }

    /// Reads the saved form.
    ///
    /// # Errors
    ///
    /// [`Unreadable`], for a text to be left as it is.
    pub fn from_saved(text: &str) -> Result<Pick, Unreadable> {
        let saved = read_version(text)?;
        Ok(Pick { title: word(&saved, "title").ok_or(Unreadable::Garbage)? })
    }
}

/// A pick as it is saved, one under each key.
#[derive(Serialize)]
pub struct SavedPick {
    v: u32,
    title: String,
}

/// An agenda as it is saved to a file.
#[derive(Serialize)]
struct SavedAgenda {
    v: u32,
    conference: ConferenceId,
    name: String,
    sessions: Vec<SavedSession>,
}

#[derive(Serialize)]
struct SavedSession {
    id: SessionId,
    title: String,
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

    /// The picks that the programme no longer has, by id.
    pub fn vanished(&self, conference: &Conference) -> Vec<Vanished> {
        let gone = self.picks().filter(|(id, _)| conference.session(id).is_none());
        gone.map(|(id, pick)| Vanished { id: id.clone(), title: pick.title.clone() }).collect()
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
        let sessions = self.picks().map(|(id, pick)| {
            // The programme's own title, where there is one, is the newer.
            let title = conference.session(id).map_or(&pick.title, |session| &session.title);
            SavedSession { id: id.clone(), title: title.clone() }
        });
        let saved = SavedAgenda {
            v: VERSION,
            conference: conference.id.clone(),
            name: conference.name.clone(),
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
            let pick =
                |saved| Some((word(saved, "id")?.as_str().into(), Pick { title: word(saved, "title")? }));
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

    fn agenda(titles: &[(&str, &str)]) -> Agenda {
        titles.iter().map(|(id, title)| ((*id).into(), Pick { title: (*title).to_owned() })).collect()
    }

    #[test]
    fn picks_are_shown_as_the_programme_runs_and_vanished_ones_by_the_title_they_had() {
        let agenda = agenda(&[("one", "One"), ("two", "Two"), ("gone", "Gone with the wind")]);
        let conference = conference();
        let ids: Vec<&str> = agenda.sessions(&conference).iter().map(|session| session.id.as_str()).collect();
        assert_eq!(ids, ["two", "one"]);
        let gone = Vanished { id: "gone".into(), title: "Gone with the wind".to_owned() };
        assert_eq!(agenda.vanished(&conference), [gone]);
    }

    #[test]
    fn a_pick_saved_by_release_0_1_is_read() {
        assert_eq!(Pick::from_saved(r#"{"v":1,"title":"One"}"#), Ok(Pick { title: "One".to_owned() }));
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

    fn any_agenda() -> impl Strategy<Value = Agenda> {
        proptest::collection::btree_map("[a-e]", "\\PC{0,8}", 0..5).prop_map(|picks| {
            picks.into_iter().map(|(id, title)| (id.as_str().into(), Pick { title })).collect()
        })
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
        fn a_saved_pick_is_read_back(title in "\\PC{0,20}") {
            let pick = Pick { title };
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
