//! Tests with calendars of one or two events.

use super::*;
use crate::import::draft::Keys;
use proptest::prelude::Strategy;

/// A calendar of events with these lines; events without a `UID` or `SUMMARY` get one.
fn calendar(head: &str, events: &[&str]) -> Draft {
    let mut text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}\r\n");
    for event in events {
        text.push_str(&format!("BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n"));
    }
    text.push_str("END:VCALENDAR\r\n");
    read(text.as_bytes(), "a.ics").expect("it is a calendar")
}

fn session(lines: &str) -> DraftSession {
    calendar("", &[lines]).sessions.remove(0)
}

fn shown(when: Option<When>) -> String {
    match when {
        Some(When::Instant(instant)) => instant.to_string(),
        Some(When::Wall(wall)) => wall.to_string(),
        None => String::new(),
    }
}

#[test]
fn times_with_a_known_zone_are_instants_and_others_are_local() {
    for (line, expected) in [
        ("DTSTART:20270305T093000Z", "2027-03-05T09:30:00Z"),
        ("DTSTART;TZID=Europe/Berlin:20270305T093000", "2027-03-05T08:30:00Z"),
        ("DTSTART;TZID=\"Europe/Berlin\":20270705T093000", "2027-07-05T07:30:00Z"),
        ("DTSTART;TZID=UTC+05:30:20270305T093000", "2027-03-05T04:00:00Z"),
        ("DTSTART;TZID=\"UTC+01:00\":20270305T093000", "2027-03-05T08:30:00Z"),
        ("DTSTART;TZID=GMT-5:20270305T093000", "2027-03-05T14:30:00Z"),
        ("DTSTART;TZID=\"tzone://Microsoft/Utc\":20270305T093000", "2027-03-05T09:30:00Z"),
        (
            "DTSTART;TZID=/mozilla.org/20050126_1/America/Argentina/Ushuaia:20270305T093000",
            "2027-03-05T12:30:00Z",
        ),
        (
            "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20270305T093000",
            "2027-03-05T08:30:00Z",
        ),
        ("TZID:Europe-Brussels\r\nDTSTART:20270305T093000", "2027-03-05T08:30:00Z"),
        ("DTSTART:20270305T093000", "2027-03-05T09:30:00"),
        ("DTSTART;TZID=Nowhere/Atall:20270305T093000", "2027-03-05T09:30:00"),
        ("DTSTART:2027-03-05T09:30:00+01:00", "2027-03-05T08:30:00Z"),
        ("DTSTART;VALUE=DATE:20270305", ""),
        ("DTSTART:tomorrow", ""),
        ("DTSTART:", ""),
        ("DTSTART:20271305T093000Z", ""),
    ] {
        assert_eq!(shown(session(line).start), expected, "{line}");
    }
}

#[test]
fn the_end_is_a_time_or_a_duration() {
    let start = "DTSTART:20270305T093000Z";
    assert_eq!(shown(session(&format!("{start}\r\nDTEND:20270305T101500Z")).end), "2027-03-05T10:15:00Z");
    for (duration, minutes) in
        [("PT45M", Some(45)), ("P1DT2H", Some(26 * 60)), ("P1W", Some(7 * 24 * 60)), ("soon", None)]
    {
        let session = session(&format!("{start}\r\nDURATION:{duration}"));
        assert_eq!((session.end, session.minutes), (None, minutes), "{duration}");
    }
}

/// The lines of the report that are of a kind.
fn lines(draft: &Draft, kind: Kind) -> Vec<String> {
    let lines = draft.lines.iter().filter(|line| line.kind == kind);
    lines.map(|line| format!("{}: {}", line.about, line.what)).collect()
}

#[test]
fn an_event_without_an_end_ends_where_the_next_begins() {
    let draft = calendar("", &["SUMMARY:Tea\r\nBEGIN:VEVENT\r\nSUMMARY:Herons", "SUMMARY:Reeds"]);
    let titles: Vec<&str> = draft.sessions.iter().map(|session| session.title.as_str()).collect();
    assert_eq!(titles, ["Tea", "Herons", "Reeds"]);
    assert_eq!(
        lines(&draft, Kind::Calendar),
        ["Tea: `VEVENT` has no `END:VEVENT`; it ends at `BEGIN:VEVENT`"]
    );
}

