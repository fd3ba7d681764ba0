//! Tests with generated schedules, which are written in every format and imported: the result must be the original.
//!
//! The rule of this file: the writers follow the documentation of the formats, and do not depend on the code that reads
//! them. Of the fields that are compared, each writes all that its format has.

use std::collections::{BTreeMap, BTreeSet};

use hallway::domain::conference::Link;
use hallway::domain::moment::Moment;
use hallway::domain::text::Text;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Options, Source, imported, in_zone, json_file};

/// A schedule.
#[derive(Clone, Debug)]
struct Made {
    sessions: Vec<Talk>,
    breaks: Vec<Pause>,
}

/// A day, and a start and a length in half hours (the start is counted from 9:00 at the venue).
#[derive(Clone, Debug)]
struct Slot {
    day: usize,
    starts: usize,
    takes: usize,
}

/// A session: its track, tags, format, level and people are places in the lists below.
#[derive(Clone, Debug)]
struct Talk {
    number: usize,
    slot: Slot,
    room: usize,
    track: Option<usize>,
    tags: BTreeSet<usize>,
    format: Option<usize>,
    level: Option<usize>,
    people: BTreeSet<usize>,
    has_text: bool,
    has_subtitle: bool,
    has_link: bool,
    is_german: bool,
    is_unrecorded: bool,
    is_cancelled: bool,
}

/// A break in some of the rooms.
#[derive(Clone, Debug)]
struct Pause {
    number: usize,
    slot: Slot,
    rooms: BTreeSet<usize>,
}

const PEOPLE: [&str; 4] = ["Ada Adler", "Bo Bussard", "Cy Crane", "Di Dove"];
/// In Berlin, summer time begins in the night between these days.
const ZONE: &str = "Europe/Berlin";
const DAYS: [(&str, &str); 2] = [("2027-03-27", "+01:00"), ("2027-03-28", "+02:00")];
const ROOMS: [usize; 3] = [1, 2, 3];
const TRACKS: [&str; 2] = ["Nests & Reeds", "Fish"];
const TAGS: [&str; 3] = ["wind, rain", "boats; rafts", "mud & sand"];
const FORMATS: [&str; 2] = ["Talk", "Workshop & walk"];
const LEVELS: [&str; 2] = ["Beginners", "Experts, mostly"];
/// Usual words for breaks.
const BREAKS: [&str; 3] = ["Lunch", "Kaffeepause", "Registration"];

impl Slot {
    fn time_of_day(half_hours: usize) -> String {
        format!("{:02}:{:02}:00", 9 + half_hours / 2, half_hours % 2 * 30)
    }

    fn date(&self) -> &'static str {
        DAYS[self.day].0
    }

    /// Its start at the venue, without seconds.
    fn starts(&self) -> String {
        Slot::time_of_day(self.starts)[..5].to_owned()
    }

    fn start(&self) -> String {
        format!("{}T{}", self.date(), Slot::time_of_day(self.starts))
    }

    fn end(&self) -> String {
        format!("{}T{}", self.date(), Slot::time_of_day(self.starts + self.takes))
    }

    fn start_with_offset(&self) -> String {
        self.start() + DAYS[self.day].1
    }

    fn end_with_offset(&self) -> String {
        self.end() + DAYS[self.day].1
    }

    fn start_in_utc(&self) -> String {
        let ahead = [1, 2][self.day];
        let time = format!("{:02}:{:02}:00Z", 9 + self.starts / 2 - ahead, self.starts % 2 * 30);
        format!("{}T{time}", self.date())
    }

    fn duration(&self) -> String {
        format!("{:02}:{:02}", self.takes / 2, self.takes % 2 * 30)
    }
}

impl Talk {
    fn title(&self) -> String {
        format!("Herons, part {}", self.number)
    }

    /// One line, with what XML, HTML and iCalendar escape.
    fn text(&self) -> Option<String> {
        self.has_text.then(|| format!("About {} herons; reeds & fish, no nests.", self.number))
    }

