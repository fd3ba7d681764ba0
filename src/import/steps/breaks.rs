//! Makes the conference's breaks, meals and service sessions, without duplicates.
//!
//! The rule of this file: many systems list a break once for each room, each time under another id; entries with the
//! same title, start and end are one break, in whatever letter case the title is written.

// Usual words for breaks, in many languages.
mod usual;

use std::collections::BTreeMap;

pub use self::usual::is_usual;
use crate::domain::conference::{Break, RoomId};
use crate::domain::moment::Moment;
use crate::import::draft::DraftBreak;
use crate::import::report::{Kind, Line};
use crate::import::steps::length::{Length, placed};
use crate::import::steps::zone::Zone;
use crate::import::text;

/// A break in one room.
pub struct Pause {
    /// Its title.
    pub title: String,
    /// When it starts.
    pub start: Moment,
    /// When it ends.
    pub end: Option<Moment>,
    /// The room's name; `None` means all rooms.
    pub room: Option<String>,
}

/// A break with usable title and times; `None`, with a line in the report, if it has no title or start.
pub fn pause_of(draft: &DraftBreak, zone: Option<&Zone>, lines: &mut Vec<Line>) -> Option<Pause> {
    let title = text::line(&draft.title);
    if title.is_empty() {
        let what = "it has no title";
        lines.push(Line::new(Kind::BreakDropped, draft.room.as_deref().unwrap_or("a break"), what));
        return None;
    }
    let Some(start) = draft.start.and_then(|start| placed(start, &title, zone, lines)) else {
        lines.push(Line::new(Kind::BreakDropped, title, "it has no usable start"));
        return None;
    };
    let length = Length { start, end: draft.end, minutes: draft.minutes };
    let end = zone.and_then(|zone| length.end(&title, zone, lines));
    Some(Pause { title, start, end, room: text::line_if_any(draft.room.as_deref()) })
}

/// A title for comparison: the entries of a break may differ in letter case.
pub fn without_case(title: &str) -> String {
    title.to_lowercase()
}

/// Merges the entries of a break in several rooms into one. A break in all rooms is everywhere.
pub fn breaks_of(
    pauses: Vec<Pause>,
    room_ids: &BTreeMap<String, String>,
    rooms: usize,
    lines: &mut Vec<Line>,
) -> Vec<Break> {
    let mut together: BTreeMap<(Moment, Option<Moment>, String), Vec<Pause>> = BTreeMap::new();
    for pause in pauses {
        together.entry((pause.start, pause.end, without_case(&pause.title))).or_default().push(pause);
    }
    let mut breaks = Vec::new();
    for ((start, end, _), pauses) in together {
        let (title, other_titles) = titles_of(&pauses);
        if pauses.len() > 1 {
            let mut what = format!("{}, listed {} times", start.time_of_day(), pauses.len());
            if !other_titles.is_empty() {
                what.push_str(&format!(", also as {}", other_titles.join(", ")));
            }
            lines.push(Line::new(Kind::BreakMerged, &title, what));
        }
        let is_everywhere = pauses.iter().any(|pause| pause.room.is_none());
        let mut in_rooms: Vec<RoomId> = pauses
            .iter()
            .filter_map(|pause| room_ids.get(pause.room.as_ref()?))
            .map(|id| id.as_str().into())
            .collect();
        in_rooms.sort();
        in_rooms.dedup();
        if is_everywhere || in_rooms.len() == rooms && rooms > 1 {
            in_rooms.clear();
        }
        breaks.push(Break { title, start, end, rooms: in_rooms });
    }
    breaks
}

/// The most frequent title of the entries of a break, and the others, quoted for the report. Among equally frequent
/// ones it is the first in the alphabet, capitals first.
fn titles_of(pauses: &[Pause]) -> (String, Vec<String>) {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    pauses.iter().for_each(|pause| *count.entry(&pause.title).or_default() += 1);
    let most = count.iter().max_by(|one, other| (one.1, other.0).cmp(&(other.1, one.0)));
    let title = most.map(|(title, _)| *title).unwrap_or_default();
    let others = count.keys().filter(|other| **other != title).map(|other| format!("`{other}`"));
    (title.to_owned(), others.collect())
}
