//! Writes every page of the guide as a complete file, into the folder that Trunk has just built.
//!
//! The rule of this folder: every page can be read before any script runs. All pages have the same styles and boot
//! script, inline or (in large guides) as linked files, and the Content-Security-Policy allows only these, by their
//! hashes.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use leptos::prelude::*;
use lol_html::html_content::ContentType::{Html, Text};
use lol_html::{RewriteStrSettings, element, rewrite_str};
use serde_json::json;
use sha2::{Digest, Sha256, Sha384};
use unic_langid::{CharacterDirection, LanguageIdentifier};

use crate::domain::calendar::{Event, calendar};
use crate::domain::conference::Conference;
use crate::route::Route;
use crate::ui;
use crate::ui::app::Start;
use crate::ui::boot::{ANYWHERE, MADE, ROOT};
use crate::ui::components::calendar::{session_address, sessions_on};
use crate::ui::navigation::Location;
use crate::ui::site::Site;
use crate::ui::storage::{Saved, Theme};
use crate::ui::strings::Strings;

mod head;
mod imports;

/// If there are more pages than this, the pages of sessions, speakers, days, rooms and tracks link to styles and boot
/// script instead of containing them: the folder stays small, and the browser has the files in its cache after the
/// first page.
const PAGES_WITH_EVERYTHING_INSIDE: usize = 200;

/// The prefix of the app's two files: the name of its binary.
const APP: &str = "guide-";

/// The output of Trunk, and the parts that all pages share.
struct Shell {
    /// Trunk's page, without styles and boot script.
    html: String,
    styles: Asset,
    boot: Asset,
    /// The Content-Security-Policy.
    policy: Option<String>,
}

/// A text that is inline in a page or in a linked file.
struct Asset {
    text: String,
    file: String,
}

impl Asset {
    fn new(name: &str, ending: &str, text: String) -> Asset {
        let hash = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(&text));
        let file = format!("{name}-{}.{ending}", hash[..12].to_lowercase());
        Asset { text, file }
    }

    /// The hash for a Content-Security-Policy.
    fn hash(&self) -> String {
        format!("'sha384-{}'", BASE64_STANDARD.encode(Sha384::digest(&self.text)))
    }
}

/// The number of files that were written.
#[derive(Debug)]
pub struct Written {
    /// Pages.
    pub pages: usize,
    /// Calendar files.
    pub calendars: usize,
    /// Copied photos.
    pub photos: usize,
}

/// Turns the folder that Trunk built into the guide: every page of the conference, its calendars and its photos.
///
/// `photos` is the folder that the conference's photos are relative to. `with_policy` adds the Content-Security-Policy;
/// `trunk serve` does not work with it, because of its reload script. `made` is the time of the build, in seconds since
/// 1970.
///
/// # Errors
///
/// If a file cannot be read or written, or Trunk's page does not have the expected links.
pub fn write(
    folder: &Path,
    conference: &'static Conference,
    photos: &Path,
    with_policy: bool,
    made: i64,
) -> Result<Written> {
    number_imports(folder)?;
    let shell = Shell::take(folder, with_policy)?;
    let site = Site::new(conference, String::new(), conference.address.clone(), made);
    let routes = Route::all(conference);
    let slim = routes.len() > PAGES_WITH_EVERYTHING_INSIDE;
    if slim {
        for asset in [&shell.styles, &shell.boot] {
            write_file(&folder.join(&asset.file), &asset.text)?;
        }
    }
    for route in &routes {
        let linked =
            slim && !matches!(route, Route::Programme | Route::Speakers | Route::Agenda | Route::NotFound);
        let page = shell.page(route, site, linked)?;
        write_file(&folder.join(route.file()), &page)?;
    }
    let calendars = write_calendars(folder, site, &routes)?;
    let photos = copy_photos(folder, conference, photos)?;
    Ok(Written { pages: routes.len(), calendars, photos })
}

/// Shortens the imported names in the app's two files.
fn number_imports(folder: &Path) -> Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        files.push(entry?.path());
    }
    let file = |ending: &str| {
        let is_it = |file: &&PathBuf| {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(APP) && name.ends_with(ending)
        };
        files.iter().find(is_it)
    };
    let (Some(script), Some(wasm)) = (file(".js"), file(".wasm")) else { return Ok(()) };
    let (mut script_bytes, mut wasm_bytes) = (fs::read(script)?, fs::read(wasm)?);
    imports::number(&mut script_bytes, &mut wasm_bytes);
    fs::write(script, script_bytes)?;
    fs::write(wasm, wasm_bytes)?;
    Ok(())
}