    fn track(&self) -> Option<&'static str> {
        self.track.map(|track| TRACKS[track])
    }

    fn tags(&self) -> Vec<&'static str> {
        self.tags.iter().map(|tag| TAGS[*tag]).collect()
    }

    fn format(&self) -> Option<&'static str> {
        self.format.map(|format| FORMATS[format])
    }

    fn subtitle(&self) -> Option<String> {
        self.has_subtitle.then(|| format!("Feeding & flight {}", self.number))
    }

    fn language(&self) -> &'static str {
        if self.is_german { "de" } else { "en" }
    }

    fn link(&self) -> Option<String> {
        self.has_link.then(|| format!("https://herons.example/slides?part={}&size=a4", self.number))
    }

    /// The word for its state in the systems of the frab family.
    fn state(&self) -> &'static str {
        if self.is_cancelled { "canceled" } else { "confirmed" }
    }

    fn guid(&self) -> String {
        guid(0, self.number)
    }
}

impl Pause {
    fn title(&self) -> String {
        format!("Quiet hour {}", self.number)
    }

    /// Its title in a format that does not mark breaks: in a single room, only a usual word is a break.
    fn unmarked_title(&self) -> String {
        match self.rooms.len() {
            1 => format!("{} {}", BREAKS[self.number % BREAKS.len()], self.number),
            _ => self.title(),
        }
    }

    fn is_in_all_rooms(&self) -> bool {
        self.rooms.len() == ROOMS.len()
    }

    /// Each entry of a break has its own number.
    fn number_in(&self, room: usize) -> usize {
        1000 + 10 * self.number + room
    }

    fn guid_in(&self, room: usize) -> String {
        guid(room, self.number)
    }
}

fn guid(of: usize, number: usize) -> String {
    format!("5f0c1f5e-{of:04}-4a00-9000-{number:012}")
}

fn hall(room: usize) -> String {
    format!("Hall {room}")
}

fn slots() -> impl Strategy<Value = Slot> {
    (0..DAYS.len(), 0..16_usize, 1..5_usize).prop_map(|(day, starts, takes)| Slot { day, starts, takes })
}

fn talks() -> impl Strategy<Value = Talk> {
    let some_of = |list: usize| prop::collection::btree_set(0..list, 0..list.min(3));
    let labels = (
        prop::option::of(0..TRACKS.len()),
        some_of(TAGS.len()),
        prop::option::of(0..FORMATS.len()),
        prop::option::of(0..LEVELS.len()),
    );
    let yes_or_no = any::<[bool; 5]>();
    let is_cancelled = prop::bool::weighted(0.2);
    let all =
        (slots(), prop::sample::select(&ROOMS[..]), labels, some_of(PEOPLE.len()), yes_or_no, is_cancelled);
    all.prop_map(|(slot, room, (track, tags, format, level), people, yes_or_no, is_cancelled)| {
        let [has_text, has_subtitle, has_link, is_german, is_unrecorded] = yes_or_no;
        Talk {
            number: 0,
            slot,
            room,
            track,
            tags,
            format,
            level,
            people,
            has_text,
            has_subtitle,
            has_link,
            is_german,
            is_unrecorded,
            is_cancelled,
        }
    })
}

fn schedules() -> impl Strategy<Value = Made> {
    let rooms = prop::collection::btree_set(prop::sample::select(&ROOMS[..]), 1..=ROOMS.len());
    let breaks = (slots(), rooms).prop_map(|(slot, rooms)| Pause { number: 0, slot, rooms });
    let all = (prop::collection::vec(talks(), 1..12), prop::collection::vec(breaks, 0..4));
    all.prop_map(|(mut sessions, mut breaks)| {
        (1..).zip(&mut sessions).for_each(|(number, one)| one.number = number);
        (1..).zip(&mut breaks).for_each(|(number, one)| one.number = number);
        Made { sessions, breaks }
    })
}

