//! Tests of importing over the previous conference file: everything that agendas and addresses depend on stays.

use hallway::domain::conference::{Break, Conference, Link, Session, Walk};
use hallway::domain::moment::{Moment, TimeOfDay};
use hallway::domain::text::Text;
use hallway::import::report::Kind;
use hallway::import::{Imported, Options, Previous, Source, import};
use serde_json::{Value, json};

use super::{
    event, fixture, imported, imported_events, imported_over, json_file, lines, now, schedule, session,
    unrecorded,
};

const TEN: &str = "2027-05-01T10:00:00+02:00";
const NOON: &str = "2027-05-01T12:00:00+02:00";

fn again(previous: &Imported, events: &[Value]) -> Imported {
    let file = json_file("schedule.json", &schedule(events));
    imported_over(&[file], &Options::default(), Some(&previous.conference))
}

fn ids(imported: &Imported) -> Vec<String> {
    imported.conference.sessions.iter().map(|session| session.id.to_string()).collect()
}

#[test]
fn the_same_files_again_change_nothing() {
    let events = [event("A", TEN, json!({ "code": "AAAAAA" })), event("B", NOON, json!({}))];
    let first = imported_events(&events);
    assert_eq!(again(&first, &events).conference, first.conference);
}

#[test]
fn only_visible_changes_of_a_session_increment_its_revision() {
    let first = imported_events(&[
        event("A", TEN, json!({})),
        event("B", TEN, json!({})),
        event("C", TEN, json!({})),
    ]);
    let changed = [
        event("A", NOON, json!({})),
        event("B", TEN, json!({ "id": 77, "url": "https://new.example/b" })),
        event("C", TEN, json!({})),
        event("D", TEN, json!({})),
    ];
    let second = again(&first, &changed);
    let revision = |imported: &Imported, title: &str| session(imported, title).revision;
    assert_eq!(["A", "B", "C", "D"].map(|title| revision(&second, title)), [1, 0, 0, 0]);
    assert_eq!(session(&second, "A").updated, Some(Moment::parse("2027-01-02T04:04:05+01:00").unwrap()));
    assert_eq!(session(&second, "B").updated, None, "nobody sees its other names");
    let third = again(&second, &changed);
    assert_eq!(revision(&third, "A"), 1);
    assert_eq!(session(&third, "A").updated, session(&second, "A").updated);
}

#[test]
fn another_exporter_keeps_every_id() {
    let options = Options::default();
    let by_xml = imported(&[fixture("frab-xml-pretalx.xml")], &options);
    let by_widget = import(
        &[fixture("widget-old.json")],
        &Options { is_forced: true, ..options },
        Some(unrecorded(&by_xml.conference)),
        now(),
    );
    let by_widget = by_widget.expect("the widget's file is good");
    assert_eq!(by_widget.conference.id.as_str(), "heron27", "the widget does not say what it is called");
    assert_eq!(by_widget.conference.name, "HeronConf 2027");
    for session in &by_widget.conference.sessions {
        let before = by_xml.conference.session(&session.id).expect("it was there");
        assert_eq!((&before.title, before.start), (&session.title, session.start));
        assert!(session.alternates.iter().any(|name| name.starts_with("guid:")), "the names of before stay");
    }
    let speaker = |imported: &Imported| {
        imported.conference.speakers.iter().find(|one| one.name == "Ilse Reiher").unwrap().id.clone()
    };
    assert_eq!(speaker(&by_xml), speaker(&by_widget));
}

#[test]
fn a_talk_that_is_repeated_keeps_its_first_id() {
    let first = imported_events(&[event(
        "Talk",
        TEN,
        json!({ "code": "TALKXX", "guid": "11111111-0000-4000-8000-000000000000" }),
    )]);
    assert_eq!(ids(&first), ["talkxx"]);
    // pretalx gives both slots new guids once a talk is repeated.
    let second = again(
        &first,
        &[
            event(
                "Talk",
                "2027-05-01T09:00:00+02:00",
                json!({ "code": "TALKXX", "guid": "22222222-0000-4000-8000-000000000000" }),
            ),
            event("Talk", TEN, json!({ "code": "TALKXX", "guid": "33333333-0000-4000-8000-000000000000" })),
        ],
    );
    assert_eq!(ids(&second), ["222222", "talkxx"]);
}

#[test]
fn point_11_retitled_moved_and_recreated_sessions_keep_their_ids() {
    let first = imported_events(&[
        event("Old title", TEN, json!({ "guid": "11111111-0000-4000-8000-000000000000" })),
        event("Moved", TEN, json!({ "guid": "22222222-0000-4000-8000-000000000000" })),
        event("Recreated", TEN, json!({ "guid": "33333333-0000-4000-8000-000000000000" })),
    ]);
    let second = again(
        &first,
        &[
            event("New title", TEN, json!({ "guid": "11111111-0000-4000-8000-000000000000" })),
            event("Moved", NOON, json!({ "guid": "22222222-0000-4000-8000-000000000000", "room": "Hall" })),
            event("Recreated", TEN, json!({ "guid": "44444444-0000-4000-8000-000000000000" })),
        ],
    );
    for (before, after) in [("Old title", "New title"), ("Moved", "Moved"), ("Recreated", "Recreated")] {
        assert_eq!(session(&first, before).id, session(&second, after).id);
    }
    assert_eq!(session(&second, "Recreated").revision, 0, "nothing of it is seen to have changed");
}

