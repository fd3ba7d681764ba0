//! Languages as exports write them (`en`, `de, en`, `English`, `日本語`), turned into tags that browsers know.
//!
//! The rule of this file: a tag or a known word becomes a tag; anything else is returned as unknown, for the report.

use std::ops::RangeInclusive;

use crate::domain::validate::is_language_tag;

/// The languages of one field.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Languages {
    /// BCP 47 tags, in order.
    pub tags: Vec<String>,
    /// The parts that are not a language.
    pub unknown: Vec<String>,
}

/// Reads a field that may hold several languages.
pub fn languages_in(field: &str) -> Languages {
    let mut languages = Languages::default();
    let separators = [',', ';', '/', '|', '&', '+', '、', '\n'];
    for part in field.split(separators).map(str::trim).filter(|part| !part.is_empty()) {
        match tag(part) {
            Some(tag) if languages.tags.contains(&tag) => {}
            Some(tag) => languages.tags.push(tag),
            None => languages.unknown.push(part.to_owned()),
        }
    }
    languages
}

fn tag(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let named = NAMES.iter().find(|(_, names)| names.contains(&lower.as_str()));
    if let Some((tag, _)) = named {
        return Some((*tag).to_owned());
    }
    let tag = word.replace('_', "-");
    // pretalx has its own tag for polite German.
    let tag = tag.strip_suffix("-formal").unwrap_or(&tag);
    is_language_tag(tag).then(|| canonical(tag))
}

/// A tag in its usual case: `PT-br` is `pt-BR`, `ZH-hant` is `zh-Hant`.
fn canonical(tag: &str) -> String {
    let part = |(at, part): (usize, &str)| match (at, part.len()) {
        (1.., 2) => part.to_ascii_uppercase(),
        (1.., 4) => part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase(),
        _ => part.to_ascii_lowercase(),
    };
    tag.split('-').enumerate().map(part).collect::<Vec<_>>().join("-")
}

/// The language that a text's script suggests, if the script is used for hardly any other language.
pub fn of_script(text: &str) -> Option<&'static str> {
    let letters: Vec<char> = text.chars().filter(|letter| letter.is_alphabetic()).collect();
    let most = |of: &RangeInclusive<char>| {
        letters.iter().copied().filter(|letter| of.contains(letter)).count() * 3 > letters.len()
    };
    let kana = '\u{3040}'..='\u{30FF}';
    let scripts = [
        ('\u{0590}'..='\u{05FF}', "he"),
        ('\u{0600}'..='\u{06FF}', "ar"),
        ('\u{AC00}'..='\u{D7AF}', "ko"),
        ('\u{0370}'..='\u{03FF}', "el"),
        ('\u{0E00}'..='\u{0E7F}', "th"),
        // From the first kana to the last Han letter.
        ('\u{3040}'..='\u{9FFF}', "ja"),
    ];
    let (_, language) = scripts.into_iter().find(|(of, _)| most(of))?;
    // Han letters without any kana are Chinese.
    let is_chinese = language == "ja" && !letters.iter().any(|letter| kana.contains(letter));
    Some(if is_chinese { "zh" } else { language })
}

const NAMES: &[(&str, &[&str])] = &[
    ("ar", &["arabic", "العربية"]),
    ("bg", &["bulgarian", "български"]),
    ("ca", &["catalan", "català"]),
    ("cs", &["czech", "čeština", "česky"]),
    ("da", &["danish", "dansk"]),
    ("de", &["german", "deutsch", "ger", "deu"]),
    ("el", &["greek", "ελληνικά"]),
    (
        "en",
        &["english", "englisch", "anglais", "inglés", "inglês", "inglese", "英語", "英文", "אנגלית", "eng"],
    ),
    ("es", &["spanish", "español", "castellano", "spa"]),
    ("fa", &["persian", "farsi", "فارسی"]),
    ("fi", &["finnish", "suomi"]),
    ("fr", &["french", "français", "fre", "fra"]),
    ("he", &["hebrew", "עברית", "heb", "iw"]),
    ("hi", &["hindi", "हिन्दी"]),
    ("hu", &["hungarian", "magyar"]),
    ("id", &["indonesian", "bahasa indonesia"]),
    ("it", &["italian", "italiano"]),
    ("ja", &["japanese", "日本語", "jpn"]),
    ("ko", &["korean", "한국어"]),
    ("nl", &["dutch", "nederlands"]),
    ("no", &["norwegian", "norsk"]),
    ("pl", &["polish", "polski"]),
    ("pt", &["portuguese", "português"]),
    ("ro", &["romanian", "română"]),
    ("ru", &["russian", "русский"]),
    ("sv", &["swedish", "svenska"]),
    ("th", &["thai", "ไทย"]),
    ("tr", &["turkish", "türkçe"]),
    ("uk", &["ukrainian", "українська"]),
    ("vi", &["vietnamese", "tiếng việt"]),
    ("zh", &["chinese", "mandarin", "中文", "漢語", "汉语", "華語"]),
];

/// The tags of the languages that the import knows by name.
#[cfg(test)]
pub fn known() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(tag, _)| *tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_lists_and_words_become_tags() {
        for (field, expected) in [
            ("en", vec!["en"]),
            ("de, en", vec!["de", "en"]),
            ("English / Français", vec!["en", "fr"]),
            ("日本語", vec!["ja"]),
            ("PT_br", vec!["pt-BR"]),
            ("de-formal", vec!["de"]),
            ("zh-hant", vec!["zh-Hant"]),
            ("en, English", vec!["en"]),
            ("ab", vec!["ab"]),
            ("", vec![]),
        ] {
            assert_eq!(languages_in(field).tags, expected, "{field}");
        }
        assert_eq!(languages_in("Klingon, en").unknown, ["Klingon"]);
    }

    #[test]
    fn a_script_of_one_language_suggests_that_language() {
        let guesses = ["שלום עולם", "日本語のタイトル", "主题演讲 Rust", "Hello"].map(of_script);
        assert_eq!(guesses, [Some("he"), Some("ja"), Some("zh"), None]);
    }
}
