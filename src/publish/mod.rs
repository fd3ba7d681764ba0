//! Makes a site out of the kit and a conference: pages, calendars, photos, the app with its data.
//!
//! The rule of this folder: the whole site is made in memory before a file is written, so that a failure changes
//! nothing. The same kit and conference make the same bytes.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use self::kit::{Files, Fitted, Kit};
use self::page::{Links, Shell};
use self::precompress::brotli;
use self::split::Split;
use crate::domain::calendar::{Event, calendar};
use crate::domain::conference::Conference;
use crate::programme::{self, Parts, module};
use crate::route::Route;
use crate::ui::components::calendar::{session_address, sessions_on};
use crate::ui::site::Site;
use crate::ui::strings::Strings;
use crate::ui::texts::Texts;

/// Writes a site into a folder.
pub mod folder;
mod head;
mod headers;
mod imports;
mod install;
/// What every site is made of.
pub mod kit;
mod page;
/// Compressed copies of files.
pub mod precompress;
mod split;
mod worker;

/// If there are more pages than this, the pages of sessions, speakers, days, rooms and tracks link to styles and boot
/// script instead of containing them: the folder stays small, and the browser has the files in its cache after the
/// first page.
const PAGES_WITH_EVERYTHING_INSIDE: usize = 200;

/// The most that a programme may weigh to be inside the app, compressed, in bytes. A heavier one comes in files of its
/// own, so that the app can start before the texts arrive. (A programme of more than ten times this size is not even
/// compressed to find out.)
const MOST_INSIDE_THE_APP: usize = 40_000;

/// The script that has devices keep the guide.
const KEPT: &[u8] = include_bytes!("../kept.js");

/// A complete guide.
pub struct Published {
    /// All its files.
    pub files: Files,
    /// The number of pages.
    pub pages: usize,
    /// The number of calendar files.
    pub calendars: usize,
    /// The number of photos.
    pub photos: usize,
}

/// How a guide is made.
#[derive(Clone, Copy)]
pub struct Choices {
    /// Whether pages have the Content-Security-Policy. `trunk serve` does not work with it, because of its reload
    /// script.
    pub has_policy: bool,
    /// Whether devices keep the guide, to show it without a network.
    pub has_worker: bool,
}

/// Makes the guide of a conference: every page, its calendars and its photos.
///
/// `photos` is the folder that the conference's photos are relative to. `made` is the time of the build, in seconds since
/// 1970.
///
/// # Errors
///
/// If a photo cannot be read, or a page cannot be made from the kit.
pub fn publish(
    kit: &Kit,
    conference: &'static Conference,
    photos: &Path,
    choices: Choices,
    made: i64,
) -> Result<Published> {
    let mut files = kit.others.clone();
    let (script, app) = kit.script.clone();
    files.insert(script, app);
    let parts = Parts::of(conference)
        .context("the app cannot read this programme: all its times must be from the year 1 to 9998")?;
    let texts = if is_light(&parts) { Texts::InTheApp } else { Texts::Beside };
    let site = Site::new(conference, texts, String::new(), conference.address.clone(), made);
    let Fitted { styles, app } = kit.fit(site)?;
    let links = add_app(kit, &styles, app, parts, texts, &mut files);
    let shell = Shell::new(kit, &styles, choices.has_policy, &links)?;
    let routes = Route::all(conference);
    let slim = routes.len() > PAGES_WITH_EVERYTHING_INSIDE;
    files.extend(pages(&shell, site, &routes, slim)?);
    let calendars = files.keys().filter(|path| path.ends_with(&Route::Programme.calendar(""))).count();
    let photos = add_photos(&mut files, conference, photos)?;
    let of_home_screen = install::add(&mut files, conference)?;
    let worker = if choices.has_worker {
        let shell = shell.for_every_address(site)?;
        // Not `.html`: it is no page of the site.
        let shell_file = hashed("shell", "txt", shell.as_bytes());
        files.insert(shell_file.clone(), shell.into());
        let of_app = [&shell_file, &kit.script.0, &links.wasm, &links.rest, &links.kept];
        let of_kit = kit.others.keys().filter(|path| *path != ROBOTS);
        let kept = of_app.into_iter().chain(links.parts.iter().flatten()).chain(of_kit).map(String::as_str);
        let kept: Vec<&str> = kept.chain(of_home_screen).collect();
        let list = links.parts.as_ref().map_or(&links.wasm, |[list, _]| list);
        worker::worker(&files, &kept, &photos, &shell_file, list, made)?
    } else {
        worker::no_worker()
    };
    files.insert(worker::FILE.to_owned(), worker);
    files.insert(headers::FILE.to_owned(), headers::headers(conference).into());
    let photos = photos.len();
    if slim {
        files.insert(links.styles, styles.into());
        files.insert(links.boot, kit.boot.clone().into());
    }
    Ok(Published { files, pages: routes.len(), calendars, photos })
}

