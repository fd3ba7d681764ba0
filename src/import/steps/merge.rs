//! Merges several files of one event into one draft.
//!
//! The rule of this file: the files are sorted, the format with the most details first, whatever order the organiser
//! named them in. Values of an earlier file stay; later files fill in missing values.

use std::collections::BTreeMap;

use crate::import::draft::{Draft, DraftSession, DraftSpeaker, Keys};
use crate::import::report::{Kind, Line};
use crate::import::steps::matching::{Known, partners};
use crate::import::steps::zone::Zone;
use crate::import::text::line;
use crate::import::values::when;

/// Merges several drafts into one.
pub fn merged(mut drafts: Vec<Draft>, zone: Option<&Zone>) -> Draft {
    if drafts.is_empty() {
        return Draft::default();
    }
    let mut whole = drafts.remove(0);
    for draft in drafts {
        add(&mut whole, draft, zone);
    }
    whole
}

fn add(whole: &mut Draft, draft: Draft, zone: Option<&Zone>) {
    fill(&mut whole.title, draft.title);
    fill(&mut whole.acronym, draft.acronym);
    fill(&mut whole.language, draft.language);
    fill(&mut whole.day_change, draft.day_change);
    whole.offsets.extend(draft.offsets);
    whole.rooms.extend(draft.rooms);
    whole.tracks.extend(draft.tracks);
    whole.breaks.extend(draft.breaks);
    whole.lines.extend(draft.lines);
    let keys = add_speakers(&mut whole.speakers, draft.speakers);
    let before: Vec<Known> = whole.sessions.iter().map(|session| known(session, zone)).collect();
    let after: Vec<Known> = draft.sessions.iter().map(|session| known(session, zone)).collect();
    let partners = partners(&before, &after);
    if !before.is_empty() && !after.is_empty() && partners.iter().all(Option::is_none) {
        let what = "two of the files have no session in common; check that they are of the same event";
        whole.lines.push(Line::new(Kind::File, "files", what));
    }
    for (mut session, partner) in draft.sessions.into_iter().zip(partners) {
        for key in &mut session.speakers {
            if let Some(renamed) = keys.get(key) {
                key.clone_from(renamed);
            }
        }
        match partner {
            Some(partner) => add_to_session(&mut whole.sessions[partner], session, zone, &mut whole.lines),
            None => whole.sessions.push(session),
        }
    }
}

/// Everything that identifies a session before it has an id.
pub fn known(session: &DraftSession, zone: Option<&Zone>) -> Known {
    let start = session.start.zip(zone).and_then(|(start, zone)| when::place(start, &zone.rules));
    Known {
        names: alternates(&session.keys),
        title: line(&session.title),
        start: start.map(|start| when::instant(&start.moment).as_second()),
        room: session.room.as_deref().map(line).unwrap_or_default(),
    }
}

/// A session's names, in the form of alternates.
pub fn alternates(keys: &Keys) -> Vec<String> {
    let kinds = [("code", &keys.code), ("guid", &keys.guid), ("id", &keys.id), ("url", &keys.url)];
    let named = kinds.into_iter().filter_map(|(kind, key)| Some((kind, key.as_deref()?.trim())));
    named.filter(|(_, key)| !key.is_empty()).map(|(kind, key)| format!("{kind}:{key}")).collect()
}

/// Adds speakers. The same person may have different keys in different files, so they are matched by code or name.
/// Returns the new key of each renamed one.
fn add_speakers(speakers: &mut Vec<DraftSpeaker>, more: Vec<DraftSpeaker>) -> BTreeMap<String, String> {
    let mut renamed = BTreeMap::new();
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, speaker) in speakers.iter().enumerate() {
        by_name.entry(line(&speaker.name)).or_default().push(at);
    }
    for mut speaker in more {
        let same_code = speakers.iter().position(|one| one.code.is_some() && one.code == speaker.code);
        let same_name = by_name.get(&line(&speaker.name)).filter(|ats| ats.len() == 1).map(|ats| ats[0]);
        let same_key = speakers.iter().any(|one| one.key == speaker.key);
        match same_code.or(same_name) {
            Some(at) => {
                let known = &mut speakers[at];
                renamed.insert(speaker.key, known.key.clone());
                fill(&mut known.code, speaker.code);
                fill(&mut known.line, speaker.line);
                fill(&mut known.biography, speaker.biography);
                fill(&mut known.picture, speaker.picture);
                let links = speaker.links.into_iter().filter(|link| !known.links.contains(link));
                let links: Vec<_> = links.collect();
                known.links.extend(links);
            }
            None => {
                if same_key {
                    let key = format!("{}|{}", speaker.key, speaker.name);
                    renamed.insert(std::mem::replace(&mut speaker.key, key.clone()), key);
                }
                speakers.push(speaker);
            }
        }
    }
    renamed
}

fn add_to_session(
    session: &mut DraftSession,
    more: DraftSession,
    zone: Option<&Zone>,
    lines: &mut Vec<Line>,
) {
    let (one, other) = (known(session, zone), known(&more, zone));
    let differs = |what: &str| {
        Line::new(Kind::File, Draft::name_of(session), format!("the files differ in its {what}"))
    };
    if one.start.is_some() && other.start.is_some() && one.start != other.start {
        lines.push(differs("start; the start in the file with more details is taken"));
    }
    if !one.room.is_empty() && !other.room.is_empty() && one.room != other.room {
        lines.push(differs("room; the room in the file with more details is taken"));
    }
    fill(&mut session.keys.code, more.keys.code);
    fill(&mut session.keys.guid, more.keys.guid);
    fill(&mut session.keys.id, more.keys.id);
    fill(&mut session.keys.url, more.keys.url);
    fill(&mut session.subtitle, more.subtitle);
    fill(&mut session.summary, more.summary);
    fill(&mut session.description, more.description);
    if session.start.is_none() {
        session.start = more.start;
    }
    if session.end.is_none() && session.minutes.is_none() {
        (session.end, session.minutes) = (more.end, more.minutes);
    }
    fill(&mut session.room, more.room);
    fill(&mut session.track, more.track);
    fill(&mut session.format, more.format);
    fill(&mut session.level, more.level);
    if session.languages.is_empty() {
        session.languages = more.languages;
    }
    session.tags.extend(more.tags);
    if session.speakers.is_empty() {
        session.speakers = more.speakers;
    }
    session.recorded = session.recorded.or(more.recorded);
    session.cancelled |= more.cancelled;
    for link in more.links {
        if !session.links.iter().any(|known| known.address == link.address) {
            session.links.push(link);
        }
    }
}

fn fill(field: &mut Option<String>, more: Option<String>) {
    if field.as_deref().is_none_or(|words| words.trim().is_empty()) {
        *field = more;
    }
}
