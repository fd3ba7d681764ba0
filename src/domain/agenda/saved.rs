//! The two forms in which an agenda is saved: a small text for each pick, and a file with all of them.
//!
//! The rules: both forms carry a version; unreadable text is reported and never guessed, so that callers leave it as it
//! is; input from outside is limited in size before it is kept. Every form ever released has a fixture in the tests
//! below.

use serde::Serialize;
use serde_json::Value;

use super::{Agenda, Pick, Seen, Wish};
use crate::domain::conference::{Conference, ConferenceId, SessionId};
use crate::domain::moment::Moment;

/// The version of the saved pick and of the file that this build writes.
const VERSION: u32 = 1;

/// How many picks a file may hold, and an agenda into which a file is merged: more than any known programme has
/// sessions.
pub const MOST_PICKS: usize = 3_000;

/// How long the saved form of a pick from a file may be, in bytes: ten times an ordinary one.
const LONGEST_PICK: usize = 4_000;

/// Why a saved text is not one of our picks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// In no known format.
    Garbage,
    /// In a format that a newer build wrote.
    Newer,
}

/// Why a file is not an agenda for this conference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAnAgenda {
    /// It is in no known format, or a newer build wrote it.
    Unreadable(Unreadable),
    /// It is an agenda for the conference of this name.
    OtherConference(String),
}

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FromFile {
    /// The picks.
    pub agenda: Agenda,
    /// How many of its entries are no picks.
    pub unreadable: usize,
    /// How many picks it has beyond [`MOST_PICKS`].
    pub too_many: usize,
}

impl Seen {
    /// Reads the saved form. Missing fields get their defaults; `None` if there is no title.
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
    /// [`Unreadable`]; then the text must be left as it is.
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
}

const MAYBE: &str = "maybe";

/// A pick as it is saved: alone under its key, or with others in a file. Early builds wrote only `v` and `title` (in a
/// file also `id`), and read only these.
#[derive(Serialize)]
pub struct SavedPick<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    v: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a SessionId>,
    title: &'a str,
    /// The wish: `maybe`, or nothing for a must. The key is that of agendas already saved, so it stays.
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

/// Reads a saved text. Only the version distinguishes a newer format from garbage, because nothing else of a newer
/// format is known. The text is parsed into a plain value, which needs less code than types do.
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
    /// The text of a file that another browser can load.
    pub fn to_file(&self, conference: &Conference) -> String {
        let sessions = self.picks().map(|(id, pick)| SavedPick { id: Some(id), ..pick.to_entry() });
        let saved = SavedAgenda {
            v: VERSION,
            conference: &conference.id,
            name: &conference.name,
            sessions: sessions.collect(),
        };
        serde_json::to_string(&saved).expect("strings and numbers can always be written as JSON")
    }

    /// Reads a file. Entries that are not picks, and those beyond [`MOST_PICKS`], are counted and left out.
    ///
    /// # Errors
    ///
    /// [`NotAnAgenda`], if the file is not an agenda, or is one for another conference.
    pub fn from_file(text: &str, conference: &Conference) -> Result<FromFile, NotAnAgenda> {
        // Some editors put a byte order mark first.
        let text = text.trim_start_matches('\u{FEFF}');
        let saved = read_version(text).map_err(NotAnAgenda::Unreadable)?;
        let read = || {
            let entries = saved.get("sessions")?.as_array()?;
            Some((word(&saved, "conference")?, word(&saved, "name")?, entries))
        };
        let (id, name, entries) = read().ok_or(NotAnAgenda::Unreadable(Unreadable::Garbage))?;
        if id != conference.id.as_str() {
            return Err(NotAnAgenda::OtherConference(name));
        }
        let mut file = FromFile::default();
        for entry in entries {
            match from_entry(entry) {
                None => file.unreadable += 1,
                Some(_) if file.agenda.len() == MOST_PICKS => file.too_many += 1,
                Some((id, pick)) => file.agenda.add(id, pick),
            }
        }
        Ok(file)
    }
}

