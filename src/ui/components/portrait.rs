//! A speaker's photo, or a monogram of the initials where there is none.

use leptos::prelude::*;

use crate::domain::conference::Speaker;
use crate::ui::drawn::draw;
use crate::ui::use_site;

#[component]
pub fn Portrait(speaker: &'static Speaker) -> impl IntoView {
    match &speaker.photo {
        // The name stands beside it: the picture itself says nothing more.
        Some(photo) => {
            let source = format!("{}{photo}", use_site().root);
            draw(view! { <img class="portrait" src=source alt="" width="48" height="48" loading="lazy"/> })
        }
        None => draw(view! { <span class="portrait monogram" aria-hidden="true">{initials(&speaker.name)}</span> }),
    }
}

/// The first letters of the first and the last name; for scripts without capitals just the first letter.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|letter| letter.is_alphabetic()));
    let first = words.next();
    let last = words.next_back().filter(|letter| letter.is_uppercase());
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
}
