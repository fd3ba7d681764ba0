//! Finds sessions and speakers by words, while the attendee types.
//!
//! A query may have several words in any order, which may be parts of words; all must be found. Case and accents do not
//! matter, and `frühstück` finds `Fruehstueck`. A field that is exactly what was typed comes first (the room "Ada"
//! before the title "Adaptive"), then whole words, then beginnings of words, then their middles; among these titles,
//! names, labels. Abstracts and biographies come last. No index is shipped: the texts are folded once, at the first
//! search ([`Index`]), and then scanned.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::conference::{Conference, Session, Speaker};
use super::letters::{fold, fold_letter, is_combining};
use super::order::order;
use super::text::Text;

/// Words to search for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Without empty words and duplicates.
    words: Vec<Word>,
}

/// A word to search for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    folded: String,
    /// The word with its umlauts written as `ae`, `oe` and `ue`, if it has any.
    spelled: Option<String>,
}

impl Word {
    fn forms(&self) -> impl Iterator<Item = &str> {
        [self.folded.as_str()].into_iter().chain(self.spelled.as_deref())
    }
}

/// A piece of a shown text that is either a hit or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The words as shown.
    pub text: &'a str,
    /// Whether this is a hit.
    pub hit: bool,
}

/// The words around the first hit in a longer text, for a result without a hit in its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extract<'a> {
    /// The speaker whose biography it is from; `None` if it is from the abstract.
    pub speaker: Option<&'a Speaker>,
    /// The words, with an ellipsis at each cut.
    pub text: String,
}