#[test]
fn an_event_without_a_begin_has_the_lines_before_its_end() {
    for before in ["X-WR-CALNAME:Birds\r\n", "BEGIN:VEVENT\r\nSUMMARY:Tea\r\nEND:VEVENT\r\n"] {
        let text = format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{before}SUMMARY:Herons\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
        let draft = read(text.as_bytes(), "birds.ics").unwrap();
        assert_eq!(draft.sessions.last().unwrap().title, "Herons");
        let what =
            "`VEVENT` has no `BEGIN:VEVENT`; the lines before its `END:VEVENT` are read as its properties";
        assert_eq!(lines(&draft, Kind::Calendar), [format!("Herons: {what}")]);
    }
}

#[test]
fn lines_that_were_not_escaped_are_counted_in_the_report() {
    let draft = calendar("", &["SUMMARY:Reeds\r\nDESCRIPTION:One\r\nHINT: two\r\nthree\r\nLOCATION:Hut"]);
    assert_eq!(draft.sessions[0].description.as_deref(), Some("One\nHINT: two\nthree"));
    assert_eq!(draft.sessions[0].room.as_deref(), Some("Hut"));
    let what = "added to the text before, because the calendar does not escape line ends";
    assert_eq!(lines(&draft, Kind::Calendar), [format!("Reeds: 2 lines were {what}")]);
    let draft = calendar("", &["SUMMARY:Reeds\r\nDESCRIPTION:One\r\nHINT: two\r\nLOCATION:Hut"]);
    assert_eq!(lines(&draft, Kind::Calendar), [format!("Reeds: 1 line was {what}")]);
}

#[test]
fn of_two_starts_the_one_with_a_time_is_taken() {
    let day = "DTSTART;VALUE=DATE:20270305";
    let time = "DTSTART:20270305T093000Z";
    for events in [[day, time], [time, day]] {
        let draft = calendar("", &[&format!("SUMMARY:Reeds\r\n{}", events.join("\r\n"))]);
        assert_eq!(shown(draft.sessions[0].start), "2027-03-05T09:30:00Z");
        assert_eq!(
            lines(&draft, Kind::Calendar),
            ["Reeds: it has several DTSTART; `20270305T093000Z` is taken"]
        );
        assert_eq!(lines(&draft, Kind::NoTime), [""; 0]);
    }
    let twice = calendar("", &[&format!("SUMMARY:Reeds\r\n{time}\r\n{time}\r\nLOCATION:A\r\nLOCATION:B")]);
    assert_eq!(lines(&twice, Kind::Calendar), ["Reeds: it has several LOCATION; the first is taken, `A`"]);
}

#[test]
fn quoted_printable_titles_are_decoded() {
    let session = session(
        "SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=B6wen\r\nDESCRIPTION;ENCODING=QUOTED-PRINTABLE:Eins=0D=0Azwei =\r\ndrei",
    );
    assert_eq!((session.title.as_str(), session.description.as_deref()), ("Möwen", Some("Eins\nzwei drei")));
}

