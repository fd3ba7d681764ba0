//! Tests with generated schedules, which are written in every format and imported: the result must be the original.
//!
//! The rule of this file: the writers follow the documentation of the formats, and do not depend on the code that reads
//! them.

use std::collections::{BTreeMap, BTreeSet};

use hallway::domain::moment::Moment;
use hallway::domain::text::Text;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Options, Source, imported, in_zone, json_file};

/// A session: its number, its day, its start and its length in half hours (the start is counted from 9:00 at the
/// venue), its room, its track, its speakers by their places in [`PEOPLE`], whether it has a text, and whether it has a
/// subtitle, a link and a language other than the others'.
#[derive(Clone, Debug)]
struct Made {
    number: usize,
    day: usize,
    starts: usize,
    takes: usize,
    room: usize,
    track: Option<usize>,
    people: BTreeSet<usize>,
    has_text: bool,
    has_more: bool,
}

const PEOPLE: [&str; 4] = ["Ada Adler", "Bo Bussard", "Cy Crane", "Di Dove"];
/// In Berlin, summer time begins in the night between these days.
const ZONE: &str = "Europe/Berlin";
const DAYS: [(&str, &str); 2] = [("2027-03-27", "+01:00"), ("2027-03-28", "+02:00")];
const TRACKS: [&str; 2] = ["Nests & Reeds", "Fish"];

impl Made {
    fn title(&self) -> String {
        format!("Herons, part {}", self.number)
    }

    fn room(&self) -> String {
        format!("Hall {}", self.room)
    }

    fn time_of_day(half_hours: usize) -> String {
        format!("{:02}:{:02}:00", 9 + half_hours / 2, half_hours % 2 * 30)
    }

    fn date(&self) -> String {
        DAYS[self.day].0.to_owned()
    }

    fn offset(&self) -> &'static str {
        DAYS[self.day].1
    }

    fn start(&self) -> String {
        format!("{}T{}", self.date(), Made::time_of_day(self.starts))
    }

    fn end(&self) -> String {
        format!("{}T{}", self.date(), Made::time_of_day(self.starts + self.takes))
    }

    /// One line, with what XML, HTML and iCalendar escape.
    fn text(&self) -> Option<String> {
        self.has_text.then(|| format!("About {} herons; reeds & fish, no nests.", self.number))
    }

    fn track(&self) -> Option<&'static str> {
        self.track.map(|track| TRACKS[track])
    }

    fn subtitle(&self) -> Option<String> {
        self.has_more.then(|| format!("Feeding & flight {}", self.number))
    }

    fn language(&self) -> &'static str {
        if self.has_more { "de" } else { "en" }
    }

    fn link(&self) -> Option<String> {
        self.has_more.then(|| format!("https://herons.example/slides?part={}&size=a4", self.number))
    }

    fn people(&self) -> Vec<&'static str> {
        self.people.iter().map(|at| PEOPLE[*at]).collect()
    }

    fn duration(&self) -> String {
        format!("{:02}:{:02}", self.takes / 2, self.takes % 2 * 30)
    }

    fn guid(&self) -> String {
        format!("5f0c1f5e-0000-4a00-9000-{:012}", self.number)
    }
}

fn schedules() -> impl Strategy<Value = Vec<Made>> {
    let times = (0..2_usize, 0..16_usize, 1..5_usize, 1..4_usize);
    let people = prop::collection::btree_set(0..PEOPLE.len(), 0..3);
    let one = (times, prop::option::of(0..TRACKS.len()), people, any::<(bool, bool)>());
    prop::collection::vec(one, 1..12).prop_map(|all| {
        let made = |(at, ((day, starts, takes, room), track, people, (has_text, has_more)))| Made {
            number: at + 1,
            day,
            starts,
            takes,
            room,
            track,
            people,
            has_text,
            has_more,
        };
        all.into_iter().enumerate().map(made).collect()
    })
}

/// A person's biography; the first person has none.
fn biography(at: usize) -> Option<String> {
    (at > 0).then(|| format!("{} has watched herons & reeds for {at} years.", PEOPLE[at]))
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;")
}

