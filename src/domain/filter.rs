//! Which sessions the attendee wants to see: one value that matches sessions and is written in the address.
//!
//! Choices within a group (two topics) widen the result, groups (a topic and a speaker) narrow it. The names in the
//! query string (`q`, `format`, `topic`, `speaker`, the last three repeatable) are part of the site's contract.

use super::conference::{Conference, Session, SpeakerId};

/// What is searched for and chosen. Choices keep the order in which they were made, without repeats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The words in the search line, as typed.
    pub text: String,
    /// The chosen formats.
    pub formats: Vec<String>,
    /// The chosen topics.
    pub topics: Vec<String>,
    /// The chosen speakers.
    pub speakers: Vec<SpeakerId>,
}

/// A group of choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// What kind of session.
    Format,
    /// What it is about.
    Topic,
    /// Who speaks.
    Speaker,
}

/// One choice of a group, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As written in the address.
    pub value: String,
    /// As shown.
    pub label: String,
    /// How many of the sessions that pass the search and the other groups have it.
    pub count: usize,
    /// Whether the attendee chose it.
    pub chosen: bool,
}

impl Group {
    /// All groups, in the order in which they are shown.
    pub const ALL: [Group; 3] = [Group::Format, Group::Topic, Group::Speaker];

    /// The group's name in the query string.
    pub fn parameter(self) -> &'static str {
        match self {
            Group::Format => "format",
            Group::Topic => "topic",
            Group::Speaker => "speaker",
        }
    }

    fn has(self, session: &Session, value: &str) -> bool {
        match self {
            Group::Format => session.format.as_deref() == Some(value),
            Group::Topic => session.topic.as_deref() == Some(value),
            Group::Speaker => session.speakers.iter().any(|id| id.as_str() == value),
        }
    }
}

