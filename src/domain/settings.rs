//! An attendee's settings for their agenda, and the form in which they are saved.
//!
//! The rule: a setting that is missing or unreadable has its default, and does not affect the other settings.

use serde::Serialize;
use serde_json::Value;

use super::agenda::Wish;

/// An attendee's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Settings {
    v: u32,
    /// The least number of minutes between sessions in different rooms, 0 to 60; `None` means the organiser's or the
    /// guide's default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub walk: Option<u8>,
    /// How many minutes before a "must" the calendar reminds them; 0 means no reminder.
    pub remind_of_must: u16,
    /// The same for a "maybe".
    pub remind_of_maybe: u16,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { v: 1, walk: None, remind_of_must: 10, remind_of_maybe: 0 }
    }
}

impl Settings {
    /// Reads the saved form; unknown settings of a newer version are ignored.
    pub fn from_saved(text: &str) -> Settings {
        let saved: Value = serde_json::from_str(text).unwrap_or_default();
        let minutes = |name: &str, most: u64| saved.get(name)?.as_u64().filter(|minutes| *minutes <= most);
        let remind =
            |name: &str, otherwise: u16| minutes(name, 10_080).map_or(otherwise, |minutes| minutes as u16);
        let otherwise = Settings::default();
        Settings {
            walk: minutes("walk", 60).map(|minutes| minutes as u8),
            remind_of_must: remind("remind_of_must", otherwise.remind_of_must),
            remind_of_maybe: remind("remind_of_maybe", otherwise.remind_of_maybe),
            ..otherwise
        }
    }

    /// How many minutes before a pick of this wish the calendar reminds; `None` if it does not.
    pub fn reminder(&self, wish: Wish) -> Option<u16> {
        let minutes = match wish {
            Wish::Must => self.remind_of_must,
            Wish::Maybe => self.remind_of_maybe,
        };
        Some(minutes).filter(|minutes| *minutes > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_back_and_unreadable_ones_have_their_default() {
        let set = Settings { walk: Some(0), remind_of_must: 30, remind_of_maybe: 5, ..Settings::default() };
        assert_eq!(Settings::from_saved(&serde_json::to_string(&set).unwrap()), set);
        for garbage in ["", "null", "[]", "7", r#"{"walk":-1,"remind_of_must":"x","remind_of_maybe":99999}"#]
        {
            assert_eq!(Settings::from_saved(garbage), Settings::default(), "{garbage}");
        }
    }

    #[test]
    fn settings_saved_by_this_release_are_read_by_later_ones() {
        let saved = r#"{"v":1,"walk":10,"remind_of_must":15,"remind_of_maybe":0}"#;
        let set = Settings { walk: Some(10), remind_of_must: 15, remind_of_maybe: 0, ..Settings::default() };
        assert_eq!(Settings::from_saved(saved), set);
    }
}
