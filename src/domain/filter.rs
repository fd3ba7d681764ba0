//! The filter of the programme: one value that matches sessions and is written in the address (`route::query`).
//!
//! Several choices within a group (two topics) widen the result; choices in several groups (a topic and a speaker)
//! narrow it. The day is not part of the filter: each day has its own address.

use super::conference::{Conference, Session, SessionId};
use super::order::order;

/// The search words and the choices. Choices keep the order in which they were made, without duplicates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The words in the search line, as typed.
    pub text: String,
    /// The choices, each with its group.
    chosen: Vec<(Group, String)>,
}

/// A group of choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The kind of session.
    Format,
    /// The topic.
    Topic,
    /// The track.
    Track,
    /// The room.
    Room,
    /// The language.
    Language,
    /// The audience.
    Level,
    /// The tag.
    Tag,
    /// The speaker.
    Speaker,
    /// Whether it is recorded: `yes` or `no`.
    Recorded,
    /// Whether it is in the attendee's agenda: `yes`.
    Mine,
}

/// One choice of a group, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<'a> {
    /// Its value in the address.
    pub value: &'a str,
    /// Its label in the programme; for some groups the interface shows its own words instead.
    pub label: &'a str,
    /// The number of sessions with this choice among those that pass the search and the other groups.
    pub count: usize,
    /// Whether the attendee chose it.
    pub chosen: bool,
}

/// Whether a session is in the attendee's agenda.
pub type Picked<'a> = &'a dyn Fn(&SessionId) -> bool;

const YES: &str = "yes";
const NO: &str = "no";

impl Group {
    /// All groups, in the order in which they are shown.
    pub const ALL: [Group; 10] = [
        Group::Mine,
        Group::Track,
        Group::Room,
        Group::Format,
        Group::Topic,
        Group::Language,
        Group::Level,
        Group::Tag,
        Group::Recorded,
        Group::Speaker,
    ];

    /// Its index in [`Group::ALL`].
    pub fn place(self) -> usize {
        Group::ALL.iter().position(|group| *group == self).unwrap_or(0)
    }

    /// The values of a session in this group.
    fn values<'a>(self, session: &'a Session, picked: Picked<'_>) -> Vec<&'a str> {
        match self {
            Group::Format => session.format.as_deref().into_iter().collect(),
            Group::Topic => session.topic.as_deref().into_iter().collect(),
            Group::Track => session.track.iter().map(|id| id.as_str()).collect(),
            Group::Room => session.room.iter().map(|id| id.as_str()).collect(),
            Group::Language => session.languages.iter().map(String::as_str).collect(),
            Group::Level => session.level.as_deref().into_iter().collect(),
            Group::Tag => session.tags.iter().map(String::as_str).collect(),
            Group::Speaker => session.speakers.iter().map(|id| id.as_str()).collect(),
            Group::Recorded => session.recorded.map(|is| if is { YES } else { NO }).into_iter().collect(),
            Group::Mine => picked(&session.id).then_some(YES).into_iter().collect(),
        }
    }
}