#[test]
fn point_11_a_session_that_vanishes_and_returns_gets_its_old_id() {
    let all: Vec<Value> = ["A", "B", "C", "D"].map(|title| event(title, TEN, json!({}))).to_vec();
    let first = imported_events(&all);
    let second = again(&first, &all[1..]);
    assert_eq!(lines(&second, Kind::SessionVanished), [format!("A: `{}`", session(&first, "A").id)]);
    assert_eq!(ids(&again(&second, &all)), ids(&first));
}

#[test]
fn an_import_without_many_sessions_is_refused_unless_forced() {
    let all: Vec<Value> = (0..10).map(|number| event(&format!("Session {number}"), TEN, json!({}))).collect();
    let first = imported_events(&all);
    let file = |events: &[Value]| [json_file("schedule.json", &schedule(events))];
    let previous = Some(unrecorded(&first.conference));
    assert!(import(&file(&all[3..]), &Options::default(), previous, now()).is_ok());
    let refused = import(&file(&all[4..]), &Options::default(), previous, now()).unwrap_err();
    assert_eq!(
        refused.0,
        "4 of the 10 sessions in the previous file are not in the new ones; if they were really removed, add `--force`"
    );
    let forced = Options { is_forced: true, ..Options::default() };
    assert!(import(&file(&all[4..]), &forced, previous, now()).is_ok());
}

#[test]
fn edits_by_hand_stay() {
    let person = json!({ "persons": [{ "id": 1, "public_name": "Ada Adler" }] });
    let events = [event("A", TEN, person)];
    let first = imported_events(&events);
    let mut by_hand: Conference = first.conference.clone();
    by_hand.id = "my-conference".into();
    by_hand.line = Some("A line.".to_owned());
    by_hand.address = Some("https://guide.example/".to_owned());
    by_hand.links = vec![Link { label: "Imprint".to_owned(), address: "https://conf.example/".to_owned() }];
    by_hand.sessions[0].topic = Some("Birds".to_owned());
    by_hand.rooms[0].id = "main".into();
    by_hand.sessions[0].room = Some("main".into());
    let mut host = by_hand.speakers[0].clone();
    (host.id, host.name) = ("hostess".into(), "Hetty Host".to_owned());
    by_hand.hosts = vec![host.id.clone()];
    by_hand.speakers.push(host);
    let file = json_file("schedule.json", &schedule(&events));
    let second = imported_over(&[file], &Options::default(), Some(&by_hand));
    assert_eq!(second.conference, by_hand);
}

#[test]
fn a_walk_to_a_room_that_is_gone_is_left_out_and_reported() {
    let events = [event("A", TEN, json!({}))];
    let mut by_hand = imported_events(&events).conference;
    let mut annex = by_hand.rooms[0].clone();
    (annex.id, annex.name) = ("annex".into(), "Annex".to_owned());
    let hall = by_hand.rooms[0].id.clone();
    by_hand.rooms.push(annex.clone());
    by_hand.walks = vec![Walk { between: [hall.clone(), annex.id.clone()], minutes: 7 }];
    let file = json_file("schedule.json", &schedule(&events));
    let record = by_hand.clone();
    let over = |by_hand: &Conference| {
        let previous = Previous { file: by_hand, imported: Some(&record) };
        import(std::slice::from_ref(&file), &Options::default(), Some(previous), now())
            .expect("it is imported")
    };
    // The record says that the annex came from an export, which has it no more.
    let imported = over(&by_hand);
    assert!(imported.conference.walks.is_empty());
    let line = format!(
        "the walk between `{hall}` and `annex`: is left out: room `annex` is no longer in the programme"
    );
    assert_eq!(lines(&imported, Kind::EditGivenUp), [line]);
    // While an edit names the annex, the room stays, and so does the walk.
    by_hand.sessions[0].room = Some(annex.id);
    assert_eq!(over(&by_hand).conference.walks, by_hand.walks);
}

#[test]
fn the_conferences_own_fields_stay_as_in_the_conference_file() {
    let events = [event("A", TEN, json!({}))];
    let by_hand = Conference {
        name: "Our Test".to_owned(),
        language: "gsw".to_owned(),
        zone: Some("Europe/Zurich".to_owned()),
        day_change: Some(TimeOfDay::parse("06:00").unwrap()),
        ..imported_events(&events).conference
    };
    let second =
        imported_over(&[json_file("a.json", &schedule(&events))], &Options::default(), Some(&by_hand));
    assert_eq!(second.conference, by_hand);
    let kept = "Europe/Berlin: an export has this zone; the conference file's Europe/Zurich stays; `--zone` changes it";
    assert_eq!(lines(&second, Kind::Zone), [kept]);
    assert_eq!(
        lines(&second, Kind::Conference),
        ["name: stays \"Our Test\", as in the conference file; an export says \"Test\""]
    );
}

