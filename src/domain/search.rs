//! Finds sessions, speakers, rooms and tracks by words, while the attendee types.
//!
//! A query may have several words in any order, which may be parts of words; all must be found. Case and accents do not
//! matter, and `frühstück` finds `Fruehstueck`. The index ([`Index`]) says what is found, and in which order; this file
//! reads queries, and marks hits in texts.

mod index;

pub use self::index::{Index, Known};

use std::ops::Range;

use super::conference::{Conference, Room, Session, Speaker, Track};
use super::letters::{fold, fold_letter, is_combining};
use super::order::order;
use super::text::Text;

/// Words to search for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Each has a letter or a digit; without duplicates.
    words: Vec<Word>,
}

/// A word to search for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    /// The word, folded; then other forms that count as the word: with its umlauts written as `ae`, `oe` and `ue`, or what was
    /// probably meant too. At least one.
    forms: Vec<String>,
}

/// What words find: each list best first; equally good ones in the order of the programme.
#[derive(Clone, Debug, Default)]
pub struct Answers<'a> {
    /// Sessions.
    pub sessions: Vec<&'a Session>,
    /// Speakers and hosts.
    pub speakers: Vec<&'a Speaker>,
    /// Rooms, by their names.
    pub rooms: Vec<&'a Room>,
    /// Tracks, by their names.
    pub tracks: Vec<&'a Track>,
}

impl Answers<'_> {
    /// How many answers there are.
    pub fn count(&self) -> usize {
        self.sessions.len() + self.speakers.len() + self.rooms.len() + self.tracks.len()
    }

    /// Adds other answers after these, without those that are there already.
    pub fn add(&mut self, others: Self) {
        fn add<'a, T>(known: &mut Vec<&'a T>, others: Vec<&'a T>) {
            let before = known.len();
            for other in others {
                if !known[..before].iter().any(|known| std::ptr::eq(*known, other)) {
                    known.push(other);
                }
            }
        }
        add(&mut self.sessions, others.sessions);
        add(&mut self.speakers, others.speakers);
        add(&mut self.rooms, others.rooms);
        add(&mut self.tracks, others.tracks);
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

impl Query {
    /// Reads a typed query.
    pub fn new(typed: &str) -> Query {
        let mut words: Vec<Word> = Vec::new();
        for word in typed.split_whitespace() {
            let folded = without_punctuation(&fold(word)).to_owned();
            let spelled = with_digraphs(word).map(|word| without_punctuation(&fold(&word)).to_owned());
            // Letters may fold to nothing; and of "Ink - a history" the dash does not matter.
            if folded.contains(is_in_a_word) && !words.iter().any(|known| known.forms[0] == folded) {
                words.push(Word { forms: [folded].into_iter().chain(spelled).collect() });
            }
        }
        Query { words }
    }

    /// A query whose words have several forms, folded; each of them has at least one.
    pub fn of_forms(words: Vec<Vec<String>>) -> Query {
        Query { words: words.into_iter().map(|forms| Word { forms }).collect() }
    }

    /// The words, folded.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.forms[0].as_str())
    }

    /// The words, folded, with spaces between them.
    pub fn together(&self) -> String {
        self.words().collect::<Vec<_>>().join(" ")
    }

    /// This query for marking also what another one finds.
    pub fn marking_also(mut self, other: &Query) -> Query {
        self.words.extend(other.words.iter().cloned());
        self
    }

    /// The key of a result in a list. It depends on the words, so that the result is redrawn with its marks when they
    /// change.
    pub fn key(&self, result: &str) -> String {
        self.words.iter().fold(result.to_owned(), |key, word| key + " " + &word.forms.join("/"))
    }

    /// Whether the query has no words; then everything is found.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a text has all words, or parts of words.
    #[inline(never)]
    pub fn is_in(&self, text: &str) -> bool {
        let text = fold(text);
        self.words.iter().all(|word| word.forms.iter().any(|form| text.contains(form.as_str())))
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
        for form in self.words.iter().flat_map(|word| &word.forms) {
            for (start, found) in folded.match_indices(form.as_str()) {
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
        const BEFORE: usize = 30;
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

/// Whether a folded letter belongs to a word. Outside ASCII every character does but the usual punctuation: Unicode's
/// tables would make the app larger.
pub fn is_in_a_word(letter: char) -> bool {
    match letter {
        '\0'..='\x7F' => letter.is_ascii_alphanumeric(),
        '\u{AA}' | '\u{B5}' | '\u{BA}' => true,
        // Latin-1, general punctuation, and what Chinese and Japanese use.
        '\u{80}'..='\u{BF}' | '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' => {
            false
        }
        '\u{30FB}' | '\u{FF5F}'..='\u{FF65}' => false,
        _ => true,
    }
}

/// A typed word without punctuation around it.
fn without_punctuation(word: &str) -> &str {
    word.trim_matches([',', ';', ':', '!', '?', '"', '(', ')', '“', '”']).trim_end_matches('.')
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
        let answers = Index::new(&conference, &conference).find(&Query::new(typed));
        answers.sessions.into_iter().map(|session| session.id.to_string()).collect()
    }

    #[test]
    fn typographic_signs_and_punctuation_around_a_word_do_not_matter() {
        let text = "Mary O'Reilly’s e-mail";
        assert_eq!(marked("o’reilly", text), "Mary [O'Reilly]’s e-mail");
        assert_eq!(marked("“O'Reilly's,", text), "Mary [O'Reilly’s] e-mail");
        assert_eq!(marked("e‑mail.", text), "Mary O'Reilly’s [e-mail]");
        assert_eq!(found("yeast? (bread)"), ["bread"]);
        assert_eq!(marked("what - ?", "What - now?"), "[What] - now?");
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
            index
                .find(&Query::new(typed))
                .sessions
                .into_iter()
                .map(|session| session.id.to_string())
                .collect()
        };
        assert_eq!(found("ada"), ["hall", "adaptive", "text"]);
        assert_eq!(found("al bo"), ["talk", "both", "text"]);
        assert_eq!(found("saal 1"), ["first", "both", "text"]);
        assert_eq!(found("Bo, al dente – 1 Saal?"), ["both"]);
    }

    #[test]
    fn rooms_and_tracks_answer_to_their_names_best_first() {
        let conference: Conference = serde_json::from_value(serde_json::json!({
            "id": "c", "name": "C", "language": "en",
            "rooms": [
                { "id": "adams", "name": "Adams" }, { "id": "ada", "name": "Ada" }, { "id": "cellar", "name": "Gewölbekeller" },
            ],
            "tracks": [{ "id": "ada-track", "name": "The language Ada" }],
            "sessions": [{ "id": "adaptive", "title": "Adaptive systems" }],
        }))
        .unwrap();
        let index = Index::new(&conference, &conference);
        let found = |typed: &str| {
            let answers = index.find(&Query::new(typed));
            let rooms = answers.rooms.into_iter().map(|room| room.id.to_string());
            rooms.chain(answers.tracks.into_iter().map(|track| track.id.to_string())).collect::<Vec<_>>()
        };
        assert_eq!(found("ada"), ["ada", "adams", "ada-track"]);
        assert_eq!(found("language ada"), ["ada-track"]);
        assert_eq!(found("gewolbe"), ["cellar"]);
        assert_eq!(found("systems"), [""; 0]);
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
        let found = Index::new(&conference, &conference).find(&Query::new("sea"));
        assert_eq!(
            found.speakers.iter().map(|speaker| speaker.name.as_str()).collect::<Vec<_>>(),
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
