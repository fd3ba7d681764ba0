//! Writes `sw.js`: the service worker with the list of what it keeps, or the one that removes it.
//!
//! The rule of this file: the list holds what every page needs without a network. `sw.js` changes with any of these files,
//! with the time of the build and with the worker's own code; browsers then install it.

use std::collections::BTreeMap;

use anyhow::Result;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::head::json_text;
use super::kit::Files;
use super::short_hash;

/// The name of the file. It never changes, because browsers look for new versions under the name that they know.
pub const FILE: &str = "sw.js";

/// What an attendee's device keeps at once, in bytes of photos. Where they are heavier, it keeps those that it has shown.
const MOST_PHOTOS: usize = 2_000_000;

const WORKER: &str = include_str!("../worker.js");

/// The worker that keeps these files, which it finds in `files`: `shell` is the page that stands for every address,
/// `list` the file with the list of the programme.
///
/// # Errors
///
/// If the list cannot be written as JSON.
pub fn worker(
    files: &Files,
    kept: &[&str],
    photos: &[&str],
    shell: &str,
    list: &str,
    made: i64,
) -> Result<Vec<u8>> {
    let bytes = |path: &&str| files.get(*path).map_or(0, Vec::len);
    let sums = |paths: &[&str]| -> BTreeMap<String, String> {
        let sum = |path: &&str| {
            let content = files.get(*path)?;
            Some(((*path).to_owned(), BASE64_STANDARD.encode(Sha256::digest(content))))
        };
        paths.iter().filter_map(sum).collect()
    };
    let (at_once, later) = if photos.iter().map(bytes).sum::<usize>() <= MOST_PHOTOS {
        (photos, &[][..])
    } else {
        (&[][..], photos)
    };
    let (files, photos) = (sums(&[kept, at_once].concat()), sums(later));
    let id = short_hash(json!([files, photos, WORKER]).to_string().as_bytes());
    let build =
        json!({ "made": made, "id": id, "shell": shell, "list": list, "files": files, "photos": photos });
    Ok(format!("const build={};\n{}", json_text(&build)?, WORKER).into())
}

/// The worker that removes itself and everything that an earlier one kept.
pub fn no_worker() -> Vec<u8> {
    include_bytes!("../no-worker.js").to_vec()
}