/// The folded texts of a programme.
pub struct Index<'a> {
    sessions: Vec<(&'a Session, Vec<Field>)>,
    speakers: Vec<(&'a Speaker, Vec<Field>)>,
    /// All words, and how often each occurs; [`super::typos`] makes them when it first needs them.
    pub(super) words: OnceLock<BTreeMap<String, usize>>,
}

struct Field {
    weight: u32,
    folded: String,
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

impl Query {
    /// Reads a typed query.
    pub fn new(typed: &str) -> Query {
        let mut words: Vec<Word> = Vec::new();
        for word in typed.split_whitespace() {
            let folded = without_punctuation(&fold(word)).to_owned();
            let spelled = with_digraphs(word).map(|word| without_punctuation(&fold(&word)).to_owned());
            // A letter that folds to nothing, or several words joined by a sign that folds to a space.
            if !folded.is_empty() && !words.iter().any(|known| known.folded == folded) {
                words.push(Word { folded, spelled });
            }
        }
        Query { words }
    }

    /// The words, folded.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.folded.as_str())
    }

    /// The key of a result in a list. It depends on the words, so that the result is redrawn with its marks when they
    /// change.
    pub fn key(&self, result: &str) -> String {
        self.words().fold(format!("{result} "), |key, word| key + word + " ")
    }

    /// Whether the query has no words; then everything is found.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The text cut into hits and other pieces. Joined together, the pieces are the text.
    pub fn pieces<'a>(&self, text: &'a str) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        let mut at = 0;
        for hit in self.hits(text) {
            if at < hit.start {
                pieces.push(Piece { text: &text[at..hit.start], hit: false });
            }
            at = hit.end;
            pieces.push(Piece { text: &text[hit], hit: true });
        }
        if at < text.len() {
            pieces.push(Piece { text: &text[at..], hit: false });
        }
        pieces
    }

    /// The positions of the words in `text`, in bytes: sorted, without overlaps, on whole letters.
    fn hits(&self, text: &str) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        // For each byte of the folded text, the letter of `text` that it came from.
        let mut folded = String::new();
        let mut origins: Vec<Range<usize>> = Vec::new();
        for (start, letter) in text.char_indices() {
            fold_letter(letter, &mut folded);
            origins.resize(folded.len(), start..start + letter.len_utf8());
        }
        let mut hits: Vec<Range<usize>> = Vec::new();
        for form in self.words.iter().flat_map(Word::forms) {
            for (start, found) in folded.match_indices(form) {
                hits.push(origins[start].start..origins[start + found.len() - 1].end);
            }
        }
        let mut apart: Vec<Range<usize>> = Vec::new();
        for hit in order(hits.iter().map(|hit| hit.start as i64)).map(|at| hits[at].clone()) {
            match apart.last_mut() {
                Some(last) if hit.start <= last.end => last.end = last.end.max(hit.end),
                _ => apart.push(hit),
            }
        }
        // A combining accent folds to nothing; it belongs to the letter before it.
        for hit in &mut apart {
            let rest = text[hit.end..].chars();
            hit.end += rest.take_while(|letter| is_combining(*letter)).map(char::len_utf8).sum::<usize>();
        }
        apart
    }

    /// The words around the first hit in a longer text; `None` if there is no hit.
    pub fn around(&self, text: &Text) -> Option<String> {
        self.around_first_hit(&text.reading())
    }

    /// The words around the first hit in a session's abstract, otherwise in the biography of one of its speakers;
    /// `None` if there is no hit.
    pub fn extract<'a>(&self, session: &Session, conference: &'a Conference) -> Option<Extract<'a>> {
        let from =
            |text: &Option<Text>| text.as_ref().and_then(|text| self.around_first_hit(&text.reading()));
        if let Some(text) = from(&session.summary) {
            return Some(Extract { speaker: None, text });
        }
        let speakers = session.speakers.iter().filter_map(|id| conference.speaker(id));
        speakers
            .filter_map(|speaker| Some(Extract { speaker: Some(speaker), text: from(&speaker.biography)? }))
            .next()
    }

    fn around_first_hit(&self, text: &str) -> Option<String> {
        const BEFORE: usize = 60;
        const AFTER: usize = 140;
        let hit = self.hits(text).into_iter().next()?;
        let start = match text[..hit.start].char_indices().rev().nth(BEFORE) {
            // Begin with a whole word, if the text has spaces.
            Some((cut, _)) => text[cut..hit.start].find(' ').map_or(cut, |space| cut + space + 1),
            None => 0,
        };
        let end = match text[hit.end..].char_indices().nth(AFTER) {
            Some((cut, _)) => {
                text[hit.end..hit.end + cut].rfind(' ').map_or(hit.end + cut, |space| hit.end + space)
            }
            None => text.len(),
        };
        let mut extract = String::new();
        if start > 0 {
            extract.push('…');
        }
        extract.push_str(text[start..end].trim());
        if end < text.len() {
            extract.push('…');
        }
        Some(extract)
    }

    /// The score of a result with these fields; `None` if a word is missing.
    fn score(&self, fields: &[Field]) -> Option<u32> {
        let best = |word: &Word| {
            word.forms().flat_map(|form| fields.iter().filter_map(move |field| field.score(form))).max()
        };
        let sum: u32 = self.words.iter().map(best).sum::<Option<u32>>()?;
        // Several words may be a whole field together, like the name of a speaker.
        let is_all = |field: &Field| field.weight > LONG_TEXT && self.words().eq(field.folded.split(' '));
        let whole = fields.iter().filter(|field| is_all(field)).map(|field| field.weight).max();
        Some(sum + whole.map_or(0, |weight| WHOLE_FIELD + weight))
    }
}

impl Field {
    fn new(weight: u32, text: &str) -> Field {
        Field { weight, folded: fold(text) }
    }

    fn score(&self, word: &str) -> Option<u32> {
        let mut most = None;
        for (start, _) in self.folded.match_indices(word) {
            let begins = !self.folded[..start].ends_with(is_in_a_word);
            let ends = !self.folded[start + word.len()..].starts_with(is_in_a_word);
            let worth = match (begins, ends) {
                (true, true) => WHOLE_WORD,
                (true, false) => BEGINNING,
                _ => MIDDLE,
            };
            most = most.max(Some(worth));
            if worth == WHOLE_WORD {
                break;
            }
        }
        // A hit in a long text is less than one elsewhere.
        let most = if self.weight == LONG_TEXT { most? / 10 } else { most? };
        Some(most + self.weight)
    }
}

