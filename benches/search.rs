//! Measures how long the search takes in the largest programme, with its texts and with typos: `cargo bench --bench search`.
//!
//! The rule of this file: it fails if more than one query in a hundred takes more than half a millisecond. If the real export is
//! not available (in the folder HALLWAY_SHARED_DATA), an invented one of the same size is measured.

mod largest;
#[path = "../tests/search/src/queries.rs"]
mod queries;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use hallway::domain::search::{Index, Query};
use hallway::domain::typos::find_forgiving;
use hallway::import::{Options, import};
use jiff::Timestamp;

const LONGEST: Duration = Duration::from_micros(500);

fn main() -> ExitCode {
    let file = largest::schedule();
    let name = file.name.clone();
    let options = Options { zone: Some("Europe/Berlin".to_owned()), ..Options::default() };
    let imported = import(&[file], &options, None, Timestamp::UNIX_EPOCH).expect("the file is a schedule");
    let conference = imported.conference;
    let started = Instant::now();
    let index = Index::new(&conference, &conference);
    let made = started.elapsed();
    let mut times: Vec<(Duration, String)> = queries::queries(&conference)
        .into_iter()
        .map(|(typed, _)| {
            let fastest = (0..5).map(|_| time(&index, &typed)).min();
            (fastest.unwrap_or_default(), typed)
        })
        .collect();
    times.sort();
    let at = |share: usize| &times[(times.len() - 1) * share / 100];
    println!("{name}: {} sessions, index made in {made:.0?}", conference.sessions.len());
    println!(
        "{} queries: {:.0?} in the middle, {:.0?} at 99 % (at most {LONGEST:?})",
        times.len(),
        at(50).0,
        at(99).0
    );
    for (time, typed) in times.iter().rev().take(5) {
        println!("among the slowest: {time:.0?}, {typed:?}");
    }
    if at(99).0 <= LONGEST { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What the programme page does with a query.
fn time(index: &Index<'_>, typed: &str) -> Duration {
    let started = Instant::now();
    let query = Query::new(typed);
    if query.is_empty() {
        return started.elapsed();
    }
    std::hint::black_box(find_forgiving(index, &query));
    started.elapsed()
}
