//! Matches the sessions of two lists: of two files of one event, or of the previous programme and the new one.
//!
//! The rule of this file: a session has at most one partner, and the order of the lists does not matter. A name that a
//! system may reuse for another session counts less than one that it never reuses, and if the names are ambiguous, time
//! and place decide.

use std::collections::BTreeMap;

/// Everything that may identify a session.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Its names, in the form of alternates: `code:…`, `guid:…`, `url:…`, `id:…`, and `own:…` for the guide's own id.
    pub names: Vec<String>,
    /// Its title.
    pub title: String,
    /// Its start in seconds. Only differences count.
    pub start: Option<i64>,
    /// Its room's name.
    pub room: String,
}

impl Known {
    fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> {
        self.names.iter().map(String::as_str).filter(move |name| name.starts_with(kind))
    }

    /// Whether both sessions have names of this kind, but none in common.
    fn differs_in(&self, kind: &str, other: &Known) -> bool {
        self.of_kind(kind).next().is_some()
            && other.of_kind(kind).next().is_some()
            && !self.of_kind(kind).any(|name| other.of_kind(kind).any(|another| another == name))
    }

    fn has_title_of(&self, other: &Known) -> bool {
        self.title.to_lowercase() == other.title.to_lowercase()
    }

    /// Start, room and title, which distinguish sessions that share a name.
    fn place(&self) -> (Option<i64>, &str, &str) {
        (self.start, &self.room, &self.title)
    }
}

const KINDS: [&str; 5] = ["own:", "code:", "guid:", "url:", "id:"];

/// For each session of `new`, the index of its partner in `old`.
pub fn partners(old: &[Known], new: &[Known]) -> Vec<Option<usize>> {
    let mut found = Partners { old, new, of_old: vec![None; old.len()], of_new: vec![None; new.len()] };
    for kind in KINDS {
        found.pair_by(|known| known.of_kind(kind).map(str::to_owned).collect(), Certainty::SameStart);
    }
    for kind in KINDS {
        found.pair_by(|known| known.of_kind(kind).map(str::to_owned).collect(), Certainty::SameName(kind));
    }
    let title = |known: &Known| vec![known.title.to_lowercase()];
    found.pair_by(title, Certainty::SameStart);
    found.pair_by(title, Certainty::OnlyOne);
    found.of_new
}

#[derive(Clone, Copy, PartialEq)]
enum Certainty {
    /// They share a name, and start at the same time.
    SameStart,
    /// They share a name of this kind.
    SameName(&'static str),
    /// They share a title that no other session has on either side.
    OnlyOne,
}

struct Partners<'a> {
    old: &'a [Known],
    new: &'a [Known],
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
}

impl Partners<'_> {
    fn pair_by(&mut self, names: impl Fn(&Known) -> Vec<String>, certainty: Certainty) {
        let mut by_name: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        let are_all_needed = certainty == Certainty::OnlyOne;
        for (at, known) in
            self.old.iter().enumerate().filter(|(at, _)| are_all_needed || self.of_old[*at].is_none())
        {
            names(known).into_iter().for_each(|name| by_name.entry(name).or_default().0.push(at));
        }
        for (at, known) in
            self.new.iter().enumerate().filter(|(at, _)| are_all_needed || self.of_new[*at].is_none())
        {
            names(known).into_iter().for_each(|name| by_name.entry(name).or_default().1.push(at));
        }
        for (mut olds, mut news) in by_name.into_values() {
            if are_all_needed && (olds.len() != 1 || news.len() != 1) {
                continue;
            }
            olds.sort_by_key(|at| self.old[*at].place());
            news.sort_by_key(|at| self.new[*at].place());
            // A name that several sessions have (a repeated talk; the conference's own page) is not enough.
            let is_enough = olds.len() == 1 && news.len() == 1;
            for one in news {
                let fits = |other: &&usize| {
                    let has_title = self.old[**other].has_title_of(&self.new[one]);
                    self.fits(**other, one, certainty) && (is_enough || has_title)
                };
                // Prefer the one in the same room.
                let in_room =
                    olds.iter().filter(fits).find(|other| self.old[**other].room == self.new[one].room);
                if let Some(other) = in_room.or_else(|| olds.iter().find(fits)) {
                    self.of_old[*other] = Some(one);
                    self.of_new[one] = Some(*other);
                }
            }
        }
    }

    fn fits(&self, old: usize, new: usize, certainty: Certainty) -> bool {
        let (one, other) = (&self.old[old], &self.new[new]);
        let is_free = self.of_old[old].is_none() && self.of_new[new].is_none();
        is_free
            && !one.differs_in("code:", other)
            && match certainty {
                Certainty::SameStart => one.start == other.start,
                // Numbers repeat if sources were merged, and other systems use the same numbers.
                Certainty::SameName("id:" | "own:") => {
                    !one.differs_in("guid:", other) || one.has_title_of(other)
                }
                Certainty::SameName(_) | Certainty::OnlyOne => true,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(names: &[&str], title: &str, start: i64) -> Known {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        Known { names, title: title.to_owned(), start: Some(start), room: String::new() }
    }

    #[test]
    fn a_session_is_found_by_any_of_its_names() {
        let old = [known(&["guid:a", "id:1"], "One", 10), known(&["guid:b", "code:B"], "Two", 20)];
        let new = [known(&["code:B", "guid:x"], "Two, retitled", 30), known(&["guid:a", "id:9"], "One", 40)];
        assert_eq!(partners(&old, &new), [Some(1), Some(0)]);
    }

    #[test]
    fn the_slots_of_a_repeated_talk_are_matched_by_their_start() {
        let old = [known(&["code:A", "guid:plain"], "Talk", 10)];
        let new = [known(&["code:A", "guid:0"], "Talk", 5), known(&["code:A", "guid:1"], "Talk", 10)];
        assert_eq!(partners(&old, &new), [None, Some(0)]);
    }

    #[test]
    fn a_number_that_now_belongs_to_another_session_does_not_match() {
        let old = [known(&["guid:a", "id:1"], "One", 10)];
        let new = [known(&["guid:b", "id:1"], "Another", 20)];
        assert_eq!(partners(&old, &new), [None]);
        let recreated = [known(&["guid:b", "id:2"], "One", 30)];
        assert_eq!(partners(&old, &recreated), [Some(0)], "it is the only one of its title");
    }

    #[test]
    fn a_name_that_all_sessions_share_matches_none_of_them() {
        let old = [
            known(&["url:https://conf.example/"], "One", 10),
            known(&["url:https://conf.example/"], "Two", 20),
        ];
        let new = [
            known(&["url:https://conf.example/"], "Three", 10),
            known(&["url:https://conf.example/"], "Two", 30),
        ];
        assert_eq!(partners(&old, &new), [None, Some(1)]);
    }

    #[test]
    fn different_codes_are_different_sessions() {
        let old = [known(&["code:A"], "Workshop", 10)];
        let new = [known(&["code:B"], "Workshop", 10)];
        assert_eq!(partners(&old, &new), [None]);
    }
}
