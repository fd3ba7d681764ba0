//! Tests of the eighteen oddities (points) that a survey of 83 real schedules found, and that every import must handle.
//! Names that begin with `point_` give the number of the point.

use std::collections::BTreeSet;

use hallway::domain::text::{Block, Words};
use hallway::import::report::Kind;
use hallway::import::{Options, Source, Times};
use serde_json::{Value, json};

use super::{
    event, fixture, guid, imported, imported_events, imported_over, in_zone, json_file, lines, refused,
    schedule, session, written,
};

const TEN: &str = "2027-05-01T10:00:00+02:00";
const ELEVEN: &str = "2027-05-01T11:00:00+02:00";

#[test]
fn point_1_a_file_that_breaks_every_schema_is_imported_with_warnings() {
    let wrong = json!({ "guid": 7, "date": TEN, "duration": ["x"], "title": "Odd", "persons": "nobody", "links": 3,
                        "language": {}, "room": null, "track": [1], "do_not_record": "maybe" });
    let imported = imported_events(&[event("Fine", TEN, json!({})), wrong, json!(null), json!("text")]);
    assert_eq!(imported.conference.sessions.len(), 2);
    assert_eq!(lines(&imported, Kind::Duration), ["Odd: the file gives none"]);
}

#[test]
fn point_2_the_organisers_zone_wins() {
    let file = json_file("schedule.json", &schedule(&[event("A", TEN, json!({}))]));
    let imported = imported(&[file], &in_zone("America/New_York"));
    assert_eq!(session(&imported, "A").start.unwrap().to_string(), "2027-05-01T04:00:00-04:00");
    assert_eq!(imported.conference.zone.as_deref(), Some("America/New_York"));
    assert!(
        lines(&imported, Kind::Conference).contains(
            &"time zone: America/New_York, as you chose; an export says `Europe/Berlin`".to_owned()
        )
    );
}

#[test]
fn point_2_without_any_zone_the_organiser_is_asked_for_it() {
    let mut file = schedule(&[event("A", TEN, json!({}))]);
    file["schedule"]["conference"]["time_zone_name"] = json!(null);
    let sentence = refused(&[json_file("a.json", &file)], &Options::default());
    assert!(
        sentence.contains("add the right one; these fit the times: `--zone Europe/Berlin`"),
        "{sentence}"
    );
    assert!(!sentence.contains("Asia/Tokyo"), "{sentence}");
}

#[test]
fn point_2_times_without_offset_are_in_the_zone() {
    let imported = imported(&[fixture("frab-xml-fosdem-old.xml")], &in_zone("Europe/Brussels"));
    assert_eq!(session(&imported, "Ducks in space").start.unwrap().to_string(), "2012-02-04T09:00:00+01:00");
}

#[test]
fn point_3_an_unknown_zone_is_reported_and_asked_for() {
    let mut file = schedule(&[event("A", TEN, json!({}))]);
    file["schedule"]["conference"]["time_zone_name"] = json!("Berlin");
    let file = json_file("a.json", &file);
    let sentence = refused(std::slice::from_ref(&file), &in_zone("Berlin"));
    assert_eq!(sentence, "`Berlin` is not an IANA time zone; use `--zone Europe/Berlin`");
    let sentence = refused(std::slice::from_ref(&file), &in_zone("GMT Standard Time"));
    assert_eq!(sentence, "`GMT Standard Time` is not an IANA time zone; use `--zone Europe/London`");
    let sentence = refused(&[file], &Options::default());
    assert!(
        sentence.contains("`Berlin`, the time zone in the files, is not an IANA time zone"),
        "{sentence}"
    );
}

#[test]
fn the_zone_of_an_export_may_be_one_of_windows() {
    for name in [
        "W. Europe Standard Time",
        "w. europe standard time",
        "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna",
    ] {
        let mut file = schedule(&[event("A", TEN, json!({}))]);
        file["schedule"]["conference"]["time_zone_name"] = json!(name);
        let imported = imported(&[json_file("a.json", &file)], &Options::default());
        assert_eq!(imported.conference.zone.as_deref(), Some("Europe/Berlin"));
        let line = format!("{name}: is a Windows name, read as `Europe/Berlin` according to Unicode's list");
        assert_eq!(lines(&imported, Kind::Zone), [line]);
    }
}

#[test]
fn a_zone_of_no_place_is_warned_of_at_every_import_unless_it_is_utc() {
    let file = json_file("a.json", &schedule(&[event("A", TEN, json!({}))]));
    for (zone, warned) in
        [("EST", true), ("Factory", true), ("Etc/GMT+5", true), ("UTC", false), ("Etc/UTC", false)]
    {
        let first = imported(std::slice::from_ref(&file), &in_zone(zone));
        let second = imported_over(std::slice::from_ref(&file), &Options::default(), Some(&first.conference));
        for imported in [first, second] {
            let is_told =
                lines(&imported, Kind::Zone).iter().any(|line| line.contains("hardly any conference"));
            assert_eq!(is_told, warned, "{zone}\n{}", imported.report);
        }
    }
}

#[test]
fn point_3_old_names_of_zones_are_zones() {
    let mut file = schedule(&[event("A", "2027-05-01T10:00:00-04:00", json!({}))]);
    file["schedule"]["conference"]["time_zone_name"] = json!("US/Eastern");
    let imported = imported(&[json_file("a.json", &file)], &Options::default());
    assert_eq!(imported.conference.zone.as_deref(), Some("US/Eastern"));
}

