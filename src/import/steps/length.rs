//! Converts starts and ends to the conference's time zone.
//!
//! The rule of this file: an unusable end is left out, never invented; the start of the next session is not taken as an
//! end.

use crate::domain::moment::Moment;
use crate::import::draft::When;
use crate::import::report::{Kind, Line};
use crate::import::steps::zone::Zone;
use crate::import::values::when;

/// A start in the conference's zone; `None` if it is not in a plausible year.
pub fn placed(time: When, about: &str, zone: Option<&Zone>, lines: &mut Vec<Line>) -> Option<Moment> {
    let placed = when::place(time, &zone?.rules)?;
    if placed.is_doubtful {
        let what = format!("clocks change at this time; read as {}", placed.moment);
        lines.push(Line::new(Kind::ClockChange, about, what));
    }
    Some(placed.moment)
}

/// The length of something, as its source gives it.
pub struct Length {
    /// Its start, in the conference's zone.
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
        let by_minutes = by_minutes.and_then(|minutes| when::after(&self.start, minutes, &zone.rules));
        if let Some(end) = self.end.and_then(|end| when::place(end, &zone.rules)) {
            if self.is_end(&end.moment) {
                if end.is_doubtful {
                    line(Kind::ClockChange, format!("clocks change when it ends; read as {}", end.moment));
                }
                return Some(end.moment);
            }
            let what =
                if by_minutes.is_some() { "its duration is used instead" } else { "it has no end now" };
            line(Kind::Duration, format!("its end, {}, does not fit its start; {what}", end.moment));
            return by_minutes;
        }
        match (self.minutes, by_minutes) {
            (_, Some(end)) => return Some(end),
            (Some(minutes), None) => {
                line(
                    Kind::Duration,
                    format!("its duration of {minutes} minutes is not usable; it has no end now"),
                );
            }
            (None, None) => line(Kind::Duration, "the file gives none".to_owned()),
        }
        None
    }

    fn is_end(&self, end: &Moment) -> bool {
        let seconds = when::instant(end).duration_since(when::instant(&self.start)).as_secs();
        seconds > 0 && when::is_length(seconds.max(60) / 60)
    }
}
