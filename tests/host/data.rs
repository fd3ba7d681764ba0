//! Tests of the conferences in this repository: the track in the site, and the invented one that other tests use.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use hallway::data;
use hallway::domain::conference::{Conference, Session};
use hallway::domain::schedule::Schedule;
use hallway::domain::validate::{self, Outside};
use serde_json::{Value, json};

use crate::in_repository;

/// Reads a conference of this repository, and checks that it has no problem.
fn read(path: &str) -> Conference {
    let path = in_repository(path);
    let conference =
        data::read(&path).and_then(|parsed| Ok(parsed?)).unwrap_or_else(|error| panic!("{error:#}"));
    let problems = data::problems(&conference, path.parent().unwrap_or(Path::new("")));
    assert!(problems.is_empty(), "{}: {problems:#?}", path.display());
    conference
}

#[test]
fn the_track_has_its_six_sessions_in_order() {
    let track = read("src/data/conference.json");
    let sessions: Vec<String> = track
        .programme()
        .into_iter()
        .map(|session| {
            let speakers: Vec<&str> =
                track.speakers_of(session).map(|speaker| speaker.name.as_str()).collect();
            let topic = session.topic.as_deref().unwrap_or_default();
            assert_eq!(session.format.as_deref(), Some("Session + Live Q&A"), "{}", session.title);
            format!("{topic}: {} ({})", session.title, speakers.join(", "))
        })
        .collect();
    assert_eq!(
        sessions,
        [
            "Architecture: Tesla Virtual Power Plant (Colin Breck, Percy Link)",
            "Architecture: eBPF - Rethinking the Linux Kernel (Thomas Graf)",
            "London: Evolution of Financial Exchange Architectures (Martin Thompson)",
            "London: Lessons From DAZN: Scaling Your Project with Micro-Frontends (Luca Mezzalira)",
            "Architecture: Managing Systems in an Age of Dynamic Complexity (Laura Nolan)",
            "London: Designing a Real-Time Global Sportsbook (From Scratch!) (Ian Thomas)",
        ]
    );
}

#[test]
fn the_track_has_its_eight_people_in_order_and_its_host() {
    let track = read("src/data/conference.json");
    let people: Vec<&str> = track.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    assert_eq!(
        people,
        [
            "Colin Breck",
            "Percy Link",
            "Thomas Graf",
            "Martin Thompson",
            "Luca Mezzalira",
            "Laura Nolan",
            "Ian Thomas",
            "Wes Reisz",
        ]
    );
    let hosts: Vec<&str> = track.hosts().map(|host| host.name.as_str()).collect();
    assert_eq!(hosts, ["Wes Reisz"]);
}

#[test]
fn a_text_that_the_source_cut_short_is_an_excerpt_without_dots() {
    let track = read("src/data/conference.json");
    let abstracts = track.sessions.iter().map(|session| (&session.title, &session.summary));
    let biographies = track.speakers.iter().map(|speaker| (&speaker.name, &speaker.biography));
    for (of, text) in abstracts.chain(biographies) {
        let text = text.as_ref().unwrap_or_else(|| panic!("{of} has its text"));
        assert_eq!(text.excerpt, of != "Luca Mezzalira", "{of}: only one text of the source is whole");
        assert!(!text.reading().ends_with("..."), "{of}: pages say themselves that a text is an excerpt");
    }
}

/// The ids are in addresses and in attendees' saved agendas: a change breaks both.
#[test]
fn published_ids_stay_as_they_are() {
    let track = read("src/data/conference.json");
    assert_eq!(track.id.as_str(), "architectures");
    let sessions: Vec<&str> = track.sessions.iter().map(|session| session.id.as_str()).collect();
    assert_eq!(
        sessions,
        ["tesla-vpp", "ebpf", "exchanges", "micro-frontends", "dynamic-complexity", "sportsbook"]
    );
    let people: Vec<&str> = track.speakers.iter().map(|speaker| speaker.id.as_str()).collect();
    assert_eq!(
        people,
        [
            "colin-breck",
            "percy-link",
            "thomas-graf",
            "martin-thompson",
            "luca-mezzalira",
            "laura-nolan",
            "ian-thomas",
            "wes-reisz",
        ]
    );
}

