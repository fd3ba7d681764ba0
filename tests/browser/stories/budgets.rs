//! What the first visit to a released site costs, against what it may cost. The figures are printed.

use std::fs;
use std::io::Write;

use browser_stories::as_brotli;
use browser_stories::engine::{Need, lacks};
use browser_stories::site::Site;
use browser_stories::visitor::Visitor;
use flate2::Compression;
use flate2::write::GzEncoder;

/// A page with its styles, as gzip makes it: what fits the first round trip.
const PAGE: usize = 16_000;

/// The beginnings of the names of files that do not count, unless the app needs them to run.
const LATER: [&str; 4] = ["rest-", "texts-", "kept-", "sw.js"];
/// Likewise of files that browsers ask for by themselves, for the home screen; the app does not wait for them.
const OF_THE_HOME_SCREEN: [&str; 2] = ["manifest.webmanifest", "icon-"];

/// What a first visit may cost.
struct Budget {
    /// Bytes until the app runs, compressed with brotli.
    bytes: usize,
    /// Requests until then.
    requests: usize,
}

#[test]
fn the_first_visit_is_small() {
    keeps_to(&Site::release(), &Budget { bytes: 150_000, requests: 6 });
}

#[test]
fn the_first_visit_of_a_large_programme_is_small() {
    if let Some(site) = Site::congress() {
        keeps_to(&site, &Budget { bytes: 260_000, requests: 6 });
    }
}

#[track_caller]
fn keeps_to(site: &Site, budget: &Budget) {
    if lacks(Need::LayoutShifts) {
        return;
    }
    let visitor = Visitor::of(site.clone());
    visitor.opens("");
    let shifts = visitor.layout_shifts();
    let early = visitor.requests_until_the_app_ran();
    let may_come_later = |path: &str| LATER.iter().any(|name| path.starts_with(name));
    let mut requests = visitor.host().requests();
    requests.retain(|path| !OF_THE_HOME_SCREEN.iter().any(|name| path.starts_with(name)));
    requests.retain(|path| !may_come_later(path) || early.iter().any(|address| address.ends_with(path)));

    println!("the first visit, until the app runs:");
    let mut sum = 0;
    for path in &requests {
        let file = if path.is_empty() { "index.html" } else { path };
        let bytes = fs::read(site.folder.join(file)).expect("what was asked for is there");
        let size = as_brotli(&bytes).len();
        println!("{size:9} bytes as brotli, {:9} plain  {file}", bytes.len());
        sum += size;
    }
    println!(
        "{sum:9} bytes as brotli in {} requests; at most {} in {}",
        requests.len(),
        budget.bytes,
        budget.requests
    );
    println!("{:9} layout shifts; none", shifts.len());

    let mut broken = Vec::new();
    if sum > budget.bytes {
        broken.push(format!("the first visit takes {sum} bytes"));
    }
    if requests.len() > budget.requests {
        broken.push(format!("the first visit takes {} requests", requests.len()));
    }
    if early.iter().any(|address| address.contains("/rest-")) {
        broken.push("the rest of the app is needed before the app runs".to_owned());
    }
    broken.extend(shifts.into_iter().map(|shift| format!("the page shifts by {shift}")));
    assert!(broken.is_empty(), "over budget: {}", broken.join(", "));
}

#[test]
fn every_page_of_the_released_site_is_small() {
    let site = Site::release();
    for page in site.pages() {
        let html = fs::read(site.folder.join(&page).join("index.html")).expect("a page is a file");
        let size = as_gzip(&html).len();
        println!("{size:9} bytes as gzip  /{page}");
        assert!(size <= PAGE, "/{page} takes {size} bytes as gzip, and may take {PAGE}");
    }
}

fn as_gzip(bytes: &[u8]) -> Vec<u8> {
    let mut small = GzEncoder::new(Vec::new(), Compression::best());
    small.write_all(bytes).expect("memory can be written");
    small.finish().expect("memory can be written")
}
