//! The list: all of a programme that rows, filters, the timetable, agendas, titles and names need. Longer texts are in
//! `texts`.
//!
//! The rule of this file: the values of one field stand together for all sessions, because similar values compress
//! well. Ids that can be made from a name are not written, and words that several sessions share are written once.

use super::values::Values;
use crate::domain::conference::{Break, Conference, Link, Room, Session, Speaker, Track, Walk};
use crate::domain::letters::fold;
use crate::domain::moment::{Moment, TimeOfDay};

/// The version of this part. It changes with every change of the order or the meaning of its values.
pub const VERSION: u8 = 1;

/// The words that values refer to by their places.
struct Known {
    rooms: Vec<String>,
    tracks: Vec<String>,
    people: Vec<String>,
    /// Formats, topics, levels, languages, tags, titles of breaks.
    shared: Vec<String>,
}

/// Passes all values of the list of a conference.
pub fn pass(values: &mut impl Values, conference: &mut Conference) -> Option<()> {
    let Conference {
        schema: _,
        id,
        name,
        line,
        language,
        zone,
        venue,
        day_change,
        address,
        links,
        hosts,
        rooms,
        walks,
        tracks,
        sessions,
        breaks,
        speakers,
    } = conference;
    values.text(id.as_mut())?;
    values.text(name)?;
    values.text(language)?;
    for text in [line, zone, venue, address] {
        values.optional(text)?;
    }
    pass_time_of_day(values, day_change)?;
    pass_links(values, links)?;
    values.length(rooms, || Room { id: "".into(), name: String::new() })?;
    values.length(tracks, || Track { id: "".into(), name: String::new() })?;
    values.length(speakers, blank_speaker)?;
    let mut known = Known {
        rooms: pass_names(values, rooms.iter_mut().map(|room| (room.id.as_mut(), &mut room.name)).collect())?,
        tracks: pass_names(
            values,
            tracks.iter_mut().map(|track| (track.id.as_mut(), &mut track.name)).collect(),
        )?,
        people: pass_names(
            values,
            speakers.iter_mut().map(|one| (one.id.as_mut(), &mut one.name)).collect(),
        )?,
        shared: shared_words(sessions, breaks),
    };
    values.texts(&mut known.shared)?;
    speakers.iter_mut().try_for_each(|speaker| values.optional(&mut speaker.line))?;
    speakers.iter_mut().try_for_each(|speaker| values.optional(&mut speaker.photo))?;
    pass_ids(values, hosts, &known.people)?;
    values.length(walks, || Walk { between: ["".into(), "".into()], minutes: 0 })?;
    for Walk { between: [one, other], minutes } in walks {
        values.place(one.as_mut(), &known.rooms)?;
        values.place(other.as_mut(), &known.rooms)?;
        let mut number = i64::from(*minutes);
        values.number(&mut number)?;
        *minutes = u8::try_from(number).ok()?;
    }
    values.length(sessions, blank_session)?;
    pass_sessions(values, sessions, &known)?;
    let mut last = None;
    values.length(breaks, blank_break)?;
    for Break { title, start, end, rooms } in breaks {
        values.place(title, &known.shared)?;
        let mut starts = Some(*start);
        values.moment(&mut starts, &mut last)?;
        *start = starts?;
        values.moment(end, &mut last.clone())?;
        pass_ids(values, rooms, &known.rooms)?;
    }
    Some(())
}

/// Passes the fields of all sessions, one field after the other. Their texts are in `texts`.
fn pass_sessions(values: &mut impl Values, sessions: &mut [Session], known: &Known) -> Option<()> {
    sessions.iter_mut().try_for_each(|session| values.text(session.id.as_mut()))?;
    sessions.iter_mut().try_for_each(|session| values.text(&mut session.title))?;
    sessions.iter_mut().try_for_each(|session| values.optional(&mut session.subtitle))?;
    for session in &mut *sessions {
        values.optional_place(&mut session.format, &known.shared)?;
    }
    for session in &mut *sessions {
        values.optional_place(&mut session.topic, &known.shared)?;
    }
    for session in &mut *sessions {
        values.optional_place(&mut session.level, &known.shared)?;
    }
    for session in &mut *sessions {
        values.places(&mut session.languages, &known.shared)?;
    }
    for session in &mut *sessions {
        values.places(&mut session.tags, &known.shared)?;
    }
    for session in &mut *sessions {
        pass_optional_id(values, &mut session.track, &known.tracks)?;
    }
    for session in &mut *sessions {
        pass_optional_id(values, &mut session.room, &known.rooms)?;
    }
    for session in &mut *sessions {
        pass_ids(values, &mut session.speakers, &known.people)?;
    }
    let mut last = None;
    for Session { start, end, .. } in &mut *sessions {
        values.moment(start, &mut last)?;
        values.moment(end, &mut start.clone())?;
    }
    let mut last = None;
    for session in &mut *sessions {
        values.moment(&mut session.updated, &mut last)?;
        let mut revision = i64::from(session.revision);
        values.number(&mut revision)?;
        session.revision = u32::try_from(revision).ok()?;
    }
    for Session { recorded, cancelled, .. } in sessions {
        let mut flags = i64::from(*cancelled) + recorded.map_or(0, |is| if is { 2 } else { 4 });
        values.number(&mut flags)?;
        *cancelled = flags & 1 != 0;
        *recorded = if flags & 2 != 0 { Some(true) } else { (flags & 4 != 0).then_some(false) };
    }
    Some(())
}

