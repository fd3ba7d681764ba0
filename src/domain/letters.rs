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
            // Letters in the width of Chinese characters, and kana in half of it.
            '\u{FF01}'..='\u{FF5E}' => folded.extend(char::from_u32(lower as u32 - 0xFEE0)),
            '\u{FF66}'..='\u{FF9D}' => folded.extend(HALF_WIDTH.chars().nth(code - 0xFF66)),
            '\u{FF9E}' => folded.push(VOICED),
            '\u{FF9F}' => folded.push(HALF_VOICED),
            '\u{3040}'..='\u{30FF}' => fold_kana(lower, folded),
            // A Hangul syllable: its two or three letters (Unicode 3.12, conjoining jamo behaviour).
            '\u{AC00}'..='\u{D7A3}' => {
                let (first, rest) = ((code - 0xAC00) / 588, (code - 0xAC00) % 588);
                let jamo = [0x1100 + first, 0x1161 + rest / 28, 0x11A7 + rest % 28];
                let last = if rest % 28 == 0 { 2 } else { 3 };
                folded.extend(jamo[..last].iter().filter_map(|jamo| char::from_u32(*jamo as u32)));
            }
            // Forms of Arabic letters that many people write without their signs; tatweel only stretches a word.
            'أ' | 'إ' | 'آ' | 'ٱ' => folded.push('ا'),
            'ؤ' => folded.push('و'),
            'ئ' | 'ى' => folded.push('ي'),
            'ة' => folded.push('ه'),
            'ـ' => {}
            // The Hebrew hyphen.
            '־' => folded.push('-'),
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

/// Katakana for U+FF66 to U+FF9D in order.
const HALF_WIDTH: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
/// The marks of voiced kana, as characters that follow them.
const VOICED: char = '\u{3099}';
const HALF_VOICED: char = '\u{309A}';
/// The hiragana that can be voiced; the voiced one is the next character. Katakana are 0x60 characters further.
const CAN_BE_VOICED: &str = "かきくけこさしすせそたちつてとはひふへほゝ";

/// Adds a kana: a voiced one as the plain one and its mark.
fn fold_kana(kana: char, folded: &mut String) {
    let before = |steps: u32| char::from_u32(kana as u32 - steps);
    let can_be_voiced = |kana: Option<char>| {
        let hiragana =
            kana.map(|kana| if kana > '\u{30A0}' { char::from_u32(kana as u32 - 0x60) } else { Some(kana) });
        hiragana.flatten().is_some_and(|kana| CAN_BE_VOICED.contains(kana))
    };
    let (plain, mark) = match kana {
        'ゔ' => (Some('う'), Some(VOICED)),
        'ヴ' => (Some('ウ'), Some(VOICED)),
        _ if can_be_voiced(before(1)) => (before(1), Some(VOICED)),
        'ぱ' | 'ぴ' | 'ぷ' | 'ぺ' | 'ぽ' | 'パ' | 'ピ' | 'プ' | 'ペ' | 'ポ' => {
            (before(2), Some(HALF_VOICED))
        }
        _ => (Some(kana), None),
    };
    folded.extend(plain.into_iter().chain(mark));
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

    #[test]
    fn composed_and_decomposed_forms_and_all_widths_are_folded_alike() {
        let letters = (0x20..0xFFFF).filter_map(char::from_u32).map(String::from);
        let kana_and_hangul = ['\u{3041}'..='\u{3096}', '\u{30A1}'..='\u{30F6}', '\u{AC00}'..='\u{D7A3}'];
        for letter in letters {
            let first = letter.chars().next().unwrap();
            if kana_and_hangul.iter().any(|range| range.contains(&first)) {
                assert_eq!(fold(&letter), letter.nfd().collect::<String>(), "{letter}");
            }
            if ('\u{FF01}'..='\u{FF5E}').contains(&first) || ('\u{FF66}'..='\u{FF9D}').contains(&first) {
                assert_eq!(fold(&letter), fold(&letter.nfkc().collect::<String>()), "{letter}");
            }
        }
        assert_eq!(fold("ｶﾞｲﾄﾞ"), fold("ガイド"));
        assert_eq!(fold("Ｈａｌｌ　ｗａｙ"), "hall\u{3000}way");
    }

    #[test]
    fn signs_of_arabic_and_hebrew_do_not_matter() {
        assert_eq!(fold("أَحْمَد إلى الجامعة"), fold("احمد الي الجامعه"));
        assert_eq!(fold("مـــرحبا"), "مرحبا");
        assert_eq!(fold("בֵּית־סֵפֶר"), "בית-ספר");
    }
}
