//! A visitor of the guide, in a browser of their own. Everything a story may do or see is a method here or in the
//! files below; every selector and every wait is here too, so that a story has none.
//!
//! A visitor waits for everything they look for, at most twenty seconds; then the story fails and says what was looked
//! for and what the page showed instead. When a visitor leaves, the console must hold no unexpected error, and the page
//! must not have requested anything from another origin.

mod accessibility;
mod agenda;
mod app;
mod kept;
mod keyboard;
mod measures;
mod moves;
mod pictures;
mod programme;
mod quickness;
mod reads;
mod storage;
mod tabs;

pub use self::accessibility::{Finding, RULES};
pub use self::agenda::BEFORE_A_MINUTE;
pub use self::app::TIMEKEEPER;
pub use self::keyboard::{Focused, Key};
pub use self::programme::{JUMPS_AT_ONCE, clock_at};
pub use self::quickness::FirstVisit;
pub use self::reads::Card;
pub use self::storage::COUNTED_READS;
pub use self::tabs::Tab;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::WebElement;
use tokio::sync::SemaphorePermit;

use crate::block_on;
use crate::engine::{self, Browser, Home, Settings};
use crate::site::{Elsewhere, Host, Keeping, Site, repository};

/// The script before every question to the page: it defines the names that questions may use.
const PAGE: &str = include_str!("page.js");
/// How long anything may take: a limit, far above the usual time.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
pub(crate) const LOOK_AGAIN_AFTER: Duration = Duration::from_millis(15);

pub struct Visitor {
    browser: RefCell<Option<Browser>>,
    settings: Settings,
    /// The address of the site, without a slash at the end.
    base: String,
    host: Option<Arc<Host>>,
    /// Parts of console errors that belong to the story.
    expected: RefCell<Vec<&'static str>>,
    elsewhere: Elsewhere,
    home: Home,
    /// The permit to run a browser; `None` for a friend, who shares the visitor's permit: if visitors held permits
    /// while their friends waited for more, all of them could wait for ever.
    _place: Option<SemaphorePermit<'static>>,
}

impl Visitor {
    /// A visitor of a site that is served in this process, at its host's root.
    pub fn of(site: Site) -> Visitor {
        Visitor::with(Settings::default(), site)
    }

    /// A visitor whose browser has these settings.
    pub fn with(settings: Settings, site: Site) -> Visitor {
        let host = Arc::new(Host::of(site, "", Keeping::Nothing, settings.before_pages()));
        Visitor::at(format!("http://{}", host.address), Some(host), settings, Some(engine::place()))
    }

    /// A visitor whose device keeps the site, which is below this path of its host (`""`, or like `/2026/london`).
    pub fn who_keeps(path: &str, site: Site) -> Visitor {
        Visitor::who_keeps_with(Settings::default(), path, site)
    }

    /// The same, in a browser with these settings.
    pub fn who_keeps_with(settings: Settings, path: &str, site: Site) -> Visitor {
        let host = Arc::new(Host::of(site, path, Keeping::Guide, None));
        let base = format!("http://{}{path}", host.address);
        Visitor::at(base, Some(host), settings, Some(engine::place()))
    }

    /// A visitor whose device would keep the site, if the host had TLS.
    pub fn without_tls(site: Site) -> Visitor {
        let host = Arc::new(Host::of(site, "", Keeping::Guide, None));
        let base = format!("http://{}:{}", engine::WITHOUT_TLS, host.address.port());
        Visitor::at(base, Some(host), Settings::default(), Some(engine::place()))
    }

    /// A visitor of a site below this path of its host, like `/2026/london`.
    pub fn below(path: &str, site: Site) -> Visitor {
        let host = Arc::new(Host::of(site, path, Keeping::Nothing, None));
        Visitor::at(
            format!("http://{}{path}", host.address),
            Some(host),
            Settings::default(),
            Some(engine::place()),
        )
    }

    /// A visitor of the released site: at `HALLWAY_BASE` if that is set, otherwise served in this process, deep below
    /// the host's root.
    pub fn of_the_hosted_site() -> Visitor {
        Visitor::of_the_hosted_site_with(Settings::default())
    }

