//! One spelling for each label: "Talk", "talk" and " talk " are one format, and so one filter.
//!
//! The rule of this file: only the guide's copy of the conference changes, never the organiser's file. The spelling
//! that most sessions have stays; of equally frequent ones, the first.

use std::collections::HashMap;

use crate::domain::conference::{Conference, Session, distinct};

/// Gives labels of sessions that differ only in case or spaces the same spelling: formats, topics, levels, tags and
/// languages, each for itself.
pub fn unify(conference: &mut Conference) {
    let sessions = &mut conference.sessions;
    unify_field(sessions, |session| session.format.iter_mut().collect());
    unify_field(sessions, |session| session.topic.iter_mut().collect());
    unify_field(sessions, |session| session.level.iter_mut().collect());
    unify_field(sessions, |session| session.tags.iter_mut().collect());
    unify_field(sessions, |session| session.languages.iter_mut().collect());
    for session in sessions {
        for labels in [&mut session.tags, &mut session.languages] {
            let each_once =
                distinct(labels.iter().map(String::as_str)).into_iter().map(str::to_owned).collect();
            *labels = each_once;
        }
    }
}

fn unify_field(sessions: &mut [Session], labels: impl Fn(&mut Session) -> Vec<&mut String>) {
    // For each label its spellings in the order of their first occurrence, with their numbers.
    let mut spellings: HashMap<String, Vec<(String, usize)>> = HashMap::new();
    for label in sessions.iter_mut().flat_map(&labels) {
        let of_label = spellings.entry(folded(label)).or_default();
        let spelling = without_extra_spaces(label);
        match of_label.iter_mut().find(|(other, _)| *other == spelling) {
            Some((_, number)) => *number += 1,
            None => of_label.push((spelling, 1)),
        }
    }
    for label in sessions.iter_mut().flat_map(&labels) {
        // `max_by_key` takes the last of equals; reversed, that is the first.
        let most = spellings[&folded(label)].iter().rev().max_by_key(|(_, number)| *number);
        most.into_iter().for_each(|(spelling, _)| label.clone_from(spelling));
    }
}

fn without_extra_spaces(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn folded(label: &str) -> String {
    without_extra_spaces(label).to_lowercase()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn unified(sessions: serde_json::Value) -> Vec<Session> {
        let conference = json!({ "id": "c", "name": "C", "language": "en", "sessions": sessions });
        let mut conference = serde_json::from_value(conference).unwrap();
        unify(&mut conference);
        conference.sessions
    }

    #[test]
    fn the_most_frequent_spelling_stays_and_of_equally_frequent_ones_the_first() {
        let formats = ["talk", "Talk", "Talk ", "Lightning  Talk", "lightning talk", "Workshop"];
        let sessions = formats.map(|format| json!({ "id": "s", "title": "S", "format": format }));
        let formats: Vec<_> =
            unified(json!(sessions)).into_iter().filter_map(|session| session.format).collect();
        assert_eq!(formats, ["Talk", "Talk", "Talk", "Lightning Talk", "Lightning Talk", "Workshop"]);
    }

    #[test]
    fn each_kind_of_label_is_unified_for_itself_and_each_once_in_a_session() {
        let sessions = unified(json!([
            { "id": "a", "title": "A", "topic": "web", "level": "BEGINNER", "tags": ["Web", "WEB", "CSS"], "languages": ["EN", "de"] },
            { "id": "b", "title": "B", "topic": "web", "level": "BEGINNER", "tags": ["css", "CSS"], "languages": ["en"] },
            { "id": "c", "title": "C", "topic": "Straße", "level": "Beginner", "tags": ["ÉTÉ", "été"], "languages": ["en", "EN"] },
        ]));
        let topics: Vec<_> = sessions.iter().flat_map(|session| &session.topic).collect();
        assert_eq!(topics, ["web", "web", "Straße"]);
        let levels: Vec<_> = sessions.iter().flat_map(|session| &session.level).collect();
        assert_eq!(levels, ["BEGINNER"; 3]);
        let tags: Vec<_> = sessions.iter().map(|session| session.tags.join(" ")).collect();
        assert_eq!(tags, ["Web CSS", "CSS", "ÉTÉ"]);
        let languages: Vec<_> = sessions.iter().map(|session| session.languages.join(" ")).collect();
        assert_eq!(languages, ["EN de", "EN", "EN"]);
    }

    #[test]
    fn what_differs_in_more_stays_apart() {
        let sessions = unified(json!(
            ["Dev-Room", "Dev Room", "Devroom"]
                .map(|topic| json!({ "id": "s", "title": "S", "topic": topic }))
        ));
        let topics: Vec<_> = sessions.into_iter().filter_map(|session| session.topic).collect();
        assert_eq!(topics, ["Dev-Room", "Dev Room", "Devroom"]);
    }
}