#[test]
fn names_of_windows_and_outlook_are_zones_and_a_line_says_which() {
    for (id, zone, expected) in [
        ("W. Europe Standard Time", "Europe/Berlin", "2027-07-05T07:30:00Z"),
        ("w. europe daylight time", "Europe/Berlin", "2027-07-05T07:30:00Z"),
        ("Eastern Standard Time", "America/New_York", "2027-07-05T13:30:00Z"),
        ("GMT Standard Time", "Europe/London", "2027-07-05T08:30:00Z"),
        (
            "\"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna\"",
            "Europe/Berlin",
            "2027-07-05T07:30:00Z",
        ),
        (
            "(GMT+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna",
            "Europe/Berlin",
            "2027-07-05T07:30:00Z",
        ),
        (
            "(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien",
            "Europe/Berlin",
            "2027-07-05T07:30:00Z",
        ),
        ("(UTC-05:00) Eastern Time (US and Canada)", "America/New_York", "2027-07-05T13:30:00Z"),
        ("(UTC) Dublin, Edinburgh, Lisbon, London", "Europe/London", "2027-07-05T08:30:00Z"),
        (
            "\"(UTC+02:00) Helsinki, Kiev, Riga, Sofia, Tallinn, Vilnius\"",
            "Europe/Kiev",
            "2027-07-05T06:30:00Z",
        ),
    ] {
        let time = format!("DTSTART;TZID={id}:20270705T093000");
        let draft = calendar("", &[&time, &time]);
        assert_eq!(shown(draft.sessions[0].start), expected, "{id}");
        assert_eq!(draft.zone.as_deref(), Some(zone), "{id}");
        let what = format!("is a Windows name, read as `{zone}` according to Unicode's list");
        assert_eq!(lines(&draft, Kind::Zone), [format!("`{}`: {what}", id.trim_matches('"'))]);
    }
    // Its places are in no list: it is read by its offset alone, and reported.
    let draft = calendar("", &["DTSTART;TZID=\"(UTC+01:00) Reed Island\":20270705T093000"]);
    assert_eq!(shown(draft.sessions[0].start), "2027-07-05T08:30:00Z");
    assert_eq!(draft.zone, None);
    assert!(lines(&draft, Kind::Zone)[0].contains("by its offset alone"), "{:?}", draft.lines);
    let draft = calendar("", &["DTSTART;TZID=\"UTC+01:00\":20270705T093000"]);
    assert_eq!(lines(&draft, Kind::Zone), [""; 0]);
}

#[test]
fn the_rules_of_a_calendar_win_over_the_list_of_windows_where_they_differ() {
    let head = BY_RULES.replace("W. Harbour Standard Time", "W. Europe Standard Time");
    let time = "DTSTART;TZID=W. Europe Standard Time:20270705T093000";
    let draft = calendar(&head, &[time]);
    assert_eq!(shown(draft.sessions[0].start), "2027-07-05T07:30:00Z");
    assert_eq!(draft.zone.as_deref(), Some("Europe/Berlin"), "the Windows name gives the conference's zone");
    let draft = calendar(&head.replace("TZOFFSETTO:+0200", "TZOFFSETTO:+0300"), &[time]);
    assert_eq!(shown(draft.sessions[0].start), "2027-07-05T06:30:00Z");
    assert_eq!(draft.zone, None);
}

#[test]
fn an_abbreviation_is_not_the_conferences_zone_and_follows_the_calendars_rules() {
    for id in ["EST", "MST", "HST"] {
        let head = BY_RULES.replace("W. Harbour Standard Time", id);
        let time = format!("DTSTART;TZID={id}:20270705T093000");
        let draft = calendar(&head, &[&time]);
        assert_eq!(shown(draft.sessions[0].start), "2027-07-05T07:30:00Z", "{id}");
        assert_eq!((draft.zone, draft.offsets), (None, [120].into()), "{id}");
        let without_rules = calendar("", &[&time]);
        assert_eq!(without_rules.zone, None, "{id}");
        assert!(lines(&without_rules, Kind::Zone)[0].contains("has no summer time"), "{id}");
        assert_eq!(
            calendar(&format!("X-WR-TIMEZONE:{id}"), &["DTSTART:20270705T093000Z"]).zone,
            None,
            "{id}"
        );
    }
}

const BY_RULES: &str = "BEGIN:VTIMEZONE\r
TZID:W. Harbour Standard Time\r
BEGIN:STANDARD\r
DTSTART:16010101T030000\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r
END:STANDARD\r
BEGIN:DAYLIGHT\r
DTSTART:16010101T020000\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0200\r
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r
END:DAYLIGHT\r
END:VTIMEZONE";

