//! Keeps edits in the conference file when an export is imported again: a three-way merge, as in version control.
//!
//! The rule of this file: no edit is lost without a line in the report. An edit is a difference between the record of
//! the last import and the conference file. Edits are kept, even if the export has changed the same field since;
//! `--take-theirs` replaces them with the export's values. Without a record of the last import an edit cannot be
//! distinguished from an older export's value: then the export's values are taken, and each difference is reported.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::domain::conference::{Conference, RoomId, Session, SpeakerId, TrackId};
use crate::domain::moment::Moment;
use crate::import::report::{Kind, Line, Refused};

type Fields = Map<String, Value>;

/// The lists of a conference whose items are merged individually.
const LISTS: [&str; 5] = ["rooms", "tracks", "speakers", "sessions", BREAKS];

/// The list whose items have no ids.
const BREAKS: &str = "breaks";

/// Fields of a conference that no export has. Their absence from an export never counts as a change.
const CONFERENCE_BY_HAND: &[&str] = &["$schema", "line", "venue", "address", "links", "hosts", "walks"];

/// Fields of a session or a speaker that no export has.
const ITEM_BY_HAND: &[&str] = &["topic", "photo"];

/// Fields that the import computes itself; they are set after the merge.
const COMPUTED: [&str; 2] = ["revision", "updated"];

/// Merges the new export (`theirs`) and the conference file (`ours`); `base` is what the last import made.
///
/// # Errors
///
/// A sentence, if the result of the merge is not a valid conference file.
pub fn merged(
    base: Option<&Conference>,
    ours: &Conference,
    theirs: &Conference,
    takes_theirs: bool,
    now: Moment,
    lines: &mut Vec<Line>,
) -> Result<Conference, Refused> {
    let has_record = base.is_some();
    let mut merge = Merge { has_record, takes_theirs: takes_theirs || !has_record, lines };
    let base = fields_of(base.unwrap_or(theirs));
    let (ours_fields, theirs_fields) = (fields_of(ours), fields_of(theirs));
    let [base_head, ours_head, theirs_head] = [&base, &ours_fields, &theirs_fields].map(without_lists);
    let mut result =
        merge.fields("the conference", CONFERENCE_BY_HAND, [&base_head, &ours_head, &theirs_head]);
    for list in LISTS {
        let versions = [&base, &ours_fields, &theirs_fields].map(|version| items(version, list));
        let items = if list == BREAKS { merge.breaks(versions) } else { merge.items(list, &versions) };
        result.insert(list.to_owned(), Value::Array(items.into_iter().map(Value::Object).collect()));
    }
    let mut conference: Conference = serde_json::from_value(Value::Object(result)).map_err(|error| {
        Refused(format!("the edits in the conference file cannot be merged with the export: {error}"))
    })?;
    restore_named(&mut conference, [ours, theirs], lines);
    count_revisions(&mut conference, ours, now);
    Ok(conference)
}

/// The merge of one conference.
struct Merge<'a> {
    /// Whether the record of the last import is there. Without it, nobody knows what was removed by hand.
    has_record: bool,
    takes_theirs: bool,
    lines: &'a mut Vec<Line>,
}

