//! Translates the names that Windows and Outlook give to time zones into names of the IANA database.
//!
//! The rule of this file: the list is the one in Unicode's CLDR, from a crate; nothing is added to it here.

use strum::IntoEnumIterator;
use windows_timezones::WindowsTimezone;

/// The IANA name for a zone that Windows calls `W. Europe Standard Time` or Outlook shows as
/// `(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna`.
pub fn iana(name: &str) -> Option<&'static str> {
    let wanted = name.trim().to_lowercase().replace("daylight time", "standard time");
    let by_name = WindowsTimezone::iter().find(|zone| zone.name().eq_ignore_ascii_case(&wanted));
    by_name.or_else(|| shown_by_outlook(name.trim())).map(WindowsTimezone::tzdb_id)
}

/// The same, but only for a whole name: places without an offset before them, like `Berlin`, may mean anything.
pub fn iana_of_whole(name: &str) -> Option<&'static str> {
    let is_whole = name.trim().starts_with('(') || name.to_lowercase().trim().ends_with(" time");
    iana(name).filter(|_| is_whole)
}

/// The note in the report about a name that was read as this IANA zone.
pub fn note(zone: &str) -> String {
    format!("is a Windows name, read as `{zone}` according to Unicode's list")
}

/// The zone whose places Outlook lists. Other versions and languages of Windows name some of the places differently, so
/// this takes the zone with the same offset that shares most of them.
fn shown_by_outlook(name: &str) -> Option<WindowsTimezone> {
    let (places, offset) = (places(name), offset(name));
    let mut best: Vec<WindowsTimezone> = Vec::new();
    let mut most = 1;
    for zone in WindowsTimezone::iter() {
        if offset.is_some() && self::offset(zone.description()) != offset {
            continue;
        }
        let shared = self::places(zone.description()).iter().filter(|place| places.contains(place)).count();
        if shared > most {
            best.clear();
            most = shared;
        }
        if shared == most {
            best.push(zone);
        }
    }
    Some(best).filter(|best| best.len() == 1)?.pop()
}

/// The offset at the beginning of such a name, in one spelling: `UTC+01:00` for `(GMT+01:00) Berlin`.
fn offset(shown: &str) -> Option<String> {
    let (offset, _) = shown.strip_prefix('(')?.split_once(')')?;
    let offset = offset.to_uppercase().replace("GMT", "UTC");
    Some(if offset == "UTC" { "UTC+00:00".to_owned() } else { offset })
}

/// The places that such a name lists, in lower case.
fn places(shown: &str) -> Vec<String> {
    let after_offset = shown.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let places = after_offset.map_or(shown, |(_, places)| places).replace(" and ", " & ").to_lowercase();
    let places = places.split([',', ':', ';']).map(|place| place.trim().to_owned());
    places.filter(|place| !place.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::steps::zone::Zone;

    #[test]
    fn both_names_of_every_windows_zone_lead_to_a_zone_of_the_database() {
        for zone in WindowsTimezone::iter() {
            assert!(Zone::named(zone.tzdb_id()).is_some(), "{zone:?}");
            assert_eq!(iana(zone.name()), Some(zone.tzdb_id()), "{zone:?}");
            assert_eq!(iana(zone.description()), Some(zone.tzdb_id()), "{zone:?}");
        }
    }

    #[test]
    fn other_words_are_not_windows_zones() {
        for name in ["", "()", "(UTC+01:00)", "UTC+01:00", "(UTC+02:00) Berlin", "Nowhere", "Marsh Time"] {
            assert_eq!(iana(name), None, "{name}");
        }
    }
}
