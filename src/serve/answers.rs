//! Answers the browser's requests, as a plain static host would: a folder shows its own page, and a missing file the page
//! for that. The pages get one script more, which hears of changes.
//!
//! The rule of this file: the browser asks again each time, so that a change shows at once.

use std::convert::Infallible;
use std::io;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::http::{StatusCode, Uri};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::watch::Receiver;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use super::Shown;
use crate::route::Route;

/// The script that shows changes in the open page.
const SCRIPT: &str = include_str!("live.js");
/// Its address.
const SCRIPT_ADDRESS: &str = "/hallway-serve.js";
/// Where the script hears of changes.
const CHANGES: &str = "/hallway-serve";

/// Answers requests until the server is ended.
pub async fn answer(listener: TcpListener, shown: Receiver<Shown>) -> io::Result<()> {
    let script = ([(CONTENT_TYPE, "text/javascript"), (CACHE_CONTROL, "no-cache")], SCRIPT);
    let router = Router::new()
        .route(SCRIPT_ADDRESS, get(script))
        .route(CHANGES, get(changes))
        .fallback(file)
        .with_state(shown);
    axum::serve(listener, router).await
}

/// Tells the script what is shown, now and after each change.
async fn changes(State(shown): State<Receiver<Shown>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let told = WatchStream::new(shown).map(|shown| {
        let problems = shown.problems.as_deref();
        let version = shown.version.to_string();
        Ok(Event::default().data(json!({ "version": version, "problems": problems }).to_string()))
    });
    Sse::new(told).keep_alive(KeepAlive::default())
}

/// A file of the guide.
async fn file(State(shown): State<Receiver<Shown>>, request: Request) -> Response {
    let shown = shown.borrow().clone();
    let Some(guide) = &shown.guide else {
        return page(StatusCode::OK, NOTHING_YET, shown.version);
    };
    let path = decoded(request.uri());
    let mut file = path.trim_start_matches('/').to_owned();
    let own_page = Route::Programme.file();
    if file.is_empty() || file.ends_with('/') {
        file += &own_page;
    } else if guide.contains_key(&format!("{file}/{own_page}")) {
        // Only one slash at the beginning: two would mean another host.
        let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
        let there = format!("/{}/{query}", request.uri().path().trim_matches('/'));
        return (StatusCode::MOVED_PERMANENTLY, [(LOCATION, there)]).into_response();
    }
    let missing = Route::NotFound.file();
    let (status, file) =
        if guide.contains_key(&file) { (StatusCode::OK, file) } else { (StatusCode::NOT_FOUND, missing) };
    let content = guide.get(&file).cloned().unwrap_or_default();
    if file.ends_with(".html") {
        return page(status, &String::from_utf8_lossy(&content), shown.version);
    }
    let kind = mime_guess::from_path(&file).first_or_octet_stream();
    (status, [(CONTENT_TYPE, kind.as_ref()), (CACHE_CONTROL, "no-cache")], content).into_response()
}

/// The path of an address, without escapes.
fn decoded(uri: &Uri) -> String {
    percent_encoding::percent_decode_str(uri.path()).decode_utf8_lossy().into_owned()
}

/// A page, with the script that hears of changes.
fn page(status: StatusCode, html: &str, version: u128) -> Response {
    let script = format!("<script src=\"{SCRIPT_ADDRESS}?{version}\" defer></script></head>");
    let html = html.replacen("</head>", &script, 1);
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-cache")];
    (status, headers, html).into_response()
}

/// Shown as long as the conference has never been right.
const NOTHING_YET: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>No guide yet</title>\
    </head><body><h1>There is no guide yet</h1>\
    <p>It appears here as soon as the conference has no problem any more.</p></body></html>";
