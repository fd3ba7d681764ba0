//! When something starts and ends on the conference's clocks.
//!
//! The rule of this file: an end that is none is left out, never made up; the next session's start is no end.

use super::draft::When;
use super::report::{Kind, Line};
use super::when;
use super::zone::Zone;
use crate::domain::moment::Moment;

/// A start; none where nothing could be then.
pub fn placed(time: When, about: &str, zone: Option<&Zone>, lines: &mut Vec<Line>) -> Option<Moment> {
    let placed = when::place(time, &zone?.clocks)?;
    if placed.is_doubtful {
        let what = format!("clocks change then; taken as {}", placed.moment);
        lines.push(Line::new(Kind::ClockChange, about, what));
    }
    Some(placed.moment)
}

/// How a source says how long something takes.
pub struct Length {
    /// Its start, placed.
    pub start: Moment,
    /// Its end as the source gives it. Wins over `minutes`.
    pub end: Option<When>,
    /// How long it takes.
    pub minutes: Option<i64>,
}

impl Length {
    /// Its end, if it has a usable one.
    pub fn end(&self, about: &str, zone: &Zone, lines: &mut Vec<Line>) -> Option<Moment> {
        let mut unusable = |what: String| lines.push(Line::new(Kind::Duration, about, what));
        let minutes_to =
            |end: &Moment| when::instant(end).duration_since(when::instant(&self.start)).as_secs();
        let is_end = |end: &Moment| minutes_to(end) > 0 && when::is_length(minutes_to(end).max(60) / 60);
        if let Some(end) = self.end.and_then(|end| when::place(end, &zone.clocks)) {
            if is_end(&end.moment) {
                return Some(end.moment);
            }
            let by_minutes = self.minutes.filter(|minutes| when::is_length(*minutes));
            unusable(match by_minutes {
                Some(minutes) => {
                    format!("its end, {}, is not after its start; its {minutes} minutes count", end.moment)
                }
                None => format!("its end, {}, is no end for its start; it stays without one", end.moment),
            });
            return by_minutes.and_then(|minutes| when::after(&self.start, minutes, &zone.clocks));
        }
        match self.minutes {
            Some(minutes) if when::is_length(minutes) => when::after(&self.start, minutes, &zone.clocks),
            Some(minutes) => {
                unusable(format!("it takes {minutes} minutes; it stays without an end"));
                None
            }
            None => {
                unusable("it has none; it stays without".to_owned());
                None
            }
        }
    }
}