/// Passes ids and names, and returns the ids. An id that can be made from its name is passed as an empty text.
fn pass_names(values: &mut impl Values, all: Vec<(&mut String, &mut String)>) -> Option<Vec<String>> {
    let mut ids = Vec::new();
    for (id, name) in all {
        values.text(name)?;
        if !id.is_empty() && *id == derived(name) {
            id.clear();
        }
        values.text(id)?;
        if id.is_empty() {
            *id = derived(name);
        }
        ids.push(id.clone());
    }
    Some(ids)
}

/// Passes ids, as their places in a list.
fn pass_ids<Id>(values: &mut impl Values, ids: &mut Vec<Id>, known: &[String]) -> Option<()>
where
    Id: AsMut<String> + for<'a> From<&'a str>,
{
    values.length(ids, || "".into())?;
    ids.iter_mut().try_for_each(|id| values.place(id.as_mut(), known))
}

/// Passes an id that may be missing, as its place in a list.
fn pass_optional_id<Id>(values: &mut impl Values, id: &mut Option<Id>, known: &[String]) -> Option<()>
where
    Id: AsMut<String> + for<'a> From<&'a str>,
{
    let mut text = id.as_mut().map(|id| std::mem::take(id.as_mut()));
    values.optional_place(&mut text, known)?;
    *id = text.as_deref().map(Id::from);
    Some(())
}

/// Passes links.
pub fn pass_links(values: &mut impl Values, links: &mut Vec<Link>) -> Option<()> {
    values.length(links, || Link { label: String::new(), address: String::new() })?;
    for Link { label, address } in links {
        values.text(label)?;
        values.text(address)?;
    }
    Some(())
}

fn pass_time_of_day(values: &mut impl Values, time: &mut Option<TimeOfDay>) -> Option<()> {
    let mut minutes = time.map_or(-1, |time| i64::from(time.minutes));
    values.number(&mut minutes)?;
    *time = match minutes {
        -1 => None,
        minutes => Some(TimeOfDay { minutes: u16::try_from(minutes).ok()? }),
    };
    Some(())
}

/// An id made from a name: its plain letters and digits, with hyphens between its words.
fn derived(name: &str) -> String {
    let mut id = String::new();
    for letter in fold(name).chars() {
        if letter.is_ascii_alphanumeric() {
            id.push(letter);
        } else if letter != '\'' && !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    id
}

/// The words that values refer to, each once, in the order in which they occur.
fn shared_words(sessions: &[Session], breaks: &[Break]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut add = |word: &String| {
        if !words.contains(word) {
            words.push(word.clone());
        }
    };
    for Session { format, topic, level, languages, tags, .. } in sessions {
        [format, topic, level].into_iter().flatten().for_each(&mut add);
        languages.iter().chain(tags).for_each(&mut add);
    }
    breaks.iter().for_each(|pause| add(&pause.title));
    words
}

fn blank_speaker() -> Speaker {
    Speaker {
        id: "".into(),
        name: String::new(),
        line: None,
        biography: None,
        photo: None,
        links: Vec::new(),
    }
}

fn blank_session() -> Session {
    Session {
        id: "".into(),
        title: String::new(),
        subtitle: None,
        format: None,
        topic: None,
        track: None,
        level: None,
        languages: Vec::new(),
        tags: Vec::new(),
        summary: None,
        speakers: Vec::new(),
        start: None,
        end: None,
        room: None,
        recorded: None,
        cancelled: false,
        links: Vec::new(),
        alternates: Vec::new(),
        revision: 0,
        updated: None,
    }
}

fn blank_break() -> Break {
    Break { title: String::new(), start: Moment::at(0, 0), end: None, rooms: Vec::new() }
}

/// A conference without anything.
pub fn blank() -> Conference {
    Conference {
        schema: None,
        id: "".into(),
        name: String::new(),
        line: None,
        language: String::new(),
        zone: None,
        venue: None,
        day_change: None,
        address: None,
        links: Vec::new(),
        hosts: Vec::new(),
        rooms: Vec::new(),
        walks: Vec::new(),
        tracks: Vec::new(),
        sessions: Vec::new(),
        breaks: Vec::new(),
        speakers: Vec::new(),
    }
}
