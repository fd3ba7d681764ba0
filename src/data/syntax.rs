//! Reads JSON that people wrote by hand: common slips are noted and repaired in memory, so that one slip does not hide
//! the mistakes after it.
//!
//! The rule of this file and its folder: repairs only serve to find further mistakes. A file with a slip is still
//! refused. Every text can be read to its end, and correct JSON is never changed.

// Reads the whole text, and repairs brackets, commas, colons, and names or values that are missing.
mod reader;
// The letters inside a text.
mod escapes;
// Finds where texts in quotes end, even if a quote is missing, of another kind, or too many.
mod quotes;
// White space, comments, and characters that look like those of JSON.
mod space;
// Values that are not in quotes.
mod words;

use std::collections::BTreeSet;

use serde_json::Value;

/// At most this many slips are reported one by one. More have a cause in common, like single quotes everywhere.
const MOST_SLIPS: usize = 100;

/// A mistake at a position in the text.
#[derive(Clone, Debug)]
pub(super) struct Slip {
    /// Where it is, in bytes from the beginning of the text.
    pub at: usize,
    /// What is wrong, and what to do.
    pub what: String,
}

/// A text after its repairs.
#[derive(Default)]
pub(super) struct Repaired {
    /// The text with all slips repaired; `None` if it still cannot be read as JSON, or in a trial, which only
    /// counts slips.
    pub text: Option<String>,
    /// The slips, in the order of the text.
    pub slips: Vec<Slip>,
    /// Pairs: from this position in the repaired text on, add this number to get the position in the original text.
    shifts: Vec<(usize, isize)>,
    /// The positions of names and values, in the repaired text, that stand for missing ones.
    stand_ins: BTreeSet<usize>,
}

impl Repaired {
    /// Converts a position in the repaired text to one in the original text.
    pub fn original(&self, at: usize) -> usize {
        let next = self.shifts.partition_point(|(from, _)| *from <= at);
        let shift = next.checked_sub(1).map_or(0, |last| self.shifts[last].1);
        at.saturating_add_signed(shift)
    }

    /// Whether a name or value at this position of the repaired text stands for one that is missing or unusable. Mistakes
    /// in it are only
    /// consequences of the slip.
    pub fn is_stand_in(&self, at: usize) -> bool {
        self.stand_ins.contains(&at)
    }

    /// Writes what has no place in the original text.
    fn write(&mut self, written: &str) {
        if let Some(text) = &mut self.text {
            text.push_str(written);
        }
    }

    /// Writes what stands at the position `original` in the original text.
    fn write_mapped(&mut self, written: &str, original: usize) {
        let Repaired { text: Some(text), shifts, .. } = self else { return };
        let shift = original.wrapping_sub(text.len()).cast_signed();
        if shifts.last().is_none_or(|(_, last)| *last != shift) {
            shifts.push((text.len(), shift));
        }
        text.push_str(written);
    }

    /// The length of the repaired text so far.
    fn length(&self) -> usize {
        self.text.as_ref().map_or(0, String::len)
    }

    /// Inserts a bracket into what is already written, at the position `at`, which is `original` in the original text.
    fn insert(&mut self, bracket: char, original: usize, at: usize) {
        let Repaired { text: Some(text), shifts, stand_ins, .. } = self else { return };
        text.insert(at, bracket);
        let next = shifts.partition_point(|(from, _)| *from <= at);
        let before = shifts.partition_point(|(from, _)| *from < at);
        for (from, shift) in &mut shifts[next..] {
            *from += 1;
            *shift -= 1;
        }
        let shift = original.wrapping_sub(at).cast_signed();
        shifts.splice(before..next, [(at, shift), (at + 1, shift - 1)]);
        *stand_ins = stand_ins.iter().map(|place| place + usize::from(*place >= at)).collect();
    }

    /// Writes a name or a value that stands for a missing one.
    fn write_stand_in(&mut self, written: &str, original: usize) {
        if let Some(text) = &self.text {
            self.stand_ins.insert(text.len());
        }
        self.write_mapped(written, original);
    }
}

/// Reads a text as JSON, and repairs its slips.
pub(super) fn repair(text: &str) -> Repaired {
    let readable = |text: &str| serde_json::from_str::<Value>(text).err();
    if readable(text).is_none() {
        return Repaired { text: Some(text.to_owned()), ..Repaired::default() };
    }
    let mut repaired = reader::read(text);
    if let Some(error) = repaired.text.as_deref().and_then(readable) {
        let text = repaired.text.take().unwrap_or_default();
        let at = repaired.original(offset(&text, &error));
        repaired.slips.push(Slip { at, what: in_plain_words(&error) });
    }
    repaired.slips.sort_by_key(|slip| slip.at);
    if let Some(more) = repaired.slips.len().checked_sub(MOST_SLIPS + 1).filter(|more| *more > 0) {
        let what = format!(
            "from here on there are {} more slips like the ones above; correct those first",
            more + 1
        );
        repaired.slips.truncate(MOST_SLIPS + 1);
        repaired.slips[MOST_SLIPS].what = what;
    }
    repaired
}

/// The position of an error in bytes.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    (before + error.column()).saturating_sub(1).min(text.len())
}

