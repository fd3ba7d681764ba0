//! A text with what was searched for marked in it.

use leptos::either::Either;
use leptos::prelude::*;

use crate::domain::search::Query;
use crate::ui::drawn::{Drawn, draw};

/// The text's pieces; those that were found are `<mark>`s.
pub fn marked(text: &str, query: &Query) -> Vec<Either<String, Drawn>> {
    let pieces = query.pieces(text).into_iter().map(|piece| {
        let words = piece.text.to_owned();
        if piece.hit { Either::Right(draw(view! { <mark>{words}</mark> })) } else { Either::Left(words) }
    });
    pieces.collect()
}
