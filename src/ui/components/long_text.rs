//! An abstract or a biography in full: its paragraphs, and a word where the source gave only the beginning.

use leptos::prelude::*;

use crate::domain::conference::Text;
use crate::ui::drawn::draw;
use crate::ui::strings;

#[component]
pub fn LongText(text: &'static Text) -> impl IntoView {
    let mut paragraphs: Vec<String> = text.paragraphs().map(str::to_owned).collect();
    if let Some(last) = paragraphs.last_mut()
        && text.excerpt
    {
        last.push('…');
    }
    draw(view! {
        <div class="long-text">
            {paragraphs.into_iter().map(|paragraph| view! { <p dir="auto">{paragraph}</p> }).collect_view()}
            {text.excerpt.then(|| view! { <p class="excerpt-mark">{strings::EXCERPT}</p> })}
        </div>
    })
}