impl Merge<'_> {
    fn say(&mut self, kind: Kind, about: &str, what: String) {
        self.lines.push(Line::new(kind, about, what));
    }

    /// Merges the fields of the conference or of one of its items; the three versions are `[base, ours, theirs]`.
    fn fields(&mut self, about: &str, by_hand: &[&str], [base, ours, theirs]: [&Fields; 3]) -> Fields {
        let is_computed = |name: &str| COMPUTED.contains(&name);
        let computed = theirs.iter().filter(|(name, _)| is_computed(name));
        let mut result: Fields = computed.map(|(name, value)| (name.clone(), value.clone())).collect();
        // `value` and `set` handle a start and its end as one field, `start`.
        let names = ours.keys().chain(theirs.keys()).map(|name| if name == "end" { "start" } else { name });
        let names: BTreeSet<&str> = names.filter(|name| !is_computed(name)).collect();
        for name in names {
            let values = [base, ours, theirs].map(|fields| value(fields, name));
            set(&mut result, name, self.field(about, name, by_hand.contains(&name), values));
        }
        result
    }

    /// Merges the value of a field; the three versions are `[base, ours, theirs]`.
    fn field(&mut self, about: &str, name: &str, is_only_by_hand: bool, values: [Value; 3]) -> Value {
        let [base, ours, theirs] = values;
        if ours == base || ours == theirs {
            return theirs;
        }
        let (edited, exported) = (shown(&ours), shown(&theirs));
        if self.takes_theirs && !is_only_by_hand {
            let what = format!("`{name}` is now {exported}, as in the export; it was {edited}");
            self.say(Kind::EditGivenUp, about, what);
            return theirs;
        }
        if theirs != base {
            let what = format!(
                "`{name}` stays {edited}, as edited by hand; the export has changed it to {exported}"
            );
            self.say(Kind::EditConflict, about, what);
        } else if !is_only_by_hand {
            self.say(Kind::EditKept, about, format!("`{name}` stays {edited}"));
        }
        ours
    }

    /// Merges the breaks, which have ids only during the merge.
    fn breaks(&mut self, mut versions: [Vec<Fields>; 3]) -> Vec<Fields> {
        identify(&mut versions);
        let mut breaks = self.items(BREAKS, &versions);
        breaks.iter_mut().for_each(|pause| _ = pause.remove("id"));
        breaks
    }

    /// Merges the items of a list: first those of the export, in its order, then those that were added by hand.
    /// The three versions are `[base, ours, theirs]`.
    fn items(&mut self, list: &str, [base, ours, theirs]: &[Vec<Fields>; 3]) -> Vec<Fields> {
        let mut result = Vec::new();
        for item in theirs {
            let about = name_of(item);
            match (find(base, item), find(ours, item)) {
                (before, Some(own)) => {
                    let before = before.cloned().unwrap_or_default();
                    result.push(self.fields(&about, ITEM_BY_HAND, [&before, own, item]));
                }
                (Some(_), None) if !self.takes_theirs => {
                    self.say(
                        Kind::EditKept,
                        &about,
                        format!("stays out of the {list}: it was removed by hand"),
                    );
                }
                (before, None) => {
                    if before.is_some() && self.has_record {
                        let what = format!("is in the {list} again: it was removed by hand");
                        self.say(Kind::EditGivenUp, &about, what);
                    }
                    result.push(item.clone());
                }
            }
        }
        for item in ours.iter().filter(|item| find(theirs, item).is_none()) {
            let about = name_of(item);
            match find(base, item) {
                None if !self.takes_theirs => {
                    self.say(Kind::EditKept, &about, format!("stays in the {list}: it was added by hand"));
                    result.push(item.clone());
                }
                None => self.say(
                    Kind::EditGivenUp,
                    &about,
                    format!("is left out of the {list}: it is in no export"),
                ),
                Some(before) if is_edited(before, item) => {
                    let what = format!(
                        "was edited by hand and is left out of the {list}: it is no longer in the export"
                    );
                    self.say(Kind::EditGivenUp, &about, what);
                }
                Some(_) => {}
            }
        }
        self.in_order(list, result, base, ours, theirs)
    }

    /// Puts the merged items of a list into the order that was made by hand in `ours`, if it was. New items follow the
    /// item that they follow in the export. Only the order of rooms, tracks and sessions without a start means anything.
    fn in_order(
        &mut self,
        list: &str,
        mut items: Vec<Fields>,
        base: &[Fields],
        ours: &[Fields],
        theirs: &[Fields],
    ) -> Vec<Fields> {
        let has_order = |item: &Fields| match list {
            "rooms" | "tracks" => true,
            "sessions" => !item.contains_key("start"),
            _ => false,
        };
        // Only what all three versions have can show that the order was made by hand.
        let in_all = |item: &&Fields| {
            has_order(item)
                && [base, ours, theirs].into_iter().all(|version| find(version, item).is_some_and(has_order))
        };
        let order = |version: &[Fields]| -> Vec<Option<Value>> {
            version.iter().filter(in_all).map(|item| item.get("id").cloned()).collect()
        };
        let by_hand = order(ours);
        if by_hand == order(base) || by_hand == order(theirs) {
            return items;
        }
        if self.takes_theirs {
            let what = "their order is now that of the export; it was made by hand".to_owned();
            self.say(Kind::EditGivenUp, list, what);
            return items;
        }
        self.say(Kind::EditKept, list, "stay in the order that was made by hand".to_owned());
        let mut ordered: Vec<Fields> = Vec::new();
        for item in ours.iter().filter(|item| has_order(item)) {
            ordered.extend(items.extract_if(.., |other| other.get("id") == item.get("id")));
        }
        for item in items {
            let place = position(theirs, &item).unwrap_or_default();
            let before = theirs[..place].iter().rev().find_map(|before| position(&ordered, before));
            ordered.insert(before.map_or(0, |before| before + 1), item);
        }
        ordered
    }
}

