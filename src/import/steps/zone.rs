//! Chooses the conference's time zone: the organiser's option, otherwise the zone in the conference file, otherwise the
//! one in the exports. If there is none, the import stops and says which option to add.
//!
//! The rule of this file: a zone is never guessed, because a wrong zone would make every time wrong. A name is valid if
//! the time zone database has it.

use jiff::tz::{self, TimeZone};

use crate::domain::validate::{is_of_a_place, is_utc};
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

/// The zone for the times of these drafts; `None` if there are no times and no zone is given. Warns of a zone that
/// hardly any conference uses, but not of UTC if the organiser chose it, by the option or in the conference file.
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
    let in_files: Vec<InFile<'_>> =
        drafts.iter().filter_map(|draft| draft.zone.as_deref()).map(InFile::named).collect();
    let others = |zone: &Zone| {
        let differs = |other: &&InFile<'_>| other.zone.as_ref().is_none_or(|other| other.name != zone.name);
        in_files.iter().filter(differs).map(|other| other.written).collect::<Vec<_>>()
    };
    let (zone, is_chosen) = if let Some(name) = by_organiser {
        let zone = Zone::named(name).ok_or_else(|| Refused(no_zone(name)))?;
        for other in others(&zone) {
            let what = format!("{}, as you chose; an export says `{other}`", zone.name);
            lines.push(Line::new(Kind::Conference, "time zone", what));
        }
        (Some(zone), true)
    } else if let Some(zone) = before.and_then(Zone::named) {
        for other in others(&zone) {
            let what = format!(
                "an export has this zone; the conference file's {} stays; `--zone` changes it",
                zone.name
            );
            lines.push(Line::new(Kind::Zone, other, what));
        }
        (Some(zone), true)
    } else {
        (in_exports(&in_files, lines), false)
    };
    if zone.is_none() && times(drafts).next().is_some() {
        return Err(Refused(question(drafts, &in_files)));
    }
    let is_doubtful = |zone: &&Zone| !is_of_a_place(&zone.name) && !(is_chosen && is_utc(&zone.name));
    if let Some(zone) = zone.as_ref().filter(is_doubtful) {
        let what = "hardly any conference uses this zone; add `--zone` with the zone of the venue";
        lines.push(Line::new(Kind::Zone, &zone.name, what));
    }
    Ok(zone)
}

/// The zone of an export.
struct InFile<'a> {
    /// Its name in the file.
    written: &'a str,
    /// The zone that the name means: one of the database, or one of Windows.
    zone: Option<Zone>,
}

impl InFile<'_> {
    fn named(written: &str) -> InFile<'_> {
        let zone =
            Zone::named(written).or_else(|| windows_zone::iana_of_whole(written).and_then(Zone::named));
        InFile { written, zone }
    }
}

/// The first zone in the exports. Reports unknown zones, Windows' names, and zones that differ from the first.
fn in_exports(in_files: &[InFile<'_>], lines: &mut Vec<Line>) -> Option<Zone> {
    let mut first: Option<&Zone> = None;
    for InFile { written, zone } in in_files {
        let Some(zone) = zone else {
            lines.push(Line::new(Kind::Zone, *written, no_zone(written)));
            continue;
        };
        if Zone::named(written).is_none() {
            lines.push(Line::new(Kind::Zone, *written, windows_zone::note(&zone.name)));
        }
        let first = first.get_or_insert(zone);
        if zone.name != first.name {
            let what = format!(
                "an export has this zone; {} is used, from another export; `--zone` changes it",
                first.name
            );
            lines.push(Line::new(Kind::Zone, &zone.name, what));
        }
    }
    first.cloned()
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
fn question(drafts: &[Draft], in_files: &[InFile<'_>]) -> String {
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
    // `chosen` asks only if none of them is a zone.
    let unnamed = match in_files {
        [] => "the files do not give the conference's time zone".to_owned(),
        [first, ..] => format!("`{}`, the time zone in the files, is not an IANA time zone", first.written),
    };
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
