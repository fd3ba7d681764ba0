//! Breaks, meals and service sessions, each once.
//!
//! The rule of this file: many systems list a break for each room, each time under another id; equal title, start and end
//! are one break.

use std::collections::BTreeMap;

use crate::domain::conference::{Break, RoomId};
use crate::domain::moment::Moment;
use crate::import::draft::DraftBreak;
use crate::import::report::{Kind, Line};
use crate::import::steps::length::{Length, placed};
use crate::import::steps::zone::Zone;
use crate::import::text;

/// A break in one room.
pub struct Pause {
    title: String,
    start: Moment,
    end: Option<Moment>,
    /// The room's name; none is everywhere.
    pub room: Option<String>,
}

/// A break as it will be shown, if it can be.
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

/// A break that is listed in several rooms is one; in all rooms, it is everywhere.
pub fn breaks_of(
    pauses: Vec<Pause>,
    room_ids: &BTreeMap<String, String>,
    rooms: usize,
    lines: &mut Vec<Line>,
) -> Vec<Break> {
    let mut together: BTreeMap<(Moment, Option<Moment>, String), Vec<Option<String>>> = BTreeMap::new();
    for Pause { title, start, end, room } in pauses {
        together.entry((start, end, title)).or_default().push(room);
    }
    let mut breaks = Vec::new();
    for ((start, end, title), places) in together {
        if places.len() > 1 {
            let what = format!("{}, listed {} times", start.clock(), places.len());
            lines.push(Line::new(Kind::BreakMerged, &title, what));
        }
        let is_everywhere = places.iter().any(Option::is_none);
        let mut in_rooms: Vec<RoomId> = places
            .iter()
            .flatten()
            .filter_map(|room| room_ids.get(room))
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
