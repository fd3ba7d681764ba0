//! Reads, parses and checks a conference file on the host, before anything is built from it.
//!
//! The rule of this file: all mistakes are reported at once, with file, line, column and field.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use jiff::{Timestamp, tz::TimeZone};

use super::{BYTE_ORDER_MARK, form, pictures, syntax, text};
use crate::domain::conference::Conference;
use crate::domain::moment::Moment;
use crate::domain::validate::{self, Outside, Problem};

/// The mistakes in a text that is not a conference. Each is displayed on a line, like `conference.json:12:7:
/// sessions[1].titel: there is no field …`.
#[derive(Debug)]
pub struct ParseError {
    file: String,
    mistakes: Vec<Mistake>,
    /// The conference without the mistaken parts, to look for further problems; `None` if too little is left.
    pub rest: Option<Box<Conference>>,
}

#[derive(Debug)]
struct Mistake {
    line: usize,
    column: usize,
    field: String,
    what: String,
}

impl ParseError {
    /// The number of mistakes.
    pub fn count(&self) -> usize {
        self.mistakes.len()
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, Mistake { line, column, field, what }) in self.mistakes.iter().enumerate() {
            let (end, colon) = (if number > 0 { "\n" } else { "" }, if field.is_empty() { "" } else { ": " });
            write!(out, "{end}{}:{line}:{column}: {field}{colon}{what}", self.file)?;
        }
        Ok(())
    }
}

impl std::error::Error for ParseError {}

/// Parses a conference; `name` is the name of the text in errors, like `conference.json`. A byte-order mark is ignored.
///
/// # Errors
///
/// All mistakes, if the text is not JSON or not a conference.
pub fn parse(text: &str, name: &str) -> Result<Conference, ParseError> {
    let text = text.trim_start_matches(BYTE_ORDER_MARK);
    serde_json::from_str(text).map_err(|cause| explain(text, name, &cause))
}

/// Finds all mistakes in a text that is not a conference.
fn explain(text: &str, name: &str, cause: &serde_json::Error) -> ParseError {
    if let Some(what) = text::export(text, name) {
        // The mistakes in its form would only be noise.
        let mistakes = vec![Mistake { line: 1, column: 1, field: String::new(), what }];
        return ParseError { file: name.to_owned(), mistakes, rest: None };
    }
    let repaired = syntax::repair(text);
    let mistake = |at: usize, field: String, what: String| {
        let before = &text.as_bytes()[..at.min(text.len())];
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = String::from_utf8_lossy(&before[start..]).chars().count() + 1;
        Mistake { line, column, field, what }
    };
    let (form, rest) = repaired.text.as_deref().map(form::mistakes).unwrap_or_default();
    let slips = repaired.slips.iter().map(|slip| mistake(slip.at, String::new(), slip.what.clone()));
    let form = form.into_iter().filter(|wrong| !repaired.is_stand_in(wrong.at));
    let form = form.map(|wrong| mistake(repaired.original(wrong.at), wrong.field, wrong.what));
    let mut mistakes: Vec<Mistake> = slips.chain(form).collect();
    if mistakes.is_empty() {
        // The schema is generated from the types, so it should find every mistake that serde finds. If it finds none,
        // serde's message is reported.
        mistakes.push(Mistake {
            line: cause.line(),
            column: cause.column(),
            field: String::new(),
            what: cause.to_string(),
        });
    }
    mistakes.sort_by_key(|mistake| (mistake.line, mistake.column));
    ParseError { file: name.to_owned(), mistakes, rest: rest.map(Box::new) }
}

/// Reads a conference file. The inner result says whether the text is a conference.
///
/// # Errors
///
/// The outer error, if the file is not a text that can be read: a sentence that names the file.
pub fn read(path: &Path) -> anyhow::Result<Result<Conference, ParseError>> {
    Ok(parse(&text::read(path)?, &path.display().to_string()))
}

/// The same, but `None` if the file is not a conference file and perhaps the export of a planning tool.
///
/// # Errors
///
/// As [`read`].
pub fn read_unless_export(path: &Path) -> anyhow::Result<Option<Result<Conference, ParseError>>> {
    let bytes = text::bytes(path)?;
    let text = str::from_utf8(&bytes).unwrap_or_default().trim_start_matches(BYTE_ORDER_MARK);
    match serde_json::from_str(text) {
        Ok(conference) => Ok(Some(Ok(conference))),
        Err(_) if text::is_export(&bytes) => Ok(None),
        // To tell what is wrong.
        Err(_) => read(path).map(Some),
    }
}

/// Likely mistakes in a conference whose photos are in `folder`, which do not prevent building the site.
pub fn warnings(conference: &Conference, folder: &Path) -> Vec<Problem> {
    sorted(validate::warnings(conference), pictures::warnings(conference, folder))
}

/// All problems of a conference whose photo paths are relative to `folder`.
pub fn problems(conference: &Conference, folder: &Path) -> Vec<Problem> {
    let outside = Outside {
        is_zone: &|name| TimeZone::get(name).is_ok(),
        offset: &offset,
        has_file: &|path| folder.join(path).is_file(),
    };
    sorted(validate::problems(conference, &outside), pictures::problems(conference, folder))
}

/// What is wrong with the data and with the photos in one list, each once.
fn sorted(of_data: Vec<Problem>, of_photos: Vec<Problem>) -> Vec<Problem> {
    BTreeSet::from_iter(of_data.into_iter().chain(of_photos)).into_iter().collect()
}

fn offset(zone: &str, moment: &Moment) -> Option<i16> {
    let instant: Timestamp = moment.to_string().parse().ok()?;
    let seconds = TimeZone::get(zone).ok()?.to_offset(instant).seconds();
    i16::try_from(seconds / 60).ok()
}
