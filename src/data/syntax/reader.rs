//! Reads any text as JSON, notes every slip, and writes a text that is correct JSON.
//!
//! The rule of this file: each step reads something from the text. A step may instead only open or close a bracket, but
//! then the next step reads something. So reading always ends.

// Closing brackets, and brackets that do not fit.
mod brackets;
// Names and values.
mod values;

use self::brackets::Repair;
use super::quotes::{self, Place, quoted};
use super::space::{Space, closes, colon, meant, name_of, opens, space};
use super::{Repaired, Slip};

/// After so many slips, repairs that take long are no longer tried.
const MANY_SLIPS: usize = 100;

/// Reads a text and repairs it.
pub fn read(text: &str) -> Repaired {
    let mut reader = Reader::new(text, Repaired { text: Some(String::new()), ..Repaired::default() });
    reader.begin();
    reader.read_on(usize::MAX);
    reader.repaired
}

struct Reader<'t> {
    text: &'t str,
    /// The position up to which the text is read.
    at: usize,
    /// The brackets that are open here, the outermost first.
    open: Vec<Open>,
    /// Whether the conference has ended.
    is_over: bool,
    repaired: Repaired,
    /// The number of opening brackets after the end of the conference; that part is not read.
    hidden: usize,
    /// 0 for the text itself, 1 in a trial of a repair, 2 in a trial within that trial.
    level: usize,
    /// How often repairs were compared.
    comparisons: usize,
}

/// An open bracket.
#[derive(Clone, Debug)]
struct Open {
    /// `{` or `[`.
    bracket: char,
    /// The number of fields or items so far.
    parts: usize,
    /// The commas after the last of them.
    commas: Vec<usize>,
    /// Where the value of the last field begins in the original and in the repaired text, if it has one.
    last_value: Option<(usize, usize)>,
    /// How far the line with the bracket is indented, if it is not too long.
    indentation: Option<usize>,
}

