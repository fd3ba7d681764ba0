//! The schedule that frab, pretalx, OSEM, wafer, FOSDEM and the C3 hub all write, in XML (`frab_xml`) or in JSON
//! (`schedule_json`): its types, and their conversion to a `Draft`.
//!
//! The rule of this file: every field is text as the file wrote it and may be missing, and the result is the same for
//! XML and JSON.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime, Time};

use crate::import::draft::{Decision, Draft, DraftLink, DraftSession, DraftSpeaker, Keys, When};
use crate::import::formats::pretalx;
use crate::import::report::{Kind, Line};
use crate::import::text::line;
use crate::import::values::duration::{self, Units};
use crate::import::values::when;

/// A schedule.
#[derive(Default)]
pub(super) struct Schedule {
    pub title: Option<String>,
    pub acronym: Option<String>,
    pub language: Option<String>,
    pub zone: Option<String>,
    pub day_change: Option<String>,
    pub rooms: Vec<String>,
    pub tracks: Vec<String>,
    pub days: Vec<Day>,
    /// FOSDEM's list of people beside the days, which has more than their names.
    pub people: Vec<Person>,
}

/// A day of the schedule. Its date may be wrong; it only counts for events without a date of their own.
#[derive(Default)]
pub(super) struct Day {
    pub index: Option<i64>,
    pub date: Option<String>,
    pub rooms: Vec<Room>,
}

/// A room of a day.
#[derive(Default)]
pub(super) struct Room {
    pub name: Option<String>,
    pub events: Vec<Event>,
}

/// A session.
#[derive(Default)]
pub(super) struct Event {
    pub id: Option<String>,
    pub guid: Option<String>,
    pub code: Option<String>,
    pub url: Option<String>,
    pub feedback_url: Option<String>,
    pub date: Option<String>,
    pub start: Option<String>,
    pub end: Option<String>,
    pub duration: Option<String>,
    pub room: Option<String>,
    pub title: Option<String>,
    pub subtitle: Option<String>,
    pub track: Option<String>,
    pub kind: Option<String>,
    pub language: Option<String>,
    pub summary: Option<String>,
    pub description: Option<String>,
    pub state: Option<String>,
    pub is_not_recorded: bool,
    pub logo: Option<String>,
    pub people: Vec<Person>,
    pub links: Vec<DraftLink>,
}

/// A person.
#[derive(Clone, Default)]
pub(super) struct Person {
    pub id: Option<String>,
    pub code: Option<String>,
    pub guid: Option<String>,
    pub name: String,
    pub biography: Option<String>,
    pub avatar: Option<String>,
    pub links: Vec<DraftLink>,
}

impl Person {
    /// The key: number and name together, because in merged files different people share a number.
    fn key(&self) -> String {
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        format!("{}|{}|{}|{}", part(&self.id), part(&self.code), part(&self.guid), self.name)
    }
}

/// Converts a schedule to a draft.
pub(super) fn draft(schedule: Schedule) -> Draft {
    let mut draft = Draft {
        title: schedule.title,
        acronym: schedule.acronym,
        language: schedule.language,
        zone: schedule.zone,
        day_change: schedule.day_change,
        rooms: schedule.rooms,
        tracks: schedule.tracks,
        ..Draft::default()
    };
    let mut days = schedule.days;
    // The order of the days in a file means nothing; the order of rooms in a day may.
    days.sort_by(|one, other| (&one.date, one.index).cmp(&(&other.date, other.index)));
    let day_change = draft.day_change.as_deref().and_then(when::time_of_day);
    let events = days.iter().flat_map(|day| &day.rooms).flat_map(|room| &room.events);
    let units = Units::of(events.filter_map(|event| event.duration.as_deref()));
    let mut people: BTreeMap<String, DraftSpeaker> = BTreeMap::new();
    let known: BTreeMap<&str, &Person> =
        schedule.people.iter().filter_map(|person| Some((person.id.as_deref()?, person))).collect();
    let mut dates = BTreeSet::new();
    for day in days {
        let date = day.date.as_deref().and_then(when::date);
        if let Some(date) = date.filter(|date| !dates.insert(*date)) {
            let what = "is listed as a day more than once; the guide makes the days from the sessions";
            draft.lines.push(Line::new(Kind::Day, date.to_string(), what));
        }
        for room in day.rooms {
            draft.rooms.extend(room.name.clone());
            for event in room.events {
                draft.offsets.extend(event.date.as_deref().and_then(when::offset));
                for person in &event.people {
                    let known = person.id.as_deref().and_then(|id| known.get(id));
                    add_speaker(&mut people, person, known.copied());
                }
                report_duration(&event, units, &mut draft.lines);
                let day = DayContext { date, day_change, units };
                let session = session(event, room.name.as_deref(), &day, &mut draft.lines);
                draft.sessions.push(session);
            }
        }
    }
    draft.speakers = people.into_values().collect();
    draft
}

