//! Removes placeholder times from sessions that are not yet scheduled.
//!
//! The rule of this file: a system that must write a time for a session without one writes midnight and no length. Such
//! a time would show a session, and often a whole day, that never happens.

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;

use crate::import::draft::{Decision, Draft, DraftSession, When};
use crate::import::report::{Kind, Line};
use crate::import::steps::zone::Zone;
use crate::import::values::when::{timestamp, wall};

/// Hours in which no programme begins.
const NIGHT_BEGINS: Time = Time::constant(22, 0, 0, 0);
const NIGHT_ENDS: Time = Time::constant(6, 0, 0, 0);

/// Removes the times of sessions without a length at midnight, in the conference's zone or in UTC. If midnight UTC is
/// daytime at the venue, it counts as a placeholder only if several such sessions start then; a single one may really
/// start at that time (doors open). A single session at midnight keeps its time if another session is running at that
/// moment: then the programme runs into the night.
pub fn clear_placeholders(draft: &mut Draft, zone: &Zone) {
    let starts: Vec<(usize, When)> =
        draft.sessions.iter().enumerate().filter_map(without_length(zone)).collect();
    let is_shared = |start: When| {
        let same = |other: &&(usize, When)| timestamp(other.1, &zone.rules) == timestamp(start, &zone.rules);
        starts.iter().filter(same).count() > 1
    };
    let is_placeholder = |start: When| {
        let there = wall(start, &zone.rules).time();
        let is_by_night = there < NIGHT_ENDS || NIGHT_BEGINS <= there;
        there == Time::midnight()
            || wall(start, &TimeZone::UTC).time() == Time::midnight() && (is_by_night || is_shared(start))
    };
    let placeholders: Vec<usize> =
        starts.iter().filter(|(_, start)| is_placeholder(*start)).map(|(at, _)| *at).collect();
    if let [alone] = placeholders.as_slice() {
        let start = draft.sessions[*alone].start.and_then(|start| timestamp(start, &zone.rules));
        if draft.sessions.iter().any(|session| start.is_some_and(|start| is_on(session, start, zone))) {
            return;
        }
    }
    for at in placeholders {
        let name = Draft::name_of(&draft.sessions[at]);
        let session = &mut draft.sessions[at];
        let day = session.start.map(|start| wall(start, &zone.rules).date().to_string());
        let what = format!(
            "not yet scheduled: the file gives midnight of {} and no length",
            day.unwrap_or_default()
        );
        draft.lines.push(Line::new(Kind::NoTime, name, what));
        (session.start, session.end, session.minutes) = (None, None, None);
        session.is_start_told = true;
    }
}

/// The index and the start of a session that lasts no time and will be shown.
fn without_length(zone: &Zone) -> impl Fn((usize, &DraftSession)) -> Option<(usize, When)> {
    |(at, session)| {
        let start = session.start?;
        let has_no_length = match session.end {
            Some(end) => timestamp(end, &zone.rules) == timestamp(start, &zone.rules),
            None => session.minutes == Some(0),
        };
        let is_shown = !matches!(session.state, Decision::NotAccepted(_));
        (is_shown && has_no_length).then_some((at, start))
    }
}

/// Whether a session with a length is running at this time.
fn is_on(session: &DraftSession, then: Timestamp, zone: &Zone) -> bool {
    let Some(start) = session.start.and_then(|start| timestamp(start, &zone.rules)) else { return false };
    let by_minutes = |minutes: i64| start.checked_add(jiff::SignedDuration::from_mins(minutes)).ok();
    let end = match session.end {
        Some(end) => timestamp(end, &zone.rules),
        None => session.minutes.and_then(by_minutes),
    };
    end.is_some_and(|end| start <= then && then < end)
}
