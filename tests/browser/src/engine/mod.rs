//! The browser engines: how each is started, how its tabs are set up, and which features only some engines have.
//! `HALLWAY_ENGINE` chooses the engine. Stories do not know which one it is; they can only ask whether it [`lacks`]
//! something.

mod chromium;
mod firefox;
mod webkit;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::LazyLock;
use std::time::Duration;
use std::{env, fs, thread};

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Child;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::site::Elsewhere;

/// Browsers at the same time. With more than two, browsers slow each other down and measurements are useless.
static PLACES: Semaphore = Semaphore::const_new(2);

static ENGINE: LazyLock<Engine> = LazyLock::new(|| match env::var("HALLWAY_ENGINE").as_deref() {
    Ok("chromium") | Err(_) => Engine::Chromium,
    Ok("firefox") => Engine::Firefox,
    Ok("webkit") => Engine::Webkit,
    Ok(other) => panic!("HALLWAY_ENGINE may be chromium, firefox or webkit, and is {other:?}"),
});

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

/// A feature that some stories need and that not every engine has. The README.md of these tests gives the reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The engine measures how much of the page moved unexpectedly.
    LayoutShifts,
    /// What a page writes into its history while it is being left is still there after a reload.
    WritingWhileLeaving,
    /// A value that is removed and written again within milliseconds is saved, even if another window writes as fast.
    FastWritesInTwoWindows,
    /// The driver can emulate forced colours, touch, another text size, and a slower processor.
    Emulation,
    /// When a key moves the focus, the page scrolls until the focused element is visible as a whole, not only in part.
    AllOfTheFocused,
    /// A select is as wide as its options are with the page's letter spacing.
    SpacedSelects,
    /// A restarted browser still has what its pages saved.
    KeptProfile,
    /// A request fails if its connection breaks before the whole file has arrived.
    BrokenConnections,
    /// The window is active, so that `:focus` applies.
    ActiveWindow,
}

/// Whether this engine lacks a feature that the calling story needs. If so, prints the story's name, so that nothing is
/// skipped silently.
#[must_use]
pub fn lacks(need: Need) -> bool {
    let lacks = match *ENGINE {
        Engine::Chromium => false,
        Engine::Firefox => firefox::LACKS.contains(&need),
        Engine::Webkit => webkit::LACKS.contains(&need),
    };
    if lacks {
        let story = thread::current().name().unwrap_or("a story").to_owned();
        // Not `eprintln!`, which nobody sees of a story that passes.
        let _ = writeln!(io::stderr(), "left out, all or in part: {story}: {:?} lacks {need:?}", *ENGINE);
    }
    lacks
}

/// Polls for a few seconds until `look` finds something.
async fn looks<T>(mut look: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    for _ in 0..200 {
        let found = look().await;
        if found.is_some() {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    None
}

/// A name of this machine. Browsers treat 127.0.0.1 as a secure origin, but not this name. Only Chromium knows it.
pub const WITHOUT_TLS: &str = "guide.test";

/// How a browser is set up.
#[derive(Clone, Debug)]
pub struct Settings {
    pub javascript: bool,
    pub webassembly: bool,
    pub site_data: bool,
    /// A window that forgets everything when it is closed. Only Chromium does it.
    pub private: bool,
    /// Width and height of the page, in CSS pixels. Below 600 it is a phone.
    pub window: (u32, u32),
    pub dark: bool,
    /// The system chooses the colours, as with Windows' contrast themes. Only Chromium does it ([`Need::Emulation`]).
    pub forced_colours: bool,
    /// Fingers point, not a mouse. Only Chromium does it.
    pub touch: bool,
    /// The size of text that the browser's user chose, in pixels. Only Chromium does it.
    pub text_size: u32,
    /// The IANA name of the time zone that the browser's device is in.
    pub zone: Option<&'static str>,
    /// Runs in every page of a host in this process, before the page's own scripts.
    pub before_pages: Option<String>,
}

impl Settings {
    /// What runs in every page before its own scripts.
    pub fn before_pages(&self) -> Option<String> {
        let without = (*ENGINE == Engine::Webkit && !self.webassembly).then_some(webkit::WITHOUT_WEBASSEMBLY);
        match (without, &self.before_pages) {
            (Some(without), before) => Some(without.to_owned() + before.as_deref().unwrap_or_default()),
            (None, before) => before.clone(),
        }
    }

    fn phone(&self) -> bool {
        self.window.0 < 600
    }
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            javascript: true,
            webassembly: true,
            site_data: true,
            private: false,
            window: (1280, 800),
            dark: false,
            forced_colours: false,
            touch: false,
            text_size: 16,
            zone: None,
            before_pages: None,
        }
    }
}

/// A browser that runs, and the driver that holds it.
pub struct Browser {
    pub driver: WebDriver,
    /// Ends when dropped.
    _driver_process: Child,
}

/// A folder for everything of one browser; gone when it is dropped.
pub struct Home(TempDir);

impl Home {
    pub fn new() -> Home {
        let home = tempfile::Builder::new().prefix("hallway-story-").tempdir().expect("a folder can be made");
        for folder in ["profile", "downloads"] {
            fs::create_dir(home.path().join(folder)).expect("a folder of ours can be written");
        }
        Home(home)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn downloads(&self) -> PathBuf {
        self.path().join("downloads")
    }

    fn profile(&self) -> PathBuf {
        self.path().join("profile")
    }
}

impl Default for Home {
    fn default() -> Home {
        Home::new()
    }
}

/// Waits for a free slot to run a browser.
pub fn place() -> SemaphorePermit<'static> {
    crate::block_on(PLACES.acquire()).expect("places are never closed")
}

