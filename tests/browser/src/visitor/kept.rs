//! What the visitor's device keeps of the guide.

use serde_json::json;

use super::Visitor;
use crate::block_on;

impl Visitor {
    /// Opens a page that nothing answers for.
    #[track_caller]
    pub fn cannot_open(&self, path: &str) {
        let address = self.address(path);
        let gone = self.browser(|browser| block_on(browser.driver.goto(&address)));
        assert!(gone.is_err(), "{address} opened");
    }

    /// The names of all caches on the device.
    #[track_caller]
    pub fn caches(&self) -> Vec<String> {
        self.ask("return caches.keys()", &[])
    }

    /// Waits until the device keeps exactly so many caches.
    #[track_caller]
    pub fn sees_so_many_caches(&self, count: usize) {
        let script = "return caches.keys().then((names) => names.length)";
        self.waits_until("caches", script, &[], &count);
    }

    /// Makes a cache, as another guide or another program on the same host would.
    #[track_caller]
    pub fn has_a_cache_of_another_program(&self, name: &str) {
        let script =
            "return caches.open(arguments[0]).then((cache) => cache.put('/mine', new Response('mine')))";
        self.ask::<()>(script, &[json!(name)]);
    }

    /// The browser loses a kept file whose address has this word.
    #[track_caller]
    pub fn loses_a_kept_file(&self, word: &str) {
        let script = "const [word] = arguments;
            const lose = async () => {
                let lost = 0;
                for (const name of await caches.keys()) {
                    const cache = await caches.open(name);
                    for (const { url } of await cache.keys()) if (url.includes(word)) lost += await cache.delete(url);
                }
                return lost;
            };
            return lose()";
        assert_eq!(self.ask::<usize>(script, &[json!(word)]), 1, "one file has the word {word:?}");
    }

    /// Waits until the app runs, or the page says why it does not and can be read. Returns whether the app runs.
    #[track_caller]
    pub fn sees_that_no_page_is_white(&self) -> bool {
        let script =
            "const isReadable = text(document.querySelector('main')).length > 100 || notices().length;
            return 'ready' in html.dataset ? 'runs' : html.dataset.failed && isReadable ? 'fails' : null";
        self.waits_for("the app, or a page that says why not", script, &[]);
        self.ask::<Option<String>>(script, &[]).as_deref() == Some("runs")
    }

    /// The browser offers to install the guide, as Chromium does after some time.
    #[track_caller]
    pub fn has_the_browser_offer_to_install(&self) {
        let script = "const offer = new Event('beforeinstallprompt', { cancelable: true });
            offer.prompt = () => (window.askedToInstall = true);
            dispatchEvent(offer);
            return offer.defaultPrevented";
        assert!(self.ask::<bool>(script, &[]), "the guide makes the offer itself");
    }

    #[track_caller]
    pub fn was_asked_to_install(&self) {
        self.waits_for("the browser's question", "return window.askedToInstall", &[]);
    }

    /// Sees a heading and something below it.
    #[track_caller]
    pub fn sees_a_page_with_content(&self) {
        let script = "return isSeen(document.querySelector('main h1')) && text(document.querySelector('main')).length > 40";
        self.waits_for("a page with content", script, &[]);
    }

    /// Waits until no service worker is left.
    #[track_caller]
    pub fn sees_no_worker(&self) {
        let script = "return navigator.serviceWorker.getRegistrations().then((all) => all.length)";
        self.waits_until("no worker", script, &[], &0);
    }
}
