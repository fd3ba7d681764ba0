//! Makes a conference from a draft: decides what is shown, what is left out, and which ids are used.
//!
//! The rule of this file: every decision that drops or changes something in the draft adds a line to the report, and no
//! decision depends on the order in which the draft lists sessions, speakers or breaks. The file is long because a
//! conference has many parts; each has its own function.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::conference::{
    Conference, Room, RoomId, Session, SessionId, Speaker, SpeakerId, Track, TrackId,
};
use crate::domain::moment::{Moment, TimeOfDay};
use crate::domain::text::{Block, Inline, Text, Words};
use crate::import::draft::{Decision, Draft, DraftSession};
use crate::import::report::{Kind, Line};
use crate::import::steps::breaks::{Pause, breaks_of, is_usual, pause_of, without_case};
use crate::import::steps::length::{Length, placed};
use crate::import::steps::merge;
use crate::import::steps::people::{People, links_of, people};
use crate::import::steps::places::{Spellings, in_order};
use crate::import::steps::session_ids::{Identity, ids};
use crate::import::steps::zone::Zone;
use crate::import::text;
use crate::import::values::language;
use crate::import::values::when;

/// The conference made from a draft.
pub struct Settled {
    /// The conference.
    pub conference: Conference,
    /// For each speaker, the addresses or file names of their pictures.
    pub pictures: Vec<Vec<String>>,
}

/// Values that are already decided.
pub struct Given<'a> {
    /// The conference's id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its zone, if it has times.
    pub zone: Option<&'a Zone>,
    /// When its days end, if the organiser or the conference file gives a time.
    pub day_change: Option<TimeOfDay>,
    /// Its language, in case the draft has none.
    pub language: Option<&'a str>,
    /// Whether sessions that look like breaks stay sessions.
    pub keeps_breaks: bool,
}

/// A session with its times, room and track as they will be shown.
struct Shown {
    draft: DraftSession,
    title: String,
    start: Option<Moment>,
    end: Option<Moment>,
    room: Option<String>,
    track: Option<String>,
}

/// Makes a conference from a draft.
pub fn settle(draft: Draft, given: &Given<'_>, lines: &mut Vec<Line>) -> Settled {
    let Draft { sessions, breaks, speakers, mut rooms, mut tracks, language, day_change, .. } = draft;
    let mut shown: Vec<Shown> =
        sessions.into_iter().filter_map(|session| shown(session, given.zone, lines)).collect();
    let mut pauses: Vec<Pause> =
        breaks.iter().filter_map(|pause| pause_of(pause, given.zone, lines)).collect();
    spell_alike(&mut shown, &mut pauses, &mut rooms, &mut tracks, lines);
    let shown = each_once(shown, lines);
    // If a file marks its breaks, no other session is a break.
    let (shown, found) = if given.keeps_breaks || !breaks.is_empty() {
        (shown, Vec::new())
    } else {
        without_breaks(shown, lines)
    };
    pauses.extend(found);

    let used = shown.iter().filter_map(|session| session.room.clone());
    let used: BTreeSet<String> = used.chain(pauses.iter().filter_map(|pause| pause.room.clone())).collect();
    let (rooms, room_ids) = in_order(rooms, &used, Kind::Room, "it is empty, so it was left out", lines);
    let used: BTreeSet<String> = shown.iter().filter_map(|session| session.track.clone()).collect();
    let (tracks, track_ids) =
        in_order(tracks, &used, Kind::Room, "no session is in this track, so it was left out", lines);

    let named: BTreeSet<&str> =
        shown.iter().flat_map(|one| one.draft.speakers.iter().map(String::as_str)).collect();
    let people = people(&speakers, &named, lines);
    let sessions = sessions_of(shown, &people, &room_ids, &track_ids, lines);
    let language = language_of(language.as_deref(), &sessions, given.language, lines);
    let conference = Conference {
        schema: None,
        id: given.id.into(),
        name: given.name.to_owned(),
        line: None,
        language,
        zone: given.zone.map(|zone| zone.name.clone()),
        venue: None,
        day_change: given.day_change.or_else(|| day_change_of(day_change.as_deref(), lines)),
        address: None,
        links: Vec::new(),
        hosts: Vec::new(),
        breaks: breaks_of(pauses, &room_ids, rooms.len(), lines),
        walks: Vec::new(),
        rooms: rooms.into_iter().map(|name| Room { id: room_ids[&name].as_str().into(), name }).collect(),
        tracks: tracks.into_iter().map(|name| Track { id: track_ids[&name].as_str().into(), name }).collect(),
        sessions,
        speakers: people.speakers,
    };
    let mut settled = Settled { conference, pictures: people.pictures };
    settled.sort();
    settled
}

