//! Rooms and tracks: which there are, in which order, and their ids.
//!
//! The rule of this file: the organiser's order is kept where a file has one; what is empty is left out.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::report::{Kind, Line};
use crate::import::text;
use crate::import::values::name::slugs;

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
