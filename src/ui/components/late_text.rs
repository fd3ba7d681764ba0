//! A part of a page that shows texts of the programme, which may not have come yet (`ui::texts`).
//!
//! The rule: what the page's prerendered form says stands there at once; the reader is told if it cannot come.

use super::button::button;
use super::links::links_of;
use super::long_text::long_text;
use crate::domain::conference::{Conference, Speaker};
use crate::route::Route;
use crate::ui::boot::LATE_TEXT;
use crate::ui::element::{El, el};
use crate::ui::site::use_site;
use crate::ui::strings::Strings;
use crate::ui::texts::{Failed, Texts};

/// The key of the text that a page is about. It is no id.
pub const MAIN: &str = ":main";

/// A speaker's biography and links, on a page.
pub fn about(speaker: &'static Speaker, page: &Route) -> Vec<El> {
    late_text(page, speaker.id.as_str(), move |conference| {
        let Some(speaker) = conference.speaker(&speaker.id) else { return Vec::new() };
        speaker.biography.as_ref().map(long_text).into_iter().chain(links_of(speaker)).collect()
    })
}

/// What `draw` makes of the conference with its texts. `page` is the page on which this stands, and `key` names this
/// part among those of the page.
pub fn late_text(page: &Route, key: &str, draw: impl Fn(&Conference) -> Vec<El> + 'static) -> Vec<El> {
    let site = use_site();
    let place = || el("div").class("late-text").attr(LATE_TEXT, key);
    match site.texts {
        Texts::InTheApp => draw(site.conference),
        Texts::Beside => vec![place().children(draw(site.conference))],
        Texts::Later(later) => {
            later.want_page(page, site.root);
            // On a session's page with several speakers, the reader is told once.
            let tells = key == MAIN || !matches!(page, Route::Session(_));
            let key = key.to_owned();
            let now = move || match (later.whole(), later.printed(&key)) {
                (Some(whole), _) => draw(whole),
                (None, Ok(Some(printed))) => printed,
                (None, _) if !tells => Vec::new(),
                (None, Ok(None)) => vec![el("p").class("line").text(Strings::TEXT_IS_COMING)],
                (None, Err(Failed)) => {
                    let again =
                        button(Strings::TRY_AGAIN).on("click", move |_| later.want_page_again(site.root));
                    let words = el("p").text(Strings::TEXT_HAS_FAILED);
                    vec![words, el("p").class("actions").child(again)]
                }
            };
            vec![place().children_now(now)]
        }
    }
}