#[test]
fn point_4_several_offsets_in_a_file_are_converted_to_one_zone() {
    let imported = imported_events(&[
        event("Local", TEN, json!({})),
        event("UTC", "2027-05-01T08:00:00+00:00", json!({})),
        event("Tokyo", "2027-05-01T17:00:00+09:00", json!({})),
    ]);
    let starts = imported.conference.sessions.iter().map(|session| session.start.unwrap().to_string());
    assert!(starts.clone().all(|start| start == TEN), "{:?}", starts.collect::<Vec<_>>());
}

#[test]
fn point_4_clocks_may_change_inside_the_event() {
    let imported = imported(&[fixture("frab-xml-pretalx.xml")], &Options::default());
    let all_night = session(&imported, "Night herons, all night");
    assert_eq!(all_night.start.unwrap().to_string(), "2027-03-28T00:30:00+01:00");
    assert_eq!(all_night.end.unwrap().to_string(), "2027-03-30T07:30:00+02:00", "54 hours later");
}

#[test]
fn point_4_a_local_time_that_exists_twice_is_reported() {
    let mut night = event("Night", "2027-10-31", json!({ "start": "02:30", "duration": "2:00" }));
    night["date"] = json!("2027-10-31");
    let imported = imported_events(&[night]);
    assert_eq!(session(&imported, "Night").start.unwrap().to_string(), "2027-10-31T02:30:00+02:00");
    assert_eq!(
        lines(&imported, Kind::ClockChange),
        ["Night: clocks change at this time; read as 2027-10-31T02:30:00+02:00"]
    );
}

#[test]
fn point_5_a_session_before_the_change_of_day_belongs_to_the_previous_day() {
    let imported = imported(&[fixture("frab-xml-pentabarf.xml")], &in_zone("Europe/Berlin"));
    assert_eq!(session(&imported, "Hooting later").start.unwrap().to_string(), "2011-12-28T00:15:00+01:00");
    assert!(imported.report.made.contains(&("days", 1)), "{:?}", imported.report.made);
}

#[test]
fn point_5_the_organiser_may_set_the_end_of_days() {
    let file = json_file(
        "a.json",
        &schedule(&[event("A", "2027-05-02T05:30:00+02:00", json!({})), event("B", TEN, json!({}))]),
    );
    let days = |change: &str| {
        let day_change = Some(hallway::domain::moment::TimeOfDay::parse(change).unwrap());
        let imported = imported(std::slice::from_ref(&file), &Options { day_change, ..Options::default() });
        imported.report.made.iter().find(|(what, _)| *what == "days").unwrap().1
    };
    assert_eq!((days("05:00"), days("06:00")), (2, 1));
}

#[test]
fn point_6_days_come_from_the_sessions_and_not_from_day_objects() {
    let imported = imported(&[fixture("frab-xml-wafer.xml")], &Options::default());
    assert_eq!(session(&imported, "Nests on roofs").start.unwrap().to_string(), "2027-07-19T10:00:00+05:30");
    assert!(imported.report.made.contains(&("days", 1)), "the night belongs to the evening before");
}

/// A session with its local time beside its date.
fn with_local_time(title: &str, date: &str, local: &str) -> serde_json::Value {
    event(title, date, json!({ "start": local }))
}

fn starts(imported: &hallway::import::Imported) -> Vec<String> {
    imported.conference.sessions.iter().map(|session| session.start.unwrap().to_string()).collect()
}

fn with_times(events: &[serde_json::Value], times: Option<Times>) -> hallway::import::Imported {
    imported(&[json_file("schedule.json", &schedule(events))], &Options { times, ..Options::default() })
}

#[test]
fn if_all_local_times_and_dates_differ_equally_the_local_time_counts_and_both_are_reported() {
    let events = [
        event(
            "A",
            "2027-05-01T10:00:00+00:00",
            json!({ "start": "10:00", "end": "2027-05-01T10:45:00+00:00" }),
        ),
        with_local_time("B", "2027-05-01T23:30:00+00:00", "23:30"),
        // Summer time is over, so the difference has changed, but the offset is equally wrong.
        with_local_time("C", "2027-11-01T10:00:00+00:00", "10:00"),
    ];
    let by_local_time =
        ["2027-05-01T10:00:00+02:00", "2027-05-01T23:30:00+02:00", "2027-11-01T10:00:00+01:00"];
    let by_date = ["2027-05-01T12:00:00+02:00", "2027-05-02T01:30:00+02:00", "2027-11-01T11:00:00+01:00"];
    let unsaid = with_times(&events, None);
    assert_eq!(starts(&unsaid), by_local_time);
    assert_eq!(session(&unsaid, "A").end.unwrap().to_string(), "2027-05-01T10:45:00+02:00");
    assert_eq!(
        lines(&unsaid, Kind::TimesDiffer),
        ["A: the local time (`start`) says 10:00, the date (`date`) says 12:00 in Europe/Berlin, and all 3 \
          sessions differ by the same amount; the local time counts; `--times instant` chooses the other time"]
    );
    assert_eq!(starts(&with_times(&events, Some(Times::Local))), by_local_time);
    let chosen = with_times(&events, Some(Times::Instant));
    assert_eq!(starts(&chosen), by_date);
    assert_eq!(lines(&chosen, Kind::TimesDiffer).len(), 0, "the organiser has seen it");
    assert_eq!(lines(&chosen, Kind::TimesChosen).len(), 1);
}