/// Renders the app's view of a page.
fn body(route: &Route, site: Site) -> String {
    Owner::new().with(|| {
        let location = Location { route: route.clone(), ..Location::default() };
        let start = Start { location, saved: Ok(Saved::default()), theme: Theme::System };
        ui::app::app(site, start, |_, _, _| {}).into_iter().map(|part| part.into_html()).collect()
    })
}

impl Shell {
    /// Reads Trunk's page, and moves styles and boot script out of the folder.
    fn take(folder: &Path, with_policy: bool) -> Result<Shell> {
        let index = folder.join(Route::Programme.file());
        let html =
            fs::read_to_string(&index).with_context(|| format!("failed to read {}", index.display()))?;
        let mut styles = Vec::new();
        let mut scripts = Vec::new();
        let html = rewrite_str(
            &html,
            RewriteStrSettings {
                element_content_handlers: vec![
                    element!("link[rel=stylesheet]", |link| {
                        styles.extend(link.get_attribute("href"));
                        link.remove();
                        Ok(())
                    }),
                    element!("script[src]", |script| {
                        scripts.extend(script.get_attribute("src"));
                        script.remove();
                        Ok(())
                    }),
                ],
                ..RewriteStrSettings::new()
            },
        )?;
        if styles.is_empty() || scripts.len() != 1 || !html.contains("modulepreload") {
            bail!(
                "{} has no styles, no boot script or no links to the app; build it with Trunk",
                index.display()
            );
        }
        let styles = Asset::new("style", "css", take_files(folder, &styles)?);
        let boot = Asset::new("boot", "js", take_files(folder, &scripts)?);
        let policy = with_policy.then(|| policy(&styles, &boot));
        Ok(Shell { html, styles, boot, policy })
    }

    /// Renders a complete page.
    fn page(&self, route: &Route, site: Site, linked: bool) -> Result<String> {
        let (root, conference) = (route.way_up(), site.conference);
        let title = Strings::title(route, conference);
        let mut head = String::new();
        if let Some(policy) = &self.policy {
            head += &format!(r#"<meta http-equiv="Content-Security-Policy" content="{policy}">"#);
        }
        head += &if linked {
            format!(
                r#"<link rel="stylesheet" href="{root}{}"><script src="{root}{}"></script>"#,
                self.styles.file, self.boot.file
            )
        } else {
            format!("<style>{}</style><script>{}</script>", self.styles.text, self.boot.text)
        };
        let more = head::tags(route, conference)?;
        let body = body(route, site.below(root.clone()));
        let words = boot_words()?;
        let page = rewrite_str(
            &self.html,
            RewriteStrSettings {
                element_content_handlers: vec![
                    element!("html", |html| {
                        html.set_attribute("lang", &conference.language)?;
                        if runs_from_right_to_left(&conference.language) {
                            html.set_attribute("dir", "rtl")?;
                        }
                        html.set_attribute(ROOT, &root)?;
                        html.set_attribute(MADE, &site.made.to_string())?;
                        if *route == Route::NotFound {
                            html.set_attribute(ANYWHERE, "")?;
                        }
                        Ok(())
                    }),
                    // The policy applies only to elements after it.
                    element!("meta[charset]", |charset| {
                        charset.after(&head, Html);
                        Ok(())
                    }),
                    element!("title", |element| {
                        element.set_inner_content(&title, Text);
                        element.after(&more, Html);
                        Ok(())
                    }),
                    element!("link[href]", |link| {
                        let href = link.get_attribute("href").unwrap_or_default();
                        if let Some(path) = href.strip_prefix("./") {
                            link.set_attribute("href", &format!("{root}{path}"))?;
                        }
                        // On a page whose root is not yet known, the boot script loads the app once it knows the root.
                        let relation = link.get_attribute("rel").unwrap_or_default();
                        if *route == Route::NotFound && relation.ends_with("preload") {
                            link.set_attribute("rel", &format!("later-{relation}"))?;
                        }
                        Ok(())
                    }),
                    element!("#app", |app| {
                        if site.other_language().is_some() {
                            app.set_attribute("lang", Strings::LANGUAGE.tag)?;
                        }
                        app.set_inner_content(&body, Html);
                        app.after(&words, Html);
                        Ok(())
                    }),
                ],
                ..RewriteStrSettings::new()
            },
        );
        page.with_context(|| format!("failed to fill in {}", route.file()))
    }
}

/// Allows only this site's own files and the two texts in the page, so that no data about the attendee leaves the site.
fn policy(styles: &Asset, boot: &Asset) -> String {
    let (boot, styles) = (boot.hash(), styles.hash());
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {boot}; style-src 'self' {styles}; \
         connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'"
    )
}

