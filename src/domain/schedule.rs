//! The programme in time: its days, their slots, what runs now and next.
//!
//! The rules of this file: "now" is an argument, in seconds since 1970; a session runs from its start, included, to its
//! end, not included; a single rule ([`Schedule::span`]) gives an end to sessions without one, here and in the
//! attendee's plan; a programme's day is not a calendar day, but ends when the conference says.

use super::conference::{Break, Conference, Session, Speaker};
use super::moment::{Date, Moment, TimeOfDay};
use super::order::{in_order, order};

/// When a day ends if the conference does not say.
const DAY_CHANGE: TimeOfDay = TimeOfDay { minutes: 5 * 60 };

/// How long a session or a break without an end is assumed to last at most, in seconds.
const ASSUMED_LENGTH: i64 = 60 * 60;

/// The programme by days.
pub struct Schedule<'a> {
    /// The conference.
    pub conference: &'a Conference,
    /// All sessions ([`Conference::programme`]).
    pub programme: Vec<&'a Session>,
    days: Vec<Day<'a>>,
    undated: Vec<&'a Session>,
    change: TimeOfDay,
}

/// The sessions next to a session in the programme.
pub struct Neighbours<'a> {
    /// The session before, unless this is the first.
    pub previous: Option<&'a Session>,
    /// The session after, unless this is the last.
    pub next: Option<&'a Session>,
}

/// A day of the programme.
#[derive(Clone)]
pub struct Day<'a> {
    /// The calendar day on which it begins.
    pub date: Date,
    /// Its sessions by start; those with the same start in the order of the rooms.
    pub sessions: Vec<&'a Session>,
    /// Its breaks by start.
    pub breaks: Vec<&'a Break>,
}

/// The sessions and breaks that start at the same time.
pub struct Slot<'a> {
    /// When they start.
    pub start: Moment,
    /// The sessions, in the order of the rooms.
    pub sessions: Vec<&'a Session>,
    /// The breaks.
    pub breaks: Vec<&'a Break>,
}

/// Whether a session is to come, running or over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It has not started, or has no time.
    ToCome,
    /// It has started and not ended.
    Running,
    /// It has ended.
    Over,
}

/// Whether a programme is to come, runs or is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It begins in this many days, by the calendar: 0 is today.
    ToCome(i64),
    /// It runs.
    On,
    /// It is over.
    Over,
}

/// How soon a session starts, or how much of it is left: for a sentence on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It starts in this many minutes.
    StartsIn(i64),
    /// It runs, and this many minutes of it are left; `None` if it has no end.
    Running(Option<i64>),
    /// It has ended.
    Over,
}

impl<'a> Schedule<'a> {
    /// Sorts a conference's sessions into days.
    pub fn of(conference: &'a Conference) -> Schedule<'a> {
        let change = conference.day_change.unwrap_or(DAY_CHANGE);
        let mut days: Vec<Day<'a>> = Vec::new();
        let mut undated = Vec::new();
        // The sessions are sorted by start, so each day is complete when the next begins.
        let programme = conference.programme();
        for session in programme.iter().copied() {
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
            // A day with nothing but breaks is left out.
            if let Some(day) = days.iter_mut().find(|day| day.date == pause.start.day(change)) {
                day.breaks.push(pause);
            }
        }
        Schedule { conference, programme, days, undated, change }
    }

    /// The days, in order; empty if the programme has no times.
    pub fn days(&self) -> &[Day<'a>] {
        &self.days
    }

    /// The day with this date.
    pub fn day(&self, date: Date) -> Option<&Day<'a>> {
        self.days.iter().find(|day| day.date == date)
    }

    /// The sessions without a time, in the order of the file.
    pub fn undated(&self) -> &[&'a Session] {
        &self.undated
    }

