//! Chooses the ids of sessions, which addresses and saved agendas use.
//!
//! The rule of this file: an id is made from values that the session's system never changes, so never from a whole
//! title. It does not depend on the order of the sessions.

use std::collections::BTreeMap;

use crate::import::draft::Keys;
use crate::import::values::name::{fingerprint, is_id};

/// The values from which an id can be made.
pub struct Identity<'a> {
    /// The names under which its system knows it.
    pub keys: &'a Keys,
    /// Its title.
    pub title: &'a str,
    /// Its start, as text; empty if it has none.
    pub start: &'a str,
    /// Its room's name; empty if it has none.
    pub room: &'a str,
}

/// An id, and the reason if it is not simply the id in the session's system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Id {
    /// The id.
    pub id: String,
    /// Why it is not simply the system's own id; `None` if it is.
    pub reason: Option<&'static str>,
}

/// An id for each session, all different.
pub fn ids(sessions: &[Identity<'_>]) -> Vec<Id> {
    let candidates: Vec<Vec<String>> = sessions.iter().map(candidates).collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for candidate in candidates.iter().flatten() {
        *count.entry(candidate).or_default() += 1;
    }
    let mut ids: Vec<Id> = sessions
        .iter()
        .zip(&candidates)
        .map(|(session, candidates)| {
            let unique = candidates.iter().find(|candidate| count[candidate.as_str()] == 1);
            match (unique, candidates.first()) {
                (Some(id), _) => Id { id: shortened(id, &count), reason: None },
                (None, Some(shared)) => {
                    let reason = Some("other sessions share its ids, so its start was added");
                    Id { id: with_start(shared, session.start), reason }
                }
                (None, None) => made_up(session),
            }
        })
        .collect();
    while let Some(shared) = shared(&ids) {
        for ats in shared {
            // The sessions are equal in everything that an id is made from, so they are numbered.
            let are_twins = ats.iter().all(|at| ids[*at].reason == Some(TWIN));
            for (number, at) in ats.into_iter().enumerate() {
                let session = &sessions[at];
                let print = fingerprint(&[&ids[at].id, session.title, session.start, session.room]);
                let id = if are_twins { format!("{print}-{number}") } else { print };
                ids[at] = Id { id: format!("s{id}"), reason: Some(TWIN) };
            }
        }
    }
    ids
}

/// The fewest letters of a shortened UUID.
const FEWEST: usize = 6;

/// The shortest beginning of a UUID that no other candidate begins with; any other id stays as it is. A UUID as a whole
/// makes addresses that nobody can read out, and does not compress. It stays one of the session's other names.
fn shortened(id: &str, candidates: &BTreeMap<&str, usize>) -> String {
    if !is_uuid(id) {
        return id.to_owned();
    }
    let is_free = |short: &str| {
        let mut alike = candidates.range(short..).take_while(|(other, _)| other.starts_with(short));
        alike.all(|(other, _)| *other == id)
    };
    let lengths = FEWEST..id.len();
    let short = lengths.map(|length| &id[..length]).find(|short| !short.ends_with('-') && is_free(short));
    short.unwrap_or(id).to_owned()
}

/// Whether an id has the form of a UUID (RFC 9562, 4), in lower case.
fn is_uuid(id: &str) -> bool {
    let is_right = |(at, letter): (usize, u8)| match at {
        8 | 13 | 18 | 23 => letter == b'-',
        _ => matches!(letter, b'0'..=b'9' | b'a'..=b'f'),
    };
    id.len() == 36 && id.bytes().enumerate().all(is_right)
}

const TWIN: &str = "other sessions share its ids and its start, so it was made from its title and room too";

fn shared(ids: &[Id]) -> Option<Vec<Vec<usize>>> {
    let mut by_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, id) in ids.iter().enumerate() {
        by_id.entry(&id.id).or_default().push(at);
    }
    let shared: Vec<Vec<usize>> = by_id.into_values().filter(|ats| ats.len() > 1).collect();
    (!shared.is_empty()).then_some(shared)
}

/// The system's own names that can be used as an id unchanged: the public code, the guid, the number.
fn candidates(session: &Identity<'_>) -> Vec<String> {
    let keys = session.keys;
    let code = keys.code.as_deref().map(str::to_lowercase);
    // Case does not matter in a UUID, but it does in the 22 letters that OSEM writes.
    let is_hexadecimal = |guid: &&str| guid.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    let guid = keys
        .guid
        .as_deref()
        .map(|guid| if is_hexadecimal(&guid) { guid.to_lowercase() } else { guid.to_owned() });
    [code, guid, keys.id.clone()].into_iter().flatten().filter(|candidate| is_id(candidate)).collect()
}