impl Browser {
    /// Starts a browser on a profile, and with it a driver at any free port.
    pub async fn start(settings: &Settings, home: &Home, elsewhere: &Elsewhere) -> Browser {
        let (driver_process, port) = start_driver(settings, home).await;
        let mut capabilities = match *ENGINE {
            Engine::Chromium => chromium::capabilities(settings, home),
            Engine::Firefox => firefox::capabilities(settings, home),
            Engine::Webkit => webkit::capabilities(settings),
        };
        // A page whose app never comes never finishes loading, hence `eager`. Until a page has loaded, WebKit's driver
        // answers nothing, so it gets `normal`.
        let strategy = if *ENGINE == Engine::Webkit { "normal" } else { "eager" };
        capabilities["pageLoadStrategy"] = json!(strategy);
        let proxy = elsewhere.address.to_string();
        let here = ["127.0.0.1", WITHOUT_TLS];
        capabilities["proxy"] =
            json!({ "proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy, "noProxy": here });
        let capabilities: Capabilities = serde_json::from_value(capabilities).expect("they are an object");
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities)
            .await
            .expect("the browser starts: see README.md for what the stories need");
        Browser { driver, _driver_process: driver_process }
    }

    /// Ends the browser as its user does, so that all is written.
    pub async fn end(self) {
        if let Err(error) = self.driver.quit().await {
            eprintln!("the browser did not end well: {error}");
        }
    }

    /// Makes a new tab as the settings have it.
    pub async fn set_up_tab(&self, settings: &Settings) {
        match *ENGINE {
            Engine::Chromium => chromium::set_up_tab(self, settings).await,
            Engine::Firefox => firefox::set_up_tab(self, settings).await,
            Engine::Webkit => webkit::set_up_tab(self, settings).await,
        }
    }

    /// The errors in the console since it was last asked for.
    pub async fn console_errors(&self) -> Vec<String> {
        match *ENGINE {
            Engine::Chromium => chromium::console_errors(self).await,
            Engine::Firefox => firefox::console_errors(self).await,
            Engine::Webkit => Vec::new(),
        }
    }

    /// Shows the page as it would be printed.
    pub async fn shows_it_printed(&self) {
        match *ENGINE {
            Engine::Chromium => chromium::show_it_printed(self).await,
            Engine::Firefox => firefox::show_it_printed(self).await,
            Engine::Webkit => panic!("WebKit shows nothing as it would be printed"),
        }
    }

    /// Lets pages of this origin use the clipboard, or only read it.
    pub async fn lets_pages_copy(&self, origin: &str, lets: bool) {
        match *ENGINE {
            Engine::Chromium => chromium::let_pages_copy(self, origin, lets).await,
            // They allow copying after any button press, without a permission.
            Engine::Firefox | Engine::Webkit if lets => (),
            Engine::Firefox | Engine::Webkit => {
                let refuse = "navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'))";
                self.driver.execute(refuse, Vec::new()).await.expect("a page can be told to refuse");
            }
        }
    }

    /// Moves the focus back into the page after Tab has left it. Otherwise Firefox's driver still sends keys to the
    /// page, but no element reports the focus.
    pub async fn leads_the_focus_back(&self) {
        if *ENGINE == Engine::Firefox {
            firefox::focus_the_page(self).await;
        }
    }

    /// From now on everything takes the processor so many times as long.
    pub async fn slows_the_processor(&self, times: u32) {
        assert_eq!(*ENGINE, Engine::Chromium, "only Chromium can be slowed");
        chromium::slow_the_processor(self, times).await;
    }

    /// From now on a round trip over the network takes so many milliseconds, and so many bits come in a second.
    pub async fn slows_the_network(&self, round_trip: u32, bits: u32) {
        assert_eq!(*ENGINE, Engine::Chromium, "only Chromium can be slowed");
        chromium::slow_the_network(self, round_trip, bits).await;
    }

    /// From now on this script runs in every page before its own scripts, without a change to the page.
    pub async fn runs_before_pages(&self, script: &str) {
        assert_eq!(*ENGINE, Engine::Chromium, "only Chromium can do this");
        chromium::run_before_pages(self, script).await;
    }
}

/// Starts a driver at any free port, and says at which.
async fn start_driver(settings: &Settings, home: &Home) -> (Child, String) {
    let (mut command, before_the_port) = match *ENGINE {
        Engine::Chromium => chromium::driver(),
        Engine::Firefox => firefox::driver(settings),
        Engine::Webkit => return webkit::start_driver(settings, home).await,
    };
    // Sockets and the like, which a browser that is ended leaves behind.
    command.env("TMPDIR", home.path()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
    // A driver may take a port that is free for IPv4, then exit because it is taken for IPv6.
    for _ in 0..5 {
        let program = command.as_std().get_program().to_string_lossy().into_owned();
        let mut process =
            command.spawn().unwrap_or_else(|error| panic!("{program}: {error}: is it installed?"));
        let output = process.stdout.take().expect("its output is piped");
        let mut lines = BufReader::new(output).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            let Some((_, port)) = line.split_once(before_the_port) else { continue };
            let port = port.trim_end_matches('.').to_owned();
            // A driver whose output nobody takes stops when the pipe is full.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return (process, port);
        }
    }
    panic!("{command:?} exited before it reported its port")
}
