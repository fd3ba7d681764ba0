//! Compressed copies beside the files of a site (`.br`, `.gz`), for hosts that can serve precompressed files.
//!
//! The rule of this file: only what becomes smaller gets a copy. Pictures and other compressed files do not.

use std::io::Write;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use indicatif::ParallelProgressIterator;
use rayon::prelude::*;

use super::kit::Files;
use crate::route::CALENDAR;

/// The endings of files that compression makes smaller.
const COMPRESSIBLE: [&str; 9] =
    [".css", ".html", CALENDAR, ".js", ".json", ".svg", ".txt", ".wasm", ".webmanifest"];

/// The compressed copies of a site's files, made on all cores. That takes some seconds for a large conference, so a
/// terminal shows the progress.
pub fn copies(files: &Files) -> Files {
    let is_compressible = |path: &str| COMPRESSIBLE.iter().any(|ending| path.ends_with(ending));
    let copies_of = |(path, content): (&String, &Vec<u8>)| {
        let copy = |ending: &str, bytes: Vec<u8>| (format!("{path}{ending}"), bytes);
        let both = [copy(".br", as_brotli(path, content)), copy(".gz", as_gzip(content))];
        both.into_iter().filter(|(_, bytes)| bytes.len() < content.len()).collect::<Vec<_>>()
    };
    let compressible = files.par_iter().filter(|(path, _)| is_compressible(path));
    let count = files.keys().filter(|path| is_compressible(path)).count();
    compressible.progress_count(count as u64).flat_map_iter(copies_of).collect()
}

/// A large conference has so many pages that the best compression would take minutes. Level 9 makes them about 3 %
/// larger.
fn as_brotli(path: &str, content: &[u8]) -> Vec<u8> {
    let is_one_of_many = path.ends_with(".html") || path.ends_with(CALENDAR);
    brotli(content, if is_one_of_many { 9 } else { 11 })
}

/// Compresses with brotli, at a level from 0 to 11.
pub(super) fn brotli(content: &[u8], quality: i32) -> Vec<u8> {
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