/// Replaces each value by each type of value, and leaves out or misspells each field.
#[test]
fn every_mistake_of_form_is_explained_without_the_words_of_the_programming_language() {
    let right = json_of("tests/conferences/every-field.json");
    let mut places = Vec::new();
    pointers(&right, String::new(), &mut places);
    let replacements = [json!(null), json!(true), json!(-1), json!(1.5), json!("?"), json!([]), json!({})];
    let mut refused = 0;
    for place in places.iter().filter(|place| !place.contains(['1', '2', '3', '4', '5', '6', '7', '8', '9']))
    {
        for replacement in &replacements {
            let mut wrong = right.clone();
            *wrong.pointer_mut(place).expect("it was found there") = replacement.clone();
            refused += usize::from(is_explained(&wrong));
        }
        let (parent, name) = place.rsplit_once('/').unwrap_or_default();
        let mut wrong = right.clone();
        if let Some(Value::Object(fields)) = wrong.pointer_mut(parent) {
            let value = fields.remove(name).expect("it was found there");
            refused += usize::from(is_explained(&wrong));
            wrong.pointer_mut(parent).expect("it was found there")[name.to_uppercase() + "-x"] = value;
            assert!(is_explained(&wrong), "{place}");
        }
    }
    assert!(refused > 100, "only {refused} were refused");
}

/// Whether a conference is refused; checks that the reasons are in plain words.
fn is_explained(conference: &Value) -> bool {
    let Err(error) = data::parse(&conference.to_string(), "c.json") else { return false };
    let error = error.to_string();
    for word in
        ["invalid", "struct", "variant", "expected one of", "u8", "u32", "sequence", " map", "at line"]
    {
        assert!(!error.contains(word), "{error}");
    }
    true
}

/// The JSON pointers of all values in a value.
fn pointers(value: &Value, place: String, all: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| pointers(value, format!("{place}/{name}"), all));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, value)| pointers(value, format!("{place}/{at}"), all));
        }
        _ => {}
    }
    if !place.is_empty() {
        all.push(place);
    }
}

#[test]
fn the_invented_conference_uses_every_field_of_the_schema() {
    let unused = unused_fields(&json_of("tests/conferences/every-field.json"));
    assert!(unused.is_empty(), "let tests/conferences/every-field.json use {unused:?}");
}

/// The tests of pages depend on these, and would prove nothing without them.
#[test]
fn the_invented_conference_has_the_special_cases_for_pages() {
    let conference = read("tests/conferences/every-field.json");
    let schedule = Schedule::of(&conference);
    let some = |of: &dyn Fn(&Session) -> bool| conference.sessions.iter().any(of);
    let words = |session: &Session| {
        session
            .summary
            .iter()
            .flat_map(|text| text.reading().split_whitespace().map(str::to_owned).collect::<Vec<_>>())
            .count()
    };
    let between =
        |text: &str, first: char, last: char| text.chars().any(|letter| (first..=last).contains(&letter));

    for (what, found) in [
        ("four speakers", some(&|session| session.speakers.len() == 4)),
        ("no speaker", some(&|session| session.speakers.is_empty())),
        ("a title of 120 letters", some(&|session| session.title.chars().count() == 120)),
        ("a title in Hebrew", some(&|session| between(&session.title, '\u{5d0}', '\u{5ea}'))),
        ("a title in Japanese", some(&|session| between(&session.title, '\u{3041}', '\u{30ff}'))),
        ("a title that must be escaped", some(&|session| session.title.contains("<script>"))),
        (
            "an abstract that must be escaped",
            some(&|session| {
                session.summary.as_ref().is_some_and(|text| text.reading().contains("</script>"))
            }),
        ),
        ("no abstract", some(&|session| session.summary.is_none())),
        ("an abstract of 600 words", some(&|session| words(session) >= 600)),
        ("no time and no room", some(&|session| session.start.is_none() && session.room.is_none())),
        ("a start without an end", some(&|session| session.start.is_some() && session.end.is_none())),
        (
            "an end on the next day",
            some(&|session| {
                session.start.zip(session.end).is_some_and(|(start, end)| start.date != end.date)
            }),
        ),
        ("a person without a line", conference.speakers.iter().any(|person| person.line.is_none())),
        ("a person without a biography", conference.speakers.iter().any(|person| person.biography.is_none())),
        ("a host who speaks", conference.hosts().any(|host| !schedule.sessions_of(host).is_empty())),
        ("a host who does not", conference.hosts().any(|host| schedule.sessions_of(host).is_empty())),
    ] {
        assert!(found, "let tests/conferences/every-field.json have {what}");
    }
}