/// Reads an entry of a file; `None` if it is not a pick, or is larger than a pick can be.
fn from_entry(entry: &Value) -> Option<(SessionId, Pick)> {
    let id = word(entry, "id").filter(|id| SessionId::could_be(id))?;
    let pick = Pick::from_value(entry)?;
    let length = serde_json::to_string(&pick.to_saved()).map_or(usize::MAX, |saved| saved.len());
    (length <= LONGEST_PICK).then(|| (id.as_str().into(), pick))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agenda::tests::{agenda, any_agenda, any_pick, conference, titled};
    use proptest::prelude::*;

    #[test]
    fn a_pick_saved_by_an_early_build_is_read() {
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
    fn a_file_saved_by_an_early_build_is_loaded() {
        let file = r#"{"v":1,"conference":"c","name":"The C","sessions":[{"id":"one","title":"One"}]}"#;
        let expected = FromFile { agenda: agenda(&[("one", "One")]), ..FromFile::default() };
        assert_eq!(Agenda::from_file(file, &conference()), Ok(expected));
    }

    #[test]
    fn garbage_and_entries_of_a_newer_build_are_distinguished() {
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

    /// A file with these entries.
    fn file(entries: &[String]) -> String {
        format!(r#"{{"v":1,"conference":"c","name":"The C","sessions":[{}]}}"#, entries.join(","))
    }

    #[test]
    fn of_a_file_with_bad_entries_the_good_ones_are_taken_and_the_others_counted() {
        let good = r#"{"id":"one","title":"One"}"#.to_owned();
        let long = "x".repeat(LONGEST_PICK);
        for bad in [
            r#"{"id":"two"}"#.to_owned(),
            r#"{"title":"Two"}"#.to_owned(),
            r#"{"id":2,"title":"Two"}"#.to_owned(),
            "null".to_owned(),
            "[]".to_owned(),
            r#"{"id":"","title":"Two"}"#.to_owned(),
            r#"{"id":"No id","title":"Two"}"#.to_owned(),
            format!(r#"{{"id":"{}","title":"Two"}}"#, "a".repeat(65)),
            format!(r#"{{"id":"two","title":"{long}"}}"#),
            format!(r#"{{"id":"two","title":"Two","alternates":["{long}"]}}"#),
        ] {
            let file = Agenda::from_file(&file(&[bad.clone(), good.clone()]), &conference());
            let expected = FromFile { agenda: agenda(&[("one", "One")]), unreadable: 1, too_many: 0 };
            assert_eq!(file, Ok(expected), "{bad}");
        }
    }

    #[test]
    fn a_file_brings_no_more_picks_than_an_agenda_may_hold() {
        let entries: Vec<String> =
            (0..MOST_PICKS + 7).map(|at| format!(r#"{{"id":"s-{at:05}","title":"T"}}"#)).collect();
        let file = Agenda::from_file(&file(&entries), &conference()).unwrap();
        assert_eq!((file.agenda.len(), file.unreadable, file.too_many), (MOST_PICKS, 0, 7));
        let mut mine = agenda(&[("one", "One"), ("two", "Two")]);
        let merged = mine.merge(file.agenda);
        assert_eq!((mine.len(), merged.added.len(), merged.too_many), (MOST_PICKS, MOST_PICKS - 2, 2));
        assert!(
            mine.contains(&"one".into()) && mine.contains(&"two".into()),
            "nothing that was there is lost"
        );
    }

    proptest! {
        #[test]
        fn an_agenda_saved_to_a_file_and_loaded_is_the_same(agenda in any_agenda()) {
            let file = Agenda::from_file(&agenda.to_file(&conference()), &conference());
            prop_assert_eq!(file, Ok(FromFile { agenda, ..FromFile::default() }));
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