impl Settled {
    /// Replaces the conference; speakers keep their pictures.
    pub fn replace(&mut self, conference: Conference) {
        let pictures: BTreeMap<&SpeakerId, &Vec<String>> =
            self.conference.speakers.iter().map(|speaker| &speaker.id).zip(&self.pictures).collect();
        let of = |speaker: &Speaker| {
            pictures.get(&speaker.id).map(|pictures| (*pictures).clone()).unwrap_or_default()
        };
        self.pictures = conference.speakers.iter().map(of).collect();
        self.conference = conference;
    }

    /// Sorts sessions by start, room and title, and people by name, so that the order of the files does not matter.
    pub fn sort(&mut self) {
        let Conference { rooms, sessions, .. } = &mut self.conference;
        sessions.sort_by_cached_key(|session| in_room(session, rooms));
        self.sort_what_has_a_time();
    }

    /// The same, but sessions without a start keep their order.
    pub fn sort_what_has_a_time(&mut self) {
        let Conference { rooms, sessions, breaks, speakers, .. } = &mut self.conference;
        sessions.sort_by_cached_key(|session| {
            let in_room = session.start.map(|_| in_room(session, rooms));
            (session.start.is_none(), session.start, in_room)
        });
        breaks.sort_by(|one, other| {
            (one.start, &one.title, one.end, &one.rooms).cmp(&(
                other.start,
                &other.title,
                other.end,
                &other.rooms,
            ))
        });
        // Hosts from the previous file have no pictures.
        self.pictures.resize(speakers.len(), Vec::new());
        let mut together: Vec<_> =
            std::mem::take(speakers).into_iter().zip(std::mem::take(&mut self.pictures)).collect();
        together.sort_by_cached_key(|(speaker, _)| {
            (speaker.name.to_lowercase(), speaker.name.clone(), speaker.id.clone())
        });
        (*speakers, self.pictures) = together.into_iter().unzip();
    }
}

/// By what sessions with the same start are sorted: by room, title and id.
fn in_room(session: &Session, rooms: &[Room]) -> (Option<usize>, String, SessionId) {
    let room = session.room.as_ref().and_then(|id| rooms.iter().position(|room| room.id == *id));
    (room, session.title.clone(), session.id.clone())
}

