//! Compressed copies beside the files of a site (`.br`, `.gz`), for hosts that can serve precompressed files.
//!
//! The rule of this file: only what becomes smaller gets a copy. Pictures and other compressed files do not.

use std::io::Write;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::kit::Files;
use crate::route::CALENDAR;

/// The endings of files that compression makes smaller.
const COMPRESSIBLE: [&str; 8] = [".css", ".html", CALENDAR, ".js", ".json", ".svg", ".txt", ".wasm"];

/// The compressed copies of a site's files, made on all cores.
pub fn copies(files: &Files) -> Files {
    let is_compressible = |path: &str| COMPRESSIBLE.iter().any(|ending| path.ends_with(ending));
    let all: Vec<(&String, &Vec<u8>)> = files.iter().filter(|(path, _)| is_compressible(path)).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut copies = Files::new();
        while let Some((path, content)) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            let copy = |ending: &str, bytes: Vec<u8>| (format!("{path}{ending}"), bytes);
            let both = [copy(".br", as_brotli(path, content)), copy(".gz", as_gzip(content))];
            copies.extend(both.into_iter().filter(|(_, bytes)| bytes.len() < content.len()));
        }
        copies
    };
    thread::scope(|scope| {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let copies =
            workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        copies.flatten().collect()
    })
}

/// A large conference has so many pages that the best compression would take minutes. Level 9 makes them about 3 %
/// larger.
fn as_brotli(path: &str, content: &[u8]) -> Vec<u8> {
    let quality = if path.ends_with(".html") || path.ends_with(CALENDAR) { 9 } else { 11 };
    let settings = BrotliEncoderParams { quality, ..BrotliEncoderParams::default() };
    let mut bytes = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut bytes, &settings).expect("memory can be read and written");
    bytes
}

fn as_gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}
