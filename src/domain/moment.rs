//! A point in time with its local time, written in the form of RFC 3339: `2027-03-05T09:30:00+01:00`.
//!
//! The offset is written in the programme, so a page can show local times without a time zone database. Order and
//! equality are those of the instant, not of the text.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// An instant in seconds, with the offset from UTC at the venue at that instant.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The local date.
    pub date: Date,
    /// The hour of the local time, 0 to 23.
    pub hour: u8,
    /// The minute, 0 to 59.
    pub minute: u8,
    /// The second, 0 to 59.
    pub second: u8,
    /// The offset from UTC in minutes, -1439 to 1439.
    pub offset: i16,
}

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, 0 to 9999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
}

/// A local time of day, written `05:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay {
    /// Minutes since midnight, 0 to 1439.
    pub minutes: u16,
}

impl TimeOfDay {
    /// Reads `HH:MM`, 00:00 to 23:59.
    ///
    /// # Errors
    ///
    /// A sentence that says what was expected.
    pub fn parse(text: &str) -> Result<TimeOfDay, String> {
        let wrong = || format!("expected a time of day like `05:00`, found `{text}`");
        let number = |digits: &str| -> Option<u16> {
            let plain = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
            if plain { digits.parse().ok() } else { None }
        };
        let (hours, minutes) = text.split_once(':').ok_or_else(wrong)?;
        match (number(hours), number(minutes)) {
            (Some(hours @ 0..24), Some(minutes @ 0..60)) => Ok(TimeOfDay { minutes: hours * 60 + minutes }),
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

/// 1 January 1970, in days since 1 January of the year 0.
const UNIX_DAY: i64 = 719_528;

impl Date {
    /// Days since 1 January of the year 0, to compute differences and weekdays.
    fn days(self) -> i64 {
        // Years begin in March here, so that the leap day is a year's last; `(153 * month + 2) / 5` is the number of
        // days in the months before.
        let (year, month) = match self.month {
            1 | 2 => (i64::from(self.year) - 1, i64::from(self.month) + 9),
            month => (i64::from(self.year), i64::from(month) - 3),
        };
        365 * year + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (153 * month + 2) / 5
            + i64::from(self.day)
            + 59
    }

    /// The date this many days after 1 January of the year 0; the inverse of [`Date::days`].
    fn of_days(days: i64) -> Date {
        // As in `days`: years that begin in March, counted in eras of 400 years.
        let day = days - 60;
        let era = day.div_euclid(146_097);
        let day = day.rem_euclid(146_097);
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year + era * 400 + i64::from(month <= 2);
        Date { year: year as u16, month: month as u8, day: day as u8 }
    }

    /// The number of days from another date to this one.
    pub fn days_after(self, other: Date) -> i64 {
        self.days() - other.days()
    }

    /// Reads `2027-03-05`.
    pub fn parse(text: &str) -> Option<Date> {
        Moment::parse(&[text, "T00:00:00Z"].concat()).ok().map(|moment| moment.date)
    }

    /// The weekday, 0 for Monday to 6 for Sunday (ISO 8601's order).
    pub fn weekday(self) -> usize {
        // The first day counted was a Saturday.
        (self.days() + 5).rem_euclid(7) as usize
    }

    fn exists(self) -> bool {
        let leap =
            self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let length = match self.month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => 0,
        };
        (1..=length).contains(&self.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Moment {
    /// Reads RFC 3339 with an offset (`Z` is +00:00). Fractions of a second are refused: no programme has them.
    ///
    /// # Errors
    ///
    /// A sentence that says what was expected.
    pub fn parse(text: &str) -> Result<Moment, String> {
        let wrong = || {
            format!(
                "expected a time with its offset from UTC, like `2027-03-05T09:30:00+01:00`, found `{text}`"
            )
        };
        let number = |from: usize, to: usize| {
            let digits = text.get(from..to).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
            digits.and_then(|digits| digits.parse::<u16>().ok()).ok_or_else(wrong)
        };
        let mark = |at: usize, allowed: &[u8]| match text.as_bytes().get(at) {
            Some(byte) if allowed.contains(byte) => Ok(*byte),
            _ => Err(wrong()),
        };
        let date = Date { year: number(0, 4)?, month: number(5, 7)? as u8, day: number(8, 10)? as u8 };
        let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
        for (at, wanted) in [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')] {
            mark(at, &[wanted])?;
        }
        let offset = match mark(19, b"Z+-")? {
            b'Z' if text.len() == 20 => 0,
            b'Z' => return Err(wrong()),
            direction => {
                mark(22, b":")?;
                let (hours, minutes) = (number(20, 22)?, number(23, 25)?);
                if hours > 23 || minutes > 59 || text.len() != 25 {
                    return Err(wrong());
                }
                let minutes = (hours * 60 + minutes) as i16;
                if direction == b'-' { -minutes } else { minutes }
            }
        };
        if !date.exists() || hour > 23 || minute > 59 || second > 59 {
            return Err(wrong());
        }
        Ok(Moment { date, hour: hour as u8, minute: minute as u8, second: second as u8, offset })
    }

    /// Seconds since the beginning of 1970 in UTC.
    pub fn seconds(&self) -> i64 {
        (self.date.days() - UNIX_DAY) * 86_400
            + i64::from(self.hour) * 3_600
            + (i64::from(self.minute) - i64::from(self.offset)) * 60
            + i64::from(self.second)
    }

    /// The moment this many seconds after the beginning of 1970 in UTC, with an offset in minutes.
    pub fn at(seconds: i64, offset: i16) -> Moment {
        let wall = seconds + i64::from(offset) * 60;
        let (days, second) = (wall.div_euclid(86_400), wall.rem_euclid(86_400));
        Moment {
            date: Date::of_days(days + UNIX_DAY),
            hour: (second / 3_600) as u8,
            minute: (second / 60 % 60) as u8,
            second: (second % 60) as u8,
            offset,
        }
    }

    /// Another moment, in seconds since the beginning of 1970 in UTC, with the offset of this one.
    pub fn at_this_offset(&self, seconds: i64) -> Moment {
        Moment::at(seconds, self.offset)
    }

    /// The programme's day to which this belongs; a day ends at the local time `change`.
    pub fn day(&self, change: TimeOfDay) -> Date {
        let wall = u16::from(self.hour) * 60 + u16::from(self.minute);
        if wall < change.minutes { Date::of_days(self.date.days() - 1) } else { self.date }
    }

    /// The local time in hours and minutes, `09:30`.
    pub fn time_of_day(&self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }
}

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        self.seconds() == other.seconds()
    }
}

impl Eq for Moment {}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        self.seconds().cmp(&other.seconds())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, offset) = if self.offset < 0 { ('-', -self.offset) } else { ('+', self.offset) };
        let (date, time, second) = (self.date, self.time_of_day(), self.second);
        write!(out, "{date}T{time}:{second:02}{sign}{:02}:{:02}", offset / 60, offset % 60)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Moment::parse(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        TimeOfDay::parse(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for TimeOfDay {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TimeOfDay".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A time of day, like 05:00.",
            "type": "string",
            "pattern": r"^([01]\d|2[0-3]):[0-5]\d$",
        })
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for Moment {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A time with its offset from UTC (RFC 3339, to the second), like 2027-03-05T09:30:00+01:00.",
            "type": "string",
            "format": "date-time",
            "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_it_was_read() {
        for text in ["2027-03-05T09:30:00+01:00", "2024-02-29T23:59:59-09:30", "1999-12-31T00:00:00+00:00"] {
            assert_eq!(Moment::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Moment::parse("2027-03-05T09:30:00Z").unwrap().to_string(), "2027-03-05T09:30:00+00:00");
    }

    #[test]
    fn a_time_of_day_is_written_as_it_was_read() {
        for text in ["00:00", "05:00", "23:59"] {
            assert_eq!(TimeOfDay::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "5:00", "24:00", "05:60", "05:00:00", "+5:00", "05-00"] {
            assert!(TimeOfDay::parse(text).unwrap_err().contains("like `05:00`"), "{text}");
        }
    }

    #[test]
    fn moments_are_ordered_by_instant_not_by_local_time() {
        let nine_in_london = Moment::parse("2027-03-05T09:00:00+00:00").unwrap();
        let half_nine_in_berlin = Moment::parse("2027-03-05T09:30:00+01:00").unwrap();
        assert!(half_nine_in_berlin < nine_in_london);
        assert_eq!(nine_in_london, Moment::parse("2027-03-05T10:00:00+01:00").unwrap());
    }

    #[test]
    fn an_instant_has_a_local_time_at_every_offset() {
        let start = Moment::parse("2027-03-05T00:15:30+01:00").unwrap();
        assert_eq!(start.seconds(), 1_804_202_130);
        assert_eq!(Moment::at(start.seconds(), -300).to_string(), "2027-03-04T18:15:30-05:00");
        assert_eq!(Moment::at(start.seconds(), 60).to_string(), start.to_string());
    }

    #[test]
    fn the_small_hours_belong_to_the_previous_day() {
        let change = TimeOfDay::parse("05:00").unwrap();
        let day = |text: &str| Moment::parse(text).unwrap().day(change).to_string();
        assert_eq!(day("2027-03-01T04:59:00+01:00"), "2027-02-28");
        assert_eq!(day("2027-03-01T05:00:00+01:00"), "2027-03-01");
        assert_eq!(day("2027-01-01T00:15:00+01:00"), "2026-12-31");
    }

    #[test]
    fn what_is_not_a_time_with_an_offset_is_refused() {
        for text in [
            "",
            "2027-03-05",
            "2027-03-05T09:30:00",
            "2027-03-05 09:30:00+01:00",
            "2027-02-29T09:30:00Z",
            "2027-13-05T09:30:00Z",
            "2027-03-05T24:00:00Z",
            "2027-03-05T09:30:00+24:00",
            "2027-03-05T09:30:00+01:00 ",
            "2027-03-05T09:30:00.5Z",
            "+027-03-05T09:30:00Z",
            "2027-03-05T09:30:0é",
        ] {
            let refused = Moment::parse(text).unwrap_err();
            assert!(refused.contains("offset from UTC"), "{text}: {refused}");
        }
    }

    #[test]
    fn weekdays_agree_with_a_calendar_of_a_century() {
        let mut day = jiff::civil::date(1970, 1, 1);
        while day.year() < 2070 {
            let ours = Date { year: day.year() as u16, month: day.month() as u8, day: day.day() as u8 };
            assert_eq!(ours.weekday(), day.weekday().to_monday_zero_offset() as usize, "{ours}");
            assert_eq!(Date::of_days(ours.days()), ours);
            assert_eq!(Date::parse(&ours.to_string()), Some(ours));
            day = day.tomorrow().unwrap();
        }
    }
}
