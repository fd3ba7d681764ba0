//! The guide's search for a page that compares it with MiniSearch (`tests/browser/src/compare-search.js`).
//!
//! The rule of this file: both get the same documents and the same queries, and what a query should find is decided
//! without either of them (`queries`).

mod queries;

use hallway::domain::conference::{Conference, Session};
use hallway::domain::letters::fold;
use hallway::domain::search::{Index, Query};
use hallway::domain::text::Text;
use hallway::domain::typos::find_forgiving;
use serde_json::json;
use wasm_bindgen::prelude::wasm_bindgen;

/// How many results of a query count.
const COUNTED: usize = 10;

/// A conference and, once it is made, its search index.
#[wasm_bindgen]
pub struct Search {
    conference: &'static Conference,
    index: Index<'static>,
}

#[wasm_bindgen]
impl Search {
    /// Reads a conference file.
    #[wasm_bindgen(constructor)]
    pub fn new(file: &str) -> Search {
        let conference: Conference = serde_json::from_str(file).expect("this is a conference file");
        let conference = Box::leak(Box::new(conference));
        Search { conference, index: Index::empty(conference) }
    }

    /// Makes the index.
    #[wasm_bindgen(js_name = makeIndex)]
    pub fn make_index(&mut self) {
        self.index = Index::new(self.conference, self.conference);
    }

    /// The first ten sessions for these words, as their places in the file.
    pub fn find(&self, typed: &str) -> Vec<u32> {
        let (answers, _) = find_forgiving(&self.index, &Query::new(typed));
        let place = |session: &&Session| self.conference.sessions.element_offset(session);
        answers.sessions.iter().take(COUNTED).filter_map(place).map(|place| place as u32).collect()
    }

    /// What the guide searches of each session, in the order of the file, as JSON.
    pub fn documents(&self) -> String {
        let reading = |text: &Option<Text>| text.as_ref().map(Text::reading).unwrap_or_default().into_owned();
        let documents = self.conference.sessions.iter().enumerate().map(|(id, session)| {
            let speakers: Vec<_> = self.conference.speakers_of(session).collect();
            let names: Vec<&str> = speakers.iter().map(|speaker| speaker.name.as_str()).collect();
            let track = session.track.as_ref().and_then(|track| Some(&self.conference.track(track)?.name));
            let room = self.conference.room_of(session).map(|room| &room.name);
            let own = [&session.subtitle, &session.topic, &session.format, &session.level];
            let lines = speakers.iter().filter_map(|speaker| speaker.line.as_ref());
            let labels = own.into_iter().flatten().chain(&session.tags).chain(track).chain(room).chain(lines);
            let labels: Vec<&str> = labels.map(String::as_str).collect();
            let biographies = speakers.iter().map(|speaker| reading(&speaker.biography));
            let texts: Vec<String> = [reading(&session.summary)].into_iter().chain(biographies).collect();
            json!({
                "id": id, "title": session.title, "names": names.join(", "), "labels": labels.join(", "),
                "texts": texts.join("\n"),
            })
        });
        documents.collect::<serde_json::Value>().to_string()
    }

    /// The queries, each with the places of the sessions that it should find, as JSON.
    pub fn queries(&self) -> String {
        let queries = queries::queries(self.conference).into_iter();
        let queries = queries.map(|(typed, meant)| json!({ "typed": typed, "wanted": self.wanted(&meant) }));
        queries.collect::<serde_json::Value>().to_string()
    }

    /// The sessions (as their places in the file) with words in their titles or speakers' names that begin as all that was
    /// meant.
    fn wanted(&self, meant: &[String]) -> Vec<usize> {
        let meant: Vec<String> = meant.iter().flat_map(|word| words(word)).collect();
        let is_wanted = |session: &Session| {
            let names = self.conference.speakers_of(session).map(|speaker| speaker.name.as_str());
            let words: Vec<String> =
                [session.title.as_str()].into_iter().chain(names).flat_map(words).collect();
            meant.iter().all(|meant| words.iter().any(|word| word.starts_with(meant)))
        };
        let sessions = self.conference.sessions.iter().enumerate();
        sessions.filter(|(_, session)| is_wanted(session)).map(|(place, _)| place).collect()
    }
}

fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
