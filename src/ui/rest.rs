//! The rest of the app: the code of rarely used parts, which comes when the page is live (`publish::split`).
//!
//! The rule of this file: nobody needs to ask whether the rest is there. A call of a function that has not come yet
//! loads the rest first. Only who wants it early calls [`fetch`].

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
