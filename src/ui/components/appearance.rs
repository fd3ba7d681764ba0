//! The appearance: light, dark, or the system's. The boot script applies the saved one before anything is painted.

use crate::ui::boot;
use crate::ui::browser::html;
use crate::ui::element::{El, el};
use crate::ui::storage::{self, Theme};
use crate::ui::strings::Strings;

/// The choice of an appearance; `theme` is the saved one.
pub fn appearance(theme: Theme) -> El {
    let choices =
        [(Theme::System, Strings::SYSTEM), (Theme::Light, Strings::LIGHT), (Theme::Dark, Strings::DARK)];
    let choices = choices.map(|(choice, label)| {
        let radio =
            el("input").attr("type", "radio").attr("name", "theme").on("change", move |_| choose(choice));
        let radio = radio.attr("value", choice.word().unwrap_or("system"));
        let radio = if choice == theme { radio.attr("checked", "") } else { radio };
        el("label").child(radio).child(el("span").text(label))
    });
    el("fieldset").class("appearance").child(el("legend").text(Strings::APPEARANCE)).children(choices)
}

/// Shows the guide in this appearance from now on.
pub fn choose(theme: Theme) {
    _ = match theme.word() {
        Some(word) => html().set_attribute(boot::THEME, word),
        None => html().remove_attribute(boot::THEME),
    };
    storage::write_theme(theme);
}
