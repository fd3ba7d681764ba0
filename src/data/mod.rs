//! Conference files, and the photos that they name.
//!
//! The rule of this folder: no site is made from a file that does not parse or has a problem, so the app can trust its
//! data.

// Reads, parses and checks a conference file, and locates its mistakes.
mod file;

// Finds all mistakes in the fields of a conference file and in their types.
mod form;

/// Tells what files hold that should be pictures.
pub mod pictures;

// Labels that differ only in case or spaces are one.
mod spelling;

// Finds all slips in a file's JSON.
mod syntax;

// Reads a file as text, and recognises what is no conference file.
mod text;

pub use file::{ParseError, parse, problems, read, read_unless_export, warnings};
pub use spelling::unify;
pub use text::is_utf_16;

/// A small conference whose sessions explain the fields. (JSON has no comments, and what a comment says can be read in
/// the guide too if it is a text of the programme.)
pub const FIRST: &str = include_str!("first.json");

/// Some editors on Windows write this before a text; it is not part of the text.
const BYTE_ORDER_MARK: char = '\u{feff}';