fn add_speaker(people: &mut BTreeMap<String, DraftSpeaker>, person: &Person, known: Option<&Person>) {
    let key = person.key();
    let speaker = people.entry(key.clone()).or_insert_with(|| DraftSpeaker {
        key,
        code: person.code.clone().filter(|code| pretalx::is_code(code)),
        name: person.name.clone(),
        ..DraftSpeaker::default()
    });
    for source in [Some(person), known].into_iter().flatten() {
        // Each session repeats its speakers; the longer text is taken, so that the order of sessions does not matter.
        let length = |words: &Option<String>| words.as_deref().map(|words| (words.len(), words.to_owned()));
        if length(&source.biography) > length(&speaker.biography) {
            speaker.biography.clone_from(&source.biography);
        }
        if length(&source.avatar) > length(&speaker.picture) {
            speaker.picture.clone_from(&source.avatar);
        }
        for link in &source.links {
            if !speaker.links.contains(link) {
                speaker.links.push(link.clone());
            }
        }
    }
}

/// The values of its day and of the schedule that an event depends on.
struct DayContext {
    /// The date of its day.
    date: Option<Date>,
    /// When days end.
    day_change: Option<Time>,
    /// What the three numbers of a duration mean.
    units: Units,
}

/// Reports a duration that is or could be read as days.
fn report_duration(event: &Event, units: Units, lines: &mut Vec<Line>) {
    let Some(written) = event.duration.as_deref().filter(|written| duration::is_doubtful(written)) else {
        return;
    };
    let what = match units {
        Units::Days => format!(
            "`{written}` is read as days, hours and minutes, because other durations in the file show that it writes \
             no seconds"
        ),
        Units::Seconds => format!(
            "`{written}` is read as hours, minutes and seconds; if it means days, hours and minutes, correct its end \
             by hand"
        ),
    };
    let title = event.title.as_deref().unwrap_or("a session without a title");
    lines.push(Line::new(Kind::DurationUnits, line(title), what));
}

fn session(event: Event, room: Option<&str>, day: &DayContext, lines: &mut Vec<Line>) -> DraftSession {
    let start = start(&event, day);
    let wall = wall(&event, start);
    let code = event.code.filter(|code| pretalx::is_code(code));
    let code = code.or_else(|| {
        [&event.url, &event.feedback_url].into_iter().flatten().find_map(|url| pretalx::code_in(url))
    });
    let (state, cancelled) = Decision::of(event.state.as_deref());
    let mut links = event.links;
    links.extend(event.feedback_url.map(|address| DraftLink { label: "Feedback".to_owned(), address }));
    let session = DraftSession {
        keys: Keys { code, guid: event.guid, id: event.id, url: event.url },
        title: event.title.unwrap_or_default(),
        subtitle: event.subtitle,
        summary: event.summary,
        description: event.description,
        start,
        wall,
        end: event.end.as_deref().and_then(when::when),
        minutes: event.duration.as_deref().and_then(|written| duration::minutes(written, day.units)),
        // The name of the surrounding room wins: FOSDEM once wrote the room's slug inside the event.
        room: room.map(str::to_owned).or(event.room.clone()),
        track: event.track,
        format: event.kind,
        languages: event.language.into_iter().collect(),
        speakers: event.people.iter().map(Person::key).collect(),
        recorded: event.is_not_recorded.then_some(false),
        cancelled,
        state,
        links,
        ..DraftSession::default()
    };
    if let (Some(outside), Some(inside)) = (room, event.room.filter(|inside| Some(inside.as_str()) != room)) {
        let what = format!("listed in room `{outside}`, but names its room `{inside}`; the list counts");
        lines.push(Line::new(Kind::Room, Draft::name_of(&session), what));
    }
    if let Some(logo) = event.logo {
        lines.push(Line::new(Kind::Picture, Draft::name_of(&session), format!("`{logo}`")));
    }
    session
}

/// The start: the date of the event wins, because it has an offset. Old files have no such date: then the day's date
/// and the event's `start` count, and an event before the change of day is on the next morning.
fn start(event: &Event, around: &DayContext) -> Option<When> {
    let time = event.start.as_deref().and_then(when::time_of_day);
    if let Some(date) = &event.date {
        if let Some(when) = when::when(date) {
            return Some(when);
        }
        if let (Some(date), Some(time)) = (when::date(date), time) {
            return Some(When::Wall(date.to_datetime(time)));
        }
    }
    let (day, time) = (around.date?, time?);
    let is_next_morning = around.day_change.is_some_and(|change| time < change);
    let date = if is_next_morning { day.tomorrow().ok()? } else { day };
    Some(When::Wall(date.to_datetime(time)))
}

/// The local time from the event's `start`, on the day on which it is nearest to the local time in the event's date.
fn wall(event: &Event, start: Option<When>) -> Option<DateTime> {
    let date = event.date.as_deref()?;
    let written = match start? {
        When::Instant(_) => when::without_offset(date)?,
        When::Wall(wall) => wall,
    };
    let time = event.start.as_deref().and_then(when::time_of_day)?;
    let days = [written.date().yesterday(), Ok(written.date()), written.date().tomorrow()];
    let walls = days.into_iter().flatten().map(|day| day.to_datetime(time));
    walls.min_by_key(|wall| wall.duration_since(written).abs())
}
