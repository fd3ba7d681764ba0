//! A part of a page that shows texts of the programme, which may not have come yet (`ui::texts`).
//!
//! The rule: the prerendered text is shown at once; if it cannot be loaded, the reader is told.

use leptos::prelude::*;

use super::button::button;
use super::links::links_of;
use super::long_text::long_text;
use crate::domain::conference::{Conference, Speaker};
use crate::route::Route;
use crate::ui::boot::LATE_TEXT;
use crate::ui::element::{El, el};
use crate::ui::site::use_site;
use crate::ui::strings::Strings;
use crate::ui::texts::{Stage, Texts};

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
            // A text that is shown is not drawn again when all texts come: somebody may be reading it.
            let stage = Memo::new(move |_| later.stage());
            let now = move || match stage.get() {
                Stage::Printed => later.printed(&key),
                Stage::Whole => draw(site.conference_now()),
                _ if !tells => Vec::new(),
                Stage::Coming => vec![el("p").class("line").text(Strings::TEXT_IS_COMING)],
                Stage::Failed => {
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