impl<'a> Index<'a> {
    /// Folds every text of the programme once. Abstracts and biographies are taken from `in_full`: this conference, or
    /// the same with its texts.
    pub fn new(conference: &'a Conference, in_full: &Conference) -> Index<'a> {
        let biography = |speaker: &Speaker| {
            let at = conference.speakers.element_offset(speaker)?;
            in_full.speakers.get(at)?.biography.as_ref().map(Text::reading)
        };
        let summary = |session: &Session| {
            let at = conference.sessions.element_offset(session)?;
            in_full.sessions.get(at)?.summary.as_ref().map(Text::reading)
        };
        let about = |speaker: &Speaker| {
            let line = speaker.line.as_deref().unwrap_or_default();
            let biography = biography(speaker).unwrap_or_default();
            [Field::new(NAME, &speaker.name), Field::new(LABEL, line), Field::new(LONG_TEXT, &biography)]
        };
        let sessions = conference.programme().into_iter().map(|session| {
            let mut fields = vec![Field::new(TITLE, &session.title)];
            let track = session.track.as_ref().and_then(|track| Some(&conference.track(track)?.name));
            let room = conference.room_of(session).map(|room| &room.name);
            let mut add = |label: &String| fields.push(Field::new(LABEL, label));
            for label in [&session.subtitle, &session.topic, &session.format, &session.level] {
                label.iter().for_each(&mut add);
            }
            session.tags.iter().for_each(&mut add);
            track.into_iter().chain(room).for_each(add);
            if let Some(text) = summary(session) {
                fields.push(Field::new(LONG_TEXT, &text));
            }
            fields.extend(conference.speakers_of(session).flat_map(about));
            (session, fields)
        });
        let speakers = conference.speakers.iter().map(|speaker| (speaker, about(speaker).into()));
        Index { sessions: sessions.collect(), speakers: speakers.collect(), words: OnceLock::new() }
    }

    /// All folded texts.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.fields().map(|field| field.folded.as_str())
    }

    fn fields(&self) -> impl Iterator<Item = &Field> {
        let of_sessions = self.sessions.iter().flat_map(|(_, fields)| fields);
        of_sessions.chain(self.speakers.iter().flat_map(|(_, fields)| fields))
    }

    /// The sessions in which every word is found, best first; equally good ones in the order of the programme.
    pub fn sessions(&self, query: &Query) -> Vec<&'a Session> {
        answers(&self.sessions, query)
    }

    /// The speakers and hosts in whose name, line or biography every word is found, best first.
    pub fn speakers(&self, query: &Query) -> Vec<&'a Speaker> {
        answers(&self.speakers, query)
    }
}

fn answers<'a, T>(entries: &[(&'a T, Vec<Field>)], query: &Query) -> Vec<&'a T> {
    let scored: Vec<(u32, &T)> =
        entries.iter().filter_map(|(entry, fields)| Some((query.score(fields)?, *entry))).collect();
    order(scored.iter().map(|(score, _)| -i64::from(*score))).map(|at| scored[at].1).collect()
}

/// A typed word with its umlauts written as two letters; `None` if it has none. An umlaut may also be a letter and a
/// combining diaeresis.
fn with_digraphs(word: &str) -> Option<String> {
    let mut spelled = String::new();
    for letter in word.chars() {
        match letter {
            'ä' | 'Ä' => spelled.push_str("ae"),
            'ö' | 'Ö' => spelled.push_str("oe"),
            'ü' | 'Ü' => spelled.push_str("ue"),
            '\u{308}' if spelled.ends_with(['a', 'A', 'o', 'O', 'u', 'U']) => spelled.push('e'),
            letter => spelled.push(letter),
        }
    }
    (spelled != word).then_some(spelled)
}

/// A typed word without punctuation around it, unless it is only punctuation.
fn without_punctuation(word: &str) -> &str {
    let inner = word.trim_matches([',', ';', ':', '!', '?', '"', '(', ')', '“', '”']).trim_end_matches('.');
    if inner.is_empty() { word } else { inner }
}

