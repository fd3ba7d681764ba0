//! What may stand between the parts of a JSON text, and characters that people type in place of JSON's own.
//!
//! The rule of this file: it only recognises characters; what they mean at a place is decided elsewhere.

/// Something between two parts of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// White space as JSON allows it.
    Plain,
    /// A comment.
    Comment,
    /// Characters that look like white space or like nothing, and are not allowed.
    Invisible,
}

/// The kind and the end of the space that begins here; `None` if something else begins here.
pub fn space(text: &str, at: usize) -> Option<(Space, usize)> {
    let rest = &text[at..];
    let end_of_line = || rest.find(['\n', '\r']).unwrap_or(rest.len());
    // A comment that is never closed ends with its line, so that it does not hide the rest.
    let closed_by = |end: &str| rest[2..].find(end).map_or_else(end_of_line, |end_at| end_at + 2 + end.len());
    let run = |is_part: fn(char) -> bool| rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
    let first = rest.chars().next()?;
    let (kind, length) = match first {
        _ if is_plain(first) => (Space::Plain, run(is_plain)),
        '#' => (Space::Comment, end_of_line()),
        _ if rest.starts_with("//") => (Space::Comment, end_of_line()),
        _ if rest.starts_with("/*") => (Space::Comment, closed_by("*/")),
        _ if rest.starts_with("<!--") => (Space::Comment, closed_by("-->")),
        _ if is_invisible(first) => (Space::Invisible, run(is_invisible)),
        _ => return None,
    };
    Some((kind, at + length))
}

/// The position after all space that begins here.
pub fn after_space(text: &str, at: usize) -> usize {
    let mut at = at;
    while let Some((_, end)) = space(text, at) {
        at = end;
    }
    at
}

fn is_plain(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r')
}

fn is_invisible(letter: char) -> bool {
    const FORMATTING: [(char, char); 7] = [
        ('\u{ad}', '\u{ad}'),
        ('\u{180e}', '\u{180e}'),
        ('\u{200b}', '\u{200f}'),
        ('\u{2028}', '\u{202e}'),
        ('\u{2060}', '\u{2064}'),
        ('\u{2066}', '\u{2069}'),
        ('\u{feff}', '\u{feff}'),
    ];
    let is_formatting = || FORMATTING.iter().any(|(first, last)| (*first..=*last).contains(&letter));
    !is_plain(letter) && (letter.is_whitespace() || letter.is_control() || is_formatting())
}

/// The name of an invisible character for people, with its number for those who search for it.
pub fn name_of(invisible: char) -> String {
    let name = match invisible {
        '\u{a0}' | '\u{202f}' => "a non-breaking space",
        '\u{feff}' => "a byte-order mark",
        '\u{200b}'..='\u{200f}' | '\u{2060}' => "a character without width",
        _ if invisible.is_whitespace() => "an unusual space",
        _ => "an invisible character",
    };
    format!("{name} (U+{:04X})", u32::from(invisible))
}

/// The comma or bracket that somebody means who types this letter; the letter itself if it is nothing of the kind.
pub fn meant(letter: char) -> char {
    match letter {
        ';' | '，' | '、' | '；' | '،' | '؛' => ',',
        '｛' => '{',
        '｝' => '}',
        '(' | '（' | '［' | '【' => '[',
        ')' | '）' | '］' | '】' => ']',
        other => other,
    }
}

/// The length of what stands here in place of a colon, like `=>`; 0 if there is nothing of the kind.
pub fn colon(text: &str, at: usize) -> usize {
    let mut rest = &text[at..];
    while let Some(more) = ["=>", "->", ":", "=", "：", "→"].iter().find_map(|colon| rest.strip_prefix(colon))
    {
        rest = more;
    }
    text.len() - at - rest.len()
}

/// Whether this is a closing bracket.
pub fn closes(letter: char) -> bool {
    matches!(meant(letter), '}' | ']')
}

/// Whether this is an opening bracket.
pub fn opens(letter: char) -> bool {
    matches!(meant(letter), '{' | '[')
}
