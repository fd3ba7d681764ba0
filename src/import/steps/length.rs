//! When something starts and ends on the conference's clocks.
//!
//! The rule of this file: an end that is none is left out, never made up; the next session's start is no end.

use crate::domain::moment::Moment;
use crate::import::draft::When;
use crate::import::report::{Kind, Line};
use crate::import::steps::zone::Zone;
use crate::import::values::when;

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
        let mut line = |kind: Kind, what: String| lines.push(Line::new(kind, about, what));
        let by_minutes = self.minutes.filter(|minutes| when::is_length(*minutes));
        let by_minutes = by_minutes.and_then(|minutes| when::after(&self.start, minutes, &zone.clocks));
        if let Some(end) = self.end.and_then(|end| when::place(end, &zone.clocks)) {
            if self.is_end(&end.moment) {
                if end.is_doubtful {
                    line(Kind::ClockChange, format!("clocks change when it ends; taken as {}", end.moment));
                }
                return Some(end.moment);
            }
            let what = if by_minutes.is_some() { "its duration counts" } else { "it stays without one" };
            line(Kind::Duration, format!("its end, {}, is no end for its start; {what}", end.moment));
            return by_minutes;
        }
        match (self.minutes, by_minutes) {
            (_, Some(end)) => return Some(end),
            (Some(minutes), None) => {
                line(Kind::Duration, format!("it takes {minutes} minutes; it stays without an end"));
            }
            (None, None) => line(Kind::Duration, "it has none; it stays without".to_owned()),
        }
        None
    }

    fn is_end(&self, end: &Moment) -> bool {
        let seconds = when::instant(end).duration_since(when::instant(&self.start)).as_secs();
        seconds > 0 && when::is_length(seconds.max(60) / 60)
    }
}
