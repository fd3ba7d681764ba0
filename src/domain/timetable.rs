//! A day as a timetable: rooms as columns, times as rows, sessions in cells, and the steps from cell to cell.
//!
//! The rule: sessions that overlap in a room stand side by side, in lanes; no cell covers another.

use super::conference::{Break, Room, Session};
use super::moment::Moment;
use super::order::order;
use super::schedule::{Day, Schedule};

/// The shortest length with which a session is drawn, in seconds.
const LEAST: i64 = 300;

impl<'a> Day<'a> {
    /// The day as a table: a column for each room, with several lanes if sessions overlap in it.
    pub fn timetable(&self, schedule: &Schedule<'a>) -> Timetable<'a> {
        // A session that lasts for days ends with its first day here.
        let end = |session: &Session| {
            let start = session.start?.seconds();
            let end = schedule.end(session)?.min(schedule.change_after(session)?);
            Some(end.max(start + LEAST))
        };
        let times: Vec<(i64, i64)> = self
            .sessions
            .iter()
            .map(|session| session.start.map(|start| start.seconds()).zip(end(session)).unwrap_or_default())
            .collect();
        let pauses: Vec<(i64, i64)> = self
            .breaks
            .iter()
            .map(|pause| {
                (pause.start.seconds(), schedule.end_of_break(pause).max(pause.start.seconds() + LEAST))
            })
            .collect();
        let ends: Vec<i64> = times.iter().chain(&pauses).flat_map(|(start, end)| [*start, *end]).collect();
        let mut lines: Vec<i64> = order(ends.iter().copied()).map(|at| ends[at]).collect();
        lines.dedup();
        let line = |at: i64| lines.binary_search(&at).unwrap_or_else(|next| next);
        let rows = lines.windows(2).map(|row| {
            let starts_here =
                |session: &&&Session| session.start.is_some_and(|start| start.seconds() == row[0]);
            let start = self.sessions.iter().find(starts_here).and_then(|session| session.start);
            Row { start, minutes: ((row[1] - row[0]) / 60) as u32 }
        });
        let breaks =
            self.breaks.iter().zip(&pauses).map(|(pause, (start, end))| (*pause, line(*start), line(*end)));
        let mut table = Timetable {
            begins: lines.first().copied().unwrap_or_default(),
            rows: rows.collect(),
            breaks: breaks.collect(),
            columns: Vec::new(),
            cells: Vec::new(),
        };
        for room in schedule.conference.rooms.iter().map(Some).chain([None]) {
            // For each lane, the grid line from which it is free.
            let mut lanes: Vec<usize> = Vec::new();
            let mut number = 0;
            for (session, (start, end)) in self.sessions.iter().zip(&times) {
                if session.room.as_ref() != room.map(|room| &room.id) {
                    continue;
                }
                let minutes = (end - start) / 60;
                let (start, end) = (line(*start), line(*end));
                let lane = lanes.iter().position(|until| *until <= start).unwrap_or_else(|| {
                    lanes.push(0);
                    lanes.len() - 1
                });
                lanes[lane] = end;
                number += 1;
                table.cells.push(Cell {
                    session,
                    column: table.columns.len(),
                    lane,
                    start,
                    end,
                    minutes,
                    number,
                });
            }
            if number > 0 {
                table.columns.push(Column { room, lanes: lanes.len(), sessions: number });
            }
        }
        table
    }
}

/// A day as a table of rooms and times.
pub struct Timetable<'a> {
    /// When the first row begins, in seconds since 1970.
    begins: i64,
    /// The stretches between the times at which something starts or ends.
    pub rows: Vec<Row>,
    /// The breaks, each with the row in which it starts and the row before which it ends.
    pub breaks: Vec<(&'a Break, usize, usize)>,
    /// The rooms that have sessions on this day, as the conference lists them.
    pub columns: Vec<Column<'a>>,
    /// The sessions, by column and start.
    pub cells: Vec<Cell<'a>>,
}

/// A stretch of time in which nothing starts or ends.
pub struct Row {
    /// When it begins, if a session starts then.
    pub start: Option<Moment>,
    /// How many minutes it lasts.
    pub minutes: u32,
}

/// A room in a timetable.
pub struct Column<'a> {
    /// The room; `None` for the sessions without one.
    pub room: Option<&'a Room>,
    /// The number of lanes: the largest number of its sessions that run at once.
    pub lanes: usize,
    /// How many sessions it has on this day.
    pub sessions: usize,
}

/// A session in a timetable.
pub struct Cell<'a> {
    /// The session.
    pub session: &'a Session,
    /// Its column, counted from 0.
    pub column: usize,
    /// Its lane within the column, counted from 0.
    pub lane: usize,
    /// The row in which it starts, counted from 0.
    pub start: usize,
    /// The row before which it ends.
    pub end: usize,
    /// How many minutes it lasts on this day.
    pub minutes: i64,
    /// Its place among the sessions of its room on this day, counted from 1.
    pub number: usize,
}

/// A step from one session of a timetable to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the session before it in its room.
    Earlier,
    /// To the session after it in its room.
    Later,
    /// To the session with the nearest start in the room before.
    RoomBefore,
    /// To the session with the nearest start in the room after.
    RoomAfter,
    /// To the first session in its room.
    First,
    /// To the last session in its room.
    Last,
}

