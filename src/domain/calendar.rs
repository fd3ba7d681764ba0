//! Writes sessions as iCalendar (RFC 5545), with the few properties that calendar programs use, see docs/calendar.md.
//!
//! The rules: no text of the programme can begin a new line; no line is longer than 75 octets or broken within a
//! character; the same programme on the same site gives the same bytes on every device. The `icalendar` crate is not
//! used, because it does not escape line breaks in addresses.

use super::agenda::{Agenda, Wish};
use super::conference::{Conference, Session, SessionId, distinct};
use super::moment::Moment;
use super::settings::Settings;

/// A session in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its identifier in calendars, from session and conference; it does not depend on the site.
    pub uid: String,
    /// The number of its changes.
    pub sequence: u32,
    /// When it was last changed.
    pub updated: Option<Moment>,
    /// When it starts.
    pub start: Moment,
    /// When it ends.
    pub end: Option<Moment>,
    /// The title.
    pub title: String,
    /// The room's name and the conference's venue, if known.
    pub place: Option<String>,
    /// The track, topic, format and level, without duplicates.
    pub categories: Vec<String>,
    /// The speakers, the beginning of the abstract, and the address.
    pub description: String,
    /// The absolute address of its page, if known.
    pub address: Option<String>,
    /// Whether it is cancelled.
    pub is_cancelled: bool,
    /// Whether the attendee's time stays free.
    pub is_maybe: bool,
    /// How many minutes before its start the calendar reminds.
    pub reminder: Option<u16>,
}

impl Event {
    /// A session as an event; `None` if it has no time. `address` is the address of its page, if known.
    pub fn of(session: &Session, conference: &Conference, address: Option<String>) -> Option<Event> {
        let speakers: Vec<&str> =
            conference.speakers_of(session).map(|speaker| speaker.name.as_str()).collect();
        let beginning = session.summary.as_ref().and_then(|text| text.beginning()).unwrap_or_default();
        // Some calendars do not show `URL`, so the description has the address too.
        let told = [&speakers.join(", "), beginning.as_str(), address.as_deref().unwrap_or_default()];
        let told: Vec<&str> = told.into_iter().filter(|words| !words.is_empty()).collect();
        let room = conference.room_of(session);
        Some(Event {
            uid: uid(&session.id, conference),
            sequence: session.revision,
            updated: session.updated,
            start: session.start?,
            end: session.end,
            title: session.title.clone(),
            place: place(room.map(|room| room.name.as_str()), conference),
            categories: categories(session, conference),
            description: told.join("\n\n"),
            address,
            is_cancelled: session.cancelled,
            is_maybe: false,
            reminder: None,
        })
    }
}

/// The place, like `Great Hall, Lantern House, Example Street 1`: maps find it by the part after the room.
fn place(room: Option<&str>, conference: &Conference) -> Option<String> {
    match (room, conference.venue.as_deref()) {
        (Some(room), Some(venue)) => Some([room, venue].join(", ")),
        (room, venue) => room.or(venue).map(str::to_owned),
    }
}

fn categories(session: &Session, conference: &Conference) -> Vec<String> {
    let track = session.track.as_ref().and_then(|id| conference.track(id)).map(|track| track.name.as_str());
    let labels = [track, session.topic.as_deref(), session.format.as_deref(), session.level.as_deref()];
    distinct(labels.into_iter().flatten()).into_iter().map(str::to_owned).collect()
}

fn uid(session: &SessionId, conference: &Conference) -> String {
    [session.as_str(), "@", conference.id.as_str()].concat()
}

/// The picks of an agenda as events. Picks that vanished from the programme, and ids that sessions no longer have, are
/// cancelled.
pub fn events_of(
    agenda: &Agenda,
    conference: &Conference,
    address: &dyn Fn(&Session) -> Option<String>,
    settings: &Settings,
) -> Vec<Event> {
    let mut events = Vec::new();
    for session in agenda.sessions(&conference.programme()) {
        let (Some(mut event), Some(pick)) =
            (Event::of(session, conference, address(session)), agenda.pick(&session.id))
        else {
            continue;
        };
        event.sequence = pick.sequence;
        // Former ids are cancelled, unless another session now has them.
        let is_free = |id: &&SessionId| conference.session(id).is_none() && !agenda.contains(id);
        for id in pick.formerly.iter().filter(is_free) {
            let mut former = event.clone();
            former.uid = uid(id, conference);
            former.is_cancelled = true;
            events.push(former);
        }
        event.is_maybe = pick.wish == Wish::Maybe;
        event.reminder = settings.reminder(pick.wish).filter(|_| !event.is_cancelled);
        events.push(event);
    }
    for (id, pick) in agenda.vanished(conference) {
        let Some((seen, start)) = pick.seen.as_ref().and_then(|seen| Some((seen, seen.start?))) else {
            continue;
        };
        events.push(Event {
            uid: uid(id, conference),
            sequence: pick.sequence,
            updated: None,
            start,
            end: seen.end,
            title: seen.title.clone(),
            place: place(seen.room.as_deref(), conference),
            categories: Vec::new(),
            description: seen.speakers.join(", "),
            address: None,
            is_cancelled: true,
            is_maybe: false,
            reminder: None,
        });
    }
    events
}

