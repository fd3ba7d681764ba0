//! `schedule.json` of c3voc, frab and pretalx.
//!
//! The rule of this file: it only knows where values stand in the JSON, including wrong nesting by some exporters;
//! `frab` knows what they mean.

use crate::import::draft::{Draft, DraftLink};
use crate::import::file::json::Node;
use crate::import::formats::frab::{self, Day, Event, Person, Room, Schedule};
use crate::import::report::Refused;

/// Whether this is such a schedule. In some files the outermost `schedule` is missing, in some the days stand beside
/// the conference; but in all of them the sessions are inside the rooms of a day, or directly inside a day without
/// rooms.
pub fn is_this(file: &Node) -> bool {
    let schedule = inner(file);
    let days = days(schedule);
    let conference = schedule.get("conference");
    let names_conference = conference.has("title") && !days.is_empty() || conference.has("days");
    let have_rooms = !days.is_empty() && days.iter().all(|day| day.has("rooms"));
    let is_like_this = names_conference || have_rooms;
    let events = events_of(file);
    let own = ["date", "start", "duration", "guid"];
    let have_own_fields =
        events.is_empty() || events.iter().any(|event| own.iter().any(|field| event.has(field)));
    is_like_this && have_own_fields && !days.iter().any(|day| only_names_rooms(day))
}

/// The sessions of a file, looked for where such a schedule has them; the file may be in another format.
pub fn events_of(file: &Node) -> Vec<&Node> {
    days_of(file).into_iter().flat_map(rooms_of).flat_map(|(_, events)| events).collect()
}

/// The rooms of a day with their sessions; sessions beside the rooms are in a room without a name.
fn rooms_of(day: &Node) -> Vec<(Option<String>, Vec<&Node>)> {
    let events = |list| values(list).into_iter().filter(|event| !event.fields().is_empty()).collect();
    let mut rooms: Vec<(Option<String>, Vec<&Node>)> = match day.get("rooms") {
        Node::Object(rooms) => rooms.iter().map(|(name, list)| (Some(name.clone()), events(list))).collect(),
        // An empty object may be written as `[]`; some exporters write rooms as a list, with their names.
        Node::List(rooms) => rooms
            .iter()
            .map(|room| (room.get("name").words(), events(room.first_list(&["events", "talks", "sessions"]))))
            .collect(),
        _ => Vec::new(),
    };
    let bare: Vec<&Node> = events(day.get("events"));
    rooms.extend((!bare.is_empty()).then_some((None, bare)));
    rooms
}

/// Whether the rooms of a day are only names, as in other systems, whose sessions name their rooms.
pub fn only_names_rooms(day: &Node) -> bool {
    let rooms = day.get("rooms").list();
    !rooms.is_empty() && rooms.iter().all(|room| room.fields().is_empty())
}

/// The days of any file, in the conference or beside it.
pub fn days_of(file: &Node) -> Vec<&Node> {
    days(inner(file))
}

/// Reads a schedule.
///
/// # Errors
///
/// A sentence that says why the file is not a schedule.
pub fn read(file: &Node, _name: &str) -> Result<Draft, Refused> {
    Ok(frab::draft(schedule(inner(file))))
}

fn inner(file: &Node) -> &Node {
    match file.get("schedule") {
        schedule @ Node::Object(_) => schedule,
        _ => file,
    }
}

/// The days, in the conference or beside it. They are a list, or an object with dates or numbers as keys.
fn days(schedule: &Node) -> Vec<&Node> {
    let inside = values(schedule.get("conference").get("days"));
    if inside.is_empty() { values(schedule.get("days")) } else { inside }
}

fn values(node: &Node) -> Vec<&Node> {
    match node {
        Node::List(list) => list.iter().collect(),
        Node::Object(fields) => fields.iter().map(|(_, value)| value).collect(),
        _ => Vec::new(),
    }
}

fn schedule(schedule: &Node) -> Schedule {
    let conference = schedule.get("conference");
    let either = |field: &str| conference.get(field).words().or_else(|| schedule.get(field).words());
    let names = |field: &str| values(conference.get(field)).into_iter().filter_map(Node::words).collect();
    Schedule {
        title: either("title"),
        acronym: either("acronym"),
        language: either("language"),
        zone: either("time_zone_name"),
        day_change: either("day_change"),
        rooms: names("rooms"),
        tracks: names("tracks"),
        days: days(schedule).into_iter().map(day).collect(),
        people: Vec::new(),
    }
}

fn day(day: &Node) -> Day {
    let room = |(name, events): (Option<String>, Vec<&Node>)| Room {
        name,
        events: events.into_iter().map(event).collect(),
    };
    Day {
        index: day.get("index").number(),
        date: day.first(&["date", "day_start"]).words(),
        rooms: rooms_of(day).into_iter().map(room).collect(),
    }
}

fn event(event: &Node) -> Event {
    let words = |field: &str| event.get(field).words();
    Event {
        id: words("id"),
        guid: words("guid"),
        code: words("code"),
        url: words("url"),
        feedback_url: words("feedback_url"),
        date: words("date"),
        start: words("start"),
        end: words("end"),
        duration: words("duration"),
        room: words("room"),
        title: words("title"),
        subtitle: words("subtitle"),
        track: words("track"),
        kind: words("type"),
        language: words("language"),
        summary: words("abstract"),
        description: words("description"),
        state: words("state"),
        is_not_recorded: event.get("do_not_record").is_true(),
        logo: words("logo"),
        people: values(event.get("persons")).into_iter().filter_map(person).collect(),
        links: links(event),
    }
}

/// The links: objects or, in merged files, bare addresses.
fn links(event: &Node) -> Vec<DraftLink> {
    let lists = ["links", "attachments"].into_iter().flat_map(|list| values(event.get(list)));
    lists.chain(std::iter::once(event.get("video_download_url"))).filter_map(link).collect()
}

fn link(link: &Node) -> Option<DraftLink> {
    match link {
        Node::Text(_) => Some(DraftLink { label: String::new(), address: link.words()? }),
        _ => Some(DraftLink {
            label: link.first(&["title", "name", "label"]).words().unwrap_or_default(),
            address: link.first(&["url", "href"]).words()?,
        }),
    }
}

fn person(person: &Node) -> Option<Person> {
    if let Node::Text(_) = person {
        return Some(Person { name: person.words()?, ..Person::default() });
    }
    Some(Person {
        id: person.get("id").words(),
        code: person.get("code").words(),
        guid: person.get("guid").words(),
        name: person.first(&["public_name", "name", "full_public_name"]).words()?,
        biography: person.first(&["biography", "description", "abstract"]).words(),
        avatar: person.first(&["avatar", "avatar_url", "image"]).words(),
        links: values(person.get("links")).into_iter().filter_map(link).collect(),
    })
}
