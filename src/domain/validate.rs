//! Checks the rules for a programme that its types do not enforce.
//!
//! The rule of this file: all problems are reported at once, and each names the place and says what to do. Facts from
//! outside the domain (does this zone exist? does this file?) are arguments. `CHECKS` is the table of contents. The
//! file is long because it contains the tests of each check.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use super::conference::{Break, Conference, Link, Session, Speaker, Walk};
use super::moment::Moment;
use super::schedule::Schedule;
use super::text::Text;

/// A problem that must be fixed before a site is built. Problems are ordered by place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The part with the problem: ``session `keynote` ``.
    pub place: String,
    /// What is wrong, and what to do.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.place, self.what)
    }
}

/// Facts from outside the domain.
pub struct Outside<'a> {
    /// Whether a text is the name of an IANA time zone.
    pub is_zone: &'a dyn Fn(&str) -> bool,
    /// The offset of this zone from UTC at this moment, in minutes, if it is known.
    pub offset: &'a dyn Fn(&str, &Moment) -> Option<i16>,
    /// Whether a file exists at this path, relative to the conference file.
    pub has_file: &'a dyn Fn(&str) -> bool,
}

type Check = fn(&Conference, &Outside<'_>, &mut Problems);

const CHECKS: &[Check] = &[
    ids_fit_an_address,
    ids_are_unique,
    words_are_not_empty,
    labels_have_no_space_around,
    languages_are_tags,
    address_is_a_folder,
    links_are_allowed,
    there_is_a_session,
    speakers_exist,
    speakers_are_named_once,
    hosts_exist,
    hosts_are_named_once,
    rooms_exist,
    walks_lead_from_a_room_to_another,
    tracks_exist,
    ends_have_a_start,
    ends_are_after_starts,
    zone_is_known,
    times_have_a_zone,
    offsets_are_those_of_the_zone,
    photos_are_files_beside_the_data,
];

/// All problems of a programme, sorted and without duplicates. A site can be built if there are none.
pub fn problems(conference: &Conference, outside: &Outside<'_>) -> Vec<Problem> {
    let mut problems = Problems::default();
    for check in CHECKS {
        check(conference, outside, &mut problems);
    }
    problems.0.into_iter().collect()
}

/// Likely mistakes that do not prevent building the site, sorted and without duplicates.
pub fn warnings(conference: &Conference) -> Vec<Problem> {
    let mut warnings = Problems::default();
    let schedule = Schedule::of(conference);
    zone_is_of_a_place(conference, &mut warnings);
    rooms_hold_one_session_at_a_time(conference, &schedule, &mut warnings);
    speakers_speak_in_one_session_at_a_time(conference, &schedule, &mut warnings);
    sessions_are_near_each_other(conference, &mut warnings);
    warnings.0.into_iter().collect()
}

/// Whether a zone of the IANA database belongs to a place. `UTC`, `EST` and others are only an offset, and `Factory`
/// stands for no zone.
pub fn is_of_a_place(zone: &str) -> bool {
    !is_utc(zone) && !zone.starts_with("Etc/") && !["EST", "MST", "HST", "Factory"].contains(&zone)
}

/// Whether a zone of the IANA database is UTC, by whatever name. A conference that is held online may be in UTC.
pub fn is_utc(zone: &str) -> bool {
    let names = ["UTC", "UCT", "GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich", "Universal", "Zulu"];
    names.contains(&zone.trim_start_matches("Etc/"))
}

/// Warns of a zone that is not that of a place, like `EST`: organisers often mean the zone of a place.
fn zone_is_of_a_place(conference: &Conference, warnings: &mut Problems) {
    if let Some(zone) = conference.zone.as_deref().filter(|zone| !is_of_a_place(zone) && !is_utc(zone)) {
        let what =
            "which has no summer time, and which hardly any conference uses; write the zone of the venue";
        warnings.add(CONFERENCE, format!("its `zone` is `{zone}`, {what}"));
    }
}

/// Warns of sessions in the same room at the same time.
fn rooms_hold_one_session_at_a_time(
    conference: &Conference,
    schedule: &Schedule<'_>,
    warnings: &mut Problems,
) {
    for room in &conference.rooms {
        let is_here = |session: &Session| session.room.as_ref() == Some(&room.id);
        for (one, other) in at_the_same_time(conference, schedule, is_here) {
            let what = format!("is in room `{}` at the same time as session `{}`", room.id, other.id);
            warnings.add(&of_session(one), format!("{what}; correct the room or the time of one"));
        }
    }
}

/// Warns of speakers with two sessions at the same time.
fn speakers_speak_in_one_session_at_a_time(
    conference: &Conference,
    schedule: &Schedule<'_>,
    warnings: &mut Problems,
) {
    for speaker in &conference.speakers {
        let speaks = |session: &Session| session.speakers.contains(&speaker.id);
        for (one, other) in at_the_same_time(conference, schedule, speaks) {
            let what = format!("has speaker `{}` at the same time as session `{}`", speaker.id, other.id);
            warnings.add(&of_session(one), format!("{what}; correct the speakers or the time of one"));
        }
    }
}

/// Pairs of sessions that overlap. Cancelled sessions take no time.
fn at_the_same_time<'a>(
    conference: &'a Conference,
    schedule: &Schedule<'_>,
    wanted: impl Fn(&Session) -> bool,
) -> Vec<(&'a Session, &'a Session)> {
    let sessions = conference.sessions.iter().filter(|session| !session.cancelled && wanted(session));
    let timed =
        sessions.filter_map(|session| schedule.span(session).map(|(start, end)| (start, end, session)));
    let mut timed: Vec<(i64, i64, &Session)> = timed.collect();
    timed.sort_by_key(|(start, ..)| *start);
    let mut pairs = Vec::new();
    for (number, (start, end, one)) in timed.iter().enumerate() {
        let later = timed[number + 1..].iter();
        let overlapping = later.take_while(|(other, ..)| other == start || other < end);
        pairs.extend(overlapping.map(|(.., other)| (*one, *other)));
    }
    pairs
}

