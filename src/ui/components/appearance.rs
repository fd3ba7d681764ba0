//! Light, dark, or as the system has it. The boot script applies what is saved before anything is painted.

use leptos::prelude::*;

use crate::ui::drawn::draw;
use crate::ui::my_agenda::html;
use crate::ui::storage::{self, Theme};
use crate::ui::strings;

#[component]
pub fn Appearance(theme: Theme) -> impl IntoView {
    let choose = move |theme: Theme| {
        let dataset = html().dataset();
        match theme.word() {
            // Refused for names with a hyphen, which this is not.
            Some(word) => _ = dataset.set("theme", word),
            None => dataset.delete("theme"),
        }
        storage::write_theme(theme);
    };
    let choices = [(Theme::System, strings::SYSTEM), (Theme::Light, strings::LIGHT), (Theme::Dark, strings::DARK)];
    draw(view! {
        <fieldset class="appearance">
            <legend>{strings::APPEARANCE}</legend>
            {choices.map(|(choice, label)| view! {
                <label>
                    <input type="radio" name="theme" checked=choice == theme on:change=move |_| choose(choice)/>
                    <span>{label}</span>
                </label>
            })}
        </fieldset>
    })
}
