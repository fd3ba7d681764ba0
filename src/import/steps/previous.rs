//! Carries ids and photos over from the previous conference file.
//!
//! The rule of this file: everything that attendees' agendas and addresses depend on stays. A known session keeps its
//! id, even if the exporting system has given it another name since; values that no export has, written by hand, are
//! kept too.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::conference::{Conference, RoomId, Session, SessionId, Speaker, SpeakerId, TrackId};
use crate::domain::moment::Moment;
use crate::import::report::{Kind, Line, Refused};
use crate::import::steps::changes;
use crate::import::steps::edits::count_revision;
use crate::import::steps::matching::{Known, partners};
use crate::import::steps::session_ids::with_start;
use crate::import::values::name::fingerprint;
use crate::import::values::when;

/// If more than this share of the sessions is missing, in percent, the import is refused.
const MOST_DROPPED: usize = 30;

/// Carries ids and photos over from the previous file into `conference`.
///
/// # Errors
///
/// A sentence, if so many sessions are missing that the files are probably wrong ones, unless `--force` is given.
pub fn carry_over(
    conference: &mut Conference,
    previous: &Conference,
    now: Moment,
    is_forced: bool,
    lines: &mut Vec<Line>,
) -> Result<(), Refused> {
    keep_what_is_by_hand(conference, previous);
    keep_rooms_and_tracks(conference, previous);
    // Walks to rooms that are gone are left out, with a line, once the edits are merged: an edit may still name the
    // room.
    conference.walks.clone_from(&previous.walks);
    conference.venue = previous.venue.clone();
    keep_speakers(conference, previous, lines);
    let partners = {
        let old: Vec<Known> = previous.sessions.iter().map(|session| known(session, previous)).collect();
        let new: Vec<Known> = conference.sessions.iter().map(|session| known(session, conference)).collect();
        partners(&old, &new)
    };
    keep_ids(conference, previous, &partners, lines);
    changes::report(conference, previous, &partners, lines);
    for (session, partner) in conference.sessions.iter_mut().zip(&partners) {
        if let Some(before) = partner.map(|at| &previous.sessions[at]) {
            session.topic.clone_from(&before.topic);
            count_revision(session, before, now);
        }
    }
    keep_alternates(conference, previous, &partners);
    let kept: BTreeSet<usize> = partners.iter().flatten().copied().collect();
    let gone = previous.sessions.iter().enumerate().filter(|(at, _)| !kept.contains(at));
    let gone: Vec<&Session> = gone.map(|(_, session)| session).collect();
    if gone.len() * 100 > previous.sessions.len() * MOST_DROPPED && !is_forced {
        return Err(Refused(format!(
            "{} of the {} sessions in the previous file are not in the new ones; if they were really removed, add \
             `--force`",
            gone.len(),
            previous.sessions.len()
        )));
    }
    lines
        .extend(gone.iter().map(|one| Line::new(Kind::SessionVanished, &one.title, format!("`{}`", one.id))));
    Ok(())
}

fn keep_what_is_by_hand(conference: &mut Conference, previous: &Conference) {
    conference.schema.clone_from(&previous.schema);
    conference.line.clone_from(&previous.line);
    conference.address.clone_from(&previous.address);
    conference.links.clone_from(&previous.links);
}

/// Rooms and tracks whose name is in the previous file keep their ids.
pub fn keep_rooms_and_tracks(conference: &mut Conference, previous: &Conference) {
    let rooms = conference.rooms.iter().map(|room| (room.id.as_str(), room.name.as_str()));
    let before = previous.rooms.iter().map(|room| (room.id.as_str(), room.name.as_str()));
    let rooms = renamed(rooms, before);
    let room = |id: &RoomId| RoomId::from(rooms[id.as_str()].as_str());
    conference.rooms.iter_mut().for_each(|one| one.id = room(&one.id));
    conference.breaks.iter_mut().flat_map(|pause| &mut pause.rooms).for_each(|id| *id = room(id));
    conference.sessions.iter_mut().filter_map(|session| session.room.as_mut()).for_each(|id| *id = room(id));

    let tracks = conference.tracks.iter().map(|track| (track.id.as_str(), track.name.as_str()));
    let before = previous.tracks.iter().map(|track| (track.id.as_str(), track.name.as_str()));
    let tracks = renamed(tracks, before);
    let track = |id: &TrackId| TrackId::from(tracks[id.as_str()].as_str());
    conference.tracks.iter_mut().for_each(|one| one.id = track(&one.id));
    conference
        .sessions
        .iter_mut()
        .filter_map(|session| session.track.as_mut())
        .for_each(|id| *id = track(id));
}

