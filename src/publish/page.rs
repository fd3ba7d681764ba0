//! Fills in the shell that Trunk built: one complete page for each route.
//!
//! The rule of this file: every page can be read before any script runs. All pages have the same styles and boot
//! script, inline or as linked files, and the Content-Security-Policy allows only these, by their hashes.

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use leptos::prelude::*;
use lol_html::html_content::ContentType::{Html, Text};
use lol_html::{RewriteStrSettings, element, rewrite_str};
use sha2::{Digest, Sha256};
use unic_langid::{CharacterDirection, LanguageIdentifier};

use super::head;
use super::kit::{Kit, page_comes_later};
use crate::route::Route;
use crate::ui;
use crate::ui::app::Start;
use crate::ui::boot::{ANYWHERE, BEGINS_WITH_NOW, LIST, MADE, REST, ROOT, SHELL, TEXTS};
use crate::ui::navigation::Location;
use crate::ui::site::Site;
use crate::ui::storage::{Saved, Theme};
use crate::ui::strings::Strings;

/// The parts that all pages of a site share.
pub struct Shell {
    /// Trunk's page, with links to this site's files.
    html: String,
    /// The policy, styles and boot script inside the page.
    inside: String,
    /// The policy, and links to styles and boot script; `{root}` stands for the path to the site's root.
    linked: String,
}

/// The names of the files that pages link to.
pub struct Links {
    /// All styles; only some pages link to them instead of containing them.
    pub styles: String,
    /// The boot script, likewise.
    pub boot: String,
    /// The app.
    pub wasm: String,
    /// The rest of the app.
    pub rest: String,
    /// The script that has devices keep the guide.
    pub kept: String,
    /// The list and the texts of the programme, unless they are in the app.
    pub parts: Option<[String; 2]>,
}

/// Stands for the path to the root where that is not known yet: in `linked`, and in the page for every address, in which
/// the service worker writes the path.
const ROOT_HERE: &str = "{root}";

/// Renders the app's view of a page; without a route, only what is around every page.
fn body(route: Option<&Route>, site: Site) -> String {
    Owner::new().with(|| {
        let location = Location { route: route.cloned().unwrap_or(Route::NotFound), ..Location::default() };
        let start = Start { location, saved: Ok(Saved::default()), theme: Theme::System };
        let parts = match route {
            Some(_) => ui::app::app(site, start, |_, _, _, _| {}),
            None => ui::app::frame(site, start),
        };
        parts.into_iter().map(|part| part.into_html()).collect()
    })
}

