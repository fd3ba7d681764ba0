//! Photos of speakers from a folder of the organiser's.
//!
//! The rule of this file: no picture is ever downloaded. A file belongs to a speaker if it is named like their id,
//! their name or their picture in the export. It is copied beside the conference file and named after the speaker's id,
//! with the ending of its real format. The report lists pictures that are not used, but no files that are obviously not
//! photos (`.DS_Store`, `Thumbs.db`, a README).

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::data::pictures::{self, Picture};
use crate::domain::conference::Conference;
use crate::domain::validate::has_picture_ending;
use crate::import::report::{Kind, Line};
use crate::import::values::name::slug;

/// A picture to be copied beside the conference file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The organiser's file.
    pub from: PathBuf,
    /// Its path beside the conference file.
    pub to: String,
}

/// The pictures of a folder, by their names in lower case without the ending. Several with the same name are sorted by
/// ending.
pub type Pictures = BTreeMap<String, Vec<(PathBuf, Picture)>>;

/// The pictures in a folder.
///
/// # Errors
///
/// If the folder cannot be read.
pub fn in_folder(folder: &Path, lines: &mut Vec<Line>) -> anyhow::Result<Pictures> {
    let cannot = || format!("cannot read the folder of photos `{}`", folder.display());
    let mut found = Pictures::new();
    for path in pictures::files_in(folder).with_context(cannot)? {
        match pictures::look(&path) {
            Ok(picture) => {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
                found.entry(stem).or_default().push((path, picture));
            }
            Err(none) if none.is_other_format || has_picture_ending(&name(&path)) => {
                lines.push(Line::new(Kind::PictureRefused, name(&path), format!("it {}", none.why)));
            }
            Err(_) => {}
        }
    }
    Ok(found)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Assigns photos to speakers, and returns the files to copy. `addresses` has, for each speaker, the addresses of their
/// pictures in the exports.
pub fn assign(
    conference: &mut Conference,
    addresses: &[Vec<String>],
    pictures: &Pictures,
    lines: &mut Vec<Line>,
) -> Vec<Copy> {
    let mut copies = Vec::new();
    let (mut used, mut spare) = (BTreeSet::new(), BTreeMap::new());
    let none = Vec::new();
    for (at, speaker) in conference.speakers.iter_mut().enumerate() {
        let addresses = addresses.get(at).unwrap_or(&none);
        let stems = addresses.iter().filter_map(|address| stem(address));
        let names = [speaker.id.to_string(), slug(&speaker.name), speaker.name.to_lowercase()];
        let mut fitting = names.into_iter().chain(stems).filter_map(|name| pictures.get(&name)).flatten();
        if let Some((from, picture)) = fitting.next() {
            let taken = format!("{} has `{}`", speaker.name, name(from));
            spare.extend(fitting.map(|(other, _)| (other, taken.clone())));
            if used.insert(from)
                && let Some(slow) = picture.slow()
            {
                lines.push(Line::new(Kind::PhotoSlow, name(from), format!("it {slow}")));
            }
            let to = format!("{}/{}.{}", pictures::USUAL_FOLDER, speaker.id, picture.format.extension(from));
            if let Some(before) = speaker.photo.replace(to.clone()).filter(|before| *before != to) {
                let what = format!("`{}` takes the place of `{before}`", name(from));
                lines.push(Line::new(Kind::PhotoReplaced, &speaker.name, what));
            }
            copies.push(Copy { from: from.clone(), to });
        } else if speaker.photo.is_none() {
            let what = |address: &String| Line::new(Kind::Picture, &speaker.name, format!("`{address}`"));
            lines.extend(addresses.iter().map(what));
        }
    }
    for (path, _) in pictures.values().flatten().filter(|(path, _)| !used.contains(path)) {
        let nobody = || "it fits nobody; name it like a speaker's id or name".to_owned();
        lines.push(Line::new(Kind::PictureIdle, name(path), spare.remove(path).unwrap_or_else(nobody)));
    }
    copies
}

/// The name of the file in an address, in lower case without the ending: `ada_1` for
/// `https://…/avatars/Ada_1.jpg?size=2`.
fn stem(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?;
    let file = path.rsplit('/').next()?;
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    (!stem.is_empty()).then(|| stem.to_lowercase())
}