#[test]
fn if_some_local_times_and_dates_differ_the_date_counts_and_each_is_reported() {
    let events = [
        with_local_time("Fits", TEN, "10:00"),
        with_local_time("Fits in another offset", "2027-05-01T09:00:00+00:00", "11:00"),
        with_local_time("Differs", "2027-05-01T12:00:00+02:00", "12:30"),
        with_local_time("Differs without an offset", "2027-05-01T14:00:00", "13:00"),
    ];
    let unsaid = with_times(&events, None);
    assert_eq!(starts(&unsaid)[2..], ["2027-05-01T12:00:00+02:00", "2027-05-01T14:00:00+02:00"]);
    let told = lines(&unsaid, Kind::TimesDiffer);
    assert_eq!(
        told[0],
        "Differs: the local time (`start`) says 12:30, the date (`date`) says 12:00 in Europe/Berlin; the date counts; `--times \
         local` chooses the other time"
    );
    assert!(
        told[1].starts_with("Differs without an offset: the local time (`start`) says 13:00"),
        "{told:?}"
    );
    let by_local_time = with_times(&events, Some(Times::Local));
    assert_eq!(starts(&by_local_time)[2..], ["2027-05-01T12:30:00+02:00", "2027-05-01T13:00:00+02:00"]);
    assert_eq!(session(&by_local_time, "Differs").end.unwrap().to_string(), "2027-05-01T13:00:00+02:00");
    assert_eq!(lines(&with_times(&events[..2], None), Kind::TimesDiffer).len(), 0);
}

#[test]
fn a_zone_that_is_not_a_place_gives_a_warning() {
    for (written, is_warned) in [
        ("UTC", true),
        ("EST", true),
        ("HST", true),
        ("Factory", true),
        ("Etc/GMT-2", true),
        ("EST5EDT", false),
        ("Europe/Berlin", false),
    ] {
        let mut file = schedule(&[event("A", "2027-05-01T10:00:00", json!({}))]);
        file["schedule"]["conference"]["time_zone_name"] = json!(written);
        let imported = imported(&[json_file("a.json", &file)], &Options::default());
        assert_eq!(lines(&imported, Kind::Zone).len(), usize::from(is_warned), "{written}");
    }
}

#[test]
fn point_7_sessions_may_overlap_in_a_room() {
    let imported =
        imported_events(&[event("A", TEN, json!({ "duration": "8:00" })), event("B", ELEVEN, json!({}))]);
    assert_eq!(imported.report.warnings(), 0, "{}", imported.report);
    assert_eq!(
        session(&imported, "A").end.unwrap().to_string(),
        "2027-05-01T18:00:00+02:00",
        "and none is cut short"
    );
}

#[test]
fn point_8_an_unusable_duration_is_left_out_and_a_long_one_stays() {
    let imported = imported_events(&[
        event("Zero", TEN, json!({ "duration": "0:00" })),
        event("Negative", TEN, json!({ "duration": "-0:30" })),
        event("Missing", TEN, json!({ "duration": null })),
        event("Backwards", TEN, json!({ "end": "2027-05-01T09:00:00+02:00" })),
        event("Endless", TEN, json!({ "duration": "99999:00" })),
        event("Long", TEN, json!({ "duration": "54:00" })),
        event("Odd", TEN, json!({ "duration": "0:37" })),
    ]);
    let end = |title: &str| session(&imported, title).end.map(|end| end.to_string());
    assert_eq!(["Zero", "Negative", "Missing", "Endless"].map(end), [const { None }; 4]);
    assert_eq!(
        end("Backwards").as_deref(),
        Some("2027-05-01T10:30:00+02:00"),
        "its duration is used instead"
    );
    assert_eq!(end("Long").as_deref(), Some("2027-05-03T16:00:00+02:00"));
    assert_eq!(end("Odd").as_deref(), Some("2027-05-01T10:37:00+02:00"));
    assert_eq!(lines(&imported, Kind::Duration).len(), 5);
}

#[test]
fn durations_are_read_as_days_and_reported_if_the_file_shows_it() {
    let imported = imported_events(&[
        event("Days", TEN, json!({ "duration": "2:06:30" })),
        event("Words", TEN, json!({ "duration": "1 day, 2:00" })),
        event("Four numbers", TEN, json!({ "duration": "1:00:00:00" })),
        event("Minutes", TEN, json!({ "duration": "0:90" })),
    ]);
    let end = |title: &str| session(&imported, title).end.unwrap().to_string();
    assert_eq!(end("Days"), "2027-05-03T16:30:00+02:00");
    assert_eq!(end("Words"), "2027-05-02T12:00:00+02:00");
    assert_eq!(end("Four numbers"), "2027-05-02T10:00:00+02:00");
    assert_eq!(end("Minutes"), "2027-05-01T11:30:00+02:00");
    assert_eq!(
        lines(&imported, Kind::DurationUnits),
        [
            "Days: `2:06:30` is read as days, hours and minutes, because other durations in the file show that it writes no \
          seconds"
        ]
    );
}

