//! Rooms and tracks: which there are, in which order, and their ids.
//!
//! The rule of this file: the organiser's order is kept where a file has one; what is empty is left out. Names that differ
//! only in capital letters and spaces are one place; those whose letters only look alike stay two, and are told.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::report::{Kind, Line};
use crate::import::steps::lookalikes;
use crate::import::text;
use crate::import::values::name::slugs;

/// One spelling for each place, of names that were made one line before.
pub struct Spellings {
    /// For each name that is not spelled as its place is, the spelling of the place.
    kept: BTreeMap<String, String>,
}

impl Spellings {
    /// The most frequent spelling of each place, and of two as frequent ones the first in the alphabet, capitals first.
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
                lines.push(Line::new(Kind::Room, *most, format!("is the same as `{other}`, and is now one")));
                kept.insert((*other).to_owned(), (*most).to_owned());
            }
        }
        Spellings { kept }
    }

    /// Gives a name the spelling of its place.
    pub fn correct(&self, name: &mut Option<String>) {
        if let Some(kept) = name.as_ref().and_then(|name| self.kept.get(name)) {
            *name = Some(kept.clone());
        }
    }

    /// Gives names of a list the spelling of their places, and leaves all others as they are written.
    pub fn correct_all(&self, names: &mut [String]) {
        for name in names {
            if let Some(kept) = self.kept.get(&text::line(name)) {
                name.clone_from(kept);
            }
        }
    }
}

/// `Hall 1`, `hall 1` and `Hall1` are one place; `Hall 1 1` and `Hall 11` are two.
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

/// The names in use, in the order of the file's list, and an id for each. Those that no list has come last, by name.
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
    // Days list the same rooms again and again.
    lines.extend(mended.into_iter().map(|(name, what)| Line::new(Kind::Words, name, what)));
    let left_out = left_out.into_iter().filter(|name| !name.is_empty());
    lines.extend(left_out.map(|name| Line::new(kind, name, unused)));
    let mut unlisted: Vec<&String> = used.iter().filter(|name| !names.contains(name)).collect();
    unlisted.sort_by_cached_key(|name| natural(name));
    names.extend(unlisted.into_iter().cloned().collect::<Vec<_>>());
    for (one, other) in lookalikes::pairs(names.iter().map(String::as_str)) {
        let what = format!("looks like `{other}`, but has other letters; if they are one, write it alike");
        lines.push(Line::new(Kind::Label, one, what));
    }
    let ids = slugs(names.iter().map(String::as_str));
    (names, ids)
}

/// `Room 2` comes before `Room 10`.
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
    fn names_that_differ_in_capitals_and_spaces_are_one() {
        assert_eq!(joined(&["East hall 3", "east Hall 3", "East Hall 3", "East Hall 3"]), ["East Hall 3"]);
        assert_eq!(joined(&["Saal 1", "Saal1", "SAAL 1"]), ["SAAL 1"], "none is more frequent");
        assert_eq!(joined(&["ÉTAGE", "étage", "étage"]), ["étage"]);
        assert_eq!(joined(&["Hall 1 1", "Hall 11"]).len(), 2);
        assert_eq!(joined(&["Hall 1", "Hall 2"]).len(), 2);
    }

    #[test]
    fn names_that_only_look_alike_stay_and_are_told() {
        let used: BTreeSet<String> = ["Heron", "H\u{435}ron", "Bittern"].map(str::to_owned).into();
        let mut lines = Vec::new();
        let (names, _) = in_order(Vec::new(), &used, Kind::Room, "", &mut lines);
        assert_eq!((names.len(), lines.len()), (3, 1), "{lines:?}");
        assert_eq!((lines[0].kind, lines[0].about.as_str()), (Kind::Label, "Heron"));
    }
}
