//! All words of the interface, in the language that the interface speaks. Texts of the programme are data.
//!
//! The rule of this module: no other module contains words of the interface, or knows which language they are in.
//! Another language is another type with the same names, in a file beside `en.rs`; the compiler names whatever is
//! missing. The language is chosen when the guide is built, so that attendees load the words of one language.

mod en;

/// The words of the interface, in the language that was chosen for this build.
pub type Strings = en::English;

/// What depends on a language besides its words.
pub struct Language {
    /// Its BCP 47 tag, which is a primary language alone, like `en`.
    pub tag: &'static str,
    /// Which form of a word goes with a number. Each language writes its own rule, and a test compares it with the
    /// CLDR's: the crate with the rules of all languages (`intl_pluralrules`) would make the app 4.1 kB larger
    /// (brotli).
    pub plural: fn(usize) -> Plural,
}

/// A plural category of Unicode's CLDR, of those that the interface's languages use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// Like `1 session`.
    One,
    /// Like `2 sessions`.
    Other,
}

/// What came of loading a file with an agenda, in sessions.
pub struct Loaded {
    /// How many are new.
    pub new: usize,
    /// How many were in the agenda already.
    pub known: usize,
    /// How many of the new ones are no longer in the programme.
    pub vanished: usize,
    /// How many entries of the file could not be read.
    pub unreadable: usize,
    /// How many did not fit into the agenda.
    pub too_many: usize,
}

impl Language {
    /// Whether a language tag means this language, in whatever region: `en-GB` is English.
    pub fn is(&self, tag: &str) -> bool {
        tag.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case(self.tag))
    }
}

#[cfg(test)]
mod tests {
    use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};

    use super::*;

    #[test]
    fn the_plural_forms_are_those_of_the_cldr() {
        let tag: unic_langid::LanguageIdentifier =
            Strings::LANGUAGE.tag.parse().expect("the tag is a language's");
        let rules = PluralRules::create(tag, PluralRuleType::CARDINAL).expect("the CLDR knows the language");
        for count in (0..=1_000).chain([10_000, 100_000, 1_000_000]) {
            let category = match rules.select(count).expect("a number has a category") {
                PluralCategory::ONE => Plural::One,
                _ => Plural::Other,
            };
            assert_eq!((Strings::LANGUAGE.plural)(count), category, "{count}");
        }
    }

    #[test]
    fn a_region_makes_no_other_language() {
        assert!(["en", "en-GB", "EN-us"].into_iter().all(|tag| Strings::LANGUAGE.is(tag)));
        assert!(["de", "eng", ""].into_iter().all(|tag| !Strings::LANGUAGE.is(tag)));
    }
}
