//! Sessionize's JSON: the views `All`, `Sessions`, `GridSmart` and `Speakers`, as the endpoint returns them or saved by
//! hand.
//!
//! The rule of this file: entries that a view repeats are read once, by their id. The meaning of a category is
//! recognised by its title, because organisers make their own; the report says what each category was read as.

// The organiser's own categories.
mod categories;
// The meaning of a category's title.
mod category;

use std::collections::{BTreeMap, BTreeSet};

use self::categories::Categories;
use crate::import::draft::{Decision, Draft, DraftBreak, DraftLink, DraftSession, DraftSpeaker, Keys, When};
use crate::import::file::json::Node;
use crate::import::report::{Kind, Line, Refused};
use crate::import::text::line;
use crate::import::values::when;

/// The views.
#[derive(Clone, Copy, PartialEq)]
enum View {
    /// `{sessions, speakers, questions, categories, rooms}`, where sessions refer to the rest by ids.
    All,
    /// Groups of sessions, with the names of their rooms and categories. Service sessions are missing.
    Sessions,
    /// Days with rooms with sessions, and the same sessions again by time.
    GridSmart,
    /// People, with their sessions.
    Speakers,
}

/// Whether this is one of Sessionize's views.
pub fn is_this(file: &Node) -> bool {
    view(file).is_some()
}

fn view(file: &Node) -> Option<View> {
    let first = file.list().first();
    let is_list = |node: &Node, field: &str| matches!(node.get(field), Node::List(_));
    match first {
        Some(day) if is_list(day, "rooms") && (day.has("timeSlots") || day.has("date")) => {
            let rooms = || file.list().iter().flat_map(|day| day.get("rooms").list());
            have_own_fields(rooms()).then_some(View::GridSmart)
        }
        Some(group) if is_list(group, "sessions") && group.has("groupName") => {
            have_own_fields(file.list().iter()).then_some(View::Sessions)
        }
        Some(person) if is_list(person, "sessions") && person.has("fullName") => Some(View::Speakers),
        Some(_) => None,
        None => {
            let has_lists =
                is_list(file, "sessions") && (is_list(file, "rooms") || is_list(file, "speakers"));
            let has_more = file.has("categories") || file.has("questions");
            let has_own_speakers =
                || file.get("speakers").list().iter().any(|one| one.has("fullName") || one.has("tagLine"));
            (has_lists && has_more && (have_own_fields([file]) || has_own_speakers())).then_some(View::All)
        }
    }
}

/// Whether a session in these objects' lists of sessions has a field of Sessionize, or there is no session. Other systems
/// also have lists called `sessions`.
fn have_own_fields<'a>(holders: impl IntoIterator<Item = &'a Node>) -> bool {
    let own = ["startsAt", "isServiceSession", "categoryItems", "questionAnswers", "roomId"];
    let mut sessions = holders.into_iter().flat_map(|holder| holder.get("sessions").list()).peekable();
    sessions.peek().is_none() || sessions.any(|session| own.iter().any(|field| session.has(field)))
}

/// Reads a view.
///
/// # Errors
///
/// A sentence that says why the file is not a view.
pub fn read(file: &Node, name: &str) -> Result<Draft, Refused> {
    let view = view(file).ok_or_else(|| Refused::because(format!("`{name}` is not a view of Sessionize")))?;
    let sessions = match view {
        View::All => file.get("sessions").list().iter().collect(),
        View::Sessions => file.list().iter().flat_map(|group| group.get("sessions").list()).collect(),
        View::GridSmart => file.list().iter().flat_map(grid_sessions).collect(),
        View::Speakers => Vec::new(),
    };
    let mut reader = Reader::new(file, &sessions);
    let people = match view {
        View::All => file.get("speakers").list(),
        View::Speakers => file.list(),
        View::Sessions | View::GridSmart => &[],
    };
    people.iter().for_each(|person| reader.person(person));
    sessions.into_iter().for_each(|session| reader.entry(session));
    Ok(reader.finish())
}

/// The sessions of a day: from its rooms or, if there are none, from its time slots.
fn grid_sessions(day: &Node) -> Vec<&Node> {
    let by_room: Vec<&Node> =
        day.get("rooms").list().iter().flat_map(|room| room.get("sessions").list()).collect();
    if !by_room.is_empty() {
        return by_room;
    }
    let slots = day.get("timeSlots").list().iter();
    let sessions = slots.flat_map(|slot| slot.get("rooms").list()).map(|room| room.get("session"));
    sessions.filter(|session| !session.fields().is_empty()).collect()
}

