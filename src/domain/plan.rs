//! The attendee's picks in time: which clash, what is free between them, and which of them fit together best.
//!
//! The rules: times are seconds since 1970; a session without an end gets one from [`Schedule::span`]; a cancelled
//! session takes no time. An attendee walks from room to room, and a walk that is too long for the time between two
//! sessions is a clash too. Only [`Walks::clash`] decides whether two sessions clash.

use super::agenda::{Agenda, Wish};
use super::conference::Session;
use super::order::{in_order, order};
use super::schedule::Schedule;

/// How long a change of rooms takes if nobody says otherwise, in minutes.
pub const WALK: u8 = 5;

/// The longest walk that `validate` allows, in seconds.
const LONGEST_WALK: i64 = 120 * 60;

/// The shortest gap that is listed, in minutes.
const LEAST_GAP: i64 = 15;

/// How long the walks from room to room take.
#[derive(Clone, Copy)]
pub struct Walks<'a> {
    /// The programme, with its rooms and times.
    pub schedule: &'a Schedule<'a>,
    /// The least time that the attendee wants for a walk, in minutes, if they set it.
    pub at_least: Option<u8>,
}

/// Why nobody can attend both of two sessions from start to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash {
    /// They overlap by this many minutes; 0 if one of them has no end or no length.
    Overlap(i64),
    /// The walk takes longer than the time between them.
    Walk {
        /// The time between them, in minutes.
        between: i64,
        /// How long the walk takes, in minutes.
        takes: i64,
    },
}

/// A time in which nothing is chosen.
pub struct Gap<'a> {
    /// When it begins.
    pub from: i64,
    /// When it ends.
    pub to: i64,
    /// The pick before it, if there is one on this day.
    pub before: Option<&'a Session>,
    /// The pick after it.
    pub after: Option<&'a Session>,
}

/// A session that fits a gap.
#[derive(Debug, PartialEq, Eq)]
pub struct Fit<'a> {
    /// The session.
    pub session: &'a Session,
    /// How many minutes of its beginning the attendee misses.
    pub missed: i64,
}

/// Which of some picks to keep so that none clash.
#[derive(Clone, PartialEq, Eq)]
pub struct BestPlan<'a> {
    /// How many picks it keeps.
    pub kept: usize,
    /// The others, each with a kept pick that it clashes with.
    pub left_out: Vec<(&'a Session, Option<(&'a Session, Clash)>)>,
}

impl<'a> Walks<'a> {
    /// A text that differs for different walks: part of the keys of items that depend on them.
    pub fn key(&self) -> String {
        format!(" {}", self.at_least.map_or(-1, i32::from))
    }

    /// When a session takes the attendee's time; `None` if it has no time or was cancelled.
    fn span(&self, session: &Session) -> Option<(i64, i64)> {
        self.schedule.span(session).filter(|_| !session.cancelled)
    }

    /// How many seconds the walk from one session to another takes.
    fn between(&self, from: &Session, to: &Session) -> i64 {
        let (Some(here), Some(there)) = (&from.room, &to.room) else { return 0 };
        if here == there {
            return 0;
        }
        let stated = self
            .schedule
            .conference
            .walks
            .iter()
            .find(|walk| walk.between.iter().eq([here, there]) || walk.between.iter().eq([there, here]));
        let minutes = stated.map_or(self.at_least.unwrap_or(WALK), |walk| walk.minutes);
        i64::from(minutes.max(self.at_least.unwrap_or_default())) * 60
    }

    /// Whether and why two sessions clash for somebody who goes straight from one to the other.
    fn straight(&self, one: &Session, other: &Session) -> Option<Clash> {
        let (from, until) = self.span(one)?;
        let (other_from, other_until) = self.span(other)?;
        if from == other_from || (from < other_until && other_from < until) {
            let length = (until.min(other_until) - from.max(other_from)) / 60;
            let is_known = one.end.is_some() && other.end.is_some();
            return Some(Clash::Overlap(if is_known { length } else { 0 }));
        }
        let (between, walk) = if from < other_from {
            (other_from - until, self.between(one, other))
        } else {
            (from - other_until, self.between(other, one))
        };
        (between < walk).then_some(Clash::Walk { between: between / 60, takes: walk / 60 })
    }