/// The greatest usual distance of a time from the middle of all times, in days.
const FAR: i64 = 180;

/// Warns of sessions and breaks far from the other sessions; usually a year is mistyped.
fn sessions_are_near_each_other(conference: &Conference, warnings: &mut Problems) {
    let mut days: Vec<_> =
        conference.sessions.iter().filter_map(|session| Some(session.start?.date)).collect();
    days.sort_unstable();
    let Some(middle) = days.get(days.len() / 2).copied() else { return };
    for PlacedMoment { place, moment } in moments(conference) {
        if moment.date.days_after(middle).abs() > FAR {
            let what =
                format!("`{moment}` is far from the other sessions, around {middle}; correct the date");
            warnings.add(&place, what);
        }
    }
}

#[derive(Default)]
struct Problems(BTreeSet<Problem>);

impl Problems {
    fn add(&mut self, place: &str, what: String) {
        self.0.insert(Problem { place: place.to_owned(), what });
    }
}

/// Checks ids, so that they need no escaping in addresses and in saved agendas.
fn ids_fit_an_address(conference: &Conference, _: &Outside<'_>, problems: &mut Problems) {
    for Id { kind, number, id } in ids(conference) {
        // The place is the number in the list, because a faulty id may be empty or hard to find in the file.
        let place = if kind == CONFERENCE { kind.to_owned() } else { format!("{kind} number {number}") };
        let plain = id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        if !plain || !(1..=64).contains(&id.len()) || id.starts_with('-') || id.ends_with('-') {
            problems.add(
                &place,
                format!(
                    "`{id}` is not a valid id; use 1 to 64 characters: a-z, 0-9 and -, not beginning or ending with -"
                ),
            );
        }
    }
}

/// Checks that an id names only one thing of its kind.
fn ids_are_unique(conference: &Conference, _: &Outside<'_>, problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    for Id { kind, id, .. } in ids(conference) {
        if !seen.insert((kind, id)) {
            problems.add(&place(kind, id), format!("another {kind} has the same id; give each its own"));
        }
    }
}

/// Checks that fields with words are not empty.
fn words_are_not_empty(conference: &Conference, _: &Outside<'_>, problems: &mut Problems) {
    for PlacedWords { place, field, .. } in
        words(conference).into_iter().filter(|words| words.words.trim().is_empty())
    {
        let required = matches!(field, "name" | "title" | "label");
        let what_to_do = if required { "write it" } else { "write it, or leave the field out" };
        problems.add(&place, format!("its `{field}` is empty; {what_to_do}"));
    }
}

/// Checks that labels have no space around them, so that equal labels share a filter.
fn labels_have_no_space_around(conference: &Conference, _: &Outside<'_>, problems: &mut Problems) {
    for session in &conference.sessions {
        let labels = [("format", &session.format), ("topic", &session.topic), ("level", &session.level)];
        let labels = labels.into_iter().filter_map(|(field, label)| Some((field, label.as_ref()?)));
        for (field, label) in labels.chain(session.tags.iter().map(|tag| ("tag", tag))) {
            if label.trim() != label && !label.trim().is_empty() {
                let what = format!("its `{field}` is `{label}`; remove the space before or after the words");
                problems.add(&of_session(session), what);
            }
        }
    }
}

/// Checks that languages have the form of BCP 47 tags, which browsers require.
fn languages_are_tags(conference: &Conference, _: &Outside<'_>, problems: &mut Problems) {
    let mut look = |place: &str, language: &str| {
        if !is_language_tag(language) {
            let what = format!("its `language` is `{language}`; write a tag like `en` or `pt-BR`");
            problems.add(place, what);
        }
    };
    look(CONFERENCE, &conference.language);
    for session in &conference.sessions {
        session.languages.iter().for_each(|language| look(&of_session(session), language));
    }
}

