//! Reads iCalendar, which nearly every system exports, often with fewer details than its other exports.
//!
//! The rule of this file: nothing is guessed. `title - speakers` is a title, because it is not clear where the title
//! ends; attendees are not speakers, unless the system is known to write speakers in this way; and the zone in which a
//! calendar wants to be displayed (`X-WR-TIMEZONE`) is not the zone of its times without one.

// Lines and components.
mod content;
// The values of one event.
mod event;
// The meaning of `TZID`.
mod zones;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use self::content::{Component, Property};
use self::zones::{Rules, Zones};
use crate::domain::validate::is_of_a_place;
use crate::import::draft::{Decision, Draft, DraftLink, DraftSession, DraftSpeaker, When};
use crate::import::report::{Kind, Line, Refused};
use crate::import::steps::zone::Zone;
use crate::import::text::line;
use crate::import::values::{when, windows_zone};

/// Whether a file is a calendar.
pub fn is_this(file: &[u8]) -> bool {
    let file = file.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file).trim_ascii_start();
    file.get(..15).is_some_and(|start| start.eq_ignore_ascii_case(b"BEGIN:VCALENDAR"))
}

/// Reads a calendar. It takes bytes, because a folded line may divide a letter of UTF-8.
///
/// # Errors
///
/// A sentence that says why the file is not a calendar.
pub fn read(file: &[u8], name: &str) -> Result<Draft, Refused> {
    let text = String::from_utf8(content::unfolded(file)).map_err(|_| {
        Refused::because(format!(
            "`{name}` is a calendar, but not in UTF-8; export it again, or save it as UTF-8"
        ))
    })?;
    let parsed = content::parse(text.trim_start_matches('\u{feff}'));
    if parsed.is_cut_off {
        let sentence = "ends in the middle: it was not copied or downloaded completely; get it again";
        return Err(Refused::because(format!("`{name}` {sentence}")));
    }
    let mut reader = Reader::default();
    for calendar in parsed.components.iter().filter(|component| component.name == "VCALENDAR") {
        reader.calendar(calendar);
    }
    Ok(reader.finish())
}

/// The system that wrote the calendar, if it adds something to the standard.
#[derive(Clone, Copy, PartialEq)]
enum System {
    /// sched.com: the conference's name is in the product's name, and the calendar's name is the conference's part of
    /// the address.
    Sched,
    Other,
}

#[derive(Default)]
struct Reader {
    draft: Draft,
    /// How often the calendar names each zone of the database.
    zones: BTreeMap<String, usize>,
    has_floating: bool,
    /// The zone in which the calendar wants to be displayed (`X-WR-TIMEZONE`).
    shown_in: Option<String>,
    /// For each session, its categories.
    categories: Vec<Vec<String>>,
    people: BTreeSet<String>,
    attendees: usize,
    others: BTreeMap<String, usize>,
}

impl Reader {
    fn calendar(&mut self, calendar: &Component) {
        let product = calendar.words("PRODID").unwrap_or_default();
        let system = system(&product);
        let name = calendar.words("X-WR-CALNAME").or_else(|| calendar.words("NAME"));
        let (title, acronym) = match system {
            System::Sched => (name_in(&product).or_else(|| name.clone()), name),
            System::Other => (name, None),
        };
        self.draft.title = self.draft.title.take().or(title);
        self.draft.acronym = self.draft.acronym.take().or(acronym);
        self.shown_in = self.shown_in.take().or_else(|| calendar.words("X-WR-TIMEZONE"));
        self.report_slips(calendar, "the calendar");
        let mut zones = Zones::of(calendar);
        let is_called_off =
            calendar.words("METHOD").is_some_and(|method| method.eq_ignore_ascii_case("CANCEL"));
        for part in &calendar.parts {
            match part.name.as_str() {
                "VEVENT" => self.event(part, &mut zones, is_called_off),
                "VTIMEZONE" => self.report_slips(part, "a time zone of the calendar"),
                other => {
                    self.report_slips(part, &format!("`{other}`"));
                    *self.others.entry(other.to_owned()).or_default() += 1;
                }
            }
        }
    }

