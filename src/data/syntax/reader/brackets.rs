//! Closes brackets, and repairs those that do not fit.
//!
//! The rule of this file: if several repairs are possible, each is tried by reading on, and the one that leaves the
//! fewest slips is taken.

use super::super::quotes;
use super::super::space::{closes, meant, opens};
use super::{Open, Reader, Repaired};

/// How repairs of brackets are compared by reading on: how often, over how many bytes, and up to how many slips. Reading
/// further would not help, because unrelated slips would blur the comparison. Within a comparison, repairs are compared
/// once more, with the second limits.
const COMPARISONS: [Comparison; 2] =
    [Comparison { most: 50, bytes: 100_000, slips: 200 }, Comparison { most: 5, bytes: 3_000, slips: 20 }];

/// The limits of comparing repairs.
#[derive(Clone, Copy)]
struct Comparison {
    most: usize,
    bytes: usize,
    slips: usize,
}

/// A way to repair a bracket that does not fit.
#[derive(Clone, Copy, Debug)]
pub enum Repair {
    /// So many closing brackets are missing before it.
    AddClosing(usize),
    /// A `{` is missing before it.
    AddOpening,
    /// A `[` is missing before the value of the last field, and this is the next item.
    AddList,
    /// It should be the closing bracket of the other kind.
    Replace,
    /// It is one too many.
    Remove,
    /// The name of the field is missing before it.
    AddName,
    /// It is the name of a field, even if its value is missing.
    AddValue,
    /// It is the name of the next field: the value after the colon at this position is missing.
    AddNull(usize),
    /// It is the name of a field in an object whose `{` is missing.
    AddObject,
    /// It ends the conference, and what follows is not part of it.
    End,
}

