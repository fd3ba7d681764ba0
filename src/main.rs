//! The app's entry in the browser (binary `guide`): connects, decides nothing. `src/boot.js` loads it, and shows a
//! recovery screen should it ever panic.

fn main() {
    std::panic::set_hook(Box::new(|panic| {
        // Only for whoever looks into the console; the trap that follows reaches the boot script by itself.
        web_sys::console::error_1(&panic.to_string().into());
    }));
    hallway::ui::takeover::take_over();
}