/// A person's biography; the first person has none.
fn biography(at: usize) -> Option<String> {
    (at > 0).then(|| format!("{} has watched herons & reeds for {at} years.", PEOPLE[at]))
}

/// The addresses of a person's pages: none, one or two.
fn pages(at: usize) -> Vec<String> {
    (0..at % 3).map(|page| format!("https://people.example/{at}?page={page}&size=a4")).collect()
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;")
}

/// The format has no tags, levels and links of people, and does not mark breaks.
fn frab_xml(made: &Made) -> Source {
    let talk = |one: &Talk| {
        let people: String =
            one.people.iter().map(|at| format!("<person id='{}'>{}</person>", at + 1, PEOPLE[*at])).collect();
        let link = one.link().map(|link| format!("<link href='{}'>Slides</link>", escaped(&link)));
        format!(
            "<room name='{}'><event id='{}' guid='{}'><date>{}</date><start>{}</start>\
             <duration>{}</duration><title>{}</title><subtitle>{}</subtitle><language>{}</language><track>{}</track>\
             <type>{}</type><state>{}</state><recording><license/><optout>{}</optout></recording>\
             <abstract>{}</abstract><links>{}</links><persons>{people}</persons></event></room>",
            hall(one.room),
            one.number,
            one.guid(),
            one.slot.start_with_offset(),
            one.slot.starts(),
            one.slot.duration(),
            one.title(),
            escaped(&one.subtitle().unwrap_or_default()),
            one.language(),
            escaped(one.track().unwrap_or_default()),
            escaped(one.format().unwrap_or_default()),
            one.state(),
            one.is_unrecorded,
            escaped(&one.text().unwrap_or_default()),
            link.unwrap_or_default(),
        )
    };
    let pause = |one: &Pause| -> String {
        let in_room = |room: &usize| {
            format!(
                "<room name='{}'><event id='{}' guid='{}'><date>{}</date><start>{}</start><duration>{}</duration>\
                 <title>{}</title><type/><persons/></event></room>",
                hall(*room),
                one.number_in(*room),
                one.guid_in(*room),
                one.slot.start_with_offset(),
                one.slot.starts(),
                one.slot.duration(),
                one.unmarked_title(),
            )
        };
        one.rooms.iter().map(in_room).collect()
    };
    let day = |day: usize| {
        let talks: String = made.sessions.iter().filter(|one| one.slot.day == day).map(talk).collect();
        let pauses: String = made.breaks.iter().filter(|one| one.slot.day == day).map(pause).collect();
        format!("<day index='{}' date='{}'>{talks}{pauses}</day>", day + 1, DAYS[day].0)
    };
    let text =
        format!("<schedule><conference><title>Herons</title></conference>{}{}</schedule>", day(0), day(1));
    Source { name: "a.xml".to_owned(), bytes: text.into_bytes() }
}

/// The format has no tags and levels, and does not mark breaks.
fn schedule_json(made: &Made) -> Source {
    let links = |addresses: Vec<String>| -> Vec<Value> {
        addresses.iter().map(|link| json!({ "title": "Slides", "url": link })).collect()
    };
    let person = |at: &usize| json!({ "id": at + 1, "public_name": PEOPLE[*at], "biography": biography(*at), "links": links(pages(*at)) });
    let talk = |one: &Talk| {
        json!({ "id": one.number, "guid": one.guid(), "date": one.slot.start_with_offset(),
            "start": one.slot.starts(), "duration": one.slot.duration(), "title": one.title(),
            "track": one.track(), "abstract": one.text(), "subtitle": one.subtitle(), "language": one.language(),
            "type": one.format(), "do_not_record": one.is_unrecorded, "state": one.state(),
            "persons": one.people.iter().map(person).collect::<Vec<_>>(),
            "links": links(one.link().into_iter().collect()) })
    };
    let pause = |one: &Pause, room: usize| {
        json!({ "id": one.number_in(room), "guid": one.guid_in(room), "date": one.slot.start_with_offset(),
            "start": one.slot.starts(), "duration": one.slot.duration(), "title": one.unmarked_title(), "persons": [] })
    };
    let in_room = |day: usize, room: usize| -> Value {
        let talks = made.sessions.iter().filter(|one| (one.slot.day, one.room) == (day, room)).map(talk);
        let pauses = made.breaks.iter().filter(|one| one.slot.day == day && one.rooms.contains(&room));
        talks.chain(pauses.map(|one| pause(one, room))).collect()
    };
    let day = |day: usize| {
        let rooms: serde_json::Map<String, Value> =
            ROOMS.iter().map(|room| (hall(*room), in_room(day, *room))).collect();
        json!({ "index": day + 1, "date": DAYS[day].0, "rooms": rooms })
    };
    let days = [day(0), day(1)];
    json_file("a.json", &json!({ "schedule": { "conference": { "title": "Herons", "days": days } } }))
}

