//! The browser engine: how one is started, and what only some can be told. `HALLWAY_ENGINE` chooses it.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::LazyLock;
use std::{env, fs};

use serde_json::{Map, Value, json};
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::site::Elsewhere;

/// Browsers at the same time. More than two crowd each other out, and what is measured then is the crowd.
static PLACES: Semaphore = Semaphore::const_new(2);

static ENGINE: LazyLock<String> =
    LazyLock::new(|| env::var("HALLWAY_ENGINE").unwrap_or("chromium".to_owned()));

/// How a browser is set up.
#[derive(Clone, Debug)]
pub struct Settings {
    pub javascript: bool,
    pub webassembly: bool,
    pub site_data: bool,
    /// Width and height of the page, in CSS pixels. Below 600 it is a phone.
    pub window: (u32, u32),
    pub dark: bool,
    /// The system chooses the colours, as with Windows' contrast themes.
    pub forced_colours: bool,
    /// Fingers point, not a mouse.
    pub touch: bool,
    /// The size of text that the browser's user chose, in pixels.
    pub text_size: u32,
    /// The IANA name of the time zone that the browser's device is in.
    pub zone: Option<&'static str>,
    /// Runs in every page before its own scripts.
    pub before_pages: Option<String>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            javascript: true,
            webassembly: true,
            site_data: true,
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
        fs::create_dir(home.path().join("downloads")).expect("a folder of ours can be written");
        Home(home)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn downloads(&self) -> PathBuf {
        self.path().join("downloads")
    }
}

impl Default for Home {
    fn default() -> Home {
        Home::new()
    }
}

/// The right to run a browser.
pub fn place() -> SemaphorePermit<'static> {
    crate::now(PLACES.acquire()).expect("places are never closed")
}

impl Browser {
    /// Starts a browser on a profile, and with it a driver at any free port.
    pub async fn start(settings: &Settings, home: &Home, elsewhere: &Elsewhere) -> Browser {
        let (driver_process, port) = start_driver(home).await;
        let capabilities = capabilities(settings, home, elsewhere);
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

    /// Asks something that only Chromium knows.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Value {
        let answer = self.driver.cdp().send_raw(method, parameters).await;
        answer.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Makes a new tab as the settings have it.
    pub async fn set_up_tab(&self, settings: &Settings) {
        let (width, height) = settings.window;
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        let scheme = if settings.dark { "dark" } else { "light" };
        let forced = if settings.forced_colours { "active" } else { "none" };
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme }, { "name": "forced-colors", "value": forced },
        ] });
        self.devtools("Emulation.setEmulatedMedia", features).await;
        if settings.touch {
            self.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).await;
        }
        if let Some(zone) = settings.zone {
            self.devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": zone })).await;
        }
        if let Some(script) = &settings.before_pages {
            self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
        }
    }
}

/// Starts a driver at any free port, and says at which.
async fn start_driver(home: &Home) -> (Child, String) {
    // It takes a port that is free for IPv4 and ends where that is not free for IPv6.
    for _ in 0..5 {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            // Sockets and the like, which a browser that is ended leaves behind.
            .env("TMPDIR", home.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("chromedriver can be started: is it installed?");
        let output = process.stdout.take().expect("its output is piped");
        let mut lines = BufReader::new(output).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            let Some((_, port)) = line.split_once("started successfully on port ") else { continue };
            let port = port.trim_end_matches('.').to_owned();
            // A driver whose output nobody takes stops when the pipe is full.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return (process, port);
        }
    }
    panic!("chromedriver ends by itself, and does not say at which port it listens")
}

/// The one place where engines differ in how they are started.
fn capabilities(settings: &Settings, home: &Home, elsewhere: &Elsewhere) -> Capabilities {
    assert_eq!(*ENGINE, "chromium", "HALLWAY_ENGINE may only be `chromium` so far");
    let mut arguments = vec![
        "--headless=new".to_owned(),
        // Needed where the stories run as root, as in most containers.
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        format!("--user-data-dir={}", home.path().join("profile").display()),
    ];
    let mut preferences = Map::new();
    let content = "profile.default_content_setting_values";
    if !settings.javascript {
        preferences.insert(format!("{content}.javascript"), json!(2));
    }
    if !settings.site_data {
        preferences.insert(format!("{content}.cookies"), json!(2));
    }
    if !settings.webassembly {
        arguments.push("--js-flags=--jitless".to_owned());
    }
    preferences.insert("webkit.webprefs.default_font_size".to_owned(), json!(settings.text_size));
    preferences.insert("download.default_directory".to_owned(), json!(home.downloads()));
    preferences.insert("download.prompt_for_download".to_owned(), json!(false));
    let proxy = elsewhere.address.to_string();
    let capabilities = json!({
        "browserName": "chrome",
        // A page whose app never comes never finishes loading.
        "pageLoadStrategy": "eager",
        "proxy": { "proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy },
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": { "args": arguments, "prefs": preferences },
    });
    serde_json::from_value(capabilities).expect("an object is written above")
}
