//! A plain button, for actions; links lead to pages. Its text is its accessible name.

use crate::ui::element::{El, el};

/// A button with this text on it.
pub fn button(label: &str) -> El {
    el("button").class("button").attr("type", "button").text(label)
}
