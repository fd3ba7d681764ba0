//! Files that should be pictures, checked by their content.
//!
//! The rule of this file: file names are not trusted, because the usual broken picture is a web page that was saved as
//! `.jpg`. A file that browsers do not show is a problem; one that they show slowly, or that only some show, is a
//! warning. Both say what to do.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use infer::MatcherType;
use quick_xml::{Reader, events::Event};

use crate::domain::conference::Conference;
use crate::domain::validate::{self, Problem};

/// A format of pictures that a guide may show.
#[derive(Debug, PartialEq, Eq)]
pub struct PictureFormat {
    name: &'static str,
    media_type: &'static str,
    /// How file names of this format end, the usual ending first.
    extensions: &'static [&'static str],
}

const SVG: PictureFormat = PictureFormat { name: "SVG", media_type: "image/svg+xml", extensions: &["svg"] };

const FORMATS: [PictureFormat; 5] = [
    PictureFormat { name: "AVIF", media_type: "image/avif", extensions: &["avif"] },
    PictureFormat { name: "JPEG", media_type: "image/jpeg", extensions: &["jpg", "jpeg"] },
    PictureFormat { name: "PNG", media_type: "image/png", extensions: &["png"] },
    SVG,
    PictureFormat { name: "WebP", media_type: "image/webp", extensions: &["webp"] },
];

impl PictureFormat {
    /// The extension that such a picture should have: its own in lower case if that fits the format, otherwise the usual
    /// one.
    pub fn extension(&self, path: &Path) -> &'static str {
        let has = |one: &&&str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(one));
        self.extensions.iter().find(has).unwrap_or(&self.extensions[0])
    }

    fn is_named_by(&self, path: &Path) -> bool {
        path.extension().is_some_and(|own| own.eq_ignore_ascii_case(self.extension(path)))
    }
}

/// A picture that a guide may show.
#[derive(Debug, PartialEq, Eq)]
pub struct Picture {
    /// The format of its content, which its name may contradict.
    pub format: &'static PictureFormat,
    size: u64,
}

/// A file that is not such a picture.
#[derive(Debug, PartialEq, Eq)]
pub struct NoPicture {
    /// What it is and what to do: the rest of a sentence after "which" or "it".
    pub why: String,
    /// Whether it is a picture in a format that guides do not show.
    pub is_other_format: bool,
}

/// How much of a file is read, in bytes. The text before the first element of an SVG may be long.
const START: u64 = 100_000;

/// The size of the largest photo without a warning, in bytes.
const LARGEST_WITHOUT_WARNING: u64 = 2_000_000;

/// Detects the format of a file by its content.
///
/// # Errors
///
/// Why the file is not a picture for a guide.
pub fn look(path: &Path) -> Result<Picture, NoPicture> {
    let no_picture = |why, is_other_format| NoPicture { why, is_other_format };
    let (size, start) = start(path)
        .map_err(|error| no_picture(format!("cannot be read ({error}); make it readable"), false))?;
    let found = infer::get(&start);
    let media_type =
        if is_svg(&start) { SVG.media_type } else { found.map_or("", |found| found.mime_type()) };
    if let Some(format) = FORMATS.iter().find(|format| format.media_type == media_type) {
        return Ok(Picture { format, size });
    }
    let is_other_format = found.is_some_and(|found| found.matcher_type() == MatcherType::Image);
    let what = match found.map(|found| found.extension()) {
        _ if size == 0 => "empty".to_owned(),
        Some(name) if is_other_format => {
            let why =
                format!("is in the format {}; save it as JPEG, PNG, WebP, AVIF or SVG", name.to_uppercase());
            return Err(no_picture(why, true));
        }
        Some("html") => "a web page, not a picture".to_owned(),
        Some(name) => format!("a {} file, not a picture", name.to_uppercase()),
        None => "not a picture".to_owned(),
    };
    Err(no_picture(format!("is {what}; replace it with the picture itself"), false))
}

/// A file's size and its first bytes.
fn start(path: &Path) -> io::Result<(u64, Vec<u8>)> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut start = Vec::new();
    file.take(START).read_to_end(&mut start)?;
    Ok((size, start))
}

/// Whether the first element of a text is `svg` and declares a namespace: without one, browsers show nothing.
fn is_svg(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text);
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                let mut attributes = element.attributes().flatten();
                return element.local_name().as_ref() == "svg"
                    && attributes.any(|attribute| attribute.key.as_ref().starts_with("xmlns"));
            }
            Ok(Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_)) => {}
            Ok(Event::Text(space)) if space.trim_ascii().is_empty() => {}
            _ => return false,
        }
    }
}

impl Picture {
    /// Advice if the picture is slow to load: the rest of a sentence after "which" or "it".
    pub fn slow(&self) -> Option<String> {
        let megabytes = self.size as f64 / 1e6;
        (self.size > LARGEST_WITHOUT_WARNING).then(|| {
            format!(
                "is {megabytes:.1} MB and slow to load; save a smaller version: 320 × 320 pixels are enough"
            )
        })
    }

