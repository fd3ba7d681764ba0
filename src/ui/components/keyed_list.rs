//! The items of a list that changes: those that stay keep their elements, and with them the focus.
//!
//! One type for every list, because each list of a type of its own costs about 4 kB of brotli in the first visit.

use leptos::prelude::*;

use crate::ui::drawn::Drawn;

/// An item of a list: the same key is the same item.
pub struct Item {
    key: String,
    draw: Box<dyn FnOnce() -> Drawn + Send>,
}

impl Item {
    /// An item that is drawn when its key first appears.
    pub fn new(key: String, draw: impl FnOnce() -> Drawn + Send + 'static) -> Item {
        Item { key, draw: Box::new(draw) }
    }
}

/// The items, as they are now; each of them draws one `<li>`.
#[component]
pub fn KeyedList(items: Box<dyn Fn() -> Vec<Item> + Send + Sync>) -> impl IntoView {
    view! { <For each=items key=|item| item.key.clone() children=|item| (item.draw)()/> }
}
