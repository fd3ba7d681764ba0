//! Files that the attendee saves.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Lets the attendee save a text as a file of a MIME type.
pub fn offer_file(name: &str, kind: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let address = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)
        .and_then(|blob| web_sys::Url::create_object_url_with_blob(&blob));
    let Ok(address) = address else { return };
    if let Ok(link) = document().create_element("a") {
        _ = link.set_attribute("href", &address);
        _ = link.set_attribute("download", name);
        link.unchecked_into::<web_sys::HtmlElement>().click();
    }
    // WebKit reads the text only after the click has returned.
    set_timeout(move || _ = web_sys::Url::revoke_object_url(&address), Duration::from_secs(60));
}
