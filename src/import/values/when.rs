//! Dates and times as exports write them, and their conversion to the conference's time zone.
//!
//! The rule of this file: a time with an offset is an instant; a time without one is local time in the conference's
//! zone. A text that cannot be read gives `None`, and the caller reports it.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, Zoned};

use crate::domain::moment::{self, Moment, TimeOfDay};
use crate::import::draft::When;

/// The years in which conferences take place; a time outside them is a slip, like the first second of 1970.
const YEARS: std::ops::RangeInclusive<i16> = 1980..=2100;

/// The longest session, in minutes. Installations last some days.
const LONGEST: i64 = 31 * 24 * 60;

/// A date with a time: an instant if it has an offset, like `2027-03-05T09:30:00+01:00`, otherwise local time.
pub fn when(text: &str) -> Option<When> {
    let text = text.trim();
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Some(When::Instant(instant));
    }
    // jiff reads a date alone as midnight; here it is not a time.
    let has_time = text.len() > 10 && text.contains(':');
    text.parse::<DateTime>().ok().filter(|_| has_time).map(When::Wall)
}

/// The offset from UTC in a text, in minutes, if it has one.
pub fn offset(text: &str) -> Option<i32> {
    let text = text.trim();
    text.parse::<Timestamp>().ok()?;
    if text.ends_with(['Z', 'z']) {
        return Some(0);
    }
    let at = text.rfind(['+', '-'])?;
    let digits: String = text[at + 1..].chars().filter(char::is_ascii_digit).collect();
    let hours: i32 = digits.get(0..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4).unwrap_or("0").parse().ok()?;
    let ahead = hours * 60 + minutes;
    Some(if text[at..].starts_with('-') { -ahead } else { ahead })
}

/// The local time in a text with an offset: 09:30 in `2027-03-05T09:30:00+01:00`.
pub fn without_offset(text: &str) -> Option<DateTime> {
    let instant: Timestamp = text.trim().parse().ok()?;
    let offset = jiff::tz::Offset::from_seconds(offset(text)? * 60).ok()?;
    Some(offset.to_datetime(instant))
}

/// A date: the first ten letters of `2027-03-05` or of a longer text.
pub fn date(text: &str) -> Option<Date> {
    text.trim().get(..10)?.parse().ok()
}

