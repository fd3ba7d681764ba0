//! Values in a fixed order, which the host writes and the app reads.
//!
//! The rule of this file: each part of the programme is defined once, by a function that passes its values in order to
//! [`Values`], which either writes or reads them. There are only texts and numbers, because serde generates code for
//! each type. Whatever the bytes are, reading never panics: what does not fit is `None`.

use std::vec::IntoIter;

use serde::{Deserialize, Serialize};

use super::Unreadable;
use crate::domain::moment::Moment;

/// Writes values, or fills them in.
pub trait Values {
    /// A text.
    fn text(&mut self, value: &mut String) -> Option<()>;

    /// A number.
    fn number(&mut self, value: &mut i64) -> Option<()>;

    /// The most items that a list can have.
    fn most(&self) -> usize;

    /// The length of a list. A reader fills the list with that many blank items. Each item has at least one value, so
    /// [`Values::most`] bounds the length.
    fn length<T>(&mut self, list: &mut Vec<T>, blank: impl FnMut() -> T) -> Option<()> {
        let mut length = list.len() as i64;
        self.number(&mut length)?;
        let length = usize::try_from(length).ok().filter(|length| *length <= self.most())?;
        list.resize_with(length, blank);
        Some(())
    }

    /// Several texts.
    fn texts(&mut self, list: &mut Vec<String>) -> Option<()> {
        self.length(list, String::new)?;
        list.iter_mut().try_for_each(|text| self.text(text))
    }

    /// A text that may be missing. `validate` refuses empty ones, so an empty one stands for none.
    fn optional(&mut self, value: &mut Option<String>) -> Option<()> {
        let mut text = value.take().unwrap_or_default();
        self.text(&mut text)?;
        *value = Some(text).filter(|text| !text.is_empty());
        Some(())
    }

    /// A word, as its place in a list; empty if it is in none.
    fn place(&mut self, value: &mut String, known: &[String]) -> Option<()> {
        let mut place = 0;
        if !value.is_empty() {
            place = known.iter().position(|word| word == value).map_or(0, |at| at as i64 + 1);
        }
        self.number(&mut place)?;
        *value = match usize::try_from(place).ok()?.checked_sub(1) {
            Some(at) => known.get(at)?.clone(),
            None => String::new(),
        };
        Some(())
    }

    /// A word that may be missing, as its place in a list.
    fn optional_place(&mut self, value: &mut Option<String>, known: &[String]) -> Option<()> {
        let mut word = value.take().unwrap_or_default();
        self.place(&mut word, known)?;
        *value = Some(word).filter(|word| !word.is_empty());
        Some(())
    }

    /// Several words, as their places in a list.
    fn places(&mut self, words: &mut Vec<String>, known: &[String]) -> Option<()> {
        self.length(words, String::new)?;
        words.iter_mut().try_for_each(|word| self.place(word, known))
    }

    /// A moment that may be missing, written as its difference from `last`; then it becomes `last`.
    fn moment(&mut self, value: &mut Option<Moment>, last: &mut Option<Moment>) -> Option<()> {
        let (seconds, offset) = last.map_or((0, 0), |last| (last.seconds(), i64::from(last.offset)));
        // 0 stands for none, so a difference of 0 or more is written as 1 or more.
        let (mut later, mut other_offset) = (0, 0);
        if let Some(moment) = value {
            later = moment.seconds() - seconds;
            later += i64::from(later >= 0);
            other_offset = i64::from(moment.offset) - offset;
        }
        self.number(&mut later)?;
        *value = None;
        if later != 0 {
            self.number(&mut other_offset)?;
            let seconds = seconds.checked_add(later - i64::from(later > 0))?;
            let offset = i16::try_from(offset.checked_add(other_offset)?).ok()?;
            if !(START..END).contains(&seconds) {
                return None;
            }
            *value = Some(Moment::at(seconds, offset));
            *last = *value;
        }
        Some(())
    }
}

/// The start of the year 1, in seconds since 1970.
const START: i64 = -62_135_596_800;

/// The end of the year 9998, in seconds since 1970. With any offset, a moment before it is in a year of four digits.
const END: i64 = 253_370_764_800;

/// All values of a part: each kind by itself, because similar values compress well.
#[derive(Default, Serialize, Deserialize)]
struct Written {
    texts: Vec<String>,
    numbers: Vec<i64>,
}

/// Writes values.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Default)]
pub struct Writer(Written);

#[cfg(not(target_arch = "wasm32"))]
impl Writer {
    /// The written values, after the version of the part.
    pub fn into_bytes(self, version: u8) -> Vec<u8> {
        let bytes = postcard::to_extend(&self.0, vec![version]);
        bytes.expect("lists have a length")
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Values for Writer {
    fn text(&mut self, value: &mut String) -> Option<()> {
        self.0.texts.push(value.clone());
        Some(())
    }

    fn number(&mut self, value: &mut i64) -> Option<()> {
        self.0.numbers.push(*value);
        Some(())
    }

    fn most(&self) -> usize {
        usize::MAX
    }
}

/// Reads values.
pub struct Reader {
    texts: IntoIter<String>,
    numbers: IntoIter<i64>,
}

impl Reader {
    /// Reads the values of a part of this version.
    ///
    /// # Errors
    ///
    /// If the version is another one, or the bytes are no values.
    pub fn new(version: u8, bytes: &[u8]) -> Result<Reader, Unreadable> {
        let (own, rest) = bytes.split_first().ok_or(Unreadable::Damaged)?;
        if *own != version {
            return Err(Unreadable::OtherVersion);
        }
        match postcard::take_from_bytes::<Written>(rest) {
            Ok((Written { texts, numbers }, [])) => {
                Ok(Reader { texts: texts.into_iter(), numbers: numbers.into_iter() })
            }
            _ => Err(Unreadable::Damaged),
        }
    }

    /// Whether all values were read.
    pub fn is_at_the_end(&self) -> bool {
        self.texts.len() == 0 && self.numbers.len() == 0
    }
}

impl Values for Reader {
    fn text(&mut self, value: &mut String) -> Option<()> {
        *value = self.texts.next()?;
        Some(())
    }

    fn number(&mut self, value: &mut i64) -> Option<()> {
        *value = self.numbers.next()?;
        Some(())
    }

    fn most(&self) -> usize {
        self.texts.len() + self.numbers.len()
    }
}