#[test]
fn durations_that_may_be_days_are_reported_if_the_file_does_not_show_it() {
    let imported = imported_events(&[
        event("Long", TEN, json!({ "duration": "2:06:30" })),
        event("Short", TEN, json!({ "duration": "0:30:00" })),
    ]);
    assert_eq!(session(&imported, "Long").end.unwrap().to_string(), "2027-05-01T12:06:00+02:00");
    assert_eq!(
        lines(&imported, Kind::DurationUnits),
        [
            "Long: `2:06:30` is read as hours, minutes and seconds; if it means days, hours and minutes, correct its end by hand"
        ]
    );
}

#[test]
fn point_9_ids_are_the_code_the_guid_or_the_number_with_the_start_if_needed() {
    let twice = guid("twice");
    let imported = imported_events(&[
        event("Code", TEN, json!({ "code": "ABCDEF", "id": 1 })),
        event("Guid", TEN, json!({ "id": 1 })),
        event("Number", TEN, json!({ "guid": null, "id": 3 })),
        event("Repeated", TEN, json!({ "guid": twice, "id": 4 })),
        event("Repeated", ELEVEN, json!({ "guid": twice, "id": 4 })),
        event("Nameless", TEN, json!({ "guid": null })),
    ]);
    let id = |title: &str| session(&imported, title).id.to_string();
    assert_eq!(
        [id("Code"), id("Guid"), id("Number")].each_ref().map(String::as_str),
        ["abcdef", &guid("Guid")[..6], "3"]
    );
    let repeated: Vec<String> = imported
        .conference
        .sessions
        .iter()
        .filter(|one| one.title == "Repeated")
        .map(|one| one.id.to_string())
        .collect();
    assert_eq!(repeated, [format!("{twice}-20270501t1000"), format!("{twice}-20270501t1100")]);
    assert!(id("Nameless").starts_with('s'), "{}", id("Nameless"));
    assert_eq!(lines(&imported, Kind::Id).len(), 3);
}

#[test]
fn point_9_a_case_sensitive_guid_is_not_used_as_id() {
    let imported = imported(&[fixture("frab-xml-osem.xml")], &in_zone("Europe/Madrid"));
    let ids: Vec<&str> = imported.conference.sessions.iter().map(|session| session.id.as_str()).collect();
    assert_eq!(ids, ["1136", "1012"]);
    assert!(imported.conference.sessions[0].alternates.contains(&"guid:D_4dMixF7kPoot4gPq-1wg".to_owned()));
}

#[test]
fn point_10_slugs_are_not_used_as_ids() {
    let with_slug =
        |title: &str| event(title, TEN, json!({ "guid": guid("same"), "slug": format!("conf-1-{title}") }));
    let (one, other) = (imported_events(&[with_slug("Before")]), imported_events(&[with_slug("After")]));
    assert_eq!(session(&one, "Before").id, session(&other, "After").id);
}

#[test]
fn point_12_markdown_html_and_plain_words_in_one_file_are_distinguished() {
    let imported = imported_events(&[
        event("Markdown", TEN, json!({ "abstract": "A **word**.\n\n- one\n- two" })),
        event("HTML", TEN, json!({ "description": "<p>A <b>word</b>.</p><script>alert(1)</script>" })),
        event("Plain", TEN, json!({ "abstract": "One.\r\n\r\nTwo." })),
        event("Both", TEN, json!({ "abstract": "Short.", "description": "Long." })),
        event("Same", TEN, json!({ "abstract": "Same words.", "description": "Same words." })),
    ]);
    let words = |title: &str| session(&imported, title).summary.clone().unwrap().words;
    assert!(
        matches!(words("Markdown"), Words::Blocks(blocks) if matches!(blocks[..], [Block::Paragraph(_), Block::List(_)]))
    );
    assert!(matches!(words("HTML"), Words::Blocks(blocks) if blocks.len() == 1));
    assert_eq!(words("Plain"), Words::Plain("One.\n\nTwo.".to_owned()));
    assert_eq!(words("Both"), Words::Plain("Short.\n\nLong.".to_owned()));
    assert_eq!(words("Same"), Words::Plain("Same words.".to_owned()));
}

#[test]
fn a_description_that_repeats_the_abstract_except_for_spaces_is_shown_once() {
    let twice = json!({ "abstract": "Why do owls turn?\r\n\r\nA talk\u{a0}about  necks.",
                        "description": "Why do owls turn?\n\nA talk about necks.\n" });
    let longer =
        json!({ "abstract": "Why do owls turn?\r\n", "description": "Why do  owls turn?\n\nBecause." });
    let imported = imported_events(&[event("Twice", TEN, twice), event("Longer", TEN, longer)]);
    let words = |title: &str| session(&imported, title).summary.clone().unwrap().words;
    assert_eq!(words("Twice"), Words::Plain("Why do owls turn?\n\nA talk about necks.".to_owned()));
    assert_eq!(words("Longer"), Words::Plain("Why do owls turn?\n\nBecause.".to_owned()));
}

#[test]
fn relative_links_are_completed_with_the_sessions_page() {
    let slides = json!({ "url": "https://cfp.example/owls/talk/OWLS27/",
                         "attachments": [{ "title": "Slides", "url": "/media/owls/necks.pdf" }, { "title": "Notes", "url": "notes.txt" }],
                         "abstract": "Read [the rules](/owls/rules/) and [the map](map.png)." });
    let imported = imported_events(&[event("A", TEN, slides)]);
    let addresses: Vec<&str> =
        session(&imported, "A").links.iter().map(|link| link.address.as_str()).collect();
    let expected =
        ["https://cfp.example/media/owls/necks.pdf", "https://cfp.example/owls/talk/OWLS27/notes.txt"];
    assert_eq!(addresses, expected);
    assert!(written(&imported).contains("\"https://cfp.example/owls/rules/\""), "in the text too");
    assert_eq!(lines(&imported, Kind::LinkResolved).len(), 4);
    assert_eq!(lines(&imported, Kind::Link).len(), 0, "nothing is lost");
}

