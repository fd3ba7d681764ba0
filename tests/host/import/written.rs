//! Tests with generated schedules, which are written in every format and imported: the result must be the original.
//!
//! The rule of this file: the writers follow the documentation of the formats, and do not depend on the code that reads
//! them.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Options, Source, imported, in_zone, json_file};

/// A session: its number, its start and its length in half hours (the start is counted from 9:00 UTC), and its room.
#[derive(Clone, Debug)]
struct Made {
    number: usize,
    starts: usize,
    takes: usize,
    room: usize,
}

impl Made {
    fn title(&self) -> String {
        format!("Herons, part {}", self.number)
    }

    fn room(&self) -> String {
        format!("Hall {}", self.room)
    }

    fn clock(half_hours: usize) -> String {
        format!("{:02}:{:02}:00", 9 + half_hours / 2, half_hours % 2 * 30)
    }

    fn start(&self) -> String {
        format!("2027-01-05T{}", Made::clock(self.starts))
    }

    fn end(&self) -> String {
        format!("2027-01-05T{}", Made::clock(self.starts + self.takes))
    }

    fn duration(&self) -> String {
        format!("{:02}:{:02}", self.takes / 2, self.takes % 2 * 30)
    }

    fn guid(&self) -> String {
        format!("5f0c1f5e-0000-4a00-9000-{:012}", self.number)
    }
}

fn schedules() -> impl Strategy<Value = Vec<Made>> {
    prop::collection::vec((0..16_usize, 1..5_usize, 1..4_usize), 1..12).prop_map(|all| {
        let made = |(at, (starts, takes, room))| Made { number: at + 1, starts, takes, room };
        all.into_iter().enumerate().map(made).collect()
    })
}

fn frab_xml(all: &[Made]) -> Source {
    let event = |one: &Made| {
        format!(
            "<room name='{}'><event id='{}' guid='{}'><date>{}+00:00</date><start>{}</start>\
             <duration>{}</duration><title>{}</title></event></room>",
            one.room(),
            one.number,
            one.guid(),
            one.start(),
            &Made::clock(one.starts)[..5],
            one.duration(),
            one.title()
        )
    };
    let events: String = all.iter().map(event).collect();
    let text = format!(
        "<schedule><conference><title>Herons</title></conference>\
         <day index='1' date='2027-01-05'>{events}</day></schedule>"
    );
    Source { name: "a.xml".to_owned(), bytes: text.into_bytes() }
}

fn schedule_json(all: &[Made]) -> Source {
    let mut rooms = json!({});
    for one in all {
        let event = json!({ "id": one.number, "guid": one.guid(), "date": one.start() + "+00:00",
            "start": &Made::clock(one.starts)[..5], "duration": one.duration(), "title": one.title() });
        match &mut rooms[one.room()] {
            Value::Array(events) => events.push(event),
            none => *none = json!([event]),
        }
    }
    let days = json!([{ "index": 1, "date": "2027-01-05", "rooms": rooms }]);
    json_file("a.json", &json!({ "schedule": { "conference": { "title": "Herons", "days": days } } }))
}

fn widget(all: &[Made]) -> Source {
    let talk = |one: &Made| {
        json!({ "code": format!("HERON{}", one.number), "id": one.number, "title": one.title(), "speakers": [],
            "start": one.start() + "+00:00", "end": one.end() + "+00:00", "room": one.room })
    };
    let talks: Vec<Value> = all.iter().map(talk).collect();
    let rooms: Vec<Value> = (1..4).map(|id| json!({ "id": id, "name": format!("Hall {id}") })).collect();
    let file = json!({ "talks": talks, "rooms": rooms, "tracks": [], "speakers": [], "version": "1",
        "timezone": "UTC", "event_start": "2027-01-05", "event_end": "2027-01-05" });
    json_file("a.json", &file)
}

fn sessionize(all: &[Made]) -> Source {
    let session = |one: &Made| {
        json!({ "id": one.number.to_string(), "title": one.title(), "description": null, "startsAt": one.start(),
            "endsAt": one.end(), "isServiceSession": false, "isPlenumSession": false, "speakers": [],
            "categoryItems": [], "questionAnswers": [], "roomId": one.room })
    };
    let sessions: Vec<Value> = all.iter().map(session).collect();
    let rooms: Vec<Value> =
        (1..4).map(|id| json!({ "id": id, "name": format!("Hall {id}"), "sort": id })).collect();
    let file =
        json!({ "sessions": sessions, "speakers": [], "questions": [], "categories": [], "rooms": rooms });
    json_file("a.json", &file)
}

fn calendar(all: &[Made]) -> Source {
    let digits = |time: String| time.replace(['-', ':'], "");
    let event = |one: &Made| {
        format!(
            "BEGIN:VEVENT\r\nUID:{}@herons.example\r\nSUMMARY:{}\r\nLOCATION:{}\r\nDTSTART:{}Z\r\nDTEND:{}Z\r\nEND:VEVENT\r\n",
            one.number,
            one.title().replace(',', "\\,"),
            one.room(),
            digits(one.start()),
            digits(one.end())
        )
    };
    let events: String = all.iter().map(event).collect();
    let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:herons\r\n{events}END:VCALENDAR\r\n");
    Source { name: "a.ics".to_owned(), bytes: text.into_bytes() }
}

/// Title, start, end and room of each session.
type Fields = Vec<(String, String, String, String)>;

fn fields_after(file: Source) -> Fields {
    let options = Options { id: Some("c".to_owned()), ..in_zone("Africa/Abidjan") };
    let conference = imported(&[file], &options).conference;
    let time = |time: Option<_>| time.map(|time: hallway::domain::moment::Moment| time.to_string());
    let fields = conference.sessions.iter().map(|one| {
        let room = conference.room_of(one).map(|room| room.name.clone());
        let (start, end) = (time(one.start), time(one.end));
        (one.title.clone(), start.unwrap_or_default(), end.unwrap_or_default(), room.unwrap_or_default())
    });
    let mut fields: Fields = fields.collect();
    fields.sort();
    fields
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_schedule_is_the_same_in_every_format(all in schedules()) {
        // Abidjan is in UTC all year.
        let zone = "+00:00";
        let expected = all.iter().map(|one| (one.title(), one.start() + zone, one.end() + zone, one.room()));
        let mut expected: Fields = expected.collect();
        expected.sort();
        for (format, file) in [
            ("frab XML", frab_xml(&all)),
            ("schedule JSON", schedule_json(&all)),
            ("widget", widget(&all)),
            ("Sessionize", sessionize(&all)),
            ("calendar", calendar(&all)),
        ] {
            prop_assert_eq!(fields_after(file), expected.clone(), "{}", format);
        }
    }
}
