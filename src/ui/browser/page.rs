//! The document, and the window's events.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::Element;

/// Listens to an event of the window as long as the page lives.
pub fn on_window(event: &str, happens: impl Fn(web_sys::Event) + 'static) {
    let handler = Closure::<dyn Fn(web_sys::Event)>::new(happens).into_js_value();
    // No browser refuses this for a valid name.
    _ = window().add_event_listener_with_callback(event, handler.unchecked_ref());
}

/// The elements that a selector finds within another, in order; empty if the selector is invalid.
pub fn elements(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// The page's `<html>` element.
pub fn html() -> web_sys::HtmlElement {
    document().document_element().expect("a page has a root element").unchecked_into()
}

/// The time by the device's clock, in seconds since 1970.
pub fn device_time() -> i64 {
    (js_sys::Date::now() / 1_000.0) as i64
}

/// Calls `run` once the latest changes of the page are painted. Does nothing on the host.
pub fn after_painting(run: impl FnOnce() + 'static) {
    #[cfg(not(feature = "prerender"))]
    once_painted(Box::new(run));
    #[cfg(feature = "prerender")]
    drop(run);
}

/// The browser calls back before it paints a frame; the timeout then runs after the painting.
#[cfg(not(feature = "prerender"))]
fn once_painted(run: Box<dyn FnOnce()>) {
    request_animation_frame(move || set_timeout(run, std::time::Duration::ZERO));
}