    /// Whether and why two sessions clash for somebody who goes to all these picks. If a pick lies between the two, the
    /// way leads through that pick's room, so the direct walk does not count.
    pub fn clash(&self, one: &Session, other: &Session, picks: &[&Session]) -> Option<Clash> {
        let clash = self.straight(one, other)?;
        let (spans, is_walk) = ((self.span(one)?, self.span(other)?), matches!(clash, Clash::Walk { .. }));
        let (earlier, later) = if spans.0 < spans.1 { spans } else { (spans.1, spans.0) };
        let is_between = |session: &&Session| {
            let is_another = session.id != one.id && session.id != other.id;
            is_another && self.span(session).is_some_and(|(from, to)| earlier.1 <= from && to <= later.0)
        };
        let is_walked = is_walk && picks.iter().any(is_between);
        (!is_walked).then_some(clash)
    }

    /// The picks that a session clashes with: first those that overlap, which is worse than a walk that is too long.
    pub fn clashes_of<'s>(&self, session: &Session, picks: &[&'s Session]) -> Vec<(&'s Session, Clash)> {
        let others = picks.iter().filter(|other| other.id != session.id);
        let clashes = others.filter_map(|other| Some((*other, self.clash(session, other, picks)?)));
        let (mut worst, others): (Vec<_>, Vec<_>) =
            clashes.partition(|(_, clash)| matches!(clash, Clash::Overlap(_)));
        worst.extend(others);
        worst
    }

    /// The pick that begins next after `now` (in seconds since 1970), within a day, and after it those later picks that clash
    /// with it. Also the running pick that the attendee must leave now to be there in time. Cancelled picks do not count.
    pub fn next<'s>(&self, picks: &[&'s Session], now: i64) -> (Vec<&'s Session>, Option<&'s Session>) {
        let start = |session: &Session| self.span(session).map_or(i64::MAX, |(start, _)| start);
        let to_come = picks.iter().map(|session| (start(session), *session));
        let to_come = to_come.filter(|(start, _)| (now + 1..=now + 86_400).contains(start)).collect();
        let mut to_come: Vec<&Session> = in_order(to_come).collect();
        let Some(first) = to_come.first().copied() else { return (to_come, None) };
        to_come.retain(|other| other.id == first.id || self.clash(first, other, picks).is_some());
        let is_here = |session: &&&Session| {
            self.schedule.is_running(session, now) && start(first) - now <= self.between(session, first)
        };
        let here = picks.iter().filter(is_here).max_by_key(|session| start(session));
        (to_come, here.copied())
    }

    /// Whether picking `one`, or taking it out, can change the clashes of `other`: because the two clash, or because
    /// `one` lies between `other` and a pick.
    pub fn is_near(&self, one: &Session, other: &Session) -> bool {
        let spans = self.span(one).zip(self.span(other));
        spans.is_some_and(|((from, to), (other_from, other_to))| {
            from - other_to <= LONGEST_WALK && other_from - to <= LONGEST_WALK
        })
    }

    /// Groups the picks by clashes: a group is one pick without a clash, or several picks that each clash with another
    /// one of the group. The picks must be sorted by start, so each is compared only with those that follow soon.
    pub fn groups<'s>(&self, picks: &[&'s Session]) -> Vec<Vec<&'s Session>> {
        let spans: Vec<_> = picks.iter().map(|session| self.span(session)).collect();
        // For each pick, the first pick of its group.
        let mut firsts: Vec<usize> = (0..picks.len()).collect();
        for (at, one) in picks.iter().enumerate() {
            let Some((_, end)) = spans[at] else { continue };
            for (later, other) in picks.iter().enumerate().skip(at + 1) {
                match spans[later] {
                    Some((start, _)) if start > end + LONGEST_WALK => break,
                    Some(_) if self.clash(one, other, picks).is_some() => {
                        let (one, other) = (firsts[at], firsts[later]);
                        let joined = firsts.iter_mut().filter(|first| [one, other].contains(first));
                        joined.for_each(|first| *first = one.min(other));
                    }
                    _ => {}
                }
            }
        }
        let mut groups: Vec<Vec<&Session>> = picks.iter().map(|_| Vec::new()).collect();
        for (session, first) in picks.iter().zip(firsts) {
            groups[first].push(session);
        }
        groups.retain(|group| !group.is_empty());
        groups
    }

    /// How many groups of these picks clash. The picks must be sorted by start.
    pub fn clashes(&self, picks: &[&Session]) -> usize {
        self.groups(picks).iter().filter(|group| group.len() > 1).count()
    }

    /// In a group that clashes, the picks that the app proposes to keep: each must that clashes only with maybes.
    pub fn proposed<'s>(
        &self,
        group: &[&'s Session],
        picks: &[&'s Session],
        agenda: &Agenda,
    ) -> Vec<&'s Session> {
        let is_must = |session: &Session| agenda.wish(&session.id) == Some(Wish::Must);
        let is_proposed = |session: &&'s Session| {
            let clashes = self.clashes_of(session, picks);
            is_must(session) && !clashes.is_empty() && clashes.iter().all(|(other, _)| !is_must(other))
        };
        group.iter().copied().filter(is_proposed).collect()
    }

    /// The best plan for some picks, which must be sorted by start. It ignores cancelled and past sessions, and keeps
    /// as many musts as fit together, then as many maybes, then the picks with the fewest changes of rooms. `now` is
    /// `None` if it is unknown.
    pub fn best_plan<'s>(&self, picks: &[&'s Session], agenda: &Agenda, now: Option<i64>) -> BestPlan<'s> {
        let is_over = |session: &Session| now.is_some_and(|now| self.schedule.is_over(session, now));
        let ahead = picks.iter().copied().filter(|session| !session.cancelled && !is_over(session));
        // A must is worth more than all maybes together.
        let worth = |session: &Session| if agenda.wish(&session.id) == Some(Wish::Maybe) { 1 } else { 1_000 };
        let ahead: Vec<(&Session, i64)> = ahead.map(|session| (session, worth(session))).collect();
        let is_kept = self.best(&ahead);
        let (mut kept, mut out) = (Vec::new(), Vec::new());
        for ((session, _), is_kept) in ahead.iter().zip(is_kept) {
            if is_kept { kept.push(*session) } else { out.push(*session) }
        }
        let because = |session: &'s Session| (session, self.clashes_of(session, &kept).first().copied());
        BestPlan { kept: kept.len(), left_out: out.into_iter().map(because).collect() }
    }

    /// Which of some sessions, each with its worth, fit together best: those with the greatest total worth, and among
    /// equals those with the fewest changes of rooms. Exact (weighted interval scheduling), in quadratic time. Sessions
    /// without a time are always kept. A worth is from 1 to 1,000,000.
    fn best(&self, sessions: &[(&Session, i64)]) -> Vec<bool> {
        let spans: Vec<(i64, i64)> =
            sessions.iter().map(|(session, _)| self.span(session).unwrap_or_default()).collect();
        let mut kept: Vec<bool> = sessions.iter().map(|(session, _)| self.span(session).is_none()).collect();
        // Sorted by end, then by start, so that a session comes after every session that can precede it in a plan.
        let by_start: Vec<usize> = order(spans.iter().map(|span| span.0)).filter(|at| !kept[*at]).collect();
        let line: Vec<usize> = order(by_start.iter().map(|at| spans[*at].1)).map(|at| by_start[at]).collect();
        // For each session: the worth of the best sequence that ends with it, and the session before it in that
        // sequence.
        let mut best: Vec<(i64, Option<usize>)> = Vec::new();
        for (place, at) in line.iter().enumerate() {
            let (session, worth) = sessions[*at];
            let own = worth * (line.len() as i64 + 1);
            let mut found = (own, None);
            for (before, earlier) in line[..place].iter().enumerate() {
                if self.straight(sessions[*earlier].0, session).is_none() {
                    let change = i64::from(sessions[*earlier].0.room != session.room);
                    let all = best[before].0 + own - change;
                    if all > found.0 {
                        found = (all, Some(before));
                    }
                }
            }
            best.push(found);
        }
        let mut next = (0..best.len()).max_by_key(|place| best[*place].0);
        while let Some(place) = next {
            kept[line[place]] = true;
            next = best[place].1;
        }
        kept
    }

    /// The gaps of a day that lasts from `first` to `last`, between picks, which must be sorted by start.
    pub fn gaps(&self, first: i64, last: i64, picks: &[&'a Session]) -> Vec<Gap<'a>> {
        let mut gaps = Vec::new();
        // When the gap begins, and the pick before it.
        let (mut free, mut before) = (first, None);
        let mut add = |from: i64, to: i64, before: Option<&'a Session>, after: Option<&'a Session>| {
            if to - from >= LEAST_GAP * 60 {
                gaps.push(Gap { from, to, before, after });
            }
        };
        for pick in picks {
            let Some((from, until)) = self.span(pick) else { continue };
            add(free, from, before, Some(pick));
            if until >= free {
                (free, before) = (until, Some(*pick));
            }
        }
        add(free, last, before, None);
        gaps
    }

    /// The sessions that fit a gap, best first: those the attendee can attend from the start before those they come
    /// late to, then those that share a track or topic with the largest number of picks, then the earliest. A session
    /// that has already begun fits if half of it is left. Picked and past sessions never fit. `now` is the earliest
    /// time at which the attendee could set out.
    pub fn fits(
        &self,
        gap: &Gap<'a>,
        from: &[&'a Session],
        picks: &[&Session],
        now: Option<i64>,
    ) -> Vec<Fit<'a>> {
        let mut fits = Vec::new();
        for session in from.iter().copied() {
            let Some((starts, ends)) = self.span(session) else { continue };
            let is_picked = picks.iter().any(|pick| pick.id == session.id);
            if is_picked || now.is_some_and(|now| self.schedule.is_over(session, now)) {
                continue;
            }
            let way = |other: Option<&Session>, there: bool| {
                other.map_or(0, |other| {
                    if there { self.between(other, session) } else { self.between(session, other) }
                })
            };
            let arrives = gap.from.max(now.unwrap_or(i64::MIN)) + way(gap.before, true);
            let missed = (arrives - starts).max(0);
            if starts >= gap.to || ends + way(gap.after, false) > gap.to || missed * 2 > ends - starts {
                continue;
            }
            // A pick without a length clashes with a session that starts at the same time.
            if missed == 0 && gap.before.is_some_and(|before| self.straight(before, session).is_some()) {
                continue;
            }
            let alike = picks.iter().filter(|pick| {
                let same_track = pick.track.is_some() && pick.track == session.track;
                same_track || (pick.topic.is_some() && pick.topic == session.topic)
            });
            let alike = alike.count() as i64;
            let key =
                i64::from(missed > 0) << 60 | (9_999 - alike.min(9_999)) << 40 | (starts & 0xFF_FFFF_FFFF);
            fits.push((key, Fit { session, missed: (missed + 59) / 60 }));
        }
        in_order(fits).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agenda::Pick;
    use crate::domain::conference::Conference;
    use crate::domain::moment::Moment;
    use proptest::prelude::*;
    use serde_json::json;

    const NINE: i64 = 1_804_320_000;

    /// Sessions as room, start and end, in minutes after nine o'clock; without an end if that equals the start.
    fn conference(sessions: &[(&str, i64, i64)], walks: serde_json::Value) -> Conference {
        let rooms = ["a", "b", "c"].map(|room| json!({ "id": room, "name": room }));
        let sessions: Vec<_> = sessions
            .iter()
            .enumerate()
            .map(|(at, (room, from, to))| {
                let time = |minutes: i64| Moment::at(NINE + minutes * 60, 0).to_string();
                let mut session =
                    json!({ "id": at.to_string(), "title": "T", "room": room, "start": time(*from) });
                if from != to {
                    session["end"] = json!(time(*to));
                }
                session
            })
            .collect();
        let conference = json!({
            "id": "c", "name": "C", "language": "en", "zone": "UTC", "rooms": rooms, "walks": walks, "sessions": sessions,
        });
        serde_json::from_value(conference).unwrap()
    }

    fn walks<'a>(schedule: &'a Schedule<'a>) -> Walks<'a> {
        Walks { schedule, at_least: None }
    }

    fn span(session: &Session) -> (i64, i64) {
        (session.starts(), session.end.map_or(0, |end| end.seconds()))
    }

    #[test]
    fn the_next_pick_comes_with_what_clashes_with_it_and_says_when_to_leave() {
        let all = conference(
            &[("a", 0, 30), ("b", 30, 60), ("c", 40, 70), ("a", 60, 90), ("a", 2_000, 2_030)],
            json!([]),
        );
        let schedule = Schedule::of(&all);
        let picks: Vec<&Session> = all.sessions.iter().collect();
        let next = |minutes: i64| {
            let (next, here) = walks(&schedule).next(&picks, NINE + minutes * 60);
            (
                next.iter().map(|one| one.id.to_string()).collect::<Vec<_>>().join(" "),
                here.map(|here| here.room.as_ref().unwrap().as_str()),
            )
        };
        assert_eq!(next(-60), ("0 1".to_owned(), None), "the way between them is too short");
        assert_eq!(next(0), ("1 2 3".to_owned(), None));
        assert_eq!(next(25), ("1 2 3".to_owned(), Some("a")), "the way takes five minutes");
        assert_eq!(next(35), ("2 3".to_owned(), Some("b")));
        assert_eq!(next(100), (String::new(), None), "what begins in more than a day");
        assert_eq!(next(3_000), (String::new(), None));
        let mut cancelled = all.clone();
        cancelled.sessions[1].cancelled = true;
        let schedule = Schedule::of(&cancelled);
        let picks: Vec<&Session> = cancelled.sessions.iter().collect();
        let (next, _) = walks(&schedule).next(&picks, NINE);
        assert_eq!(next.first().map(|session| session.id.as_str()), Some("2"));
    }

    #[test]
    fn sessions_clash_that_overlap_or_leave_too_little_time_for_the_way() {
        let all = [
            (("a", 0, 30), ("b", 29, 60), Some(Clash::Overlap(1))),
            (("a", 0, 30), ("a", 30, 60), None),
            (("a", 0, 30), ("b", 30, 60), Some(Clash::Walk { between: 0, takes: 5 })),
            (("a", 0, 30), ("b", 34, 60), Some(Clash::Walk { between: 4, takes: 5 })),
            (("a", 0, 30), ("b", 35, 60), None),
            // The organiser states this walk.
            (("a", 0, 30), ("c", 35, 60), Some(Clash::Walk { between: 5, takes: 12 })),
            (("c", 0, 30), ("a", 42, 60), None),
            // A session without an end lasts until the next in its room, or for an hour; the length of the overlap is
            // unknown.
            (("a", 10, 10), ("b", 0, 30), Some(Clash::Overlap(0))),
            (("a", 10, 10), ("b", 60, 90), Some(Clash::Overlap(0))),
            (("a", 10, 10), ("b", 72, 90), Some(Clash::Walk { between: 2, takes: 5 })),
            (("a", 10, 10), ("b", 75, 90), None),
            (("a", 10, 10), ("a", 10, 10), Some(Clash::Overlap(0))),
            (("a", 10, 10), ("a", 11, 20), None),
        ];
        for (one, other, expected) in all {
            let conference = conference(&[one, other], json!([{ "between": ["a", "c"], "minutes": 12 }]));
            let schedule = Schedule::of(&conference);
            let [one, other] = [0, 1].map(|at| &conference.sessions[at]);
            assert_eq!(walks(&schedule).clash(one, other, &[]), expected, "{one:?} {other:?}");
            assert_eq!(walks(&schedule).clash(other, one, &[]), expected, "the other way round");
        }
    }

    #[test]
    fn overlaps_come_before_walks_that_take_too_long() {
        let conference = conference(&[("a", 0, 30), ("b", 30, 60), ("c", 40, 70)], json!([]));
        let (all, schedule) = (conference.programme(), Schedule::of(&conference));
        let walks = walks(&schedule);
        let told = |at: usize| -> Vec<(&str, Clash)> {
            let clashes = walks.clashes_of(all[at], &all).into_iter();
            clashes.map(|(other, clash)| (other.id.as_str(), clash)).collect()
        };
        let [a, c] = [&all[0], &all[2]].map(|session| session.id.as_str());
        assert_eq!(told(1), [(c, Clash::Overlap(20)), (a, Clash::Walk { between: 0, takes: 5 })]);
    }

    #[test]
    fn an_attendee_may_want_more_time_for_the_way_and_what_is_called_off_takes_none() {
        let mut conference = conference(&[("a", 0, 30), ("b", 35, 60)], json!([]));
        let slow = |conference: &Conference| {
            let schedule = Schedule::of(conference);
            let walks = Walks { schedule: &schedule, at_least: Some(10) };
            walks.clash(&conference.sessions[0], &conference.sessions[1], &[])
        };
        assert_eq!(slow(&conference), Some(Clash::Walk { between: 5, takes: 10 }));
        conference.sessions[0].cancelled = true;
        assert_eq!(slow(&conference), None);
    }

    #[test]
    fn the_best_plan_prefers_worth_then_fewer_changes_of_rooms() {
        let conference = conference(&[("a", 0, 30), ("a", 20, 50), ("b", 40, 60), ("a", 40, 60)], json!([]));
        let best = |worths: [i64; 4]| {
            let sessions: Vec<_> = conference.sessions.iter().zip(worths).collect();
            walks(&Schedule::of(&conference)).best(&sessions)
        };
        assert_eq!(best([1, 1, 1, 1]), [true, false, false, true]);
        assert_eq!(best([1, 1, 2, 1]), [true, false, true, false]);
        assert_eq!(best([1, 9, 2, 1]), [false, true, false, false]);
    }

    #[test]
    fn gaps_lie_between_picks_and_at_the_ends_of_the_day() {
        let conference = conference(
            &[("a", 0, 30), ("a", 60, 120), ("b", 70, 80), ("b", 130, 140), ("c", 200, 230)],
            json!([]),
        );
        let schedule = Schedule::of(&conference);
        let gaps = |picks: &[usize]| -> Vec<(i64, i64)> {
            let picks: Vec<&Session> = picks.iter().map(|at| &conference.sessions[*at]).collect();
            let (first, last) = schedule.span_of(&schedule.days()[0]);
            let gaps = walks(&schedule).gaps(first, last, &picks);
            gaps.iter().map(|gap| ((gap.from - NINE) / 60, (gap.to - NINE) / 60)).collect()
        };
        // The ten minutes after the long pick are too short for a gap; the short pick beside it makes no gap.
        assert_eq!(gaps(&[1, 2, 3]), [(0, 60), (140, 230)]);
        assert_eq!(gaps(&[0, 4]), [(30, 200)]);
        assert_eq!(gaps(&[]), [(0, 230)]);
    }

    #[test]
    fn fits_are_sorted_by_likeness_then_start_with_missed_starts_last() {
        let mut conference = conference(
            &[
                ("a", 0, 30),
                ("b", 34, 60),
                ("a", 40, 60),
                ("a", 31, 50),
                ("b", 20, 60),
                ("a", 70, 101),
                ("a", 0, 45),
                ("b", 100, 120),
            ],
            json!([]),
        );
        conference.sessions[0].topic = Some("Rust".to_owned());
        conference.sessions[2].topic = Some("Rust".to_owned());
        let schedule = Schedule::of(&conference);
        let picks = [&conference.sessions[0], &conference.sessions[7]];
        let (first, last) = schedule.span_of(&schedule.days()[0]);
        let gaps = walks(&schedule).gaps(first, last, &picks);
        assert_eq!(gaps.len(), 1);
        let others: Vec<&Session> = conference.sessions[1..7].iter().collect();
        let fits = |now: Option<i64>| -> Vec<(String, i64)> {
            let fits = walks(&schedule).fits(&gaps[0], &others, &picks, now);
            fits.iter().map(|fit| (fit.session.id.to_string(), fit.missed)).collect()
        };
        let named = |fits: &[(&str, i64)]| -> Vec<(String, i64)> {
            fits.iter().map(|(id, missed)| ((*id).to_owned(), *missed)).collect()
        };
        // 5 would end too late for the walk to 7; more than half of 6 is over.
        assert_eq!(fits(None), named(&[("2", 0), ("3", 0), ("4", 15), ("1", 1)]));
        assert_eq!(fits(Some(NINE + 45 * 60)), named(&[("2", 5)]));
    }

    #[test]
    fn a_pick_on_the_way_from_one_to_another_keeps_them_from_clashing_for_as_long_as_it_is_there() {
        let conference = conference(
            &[("a", 0, 30), ("b", 35, 50), ("c", 55, 80)],
            json!([{ "between": ["a", "c"], "minutes": 30 }]),
        );
        let schedule = Schedule::of(&conference);
        let walks = walks(&schedule);
        let [a, x, c] = [0, 1, 2].map(|at| &conference.sessions[at]);
        assert_eq!((walks.clash(a, c, &[a, x, c]), walks.clashes(&[a, x, c])), (None, 0));
        assert_eq!(walks.clashes_of(c, &[a, x, c]), []);
        // Once it is taken out, it no longer lies between: the header counts the clash, and both cards show it.
        let clash = Clash::Walk { between: 25, takes: 30 };
        assert_eq!((walks.clash(a, c, &[a, c]), walks.clashes(&[a, c])), (Some(clash), 1));
        assert_eq!(walks.clashes_of(c, &[a, c]), [(a, clash)]);
        assert_eq!(walks.clashes_of(a, &[a, c]), [(c, clash)]);
        assert!(walks.is_near(x, a) && walks.is_near(x, c));
    }

    /// An agenda of these sessions; those named in `maybes` are maybes.
    fn agenda(conference: &Conference, maybes: &[&str]) -> Agenda {
        let pick = |session: &Session| {
            let is_maybe = maybes.contains(&session.id.as_str());
            let wish = if is_maybe { Wish::Maybe } else { Wish::Must };
            (session.id.clone(), Pick { wish, ..Pick::of(session, conference) })
        };
        conference.sessions.iter().map(pick).collect()
    }

    #[test]
    fn the_best_plan_counts_neither_what_is_over_nor_what_was_cancelled() {
        let mut conference = conference(
            &[("a", 0, 30), ("b", 10, 40), ("a", 60, 90), ("b", 70, 100), ("c", 60, 95)],
            json!([]),
        );
        conference.sessions[4].cancelled = true;
        let (schedule, agenda) = (Schedule::of(&conference), agenda(&conference, &["0", "2"]));
        let picks = conference.programme();
        let plan = |minute: i64| {
            let plan = walks(&schedule).best_plan(&picks, &agenda, Some(NINE + minute * 60));
            let out = plan.left_out.iter().map(|(session, because)| {
                (session.id.to_string(), because.map(|(other, _)| other.id.to_string()))
            });
            (plan.kept, out.collect::<Vec<_>>())
        };
        let out = |session: &str, because: &str| (session.to_owned(), Some(because.to_owned()));
        assert_eq!(plan(0), (2, vec![out("0", "1"), out("2", "3")]));
        assert_eq!(plan(30), (2, vec![out("2", "3")]));
        assert_eq!(plan(40), (1, vec![out("2", "3")]));
        assert_eq!(plan(90), (1, vec![]));
        assert_eq!(plan(100), (0, vec![]));
    }

    #[test]
    fn musts_that_clash_only_with_maybes_are_proposed() {
        let conference =
            conference(&[("a", 0, 30), ("b", 10, 40), ("c", 35, 60), ("c", 200, 230)], json!([]));
        let (schedule, picks) = (Schedule::of(&conference), conference.programme());
        let proposed = |maybes: &[&str]| -> Vec<String> {
            let proposed = walks(&schedule).proposed(&picks, &picks, &agenda(&conference, maybes));
            proposed.iter().map(|session| session.id.to_string()).collect()
        };
        assert_eq!(proposed(&["1"]), ["0", "2"]);
        assert_eq!(proposed(&["0", "2"]), ["1"]);
        assert_eq!(proposed(&["2"]), [""; 0]);
        assert_eq!(proposed(&["0", "1", "2"]), [""; 0]);
    }

    fn any_sessions() -> impl Strategy<Value = Vec<(&'static str, i64, i64, i64)>> {
        let session = (prop::sample::select(vec!["a", "b", "c"]), 0..24_i64, 0..6_i64, 1..4_i64);
        let session =
            session.prop_map(|(room, from, length, worth)| (room, from * 5, (from + length) * 5, worth));
        proptest::collection::vec(session, 0..9)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3_000, ..ProptestConfig::default() })]
        #[test]
        fn no_attendable_choice_is_better_than_the_best_plan(sessions in any_sessions()) {
            let plain: Vec<_> = sessions.iter().map(|(room, from, to, _)| (*room, *from, *to)).collect();
            let conference = conference(&plain, json!([{ "between": ["a", "c"], "minutes": 14 }]));
            let schedule = Schedule::of(&conference);
            let walks = walks(&schedule);
            let worth: Vec<(&Session, i64)> =
                conference.sessions.iter().zip(sessions.iter().map(|session| session.3)).collect();
            // The worth of a choice; `None` if two sessions of it clash.
            let value = |chosen: &dyn Fn(usize) -> bool| -> Option<(i64, i64)> {
                let mut line: Vec<usize> = (0..worth.len()).filter(|at| chosen(*at)).collect();
                line.sort_by_key(|at| span(worth[*at].0));
                let steps = line.windows(2).map(|pair| (worth[pair[0]].0, worth[pair[1]].0));
                let mut changes = 0;
                for (one, other) in steps {
                    if walks.straight(one, other).is_some() {
                        return None;
                    }
                    changes += i64::from(one.room != other.room);
                }
                Some((line.iter().map(|at| worth[*at].1).sum(), -changes))
            };
            let kept = walks.best(&worth);
            let best = (0..1_usize << worth.len()).filter_map(|set| value(&|at| set & (1 << at) != 0)).max();
            prop_assert_eq!(value(&|at| kept[at]), best);
            let mut plan: Vec<&Session> = worth.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(one, _)| one.0).collect();
            plan.sort_by_key(|session| span(session));
            prop_assert_eq!(walks.clashes(&plan), 0);
        }

        #[test]
        fn a_group_has_exactly_the_sessions_connected_by_clashes(sessions in any_sessions()) {
            let plain: Vec<_> = sessions.iter().map(|(room, from, to, _)| (*room, *from, *to)).collect();
            let conference = conference(&plain, json!([{ "between": ["a", "c"], "minutes": 14 }]));
            let schedule = Schedule::of(&conference);
            let walks = walks(&schedule);
            let all = conference.programme();
            // Computed in another way: for each session, all sessions that are reached from it through clashes.
            let reached = |from: &Session| {
                let mut reached: Vec<&Session> = all.iter().copied().filter(|one| one.id == from.id).collect();
                let mut next = 0;
                while next < reached.len() {
                    let one = reached[next];
                    let fresh = |other: &&Session| reached.iter().all(|known| known.id != other.id);
                    let clashing = all.iter().copied().filter(fresh);
                    let clashing: Vec<_> =
                        clashing.filter(|other| walks.clash(one, other, &all).is_some()).collect();
                    reached.extend(clashing);
                    next += 1;
                }
                reached.sort_by_key(|session| all.iter().position(|other| other.id == session.id));
                reached
            };
            let groups = walks.groups(&all);
            prop_assert_eq!(groups.iter().flatten().count(), all.len());
            for group in &groups {
                for session in group {
                    prop_assert_eq!(group, &reached(session));
                }
            }
            prop_assert_eq!(walks.clashes(&all), groups.iter().filter(|group| group.len() > 1).count());
        }

        #[test]
        fn a_session_that_fits_never_clashes_with_the_next_pick_and_with_the_one_before_only_if_its_start_is_missed(sessions in any_sessions(), picked in 0..2_usize) {
            let plain: Vec<_> = sessions.iter().map(|(room, from, to, _)| (*room, *from, *to)).collect();
            let conference = conference(&plain, json!([{ "between": ["a", "c"], "minutes": 14 }]));
            let schedule = Schedule::of(&conference);
            let walks = walks(&schedule);
            if let Some(day) = schedule.days().first() {
                let picks: Vec<&Session> = day.sessions.iter().copied().skip(picked).step_by(3).collect();
                let others: Vec<&Session> =
                    day.sessions.iter().copied().filter(|one| picks.iter().all(|pick| pick.id != one.id)).collect();
                let (first, last) = schedule.span_of(day);
                for gap in walks.gaps(first, last, &picks) {
                    for fit in walks.fits(&gap, &others, &picks, None) {
                        let after = gap.after.and_then(|after| walks.straight(fit.session, after));
                        prop_assert_eq!(after, None);
                        let before = gap.before.and_then(|before| walks.straight(before, fit.session));
                        prop_assert_eq!(before.is_some(), fit.missed > 0);
                    }
                }
            }
        }
    }
}