#[test]
fn another_id_is_possible_and_reported() {
    let events = [event("A", TEN, json!({}))];
    let first = imported_events(&events);
    let options = Options { id: Some("other".to_owned()), ..Options::default() };
    let second = imported_over(&[json_file("a.json", &schedule(&events))], &options, Some(&first.conference));
    assert_eq!(second.conference.id.as_str(), "other");
    assert_eq!(lines(&second, Kind::IdChanged).len(), 1);
}

#[test]
fn a_second_import_reports_new_moved_and_renamed_sessions() {
    let first = imported_events(&[
        event("A", TEN, json!({})),
        event("B", TEN, json!({})),
        event("C", TEN, json!({})),
        event("D", TEN, json!({})),
    ]);
    let events = [
        event("A", "2027-05-01T11:00:00+02:00", json!({})),
        event("B", TEN, json!({})),
        event(
            "Sea",
            TEN,
            json!({ "guid": first.conference.sessions.iter().find(|one| one.title == "C").unwrap().id.as_str() }),
        ),
        event("E", TEN, json!({})),
    ];
    let file = json_file("a.json", &schedule(&events));
    let second = imported_over(&[file], &Options::default(), Some(&first.conference));
    assert_eq!(lines(&second, Kind::SessionNew).len(), 1);
    assert!(lines(&second, Kind::SessionNew)[0].starts_with("E: 2027-05-01T10:00:00+02:00"));
    assert_eq!(lines(&second, Kind::SessionRenamed), ["Sea: was \"C\""]);
    let moved = lines(&second, Kind::SessionMoved);
    assert_eq!(moved.len(), 1, "{moved:?}");
    assert!(moved[0].starts_with("A: was 2027-05-01T10:00:00+02:00 to "), "{moved:?}");
    assert_eq!(lines(&second, Kind::SessionVanished).len(), 1);
}

/// An import over an edited conference file, with the record of the last import.
fn over_edits(file: &Conference, last: &Imported, events: &[Value], options: &Options) -> Imported {
    let previous = Previous { file, imported: Some(&last.exported) };
    let file = json_file("schedule.json", &schedule(events));
    import(&[file], options, Some(previous), now()).unwrap_or_else(|refused| panic!("refused: {refused}"))
}

#[test]
fn edited_links_texts_times_speakers_and_breaks_stay() {
    let events = [event(
        "A",
        TEN,
        json!({ "persons": [{ "id": 1, "public_name": "Ada Adler", "biography": "Owls." }],
                "links": [{ "title": "Slides", "url": "https://conf.example/slides" }] }),
    )];
    let first = imported_events(&events);
    let mut file = first.conference.clone();
    file.sessions[0].links[0].address = "https://conf.example/slides-2".to_owned();
    file.sessions[0].start = Some(Moment::parse(NOON).unwrap());
    file.sessions[0].end = Some(Moment::parse("2027-05-01T12:45:00+02:00").unwrap());
    file.speakers[0].biography = Some(Text::plain("Owls, and herons."));
    let mut guest = file.speakers[0].clone();
    (guest.id, guest.name) = ("gus".into(), "Gus Grebe".to_owned());
    file.sessions[0].speakers.push(guest.id.clone());
    file.speakers.push(guest);
    let start = Moment::parse("2027-05-01T13:00:00+02:00").unwrap();
    file.breaks = vec![Break { title: "Soup".to_owned(), start, end: None, rooms: Vec::new() }];
    let second = over_edits(&file, &first, &events, &Options::default());
    assert_eq!(second.conference, file);
    let kept = lines(&second, Kind::EditKept).join("\n");
    for about in [
        "A: `links`",
        "A: `start`",
        "A: `speakers`",
        "Ada Adler: `biography`",
        "Gus Grebe: stays",
        "Soup: stays",
    ] {
        assert!(kept.contains(about), "{about} in\n{kept}");
    }
}

/// The title and the time of each break.
fn breaks(conference: &Conference) -> Vec<String> {
    let shown = |pause: &Break| format!("{} {}", pause.title, &pause.start.to_string()[11..16]);
    conference.breaks.iter().map(shown).collect()
}