/// Whether a language is written from right to left, according to Unicode's CLDR.
fn runs_from_right_to_left(language: &str) -> bool {
    let mut language: LanguageIdentifier = language.parse().unwrap_or_default();
    // The script decides. A tag seldom names it, so it is looked up.
    language.maximize();
    language.character_direction() == CharacterDirection::RTL
}

/// The sentences that the boot script may show, as data in the page.
fn boot_words() -> Result<String> {
    let mut words = json!({
        "stillReadable": Strings::STILL_READABLE,
        "tryAgain": Strings::TRY_AGAIN,
        "recoveryTitle": Strings::RECOVERY_TITLE,
        "recoveryHelp": Strings::RECOVERY_HELP,
        "reload": Strings::RELOAD,
    });
    for (cause, sentence) in Strings::BOOT_FAILURES {
        words[cause] = sentence.into();
    }
    Ok(format!(r#"<script type="application/json" id="boot-words">{}</script>"#, head::json_text(&words)?))
}

/// Joins files of the folder in order, and removes them, because the pages contain them.
fn take_files(folder: &Path, links: &[String]) -> Result<String> {
    let mut joined = String::new();
    for link in links {
        let path = folder.join(link.trim_start_matches("./"));
        joined +=
            fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))?.trim();
        joined.push('\n');
        fs::remove_file(&path).with_context(|| format!("failed to remove {}", path.display()))?;
    }
    Ok(joined)
}

/// Writes the calendar files to which pages link, for subscriptions and for browsers without the app.
fn write_calendars(folder: &Path, site: Site, pages: &[Route]) -> Result<usize> {
    let conference = site.conference;
    let mut written = 0;
    for page in pages {
        let sessions = sessions_on(page, conference).into_iter();
        let events: Vec<Event> = sessions
            .filter_map(|session| Event::of(session, conference, session_address(site, session)))
            .collect();
        if events.is_empty() {
            continue;
        }
        let name = Strings::title(page, conference);
        let text = calendar(Some(&name), &events, Strings::CANCELLED, true, site.made);
        write_file(&folder.join(page.calendar("")), &text)?;
        written += 1;
    }
    Ok(written)
}

fn copy_photos(folder: &Path, conference: &Conference, from: &Path) -> Result<usize> {
    let mut photos: Vec<&str> =
        conference.speakers.iter().filter_map(|speaker| speaker.photo.as_deref()).collect();
    photos.sort_unstable();
    photos.dedup();
    for photo in &photos {
        let (source, target): (PathBuf, PathBuf) = (from.join(photo), folder.join(photo));
        make_parent(&target)?;
        fs::copy(&source, &target).with_context(|| format!("failed to copy {}", source.display()))?;
    }
    Ok(photos.len())
}

fn write_file(path: &Path, text: &str) -> Result<()> {
    make_parent(path)?;
    fs::write(path, text).with_context(|| format!("failed to write {}", path.display()))
}

/// Makes the folder of a file.
fn make_parent(path: &Path) -> Result<()> {
    let Some(parent) = path.parent() else { return Ok(()) };
    fs::create_dir_all(parent).with_context(|| format!("failed to make {}", parent.display()))
}

#[cfg(test)]
mod tests {
    use super::runs_from_right_to_left;

    #[test]
    fn the_direction_of_a_language_depends_on_its_script() {
        for language in ["ar", "he", "fa-IR", "ur", "yi", "az-Arab", "dv", "ckb"] {
            assert!(runs_from_right_to_left(language), "{language}");
        }
        for language in ["en", "de-CH", "ja", "az", "zh-Hant-TW", "ku", "x"] {
            assert!(!runs_from_right_to_left(language), "{language}");
        }
    }
}
