//! Reports what the new export changed since the last import: what came, went, moved and was renamed.
//!
//! The rule of this file: it only reports. Removed sessions are reported in `previous`, which also refuses an import that
//! removes too many.

use std::collections::BTreeMap;

use crate::domain::conference::{Break, Conference, Session};
use crate::import::report::{Kind, Line};
use crate::import::steps::edits::partners_of_breaks;

/// Reports the changes of sessions, breaks, speakers, rooms and tracks. `partners` is the index of each session in the
/// previous conference. Speakers, rooms and tracks must already have their previous ids.
pub fn report(
    conference: &Conference,
    previous: &Conference,
    partners: &[Option<usize>],
    lines: &mut Vec<Line>,
) {
    for (session, partner) in conference.sessions.iter().zip(partners) {
        let place = place_of(session, conference);
        let Some(before) = partner.map(|at| &previous.sessions[at]) else {
            lines.push(Line::new(Kind::SessionNew, &session.title, place));
            continue;
        };
        if session.title != before.title {
            let what = format!("was {:?}", before.title);
            lines.push(Line::new(Kind::SessionRenamed, &session.title, what));
        }
        let place_before = place_of(before, previous);
        if place != place_before {
            lines.push(Line::new(
                Kind::SessionMoved,
                &session.title,
                format!("was {place_before}; is {place}"),
            ));
        }
    }
    report_breaks(conference, previous, lines);
    report_named("speaker", &speakers(previous), &speakers(conference), lines);
    report_named("room", &rooms(previous), &rooms(conference), lines);
    report_named("track", &tracks(previous), &tracks(conference), lines);
}

/// Ids and names.
type Named<'a> = Vec<(&'a str, &'a str)>;

fn speakers(conference: &Conference) -> Named<'_> {
    conference.speakers.iter().map(|speaker| (speaker.id.as_str(), speaker.name.as_str())).collect()
}

fn rooms(conference: &Conference) -> Named<'_> {
    conference.rooms.iter().map(|room| (room.id.as_str(), room.name.as_str())).collect()
}

fn tracks(conference: &Conference) -> Named<'_> {
    conference.tracks.iter().map(|track| (track.id.as_str(), track.name.as_str())).collect()
}

/// The time and place of a session, in words.
fn place_of(session: &Session, conference: &Conference) -> String {
    let start = session.start.map_or_else(|| "without a start".to_owned(), |start| start.to_string());
    let end = session.end.map(|end| format!(" to {end}")).unwrap_or_default();
    let room = conference.room_of(session).map(|room| format!(" in {}", room.name)).unwrap_or_default();
    start + &end + &room
}

/// Reports the changes of speakers, rooms or tracks.
fn report_named(what: &str, before: &Named<'_>, now: &Named<'_>, lines: &mut Vec<Line>) {
    let before_by_id: BTreeMap<&str, &str> = before.iter().copied().collect();
    let now_by_id: BTreeMap<&str, &str> = now.iter().copied().collect();
    let mut say = |name: &str, what: String| lines.push(Line::new(Kind::Changed, name, what));
    for (id, name) in now {
        match before_by_id.get(id) {
            None => say(name, format!("a new {what}")),
            Some(old) if old != name => say(name, format!("the {what} was called {old:?}")),
            Some(_) => {}
        }
    }
    for (id, name) in before {
        if !now_by_id.contains_key(id) {
            say(name, format!("the {what} is gone"));
        }
    }
}

/// Reports the changes of breaks, which have no ids: the merge of edits knows which are the same.
fn report_breaks(conference: &Conference, previous: &Conference, lines: &mut Vec<Line>) {
    let partners = partners_of_breaks(conference, previous);
    let mut say = |pause: &Break, what: String| lines.push(Line::new(Kind::Changed, &pause.title, what));
    for (pause, partner) in conference.breaks.iter().zip(&partners) {
        let span = span_of(pause, conference);
        let Some(before) = partner.map(|at| &previous.breaks[at]) else {
            say(pause, format!("a new break, {span}"));
            continue;
        };
        if pause.title != before.title {
            say(pause, format!("the break was called {:?}", before.title));
        }
        let span_before = span_of(before, previous);
        if span != span_before {
            say(pause, format!("the break was {span_before}; it is {span}"));
        }
    }
    for (at, pause) in previous.breaks.iter().enumerate() {
        if !partners.contains(&Some(at)) {
            say(pause, "the break is gone".to_owned());
        }
    }
}

/// The time and the rooms of a break, in words.
fn span_of(pause: &Break, conference: &Conference) -> String {
    let end = pause.end.map(|end| format!(" to {end}")).unwrap_or_default();
    let rooms: Vec<&str> =
        pause.rooms.iter().filter_map(|id| Some(conference.room(id)?.name.as_str())).collect();
    let rooms = if rooms.is_empty() { String::new() } else { format!(" in {}", rooms.join(", ")) };
    format!("{}{end}{rooms}", pause.start)
}
