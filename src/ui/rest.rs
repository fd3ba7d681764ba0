//! The rest of the app: the code of rarely used parts, which comes when the page is live (`publish::split`).
//!
//! The rule of this file: no caller has to check whether the rest is loaded: a call of a missing function loads it.
//! [`fetch`] only loads it early.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Loads the rest (`src/boot.js`): `now` says whether the caller waits for it.
    #[wasm_bindgen(js_namespace = hallway, js_name = loadRest)]
    fn load_rest(now: bool);
}

/// Begins to fetch the rest.
pub fn fetch() {
    load_rest(false);
}
