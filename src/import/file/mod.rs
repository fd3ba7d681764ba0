//! Recognises what a file is by its content; its name and extension do not matter.
//!
//! The rule of this file: a file that cannot be a schedule is refused with one sentence that says what it is and what
//! to do.

// Bytes as text.
mod encoding;
pub mod json;
// Tables of spreadsheets.
mod table;
pub mod xml;

use self::json::Node;
use crate::data::is_utf_16;
use crate::import::formats::ical;
use crate::import::report::{Kind, Line, Refused};

/// A file that may be a schedule.
#[derive(Debug)]
pub enum Content {
    /// XML, not yet read.
    Xml(String),
    /// JSON.
    Json(Node),
    /// A calendar, not yet read. These are bytes, because its lines may be folded in the middle of a letter.
    Calendar(Vec<u8>),
}

/// Recognises what a file is. Adds a line to the report if the file had to be converted to UTF-8.
///
/// # Errors
///
/// A sentence that says what the file is instead of a schedule, and what to do.
pub fn content(bytes: &[u8], file: &str, lines: &mut Vec<Line>) -> Result<Content, Refused> {
    let refused = |what: &str| Err(Refused(format!("`{file}` {what}")));
    if let Some(what) = packed(bytes) {
        return refused(what);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if ical::is_this(bytes) {
        return Ok(Content::Calendar(bytes.to_owned()));
    }
    let text = match encoding::decoded(bytes) {
        Some((text, None)) => text,
        Some((text, Some(declared))) => {
            let what = format!("is encoded in {declared}, as it declares, and was converted to UTF-8");
            lines.push(Line::new(Kind::Encoding, file, what));
            text
        }
        None => {
            return refused(match table::what_it_is(&encoding::as_windows(bytes)) {
                Some(what) => what,
                None => "is not encoded in UTF-8 (perhaps in Latin-1 or Windows-1252); save it as UTF-8",
            });
        }
    };
    let text: &str = &text;
    let start = text.trim_start();
    if start.is_empty() {
        return refused("is empty; export it again");
    }
    if start.starts_with(['{', '[']) {
        return json::node(start, file).map(Content::Json);
    }
    let begins_with =
        |word: &str| start.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
    if start.starts_with('<') {
        return match what_it_is(start) {
            Some(what) => refused(what),
            None => Ok(Content::Xml(text.to_owned())),
        };
    }
    if is_script(start) {
        return match start.contains("sessionize") {
            true => refused(
                "is Sessionize's script for web pages; in Sessionize, under API/Embed, make an endpoint whose format is \
                 JSON, and save its `All` view",
            ),
            false => refused(
                "is a script (JavaScript), not a schedule; export the schedule as JSON, XML or iCalendar",
            ),
        };
    }
    if begins_with("BEGIN:") {
        return refused(
            "is a vCard or something similar, not a calendar (`BEGIN:VCALENDAR`); export the schedule as iCalendar",
        );
    }
    if let Some(what) = table::what_it_is(start) {
        return refused(what);
    }
    refused(
        "is plain text, not one of the formats that can be imported: frab XML or JSON, pretalx, Sessionize, iCalendar",
    )
}

/// The message for a packed or binary file, or one in UTF-16.
fn packed(bytes: &[u8]) -> Option<&'static str> {
    if let Some(what) = table::packed(bytes) {
        return Some(what);
    }
    let starts = [
        (&b"PK\x03\x04"[..], "is a ZIP file; unpack it and import the schedule file inside"),
        (b"\x1f\x8b", "is compressed (gzip); unpack it"),
        (b"%PDF", "is a PDF; export the schedule as JSON, XML or iCalendar"),
    ];
    let start = starts.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| *what);
    start.or(is_utf_16(bytes).then_some("is encoded in UTF-16; save it as UTF-8"))
}

/// The message for a text that begins with `<`, if it is something that people commonly mistake for a schedule.
fn what_it_is(text: &str) -> Option<&'static str> {
    let root = root_of(text);
    let is_sessionize =
        text.contains("data-sessionid") || text.contains("sz-session") || text.contains("sessionize.com");
    match root.as_str() {
        "feed" => Some(
            "is an Atom feed of changes, not a schedule; take pretalx's `schedule/export/schedule.xml` or \
             `schedule.json`",
        ),
        "rss" | "rdf" => {
            Some("is an RSS feed of news, not a schedule; export the schedule as JSON, XML or iCalendar")
        }
        "workbook" => Some(table::EXCEL),
        "icalendar" => {
            Some("is xCal, which gives no time zone; export the schedule as frab XML, JSON or iCalendar")
        }
        "arrayofsession" | "gridsmart" | "sessions" if is_sessionize => {
            Some("is Sessionize's XML; in Sessionize, under API/Embed, make an endpoint whose format is JSON")
        }
        "html" | "!doctype" | "head" | "body" | "div" | "script" | "style" | "table" | "p" | "ul"
        | "section" => Some(if is_sessionize {
            "is Sessionize's HTML for web pages; in Sessionize, under API/Embed, make an endpoint whose format is JSON, \
                 and save its `All` view"
        } else {
            "is a web page (HTML), not a schedule; look on that page for an export as JSON, XML or iCalendar"
        }),
        _ => None,
    }
}

/// The name of the first element, in lower case and without a namespace; `!doctype` before HTML.
fn root_of(text: &str) -> String {
    let mut rest = text.trim_start();
    loop {
        let end = if rest.starts_with("<?") {
            rest.find("?>").map(|at| at + 2)
        } else if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else if rest.starts_with("<!") {
            let is_html = rest.get(..14).is_some_and(|begin| begin.eq_ignore_ascii_case("<!DOCTYPE html"));
            if is_html {
                return "!doctype".to_owned();
            }
            rest.find('>').map(|at| at + 1)
        } else {
            None
        };
        let Some(end) = end else { break };
        rest = rest[end..].trim_start();
    }
    let name: String = rest
        .chars()
        .skip(1)
        .take_while(|letter| letter.is_alphanumeric() || ":_-.".contains(*letter))
        .collect();
    name.rsplit(':').next().unwrap_or_default().to_lowercase()
}

fn is_script(text: &str) -> bool {
    let begins = [
        "(function",
        "!function",
        "function",
        "var ",
        "let ",
        "const ",
        "document.",
        "window.",
        "/*",
        "//",
        "'use strict'",
        "\"use strict\"",
        ";(",
    ];
    begins.iter().any(|begin| text.starts_with(begin)) || text.contains("document.write(")
}
