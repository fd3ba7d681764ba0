//! The built sites, and a host for them: a static file server in this process, which can be told to fail the way
//! hosts and networks do.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use futures_util::{StreamExt, stream};
use sha2::{Digest, Sha256};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::visitor::{LOOK_AGAIN_AFTER, PATIENCE};

/// The folder of a site as `make` builds it.
#[derive(Clone, Debug)]
pub struct Site {
    pub folder: PathBuf,
}

impl Site {
    /// What attendees get.
    pub fn release() -> Site {
        Site::built(repository().join("dist"))
    }

    /// A conference with one of everything, and an app that breaks where the address tells it to.
    pub fn everything() -> Site {
        Site::built(repository().join("target/sites/everything"))
    }

    /// A later deployment of [`Site::everything`]: another order, changed titles, one session gone and one new.
    pub fn everything_next() -> Site {
        Site::built(repository().join("target/sites/everything-next"))
    }

    /// 2,000 sessions (`src/bin/two-thousand.rs`).
    pub fn two_thousand() -> Site {
        Site::built(repository().join("target/sites/two-thousand"))
    }

    /// Three states of a real programme, each with its conference file; nothing where the real exports are not beside
    /// the repository (Makefile).
    pub fn updates() -> Option<[(Site, PathBuf); 3]> {
        let sites = repository().join("target/sites");
        let all = [1, 2, 3].map(|at| {
            (Site { folder: sites.join(format!("update-{at}")) }, sites.join(format!("update-{at}.json")))
        });
        all.iter()
            .all(|(site, file)| site.folder.join("index.html").is_file() && file.is_file())
            .then_some(all)
    }

    /// A real programme of 1,351 sessions as attendees get it; nothing where the real exports are not beside the
    /// repository (Makefile).
    pub fn congress() -> Option<Site> {
        let folder = repository().join("target/sites/congress");
        folder.join("index.html").is_file().then_some(Site { folder })
    }

    /// What pretalx exported (`tests/host/import/fixtures/frab-xml-pretalx.xml`), as `hallway import` reads it.
    pub fn imported() -> Site {
        Site::built(repository().join("target/sites/imported"))
    }

    /// A copy of this site's first page in a folder, with an app that breaks as soon as it is loaded.
    pub fn broken(&self, folder: &Path) -> Site {
        let read = |name: &str| std::fs::read_to_string(self.folder.join(name)).expect("a text can be read");
        let write =
            |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("a file can be written");
        let files = std::fs::read_dir(&self.folder).expect("a site can be listed");
        for file in
            files.map(|entry| entry.expect("a site can be listed").path()).filter(|path| path.is_file())
        {
            let name = file.file_name().expect("a file has a name");
            std::fs::copy(&file, folder.join(name)).expect("a file can be copied");
        }
        let worker = read(WORKER);
        let named = |beginning: &str, ending: &str| {
            let is_it = |word: &&str| word.starts_with(beginning) && word.ends_with(ending);
            worker.split('"').find(is_it).expect("the worker keeps the app").to_owned()
        };
        let (script, shell) = (named("guide-", ".js"), named("shell-", ".txt"));
        let (broken_script, broken_shell) = ("guide-broken.js", "shell-broken.txt");
        write(broken_script, "throw new Error('This build is broken.');");
        write("index.html", &read("index.html").replace(&script, broken_script));
        write(broken_shell, &read(&shell).replace(&script, broken_script));
        let mut worker = worker.replace(&script, broken_script).replace(&shell, broken_shell);
        for name in [broken_script, broken_shell] {
            let content = std::fs::read(folder.join(name)).expect("it was just written");
            let before = format!("\"{name}\":\"");
            let (start, rest) = worker.split_once(&before).expect("the worker keeps it");
            let (_, rest) = rest.split_once('"').expect("a checksum ends");
            worker = format!("{start}{before}{}\"{rest}", BASE64_STANDARD.encode(Sha256::digest(content)));
        }
        write(WORKER, &worker.replace("\"id\":\"", "\"id\":\"broken-"));
        Site { folder: folder.to_owned() }
    }

    fn built(folder: PathBuf) -> Site {
        assert!(
            folder.join("index.html").is_file(),
            "there is no site in {}: `make test` builds it",
            folder.display()
        );
        Site { folder }
    }

    /// The addresses of all its pages below the root, without 404.html.
    pub fn pages(&self) -> Vec<String> {
        let mut pages = vec![String::new()];
        for list in ["days", "rooms", "tracks", "sessions", "speakers"] {
            let Ok(entries) = std::fs::read_dir(self.folder.join(list)) else { continue };
            let names = entries.map(|entry| entry.expect("a folder can be listed").file_name());
            let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
            names.sort();
            // A folder's own page lists what is in it.
            pages.extend(names.into_iter().map(|name| match name.as_str() {
                "index.html" => format!("{list}/"),
                id => format!("{list}/{id}/"),
            }));
        }
        pages.push("agenda/".to_owned());
        pages
    }
}

pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("this package is in tests/browser")
        .to_owned()
}

/// What goes wrong with a file.
#[derive(Clone, Debug)]
pub enum Fault {
    /// 404.
    Missing,
    /// Served as this type.
    Type(&'static str),
    /// A page comes in its place, as from a network that asks for a login.
    SignInPage,
    /// Nothing comes until [`Host::lets_go`].
    Held,
    /// The first half comes, then nothing more, and the connection stays open.
    Stalled,
    /// The first half comes, then the connection breaks.
    CutOff,
    /// The first half comes as if it were all.
    Truncated,
    /// One more header.
    Header(&'static str, &'static str),
    /// The file still comes from this older site.
    Old(Site),
}

/// Serves a site until it is dropped.
pub struct Host {
    pub address: SocketAddr,
    told: Arc<Mutex<Told>>,
    let_go: watch::Sender<bool>,
    serving: Mutex<JoinHandle<()>>,
}

/// What a host lets devices keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Nothing: each page comes from the host. In place of the service worker comes the one that removes itself. Pages
    /// carry the time of their deployment, and not the one at which the site was built.
    Nothing,
    /// The whole guide, as its service worker wants it. Pages are as they were built.
    Guide,
}

/// What a host was told, and what it was asked.
struct Told {
    site: Site,
    /// The path above the site's root: nothing, or like `/2026/london`.
    above: String,
    keeping: Keeping,
    faults: Vec<(&'static str, Fault)>,
    /// Runs in every page before its own scripts.
    before_pages: Option<String>,
    requests: Vec<String>,
    let_go: watch::Receiver<bool>,
    is_stopped: watch::Sender<bool>,
    /// How often a site was deployed.
    deployments: u32,
}

impl Host {
    /// Serves the site at `above` (`""`, or like `/2026/london`), at any free port, and lets a script run in every page
    /// before the page's own.
    pub fn of(site: Site, above: &str, keeping: Keeping, before_pages: Option<String>) -> Host {
        let (let_go, held) = watch::channel(false);
        let told = Told {
            site,
            above: above.to_owned(),
            keeping,
            faults: Vec::new(),
            before_pages,
            requests: Vec::new(),
            let_go: held,
            is_stopped: watch::Sender::new(false),
            deployments: 1,
        };
        let told = Arc::new(Mutex::new(told));
        let (address, serving) = serve("127.0.0.1:0", &told);
        Host { address, told, let_go, serving: Mutex::new(serving) }
    }

    /// The host is gone: nothing answers at its address, and open connections break.
    pub fn stops(&self) {
        // Not yet answered requests are not waited for.
        self.serving.lock().expect("nobody panics while stopping a host").abort();
        self.told().is_stopped.send_replace(true);
    }

    /// It is there again, at the same address.
    pub fn starts_again(&self) {
        if !*self.told().is_stopped.borrow() {
            return;
        }
        self.told().is_stopped.send_replace(false);
        let (_, serving) = serve(&self.address.to_string(), &self.told);
        *self.serving.lock().expect("nobody panics while starting a host") = serving;
    }

    /// Files whose path ends like this fail from now on. A name that ends with a hyphen, like `texts-`, means files
    /// that begin like this.
    pub fn fails(&self, name: &'static str, fault: Fault) {
        self.told().faults.push((name, fault));
    }

    /// From now on, this fails and nothing else does. There is no moment in between in which all is well.
    pub fn fails_only(&self, name: &'static str, fault: Fault) {
        self.told().faults = vec![(name, fault)];
    }

    /// All is well again.
    pub fn recovers(&self) {
        self.told().faults.clear();
    }

    /// Everything held so far, and from now on, comes.
    pub fn lets_go(&self) {
        self.let_go.send_replace(true);
    }

    /// Replaces the site by another. If devices keep nothing, its pages carry a later build time than the earlier ones.
    pub fn deploys(&self, site: Site) {
        let mut told = self.told();
        told.site = site;
        told.deployments += 1;
    }

    /// From now on it lets devices keep this.
    pub fn lets_keep(&self, keeping: Keeping) {
        self.told().keeping = keeping;
    }

    /// The files that were asked for so far, as paths below the root.
    pub fn requests(&self) -> Vec<String> {
        self.told().requests.clone()
    }

    /// Waits until this path was asked for so often.
    #[track_caller]
    pub fn is_asked_for(&self, path: &str, times: usize) {
        self.is_asked_for_while(path, times, || {});
    }