#[test]
fn a_zone_that_only_the_calendar_knows_follows_its_rules() {
    let head = [BY_RULES, &BY_RULES.replace("W. Harbour Standard Time", "GMT")].join("\r\n");
    for (day, expected) in [
        ("20270305", "2027-03-05T08:30:00Z"),
        ("20270328", "2027-03-28T07:30:00Z"),
        ("20270705", "2027-07-05T07:30:00Z"),
        ("20271030", "2027-10-30T07:30:00Z"),
        ("20271031", "2027-10-31T08:30:00Z"),
    ] {
        // `GMT` is in the database too, but the calendar's rules say more: pretalx writes it for London.
        for id in ["W. Harbour Standard Time", "GMT"] {
            let draft = calendar(&head, &[&format!("DTSTART;TZID={id}:{day}T093000")]);
            assert_eq!(shown(draft.sessions[0].start), expected, "{id}");
            assert_eq!(draft.zone, None);
        }
    }
}

#[test]
fn the_conference_is_in_the_zone_that_its_times_name() {
    let berlin = "DTSTART;TZID=Europe/Berlin:20270305T093000";
    let lisbon = "DTSTART;TZID=Europe/Lisbon:20270305T093000";
    let utc = "DTSTART:20270305T093000Z";
    let floating = "DTSTART:20270305T093000";
    for (head, events, expected) in [
        ("", vec![berlin, lisbon, berlin, utc], Some("Europe/Berlin")),
        ("X-WR-TIMEZONE:Europe/Rome", vec![berlin], Some("Europe/Berlin")),
        ("X-WR-TIMEZONE:Europe/Rome", vec![utc], Some("Europe/Rome")),
        ("X-WR-TIMEZONE:Europe/Rome", vec![floating], None),
        ("X-WR-TIMEZONE:UTC", vec![utc], None),
        ("X-WR-TIMEZONE:Romance Standard Time", vec![utc], Some("Europe/Paris")),
        ("", vec!["DTSTART;TZID=UTC:20270305T093000"], None),
    ] {
        let draft = calendar(head, &events);
        assert_eq!(draft.zone.as_deref(), expected, "{head} {events:?}");
        assert!(
            !draft.offsets.contains(&0) || draft.zone.is_some() || events[0].contains("TZID"),
            "UTC is not a hint"
        );
    }
    assert!(calendar("X-WR-TIMEZONE:Europe/Rome", &[floating]).lines[0].what.contains("Europe/Rome"));
}

#[test]
fn what_cannot_be_read_is_reported() {
    let draft = calendar(
        "BEGIN:VTODO\r\nSUMMARY:Buy milk\r\nEND:VTODO",
        &[
            "SUMMARY:A\r\nDTSTART;VALUE=DATE:20270305",
            "SUMMARY:B\r\nDTSTART;TZID=Nowhere/Atall:20270305T093000\r\nDTEND;TZID=Nowhere/Atall:20270305T103000",
            "SUMMARY:C\r\nDTSTART:20270305T093000Z\r\nRRULE:FREQ=DAILY\r\nATTACH;ENCODING=BASE64;VALUE=BINARY:AAAA",
            "SUMMARY:D\r\nDTSTART:20270305T093000Z\r\nATTENDEE;CN=Guest:mailto:guest@a.example",
        ],
    );
    let lines: Vec<String> =
        draft.lines.iter().map(|line| format!("{}: {}", line.about, line.what)).collect();
    assert_eq!(
        lines,
        [
            "A: it is a whole-day event on 2027-03-05, without a time",
            "`Nowhere/Atall`: is an unknown time zone; its times are read as local times of the conference",
            "C: a file inside the calendar is left out",
            "C: it repeats by a rule, and only its first time was imported; make the calendar list each time",
            "attendees: 1 is not taken as a speaker",
            "`VTODO`: left out, because they are not events: 1",
        ]
    );
}

#[test]
fn a_title_that_may_hold_its_speakers_is_not_split() {
    let draft = calendar(
        "PRODID:-//pretalx//cfp.example//",
        &[
            "SUMMARY:Tides - and time - Ada Lind\\, Noor Falk\r\nUID:pretalx-lantern-2027-TIDE77-1@cfp.example\r\nURL:https://cfp.example/lantern-2027/talk/TIDE77/",
        ],
    );
    let session = &draft.sessions[0];
    assert_eq!(session.title, "Tides - and time - Ada Lind, Noor Falk");
    assert_eq!(session.keys.code.as_deref(), Some("TIDE77"));
    assert_eq!(session.keys.guid.as_deref(), Some("pretalx-lantern-2027-TIDE77-1@cfp.example"));
    assert_eq!(session.speakers, [""; 0]);
}