/// Whether a text has the form of a BCP 47 language tag.
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let is_language = (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    let rest_fits = parts
        .clone()
        .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    // A single letter announces an extension, so it cannot be the last part.
    is_language && rest_fits && parts.next_back().is_none_or(|last| last.len() != 1)
}

/// Whether a text can be the guide's address, which is put before each page's path.
pub fn is_address(address: &str) -> bool {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    is_web && Link::may_lead_to(address) && address.ends_with('/') && !address.contains(['?', '#'])
}

/// Checks that the guide's address can be put before each page's path.
fn address_is_a_folder(conference: &Conference, _: &Outside<'_>, problems: &mut Problems) {
    if let Some(address) = conference.address.as_ref().filter(|address| !is_address(address)) {
        let what = format!("its `address` is `{address}`; write `https://…` with a slash at the end");
        problems.add(CONFERENCE, what);
    }
}

/// Checks that each link is one that a page may have.
fn links_are_allowed(conference: &Conference, _: &Outside<'_>, problems: &mut Problems) {
    let lists = links(conference).map(|PlacedLink { place, link }| (place, link.address.as_str()));
    let texts = texts(conference).flat_map(|PlacedText { place, text, .. }| {
        text.addresses().into_iter().map(move |address| (place.clone(), address))
    });
    for (place, address) in lists.chain(texts) {
        if !Link::may_lead_to(address) {
            let what = format!("its link is `{address}`; write `https://…`, `http://…` or `mailto:…`");
            problems.add(&place, what);
        }
    }
}

/// Checks that there is a session to show.
fn there_is_a_session(conference: &Conference, _: &Outside<'_>, problems: &mut Problems) {
    if conference.sessions.is_empty() {
        problems.add(CONFERENCE, "`sessions` is empty; a guide needs at least one".to_owned());
    }
}

/// Checks that the speakers of sessions exist.
fn speakers_exist(conference: &Conference, _: &Outside<'_>, problems: &mut Problems) {
    for session in &conference.sessions {
        for id in session.speakers.iter().filter(|id| conference.speaker(id).is_none()) {
            problems.add(&of_session(session), missing("speaker", id.as_str(), "speakers"));
        }
    }
}

/// Checks that a session names each speaker once.
fn speakers_are_named_once(conference: &Conference, _: &Outside<'_>, problems: &mut Problems) {
    for session in &conference.sessions {
        for id in repeated(session.speakers.iter().map(|id| id.as_str())) {
            problems.add(&of_session(session), format!("names the speaker `{id}` twice; keep one"));
        }
    }
}

/// Checks that the hosts exist.
fn hosts_exist(conference: &Conference, _: &Outside<'_>, problems: &mut Problems) {
    for id in conference.hosts.iter().filter(|id| conference.speaker(id).is_none()) {
        problems.add(CONFERENCE, missing("host", id.as_str(), "speakers"));
    }
}

/// Checks that the conference names each host once.
fn hosts_are_named_once(conference: &Conference, _: &Outside<'_>, problems: &mut Problems) {
    for id in repeated(conference.hosts.iter().map(|id| id.as_str())) {
        problems.add(CONFERENCE, format!("names the host `{id}` twice; keep one"));
    }
}

/// Checks that the rooms of sessions and breaks exist.
fn rooms_exist(conference: &Conference, _: &Outside<'_>, problems: &mut Problems) {
    for session in &conference.sessions {
        if let Some(id) = session.room.as_ref().filter(|id| conference.room(id).is_none()) {
            problems.add(&of_session(session), missing("room", id.as_str(), "rooms"));
        }
    }
    for pause in &conference.breaks {
        for id in pause.rooms.iter().filter(|id| conference.room(id).is_none()) {
            problems.add(&of_break(pause), missing("room", id.as_str(), "rooms"));
        }
    }
}

/// Checks that a walk connects two rooms, is given once, and takes at most two hours.
fn walks_lead_from_a_room_to_another(conference: &Conference, _: &Outside<'_>, problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    for Walk { between: [one, other], minutes } in &conference.walks {
        let place = format!("walk between `{one}` and `{other}`");
        for id in [one, other].into_iter().filter(|id| conference.room(id).is_none()) {
            problems.add(&place, missing("room", id.as_str(), "rooms"));
        }
        if one == other {
            problems.add(&place, "both rooms are the same; name two different rooms".to_owned());
        }
        if !seen.insert([one.min(other), one.max(other)]) {
            problems
                .add(&place, "it is there twice; keep one, because it counts for both directions".to_owned());
        }
        if *minutes > 120 {
            problems.add(&place, format!("it takes {minutes} minutes; write 0 to 120"));
        }
    }
}

/// Checks that the tracks of sessions exist.
fn tracks_exist(conference: &Conference, _: &Outside<'_>, problems: &mut Problems) {
    for session in &conference.sessions {
        if let Some(id) = session.track.as_ref().filter(|id| conference.track(id).is_none()) {
            problems.add(&of_session(session), missing("track", id.as_str(), "tracks"));
        }
    }
}

