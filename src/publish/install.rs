//! What a device needs to put the guide on its home screen: a manifest (W3C Web Application Manifest) and icons.
//!
//! The rule of this file: the icons show the conference's initials. If its name has none (no word begins with a capital or
//! a digit), or the font lacks the letters, they show Hallway's own mark.

use anyhow::{Context, Result};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use serde_json::{Value, json};

use super::head;
use super::kit::Files;
use crate::domain::conference::Conference;
use crate::route::{Route, query};
use crate::ui::strings::Strings;

/// The manifest's file. Every page links to it.
pub const MANIFEST: &str = "manifest.webmanifest";

/// The icons: a file, its size in pixels, and the share of its width that letters may take. Systems crop the `maskable`
/// one; only its centre is safe.
const ICONS: [(&str, u32, f32); 4] = [
    ("icon-180.png", 180, 0.72),
    ("icon-192.png", 192, 0.72),
    ("icon-512.png", 512, 0.72),
    (MASKABLE, 512, 0.5),
];
const MASKABLE: &str = "icon-maskable.png";

/// The colours of the light appearance (style/tokens.css), and of the mark (public/icon.svg).
const PAPER: &str = "#fbf9f4";
const INK: &str = "#1d1a16";
const MARK: &str = "#ff9d73";

/// The longest name that home screens show whole, in letters.
const SHORT: usize = 12;

/// Adds the manifest and the icons to the files of a site, and returns their paths.
///
/// # Errors
///
/// If an icon cannot be drawn.
pub fn add(files: &mut Files, conference: &Conference) -> Result<Vec<&'static str>> {
    let initials = initials(conference);
    let mark = files.get("icon.svg").cloned().unwrap_or_default();
    let mut options = Options::default();
    options.fontdb_mut().load_font_data(notosans::BOLD_TTF.to_vec());
    for (file, size, share) in ICONS {
        let drawing = initials.as_deref().map(|initials| letters(initials, share).into_bytes());
        let icon = picture(drawing.as_ref().unwrap_or(&mark), size, &options);
        files.insert(file.to_owned(), icon.with_context(|| format!("failed to draw {file}"))?);
    }
    files.insert(
        MANIFEST.to_owned(),
        serde_json::to_vec(&head::without_nulls(manifest(conference, initials.as_deref())))?,
    );
    Ok(ICONS.iter().map(|(file, ..)| *file).chain([MANIFEST]).collect())
}

fn manifest(conference: &Conference, initials: Option<&str>) -> Value {
    let is_short = |name: &&str| name.chars().count() <= SHORT;
    let short = [conference.name.as_str(), conference.id.as_str()].into_iter().find(is_short).or(initials);
    let icon = |(file, size, _): &(&str, u32, f32)| {
        let purpose = if *file == MASKABLE { "maskable" } else { "any" };
        json!({ "src": file, "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": purpose })
    };
    let shortcut = |name: &str, there: String| json!({ "name": name, "url": there });
    json!({
        // Without an id, browsers take `start_url` for the app's identity. (They would resolve a relative id against the
        // host, so that all guides there would be the same app.)
        "id": head::path_on_the_host(conference),
        "name": conference.name,
        "short_name": short.unwrap_or(&conference.name),
        "description": conference.line,
        "lang": conference.language,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "theme_color": PAPER,
        "background_color": PAPER,
        "icons": ICONS.iter().map(icon).collect::<Vec<_>>(),
        "shortcuts": [
            shortcut(Strings::NOW_AND_NEXT, format!("./{}", query::WITHOUT_THE_PAST)),
            shortcut(Strings::MY_AGENDA, Route::Agenda.href("./")),
        ],
    })
}

/// Up to four letters for the conference: its id if that is so short, otherwise the first letters of its name's words.
/// `None` if the font does not have them.
fn initials(conference: &Conference) -> Option<String> {
    let id = conference.id.as_str();
    let of_words = || {
        let words =
            conference.name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        words
            .filter_map(|word| word.chars().next())
            .filter(|first| first.is_uppercase() || first.is_numeric())
            .take(3)
    };
    let letters = if id.chars().count() <= 4 { id.to_uppercase() } else { of_words().collect() };
    // Latin, Greek and Cyrillic.
    let is_drawn = |letter: char| letter.is_alphanumeric() && letter < '\u{530}';
    (!letters.is_empty() && letters.chars().all(is_drawn)).then_some(letters)
}

/// A drawing of letters, as wide as this share of the icon.
fn letters(letters: &str, share: f32) -> String {
    // Capitals of this font are about 0.68 times as wide as the font is high.
    let size = (100.0 * share / (0.68 * letters.chars().count() as f32)).min(100.0 * share * 0.8);
    // In the middle of a capital's height, which is 0.714.
    let baseline = 50.0 + size * 0.714 / 2.0;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\"><rect width=\"100\" height=\"100\" fill=\"{INK}\"/>\
         <text x=\"50\" y=\"{baseline}\" font-size=\"{size}\" font-family=\"Noto Sans\" font-weight=\"700\" \
         text-anchor=\"middle\" fill=\"{MARK}\">{letters}</text></svg>"
    )
}

/// A drawing as PNG, of this size in pixels.
fn picture(drawing: &[u8], size: u32, options: &Options<'_>) -> Result<Vec<u8>> {
    let tree = Tree::from_data(drawing, options)?;
    let mut pixels = Pixmap::new(size, size).context("the icon has no size")?;
    let scale = size as f32 / tree.size().width();
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Ok(pixels.encode_png()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(id: &str, name: &str) -> Conference {
        let conference = json!({ "id": id, "name": name, "language": "en", "sessions": [] });
        crate::data::parse(&conference.to_string(), "test").expect("it has what a conference needs")
    }

    #[test]
    fn initials_are_the_short_id_or_the_first_letters_of_the_name() {
        for (id, name, expected) in [
            ("36c3", "36th Chaos Communication Congress", Some("36C3")),
            ("lantern-2027", "Lantern 2027", Some("L2")),
            ("everything", "The Everything Conference", Some("TEC")),
            ("prog", "Конференция о Языках", Some("PROG")),
            ("yazyki", "Конференция о Языках", Some("КЯ")),
            ("yazyki", "言語の会議", None),
            ("yazyki", "all in small letters", None),
        ] {
            assert_eq!(initials(&named(id, name)).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn icons_show_the_letters_and_differ_from_another_conference() {
        let mut files =
            Files::from([("icon.svg".to_owned(), include_bytes!("../../public/icon.svg").to_vec())]);
        add(&mut files, &named("36c3", "36th Chaos Communication Congress")).unwrap();
        let first = files["icon-512.png"].clone();
        let drawn = Pixmap::decode_png(&first).unwrap();
        assert_eq!((drawn.width(), drawn.height()), (512, 512));
        let has_letters = drawn.pixels().iter().any(|pixel| pixel.demultiply().red() == 0xff);
        assert!(has_letters, "the letters are drawn");
        // Nothing at the edges, which systems cut.
        let maskable = Pixmap::decode_png(&files[MASKABLE]).unwrap();
        let edge = (0..512).map(|at| maskable.pixel(at, 80).unwrap().demultiply());
        assert!(edge.into_iter().all(|pixel| pixel.red() == 0x1d));
        add(&mut files, &named("lantern-2027", "Lantern 2027")).unwrap();
        assert_ne!(files["icon-512.png"], first);
        add(&mut files, &named("yazyki", "言語の会議")).unwrap();
        assert!(Pixmap::decode_png(&files["icon-192.png"]).is_ok(), "the guide's own mark");
    }
}
