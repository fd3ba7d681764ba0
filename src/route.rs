//! Every address of the site, with its query string ([`query`]) and its calendar files. No other code writes or parses
//! addresses.
//!
//! An address is a folder below the site's root (`sessions/<id>/`), so that each is a real file on any static host.
//! Links start at the root, which is found at run time (`../../`, `/2026/london/` …), so the same folder of files works
//! at any path.

use crate::domain::conference::{Conference, RoomId, Session, SessionId, SpeakerId, TrackId};
use crate::domain::moment::Date;
use crate::domain::schedule::Schedule;

pub mod query;

/// A page of the guide.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Route {
    /// The first page: all sessions, or those of the current day, with search and filters.
    #[default]
    Programme,
    /// The programme of one day.
    Day(Date),
    /// One session.
    Session(SessionId),
    /// All speakers.
    Speakers,
    /// One speaker or host.
    Speaker(SpeakerId),
    /// All rooms.
    Rooms,
    /// One room and its sessions.
    Room(RoomId),
    /// All tracks.
    Tracks,
    /// One track and its sessions.
    Track(TrackId),
    /// The attendee's own sessions.
    Agenda,
    /// Any other address.
    NotFound,
}

/// The folders directly below the root. A page that may be served at any depth (404.html) finds the root by them.
pub const FIRST_SEGMENTS: [&str; 6] = ["sessions", "speakers", "agenda", "days", "rooms", "tracks"];

impl Route {
    /// The route of a path below the root, with or without a trailing slash or `index.html`.
    pub fn parse(path: &str) -> Route {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        match segments[..] {
            [] => Route::Programme,
            ["sessions", id] => Route::Session(id.into()),
            ["speakers"] => Route::Speakers,
            ["speakers", id] => Route::Speaker(id.into()),
            ["agenda"] => Route::Agenda,
            ["days", date] => Date::parse(date).map_or(Route::NotFound, Route::Day),
            ["rooms"] => Route::Rooms,
            ["rooms", id] => Route::Room(id.into()),
            ["tracks"] => Route::Tracks,
            ["tracks", id] => Route::Track(id.into()),
            _ => Route::NotFound,
        }
    }

    /// The path below the root: empty for the programme, otherwise ending with a slash. Ids need no escaping, because
    /// `validate` allows only safe ones.
    pub fn path(&self) -> String {
        match self {
            Route::Programme => String::new(),
            Route::Session(id) => format!("sessions/{id}/"),
            Route::Speakers => "speakers/".to_owned(),
            Route::Speaker(id) => format!("speakers/{id}/"),
            Route::Agenda => "agenda/".to_owned(),
            Route::Day(date) => format!("days/{date}/"),
            Route::Rooms => "rooms/".to_owned(),
            Route::Room(id) => format!("rooms/{id}/"),
            Route::Tracks => "tracks/".to_owned(),
            Route::Track(id) => format!("tracks/{id}/"),
            Route::NotFound => "404.html".to_owned(),
        }
    }

    /// Whether the address of this page may carry a filter.
    pub fn takes_a_filter(&self) -> bool {
        matches!(self, Route::Programme | Route::Day(_) | Route::Speakers)
    }

    /// The page that shows this route: the programme's page also shows its days.
    pub fn page(&self) -> Route {
        match self {
            Route::Day(_) => Route::Programme,
            route => route.clone(),
        }
    }

    /// The file in the site's folder that holds this page.
    pub fn file(&self) -> String {
        match self {
            Route::NotFound => self.path(),
            route => route.path() + "index.html",
        }
    }

    /// The relative path from this page up to the root: `./`, `../` or `../../`.
    pub fn way_up(&self) -> String {
        match self.path().matches('/').count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }

    /// A link to this page, from a page whose path to the root is `root` (with a slash at its end).
    pub fn href(&self, root: &str) -> String {
        format!("{root}{}", self.path())
    }

    /// A link to this page's calendar file, if it has one, from a page whose path to the root is `root`.
    pub fn calendar(&self, root: &str) -> String {
        [root, &self.path(), "calendar.ics"].concat()
    }

    /// The address to subscribe to this page's calendar file, in a guide at `address`.
    pub fn subscription(&self, address: &str) -> Option<String> {
        let (_, rest) = address.split_once(':')?;
        Some(self.calendar(&["webcal:", rest].concat()))
    }

    /// The route within this conference: [`Route::NotFound`] if the programme does not have its id or its day.
    pub fn resolve(self, conference: &Conference, schedule: &Schedule<'_>) -> Route {
        let exists = match &self {
            Route::Session(id) => conference.session(id).is_some(),
            Route::Speaker(id) => conference.speaker(id).is_some(),
            Route::Day(date) => schedule.day(*date).is_some(),
            Route::Room(id) => conference.room(id).is_some(),
            Route::Track(id) => conference.track(id).is_some(),
            Route::Rooms => !conference.rooms.is_empty(),
            Route::Tracks => !conference.tracks.is_empty(),
            Route::Programme | Route::Speakers | Route::Agenda | Route::NotFound => true,
        };
        if exists { self } else { Route::NotFound }
    }

