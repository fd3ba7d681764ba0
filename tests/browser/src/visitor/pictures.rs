//! What the page looks like.

use super::Visitor;
use crate::now;

impl Visitor {
    /// The window as a PNG.
    #[track_caller]
    pub fn takes_a_picture(&self) -> Vec<u8> {
        // Fonts and pictures are there, and what appears has appeared.
        let settled = "
            const done = arguments[arguments.length - 1];
            Promise.all([document.fonts.ready, ...document.getAnimations().map((one) => one.finished.catch(() => {}))])
                .then(() => requestAnimationFrame(() => requestAnimationFrame(() => done())))";
        self.browser(|browser| {
            now(async {
                browser.driver.execute_async(settled, Vec::new()).await.expect("a page settles");
                browser.driver.screenshot_as_png().await.expect("a page can be pictured")
            })
        })
    }

    /// Sees the page as it would be printed, until the next one is opened in a new tab.
    pub fn sees_it_printed(&self) {
        self.browser(|browser| now(browser.shows_it_printed()));
    }

    /// The app breaks, as if by a fault of its own. For builds that cannot be told to.
    #[track_caller]
    pub fn has_the_app_break(&self) {
        // Reported, not thrown: what a driver's script throws, the browser keeps to itself.
        let script = "dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('broken on purpose') }))";
        self.ask::<()>(script, &[]);
        self.sees_a_notice("Something went wrong");
    }
}