    /// A speaker's sessions, in the order of the programme.
    pub fn sessions_of(&self, speaker: &Speaker) -> Vec<&'a Session> {
        let speaks = |session: &&&Session| session.speakers.contains(&speaker.id);
        self.programme.iter().filter(speaks).copied().collect()
    }

    /// All other sessions, those with the same topic or track first. Each part begins with the sessions after this one,
    /// in the order of the programme; those before it come last, because readers have often missed them.
    pub fn others(&self, session: &Session) -> Vec<&'a Session> {
        let (before, rest) = self.programme.split_at(self.place_of(session).unwrap_or_default());
        let is_alike = |other: &&Session| {
            (other.topic.is_some() && other.topic == session.topic)
                || (other.track.is_some() && other.track == session.track)
        };
        let others = rest.iter().chain(before).copied().filter(|other| other.id != session.id);
        let (mut alike, rest): (Vec<_>, Vec<_>) = others.partition(is_alike);
        alike.extend(rest);
        alike
    }

    /// The sessions before and after this one, in the order of the programme.
    pub fn neighbours(&self, session: &Session) -> Neighbours<'a> {
        let at = self.place_of(session);
        Neighbours {
            previous: at.and_then(|at| at.checked_sub(1)).map(|at| self.programme[at]),
            next: at.and_then(|at| self.programme.get(at + 1).copied()),
        }
    }

    fn place_of(&self, session: &Session) -> Option<usize> {
        self.programme.iter().position(|other| other.id == session.id)
    }

    /// The programme's day on which a session starts.
    pub fn day_of(&self, session: &Session) -> Option<Date> {
        session.start.map(|start| start.day(self.change))
    }

    /// The day to show first: the current one, else the next, else the first.
    pub fn today(&self, now: Option<i64>) -> Option<&Day<'a>> {
        let on = now.and_then(|now| self.days.iter().find(|day| now < self.end_of(day)));
        on.or(self.days.first())
    }

    /// Whether the programme runs now.
    pub fn is_on(&self, now: i64) -> bool {
        self.stage(now) == Some(Stage::On)
    }

    /// Whether the programme is to come, runs or is over: it runs from its first start to the end of its last day. `None`
    /// if it has no times.
    pub fn stage(&self, now: i64) -> Option<Stage> {
        let (first, last) = (self.days.first()?, self.days.last()?);
        let start = first.sessions.first()?.start?;
        if now < start.seconds() {
            // By the calendar at the venue: on the evening before, it begins tomorrow.
            return Some(Stage::ToCome(start.date.days_after(start.at_this_offset(now).date)));
        }
        Some(if now < self.end_of(last) { Stage::On } else { Stage::Over })
    }

    /// When a day begins and ends: from its first start to [`Schedule::end_of`].
    pub fn span_of(&self, day: &Day<'a>) -> (i64, i64) {
        let first = day.sessions.first().and_then(|session| session.start);
        (first.map_or(i64::MAX, |start| start.seconds()), self.end_of(day))
    }

    /// When a day is over: when its last session ends, but at the latest at the next change of days.
    fn end_of(&self, day: &Day<'a>) -> i64 {
        let ends = day
            .sessions
            .iter()
            .filter_map(|session| Some(self.end(session)?.min(self.change_after(session)?)));
        ends.max().unwrap_or(i64::MIN)
    }

    /// When a session starts and ends, in seconds since 1970; `None` if it has no start. A session without an end is
    /// assumed to last until the next one begins in its room, but no longer than [`ASSUMED_LENGTH`]: so it is not over
    /// as soon as it has begun, and does not clash with the rest of the day.
    pub fn span(&self, session: &Session) -> Option<(i64, i64)> {
        let start = session.start?.seconds();
        let assumed = || assumed_end(start, self.next_in_room(session).map(Session::starts));
        Some((start, session.end.map_or_else(assumed, |end| end.seconds())))
    }

    /// When a break ends, in seconds since 1970. A break without an end is assumed to last until the next session of
    /// the programme begins, but no longer than [`ASSUMED_LENGTH`].
    pub fn end_of_break(&self, pause: &Break) -> i64 {
        let start = pause.start.seconds();
        let assumed = || assumed_end(start, self.conference.sessions.iter().map(Session::starts));
        pause.end.map_or_else(assumed, |end| end.seconds())
    }

    /// When a session ends.
    pub(super) fn end(&self, session: &Session) -> Option<i64> {
        self.span(session).map(|(_, end)| end)
    }

    /// The change of days after a session's start.
    pub(super) fn change_after(&self, session: &Session) -> Option<i64> {
        let start = session.start?;
        let into_day = i64::from(start.hour) * 3_600 + i64::from(start.minute) * 60 + i64::from(start.second);
        let until = i64::from(self.change.minutes) * 60 - into_day;
        Some(start.seconds() + if until <= 0 { until + 86_400 } else { until })
    }

    /// Whether a session is to come, running or over at `now`.
    pub fn phase(&self, session: &Session, now: i64) -> Phase {
        match self.span(session) {
            Some((_, end)) if end <= now => Phase::Over,
            Some((start, _)) if start <= now => Phase::Running,
            _ => Phase::ToCome,
        }
    }

    /// Whether a session is over at `now`.
    pub fn is_over(&self, session: &Session, now: i64) -> bool {
        self.phase(session, now) == Phase::Over
    }

    /// Whether a session is running at `now`; a cancelled one never is.
    pub fn is_running(&self, session: &Session, now: i64) -> bool {
        !session.cancelled && self.phase(session, now) == Phase::Running
    }

    /// Takes out of a day what is running at `now`, and returns it: first what ends next.
    pub fn take_running(&self, day: &mut Day<'a>, now: i64) -> Vec<&'a Session> {
        let all = day.sessions.iter().copied();
        let (running, others): (Vec<_>, Vec<_>) = all.partition(|session| self.is_running(session, now));
        day.sessions = others;
        let with_end = |session| (self.end(session).unwrap_or_default(), session);
        in_order(running.into_iter().map(with_end).collect()).collect()
    }

    /// How soon a session starts, or how much of it is left, in whole minutes; `None` if it has no time, was cancelled,
    /// or starts more than a day after `now`.
    pub fn standing(&self, session: &Session, now: i64) -> Option<Standing> {
        let (start, end) = self.span(session).filter(|_| !session.cancelled)?;
        // Rounded up: a session to come never starts "in 0 minutes".
        let minutes = |until: i64| (until - now + 59) / 60;
        match self.phase(session, now) {
            Phase::Over => Some(Standing::Over),
            Phase::Running => Some(Standing::Running(session.end.map(|_| minutes(end)))),
            Phase::ToCome => (start - now <= 86_400).then(|| Standing::StartsIn(minutes(start))),
        }
    }

    /// The sessions that overlap with this one, those with the nearest start first: a session that runs all day is
    /// hardly an alternative.
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

    /// The next session in a session's room on the same day.
    pub fn next_in_room(&self, session: &Session) -> Option<&'a Session> {
        let day = self.day(self.day_of(session)?)?;
        let mut rest = day.sessions.iter().skip_while(|other| other.id != session.id).skip(1);
        rest.find(|other| other.room.is_some() && other.room == session.room && other.start > session.start)
            .copied()
    }
}