/// Whether a folded letter belongs to a word. Outside ASCII every character does: Unicode's tables would make the app
/// larger, and only the order of results depends on this.
pub(super) fn is_in_a_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || !letter.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    fn conference() -> Conference {
        serde_json::from_value(serde_json::json!({
            "id": "c", "name": "C", "language": "en",
            "rooms": [{ "id": "cellar", "name": "Gewölbekeller" }],
            "tracks": [{ "id": "crafts", "name": "Handicraft" }],
            "speakers": [
                { "id": "zoe", "name": "Zoë Ångström", "line": "Baker @Crumb",
                  "biography": { "text": "Zoë grew up by the sea and keeps bees." } },
                { "id": "bo", "name": "Bo Sea", "line": "Sailor" },
            ],
            "sessions": [
                { "id": "bread", "title": "Bread at scale", "topic": "Ovens", "speakers": ["zoe"], "room": "cellar",
                  "abstract": { "text": "Why a loaf rises, and what yeast has to do with it." } },
                { "id": "sea", "title": "The sea", "topic": "Water", "speakers": ["bo"],
                  "subtitle": "Salt and silence", "track": "crafts", "level": "Beginner", "tags": ["waves"] },
                { "id": "scales", "title": "Fish and scales", "abstract": { "text": "Bread crumbs for fish." } },
            ],
        }))
        .unwrap()
    }

    fn found(typed: &str) -> Vec<String> {
        let conference = conference();
        let sessions = Index::new(&conference, &conference).sessions(&Query::new(typed));
        sessions.into_iter().map(|session| session.id.to_string()).collect()
    }

    #[test]
    fn typographic_signs_and_punctuation_around_a_word_do_not_matter() {
        let text = "Mary O'Reilly’s e-mail";
        assert_eq!(marked("o’reilly", text), "Mary [O'Reilly]’s e-mail");
        assert_eq!(marked("“O'Reilly's,", text), "Mary [O'Reilly’s] e-mail");
        assert_eq!(marked("e‑mail.", text), "Mary O'Reilly’s [e-mail]");
        assert_eq!(found("yeast? (bread)"), ["bread"]);
        assert_eq!(marked("?", "What?"), "What[?]");
    }

    fn marked(typed: &str, text: &str) -> String {
        let pieces = Query::new(typed).pieces(text);
        pieces
            .iter()
            .map(|piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text.to_owned() })
            .collect()
    }

    #[test]
    fn all_texts_of_a_session_and_of_its_speakers_are_searched() {
        for typed in ["scale bread", "yeast", "zoë", "crumb", "bees", "ovens", "keller"] {
            assert!(found(typed).contains(&"bread".to_owned()), "{typed}: {:?}", found(typed));
        }
        for typed in ["silence", "handicraft", "beginner", "waves"] {
            assert_eq!(found(typed), ["sea"], "{typed}");
        }
    }

    #[test]
    fn all_words_must_be_found_in_any_order_and_may_be_parts() {
        assert_eq!(found("rise loa"), ["bread"]);
        assert_eq!(found("loa rise bees"), ["bread"]);
        assert_eq!(found("loaf water"), [""; 0]);
        assert_eq!(found(" \t"), ["bread", "sea", "scales"]);
    }

    #[test]
    fn case_and_accents_do_not_matter_either_way() {
        for typed in ["zoe angstrom", "ZOË ÅNGSTRÖM", "Zoe\u{308} A\u{30A}ngstro\u{308}m"] {
            assert_eq!(found(typed), ["bread"], "{typed}");
        }
        assert_eq!(fold("Straße Æsir Łódź ΣΊΣΥΦΟΣ Ёж שָׁלוֹם"), "strasse aesir lodz σισυφοσ еж שלום");
    }

    #[test]
    fn what_is_named_exactly_so_comes_before_what_only_begins_so() {
        let conference: Conference = serde_json::from_value(serde_json::json!({
            "id": "c", "name": "C", "language": "en",
            "rooms": [{ "id": "ada", "name": "Ada" }, { "id": "one", "name": "Saal 1" }],
            "speakers": [{ "id": "al", "name": "Al Bo" }],
            "sessions": [
                { "id": "adaptive", "title": "Adaptive systems" },
                { "id": "text", "title": "Other", "abstract": { "text": "Ada. Al Bo. Saal 1." } },
                { "id": "both", "title": "Bo, al dente: 1 Saal" },
                { "id": "hall", "title": "Something", "room": "ada" },
                { "id": "first", "title": "Another", "room": "one" },
                { "id": "talk", "title": "Third", "speakers": ["al"] },
            ],
        }))
        .unwrap();
        let index = Index::new(&conference, &conference);
        let found = |typed: &str| -> Vec<String> {
            index.sessions(&Query::new(typed)).into_iter().map(|session| session.id.to_string()).collect()
        };
        assert_eq!(found("ada"), ["hall", "adaptive", "text"]);
        assert_eq!(found("al bo"), ["talk", "both", "text"]);
        assert_eq!(found("saal 1"), ["first", "both", "text"]);
    }

    #[test]
    fn umlauts_find_their_other_spelling_and_are_marked() {
        assert_eq!(marked("frühstück", "Fruehstueck am Morgen"), "[Fruehstueck] am Morgen");
        assert_eq!(marked("Fru\u{308}hstück", "Fruehstueck"), "[Fruehstueck]");
        assert_eq!(marked("fruhstuck", "Frühstück"), "[Frühstück]");
        assert_eq!(marked("straße", "Strasse, STRASSE"), "[Strasse], [STRASSE]");
        // What a digraph is in another word is left alone.
        assert_eq!(marked("fuel", "beautiful"), "beautiful");
    }

    #[test]
    fn titles_come_before_names_and_names_before_long_texts() {
        assert_eq!(found("sea"), ["sea", "bread"]);
        assert_eq!(found("bread"), ["bread", "scales"]);
        assert_eq!(found("scales"), ["scales"]);
        assert_eq!(found("scale"), ["bread", "scales"]);
    }

    #[test]
    fn speakers_are_found_by_their_own_texts() {
        let conference = conference();
        let found = Index::new(&conference, &conference).speakers(&Query::new("sea"));
        assert_eq!(
            found.iter().map(|speaker| speaker.name.as_str()).collect::<Vec<_>>(),
            ["Bo Sea", "Zoë Ångström"]
        );
    }

    #[test]
    fn hits_are_marked_on_whole_letters_of_the_shown_text() {
        assert_eq!(marked("angstrom", "Zoë Ångström!"), "Zoë [Ångström]!");
        assert_eq!(marked("angstro", "A\u{30A}ngstro\u{308}m"), "[A\u{30A}ngstro\u{308}]m");
        assert_eq!(marked("s", "Maß"), "Ma[ß]");
        assert_eq!(marked("aba bab", "xababx"), "x[abab]x");
        assert_eq!(marked("", "plain"), "plain");
    }

    #[test]
    fn an_extract_shows_the_words_around_the_first_hit_and_whose_they_are() {
        let conference = conference();
        let extract = |typed: &str| Query::new(typed).extract(&conference.sessions[0], &conference);
        assert_eq!(extract("yeast").unwrap().text, "Why a loaf rises, and what yeast has to do with it.");
        let bees = extract("bees").unwrap();
        assert_eq!(bees.speaker.unwrap().name, "Zoë Ångström");
        assert_eq!(extract("whale"), None);

        let long = format!("{} needle {}", "before ".repeat(40), "after ".repeat(40));
        let cut = Query::new("needle").around_first_hit(&long).unwrap();
        assert!(cut.starts_with("…before ") && cut.ends_with(" after…") && cut.len() < 240, "{cut}");
    }

    proptest! {
        #[test]
        fn the_pieces_joined_are_the_text(typed in "\\PC{0,6}", text in "\\PC{0,40}") {
            let query = Query::new(&typed);
            let joined: String = query.pieces(&text).iter().map(|piece| piece.text).collect();
            prop_assert_eq!(joined, text);
        }

        #[test]
        fn what_stands_in_a_text_is_found_in_it(text in "[a-zÀ-žα-ωа-я ]{1,40}", from in 0..40usize) {
            let part: String = text.chars().skip(from).take(5).collect();
            if let Some(word) = part.split_whitespace().next() {
                prop_assert!(Query::new(word).pieces(&text).iter().any(|piece| piece.hit));
            }
        }
    }
}