fn frab_xml(all: &[Made]) -> Source {
    let event = |one: &Made| {
        let people: String =
            one.people.iter().map(|at| format!("<person id='{}'>{}</person>", at + 1, PEOPLE[*at])).collect();
        format!(
            "<room name='{}'><event id='{}' guid='{}'><date>{}{}</date><start>{}</start>\
             <duration>{}</duration><title>{}</title><subtitle>{}</subtitle><language>{}</language><track>{}</track>\
             <abstract>{}</abstract><links>{}</links><persons>{people}</persons></event></room>",
            one.room(),
            one.number,
            one.guid(),
            one.start(),
            one.offset(),
            &Made::time_of_day(one.starts)[..5],
            one.duration(),
            one.title(),
            escaped(&one.subtitle().unwrap_or_default()),
            one.language(),
            escaped(one.track().unwrap_or_default()),
            escaped(&one.text().unwrap_or_default()),
            one.link()
                .map(|link| format!("<link href='{}'>Slides</link>", escaped(&link)))
                .unwrap_or_default(),
        )
    };
    let day = |day: usize| {
        let events: String = all.iter().filter(|one| one.day == day).map(event).collect();
        format!("<day index='{}' date='{}'>{events}</day>", day + 1, DAYS[day].0)
    };
    let text =
        format!("<schedule><conference><title>Herons</title></conference>{}{}</schedule>", day(0), day(1));
    Source { name: "a.xml".to_owned(), bytes: text.into_bytes() }
}

fn schedule_json(all: &[Made]) -> Source {
    let day = |day: usize| {
        let mut rooms = json!({});
        for one in all.iter().filter(|one| one.day == day) {
            let person =
                |at: &usize| json!({ "id": at + 1, "public_name": PEOPLE[*at], "biography": biography(*at) });
            let links: Vec<Value> =
                one.link().iter().map(|link| json!({ "title": "Slides", "url": link })).collect();
            let people: Vec<Value> = one.people.iter().map(person).collect();
            let event = json!({ "id": one.number, "guid": one.guid(), "date": one.start() + one.offset(),
                "start": &Made::time_of_day(one.starts)[..5], "duration": one.duration(), "title": one.title(),
                "track": one.track(), "abstract": one.text(), "persons": people, "subtitle": one.subtitle(),
                "language": one.language(), "links": links });
            match &mut rooms[one.room()] {
                Value::Array(events) => events.push(event),
                none => *none = json!([event]),
            }
        }
        json!({ "index": day + 1, "date": DAYS[day].0, "rooms": rooms })
    };
    let days = [day(0), day(1)];
    json_file("a.json", &json!({ "schedule": { "conference": { "title": "Herons", "days": days } } }))
}

fn widget(all: &[Made]) -> Source {
    let code = |at: &usize| format!("PERSON{at}");
    let talk = |one: &Made| {
        json!({ "code": format!("HERON{}", one.number), "id": one.number, "title": one.title(),
            "abstract": one.text(), "speakers": one.people.iter().map(code).collect::<Vec<_>>(),
            "track": one.track, "start": one.start() + one.offset(), "end": one.end() + one.offset(), "room": one.room })
    };
    let talks: Vec<Value> = all.iter().map(talk).collect();
    let rooms: Vec<Value> = (1..4).map(|id| json!({ "id": id, "name": format!("Hall {id}") })).collect();
    let tracks: Vec<Value> =
        TRACKS.iter().enumerate().map(|(id, name)| json!({ "id": id, "name": name })).collect();
    let people: Vec<Value> =
        PEOPLE.iter().enumerate().map(|(at, name)| json!({ "code": code(&at), "name": name })).collect();
    let file = json!({ "talks": talks, "rooms": rooms, "tracks": tracks, "speakers": people, "version": "1",
        "timezone": ZONE, "event_start": DAYS[0].0, "event_end": DAYS[1].0 });
    json_file("a.json", &file)
}

fn sessionize_id(at: usize) -> String {
    format!("0a1b2c3d-0000-4000-8000-{at:012}")
}

