//! What the first visit to the released site costs, against what it may cost. The figures are printed.

use std::fs;
use std::io::Write;

use browser_stories::as_brotli;
use browser_stories::engine::{Need, lacks};
use browser_stories::site::Site;
use browser_stories::visitor::Visitor;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Everything that is needed until the app runs, compressed with brotli. With the code that only programmes with times
/// need, it would be about 158,000.
const FIRST_VISIT: usize = 130_000;
/// A page with its styles, as gzip makes it: what fits the first round trip.
const PAGE: usize = 16_000;
const REQUESTS: usize = 6;

#[test]
fn the_first_visit_is_small() {
    if lacks(Need::LayoutShifts) {
        return;
    }
    let site = Site::release();
    let visitor = Visitor::of(site.clone());
    visitor.opens("");
    let requests = visitor.host().requests();
    let shift = visitor.layout_shift();

    println!("the first visit, until the app runs:");
    let mut sum = 0;
    for path in &requests {
        let file = if path.is_empty() { "index.html" } else { path };
        let bytes = fs::read(site.folder.join(file)).expect("what was asked for is there");
        let size = as_brotli(&bytes).len();
        println!("{:9} bytes as brotli, {:9} plain  {file}", size, bytes.len());
        sum += size;
    }
    println!("{sum:9} bytes as brotli in {} requests; at most {FIRST_VISIT} in {REQUESTS}", requests.len());
    let page = as_gzip(&fs::read(site.folder.join("index.html")).expect("the first page is there")).len();
    println!("{page:9} bytes as gzip: the page with its styles; at most {PAGE}");
    println!("{shift:9} layout shift; none");

    let mut broken = Vec::new();
    if sum > FIRST_VISIT {
        broken.push(format!("the first visit takes {sum} bytes"));
    }
    if page > PAGE {
        broken.push(format!("the page takes {page} bytes"));
    }
    if requests.len() > REQUESTS {
        broken.push(format!("the first visit takes {} requests", requests.len()));
    }
    if shift > 0.0 {
        broken.push(format!("the first visit shifts by {shift}"));
    }
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
