//! Removes or replaces stray characters: control characters, byte-order marks, odd spaces and line ends; and normalises
//! letters.
//!
//! The rule of this file: only invisible or broken characters are removed or replaced; joiners inside emoji and marks
//! of writing direction stay, because words need them. `é` may be one character or two; here it becomes one (Unicode's
//! form NFC), so that equal words compare as equal.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The characters that Windows programs mean by U+0080 to U+009F; browsers read them in the same way.
const OF_WINDOWS: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“',
    '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// The text with `\n` as line ends, without stray characters, and in Unicode's form NFC.
pub(super) fn cleaned(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut letters = source.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            // Word processors write U+000B for a line end within a paragraph.
            '\r' | '\u{b}' | '\u{c}' | '\u{2028}' => text.push('\n'),
            '\u{2029}' => text.push_str("\n\n"),
            '\n' | '\t' => text.push(letter),
            '\u{80}'..='\u{9f}' => {
                text.extend(Some(OF_WINDOWS[letter as usize - 0x80]).filter(|meant| *meant != '\0'));
            }
            '\u{feff}' | '\u{fffd}' => {}
            // Overrides reverse the order of letters, which no language needs.
            '\u{202d}' | '\u{202e}' => {}
            // The Symbol font's bullets.
            '\u{f0b7}' | '\u{f0a7}' => text.push('•'),
            _ if letter.is_control() => {}
            // A narrow no-break space is typed on purpose.
            '\u{202f}' => text.push(letter),
            _ if letter.is_whitespace() => text.push(' '),
            _ => text.push(letter),
        }
    }
    if is_nfc(&text) { text } else { text.nfc().collect() }
}

/// The words on one line, with single spaces.
pub(super) fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