impl Filter {
    /// Whether nothing is searched for or chosen.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.chosen.is_empty()
    }

    /// The number of choices in all groups.
    pub fn choices_made(&self) -> usize {
        self.chosen.len()
    }

    /// What is chosen of a group.
    pub fn chosen(&self, group: Group) -> impl Iterator<Item = &str> {
        self.chosen.iter().filter(move |(other, _)| *other == group).map(|(_, value)| value.as_str())
    }

    /// Whether the result depends on the attendee's agenda.
    pub fn asks_for_mine(&self) -> bool {
        self.chosen(Group::Mine).next().is_some()
    }

    fn position(&self, group: Group, value: &str) -> Option<usize> {
        self.chosen.iter().position(|(other, chosen)| *other == group && is_same(chosen, value))
    }

    /// Makes a choice, unless it is already made.
    pub fn choose(&mut self, group: Group, value: &str) {
        if self.position(group, value).is_none() {
            self.chosen.push((group, value.to_owned()));
        }
    }

    /// Makes a choice, or takes it back.
    pub fn toggle(&mut self, group: Group, value: &str) {
        match self.position(group, value) {
            Some(at) => _ = self.chosen.remove(at),
            None => self.choose(group, value),
        }
    }

    /// This filter without its choices; the words in the search line stay.
    pub fn without_choices(&self) -> Filter {
        Filter { text: self.text.clone(), ..Filter::default() }
    }

    /// Whether a session passes the choices. `search` handles the words.
    pub fn matches(&self, session: &Session, picked: Picked<'_>) -> bool {
        Group::ALL.into_iter().all(|group| self.passes(group, session, picked))
    }

    fn passes(&self, group: Group, session: &Session, picked: Picked<'_>) -> bool {
        let mut chosen = self.chosen(group).peekable();
        chosen.peek().is_none() || {
            let values = group.values(session, picked);
            chosen.any(|value| values.iter().any(|other| is_same(other, value)))
        }
    }

    /// The choices of each group in [`Group::ALL`], with their counts among `found`, the search results.
    pub fn choices<'a>(
        &self,
        labels: &Labels<'a>,
        found: &[&Session],
        picked: Picked<'_>,
    ) -> [Vec<Choice<'a>>; Group::ALL.len()] {
        let choice = |group: Group, value: &'a str, label: &'a str| {
            let chosen = self.position(group, value).is_some();
            Choice { value, label, count: 0, chosen }
        };
        let mut choices = Group::ALL.map(|group| {
            let listed = labels.listed[group.place()].iter();
            listed.map(|(value, label)| choice(group, value, label)).collect::<Vec<_>>()
        });
        for session in found {
            // A choice widens its own group, so a session counts for a group if it passes all other groups.
            let fails = |group: &Group| !self.passes(*group, session, picked);
            let mut failed = Group::ALL.into_iter().filter(fails);
            let (only, more) = (failed.next(), failed.next());
            if more.is_some() {
                continue;
            }
            let mut count = |group: Group, at: usize| {
                if only.is_none_or(|only| only == group) {
                    choices[group.place()][at].count += 1;
                }
            };
            labels.of_session(session).iter().for_each(|(group, at)| count(*group, *at));
            if picked(&session.id) {
                count(Group::Mine, 0);
            }
        }
        choices
    }
}

/// The possible choices in a conference, which never change: for each group all values that sessions have. Tracks,
/// rooms and speakers are in the order of the conference's lists, all others in the order of their first occurrence, or if
/// there are many, by frequency.
pub struct Labels<'a> {
    conference: &'a Conference,
    /// The values of each group in [`Group::ALL`], with their labels in the programme.
    listed: [Vec<(&'a str, &'a str)>; Group::ALL.len()],
    /// The indices of each session's values, so that counting need not compare words.
    of_sessions: Vec<Vec<(Group, usize)>>,
}

