//! A text with what was searched for marked in it.

use leptos::prelude::*;

use crate::domain::search::Query;

#[component]
pub fn Marked(text: String, query: Query) -> impl IntoView {
    let pieces = query.pieces(&text);
    let pieces = pieces.into_iter().map(|piece| {
        let words = piece.text.to_owned();
        if piece.hit { view! { <mark>{words}</mark> }.into_any() } else { words.into_any() }
    });
    pieces.collect_view()
}
