//! Tests of Sessionize's views and their oddities.

use super::*;
use crate::import::file::json;
use proptest::prelude::*;
use serde_json::{Value, json};

fn node(value: &Value) -> Node {
    json::node(&value.to_string(), "a.json").expect("it is JSON")
}

fn draft(value: &Value) -> Draft {
    read(&node(value), "a.json").expect("it is a view")
}

/// An `All` of these sessions.
fn all(sessions: Value) -> Draft {
    draft(&json!({
        "sessions": sessions,
        "speakers": [{ "id": "ada", "fullName": "Ada Lind", "sessions": [1] }],
        "questions": [{ "id": 9, "question": "T-shirt size" }],
        "categories": [
            { "id": 1, "title": "Topic", "type": "session", "items": [{ "id": 11, "name": "Web", "sort": 2 }, { "id": 12, "name": "Ops", "sort": 1 }] },
            { "id": 2, "title": "Niveau", "items": [{ "id": 21, "name": "Débutant" }, { "id": 22, "name": "Expert" }] },
            { "id": 3, "title": "Theme", "items": [{ "id": 31, "name": "Sea" }] },
            { "id": 4, "title": "Recorded?", "items": [{ "id": 41, "name": "No" }] },
        ],
        "rooms": [{ "id": 72, "name": "Loft", "sort": 1 }, { "id": 71, "name": "Hall", "sort": 0 }],
    }))
}

fn lines(draft: &Draft) -> Vec<String> {
    draft.lines.iter().map(|line| format!("{}: {}", line.about, line.what)).collect()
}

#[test]
fn a_view_is_recognised_by_its_content() {
    for (file, expected) in [
        (json!({ "sessions": [], "speakers": [], "questions": [], "categories": [], "rooms": [] }), true),
        (json!([{ "groupId": null, "groupName": "All", "sessions": [] }]), true),
        (json!([{ "date": "2027-03-05T00:00:00", "rooms": [], "timeSlots": [] }]), true),
        (json!([{ "id": "a", "fullName": "Ada Lind", "sessions": [] }]), true),
        // OPass, Hoverboard and others have sessions too.
        (json!({ "sessions": [], "speakers": [], "session_types": [], "rooms": [], "tags": [] }), false),
        (json!({ "sessions": {}, "speakers": {}, "categories": [] }), false),
        (json!([]), false),
        (json!({}), false),
        (json!([{ "title": "A talk" }]), false),
    ] {
        assert_eq!(is_this(&node(&file)), expected, "{file}");
    }
}

#[test]
fn a_time_with_a_z_is_an_instant_and_one_without_is_local() {
    let draft = all(json!([
        { "id": "1", "title": "A", "startsAt": "2027-03-05T09:00:00", "endsAt": "2027-03-05T09:45:00" },
        { "id": "2", "title": "B", "startsAt": "2027-03-05T08:00:00Z", "endsAt": null },
        { "id": "3", "title": "C", "startsAt": null },
        { "id": "4", "title": "D", "startsAt": "soon", "endsAt": "2027-03-05T09:45:00" },
    ]));
    let starts = draft.sessions.iter().map(|session| match session.start {
        Some(When::Instant(instant)) => instant.to_string(),
        Some(When::Wall(wall)) => wall.to_string(),
        None => String::new(),
    });
    assert_eq!(starts.collect::<Vec<_>>(), ["2027-03-05T09:00:00", "2027-03-05T08:00:00Z", "", ""]);
    assert!(lines(&draft).contains(&"D: `soon` is not a time".to_owned()));
}

#[test]
fn the_first_topic_that_sessions_choose_once_is_the_track_and_the_rest_are_tags() {
    let draft = all(json!([
        { "id": "1", "title": "A", "categoryItems": [11, 21, 31, 41] },
        { "id": "2", "title": "B", "categoryItems": [12, 21, 22, 99, null] },
    ]));
    let [one, two] = &draft.sessions[..] else { panic!("two sessions") };
    assert_eq!((one.track.as_deref(), one.level.as_deref()), (Some("Web"), Some("Débutant")));
    assert_eq!(one.tags, ["Sea", "Recorded?: No"]);
    assert_eq!((two.track.as_deref(), two.level.as_deref()), (Some("Ops"), Some("Débutant")));
    assert_eq!(two.tags, ["Expert"]);
    assert_eq!(draft.tracks, ["Ops", "Web"]);
    assert!(lines(&draft).contains(&"the category `Theme`: is read as tags".to_owned()));
}

#[test]
fn topics_of_which_sessions_choose_several_are_tags() {
    let draft = all(json!([{ "id": "1", "title": "A", "categoryItems": [11, 12, 31] }]));
    assert_eq!(draft.sessions[0].track.as_deref(), Some("Sea"));
    assert_eq!(draft.sessions[0].tags, ["Web", "Ops"]);
}

#[test]
fn service_sessions_are_breaks_unless_somebody_speaks() {
    let draft = all(json!([
        { "id": "a-1", "title": "Lunch", "startsAt": "2027-03-05T12:00:00", "roomId": 71, "isServiceSession": true },
        { "id": "a-2", "title": "Registration", "roomId": 71, "isServiceSession": true, "isPlenumSession": true, "description": "Bring it." },
        { "id": "a-3", "title": "Chat", "roomId": 72, "isServiceSession": true, "speakers": ["ada"] },
    ]));
    let breaks: Vec<_> =
        draft.breaks.iter().map(|pause| (pause.title.as_str(), pause.room.as_deref())).collect();
    assert_eq!(breaks, [("Lunch", Some("Hall")), ("Registration", None)]);
    assert_eq!(draft.sessions[0].keys.guid.as_deref(), Some("a-3"));
    assert_eq!(draft.sessions[0].speakers, ["ada"]);
    assert!(lines(&draft).contains(&"Registration: the description of a break is left out".to_owned()));
}

