//! The JSON behind pretalx's schedule widget (`widget/v2.json`, `schedules/widgets/schedule.json`): sessions without
//! long texts, but with the breaks that no other export of pretalx has.
//!
//! The rule of this file: an entry with a code or with speakers is a talk; an entry with neither is a break.

use std::collections::BTreeMap;

use crate::import::draft::{Decision, Draft, DraftBreak, DraftSession, DraftSpeaker, Keys};
use crate::import::file::json::Node;
use crate::import::report::Refused;
use crate::import::values::duration::{self, Units};
use crate::import::values::when;

/// Whether this is a widget's JSON: at least one talk has a code and a start, unless there are no talks. Entries with
/// neither code nor speakers are breaks, so a file without any code would hardly have anything but breaks.
pub fn is_this(file: &Node) -> bool {
    let talks = file.get("talks").list();
    let is_widget = file.has("timezone") || file.has("rooms") || file.has("speakers");
    let is_talk = |talk: &Node| talk.has("code") && talk.has("start");
    file.has("talks") && is_widget && (talks.is_empty() || talks.iter().any(is_talk))
}

/// Reads a widget's JSON.
///
/// # Errors
///
/// None at present: everything that looks like a widget's JSON can be read.
pub fn read(file: &Node, _name: &str) -> Result<Draft, Refused> {
    let rooms = names(file.get("rooms"));
    let tracks = names(file.get("tracks"));
    let mut draft = Draft {
        title: file.first(&["event_name", "name", "title"]).words(),
        acronym: file.first(&["event_slug", "event"]).words(),
        zone: file.get("timezone").words(),
        rooms: in_order(file.get("rooms")),
        tracks: in_order(file.get("tracks")),
        speakers: file.get("speakers").list().iter().filter_map(speaker).collect(),
        ..Draft::default()
    };
    for talk in file.get("talks").list() {
        // The starts of breaks are always in UTC, so they are not a hint for the zone.
        let offset = talk.get("end").words().or_else(|| talk.get("start").words());
        draft.offsets.extend(offset.as_deref().and_then(when::offset));
        let room = talk.get("room").words().and_then(|id| rooms.get(&id).cloned());
        // A break has no speakers.
        if talk.get("code").words().is_some() || !talk.get("speakers").list().is_empty() {
            let track = talk.get("track").words().and_then(|id| tracks.get(&id).cloned());
            draft.sessions.push(session(talk, room, track));
        } else if !talk.fields().is_empty() {
            draft.breaks.push(DraftBreak {
                title: talk.get("title").words().unwrap_or_default(),
                start: talk.get("start").words().as_deref().and_then(when::when),
                end: talk.get("end").words().as_deref().and_then(when::when),
                minutes: minutes(talk),
                room,
            });
        }
    }
    Ok(draft)
}

fn session(talk: &Node, room: Option<String>, track: Option<String>) -> DraftSession {
    let (state, cancelled) = Decision::of(talk.get("state").words().as_deref());
    DraftSession {
        // The number here is the slot's; in the other exports it is something else.
        keys: Keys { code: talk.get("code").words(), ..Keys::default() },
        title: talk.get("title").words().unwrap_or_default(),
        summary: talk.get("abstract").words(),
        start: talk.get("start").words().as_deref().and_then(when::when),
        end: talk.get("end").words().as_deref().and_then(when::when),
        minutes: minutes(talk),
        room,
        track,
        languages: talk.get("content_locale").words().into_iter().collect(),
        speakers: talk
            .get("speakers")
            .list()
            .iter()
            .filter_map(|one| one.first(&["code"]).words().or_else(|| one.words()))
            .collect(),
        recorded: talk.get("do_not_record").is_true().then_some(false),
        cancelled,
        state,
        ..DraftSession::default()
    }
}

fn minutes(talk: &Node) -> Option<i64> {
    talk.get("duration").words().as_deref().and_then(|written| duration::minutes(written, Units::Seconds))
}

fn speaker(speaker: &Node) -> Option<DraftSpeaker> {
    let code = speaker.get("code").words()?;
    Some(DraftSpeaker {
        key: code.clone(),
        // Speakers may leave their name out; then the code is used.
        name: speaker.first(&["name", "public_name"]).words().unwrap_or_else(|| code.clone()),
        code: Some(code),
        biography: speaker.get("biography").words(),
        picture: speaker.get("avatar").words(),
        ..DraftSpeaker::default()
    })
}

/// The names of rooms or tracks by their numbers.
fn names(list: &Node) -> BTreeMap<String, String> {
    let named = list.list().iter().filter_map(|one| Some((one.get("id").words()?, one.get("name").words()?)));
    named.collect()
}

fn in_order(list: &Node) -> Vec<String> {
    list.list().iter().filter_map(|one| one.get("name").words()).collect()
}