#[test]
fn the_keys_in_a_uid_are_those_of_the_systems_other_exports() {
    for (uid, guid, id, code) in [
        ("dfedd4c4c9238a555816c54c9be1e0aa", Some("dfedd4c4c9238a555816c54c9be1e0aa"), None, None),
        (
            "0a1b2c3d-0000-4000-8000-00000000000f@frab.example",
            Some("0a1b2c3d-0000-4000-8000-00000000000f"),
            None,
            None,
        ),
        ("4711@LANTERN27@fosdem.org", None, Some("4711"), None),
        ("pretalx-x-TIDE77@cfp.example", Some("pretalx-x-TIDE77@cfp.example"), None, Some("TIDE77")),
        ("4711", Some("4711"), None, None),
        ("", None, None, None),
    ] {
        let Keys { guid: found_guid, id: found_id, code: found_code, .. } =
            session(&format!("UID:{uid}")).keys;
        let found = (found_guid.as_deref(), found_id.as_deref(), found_code.as_deref());
        assert_eq!(found, (guid, id, code), "{uid}");
    }
}

#[test]
fn the_name_of_a_sched_conference_is_in_its_product() {
    let sched = "PRODID:-//Sched.com Harbour Days 2027//EN\r\nX-WR-CALNAME:harbourdays2027";
    let draft = calendar(sched, &[]);
    assert_eq!(draft.title.as_deref(), Some("Harbour Days 2027"));
    assert_eq!(draft.acronym.as_deref(), Some("harbourdays2027"));
    assert_eq!(calendar("PRODID:-//Sched.com//EN\r\nX-WR-CALNAME:x", &[]).title.as_deref(), Some("x"));
    assert_eq!(calendar("X-WR-CALNAME:Lantern\\, 2027", &[]).title.as_deref(), Some("Lantern, 2027"));
}

#[test]
fn one_category_is_a_track_and_several_are_tags() {
    let draft = calendar("", &["CATEGORIES:Web\\, mobile", "CATEGORIES:", "SUMMARY:x"]);
    let tracks: Vec<Option<&str>> = draft.sessions.iter().map(|session| session.track.as_deref()).collect();
    assert_eq!(tracks, [Some("Web, mobile"), None, None]);
    let draft =
        calendar("", &["CATEGORIES:Web,Mobile", "CATEGORIES:Web\r\nCATEGORIES:Ops", "CATEGORIES:Web"]);
    let tags: Vec<String> = draft.sessions.iter().map(|session| session.tags.join("+")).collect();
    assert_eq!(tags, ["Web+Mobile", "Web+Ops", "Web"]);
    assert!(draft.sessions.iter().all(|session| session.track.is_none()));
}

#[test]
fn only_people_known_to_speak_are_speakers() {
    let draft = calendar(
        "",
        &[
            "ATTENDEE;ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL;CN=\"Lind, Ada\":invalid:nomail\r\nATTENDEE;CN=Noor Falk:invalid:nomail\r\nATTENDEE;CN=Guest:mailto:guest@a.example\r\nBEGIN:PARTICIPANT\r\nPARTICIPANT-TYPE:SPEAKER\r\nNAME:Mika Oja\r\nEND:PARTICIPANT",
        ],
    );
    assert_eq!(draft.sessions[0].speakers, ["Lind, Ada", "Noor Falk", "Mika Oja"]);
    assert_eq!(draft.speakers.len(), 3);
}

