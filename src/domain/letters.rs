//! Folds letters for comparison (lower case, without accents), and sorts names from A to Z.
//!
//! The rule of this file: the browser need not load Unicode's tables. The folding agrees with Unicode for the letters
//! that programmes use, and a test checks that.

use super::conference::Speaker;
use super::order::order;

/// Folds a text for comparison: lower case, without accents.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        // Most letters are ASCII, and folding them in this way is several times faster.
        if letter.is_ascii() {
            folded.push(letter.to_ascii_lowercase());
        } else {
            fold_letter(letter, &mut folded);
        }
    }
    folded
}

/// The plain letters for U+00C0 to U+024F and for U+1E00 to U+1EFF in order; a full stop means that the letter stays.
/// These two tables are much smaller than those of `unicode-normalization`, which cover every script; a test compares
/// them with that crate.
const LATIN: &str = "\
    aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllll.\
    .llnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz.\
    b......................i........oo.............uu...............\
    .............aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa....\
    aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............\
    ...b............";
const LATIN_ADDITIONAL: &str = "\
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
    mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
    wwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

/// Adds a folded letter to a text: it may become several letters, or none.
pub fn fold_letter(letter: char, folded: &mut String) {
    for lower in letter.to_lowercase().filter(|letter| !is_combining(*letter)) {
        let code = lower as usize;
        let plain = match code {
            0xC0..0x250 => LATIN.as_bytes()[code - 0xC0],
            0x1E00..0x1F00 => LATIN_ADDITIONAL.as_bytes()[code - 0x1E00],
            _ => b'.',
        };
        match lower {
            _ if plain != b'.' => folded.push(plain as char),
            // Phones insert these automatically.
            '’' | '‘' | 'ʼ' => folded.push('\''),
            '‐' | '‑' => folded.push('-'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ά' => folded.push('α'),
            'έ' => folded.push('ε'),
            'ή' => folded.push('η'),
            'ί' | 'ϊ' | 'ΐ' => folded.push('ι'),
            'ό' => folded.push('ο'),
            'ύ' | 'ϋ' | 'ΰ' => folded.push('υ'),
            'ώ' => folded.push('ω'),
            'ς' => folded.push('σ'),
            'ё' => folded.push('е'),
            'й' => folded.push('и'),
            'ї' => folded.push('і'),
            'ў' => folded.push('у'),
            _ => folded.push(lower),
        }
    }
}

/// Accents that follow their letter, and the vowel points of Hebrew and Arabic.
pub fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}'
        | '\u{5C4}' | '\u{5C5}' | '\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// The first letter of a name, without case and accents, for a list from A to Z: `#` for digits, and for names without
/// letters and digits; `…` for letters from U+2E80 on (Chinese, Japanese, Korean) and for emoji.
pub fn initial(name: &str) -> char {
    match to_compare(name).chars().next() {
        Some(letter) if letter.is_ascii_alphabetic() => letter,
        // Other letters below U+2000, where general punctuation begins.
        Some(letter @ '\u{80}'..'\u{2000}') => letter,
        Some(letter) if !letter.is_ascii() => '…',
        _ => '#',
    }
}

/// The people sorted by name from A to Z, ignoring case and accents: digits first, other scripts last.
pub fn from_a_to_z(mut people: Vec<&Speaker>) -> Vec<&Speaker> {
    // `order` sorts by numbers, so this sorts by seven bytes of the names at a time, the last bytes first.
    for at in (0..NAME_BYTES).step_by(7).rev() {
        let part = |person: &&Speaker| {
            let name = to_compare(&person.name);
            let byte = |at: usize| i64::from(name.as_bytes().get(at).copied().unwrap_or(0));
            (at..at + 7).fold(0, |part, at| part << 8 | byte(at))
        };
        people = order(people.iter().map(part)).map(|at| people[at]).collect();
    }
    people
}

/// The number of bytes of a name that matter for sorting.
const NAME_BYTES: usize = 28;

/// A name for sorting: folded, from its first letter or digit on.
fn to_compare(name: &str) -> String {
    let is_sign = |letter: char| {
        letter.is_whitespace() || letter.is_ascii_punctuation() || ('\u{2000}'..'\u{2E80}').contains(&letter)
    };
    fold(name).trim_start_matches(is_sign).to_owned()
}

#[cfg(test)]
mod tests {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

    use super::*;

    #[test]
    fn names_are_sorted_from_a_to_z_ignoring_case_and_accents() {
        let names = [
            "Ζωή",
            "bob",
            "Ádám",
            "李明",
            "Anna Berg",
            "“Al” Bo",
            "Anna Bach",
            "(Zoe)",
            "3lectra",
            "Anna",
            "Øyvind",
            "🦀",
        ];
        let people: Vec<Speaker> = names
            .iter()
            .enumerate()
            .map(|(at, name)| {
                serde_json::from_value(serde_json::json!({ "id": format!("p{at}"), "name": name })).unwrap()
            })
            .collect();
        let sorted = from_a_to_z(people.iter().collect());
        let sorted: Vec<(char, &str)> =
            sorted.iter().map(|person| (initial(&person.name), person.name.as_str())).collect();
        let expected = [
            ('#', "3lectra"),
            ('a', "Ádám"),
            ('a', "“Al” Bo"),
            ('a', "Anna"),
            ('a', "Anna Bach"),
            ('a', "Anna Berg"),
            ('b', "bob"),
            ('o', "Øyvind"),
            ('z', "(Zoe)"),
            ('ζ', "Ζωή"),
            ('…', "李明"),
            ('…', "🦀"),
        ];
        assert_eq!(sorted, expected);
    }

    #[test]
    fn the_tables_agree_with_unicode() {
        let own = ["ø", "ł", "đ", "ħ", "ı", "ŧ", "ð", "ƀ", "ɨ", "ς", "ß", "æ", "œ", "þ"];
        let ranges = [0xC0..=0x24F, 0x388..=0x3CE, 0x400..=0x45F, 0x1E00..=0x1EFF];
        for letter in ranges.into_iter().flatten().filter_map(char::from_u32) {
            let lower: String = letter.to_lowercase().collect();
            let expected: String = lower.nfd().filter(|letter| !is_combining_mark(*letter)).collect();
            let folded = fold(&letter.to_string());
            let ligature = own.iter().any(|own| expected.contains(own));
            // Letters that Unicode decomposes into an unusual letter and an accent stay as they are here.
            let kept = folded == lower && !expected.is_ascii();
            assert!(folded == expected || ligature || kept, "{letter}: {folded}, not {expected}");
        }
    }
}