struct Reader {
    draft: Draft,
    /// The rooms of an `All`, by id.
    rooms: BTreeMap<String, String>,
    categories: Categories,
    questions: BTreeMap<String, String>,
    /// The id, start and room of each entry so far.
    seen: BTreeSet<(String, Option<String>, Option<String>)>,
    people: BTreeSet<String>,
    answered: BTreeMap<String, usize>,
}

impl Reader {
    fn new(file: &Node, sessions: &[&Node]) -> Reader {
        let mut reader = Reader {
            draft: Draft::default(),
            rooms: BTreeMap::new(),
            categories: Categories::of(file, sessions),
            questions: BTreeMap::new(),
            seen: BTreeSet::new(),
            people: BTreeSet::new(),
            answered: BTreeMap::new(),
        };
        reader.take_rooms(file);
        reader.draft.tracks.append(&mut reader.categories.tracks);
        reader.draft.lines.append(&mut reader.categories.lines);
        for question in file.get("questions").list() {
            let title = question.get("question").line().unwrap_or_default();
            reader.questions.insert(question.get("id").words().unwrap_or_default(), title);
        }
        reader
    }

    fn take_rooms(&mut self, file: &Node) {
        for room in sorted(file.get("rooms").list()) {
            if let (Some(id), Some(name)) = (room.get("id").words(), room.get("name").words()) {
                self.draft.rooms.push(name.clone());
                self.rooms.insert(id, name);
            }
        }
        for room in file.list().iter().flat_map(|day| day.get("rooms").list()) {
            let name = room.get("name").words();
            self.draft.rooms.extend(name.filter(|name| !self.draft.rooms.contains(name)));
        }
    }

    fn person(&mut self, person: &Node) {
        let words = |field: &str| person.get(field).words();
        let parts =
            [words("firstName"), words("lastName")].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let name = words("fullName").or_else(|| words("name")).unwrap_or(parts);
        let Some(key) = words("id").or_else(|| Some(name.clone()).filter(|name| !name.is_empty())) else {
            self.draft.lines.push(Line::new(Kind::Speaker, "a speaker", "has neither an id nor a name"));
            return;
        };
        if !self.people.insert(key.clone()) {
            return;
        }
        let links = person.get("links").list().iter().filter_map(|link| {
            let label = link.first(&["title", "linkType"]).words().unwrap_or_default();
            Some(DraftLink { label: label.replace('_', " "), address: link.get("url").words()? })
        });
        self.draft.speakers.push(DraftSpeaker {
            key,
            code: None,
            name,
            line: words("tagLine"),
            biography: words("bio"),
            picture: words("profilePicture"),
            links: links.collect(),
        });
        self.note_answers(person);
    }

    fn entry(&mut self, session: &Node) {
        let words = |field: &str| session.get(field).words();
        let title = words("title").unwrap_or_default();
        if let Some(id) = words("id")
            && !self.seen.insert((id, words("startsAt"), words("roomId").or_else(|| words("room"))))
        {
            let what = "it is listed in several groups";
            self.draft.lines.push(Line::new(Kind::SessionMerged, line(&title), what));
            return;
        }
        // A `Z` is not a hint for the zone: Sessionize writes it wherever the event is.
        for time in ["startsAt", "endsAt"].into_iter().filter_map(words).filter(|time| !time.ends_with('Z')) {
            self.draft.offsets.extend(when::offset(&time));
        }
        let speakers = self.speakers_of(session);
        if session.get("isServiceSession").is_true() && speakers.is_empty() {
            self.service(session, title);
        } else {
            self.session(session, title, speakers);
        }
    }

    /// Adds a service session (registration, lunch …) as a break or, if it has a speaker, as a session.
    fn service(&mut self, session: &Node, title: String) {
        if session.get("description").words().is_some() {
            self.draft.lines.push(Line::new(
                Kind::Text,
                title.clone(),
                "the description of a break is left out",
            ));
        }
        let is_everywhere = session.get("isPlenumSession").is_true();
        let room = if is_everywhere { None } else { self.room_of(session) };
        let (start, end) = (self.time(session, "startsAt", &title), self.time(session, "endsAt", &title));
        self.draft.breaks.push(DraftBreak { title, start, end, minutes: None, room });
    }