/// A session as it will be shown; `None` if it is left out.
fn shown(mut draft: DraftSession, zone: Option<&Zone>, lines: &mut Vec<Line>) -> Option<Shown> {
    let name = Draft::name_of(&draft);
    match &draft.state {
        Decision::Accepted => {}
        Decision::NotAccepted(state) => {
            lines.push(Line::new(Kind::NotAccepted, name, state));
            return None;
        }
        Decision::Moved(state) => {
            let what =
                "shown as cancelled; if its time is already the new one, remove that word from the export";
            lines.push(Line::new(Kind::State, &name, format!("`{state}`: {what}")));
            draft.cancelled = true;
        }
        Decision::Unknown(state) => {
            let what = format!("`{state}`: this word is unknown; shown as an accepted session");
            lines.push(Line::new(Kind::State, &name, what));
        }
    }
    let title = text::line(&draft.title);
    if title.is_empty() {
        lines.push(Line::new(Kind::SessionDropped, name, "it has no title"));
        return None;
    }
    if title != draft.title {
        lines.push(Line::new(Kind::Words, &title, format!("was {:?}", draft.title)));
    }
    let start = draft.start.and_then(|start| placed(start, &title, zone, lines));
    if start.is_none() && !draft.is_start_told {
        let what = if draft.start.is_some() {
            "not a plausible year; it has no start now"
        } else {
            "it has no start"
        };
        lines.push(Line::new(Kind::NoTime, &title, what));
    }
    let end = start.zip(zone).and_then(|(start, zone)| {
        let length = Length { start, end: draft.end, minutes: draft.minutes };
        length.end(&title, zone, lines)
    });
    let (room, track) = (text::line_if_any(draft.room.as_deref()), text::line_if_any(draft.track.as_deref()));
    Some(Shown { title, start, end, room, track, draft })
}

/// Gives each room and track one spelling.
fn spell_alike(
    shown: &mut [Shown],
    pauses: &mut [Pause],
    rooms: &mut [String],
    tracks: &mut [String],
    lines: &mut Vec<Line>,
) {
    let used = shown.iter().filter_map(|session| session.room.as_deref());
    let used = used.chain(pauses.iter().filter_map(|pause| pause.room.as_deref()));
    let spellings = Spellings::of(used, lines);
    shown.iter_mut().for_each(|session| spellings.correct(&mut session.room));
    pauses.iter_mut().for_each(|pause| spellings.correct(&mut pause.room));
    spellings.correct_all(rooms);
    let spellings = Spellings::of(shown.iter().filter_map(|session| session.track.as_deref()), lines);
    shown.iter_mut().for_each(|session| spellings.correct(&mut session.track));
    spellings.correct_all(tracks);
}

/// Removes duplicates: files list a session in each of its groups.
fn each_once(shown: Vec<Shown>, lines: &mut Vec<Line>) -> Vec<Shown> {
    let mut kept: BTreeMap<(Vec<String>, String, String, Option<String>), Shown> = BTreeMap::new();
    let mut shown = shown;
    // If two duplicates differ slightly, the choice must not depend on the file's order.
    shown.sort_by(|one, other| one.draft.words().cmp(&other.draft.words()));
    for session in shown {
        let names = merge::alternates(&session.draft.keys);
        let start = session.start.map(|start| start.to_string()).unwrap_or_default();
        let what = (names, session.title.clone(), start, session.room.clone());
        // Sessions without names are duplicates only if they are equal in everything, because they may have different
        // speakers.
        let is_same = |other: &Shown| !what.0.is_empty() || other.draft == session.draft;
        match kept.get_mut(&what) {
            Some(other) if is_same(other) => {
                lines.push(Line::new(Kind::SessionMerged, &session.title, ""));
                let tags = session.draft.tags.into_iter().filter(|tag| !other.draft.tags.contains(tag));
                let tags: Vec<String> = tags.collect();
                other.draft.tags.extend(tags);
            }
            Some(_) => {
                let mut what = what;
                what.2.push_str(&format!(" {:?}", session.draft.speakers));
                kept.insert(what, session);
            }
            None => {
                kept.insert(what, session);
            }
        }
    }
    kept.into_values().collect()
}