/// A time of day, `9:30` or `09:30:00`.
pub fn time_of_day(text: &str) -> Option<Time> {
    let mut parts = text.trim().split(':').map(|part| part.trim().parse::<i8>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    if parts.next().is_some() { None } else { Time::new(hour, minute, second, 0).ok() }
}

/// The time at which a programme's day ends: `09:00:00` is 09:00.
pub fn day_change(text: &str) -> Option<TimeOfDay> {
    let time = time_of_day(text)?;
    TimeOfDay::parse(&format!("{:02}:{:02}", time.hour(), time.minute())).ok()
}

/// A time in the conference's zone.
#[derive(Clone, Copy, Debug)]
pub struct Placed {
    /// The time.
    pub moment: Moment,
    /// Whether the local time exists twice or not at all, because clocks change.
    pub is_doubtful: bool,
}

/// Converts a time to the conference's zone; `None` if it is not in a plausible year.
pub fn place(when: When, zone: &TimeZone) -> Option<Placed> {
    let (zoned, is_doubtful) = match when {
        When::Instant(instant) => (instant.to_zoned(zone.clone()), false),
        When::Wall(wall) => {
            let there = zone.to_ambiguous_zoned(wall);
            let is_doubtful = !matches!(there.offset(), AmbiguousOffset::Unambiguous { .. });
            (there.compatible().ok()?, is_doubtful)
        }
    };
    Some(Placed { moment: moment(&zoned)?, is_doubtful })
}

/// The instant of a time. A local time that exists twice gives the first instant; one that clocks skip gives an instant
/// after the gap.
pub fn timestamp(when: When, zone: &TimeZone) -> Option<Timestamp> {
    match when {
        When::Instant(instant) => Some(instant),
        When::Wall(wall) => zone.to_timestamp(wall).ok(),
    }
}

/// The local time in a zone at a time.
pub fn wall(when: When, zone: &TimeZone) -> DateTime {
    match when {
        When::Instant(instant) => zone.to_datetime(instant),
        When::Wall(wall) => wall,
    }
}

/// The instant of a moment.
pub fn instant(moment: &Moment) -> Timestamp {
    moment.to_string().parse().expect("a moment is an RFC 3339 text, as the tests of domain::moment show")
}

/// The moment this many minutes after a start.
pub fn after(start: &Moment, minutes: i64, zone: &TimeZone) -> Option<Moment> {
    let end = instant(start).checked_add(jiff::SignedDuration::from_mins(minutes)).ok()?;
    moment(&end.to_zoned(zone.clone()))
}

/// Whether a session can take this many minutes.
pub fn is_length(minutes: i64) -> bool {
    (1..=LONGEST).contains(&minutes)
}

fn moment(zoned: &Zoned) -> Option<Moment> {
    let there = zoned.datetime();
    let offset = zoned.offset().seconds();
    // No zone has had seconds in its offset since long before 1980.
    let is_usable = YEARS.contains(&there.year()) && offset % 60 == 0;
    is_usable.then_some(Moment {
        date: moment::Date {
            year: there.year().unsigned_abs(),
            month: there.month().unsigned_abs(),
            day: there.day().unsigned_abs(),
        },
        hour: there.hour().unsigned_abs(),
        minute: there.minute().unsigned_abs(),
        second: there.second().unsigned_abs(),
        offset: i16::try_from(offset / 60).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_with_an_offset_is_an_instant_and_one_without_is_local_time() {
        let instant = When::Instant("2027-03-05T08:30:00Z".parse().unwrap());
        for text in [
            "2027-03-05T09:30:00+01:00",
            "2027-03-05T09:30+01:00",
            "2027-03-05T09:30:00+0100",
            "2027-03-05 08:30:00Z",
            " 2027-03-05T08:30:00.000Z ",
        ] {
            assert_eq!(when(text), Some(instant), "{text}");
        }
        let wall = When::Wall("2027-03-05T09:30:00".parse().unwrap());
        for text in ["2027-03-05T09:30:00", "2027-03-05 09:30:00", "2027-03-05T09:30"] {
            assert_eq!(when(text), Some(wall), "{text}");
        }
        for text in ["", "2027-03-05", "soon", "2027-02-30T09:30:00", "09:30"] {
            assert_eq!(when(text), None, "{text}");
        }
    }

    #[test]
    fn an_offset_is_read_in_minutes() {
        let offsets =
            ["2027-03-05T09:30:00+01:00", "2027-03-05T09:30:00-0430", "2027-03-05T09:30:00Z"].map(offset);
        assert_eq!(offsets, [Some(60), Some(-270), Some(0)]);
        assert_eq!(offset("2027-03-05T09:30:00"), None);
    }

    #[test]
    fn a_local_time_that_exists_twice_or_not_at_all_is_doubtful() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let placed = |text: &str| {
            let placed = place(when(text).unwrap(), &zone).unwrap();
            (placed.moment.to_string(), placed.is_doubtful)
        };
        assert_eq!(placed("2027-10-31T02:30:00"), ("2027-10-31T02:30:00+02:00".to_owned(), true));
        assert_eq!(placed("2027-03-28T02:30:00"), ("2027-03-28T03:30:00+02:00".to_owned(), true));
        assert_eq!(placed("2027-10-31T01:30:00Z"), ("2027-10-31T02:30:00+01:00".to_owned(), false));
        assert!(place(when("1970-01-01T00:00:00Z").unwrap(), &zone).is_none());
    }
}
