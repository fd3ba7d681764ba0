//! From a draft to a conference: what is shown, what is left out, and what each thing is called in addresses.
//!
//! The rule of this file: every decision that loses or changes something of the draft writes a line about it, and none
//! depends on the order in which the draft lists sessions, speakers or breaks. It is long because a conference has
//! many parts; each has its function.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::conference::{Conference, Room, RoomId, Session, Speaker, SpeakerId, Track, TrackId};
use crate::domain::moment::{Moment, TimeOfDay};
use crate::domain::text::{Block, Inline, Text, Words};
use crate::import::draft::{Draft, DraftSession, State};
use crate::import::report::{Kind, Line};
use crate::import::steps::breaks::{Pause, breaks_of, is_usual, pause_of};
use crate::import::steps::length::{Length, placed};
use crate::import::steps::merge;
use crate::import::steps::people::{People, links_of, people};
use crate::import::steps::places::{Spellings, in_order};
use crate::import::steps::session_ids::{Identity, ids};
use crate::import::steps::zone::Zone;
use crate::import::text;
use crate::import::values::language;
use crate::import::values::when;

/// What a draft became.
pub struct Settled {
    /// The conference.
    pub conference: Conference,
    /// For each speaker, the addresses or file names of their pictures.
    pub pictures: Vec<Vec<String>>,
}

/// What is settled before.
pub struct Given<'a> {
    /// The conference's id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its zone, where it has times.
    pub zone: Option<&'a Zone>,
    /// When its days end, where the organiser or the conference file says so.
    pub day_change: Option<TimeOfDay>,
    /// Its language, should the draft not say.
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

/// Makes the conference.
pub fn settled(draft: Draft, given: &Given<'_>, lines: &mut Vec<Line>) -> Settled {
    let Draft { sessions, breaks, speakers, mut rooms, mut tracks, language, day_change, .. } = draft;
    let mut shown: Vec<Shown> =
        sessions.into_iter().filter_map(|session| shown(session, given.zone, lines)).collect();
    let mut pauses: Vec<Pause> =
        breaks.iter().filter_map(|pause| pause_of(pause, given.zone, lines)).collect();
    spell_alike(&mut shown, &mut pauses, &mut rooms, &mut tracks, lines);
    let shown = each_once(shown, lines);
    // A file that marks its breaks has said what is one.
    let (shown, found) = if given.keeps_breaks || !breaks.is_empty() {
        (shown, Vec::new())
    } else {
        without_breaks(shown, lines)
    };
    pauses.extend(found);

    let used = shown.iter().filter_map(|session| session.room.clone());
    let used: BTreeSet<String> = used.chain(pauses.iter().filter_map(|pause| pause.room.clone())).collect();
    let (rooms, room_ids) = in_order(rooms, &used, Kind::Room, "nothing is in it, so it is left out", lines);
    let used: BTreeSet<String> = shown.iter().filter_map(|session| session.track.clone()).collect();
    let (tracks, track_ids) =
        in_order(tracks, &used, Kind::Room, "no session is in this track, so it is left out", lines);

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
    /// Puts another conference in its place, in which speakers keep their pictures.
    pub fn replace(&mut self, conference: Conference) {
        let pictures: BTreeMap<&SpeakerId, &Vec<String>> =
            self.conference.speakers.iter().map(|speaker| &speaker.id).zip(&self.pictures).collect();
        let of = |speaker: &Speaker| {
            pictures.get(&speaker.id).map(|pictures| (*pictures).clone()).unwrap_or_default()
        };
        self.pictures = conference.speakers.iter().map(of).collect();
        self.conference = conference;
    }

    /// Sessions by start, room and title, people by name: the order of the files means nothing.
    pub fn sort(&mut self) {
        let Conference { rooms, sessions, breaks, speakers, .. } = &mut self.conference;
        let place =
            |id: &Option<RoomId>| id.as_ref().and_then(|id| rooms.iter().position(|room| room.id == *id));
        sessions.sort_by_cached_key(|session| {
            (
                session.start.is_none(),
                session.start,
                place(&session.room),
                session.title.clone(),
                session.id.clone(),
            )
        });
        breaks.sort_by(|one, other| {
            (one.start, &one.title, one.end, &one.rooms).cmp(&(
                other.start,
                &other.title,
                other.end,
                &other.rooms,
            ))
        });
        // Hosts who are kept from a previous file come without pictures.
        self.pictures.resize(speakers.len(), Vec::new());
        let mut together: Vec<_> =
            std::mem::take(speakers).into_iter().zip(std::mem::take(&mut self.pictures)).collect();
        together.sort_by_cached_key(|(speaker, _)| {
            (speaker.name.to_lowercase(), speaker.name.clone(), speaker.id.clone())
        });
        (*speakers, self.pictures) = together.into_iter().unzip();
    }
}