/// Turns sessions that look like breaks into breaks, and reports each: it has no speaker, and its title is a usual word
/// for a break, or the same title stands at the same time in several rooms without a text.
fn without_breaks(shown: Vec<Shown>, lines: &mut Vec<Line>) -> (Vec<Shown>, Vec<Pause>) {
    let has_text = |one: &Shown| one.draft.summary.is_some() || one.draft.description.is_some();
    let may_be = |one: &Shown| one.draft.speakers.is_empty() && !one.draft.cancelled && one.start.is_some();
    let mut rooms: BTreeMap<(String, Option<Moment>, Option<Moment>), BTreeSet<String>> = BTreeMap::new();
    for one in shown.iter().filter(|one| may_be(one) && !has_text(one)) {
        let at = (without_case(&one.title), one.start, one.end);
        rooms.entry(at).or_default().extend(one.room.clone());
    }
    let is_repeated = |one: &Shown| {
        let at = (without_case(&one.title), one.start, one.end);
        !has_text(one) && rooms.get(&at).is_some_and(|rooms| rooms.len() > 1)
    };
    let mut pauses = Vec::new();
    let mut sessions = Vec::new();
    for one in shown {
        let Some(start) = one.start.filter(|_| may_be(&one) && (is_usual(&one.title) || is_repeated(&one)))
        else {
            sessions.push(one);
            continue;
        };
        let place = one.room.as_ref().map(|room| format!(" in {room}")).unwrap_or_default();
        let lost = if has_text(&one) || !one.draft.links.is_empty() {
            "; its text and links are left out, because breaks have none"
        } else {
            ""
        };
        lines.push(Line::new(Kind::BreakFound, &one.title, format!("{start}{place}{lost}")));
        pauses.push(Pause { title: one.title, start, end: one.end, room: one.room });
    }
    (sessions, pauses)
}