impl Reader<'_> {
    pub(super) fn closing_bracket(&mut self, bracket: char) {
        // From the innermost open bracket outwards.
        let fitting = self.open.iter().rev().position(|open| open.closing() == bracket);
        match fitting {
            Some(0) if self.open.len() > 1 => self.take_closing(),
            Some(0) => {
                let goes_on = quotes::is_name(self.text, self.after_closing_brackets());
                self.choose(if goes_on { &[Repair::Remove, Repair::End] } else { &[Repair::End] });
            }
            _ => {
                let missing = fitting.map(Repair::AddClosing);
                let list = (bracket == ']' && self.may_be_in_list()).then_some(Repair::AddList);
                let repairs = missing.into_iter().chain(list).chain([Repair::Replace, Repair::Remove]);
                self.choose(&repairs.collect::<Vec<_>>());
            }
        }
    }

    /// The position after the closing brackets and commas from here on.
    fn after_closing_brackets(&self) -> usize {
        let mut at = self.at;
        while let Some(letter) = self.text[at..].chars().next().filter(|letter| closes(*letter)) {
            at = quotes::after_commas(self.text, at + letter.len_utf8());
        }
        at
    }

    /// Whether the value of the last field may be an item of a list whose `[` is missing.
    fn may_be_in_list(&self) -> bool {
        let last = self.open.last().and_then(|open| open.last_value).filter(|_| !self.is_quick());
        last.is_some_and(|(original, _)| !self.text[original..].starts_with('['))
    }

    /// Reads the bracket that closes the innermost one.
    fn take_closing(&mut self) {
        let (letter, closing) = (self.next(), self.open.last().map(Open::closing));
        if let (Some(letter), Some(closing)) = (letter, closing)
            && letter != closing
        {
            self.slip(self.at, format!("JSON has no `{letter}` here; write `{closing}`"));
        }
        self.close();
        self.at += letter.map_or(0, char::len_utf8);
    }

    /// Takes the repair after which the rest of the text has the fewest slips, the first of equal ones.
    pub(super) fn choose(&mut self, repairs: &[Repair]) {
        let Some((first, others)) = repairs.split_first() else { return };
        let mut best = *first;
        if let Some(limits) = self.comparison().filter(|_| !others.is_empty()) {
            self.comparisons += 1;
            let mut fewest = self.slips_after(best, limits);
            for repair in others {
                let slips = self.slips_after(*repair, limits);
                if slips < fewest {
                    (best, fewest) = (*repair, slips);
                }
            }
        }
        self.apply(best);
    }

    /// The limits for comparing repairs here; `None` if they were compared often enough.
    fn comparison(&self) -> Option<Comparison> {
        COMPARISONS.get(self.level).filter(|limits| self.comparisons < limits.most).copied()
    }

    /// The number of slips after a repair, as far as a comparison reads.
    fn slips_after(&self, repair: Repair, limits: Comparison) -> usize {
        let text = &self.text[..self.text.floor_char_boundary(self.at.saturating_add(limits.bytes))];
        let mut trial = Reader {
            at: self.at,
            open: self.open.clone(),
            level: self.level + 1,
            ..Reader::new(text, Repaired::default())
        };
        trial.apply(repair);
        trial.read_on(limits.slips);
        trial.repaired.slips.len() + trial.hidden
    }

    pub(super) fn apply(&mut self, repair: Repair) {
        let letter = self.next().unwrap_or(' ');
        match repair {
            Repair::AddClosing(missing) => {
                for _ in 0..missing {
                    let Some(open) = self.open.last_mut() else { break };
                    let closing = open.closing();
                    // A comma here belongs to what is around the bracket.
                    let commas = std::mem::take(&mut open.commas);
                    self.slip(self.at, format!("a `{closing}` is missing before this; add it"));
                    self.close();
                    if let Some(around) = self.open.last_mut() {
                        around.commas.extend(commas);
                    }
                }
                if closes(letter) {
                    self.closing_bracket(meant(letter));
                }
            }
            Repair::AddOpening => {
                self.begin_part();
                self.slip(self.at, "a `{` is missing before this; add it");
                self.open_before('{');
            }
            Repair::AddList => {
                let Some(open) = self.open.last_mut() else { return };
                let Some((original, repaired)) = open.last_value.take() else { return };
                let commas = std::mem::take(&mut open.commas);
                self.slip(original, "a `[` is missing before this; add it");
                self.repaired.insert('[', original, repaired);
                self.open.push(Open { bracket: '[', parts: 1, commas, last_value: None, indentation: None });
            }
            Repair::Replace => {
                let closing = self.open.last().map_or('}', Open::closing);
                self.slip(self.at, format!("`{letter}` does not close what is open here; write `{closing}`"));
                self.close();
                self.at += letter.len_utf8();
                self.end_if_closed();
            }
            Repair::Remove => {
                let what = format!("this `{letter}` is one too many; remove it");
                self.slip(self.at, what);
                self.at += letter.len_utf8();
            }
            Repair::AddName => {
                self.begin_part();
                self.slip(
                    self.at,
                    "the name of a field is missing before this; write it in double quotes, and a colon",
                );
                self.write_stand_in("\"?\"");
                self.write(":");
                self.value_of_field(self.at);
            }
            Repair::AddValue => self.named_value(),
            Repair::AddNull(colon) => {
                self.no_value(colon);
                if let Some(open) = self.open.last_mut() {
                    // The comma is missing together with the value.
                    open.commas.push(self.at);
                }
            }
            Repair::AddObject => {
                self.slip(self.at, "a `{` is missing before this; add it");
                self.open_before('{');
            }
            Repair::End => {
                self.take_closing();
                self.end_if_closed();
            }
        }
    }

    /// Ends the conference if all its brackets are closed, and notes what follows it.
    fn end_if_closed(&mut self) {
        if !self.open.is_empty() {
            return;
        }
        self.skip_space();
        if let Some(letter) = self.next() {
            self.hidden = self.rest().matches(opens).count();
            let what = match closes(letter) {
                true => format!("this `{letter}` is one too many; remove it and what follows"),
                false => "something stands after the end of the conference; remove it".to_owned(),
            };
            self.slip(self.at, what);
        }
        self.is_over = true;
    }

    /// The number of closing brackets that are missing before this field, because it begins a line that is not indented
    /// more than the lines of the open brackets. They are only added if this leaves no more slips than without.
    pub(super) fn missing_by_indentation(&mut self) -> Option<usize> {
        let (indentation, true) = indentation(self.text, self.at)? else { return None };
        let is_around =
            |open: &Open| open.indentation.is_none_or(|around| around == 0 || around < indentation);
        let missing = self.open.iter().rev().position(is_around).filter(|missing| *missing > 0)?;
        if self.open[self.open.len() - 1 - missing].bracket == '[' {
            return None;
        }
        let limits = self.comparison()?;
        self.comparisons += 1;
        let slips = self.slips_after(Repair::AddClosing(missing), limits);
        (slips <= self.slips_after(Repair::AddValue, limits)).then_some(missing)
    }
}

/// How far the line with this position is indented, and whether only white space stands before the position; `None` if
/// the line is very long.
pub(super) fn indentation(text: &str, at: usize) -> Option<(usize, bool)> {
    const LONGEST_LINE: usize = 300;
    let before = &text.as_bytes()[..at];
    let nearest = &before[at.saturating_sub(LONGEST_LINE)..];
    let line = match nearest.iter().rposition(|byte| *byte == b'\n') {
        Some(line_break) => &nearest[line_break + 1..],
        None if nearest.len() == at => nearest,
        None => return None,
    };
    let spaces = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    Some((spaces, spaces == line.len()))
}