    pub fn of_the_hosted_site_with(settings: Settings) -> Visitor {
        match env::var("HALLWAY_BASE") {
            Ok(base) => Visitor::of_the_site_at(base.trim_end_matches('/').to_owned(), settings),
            Err(_) => {
                let host = Arc::new(Host::of(Site::release(), "/2026/london", Keeping::Nothing, None));
                let base = format!("http://{}/2026/london", host.address);
                Visitor::at(base, Some(host), settings, Some(engine::place()))
            }
        }
    }

    /// A visitor of a site that something else serves, at this address without a slash at the end.
    pub fn of_the_site_at(base: String, settings: Settings) -> Visitor {
        Visitor::at(base, None, settings, Some(engine::place()))
    }

    /// Somebody else, with a browser of their own, on the same site.
    pub fn friend(&self) -> Visitor {
        Visitor::at(self.base.clone(), self.host.clone(), self.settings.clone(), None)
    }

    fn at(
        base: String,
        host: Option<Arc<Host>>,
        settings: Settings,
        place: Option<SemaphorePermit<'static>>,
    ) -> Visitor {
        let visitor = Visitor {
            browser: RefCell::new(None),
            settings,
            base,
            host,
            expected: RefCell::default(),
            elsewhere: Elsewhere::watched(),
            home: Home::new(),
            _place: place,
        };
        visitor.starts_the_browser();
        visitor
    }

    /// The host, which a story may control.
    pub fn host(&self) -> &Host {
        self.host.as_deref().expect("this story needs a host of its own")
    }

    /// Ends the browser and starts it again on the same profile, as on the next day.
    pub fn closes_and_reopens_the_browser(&self) {
        self.closes_the_browser();
        self.starts_the_browser();
    }

    /// Declares that this error in the console is part of the story.
    pub fn expects_in_the_console(&self, part: &'static str) {
        self.expected.borrow_mut().push(part);
    }

    fn starts_the_browser(&self) {
        let browser = block_on(async {
            let browser = Browser::start(&self.settings, &self.home, &self.elsewhere).await;
            browser.set_up_tab(&self.settings).await;
            browser
        });
        self.browser.replace(Some(browser));
    }

    fn closes_the_browser(&self) {
        let errors = self.console_errors();
        if !errors.is_empty() {
            self.leaves_evidence();
        }
        if let Some(browser) = self.browser.take() {
            block_on(browser.end());
        }
        assert!(
            errors.is_empty(),
            "the console holds errors that the story did not expect:\n{}",
            errors.join("\n")
        );
    }

    /// The errors in the console since the last call, without the expected ones.
    pub fn console_errors(&self) -> Vec<String> {
        let mut errors = self.browser(|browser| block_on(browser.console_errors()));
        let expected = self.expected.borrow();
        errors.retain(|error| !expected.iter().any(|part| error.contains(part)));
        errors
    }

    fn browser<T>(&self, ask: impl FnOnce(&Browser) -> T) -> T {
        ask(self.browser.borrow().as_ref().expect("a story goes on only while the browser runs"))
    }

    /// Runs a script in the page. The script may use the names in page.js and `arguments`.
    #[track_caller]
    fn ask<T: DeserializeOwned>(&self, script: &str, arguments: &[Value]) -> T {
        match self.try_ask(script, arguments) {
            Ok(answer) => answer,
            Err(error) => panic!("the page could not be asked: {error}\n{script}"),
        }
    }

    fn try_ask<T: DeserializeOwned>(&self, script: &str, arguments: &[Value]) -> Result<T, String> {
        let script = format!("{PAGE}\n{script}");
        let answer = self.browser(|browser| block_on(browser.driver.execute(script, arguments.to_vec())));
        answer.and_then(|answer| answer.convert()).map_err(|error| error.to_string())
    }

    /// Waits until the script returns a true value.
    #[track_caller]
    fn waits_for(&self, what: &str, script: &str, arguments: &[Value]) {
        self.waits(what, || self.try_ask::<Value>(script, arguments).ok().filter(is_true));
    }

    /// Waits until the script returns exactly this.
    #[track_caller]
    fn waits_until<T>(&self, what: &str, script: &str, arguments: &[Value], wanted: &T)
    where
        T: DeserializeOwned + PartialEq<T> + std::fmt::Debug,
    {
        let last = RefCell::new(None);
        let found = self.looks(|| {
            let answer = self.try_ask::<T>(script, arguments).ok();
            let found = answer.as_ref() == Some(wanted);
            last.replace(answer);
            found.then_some(())
        });
        if found.is_none() {
            let last = last.take();
            panic!(
                "waited in vain for {what}:\n  wanted {wanted:?}\n  but it is {last:?}\n{}",
                self.surroundings()
            );
        }
    }