#[test]
fn the_example_in_the_data_format_is_correct_and_complete() {
    let page =
        fs::read_to_string(in_repository("docs/data-format.md")).expect("the page is in the repository");
    let (_, example) = page.split_once("```jsonc\n").expect("the page has its example");
    let (example, _) = example.split_once("```").expect("the example ends");
    let is_comment = |line: &&str| line.trim_start().starts_with("//");
    let example: String =
        example.lines().filter(|line| !is_comment(line)).flat_map(|line| [line, "\n"]).collect();

    let conference = data::parse(&example, "docs/data-format.md").unwrap_or_else(|error| panic!("{error}"));
    let outside = Outside { is_zone: &|_| true, offset: &|_, _| None, has_file: &|_| true };
    assert_eq!(validate::problems(&conference, &outside), []);
    let unused = unused_fields(&serde_json::from_str(&example).expect("it was parsed above"));
    assert!(unused.is_empty(), "let the example of docs/data-format.md use {unused:?}");
}

#[test]
fn the_update_of_the_invented_conference_moves_renames_removes_adds_and_gives_other_ids() {
    let (first, next) =
        (read("tests/conferences/every-field.json"), read("tests/conferences/every-field-next.json"));
    assert_eq!(first.id, next.id);
    fn ids(conference: &Conference) -> Vec<&str> {
        conference.sessions.iter().map(|session| session.id.as_str()).collect()
    }
    let without = |ids: Vec<&str>, others: &[&str]| -> Vec<String> {
        ids.into_iter().filter(|id| !others.contains(id)).map(str::to_owned).collect()
    };
    let gone = ["escaping", "build-slowly", "vanishes"];
    let kept = without(ids(&first), &gone);
    assert_eq!(without(ids(&first), &ids(&next)), gone);
    let mut new = without(ids(&next), &ids(&first));
    assert_ne!(
        without(ids(&next), &new.iter().map(String::as_str).collect::<Vec<_>>()),
        kept,
        "another order"
    );
    new.sort();
    // The first shares an alternate with a removed session, the second only a title.
    assert_eq!(new, ["build-slower", "escaping-again", "late-arrival"]);
    let renamed = first
        .sessions
        .iter()
        .filter(|session| next.session(&session.id).is_some_and(|other| other.title != session.title));
    assert_eq!(renamed.map(|session| session.id.as_str()).collect::<Vec<_>>(), ["clocks", "four-voices"]);
}

fn json_of(path: &str) -> Value {
    let text = fs::read_to_string(in_repository(path)).expect("the file is in the repository");
    serde_json::from_str(&text).expect("the file is JSON")
}

fn properties(definition: &Value) -> impl Iterator<Item = &str> {
    definition["properties"].as_object().into_iter().flat_map(|fields| fields.keys().map(String::as_str))
}

/// The fields of the schema, like `Session.title`, that a conference does not use.
fn unused_fields(conference: &Value) -> Vec<String> {
    let schema = json_of("docs/conference.schema.json");
    let definitions = schema["$defs"].as_object().expect("the schema has definitions");
    let all: BTreeSet<String> = std::iter::once(("Conference", &schema))
        .chain(definitions.iter().map(|(name, definition)| (name.as_str(), definition)))
        .flat_map(|(name, definition)| properties(definition).map(move |field| format!("{name}.{field}")))
        .collect();
    assert!(all.contains("Session.abstract") && all.len() > 20, "the schema is read rightly: {all:?}");

    let mut used = BTreeSet::new();
    note(&schema, "Conference", &schema, conference, &mut used);
    all.difference(&used).cloned().collect()
}

/// Collects the fields of a value of this type, and those of the values in it.
fn note(schema: &Value, name: &str, definition: &Value, value: &Value, used: &mut BTreeSet<String>) {
    for field in properties(definition).filter(|field| value.get(field).is_some()) {
        used.insert(format!("{name}.{field}"));
        walk(schema, &definition["properties"][field], &value[field], used);
    }
}

/// Finds the types of a value and its items.
fn walk(schema: &Value, definition: &Value, value: &Value, used: &mut BTreeSet<String>) {
    if let Some(alternatives) = definition["anyOf"].as_array() {
        // An optional field is written as "this or null".
        alternatives.iter().for_each(|alternative| walk(schema, alternative, value, used));
    }
    if let Some(reference) = definition["$ref"].as_str() {
        let name = reference.trim_start_matches("#/$defs/");
        note(schema, name, &schema["$defs"][name], value, used);
    }
    for item in value.as_array().into_iter().flatten() {
        walk(schema, &definition["items"], item, used);
    }
}