impl<'a> Day<'a> {
    /// Its sessions and breaks, grouped by start.
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

    /// The same day with only the wanted sessions. The breaks stay, unless no session is left.
    pub fn only(&self, wanted: &dyn Fn(&Session) -> bool) -> Day<'a> {
        let sessions: Vec<_> = self.sessions.iter().copied().filter(|session| wanted(session)).collect();
        let breaks = if sessions.is_empty() { Vec::new() } else { self.breaks.clone() };
        Day { date: self.date, sessions, breaks }
    }

    /// The beginning of the day: its first sessions, at most this many, and the breaks before the last of them.
    #[cfg(feature = "prerender")]
    pub fn beginning(&self, most: usize) -> Day<'a> {
        let sessions = self.sessions[..most.min(self.sessions.len())].to_vec();
        let last = sessions.last().and_then(|session| session.start);
        let mut breaks = self.breaks.clone();
        breaks.retain(|pause| last.is_none_or(|last| pause.start <= last));
        Day { date: self.date, sessions, breaks }
    }
}

/// When a session or a break without an end ends: when the first of `others` begins after it, but at the latest after
/// [`ASSUMED_LENGTH`]. In seconds since 1970.
pub fn assumed_end(start: i64, others: impl IntoIterator<Item = i64>) -> i64 {
    others.into_iter().filter(|other| *other > start).fold(start + ASSUMED_LENGTH, i64::min)
}