    /// Waits until the page shows the element that the script returns.
    #[track_caller]
    fn element(&self, what: &str, script: &str, arguments: &[Value]) -> WebElement {
        let script = format!("{PAGE}\n{script}");
        self.waits(what, || {
            let answer =
                self.browser(|browser| block_on(browser.driver.execute(script.clone(), arguments.to_vec())));
            answer.ok()?.element().ok()
        })
    }

    /// The only element with this role and name.
    #[track_caller]
    fn named(&self, role: &str, name: &str) -> WebElement {
        let script = "const found = byName(...arguments); return found.length === 1 ? found[0] : null;";
        self.element(&format!("one {role} named {name:?}"), script, &[json!(role), json!(name)])
    }

    /// Clicks where a visitor would: on the label of a choice, and after scrolling if a bar covers the element.
    #[track_caller]
    fn clicks(&self, element: &WebElement) {
        let script = "
            const [element] = arguments;
            const target = element.matches('[type=radio], [type=checkbox]') ? element.labels[0] : element;
            const box = target.getBoundingClientRect();
            const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
            if (!top || !target.contains(top)) target.scrollIntoView({ block: 'center', behavior: 'instant' });
            return target";
        let clicked = self.browser(|browser| {
            block_on(async {
                let element = element.to_json()?;
                browser.driver.execute(script, vec![element]).await?.element()?.click().await
            })
        });
        if let Err(error) = clicked {
            panic!("a visitor could not click: {error}\n{}", self.surroundings());
        }
    }

    #[track_caller]
    fn waits<T>(&self, what: &str, look: impl Fn() -> Option<T>) -> T {
        match self.looks(look) {
            Some(found) => found,
            None => panic!("waited in vain for {what}\n{}", self.surroundings()),
        }
    }

    /// The only place where a story waits: calls `look` again and again, until it returns something or [`PATIENCE`] is
    /// over.
    fn looks<T>(&self, look: impl Fn() -> Option<T>) -> Option<T> {
        let begun = Instant::now();
        loop {
            let found = look();
            if found.is_some() || begun.elapsed() > PATIENCE {
                return found;
            }
            thread::sleep(LOOK_AGAIN_AFTER);
        }
    }

    /// Where the visitor is and what they see, for the message of a failed story.
    fn surroundings(&self) -> String {
        let look = "return `at ${location.href}\n${document.body.innerText.slice(0, 1500)}`";
        self.try_ask(look, &[]).unwrap_or_else(|error| format!("(the page says nothing: {error})"))
    }

    /// Saves what the page looked like when the story failed.
    fn leaves_evidence(&self) {
        let story = thread::current().name().unwrap_or("story").replace("::", "-");
        let folder = target().join("stories");
        if let Err(error) = fs::create_dir_all(&folder) {
            return eprintln!("no evidence: {}: {error}", folder.display());
        }
        let (picture, page) = (folder.join(format!("{story}.png")), folder.join(format!("{story}.html")));
        self.browser(|browser| {
            block_on(async {
                if let Ok(png) = browser.driver.screenshot_as_png().await {
                    let _ = fs::write(&picture, png);
                }
                if let Ok(html) = browser.driver.source().await {
                    let _ = fs::write(&page, html);
                }
            });
        });
        eprintln!("what the page looked like: {} and {}", picture.display(), page.display());
    }
}

impl Drop for Visitor {
    fn drop(&mut self) {
        if self.browser.borrow().is_none() {
            return;
        }
        if thread::panicking() {
            for error in self.console_errors() {
                eprintln!("in the console: {error}");
            }
            self.leaves_evidence();
            if let Some(browser) = self.browser.take() {
                block_on(browser.end());
            }
            return;
        }
        let asked = self.elsewhere.asked();
        self.closes_the_browser();
        assert!(asked.is_empty(), "another origin was asked:\n{}", asked.join("\n"));
    }
}

/// Whether JavaScript treats the value as true.
fn is_true(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false)) && *value != json!(0) && *value != json!("")
}

/// The folder for builds, and for files that stories leave behind.
fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| repository().join("target"), |path| Path::new(&path).to_owned())
}
