//! Decides which start counts if a file gives it twice: once as a local time (`start`), once in a full
//! date (`date`), usually with an offset. Both are compared in the conference's zone.
//!
//! The rule of this file: if the two times differ, the report shows both, and the organiser can choose. Without a
//! choice, the local time counts if all sessions of the file differ by the same amount, because then their offset from
//! UTC is wrong (exporters write `+00:00` after local times); if not, the instant counts.

use std::collections::BTreeSet;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::import::Times;
use crate::import::draft::{Draft, DraftSession, When};
use crate::import::report::{Kind, Line};
use crate::import::steps::zone::Zone;
use crate::import::values::when;

/// The two starts of a session.
#[derive(Clone, Copy)]
struct Twice {
    instant: Timestamp,
    /// The instant as local time in the conference's zone.
    there: DateTime,
    /// The local time as the file writes it.
    wall: DateTime,
}

impl Twice {
    fn of(session: &DraftSession, zone: &Zone) -> Option<Twice> {
        let (start, wall) = (session.start?, session.wall?);
        let instant = when::timestamp(start, &zone.rules)?;
        Some(Twice { instant, there: when::wall(start, &zone.rules), wall })
    }

    /// Compares hours and minutes only: local times are written without seconds, and without a date.
    fn differs(&self) -> bool {
        (self.there.hour(), self.there.minute()) != (self.wall.hour(), self.wall.minute())
    }

    fn difference(&self) -> SignedDuration {
        self.there.duration_since(self.wall)
    }

    /// The offset from UTC that would make both right.
    fn offset(&self) -> SignedDuration {
        self.wall.duration_since(TimeZone::UTC.to_datetime(self.instant))
    }
}

/// Decides for each session of a file whether its local time or its instant counts, and reports the sessions for which
/// they differ.
pub fn decide(draft: &mut Draft, zone: &Zone, chosen: Option<Times>, lines: &mut Vec<Line>) {
    let twice: Vec<Twice> = draft.sessions.iter().filter_map(|session| Twice::of(session, zone)).collect();
    let count = twice.iter().filter(|one| one.differs()).count();
    if count == 0 {
        return;
    }
    let are_alike = count == twice.len()
        && (is_one(twice.iter().map(Twice::difference)) || is_one(twice.iter().map(Twice::offset)));
    let counts = chosen.unwrap_or(if are_alike { Times::Local } else { Times::Instant });
    report(draft, zone, chosen, counts, are_alike.then_some(count), lines);
    if counts == Times::Local {
        draft.sessions.iter_mut().for_each(|session| take_local_time(session, zone));
    }
}

fn is_one(durations: impl Iterator<Item = SignedDuration>) -> bool {
    durations.collect::<BTreeSet<_>>().len() == 1
}

/// If they differ, the session starts at its local time, and keeps its length.
fn take_local_time(session: &mut DraftSession, zone: &Zone) {
    let Some(twice) = Twice::of(session, zone).filter(Twice::differs) else { return };
    session.start = Some(When::Wall(twice.wall));
    let length = session.end.map(|end| match end {
        When::Instant(end) => end.duration_since(twice.instant),
        When::Wall(end) => end.duration_since(twice.there),
    });
    session.end = length.and_then(|length| twice.wall.checked_add(length).ok()).map(When::Wall);
}

/// Reports the difference: one line for all sessions if they differ by the same amount, otherwise one for each.
fn report(
    draft: &Draft,
    zone: &Zone,
    chosen: Option<Times>,
    counts: Times,
    alike: Option<usize>,
    lines: &mut Vec<Line>,
) {
    let differing = draft.sessions.iter().filter_map(|session| {
        let twice = Twice::of(session, zone).filter(Twice::differs)?;
        Some((twice.instant, Draft::name_of(session), twice))
    });
    let mut differing: Vec<(Timestamp, String, Twice)> = differing.collect();
    differing.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    let (counting, other) = match counts {
        Times::Local => ("the local time counts", "--times instant"),
        Times::Instant => ("the date counts", "--times local"),
    };
    let shown = if alike.is_some() { 1 } else { differing.len() };
    for (_, title, twice) in differing.into_iter().take(shown) {
        let both = format!(
            "the local time (`start`) says {}, the date (`date`) says {} in {}",
            twice.wall.strftime("%H:%M"),
            twice.there.strftime("%H:%M"),
            zone.name
        );
        let all = alike.filter(|count| *count > 1).map_or_else(String::new, |count| {
            format!(", and all {count} sessions differ by the same amount")
        });
        let what = match chosen {
            Some(_) => format!("{both}{all}; {counting}, as you chose"),
            None => format!("{both}{all}; {counting}; `{other}` chooses the other time"),
        };
        let kind = if chosen.is_some() { Kind::TimesChosen } else { Kind::TimesDiffer };
        lines.push(Line::new(kind, title, what));
    }
}
