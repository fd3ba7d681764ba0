//! The categories that an organiser made in Sessionize, and their effect on a session.
//!
//! The rule of this file: the report says what each category was read as, and an item that does not fit its field
//! becomes a tag.

use std::collections::{BTreeMap, BTreeSet};

use super::sorted;
use crate::import::draft::DraftSession;
use crate::import::file::json::Node;
use crate::import::formats::sessionize::category::{self, Meaning};
use crate::import::report::{Kind, Line};

/// The categories of a view.
#[derive(Default)]
pub struct Categories {
    /// The categories, by id.
    known: BTreeMap<String, Category>,
    /// The items of an `All`, by id: its sessions name only items.
    items: BTreeMap<String, Item>,
    /// The names of tracks in the organiser's order, if the view has it.
    pub tracks: Vec<String>,
    /// Lines for the report: what each category was read as.
    pub lines: Vec<Line>,
}

struct Category {
    title: String,
    meaning: Meaning,
    sort: i64,
}

struct Item {
    category: String,
    name: String,
}

impl Categories {
    /// Collects the categories, from the list of an `All` or from the sessions of the other views.
    pub fn of(file: &Node, sessions: &[&Node]) -> Categories {
        let mut categories = Categories::default();
        for category in file.get("categories").list() {
            categories.take(category);
        }
        for category in sessions.iter().flat_map(|session| session.get("categories").list()) {
            categories.take(category);
        }
        categories.choose_track(sessions);
        let known = |category: &&Node| categories.known.get(&id(category)).map(|known| known.meaning);
        let tracks = file.get("categories").list().iter().filter(|one| known(one) == Some(Meaning::Track));
        let items = tracks.flat_map(|category| sorted(category.get("items").list()));
        categories.tracks = items.filter_map(|item| item.get("name").words()).collect();
        for Category { title, meaning, .. } in
            categories.known.values().filter(|known| !known.title.is_empty())
        {
            let what = format!("is read as {}", meaning.what());
            categories.lines.push(Line::new(Kind::Conference, format!("the category `{title}`"), what));
        }
        categories
    }

    fn take(&mut self, category: &Node) {
        let title = category.first(&["title", "name"]).line().unwrap_or_default();
        if category.get("type").words().as_deref() == Some("speaker") {
            let what = "a category of speakers, which a guide does not show";
            self.lines.push(Line::new(Kind::Conference, format!("`{title}`"), what));
            return;
        }
        let id = id(category);
        for item in category.first_list(&["items", "categoryItems"]).list() {
            if let (Some(item_id), Some(name)) = (item.get("id").words(), item.get("name").words()) {
                self.items.insert(item_id, Item { category: id.clone(), name });
            }
        }
        let meaning = category::meaning(&title);
        let sort = category.get("sort").number().unwrap_or(i64::MAX);
        self.known.insert(id, Category { title, meaning, sort });
    }

    /// Chooses the category for the track: the one called "track", otherwise the first topic of which no session has
    /// several items.
    fn choose_track(&mut self, sessions: &[&Node]) {
        let mut chosen_together: BTreeSet<String> = BTreeSet::new();
        for session in sessions {
            let mut of_one = BTreeSet::new();
            for Item { category, .. } in self.items_of(session) {
                if !of_one.insert(category.clone()) {
                    chosen_together.insert(category);
                }
            }
        }
        let has_track = self.known.values().any(|known| known.meaning == Meaning::Track);
        let topics = self.known.iter().filter(|(_, known)| known.meaning == Meaning::Topic);
        let topics = topics.filter(|(id, _)| !has_track && !chosen_together.contains(*id));
        let first = topics.min_by_key(|(id, known)| (known.sort, *id)).map(|(id, _)| id.clone());
        for (id, known) in self.known.iter_mut().filter(|(_, known)| known.meaning == Meaning::Topic) {
            known.meaning = if first.as_ref() == Some(id) { Meaning::Track } else { Meaning::Tags };
        }
    }

    /// A session's items: by id in an `All`, in full in the other views.
    fn items_of(&self, session: &Node) -> Vec<Item> {
        let by_id = session.get("categoryItems").list().iter().filter_map(|id| {
            let Item { category, name } = self.items.get(&id.words()?)?;
            Some(Item { category: category.clone(), name: name.clone() })
        });
        let whole = session.get("categories").list().iter().flat_map(|category| {
            let items = category.get("categoryItems").list().iter();
            items.filter_map(|item| Some(Item { category: id(category), name: item.get("name").words()? }))
        });
        by_id.chain(whole).collect()
    }

    /// Sets the fields of a session from its items.
    pub fn label(&self, session: &mut DraftSession, written: &Node) {
        for Item { category, name } in self.items_of(written) {
            let Some(Category { title, meaning, .. }) = self.known.get(&category) else { continue };
            let once = match meaning {
                Meaning::Language => {
                    session.languages.push(name);
                    continue;
                }
                Meaning::Level => &mut session.level,
                Meaning::Format => &mut session.format,
                Meaning::Track => &mut session.track,
                Meaning::Topic | Meaning::Tags => {
                    let is_bare = category::is_yes_or_no(&name) && !title.is_empty();
                    session.tags.push(if is_bare { format!("{title}: {name}") } else { name });
                    continue;
                }
            };
            match once {
                // The field already has a value.
                Some(_) => session.tags.push(name),
                None => *once = Some(name),
            }
        }
    }
}

/// A category's id, or its title if it has none.
fn id(category: &Node) -> String {
    category.first(&["id", "title", "name"]).words().unwrap_or_default()
}
