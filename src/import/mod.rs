//! What organisers already have, turned into a conference: the list of formats, and which one a file is.
//!
//! The rule of this folder: a format is told by its content, has its own types and one function into `Draft`; from
//! there on all formats are treated alike. Import is lenient about input, and loud about it.

// What every format is read into.
pub mod draft;
// What the organiser is told.
pub mod report;
// Organisers' plain words, Markdown and HTML as texts of ours.
pub mod text;