#[test]
fn point_13_links_are_corrected_or_left_out_and_reported() {
    let links = json!(["https://a.example/", { "url": "b.example/x", "title": "B" }, { "url": "/slides.pdf", "title": "S" },
                       "see the board", { "title": "No address" }, "javascript:alert(1)", null]);
    let imported = imported_events(&[event("A", TEN, json!({ "links": links }))]);
    let addresses: Vec<&str> =
        session(&imported, "A").links.iter().map(|link| link.address.as_str()).collect();
    assert_eq!(addresses, ["https://a.example/", "https://b.example/x"]);
    assert_eq!(lines(&imported, Kind::Link).len(), 4, "{}", imported.report);
}

#[test]
fn point_14_people_may_share_a_number_and_a_person_may_have_several() {
    let person = |id: u32, name: &str| json!({ "id": id, "public_name": name });
    let imported = imported_events(&[
        event("A", TEN, json!({ "persons": [person(1, "Ada Adler"), person(2, "Bo Bussard")] })),
        event("B", TEN, json!({ "persons": [person(1, "Cy Kranich"), person(7, "Ada  Adler")] })),
    ]);
    let ids: Vec<&str> = imported.conference.speakers.iter().map(|speaker| speaker.id.as_str()).collect();
    assert_eq!(ids, ["ada-adler", "bo-bussard", "cy-kranich"]);
    assert_eq!(
        lines(&imported, Kind::SpeakerMerged),
        ["Ada Adler: 2 entries with this name are read as one person"]
    );
}

#[test]
fn point_14_two_biographies_are_two_people() {
    let person = |id: u32, words: &str| json!({ "id": id, "public_name": "Julia Amsel", "biography": words });
    let imported = imported_events(&[
        event("A", TEN, json!({ "persons": [person(1, "Sings.")] })),
        event("B", TEN, json!({ "persons": [person(2, "Digs.")] })),
    ]);
    assert_eq!(imported.conference.speakers.len(), 2);
    assert_ne!(session(&imported, "A").speakers, session(&imported, "B").speakers);
}

#[test]
fn point_14_people_without_name_or_session_are_left_out_and_reported() {
    let imported =
        imported(&[fixture("widget-new.json")], &Options { id: Some("h".to_owned()), ..Options::default() });
    assert_eq!(
        lines(&imported, Kind::Speaker),
        ["Opening: names a speaker `GONEAWAY` who is not in the file"]
    );
}

#[test]
fn names_that_differ_only_in_the_encoding_of_accents_are_one_person() {
    let person = |name: &str| json!({ "persons": [{ "id": 1, "public_name": name }], "abstract": name });
    let imported = imported_events(&[
        event("A", TEN, person("Zoe\u{308} A\u{30a}kesson")),
        event("B", TEN, person("Zo\u{eb} \u{c5}kesson")),
        event("C\u{327}a va", TEN, person("Zo\u{eb} \u{212b}kesson")),
    ]);
    let names: Vec<&str> = imported.conference.speakers.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Zo\u{eb} \u{c5}kesson"]);
    assert_eq!(imported.conference.sessions[2].title, "\u{c7}a va");
    assert!(!written(&imported).contains('\u{308}'), "not even in a text");
}

#[test]
fn a_name_that_contains_another_speakers_name_is_reported() {
    let person = |name: &str| json!({ "persons": [{ "public_name": name }] });
    let imported = imported_events(&[
        event("A", TEN, person("Ada Adler and Bo Bussard")),
        event("B", TEN, person("Ada Adler")),
        event("C", TEN, person("Cy Kranich & bo bussard")),
        event("D", TEN, person("Bo Bussard")),
        event("E", TEN, person("Adam Adler, Anderson")),
    ]);
    let told: Vec<String> = lines(&imported, Kind::Speaker);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(
        told[0].starts_with("Ada Adler and Bo Bussard: is read as one person, but `Ada Adler` is"),
        "{told:?}"
    );
    assert_eq!(imported.conference.speakers.len(), 5);
}

#[test]
fn point_15_a_break_listed_for_all_rooms_is_merged_into_one() {
    let imported =
        imported(&[fixture("widget-old.json")], &Options { id: Some("h".to_owned()), ..Options::default() });
    let breaks: Vec<(&str, usize)> =
        imported.conference.breaks.iter().map(|pause| (pause.title.as_str(), pause.rooms.len())).collect();
    assert_eq!(breaks, [("Coffee", 0), ("Mittagessen", 1)]);
    assert_eq!(lines(&imported, Kind::BreakMerged), ["Coffee: 10:30, listed 2 times"]);
}

#[test]
fn point_16_sessions_not_accepted_and_their_speakers_are_left_out() {
    let secret = json!({ "state": "rejected", "persons": [{ "id": 1, "public_name": "Secret Person" }] });
    let imported = imported_events(&[event("Seen", TEN, json!({})), event("Unseen", TEN, secret)]);
    let text = written(&imported);
    assert!(!text.contains("Unseen") && !text.contains("Secret"), "{text}");
    assert_eq!(lines(&imported, Kind::NotAccepted), ["Unseen: rejected"]);
}

