//! Interprets a calendar's `TZID`: it is a zone of the database, a Windows name, a fixed offset, or a name for rules in
//! the calendar.
//!
//! The rule of this file: if the database has the name, and it is that of a place, the database counts, because its
//! rules are right. The calendar's own rules count if the name is not that of a place (`GMT`, `EST`), if it is not in
//! the database, or if it is a Windows name and the rules differ.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::{Offset, TimeZone};
use jiff::{Span, Timestamp};

use super::content::{Component, Property};
use crate::domain::validate::is_of_a_place;
use crate::import::steps::zone::Zone;
use crate::import::values::windows_zone;

/// The zones that a calendar defines.
#[derive(Default)]
pub struct Zones {
    defined: BTreeMap<String, Vec<Observance>>,
    named: BTreeMap<String, Option<Named>>,
}

/// The meaning of a `TZID`.
pub struct ZoneReading<'a> {
    /// How its times are read.
    pub rules: Rules<'a>,
    /// A note for the report, if there is anything to note.
    pub note: Option<String>,
}

/// A zone of the database, and whether the given name is the database's or Windows'.
#[derive(Clone)]
enum Named {
    Database(Zone),
    Windows(Zone),
}

/// The rules of a `TZID`: its offsets from UTC.
pub enum Rules<'a> {
    /// A zone of the database.
    Of(Zone),
    /// A fixed offset from UTC.
    Fixed(Offset),
    /// The calendar's own rules.
    Defined(&'a [Observance]),
}

/// A stretch of the year with one offset.
pub struct Observance {
    from: DateTime,
    before: Offset,
    offset: Offset,
    /// When it begins each year: the month, and which of its weekdays.
    yearly: Option<Yearly>,
    until: Option<DateTime>,
}

struct Yearly {
    month: i8,
    nth: i8,
    weekday: Weekday,
}

impl Zones {
    /// The zones that a calendar defines.
    pub fn of(calendar: &Component) -> Zones {
        let mut defined = BTreeMap::new();
        for zone in calendar.parts("VTIMEZONE") {
            let observances: Vec<Observance> = zone.parts.iter().filter_map(observance).collect();
            if let Some(id) = zone.property("TZID").filter(|_| !observances.is_empty()) {
                defined.insert(id.value.trim().to_owned(), observances);
            }
        }
        Zones { defined, named: BTreeMap::new() }
    }

    /// The meaning of a `TZID` for this time; `None` if it is unknown.
    pub fn reading(&mut self, id: &str, wall: DateTime) -> Option<ZoneReading<'_>> {
        let id = id.trim();
        let defined = self.defined.get(id).map(|observances| Rules::Defined(observances));
        let named = self.named.entry(id.to_owned()).or_insert_with(|| named(id)).clone();
        let without_note = |rules| Some(ZoneReading { rules, note: None });
        match (named, defined) {
            (Some(Named::Database(zone)), Some(defined)) if !is_of_a_place(&zone.name) => {
                without_note(defined)
            }
            (Some(Named::Database(zone)), _) => {
                Some(ZoneReading { note: note(&zone), rules: Rules::Of(zone) })
            }
            (Some(Named::Windows(zone)), defined) => {
                let note = windows_zone::note(&zone.name);
                let rules = Rules::Of(zone);
                match defined.filter(|defined| defined.instant(wall) != rules.instant(wall)) {
                    Some(defined) => without_note(defined),
                    None => Some(ZoneReading { rules, note: Some(note) }),
                }
            }
            (None, Some(defined)) => without_note(defined),
            (None, None) => {
                let is_only_offset = !id.contains(' ');
                let note = "is not in any list of zones, and was read by its offset alone, without summer time; \
                            if that is wrong, make the calendar use the zone's IANA name";
                let note = (!is_only_offset).then(|| note.to_owned());
                fixed(id).map(|offset| ZoneReading { rules: Rules::Fixed(offset), note })
            }
        }
    }
}

/// The note about `EST` and similar names: they are a fixed offset, though many places that use them have summer time.
/// `UTC` needs no note.
fn note(zone: &Zone) -> Option<String> {
    let is_doubtful = ["EST", "MST", "HST"].contains(&zone.name.as_str());
    let note = "has no summer time, and the calendar has no rules for it; if the place has summer time, make the calendar \
                use the zone's IANA name";
    is_doubtful.then(|| note.to_owned())
}

impl Rules<'_> {
    /// The instant at which these rules give this local time.
    pub fn instant(&self, wall: DateTime) -> Option<Timestamp> {
        match self {
            Rules::Of(zone) => Some(zone.rules.to_ambiguous_zoned(wall).compatible().ok()?.timestamp()),
            Rules::Fixed(offset) => offset.to_timestamp(wall).ok(),
            Rules::Defined(observances) => offset_at(observances, wall)?.to_timestamp(wall).ok(),
        }
    }
}

/// The zone of this name.
fn named(id: &str) -> Option<Named> {
    let of_windows = || windows_zone::iana(id).and_then(Zone::named);
    in_database(id).map(Named::Database).or_else(|| of_windows().map(Named::Windows))
}