/// The fields of a conference or a part of it.
fn fields_of(item: &impl Serialize) -> Fields {
    match serde_json::to_value(item) {
        Ok(Value::Object(fields)) => fields,
        _ => Fields::new(),
    }
}

/// The conference's own fields, without the lists of items.
fn without_lists(conference: &Fields) -> Fields {
    let own = conference.iter().filter(|(name, _)| !LISTS.contains(&name.as_str()));
    own.map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn items(conference: &Fields, list: &str) -> Vec<Fields> {
    let items = conference.get(list).and_then(Value::as_array).into_iter().flatten();
    items.filter_map(Value::as_object).cloned().collect()
}

/// The value of a field. A start and its end are one value, because an edited end makes no sense with another start.
fn value(fields: &Fields, name: &str) -> Value {
    let one = |name: &str| fields.get(name).cloned().unwrap_or_default();
    match name {
        "start" => match (one("start"), one("end")) {
            (Value::Null, Value::Null) => Value::Null,
            (start, end) => json!([start, end]),
        },
        name => one(name),
    }
}

fn set(fields: &mut Fields, name: &str, value: Value) {
    let mut one = |name: &str, value: Value| {
        if !value.is_null() {
            fields.insert(name.to_owned(), value);
        }
    };
    match (name, value) {
        ("start", Value::Array(mut times)) => {
            one("end", times.pop().unwrap_or_default());
            one("start", times.pop().unwrap_or_default());
        }
        (name, value) => one(name, value),
    }
}

/// The place of the same item in another version.
fn position(items: &[Fields], item: &Fields) -> Option<usize> {
    items.iter().position(|other| other.get("id") == item.get("id"))
}

/// Finds the same item in another version.
fn find<'a>(items: &'a [Fields], item: &Fields) -> Option<&'a Fields> {
    position(items, item).map(|at| &items[at])
}

/// Gives breaks, which have no ids, an id for the merge: in the three versions `[base, ours, theirs]`, the same break
/// gets the same id. A break that was retitled in one version and moved in another is found again through `base`.
fn identify([base, ours, theirs]: &mut [Vec<Fields>; 3]) {
    let mut ids = 0..;
    number(base, &mut ids);
    for version in [&mut *ours, &mut *theirs] {
        pair(base, version, &LIKENESSES);
    }
    number(ours, &mut ids);
    pair(ours, theirs, &LIKENESSES[..2]);
    number(theirs, &mut ids);
}

/// For each break of a conference, the place of the same break in an earlier version of it.
pub fn partners_of_breaks(conference: &Conference, before: &Conference) -> Vec<Option<usize>> {
    let [mut old, mut new] =
        [before, conference].map(|version| version.breaks.iter().map(fields_of).collect::<Vec<Fields>>());
    number(&mut old, &mut (0..));
    pair(&old, &mut new, &LIKENESSES);
    new.iter().map(|pause| position(&old, pause)).collect()
}

/// Tests for whether two breaks are the same, the most reliable first.
const LIKENESSES: [fn(&Fields, &Fields) -> bool; 4] =
    [is_same, is_same_but_for_rooms, has_same_start, has_same_title_and_day];

/// Numbers the breaks that have no id yet.
fn number(breaks: &mut [Fields], ids: &mut impl Iterator<Item = u32>) {
    for (pause, id) in breaks.iter_mut().filter(|pause| !pause.contains_key("id")).zip(ids) {
        pause.insert("id".to_owned(), id.into());
    }
}

/// Copies the ids of breaks to the same breaks in another version. The likeliest pairs come first; each break is in one
/// pair at most.
fn pair(from: &[Fields], to: &mut [Fields], likenesses: &[fn(&Fields, &Fields) -> bool]) {
    for is_like in likenesses {
        for pause in from {
            if find(to, pause).is_none()
                && let Some(same) =
                    to.iter_mut().find(|other| !other.contains_key("id") && is_like(pause, other))
            {
                same.insert("id".to_owned(), pause["id"].clone());
            }
        }
    }
}

fn is_same(one: &Fields, other: &Fields) -> bool {
    is_same_but_for_rooms(one, other) && one.get("rooms") == other.get("rooms")
}