#[test]
fn point_17_titles_and_names_lose_odd_characters() {
    let odd = json!({ "persons": [{ "id": 1, "public_name": "\u{3000}Ada\u{a0}Adler " }], "track": " Web\n", "room": "Hall" });
    let imported =
        imported_events(&[event("\u{feff}A \u{3000}title\u{0}\r\nof two lines \u{fffd}", TEN, odd)]);
    assert_eq!(imported.conference.sessions[0].title, "A title of two lines");
    assert_eq!(imported.conference.speakers[0].name, "Ada Adler");
    assert_eq!(imported.conference.tracks[0].name, "Web");
    assert_eq!(lines(&imported, Kind::Words).len(), 2);
}

#[test]
fn point_18_rooms_may_be_called_anything() {
    let names = [
        "👩‍💻 Lab",
        "👨‍🚀 Lab",
        "Hudson Room, Deck 3, Forward",
        "A room whose name has more than sixty letters, as rooms of sponsors do",
        "A room whose name has more than sixty letters, as rooms of others do",
        "אולם",
    ];
    let mut file = schedule(&[]);
    for name in names {
        file["schedule"]["conference"]["days"][0]["rooms"][name] = json!([event(name, TEN, json!({}))]);
    }
    let imported = imported(&[json_file("a.json", &file)], &Options::default());
    assert_eq!(imported.conference.rooms.len(), names.len());
    for session in &imported.conference.sessions {
        let room = imported.conference.room(session.room.as_ref().unwrap()).unwrap();
        assert_eq!(room.name, session.title);
    }
}

/// A calendar of events with these lines.
fn calendar(events: &[&str]) -> Source {
    let events: String =
        events.iter().map(|lines| format!("BEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\n")).collect();
    let head = "VERSION:2.0\r\nX-WR-CALNAME:Reed Days\r\nX-WR-TIMEZONE:Europe/Berlin";
    let text = format!("BEGIN:VCALENDAR\r\n{head}\r\n{events}END:VCALENDAR\r\n");
    Source { name: "reeds.ics".to_owned(), bytes: text.into_bytes() }
}

#[test]
fn sessions_without_a_length_at_midnight_are_not_yet_scheduled() {
    let midnight = |title: &str, more: Value| event(title, "2027-04-30T00:00:00+02:00", more);
    let imported = imported_events(&[
        event("Talk", TEN, json!({})),
        midnight("Zero", json!({ "duration": "0:00" })),
        midnight("End", json!({ "duration": null, "end": "2027-04-30T00:00:00+02:00" })),
        midnight("Party", json!({ "duration": "2:00" })),
    ]);
    assert_eq!([session(&imported, "Zero").start, session(&imported, "End").start], [None; 2]);
    assert!(session(&imported, "Party").start.is_some(), "a session with a length is at midnight");
    let what = "not yet scheduled: the file gives midnight of 2027-04-30 and no length";
    let lines_of_zero: Vec<String> =
        lines(&imported, Kind::NoTime).into_iter().filter(|line| line.starts_with("Zero: ")).collect();
    assert_eq!(lines_of_zero, [format!("Zero: {what}")], "one line for one session");
    assert_eq!(lines(&imported, Kind::Duration), [""; 0]);
}

#[test]
fn a_single_session_at_midnight_does_not_make_a_day() {
    let imported = imported(
        &[calendar(&[
            "SUMMARY:Later\r\nDTSTART;TZID=Europe/Berlin:20270704T000000\r\nDTEND;TZID=Europe/Berlin:20270704T000000",
            "SUMMARY:Talk\r\nDTSTART;TZID=Europe/Berlin:20270705T100000\r\nDURATION:PT1H",
        ])],
        &Options::default(),
    );
    assert_eq!(session(&imported, "Later").start, None);
    assert!(imported.report.made.contains(&("days", 1)), "{:?}", imported.report.made);
}

#[test]
fn midnight_in_utc_is_a_time_where_it_is_day_unless_several_sessions_have_it() {
    let options = Options { zone: Some("Asia/Tokyo".to_owned()), ..Options::default() };
    let at_nine = |title: &str, day: u8| {
        format!("SUMMARY:{title}\r\nDTSTART:202705{day:02}T000000Z\r\nDTEND:202705{day:02}T000000Z")
    };
    let talk = "SUMMARY:Talk\r\nDTSTART:20270501T010000Z\r\nDURATION:PT1H".to_owned();
    let read = |events: &[String]| {
        let events: Vec<&str> = events.iter().map(String::as_str).collect();
        imported(&[calendar(&events)], &options)
    };
    let doors = read(&[at_nine("First bell", 1), talk.clone(), at_nine("Second bell", 2)]);
    assert!(session(&doors, "First bell").start.is_some() && session(&doors, "Second bell").start.is_some());
    let unscheduled = read(&[at_nine("Later", 3), talk, at_nine("Later too", 3)]);
    assert_eq!([session(&unscheduled, "Later").start, session(&unscheduled, "Later too").start], [None; 2]);
}

#[test]
fn a_session_without_length_at_midnight_stays_if_the_programme_runs_through_midnight() {
    let imported = imported_events(&[
        event("Fireworks", "2027-05-02T00:00:00+02:00", json!({ "duration": "0:00" })),
        event("Party", "2027-05-01T22:00:00+02:00", json!({ "duration": "4:00" })),
    ]);
    assert!(session(&imported, "Fireworks").start.is_some());
}

