//! Finds names that look alike but have different letters: `Saal` with a Latin `a` and with a Cyrillic one.
//!
//! The rule of this file: Unicode's table of confusable letters decides what looks alike. Such names are only reported,
//! because they may be different on purpose (`Room I`, `Room l`).

use std::collections::{BTreeMap, BTreeSet};

use unicode_security::confusable_detection::skeleton;

/// The pairs of names that look alike, each pair once. If several names look alike, the first is paired with each of
/// the others.
pub fn pairs<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(&'a str, &'a str)> {
    let mut alike: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for name in names {
        alike.entry(skeleton(name).collect()).or_default().insert(name);
    }
    let pairs = alike.into_values().flat_map(|names| {
        let first = names.first().copied();
        names.into_iter().skip(1).filter_map(move |other| Some((first?, other)))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_letters_that_look_alike_are_pairs() {
        let cyrillic = "Sa\u{430}l 1";
        assert_eq!(pairs([cyrillic, "Saal 1", "Saal 2"].into_iter()), [("Saal 1", cyrillic)]);
        assert_eq!(pairs(["Room I", "Room l"].into_iter()).len(), 1);
        assert!(pairs(["Saal 1", "Saal 1", "Café", "Cafe"].into_iter()).is_empty());
    }
}