impl Open {
    fn closing(&self) -> char {
        if self.bracket == '{' { '}' } else { ']' }
    }
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, repaired: Repaired) -> Reader<'t> {
        Reader {
            text,
            at: 0,
            open: Vec::new(),
            is_over: false,
            repaired,
            hidden: 0,
            level: 0,
            comparisons: 0,
        }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// The next letter.
    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn read_on(&mut self, most_slips: usize) {
        while !self.is_over && self.repaired.slips.len() < most_slips {
            self.step();
        }
    }

    /// Finds the beginning of the conference.
    fn begin(&mut self) {
        self.skip_space();
        let Some(letter) = self.next() else {
            return self
                .give_up("the file is empty; write a conference into it, or make one with `hallway import`");
        };
        // `conference = {`, as in a program.
        let is_assigned = || {
            let name = self.rest().trim_start_matches(quotes::is_letter_of_name);
            let name = name.trim_start();
            let value = name[colon(name, 0)..].trim_start();
            value.starts_with('{') && !quotes::is_quote(letter)
        };
        if opens(letter) {
            self.open_bracket(meant(letter));
        } else if quotes::is_name(self.text, self.at) && !is_assigned() {
            self.slip(self.at, "a `{` is missing before this; add it");
            self.open_before('{');
        } else if let Some(length) = self.rest().find('{') {
            self.slip(
                self.at,
                "something stands before the conference; remove it, so that the file begins with `{`",
            );
            self.at += length;
            self.open_bracket('{');
        } else {
            self.give_up(
                "this is not JSON, in which conferences are written from `{` to `}`; if it is an export of your planning \
                 tool, make a conference of it with `hallway import`",
            );
        }
    }

    fn give_up(&mut self, what: &str) {
        // An empty file has no better position than its beginning.
        let at = if self.next().is_some() { self.at } else { 0 };
        self.slip(at, what);
        self.repaired.text = None;
        self.is_over = true;
    }

    fn step(&mut self) {
        self.skip_space();
        let Some(open) = self.open.last() else {
            self.is_over = true;
            return;
        };
        let Some(letter) = self.next() else { return self.end_too_early() };
        match meant(letter) {
            ',' => self.comma(letter),
            '}' | ']' => self.closing_bracket(meant(letter)),
            _ if open.bracket == '{' => self.field(letter),
            _ => self.item(letter),
        }
    }

    fn end_too_early(&mut self) {
        let missing: String = self.open.iter().rev().map(Open::closing).collect();
        let end = self.text.trim_end();
        let at = end.len() - end.chars().next_back().map_or(0, char::len_utf8);
        self.slip(at, format!("the file ends too early; close what is open: write `{missing}` at its end"));
        while let Some(open) = self.open.pop() {
            self.report_trailing(&open);
            self.write(&open.closing().to_string());
        }
        self.is_over = true;
    }

    /// Reads white space, and notes comments and invisible characters.
    fn skip_space(&mut self) {
        while let Some((kind, end)) = space(self.text, self.at) {
            match kind {
                Space::Plain => {}
                Space::Comment => self.slip(self.at, "JSON has no comments; remove this one"),
                Space::Invisible => {
                    let name = self.next().map(name_of).unwrap_or_default();
                    self.slip(
                        self.at,
                        format!("{name} stands between the words; remove it, or write an ordinary space"),
                    );
                }
            }
            // Line breaks keep the repaired text readable for whoever debugs it.
            self.write(if self.text[self.at..end].contains('\n') { "\n" } else { " " });
            self.at = end;
        }
    }

    /// Notes a comma. It is written as soon as something follows.
    fn comma(&mut self, letter: char) {
        if letter != ',' {
            self.slip(self.at, format!("JSON has no `{letter}` here; write `,`"));
        }
        let at = self.at;
        if let Some(open) = self.open.last_mut() {
            open.commas.push(at);
        }
        self.at += letter.len_utf8();
    }

    /// Writes the comma before a field or an item, and notes missing and superfluous ones.
    fn begin_part(&mut self) {
        let Some(open) = self.open.last_mut() else { return };
        let (parts, commas) = (open.parts, std::mem::take(&mut open.commas));
        open.parts += 1;
        open.last_value = None;
        if parts == 0 {
            commas.iter().for_each(|at| self.slip(*at, "nothing stands before this comma; remove it"));
            return;
        }
        match &commas[..] {
            [] => self.slip(self.at, "a comma is missing before this; add it"),
            [_, more @ ..] => {
                more.iter().for_each(|at| self.slip(*at, "this comma is one too many; remove it"))
            }
        }
        self.write(",");
    }

    /// Notes the commas before a closing bracket.
    fn report_trailing(&mut self, open: &Open) {
        let what = match open.parts {
            0 => "nothing stands before this comma; remove it",
            _ => "there is a comma after the last item; remove it",
        };
        open.commas.iter().for_each(|at| self.slip(*at, what));
    }

    fn open_bracket(&mut self, bracket: char) {
        let letter = self.next().unwrap_or(bracket);
        if letter != bracket {
            self.slip(self.at, format!("JSON has no `{letter}` here; write `{bracket}`"));
        }
        self.open_before(bracket);
        self.at += letter.len_utf8();
    }

    /// Opens a bracket here without reading one.
    fn open_before(&mut self, bracket: char) {
        self.write_mapped(&bracket.to_string());
        let indentation = brackets::indentation(self.text, self.at).map(|(spaces, _)| spaces);
        self.open.push(Open { bracket, parts: 0, commas: Vec::new(), last_value: None, indentation });
    }

    /// Closes the innermost bracket.
    fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            self.report_trailing(&open);
            self.write(&open.closing().to_string());
        }
    }

    fn field(&mut self, letter: char) {
        let Some(open) = self.open.last() else { return };
        let (parts, commas) = (open.parts, open.commas.len());
        let may_be_in_list = open.last_value.is_some() && !self.is_quick();
        if opens(letter) {
            let is_bracket_doubled = meant(letter) == '{' && parts == 0;
            let is_in_list = self.open.len() > 1 && self.open[self.open.len() - 2].bracket == '[';
            let repairs = [
                (meant(letter) == '{' && is_in_list && parts > 0, Repair::AddClosing(1)),
                (may_be_in_list, Repair::AddList),
                (!is_bracket_doubled, Repair::AddName),
                (true, Repair::Remove),
            ];
            let possible =
                repairs.into_iter().filter_map(|(is_possible, repair)| is_possible.then_some(repair));
            return self.choose(&possible.collect::<Vec<_>>());
        }
        if parts > 0 && commas == 0 && !quotes::is_name(self.text, self.at) {
            return self.unreadable("a comma or `}`");
        }
        if let Some(missing) = self.missing_by_indentation() {
            return self.apply(Repair::AddClosing(missing));
        }
        let is_item = quotes::is_quote(letter) && quotes::is_item_in_quotes(self.text, self.at);
        if may_be_in_list && is_item {
            return self.choose(&[Repair::AddValue, Repair::AddList]);
        }
        self.named_value();
    }

    fn named_value(&mut self) {
        self.begin_part();
        let name = self.name();
        self.colon_and_value(name);
    }

    fn item(&mut self, letter: char) {
        let (parts, commas) = self.open.last().map_or((0, 0), |open| (open.parts, open.commas.len()));
        let is_field = quotes::is_quoted_name(self.text, self.at)
            || !opens(letter) && !quotes::is_quote(letter) && quotes::is_name(self.text, self.at);
        if is_field {
            // Lists from here outwards that would have to be closed before a field.
            return match self.open.iter().rev().position(|open| open.bracket == '{') {
                Some(lists) => self.choose(&[Repair::AddClosing(lists), Repair::AddOpening]),
                None => self.apply(Repair::AddOpening),
            };
        }
        if parts > 0 && commas == 0 && !quotes::begins_item(self.text, self.at) {
            return self.unreadable("a comma or `]`");
        }
        self.begin_part();
        self.value(Place::Item);
    }

    /// Skips what cannot be anything at this place, up to the next comma, bracket, line or field.
    fn unreadable(&mut self, expected: &str) {
        let rest = self.rest();
        if let Some(after) = rest.strip_prefix('+')
            && after.trim_start().starts_with(quotes::is_quote)
        {
            return self.joined_text();
        }
        self.slip(self.at, format!("{expected} is expected here; inside quotes, write `\\\"` for a quote"));
        let is_end = |(at, letter): &(usize, char)| {
            *letter == '\n'
                || meant(*letter) == ','
                || opens(*letter)
                || closes(*letter)
                || quotes::is_quoted_name(self.text, self.at + at)
        };
        let end = self.rest().char_indices().skip(1).find(is_end).map_or(self.rest().len(), |(at, _)| at);
        self.at += end;
    }

    /// Skips a text that a `+` adds to the one before.
    fn joined_text(&mut self) {
        self.slip(self.at, "JSON cannot join texts with `+`; write them as one text");
        self.at += 1;
        self.skip_space();
        let place =
            if self.open.last().is_some_and(|open| open.bracket == '{') { Place::Value } else { Place::Item };
        if let Some(quoted) = quoted(self.text, self.at, place, self.is_quick()) {
            self.at = quoted.end;
        }
    }

    fn is_quick(&self) -> bool {
        self.repaired.slips.len() > MANY_SLIPS
    }

    /// Writes what has no place in the original text.
    fn write(&mut self, written: &str) {
        self.repaired.write(written);
    }

    /// Writes what stands at this place in the original text.
    fn write_mapped(&mut self, written: &str) {
        self.repaired.write_mapped(written, self.at);
    }

    /// Writes a name or a value that stands for a missing one.
    fn write_stand_in(&mut self, written: &str) {
        self.repaired.write_stand_in(written, self.at);
    }

    fn slip(&mut self, at: usize, what: impl Into<String>) {
        self.repaired.slips.push(Slip { at, what: what.into() });
    }
}