#[test]
fn only_accepted_sessions_are_in_the_programme() {
    for (status, expected) in [
        (json!(null), Decision::Accepted),
        (json!("Accepted"), Decision::Accepted),
        (json!("Declined"), Decision::NotAccepted("Declined".to_owned())),
        (json!("Accept_Queue"), Decision::NotAccepted("Accept_Queue".to_owned())),
        (json!("Nominated"), Decision::NotAccepted("Nominated".to_owned())),
    ] {
        let draft = all(json!([{ "id": "1", "title": "A", "status": status }]));
        assert_eq!(draft.sessions[0].state, expected, "{status}");
    }
}

#[test]
fn entries_that_a_grid_repeats_are_read_once() {
    let session = json!({
        "id": "7", "title": "A", "startsAt": "2027-03-05T09:00:00", "roomId": 71, "room": "Hall",
        "speakers": [{ "id": "ada", "name": "Ada Lind" }],
        "categories": [{ "id": 5, "name": "Track", "categoryItems": [{ "id": 51, "name": "Web" }] }],
    });
    let slots =
        json!([{ "slotStart": "09:00:00", "rooms": [{ "id": 71, "name": "Hall", "session": session }] }]);
    let rooms = json!([{ "id": 71, "name": "Hall", "sessions": [session] }]);
    for rooms in [rooms, json!([])] {
        let draft = draft(&json!([{ "date": "2027-03-05T00:00:00", "rooms": rooms, "timeSlots": slots }]));
        assert_eq!(draft.sessions.len(), 1);
        assert_eq!(draft.sessions[0].room.as_deref(), Some("Hall"));
        assert_eq!(draft.sessions[0].track.as_deref(), Some("Web"));
        assert_eq!(draft.speakers.len(), 1);
    }
}

#[test]
fn a_session_in_several_groups_is_read_once_and_reported() {
    let session = json!({ "id": "7", "title": "A", "startsAt": "2027-03-05T09:00:00Z" });
    let group = |name: &str| json!({ "groupId": 1, "groupName": name, "sessions": [session] });
    let draft = draft(&json!([group("Web"), group("Ops")]));
    assert_eq!(draft.sessions.len(), 1);
    assert_eq!(lines(&draft), ["A: it is listed in several groups"]);
    assert!(draft.offsets.is_empty(), "UTC is not a hint");
}

#[test]
fn rooms_and_people_get_the_best_available_name() {
    let draft = draft(&json!({
        "sessions": [{ "id": "1", "title": "A", "roomId": 71, "speakers": ["b", "c", "b"] }],
        "speakers": [
            { "id": "b", "firstName": "Bea", "lastName": "Oja", "fullName": null, "tagLine": "", "links": [
                { "title": "", "url": "https://b.example", "linkType": "Company_Website" }, { "title": "x", "url": null },
            ] },
            { "id": "c", "firstName": "", "lastName": "", "fullName": "シー" },
            { "id": null, "fullName": "" },
        ],
        "categories": [], "rooms": [],
    }));
    assert_eq!(draft.sessions[0].room.as_deref(), Some("71"));
    assert_eq!(draft.sessions[0].speakers, ["b", "c"]);
    let names: Vec<&str> = draft.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    assert_eq!(names, ["Bea Oja", "シー"]);
    assert_eq!(draft.speakers[0].line, None);
    let label = DraftLink { label: "Company Website".to_owned(), address: "https://b.example".to_owned() };
    assert_eq!(draft.speakers[0].links, [label]);
    assert_eq!(lines(&draft), ["a speaker: has neither an id nor a name"]);
}

#[test]
fn answers_are_left_out_and_counted_in_the_report() {
    let draft = all(json!([{ "id": "1", "title": "A", "questionAnswers": [
        { "questionId": 9, "answerValue": "XL" }, { "questionId": 9, "answerValue": null },
    ] }]));
    let what = "`T-shirt size`: answers to this question, which may be private, are left out: 1";
    assert!(lines(&draft).contains(&what.to_owned()), "{:?}", lines(&draft));
}

/// Any JSON with Sessionize's fields in odd places.
fn odd() -> impl Strategy<Value = Value> {
    let fields = prop::sample::select(vec![
        "sessions",
        "speakers",
        "categories",
        "categoryItems",
        "items",
        "rooms",
        "timeSlots",
        "session",
        "id",
        "title",
        "name",
        "fullName",
        "groupName",
        "date",
        "startsAt",
        "roomId",
        "isServiceSession",
        "questionAnswers",
        "links",
        "url",
        "type",
        "sort",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i8>().prop_map(Value::from),
        prop::sample::select(vec!["", "Language", "Track", "2027-03-05T09:00:00", "é", "speaker"])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((fields.clone(), inner), 0..8).prop_map(|fields| Value::Object(
                fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
            )),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_stands_in_a_view_it_is_read(sessions in odd(), more in odd(), day in odd()) {
        for file in [
            json!({ "sessions": [sessions.clone(), more.clone()], "speakers": [more.clone()], "categories": [sessions.clone(), more.clone()], "rooms": [more.clone()] }),
            json!([{ "groupName": "", "sessions": [sessions.clone(), more.clone()] }, more.clone()]),
            json!([{ "rooms": [more.clone(), { "sessions": [sessions] }], "timeSlots": [day.clone()] }, day]),
        ] {
            let file = node(&file);
            if is_this(&file) {
                prop_assert!(read(&file, "a.json").is_ok());
            }
        }
    }
}
