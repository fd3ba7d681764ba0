//! The programme in time: its days, their slots, what runs now and next, and where each session stands in a timetable.
//!
//! The rules of this file: "now" is an argument, in seconds since 1970; a session runs from its start, included, to its
//! end, not included; a programme's day is not a calendar day, but ends when the conference says.

use super::conference::{Break, Conference, Room, RoomId, Session};
use super::moment::{Clock, Date, Moment};
use super::order::order;

/// When a day ends where the conference does not say.
const DAY_CHANGE: Clock = Clock { minutes: 5 * 60 };

/// The programme by days.
pub struct Schedule<'a> {
    days: Vec<Day<'a>>,
    undated: Vec<&'a Session>,
    change: Clock,
}

/// A day of the programme.
pub struct Day<'a> {
    /// The calendar day on which it begins.
    pub date: Date,
    /// Its sessions by start; those that start together as the rooms are listed.
    pub sessions: Vec<&'a Session>,
    /// Its breaks by start.
    pub breaks: Vec<&'a Break>,
}

/// What starts at the same time.
pub struct Slot<'a> {
    /// When.
    pub start: Moment,
    /// The sessions, as the rooms are listed.
    pub sessions: Vec<&'a Session>,
    /// The breaks.
    pub breaks: Vec<&'a Break>,
}

/// Where a session is, seen from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It has not started, or has no time.
    ToCome,
    /// It has started and not ended.
    Running,
    /// It has ended.
    Over,
}

impl<'a> Schedule<'a> {
    /// Puts a conference's sessions in order.
    pub fn of(conference: &'a Conference) -> Schedule<'a> {
        let change = conference.day_change.unwrap_or(DAY_CHANGE);
        let mut days: Vec<Day<'a>> = Vec::new();
        let mut undated = Vec::new();
        // They come by start, so each day is complete when the next begins.
        for session in in_order(conference) {
            match session.start.map(|start| start.day(change)) {
                Some(date) => match days.last_mut().filter(|day| day.date == date) {
                    Some(day) => day.sessions.push(session),
                    None => days.push(Day { date, sessions: vec![session], breaks: Vec::new() }),
                },
                None => undated.push(session),
            }
        }
        let starts = conference.breaks.iter().map(|pause| pause.start.seconds());
        for pause in order(starts).map(|at| &conference.breaks[at]) {
            // A break alone makes no day.
            if let Some(day) = days.iter_mut().find(|day| day.date == pause.start.day(change)) {
                day.breaks.push(pause);
            }
        }
        Schedule { days, undated, change }
    }

    /// The days, in order; none where the programme has no times.
    pub fn days(&self) -> &[Day<'a>] {
        &self.days
    }

    /// The day of this date.
    pub fn day(&self, date: Date) -> Option<&Day<'a>> {
        self.days.iter().find(|day| day.date == date)
    }

    /// The sessions without a time, in the order of the file.
    pub fn undated(&self) -> &[&'a Session] {
        &self.undated
    }

    /// The programme's day on which a session starts.
    pub fn day_of(&self, session: &Session) -> Option<Date> {
        session.start.map(|start| start.day(self.change))
    }