    /// Advice if the file's name has the ending of another format, and whether browsers therefore do not show the
    /// picture. (They detect every format by content, except SVG.)
    fn misnamed(&self, path: &Path) -> Option<(String, bool)> {
        let Picture { format, .. } = self;
        (!format.is_named_by(path)).then(|| {
            let name = path.with_extension(format.extensions[0]);
            let name = name.file_name().unwrap_or_default().display();
            let what = format!(
                "is of the format {}; rename it to `{name}`, in the folder and in the conference file",
                format.name
            );
            (what, **format == SVG || SVG.is_named_by(path))
        })
    }
}

/// Why browsers would not show a file: the rest of a sentence after "which" or "it".
pub fn broken(path: &Path) -> Option<String> {
    match look(path) {
        Err(NoPicture { why, .. }) => Some(why),
        Ok(picture) => picture.misnamed(path).and_then(|(what, is_broken)| is_broken.then_some(what)),
    }
}

/// The files in a folder, sorted by name. Some systems put a hidden file beside each picture; those are left out.
///
/// # Errors
///
/// If the folder cannot be read.
pub fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries: Vec<_> = folder.read_dir()?.collect::<Result<_, _>>()?;
    let shown = entries.iter().filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    let mut files: Vec<PathBuf> = shown.map(fs::DirEntry::path).filter(|path| path.is_file()).collect();
    files.sort();
    Ok(files)
}

/// Every photo that browsers would not show.
pub fn problems(conference: &Conference, folder: &Path) -> Vec<Problem> {
    of_photos(conference, folder, |file| Vec::from_iter(broken(file)))
}

/// Every photo that is slow to load or has the name of another format, and every picture that no speaker uses.
pub fn warnings(conference: &Conference, folder: &Path) -> Vec<Problem> {
    let mut warnings = of_photos(conference, folder, |file| {
        let Ok(picture) = look(file) else { return Vec::new() };
        let misnamed = picture.misnamed(file).and_then(|(what, is_broken)| (!is_broken).then_some(what));
        picture.slow().into_iter().chain(misnamed).collect()
    });
    warnings.extend(unused(conference, folder));
    warnings
}

/// The folder beside the conference file into which the import copies photos.
pub const USUAL_FOLDER: &str = "photos";

/// Warns of pictures that no speaker has as photo, in the usual folder and in the other subfolders of `folder` that have
/// speakers' photos.
fn unused(conference: &Conference, folder: &Path) -> Vec<Problem> {
    let paths = conference.speakers.iter().filter_map(|speaker| speaker.photo.as_deref()).map(Path::new);
    // A photo written as `./photos/ada.jpg` is reported as a wrong path; it must not be reported as unused too.
    let photos: BTreeSet<&Path> = paths.map(|path| path.strip_prefix(".").unwrap_or(path)).collect();
    let folders: BTreeSet<&Path> =
        photos.iter().filter_map(|photo| photo.parent()).chain([Path::new(USUAL_FOLDER)]).collect();
    let mut warnings = Vec::new();
    // The folder of the conference file itself may have any other pictures.
    for inside in folders.into_iter().filter(|inside| !inside.as_os_str().is_empty()) {
        for file in files_in(&folder.join(inside)).unwrap_or_default() {
            let path = inside.join(file.file_name().unwrap_or_default());
            let name = path.display().to_string();
            if validate::has_picture_ending(&name) && !photos.contains(path.as_path()) {
                let what = "is not the photo of any speaker; name it in a speaker's `photo`, or remove it";
                warnings.push(Problem { place: name, what: what.to_owned() });
            }
        }
    }
    warnings
}

/// The problems that `look` finds in the speakers' photos. Missing photos, and those without a picture's name, are
/// reported elsewhere.
fn of_photos(conference: &Conference, folder: &Path, look: impl Fn(&Path) -> Vec<String>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for speaker in &conference.speakers {
        let Some(photo) = speaker.photo.as_ref().filter(|photo| validate::has_picture_ending(photo)) else {
            continue;
        };
        let file = folder.join(photo);
        if file.is_file() {
            problems.extend(look(&file).into_iter().map(|what| Problem {
                place: validate::of_speaker(speaker),
                what: format!("its `photo` is `{photo}`, which {what}"),
            }));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_is_recognised_by_its_first_element() {
        for svg in [
            r#"<svg xmlns="http://www.w3.org/2000/svg"/>"#,
            "\u{feff}<svg xmlns='http://www.w3.org/2000/svg'>",
            "<?xml version='1.0'?>\n<!-- made by hand -->\n<!DOCTYPE svg [<!ENTITY ns 'http://www.w3.org/2000/svg'>]>\n\
             <svg xmlns='&ns;'>",
            "<s:svg xmlns:s='http://www.w3.org/2000/svg'>",
        ] {
            assert!(is_svg(svg.as_bytes()), "{svg}");
        }
        for other in [
            "",
            "<svg>",
            "svg",
            "words <svg xmlns='http://www.w3.org/2000/svg'>",
            "<!DOCTYPE html><html><svg xmlns='http://www.w3.org/2000/svg'/></html>",
            "<rss xmlns='x'/>",
        ] {
            assert!(!is_svg(other.as_bytes()), "{other}");
        }
    }

    #[test]
    fn every_format_has_endings_that_a_photo_may_have() {
        for ending in FORMATS.iter().flat_map(|format| format.extensions) {
            assert!(validate::has_picture_ending(&format!("photos/ada.{ending}")), "{ending}");
        }
    }
}