#[test]
fn a_break_is_found_again_if_one_side_retitles_it_and_the_other_moves_it() {
    let lunch = |title: &str, start: &str| event(title, start, json!({ "guid": "lunch" }));
    let half_past = "2027-05-01T12:30:00+02:00";
    let others = [
        event("Talk", TEN, json!({})),
        event("Coffee", "2027-05-01T11:00:00+02:00", json!({})),
        event("Coffee", "2027-05-01T15:00:00+02:00", json!({})),
    ];
    let events = |lunch: Value| [others.to_vec(), vec![lunch]].concat();
    let first = imported_events(&events(lunch("Lunch", NOON)));
    assert_eq!(breaks(&first.conference), ["Coffee 11:00", "Lunch 12:00", "Coffee 15:00"]);
    let edited = |edit: fn(&mut Vec<Break>), theirs: Value| {
        let mut file = first.conference.clone();
        edit(&mut file.breaks);
        over_edits(&file, &first, &events(theirs), &Options::default())
    };

    let retitled_here = edited(|breaks| breaks[1].title = "Soup".to_owned(), lunch("Lunch", half_past));
    assert_eq!(breaks(&retitled_here.conference), ["Coffee 11:00", "Soup 12:30", "Coffee 15:00"]);
    assert_eq!(lines(&retitled_here, Kind::EditKept), [r#"Lunch: `title` stays "Soup""#]);

    let moved_here = edited(
        |breaks| breaks[1].start = Moment::parse("2027-05-01T12:15:00+02:00").unwrap(),
        lunch("Lunch break", NOON),
    );
    assert_eq!(breaks(&moved_here.conference), ["Coffee 11:00", "Lunch break 12:15", "Coffee 15:00"]);

    let removed_here = edited(|breaks| _ = breaks.remove(1), lunch("Lunch", half_past));
    assert_eq!(breaks(&removed_here.conference), ["Coffee 11:00", "Coffee 15:00"]);
    assert!(lines(&removed_here, Kind::EditKept)[0].starts_with("Lunch: stays out of the breaks"));

    let untouched = edited(|_| {}, lunch("Lunch", half_past));
    assert_eq!(breaks(&untouched.conference), ["Coffee 11:00", "Lunch 12:30", "Coffee 15:00"]);
    let other =
        edited(|breaks| breaks[2].title = "Cake".to_owned(), lunch("Dinner", "2027-05-01T18:00:00+02:00"));
    assert_eq!(breaks(&other.conference), ["Coffee 11:00", "Cake 15:00", "Dinner 18:00"]);
}

#[test]
fn edits_by_hand_stay_and_are_reported() {
    let first = imported_events(&[
        event("A", TEN, json!({})),
        event("B", NOON, json!({})),
        event("C", NOON, json!({})),
    ]);
    let mut file = first.conference.clone();
    let by_title =
        |file: &Conference, title: &str| file.sessions.iter().position(|one| one.title == title).unwrap();
    let at = by_title(&file, "A");
    file.sessions[at].title = "A, corrected".to_owned();
    let at = by_title(&file, "B");
    file.sessions[at].cancelled = true;
    let at = by_title(&file, "C");
    file.sessions.remove(at);
    let mut added = first.conference.sessions[0].clone();
    added.id = "by-hand".into();
    added.title = "Added".to_owned();
    added.alternates = Vec::new();
    file.sessions.push(added);

    let events = [
        event("A", NOON, json!({})),
        event("B", TEN, json!({})),
        event("C", NOON, json!({})),
        event("D", TEN, json!({})),
    ];
    let second = over_edits(&file, &first, &events, &Options::default());
    let titles: Vec<&str> = second.conference.sessions.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(titles, ["Added", "B", "D", "A, corrected"]);
    assert!(session(&second, "B").cancelled);
    assert_eq!(
        session(&second, "A, corrected").start,
        Some(Moment::parse(NOON).unwrap()),
        "the export moved it"
    );
    assert_eq!(
        lines(&second, Kind::EditKept),
        [
            "A: `title` stays \"A, corrected\"",
            "Added: stays in the sessions: it was added by hand",
            "B: `cancelled` stays true",
            "C: stays out of the sessions: it was removed by hand",
        ]
    );

    let third = over_edits(&second.conference, &second, &events, &Options::default());
    assert_eq!(third.conference, second.conference, "edits stay edits");
}

#[test]
fn an_edit_stays_if_the_export_changes_the_same_field_and_is_replaced_on_demand() {
    let first = imported_events(&[event("A", TEN, json!({}))]);
    let mut file = first.conference.clone();
    file.sessions[0].title = "Mine".to_owned();
    let events = [event("A", TEN, json!({ "title": "Theirs" }))];
    let kept = over_edits(&file, &first, &events, &Options::default());
    assert_eq!(kept.conference.sessions[0].title, "Mine");
    let what = "Theirs: `title` stays \"Mine\", as edited by hand; the export has changed it to \"Theirs\"";
    assert_eq!(lines(&kept, Kind::EditConflict), [what]);

    let theirs = Options { takes_theirs: true, ..Options::default() };
    let given_up = over_edits(&file, &first, &events, &theirs);
    assert_eq!(given_up.conference.sessions[0].title, "Theirs");
    let what = "Theirs: `title` is now \"Theirs\", as in the export; it was \"Mine\"";
    assert_eq!(lines(&given_up, Kind::EditGivenUp), [what]);
}

#[test]
fn fields_that_no_export_has_stay_although_edits_are_replaced() {
    let person = json!({ "persons": [{ "id": 7, "public_name": "Ada Adler" }] });
    let events = [event("A", TEN, person)];
    let first = imported_events(&events);
    let mut file = first.conference.clone();
    file.venue = Some("Reed House".to_owned());
    file.links = vec![Link { label: "Imprint".to_owned(), address: "https://conf.example/".to_owned() }];
    file.sessions[0].topic = Some("Birds".to_owned());
    file.speakers[0].line = Some("Bird watcher".to_owned());
    let theirs = Options { takes_theirs: true, ..Options::default() };
    let second = over_edits(&file, &first, &events, &theirs);
    assert_eq!((&second.conference.venue, &second.conference.links), (&file.venue, &file.links));
    assert_eq!(second.conference.sessions[0].topic.as_deref(), Some("Birds"));
    let what = "Ada Adler: `line` is now empty, as in the export; it was \"Bird watcher\"";
    assert_eq!(lines(&second, Kind::EditGivenUp), [what], "an export may have the line of a speaker");
}

#[test]
fn without_a_record_of_the_last_import_each_difference_is_reported() {
    let first = imported_events(&[event("A", TEN, json!({}))]);
    let mut file = first.conference.clone();
    file.sessions[0].cancelled = true;
    let events = [event("A", TEN, json!({}))];
    let schedule = json_file("schedule.json", &schedule(&events));
    let second = imported_over(&[schedule], &Options::default(), Some(&file));
    assert!(!session(&second, "A").cancelled);
    let what = "A: `cancelled` is now empty, as in the export; it was true";
    assert_eq!(lines(&second, Kind::EditGivenUp), [what]);
}

#[test]
fn a_room_or_speaker_that_an_added_session_names_stays() {
    let person = json!({ "persons": [{ "id": 7, "public_name": "Ada Adler" }] });
    let first = imported_events(&[event("A", TEN, person), event("B", NOON, json!({}))]);
    let mut file = first.conference.clone();
    let mut added = session(&first, "A").clone();
    added.id = "by-hand".into();
    added.title = "Added".to_owned();
    added.alternates = Vec::new();
    file.sessions.push(added);
    let options = Options { is_forced: true, ..Options::default() };
    let second = over_edits(&file, &first, &[event("B", NOON, json!({}))], &options);
    let speaker = &session(&second, "Added").speakers[0];
    assert_eq!(second.conference.speaker(speaker).map(|one| one.name.as_str()), Some("Ada Adler"));
    assert!(
        lines(&second, Kind::EditKept)
            .contains(&"Ada Adler: stays: the programme still refers to it".to_owned())
    );
}

#[test]
fn an_option_wins_over_an_edit() {
    let events = [event("A", TEN, json!({}))];
    let first = imported_events(&events);
    let mut file = first.conference.clone();
    (file.name, file.language) = ("By hand".to_owned(), "fr".to_owned());
    (file.zone, file.day_change) = (Some("Europe/Paris".to_owned()), TimeOfDay::parse("03:00").ok());
    let options = Options {
        id: Some("new-id".to_owned()),
        name: Some("By option".to_owned()),
        language: Some("de".to_owned()),
        address: Some("https://guide.example/".to_owned()),
        zone: Some("Europe/Vienna".to_owned()),
        day_change: TimeOfDay::parse("04:00").ok(),
        ..Options::default()
    };
    let second = over_edits(&file, &first, &events, &options);
    let Conference { id, name, language, address, zone, day_change, .. } = second.conference.clone();
    assert_eq!((id.as_str(), &*name, &*language), ("new-id", "By option", "de"), "{}", second.report);
    assert_eq!(
        (address.as_deref(), zone.as_deref()),
        (Some("https://guide.example/"), Some("Europe/Vienna"))
    );
    assert_eq!(day_change, TimeOfDay::parse("04:00").ok());
    let kinds = [Kind::EditKept, Kind::EditConflict, Kind::EditGivenUp];
    assert!(second.report.lines.iter().all(|line| !kinds.contains(&line.kind)), "{}", second.report);
}

#[test]
fn the_order_of_rooms_tracks_and_untimed_sessions_stays_as_edited() {
    let export = |rooms: &[&str]| {
        let untimed = |title: &str| event(title, TEN, json!({ "date": null, "start": null }));
        let mut file = schedule(&[untimed("X"), untimed("Y")]);
        for room in rooms {
            let talk = event(&format!("In {room}"), TEN, json!({ "track": format!("On {room}") }));
            file["schedule"]["conference"]["days"][0]["rooms"][room] = json!([talk]);
        }
        [json_file("schedule.json", &file)]
    };
    let again = |file: &Conference, last: &Imported, rooms: &[&str], takes_theirs: bool| {
        let options = Options { takes_theirs, ..Options::default() };
        let previous = Previous { file, imported: Some(&last.exported) };
        import(&export(rooms), &options, Some(previous), now()).expect("the export is good")
    };
    let names = |conference: &Conference| {
        let Conference { rooms, tracks, sessions, .. } = conference;
        let rooms: Vec<String> = rooms.iter().map(|room| room.name.clone()).collect();
        let tracks: Vec<String> = tracks.iter().map(|track| track.name.clone()).collect();
        let untimed = sessions.iter().filter(|one| one.start.is_none()).map(|one| one.title.clone());
        (rooms, tracks, untimed.collect::<Vec<String>>())
    };
    let rooms = ["North", "East", "South"];
    let first = imported(&export(&rooms), &Options::default());
    let mut file = first.conference.clone();
    file.rooms.reverse();
    file.tracks.reverse();
    file.sessions.reverse();
    let second = again(&file, &first, &rooms, false);
    assert_eq!(names(&second.conference), names(&file));
    let stay = ["rooms", "sessions", "tracks"]
        .map(|list| format!("{list}: stay in the order that was made by hand"));
    assert_eq!(lines(&second, Kind::EditKept), stay);
    // A new room follows the room that it follows in the export, which lists them from A to Z.
    let rooms = ["North", "East", "West", "South"];
    let third = again(&second.conference, &second, &rooms, false);
    let (mut by_hand, ..) = names(&second.conference);
    let south = by_hand.iter().position(|name| name == "South").expect("the room is there");
    by_hand.insert(south + 1, "West".to_owned());
    assert_eq!(names(&third.conference).0, by_hand);
    let fourth = again(&third.conference, &third, &rooms, true);
    assert_eq!(fourth.conference.rooms, fourth.exported.rooms);
    assert!(lines(&fourth, Kind::EditGivenUp).iter().any(|line| line.starts_with("rooms: their order")));
}

/// A widget's file with a talk and two breaks.
fn widget(room: &str, track: &str, speakers: &[(&str, &str)], breaks: [(&str, &str); 2]) -> Source {
    let time = |hour: &str| format!("2027-05-01T{hour}:00+02:00");
    let codes: Vec<&str> = speakers.iter().map(|(code, _)| *code).collect();
    let talk = json!({ "code": "AAAAAA", "title": "A", "room": 1, "track": 1, "start": TEN, "end": NOON, "speakers": codes });
    let pauses = breaks.map(
        |(title, start)| json!({ "title": title, "room": 1, "start": time(start), "end": time("18:00") }),
    );
    let talks = [[talk].as_slice(), &pauses].concat();
    let people: Vec<Value> =
        speakers.iter().map(|(code, name)| json!({ "code": code, "name": name })).collect();
    json_file(
        "widget.json",
        &json!({
            "event_name": "C", "event": "c", "timezone": "Europe/Berlin", "speakers": people,
            "rooms": [{ "id": 1, "name": room }], "tracks": [{ "id": 1, "name": track }],
            "talks": talks,
        }),
    )
}

#[test]
fn changes_of_breaks_speakers_rooms_and_tracks_are_reported() {
    let people = [("ADAAAA", "Ada"), ("BOBBBB", "Bo")];
    let first = imported(
        &[widget("Hall", "Web", &people, [("Lunch", "12:00"), ("Coffee", "15:00")])],
        &Options::default(),
    );
    let people = [("BOBBBB", "Bob"), ("CYCCCC", "Cy")];
    let second = widget("Great Hall", "Data", &people, [("Lunch", "12:30"), ("Tea", "15:00")]);
    let second = imported_over(&[second], &Options::default(), Some(&first.conference));
    let (hall, until) = ("in Great Hall", "to 2027-05-01T18:00:00+02:00");
    assert_eq!(
        lines(&second, Kind::Changed),
        [
            "Ada: the speaker is gone".to_owned(),
            "Bob: the speaker was called \"Bo\"".to_owned(),
            "Cy: a new speaker".to_owned(),
            "Data: a new track".to_owned(),
            "Great Hall: a new room".to_owned(),
            "Hall: the room is gone".to_owned(),
            format!(
                "Lunch: the break was 2027-05-01T12:00:00+02:00 {until} in Hall; it is 2027-05-01T12:30:00+02:00 {until} {hall}"
            ),
            format!(
                "Tea: the break was 2027-05-01T15:00:00+02:00 {until} in Hall; it is 2027-05-01T15:00:00+02:00 {until} {hall}"
            ),
            "Tea: the break was called \"Coffee\"".to_owned(),
            "Web: the track is gone".to_owned(),
        ]
    );
    let again = widget("Great Hall", "Data", &people, [("Lunch", "12:30"), ("Tea", "15:00")]);
    let third = imported_over(&[again], &Options::default(), Some(&second.conference));
    assert_eq!(lines(&third, Kind::Changed), [""; 0]);
}

/// An edit by hand of the n-th thing of its kind.
type Edit = fn(&mut Conference, usize);

/// Edits of the fields of a conference file, by hand.
const EDITS: &[(&str, Edit)] = &[
    ("the name", |file, _| file.name.push('!')),
    ("the line", |file, _| file.line = Some("By hand.".to_owned())),
    ("the language", |file, _| file.language = "fr".to_owned()),
    ("the venue", |file, _| file.venue = Some("Lantern House".to_owned())),
    ("the change of day", |file, _| file.day_change = TimeOfDay::parse("03:00").ok()),
    ("the address", |file, _| file.address = Some("https://guide.example/".to_owned())),
    ("the links", |file, n| file.links.push(link(n))),
    ("the hosts", |file, n| {
        let id = file.speakers[n % file.speakers.len()].id.clone();
        if !file.hosts.contains(&id) {
            file.hosts.push(id);
        }
    }),
    ("walks", |file, _| {
        if let [one, .., other] = file.rooms.as_slice() {
            file.walks = vec![Walk { between: [one.id.clone(), other.id.clone()], minutes: 9 }];
        }
    }),
    ("the order of rooms", |file, n| rotate(&mut file.rooms, n)),
    ("the name of a room", |file, n| nth(&mut file.rooms, n).name.push('!')),
    ("the order of tracks", |file, n| rotate(&mut file.tracks, n)),
    ("the name of a track", |file, n| nth(&mut file.tracks, n).name.push('!')),
    ("the name of a speaker", |file, n| nth(&mut file.speakers, n).name.push('!')),
    ("the line of a speaker", |file, n| nth(&mut file.speakers, n).line = Some("By hand.".to_owned())),
    ("a biography", |file, n| nth(&mut file.speakers, n).biography = Some(Text::plain("By hand."))),
    ("the links of a speaker", |file, n| nth(&mut file.speakers, n).links = vec![link(n)]),
    ("the title of a break", |file, n| nth(&mut file.breaks, n).title.push('!')),
    ("the end of a break", |file, n| nth(&mut file.breaks, n).end = None),
    ("the rooms of a break", |file, n| nth(&mut file.breaks, n).rooms.clear()),
    ("a break", |file, n| {
        let at = n % file.breaks.len();
        if file.breaks.len() > 1 {
            file.breaks.remove(at);
        }
    }),
    ("the title of a session", |file, n| nth(&mut file.sessions, n).title.push('!')),
    ("a subtitle", |file, n| nth(&mut file.sessions, n).subtitle = Some("By hand".to_owned())),
    ("a format", |file, n| nth(&mut file.sessions, n).format = None),
    ("a topic", |file, n| nth(&mut file.sessions, n).topic = Some("Birds".to_owned())),
    ("the track of a session", |file, n| nth(&mut file.sessions, n).track = None),
    ("a level", |file, n| nth(&mut file.sessions, n).level = Some("Expert".to_owned())),
    ("languages", |file, n| nth(&mut file.sessions, n).languages = vec!["fr".to_owned()]),
    ("tags", |file, n| nth(&mut file.sessions, n).tags.push(format!("tag {n}"))),
    ("an abstract", |file, n| nth(&mut file.sessions, n).summary = Some(Text::plain("By hand."))),
    ("the speakers of a session", |file, n| nth(&mut file.sessions, n).speakers.reverse()),
    ("a start", |file, n| {
        let session = nth(&mut file.sessions, n);
        (session.start, session.end) = (Moment::parse("2027-05-01T08:00:00+02:00").ok(), None);
    }),
    ("a room of a session", |file, n| nth(&mut file.sessions, n).room = None),
    ("the recording", |file, n| nth(&mut file.sessions, n).recorded = Some(true)),
    ("a cancellation", |file, n| nth(&mut file.sessions, n).cancelled = true),
    ("the links of a session", |file, n| nth(&mut file.sessions, n).links = vec![link(n)]),
    ("a removed session", |file, n| {
        let at = n % file.sessions.len();
        if file.sessions.len() > 2 {
            file.sessions.remove(at);
        }
    }),
    ("an added session", |file, n| {
        let mut added = nth(&mut file.sessions, n).clone();
        (added.id, added.title) = (format!("by-hand-{n}").as_str().into(), format!("Added {n}"));
        added.alternates = Vec::new();
        if file.session(&added.id).is_none() {
            file.sessions.push(added);
        }
    }),
];

fn nth<T>(list: &mut [T], n: usize) -> &mut T {
    let at = n % list.len();
    &mut list[at]
}

fn rotate<T>(list: &mut [T], n: usize) {
    list.rotate_left(n % list.len());
}

fn link(n: usize) -> Link {
    Link { label: format!("Link {n}"), address: format!("https://conf.example/{n}") }
}

/// A conference without what an import computes itself, sorted as imports sort.
fn comparable(conference: &Conference) -> Conference {
    let mut conference = conference.clone();
    let untimed = |session: &Session| session.start.is_none();
    let names: Vec<String> = conference.rooms.iter().map(|room| room.id.to_string()).collect();
    let place = |session: &Session| {
        names.iter().position(|id| session.room.as_ref().is_some_and(|room| room.as_str() == id))
    };
    for session in &mut conference.sessions {
        (session.revision, session.updated) = (0, None);
    }
    conference.sessions.sort_by_key(|one| {
        (untimed(one), one.start, one.start.map(|_| (place(one), one.title.clone(), one.id.clone())))
    });
    let words = |pause: &Break| (pause.start, pause.title.clone(), pause.end, pause.rooms.clone());
    conference.breaks.sort_by_key(words);
    conference.speakers.sort_by_key(|one| (one.name.to_lowercase(), one.name.clone(), one.id.clone()));
    conference
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    /// Whatever was edited, an import of the same export leaves the conference file as it is.
    #[test]
    fn the_same_export_leaves_every_edit_as_it_is(
        edits in proptest::collection::vec((0..EDITS.len(), 0..9usize), 1..8)
    ) {
        let exports = [fixture("frab-xml-pretalx.xml"), fixture("widget-old.json")];
        let options = Options { is_forced: true, ..Options::default() };
        let first = imported(&exports, &options);
        let mut file = first.conference.clone();
        for (edit, n) in &edits {
            EDITS[*edit].1(&mut file, *n);
        }
        let previous = Previous { file: &file, imported: Some(&first.exported) };
        let next = import(&exports, &options, Some(previous), now()).expect("the exports are good");
        let names: Vec<&str> = edits.iter().map(|(edit, _)| EDITS[*edit].0).collect();
        let (found, expected) = (comparable(&next.conference), comparable(&file));
        proptest::prop_assert_eq!(found, expected, "{:?}\n{}", names, next.report);
    }
}

/// What happens to a session between two imports: by hand in the conference file, or in the export.
#[derive(Clone, Copy, Debug)]
enum Step {
    Retitle,
    Move,
    Cancel,
    Remove,
    Add,
    ExportRetitles,
    ExportMoves,
    ExportLeavesOutOrBringsBack,
}

const STEPS: [Step; 8] = [
    Step::Retitle,
    Step::Move,
    Step::Cancel,
    Step::Remove,
    Step::Add,
    Step::ExportRetitles,
    Step::ExportMoves,
    Step::ExportLeavesOutOrBringsBack,
];

/// Whether a field is the same in two versions of a session.
type IsSame = fn(&Session, &Session) -> bool;

/// The lines about edits that are about one of these titles.
fn edits_told(imported: &Imported, titles: &[&str]) -> Vec<String> {
    let kinds = [Kind::EditKept, Kind::EditConflict, Kind::EditGivenUp];
    let all = &imported.report.lines;
    let told = all.iter().filter(|line| kinds.contains(&line.kind) && titles.contains(&line.about.as_str()));
    told.map(|line| line.what.clone()).collect()
}

proptest::proptest! {
    /// Edit, export, import, in any order, sometimes with `--take-theirs`: an edit stays, or a line about its session
    /// says what became of it.
    #[test]
    fn no_edit_is_lost_without_a_line(
        steps in proptest::collection::vec((0..3usize, proptest::sample::select(&STEPS[..]), 0..4u8, 0..4u8), 1..10)
    ) {
        let time = |hour: u8| format!("2027-05-01T1{hour}:00:00+02:00");
        let mut exported = ["A", "B", "C"].map(|name| (name, name.to_owned(), TEN.to_owned(), true));
        let events = |exported: &[(&str, String, String, bool); 3]| -> Vec<Value> {
            let there = exported.iter().filter(|(.., is_there)| *is_there);
            there.map(|(name, title, start, _)| event(name, start, json!({ "title": title }))).collect()
        };
        let mut last = imported_events(&events(&exported));
        let mut file = last.conference.clone();
        for (at, step, number, luck) in steps {
            let many = file.sessions.len();
            if many == 0 {
                // The rest was removed by hand, and the export has left out the others.
                break;
            }
            let here = at % many;
            let session = &mut file.sessions[here];
            match step {
                Step::Retitle => session.title = format!("{} by hand {number}", session.id),
                Step::Move => (session.start, session.end) = (Moment::parse(&time(number)).ok(), None),
                Step::Cancel => session.cancelled = true,
                Step::Remove if many > 1 => _ = file.sessions.remove(here),
                Step::Remove => {}
                Step::Add => {
                    let mut added = file.sessions[here].clone();
                    added.id = format!("by-hand-{number}").as_str().into();
                    added.title = format!("Added {number}");
                    added.alternates = Vec::new();
                    if file.session(&added.id).is_none() {
                        file.sessions.push(added);
                    }
                }
                Step::ExportRetitles => exported[at].1 = format!("{} exported {number}", exported[at].0),
                Step::ExportMoves => exported[at].2 = time(number),
                // An export without any session is refused.
                Step::ExportLeavesOutOrBringsBack => exported[at].3 = !exported[at].3 || at == 0,
            }
            let options = Options { takes_theirs: luck == 0, is_forced: true, ..Options::default() };
            let next = over_edits(&file, &last, &events(&exported), &options);
            for own in &file.sessions {
                let (before, after) = (last.exported.session(&own.id), next.conference.session(&own.id));
                let same: [(&str, IsSame); 3] = [
                    ("`title`", |one, other| one.title == other.title),
                    ("`start`", |one, other| one.start == other.start),
                    ("`cancelled`", |one, other| one.cancelled == other.cancelled),
                ];
                let theirs = next.exported.session(&own.id).map_or("", |session| &session.title);
                let told = edits_told(&next, &[&own.title, theirs]);
                for (field, is_same) in same {
                    let is_edit = before.is_none_or(|before| !is_same(before, own));
                    let stays = after.is_some_and(|after| is_same(after, own));
                    let is_told = told.iter().any(|what| what.contains(field) || what.contains("of the sessions"));
                    proptest::prop_assert!(!is_edit || stays || is_told, "{field} of {own:?}\n{}", next.report);
                }
            }
            for before in last.exported.sessions.iter().filter(|before| file.session(&before.id).is_none()) {
                let theirs = next.exported.session(&before.id).map_or("", |session| &session.title);
                let is_told = !edits_told(&next, &[theirs]).is_empty();
                let stays_out = next.conference.session(&before.id).is_none();
                proptest::prop_assert!(stays_out || is_told, "{before:?} is back\n{}", next.report);
            }
            file = next.conference.clone();
            last = next;
        }
    }
}