    /// The day to begin with: the one that is on, else the next, else the first.
    pub fn today(&self, now: Option<i64>) -> Option<&Day<'a>> {
        let on = now.and_then(|now| self.days.iter().find(|day| now < self.end_of(day)));
        on.or(self.days.first())
    }

    /// Whether the programme runs now: from its first start to the end of its last day.
    pub fn is_on(&self, now: i64) -> bool {
        let first = self.days.first().and_then(|day| day.sessions.first()).and_then(|session| session.start);
        let last = self.days.last().map(|day| self.end_of(day));
        first.is_some_and(|first| first.seconds() <= now) && last.is_some_and(|last| now < last)
    }

    /// From when to when a day is: from its first start until [`Schedule::end_of`] says.
    pub fn span_of(&self, day: &Day<'a>) -> (i64, i64) {
        let first = day.sessions.first().and_then(|session| session.start);
        (first.map_or(i64::MAX, |start| start.seconds()), self.end_of(day))
    }

    /// When a day is over: at the next change of days, or when the last session ends before that.
    fn end_of(&self, day: &Day<'a>) -> i64 {
        let ends = day
            .sessions
            .iter()
            .filter_map(|session| Some(self.end(session)?.min(self.change_after(session)?)));
        ends.max().unwrap_or(i64::MIN)
    }

    /// When a session ends; one that says no end ends with its day.
    fn end(&self, session: &Session) -> Option<i64> {
        session.end.map(|end| end.seconds()).or_else(|| self.change_after(session))
    }

    /// The change of days after a session's start.
    fn change_after(&self, session: &Session) -> Option<i64> {
        let start = session.start?;
        let into_day = i64::from(start.hour) * 3_600 + i64::from(start.minute) * 60 + i64::from(start.second);
        let until = i64::from(self.change.minutes) * 60 - into_day;
        Some(start.seconds() + if until <= 0 { until + 86_400 } else { until })
    }

    /// Where a session is, seen from now.
    pub fn phase(&self, session: &Session, now: i64) -> Phase {
        match (session.start, self.end(session)) {
            (Some(start), _) if now < start.seconds() => Phase::ToCome,
            (Some(_), Some(end)) if now < end => Phase::Running,
            (Some(_), _) => Phase::Over,
            (None, _) => Phase::ToCome,
        }
    }

    /// The sessions that run at some time that this one does, those first that start when it does or nearly: what runs all
    /// day is no alternative to it.
    pub fn beside(&self, session: &Session) -> Vec<&'a Session> {
        let Some((start, end)) = session.start.zip(self.end(session)) else { return Vec::new() };
        let overlaps = |other: &&&Session| {
            let times = other.start.zip(self.end(other));
            other.id != session.id
                && times.is_some_and(|(from, to)| from.seconds() < end && start.seconds() < to)
        };
        let beside = self.days.iter().flat_map(|day| &day.sessions).filter(overlaps).copied();
        let apart = |other: &Session| other.start.map(|from| (from.seconds() - start.seconds()).abs());
        let beside = beside.map(|other| (apart(other).unwrap_or_default(), other)).collect();
        super::order::in_order(beside).collect()
    }

    /// What comes next in a session's room on the same day.
    pub fn next_in_room(&self, session: &Session) -> Option<&'a Session> {
        let day = self.day(self.day_of(session)?)?;
        let mut rest = day.sessions.iter().skip_while(|other| other.id != session.id).skip(1);
        rest.find(|other| other.room.is_some() && other.room == session.room && other.start > session.start)
            .copied()
    }
}

/// By start, then as the rooms are listed; those without a time last, in the order of the file.
fn in_order(conference: &Conference) -> Vec<&Session> {
    let place = |room: &RoomId| conference.rooms.iter().position(|other| other.id == *room);
    let by_room = order(conference.sessions.iter().map(|session| match &session.room {
        Some(room) if session.start.is_some() => place(room).map_or(i64::MAX, |at| at as i64),
        _ => i64::MAX,
    }));
    let by_room: Vec<&Session> = by_room.map(|at| &conference.sessions[at]).collect();
    order(by_room.iter().map(|session| session.starts())).map(|at| by_room[at]).collect()
}

impl<'a> Day<'a> {
    /// Its sessions and breaks by the time at which they start.
    pub fn slots(&self) -> Vec<Slot<'a>> {
        let mut slots: Vec<Slot<'a>> = Vec::new();
        for session in &self.sessions {
            if let Some(start) = session.start {
                slot_at(&mut slots, start).sessions.push(session);
            }
        }
        for pause in &self.breaks {
            slot_at(&mut slots, pause.start).breaks.push(pause);
        }
        slots
    }

    /// The same day with only some of its sessions; breaks stay where there are any.
    pub fn only(&self, wanted: &dyn Fn(&Session) -> bool) -> Day<'a> {
        let sessions: Vec<_> = self.sessions.iter().copied().filter(|session| wanted(session)).collect();
        let breaks = if sessions.is_empty() { Vec::new() } else { self.breaks.clone() };
        Day { date: self.date, sessions, breaks }
    }

    /// The day as a table: a column for each room, or several where sessions overlap in it.
    pub fn timetable(&self, schedule: &Schedule<'a>, conference: &'a Conference) -> Timetable<'a> {
        // What goes on for days ends with the day here. What has no length is as long as the least that can be seen.
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
            .map(|pause| (pause.start.seconds(), pause.ends().max(pause.start.seconds() + LEAST)))
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
        for room in conference.rooms.iter().map(Some).chain([None]) {
            // For each lane, the line at which it is free again.
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

/// The slot of this start, made where it is missing.
fn slot_at<'s, 'a>(slots: &'s mut Vec<Slot<'a>>, start: Moment) -> &'s mut Slot<'a> {
    // Mostly the last one: sessions come by start.
    let at = slots.iter().rposition(|slot| slot.start <= start);
    match at {
        Some(at) if slots[at].start == start => &mut slots[at],
        _ => {
            let at = at.map_or(0, |at| at + 1);
            slots.insert(at, Slot { start, sessions: Vec::new(), breaks: Vec::new() });
            &mut slots[at]
        }
    }
}

/// How long a session at least appears to be in a timetable, in seconds.
const LEAST: i64 = 300;

/// A day as a table of rooms and times.
pub struct Timetable<'a> {
    /// When the first row begins, in seconds since 1970.
    begins: i64,
    /// What lies between the times at which something starts or ends.
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
    /// When it begins, where a session starts then.
    pub start: Option<Moment>,
    /// How many minutes it lasts.
    pub minutes: u32,
}

