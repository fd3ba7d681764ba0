//! Reads the names of fields and the values, and notes those that are missing.
//!
//! The rule of this file: what stands for a missing name or value is marked as a stand-in, so that nobody is told that
//! it is wrong, too.

use super::super::escapes;
use super::super::quotes::{self, Place, Quoted, quoted};
use super::super::space::{after_space, closes, colon, meant, opens};
use super::super::words::{Meaning, word};
use super::Reader;
use super::brackets::Repair;

/// Longer words, in letters, are not repeated in messages.
const LONGEST_QUOTE: usize = 40;

impl<'t> Reader<'t> {
    /// Reads the name of a field.
    pub(super) fn name(&mut self) -> &'t str {
        if let Some(quoted) = quoted(self.text, self.at, Place::Name, self.is_quick()) {
            self.text_in_quotes(quoted);
            return &self.text[quoted.from..quoted.to];
        }
        let rest = self.rest();
        let is_end = |at: usize, letter: char| {
            quotes::is_quote(letter)
                || colon(rest, at) > 0
                || meant(letter) == ','
                || opens(letter)
                || closes(letter)
                || letter == '\n'
        };
        let end =
            rest.char_indices().find(|(at, letter)| is_end(*at, *letter)).map_or(rest.len(), |(at, _)| at);
        let name = rest[..end].trim_end();
        if name.is_empty() {
            self.slip(self.at, "the name of a field is missing before this; write it in double quotes");
            self.write_stand_in("\"?\"");
            return name;
        }
        let what = format!("the name of a field needs double quotes; write {}", in_quotes(name));
        self.slip(self.at, what);
        self.write_text(self.at, name, true);
        self.at += name.len();
        // The opening quote was forgotten.
        let end = self.text.len() - self.rest().trim_start_matches(' ').len();
        if let Some(quote) = self.text[end..].chars().next().filter(|letter| quotes::is_quote(*letter))
            && colon(self.text, after_space(self.text, end + quote.len_utf8())) > 0
        {
            self.at = end + quote.len_utf8();
        }
        name
    }

    pub(super) fn colon_and_value(&mut self, name: &str) {
        self.skip_space();
        let end_of_name = self.at;
        let colons = self.colons();
        let has_value = self.next().is_some_and(|letter| meant(letter) != ',' && !closes(letter));
        match &colons[..] {
            [":"] => {}
            [] if !has_value => {
                let before = quoted_if_short(name)
                    .map_or_else(|| "after this name".to_owned(), |name| format!("after {name}"));
                let what = format!("{before} there is no value; write a colon and the value");
                self.slip(end_of_name, what);
                self.write(":");
                self.write_stand_in("null");
                return;
            }
            [] => self
                .slip(end_of_name, "a colon is expected here, between a field's name and its value; add it"),
            others => {
                let others = others.concat();
                self.slip(
                    end_of_name,
                    format!("between a field's name and its value, write `:` and not `{others}`"),
                );
            }
        }
        self.write(":");
        self.value_of_field(end_of_name);
    }

    /// Reads all that stands in place of a colon, with the space after it.
    fn colons(&mut self) -> Vec<&'t str> {
        let mut colons = Vec::new();
        loop {
            let length = colon(self.text, self.at);
            if length == 0 {
                break;
            }
            colons.push(&self.text[self.at..self.at + length]);
            self.at += length;
            self.skip_space();
        }
        if colons.is_empty()
            && let Some(comma) = self.next().filter(|letter| meant(*letter) == ',')
        {
            let end = self.at + comma.len_utf8();
            let after = after_space(self.text, end);
            let is_value = quoted(self.text, after, Place::Value, true)
                .is_some_and(|quoted| quotes::fits(self.text, quoted.end, Place::Value));
            if is_value && !quotes::is_quoted_name(self.text, after) {
                colons.push(&self.text[self.at..end]);
                self.at = end;
                self.skip_space();
            }
        }
        colons
    }

    /// Reads the value of a field, whose colon is at this position.
    pub(super) fn value_of_field(&mut self, colon: usize) {
        let is_on_next_line = self.text[colon..self.at].contains('\n');
        let is_next_name = quotes::is_quoted_name(self.text, self.at)
            || is_on_next_line && quotes::is_name(self.text, self.at);
        match self.next() {
            Some(_) if is_next_name => self.choose(&[Repair::AddNull(colon), Repair::AddObject]),
            Some(letter) if meant(letter) == ',' || closes(letter) => self.no_value(colon),
            Some(_) => {
                let place = (self.at, self.repaired.length());
                if let Some(open) = self.open.last_mut() {
                    open.last_value = Some(place);
                }
                self.value(Place::Value);
            }
            // The end of the file is noted elsewhere.
            None => self.write_stand_in("null"),
        }
    }

    pub(super) fn no_value(&mut self, colon: usize) {
        self.slip(
            colon,
            "a value is expected after this: words in double quotes, a number, `true`, `false`, `[…]` or `{…}`",
        );
        self.write_stand_in("null");
    }

    /// Reads a value, or the bracket with which it begins.
    pub(super) fn value(&mut self, place: Place) {
        let Some(letter) = self.next() else { return };
        if opens(letter) {
            return self.open_bracket(meant(letter));
        }
        if let Some(quoted) = quoted(self.text, self.at, place, self.is_quick()) {
            return self.text_in_quotes(quoted);
        }
        let start = self.at;
        let word = word(self.text, start, place);
        let written = &self.text[start..word.end];
        match word.meaning {
            Meaning::Json => self.write_mapped(written),
            Meaning::Number(number) => {
                self.slip(start, format!("JSON does not write numbers like this; write `{number}`"));
                self.write_mapped(&number);
            }
            Meaning::TooLarge => {
                self.slip(start, "this number is too large; write a smaller one");
                self.write_stand_in("0");
            }
            Meaning::Truth(truth) => {
                let words = in_quotes(written);
                self.slip(
                    start,
                    format!("JSON does not know this word; write `{truth}`, or {words} if it is a text"),
                );
                self.write_mapped(truth);
            }
            Meaning::Nothing => {
                self.slip(
                    start,
                    format!("JSON does not know `{written}`; write the value, or remove the whole field"),
                );
                self.write_stand_in("null");
            }
            Meaning::Words(to) => {
                let words = &self.text[start..to];
                self.slip(start, format!("words need double quotes; write {}", in_quotes(words)));
                self.write_text(start, words, true);
            }
            Meaning::Unopened(to) => {
                self.slip(start, "the opening `\"` is missing before this; add it");
                self.write_text(start, &self.text[start..to], true);
            }
        }
        self.at = word.end;
    }

    /// Reads a text in quotes, and notes what is wrong with the quotes.
    fn text_in_quotes(&mut self, quoted: Quoted) {
        let Quoted { start, from, to, end } = quoted;
        let (opening, words, closing) = (&self.text[start..from], &self.text[from..to], &self.text[to..end]);
        let wrong = if opening != "\"" { Some(start) } else { (closing != "\"").then_some(to) };
        if closing.is_empty() {
            self.slip(to, "the closing `\"` is missing here; add it");
        } else if let Some(at) = wrong {
            let other = if opening == "\"" { closing } else { opening };
            let words = in_quotes(words);
            self.slip(at, format!("JSON has no quotes like {other}; write straight double quotes: {words}"));
        }
        self.write_text(from, words, wrong.is_some());
        self.at = end;
    }

    /// Writes words that begin at `from` as a text.
    fn write_text(&mut self, from: usize, words: &str, has_other_quotes: bool) {
        if self.repaired.text.is_none() {
            // Comparisons do not read the letters of texts, which are the same for all repairs.
            return;
        }
        let text = escapes::text(words, has_other_quotes);
        text.slips.into_iter().for_each(|(at, what)| self.slip(from + at, what));
        self.write_mapped(&text.written);
    }
}

/// What to write in double quotes, for a message: the words, if they are short.
fn in_quotes(words: &str) -> String {
    quoted_if_short(words).unwrap_or_else(|| "`\"` at both ends".to_owned())
}

/// Words in double quotes for a message; `None` if they are too long for one, or need escapes.
fn quoted_if_short(words: &str) -> Option<String> {
    let is_short = words.chars().nth(LONGEST_QUOTE).is_none() && !words.contains(['"', '\\', '\n']);
    is_short.then(|| format!("`\"{words}\"`"))
}