    /// The same, and does something from time to time until then.
    #[track_caller]
    pub fn is_asked_for_while(&self, path: &str, times: usize, meanwhile: impl Fn()) {
        let begun = Instant::now();
        for look in 1.. {
            if self.requests_for(path) >= times {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "{path} is not asked for: {:?}", self.requests());
            std::thread::sleep(LOOK_AGAIN_AFTER);
            if look % 60 == 0 {
                meanwhile();
            }
        }
    }

    /// How often this path was asked for.
    pub fn requests_for(&self, path: &str) -> usize {
        self.requests().iter().filter(|asked| *asked == path).count()
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().expect("nobody panics while telling a host")
    }
}

/// Begins to answer at an address.
fn serve(address: &str, told: &Arc<Mutex<Told>>) -> (SocketAddr, JoinHandle<()>) {
    let answers = Router::new().fallback(answer).with_state(told.clone());
    let stopped = told.lock().expect("nobody panics while telling a host").is_stopped.subscribe();
    crate::block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await.expect("the port is free");
        let address = listener.local_addr().expect("a bound socket has an address");
        // Connections outlive the task that accepts them, unless they are closed.
        let is_stopped = async move {
            let mut stopped = stopped;
            _ = stopped.wait_for(|stopped| *stopped).await;
        };
        let serving = tokio::spawn(async {
            axum::serve(listener, answers).with_graceful_shutdown(is_stopped).await.expect("a host serves");
        });
        (address, serving)
    })
}

impl Drop for Host {
    fn drop(&mut self) {
        self.stops();
    }
}

async fn answer(State(told): State<Arc<Mutex<Told>>>, request: Request) -> Response {
    let (site, faults, path, mut let_go, before_pages, deployment) = {
        let mut told = told.lock().expect("nobody panics while telling a host");
        let path = request.uri().path().strip_prefix(&told.above).and_then(|path| path.strip_prefix('/'));
        // As nginx has it, several slashes are one.
        let Some(path) = path.map(|path| path.trim_start_matches('/').to_owned()) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        told.requests.push(path.clone());
        let is_it =
            |name: &str| if name.ends_with('-') { path.starts_with(name) } else { path.ends_with(name) };
        let faults = told.faults.iter().filter(|(name, _)| is_it(name));
        let faults: Vec<Fault> = faults.map(|(_, fault)| fault.clone()).collect();
        let before_pages = told.before_pages.clone();
        let deployment = (told.keeping == Keeping::Nothing).then_some(told.deployments);
        (told.site.clone(), faults, path, told.let_go.clone(), before_pages, deployment)
    };
    let mut response = file(&site, request.uri().path(), &path, deployment).await;
    for fault in faults {
        response = match fault {
            Fault::Missing => StatusCode::NOT_FOUND.into_response(),
            Fault::Type(name) => with_header(response, header::CONTENT_TYPE, name),
            Fault::SignInPage => {
                let page = "<!doctype html><title>Welcome to this network</title><h1>Please sign in</h1>";
                ([(header::CONTENT_TYPE, "text/html")], page).into_response()
            }
            Fault::Held => {
                let _ = let_go.wait_for(|go| *go).await;
                response
            }
            Fault::Stalled => half(response, |half| Body::from_stream(half.chain(stream::pending()))).await,
            Fault::CutOff => {
                half(response, |half| {
                    let broken = stream::once(async { Err(std::io::Error::other("cut off")) });
                    Body::from_stream(half.map(|sent| sent.map_err(|never| match never {})).chain(broken))
                })
                .await
            }
            Fault::Truncated => half(response, Body::from_stream).await,
            Fault::Header(name, value) => with_header(response, HeaderName::from_static(name), value),
            Fault::Old(site) => file(&site, request.uri().path(), &path, deployment.map(|now| now - 1)).await,
        };
    }
    match before_pages {
        Some(script) => with_script(response, &script).await,
        None => response,
    }
}

/// Inserts a script before the page's Content-Security-Policy, so that the policy does not apply to it.
async fn with_script(response: Response, script: &str) -> Response {
    const POLICY: &str = "<meta http-equiv=";
    if response.headers().get(header::CONTENT_TYPE).is_none_or(|kind| kind != "text/html") {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let page = axum::body::to_bytes(body, usize::MAX).await.expect("a page is in memory");
    let page =
        String::from_utf8_lossy(&page).replacen(POLICY, &format!("<script>{script}</script>{POLICY}"), 1);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(page))
}

