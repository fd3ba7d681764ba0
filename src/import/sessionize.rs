//! Sessionize's JSON: the views `All`, `Sessions`, `GridSmart` and `Speakers`, as its address gives them or saved by
//! hand.
//!
//! The rule of this file: what a view repeats is read once, by its id. A category is understood by its title, because
//! organisers make their own; what becomes of it is said.

use std::collections::{BTreeMap, BTreeSet};

use super::category::{self, Meaning};
use super::draft::{Draft, DraftBreak, DraftLink, DraftSession, DraftSpeaker, Keys, State, When};
use super::json::Node;
use super::report::{Kind, Line, Refused};
use super::text::line;
use super::when;

/// Which view a file is.
#[derive(Clone, Copy, PartialEq)]
enum View {
    /// `{sessions, speakers, questions, categories, rooms}`, where sessions name the rest by ids.
    All,
    /// Groups of sessions, whose rooms and categories have their names with them. Service sessions are not in it.
    Sessions,
    /// Days of rooms of sessions, and the same once more by time.
    GridSmart,
    /// People, who name their sessions.
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
            Some(View::GridSmart)
        }
        Some(group) if is_list(group, "sessions") && group.has("groupName") => Some(View::Sessions),
        Some(person) if is_list(person, "sessions") && person.has("fullName") => Some(View::Speakers),
        Some(_) => None,
        None => {
            let has_lists =
                is_list(file, "sessions") && (is_list(file, "rooms") || is_list(file, "speakers"));
            (has_lists && (file.has("categories") || file.has("questions"))).then_some(View::All)
        }
    }
}

