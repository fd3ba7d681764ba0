//! Writes a site into a folder of its own.
//!
//! The rules of this file: all new content is on the disk before a file of the old site changes, so that a failure
//! leaves the folder as it was. A file whose content is the same is not touched. Only files that Hallway wrote are ever
//! removed; `hallway.files` lists them.
//!
//! The first line of that file says when the site was built and of what, so that a build of the same things has the
//! same time and thereby the same content.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use jiff::Timestamp;

use super::kit::{Files, Kit, read_folder};
use super::{checksum, worker};
use crate::domain::conference::Conference;

/// What a site was built of, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Build {
    /// A checksum of the kit and the conference.
    pub of: String,
    /// When, in seconds since 1970.
    pub made: i64,
}

/// Lists the files that Hallway wrote: a path in each line, after a line with the [`Build`].
const LIST: &str = "hallway.files";

/// Where new content stands until all of it is there.
const NEW: &str = ".hallway-new";

/// What happened to the files of a folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// How many are new or have other content.
    pub written: usize,
    /// How many were removed, because the site no longer has them.
    pub removed: usize,
}

impl Build {
    /// A build of a conference for a folder. Its time is `now` (seconds since 1970) if that is given; otherwise that of
    /// the site in the folder if it was built of the same things; otherwise the system's.
    ///
    /// # Errors
    ///
    /// If the conference cannot be written as JSON.
    pub fn begin(kit: &Kit, conference: &Conference, folder: &Path, now: Option<i64>) -> Result<Build> {
        let of = checksum(kit, conference)?;
        let made = now.or_else(|| made(folder, &of)).unwrap_or_else(|| Timestamp::now().as_second());
        Ok(Build { of, made })
    }
}

/// When the site in a folder was built, if it was built of the same things.
fn made(folder: &Path, of: &str) -> Option<i64> {
    let text = fs::read_to_string(folder.join(LIST)).ok()?;
    let (made, before) = text.lines().next()?.split_once(' ')?;
    if before == of { made.parse().ok() } else { None }
}

/// Writes a site into a folder, which is made if it is missing.
///
/// # Errors
///
/// If the folder has files and Hallway wrote none of them, unless `force` is set; if a file cannot be written.
pub fn write(files: &Files, build: &Build, folder: &Path, force: bool) -> Result<Changes> {
    let new = folder.join(NEW);
    // Whoever was interrupted here has left its new content.
    let before = if new.is_dir() { Some(listed(folder)?.unwrap_or_default()) } else { listed(folder)? };
    if before.is_none() && !force && has_entries(folder)? {
        bail!(
            "{} has files that Hallway did not write; choose another folder, or add --force to write into this one",
            folder.display()
        );
    }
    let before = before.unwrap_or_default();
    let differs = |path: &str, content: &[u8]| fs::read(folder.join(path)).ok().as_deref() != Some(content);
    let mut changed: Vec<(&str, &[u8])> = Vec::new();
    changed.extend(files.iter().map(|(path, content)| (path.as_str(), content.as_slice())));
    changed.retain(|(path, content)| differs(path, content));
    // Pages come last: whoever gets a new page finds the files to which it links. And after them the service worker,
    // which asks for files of every kind.
    changed.sort_by_key(|(path, _)| (path.starts_with(worker::FILE), path.contains(".html")));

    // Under numbers and not under their names, because making folders twice would take twice as long.
    let place = |number: usize| new.join(number.to_string());
    let put = |(number, (_, content)): (usize, &(&str, &[u8]))| write_file(&place(number), content);
    remove_if_there(&new)?;
    if let Err(error) = changed.iter().enumerate().try_for_each(put) {
        _ = fs::remove_dir_all(&new);
        return Err(error);
    }
    // A file that was there already, with the same content, is not ours.
    let written: BTreeSet<&str> = changed.iter().map(|(path, _)| *path).collect();
    let is_ours = |path: &&str| before.contains(*path) || written.contains(path);
    let ours: BTreeSet<&str> = files.keys().map(String::as_str).filter(is_ours).collect();
    let list = |first: &str, paths: &BTreeSet<&str>| -> String {
        [first].into_iter().chain(paths.iter().copied()).map(|line| format!("{line}\n")).collect()
    };
    let now = list(&format!("{} {}", build.made, build.of), &ours);
    if !changed.is_empty() || differs(LIST, now.as_bytes()) {
        // Should this be interrupted, the next build knows the files of both sites.
        let both = before.iter().map(String::as_str).chain(ours.iter().copied()).collect();
        write_file(&folder.join(LIST), list("0 interrupted", &both).as_bytes())?;
    }
    for (number, (path, _)) in changed.iter().enumerate() {
        move_file(&place(number), &folder.join(path))?;
    }
    let gone = before.iter().filter(|path| !files.contains_key(*path));
    let removed = gone.filter(|path| remove(folder, path)).count();
    if differs(LIST, now.as_bytes()) {
        write_file(&folder.join(LIST), now.as_bytes())?;
    }
    remove_if_there(&new)?;
    Ok(Changes { written: changed.len(), removed })
}

fn remove_if_there(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("failed to remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// Puts a site in place of the kit that it was made of, in the same folder.
///
/// # Errors
///
/// If a file cannot be removed or written.
pub fn replace(files: &Files, build: &Build, folder: &Path) -> Result<Changes> {
    let mut kit = Files::new();
    read_folder(folder, "", &mut kit)?;
    for path in kit.keys().filter(|path| !files.contains_key(*path)) {
        let path = folder.join(path);
        fs::remove_file(&path).with_context(|| format!("failed to remove {}", path.display()))?;
    }
    write(files, build, folder, true)
}

/// The paths that Hallway wrote into a folder; `None` if it wrote nothing.
fn listed(folder: &Path) -> Result<Option<BTreeSet<String>>> {
    let path = folder.join(LIST);
    if !path.is_file() {
        return Ok(None);
    }
    let text = fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))?;
    // A list that somebody changed must not lead out of the folder.
    let is_inside =
        |path: &&str| !path.is_empty() && !path.split(['/', '\\']).any(|step| matches!(step, "" | ".."));
    Ok(Some(text.lines().skip(1).filter(is_inside).map(str::to_owned).collect()))
}

fn has_entries(folder: &Path) -> Result<bool> {
    if !folder.exists() {
        return Ok(false);
    }
    let mut entries = fs::read_dir(folder).with_context(|| format!("failed to read {}", folder.display()))?;
    Ok(entries.next().is_some())
}

fn write_file(path: &Path, content: &[u8]) -> Result<()> {
    make_parent(path)?;
    fs::write(path, content).with_context(|| format!("failed to write {}", path.display()))
}

fn move_file(from: &Path, to: &Path) -> Result<()> {
    make_parent(to)?;
    fs::rename(from, to).with_context(|| format!("failed to write {}", to.display()))
}

/// Makes the folder of a file.
fn make_parent(path: &Path) -> Result<()> {
    let Some(parent) = path.parent() else { return Ok(()) };
    fs::create_dir_all(parent).with_context(|| format!("failed to make {}", parent.display()))
}

/// Removes a file, and the folders that are then empty; returns whether the file was there.
fn remove(folder: &Path, path: &str) -> bool {
    let file = folder.join(path);
    let is_removed = fs::remove_file(&file).is_ok();
    let mut above: Option<PathBuf> = file.parent().map(Path::to_owned);
    while let Some(parent) = above.filter(|parent| parent != folder) {
        if fs::remove_dir(&parent).is_err() {
            break;
        }
        above = parent.parent().map(Path::to_owned);
    }
    is_removed
}