fn sessions_of(
    shown: Vec<Shown>,
    people: &People,
    rooms: &BTreeMap<String, String>,
    tracks: &BTreeMap<String, String>,
    lines: &mut Vec<Line>,
) -> Vec<Session> {
    let starts: Vec<String> =
        shown.iter().map(|one| one.start.map(|start| start.to_string()).unwrap_or_default()).collect();
    let identities: Vec<Identity<'_>> = shown
        .iter()
        .zip(&starts)
        .map(|(one, start)| Identity {
            keys: &one.draft.keys,
            title: &one.title,
            start,
            room: one.room.as_deref().unwrap_or_default(),
        })
        .collect();
    let ids = ids(&identities);
    let mut sessions = Vec::new();
    for (one, id) in shown.into_iter().zip(ids) {
        if let Some(reason) = id.reason {
            lines.push(Line::new(Kind::Id, &one.title, format!("`{}`: {reason}", id.id)));
        }
        let draft = &one.draft;
        let mut speakers = Vec::new();
        for key in &draft.speakers {
            match people.by_key.get(key).map(|at| &people.speakers[*at].id) {
                Some(id) if speakers.contains(id) => {}
                Some(id) => speakers.push(id.clone()),
                None => {
                    let what = format!("names a speaker `{key}` who is not in the file");
                    lines.push(Line::new(Kind::Speaker, &one.title, what));
                }
            }
        }
        let mut tags: Vec<String> = Vec::new();
        for tag in draft.tags.iter().filter_map(|tag| text::line_if_any(Some(tag))) {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        let links = draft.links.iter().map(|link| (link.label.as_str(), link.address.as_str()));
        sessions.push(Session {
            id: id.id.as_str().into(),
            subtitle: text::line_if_any(draft.subtitle.as_deref()),
            format: text::line_if_any(draft.format.as_deref()),
            topic: None,
            track: one
                .track
                .as_ref()
                .and_then(|track| tracks.get(track))
                .map(|id| TrackId::from(id.as_str())),
            level: text::line_if_any(draft.level.as_deref()),
            languages: languages_of(draft, &one.title, lines),
            tags,
            summary: summary_of(draft, &one.title, lines),
            speakers,
            start: one.start,
            end: one.end,
            room: one.room.as_ref().and_then(|room| rooms.get(room)).map(|id| RoomId::from(id.as_str())),
            recorded: draft.recorded,
            cancelled: draft.cancelled,
            links: links_of(&one.title, links, draft.keys.url.as_deref(), lines),
            alternates: merge::alternates(&draft.keys),
            revision: 0,
            updated: None,
            title: one.title,
        });
    }
    sessions
}

fn languages_of(draft: &DraftSession, title: &str, lines: &mut Vec<Line>) -> Vec<String> {
    let mut tags = Vec::new();
    for field in &draft.languages {
        let languages = language::languages_in(field);
        tags.extend(languages.tags.into_iter().filter(|tag| !tags.contains(tag)).collect::<Vec<_>>());
        for unknown in languages.unknown {
            lines.push(Line::new(Kind::Language, title, format!("`{unknown}`")));
        }
    }
    tags
}

/// Joins the short and the long text; many exports write the same text into both.
fn summary_of(draft: &DraftSession, title: &str, lines: &mut Vec<Line>) -> Option<Text> {
    let written = |words: &Option<String>| {
        words.as_deref().map(str::trim).filter(|words| !words.is_empty()).map(str::to_owned)
    };
    let (short, long) = (written(&draft.summary), written(&draft.description));
    // The copies may differ in line ends and spaces.
    let begins_with = |text: &str, start: &str| text::words(text).starts_with(&text::words(start));
    let sources = match (&short, &long) {
        (Some(short), Some(long)) if begins_with(long, short) => vec![long],
        (Some(short), Some(long)) if begins_with(short, long) => vec![short],
        _ => short.iter().chain(&long).collect(),
    };
    let mut whole: Option<Text> = None;
    for source in sources {
        let formed = text::text_of_page(source, draft.keys.url.as_deref());
        lines.extend(formed.lines(title));
        whole = match (whole, formed.text) {
            (Some(one), Some(other)) => Some(joined(one, other)),
            (one, other) => one.or(other),
        };
    }
    whole
}

fn joined(one: Text, other: Text) -> Text {
    let words = match (one.words, other.words) {
        (Words::Plain(one), Words::Plain(other)) => Words::Plain(format!("{one}\n\n{other}")),
        (one, other) => Words::Blocks(blocks(one).into_iter().chain(blocks(other)).collect()),
    };
    Text { words, excerpt: false }
}

fn blocks(words: Words) -> Vec<Block> {
    match words {
        Words::Blocks(blocks) => blocks,
        Words::Plain(words) => {
            let paragraphs = words.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
            paragraphs.map(|paragraph| Block::Paragraph(vec![Inline::Text(paragraph.to_owned())])).collect()
        }
    }
}

fn day_change_of(written: Option<&str>, lines: &mut Vec<Line>) -> Option<TimeOfDay> {
    let written = written?;
    let change = when::day_change(written);
    if change.is_none() {
        let what = format!("a programme's day cannot end at `{written}`; days end at 05:00");
        lines.push(Line::new(Kind::Day, "day change", what));
    }
    change
}

/// The language in the draft, otherwise the previous one, otherwise the language of most sessions, otherwise the one
/// that the script suggests.
fn language_of(
    written: Option<&str>,
    sessions: &[Session],
    before: Option<&str>,
    lines: &mut Vec<Line>,
) -> String {
    if let Some(tag) = written.and_then(|written| language::languages_in(written).tags.into_iter().next()) {
        return tag;
    }
    if let Some(before) = before {
        return before.to_owned();
    }
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in sessions.iter().filter_map(|session| session.languages.first()) {
        *count.entry(tag).or_default() += 1;
    }
    // If two are equally frequent, the first in the alphabet.
    let most = count.iter().max_by(|one, other| (one.1, other.0).cmp(&(other.1, one.0)));
    if let Some((tag, _)) = most {
        return (*tag).to_owned();
    }
    let titles: String = sessions.iter().map(|session| session.title.as_str()).collect();
    let guess = language::of_script(&titles).unwrap_or("en");
    let what = format!(
        "written as `{guess}`. Add `--language`, or correct it in the conference file, where later \
         imports keep it"
    );
    lines.push(Line::new(Kind::Guessed, "language", what));
    guess.to_owned()
}