/// Writes a calendar with this name; a single event needs none. Cancelled events begin with the word `cancelled`,
/// because not every calendar shows the status. `made` is the time of the build, in seconds since 1970. A feed says how
/// often to refresh it; a file for import does not.
///
/// There is no `METHOD`: without it, `DTSTAMP` is the time of the last change of an event (RFC 5545, 3.8.7.2) or, if it
/// never changed, of the build. Both are the same on every device, and no organiser is needed (RFC 5546, 3.2.1).
pub fn calendar(name: Option<&str>, events: &[Event], cancelled: &str, is_feed: bool, made: i64) -> String {
    let mut lines = Lines::default();
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", "-//Hallway//Conference guide//EN");
    if let Some(name) = name {
        lines.add_text("NAME", name);
        lines.add_text("X-WR-CALNAME", name);
    }
    if is_feed {
        lines.add("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        lines.add("X-PUBLISHED-TTL", "PT1H");
    }
    for event in events {
        lines.add("BEGIN", "VEVENT");
        lines.add_text("UID", &event.uid);
        lines.add("DTSTAMP", &utc(event.updated.unwrap_or(Moment::at(made, 0))));
        if let Some(updated) = event.updated {
            lines.add("LAST-MODIFIED", &utc(updated));
        }
        lines.add("SEQUENCE", &event.sequence.to_string());
        lines.add("DTSTART", &utc(event.start));
        if let Some(end) = event.end {
            lines.add("DTEND", &utc(end));
        }
        let cancelled = if event.is_cancelled { [cancelled, ": "] } else { ["", ""] };
        lines.add_text("SUMMARY", &[&cancelled.concat(), event.title.as_str()].concat());
        if let Some(place) = &event.place {
            lines.add_text("LOCATION", place);
        }
        if !event.categories.is_empty() {
            let categories: Vec<String> = event.categories.iter().map(|one| escaped(one)).collect();
            lines.add("CATEGORIES", &categories.join(","));
        }
        if !event.description.is_empty() {
            lines.add_text("DESCRIPTION", &event.description);
        }
        if let Some(address) = &event.address {
            lines.add("URL", address);
        }
        let status = match (event.is_cancelled, event.is_maybe) {
            (true, _) => "CANCELLED",
            (_, true) => "TENTATIVE",
            _ => "CONFIRMED",
        };
        lines.add("STATUS", status);
        if event.is_maybe && !event.is_cancelled {
            lines.add("TRANSP", "TRANSPARENT");
        }
        if let Some(minutes) = event.reminder {
            lines.add("BEGIN", "VALARM");
            lines.add("ACTION", "DISPLAY");
            lines.add("TRIGGER", &["-PT", &minutes.to_string(), "M"].concat());
            lines.add_text("DESCRIPTION", &event.title);
            lines.add("END", "VALARM");
        }
        lines.add("END", "VEVENT");
    }
    lines.add("END", "VCALENDAR");
    lines.0
}

/// A moment as `20270305T083000Z`.
fn utc(moment: Moment) -> String {
    let Moment { date, hour, minute, second, .. } = Moment::at(moment.seconds(), 0);
    format!("{:04}{:02}{:02}T{hour:02}{minute:02}{second:02}Z", date.year, date.month, date.day)
}

/// Lines in the form of RFC 5545, 3.1.
#[derive(Default)]
struct Lines(String);

/// The greatest length of a line in octets, without its end.
const LONGEST: usize = 75;

impl Lines {
    /// Adds a line whose value needs no escaping: one made in this file, or an address.
    fn add(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for letter in name.chars().chain([':']).chain(value.chars()) {
            // Everything that could begin a new line.
            if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') {
                continue;
            }
            if length + letter.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(letter);
            length += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// Adds a line with a text, escaped by the rules of RFC 5545, 3.3.11.
    fn add_text(&mut self, name: &str, text: &str) {
        self.add(name, &escaped(text));
    }
}

/// Escapes a text, so that commas and line ends are part of the value.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agenda::{Pick, Seen};
    use proptest::prelude::*;
    use serde_json::json;

    fn conference() -> Conference {
        serde_json::from_value(json!({
            "id": "lantern-2027", "name": "Lantern", "language": "en", "zone": "Europe/Berlin",
            "venue": "Lantern House, Quay 7",
            "rooms": [{ "id": "hall", "name": "Hall, ground floor" }],
            "tracks": [{ "id": "ops", "name": "Ops, mostly" }],
            "speakers": [{ "id": "ada", "name": "Ada" }, { "id": "bo", "name": "Bo" }],
            "sessions": [
                {
                    "id": "one", "title": "One; or two", "room": "hall", "track": "ops", "topic": "Talk", "format": "Talk", "speakers": ["ada", "bo"],
                    "abstract": { "text": "About one." }, "revision": 2, "updated": "2027-03-01T12:00:00+01:00",
                    "start": "2027-03-05T09:30:00+01:00", "end": "2027-03-05T10:15:00+01:00",
                },
                { "id": "two", "title": "Two", "start": "2027-03-05T11:00:00+01:00", "cancelled": true },
                { "id": "three", "title": "Without a time" },
            ],
        }))
        .unwrap()
    }

    /// When the site of these tests was built.
    fn made() -> i64 {
        Moment::parse("2027-02-02T09:00:00+01:00").unwrap().seconds()
    }

    fn nowhere(_: &Session) -> Option<String> {
        None
    }

    fn picked(conference: &Conference) -> Agenda {
        let picks = conference.sessions.iter();
        picks.map(|session| (session.id.clone(), Pick::of(session, conference))).collect()
    }

    #[test]
    fn a_session_is_the_same_event_on_every_device() {
        let conference = conference();
        let events = events_of(
            &picked(&conference),
            &conference,
            &|session| Some(format!("https://guide.example/2027/sessions/{}/", session.id)),
            &Settings::default(),
        );
        let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Hallway//Conference guide//EN\r\n\
            NAME:Mine\r\nX-WR-CALNAME:Mine\r\n\
            BEGIN:VEVENT\r\nUID:one@lantern-2027\r\nDTSTAMP:20270301T110000Z\r\nLAST-MODIFIED:20270301T110000Z\r\n\
            SEQUENCE:2\r\nDTSTART:20270305T083000Z\r\nDTEND:20270305T091500Z\r\nSUMMARY:One\\; or two\r\n\
            LOCATION:Hall\\, ground floor\\, Lantern House\\, Quay 7\r\nCATEGORIES:Ops\\, mostly,Talk\r\n\
            DESCRIPTION:Ada\\, Bo\\n\\nAbout one.\\n\\nhttps://guide.example/2027/sessions/o\r\n ne/\r\n\
            URL:https://guide.example/2027/sessions/one/\r\nSTATUS:CONFIRMED\r\n\
            BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT10M\r\nDESCRIPTION:One\\; or two\r\nEND:VALARM\r\n\
            END:VEVENT\r\n\
            BEGIN:VEVENT\r\nUID:two@lantern-2027\r\nDTSTAMP:20270202T080000Z\r\nSEQUENCE:0\r\n\
            DTSTART:20270305T100000Z\r\nSUMMARY:Cancelled: Two\r\n\
            LOCATION:Lantern House\\, Quay 7\r\nDESCRIPTION:https://guide.example/2027/sessions/two/\r\n\
            URL:https://guide.example/2027/sessions/two/\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n\
            END:VCALENDAR\r\n";
        assert_eq!(calendar(Some("Mine"), &events, "Cancelled", false, made()), expected);
    }

    #[test]
    fn vanished_sessions_and_old_ids_are_cancelled_with_a_higher_sequence() {
        let conference = conference();
        let mut agenda = picked(&conference);
        agenda.add("old".into(), agenda.pick(&"one".into()).unwrap().clone());
        agenda.move_pick(&"old".into(), &"one".into());
        let seen = Seen { title: "Gone".to_owned(), start: Some(Moment::at(0, 0)), ..Seen::default() };
        agenda.add("gone".into(), Pick { seen: Some(seen), sequence: 4, ..Pick::default() });
        agenda.catch_up(&conference);
        agenda.add("nothing-known".into(), Pick { title: "Gone too".to_owned(), ..Pick::default() });
        let events = events_of(&agenda, &conference, &nowhere, &Settings::default());
        let told: Vec<(&str, u32, bool)> =
            events.iter().map(|event| (event.uid.as_str(), event.sequence, event.is_cancelled)).collect();
        let expected = [
            ("old@lantern-2027", 3, true),
            ("one@lantern-2027", 3, false),
            ("two@lantern-2027", 0, true),
            ("gone@lantern-2027", 5, true),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_maybe_leaves_its_time_free_and_has_its_own_reminder() {
        let conference = conference();
        let one = &conference.sessions[0];
        let pick = Pick { wish: Wish::Maybe, ..Pick::of(one, &conference) };
        let agenda: Agenda = [(one.id.clone(), pick)].into_iter().collect();
        let mut settings = Settings::default();
        let reminder = |settings: &Settings| events_of(&agenda, &conference, &nowhere, settings)[0].reminder;
        assert_eq!(reminder(&settings), None);
        settings.remind_of_maybe = 30;
        assert_eq!(reminder(&settings), Some(30));
        let events = events_of(&agenda, &conference, &nowhere, &settings);
        let told = calendar(None, &events, "Cancelled", false, made());
        assert!(told.contains("STATUS:TENTATIVE\r\nTRANSP:TRANSPARENT"), "{told}");
    }

    #[test]
    fn an_id_that_is_in_use_again_is_not_cancelled() {
        let conference = conference();
        let mut agenda = picked(&conference);
        let mut pick = agenda.remove(&"one".into()).unwrap();
        pick.formerly = vec!["two".into(), "three".into(), "free".into()];
        agenda.add("one".into(), pick);
        let events = events_of(&agenda, &conference, &nowhere, &Settings::default());
        let told: Vec<&str> = events.iter().map(|event| event.uid.as_str()).collect();
        assert_eq!(told, ["free@lantern-2027", "one@lantern-2027", "two@lantern-2027"]);
    }

    /// The unfolded lines of a calendar.
    fn unfolded(text: &str) -> Vec<String> {
        text.strip_suffix("\r\n").unwrap().replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
    }

    fn unescaped(text: &str) -> String {
        let mut plain = String::new();
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some('n') => plain.push('\n'),
                    letter => plain.extend(letter),
                },
                letter => plain.push(letter),
            }
        }
        plain
    }

    fn any_text() -> impl Strategy<Value = String> {
        // Dangerous characters, and characters of every length.
        "([a-z ;:,\\\\\"\r\n\t\u{0}\u{b}\u{85}\u{2028}]|BEGIN:VEVENT|\r\nX-EVIL:1|ü|字|𝄞|\\PC){0,60}"
    }

    proptest! {
        #[test]
        fn every_text_is_read_back_and_none_begins_a_line(
            title in any_text(), room in any_text(), description in any_text(), address in any_text(), uid in any_text(),
        ) {
            let event = Event {
                uid: uid.clone(), sequence: 7, updated: None, start: Moment::at(0, 0), end: None, title: title.clone(),
                place: Some(room.clone()), categories: vec![title.clone(), room.clone()], description: ["d", &description].concat(), address: Some(address.clone()),
                is_cancelled: false, is_maybe: false, reminder: Some(10),
            };
            let text = calendar(Some(&title), &[event], "Cancelled", true, made());
            for line in text.split("\r\n") {
                prop_assert!(line.len() <= LONGEST, "{line:?}");
                prop_assert!(!line.contains(|letter: char| letter.is_control()), "{line:?}");
            }
            let lines = unfolded(&text);
            // Whatever the texts are, the lines and their order are the same.
            let names: Vec<&str> = lines.iter().map(|line| line.split([':', ';']).next().unwrap()).collect();
            prop_assert_eq!(names, [
                "BEGIN", "VERSION", "PRODID", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL",
                "BEGIN", "UID", "DTSTAMP", "SEQUENCE", "DTSTART", "SUMMARY", "LOCATION", "CATEGORIES", "DESCRIPTION",
                "URL", "STATUS",
                "BEGIN", "ACTION", "TRIGGER", "DESCRIPTION", "END", "END", "END",
            ]);
            let value = |name: &str| {
                let line = lines.iter().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
                unescaped(line.unwrap())
            };
            let kept = |text: &str| -> String {
                let text = text.replace("\r\n", "\n").replace('\r', "\n");
                text.chars().filter(|one| *one == '\n' || !(one.is_control() || "\u{2028}\u{2029}".contains(*one))).collect()
            };
            prop_assert_eq!(value("UID"), kept(&uid));
            prop_assert_eq!(value("SUMMARY"), kept(&title));
            prop_assert_eq!(value("LOCATION"), kept(&room));
            prop_assert_eq!(value("DESCRIPTION"), kept(&["d", &description].concat()));
            prop_assert_eq!(value("X-WR-CALNAME"), kept(&title));
        }
    }
}