impl Timetable<'_> {
    /// The row that contains a moment (in seconds since 1970), and how much of the row is over by then, in percent.
    pub fn row_at(&self, now: i64) -> Option<(usize, i64)> {
        let mut over = now - self.begins;
        for (at, row) in self.rows.iter().enumerate() {
            let length = i64::from(row.minutes) * 60;
            if (0..length).contains(&over) {
                return Some((at, over * 100 / length));
            }
            over -= length;
        }
        None
    }

    /// The cell to which a step leads from the cell `from`; `None` at an edge.
    pub fn step(&self, from: usize, step: Step) -> Option<usize> {
        let here = self.cells.get(from)?;
        let in_column = |column: usize| {
            self.cells.iter().enumerate().filter(move |(_, cell)| cell.column == column).map(|(at, _)| at)
        };
        let nearest =
            |column: usize| in_column(column).min_by_key(|at| self.cells[*at].start.abs_diff(here.start));
        match step {
            Step::Earlier => in_column(here.column).rfind(|at| *at < from),
            Step::Later => in_column(here.column).find(|at| *at > from),
            Step::RoomBefore => nearest(here.column.checked_sub(1)?),
            Step::RoomAfter => nearest(here.column + 1),
            Step::First => in_column(here.column).next(),
            Step::Last => in_column(here.column).next_back(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::schedule::tests::{at, conference, session};
    use serde_json::json;

    #[test]
    fn sessions_that_overlap_in_a_room_stand_in_lanes() {
        let conference = conference(json!([
            session("a", "hall", "2027-03-27T10:00:00+01:00", "2027-03-27T11:00:00+01:00"),
            session("b", "hall", "2027-03-27T10:30:00+01:00", "2027-03-27T11:30:00+01:00"),
            session("c", "hall", "2027-03-27T11:00:00+01:00", "2027-03-27T11:10:00+01:00"),
            session("days", "attic", "2027-03-27T10:00:00+01:00", "2027-03-29T10:00:00+02:00"),
        ]));
        let schedule = Schedule::of(&conference);
        let table = schedule.days()[0].timetable(&schedule);
        let cells: Vec<_> = table
            .cells
            .iter()
            .map(|cell| (cell.session.id.as_str(), cell.column, cell.lane, cell.start, cell.end, cell.number))
            .collect();
        assert_eq!(
            cells,
            [("a", 0, 0, 0, 2, 1), ("b", 0, 1, 1, 4, 2), ("c", 0, 0, 2, 3, 3), ("days", 1, 0, 0, 7, 1)]
        );
        let columns: Vec<_> = table
            .columns
            .iter()
            .map(|column| (column.room.unwrap().id.as_str(), column.lanes, column.sessions))
            .collect();
        assert_eq!(columns, [("hall", 2, 3), ("attic", 1, 1)]);
        // Lunch from 12 to 13, then only the session that goes on until the change of days.
        let rows: Vec<_> = table
            .rows
            .iter()
            .map(|row| (row.start.map(|start| start.time_of_day()).unwrap_or_default(), row.minutes))
            .collect();
        let rows: Vec<_> = rows.iter().map(|(start, minutes)| (start.as_str(), *minutes)).collect();
        let expected = [("10:00", 30), ("10:30", 30), ("11:00", 10), ("", 20), ("", 30), ("", 60), ("", 960)];
        assert_eq!(rows, expected);
        assert_eq!(table.breaks.iter().map(|(_, start, end)| (*start, *end)).collect::<Vec<_>>(), [(5, 6)]);
        assert_eq!(table.row_at(at("2027-03-27T09:59:59+01:00")), None);
        assert_eq!(table.row_at(at("2027-03-27T10:00:00+01:00")), Some((0, 0)));
        assert_eq!(table.row_at(at("2027-03-27T10:45:00+01:00")), Some((1, 50)));
        assert_eq!(table.row_at(at("2027-03-28T06:00:00+02:00")), None);
    }

    #[test]
    fn steps_lead_through_a_room_and_to_what_starts_nearest_in_the_next() {
        let conference = conference(json!([
            session("a", "hall", "2027-03-27T10:00:00+01:00", "2027-03-27T11:00:00+01:00"),
            session("b", "hall", "2027-03-27T11:00:00+01:00", "2027-03-27T11:30:00+01:00"),
            session("c", "hall", "2027-03-27T14:00:00+01:00", "2027-03-27T15:00:00+01:00"),
            session("x", "attic", "2027-03-27T10:30:00+01:00", "2027-03-27T11:30:00+01:00"),
            session("y", "attic", "2027-03-27T13:00:00+01:00", "2027-03-27T14:00:00+01:00"),
        ]));
        let schedule = Schedule::of(&conference);
        let table = schedule.days()[0].timetable(&schedule);
        let id = |at: usize| table.cells[at].session.id.as_str();
        let place =
            |wanted: &str| table.cells.iter().position(|cell| cell.session.id.as_str() == wanted).unwrap();
        let step = |from: &str, step| table.step(place(from), step).map(id);
        assert_eq!(step("a", Step::Later), Some("b"));
        assert_eq!(step("a", Step::Earlier), None);
        assert_eq!(step("b", Step::Earlier), Some("a"));
        assert_eq!(step("c", Step::Later), None);
        assert_eq!(step("a", Step::Last), Some("c"));
        assert_eq!(step("c", Step::First), Some("a"));
        assert_eq!(step("a", Step::RoomAfter), Some("x"));
        assert_eq!(step("c", Step::RoomAfter), Some("y"));
        assert_eq!(step("a", Step::RoomBefore), None);
        assert_eq!(step("y", Step::RoomAfter), None);
        assert_eq!(step("y", Step::RoomBefore), Some("c"));
    }
}
