//! A conference as a file on the host: read, parsed and checked before anything is built from it.
//!
//! The rule of this file: whoever wrote the data is told where it is wrong, by file, line, column and field.

use std::fmt;
use std::path::Path;

use anyhow::Context;
use jiff::{Timestamp, tz::TimeZone};

use crate::domain::conference::Conference;
use crate::domain::moment::Moment;
use crate::domain::validate::{self, Outside, Problem};

/// Why a text is not a conference: written as `conference.json:12:7: sessions[1].titel: unknown field …`.
#[derive(Debug)]
pub struct ParseError {
    file: String,
    field: String,
    cause: serde_json::Error,
}

impl fmt::Display for ParseError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = (self.cause.line(), self.cause.column());
        // The cause repeats its place at the end of its sentence; here it stands in front, where editors look for it.
        let cause = self.cause.to_string();
        let what = cause.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&cause);
        write!(out, "{}:{line}:{column}: ", self.file)?;
        // Where the text is no JSON, there is no field yet, and at the top level none but `.`.
        match self.field.as_str() {
            field if self.cause.is_data() && field != "." => write!(out, "{field}: {what}"),
            _ => out.write_str(what),
        }
    }
}

impl std::error::Error for ParseError {}

/// Parses a conference; `name` is what errors call the text, like `conference.json`.
///
/// # Errors
///
/// The first place at which the text is not JSON or not a conference.
pub fn parse(text: &str, name: &str) -> Result<Conference, ParseError> {
    let error = |field: String, cause| ParseError { file: name.to_owned(), field, cause };
    let mut json = serde_json::Deserializer::from_str(text);
    let conference = serde_path_to_error::deserialize(&mut json)
        .map_err(|wrong| error(wrong.path().to_string(), wrong.into_inner()))?;
    json.end().map_err(|cause| error(".".to_owned(), cause))?;
    Ok(conference)
}

/// Reads a conference file. The inner result is the file's own matter: it was read, and may not be a conference.
///
/// # Errors
///
/// The outer one, where the file cannot be read; its sentence names the file.
pub fn read(path: &Path) -> anyhow::Result<Result<Conference, ParseError>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    Ok(parse(&text, &path.display().to_string()))
}

/// Every problem of a conference whose photos are in `folder`.
pub fn problems(conference: &Conference, folder: &Path) -> Vec<Problem> {
    validate::problems(
        conference,
        &Outside {
            is_zone: &|name| TimeZone::get(name).is_ok(),
            offset: &offset,
            has_file: &|path| folder.join(path).is_file(),
        },
    )
}

fn offset(zone: &str, moment: &Moment) -> Option<i16> {
    let instant: Timestamp = moment.to_string().parse().ok()?;
    let seconds = TimeZone::get(zone).ok()?.to_offset(instant).seconds();
    i16::try_from(seconds / 60).ok()
}

/// The folder of the embedded conference's file, in which its photos are.
pub fn folder() -> &'static Path {
    Path::new(env!("HALLWAY_CONFERENCE")).parent().unwrap_or(Path::new(""))
}