/// The widget has no subtitles, formats, levels, tags and links. A break has neither a code nor speakers, and its start
/// is in UTC.
fn widget(made: &Made) -> Source {
    let code = |at: &usize| format!("PERSON{at}");
    let talk = |one: &Talk| {
        json!({ "code": format!("HERON{}", one.number), "id": one.number, "title": one.title(),
            "abstract": one.text(), "speakers": one.people.iter().map(code).collect::<Vec<_>>(),
            "track": one.track, "start": one.slot.start_with_offset(), "end": one.slot.end_with_offset(),
            "room": one.room, "content_locale": one.language(), "do_not_record": one.is_unrecorded,
            "state": one.state() })
    };
    let pause = |one: &Pause, room: &usize| {
        json!({ "id": one.number_in(*room), "title": { "de": "Pause", "en": one.title() },
            "start": one.slot.start_in_utc(), "end": one.slot.end_with_offset(), "room": room,
            "slot_type": "break" })
    };
    let pauses = made.breaks.iter().flat_map(|one| one.rooms.iter().map(move |room| pause(one, room)));
    let talks: Vec<Value> = made.sessions.iter().map(talk).chain(pauses).collect();
    let rooms: Vec<Value> = ROOMS.iter().map(|id| json!({ "id": id, "name": hall(*id) })).collect();
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

/// The categories that an organiser made in Sessionize.
const CATEGORIES: [(&str, &[&str]); 5] = [
    ("Track", &TRACKS),
    ("Session language", &["English", "Deutsch"]),
    ("Level", &LEVELS),
    ("Session format", &FORMATS),
    ("Keywords", &TAGS),
];

/// The items of each category that a session has, by their places in `CATEGORIES`.
fn items(one: &Talk) -> [Vec<usize>; 5] {
    let in_list = |item: Option<usize>| item.into_iter().collect();
    let tags = one.tags.iter().copied().collect();
    [in_list(one.track), vec![usize::from(one.is_german)], in_list(one.level), in_list(one.format), tags]
}

fn item_id(category: usize, item: usize) -> usize {
    10 * (category + 1) + item
}

/// The fields of a session that all views have.
fn sessionize_session(one: &Talk) -> Value {
    json!({ "id": one.number.to_string(), "title": one.title(), "description": one.text(),
        "startsAt": one.slot.start(), "endsAt": one.slot.end(), "isServiceSession": false,
        "isPlenumSession": false, "roomId": one.room, "recordingUrl": one.link(), "liveUrl": null,
        "status": if one.is_cancelled { "Canceled" } else { "Accepted" } })
}

/// A break in some rooms is a service session in each of them; a break in all rooms is one plenum session, listed in the
/// first of them.
fn service_sessions(one: &Pause) -> Vec<Value> {
    let is_plenum = one.is_in_all_rooms();
    let in_room = |room: &usize| {
        json!({ "id": one.guid_in(*room), "title": one.title(), "description": null,
            "startsAt": one.slot.start(), "endsAt": one.slot.end(), "isServiceSession": true,
            "isPlenumSession": is_plenum, "roomId": room, "recordingUrl": null, "liveUrl": null, "status": null,
            "speakers": [] })
    };
    one.rooms.iter().take(if is_plenum { 1 } else { ROOMS.len() }).map(in_room).collect()
}

fn sessionize_links(at: usize) -> Vec<Value> {
    let link = |address: String| json!({ "title": "Blog", "url": address, "linkType": "Blog" });
    pages(at).into_iter().map(link).collect()
}

/// Sessionize's endpoint "All". No endpoint has subtitles, and none says what is not recorded.
fn sessionize(made: &Made) -> Source {
    let session = |one: &Talk| {
        let mut session = sessionize_session(one);
        session["speakers"] = one.people.iter().map(|at| sessionize_id(*at)).collect();
        let chosen = items(one).into_iter().enumerate();
        session["categoryItems"] = chosen
            .flat_map(|(category, items)| items.into_iter().map(move |item| item_id(category, item)))
            .collect();
        session
    };
    let breaks = made.breaks.iter().flat_map(service_sessions);
    let sessions: Vec<Value> = made.sessions.iter().map(session).chain(breaks).collect();
    let rooms: Vec<Value> =
        ROOMS.iter().map(|id| json!({ "id": id, "name": hall(*id), "sort": id })).collect();
    let person = |(at, name): (usize, &&str)| {
        json!({ "id": sessionize_id(at), "fullName": name, "bio": biography(at), "links": sessionize_links(at),
            "sessions": [] })
    };
    let people: Vec<Value> = PEOPLE.iter().enumerate().map(person).collect();
    let category = |(at, (title, items)): (usize, &(&str, &[&str]))| {
        let item =
            |(item, name): (usize, &&str)| json!({ "id": item_id(at, item), "name": name, "sort": item });
        let items: Vec<Value> = items.iter().enumerate().map(item).collect();
        json!({ "id": at + 1, "title": title, "sort": at, "type": "session", "items": items })
    };
    let categories: Vec<Value> = CATEGORIES.iter().enumerate().map(category).collect();
    let file = json!({ "sessions": sessions, "speakers": people, "questions": [], "categories": categories,
        "rooms": rooms });
    json_file("a.json", &file)
}

/// A session of Sessionize's endpoints "Sessions" and "GridSmart".
fn whole_session(one: &Talk) -> Value {
    let mut session = sessionize_session(one);
    session["room"] = json!(hall(one.room));
    let person = |at: &usize| json!({ "id": sessionize_id(*at), "name": PEOPLE[*at] });
    session["speakers"] = one.people.iter().map(person).collect();
    let category = |(at, items): (usize, Vec<usize>)| {
        let (title, names) = CATEGORIES[at];
        let item = |item: usize| json!({ "id": item_id(at, item), "name": names[item] });
        let items: Vec<Value> = items.into_iter().map(item).collect();
        json!({ "id": at + 1, "name": title, "sort": at, "categoryItems": items })
    };
    session["categories"] = items(one).into_iter().enumerate().map(category).collect();
    session
}

/// This endpoint has no service sessions.
fn sessionize_sessions(made: &Made) -> Source {
    let sessions: Vec<Value> = made.sessions.iter().map(whole_session).collect();
    json_file("a.json", &json!([{ "groupId": null, "groupName": "All", "sessions": sessions }]))
}

fn sessionize_grid(made: &Made) -> Source {
    let day = |day: usize| {
        let room = |id: &usize| {
            let here = made.sessions.iter().filter(|one| (one.slot.day, one.room) == (day, *id));
            let breaks = made.breaks.iter().filter(|one| one.slot.day == day).flat_map(service_sessions);
            let breaks = breaks.filter(|one| one["roomId"] == *id).map(|mut one| {
                one["room"] = json!(hall(*id));
                one["categories"] = json!([]);
                one
            });
            let sessions: Vec<Value> = here.map(whole_session).chain(breaks).collect();
            json!({ "id": id, "name": hall(*id), "hasOnlyPlenumSessions": false, "sessions": sessions })
        };
        let rooms: Vec<Value> = ROOMS.iter().map(room).collect();
        json!({ "date": format!("{}T00:00:00", DAYS[day].0), "isDefault": false, "rooms": rooms, "timeSlots": [] })
    };
    json_file("a.json", &json!([day(0), day(1)]))
}

fn sessionize_speakers(made: &Made) -> Source {
    let person = |(at, name): (usize, &&str)| {
        let own = made.sessions.iter().filter(|one| one.people.contains(&at));
        let sessions: Vec<Value> = own.map(|one| json!({ "id": one.number, "name": one.title() })).collect();
        json!({ "id": sessionize_id(at), "fullName": name, "bio": biography(at), "links": sessionize_links(at),
            "sessions": sessions })
    };
    json_file("b.json", &Value::Array(PEOPLE.iter().enumerate().map(person).collect()))
}

/// Calendars without speakers. iCalendar has no subtitles, languages, formats and levels, and does not mark breaks. Its
/// categories are tracks and tags.
fn calendar(made: &Made) -> Source {
    let digits = |time: String| time.replace(['-', ':'], "");
    let plain = |words: &str| words.replace(',', "\\,").replace(';', "\\;");
    let event = |uid: String, title: String, room: usize, slot: &Slot, more: String| {
        format!(
            "BEGIN:VEVENT\r\nUID:{uid}@herons.example\r\nSUMMARY:{}\r\nLOCATION:{}\r\nDTSTART;TZID={ZONE}:{}\r\n\
             DTEND;TZID={ZONE}:{}\r\n{more}END:VEVENT\r\n",
            plain(&title),
            hall(room),
            digits(slot.start()),
            digits(slot.end()),
        )
    };
    let talk = |one: &Talk| {
        let text = one.text().map(|text| format!("DESCRIPTION:{}\r\n", plain(&text)));
        let link = one.link().map(|link| format!("ATTACH;FMTTYPE=text/html:{link}\r\n"));
        let state = if one.is_cancelled { "STATUS:CANCELLED\r\n" } else { "STATUS:CONFIRMED\r\n" };
        let categories: Vec<String> = one.track().into_iter().chain(one.tags()).map(plain).collect();
        // The categories may be in one property or in several.
        let lines = if one.number.is_multiple_of(2) { vec![categories.join(",")] } else { categories };
        let lines = lines.iter().filter(|line| !line.is_empty());
        let lines: String = lines.map(|line| format!("CATEGORIES:{line}\r\n")).collect();
        let more = [text, link].into_iter().flatten().collect::<String>() + state + &lines;
        event(one.number.to_string(), one.title(), one.room, &one.slot, more)
    };
    let pause = |one: &Pause, room: usize| {
        event(one.number_in(room).to_string(), one.unmarked_title(), room, &one.slot, String::new())
    };
    let pauses = made.breaks.iter().flat_map(|one| one.rooms.iter().map(move |room| pause(one, *room)));
    let events: String = made.sessions.iter().map(talk).chain(pauses).collect();
    let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:herons\r\n{events}END:VCALENDAR\r\n");
    Source { name: "a.ics".to_owned(), bytes: text.into_bytes() }
}

/// What a schedule says of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
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
    tags: Vec<String>,
    format: Option<String>,
    level: Option<String>,
    recorded: Option<bool>,
    is_cancelled: bool,
}