/// A file of the kit that only machines read.
const ROBOTS: &str = "robots.txt";

/// Renders all pages, with their calendar files, on all cores. If `slim` is set, only some pages contain styles and boot
/// script.
fn pages(shell: &Shell, site: Site, routes: &[Route], slim: bool) -> Result<Files> {
    let files_of = |route: &Route| -> Result<Files> {
        let is_linked =
            slim && !matches!(route, Route::Programme | Route::Speakers | Route::Agenda | Route::NotFound);
        let page = (route.file(), shell.page(route, site, is_linked)?.into());
        let calendar = calendar_of(route, site).map(|text| (route.calendar(""), text.into()));
        Ok([page].into_iter().chain(calendar).collect())
    };
    let files: Vec<Files> = routes.par_iter().map(files_of).collect::<Result<_>>()?;
    Ok(files.into_iter().flatten().collect())
}

/// A checksum of the kit and the conference.
fn checksum(kit: &Kit, conference: &Conference) -> Result<String> {
    let conference = serde_json::to_vec(conference)?;
    let mut sum = Sha256::new();
    let others = kit.others.iter().flat_map(|(path, content)| [path.as_bytes(), content]);
    let texts_of_kit =
        [&kit.page, &kit.styles, &kit.styles_of_schedules, &kit.boot].map(|text| text.as_bytes());
    for content in others.chain(texts_of_kit).chain([&kit.script.1[..], &kit.wasm, &conference]) {
        sum.update(content.len().to_le_bytes());
        sum.update(content);
    }
    Ok(BASE64_URL_SAFE_NO_PAD.encode(sum.finalize()))
}

/// Whether a programme is small enough to stand in the app.
fn is_light(Parts { list, texts }: &Parts) -> bool {
    // About what is transferred.
    let compressed = |bytes: &[u8]| brotli(bytes, 9).len();
    list.len() + texts.len() <= 10 * MOST_INSIDE_THE_APP
        && compressed(list) + compressed(texts) <= MOST_INSIDE_THE_APP
}

/// Adds the app, with the programme inside or beside it.
fn add_app(
    kit: &Kit,
    styles: &str,
    Split { first: mut wasm, second: rest }: Split,
    Parts { list, texts: long }: Parts,
    texts: Texts,
    files: &mut Files,
) -> Links {
    let mut parts = None;
    if matches!(texts, Texts::InTheApp) {
        module::add_section(&mut wasm, programme::LIST, &list);
        module::add_section(&mut wasm, programme::TEXTS, &long);
    } else {
        let mut beside = |name: &str, content: &[u8]| {
            let mut file = module::EMPTY.to_vec();
            module::add_section(&mut file, name, content);
            let path = hashed(name, "wasm", &file);
            files.insert(path.clone(), file);
            path
        };
        parts = Some([beside(programme::LIST, &list), beside(programme::TEXTS, &long)]);
    }
    let links = Links {
        styles: hashed("style", "css", styles.as_bytes()),
        boot: hashed("boot", "js", kit.boot.as_bytes()),
        wasm: hashed("guide", "wasm", &wasm),
        rest: hashed("rest", "wasm", &rest),
        kept: hashed("kept", "js", KEPT),
        parts,
    };
    files.insert(links.wasm.clone(), wasm);
    files.insert(links.rest.clone(), rest);
    files.insert(links.kept.clone(), KEPT.to_vec());
    links
}

/// The name of a file that changes with its content.
fn hashed(name: &str, ending: &str, content: &[u8]) -> String {
    format!("{name}-{}.{ending}", short_hash(content))
}

/// Twelve letters that change with the content.
fn short_hash(content: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(content))[..12].to_lowercase()
}

/// The calendar file to which a page links, for subscriptions and for browsers without the app; `None` if it has no
/// session with a time.
fn calendar_of(page: &Route, site: Site) -> Option<String> {
    let conference = site.conference;
    let sessions = sessions_on(page, site).into_iter();
    let events: Vec<Event> = sessions
        .filter_map(|session| Event::of(session, conference, session_address(site, session)))
        .collect();
    let name = Strings::title(page, conference);
    (!events.is_empty()).then(|| calendar(Some(&name), &events, Strings::CANCELLED, true, site.made))
}

/// Adds the photos; returns their paths.
fn add_photos<'a>(files: &mut Files, conference: &'a Conference, from: &Path) -> Result<Vec<&'a str>> {
    let mut photos: Vec<&str> =
        conference.speakers.iter().filter_map(|speaker| speaker.photo.as_deref()).collect();
    photos.sort_unstable();
    photos.dedup();
    for photo in &photos {
        let source = from.join(photo);
        let bytes = fs::read(&source).with_context(|| format!("failed to read {}", source.display()))?;
        files.insert((*photo).to_owned(), bytes);
    }
    Ok(photos)
}
