//! The search index: which sessions, speakers, rooms and tracks have a word, and how much that counts.
//!
//! A field that is exactly what was typed comes first (the room "Ada" before the title "Adaptive"), then whole words,
//! then beginnings of words, then their middles; among these titles, names, labels. Abstracts and biographies come last.
//!
//! The rule of this file: the index finds what a scan of all texts would find, except that one or two Latin letters or
//! digits are only looked for where words begin; letters of other scripts before them do not count, as in "生成AI". No
//! index is shipped: the app makes it, text by text, so that it can react to input meanwhile.

use super::{Answers, Query, Word, is_in_a_word};
use crate::domain::conference::{Conference, Session};
use crate::domain::letters::fold;
use crate::domain::order::order;
use crate::domain::text::Text;

/// The words of a programme, and where they are. Its entries are the sessions in the order of the programme, then the
/// speakers and hosts, the rooms, and the tracks; they have numbers from 0.
pub struct Index<'a> {
    conference: &'a Conference,
    sessions: Vec<&'a Session>,
    /// The entries of each session's speakers.
    speakers: Vec<Vec<usize>>,
    /// The texts of each entry, as far as they were added.
    fields: Vec<Vec<Field>>,
    /// How many entries have their titles, names and labels.
    titled: usize,
    /// How many entries also have their abstract or biography.
    complete: usize,
    words: Vec<Known>,
    /// Of each of the `words`.
    shapes: Vec<Shape>,
    /// The places in `words` by the hash of the word.
    by_word: Vec<Vec<usize>>,
    /// The places in `words` by the hash of three letters (bytes) in a row, and of one or two at the beginning.
    by_part: Vec<Vec<usize>>,
}

/// A word that the programme has, and where.
pub struct Known {
    /// The word, folded.
    pub text: String,
    /// Most words are in one entry only.
    first: Hit,
    others: Vec<Hit>,
}

/// A field of an entry that has a word.
#[derive(Clone, Copy)]
struct Hit {
    entry: u32,
    weight: u32,
}

/// What is known of a word without reading it: its letters as bits (several may share one), and how many it has.
struct Shape {
    letters: u32,
    length: u32,
}

/// A text of an entry, folded.
struct Field {
    weight: u32,
    folded: String,
    /// The words of a query that is exactly this text; empty for long texts.
    words: String,
}

const TITLE: u32 = 16;
const NAME: u32 = 12;
const LABEL: u32 = 6;
const LONG_TEXT: u32 = 1;

/// What a hit is worth besides the weight of its field.
const WHOLE_FIELD: u32 = 400;
const WHOLE_WORD: u32 = 300;
const BEGINNING: u32 = 200;
const MIDDLE: u32 = 100;

/// What a hit is worth in a field of this weight. In a long text it is worth less than elsewhere.
fn worth_of_hit(kind: u32, weight: u32) -> u32 {
    if weight == LONG_TEXT { kind / 10 + weight } else { kind + weight }
}

/// How many bytes in a row words are listed by.
const PART: usize = 3;
/// How many lists there are; different parts may share one.
const LISTS: usize = 8192;

fn list_of(part: &[u8]) -> usize {
    part.iter().fold(0_usize, |hash, byte| hash.wrapping_mul(31).wrapping_add((*byte).into())) % LISTS
}

impl Shape {
    fn of(word: &str) -> Shape {
        let add = |letters, letter| letters | 1 << (letter as u32 % 32);
        Shape { letters: word.chars().fold(0, add), length: word.chars().count() as u32 }
    }

    /// Whether words of these shapes can differ by at most so many `changes` of a letter: each change takes at most one
    /// letter away, and adds at most one.
    fn may_be_near(&self, other: &Shape, changes: u32) -> bool {
        (self.letters & !other.letters).count_ones() <= changes
            && (other.letters & !self.letters).count_ones() <= changes
            && self.length.abs_diff(other.length) <= changes
    }
}

