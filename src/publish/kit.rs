//! The kit is what Trunk builds, and is the same for every conference: the shell of the pages, styles, boot script, the
//! app.
//!
//! The rule of this file: a kit has no word of any programme. `publish` joins it with a conference.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use lol_html::{RewriteStrSettings, element, rewrite_str};
use serde_json::json;

use super::split::{Split, split};
use super::{head, imports};
use crate::route::Route;
use crate::ui::site::Site;
use crate::ui::strings::Strings;

/// The files of a folder, by their paths below it, with `/`.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The prefix of the app's two files: the name of its binary.
const APP: &str = "guide-";

/// The parts of the app that come later, because the first page needs none of them. (Their functions that others call are
/// marked `inline(never)`: what is inlined cannot come later.)
const LATER: &[&str] = &[
    "::domain::calendar",
    "::domain::search::Query>::is_in",
    "::domain::typos::closest",
    "::ui::components::changes",
    "::ui::kept::Kept>::listen",
    "::ui::components::day_plan",
    "::ui::components::device_line::drawn",
    "::ui::components::filters::narrow",
    "::ui::components::filters::take_back",
    "::ui::components::save_and_export",
    "::ui::components::slots::day_tables",
    "::ui::components::timetable",
    "::ui::pages::agenda",
    "::ui::pages::room::",
    "::ui::pages::rooms_and_tracks::",
    "::ui::pages::speaker::",
    "::ui::pages::speakers::",
    "::ui::pages::track::",
];

/// The parts that only a programme with times, or a long one, uses: the app of any other has them later. (Callers ask for the
/// days, or the length, first.)
const OF_SCHEDULES: &[&str] = &[
    "::domain::results::Results>::days",
    "::domain::results::Results>::listed_days",
    "::domain::results::Results>::still_running",
    "::ui::components::day_tabs",
    "::ui::components::next_pick",
    "::ui::components::session_card::session_row",
    "::ui::components::slots",
    "::ui::components::view_line",
    "::ui::components::zone_line::draw",
    "::ui::components::zone_line::is_mine",
    "::ui::components::zone_line::link",
    "::ui::components::zone_line::other_zone",
    "::ui::components::zone_line::zone_word",
];

/// The style sheet that only a programme with times, or a long one, uses (`style/schedule.css`).
const STYLES_OF_SCHEDULES: &str = "./schedule-";

/// Whether the page of a route is one of those parts; then it needs them at its start.
pub(super) fn page_comes_later(route: &Route) -> bool {
    use Route::{Agenda, Room, Rooms, Speaker, Speakers, Track, Tracks};
    matches!(route, Agenda | Rooms | Room(_) | Speakers | Speaker(_) | Tracks | Track(_))
}

/// Whether a function is one of these parts: `hallway[1a2b]::ui::pages::agenda::…`, or a closure there
/// (`<hallway[1a2b]::… as …>::call_once`). A function of a library that only has such a closure as a type does not count,
/// because the compiler may have merged it with one that other parts call.
fn is_one_of(parts: &[&str], name: &str) -> bool {
    let path = name.trim_start_matches('<').strip_prefix("hallway[").and_then(|rest| rest.split_once(']'));
    path.is_some_and(|(_, path)| parts.iter().any(|part| path.starts_with(part)))
}

/// The import that loads them (`ui/rest.rs`).
const LOAD: &str = "loadRest";

/// A guide without a conference.
pub struct Kit {
    /// Trunk's page, without styles and boot script.
    pub page: String,
    /// The styles of every guide, in the order of the cascade.
    pub styles: String,
    /// The styles that come after them where there are times, or many sessions.
    pub styles_of_schedules: String,
    /// The boot script, after the sentences that it may show.
    pub boot: String,
    /// The JavaScript of the app, by its name.
    pub script: (String, Vec<u8>),
    /// The WebAssembly of the app.
    pub wasm: Vec<u8>,
    /// The files that a site has unchanged, like its icon.
    pub others: Files,
}

/// The parts of a kit that the guide of one conference uses.
pub struct Fitted {
    /// The styles.
    pub styles: String,
    /// The WebAssembly with which the app starts, and the one that comes later.
    pub app: Split,
}