/// For each new id, the id to use: the previous id of the same name, otherwise the new id, with a suffix if it is
/// taken.
fn renamed<'a>(
    new: impl Iterator<Item = (&'a str, &'a str)>,
    before: impl Iterator<Item = (&'a str, &'a str)>,
) -> BTreeMap<String, String> {
    let mut by_name: BTreeMap<&str, &str> = BTreeMap::new();
    for (id, name) in before {
        by_name.entry(name).or_insert(id);
    }
    let new: Vec<(&str, &str)> = new.collect();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut renamed = BTreeMap::new();
    let (known, others): (Vec<_>, Vec<_>) = new.into_iter().partition(|(_, name)| by_name.contains_key(name));
    for (id, name) in known.into_iter().chain(others) {
        let mut wanted = by_name.get(name).copied().unwrap_or(id).to_owned();
        while taken.contains(&wanted) {
            wanted = format!("x{}", fingerprint(&[&wanted, id, name]));
        }
        taken.insert(wanted.clone());
        renamed.insert(id.to_owned(), wanted);
    }
    renamed
}

/// Speakers, matched by id or name, keep their ids and their photos; hosts stay.
fn keep_speakers(conference: &mut Conference, previous: &Conference, lines: &mut Vec<Line>) {
    let count = |speakers: &[Speaker], name: &str| speakers.iter().filter(|one| one.name == name).count();
    let mut taken: BTreeSet<SpeakerId> = BTreeSet::new();
    let mut ids: BTreeMap<SpeakerId, SpeakerId> = BTreeMap::new();
    for speaker in &conference.speakers {
        let same_id = previous.speaker(&speaker.id);
        let is_alone = count(&conference.speakers, &speaker.name) == 1;
        let same_name = previous.speakers.iter().find(|one| one.name == speaker.name);
        let same_name = same_name.filter(|_| is_alone && count(&previous.speakers, &speaker.name) == 1);
        if let Some(before) = same_id.or(same_name).filter(|before| !taken.contains(&before.id)) {
            taken.insert(before.id.clone());
            ids.insert(speaker.id.clone(), before.id.clone());
        }
    }
    for speaker in &conference.speakers {
        if !ids.contains_key(&speaker.id) {
            let mut id = speaker.id.clone();
            while taken.contains(&id) {
                id = SpeakerId::from(format!("x{}", fingerprint(&[id.as_str(), &speaker.name])).as_str());
            }
            taken.insert(id.clone());
            ids.insert(speaker.id.clone(), id);
        }
    }
    for speaker in &mut conference.speakers {
        speaker.id = ids[&speaker.id].clone();
        if let Some(before) = previous.speaker(&speaker.id) {
            speaker.photo.clone_from(&before.photo);
        }
    }
    for id in conference.sessions.iter_mut().flat_map(|session| &mut session.speakers) {
        *id = ids[id].clone();
    }
    conference.hosts.clone_from(&previous.hosts);
    for host in previous.hosts() {
        if conference.speaker(&host.id).is_none() {
            conference.speakers.push(host.clone());
            lines.push(Line::new(
                Kind::Conference,
                &host.name,
                "is a host, and is kept from the previous file",
            ));
        }
    }
}

fn keep_ids(
    conference: &mut Conference,
    previous: &Conference,
    partners: &[Option<usize>],
    lines: &mut Vec<Line>,
) {
    let mut taken: BTreeSet<SessionId> =
        partners.iter().flatten().map(|at| previous.sessions[*at].id.clone()).collect();
    for (session, partner) in conference.sessions.iter_mut().zip(partners) {
        if let Some(at) = partner {
            session.id = previous.sessions[*at].id.clone();
            continue;
        }
        // The id of a new session belongs to a previous session: the talk is repeated, or the system has renumbered its
        // sessions.
        if taken.contains(&session.id) {
            let start = session.start.map(|start| start.to_string()).unwrap_or_default();
            let mut id = with_start(session.id.as_str(), &start);
            while taken.contains(&SessionId::from(id.as_str())) {
                id = format!("s{}", fingerprint(&[&id, &session.title, &start]));
            }
            let what = format!("`{id}`: `{}` is the id of a session in the previous file", session.id);
            lines.push(Line::new(Kind::Id, &session.title, what));
            session.id = id.as_str().into();
        }
        taken.insert(session.id.clone());
    }
}

/// Alternates of earlier imports stay, unless they now belong to another session.
fn keep_alternates(conference: &mut Conference, previous: &Conference, partners: &[Option<usize>]) {
    let now: BTreeSet<String> =
        conference.sessions.iter().flat_map(|session| session.alternates.clone()).collect();
    for (session, partner) in conference.sessions.iter_mut().zip(partners) {
        let before = partner.map(|at| previous.sessions[at].alternates.as_slice()).unwrap_or_default();
        let kept = before.iter().filter(|name| !now.contains(*name) && !session.alternates.contains(name));
        let kept: Vec<String> = kept.cloned().collect();
        session.alternates.extend(kept);
        session.alternates.sort();
    }
}

fn known(session: &Session, conference: &Conference) -> Known {
    let own = format!("own:{}", session.id);
    let room = conference.room_of(session);
    Known {
        names: session.alternates.iter().cloned().chain([own]).collect(),
        title: session.title.clone(),
        start: session.start.map(|start| when::instant(&start).as_second()),
        room: room.map(|room| room.name.clone()).unwrap_or_default(),
    }
}