impl<'a> Index<'a> {
    /// The index of a conference with all its texts. Abstracts and biographies are taken from `in_full`: this conference,
    /// or the same with its texts.
    pub fn new(conference: &'a Conference, in_full: &Conference) -> Index<'a> {
        let mut index = Index::empty(conference);
        while index.grow(Some(in_full)) {}
        index
    }

    /// An index without any text yet; [`Index::grow`] adds them.
    pub fn empty(conference: &'a Conference) -> Index<'a> {
        let sessions = conference.programme();
        let Conference { speakers: people, rooms, tracks, .. } = conference;
        let (mut fields, mut speakers) = (Vec::new(), Vec::new());
        fields.resize_with(sessions.len() + people.len() + rooms.len() + tracks.len(), Vec::new);
        speakers.resize_with(sessions.len(), Vec::new);
        let [by_word, by_part] = [vec![Vec::new(); LISTS], vec![Vec::new(); LISTS]];
        Index {
            conference,
            sessions,
            speakers,
            fields,
            titled: 0,
            complete: 0,
            words: Vec::new(),
            shapes: Vec::new(),
            by_word,
            by_part,
        }
    }

    /// Adds the title or name and the labels of the next entry. Once all entries have these, adds the next abstract or
    /// biography from `in_full`, if that is given. Returns whether there was something to add.
    pub fn grow(&mut self, in_full: Option<&Conference>) -> bool {
        if self.titled < self.fields.len() {
            self.add_titles(self.titled);
            self.titled += 1;
            return true;
        }
        let Some(in_full) = in_full.filter(|_| self.complete < self.fields.len()) else { return false };
        if let Some(text) = self.long_text(self.complete, in_full) {
            self.add_text(self.complete, LONG_TEXT, &text.reading());
        }
        self.complete += 1;
        true
    }

    fn add_titles(&mut self, entry: usize) {
        let conference = self.conference;
        let Some(&session) = self.sessions.get(entry) else {
            let Conference { speakers, rooms, tracks, .. } = conference;
            let at = entry - self.sessions.len();
            let names =
                speakers.iter().map(|speaker| &speaker.name).chain(rooms.iter().map(|room| &room.name));
            if let Some(name) = names.chain(tracks.iter().map(|track| &track.name)).nth(at) {
                self.add_text(entry, NAME, name);
            }
            let line = speakers.get(at).and_then(|speaker| speaker.line.as_deref());
            return self.add_text(entry, LABEL, line.unwrap_or_default());
        };
        let entry_of = |speaker| Some(self.sessions.len() + conference.speakers.element_offset(speaker)?);
        self.speakers[entry] = conference.speakers_of(session).filter_map(entry_of).collect();
        self.add_text(entry, TITLE, &session.title);
        let track = session.track.as_ref().and_then(|track| Some(&conference.track(track)?.name));
        let room = conference.room_of(session).map(|room| &room.name);
        let own = [&session.subtitle, &session.topic, &session.format, &session.level].into_iter().flatten();
        for label in own.chain(&session.tags).chain(track).chain(room) {
            self.add_text(entry, LABEL, label);
        }
    }

    /// The abstract of a session, or the biography of a speaker.
    fn long_text<'b>(&self, entry: usize, in_full: &'b Conference) -> Option<&'b Text> {
        match self.sessions.get(entry) {
            Some(session) => {
                in_full.sessions.get(self.conference.sessions.element_offset(session)?)?.summary.as_ref()
            }
            None => in_full.speakers.get(entry - self.sessions.len())?.biography.as_ref(),
        }
    }

    fn add_text(&mut self, entry: usize, weight: u32, text: &str) {
        let folded = fold(text);
        for word in folded.split(|letter| !is_in_a_word(letter)).filter(|word| !word.is_empty()) {
            let hit = Hit { entry: entry as u32, weight };
            let is_it = |place: &&usize| self.words[**place].text == word;
            match self.by_word[list_of(word.as_bytes())].iter().find(is_it) {
                Some(place) => self.words[*place].add(hit),
                None => self.meet(word, hit),
            }
        }
        let words = if weight == LONG_TEXT { String::new() } else { Query::new(text).together() };
        self.fields[entry].push(Field { weight, folded, words });
    }