/// The slot with this start; adds it if it is missing.
fn slot_at<'s, 'a>(slots: &'s mut Vec<Slot<'a>>, start: Moment) -> &'s mut Slot<'a> {
    // Usually the last one, because sessions are sorted by start.
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// Berlin, where summer time begins in the night to 28 March 2027.
    pub fn conference(sessions: Value) -> Conference {
        serde_json::from_value(json!({
            "id": "c", "name": "C", "language": "en", "zone": "Europe/Berlin",
            "rooms": [{ "id": "hall", "name": "Hall" }, { "id": "attic", "name": "Attic" }],
            "sessions": sessions,
            "breaks": [{ "title": "Lunch", "start": "2027-03-27T12:00:00+01:00", "end": "2027-03-27T13:00:00+01:00" }],
        }))
        .unwrap()
    }

    pub fn session(id: &str, room: &str, start: &str, end: &str) -> Value {
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

    pub fn at(text: &str) -> i64 {
        Moment::parse(text).unwrap().seconds()
    }

    #[test]
    fn what_is_running_is_taken_out_of_a_day_first_what_ends_next() {
        let mut all = conference(json!([
            session("long", "a", "2027-03-05T09:00:00Z", "2027-03-05T17:00:00Z"),
            session("over", "b", "2027-03-05T09:00:00Z", "2027-03-05T10:00:00Z"),
            session("short", "c", "2027-03-05T10:00:00Z", "2027-03-05T11:00:00Z"),
            session("off", "d", "2027-03-05T10:00:00Z", "2027-03-05T10:45:00Z"),
            session("next", "b", "2027-03-05T11:00:00Z", "2027-03-05T12:00:00Z"),
        ]));
        all.sessions.iter_mut().find(|session| session.id.as_str() == "off").unwrap().cancelled = true;
        let schedule = Schedule::of(&all);
        let mut day = schedule.days()[0].clone();
        let running = schedule.take_running(&mut day, at("2027-03-05T10:30:00Z"));
        assert_eq!(ids(&running), ["short", "long"]);
        assert_eq!(ids(&day.sessions), ["over", "off", "next"]);
    }

    #[test]
    fn a_day_has_its_small_hours_and_lists_rooms_in_their_order() {
        let conference = two_days();
        let schedule = Schedule::of(&conference);
        let days: Vec<String> = schedule.days().iter().map(|day| day.date.to_string()).collect();
        assert_eq!(days, ["2027-03-27", "2027-03-28"]);
        assert_eq!(ids(&schedule.days()[0].sessions), ["hall-first", "attic-first", "late"]);
        assert_eq!(ids(schedule.undated()), ["whenever"]);
        let slots: Vec<String> =
            schedule.days()[0].slots().iter().map(|slot| slot.start.time_of_day()).collect();
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
        // During the session the clock jumps from 02:00 to 03:00.
        assert_eq!(phase("2027-03-28T03:29:59+02:00"), Phase::Running);
        assert_eq!(phase("2027-03-28T03:30:00+02:00"), Phase::Over);
        let whenever = conference.session(&"whenever".into()).unwrap();
        assert_eq!(schedule.phase(whenever, i64::MAX), Phase::ToCome);
    }

    #[test]
    fn a_session_without_an_end_lasts_until_the_next_in_its_room_but_no_longer_than_an_hour() {
        let open = |id: &str, room: &str, start: &str| json!({ "id": id, "title": id, "room": room, "start": start });
        let conference = conference(json!([
            open("short", "hall", "2027-03-27T10:00:00+01:00"),
            open("beside", "attic", "2027-03-27T10:05:00+01:00"),
            open("next", "hall", "2027-03-27T10:20:00+01:00"),
            open("late", "hall", "2027-03-27T22:00:00+01:00"),
        ]));
        let schedule = Schedule::of(&conference);
        let minutes = |id: &str| {
            let (start, end) = schedule.span(conference.session(&id.into()).unwrap()).unwrap();
            (end - start) / 60
        };
        assert_eq!(["short", "beside", "next", "late"].map(minutes), [20, 60, 60, 60]);
        let late = conference.session(&"late".into()).unwrap();
        let phase = |text| schedule.phase(late, at(text));
        assert_eq!(phase("2027-03-27T22:59:59+01:00"), Phase::Running);
        assert_eq!(phase("2027-03-27T23:00:00+01:00"), Phase::Over);
        // The day ends with its last session.
        assert_eq!(schedule.span_of(&schedule.days()[0]).1, at("2027-03-27T23:00:00+01:00"));
    }

    #[test]
    fn a_break_without_an_end_lasts_until_the_next_session_but_no_longer_than_an_hour() {
        let mut conference = conference(json!([
            session("a", "hall", "2027-03-27T10:00:00+01:00", "2027-03-27T11:00:00+01:00"),
            session("b", "attic", "2027-03-27T11:30:00+01:00", "2027-03-27T12:00:00+01:00"),
        ]));
        let minutes = |conference: &Conference| {
            let pause = &conference.breaks[0];
            (Schedule::of(conference).end_of_break(pause) - pause.start.seconds()) / 60
        };
        conference.breaks[0].end = Moment::parse("2027-03-27T12:20:00+01:00").ok();
        assert_eq!(minutes(&conference), 20, "its own end counts");
        conference.breaks[0].end = None;
        assert_eq!(minutes(&conference), 60);
        conference.breaks[0].start = Moment::parse("2027-03-27T11:10:00+01:00").unwrap();
        assert_eq!(minutes(&conference), 20);
    }

    #[test]
    fn a_session_says_when_it_starts_how_much_is_left_and_that_it_is_over() {
        let mut conference = conference(json!([
            session("a", "hall", "2027-03-27T10:00:00+01:00", "2027-03-27T11:00:00+01:00"),
            { "id": "open", "title": "Open", "start": "2027-03-27T10:00:00+01:00" },
            { "id": "whenever", "title": "Whenever" },
        ]));
        let standing = |conference: &Conference, at_session: usize, text| {
            Schedule::of(conference).standing(&conference.sessions[at_session], at(text))
        };
        for (session, now, expected) in [
            (0, "2027-03-26T09:59:59+01:00", None),
            (0, "2027-03-26T10:00:00+01:00", Some(Standing::StartsIn(24 * 60))),
            (0, "2027-03-27T09:20:00+01:00", Some(Standing::StartsIn(40))),
            (0, "2027-03-27T09:59:59+01:00", Some(Standing::StartsIn(1))),
            (0, "2027-03-27T10:00:00+01:00", Some(Standing::Running(Some(60)))),
            (0, "2027-03-27T10:59:59+01:00", Some(Standing::Running(Some(1)))),
            (0, "2027-03-27T11:00:00+01:00", Some(Standing::Over)),
            (1, "2027-03-27T10:30:00+01:00", Some(Standing::Running(None))),
            (2, "2027-03-27T10:30:00+01:00", None),
        ] {
            assert_eq!(standing(&conference, session, now), expected, "{session} at {now}");
        }
        conference.sessions[0].cancelled = true;
        assert_eq!(standing(&conference, 0, "2027-03-27T10:30:00+01:00"), None);
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
    fn others_with_the_same_topic_or_track_come_first_and_two_without_a_topic_share_none() {
        let conference: Conference = serde_json::from_value(json!({
            "id": "c", "name": "C", "language": "en",
            "sessions": [
                { "id": "a", "title": "A" },
                { "id": "b", "title": "B", "topic": "Rust" },
                { "id": "c", "title": "C", "topic": "Web", "track": "systems" },
                { "id": "d", "title": "D" },
                { "id": "e", "title": "E", "topic": "Rust", "track": "systems" },
            ],
        }))
        .unwrap();
        let schedule = Schedule::of(&conference);
        let others = |of: &str| -> String {
            let session = conference.session(&of.into()).unwrap();
            schedule.others(session).iter().map(|other| other.id.as_str()).collect()
        };
        assert_eq!(others("b"), "ecda");
        assert_eq!(others("e"), "bcad");
        assert_eq!(others("a"), "bcde");
    }
}