/// What a plain static host answers: the file, the folder's page, or the 404 page. If devices keep nothing, `deployment`
/// counts the deployments ([`Keeping::Nothing`]).
async fn file(site: &Site, full_path: &str, path: &str, deployment: Option<u32>) -> Response {
    let mut file = site.folder.join(path);
    if file.is_dir() {
        if !full_path.ends_with('/') {
            return (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, format!("{full_path}/"))])
                .into_response();
        }
        file.push("index.html");
    }
    let inside = !path.split('/').any(|step| step == "..");
    let (status, file) = match tokio::fs::try_exists(&file).await {
        Ok(true) if inside => (StatusCode::OK, file),
        _ => (StatusCode::NOT_FOUND, site.folder.join("404.html")),
    };
    let kind = mime_guess::from_path(&file).first_or_octet_stream().to_string();
    let Ok(mut bytes) = tokio::fs::read(&file).await else { return StatusCode::NOT_FOUND.into_response() };
    if let Some(deployment) = deployment {
        if kind == "text/html" {
            bytes = built_at(&bytes, FIRST_DEPLOYMENT + u64::from(deployment));
        } else if path == WORKER && status == StatusCode::OK {
            bytes = NO_WORKER.into();
        }
    }
    // Without Cache-Control, browsers choose how long to cache a file. A story that needs a cache sets the header
    // itself.
    (status, [(header::CONTENT_TYPE, kind.as_str()), (header::CACHE_CONTROL, "no-store")], bytes)
        .into_response()
}

/// When the first deployment of a host was built, in seconds since 1970; each later one a second later.
const FIRST_DEPLOYMENT: u64 = 1_700_000_000;

/// A page that says it was built then, in seconds since 1970.
fn built_at(page: &[u8], seconds: u64) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    let Some((before, rest)) = page.split_once(MADE) else { return page.into_owned().into_bytes() };
    let after = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
    [before, MADE, &seconds.to_string(), after].concat().into_bytes()
}

const MADE: &str = "data-made=\"";
/// The service worker, and the one that removes itself.
const WORKER: &str = "sw.js";
const NO_WORKER: &str = include_str!("../../../src/no-worker.js");

fn with_header(mut response: Response, name: HeaderName, value: &'static str) -> Response {
    response.headers_mut().insert(name, header::HeaderValue::from_static(value));
    response
}

/// The first half of what was to come, and what follows it.
async fn half(
    response: Response,
    then: impl FnOnce(stream::BoxStream<'static, Result<Bytes, Infallible>>) -> Body,
) -> Response {
    let (mut parts, body) = response.into_parts();
    let whole = axum::body::to_bytes(body, usize::MAX).await.expect("a file is in memory");
    parts.headers.remove(header::CONTENT_LENGTH);
    // Pieces with a pause between them: a connection that breaks at once may break before anything was sent.
    let first = whole.slice(..whole.len() / 2);
    let pause = stream::once(async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        Ok(Bytes::new())
    });
    Response::from_parts(parts, then(stream::once(async { Ok(first) }).chain(pause).boxed()))
}

/// Servers that browsers contact by themselves. Full host names, so that a request made by a page is never taken for
/// one of these.
const MAKERS: &[&str] = &[
    " accounts.google.com:443",
    " android.clients.google.com:443",
    " content-autofill.googleapis.com:443",
    " firefox.settings.services.mozilla.com:443",
    " http://clients2.google.com/",
    " http://update.googleapis.com/",
    " optimizationguide-pa.googleapis.com:443",
    " redirector.gvt1.com:443",
    " start.duckduckgo.com:443",
    " update.googleapis.com:443",
    " www.google.com:443",
];

/// Where requests to anywhere else go: browsers are told that this is their proxy. It notes them, and answers none.
pub struct Elsewhere {
    pub address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
    listening: JoinHandle<()>,
}

impl Elsewhere {
    pub fn watched() -> Elsewhere {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let answers = Router::new().fallback(note).with_state(asked.clone());
        crate::block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("some port is free");
            let address = listener.local_addr().expect("a bound socket has an address");
            let listening =
                tokio::spawn(async { axum::serve(listener, answers).await.expect("a proxy listens") });
            Elsewhere { address, asked, listening }
        })
    }

    /// Everything that was asked of other hosts, but for what browsers ask of their makers.
    pub fn asked(&self) -> Vec<String> {
        let mut asked = self.asked.lock().expect("nobody panics while taking a note").clone();
        asked.retain(|what| !MAKERS.iter().any(|maker| what.contains(maker)));
        asked
    }
}

async fn note(State(asked): State<Arc<Mutex<Vec<String>>>>, request: Request) -> StatusCode {
    let what = format!("{} {}", request.method(), request.uri());
    asked.lock().expect("nobody panics while taking a note").push(what);
    StatusCode::BAD_GATEWAY
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        self.listening.abort();
    }
}
