//! Values that are not in quotes: numbers, `true`, `false`, `null`, and what other languages write in their place.
//!
//! The rule of this file: JSON's own words stay as they are; words like `True` or `None` become what the writer most
//! probably meant; all other words become texts.

use super::quotes::{self, Place};
use super::space::{Space, after_space, closes, meant, opens, space};

/// A value without quotes.
#[derive(Debug, PartialEq, Eq)]
pub struct Word {
    /// The end of the value, with a closing quote that has no opening one.
    pub end: usize,
    /// What it is.
    pub meaning: Meaning,
}

/// What a value without quotes is.
#[derive(Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Correct JSON.
    Json,
    /// A number, written as in other languages; this is how JSON writes it.
    Number(String),
    /// A number that is too large for computers.
    TooLarge,
    /// `true` or `false` in other words.
    Truth(&'static str),
    /// A word for a missing value, which may be one of JSON's.
    Nothing,
    /// Words up to this position, which lack quotes at both ends.
    Words(usize),
    /// Words up to this position, which only lack the opening quote.
    Unopened(usize),
}

/// The value without quotes that begins here. It has at least one letter.
pub fn word(text: &str, at: usize, place: Place) -> Word {
    let simple = &text[at..end_of_simple(text, at)];
    let end = at + simple.len();
    if is_json(simple) && may_follow(text, end) {
        let is_too_large = simple.parse::<f64>().is_ok_and(f64::is_infinite);
        return Word { end, meaning: if is_too_large { Meaning::TooLarge } else { Meaning::Json } };
    }
    let (to, end, has_quote) = end_of_words(text, at, place);
    let words = &text[at..to];
    let meaning = match words {
        _ if has_quote => Meaning::Unopened(to),
        "True" | "TRUE" | "true" | "Yes" | "YES" | "yes" => Meaning::Truth("true"),
        "False" | "FALSE" | "false" | "No" | "NO" | "no" => Meaning::Truth("false"),
        "None" | "NONE" | "none" | "Null" | "NULL" | "null" | "nil" | "undefined" | "NaN" | "nan"
        | "Infinity" | "-Infinity" | "+Infinity" | "-NaN" | "inf" | "-inf" => Meaning::Nothing,
        _ => number(words).map_or(Meaning::Words(to), Meaning::Number),
    };
    Word { end, meaning }
}

/// The end of the letters that a number or a word of JSON may have.
fn end_of_simple(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest
        .find(|letter: char| !letter.is_ascii_alphanumeric() && !"+-.".contains(letter))
        .unwrap_or(rest.len())
}

/// Whether this is a number, `true`, `false` or `null` as JSON writes them.
fn is_json(word: &str) -> bool {
    matches!(word, "true" | "false" | "null") || is_number(word)
}

fn is_number(word: &str) -> bool {
    let word = word.strip_prefix('-').unwrap_or(word);
    let whole = digits(word);
    let has_whole = whole == "0" || !whole.is_empty() && !whole.starts_with('0');
    let mut rest = &word[whole.len()..];
    if let Some(fraction) = rest.strip_prefix('.') {
        rest = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
        if rest.len() == fraction.len() {
            return false;
        }
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        return has_whole && !exponent.is_empty() && digits(exponent).len() == exponent.len();
    }
    has_whole && rest.is_empty()
}

fn digits(word: &str) -> &str {
    &word[..word.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(word.len())]
}

/// Whether what stands here may follow a number or a word: everything but more words.
fn may_follow(text: &str, at: usize) -> bool {
    let next = after_space(text, at);
    let Some(letter) = text[next..].chars().next() else { return true };
    text[at..next].contains('\n')
        || meant(letter) == ','
        || closes(letter)
        || opens(letter)
        || quotes::is_quoted_name(text, next)
        || next > at && quotes::is_quote(letter)
}

/// The end of words without an opening quote, the end of their closing quote, and whether there is one.
fn end_of_words(text: &str, at: usize, place: Place) -> (usize, usize, bool) {
    let line = quotes::line(text, at);
    let is_double = |letter: char| quotes::is_quote(letter) && !"'’‘`´′".contains(letter);
    let quote = line.char_indices().skip(1).find(|(_, letter)| is_double(*letter));
    if let Some((length, quote)) = quote {
        let end = at + length + quote.len_utf8();
        if quotes::fits(text, end, place) {
            return (at + length, end, true);
        }
    }
    let line = &line[..quote.map_or(line.len(), |(length, _)| length)];
    let is_end = |(length, letter): &(usize, char)| {
        let is_delimiter = meant(*letter) == ',' || closes(*letter);
        let follows_space = line[..*length].ends_with(' ');
        is_delimiter && quotes::fits(text, at + length, place)
            || follows_space && matches!(space(text, at + length), Some((Space::Comment, _)))
    };
    let end = line.char_indices().skip(1).find(is_end).map_or(line.len(), |(length, _)| length);
    let words = line[..end].trim_end();
    (at + words.len(), at + words.len(), false)
}

/// How JSON writes a number of another language; `None` if it is none.
fn number(words: &str) -> Option<String> {
    let (sign, digits) = match words.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", words.strip_prefix('+').unwrap_or(words)),
    };
    let digits = digits.replace('_', "").to_ascii_lowercase();
    for (prefix, base) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = digits.strip_prefix(prefix) {
            return u64::from_str_radix(digits, base).ok().map(|number| format!("{sign}{number}"));
        }
    }
    let (mantissa, exponent) = digits.split_at(digits.find('e').unwrap_or(digits.len()));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let point = if fraction.is_empty() { "" } else { "." };
    let written = format!("{sign}{whole}{point}{fraction}{exponent}");
    is_number(&written).then_some(written).filter(|written| written.parse::<f64>().is_ok_and(f64::is_finite))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_other_languages_are_written_as_json_writes_them() {
        for (other, json) in [
            ("01", "1"),
            ("007", "7"),
            ("00", "0"),
            ("+1", "1"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("1.", "1"),
            ("1_000", "1000"),
            ("0x1F", "31"),
            ("0b11", "3"),
            ("+1.50E+3", "1.50e+3"),
        ] {
            assert_eq!(number(other).as_deref(), Some(json), "{other}");
        }
        for word in ["", "+", ".", "e", "-e5", "1e", "0x", "0xG", "1.2.3", "2027-03-05", "5min", "--1", "１"]
        {
            assert_eq!(number(word), None, "{word}");
        }
    }

    #[test]
    fn the_numbers_of_json_are_recognised() {
        for number in ["0", "-0", "10", "0.5", "1e9", "-1.25E-3", "1E+2"] {
            assert!(is_json(number), "{number}");
        }
        for other in ["", "-", "01", "1.", ".5", "1e", "1e+", "+1", "0x1", "1.e5", "truee", "True"] {
            assert!(!is_json(other), "{other}");
        }
    }
}
