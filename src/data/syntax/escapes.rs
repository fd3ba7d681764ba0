//! The letters inside a text: how JSON writes them, and those that it does not allow.
//!
//! The rule of this file: its result is always a correct text of JSON, whatever letters there were.

/// A text as JSON writes it, and the slips in it, each with its position in the words.
pub struct Text {
    /// The text, in double quotes.
    pub written: String,
    /// What is wrong in the words.
    pub slips: Vec<(usize, String)>,
}

/// Writes words as a text of JSON. If they do not stand between double quotes (`has_other_quotes`), double quotes in
/// them are no slips.
pub fn text(words: &str, has_other_quotes: bool) -> Text {
    let mut text = Text { written: String::from("\""), slips: Vec::new() };
    let (mut has_control, mut has_quote) = (false, has_other_quotes);
    let mut at = 0;
    while let Some(letter) = words[at..].chars().next() {
        let mut length = letter.len_utf8();
        match letter {
            '"' => {
                if !has_quote {
                    text.slips
                        .push((at, "a quote stands inside quotes; write `\\\"` in its place".to_owned()));
                }
                has_quote = true;
                text.written.push_str("\\\"");
            }
            '\\' => {
                let escape = escape(&words[at..]);
                length = escape.length;
                text.written.push_str(&escape.written);
                // Between single quotes, `\'` is usual and needs no advice of its own.
                let is_other_quote = has_other_quotes && escape.written == "'";
                text.slips.extend(escape.slip.filter(|_| !is_other_quote).map(|what| (at, what)));
            }
            '\0'..' ' => {
                if !has_control {
                    text.slips.push((at, control(letter)));
                }
                has_control = true;
                text.written.push(' ');
            }
            _ => text.written.push(letter),
        }
        at += length;
    }
    text.written.push('"');
    text
}

fn control(letter: char) -> String {
    match letter {
        '\n' | '\r' | '\t' => {
            "a line break or a tab stands inside quotes; write `\\n` or `\\t` in its place".to_owned()
        }
        _ => format!(
            "an invisible character (U+{:04X}) stands inside quotes; remove it, and write the text again there",
            u32::from(letter)
        ),
    }
}

/// What a backslash and the letters after it mean.
struct Escape {
    length: usize,
    written: String,
    slip: Option<String>,
}

/// The escape with which these words begin.
fn escape(words: &str) -> Escape {
    let right = |length: usize| Escape { length, written: words[..length].to_owned(), slip: None };
    let wrong = |length, written: &str, slip: String| Escape {
        length,
        written: written.to_owned(),
        slip: Some(slip),
    };
    let Some(letter) = words[1..].chars().next() else {
        return wrong(
            1,
            "\\\\",
            "a single `\\` has no meaning in JSON; write `\\\\` for a backslash".to_owned(),
        );
    };
    match letter {
        '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => right(2),
        'u' => match code(words) {
            Some(0xd800..0xdc00) => match code(&words[6..]) {
                Some(0xdc00..0xe000) => right(12),
                _ => wrong(6, "?", half_a_character(words)),
            },
            Some(0xdc00..0xe000) => wrong(6, "?", half_a_character(words)),
            Some(_) => right(6),
            None => wrong(
                1,
                "\\\\",
                "`\\u` needs four digits from 0 to 9 and a to f after it; write the character itself, or `\\\\` for a \
                 backslash"
                    .to_owned(),
            ),
        },
        '\'' | '`' => wrong(2, &letter.to_string(), format!("JSON has no `\\{letter}`; write `{letter}`")),
        '\n' | '\r' => wrong(
            if words[1..].starts_with("\r\n") { 3 } else { 2 },
            " ",
            "a line break stands inside quotes, after a `\\`; write the text in one line, with `\\n` for a line break"
                .to_owned(),
        ),
        _ if letter.is_control() => wrong(1, "\\\\", "a single `\\` has no meaning in JSON; remove it".to_owned()),
        _ => wrong(1, "\\\\", format!("`\\{letter}` has no meaning in JSON; write `\\\\` for a backslash")),
    }
}

/// The number of `\u00e4`.
fn code(words: &str) -> Option<u32> {
    let digits = words.strip_prefix("\\u")?.get(..4)?;
    let is_number = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_number.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

fn half_a_character(words: &str) -> String {
    format!("`{}` is only half a character; write the character itself", &words[..6])
}