impl Shell {
    /// The shell of a kit, with links to a site's files.
    ///
    /// # Errors
    ///
    /// If the kit's page cannot be read.
    pub fn new(kit: &Kit, styles: &str, with_policy: bool, files: &Links) -> Result<Shell> {
        let policy = if with_policy {
            let policy = policy(styles, &kit.boot);
            format!(r#"<meta http-equiv="Content-Security-Policy" content="{policy}">"#)
        } else {
            String::new()
        };
        // A preload must match how the boot script fetches. Written like the kit's own links, which makes the page smaller
        // once it is compressed.
        let link = |id: &str, relation: &str, file: &str| {
            format!(
                r#"<link as=fetch crossorigin href="./{file}" id={id} rel={relation} type=application/wasm>"#
            )
        };
        let mut parts = link(REST, "later", &files.rest);
        parts += &format!(r#"<link href="./{}" id=kept rel=later>"#, files.kept);
        if let Some([list, texts]) = &files.parts {
            parts += &link(LIST, "preload", list);
            parts += &link(TEXTS, "later", texts);
        }
        let html = rewrite_str(
            &kit.page,
            RewriteStrSettings {
                element_content_handlers: vec![element!("link[rel=preload]", |link| {
                    link.set_attribute("href", &format!("./{}", files.wasm))?;
                    link.after(&parts, Html);
                    Ok(())
                })],
                ..RewriteStrSettings::new()
            },
        )?;
        Ok(Shell {
            html,
            inside: format!("{policy}<style>{styles}</style><script>{}</script>", kit.boot),
            linked: format!(
                r#"{policy}<link rel="stylesheet" href="{ROOT_HERE}{}"><script src="{ROOT_HERE}{}"></script>"#,
                files.styles, files.boot
            ),
        })
    }

    /// Renders a complete page.
    pub fn page(&self, route: &Route, site: Site, is_linked: bool) -> Result<String> {
        let filled = self.filled(Some(route), site, is_linked);
        filled.with_context(|| format!("failed to fill in {}", route.file()))
    }

    /// Renders the page that the service worker shows at every address, until the app shows what belongs there.
    pub fn for_every_address(&self, site: Site) -> Result<String> {
        self.filled(None, site, false).context("failed to fill in the page for every address")
    }

    /// Fills in a page; without a route, the one for every address.
    fn filled(&self, route: Option<&Route>, site: Site, is_linked: bool) -> Result<String> {
        let conference = site.conference;
        let root = route.map_or_else(|| ROOT_HERE.to_owned(), Route::way_up);
        let title = route.map_or_else(|| conference.name.clone(), |route| Strings::title(route, conference));
        let linked = is_linked.then(|| self.linked.replace(ROOT_HERE, &root));
        let head = linked.as_ref().unwrap_or(&self.inside);
        let more = route.map(|route| head::tags(route, site)).transpose()?.unwrap_or_default();
        let body = body(route, site.below(root.clone()));
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
                        if let Some((from, until)) = route.and_then(|route| begins_with_now(route, site)) {
                            html.set_attribute(BEGINS_WITH_NOW, &format!("{from} {until}"))?;
                        }
                        match route {
                            Some(Route::NotFound) => html.set_attribute(ANYWHERE, "")?,
                            None => html.set_attribute(SHELL, "")?,
                            _ => {}
                        }
                        Ok(())
                    }),
                    // The policy applies only to elements after it.
                    element!("meta[charset]", |charset| {
                        charset.after(head, Html);
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
                        if route == Some(&Route::NotFound) && relation.ends_with("preload") {
                            link.set_attribute("rel", &format!("later-{relation}"))?;
                        }
                        if route.is_some_and(page_comes_later)
                            && link.get_attribute("id").as_deref() == Some(REST)
                        {
                            link.set_attribute("rel", "preload")?;
                        }
                        Ok(())
                    }),
                    element!("#app", |app| {
                        if site.other_language().is_some() {
                            app.set_attribute("lang", Strings::LANGUAGE.tag)?;
                        }
                        app.set_inner_content(&body, Html);
                        Ok(())
                    }),
                ],
                ..RewriteStrSettings::new()
            },
        );
        Ok(page?)
    }
}

/// Allows only this site's own files and the two texts in the page, so that no data about the attendee leaves the site.
fn policy(styles: &str, boot: &str) -> String {
    // Of the hashes that a policy may have, the shortest: they do not compress, and stand in every page.
    let hash = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    let (boot, styles) = (hash(boot), hash(styles));
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {boot}; style-src 'self' {styles}; \
         connect-src 'self'; img-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
    )
}

/// Whether a language is written from right to left, according to Unicode's CLDR.
fn runs_from_right_to_left(language: &str) -> bool {
    let mut language: LanguageIdentifier = language.parse().unwrap_or_default();
    // The script decides. A tag seldom names it, so it is looked up.
    language.maximize();
    language.character_direction() == CharacterDirection::RTL
}

/// From and until when the list of a page begins with now, in seconds since 1970: in a long programme, that of a day while
/// the day is on, and that of the first page during the conference.
fn begins_with_now(route: &Route, site: Site) -> Option<(i64, i64)> {
    if !site.is_long() {
        return None;
    }
    let span = |day| site.schedule.span_of(day);
    match route {
        Route::Programme => Some((span(site.days().first()?).0, span(site.days().last()?).1)),
        Route::Day(date) => Some(span(site.schedule.day(*date)?)),
        _ => None,
    }
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
