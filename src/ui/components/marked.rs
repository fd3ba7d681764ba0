//! A text with what was searched for marked in it.

use crate::domain::search::Query;
use crate::ui::element::{El, el};

/// Adds a text of the programme to an element; what was found in it stands in `<mark>`.
pub fn marked(element: El, text: &str, query: &Query) -> El {
    query.pieces(text).into_iter().fold(element.of_the_programme(), |element, piece| {
        if piece.hit { element.child(el("mark").text(piece.text)) } else { element.text(piece.text) }
    })
}