/// A zone of the database by the names that calendars give it: `Europe/Berlin`,
/// `/mozilla.org/20050126_1/Europe/Berlin`, `Europe-Berlin`.
fn in_database(id: &str) -> Option<Zone> {
    let id = id.strip_prefix("tzone://Microsoft/").unwrap_or(id);
    let parts: Vec<&str> = id.split('/').filter(|part| !part.is_empty()).collect();
    let of_last = |count: usize| Some(parts.get(parts.len().checked_sub(count)?..)?.join("/"));
    let with_slash =
        Some(id.replacen('-', "/", 1)).filter(|id| id.starts_with(|first: char| first.is_uppercase()));
    let is_path = id.starts_with('/');
    let names =
        [Some(id.to_owned()), of_last(3).filter(|_| is_path), of_last(2).filter(|_| is_path), with_slash];
    names.into_iter().flatten().find_map(|name| Zone::named(&name))
}

/// A fixed offset from UTC, like `UTC+01:00`, `GMT-5`, `+0530`.
fn fixed(id: &str) -> Option<Offset> {
    let id = id.trim_matches(['(', ')', '"']);
    let rest = ["UTC", "GMT"].into_iter().find_map(|name| id.strip_prefix(name)).unwrap_or(id);
    if rest.is_empty() {
        return (rest.len() < id.len()).then_some(Offset::UTC);
    }
    offset(rest.split([')', ' ']).next()?)
}

/// An offset, like `+0100`, `-01:30`, `+5`, `+013045`.
fn offset(text: &str) -> Option<Offset> {
    let sign = match text.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let digits: String = text[1..].chars().filter(|letter| *letter != ':').collect();
    let number =
        |from: usize, to: usize| digits.get(from..to).map_or(Some(0), |part| part.parse::<i32>().ok());
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = match digits.len() {
        1 | 2 => digits.parse::<i32>().ok()? * 3_600,
        4 | 6 => number(0, 2)? * 3_600 + number(2, 4)? * 60 + number(4, 6)?,
        _ => return None,
    };
    Offset::from_seconds(sign * seconds).ok()
}

fn observance(part: &Component) -> Option<Observance> {
    let value = |name: &str| part.property(name).map(|line| line.value.trim());
    let rule = part.property("RRULE").map(rule).unwrap_or_default();
    let day = rule.get("BYDAY").and_then(|day| {
        let (nth, weekday) = day.split_at_checked(day.len().checked_sub(2)?)?;
        let weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
        let weekday = weekdays.iter().position(|other| *other == weekday)? as i8;
        Some((nth.parse().unwrap_or(1), Weekday::from_monday_zero_offset(weekday).ok()?))
    });
    let month = rule.get("BYMONTH").and_then(|month| month.parse().ok());
    Some(Observance {
        from: wall(value("DTSTART")?)?,
        before: offset(value("TZOFFSETFROM")?)?,
        offset: offset(value("TZOFFSETTO")?)?,
        yearly: day.zip(month).map(|((nth, weekday), month)| Yearly { month, nth, weekday }),
        until: rule.get("UNTIL").and_then(|until| wall(until)),
    })
}

/// The parts of a rule like `FREQ=YEARLY;BYMONTH=3`, by name.
fn rule(line: &Property) -> BTreeMap<String, String> {
    let parts = line.value.split(';').filter_map(|part| part.split_once('='));
    parts.map(|(name, value)| (name.trim().to_ascii_uppercase(), value.trim().to_ascii_uppercase())).collect()
}

/// The offset at a local time: that of the observance that began last.
fn offset_at(observances: &[Observance], wall: DateTime) -> Option<Offset> {
    let begun =
        observances.iter().filter_map(|observance| Some((observance.last_begin(wall)?, observance.offset)));
    let last = begun.max_by_key(|(begin, _)| *begin).map(|(_, offset)| offset);
    last.or_else(|| Some(observances.iter().min_by_key(|observance| observance.from)?.before))
}

impl Observance {
    /// The last time at which it began, at or before this one.
    fn last_begin(&self, wall: DateTime) -> Option<DateTime> {
        let Some(Yearly { month, nth, weekday }) = self.yearly else {
            return Some(self.from).filter(|from| *from <= wall);
        };
        let in_year = |year: i16| {
            let day = Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?;
            let begin = day.to_datetime(self.from.time());
            let ended = self.until.is_some_and(|until| begin > until.saturating_add(Span::new().days(1)));
            (begin >= self.from && begin <= wall && !ended).then_some(begin)
        };
        // An observance whose rule has ended applies until another one begins.
        let years = (self.from.year()..=wall.year()).rev();
        let last = years.take(2).find_map(in_year);
        last.or_else(|| {
            self.until.and_then(|until| (self.from.year()..=until.year()).rev().take(2).find_map(in_year))
        })
    }
}

/// A time as iCalendar writes it, `20270305T093000`, with or without a `Z`.
pub fn wall(text: &str) -> Option<DateTime> {
    let text = text.strip_suffix(['Z', 'z']).unwrap_or(text);
    // jiff accepts more: a date alone, and dates with hyphens, whose offset would be lost here.
    matches!(text.as_bytes().get(8), Some(b'T' | b't')).then(|| text.parse().ok())?
}

/// The offset of these rules from UTC in minutes, for a draft's hints.
pub fn minutes(rules: &Rules<'_>, at: Timestamp) -> i32 {
    let seconds = match rules {
        Rules::Of(zone) => zone.rules.to_offset(at).seconds(),
        Rules::Fixed(offset) => offset.seconds(),
        Rules::Defined(observances) => {
            let wall = TimeZone::UTC.to_datetime(at);
            offset_at(observances, wall).map_or(0, Offset::seconds)
        }
    };
    seconds / 60
}