/// What a schedule says of a break; without rooms it is everywhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct BreakFields {
    title: String,
    start: String,
    end: String,
    rooms: Vec<String>,
}

/// What a schedule says of a speaker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Person {
    biography: Option<String>,
    links: Vec<String>,
}

/// What a schedule says.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Written {
    sessions: Vec<Fields>,
    breaks: Vec<BreakFields>,
    people: BTreeMap<String, Person>,
}

/// What some formats do not have.
#[derive(Clone, Copy)]
enum Missing {
    Subtitles,
    Languages,
    Links,
    Tags,
    Formats,
    Levels,
    Recorded,
    Breaks,
    People,
    Biographies,
    LinksOfPeople,
}

impl Written {
    /// What a schedule says in a format that has everything.
    fn of(made: &Made) -> Written {
        let session = |one: &Talk| Fields {
            title: one.title(),
            start: one.slot.start_with_offset(),
            end: one.slot.end_with_offset(),
            room: hall(one.room),
            track: one.track().map(str::to_owned),
            text: one.text(),
            people: one.people.iter().map(|at| PEOPLE[*at].to_owned()).collect(),
            subtitle: one.subtitle(),
            languages: vec![one.language().to_owned()],
            links: one.link().into_iter().collect(),
            tags: one.tags().into_iter().map(str::to_owned).collect(),
            format: one.format().map(str::to_owned),
            level: one.level.map(|level| LEVELS[level].to_owned()),
            // No format says that a session will be recorded.
            recorded: one.is_unrecorded.then_some(false),
            is_cancelled: one.is_cancelled,
        };
        let speaking: BTreeSet<usize> = made.sessions.iter().flat_map(|one| one.people.clone()).collect();
        let person = |at: &usize| Person { biography: biography(*at), links: pages(*at) };
        let mut sessions: Vec<Fields> = made.sessions.iter().map(session).collect();
        sessions.sort();
        Written {
            sessions,
            breaks: breaks(made, Pause::title, |_| false),
            people: speaking.iter().map(|at| (PEOPLE[*at].to_owned(), person(at))).collect(),
        }
    }