    /// Reports how a component breaks the rules of iCalendar.
    fn report_slips(&mut self, component: &Component, about: &str) {
        let mut say = |what: String| self.draft.lines.push(Line::new(Kind::Calendar, about, what));
        if component.unescaped_lines > 0 {
            let lines = match component.unescaped_lines {
                1 => "1 line was".to_owned(),
                count => format!("{count} lines were"),
            };
            say(format!("{lines} added to the text before, because the calendar does not escape line ends"));
        }
        component.slips.iter().cloned().for_each(say);
    }

    /// Reports properties that an event has more than once, although only one is allowed.
    fn given_twice(&mut self, event: &Component, about: &str) {
        // `time_of` chooses between several times, and reports that.
        let of_times = ["DTSTART", "DTEND", "DTSTAMP"];
        for name in content::ONCE.iter().filter(|name| !of_times.contains(name)) {
            let values = event.all(name).map(Property::words).filter(|words| !words.is_empty());
            let mut values: Vec<String> = values.collect();
            values.dedup();
            if let [first, _, ..] = values.as_slice() {
                let what = format!("it has several {name}; the first is taken, `{}`", line(first));
                self.draft.lines.push(Line::new(Kind::Calendar, about, what));
            }
        }
    }

    fn event(&mut self, event: &Component, zones: &mut Zones, is_called_off: bool) {
        let title = event.words("SUMMARY").unwrap_or_default();
        // Its name in the report.
        let name = line(&title);
        self.report_slips(event, &name);
        self.given_twice(event, &name);
        let word = event.words("STATUS");
        let (state, cancelled) = match event.words("CLASS") {
            Some(class) if ["PRIVATE", "CONFIDENTIAL"].contains(&class.to_ascii_uppercase().as_str()) => {
                (Decision::NotAccepted(class.to_ascii_lowercase()), false)
            }
            _ => Decision::of(word.as_deref()),
        };
        let url = event.words("URL");
        let mut session = DraftSession {
            keys: event::keys(event.words("UID").as_deref(), url),
            description: event::description(event),
            room: event::location(event),
            speakers: self.speakers(event),
            cancelled: cancelled || is_called_off,
            state,
            links: self.links(event, &name),
            ..DraftSession::default()
        };
        // FOSDEM names the zone in a separate line instead of with the times.
        let zone_of_event = event.words("TZID");
        let mut time = |property: &str| {
            let written = self.time_of(event, property, &name)?;
            Some(self.time(written, zone_of_event.as_deref(), zones, &name))
        };
        let start = time("DTSTART");
        session.is_start_told = start == Some(None);
        session.start = start.flatten();
        let end = time("DTEND");
        session.end = end.flatten();
        if let Some(line) = event.property("DURATION").filter(|_| end.is_none()) {
            session.minutes = event::minutes(line.value.trim());
            if session.minutes.is_none() {
                let what = format!("`{}` is not a duration", line.value.trim());
                self.draft.lines.push(Line::new(Kind::Duration, &name, what));
            }
        }
        if event.property("RRULE").or_else(|| event.property("RDATE")).is_some() {
            let what = "it repeats by a rule, and only its first time was imported; make the calendar list each time";
            self.draft.lines.push(Line::new(Kind::Repeats, &name, what));
        }
        session.title = title;
        self.categories.push(event.all("CATEGORIES").flat_map(Property::list).collect());
        self.draft.sessions.push(session);
    }

    /// The property with the time; if there are several, the first that has a time of day.
    fn time_of<'a>(&mut self, event: &'a Component, name: &'a str, about: &str) -> Option<&'a Property> {
        let lines: Vec<&Property> = event.all(name).filter(|line| !line.value.trim().is_empty()).collect();
        let taken = *lines.iter().find(|line| !is_day(line.value.trim())).or(lines.first())?;
        if lines.iter().any(|line| line.value.trim() != taken.value.trim()) {
            let what = format!("it has several {name}; `{}` is taken", taken.value.trim());
            self.draft.lines.push(Line::new(Kind::Calendar, about, what));
        }
        Some(taken)
    }

