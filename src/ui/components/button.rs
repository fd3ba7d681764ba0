//! A plain button, for actions; links lead to pages. Its text is its accessible name.

use leptos::prelude::*;

use crate::ui::element::{El, el};

/// A button with this text on it.
pub fn button(label: &str) -> El {
    el("button").class("button").attr("type", "button").text(label)
}

/// Makes a button open and close a part of the page: it toggles `is_open` and says which is the case.
pub fn opening(button: El, is_open: RwSignal<bool>) -> El {
    button
        .attr_now("aria-expanded", move || Some(if is_open.get() { "true" } else { "false" }))
        .on("click", move |_| is_open.update(|is_open| *is_open = !*is_open))
}
