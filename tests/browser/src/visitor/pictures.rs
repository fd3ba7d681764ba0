//! What the page looks like.

use super::Visitor;
use crate::block_on;

impl Visitor {
    /// The window as a PNG.
    #[track_caller]
    pub fn takes_a_picture(&self) -> Vec<u8> {
        // Waits until fonts and pictures are loaded and animations are over.
        let settled = "
            const done = arguments[arguments.length - 1];
            Promise.all([document.fonts.ready, ...document.getAnimations().map((one) => one.finished.catch(() => {}))])
                .then(() => requestAnimationFrame(() => requestAnimationFrame(() => done())))";
        self.browser(|browser| {
            block_on(async {
                browser.driver.execute_async(settled, Vec::new()).await.expect("a page settles");
                browser.driver.screenshot_as_png().await.expect("a page can be pictured")
            })
        })
    }

    /// Sees the page as it would be printed, until the next page is opened in a new tab.
    pub fn sees_it_printed(&self) {
        self.browser(|browser| block_on(browser.shows_it_printed()));
    }

    /// Makes the app break as if by a fault of its own, in builds without injected panics.
    #[track_caller]
    pub fn has_the_app_break(&self) {
        // Reported as an event and not thrown: the browser does not report what a driver's script throws.
        let script = "dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('broken on purpose') }))";
        self.ask::<()>(script, &[]);
        self.sees_a_notice("Something went wrong");
    }
}
