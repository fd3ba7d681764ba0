//! An abstract or a biography in full: its paragraphs, and a word where the source gave only the beginning.

use crate::domain::conference::Text;
use crate::ui::element::{El, el};
use crate::ui::strings;

/// The whole text.
pub fn long_text(text: &Text) -> El {
    let last = text.paragraphs().count();
    let paragraphs = text.paragraphs().enumerate().map(|(at, paragraph)| {
        let cut = text.excerpt && at + 1 == last;
        el("p").quote(paragraph).text(if cut { "…" } else { "" })
    });
    let mark = text.excerpt.then(|| el("p").class("excerpt-mark").text(strings::EXCERPT));
    el("div").class("long-text").children(paragraphs).children(mark)
}