#[test]
fn a_meeting_is_a_link_and_its_password_stays_out_of_the_guide() {
    let meeting = "https://meet.example/reeds?pwd=s3cret&lang=de";
    let mut in_json = schedule(&[]);
    in_json["schedule"]["conference"]["days"][0]["rooms"][meeting] = json!([event("Reeds", TEN, json!({}))]);
    let in_calendar = format!(
        "SUMMARY:Reeds\r\nDTSTART:20270501T080000Z\r\nDURATION:PT1H\r\nLOCATION:{meeting} Passcode: s3cret"
    );
    for file in [json_file("a.json", &in_json), calendar(&[&in_calendar])] {
        let imported = imported(&[file], &Options::default());
        assert_eq!(imported.conference.rooms.len(), 0);
        let session = session(&imported, "Reeds");
        assert_eq!((session.room.as_ref(), session.links.len()), (None, 1));
        assert_eq!(session.links[0].address, "https://meet.example/reeds?lang=de");
        assert!(lines(&imported, Kind::Secret).iter().any(|line| line.contains("`pwd` is left out")));
        assert!(!written(&imported).contains("s3cret"), "{}", written(&imported));
        assert!(!imported.report.to_string().contains("s3cret"), "{}", imported.report);
    }
}

#[test]
fn an_unusual_state_is_reported() {
    let imported = imported_events(&[
        event("Fine", TEN, json!({ "state": "confirmed" })),
        event("Elsewhere", TEN, json!({ "state": "RESCHEDULED TO FRIDAY" })),
        event("Odd", TEN, json!({ "state": "perhaps" })),
    ]);
    let cancelled = ["Fine", "Elsewhere", "Odd"].map(|title| session(&imported, title).cancelled);
    assert_eq!(cancelled, [false, true, false]);
    assert_eq!(
        lines(&imported, Kind::State),
        [
            "Elsewhere: `RESCHEDULED TO FRIDAY`: shown as cancelled; if its time is already the new one, remove that word from the export",
            "Odd: `perhaps`: this word is unknown; shown as an accepted session",
        ]
    );
}

#[test]
fn a_zone_that_is_not_a_place_is_asked_for_or_gives_a_warning() {
    let time = "SUMMARY:Reeds\r\nDTSTART;TZID=EST:20270705T093000\r\nDURATION:PT1H";
    let mut file = calendar(&[time]);
    file.bytes =
        String::from_utf8(file.bytes).unwrap().replace("X-WR-TIMEZONE:Europe/Berlin\r\n", "").into_bytes();
    let sentence = refused(&[file], &Options::default());
    assert!(sentence.contains("do not give the conference's time zone"), "{sentence}");
    for zone in ["EST", "Factory", "Etc/GMT+5"] {
        let mut file = schedule(&[event("A", TEN, json!({}))]);
        file["schedule"]["conference"]["time_zone_name"] = json!(zone);
        let imported = imported(&[json_file("a.json", &file)], &Options::default());
        assert!(lines(&imported, Kind::Zone)[0].contains("hardly any conference"), "{}", imported.report);
    }
}

#[test]
fn rooms_that_differ_in_case_and_spaces_are_one_and_lookalikes_are_reported() {
    let mut file = schedule(&[event("Anywhere", TEN, json!({}))]);
    let names = ["East: Heron 3", "east: heron 3", "East:  Heron 3 ", "East: H\u{435}ron 3", "West"];
    for name in names {
        file["schedule"]["conference"]["days"][0]["rooms"][name] = json!([event(name, TEN, json!({}))]);
    }
    let imported = imported(&[json_file("a.json", &file)], &Options::default());
    let rooms: BTreeSet<&str> = imported.conference.rooms.iter().map(|room| room.name.as_str()).collect();
    assert_eq!(rooms, BTreeSet::from(["East: Heron 3", "East: H\u{435}ron 3", "Hall", "West"]));
    assert_eq!(
        lines(&imported, Kind::Room),
        ["East: Heron 3: is the same as `east: heron 3`; they were merged"]
    );
    assert_eq!(lines(&imported, Kind::Label).len(), 1, "{}", imported.report);
}

#[test]
fn xml_in_a_declared_encoding_is_converted_and_reported() {
    let bytes = b"<?xml version='1.0' encoding='ISO-8859-1'?><schedule><conference><title>T</title>\
        <time_zone_name>Europe/Berlin</time_zone_name></conference><day date='2027-05-01'><room name='Gro\xdfer Saal'>\
        <event id='1'><start>10:00</start><duration>0:30</duration><title>\xdcber Eulen</title></event></room></day></schedule>";
    let file = hallway::import::Source { name: "schedule.xml".to_owned(), bytes: bytes.to_vec() };
    let imported = imported(&[file], &Options::default());
    assert_eq!(imported.conference.sessions[0].title, "Über Eulen");
    assert_eq!(imported.conference.rooms[0].name, "Großer Saal");
    assert_eq!(
        lines(&imported, Kind::Encoding),
        ["schedule.xml: is encoded in ISO-8859-1, as it declares, and was converted to UTF-8"]
    );
}

