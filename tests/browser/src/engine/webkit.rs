//! WebKitGTK, by its driver and the settings of its MiniBrowser. Needs a display and a D-Bus session.

use std::fs;
use std::net::TcpListener;
use std::process::Stdio;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

use super::{Browser, Home, Need, Settings, looks};

pub const LACKS: &[Need] =
    &[Need::LayoutShifts, Need::Emulation, Need::KeptProfile, Need::BrokenConnections, Need::ActiveWindow];

/// Windows that were opened. A window under another one is not drawn, so each has a place of its own beside the others.
static WINDOWS: AtomicU32 = AtomicU32::new(0);

/// Starts the driver at a port that was free a moment ago: it does not say which port it takes by itself.
pub async fn start_driver(settings: &Settings, home: &Home) -> (Child, String) {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let port = free.expect("some port is free").port();
    // The desktop's settings decide where it saves files.
    let folders = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", home.downloads().display());
    fs::write(home.path().join("user-dirs.dirs"), folders).expect("a folder of ours can be written");
    let mut command = Command::new("WebKitWebDriver");
    command.arg(format!("--port={port}")).env("TMPDIR", home.path()).env("XDG_CONFIG_HOME", home.path());
    command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    if let Some(zone) = settings.zone {
        command.env("TZ", zone);
    }
    let process = command.stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true).spawn();
    let process = process.unwrap_or_else(|error| panic!("WebKitWebDriver: {error}: is it installed?"));
    let listens = async || TcpStream::connect(("127.0.0.1", port)).await.ok();
    looks(listens).await.expect("WebKitWebDriver listens");
    (process, port.to_string())
}

pub fn capabilities(settings: &Settings) -> Value {
    let mut arguments = vec!["--automation"];
    if settings.dark {
        arguments.push("--dark-mode");
    }
    if !settings.javascript {
        arguments.push("--enable-javascript=FALSE");
    }
    if !settings.site_data {
        arguments.push("--features=-LocalStorage");
    }
    json!({ "browserName": "MiniBrowser", "webkitgtk:browserOptions": { "args": arguments } })
}

/// It has no setting for this.
pub const WITHOUT_WEBASSEMBLY: &str = "delete globalThis.WebAssembly;";

pub async fn set_up_tab(browser: &Browser, settings: &Settings) {
    // Its bar of buttons takes some of the height, and is never as narrow as most phones.
    const NARROWEST: u32 = 447;
    let (width, height) = settings.window;
    let (width, mut window) = (width.max(NARROWEST), height);
    let left = i64::from(WINDOWS.fetch_add(1, Ordering::Relaxed) % 4 * 1400);
    let fits = async || {
        browser.driver.set_window_rect(left, 0, width, window).await.expect("a window can be sized");
        let size = browser.driver.execute("return [innerWidth, innerHeight]", Vec::new()).await;
        let is = size.and_then(|size| size.convert::<(u32, u32)>()).expect("a page knows its size");
        if is.1 > 0 && is.1 < height {
            window = window.max(2 * height - is.1);
        }
        (is == (width, height)).then_some(())
    };
    looks(fits).await.unwrap_or_else(|| panic!("a page does not become {width} by {height}"));
}