/// Sessionize's endpoint "All".
fn sessionize(all: &[Made]) -> Source {
    let session = |one: &Made| {
        json!({ "id": one.number.to_string(), "title": one.title(), "description": one.text(),
            "startsAt": one.start(), "endsAt": one.end(), "isServiceSession": false, "isPlenumSession": false,
            "speakers": one.people.iter().map(|at| sessionize_id(*at)).collect::<Vec<_>>(),
            "categoryItems": one.track.iter().collect::<Vec<_>>(), "questionAnswers": [], "roomId": one.room })
    };
    let sessions: Vec<Value> = all.iter().map(session).collect();
    let rooms: Vec<Value> =
        (1..4).map(|id| json!({ "id": id, "name": format!("Hall {id}"), "sort": id })).collect();
    let person = |(at, name): (usize, &&str)| json!({ "id": sessionize_id(at), "fullName": name, "bio": biography(at), "links": [], "sessions": [] });
    let people: Vec<Value> = PEOPLE.iter().enumerate().map(person).collect();
    let tracks: Vec<Value> =
        TRACKS.iter().enumerate().map(|(id, name)| json!({ "id": id, "name": name })).collect();
    let categories = json!([{ "id": 1, "title": "Track", "items": tracks }]);
    let file = json!({ "sessions": sessions, "speakers": people, "questions": [], "categories": categories,
        "rooms": rooms });
    json_file("a.json", &file)
}

/// A session of Sessionize's endpoints "Sessions" and "GridSmart".
fn sessionize_session(one: &Made) -> Value {
    let person = |at: &usize| json!({ "id": sessionize_id(*at), "name": PEOPLE[*at] });
    let items: Vec<Value> = one.track.iter().map(|id| json!({ "id": id, "name": TRACKS[*id] })).collect();
    json!({ "id": one.number.to_string(), "title": one.title(), "description": one.text(),
        "startsAt": one.start(), "endsAt": one.end(), "isServiceSession": false, "isPlenumSession": false,
        "speakers": one.people.iter().map(person).collect::<Vec<_>>(), "roomId": one.room, "room": one.room(),
        "categories": [{ "id": 1, "name": "Track", "sort": 1, "categoryItems": items }] })
}

fn sessionize_sessions(all: &[Made]) -> Source {
    let sessions: Vec<Value> = all.iter().map(sessionize_session).collect();
    json_file("a.json", &json!([{ "groupId": null, "groupName": "All", "sessions": sessions }]))
}

fn sessionize_grid(all: &[Made]) -> Source {
    let room = |day: usize, id: usize| {
        let here = all.iter().filter(|one| (one.day, one.room) == (day, id));
        let sessions: Vec<Value> = here.map(sessionize_session).collect();
        json!({ "id": id, "name": format!("Hall {id}"), "hasOnlyPlenumSessions": false, "sessions": sessions })
    };
    let day = |day: usize| {
        let rooms: Vec<Value> = (1..4).map(|id| room(day, id)).collect();
        json!({ "date": format!("{}T00:00:00", DAYS[day].0), "isDefault": false, "rooms": rooms, "timeSlots": [] })
    };
    json_file("a.json", &json!([day(0), day(1)]))
}

fn sessionize_speakers(all: &[Made]) -> Source {
    let person = |(at, name): (usize, &&str)| {
        let own = all.iter().filter(|one| one.people.contains(&at));
        let sessions: Vec<Value> = own.map(|one| json!({ "id": one.number, "name": one.title() })).collect();
        json!({ "id": sessionize_id(at), "fullName": name, "bio": biography(at), "links": [], "sessions": sessions })
    };
    json_file("b.json", &Value::Array(PEOPLE.iter().enumerate().map(person).collect()))
}

/// These calendars name no speakers.
fn calendar(all: &[Made]) -> Source {
    let digits = |time: String| time.replace(['-', ':'], "");
    let plain = |words: String| words.replace(',', "\\,").replace(';', "\\;");
    let event = |one: &Made| {
        let text = one.text().map(|text| format!("DESCRIPTION:{}\r\n", plain(text)));
        let track = one.track().map(|track| format!("CATEGORIES:{track}\r\n"));
        format!(
            "BEGIN:VEVENT\r\nUID:{}@herons.example\r\nSUMMARY:{}\r\nLOCATION:{}\r\nDTSTART;TZID={ZONE}:{}\r\nDTEND;TZID={ZONE}:{}\r\n{}{}\
             END:VEVENT\r\n",
            one.number,
            plain(one.title()),
            one.room(),
            digits(one.start()),
            digits(one.end()),
            text.unwrap_or_default(),
            track.unwrap_or_default(),
        )
    };
    let events: String = all.iter().map(event).collect();
    let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:herons\r\n{events}END:VCALENDAR\r\n");
    Source { name: "a.ics".to_owned(), bytes: text.into_bytes() }
}

