//! `schedule.xml` of frab and pentabarf, in the dialects of pretalx, OSEM, wafer, FOSDEM and the C3 hub.
//!
//! The rule of this file: it only knows where values stand in the XML; `frab` knows what they mean.

use crate::import::draft::{Draft, DraftLink};
use crate::import::file::xml::{self, Element};
use crate::import::formats::frab::{self, Day, Event, Person, Room, Schedule};
use crate::import::report::Refused;

/// Reads a schedule.
///
/// # Errors
///
/// A sentence that says why the file is not a schedule.
pub fn read(text: &str, file: &str) -> Result<Draft, Refused> {
    let root = xml::root(text, file)?;
    if root.name != "schedule" {
        return Err(Refused(format!(
            "`{file}` is XML with `<{}>` where a schedule has `<schedule>`; export the schedule as frab XML (`schedule.xml`)",
            root.name
        )));
    }
    Ok(frab::draft(schedule(&root)))
}

fn schedule(root: &Element) -> Schedule {
    let nothing = Element::default();
    let conference = root.first("conference").unwrap_or(&nothing);
    // FOSDEM lists its tracks beside the conference, the others inside.
    let lists = root.first("tracks").into_iter().flat_map(|tracks| tracks.all("track"));
    let tracks = conference
        .all("track")
        .chain(conference.first("tracks").into_iter().flat_map(|all| all.all("track")));
    let name_of_track =
        |track: &Element| track.attribute("name").map(str::to_owned).or_else(|| track.words());
    Schedule {
        title: conference.words_of("title"),
        acronym: conference.words_of("acronym"),
        language: conference.words_of("language"),
        zone: conference.words_of("time_zone_name"),
        day_change: conference.words_of("day_change"),
        rooms: Vec::new(),
        tracks: tracks.chain(lists).filter_map(name_of_track).collect(),
        days: root.all("day").map(day).collect(),
        people: root
            .first("persons")
            .into_iter()
            .flat_map(|people| people.all("person"))
            .filter_map(known_person)
            .collect(),
    }
}

fn day(day: &Element) -> Day {
    let rooms = day.all("room").map(|room| Room {
        name: room.attribute("name").map(str::to_owned),
        events: room.all("event").map(event).collect(),
    });
    // One dialect lists events directly in the day, without rooms.
    let bare: Vec<Event> = day.all("event").map(event).collect();
    let bare = (!bare.is_empty()).then_some(Room { name: None, events: bare });
    Day {
        index: day.attribute("index").and_then(|index| index.parse().ok()),
        date: day.attribute("date").or(day.attribute("start")).map(str::to_owned),
        rooms: rooms.chain(bare).collect(),
    }
}

fn event(event: &Element) -> Event {
    let recording = event.first("recording");
    let attribute_or_words =
        |name: &str| event.attribute(name).map(str::to_owned).or_else(|| event.words_of(name));
    Event {
        id: attribute_or_words("id"),
        guid: attribute_or_words("guid"),
        code: attribute_or_words("code"),
        url: event.words_of("url"),
        feedback_url: event.words_of("feedback_url"),
        date: event.words_of("date"),
        start: event.words_of("start"),
        end: event.words_of("end"),
        duration: event.words_of("duration"),
        room: event.words_of("room"),
        title: event.words_of("title"),
        subtitle: event.words_of("subtitle"),
        track: event.words_of("track"),
        kind: event.words_of("type"),
        language: event.words_of("language"),
        summary: event.words_of("abstract"),
        description: event.words_of("description"),
        state: event.words_of("state").or_else(|| event.words_of("status")),
        is_not_recorded: recording.and_then(|recording| recording.words_of("optout")).as_deref()
            == Some("true"),
        logo: event.words_of("logo"),
        people: event.all("persons").flat_map(|people| people.all("person")).filter_map(person).collect(),
        links: links(event),
    }
}

fn links(event: &Element) -> Vec<DraftLink> {
    let listed = |list: &'static str, one: &'static str| {
        event.all(list).flat_map(move |list| list.all(one)).filter_map(|link| {
            let words = link.words().unwrap_or_default();
            // Links from wikis have their address as their text.
            let address = link.attribute("href").map_or_else(|| words.clone(), str::to_owned);
            (!address.is_empty()).then_some(DraftLink { label: words, address })
        })
    };
    let of = |label: &str, address: Option<String>| {
        address.map(|address| DraftLink { label: label.to_owned(), address })
    };
    let recording = event.first("recording");
    listed("links", "link")
        .chain(listed("attachments", "attachment"))
        .chain(of("Video", event.words_of("video_download_url")))
        .chain(of(
            "Video",
            recording.and_then(|recording| recording.words_of("link").or(recording.words_of("url"))),
        ))
        .collect()
}

fn person(person: &Element) -> Option<Person> {
    Some(Person {
        id: person.attribute("id").map(str::to_owned),
        code: person.attribute("code").map(str::to_owned),
        guid: person.attribute("guid").map(str::to_owned),
        name: person.words_of("name").or_else(|| person.words())?,
        ..Person::default()
    })
}

fn known_person(person: &Element) -> Option<Person> {
    let texts = ["biography", "extended_biography"].map(|name| person.words_of(name));
    let longest = texts.into_iter().flatten().max_by_key(String::len);
    Some(Person {
        id: person.attribute("id").map(str::to_owned),
        name: person.words_of("name").or_else(|| person.words())?,
        biography: longest,
        ..Person::default()
    })
}
