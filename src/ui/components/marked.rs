//! A text in which the matches of a search are marked.

use crate::domain::search::Query;
use crate::ui::element::{El, el};

/// Adds a text of the programme to an element; the matches in it are wrapped in `<mark>`.
pub fn marked(element: El, text: &str, query: &Query) -> El {
    query.pieces(text).into_iter().fold(element.of_the_programme(), |element, piece| {
        if piece.hit { element.child(el("mark").text(piece.text)) } else { element.text(piece.text) }
    })
}