/// Checks that each end has a start.
fn ends_have_a_start(conference: &Conference, _: &Outside<'_>, problems: &mut Problems) {
    for session in conference.sessions.iter().filter(|session| session.start.is_none()) {
        if let Some(end) = session.end {
            problems.add(&of_session(session), format!("it ends at `{end}` without a `start`; add one"));
        }
    }
}

/// Checks that ends are after starts.
fn ends_are_after_starts(conference: &Conference, _: &Outside<'_>, problems: &mut Problems) {
    let sessions = conference.sessions.iter().map(|one| (of_session(one), one.start, one.end));
    let breaks = conference.breaks.iter().map(|one| (of_break(one), Some(one.start), one.end));
    for (place, start, end) in sessions.chain(breaks) {
        if let (Some(start), Some(end)) = (start, end)
            && end <= start
        {
            let what = format!("it ends at `{end}`, not after its start at `{start}`; correct one of them");
            problems.add(&place, what);
        }
    }
}

/// Checks that the zone is in the time zone database.
fn zone_is_known(conference: &Conference, outside: &Outside<'_>, problems: &mut Problems) {
    if let Some(zone) = conference.zone.as_deref().filter(|zone| !(outside.is_zone)(zone)) {
        let what = format!("its `zone` is `{zone}`; write an IANA time zone like `Europe/London`");
        problems.add(CONFERENCE, what);
    }
}

/// Checks that there is a zone if there are times, because times are shown with their zone.
fn times_have_a_zone(conference: &Conference, _: &Outside<'_>, problems: &mut Problems) {
    if conference.zone.is_none() && moments(conference).next().is_some() {
        let what = "sessions have times, but there is no `zone`; add one like `Europe/London`";
        problems.add(CONFERENCE, what.to_owned());
    }
}

/// Checks that the offset of each time is that of the zone at that time, to find mistakes with summer time.
fn offsets_are_those_of_the_zone(conference: &Conference, outside: &Outside<'_>, problems: &mut Problems) {
    let Some(zone) = &conference.zone else { return };
    for PlacedMoment { place, moment } in moments(conference) {
        if let Some(offset) = (outside.offset)(zone, &moment)
            && offset != moment.offset
        {
            let on_the_wall = Moment { offset, ..moment };
            // `Z` is probably an instant that a program wrote; with any other offset, the author probably wrote local
            // time.
            let advice = if moment.offset == 0 {
                let same = Moment::at(moment.seconds(), offset);
                format!("write `{same}`, or `{on_the_wall}` if the local time is {}", moment.time_of_day())
            } else {
                format!("write `{on_the_wall}`")
            };
            problems.add(
                &place,
                format!("`{moment}` does not have the offset of `{zone}` at that time; {advice}"),
            );
        }
    }
}

/// Checks that each photo is a picture beside the conference file, and that its path needs no escaping in an address.
fn photos_are_files_beside_the_data(conference: &Conference, outside: &Outside<'_>, problems: &mut Problems) {
    for speaker in &conference.speakers {
        let Some(photo) = &speaker.photo else { continue };
        let place = of_speaker(speaker);
        if !photo.split('/').all(is_plain_segment) {
            let what = "write a path like `photos/ada.jpg`; use only the characters a-z, A-Z, 0-9, -, _, ., and / \
                        between folders";
            problems.add(&place, format!("its `photo` is `{photo}`; {what}"));
        } else if !has_picture_ending(photo) {
            let what = "use png, jpg, jpeg, webp, avif or svg";
            problems
                .add(&place, format!("its `photo` is `{photo}`, which does not end like a picture; {what}"));
        } else if !(outside.has_file)(photo) {
            let what = "put the file there, or correct the path";
            problems.add(
                &place,
                format!(
                    "its `photo` is `{photo}`, but there is no such file beside the conference file; {what}"
                ),
            );
        }
    }
}

/// Whether a segment of a path is not empty and not hidden. This excludes `.`, `..`, absolute paths and schemes.
fn is_plain_segment(segment: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    !segment.is_empty() && !segment.starts_with('.') && segment.bytes().all(is_plain)
}

/// Whether a path ends like that of a picture that a guide may show.
pub fn has_picture_ending(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ["png", "jpg", "jpeg", "webp", "avif", "svg"].contains(&ending.as_str()))
}

const CONFERENCE: &str = "conference";

fn place(kind: &str, id: &str) -> String {
    format!("{kind} `{id}`")
}

fn of_session(session: &Session) -> String {
    place("session", session.id.as_str())
}

fn of_break(pause: &Break) -> String {
    place("break", &pause.title)
}

/// How problem messages name a speaker.
pub fn of_speaker(speaker: &Speaker) -> String {
    place("speaker", speaker.id.as_str())
}

fn missing(kind: &str, id: &str, list: &str) -> String {
    format!("its {kind} `{id}` is not among `{list}`; add it there, or correct the id")
}

