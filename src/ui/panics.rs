//! Breaks the app on purpose, in builds for the browser stories: `?panic=<place>;` panics there, and `?throw=<place>;`
//! throws a JavaScript exception. In every other build this module does nothing.

/// A place where a story can make the app break.
#[cfg(not(feature = "injected-panics"))]
pub fn at(_: &str) {}

/// A place where a story can make the app break.
#[cfg(feature = "injected-panics")]
pub fn at(place: &str) {
    let query = leptos::prelude::window().location().search().unwrap_or_default();
    if query.contains(&format!("panic={place};")) {
        panic!("injected at {place}");
    }
    if query.contains(&format!("throw={place};")) {
        wasm_bindgen::throw_str(&format!("injected at {place}"));
    }
}
