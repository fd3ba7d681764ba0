//! The app's entry point in the browser (binary `guide`). `src/boot.js` loads it, hands the programme to it, and shows
//! a recovery screen if it panics.

use hallway::programme;
use hallway::ui::site::Texts;
use hallway::ui::takeover;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {
    std::panic::set_hook(Box::new(|panic| {
        // Only for people who read the console; the boot script handles the trap that follows.
        web_sys::console::error_1(&panic.to_string().into());
    }));
}

/// Starts the app with the list of the programme and, if they are already there, its texts. Returns whether both could
/// be read; if not, another version of the guide wrote them.
#[wasm_bindgen(js_name = takeOver)]
pub fn take_over(list: &[u8], texts: Option<Box<[u8]>>) -> bool {
    let Ok(conference) = programme::read(list, texts.as_deref()) else { return false };
    takeover::take_over(Box::leak(Box::new(conference)), texts.map_or(Texts::Beside, |_| Texts::InTheApp));
    true
}
