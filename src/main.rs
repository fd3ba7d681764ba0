//! The app's entry point in the browser (binary `guide`). `src/boot.js` loads it, and shows a recovery screen if it
//! panics.

fn main() {
    std::panic::set_hook(Box::new(|panic| {
        // Only for people who read the console; the boot script handles the trap that follows.
        web_sys::console::error_1(&panic.to_string().into());
    }));
    hallway::ui::takeover::take_over();
}
