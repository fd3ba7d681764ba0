//! Prints how soon the guide in `dist` answers on a phone whose processor is four times slower than this machine's, and
//! what its first visit weighs. `make interactions CONFERENCE=…` builds it first.

use std::fs;
use std::time::Duration;

use browser_stories::engine::Settings;
use browser_stories::site::Site;
use browser_stories::visitor::Visitor;

const SLOWER: u32 = 4;
/// What people still perceive as immediate (web.dev, "Interaction to Next Paint": good is 200 ms; ours is half of it).
const AT_ONCE: Duration = Duration::from_millis(100);
const ROUNDS: usize = 5;

fn main() {
    let site = Site::release();
    let visitor = Visitor::with(Settings { window: (360, 740), ..Settings::default() }, site.clone());
    visitor.slows_the_processor(SLOWER);
    visitor.opens("");
    let bytes: usize = visitor.host().requests().iter().map(|path| size_of(&site, path)).sum();
    println!("the first visit: {bytes} bytes as brotli, {} cards", visitor.sessions().len());
    let live: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            visitor.opens("");
            visitor.time_until_app_runs()
        })
        .collect();
    let how = format!("processor slowed {SLOWER} times, files served by this machine");
    println!("time until the app runs ({how}): {}", all(&live));
    println!("longest frame while scrolling: {}", all(&[visitor.longest_frame_while_scrolling()]));

    println!("from input to next paint, each press in {ROUNDS} rounds (aim: {AT_ONCE:?}):");
    visitor.scrolls_to_the_first("main .agenda-button");
    measure(&visitor, "choose a session", |visitor| {
        visitor.presses_the_first("main .agenda-button");
    });
    visitor.focuses_the_search_line();
    for letter in ['t', 'e', 'r'] {
        let slowest = visitor.slowest_of(|visitor| visitor.types(&letter.to_string()));
        report(&format!("type {letter:?}"), &[slowest]);
    }
    visitor.opens("");
    if visitor.presses_the_first("nav[aria-label=Days] li:last-child a") {
        measure(&visitor, "another day", |visitor| {
            visitor.presses_the_first("nav[aria-label=Days] li:nth-child(n + 2) a:not([aria-current])");
        });
        measure(&visitor, "list or table", |visitor| {
            visitor.presses_the_first(".views a:not([aria-current])");
        });
        visitor.opens("?view=grid");
        measure(&visitor, "choose a session in the table", |visitor| {
            visitor.presses_the_first(".cell .agenda-button");
        });
    }
}

/// Does something several times, and prints how long each time took until the next paint, and until the page stopped
/// changing.
fn measure(visitor: &Visitor, what: &str, act: impl Fn(&Visitor)) {
    let times = (0..ROUNDS).map(|_| (visitor.slowest_of(&act), visitor.followed_after()));
    let (answered, followed): (Vec<Duration>, Vec<Duration>) = times.unzip();
    report(what, &answered);
    println!("{:>32}  {}", "until the page stopped changing", all(&followed));
}

fn report(what: &str, times: &[Duration]) {
    let slowest = times.iter().max().copied().unwrap_or_default();
    let remark = if slowest > AT_ONCE { "  over" } else { "" };
    println!("{what:>32}: {}{remark}", all(times));
}

fn all(times: &[Duration]) -> String {
    let times: Vec<String> = times.iter().map(|time| format!("{} ms", time.as_millis())).collect();
    times.join(", ")
}

/// How many bytes of a file come over the wire.
fn size_of(site: &Site, path: &str) -> usize {
    let file = if path.is_empty() { "index.html" } else { path };
    let bytes = fs::read(site.folder.join(file)).expect("what was asked for is there");
    browser_stories::as_brotli(&bytes).len()
}