    /// Every page of a conference's guide, without duplicates; the last is [`Route::NotFound`].
    pub fn all(conference: &Conference) -> Vec<Route> {
        let mut routes = vec![Route::Programme, Route::Speakers, Route::Agenda];
        routes.extend(Schedule::of(conference).days().iter().map(|day| Route::Day(day.date)));
        routes.extend((!conference.rooms.is_empty()).then_some(Route::Rooms));
        routes.extend((!conference.tracks.is_empty()).then_some(Route::Tracks));
        routes.extend(conference.rooms.iter().map(|room| Route::Room(room.id.clone())));
        routes.extend(conference.tracks.iter().map(|track| Route::Track(track.id.clone())));
        routes.extend(conference.sessions.iter().map(|session| Route::Session(session.id.clone())));
        routes.extend(conference.speakers.iter().map(|speaker| Route::Speaker(speaker.id.clone())));
        routes.push(Route::NotFound);
        routes
    }
}

/// The ending of calendar files.
pub const CALENDAR: &str = ".ics";

/// The file name of a saved agenda.
pub fn agenda_file(conference: &Conference) -> String {
    agenda(conference, ".json")
}

/// The file name of an agenda's calendar file.
pub fn agenda_calendar(conference: &Conference) -> String {
    agenda(conference, ".ics")
}

fn agenda(conference: &Conference, ending: &str) -> String {
    ["my-agenda-", conference.id.as_str(), ending].concat()
}

/// The file name of a session's calendar file: its title and its id, like `Clocks-and-zones-clocks.ics`.
pub fn session_file(session: &Session) -> String {
    let words = session.title.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = String::new();
    for word in words {
        // Some systems allow at most 255 bytes.
        if name.len() + word.len() >= 100 {
            break;
        }
        name.push_str(word);
        name.push('-');
    }
    [&name, session.id.as_str(), ".ics"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_file_of_a_session_is_named_by_its_title_and_id() {
        let name = |title: &str| {
            let session = serde_json::json!({ "id": "s1", "title": title });
            session_file(&serde_json::from_value(session).expect("a session"))
        };
        assert_eq!(name("Ways, \"shells\" & C:\\paths/.."), "Ways-shells-C-paths-s1.ics");
        assert_eq!(name("静かな データ"), "静かな-データ-s1.ics");
        assert_eq!(name("…"), "s1.ics");
        assert_eq!(name(&"long ".repeat(60)), "long-".repeat(20) + "s1.ics");
    }

    #[test]
    fn a_calendar_that_subscribes_finds_the_file_of_the_page() {
        let room = Route::Room("hall".into());
        assert_eq!(room.calendar("../../"), "../../rooms/hall/calendar.ics");
        let there = room.subscription("https://guide.example/2027/");
        assert_eq!(there.as_deref(), Some("webcal://guide.example/2027/rooms/hall/calendar.ics"));
    }

    fn examples() -> Vec<(&'static str, Route)> {
        vec![
            ("", Route::Programme),
            ("sessions/ebpf/", Route::Session("ebpf".into())),
            ("speakers/", Route::Speakers),
            ("speakers/laura-nolan/", Route::Speaker("laura-nolan".into())),
            ("agenda/", Route::Agenda),
            ("days/2027-03-05/", Route::Day(Date::parse("2027-03-05").unwrap())),
            ("rooms/", Route::Rooms),
            ("tracks/", Route::Tracks),
            ("rooms/hall/", Route::Room("hall".into())),
            ("tracks/web/", Route::Track("web".into())),
        ]
    }

    #[test]
    fn an_address_leads_to_its_page_and_back() {
        for (path, route) in examples() {
            assert_eq!(Route::parse(path), route);
            assert_eq!(route.path(), path);
        }
    }

    #[test]
    fn hosts_that_drop_the_slash_or_show_index_html_lead_to_the_same_page() {
        for (path, route) in examples() {
            assert_eq!(Route::parse(path.trim_end_matches('/')), route);
            assert_eq!(Route::parse(&format!("{path}index.html")), route);
        }
    }

    #[test]
    fn any_other_address_is_not_found() {
        for path in ["nowhere/", "sessions/", "sessions/a/b/", "agenda/mine/", "404.html", "days/2027-02-30/"]
        {
            assert_eq!(Route::parse(path), Route::NotFound, "{path}");
        }
    }

    #[test]
    fn the_way_up_leads_from_every_page_to_the_root() {
        for (path, route) in examples() {
            assert_eq!(route.way_up().matches("../").count(), path.matches('/').count(), "{path}");
        }
        assert_eq!(Route::Programme.way_up(), "./");
    }

    #[test]
    fn every_address_begins_with_a_known_first_segment() {
        for (path, _) in examples().into_iter().skip(1) {
            assert!(FIRST_SEGMENTS.contains(&path.split('/').next().unwrap()), "{path}");
        }
    }
}