/// Whether and how a session is shown.
fn shown(mut draft: DraftSession, zone: Option<&Zone>, lines: &mut Vec<Line>) -> Option<Shown> {
    let name = Draft::name_of(&draft);
    match &draft.state {
        State::Accepted => {}
        State::NotAccepted(state) => {
            lines.push(Line::new(Kind::NotAccepted, name, state));
            return None;
        }
        State::Moved(state) => {
            let what = "shown as cancelled; if its time is the new one, take that word out of the export";
            lines.push(Line::new(Kind::State, &name, format!("`{state}`: {what}")));
            draft.cancelled = true;
        }
        State::Unknown(state) => {
            let what = format!("`{state}`: nothing is known by this word; shown as an accepted session");
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
    if start.is_none() {
        let what = if draft.start.is_some() {
            "no conference was then; it stays without one"
        } else {
            "it stays without one"
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

/// Gives rooms and tracks one spelling each.
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

/// Files list a session in each of its groups.
fn each_once(shown: Vec<Shown>, lines: &mut Vec<Line>) -> Vec<Shown> {
    let mut kept: BTreeMap<(Vec<String>, String, String, Option<String>), Shown> = BTreeMap::new();
    let mut shown = shown;
    // Of two that are not quite the same, which one stays must not depend on the file's order.
    shown.sort_by(|one, other| one.draft.words().cmp(&other.draft.words()));
    for session in shown {
        let names = merge::alternates(&session.draft.keys);
        let start = session.start.map(|start| start.to_string()).unwrap_or_default();
        let what = (names, session.title.clone(), start, session.room.clone());
        // Without a name of its own, an equal one is still another: it may have other speakers.
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

/// Takes out the sessions that look like breaks, each with a line: nobody speaks, and the title is a usual word for a
/// break, or stands at the same time in several rooms without a text.
fn without_breaks(shown: Vec<Shown>, lines: &mut Vec<Line>) -> (Vec<Shown>, Vec<Pause>) {
    let has_text = |one: &Shown| one.draft.summary.is_some() || one.draft.description.is_some();
    let may_be = |one: &Shown| one.draft.speakers.is_empty() && !one.draft.cancelled && one.start.is_some();
    let mut rooms: BTreeMap<(String, Option<Moment>, Option<Moment>), BTreeSet<String>> = BTreeMap::new();
    for one in shown.iter().filter(|one| may_be(one) && !has_text(one)) {
        let at = (one.title.to_lowercase(), one.start, one.end);
        rooms.entry(at).or_default().extend(one.room.clone());
    }
    let is_repeated = |one: &Shown| {
        let at = (one.title.to_lowercase(), one.start, one.end);
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
            "; its text and links are left out, as breaks have none"
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
                    let what = format!("names a speaker `{key}` whom the file does not have");
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
        let understood = language::understood(field);
        tags.extend(understood.tags.into_iter().filter(|tag| !tags.contains(tag)).collect::<Vec<_>>());
        for unknown in understood.unknown {
            lines.push(Line::new(Kind::Language, title, format!("`{unknown}`")));
        }
    }
    tags
}

/// The short text and the long one as one; many exports write the same into both.
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
    let clock = when::day_change(written);
    if clock.is_none() {
        let what = format!("`{written}` is no time of day at which a day could end; days end at 05:00");
        lines.push(Line::new(Kind::Day, "day change", what));
    }
    clock
}

/// What the file says, else last time's, else the language of most sessions, else what the script says.
fn language_of(
    written: Option<&str>,
    sessions: &[Session],
    before: Option<&str>,
    lines: &mut Vec<Line>,
) -> String {
    if let Some(tag) = written.and_then(|written| language::understood(written).tags.into_iter().next()) {
        return tag;
    }
    if let Some(before) = before {
        return before.to_owned();
    }
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in sessions.iter().filter_map(|session| session.languages.first()) {
        *count.entry(tag).or_default() += 1;
    }
    // Of two that are spoken as often, the first by its tag.
    let most = count.iter().max_by(|one, other| (one.1, other.0).cmp(&(other.1, one.0)));
    if let Some((tag, _)) = most {
        return (*tag).to_owned();
    }
    let titles: String = sessions.iter().map(|session| session.title.as_str()).collect();
    let guess = language::of_script(&titles).unwrap_or("en");
    let what = format!(
        "no file says which; written as `{guess}`. Say `--language`, or correct it in the conference file, where it is kept"
    );
    lines.push(Line::new(Kind::Conference, "language", what));
    guess.to_owned()
}