#[test]
fn cancelled_events_stay_and_private_ones_go() {
    assert!(session("STATUS:CANCELLED").cancelled);
    assert_eq!(session("STATUS:CANCELLED").state, Decision::Accepted);
    assert_eq!(session("STATUS:TENTATIVE").state, Decision::Accepted);
    assert_eq!(
        session("STATUS:Rescheduled to noon").state,
        Decision::Moved("Rescheduled to noon".to_owned())
    );
    assert_eq!(session("STATUS:PERHAPS").state, Decision::Unknown("PERHAPS".to_owned()));
    assert_eq!(session("CLASS:PRIVATE").state, Decision::NotAccepted("private".to_owned()));
    assert!(calendar("METHOD:CANCEL", &["SUMMARY:x"]).sessions[0].cancelled);
}

#[test]
fn rooms_descriptions_and_links_are_read() {
    let lines = "LOCATION:Hall\\, Deck 3\\, \r\nDESCRIPTION:plain\r\nX-ALT-DESC;FMTTYPE=text/html:<p>rich</p>\r\nATTACH;FILENAME=Slides:https://a.example/s.pdf\r\nCONFERENCE;VALUE=URI;LABEL=Stream:https://a.example/live";
    let session = session(lines);
    assert_eq!(session.room.as_deref(), Some("Hall, Deck 3"));
    assert_eq!(session.description.as_deref(), Some("<p>rich</p>"));
    let links: Vec<String> =
        session.links.iter().map(|link| format!("{} {}", link.label, link.address)).collect();
    assert_eq!(links, ["Slides https://a.example/s.pdf", "Stream https://a.example/live"]);
    assert_eq!(super::tests::session("DESCRIPTION:None\r\nLOCATION:").description, None);
}

#[test]
fn a_calendar_is_recognised_by_its_beginning_and_refused_if_it_has_no_end() {
    assert!(is_this(b"\xEF\xBB\xBF\r\nBEGIN:VCALENDAR\r\n") && is_this(b"begin:vcalendar\n"));
    assert!(!is_this(b"") && !is_this(b"BEGIN:VCARD\n") && !is_this(b"<schedule>BEGIN:VCALENDAR"));
    let cut = read(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n", "a.ics").unwrap_err();
    assert!(cut.0.contains("ends in the middle"), "{cut}");
    let latin = read(b"BEGIN:VCALENDAR\nX-WR-CALNAME:Caf\xE9\nEND:VCALENDAR\n", "a.ics").unwrap_err();
    assert!(latin.0.contains("UTF-8"), "{latin}");
}

proptest::proptest! {
    #[test]
    fn whatever_a_calendar_holds_it_is_read_or_refused(
        pieces in proptest::collection::vec(proptest::prelude::prop_oneof![
            3 => proptest::sample::select(vec![
                "BEGIN:VEVENT\n", "END:VEVENT\n", "BEGIN:VTIMEZONE\nTZID:X\n", "BEGIN:STANDARD\n", "END:STANDARD\n", "END:VTIMEZONE\n",
                "DTSTART", "DTEND", ";TZID=", "X", "Europe/Berlin", "UTC+99", ":", "20270305T093000", "Z\n", "20270305\n", "99999999T999999",
                "DURATION:P", "1W\n", "-PT1M", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=13\n", "TZOFFSETTO:+9999\n", "TZOFFSETFROM:-0100\n",
                "CATEGORIES:a\\,,b\n", "UID:pretalx-é-@\n", "URL:/talk/\n", "SUMMARY:\\", "\r\n ", "\n\t", "=", ";", "\"", "é", "PRODID:-//sched.comé//",
                "ATTENDEE;CN=x:invalid:nomail\n", "UNTIL=2027", "DTSTART:16010101T020000\n",
                ";ENCODING=QUOTED-PRINTABLE", "=C3=", "=\r\n", "BEGIN:VALARM\n", "END:VCALENDAR\n", "BEGIN:VCALENDAR\n", "LOCATION: x\n", "NOTE: y\n",
                "(UTC+01:00) Berlin", "EST",
            ]).prop_map(str::to_owned),
            1 => proptest::prelude::any::<String>(),
        ], 0..40)
    ) {
        let text = format!("BEGIN:VCALENDAR\n{}\nEND:VEVENT\nEND:VCALENDAR\n", pieces.concat());
        let _ = read(text.as_bytes(), "a.ics");
    }
}
