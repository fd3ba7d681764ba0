//! Names for use in addresses: a slug of a name, a fingerprint of any words.
//!
//! The rule of this file: the same words give the same letters, always, on every machine and in every order of input;
//! every result fits the rule for ids that `domain::validate` checks.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest slug; with a fingerprint and a start behind it, it is still an id.
const LONGEST: usize = 40;

/// A name in the letters that ids may have. If letters are lost (another script, a long name), a fingerprint is added
/// to keep it unique.
pub fn slug(name: &str) -> String {
    let (mut slug, mut is_whole) = (String::new(), true);
    for letter in name.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            'ß' => slug.push_str("ss"),
            'æ' => slug.push_str("ae"),
            'œ' => slug.push_str("oe"),
            'ø' => slug.push('o'),
            'ł' => slug.push('l'),
            'đ' | 'ð' => slug.push('d'),
            'þ' => slug.push_str("th"),
            'ı' => slug.push('i'),
            'ʼ' | '’' | '\'' => {}
            _ => {
                is_whole &= !letter.is_alphanumeric();
                if !slug.is_empty() && !slug.ends_with('-') {
                    slug.push('-');
                }
            }
        }
    }
    let end = slug.char_indices().nth(LONGEST).map(|(at, _)| at);
    if let Some(end) = end {
        // Cut between words, unless that leaves too little.
        let end = slug[..end].rfind('-').filter(|at| *at > LONGEST / 2).unwrap_or(end);
        slug.truncate(end);
        is_whole = false;
    }
    let slug = slug.trim_matches('-');
    match (slug.is_empty(), is_whole) {
        (false, true) => slug.to_owned(),
        (false, false) => format!("{slug}-{}", fingerprint(&[name])),
        (true, _) => format!("x{}", fingerprint(&[name])),
    }
}

/// Eight letters and digits that differ if any of the words differ.
pub fn fingerprint(words: &[&str]) -> String {
    let mut hash = Sha256::new();
    for word in words {
        hash.update((word.len() as u64).to_be_bytes());
        hash.update(word.as_bytes());
    }
    hash.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// A slug for each of these names; names with the same slug (`C`, `C++`) all get a fingerprint.
pub fn slugs<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<String, String> {
    let names: BTreeSet<&str> = names.collect();
    let mut sharing: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for name in names {
        sharing.entry(slug(name)).or_default().push(name);
    }
    let mut slugs = BTreeMap::new();
    for (slug, names) in sharing {
        let is_alone = names.len() == 1;
        for name in names {
            let id = if is_alone { slug.clone() } else { format!("{slug}-{}", fingerprint(&[name])) };
            slugs.insert(name.to_owned(), id);
        }
    }
    slugs
}

/// Whether a text can be used as an id unchanged.
pub fn is_id(text: &str) -> bool {
    let plain = text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    plain && (1..=64).contains(&text.len()) && !text.starts_with('-') && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_the_letters_that_ids_have() {
        for (name, expected) in [
            ("Ada Lovelace", "ada-lovelace"),
            ("  Großer Saal (2. OG) ", "grosser-saal-2-og"),
            ("Zoë Łukasz-Ørsted", "zoe-lukasz-orsted"),
            ("O’Neill", "oneill"),
            ("K.1.105", "k-1-105"),
        ] {
            assert_eq!(slug(name), expected);
        }
    }

    #[test]
    fn names_that_lose_letters_get_a_fingerprint() {
        let (one, other) = (slug("אולם מרתה"), slug("אולם גלריה"));
        assert!(one != other && is_id(&one) && is_id(&other), "{one} {other}");
        assert!(slug("👩‍💻").starts_with('x'));
        let long = "A room whose name goes on and on until nobody listens any more";
        assert!(slug(long).starts_with("a-room-whose-name-goes-on-and-on-until-"), "{}", slug(long));
    }

    #[test]
    fn names_that_share_a_slug_all_get_a_fingerprint() {
        let slugs = slugs(["C", "C++", "Rust"].into_iter());
        assert_eq!(slugs["Rust"], "rust");
        assert!(slugs["C"].starts_with("c-") && slugs["C++"].starts_with("c-"), "{slugs:?}");
        assert_ne!(slugs["C"], slugs["C++"]);
    }
}
