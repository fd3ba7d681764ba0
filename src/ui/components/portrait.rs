//! A speaker's photo, or a monogram of the initials if there is no photo.

use crate::domain::conference::Speaker;
use crate::ui::element::{El, el};
use crate::ui::site::use_site;

/// The picture of a speaker. Its text alternative is empty, because the name stands beside it.
pub fn portrait(speaker: &Speaker) -> El {
    match &speaker.photo {
        Some(photo) => el("img")
            .class("portrait")
            .attr("src", &format!("{}{photo}", use_site().root))
            .attr("alt", "")
            .attr("width", "48")
            .attr("height", "48")
            .attr("loading", "lazy"),
        None => {
            el("span").class("portrait monogram").attr("aria-hidden", "true").text(&initials(&speaker.name))
        }
    }
}

/// The first letters or digits of the first and the last name; in scripts without capitals only the first letter.
fn initials(name: &str) -> String {
    let is_letter = |letter: &char| letter.is_ascii_alphanumeric() || !letter.is_ascii();
    let is_capital = |letter: &char| letter.is_ascii_digit() || !letter.to_lowercase().eq([*letter]);
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(is_letter));
    let first = words.next();
    let last = words.next_back().filter(is_capital);
    first.into_iter().chain(last).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_those_of_the_first_and_the_last_name() {
        assert_eq!(initials("Ada King, Countess of Lovelace"), "AL");
        assert_eq!(initials("Björk"), "B");
        assert_eq!(initials("Zoë Ångström-Núñez"), "ZÅ");
        assert_eq!(initials("\"Bo\" (the) Sea"), "BS");
        assert_eq!(initials("山田 太郎"), "山");
        assert_eq!(initials("  "), "");
    }

    #[test]
    fn initials_skip_no_digits() {
        assert_eq!(initials("3Blue1Brown"), "3");
        assert_eq!(initials("Team 42"), "T4");
        assert_eq!(initials("(7of9) Sea"), "7S");
    }
}
