//! Firefox, by geckodriver, its preferences, and scripts in its own window.

use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{RequestData, SessionId};
use tokio::process::Command;

use super::{Browser, Home, Need, Settings, looks};

pub const LACKS: &[Need] = &[
    Need::LayoutShifts,
    Need::WritingWhileLeaving,
    Need::FastWritesInTwoWindows,
    Need::AllOfTheFocused,
    Need::SpacedSelects,
    Need::Emulation,
];

/// The driver, and what it prints before its port.
pub fn driver(settings: &Settings) -> (Command, &'static str) {
    let mut command = Command::new("geckodriver");
    command.args(["--port=0", "--websocket-port=0", "--allow-system-access"]);
    if let Some(zone) = settings.zone {
        command.env("TZ", zone);
    }
    (command, "Listening on 127.0.0.1:")
}

pub fn capabilities(settings: &Settings, home: &Home) -> Value {
    let (dark, light) = (u8::from(settings.dark), u8::from(!settings.dark));
    let options = json!({
        "args": ["-headless", "-profile", home.profile()],
        "prefs": {
            "javascript.enabled": settings.javascript,
            "javascript.options.wasm": settings.webassembly,
            // 5 is what it does by itself; 2 blocks all data of sites.
            "network.cookie.cookieBehavior": if settings.site_data { 5 } else { 2 },
            "ui.systemUsesDarkTheme": dark,
            "layout.css.prefers-color-scheme.content-override": light,
            "ui.useOverlayScrollbars": u8::from(settings.phone()),
            "browser.download.folderList": 2,
            "browser.download.dir": home.downloads(),
            "browser.download.alwaysOpenPanel": false,
            "browser.helperApps.neverAsk.saveToDisk": "application/json,text/calendar",
            // Processes for pages that are never opened take their time too.
            "dom.ipc.processPrelaunch.enabled": false,
            // Reads the clipboard without asking anybody.
            "dom.events.testing.asyncClipboard": true,
        },
    });
    json!({ "browserName": "firefox", "moz:firefoxOptions": options })
}

/// Whether scripts run in the page or in the browser's own window.
#[derive(Debug)]
struct Context(&'static str);

impl FormatRequestData for Context {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new("POST".parse().expect("a method"), format!("/session/{session}/moz/context"))
            .add_body(json!({ "context": self.0 }))
    }
}

/// Asks the browser itself, where it knows the tab that is shown as `gBrowser.selectedBrowser`.
async fn ask_the_browser(browser: &Browser, script: &str, arguments: Vec<Value>) -> Value {
    let driver = &browser.driver;
    driver.cmd(Context("chrome")).await.expect("the driver may ask the browser");
    let answer = driver.execute(script, arguments).await;
    driver.cmd(Context("content")).await.expect("the driver may ask the page again");
    answer.unwrap_or_else(|error| panic!("Firefox: {error}\n{script}")).json().clone()
}

pub async fn set_up_tab(browser: &Browser, settings: &Settings) {
    // Its windows are never as narrow as a phone, unless told otherwise.
    let script = "
        const [width, height] = arguments, tab = gBrowser.selectedBrowser;
        for (const least of ['min-width', 'min-height']) document.documentElement.style.setProperty(least, '0', 'important');
        Object.assign(tab.style, { width: `${width}px`, height: `${height}px`, flex: 'none' });
        resizeTo(width, height + tab.getBoundingClientRect().top);";
    let (width, height) = settings.window;
    ask_the_browser(browser, script, vec![json!(width), json!(height)]).await;
    let window = json!([width, height]);
    let fits = async || {
        let size = browser.driver.execute("return [innerWidth, innerHeight]", Vec::new()).await;
        (*size.expect("a page knows its size").json() == window).then_some(())
    };
    looks(fits).await.unwrap_or_else(|| panic!("a page does not become {window}"));
}

/// What pages threw and what their policies blocked. Firefox does not report `console.*` calls, and does not count
/// missing files as errors.
pub async fn console_errors(browser: &Browser) -> Vec<String> {
    // Others write "Content Security Policy" without dashes.
    let script = "
        const severe = ({ flags }) => !(flags & (Ci.nsIScriptError.warningFlag | Ci.nsIScriptError.infoFlag));
        const entries = Services.console.getMessageArray().filter((entry) => entry instanceof Ci.nsIScriptError);
        Services.console.reset();
        return entries.filter((entry) => severe(entry) && entry.sourceName.startsWith('http'))
            .map((entry) => `${entry.sourceName} ${entry.lineNumber} ${entry.errorMessage}`.replaceAll('-Security-', ' Security '))";
    let errors = ask_the_browser(browser, script, Vec::new()).await;
    serde_json::from_value(errors).expect("errors are told in words")
}

pub async fn focus_the_page(browser: &Browser) {
    ask_the_browser(browser, "gBrowser.selectedBrowser.focus()", Vec::new()).await;
}

pub async fn show_it_printed(browser: &Browser) {
    let script = "gBrowser.selectedBrowser.browsingContext.mediumOverride = 'print'";
    ask_the_browser(browser, script, Vec::new()).await;
}