fn made_up(session: &Identity<'_>) -> Id {
    let keys = session.keys;
    let key = [&keys.code, &keys.guid, &keys.id, &keys.url].into_iter().find_map(|key| key.as_deref());
    match key {
        Some(key) => Id {
            id: format!("s{}", fingerprint(&[key])),
            reason: Some("its own id cannot be part of an address"),
        },
        None => {
            let print = fingerprint(&[session.title, session.start, session.room]);
            Id {
                id: format!("s{print}"),
                reason: Some("it has none, so it was made from title, start and room"),
            }
        }
    }
}

/// An id with a start, like `cfembk-20250317t1300`.
pub fn with_start(id: &str, start: &str) -> String {
    let digits: String = start.chars().filter(char::is_ascii_digit).take(12).collect();
    let id = if id.len() > 48 { format!("s{}", fingerprint(&[id])) } else { id.to_owned() };
    match digits.split_at_checked(8) {
        Some((date, time)) => format!("{id}-{date}t{time}"),
        None => id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(code: &str, guid: &str, id: &str) -> Keys {
        let key = |key: &str| (!key.is_empty()).then(|| key.to_owned());
        Keys { code: key(code), guid: key(guid), id: key(id), url: None }
    }

    fn ids_of(keys: &[Keys]) -> Vec<String> {
        let starts: Vec<String> =
            (0..keys.len()).map(|at| format!("2027-03-05T{:02}:00:00+01:00", 9 + at)).collect();
        let pairs = keys.iter().zip(&starts);
        let identities: Vec<Identity<'_>> =
            pairs.map(|(keys, start)| Identity { keys, title: "Talk", start, room: "Hall" }).collect();
        ids(&identities).into_iter().map(|id| id.id).collect()
    }

    #[test]
    fn the_first_name_that_is_unique_and_fits_is_the_id() {
        let uuid = "29AECFD7-2e44-4f49-ab86-29b5e0877325";
        let ids = ids_of(&[
            keys("CFEMBK", uuid, "1"),
            keys("", "f3c1a2b4-0000-4f49-ab86-29b5e0877325", "2"),
            keys("", "", "3"),
            keys("", "D_4dMixF7kPoot4gPq-1wg", "4"),
        ]);
        assert_eq!(ids, ["cfembk", "f3c1a2", "3", "4"]);
    }

    #[test]
    fn a_uuid_is_shortened_to_what_tells_it_from_all_others() {
        let uuid = |beginning: &str| {
            format!("{beginning}{}", &"00000000-0000-4000-8000-000000000000"[beginning.len()..])
        };
        let names =
            [uuid("abcdef12"), uuid("abcdef13"), uuid("0a0a0a0a-1"), uuid("0a0a0a0a-2"), uuid("123456")];
        let mut all: Vec<Keys> = names.iter().map(|name| keys("", name, "")).collect();
        all.push(keys("", "", "123456"));
        assert_eq!(ids_of(&all), ["abcdef12", "abcdef13", "0a0a0a0a-1", "0a0a0a0a-2", "1234560", "123456"]);
        // Something else of that length is no UUID.
        let other = "x".repeat(36);
        assert_eq!(ids_of(&[keys("", &other, "")]), [other]);
    }

    #[test]
    fn a_name_that_two_sessions_share_is_not_used_as_id() {
        assert_eq!(ids_of(&[keys("TWICEX", "a-1", "1"), keys("TWICEX", "a-2", "1")]), ["a-1", "a-2"]);
        assert_eq!(
            ids_of(&[keys("TWICEX", "", "1"), keys("TWICEX", "", "1")]),
            ["twicex-20270305t0900", "twicex-20270305t1000"]
        );
    }

    #[test]
    fn the_id_of_a_session_without_names_is_made_from_its_words() {
        let ids = ids_of(&[keys("", "", ""), keys("", "yb3jaCSldQJ4suUeE11hQQ", "")]);
        assert!(ids.iter().all(|id| is_id(id) && id.starts_with('s')), "{ids:?}");
    }

    #[test]
    fn equal_sessions_have_different_ids() {
        let twin = keys("", "", "7");
        let identity = || Identity { keys: &twin, title: "T", start: "", room: "" };
        let ids = ids(&[identity(), identity(), identity()]);
        assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2], "{ids:?}");
        assert!(ids.iter().all(|id| is_id(&id.id)), "{ids:?}");
    }
}