fn repeated<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    ids.filter(|id| !seen.insert(*id)).collect()
}

struct Id<'a> {
    kind: &'static str,
    number: usize,
    id: &'a str,
}

fn ids(conference: &Conference) -> Vec<Id<'_>> {
    fn of_kind<'a>(kind: &'static str, ids: impl Iterator<Item = &'a str>) -> impl Iterator<Item = Id<'a>> {
        ids.zip(1..).map(move |(id, number)| Id { kind, number, id })
    }
    let mut all: Vec<Id<'_>> = of_kind(CONFERENCE, [conference.id.as_str()].into_iter()).collect();
    all.extend(of_kind("room", conference.rooms.iter().map(|room| room.id.as_str())));
    all.extend(of_kind("track", conference.tracks.iter().map(|track| track.id.as_str())));
    all.extend(of_kind("session", conference.sessions.iter().map(|session| session.id.as_str())));
    all.extend(of_kind("speaker", conference.speakers.iter().map(|speaker| speaker.id.as_str())));
    all
}

struct PlacedWords<'a> {
    place: String,
    field: &'static str,
    words: Cow<'a, str>,
}

fn words<'a>(conference: &'a Conference) -> Vec<PlacedWords<'a>> {
    let mut all: Vec<PlacedWords<'a>> = texts(conference)
        .map(|PlacedText { place, field, text }| PlacedWords { place, field, words: text.reading() })
        .collect();
    let mut add = |place: &str, field: &'static str, words: Option<&'a str>| {
        all.extend(words.map(|words| PlacedWords { place: place.to_owned(), field, words: words.into() }));
    };
    add(CONFERENCE, "name", Some(&conference.name));
    add(CONFERENCE, "line", conference.line.as_deref());
    add(CONFERENCE, "venue", conference.venue.as_deref());
    for room in &conference.rooms {
        add(&place("room", room.id.as_str()), "name", Some(&room.name));
    }
    for track in &conference.tracks {
        add(&place("track", track.id.as_str()), "name", Some(&track.name));
    }
    for pause in &conference.breaks {
        add(&of_break(pause), "title", Some(&pause.title));
    }
    for session in &conference.sessions {
        let place = of_session(session);
        add(&place, "title", Some(&session.title));
        add(&place, "format", session.format.as_deref());
        add(&place, "topic", session.topic.as_deref());
        add(&place, "subtitle", session.subtitle.as_deref());
        add(&place, "level", session.level.as_deref());
        session.tags.iter().for_each(|tag| add(&place, "tag", Some(tag)));
    }
    for speaker in &conference.speakers {
        let place = of_speaker(speaker);
        add(&place, "name", Some(&speaker.name));
        add(&place, "line", speaker.line.as_deref());
    }
    for PlacedLink { place, link } in links(conference) {
        add(&place, "label", Some(&link.label));
    }
    all
}

struct PlacedLink<'a> {
    place: String,
    link: &'a Link,
}

fn links(conference: &Conference) -> impl Iterator<Item = PlacedLink<'_>> {
    fn at(place: String, links: &[Link]) -> impl Iterator<Item = PlacedLink<'_>> {
        links.iter().map(move |link| PlacedLink { place: place.clone(), link })
    }
    let sessions = conference.sessions.iter().flat_map(|session| at(of_session(session), &session.links));
    let speakers = conference.speakers.iter().flat_map(|speaker| at(of_speaker(speaker), &speaker.links));
    at(CONFERENCE.to_owned(), &conference.links).chain(sessions).chain(speakers)
}

struct PlacedText<'a> {
    place: String,
    field: &'static str,
    text: &'a Text,
}

fn texts(conference: &Conference) -> impl Iterator<Item = PlacedText<'_>> {
    let sessions = conference.sessions.iter().filter_map(|session| {
        Some(PlacedText { place: of_session(session), field: "abstract", text: session.summary.as_ref()? })
    });
    let speakers = conference.speakers.iter().filter_map(|speaker| {
        Some(PlacedText { place: of_speaker(speaker), field: "biography", text: speaker.biography.as_ref()? })
    });
    sessions.chain(speakers)
}

struct PlacedMoment {
    place: String,
    moment: Moment,
}

