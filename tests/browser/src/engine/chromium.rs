//! Chromium, controlled through chromedriver and the DevTools protocol.

use serde_json::{Map, Value, json};
use tokio::process::Command;

use super::{Browser, Home, Settings, WITHOUT_TLS};

/// The driver, and what it prints before its port.
pub fn driver() -> (Command, &'static str) {
    let mut command = Command::new("chromedriver");
    command.arg("--port=0");
    (command, "started successfully on port ")
}

pub fn capabilities(settings: &Settings, home: &Home) -> Value {
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
        format!("--host-resolver-rules=MAP {WITHOUT_TLS} 127.0.0.1"),
        format!("--user-data-dir={}", home.profile().display()),
    ];
    if settings.private {
        arguments.push("--incognito".to_owned());
    }
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
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": { "args": arguments, "prefs": preferences },
    })
}

/// Asks something that only Chromium knows.
async fn devtools(browser: &Browser, method: &str, parameters: Value) {
    let answer = browser.driver.cdp().send_raw(method, parameters).await;
    answer.unwrap_or_else(|error| panic!("{method}: {error}"));
}

pub async fn set_up_tab(browser: &Browser, settings: &Settings) {
    let (width, height) = settings.window;
    let metrics =
        json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": settings.phone() });
    devtools(browser, "Emulation.setDeviceMetricsOverride", metrics).await;
    let scheme = if settings.dark { "dark" } else { "light" };
    let forced = if settings.forced_colours { "active" } else { "none" };
    let features = json!({ "features": [
        { "name": "prefers-color-scheme", "value": scheme }, { "name": "forced-colors", "value": forced },
    ] });
    devtools(browser, "Emulation.setEmulatedMedia", features).await;
    if settings.touch {
        devtools(browser, "Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).await;
    }
    if let Some(zone) = settings.zone {
        devtools(browser, "Emulation.setTimezoneOverride", json!({ "timezoneId": zone })).await;
    }
}

pub async fn console_errors(browser: &Browser) -> Vec<String> {
    let log = browser.driver.browser_log().await.unwrap_or_default();
    log.into_iter().filter(|entry| entry.level == "SEVERE").map(|entry| entry.message).collect()
}

pub async fn show_it_printed(browser: &Browser) {
    devtools(browser, "Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
}

pub async fn let_pages_copy(browser: &Browser, origin: &str, lets: bool) {
    for (name, lets) in [("clipboard-write", lets), ("clipboard-read", true)] {
        let setting = if lets { "granted" } else { "denied" };
        let permission = json!({ "permission": { "name": name }, "setting": setting, "origin": origin });
        devtools(browser, "Browser.setPermission", permission).await;
    }
}

pub async fn slow_the_network(browser: &Browser, round_trip: u32, bits: u32) {
    let bytes = bits / 8;
    let conditions = json!({
        "offline": false, "latency": round_trip, "downloadThroughput": bytes, "uploadThroughput": bytes,
    });
    devtools(browser, "Network.enable", json!({})).await;
    devtools(browser, "Network.emulateNetworkConditions", conditions).await;
}

pub async fn run_before_pages(browser: &Browser, script: &str) {
    devtools(browser, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
}

pub async fn slow_the_processor(browser: &Browser, times: u32) {
    devtools(browser, "Emulation.setCPUThrottlingRate", json!({ "rate": times })).await;
}
