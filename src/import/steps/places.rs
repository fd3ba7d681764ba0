//! Collects the rooms and tracks, sorts them, and gives them ids.
//!
//! The rule of this file: the organiser's order is kept if a file has one; empty rooms and tracks are left out. Names
//! that differ only in case and spaces are one place; names that only look alike stay two places, and are reported.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::report::{Kind, Line};
use crate::import::steps::lookalikes;
use crate::import::text;
use crate::import::values::name::slugs;

/// The chosen spelling of each place. The names are already trimmed to one line.
pub struct Spellings {
    /// For each name in another spelling, the chosen spelling of its place.
    kept: BTreeMap<String, String>,
}

impl Spellings {
    /// Chooses the most frequent spelling of each place; among equally frequent ones, the first in the alphabet,
    /// capitals first.
    pub fn of<'a>(names: impl Iterator<Item = &'a str>, lines: &mut Vec<Line>) -> Spellings {
        let mut places: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
        for name in names.filter(|name| !name.is_empty()) {
            *places.entry(without_case_and_spaces(name)).or_default().entry(name).or_default() += 1;
        }
        let mut kept = BTreeMap::new();
        for spellings in places.into_values() {
            let most = spellings.iter().max_by(|one, other| (one.1, other.0).cmp(&(other.1, one.0)));
            let Some((most, _)) = most else { continue };
            for other in spellings.keys().filter(|other| *other != most) {
                lines.push(Line::new(
                    Kind::Room,
                    *most,
                    format!("is the same as `{other}`; they were merged"),
                ));
                kept.insert((*other).to_owned(), (*most).to_owned());
            }
        }
        Spellings { kept }
    }

    /// Replaces a name by the chosen spelling of its place.
    pub fn correct(&self, name: &mut Option<String>) {
        if let Some(kept) = name.as_ref().and_then(|name| self.kept.get(name)) {
            *name = Some(kept.clone());
        }
    }

    /// Replaces the names in a list by the chosen spelling of their places; other names stay.
    pub fn correct_all(&self, names: &mut [String]) {
        for name in names {
            if let Some(kept) = self.kept.get(&text::line(name)) {
                name.clone_from(kept);
            }
        }
    }
}

/// The name for comparisons: `Hall 1`, `hall 1` and `Hall1` are one place; `Hall 1 1` and `Hall 11` are two.
fn without_case_and_spaces(name: &str) -> String {
    let mut key = String::new();
    for word in name.to_lowercase().split_whitespace() {
        let ends_in_digit = key.ends_with(|last: char| last.is_numeric());
        if ends_in_digit && word.starts_with(|first: char| first.is_numeric()) {
            key.push(' ');
        }
        key.push_str(word);
    }
    key
}

/// The names in use, in the order of the file's list, with an id for each. Names that are not in the list come last,
/// sorted.
pub fn in_order(
    listed: Vec<String>,
    used: &BTreeSet<String>,
    kind: Kind,
    unused: &str,
    lines: &mut Vec<Line>,
) -> (Vec<String>, BTreeMap<String, String>) {
    let mut names: Vec<String> = Vec::new();
    let (mut left_out, mut mended) = (BTreeSet::new(), BTreeSet::new());
    for listed in listed {
        let name = text::line(&listed);
        if name != listed && !name.is_empty() {
            mended.insert((name.clone(), format!("was {listed:?}")));
        }
        if !used.contains(&name) {
            left_out.insert(name);
        } else if !names.contains(&name) {
            names.push(name);
        }
    }
    // Rooms recur on every day, so each note is reported once.
    lines.extend(mended.into_iter().map(|(name, what)| Line::new(Kind::Words, name, what)));
    let left_out = left_out.into_iter().filter(|name| !name.is_empty());
    lines.extend(left_out.map(|name| Line::new(kind, name, unused)));
    let mut unlisted: Vec<&String> = used.iter().filter(|name| !names.contains(name)).collect();
    unlisted.sort_by_cached_key(|name| natural(name));
    names.extend(unlisted.into_iter().cloned().collect::<Vec<_>>());
    for (one, other) in lookalikes::pairs(names.iter().map(String::as_str)) {
        let what = format!(
            "looks like `{other}`, but has other letters; if they are the same, use the same spelling"
        );
        lines.push(Line::new(Kind::Label, one, what));
    }
    let ids = slugs(names.iter().map(String::as_str));
    (names, ids)
}

/// The name for sorting: `Room 2` comes before `Room 10`.
fn natural(name: &str) -> String {
    let mut key = String::new();
    let mut digits = String::new();
    for letter in name.to_lowercase().chars().chain(std::iter::once('\0')) {
        if letter.is_ascii_digit() {
            digits.push(letter);
        } else {
            if !digits.is_empty() {
                key.push_str(&format!("{digits:0>12}"));
                digits.clear();
            }
            key.push(letter);
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(names: &[&str]) -> Vec<String> {
        let spellings = Spellings::of(names.iter().copied(), &mut Vec::new());
        let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        spellings.correct_all(&mut names);
        names.sort();
        names.dedup();
        names
    }

    #[test]
    fn names_that_differ_in_case_and_spaces_are_one_place() {
        assert_eq!(joined(&["East hall 3", "east Hall 3", "East Hall 3", "East Hall 3"]), ["East Hall 3"]);
        assert_eq!(joined(&["Saal 1", "Saal1", "SAAL 1"]), ["SAAL 1"], "none is more frequent");
        assert_eq!(joined(&["ÉTAGE", "étage", "étage"]), ["étage"]);
        assert_eq!(joined(&["Hall 1 1", "Hall 11"]).len(), 2);
        assert_eq!(joined(&["Hall 1", "Hall 2"]).len(), 2);
    }

    #[test]
    fn names_that_only_look_alike_stay_separate_and_are_reported() {
        let used: BTreeSet<String> = ["Heron", "H\u{435}ron", "Bittern"].map(str::to_owned).into();
        let mut lines = Vec::new();
        let (names, _) = in_order(Vec::new(), &used, Kind::Room, "", &mut lines);
        assert_eq!((names.len(), lines.len()), (3, 1), "{lines:?}");
        assert_eq!((lines[0].kind, lines[0].about.as_str()), (Kind::Label, "Heron"));
    }
}