    /// The same in a format that does not have these.
    fn without(mut self, missing: &[Missing]) -> Written {
        for missing in missing {
            for one in &mut self.sessions {
                match missing {
                    Missing::Subtitles => one.subtitle = None,
                    Missing::Languages => one.languages.clear(),
                    Missing::Links => one.links.clear(),
                    Missing::Tags => one.tags.clear(),
                    Missing::Formats => one.format = None,
                    Missing::Levels => one.level = None,
                    Missing::Recorded => one.recorded = None,
                    Missing::People => one.people.clear(),
                    Missing::Breaks | Missing::Biographies | Missing::LinksOfPeople => {}
                }
            }
            match missing {
                Missing::Breaks => self.breaks.clear(),
                Missing::People => self.people.clear(),
                Missing::Biographies => self.people.values_mut().for_each(|one| one.biography = None),
                Missing::LinksOfPeople => self.people.values_mut().for_each(|one| one.links.clear()),
                _ => {}
            }
        }
        self
    }

    /// The same in Sessionize: a break in all rooms is a plenum session, which is not in a room.
    fn with_plenum(mut self, made: &Made) -> Written {
        self.breaks = breaks(made, Pause::title, Pause::is_in_all_rooms);
        self
    }

    /// The same in a format that does not mark breaks.
    fn with_unmarked_breaks(mut self, made: &Made) -> Written {
        self.breaks = breaks(made, Pause::unmarked_title, |_| false);
        self
    }

