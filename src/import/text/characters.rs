//! Characters that nobody meant to write: control characters, byte-order marks, odd spaces and line ends; and each letter
//! in one spelling.
//!
//! The rule of this file: only what cannot be seen is removed or replaced; joiners inside emoji and marks of writing
//! direction stay, because words need them. `é` may be one character or two; here it is one (Unicode's form NFC), so that
//! equal words are equal.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// What Windows programs mean by U+0080 to U+009F, which browsers read so too.
const OF_WINDOWS: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“',
    '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// The text with `\n` as its line ends, without characters that nobody meant to write, and with each letter in one spelling.
pub(super) fn cleaned(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut letters = source.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            // Word processors end a line, not a paragraph, with U+000B.
            '\r' | '\u{b}' | '\u{c}' | '\u{2028}' => text.push('\n'),
            '\u{2029}' => text.push_str("\n\n"),
            '\n' | '\t' => text.push(letter),
            '\u{80}'..='\u{9f}' => {
                text.extend(Some(OF_WINDOWS[letter as usize - 0x80]).filter(|meant| *meant != '\0'));
            }
            '\u{feff}' | '\u{fffd}' => {}
            // Overrides turn letters around, which no language needs.
            '\u{202d}' | '\u{202e}' => {}
            // The Symbol font's bullets.
            '\u{f0b7}' | '\u{f0a7}' => text.push('•'),
            _ if letter.is_control() => {}
            // Somebody who types a narrow no-break space means it.
            '\u{202f}' => text.push(letter),
            _ if letter.is_whitespace() => text.push(' '),
            _ => text.push(letter),
        }
    }
    if is_nfc(&text) { text } else { text.nfc().collect() }
}

/// The words with one space between, on one line.
pub(super) fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