fn moments(conference: &Conference) -> impl Iterator<Item = PlacedMoment> {
    let sessions = conference.sessions.iter().map(|one| (of_session(one), one.start, one.end));
    let breaks = conference.breaks.iter().map(|one| (of_break(one), Some(one.start), one.end));
    sessions.chain(breaks).flat_map(|(place, start, end)| {
        let moments = [start, end].into_iter().flatten();
        moments.map(move |moment| PlacedMoment { place: place.clone(), moment })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// A programme without problems, for tests that break one thing.
    fn valid() -> Value {
        json!({
            "id": "conf", "name": "Conf", "line": "A line.", "language": "en", "zone": "Europe/Berlin",
            "address": "https://guide.example/2027/",
            "links": [{ "label": "Imprint", "address": "https://conf.example/imprint" }],
            "hosts": ["ada"],
            "rooms": [{ "id": "hall", "name": "Hall" }],
            "sessions": [
                { "id": "one", "title": "One", "format": "Talk", "topic": "Rust", "abstract": { "text": "Words." },
                  "speakers": ["ada", "bo"], "room": "hall",
                  "start": "2027-03-05T09:00:00+01:00", "end": "2027-03-05T10:00:00+01:00" },
                { "id": "two", "title": "Two" },
            ],
            "speakers": [
                { "id": "ada", "name": "Ada", "line": "Engineer", "biography": { "text": "Words." },
                  "photo": "photos/ada.jpg" },
                { "id": "bo", "name": "Bo", "links": [{ "label": "Mail", "address": "mailto:bo@conf.example" }] },
            ],
        })
    }

    /// The problems after a change to the valid programme. There is one zone, always an hour ahead of UTC, and one
    /// photo.
    fn after(change: impl FnOnce(&mut Value)) -> Vec<String> {
        let mut programme = valid();
        change(&mut programme);
        let conference =
            serde_json::from_value(programme).expect("a wrong programme still has the right shape");
        let outside = Outside {
            is_zone: &|zone| zone == "Europe/Berlin",
            offset: &|zone, _| (zone == "Europe/Berlin").then_some(60),
            has_file: &|path| path == "photos/ada.jpg",
        };
        problems(&conference, &outside).iter().map(Problem::to_string).collect()
    }

    fn after_removing(field: &str) -> Vec<String> {
        after(|programme| {
            programme.as_object_mut().unwrap().remove(field).expect("the valid programme has the field");
        })
    }

    #[test]
    fn a_valid_programme_has_no_problem() {
        assert_eq!(after(|_| ()), [""; 0]);
    }

    #[test]
    fn an_id_that_does_not_fit_an_address_is_a_problem() {
        let longest = "x".repeat(64);
        for fits in ["a", "7", "a-b-2", &longest] {
            assert_eq!(after(|programme| programme["sessions"][1]["id"] = json!(fits)), [""; 0], "{fits}");
        }
        let too_long = "x".repeat(65);
        for wrong in ["", "Two", "zwölf", "a b", "a/b", "a_b", "-two", "two-", ".", &too_long] {
            assert_eq!(
                after(|programme| programme["sessions"][1]["id"] = json!(wrong)),
                [format!(
                    "session number 2: `{wrong}` is not a valid id; use 1 to 64 characters: a-z, 0-9 and -, not \
                     beginning or ending with -"
                )]
            );
        }
    }

    #[test]
    fn ids_of_every_kind_are_checked() {
        let rule =
            "is not a valid id; use 1 to 64 characters: a-z, 0-9 and -, not beginning or ending with -";
        let found = after(|programme| {
            programme["id"] = json!("C");
            programme["rooms"] = json!([{ "id": "R", "name": "Room" }, { "id": "hall", "name": "Hall" }]);
            programme["speakers"][1]["id"] = json!("S");
            programme["sessions"][0]["speakers"] = json!(["ada", "S"]);
        });
        assert_eq!(
            found,
            [
                format!("conference: `C` {rule}"),
                format!("room number 1: `R` {rule}"),
                format!("speaker number 2: `S` {rule}"),
            ]
        );
    }

    #[test]
    fn an_id_given_twice_in_its_kind_is_a_problem() {
        assert_eq!(
            after(|programme| programme["sessions"][1]["id"] = json!("one")),
            ["session `one`: another session has the same id; give each its own"]
        );
        assert_eq!(
            after(|programme| programme["rooms"] =
                json!([{ "id": "hall", "name": "Hall" }, { "id": "hall", "name": "Hall 2" }])),
            ["room `hall`: another room has the same id; give each its own"]
        );
    }

    #[test]
    fn a_session_and_a_speaker_may_share_an_id() {
        assert_eq!(after(|programme| programme["sessions"][1]["id"] = json!("ada")), [""; 0]);
    }

    #[test]
    fn a_required_field_that_is_empty_is_a_problem() {
        for (path, place, field) in [
            ("/name", "conference", "name"),
            ("/links/0/label", "conference", "label"),
            ("/rooms/0/name", "room `hall`", "name"),
            ("/sessions/0/title", "session `one`", "title"),
            ("/speakers/0/name", "speaker `ada`", "name"),
            ("/speakers/1/links/0/label", "speaker `bo`", "label"),
        ] {
            assert_eq!(
                after(|programme| *programme.pointer_mut(path).unwrap() = json!(" \n")),
                [format!("{place}: its `{field}` is empty; write it")]
            );
        }
    }

    #[test]
    fn an_optional_field_that_is_empty_is_a_problem() {
        for (path, place, field) in [
            ("/line", "conference", "line"),
            ("/sessions/0/format", "session `one`", "format"),
            ("/sessions/0/topic", "session `one`", "topic"),
            ("/sessions/0/abstract/text", "session `one`", "abstract"),
            ("/speakers/0/line", "speaker `ada`", "line"),
            ("/speakers/0/biography/text", "speaker `ada`", "biography"),
        ] {
            assert_eq!(
                after(|programme| *programme.pointer_mut(path).unwrap() = json!("")),
                [format!("{place}: its `{field}` is empty; write it, or leave the field out")]
            );
        }
    }

    #[test]
    fn a_label_with_space_around_it_is_a_problem() {
        assert_eq!(
            after(|programme| programme["sessions"][0]["topic"] = json!("Rust ")),
            ["session `one`: its `topic` is `Rust `; remove the space before or after the words"]
        );
    }

    #[test]
    fn a_language_that_is_no_tag_is_a_problem() {
        for fits in ["de", "gsw", "pt-BR", "zh-Hant-TW", "de-1996", "en-x-pirate"] {
            assert_eq!(after(|programme| programme["language"] = json!(fits)), [""; 0], "{fits}");
        }
        for wrong in ["", "e", "English", "en_US", "en-", "en--GB", "en-x", "de-österreich", "en "] {
            assert_eq!(
                after(|programme| programme["language"] = json!(wrong)),
                [format!("conference: its `language` is `{wrong}`; write a tag like `en` or `pt-BR`")]
            );
        }
    }

    #[test]
    fn an_address_that_no_path_can_follow_is_a_problem() {
        for wrong in [
            "https://guide.example/2027",
            "guide.example/",
            "mailto:a@guide.example/",
            "https://",
            "https://guide.example/?year=2027/",
            "https://guide.example/#/",
            "https://guide. example/",
        ] {
            assert_eq!(
                after(|programme| programme["address"] = json!(wrong)),
                [format!(
                    "conference: its `address` is `{wrong}`; write `https://…` with a slash at the end"
                )]
            );
        }
    }

    #[test]
    fn a_link_that_no_page_may_have_is_a_problem() {
        for wrong in
            ["javascript:alert(1)", "data:text/html,x", "//guide.example/", "slides.pdf", "mailto:bo", ""]
        {
            let link = json!([{ "label": "Slides", "address": wrong }]);
            let what = format!("its link is `{wrong}`; write `https://…`, `http://…` or `mailto:…`");
            assert_eq!(after(|programme| programme["links"] = link.clone()), [format!("conference: {what}")]);
            assert_eq!(
                after(|programme| programme["sessions"][1]["links"] = link.clone()),
                [format!("session `two`: {what}")]
            );
            assert_eq!(
                after(|programme| programme["speakers"][1]["links"] = link),
                [format!("speaker `bo`: {what}")]
            );
        }
    }

    #[test]
    fn a_programme_without_sessions_is_a_problem() {
        assert_eq!(
            after(|programme| programme["sessions"] = json!([])),
            ["conference: `sessions` is empty; a guide needs at least one"]
        );
    }

    #[test]
    fn a_speaker_who_does_not_exist_is_a_problem() {
        assert_eq!(
            after(|programme| programme["sessions"][1]["speakers"] = json!(["ada", "eve"])),
            ["session `two`: its speaker `eve` is not among `speakers`; add it there, or correct the id"]
        );
    }

    #[test]
    fn a_speaker_named_twice_in_a_session_is_a_problem() {
        assert_eq!(
            after(|programme| programme["sessions"][1]["speakers"] = json!(["ada", "bo", "ada"])),
            ["session `two`: names the speaker `ada` twice; keep one"]
        );
    }

    #[test]
    fn a_host_who_does_not_exist_is_a_problem() {
        assert_eq!(
            after(|programme| programme["hosts"] = json!(["eve"])),
            ["conference: its host `eve` is not among `speakers`; add it there, or correct the id"]
        );
    }

    #[test]
    fn a_host_named_twice_is_a_problem() {
        assert_eq!(
            after(|programme| programme["hosts"] = json!(["ada", "ada"])),
            ["conference: names the host `ada` twice; keep one"]
        );
    }

    #[test]
    fn a_room_that_does_not_exist_is_a_problem() {
        assert_eq!(
            after(|programme| programme["sessions"][1]["room"] = json!("attic")),
            ["session `two`: its room `attic` is not among `rooms`; add it there, or correct the id"]
        );
    }

    #[test]
    fn a_faulty_walk_is_a_problem() {
        let walks = |walks: serde_json::Value| {
            after(|programme| {
                programme["rooms"] =
                    json!([{ "id": "hall", "name": "Hall" }, { "id": "attic", "name": "Attic" }]);
                programme["walks"] = walks;
            })
        };
        assert_eq!(walks(json!([{ "between": ["hall", "attic"], "minutes": 0 }])), [""; 0]);
        assert_eq!(
            walks(json!([
                { "between": ["hall", "attic"], "minutes": 4 }, { "between": ["attic", "hall"], "minutes": 121 },
                { "between": ["hall", "hall"], "minutes": 1 }, { "between": ["hall", "cellar"], "minutes": 1 },
            ])),
            [
                "walk between `attic` and `hall`: it is there twice; keep one, because it counts for both directions",
                "walk between `attic` and `hall`: it takes 121 minutes; write 0 to 120",
                "walk between `hall` and `cellar`: its room `cellar` is not among `rooms`; add it there, or correct the id",
                "walk between `hall` and `hall`: both rooms are the same; name two different rooms",
            ]
        );
    }

    #[test]
    fn an_end_without_a_start_is_a_problem() {
        assert_eq!(
            after(|programme| programme["sessions"][1]["end"] = json!("2027-03-05T10:00:00+01:00")),
            ["session `two`: it ends at `2027-03-05T10:00:00+01:00` without a `start`; add one"]
        );
    }

    #[test]
    fn an_end_that_is_not_after_the_start_is_a_problem() {
        for end in ["2027-03-05T09:00:00+01:00", "2027-03-05T08:59:59+01:00"] {
            assert_eq!(
                after(|programme| programme["sessions"][0]["end"] = json!(end)),
                [format!(
                    "session `one`: it ends at `{end}`, not after its start at `2027-03-05T09:00:00+01:00`; \
                     correct one of them"
                )]
            );
        }
    }

    #[test]
    fn an_unknown_zone_is_a_problem() {
        assert_eq!(
            after(|programme| programme["zone"] = json!("CET+1")),
            ["conference: its `zone` is `CET+1`; write an IANA time zone like `Europe/London`"]
        );
    }

    #[test]
    fn times_without_a_zone_are_a_problem() {
        assert_eq!(
            after_removing("zone"),
            ["conference: sessions have times, but there is no `zone`; add one like `Europe/London`"]
        );
    }

    #[test]
    fn a_programme_without_times_needs_no_zone() {
        let found = after(|programme| {
            programme.as_object_mut().unwrap().remove("zone");
            programme["sessions"][0]["start"] = Value::Null;
            programme["sessions"][0]["end"] = Value::Null;
        });
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn a_time_whose_offset_is_not_its_zones_is_a_problem() {
        assert_eq!(
            after(|programme| programme["sessions"][1]["start"] = json!("2027-03-05T09:00:00+02:00")),
            [
                "session `two`: `2027-03-05T09:00:00+02:00` does not have the offset of `Europe/Berlin` at that \
                 time; write \
              `2027-03-05T09:00:00+01:00`"
            ]
        );
    }

    #[test]
    fn a_photo_that_is_not_a_path_beside_the_data_is_a_problem() {
        for wrong in [
            "",
            "/ada.jpg",
            "../ada.jpg",
            "photos/../../ada.jpg",
            "./ada.jpg",
            "photos//ada.jpg",
            "photos\\ada.jpg",
            "https://conf.example/ada.jpg",
            "data:image/png",
            "photos/ada lovelace.jpg",
            "photos/.ada.jpg",
            "ada.jpg?size=1",
        ] {
            assert_eq!(
                after(|programme| programme["speakers"][0]["photo"] = json!(wrong)),
                [format!(
                    "speaker `ada`: its `photo` is `{wrong}`; write a path like `photos/ada.jpg`; \
                     use only the characters a-z, A-Z, 0-9, -, _, ., and / between folders"
                )]
            );
        }
    }

    #[test]
    fn a_photo_that_is_no_picture_is_a_problem() {
        for wrong in ["photos/ada.html", "photos/ada", "photos/png"] {
            assert_eq!(
                after(|programme| programme["speakers"][0]["photo"] = json!(wrong)),
                [format!(
                    "speaker `ada`: its `photo` is `{wrong}`, which does not end like a picture; \
                     use png, jpg, jpeg, webp, avif or svg"
                )]
            );
        }
    }

    #[test]
    fn a_photo_that_is_missing_is_a_problem() {
        assert_eq!(
            after(|programme| programme["speakers"][1]["photo"] = json!("photos/bo.JPG")),
            [
                "speaker `bo`: its `photo` is `photos/bo.JPG`, but there is no such file beside the conference file; \
              put the file there, or correct the path"
            ]
        );
    }

    #[test]
    fn all_problems_are_reported_sorted_and_each_once() {
        let found = after(|programme| {
            programme["speakers"][0]["name"] = json!("");
            programme["sessions"][1]["speakers"] = json!(["eve", "eve"]);
            programme["sessions"][0]["room"] = json!("attic");
            programme["language"] = json!("english");
        });
        assert_eq!(
            found,
            [
                "conference: its `language` is `english`; write a tag like `en` or `pt-BR`",
                "session `one`: its room `attic` is not among `rooms`; add it there, or correct the id",
                "session `two`: its speaker `eve` is not among `speakers`; add it there, or correct the id",
                "session `two`: names the speaker `eve` twice; keep one",
                "speaker `ada`: its `name` is empty; write it",
            ]
        );
    }
}