    /// The same in a calendar, whose categories are tracks, or tags if a session has several.
    fn with_categories(mut self) -> Written {
        let of = |one: &Fields| one.track.iter().chain(&one.tags).cloned().collect::<Vec<String>>();
        let are_tags = self.sessions.iter().any(|one| of(one).len() > 1);
        for one in &mut self.sessions {
            let categories = of(one);
            (one.track, one.tags) = match are_tags {
                true => (None, categories),
                false => (categories.into_iter().next(), Vec::new()),
            };
        }
        self
    }
}

/// What a schedule says of its breaks. A break is everywhere if it is in every room that is used; `is_nowhere` says
/// which breaks are not in any room.
fn breaks(made: &Made, title: fn(&Pause) -> String, is_nowhere: fn(&Pause) -> bool) -> Vec<BreakFields> {
    let placed = made.breaks.iter().filter(|one| !is_nowhere(one)).flat_map(|one| one.rooms.clone());
    let used: BTreeSet<usize> = made.sessions.iter().map(|one| one.room).chain(placed).collect();
    let fields = |one: &Pause| {
        let is_everywhere = is_nowhere(one) || one.rooms == used && used.len() > 1;
        BreakFields {
            title: title(one),
            start: one.slot.start_with_offset(),
            end: one.slot.end_with_offset(),
            rooms: one.rooms.iter().filter(|_| !is_everywhere).map(|room| hall(*room)).collect(),
        }
    };
    let mut breaks: Vec<BreakFields> = made.breaks.iter().map(fields).collect();
    breaks.sort();
    breaks
}

