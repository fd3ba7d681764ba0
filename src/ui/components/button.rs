//! A plain button: it acts, where a link leads somewhere. Its words are its name.

use crate::ui::element::{El, el};

/// A button with these words on it.
pub fn button(label: &str) -> El {
    el("button").class("button").attr("type", "button").text(label)
}