    /// A time; `None`, with a line in the report, if it is a day or cannot be read.
    fn time(
        &mut self,
        line: &Property,
        of_event: Option<&str>,
        zones: &mut Zones,
        title: &str,
    ) -> Option<When> {
        let mut written = line.value.trim();
        let mut id = line.parameter("TZID").or(of_event).unwrap_or_default().trim().to_owned();
        // `TZID=UTC+05:30:20270305T093000`: without quotes the name ends at the colon of its offset, so the value has
        // the rest of it.
        if let Some((more, time)) = written.rsplit_once(':').filter(|(_, time)| zones::wall(time).is_some()) {
            id = format!("{id}:{more}");
            written = time;
        }
        let is_start = line.name == "DTSTART";
        let kind = if is_start { Kind::NoTime } else { Kind::Duration };
        if is_day(written) {
            // The end of a whole-day event adds nothing to its start.
            if is_start {
                let day = format!("{}-{}-{}", &written[..4], &written[4..6], &written[6..]);
                self.draft.lines.push(Line::new(
                    kind,
                    title,
                    format!("it is a whole-day event on {day}, without a time"),
                ));
            }
            return None;
        }
        let Some(wall) = zones::wall(written) else {
            // `2027-03-05T09:30:00+01:00` is not iCalendar, but its meaning is clear.
            let time = when::when(written);
            if time.is_none() {
                self.draft.lines.push(Line::new(kind, title, format!("`{written}` is not a time")));
            }
            self.draft.offsets.extend(when::offset(written));
            return time;
        };
        if written.ends_with(['Z', 'z']) {
            // Not a hint for the zone: calendars write UTC wherever the conference is.
            return jiff::tz::TimeZone::UTC.to_timestamp(wall).ok().map(When::Instant);
        }
        if id.is_empty() {
            self.has_floating = true;
            return Some(When::Wall(wall));
        }
        let meaning = zones.reading(&id, wall);
        let Some((meaning, instant)) = meaning.and_then(|meaning| {
            let instant = meaning.rules.instant(wall)?;
            Some((meaning, instant))
        }) else {
            self.about_zone(
                &id,
                "is an unknown time zone; its times are read as local times of the conference",
            );
            self.has_floating = true;
            return Some(When::Wall(wall));
        };
        self.count(&meaning.rules, instant);
        if let Some(note) = &meaning.note {
            self.about_zone(&id, note);
        }
        Some(When::Instant(instant))
    }

    /// Reports something about a zone's name, once.
    fn about_zone(&mut self, id: &str, what: &str) {
        let line = Line::new(Kind::Zone, format!("`{id}`"), what);
        if !self.draft.lines.contains(&line) {
            self.draft.lines.push(line);
        }
    }

    fn count(&mut self, rules: &Rules<'_>, instant: Timestamp) {
        self.draft.offsets.insert(zones::minutes(rules, instant));
        if let Rules::Of(zone) = rules {
            *self.zones.entry(zone.name.clone()).or_default() += 1;
        }
    }

    /// The speakers. FOSDEM and similar systems write them as attendees without an address; RFC 9073 has a component
    /// for them. Other attendees are guests, whose names stay private.
    fn speakers(&mut self, event: &Component) -> Vec<String> {
        let mut names = Vec::new();
        for attendee in event.all("ATTENDEE") {
            let is_speaker = attendee.value.to_ascii_lowercase().contains("invalid:nomail");
            match attendee.parameter("CN").filter(|_| is_speaker) {
                Some(name) => names.push(name.trim().to_owned()),
                None => self.attendees += 1,
            }
        }
        for participant in event.parts("PARTICIPANT") {
            let kind = participant.words("PARTICIPANT-TYPE").unwrap_or_default();
            let name = participant.words("NAME").or_else(|| participant.words("SUMMARY"));
            names.extend(
                name.filter(|_| ["SPEAKER", "PERFORMER"].contains(&kind.to_ascii_uppercase().as_str())),
            );
        }
        let mut keys: Vec<String> = Vec::new();
        for name in names {
            if name.is_empty() || keys.contains(&name) {
                continue;
            }
            if self.people.insert(name.clone()) {
                let speaker =
                    DraftSpeaker { key: name.clone(), name: name.clone(), ..DraftSpeaker::default() };
                self.draft.speakers.push(speaker);
            }
            keys.push(name);
        }
        keys
    }