impl Kit {
    /// Takes the files of Trunk's output.
    ///
    /// # Errors
    ///
    /// If they are not those of a kit.
    pub fn new(mut files: Files) -> Result<Kit> {
        let first = Route::Programme.file();
        let page = files.remove(&first).with_context(|| format!("there is no {first}"))?;
        let mut styles: Vec<String> = Vec::new();
        let mut scripts = Vec::new();
        let page = rewrite_str(
            std::str::from_utf8(&page)?,
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
        let (of_schedules, styles): (Vec<_>, Vec<_>) =
            styles.into_iter().partition(|link: &String| link.starts_with(STYLES_OF_SCHEDULES));
        let has_styles = !styles.is_empty() && !of_schedules.is_empty();
        if !has_styles || scripts.len() != 1 || !page.contains("modulepreload") {
            bail!("{first} has no styles, no boot script or no links to the app");
        }
        let [styles, styles_of_schedules] =
            [joined(&mut files, &styles)?, joined(&mut files, &of_schedules)?];
        let boot = boot_words()? + &joined(&mut files, &scripts)?;
        let mut script = app_file(&mut files, ".js")?;
        let (_, mut wasm) = app_file(&mut files, ".wasm")?;
        imports::number(&mut script.1, &mut wasm);
        Ok(Kit { page, styles, styles_of_schedules, boot, script, wasm, others: files })
    }

    /// The parts that the guide of this conference uses.
    ///
    /// # Errors
    ///
    /// If the app cannot be split.
    pub fn fit(&self, site: Site) -> Result<Fitted> {
        let is_schedule = site.is_long() || !site.days().is_empty();
        let later = |name: &str| is_one_of(LATER, name) || !is_schedule && is_one_of(OF_SCHEDULES, name);
        let mut styles = self.styles.clone();
        if is_schedule {
            styles += &self.styles_of_schedules;
        }
        Ok(Fitted { styles, app: split(&self.wasm, &later, LOAD)? })
    }

    /// The kit inside this command.
    ///
    /// # Errors
    ///
    /// If there was no kit when the command was built.
    #[cfg(feature = "kit")]
    pub fn inside() -> Result<Kit> {
        /// What `make hallway` builds first. (A debug build reads the folder when it runs.)
        #[derive(rust_embed::Embed)]
        #[folder = "target/kit"]
        #[allow_missing = true]
        struct Inside;

        let file = |path: &str| Inside::get(path).map(|file| file.data.into_owned());
        let files = Inside::iter().filter_map(|path| Some((path.to_string(), file(&path)?)));
        Kit::new(files.collect())
            .context("this command was built without a kit: build it with `make hallway`")
    }

    /// Reads the kit in a folder.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read or holds no kit.
    pub fn read(folder: &Path) -> Result<Kit> {
        let mut files = Files::new();
        read_folder(folder, "", &mut files)?;
        Kit::new(files).with_context(|| format!("{} is not what Trunk builds", folder.display()))
    }
}

/// The sentences that the boot script may show, as a script that stands before it.
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
    Ok(format!("const hallwayWords={};", head::json_text(&words)?))
}

/// Joins files in the order of their links, and takes them out.
fn joined(files: &mut Files, links: &[String]) -> Result<String> {
    let mut joined = String::new();
    for link in links {
        let path = link.trim_start_matches("./");
        let text = files.remove(path).with_context(|| format!("there is no {path}"))?;
        joined += String::from_utf8(text)?.trim();
        joined.push('\n');
    }
    Ok(joined)
}

/// Takes out the app's file with this ending.
fn app_file(files: &mut Files, ending: &str) -> Result<(String, Vec<u8>)> {
    let is_it = |name: &&String| name.starts_with(APP) && name.ends_with(ending);
    let name = files.keys().find(is_it).cloned();
    name.and_then(|name| files.remove_entry(&name)).with_context(|| format!("there is no {APP}*{ending}"))
}

/// Reads all files below a folder.
pub fn read_folder(folder: &Path, path: &str, files: &mut Files) -> Result<()> {
    let failed = || format!("failed to read {}", folder.display());
    for entry in fs::read_dir(folder).with_context(failed)? {
        let entry = entry.with_context(failed)?;
        let path = format!("{path}{}", entry.file_name().to_string_lossy());
        if entry.file_type().with_context(failed)?.is_dir() {
            read_folder(&entry.path(), &format!("{path}/"), files)?;
        } else {
            let file = entry.path();
            let bytes = fs::read(&file).with_context(|| format!("failed to read {}", file.display()))?;
            files.insert(path, bytes);
        }
    }
    Ok(())
}