/// Reads a view.
///
/// # Errors
///
/// A sentence on why the file is none.
pub fn read(file: &Node, name: &str) -> Result<Draft, Refused> {
    let view = view(file).ok_or_else(|| Refused::because(format!("`{name}` is no view of Sessionize")))?;
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

/// The sessions of a day: by room, or where that is missing, by time.
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

/// A category with what it was found to say.
struct Category {
    title: String,
    meaning: Meaning,
}

/// An item of a category, as a session has it.
struct Item {
    category: String,
    name: String,
}

struct Reader {
    draft: Draft,
    /// By id, the rooms of an `All`.
    rooms: BTreeMap<String, String>,
    /// By id, the items of an `All`'s categories.
    items: BTreeMap<String, Item>,
    /// By id.
    categories: BTreeMap<String, Category>,
    questions: BTreeMap<String, String>,
    /// The entries so far, each by its id, start and room.
    seen: BTreeSet<(String, Option<String>, Option<String>)>,
    people: BTreeSet<String>,
    answered: BTreeMap<String, usize>,
}

impl Reader {
    fn new(file: &Node, sessions: &[&Node]) -> Reader {
        let mut reader = Reader {
            draft: Draft::default(),
            rooms: BTreeMap::new(),
            items: BTreeMap::new(),
            categories: BTreeMap::new(),
            questions: BTreeMap::new(),
            seen: BTreeSet::new(),
            people: BTreeSet::new(),
            answered: BTreeMap::new(),
        };
        reader.take_rooms(file);
        reader.take_categories(file, sessions);
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

    /// Learns the categories, from the list of an `All` or from the sessions of the other views, and what each says.
    fn take_categories(&mut self, file: &Node, sessions: &[&Node]) {
        let of_sessions = sessions.iter().flat_map(|session| session.get("categories").list());
        let all = file.get("categories").list().iter();
        let of_speakers = |category: &&Node| category.get("type").words().as_deref() == Some("speaker");
        let mut titles: BTreeMap<String, String> = BTreeMap::new();
        for category in all.clone().filter(of_speakers) {
            let title = category.get("title").line().unwrap_or_default();
            self.note(&title, "a category of speakers, which a guide does not show");
        }
        for category in all.filter(|category| !of_speakers(category)).chain(of_sessions) {
            let title = category.first(&["title", "name"]).line().unwrap_or_default();
            let id = category_id(category);
            for item in category.first_list(&["items", "categoryItems"]).list() {
                if let (Some(item_id), Some(name)) = (item.get("id").words(), item.get("name").words()) {
                    self.items.insert(item_id, Item { category: id.clone(), name });
                }
            }
            titles.insert(id, title);
        }
        // Several choices in one session make a topic a tag: a session has one track.
        let mut chosen_together: BTreeSet<String> = BTreeSet::new();
        for session in sessions {
            let mut of_one = BTreeSet::new();
            for Item { category, .. } in self.items_of(session) {
                if !of_one.insert(category.clone()) {
                    chosen_together.insert(category);
                }
            }
        }
        let meanings: BTreeMap<&String, Meaning> =
            titles.iter().map(|(id, title)| (id, category::meaning(title))).collect();
        let has_track = meanings.values().any(|meaning| *meaning == Meaning::Track);
        let mut topics =
            titles.keys().filter(|id| meanings[id] == Meaning::Topic && !chosen_together.contains(*id));
        let topic = topics.next().filter(|_| !has_track);
        for (id, title) in &titles {
            let meaning = match meanings[id] {
                Meaning::Topic if topic == Some(id) => Meaning::Track,
                Meaning::Topic => Meaning::Tags,
                meaning => meaning,
            };
            if !title.is_empty() {
                self.draft.lines.push(Line::new(
                    Kind::Conference,
                    format!("the category `{title}`"),
                    format!("is read as {}", meaning.what()),
                ));
            }
            self.categories.insert(id.clone(), Category { title: title.clone(), meaning });
        }
        for category in file.get("categories").list() {
            if self
                .categories
                .get(&category_id(category))
                .is_some_and(|known| known.meaning == Meaning::Track)
            {
                let items = sorted(category.get("items").list()).into_iter();
                self.draft.tracks.extend(items.filter_map(|item| item.get("name").words()));
            }
        }
    }

    /// A session's items: by ids in an `All`, whole in the other views.
    fn items_of(&self, session: &Node) -> Vec<Item> {
        let by_id = session.get("categoryItems").list().iter().filter_map(|id| {
            let Item { category, name } = self.items.get(&id.words()?)?;
            Some(Item { category: category.clone(), name: name.clone() })
        });
        let whole = session.get("categories").list().iter().flat_map(|category| {
            let items = category.get("categoryItems").list().iter();
            items.filter_map(|item| {
                Some(Item { category: category_id(category), name: item.get("name").words()? })
            })
        });
        by_id.chain(whole).collect()
    }

    fn person(&mut self, person: &Node) {
        let words = |field: &str| person.get(field).words();
        let parts =
            [words("firstName"), words("lastName")].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let name = words("fullName").or_else(|| words("name")).unwrap_or(parts);
        let Some(key) = words("id").or_else(|| Some(name.clone()).filter(|name| !name.is_empty())) else {
            self.draft.lines.push(Line::new(Kind::Speaker, "somebody", "has neither an id nor a name"));
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
        // A `Z` hints at no zone: Sessionize writes it wherever the event is.
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

    /// Registration, lunch … Somebody who speaks makes it a session.
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
        // Talks have numbers, service sessions a GUID that is made anew whenever somebody edits the grid.
        let (guid, id) = match words("id") {
            Some(id) if id.contains('-') => (Some(id), None),
            id => (None, id),
        };
        let links = [("Live stream", "liveUrl"), ("Recording", "recordingUrl")]
            .into_iter()
            .filter_map(|(label, field)| Some(DraftLink { label: label.to_owned(), address: words(field)? }));
        let (state, cancelled) = state(words("status").as_deref());
        let mut drafted = DraftSession {
            keys: Keys { code: None, guid, id, url: None },
            description: words("description"),
            start: self.time(session, "startsAt", &title),
            end: self.time(session, "endsAt", &title),
            room: self.room_of(session),
            title,
            speakers,
            cancelled,
            state,
            links: links.collect(),
            ..DraftSession::default()
        };
        for item in self.items_of(session) {
            self.label(&mut drafted, item);
        }
        self.note_answers(session);
        self.draft.sessions.push(drafted);
    }

    /// Gives a session what an item says, and what it cannot say twice as a tag.
    fn label(&self, session: &mut DraftSession, Item { category, name }: Item) {
        let Some(Category { title, meaning }) = self.categories.get(&category) else { return };
        let once = match meaning {
            Meaning::Language => return session.languages.push(name),
            Meaning::Level => &mut session.level,
            Meaning::Format => &mut session.format,
            Meaning::Track => &mut session.track,
            Meaning::Topic | Meaning::Tags => {
                let is_bare = category::is_yes_or_no(&name) && !title.is_empty();
                return session.tags.push(if is_bare { format!("{title}: {name}") } else { name });
            }
        };
        match once {
            Some(_) => session.tags.push(name),
            None => *once = Some(name),
        }
    }

    /// The keys of those who speak: ids in an `All`, ids with names elsewhere.
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
        // Without a list of rooms, an id is still a name by which attendees find each other.
        session.get("room").words().or(listed).or(id)
    }

    fn time(&mut self, session: &Node, field: &str, title: &str) -> Option<When> {
        let written = session.get(field).words()?;
        let time = when::when(&written);
        if time.is_none() {
            let kind = if field == "startsAt" { Kind::NoTime } else { Kind::Duration };
            self.draft.lines.push(Line::new(kind, line(title), format!("`{written}` is no time")));
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

/// A category's id, or where it has none its title.
fn category_id(category: &Node) -> String {
    category.first(&["id", "title", "name"]).words().unwrap_or_default()
}

/// In the order that the organiser chose.
fn sorted(nodes: &[Node]) -> Vec<&Node> {
    let mut nodes: Vec<&Node> = nodes.iter().collect();
    nodes.sort_by_key(|node| node.get("sort").number().unwrap_or(i64::MAX));
    nodes
}

/// What Sessionize's own words for a decision mean; queued ones are decisions that nobody was told of yet.
fn state(status: Option<&str>) -> (State, bool) {
    let undecided = ["accept_queue", "decline_queue", "nominated", "in_evaluation", "evaluation"];
    match status.map(str::trim) {
        Some(status) if undecided.contains(&status.to_ascii_lowercase().replace(' ', "_").as_str()) => {
            (State::NotAccepted(status.to_owned()), false)
        }
        status => State::of(status),
    }
}

#[cfg(test)]
mod tests;
