//! The programme on its way from the host command to the app: a list that every page needs, and longer texts that may
//! come later, in a compact binary form.
//!
//! The rule of this folder: there is one definition of the form, which the host writes and the app reads. Each part
//! has a version of its own; a part that cannot be read is an error with its reason and never a panic.

use self::values::Reader;
#[cfg(not(target_arch = "wasm32"))]
use self::values::Writer;
use crate::domain::conference::Conference;

mod list;
/// Parts as custom sections of WebAssembly modules.
#[cfg(not(target_arch = "wasm32"))]
pub mod module;
mod texts;
mod values;

/// The name of the custom section with the list. `src/boot.js` repeats it; a test compares them.
pub const LIST: &str = "list";
/// The name of the custom section with the texts.
pub const TEXTS: &str = "texts";

/// Why bytes cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// They were written by another version of the guide.
    OtherVersion,
    /// They are incomplete or were changed.
    Damaged,
}

/// A conference as it travels.
pub struct Parts {
    /// All that rows, filters, the timetable, agendas, titles and names need.
    pub list: Vec<u8>,
    /// Abstracts, biographies, links, and the names of sessions in other systems.
    pub texts: Vec<u8>,
}

impl Parts {
    /// Writes both parts; `None` if a time is before the year 1 or after the year 9998.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn of(conference: &Conference) -> Option<Parts> {
        let mut conference = conference.clone();
        let (mut list, mut texts) = (Writer::default(), Writer::default());
        list::pass(&mut list, &mut conference)?;
        texts::pass(&mut texts, &mut conference)?;
        Some(Parts { list: list.into_bytes(list::VERSION), texts: texts.into_bytes(texts::VERSION) })
    }
}

/// Reads a conference: without its texts, as long as they are not there.
///
/// # Errors
///
/// If one of the parts cannot be read, or the two do not belong together.
pub fn read(list: &[u8], texts: Option<&[u8]>) -> Result<Conference, Unreadable> {
    let mut conference = list::blank();
    let mut values = Reader::new(list::VERSION, list)?;
    let mut is_whole = list::pass(&mut values, &mut conference).is_some() && values.is_at_the_end();
    if let Some(texts) = texts {
        let mut values = Reader::new(texts::VERSION, texts)?;
        is_whole &= texts::pass(&mut values, &mut conference).is_some() && values.is_at_the_end();
    }
    if is_whole { Ok(conference) } else { Err(Unreadable::Damaged) }
}
