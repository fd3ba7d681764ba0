//! Pictures of speakers that the organiser has in a folder.
//!
//! The rule of this file: no picture is ever fetched. A file is somebody's if it is named like their id, their name or the
//! picture in the export; it is copied beside the conference file under the speaker's id.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::domain::conference::Conference;
use crate::import::report::{Kind, Line};
use crate::import::values::name::slug;

/// The endings of pictures that a guide may show.
const ENDINGS: [&str; 6] = ["avif", "jpeg", "jpg", "png", "svg", "webp"];

/// A picture to be copied beside the conference file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The organiser's file.
    pub from: PathBuf,
    /// Its path beside the conference file.
    pub to: String,
}

/// The pictures of a folder, by their names without ending, in lower case.
pub type Pictures = BTreeMap<String, PathBuf>;

/// The pictures in a folder.
///
/// # Errors
///
/// Where the folder cannot be read.
pub fn in_folder(folder: &Path) -> anyhow::Result<Pictures> {
    let cannot = || format!("cannot read the folder of photos `{}`", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(cannot)? {
        paths.push(entry.with_context(cannot)?.path());
    }
    // Of two that differ only in their ending the first by name.
    paths.sort_by(|one, other| other.cmp(one));
    let picture = |path: PathBuf| {
        let (stem, ending) = (path.file_stem()?.to_str()?, path.extension()?.to_str()?);
        let is_picture = ENDINGS.contains(&ending.to_ascii_lowercase().as_str()) && path.is_file();
        is_picture.then(|| (stem.to_lowercase(), path.clone()))
    };
    Ok(paths.into_iter().filter_map(picture).collect())
}

/// Gives speakers their photos, and says what to copy. `addresses` are each speaker's pictures as exports name them.
pub fn assign(
    conference: &mut Conference,
    addresses: &[Vec<String>],
    pictures: &Pictures,
    lines: &mut Vec<Line>,
) -> Vec<Copy> {
    let mut copies = Vec::new();
    let none = Vec::new();
    for (at, speaker) in conference.speakers.iter_mut().enumerate() {
        let addresses = addresses.get(at).unwrap_or(&none);
        let stems = addresses.iter().filter_map(|address| stem(address));
        let names = [speaker.id.to_string(), slug(&speaker.name), speaker.name.to_lowercase()];
        let found = names.into_iter().chain(stems).find_map(|name| pictures.get(&name));
        if let Some(from) = found {
            let ending =
                from.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
            let to = format!("photos/{}.{ending}", speaker.id);
            speaker.photo = Some(to.clone());
            copies.push(Copy { from: from.clone(), to });
        } else if speaker.photo.is_none() {
            let what = |address: &String| Line::new(Kind::Picture, &speaker.name, format!("`{address}`"));
            lines.extend(addresses.iter().map(what));
        }
    }
    copies
}

/// `https://…/avatars/Ada_1.jpg?size=2` is `ada_1`.
fn stem(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?;
    let file = path.rsplit('/').next()?;
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    (!stem.is_empty()).then(|| stem.to_lowercase())
}