#[test]
fn the_order_of_files_days_and_sessions_does_not_matter() {
    let whole = schedule(&[
        event(
            "A",
            TEN,
            json!({ "persons": [{ "id": 1, "public_name": "Ada" }, { "id": 2, "public_name": "Bo" }] }),
        ),
        event("B", TEN, json!({ "persons": [{ "id": 3, "public_name": "Ada" }], "track": "Web" })),
        event("B", ELEVEN, json!({ "guid": guid("B"), "track": "Rust" })),
        event("C", ELEVEN, json!({ "guid": null })),
        event("C", ELEVEN, json!({ "guid": null, "persons": [{ "id": 2, "public_name": "Bo" }] })),
    ]);
    let widget = fixture("widget-old.json");
    let one = imported(&[json_file("a.json", &whole), widget.clone()], &Options::default());
    let mut shuffled = whole.clone();
    let events = shuffled["schedule"]["conference"]["days"][0]["rooms"]["Hall"].as_array_mut().unwrap();
    for turn in 0..5 {
        events.rotate_left(1);
        if turn % 2 == 0 {
            events.reverse();
        }
        let file = json_file(
            "a.json",
            &json!({ "schedule": { "conference": {
            "acronym": "test", "title": "Test", "time_zone_name": "Europe/Berlin",
            "days": [{ "date": "2027-05-02", "rooms": {} }, { "date": "2027-05-01", "rooms": { "Hall": events } }],
        } } }),
        );
        let other = imported(&[widget.clone(), file], &Options::default());
        assert_eq!(written(&one), written(&other));
        assert_eq!(one.report.lines, other.report.lines);
    }
}

#[test]
fn a_session_that_looks_like_a_break_becomes_one_unless_the_organiser_keeps_it() {
    let calendar = |events: &[(&str, &str, &str)]| {
        let events: Vec<String> = events
            .iter()
            .enumerate()
            .map(|(at, (title, room, text))| {
                format!(
                    "BEGIN:VEVENT\r\nUID:{at}\r\nSUMMARY:{title}\r\nLOCATION:{room}\r\n{text}\
                     DTSTART:20270501T100000Z\r\nDTEND:20270501T110000Z\r\nEND:VEVENT\r\n"
                )
            })
            .collect();
        let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n", events.concat());
        Source { name: "a.ics".to_owned(), bytes: text.into_bytes() }
    };
    let file = calendar(&[
        ("Mittagspause", "Hall", ""),
        ("Meet the herons", "Hall", ""),
        ("Meet the herons", "Attic", ""),
        ("Opening", "Hall", "DESCRIPTION:Words\r\n"),
        ("Opening", "Attic", "DESCRIPTION:Words\r\n"),
        ("Herons at lunch", "Hall", ""),
    ]);
    let options = Options { id: Some("c".to_owned()), ..in_zone("Europe/Berlin") };
    let found = imported(std::slice::from_ref(&file), &options);
    let breaks: Vec<&str> = found.conference.breaks.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(breaks, ["Meet the herons", "Mittagspause"]);
    assert_eq!(found.conference.sessions.len(), 3);
    assert_eq!(lines(&found, Kind::BreakFound).len(), 3);
    let kept = imported(&[file], &Options { keeps_breaks: true, ..options });
    assert_eq!((kept.conference.breaks.len(), kept.conference.sessions.len()), (0, 6));
    assert!(lines(&kept, Kind::BreakFound).is_empty());
}

#[test]
fn a_title_in_two_letter_cases_is_one_break() {
    let file = |spellings: [&str; 3]| {
        let talk = json!({ "code": "HERONS", "title": "Herons", "start": TEN, "duration": 30, "room": 4 });
        let pause = |(at, title): (usize, &str)| json!({ "title": title, "start": TEN, "duration": 30, "room": at + 1 });
        let talks: Vec<Value> = spellings.into_iter().enumerate().map(pause).chain([talk]).collect();
        let rooms = json!([
            { "id": 1, "name": "A" }, { "id": 2, "name": "B" }, { "id": 3, "name": "C" }, { "id": 4, "name": "D" },
        ]);
        json_file("w.json", &json!({ "timezone": "Europe/Berlin", "rooms": rooms, "talks": talks }))
    };
    for (spellings, title, others) in [
        (["Keynote", "keynote", "Keynote"], "Keynote", "`keynote`"),
        (["keynote", "Keynote", "keynote"], "keynote", "`Keynote`"),
        (["keynote", "KEYNOTE", "Keynote"], "KEYNOTE", "`Keynote`, `keynote`"),
    ] {
        let imported =
            imported(&[file(spellings)], &Options { id: Some("c".to_owned()), ..Options::default() });
        let breaks: Vec<(&str, usize)> =
            imported.conference.breaks.iter().map(|one| (one.title.as_str(), one.rooms.len())).collect();
        assert_eq!(breaks, [(title, 3)]);
        let what = format!("{title}: 10:00, listed 3 times, also as {others}");
        assert_eq!(lines(&imported, Kind::BreakMerged), [what]);
    }
    let (one, other) = (json!({ "guid": guid("one") }), json!({ "guid": guid("other"), "room": "Attic" }));
    let mut file = schedule(&[event("Keynote", TEN, one), event("Herons", TEN, json!({}))]);
    file["schedule"]["conference"]["days"][0]["rooms"]["Attic"] = json!([event("keynote", TEN, other)]);
    let found = imported(&[json_file("a.json", &file)], &Options::default());
    let breaks: Vec<&str> = found.conference.breaks.iter().map(|one| one.title.as_str()).collect();
    assert_eq!((breaks, found.conference.sessions.len()), (vec!["Keynote"], 1));
}