    fn links(&mut self, event: &Component, title: &str) -> Vec<DraftLink> {
        let mut links = Vec::new();
        for line in ["ATTACH", "CONFERENCE"].into_iter().flat_map(|name| event.all(name)) {
            if line.parameter("VALUE").is_some_and(|value| value.eq_ignore_ascii_case("BINARY")) {
                let what = "a file inside the calendar is left out";
                self.draft.lines.push(Line::new(Kind::Link, title, what));
                continue;
            }
            let label = ["LABEL", "FILENAME", "X-FILENAME"].into_iter().find_map(|name| line.parameter(name));
            let address = line.value.trim().to_owned();
            links.push(DraftLink { label: label.unwrap_or_default().to_owned(), address });
        }
        for picture in event.all("IMAGE") {
            self.draft.lines.push(Line::new(Kind::Picture, title, format!("`{}`", picture.value.trim())));
        }
        links
    }

    fn finish(mut self) -> Draft {
        self.give_categories();
        self.choose_zone();
        if self.attendees > 0 {
            let what = match self.attendees {
                1 => "1 is not taken as a speaker".to_owned(),
                count => format!("{count} are not taken as speakers"),
            };
            self.draft.lines.push(Line::new(Kind::Conference, "attendees", what));
        }
        for (name, count) in std::mem::take(&mut self.others) {
            let what = format!("left out, because they are not events: {count}");
            self.draft.lines.push(Line::new(Kind::File, format!("`{name}`"), what));
        }
        self.draft
    }

    /// If each event has one category, it is the track; if some have several, all are tags, because it is not clear
    /// which is the track.
    fn give_categories(&mut self) {
        let are_tracks = self.categories.iter().all(|categories| categories.len() < 2);
        if self.categories.iter().any(|categories| !categories.is_empty()) {
            let what = if are_tracks {
                "are read as tracks"
            } else {
                "are read as tags: some sessions have several"
            };
            self.draft.lines.push(Line::new(Kind::Conference, "categories", what));
        }
        for (session, categories) in self.draft.sessions.iter_mut().zip(std::mem::take(&mut self.categories))
        {
            if are_tracks {
                session.track = categories.into_iter().next();
            } else {
                session.tags = categories;
            }
        }
    }

    /// The zone in which the calendar wants to be displayed, if it names one.
    fn zone_shown_in(&mut self, name: &str) -> Option<String> {
        if let Some(zone) = Zone::named(name) {
            return Some(zone.name);
        }
        let zone = windows_zone::iana(name).and_then(Zone::named)?;
        self.about_zone(name, &windows_zone::note(&zone.name));
        Some(zone.name)
    }

    /// Chooses the zone that most times name. If no time names one, the zone in which the calendar wants to be
    /// displayed is taken, but only if all times are instants and it is not `UTC`: it says nothing about times without
    /// a zone.
    fn choose_zone(&mut self) {
        let most = self.zones.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(name.as_str())));
        let named = most.map(|(name, _)| name.clone()).filter(|name| is_of_a_place(name));
        let shown_in = self.shown_in.take().and_then(|name| self.zone_shown_in(&name));
        let shown_in = shown_in.filter(|name| is_of_a_place(name));
        if self.zones.len() > 1 {
            let names: Vec<String> = self.zones.keys().map(|name| format!("`{name}`")).collect();
            let what = format!("its times are in {}; all are converted correctly", names.join(", "));
            self.draft.lines.push(Line::new(Kind::Conference, "time zone", what));
        }
        match (named, shown_in) {
            (None, Some(shown_in)) if self.has_floating => {
                let what = format!(
                    "the calendar wants to be displayed in {shown_in}; if its times are in that zone, add `--zone`"
                );
                self.draft.lines.push(Line::new(Kind::Conference, "time zone", what));
            }
            (named, shown_in) => self.draft.zone = named.or(shown_in),
        }
    }
}

/// Whether a value is a day without a time.
fn is_day(value: &str) -> bool {
    value.len() == 8 && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn system(product: &str) -> System {
    if product.to_ascii_lowercase().contains("sched.com") { System::Sched } else { System::Other }
}

/// The conference's name in sched.com's product: `-//Sched.com Harbour Days 2027//EN`.
fn name_in(product: &str) -> Option<String> {
    let (_, after) = product.split_once("//")?;
    let name = after.rsplit_once("//").map_or(after, |(name, _)| name);
    let name = name.get("Sched.com".len()..)?.trim();
    Some(name).filter(|name| !name.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests;