/// Translates serde_json's message about a repaired text for people who do not program.
fn in_plain_words(error: &serde_json::Error) -> String {
    if error.to_string().starts_with("recursion limit") {
        return "lists are nested too deeply; make the text simpler".to_owned();
    }
    "this is not JSON; compare it with the example in docs/data-format.md".to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Pieces of JSON, and what people write in their place.
    const PIECES: [&str; 44] = [
        "{", "}", "[", "]", "(", ")", ",", ",", ":", "=", "=>", ";", "\"", "\"", "'", "“", "”", "„", "`",
        "\"\"\"", "\\", "\\\"", "\\u12", "\\ud83d", "\n", "\r\n", "\t", " ", "\u{a0}", "\u{feff}", "\0",
        "//", "/*", "*/", "#", "<!--", "+", "-", "01", "1e999", "None", "true", "title", "ü",
    ];

    fn piece() -> impl Strategy<Value = String> {
        prop_oneof![4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => any::<String>()]
    }

    fn value() -> impl Strategy<Value = Value> {
        let text = || {
            prop_oneof![
                prop::collection::vec(piece(), 0..8).prop_map(|pieces| pieces.concat()),
                any::<String>()
            ]
        };
        let simple = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            (-1e9..1e9).prop_map(Value::from),
            text().prop_map(Value::from),
        ];
        simple.prop_recursive(5, 40, 6, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map(text(), inner, 0..6).prop_map(Value::from_iter),
            ]
        })
    }

    /// Fails if a text does not become JSON, except if it is nested too deeply.
    fn read_to_the_end(text: &str) {
        let read = reader::read(text);
        if let Some(error) = read.text.and_then(|text| serde_json::from_str::<Value>(&text).err()) {
            assert!(error.to_string().starts_with("recursion limit"), "{error}: {text}\n{:#?}", read.slips);
        }
        let repaired = repair(text);
        assert!(repaired.slips.iter().all(|slip| slip.at <= text.len()), "{text}\n{:#?}", repaired.slips);
    }

    proptest! {
        #[test]
        fn correct_json_is_never_changed(value in value(), is_pretty: bool) {
            let written = if is_pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
            let text = format!("// a slip\n{{\"value\":{}}}", written.unwrap());
            let repaired = repair(&text);
            let read: Value = serde_json::from_str(&repaired.text.unwrap()).unwrap();
            let written: Value = serde_json::from_str(text.trim_start_matches("// a slip")).unwrap();
            prop_assert_eq!(read, written, "{}", text);
            let slips: Vec<&str> = repaired.slips.iter().map(|slip| slip.what.as_str()).collect();
            prop_assert_eq!(slips, ["JSON has no comments; remove this one"], "{}", text);
        }

        #[test]
        fn every_text_is_read_to_its_end(pieces in prop::collection::vec(piece(), 0..60)) {
            read_to_the_end(&pieces.concat());
            read_to_the_end(&format!("{{ {}", pieces.concat()));
        }

        #[test]
        fn a_file_with_any_edits_is_read_to_its_end(
            edits in prop::collection::vec((any::<prop::sample::Index>(), 0..9_usize, piece()), 1..8)
        ) {
            let mut text: Vec<char> = include_str!("../../tests/conferences/every-field.json").chars().take(2500).collect();
            for (at, removed, piece) in edits {
                let at = at.index(text.len());
                let end = (at + removed).min(text.len());
                text.splice(at..end, piece.chars());
            }
            read_to_the_end(&text.into_iter().collect::<String>());
        }
    }

    #[test]
    fn even_long_and_odd_texts_are_read_to_their_end() {
        for odd in [
            "[", "{", "\"", "\" ", "\"a\n", "'", "{\"a\":", "{\"a\" ", "[1 ", "a", ":", ",", "}", "]", "{]",
            "[}", "/*", "\\",
        ] {
            for start in ["{", "[", "{\"a\": [", ""] {
                read_to_the_end(&format!("{start}{}", odd.repeat(1000)));
            }
        }
    }

    #[test]
    fn positions_are_those_of_the_original_text() {
        let text = "{ // first\n  id: 1,, \"two\"  2, 'three': { \"x\": 3 }, {\"four\": 4 }] }";
        let repaired = repair(text);
        let written = repaired.text.as_deref().unwrap();
        for part in ["1", "\"two\"", "2", "{ \"x\"", "\"x\"", "3", "\"four\"", "4 }"] {
            let part_of = |text: &str| text.find(part.trim_end_matches(" }")).map(|at| (at, text.len()));
            if let (Some((at, _)), Some((original, _))) = (part_of(written), part_of(text)) {
                assert_eq!(repaired.original(at), original, "{part} in {written}");
            }
        }
        assert_eq!(repaired.original(written.find("\"id\"").unwrap()), text.find("id").unwrap());
        assert_eq!(repaired.original(written.find("\"three\"").unwrap()), text.find("'three'").unwrap());
        assert_eq!(repaired.original(written.find("[").unwrap()), text.find("{ \"x\"").unwrap());
    }

    #[test]
    fn many_slips_are_told_up_to_a_limit_and_hide_nothing() {
        let fields: String = (0..500).map(|number| format!("'field{number}': {number},\n")).collect();
        let repaired = repair(&format!("{{{fields}'last': 1}}"));
        assert_eq!(repaired.slips.len(), MOST_SLIPS + 1);
        assert_eq!(
            repaired.slips[MOST_SLIPS].what,
            "from here on there are 401 more slips like the ones above; correct those first"
        );
        let read: Value = serde_json::from_str(&repaired.text.unwrap()).unwrap();
        assert_eq!(read["field499"], 499);
    }
}
