//! Finds where a text in quotes ends, even if its quotes are of another kind, if one of them is missing, or if it has
//! quotes inside.
//!
//! The rule of this file: a quote ends a text if what follows may follow a text at this place. In correct JSON this holds
//! for every closing quote, so a correct text always ends where it should.

use super::space::{after_space, closes, colon, meant, opens};

/// Where a text stands, which decides what may follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is the name of a field.
    Name,
    /// It is the value of a field.
    Value,
    /// It is an item of a list.
    Item,
}

/// A text in quotes, by positions. There is nothing between `to` and `end` if the closing quote is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The opening quote.
    pub start: usize,
    /// The first letter.
    pub from: usize,
    /// The end of the last letter.
    pub to: usize,
    /// The end of the closing quote.
    pub end: usize,
}

/// How far to look for a lost closing quote, in bytes.
const FARTHEST: usize = 20_000;

/// How far to look for the end of a name, in bytes.
const LONGEST_NAME: usize = 200;

/// The text in quotes that begins here; `None` if there is no quote. If `is_quick`, a lost closing quote is only looked
/// for in the same line.
pub fn quoted(text: &str, start: usize, place: Place, is_quick: bool) -> Option<Quoted> {
    let rest = &text[start..];
    // Quotes of several characters: Python's, and those of JSON that was copied out of a text.
    for long in ["\"\"\"", "'''", "\\\""] {
        if let Some(inside) = rest.strip_prefix(long)
            && let Some(length) = inside.find(long)
        {
            let from = start + long.len();
            return Some(Quoted { start, from, to: from + length, end: from + length + long.len() });
        }
    }
    let opening = rest.chars().next().filter(|letter| is_quote(*letter))?;
    let from = start + opening.len_utf8();
    let closed = |(to, end)| Quoted { start, from, to, end };
    let first = next_quote(text, from, opening);
    if let Some((to, end)) = first {
        if fits(text, end, place) {
            return Some(closed((to, end)));
        }
        // Doubled quotes, as tables have them.
        let double = &text[start..end];
        if to == from
            && let Some(length) = line(text, end).find(double)
        {
            return Some(Quoted { start, from: end, to: end + length, end: end + length + double.len() });
        }
    }
    Some(match place {
        Place::Name => closed(end_of_name(text, from)),
        _ if is_quick => closed(first.unwrap_or_else(|| unclosed(text, from, from + line(text, from).len()))),
        _ => closed(end_of_value(text, from, opening, place)),
    })
}

fn is_double(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' | '〝' | '〞')
}

