//! Chooses the conference's time zone: the organiser's option, otherwise the zone in the conference file, otherwise the
//! one in the exports. If there is none, the import stops and says which option to add.
//!
//! The rule of this file: a zone is never guessed, because a wrong zone would make every time wrong. A name is valid if
//! the time zone database has it.

use jiff::tz::{self, TimeZone};

use crate::import::draft::{Draft, When};
use crate::import::report::{Kind, Line, Refused};
use crate::import::values::windows_zone;

/// A zone of the database.
#[derive(Clone, Debug)]
pub struct Zone {
    /// Its name.
    pub name: String,
    /// Its rules, from the time zone database.
    pub rules: TimeZone,
}

impl Zone {
    /// The zone of this name. `US/Eastern` and other old names are in the database too.
    pub fn named(name: &str) -> Option<Zone> {
        let rules = TimeZone::get(name.trim()).ok()?;
        let name = rules.iana_name()?.to_owned();
        Some(Zone { name, rules })
    }
}

/// Whether a zone of the database belongs to a place. `UTC`, `EST` and others are only an offset, and `Factory` stands
/// for no zone.
pub fn is_of_a_place(name: &str) -> bool {
    let of_no_place = [
        "UTC",
        "UCT",
        "GMT",
        "GMT0",
        "GMT+0",
        "GMT-0",
        "Greenwich",
        "Universal",
        "Zulu",
        "EST",
        "MST",
        "HST",
        "Factory",
    ];
    !name.starts_with("Etc/") && !of_no_place.contains(&name)
}

/// The zone for the times of these drafts; `None` if there are no times and no zone is given.
///
/// # Errors
///
/// A sentence that says which option to add.
pub fn chosen(
    by_organiser: Option<&str>,
    drafts: &[Draft],
    before: Option<&str>,
    lines: &mut Vec<Line>,
) -> Result<Option<Zone>, Refused> {
    let in_files: Vec<&str> = drafts.iter().filter_map(|draft| draft.zone.as_deref()).collect();
    if let Some(name) = by_organiser {
        let zone = Zone::named(name).ok_or_else(|| Refused(no_zone(name)))?;
        for other in in_files.iter().filter(|other| **other != zone.name) {
            let what = format!("{}, as you chose; an export says `{other}`", zone.name);
            lines.push(Line::new(Kind::Conference, "time zone", what));
        }
        return Ok(Some(zone));
    }
    if let Some(zone) = before.and_then(Zone::named) {
        for other in in_files.iter().filter(|other| **other != zone.name) {
            let what = format!(
                "an export has this zone; the conference file's {} stays; `--zone` changes it",
                zone.name
            );
            lines.push(Line::new(Kind::Zone, *other, what));
        }
        return Ok(Some(zone));
    }
    let mut chosen: Option<Zone> = None;
    for name in in_files {
        match (Zone::named(name), &chosen) {
            (None, _) => lines.push(Line::new(Kind::Zone, name, no_zone(name))),
            (Some(zone), None) => chosen = Some(zone),
            (Some(zone), Some(first)) if zone.name != first.name => {
                let what = format!(
                    "an export has this zone; {} is used, from another export; `--zone` changes it",
                    first.name
                );
                lines.push(Line::new(Kind::Zone, zone.name, what));
            }
            (Some(_), Some(_)) => {}
        }
    }
    if let Some(zone) = chosen.as_ref().filter(|zone| !is_of_a_place(&zone.name)) {
        let what = "hardly any conference uses this zone; add `--zone` with the zone of the venue";
        lines.push(Line::new(Kind::Zone, &zone.name, what));
    }
    match chosen {
        None if times(drafts).next().is_some() => Err(Refused(question(drafts))),
        chosen => Ok(chosen),
    }
}

fn times(drafts: &[Draft]) -> impl Iterator<Item = When> {
    drafts.iter().flat_map(|draft| {
        let sessions = draft.sessions.iter().filter_map(|session| session.start);
        sessions.chain(draft.breaks.iter().filter_map(|pause| pause.start))
    })
}

fn no_zone(name: &str) -> String {
    let wanted = name.trim().replace(' ', "_").to_lowercase();
    let in_any_continent = format!("/{wanted}");
    let database = tz::db();
    let is_like = |zone: &String| {
        let zone = zone.to_lowercase();
        zone == wanted || zone.ends_with(&in_any_continent)
    };
    let like = database.available().map(|zone| zone.to_string()).find(is_like);
    let like = like.or_else(|| windows_zone::iana(name).map(str::to_owned));
    match like {
        Some(zone) => format!("`{name}` is not an IANA time zone; use `--zone {zone}`"),
        None => format!("`{name}` is not an IANA time zone; use one like `--zone Europe/Berlin`"),
    }
}

/// The message that asks for the zone, with zones that fit the offsets in the files.
fn question(drafts: &[Draft]) -> String {
    let offsets: Vec<i32> = drafts.iter().flat_map(|draft| draft.offsets.iter().copied()).collect();
    let is_like = |zone: &TimeZone| {
        times(drafts).all(|time| match time {
            When::Instant(instant) => offsets.contains(&(zone.to_offset(instant).seconds() / 60)),
            When::Wall(_) => true,
        })
    };
    let fits = |name: &&&str| {
        offsets.iter().any(|offset| *offset != 0)
            && Zone::named(name).is_some_and(|zone| is_like(&zone.rules))
    };
    let fitting: Vec<String> =
        WELL_KNOWN.iter().filter(fits).take(6).map(|zone| format!("`--zone {zone}`")).collect();
    let unnamed = "the files do not give the conference's time zone";
    match fitting.as_slice() {
        [] => {
            format!("{unnamed}; add its IANA name, like `--zone Europe/Berlin` or `--zone America/New_York`")
        }
        fitting => {
            format!("{unnamed}; add the right one; these fit the times: {}", fitting.join(", "))
        }
    }
}

/// Zones of many conferences, to choose from.
const WELL_KNOWN: &[&str] = &[
    "Europe/Berlin",
    "Europe/Brussels",
    "Europe/Paris",
    "Europe/Madrid",
    "Europe/London",
    "Europe/Lisbon",
    "Europe/Helsinki",
    "Europe/Istanbul",
    "America/New_York",
    "America/Toronto",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/Sao_Paulo",
    "Africa/Lagos",
    "Africa/Nairobi",
    "Africa/Johannesburg",
    "Asia/Jerusalem",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Asia/Taipei",
    "Asia/Tokyo",
    "Asia/Seoul",
    "Australia/Brisbane",
    "Australia/Sydney",
    "Pacific/Auckland",
];
