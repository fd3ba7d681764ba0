//! The app's entry point in the browser (binary `guide`). `src/boot.js` loads it, hands the programme to it, and shows
//! a recovery screen if it panics.

use hallway::ui::takeover;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {
    std::panic::set_hook(Box::new(|panic| {
        // Only for people who read the console; the boot script handles the trap that follows.
        web_sys::console::error_1(&panic.to_string().into());
    }));
}

/// Starts the app; see [`takeover::take_over`].
#[wasm_bindgen(js_name = takeOver)]
pub fn take_over(list: Box<[u8]>, texts: Option<Box<[u8]>>) -> bool {
    takeover::take_over(list, texts)
}
