//! Compares the guide's search with MiniSearch, the search that web pages often use: the same programme and the same
//! queries, in one browser tab, in turns (`../compare-search.js`). Prints a table. `make compare-search` calls it.
//!
//! It fails if the guide finds less; times are only printed.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use browser_stories::engine::Settings;
use browser_stories::folder::Folder;
use browser_stories::visitor::Visitor;
use serde::Deserialize;

const PAGE: &str = "<!doctype html><meta charset=\"utf-8\"><title>Two searches</title><link rel=\"icon\" href=\"data:,\">\
    <script type=\"module\" src=\"compare-search.js\"></script>";

/// What the page measured; times in milliseconds.
#[derive(Deserialize)]
struct Measured {
    documents: usize,
    queries: usize,
    /// How many of the queries should find something.
    judged: usize,
    /// The time for making the index.
    made: Both,
    /// The share of what should be found that is among the first ten results.
    found: Both,
    /// The time for all queries, round by round.
    rounds: Vec<Both>,
}

#[derive(Deserialize)]
struct Both {
    guide: f64,
    mini: f64,
}

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1).map(PathBuf::from);
    let mut next =
        || arguments.next().expect("compare-search <search's folder> <conference file> <MiniSearch>");
    let (search, conference, mini) = (next(), next(), next());
    let folder = tempfile::tempdir().expect("a folder can be made");
    let copy = |from: &Path, name: &str| {
        fs::copy(from, folder.path().join(name))
            .unwrap_or_else(|error| panic!("{}: {error}", from.display()));
    };
    for name in ["search.js", "search_bg.wasm"] {
        copy(&search.join(name), name);
    }
    copy(&conference, "conference.json");
    copy(&mini, "minisearch.js");
    for (name, content) in [("index.html", PAGE), ("compare-search.js", include_str!("../compare-search.js"))]
    {
        fs::write(folder.path().join(name), content).expect("a file can be written");
    }

    let folder = Folder::served(folder.path());
    let visitor = Visitor::of_the_site_at(folder.base, Settings::default());
    let measured: Measured = visitor.compares_the_searches();
    print(&measured);
    if measured.found.guide >= measured.found.mini {
        return ExitCode::SUCCESS;
    }
    eprintln!("The guide finds less than MiniSearch.");
    ExitCode::FAILURE
}

fn print(measured: &Measured) {
    let Measured { documents, queries, judged, made, found, rounds } = measured;
    println!("{documents} sessions, {queries} queries, of which {judged} should find something\n");
    println!("| | guide | MiniSearch | MiniSearch / guide |\n|---|---|---|---|");
    println!("| index made, ms | {:.0} | {:.0} | {:.1} |", made.guide, made.mini, made.mini / made.guide);
    let middle = |figures: Vec<f64>| {
        let mut figures = figures;
        figures.sort_by(f64::total_cmp);
        figures[figures.len() / 2]
    };
    let each = |figure: fn(&Both) -> f64| middle(rounds.iter().map(figure).collect()) / *queries as f64;
    println!(
        "| a query, ms | {:.3} | {:.3} | {:.1} |",
        each(|round| round.guide),
        each(|round| round.mini),
        middle(rounds.iter().map(|round| round.mini / round.guide).collect())
    );
    println!("| found among the first ten | {:.1} % | {:.1} % | |", found.guide * 100.0, found.mini * 100.0);
}