/// A room in a timetable.
pub struct Column<'a> {
    /// The room; none for the sessions without one.
    pub room: Option<&'a Room>,
    /// How many sessions overlap in it at the worst.
    pub lanes: usize,
    /// How many sessions it has on this day.
    pub sessions: usize,
}

/// A session in a timetable.
pub struct Cell<'a> {
    /// The session.
    pub session: &'a Session,
    /// Which of the columns it is in, counted from 0.
    pub column: usize,
    /// Which of the column's lanes, counted from 0.
    pub lane: usize,
    /// The row in which it starts, counted from 0.
    pub start: usize,
    /// The row before which it ends.
    pub end: usize,
    /// How many minutes it lasts on this day.
    pub minutes: i64,
    /// Which session of its room and day it is, counted from 1.
    pub number: usize,
}

/// A step from one session of a timetable to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To what comes before it in its room.
    Earlier,
    /// To what comes after it in its room.
    Later,
    /// To what starts nearest to it in the room before.
    RoomBefore,
    /// To what starts nearest to it in the room after.
    RoomAfter,
    /// To the first in its room.
    First,
    /// To the last in its room.
    Last,
}

impl Timetable<'_> {
    /// The row in which a moment is (in seconds since 1970), and how much of the row is over by then, in percent.
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

    /// Where a step leads from the cell at this place; nowhere at an edge.
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
    use serde_json::{Value, json};

    /// Berlin, when summer time begins in the night to 28 March 2027.
    fn conference(sessions: Value) -> Conference {
        serde_json::from_value(json!({
            "id": "c", "name": "C", "language": "en", "zone": "Europe/Berlin",
            "rooms": [{ "id": "hall", "name": "Hall" }, { "id": "attic", "name": "Attic" }],
            "sessions": sessions,
            "breaks": [{ "title": "Lunch", "start": "2027-03-27T12:00:00+01:00", "end": "2027-03-27T13:00:00+01:00" }],
        }))
        .unwrap()
    }

    fn session(id: &str, room: &str, start: &str, end: &str) -> Value {
        json!({ "id": id, "title": id, "room": room, "start": start, "end": end })
    }

    fn two_days() -> Conference {
        conference(json!([
            session("late", "hall", "2027-03-28T00:15:00+01:00", "2027-03-28T03:30:00+02:00"),
            session("attic-first", "attic", "2027-03-27T10:00:00+01:00", "2027-03-27T11:00:00+01:00"),
            session("hall-first", "hall", "2027-03-27T10:00:00+01:00", "2027-03-27T10:45:00+01:00"),
            session("sunday", "hall", "2027-03-28T10:00:00+02:00", "2027-03-28T11:00:00+02:00"),
            { "id": "whenever", "title": "Whenever" },
        ]))
    }

    fn ids<'a>(sessions: impl IntoIterator<Item = &'a &'a Session>) -> Vec<&'a str> {
        sessions.into_iter().map(|session| session.id.as_str()).collect()
    }

    fn at(text: &str) -> i64 {
        Moment::parse(text).unwrap().seconds()
    }

    #[test]
    fn a_day_has_its_small_hours_and_lists_rooms_in_their_order() {
        let conference = two_days();
        let schedule = Schedule::of(&conference);
        let days: Vec<String> = schedule.days().iter().map(|day| day.date.to_string()).collect();
        assert_eq!(days, ["2027-03-27", "2027-03-28"]);
        assert_eq!(ids(&schedule.days()[0].sessions), ["hall-first", "attic-first", "late"]);
        assert_eq!(ids(schedule.undated()), ["whenever"]);
        let slots: Vec<String> = schedule.days()[0].slots().iter().map(|slot| slot.start.clock()).collect();
        assert_eq!(slots, ["10:00", "12:00", "00:15"]);
    }

    #[test]
    fn a_session_runs_from_its_start_to_just_before_its_end() {
        let conference = two_days();
        let schedule = Schedule::of(&conference);
        let late = conference.session(&"late".into()).unwrap();
        let phase = |text| schedule.phase(late, at(text));
        assert_eq!(phase("2027-03-28T00:14:59+01:00"), Phase::ToCome);
        assert_eq!(phase("2027-03-28T00:15:00+01:00"), Phase::Running);
        // The clock jumps from 02:00 to 03:00 meanwhile.
        assert_eq!(phase("2027-03-28T03:29:59+02:00"), Phase::Running);
        assert_eq!(phase("2027-03-28T03:30:00+02:00"), Phase::Over);
        let whenever = conference.session(&"whenever".into()).unwrap();
        assert_eq!(schedule.phase(whenever, i64::MAX), Phase::ToCome);
    }

    #[test]
    fn a_session_without_an_end_goes_on_until_its_day_is_over() {
        let conference =
            conference(json!([{ "id": "open", "title": "Open", "start": "2027-03-27T22:00:00+01:00" }]));
        let schedule = Schedule::of(&conference);
        let phase = |text| schedule.phase(&conference.sessions[0], at(text));
        assert_eq!(phase("2027-03-28T01:59:00+01:00"), Phase::Running);
        assert_eq!(phase("2027-03-28T08:00:00+02:00"), Phase::Over);
    }

    #[test]
    fn the_day_to_begin_with_is_the_one_that_is_on() {
        let conference = two_days();
        let schedule = Schedule::of(&conference);
        let today = |text| schedule.today(Some(at(text))).unwrap().date.to_string();
        assert_eq!(today("2027-01-01T00:00:00Z"), "2027-03-27");
        assert_eq!(today("2027-03-28T03:00:00+02:00"), "2027-03-27");
        assert_eq!(today("2027-03-28T03:30:00+02:00"), "2027-03-28");
        assert_eq!(today("2027-03-28T12:00:00+02:00"), "2027-03-27");
        assert_eq!(schedule.today(None).unwrap().date.to_string(), "2027-03-27");
        assert!(!schedule.is_on(at("2027-03-27T09:59:59+01:00")));
        assert!(schedule.is_on(at("2027-03-27T10:00:00+01:00")));
        assert!(!schedule.is_on(at("2027-03-28T11:00:00+02:00")));
    }

    #[test]
    fn what_is_beside_a_session_overlaps_it_and_what_is_next_is_in_its_room() {
        let conference = conference(json!([
            session("a", "hall", "2027-03-27T10:00:00+01:00", "2027-03-27T11:00:00+01:00"),
            session("b", "attic", "2027-03-27T10:30:00+01:00", "2027-03-27T11:30:00+01:00"),
            session("c", "hall", "2027-03-27T11:00:00+01:00", "2027-03-27T12:00:00+01:00"),
        ]));
        let schedule = Schedule::of(&conference);
        let [a, b, c] = &conference.sessions[..] else { unreachable!() };
        assert_eq!(ids(&schedule.beside(a)), ["b"]);
        assert_eq!(ids(&schedule.beside(b)), ["a", "c"]);
        assert_eq!(schedule.next_in_room(a).map(|next| next.id.as_str()), Some("c"));
        assert!(schedule.next_in_room(b).is_none() && schedule.next_in_room(c).is_none());
    }

    #[test]
    fn what_starts_with_a_session_is_beside_it_before_what_runs_all_day() {
        let conference = conference(json!([
            session("talk", "hall", "2027-03-27T11:00:00+01:00", "2027-03-27T12:00:00+01:00"),
            session("all-day", "attic", "2027-03-27T08:00:00+01:00", "2027-03-27T18:00:00+01:00"),
            session("later", "attic", "2027-03-27T11:30:00+01:00", "2027-03-27T12:00:00+01:00"),
            session("together", "attic", "2027-03-27T11:00:00+01:00", "2027-03-27T12:00:00+01:00"),
        ]));
        let schedule = Schedule::of(&conference);
        assert_eq!(ids(&schedule.beside(&conference.sessions[0])), ["together", "later", "all-day"]);
    }

    #[test]
    fn sessions_that_overlap_in_a_room_stand_in_lanes() {
        let conference = conference(json!([
            session("a", "hall", "2027-03-27T10:00:00+01:00", "2027-03-27T11:00:00+01:00"),
            session("b", "hall", "2027-03-27T10:30:00+01:00", "2027-03-27T11:30:00+01:00"),
            session("c", "hall", "2027-03-27T11:00:00+01:00", "2027-03-27T11:10:00+01:00"),
            session("days", "attic", "2027-03-27T10:00:00+01:00", "2027-03-29T10:00:00+02:00"),
        ]));
        let schedule = Schedule::of(&conference);
        let table = schedule.days()[0].timetable(&schedule, &conference);
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
        // Lunch from 12 to 13, then nothing but what goes on until the change of days.
        let rows: Vec<_> = table
            .rows
            .iter()
            .map(|row| (row.start.map(|start| start.clock()).unwrap_or_default(), row.minutes))
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
        let table = schedule.days()[0].timetable(&schedule, &conference);
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