    fn session(&mut self, session: &Node, title: String, speakers: Vec<String>) {
        let words = |field: &str| session.get(field).words();
        // Talks have numbers; service sessions have a GUID that changes whenever the grid is edited.
        let (guid, id) = match words("id") {
            Some(id) if id.contains('-') => (Some(id), None),
            id => (None, id),
        };
        let links = [("Live stream", "liveUrl"), ("Recording", "recordingUrl")]
            .into_iter()
            .filter_map(|(label, field)| Some(DraftLink { label: label.to_owned(), address: words(field)? }));
        let (state, cancelled) = state(words("status").as_deref());
        let start = self.time(session, "startsAt", &title);
        let mut drafted = DraftSession {
            keys: Keys { code: None, guid, id, url: None },
            description: words("description"),
            start,
            is_start_told: start.is_none() && words("startsAt").is_some(),
            end: self.time(session, "endsAt", &title),
            room: self.room_of(session),
            title,
            speakers,
            cancelled,
            state,
            links: links.collect(),
            ..DraftSession::default()
        };
        self.categories.label(&mut drafted, session);
        self.note_answers(session);
        self.draft.sessions.push(drafted);
    }

    /// The keys of the session's speakers: ids in an `All`, ids with names in the other views.
    fn speakers_of(&mut self, session: &Node) -> Vec<String> {
        let mut keys = Vec::new();
        for speaker in session.get("speakers").list() {
            if let Node::Object(_) = speaker {
                self.person(speaker);
            }
            let key = speaker.first(&["id", "name"]).words().or_else(|| speaker.words());
            keys.extend(key.filter(|key| !keys.contains(key)));
        }
        keys
    }

    fn room_of(&self, session: &Node) -> Option<String> {
        let id = session.get("roomId").words();
        let listed = id.as_ref().and_then(|id| self.rooms.get(id)).cloned();
        // Without a list of rooms, an id is still better than no room.
        session.get("room").words().or(listed).or(id)
    }

    fn time(&mut self, session: &Node, field: &str, title: &str) -> Option<When> {
        let written = session.get(field).words()?;
        let time = when::when(&written);
        if time.is_none() {
            let kind = if field == "startsAt" { Kind::NoTime } else { Kind::Duration };
            self.draft.lines.push(Line::new(kind, line(title), format!("`{written}` is not a time")));
        }
        time
    }

    fn note_answers(&mut self, of: &Node) {
        for answer in of.get("questionAnswers").list() {
            let question = answer.get("question").line();
            let by_id = || self.questions.get(&answer.get("questionId").words()?).cloned();
            let question = question.or_else(by_id).filter(|question| !question.is_empty());
            let has_answer = answer.first(&["answerValue", "answer"]).words().is_some();
            if has_answer {
                *self.answered.entry(question.unwrap_or_else(|| "without words".to_owned())).or_default() +=
                    1;
            }
        }
    }

    fn note(&mut self, about: &str, what: &str) {
        self.draft.lines.push(Line::new(Kind::Conference, format!("`{about}`"), what));
    }

    fn finish(mut self) -> Draft {
        for (question, count) in std::mem::take(&mut self.answered) {
            self.note(
                &question,
                &format!("answers to this question, which may be private, are left out: {count}"),
            );
        }
        self.draft
    }
}

/// The entries in the organiser's order.
fn sorted(nodes: &[Node]) -> Vec<&Node> {
    let mut nodes: Vec<&Node> = nodes.iter().collect();
    nodes.sort_by_key(|node| node.get("sort").number().unwrap_or(i64::MAX));
    nodes
}

/// The meaning of Sessionize's words for decisions; queued ones are decisions that are not yet published.
fn state(status: Option<&str>) -> (Decision, bool) {
    let undecided = ["accept_queue", "decline_queue", "nominated", "in_evaluation", "evaluation"];
    match status.map(str::trim) {
        Some(status) if undecided.contains(&status.to_ascii_lowercase().replace(' ', "_").as_str()) => {
            (Decision::NotAccepted(status.to_owned()), false)
        }
        status => Decision::of(status),
    }
}

#[cfg(test)]
mod tests;