impl<'a> Labels<'a> {
    /// Collects the values of a conference. A group with too many choices has none here.
    pub fn of(conference: &'a Conference) -> Labels<'a> {
        let listed = Group::ALL.map(|group| labelled(group, conference));
        let of_session = |session: &Session| {
            let mut has = Vec::new();
            for group in Group::ALL {
                for value in group.values(session, &|_| false) {
                    let at = listed[group.place()].iter().position(|(other, _)| *other == value);
                    has.extend(at.map(|at| (group, at)));
                }
            }
            has
        };
        let of_sessions = conference.sessions.iter().map(of_session).collect();
        Labels { conference, listed, of_sessions }
    }

    fn of_session(&self, session: &Session) -> &[(Group, usize)] {
        let at = self.conference.sessions.element_offset(session);
        at.map_or(&[], |at| &self.of_sessions[at])
    }
}

/// Whether two values are the same. An address may be older than the spelling that labels have now.
fn is_same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// The greatest number of choices of a group that are offered; with more, attendees use the search. An address may
/// still contain any choice.
const MOST_CHOICES: usize = 120;

/// A group with more choices shows only so many of them at first; so the most frequent ones come first.
pub const FEW_CHOICES: usize = 8;

/// All values of a group that sessions have, with their labels in the programme; none if there are more than
/// [`MOST_CHOICES`].
fn labelled(group: Group, conference: &Conference) -> Vec<(&str, &str)> {
    // Each with how often sessions have it, as a negative number: the most frequent one is the smallest.
    let mut used: Vec<(&str, i64)> = Vec::new();
    for session in &conference.sessions {
        for value in group.values(session, &|_| false) {
            match used.iter().position(|(other, _)| *other == value) {
                Some(at) => used[at].1 -= 1,
                None if used.len() == MOST_CHOICES => return Vec::new(),
                None => used.push((value, -1)),
            }
        }
    }
    let is_used = |(value, _): &(&str, &str)| used.iter().any(|(other, _)| other == value);
    let tracks = || conference.tracks.iter().map(|track| (track.id.as_str(), track.name.as_str()));
    let rooms = || conference.rooms.iter().map(|room| (room.id.as_str(), room.name.as_str()));
    let speakers = || conference.speakers.iter().map(|speaker| (speaker.id.as_str(), speaker.name.as_str()));
    match group {
        Group::Track => tracks().filter(is_used).collect(),
        Group::Room => rooms().filter(is_used).collect(),
        Group::Speaker => speakers().filter(is_used).collect(),
        Group::Recorded => [(YES, YES), (NO, NO)].into_iter().filter(is_used).collect(),
        Group::Mine => vec![(YES, YES)],
        Group::Format | Group::Topic | Group::Language | Group::Level | Group::Tag => {
            let is_many = used.len() > FEW_CHOICES;
            let places = order(used.iter().map(|(_, frequency)| if is_many { *frequency } else { 0 }));
            places.map(|at| (used[at].0, used[at].0)).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conference() -> Conference {
        serde_json::from_value(serde_json::json!({
            "id": "c", "name": "C", "language": "en",
            "speakers": [{ "id": "ada", "name": "Ada" }, { "id": "bo", "name": "Bo" }, { "id": "host", "name": "Ho" }],
            "sessions": [
                { "id": "one", "title": "One", "format": "Talk", "topic": "Rust & C++", "speakers": ["ada"] },
                { "id": "two", "title": "Two", "format": "Talk", "topic": "Web", "speakers": ["ada", "bo"] },
                { "id": "three", "title": "Three", "format": "Panel", "topic": "Web" },
            ],
        }))
        .unwrap()
    }

    fn nothing_picked(_: &SessionId) -> bool {
        false
    }

    fn with(choices: &[(Group, &str)]) -> Filter {
        let mut filter = Filter::default();
        choices.iter().for_each(|(group, value)| filter.choose(*group, value));
        filter
    }

    fn shown(conference: &Conference, choices: &[(Group, &str)]) -> Vec<String> {
        let filter = with(choices);
        let sessions = conference.sessions.iter().filter(|session| filter.matches(session, &nothing_picked));
        sessions.map(|session| session.id.to_string()).collect()
    }

    #[test]
    fn choices_within_a_group_widen_and_groups_narrow() {
        let conference = conference();
        let (web, rust, ada) = ((Group::Topic, "Web"), (Group::Topic, "Rust & C++"), (Group::Speaker, "ada"));
        assert_eq!(shown(&conference, &[]), ["one", "two", "three"]);
        assert_eq!(shown(&conference, &[web]), ["two", "three"]);
        assert_eq!(shown(&conference, &[web, rust]), ["one", "two", "three"]);
        assert_eq!(shown(&conference, &[web, ada]), ["two"]);
        assert_eq!(shown(&conference, &[(Group::Format, "Panel"), ada]), [""; 0]);
        // A link from before a label was spelled otherwise.
        assert_eq!(shown(&conference, &[(Group::Format, "panel")]), ["three"]);
    }

    #[test]
    fn a_count_says_how_many_sessions_choosing_it_would_leave() {
        let conference = conference();
        let found: Vec<&Session> = conference.sessions.iter().collect();
        let filter = with(&[(Group::Topic, "Web"), (Group::Format, "Talk")]);
        let labels = Labels::of(&conference);
        let counts = |group| {
            let choices = filter.choices(&labels, &found, &nothing_picked)[Group::place(group)].clone();
            choices.into_iter().map(|choice| (choice.label, choice.count, choice.chosen)).collect::<Vec<_>>()
        };
        assert_eq!(counts(Group::Topic), [("Rust & C++", 1, false), ("Web", 1, true)]);
        assert_eq!(counts(Group::Format), [("Talk", 1, true), ("Panel", 1, false)]);
        assert_eq!(counts(Group::Speaker), [("Ada", 1, false), ("Bo", 1, false)]);
    }

    #[test]
    fn of_many_labels_the_most_frequent_come_first() {
        let sessions: Vec<_> = (0..9)
            .map(|at| {
                let tags: Vec<_> = (at..9).map(|tag| tag.to_string()).rev().collect();
                serde_json::json!({ "id": at.to_string(), "title": "T", "format": format!("F{}", at % 8), "tags": tags })
            })
            .collect();
        let conference: Conference = serde_json::from_value(serde_json::json!({
            "id": "c", "name": "C", "language": "en", "sessions": sessions,
        }))
        .unwrap();
        let labels = Labels::of(&conference);
        let listed =
            |group: Group| labels.listed[group.place()].iter().map(|(value, _)| *value).collect::<String>();
        assert_eq!(listed(Group::Tag), "876543210");
        // As few as these stay in their order.
        assert_eq!(listed(Group::Format), "F0F1F2F3F4F5F6F7");
    }

    #[test]
    fn every_kind_of_choice_finds_its_sessions() {
        let conference: Conference = serde_json::from_value(serde_json::json!({
            "id": "c", "name": "C", "language": "en",
            "rooms": [{ "id": "attic", "name": "Attic" }, { "id": "hall", "name": "Hall" }],
            "tracks": [{ "id": "web", "name": "Web" }, { "id": "unused", "name": "Unused" }],
            "sessions": [
                { "id": "one", "title": "One", "track": "web", "room": "hall", "languages": ["de", "en"], "recorded": true },
                { "id": "two", "title": "Two", "level": "Expert", "room": "attic", "tags": ["a", "b"], "recorded": false },
                { "id": "three", "title": "Three", "tags": ["b"] },
            ],
        }))
        .unwrap();
        for (choices, expected) in [
            (&[(Group::Track, "web")][..], &["one"][..]),
            (&[(Group::Room, "hall"), (Group::Room, "attic")], &["one", "two"]),
            (&[(Group::Language, "en")], &["one"]),
            (&[(Group::Level, "Expert")], &["two"]),
            (&[(Group::Tag, "b")], &["two", "three"]),
            (&[(Group::Recorded, "no")], &["two"]),
            (&[(Group::Mine, "yes")], &["three"]),
        ] {
            let filter = with(choices);
            let picked = |id: &SessionId| id.as_str() == "three";
            let sessions = conference.sessions.iter().filter(|session| filter.matches(session, &picked));
            assert_eq!(
                sessions.map(|session| session.id.as_str()).collect::<Vec<_>>(),
                expected,
                "{choices:?}"
            );
        }
        let found: Vec<&Session> = conference.sessions.iter().collect();
        let all = Labels::of(&conference);
        let labels = |group: Group| -> Vec<&str> {
            let choices = Filter::default().choices(&all, &found, &nothing_picked);
            choices[group.place()].iter().map(|choice| choice.label).collect()
        };
        assert_eq!(labels(Group::Room), ["Attic", "Hall"]);
        assert_eq!(labels(Group::Track), ["Web"]);
        assert_eq!(labels(Group::Tag), ["a", "b"]);
        assert_eq!(labels(Group::Topic), [""; 0]);
    }
}
