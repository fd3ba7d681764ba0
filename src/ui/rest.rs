//! The rest of the app: the code of rarely used parts, which comes when the page is live (`publish::split`).
//!
//! The rule of this file: no caller has to check whether the rest is loaded: a call of a missing function loads it.
//! [`fetch`] only loads it early.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// Loads the rest (`src/boot.js`): `now` says whether the caller waits for it.
    #[wasm_bindgen(js_namespace = hallway, js_name = loadRest)]
    fn load_rest(now: bool);

    /// Calls `then` when the rest has come.
    #[wasm_bindgen(js_namespace = hallway, js_name = whenRestCame)]
    fn when_rest_came(then: JsValue);
}

/// Begins to fetch the rest, and calls `then` when it has come.
pub fn fetch(then: impl FnOnce() + 'static) {
    when_rest_came(Closure::once_into_js(then));
    load_rest(false);
}
