//! Reads JSON that people wrote by hand: common slips are noted and repaired in memory, so that one slip does not hide
//! the mistakes after it.
//!
//! The rule of this file: repairs only serve to find further mistakes. A file with a slip is still refused.

use serde_json::Value;

/// After this many slips the rest is not checked: the file is probably not JSON at all.
const MOST_SLIPS: usize = 100;

/// A mistake at a position in the text.
#[derive(Debug)]
pub(super) struct Slip {
    /// Where it is, in bytes from the beginning of the text.
    pub at: usize,
    /// What is wrong, and what to do.
    pub what: String,
}

/// A text after its repairs.
pub(super) struct Repaired {
    /// The text with all slips repaired; `None` if it still cannot be read as JSON.
    pub text: Option<String>,
    /// The slips, in the order of the text.
    pub slips: Vec<Slip>,
    /// The positions of added commas, in bytes of the repaired text.
    added: Vec<usize>,
}

impl Repaired {
    /// Converts a position in the repaired text to one in the original text.
    pub fn original(&self, at: usize) -> usize {
        at - self.added.iter().filter(|added| **added < at).count()
    }
}

/// Reads a text as JSON, and repairs it slip by slip.
pub(super) fn repair(text: &str) -> Repaired {
    let mut repaired = Repaired { text: None, slips: Vec::new(), added: Vec::new() };
    let mut bytes = text.as_bytes().to_vec();
    loop {
        // Repairs only replace or add ASCII characters, and never split a character.
        let now = String::from_utf8_lossy(&bytes).into_owned();
        let Err(error) = serde_json::from_str::<Value>(&now) else {
            repaired.text = Some(now);
            return repaired;
        };
        let at = offset(&now, &error);
        let message = error.to_string();
        let at = if message.starts_with("trailing comma") { now[..at].rfind(',').unwrap_or(at) } else { at };
        let place = repaired.original(at);
        let slip = mend(&mut bytes, at, &message, &mut repaired.added);
        let is_mended = slip.is_some() && repaired.slips.len() < MOST_SLIPS;
        let what = slip.unwrap_or_else(|| in_plain_words(&message, text)).to_owned();
        repaired.slips.push(Slip { at: place, what });
        if !is_mended {
            return repaired;
        }
    }
}

/// The position of an error in bytes.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    (before + error.column()).saturating_sub(1).min(text.len())
}

/// Repairs the slip at this position and describes it; `None` if it is not a common one.
fn mend(text: &mut Vec<u8>, at: usize, message: &str, added: &mut Vec<usize>) -> Option<&'static str> {
    let rest = text.get(at..)?;
    if rest.starts_with(b"//") || rest.starts_with(b"/*") {
        let length = if rest.starts_with(b"//") {
            rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())
        } else {
            rest.windows(2).skip(2).position(|end| end == b"*/").map_or(rest.len(), |end| end + 4)
        };
        blank(&mut text[at..at + length]);
        return Some("JSON has no comments; remove this one");
    }
    if message.starts_with("trailing comma") {
        blank(&mut text[at..=at]);
        return Some("there is a comma after the last item; remove it");
    }
    if message.starts_with("control character") {
        blank_in_quotes(&mut text[at..]);
        return Some("a line break or a tab stands inside quotes; write `\\n` or `\\t` in its place");
    }
    let lacks_comma = (message.starts_with("expected `,` or `}`") && is_field(rest))
        || (message.starts_with("expected `,` or `]`") && matches!(rest.first(), Some(b'{' | b'[')));
    if lacks_comma {
        text.insert(at, b',');
        for place in added.iter_mut().filter(|place| **place >= at) {
            *place += 1;
        }
        added.push(at);
        return Some("a comma is missing before this; add it");
    }
    None
}

/// Replaces everything except line ends by spaces.
fn blank(text: &mut [u8]) {
    text.iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
}

/// Replaces control characters by spaces, up to the end of the quotes.
fn blank_in_quotes(text: &mut [u8]) {
    let mut is_escaped = false;
    for byte in text {
        match *byte {
            b'"' if !is_escaped => break,
            0..0x20 => *byte = b' ',
            _ => {}
        }
        is_escaped = *byte == b'\\' && !is_escaped;
    }
}

/// Whether a text begins with a name in quotes and a colon.
fn is_field(text: &[u8]) -> bool {
    let Some(rest) = text.strip_prefix(b"\"") else { return false };
    let mut rest = rest.iter().skip_while(|byte| !matches!(byte, b'"' | b'\n')).skip(1);
    rest.find(|byte| !byte.is_ascii_whitespace()) == Some(&b':')
}

/// Translates serde_json's message for people who do not program.
fn in_plain_words(message: &str, text: &str) -> &'static str {
    const MEANINGS: [(&str, &str); 12] = [
        ("EOF while parsing a string", "the file ends inside quotes; close them with `\"`"),
        ("EOF", "the file ends too early; close what is open with `}` or `]`"),
        ("trailing characters", "something stands after the end of the conference; remove it"),
        ("key must be a string", "the name of a field is expected here, in double quotes"),
        ("expected `:`", "a colon is expected here, between a field's name and its value"),
        ("expected `,` or `}`", "a comma or `}` is expected here; inside quotes, write `\\\"` for a quote"),
        ("expected `,` or `]`", "a comma or `]` is expected here; inside quotes, write `\\\"` for a quote"),
        ("invalid number", "this is not a number; words need double quotes around them"),
        ("number out of range", "this number is too large"),
        ("recursion limit", "lists are nested too deeply; make the text simpler"),
        (
            "expected",
            "a value is expected here: words in double quotes, a number, `true`, `false`, `[…]` or `{…}`",
        ),
        ("", "the characters after the `\\` have no meaning in JSON; write `\\\\` for a backslash"),
    ];
    if text.trim().is_empty() {
        return "the file is empty; write a conference into it, or make one with `hallway import`";
    }
    MEANINGS.iter().find(|(start, _)| message.starts_with(start)).map_or("this is not JSON", |(_, what)| what)
}