fn is_single(letter: char) -> bool {
    matches!(letter, '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '´' | '′' | '＇')
}

/// Whether this is a quote of any kind.
pub fn is_quote(letter: char) -> bool {
    is_double(letter) || is_single(letter)
}

/// Whether a quote may be the other end of this opening quote. Only `"` has no other ends than itself, because correct
/// texts may contain all others.
fn may_close(letter: char, opening: char) -> bool {
    letter == opening || opening != '"' && is_other_end(letter, opening)
}

fn is_other_end(letter: char, opening: char) -> bool {
    is_double(letter) && is_double(opening) || is_single(letter) && is_single(opening)
}

/// The rest of the line from here, or the beginning of it if it is very long.
pub fn line(text: &str, from: usize) -> &str {
    let rest = &text[from..text.floor_char_boundary(from.saturating_add(FARTHEST))];
    &rest[..rest.find('\n').unwrap_or(rest.len())]
}

/// The next quote in the line that is not escaped and may belong to this opening quote: its beginning and its end.
fn next_quote(text: &str, from: usize, opening: char) -> Option<(usize, usize)> {
    let mut is_escaped = false;
    for (at, letter) in text[from..].char_indices().take_while(|(_, letter)| *letter != '\n') {
        if may_close(letter, opening) && !is_escaped {
            return Some((from + at, from + at + letter.len_utf8()));
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    None
}

/// Whether what stands here may follow a text at this place.
pub fn fits(text: &str, at: usize, place: Place) -> bool {
    let next = after_space(text, at);
    let Some(letter) = text[next..].chars().next() else { return true };
    let after = next + letter.len_utf8();
    let is_on_next_line = text[at..next].contains('\n');
    match (place, meant(letter)) {
        (Place::Name, _) => colon(text, next) > 0,
        (_, ',') => {
            let after = after_commas(text, after);
            match text[after..].chars().next() {
                Some(letter) if closes(letter) => true,
                Some(letter) if place == Place::Value => meant(letter) == '{' || is_name(text, after),
                Some(_) => begins_item(text, after),
                None => true,
            }
        }
        (_, '}' | ']') => ends_line_of_json(text, after),
        // Another text is added to this one.
        (_, '+') => text[after_space(text, after)..].starts_with(is_quote),
        (Place::Value, _) => is_quoted_name(text, next) || is_on_next_line && is_name(text, next),
        (Place::Item, _) => next > at && begins_item(text, next),
    }
}

/// The position after white space and commas.
pub fn after_commas(text: &str, at: usize) -> usize {
    let mut at = after_space(text, at);
    while let Some(comma) = text[at..].chars().next().filter(|letter| meant(*letter) == ',') {
        at = after_space(text, at + comma.len_utf8());
    }
    at
}

/// Whether what stands here may follow a closing bracket.
fn ends_line_of_json(text: &str, at: usize) -> bool {
    let next = after_space(text, at);
    let Some(letter) = text[next..].chars().next() else { return true };
    meant(letter) == ',' || closes(letter) || text[at..next].contains('\n') || is_quoted_name(text, next)
}

/// Whether an item of a list begins here.
pub fn begins_item(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let is_part = |letter: char| !letter.is_whitespace() && !is_quote(letter) && meant(letter) != ',';
    let length = rest.find(|letter| !is_part(letter) || closes(letter)).unwrap_or(rest.len());
    let next = after_space(text, at + length);
    let is_end = |letter: Option<char>| letter.is_none_or(|letter| meant(letter) == ',' || closes(letter));
    let is_word_that_ends = || {
        let mut letters = text[next..].chars();
        let first = letters.next();
        // The opening quote of the word may be missing.
        text[at + length..next].contains('\n')
            || is_end(first)
            || first.is_some_and(is_double) && is_end(letters.next())
    };
    rest.starts_with(|letter| opens(letter) || is_quote(letter)) || length > 0 && is_word_that_ends()
}

/// Whether a name in quotes with a colon after it stands here.
pub fn is_quoted_name(text: &str, at: usize) -> bool {
    let Some(opening) = text[at..].chars().next().filter(|letter| is_quote(*letter)) else { return false };
    next_quote(text, at + opening.len_utf8(), opening)
        .is_some_and(|(_, end)| colon(text, after_space(text, end)) > 0)
}

/// Whether the name of a field seems to stand here, even if its quotes or its colon are wrong.
pub fn is_name(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let inside = rest.strip_prefix(is_quote);
    let word = inside.unwrap_or(rest);
    let after = word.trim_start_matches(is_letter_of_name);
    let is_word = after.len() < word.len()
        && (inside.is_some() || !word.starts_with(|letter: char| letter.is_numeric()));
    let closed = after.strip_prefix(is_quote);
    let next = after_space(text, text.len() - closed.unwrap_or(after).len());
    let has_colon = colon(text, next) > 0 && !text[next..].starts_with("://");
    is_quoted_name(text, at) || is_word && (has_colon || inside.is_some() && closed.is_some())
}

/// Whether this letter may be in the name of a field without quotes.
pub fn is_letter_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || "_$-.@".contains(letter)
}

/// The end of a name whose closing quote is not before a colon, and the end of that quote.
fn end_of_name(text: &str, from: usize) -> (usize, usize) {
    let line = line(text, from);
    let letters = || line.char_indices().take_while(|(at, _)| *at < LONGEST_NAME);
    let before_colon = letters().find(|(at, _)| colon(line, *at) > 0).map(|(at, _)| line[..at].trim_end());
    if let Some(name) = before_colon {
        let word = name.strip_suffix(is_quote).unwrap_or(name);
        let is_one_name =
            |letter: char| !is_double(letter) && meant(letter) != ',' && !opens(letter) && !closes(letter);
        if !word.is_empty() && word.chars().all(is_one_name) {
            return (from + word.len(), from + name.len());
        }
    }
    let quote = letters().find(|(_, letter)| is_double(*letter));
    let quote = quote.or_else(|| letters().find(|(_, letter)| is_quote(*letter)));
    match quote {
        Some((at, letter)) => (from + at, from + at + letter.len_utf8()),
        None => {
            let end = from + line.find(|letter| !is_letter_of_name(letter)).unwrap_or(line.len());
            (end, end)
        }
    }
}

/// The end of a value whose next quote is not followed by what may follow a value, and the end of its closing quote. That
/// quote is either inside the text, or the closing quote is missing and it belongs to a later text.
fn end_of_value(text: &str, from: usize, opening: char, place: Place) -> (usize, usize) {
    let end_of_line = from + line(text, from).len();
    let mut inside = Vec::new();
    let mut is_escaped = false;
    for (at, letter) in text[from..].char_indices().take_while(|(at, _)| *at < FARTHEST) {
        let (at, end) = (from + at, from + at + letter.len_utf8());
        if letter == '\n' && is_line_of_json(text, at, place) {
            return match inside.first() {
                // The quotes inside are not pairs: the first of them was the closing quote.
                Some(first) if inside.len() % 2 == 1 => *first,
                _ => unclosed(text, from, at),
            };
        }
        if is_double(letter) || is_other_end(letter, opening) {
            // A path of Windows may end with `\`, which seems to escape the quote.
            let may_be_end = || {
                let next = after_commas(text, end);
                !is_escaped || is_quoted_name(text, next) || text[next..].starts_with(closes)
            };
            if may_be_end() && fits(text, end, place) {
                return (at, end);
            }
            if begins_next(text, from, at, place) {
                return unclosed(text, from, at);
            }
            if !is_escaped {
                inside.push((at, end));
            }
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    let first = inside.first().filter(|(at, _)| *at < end_of_line);
    first.copied().unwrap_or_else(|| unclosed(text, from, end_of_line))
}

/// The end of a text whose closing quote is missing before `to`. Commas and brackets at its end are not part of it, but
/// brackets that were opened in it are.
fn unclosed(text: &str, from: usize, to: usize) -> (usize, usize) {
    let mut words = &text[from..to];
    while let Some(last) = words.chars().next_back() {
        let is_closed_in_it = || {
            let count = |bracket: char| words.chars().filter(|letter| *letter == bracket).count();
            let opening = match last {
                '}' => '{',
                ']' => '[',
                ')' => '(',
                _ => return false,
            };
            count(opening) >= count(last)
        };
        let is_outside =
            last.is_whitespace() || meant(last) == ',' || opens(last) || closes(last) && !is_closed_in_it();
        if !is_outside {
            break;
        }
        words = &words[..words.len() - last.len_utf8()];
    }
    (from + words.len(), from + words.len())
}

/// Whether the quote at `at` opens the next name or item, because commas or brackets stand before it.
fn begins_next(text: &str, from: usize, at: usize, place: Place) -> bool {
    let is_between = |letter: char| meant(letter) == ',' || opens(letter) || closes(letter);
    let before = &text[from..at];
    let words = before.trim_end_matches(|letter: char| letter.is_whitespace() || is_between(letter));
    let between = &before[words.len()..];
    between.contains(is_between)
        && (is_quoted_name(text, at) || place == Place::Item && is_item_in_quotes(text, at))
}

/// Whether a text in quotes stands here, after which an item of a list may follow.
pub fn is_item_in_quotes(text: &str, at: usize) -> bool {
    let Some(opening) = text[at..].chars().next().filter(|letter| is_quote(*letter)) else { return false };
    let from = at + opening.len_utf8();
    next_quote(text, from, opening).is_some_and(|(to, end)| to > from && fits(text, end, Place::Item))
}

/// Whether the line after this line break goes on with JSON, and not with words.
fn is_line_of_json(text: &str, line_break: usize, place: Place) -> bool {
    let next = text.len() - text[line_break..].trim_start().len();
    let Some(letter) = text[next..].chars().next() else { return true };
    closes(letter) && ends_line_of_json(text, next + letter.len_utf8())
        || is_quoted_name(text, next)
        || place == Place::Item && is_item_in_quotes(text, next)
}
