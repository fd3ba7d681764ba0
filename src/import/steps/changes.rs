//! Reports what the new export changed since the last import: what came, went, moved and was renamed.
//!
//! The rule of this file: it only reports. Sessions that went are reported where their number is judged (`previous`).

use crate::domain::conference::{Break, Conference, Session};
use crate::import::report::{Kind, Line};
use crate::import::steps::edits::partners_of_breaks;

/// Reports the changes of sessions, breaks, speakers, rooms and tracks. `partners` is the place of each session in the
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
    let speakers = |conference: &Conference| {
        let speakers = conference.speakers.iter();
        speakers.map(|speaker| (speaker.id.to_string(), speaker.name.clone())).collect::<Vec<_>>()
    };
    report_named("speaker", &speakers(previous), &speakers(conference), lines);
    let rooms = |conference: &Conference| {
        conference.rooms.iter().map(|room| (room.id.to_string(), room.name.clone())).collect::<Vec<_>>()
    };
    report_named("room", &rooms(previous), &rooms(conference), lines);
    let tracks = |conference: &Conference| {
        conference.tracks.iter().map(|track| (track.id.to_string(), track.name.clone())).collect::<Vec<_>>()
    };
    report_named("track", &tracks(previous), &tracks(conference), lines);
}

/// The time and place of a session, in words.
fn place_of(session: &Session, conference: &Conference) -> String {
    let start = session.start.map_or_else(|| "without a start".to_owned(), |start| start.to_string());
    let end = session.end.map(|end| format!(" to {end}")).unwrap_or_default();
    let room = conference.room_of(session).map(|room| format!(" in {}", room.name)).unwrap_or_default();
    start + &end + &room
}

/// Reports the changes of people, rooms or tracks, each with its id and name.
fn report_named(what: &str, before: &[(String, String)], now: &[(String, String)], lines: &mut Vec<Line>) {
    let name_in = |list: &[(String, String)], id: &str| {
        list.iter().find(|(other, _)| other == id).map(|(_, name)| name.clone())
    };
    for (id, name) in now {
        match name_in(before, id) {
            None => lines.push(Line::new(Kind::Changed, name, format!("a new {what}"))),
            Some(old) if old != *name => {
                lines.push(Line::new(Kind::Changed, name, format!("the {what} was called {old:?}")));
            }
            Some(_) => {}
        }
    }
    for (id, name) in before {
        if name_in(now, id).is_none() {
            lines.push(Line::new(Kind::Changed, name, format!("the {what} is gone")));
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