    /// Takes in a word that was not met before.
    fn meet(&mut self, word: &str, first: Hit) {
        let (place, bytes) = (self.words.len(), word.as_bytes());
        let begins = (0..bytes.len()).filter(|at| begins_at(bytes, *at));
        let short = begins.flat_map(|at| (1..PART).filter_map(move |length| bytes.get(at..at + length)));
        for part in short.chain(bytes.windows(PART)) {
            let list = &mut self.by_part[list_of(part)];
            if list.last() != Some(&place) {
                list.push(place);
            }
        }
        self.by_word[list_of(bytes)].push(place);
        self.words.push(Known { text: word.to_owned(), first, others: Vec::new() });
        self.shapes.push(Shape::of(word));
    }

    /// How many entries have every word of the query.
    pub fn count(&self, query: &Query) -> usize {
        self.scores(query).count()
    }

    /// The entries that have every word of the query.
    pub fn find(&self, query: &Query) -> Answers<'a> {
        let together = query.together();
        let found = self.scores(query);
        let found: Vec<(usize, u32)> =
            found.map(|(entry, score)| (entry, score + self.worth_as_a_whole(entry, &together))).collect();
        let best_first = order(found.iter().map(|(_, score)| -i64::from(*score)));
        let mut answers = Answers::default();
        let Conference { speakers, rooms, tracks, .. } = self.conference;
        // Where the entries of each kind begin.
        let first_speaker = self.sessions.len();
        let first_room = first_speaker + speakers.len();
        let first_track = first_room + rooms.len();
        for entry in best_first.map(|at| found[at].0) {
            if entry < first_speaker {
                answers.sessions.push(self.sessions[entry]);
            } else if entry < first_room {
                answers.speakers.push(&speakers[entry - first_speaker]);
            } else if entry < first_track {
                answers.rooms.push(&rooms[entry - first_room]);
            } else {
                answers.tracks.push(&tracks[entry - first_track]);
            }
        }
        answers
    }

    /// The entries that have every word of the query, with what they are worth for the words.
    fn scores(&self, query: &Query) -> impl Iterator<Item = (usize, u32)> {
        let mut scores = vec![0; self.fields.len()];
        for (at, word) in query.words.iter().enumerate() {
            for (score, worth) in scores.iter_mut().zip(self.worths(word)) {
                *score = if worth == 0 || at > 0 && *score == 0 { 0 } else { *score + worth };
            }
        }
        let has_all = move |(_, score): &(usize, u32)| *score > 0 || query.is_empty();
        scores.into_iter().enumerate().filter(has_all)
    }

    /// What each entry is worth for a word; 0 if it does not have it. A session has what its speakers have.
    fn worths(&self, word: &Word) -> Vec<u32> {
        let mut worths = vec![0; self.fields.len()];
        for form in &word.forms {
            if form.contains(|letter| !is_in_a_word(letter)) {
                self.add_joined(form, &mut worths);
            } else {
                self.each_with(form, |known, kind| {
                    for hit in known.hits() {
                        let worth = &mut worths[hit.entry as usize];
                        *worth = worth_of_hit(kind, hit.weight).max(*worth);
                    }
                });
            }
        }
        let of_people = self.sessions.len()..self.sessions.len() + self.conference.speakers.len();
        if worths[of_people].iter().all(|worth| *worth == 0) {
            return worths;
        }
        for (session, speakers) in self.speakers.iter().enumerate() {
            worths[session] = speakers.iter().map(|speaker| worths[*speaker]).fold(worths[session], u32::max);
        }
        worths
    }

    /// Adds what each entry is worth for several words joined by signs, like "e-mail": the texts that have all of them are
    /// scanned.
    fn add_joined(&self, form: &str, worths: &mut [u32]) {
        let mut may_have = vec![true; self.fields.len()];
        let words: Vec<&str> = form.split(|letter| !is_in_a_word(letter)).collect();
        for (at, word) in words.iter().enumerate().filter(|(_, word)| !word.is_empty()) {
            let is_whole = at > 0 && at + 1 < words.len();
            let mut has = vec![false; self.fields.len()];
            self.each_with(word, |known, kind| {
                if kind == WHOLE_WORD || !is_whole {
                    known.hits().for_each(|hit| has[hit.entry as usize] = true);
                }
            });
            may_have.iter_mut().zip(has).for_each(|(may_have, has)| *may_have &= has);
        }
        for (entry, worth) in worths.iter_mut().enumerate().filter(|(entry, _)| may_have[*entry]) {
            let scores = self.fields[entry].iter().filter_map(|field| field.scan(form));
            *worth = scores.fold(*worth, u32::max);
        }
    }

    /// Calls `each` with every word that has this part, and with what kind of hit it is.
    fn each_with(&self, part: &str, mut each: impl FnMut(&Known, u32)) {
        let bytes = part.as_bytes();
        let is_short = bytes.len() < PART;
        let list = if is_short {
            Some(&self.by_part[list_of(bytes)])
        } else {
            bytes.windows(PART).map(|part| &self.by_part[list_of(part)]).min_by_key(|list| list.len())
        };
        for known in list.into_iter().flatten().map(|place| &self.words[*place]) {
            let text = known.text.as_bytes();
            // Words are short: looking at each place is faster than what `str::find` prepares.
            let mut places = (0..text.len()).filter(|at| text[*at..].starts_with(bytes));
            match places.next() {
                Some(0) => each(known, if text.len() == bytes.len() { WHOLE_WORD } else { BEGINNING }),
                Some(_) if !is_short => each(known, MIDDLE),
                Some(at) if begins_at(text, at) || places.any(|at| begins_at(text, at)) => {
                    each(known, MIDDLE)
                }
                _ => {}
            }
        }
    }

    /// What it is worth that several words are a whole field together, like the name of a speaker.
    fn worth_as_a_whole(&self, entry: usize, words: &str) -> u32 {
        let is_all = |field: &&Field| field.weight > LONG_TEXT && field.words == words;
        self.texts_of(entry).filter(is_all).map(|field| WHOLE_FIELD + field.weight).max().unwrap_or(0)
    }

    /// The texts of an entry, and of a session's speakers.
    fn texts_of(&self, entry: usize) -> impl Iterator<Item = &Field> {
        let speakers = self.speakers.get(entry).into_iter().flatten().copied();
        std::iter::once(entry).chain(speakers).flat_map(|entry| &self.fields[entry])
    }

    /// Whether the programme has this folded word as a whole.
    pub fn has(&self, word: &str) -> bool {
        self.known(word).is_some()
    }

    /// Whether a title, a name or a label has this folded word as a whole.
    pub fn is_in_a_title(&self, word: &str) -> bool {
        self.known(word).is_some_and(|known| known.hits().any(|hit| hit.weight > LONG_TEXT))
    }

    fn known(&self, word: &str) -> Option<&Known> {
        let list = &self.by_word[list_of(word.as_bytes())];
        list.iter().map(|place| &self.words[*place]).find(|known| known.text == word)
    }

    /// The words of the programme that may be at most so many changes of a letter from this one. Most are ruled out
    /// without being read.
    pub fn near(&self, word: &str, changes: u32) -> impl Iterator<Item = &Known> {
        let shape = Shape::of(word);
        let may_be = move |(other, _): &(&Shape, &Known)| shape.may_be_near(other, changes);
        self.shapes.iter().zip(&self.words).filter(may_be).map(|(_, known)| known)
    }
}