impl Filter {
    /// Reads a query string, with or without its `?`. Unknown names and repeats are passed over.
    pub fn from_query(query: &str) -> Filter {
        let mut filter = Filter::default();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            if name == "q" {
                filter.text = value.into_owned();
            } else if let Some(group) = Group::ALL.into_iter().find(|group| group.parameter() == name) {
                filter.choose(group, &value);
            }
        }
        filter
    }

    /// The query string with its `?`, or nothing where there is nothing to say.
    pub fn to_query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let text = self.text.trim();
        if !text.is_empty() {
            query.append_pair("q", text);
        }
        for group in Group::ALL {
            for value in self.chosen(group) {
                query.append_pair(group.parameter(), value);
            }
        }
        match query.finish() {
            query if query.is_empty() => query,
            query => format!("?{query}"),
        }
    }

    /// Whether nothing is searched for or chosen.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.choices_made() == 0
    }

    /// How many choices are made, over all groups.
    pub fn choices_made(&self) -> usize {
        self.formats.len() + self.topics.len() + self.speakers.len()
    }

    fn chosen(&self, group: Group) -> Vec<&str> {
        match group {
            Group::Format => self.formats.iter().map(String::as_str).collect(),
            Group::Topic => self.topics.iter().map(String::as_str).collect(),
            Group::Speaker => self.speakers.iter().map(SpeakerId::as_str).collect(),
        }
    }

    fn has_chosen(&self, group: Group, value: &str) -> bool {
        self.chosen(group).contains(&value)
    }

    /// Makes a choice; made twice it is still one.
    pub fn choose(&mut self, group: Group, value: &str) {
        if !self.has_chosen(group, value) {
            self.toggle(group, value);
        }
    }

    /// Makes a choice, or takes it back.
    pub fn toggle(&mut self, group: Group, value: &str) {
        fn flip<T: PartialEq>(values: &mut Vec<T>, value: T) {
            match values.iter().position(|other| *other == value) {
                Some(at) => {
                    values.remove(at);
                }
                None => values.push(value),
            }
        }
        match group {
            Group::Format => flip(&mut self.formats, value.to_owned()),
            Group::Topic => flip(&mut self.topics, value.to_owned()),
            Group::Speaker => flip(&mut self.speakers, value.into()),
        }
    }

    /// This filter without its choices; the words in the search line stay.
    pub fn without_choices(&self) -> Filter {
        Filter { text: self.text.clone(), ..Filter::default() }
    }

    /// Whether a session passes the choices. The words are `search`'s matter.
    pub fn matches(&self, session: &Session) -> bool {
        Group::ALL.into_iter().all(|group| self.passes(group, session))
    }

    fn passes(&self, group: Group, session: &Session) -> bool {
        let chosen = self.chosen(group);
        chosen.is_empty() || chosen.into_iter().any(|value| group.has(session, value))
    }

    /// The choices of a group, with counts among `found`: the sessions that the search line leaves.
    pub fn choices(&self, group: Group, conference: &Conference, found: &[&Session]) -> Vec<Choice> {
        let passing: Vec<&&Session> = found
            .iter()
            .filter(|session| {
                Group::ALL
                    .into_iter()
                    .filter(|other| *other != group)
                    .all(|other| self.passes(other, session))
            })
            .collect();
        let labelled: Vec<(&str, &str)> = match group {
            Group::Format => conference.formats().into_iter().map(|format| (format, format)).collect(),
            Group::Topic => conference.topics().into_iter().map(|topic| (topic, topic)).collect(),
            Group::Speaker => {
                let speaking = conference.speakers.iter().filter(|speaker| conference.speaks(speaker));
                speaking.map(|speaker| (speaker.id.as_str(), speaker.name.as_str())).collect()
            }
        };
        labelled
            .into_iter()
            .map(|(value, label)| Choice {
                value: value.to_owned(),
                label: label.to_owned(),
                count: passing.iter().filter(|session| group.has(session, value)).count(),
                chosen: self.has_chosen(group, value),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    fn shown(conference: &Conference, query: &str) -> Vec<String> {
        let filter = Filter::from_query(query);
        let sessions = conference.sessions.iter().filter(|session| filter.matches(session));
        sessions.map(|session| session.id.to_string()).collect()
    }

    #[test]
    fn choices_within_a_group_widen_and_groups_narrow() {
        let conference = conference();
        assert_eq!(shown(&conference, ""), ["one", "two", "three"]);
        assert_eq!(shown(&conference, "?topic=Web"), ["two", "three"]);
        assert_eq!(shown(&conference, "?topic=Web&topic=Rust+%26+C%2B%2B"), ["one", "two", "three"]);
        assert_eq!(shown(&conference, "?topic=Web&speaker=ada"), ["two"]);
        assert_eq!(shown(&conference, "?format=Panel&speaker=ada"), [""; 0]);
    }

    #[test]
    fn a_count_says_how_many_sessions_choosing_it_would_leave() {
        let conference = conference();
        let found: Vec<&Session> = conference.sessions.iter().collect();
        let filter = Filter::from_query("topic=Web&format=Talk");
        let counts = |group| {
            let choices = filter.choices(group, &conference, &found);
            choices.into_iter().map(|choice| (choice.label, choice.count, choice.chosen)).collect::<Vec<_>>()
        };
        assert_eq!(counts(Group::Topic), [("Rust & C++".to_owned(), 1, false), ("Web".to_owned(), 1, true)]);
        assert_eq!(counts(Group::Format), [("Talk".to_owned(), 1, true), ("Panel".to_owned(), 1, false)]);
        assert_eq!(counts(Group::Speaker), [("Ada".to_owned(), 1, false), ("Bo".to_owned(), 1, false)]);
    }

    #[test]
    fn unknown_names_and_repeats_in_an_address_are_passed_over() {
        let filter = Filter::from_query("?utm_source=x&topic=Web&topic=Web&q=a+b&panic=");
        assert_eq!(filter.to_query(), "?q=a+b&topic=Web");
    }

    proptest! {
        #[test]
        fn every_filter_survives_the_address(
            text in "\\PC{0,12}", formats in proptest::collection::btree_set("\\PC{1,8}", 0..3),
            speakers in proptest::collection::btree_set("[a-z0-9-]{1,8}", 0..3),
        ) {
            let filter = Filter {
                text: text.trim().to_owned(),
                formats: formats.into_iter().collect(),
                topics: vec![],
                speakers: speakers.iter().map(|id| id.as_str().into()).collect(),
            };
            prop_assert_eq!(Filter::from_query(&filter.to_query()), filter);
        }
    }
}