fn read_from(files: &[Source]) -> Written {
    let options = Options { id: Some("c".to_owned()), ..in_zone(ZONE) };
    let conference = imported(files, &options).conference;
    let time = |time: Option<Moment>| time.map(|time| time.to_string()).unwrap_or_default();
    let addresses = |links: &[Link]| links.iter().map(|link| link.address.clone()).collect();
    let text = |text: &Text| text.reading().into_owned();
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
            text: one.summary.as_ref().map(text),
            people,
            subtitle: one.subtitle.clone(),
            languages: one.languages.clone(),
            links: addresses(&one.links),
            tags: one.tags.clone(),
            format: one.format.clone(),
            level: one.level.clone(),
            recorded: one.recorded,
            is_cancelled: one.cancelled,
        }
    });
    let mut sessions: Vec<Fields> = fields.collect();
    sessions.sort();
    let breaks = conference.breaks.iter().map(|one| BreakFields {
        title: one.title.clone(),
        start: time(Some(one.start)),
        end: time(one.end),
        rooms: one.rooms.iter().filter_map(|id| conference.room(id)).map(|room| room.name.clone()).collect(),
    });
    let mut breaks: Vec<BreakFields> = breaks.collect();
    breaks.sort();
    let person = |biography: Option<String>, links: &[Link]| Person { biography, links: addresses(links) };
    let people = conference.speakers.iter();
    let people =
        people.map(|one| (one.name.clone(), person(one.biography.as_ref().map(text), &one.links))).collect();
    Written { sessions, breaks, people }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_schedule_is_the_same_in_every_format(made in schedules()) {
        use Missing::*;
        let whole = Written::of(&made);
        let unmarked = whole.clone().with_unmarked_breaks(&made);
        let of_xml = unmarked.clone().without(&[Tags, Levels, Biographies, LinksOfPeople]);
        let of_json = unmarked.clone().without(&[Tags, Levels]);
        let of_calendar =
            unmarked.with_categories().without(&[Subtitles, Languages, Formats, Levels, Recorded, People]);
        let of_sessionize = whole.clone().with_plenum(&made).without(&[Subtitles, Recorded]);
        let of_sessions = of_sessionize.clone().without(&[Breaks, Biographies, LinksOfPeople]);
        let of_widget =
            whole.without(&[Subtitles, Links, Tags, Formats, Levels, Biographies, LinksOfPeople]);
        let grid = vec![sessionize_grid(&made), sessionize_speakers(&made)];
        for (format, files, expected) in [
            ("frab XML", vec![frab_xml(&made)], of_xml),
            ("schedule JSON", vec![schedule_json(&made)], of_json),
            ("widget", vec![widget(&made)], of_widget),
            ("Sessionize", vec![sessionize(&made)], of_sessionize.clone()),
            ("Sessionize's sessions", vec![sessionize_sessions(&made)], of_sessions),
            ("Sessionize's grid and speakers", grid, of_sessionize),
            ("calendar", vec![calendar(&made)], of_calendar),
        ] {
            prop_assert_eq!(read_from(&files), expected, "{}", format);
        }
    }
}
