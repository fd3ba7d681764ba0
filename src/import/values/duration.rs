//! Durations as exports write them, in minutes.
//!
//! The rule of this file: three numbers may be hours, minutes and seconds, or days, hours and minutes. They are read as
//! days only if the whole file shows that; if that is not certain, the caller is informed, for the report.

use jiff::{Span, SpanRelativeTo};

/// What the three numbers of `2:06:30` mean in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// Hours, minutes and seconds.
    Seconds,
    /// Days, hours and minutes.
    Days,
}

impl Units {
    /// What the three numbers mean in a file with these durations. They are days, hours and minutes if three conditions
    /// hold: every duration can be read so; the last number of one of them is not plausible as seconds; and another
    /// duration either has hours and minutes without seconds (`0:30`), or would otherwise be shorter than a minute
    /// (`0:00:45`).
    pub fn of<'a>(durations: impl Iterator<Item = &'a str>) -> Units {
        let (mut have_two, mut can_be_days, mut have_minutes_last, mut have_no_minute) =
            (false, true, false, false);
        for duration in durations {
            let parts: Vec<&str> = duration.trim().split(':').collect();
            have_two |= parts.len() == 2;
            if let Some([first, second, last]) = three_numbers(duration) {
                can_be_days &= second < 24 && last < 60;
                have_minutes_last |= last != 0;
                have_no_minute |= first == 0 && second == 0 && last != 0;
            }
        }
        let counts_days = can_be_days && have_minutes_last && (have_two || have_no_minute);
        if counts_days { Units::Days } else { Units::Seconds }
    }
}

/// The three numbers of `2:06:30`.
fn three_numbers(text: &str) -> Option<[i64; 3]> {
    let numbers: Option<Vec<i64>> = text.trim().split(':').map(number).collect();
    numbers?.try_into().ok()
}

fn number(part: &str) -> Option<i64> {
    part.trim().parse::<u32>().ok().map(i64::from)
}

/// Whether the three numbers could also be days, hours and minutes: `2:06:30`, but neither `0:30:00` nor `2:06:00`,
/// which nobody would take for days.
pub fn is_doubtful(text: &str) -> bool {
    three_numbers(text)
        .is_some_and(|[first, second, last]| first > 0 && second < 24 && (1..60).contains(&last))
}

/// A duration in minutes: `0:30`, `135:00`, `00:30:00`, `1:00:00:00`, `1 day, 2:00:00`, `PT1H30M`, `P1DT2H`, `45`, and
/// the `135.0:00` of old pretalx. It may be zero or negative.
pub fn minutes(text: &str, units: Units) -> Option<i64> {
    let text = text.trim();
    if text.starts_with(['P', 'p']) {
        let span: Span = text.parse().ok()?;
        return Some(span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()?.as_mins());
    }
    if let Some(rest) = text.strip_prefix('-') {
        return Some(-minutes_of_time(rest, units)?);
    }
    match days_and_time(text) {
        Some((days, "")) => Some(days * 24 * 60),
        Some((days, time)) => Some(days * 24 * 60 + minutes_of_time(time, Units::Seconds)?),
        None => minutes_of_time(text, units),
    }
}

fn minutes_of_time(text: &str, units: Units) -> Option<i64> {
    let parts: Vec<&str> = text.split(':').collect();
    Some(match parts[..] {
        [minutes] => number(minutes)?,
        // Old pretalx wrote the minutes, with a decimal point, in the place of the hours.
        [minutes, "00"] if minutes.ends_with(".0") => number(minutes.strip_suffix(".0")?)?,
        [hours, minutes] => number(hours)? * 60 + number(minutes)?,
        [days, hours, minutes] if units == Units::Days => {
            (number(days)? * 24 + number(hours)?) * 60 + number(minutes)?
        }
        [hours, minutes, seconds] => {
            number(seconds.split('.').next()?)?;
            number(hours)? * 60 + number(minutes)?
        }
        [days, hours, minutes, seconds] => {
            number(seconds)?;
            (number(days)? * 24 + number(hours)?) * 60 + number(minutes)?
        }
        _ => return None,
    })
}

/// The days and the rest of `1 day, 2:00:00` (Python) and `1 02:00:00` (Django).
fn days_and_time(text: &str) -> Option<(i64, &str)> {
    let (days, rest) = text.split_once(' ')?;
    let rest = rest.trim_start();
    let after_word = ["days", "day"].into_iter().find_map(|word| rest.strip_prefix(word));
    let time = after_word.unwrap_or(rest).trim_start_matches([',', ' ']);
    let is_time = time.contains(':') || time.is_empty() && after_word.is_some();
    is_time.then_some((number(days)?, time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_read_in_every_dialect() {
        for (text, expected) in [
            ("0:30", Some(30)),
            ("00:30:00", Some(30)),
            ("0:30:00.0", Some(30)),
            ("54:00", Some(54 * 60)),
            ("00:90", Some(90)),
            ("135.0:00", Some(135)),
            ("PT1H30M", Some(90)),
            ("P1DT2H", Some(26 * 60)),
            ("45", Some(45)),
            ("00:00", Some(0)),
            ("-1:00", Some(-60)),
            ("1:00:00:00", Some(24 * 60)),
            ("1 day, 2:00", Some(26 * 60)),
            ("2 days, 2:30:00", Some(50 * 60 + 30)),
            ("1 02:00:00", Some(26 * 60)),
            ("3 days", Some(3 * 24 * 60)),
            ("", None),
            ("an hour", None),
            ("45 minutes", None),
            ("1:2:3:4:5", None),
            ("1:2:x", None),
            ("99999999999:00", None),
        ] {
            assert_eq!(minutes(text, Units::Seconds), expected, "{text}");
        }
        assert_eq!(minutes("2:06:30", Units::Seconds), Some(126));
        assert_eq!(minutes("2:06:30", Units::Days), Some((2 * 24 + 6) * 60 + 30));
        assert_eq!(minutes("0:30", Units::Days), Some(30));
    }

    #[test]
    fn three_numbers_count_days_only_where_the_file_shows_it() {
        for (durations, expected) in [
            (&["0:30", "2:06:30"][..], Units::Days),
            (&["0:00:45", "1:02:00"], Units::Days),
            (&["2:06:30"], Units::Seconds),
            (&["0:30", "2:00:00"], Units::Seconds),
            (&["0:30:00", "2:06:30"], Units::Seconds),
            (&["0:30", "0:45:00", "2:06:30"], Units::Seconds),
            (&["0:30", "1:30:15"], Units::Seconds),
            (&["0:30", "1:00"], Units::Seconds),
            (&[], Units::Seconds),
        ] {
            assert_eq!(Units::of(durations.iter().copied()), expected, "{durations:?}");
        }
    }

    #[test]
    fn what_could_be_days_as_well_is_doubtful() {
        assert!(is_doubtful("2:06:30") && is_doubtful("1:00:15"));
        for text in ["0:30:00", "2:06:00", "1:30:15", "0:00:45", "2:06", "1:00:00:00", "x"] {
            assert!(!is_doubtful(text), "{text}");
        }
    }
}