impl Known {
    fn add(&mut self, hit: Hit) {
        match self.others.last_mut().unwrap_or(&mut self.first) {
            last if last.entry == hit.entry => last.weight = last.weight.max(hit.weight),
            _ => self.others.push(hit),
        }
    }

    fn hits(&self) -> impl Iterator<Item = &Hit> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// How likely this word was meant: more for words of titles and names, then for frequent ones.
    pub fn weight(&self) -> usize {
        let weight = self.hits().map(|hit| hit.weight).max().unwrap_or(0) as usize;
        (weight << 16) + self.others.len()
    }
}

impl Field {
    /// What the field is worth for a part; `None` if it does not have it.
    fn scan(&self, part: &str) -> Option<u32> {
        let kinds = self.folded.match_indices(part).map(|(start, _)| {
            let begins = !self.folded[..start].ends_with(is_in_a_word);
            let ends = !self.folded[start + part.len()..].starts_with(is_in_a_word);
            match (begins, ends) {
                (true, true) => WHOLE_WORD,
                (true, false) => BEGINNING,
                _ => MIDDLE,
            }
        });
        kinds.max().map(|kind| worth_of_hit(kind, self.weight))
    }
}

/// Whether Latin letters at this place of a word are at its beginning: nothing, or another script, is before them.
fn begins_at(word: &[u8], at: usize) -> bool {
    at == 0 || !word[at - 1].is_ascii()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    /// A conference whose texts have these words, dealt out among its fields.
    fn conference(texts: &[String]) -> Conference {
        let text = |at: usize| texts.get(at).map_or("", String::as_str);
        let session = |at: usize| {
            let mut session = json!({
                "id": format!("s{at}"), "title": format!("T{at} {}", text(at)), "tags": [format!("l{at}")],
                "abstract": { "text": format!("{}. {}", text(at + 1), text(at + 2)) },
            });
            if at.is_multiple_of(2) {
                session["speakers"] = json!(["ada", "bo"]);
            }
            session
        };
        let speaker = |id: &str, at: usize| json!({ "id": id, "name": format!("{id} {}", text(at)), "biography": { "text": format!("x {}", text(at + 3)) } });
        let sessions: Vec<Value> = (0..3).map(session).collect();
        let conference = json!({
            "id": "c", "name": "C", "language": "en", "sessions": sessions,
            "speakers": [speaker("ada", 0), speaker("bo", 1)],
        });
        serde_json::from_value(conference).unwrap()
    }

    proptest! {
        #[test]
        fn a_word_is_worth_what_a_scan_of_all_texts_would_say(
            texts in prop::collection::vec("[abeäж水“ -]{0,14}", 6), typed in "[abeäж水]{3}[abeäж水-]{0,3}",
        ) {
            let conference = conference(&texts);
            let index = Index::new(&conference, &conference);
            let query = Query::new(&typed);
            for word in &query.words {
                let scan = |entry: usize| {
                    let scan = |field: &Field| word.forms.iter().filter_map(|form| field.scan(form)).max();
                    index.texts_of(entry).filter_map(scan).max().unwrap_or(0)
                };
                let expected: Vec<u32> = (0..index.fields.len()).map(scan).collect();
                prop_assert_eq!(index.worths(word), expected);
            }
        }
    }

    #[test]
    fn one_or_two_letters_are_only_looked_for_at_the_beginnings_of_words() {
        let texts = ["babel", "cabal", "cell"].map(str::to_owned);
        let conference = conference(&texts);
        let index = Index::new(&conference, &conference);
        let titles = |typed: &str| -> Vec<&str> {
            index
                .find(&Query::new(typed))
                .sessions
                .into_iter()
                .map(|session| session.title.as_str())
                .collect()
        };
        assert_eq!(titles("c"), ["T1 cabal", "T2 cell", "T0 babel"]);
        assert_eq!(titles("ab"), [""; 0]);
        assert_eq!(titles("abe"), ["T0 babel", "T2 cell"]);
    }

    #[test]
    fn latin_letters_after_another_script_or_a_quotation_mark_begin_a_word() {
        let texts = ["生成AIの活用", "Über „KI“", "Main"].map(str::to_owned);
        let conference = conference(&texts);
        let index = Index::new(&conference, &conference);
        let is_found = |typed: &str| !index.find(&Query::new(typed)).sessions.is_empty();
        for typed in ["ai", "AI", "ki", "ma", "成", "Üb"] {
            assert!(is_found(typed), "{typed}");
        }
        assert!(!is_found("in"));
    }

    #[test]
    fn an_index_finds_what_it_has_so_far_titles_before_long_texts() {
        let conference = conference(&["babel", "cabal", "cell"].map(str::to_owned));
        let mut index = Index::empty(&conference);
        let found = |index: &Index<'_>| {
            let sessions = index.find(&Query::new("cell")).sessions;
            sessions.iter().map(|session| session.id.as_str()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(found(&index), "");
        while index.grow(None) {}
        assert_eq!(found(&index), "s2");
        let mut steps = 0;
        while index.grow(Some(&conference)) {
            steps += 1;
        }
        assert_eq!((found(&index).as_str(), steps), ("s2 s0 s1", 5));
        assert!(!index.grow(Some(&conference)));
    }
}