/// What a schedule says of a session.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fields {
    title: String,
    start: String,
    end: String,
    room: String,
    track: Option<String>,
    text: Option<String>,
    people: Vec<String>,
    subtitle: Option<String>,
    languages: Vec<String>,
    links: Vec<String>,
}

/// What a schedule says of its sessions, and its speakers' biographies.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Written {
    sessions: Vec<Fields>,
    biographies: BTreeMap<String, Option<String>>,
}

impl Written {
    /// The same in a format that has no subtitles, languages and links.
    fn without_more(mut self) -> Written {
        for one in &mut self.sessions {
            (one.subtitle, one.languages, one.links) = (None, Vec::new(), Vec::new());
        }
        self
    }

    fn without_biographies(mut self) -> Written {
        self.biographies.values_mut().for_each(|text| *text = None);
        self
    }

    fn without_people(mut self) -> Written {
        self.sessions.iter_mut().for_each(|one| one.people.clear());
        self.biographies.clear();
        self
    }
}

fn read_from(files: &[Source]) -> Written {
    let options = Options { id: Some("c".to_owned()), ..in_zone(ZONE) };
    let conference = imported(files, &options).conference;
    let time = |time: Option<Moment>| time.map(|time| time.to_string()).unwrap_or_default();
    let fields = conference.sessions.iter().map(|one| {
        let mut people: Vec<String> =
            conference.speakers_of(one).map(|speaker| speaker.name.clone()).collect();
        people.sort();
        Fields {
            title: one.title.clone(),
            start: time(one.start),
            end: time(one.end),
            room: conference.room_of(one).map(|room| room.name.clone()).unwrap_or_default(),
            track: one.track.as_ref().and_then(|id| conference.track(id)).map(|track| track.name.clone()),
            text: one.summary.as_ref().map(|text| text.reading().into_owned()),
            people,
            subtitle: one.subtitle.clone(),
            languages: one.languages.clone(),
            links: one.links.iter().map(|link| link.address.clone()).collect(),
        }
    });
    let mut sessions: Vec<Fields> = fields.collect();
    sessions.sort();
    let text = |text: &Text| text.reading().into_owned();
    let people = conference.speakers.iter();
    let biographies = people.map(|one| (one.name.clone(), one.biography.as_ref().map(text))).collect();
    Written { sessions, biographies }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_schedule_is_the_same_in_every_format(all in schedules()) {
        let fields = |one: &Made| Fields {
            title: one.title(),
            start: one.start() + one.offset(),
            end: one.end() + one.offset(),
            room: one.room(),
            track: one.track().map(str::to_owned),
            text: one.text(),
            people: one.people().into_iter().map(str::to_owned).collect(),
            subtitle: one.subtitle(),
            languages: vec![one.language().to_owned()],
            links: one.link().into_iter().collect(),
        };
        let mut sessions: Vec<Fields> = all.iter().map(fields).collect();
        sessions.sort();
        let speaking: BTreeSet<usize> = all.iter().flat_map(|one| one.people.clone()).collect();
        let biographies = speaking.iter().map(|at| (PEOPLE[*at].to_owned(), biography(*at))).collect();
        let whole = Written { sessions, biographies };
        let some = whole.clone().without_more();
        let grid = vec![sessionize_grid(&all), sessionize_speakers(&all)];
        for (format, files, expected) in [
            ("frab XML", vec![frab_xml(&all)], whole.clone().without_biographies()),
            ("schedule JSON", vec![schedule_json(&all)], whole.clone()),
            ("widget", vec![widget(&all)], some.clone().without_biographies()),
            ("Sessionize", vec![sessionize(&all)], some.clone()),
            ("Sessionize's sessions", vec![sessionize_sessions(&all)], some.clone().without_biographies()),
            ("Sessionize's grid and speakers", grid, some.clone()),
            ("calendar", vec![calendar(&all)], some.without_people()),
        ] {
            prop_assert_eq!(read_from(&files), expected, "{}", format);
        }
    }
}