fn is_same_but_for_rooms(one: &Fields, other: &Fields) -> bool {
    has_same_start(one, other) && one.get("title") == other.get("title")
}

fn has_same_start(one: &Fields, other: &Fields) -> bool {
    one.get("start") == other.get("start")
}

fn has_same_title_and_day(one: &Fields, other: &Fields) -> bool {
    let day = |pause: &Fields| pause.get("start").and_then(Value::as_str).map(|start| start[..10].to_owned());
    one.get("title") == other.get("title") && day(one) == day(other)
}

/// Whether any field differs, except those that the import computes.
fn is_edited(base: &Fields, ours: &Fields) -> bool {
    let names = base.keys().chain(ours.keys()).filter(|name| !COMPUTED.contains(&name.as_str()));
    names.into_iter().any(|name| base.get(name) != ours.get(name))
}

fn name_of(item: &Fields) -> String {
    let name = ["title", "name"].iter().find_map(|name| item.get(*name)?.as_str());
    name.unwrap_or_default().to_owned()
}

/// A value as the report shows it: the words of a text, the times of a session.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "empty".to_owned(),
        Value::String(words) => format!("{words:?}"),
        Value::Array(times) if times.len() == 2 && times[0].is_string() && times[1].is_null() => {
            shown(&times[0])
        }
        other => other.to_string(),
    }
}

/// Restores the rooms, tracks and speakers that a session, break or host still refers to, and leaves out walks between
/// rooms that are gone.
fn restore_named(conference: &mut Conference, sources: [&Conference; 2], lines: &mut Vec<Line>) {
    let sessions = &conference.sessions;
    let rooms: BTreeSet<RoomId> = (sessions.iter().filter_map(|session| session.room.clone()))
        .chain(conference.breaks.iter().flat_map(|pause| pause.rooms.clone()))
        .collect();
    let tracks: BTreeSet<TrackId> = sessions.iter().filter_map(|session| session.track.clone()).collect();
    let speakers: BTreeSet<SpeakerId> = (sessions.iter().flat_map(|session| session.speakers.clone()))
        .chain(conference.hosts.iter().cloned())
        .collect();
    let mut say = |name: &str| {
        lines.push(Line::new(Kind::EditKept, name, "stays: the programme still refers to it"));
    };
    for id in rooms.iter().filter(|id| conference.room(id).is_none()).cloned().collect::<Vec<_>>() {
        if let Some(room) = sources.iter().find_map(|source| source.room(&id)) {
            say(&room.name);
            conference.rooms.push(room.clone());
        }
    }
    for id in tracks.iter().filter(|id| conference.track(id).is_none()).cloned().collect::<Vec<_>>() {
        if let Some(track) = sources.iter().find_map(|source| source.track(&id)) {
            say(&track.name);
            conference.tracks.push(track.clone());
        }
    }
    for id in speakers.iter().filter(|id| conference.speaker(id).is_none()).cloned().collect::<Vec<_>>() {
        if let Some(speaker) = sources.iter().find_map(|source| source.speaker(&id)) {
            say(&speaker.name);
            conference.speakers.push(speaker.clone());
        }
    }
    let known: BTreeSet<RoomId> = conference.rooms.iter().map(|room| room.id.clone()).collect();
    conference.walks.retain(|walk| {
        let gone = walk.between.iter().find(|room| !known.contains(*room));
        if let Some(gone) = gone {
            let about = format!("the walk between `{}` and `{}`", walk.between[0], walk.between[1]);
            let what = format!("is left out: room `{gone}` is no longer in the programme");
            lines.push(Line::new(Kind::EditGivenUp, &about, what));
        }
        gone.is_none()
    });
}

/// Increments the revision of each session that looks different to attendees than in the conference file.
fn count_revisions(conference: &mut Conference, ours: &Conference, now: Moment) {
    for session in &mut conference.sessions {
        if let Some(before) = ours.session(&session.id) {
            count_revision(session, before, now);
        }
    }
}

/// Increments the revision of a session if it looks different to attendees than before.
pub fn count_revision(session: &mut Session, before: &Session, now: Moment) {
    let is_changed = visible(session) != visible(before);
    session.revision = before.revision.saturating_add(u32::from(is_changed));
    session.updated = if is_changed { Some(now) } else { before.updated };
}

/// The part of a session that attendees can see: everything except its ids in other systems and the revision itself.
fn visible(session: &Session) -> Session {
    Session { alternates: Vec::new(), revision: 0, updated: None, ..session.clone() }
}
