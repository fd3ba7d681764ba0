//! What the programme page shows: the sessions, speakers, rooms and tracks that remain after the search, the filter and the day.
//!
//! The rule: the words of the search decide the order of the results; choices and the day only remove some.

use super::conference::{Room, Session, Speaker, Track};
use super::filter::{Filter, Picked};
use super::moment::Date;
use super::schedule::{Day, Schedule};
use super::search::{Answers, Query};
use super::typos::Meant;

/// What the words of a search find. Without words, that is the whole programme.
pub struct Found<'a> {
    /// The words that are marked in answers.
    pub query: Query,
    /// Words that were probably meant, if the typed ones find little.
    pub meant: Option<Meant>,
    /// The answers, without hidden sessions.
    pub answers: Answers<'a>,
}

/// What the filter and the day leave of [`Found`]. Choices that are offered, with their counts, are not part of this: a
/// press on an agenda button may change a count, but seldom changes the results.
#[derive(Clone)]
pub struct Results<'a> {
    /// The words that are marked.
    pub query: Query,
    /// Words that were probably meant, if the typed ones find little.
    pub meant: Option<Meant>,
    /// The sessions that the words find.
    pub found: Vec<&'a Session>,
    /// Those that pass the filter.
    pub sessions: Vec<&'a Session>,
    /// Those that are also on the day that is shown.
    pub shown: Vec<&'a Session>,
    /// The speakers that the words find; if something is chosen, only speakers of `sessions`.
    pub speakers: Vec<&'a Speaker>,
    /// Likewise the rooms.
    pub rooms: Vec<&'a Room>,
    /// Likewise the tracks.
    pub tracks: Vec<&'a Track>,
    /// Whether nothing is searched for or chosen.
    pub is_everything: bool,
    /// The day that is shown; `None` for all days.
    pub day: Option<Date>,
}

impl<'a> Results<'a> {
    /// What the filter leaves of what was found, on one day or on all.
    pub fn of(
        found: Found<'a>,
        filter: &Filter,
        picked: Picked<'_>,
        schedule: &Schedule<'_>,
        day: Option<Date>,
    ) -> Results<'a> {
        let Found { query, meant, answers } = found;
        let Answers { sessions: found, mut speakers, mut rooms, mut tracks } = answers;
        let mut sessions = found.clone();
        sessions.retain(|session| filter.matches(session, picked));
        if filter.choices_made() > 0 {
            speakers.retain(|speaker| sessions.iter().any(|session| session.speakers.contains(&speaker.id)));
            rooms.retain(|room| sessions.iter().any(|session| session.room.as_ref() == Some(&room.id)));
            tracks.retain(|track| sessions.iter().any(|session| session.track.as_ref() == Some(&track.id)));
        }
        let shown = on(schedule, &sessions, day);
        let is_everything = filter.is_empty();
        Results { query, meant, found, sessions, shown, speakers, rooms, tracks, is_everything, day }
    }

    /// The days that are shown, in their order, each with its sessions in the order of the programme and its breaks;
    /// days without sessions are left out. Sessions and breaks that are over by `over_by` (in seconds since 1970) are
    /// left out too.
    #[inline(never)]
    pub fn days(&self, schedule: &Schedule<'a>, over_by: Option<i64>) -> Vec<Day<'a>> {
        // Looking for each session in the list of results would take quadratic time.
        let all = &schedule.conference.sessions;
        let mut passes = vec![false; all.len()];
        for session in &self.sessions {
            all.element_offset(session).into_iter().for_each(|at| passes[at] = true);
        }
        let is_listed = |session: &Session| {
            all.element_offset(session).is_some_and(|at| passes[at])
                && is_not_over(schedule, session, over_by)
        };
        let mut days = Vec::new();
        for day in schedule.days().iter().filter(|day| self.day.is_none_or(|only| only == day.date)) {
            let mut day = day.only(&is_listed);
            day.breaks.retain(|pause| over_by.is_none_or(|by| by < schedule.end_of_break(pause)));
            days.extend((!day.sessions.is_empty()).then_some(day));
        }
        days
    }

    /// The same for a list: the current day also has what began before it and is still running.
    #[inline(never)]
    pub fn listed_days(&self, schedule: &Schedule<'a>, over_by: Option<i64>) -> Vec<Day<'a>> {
        let mut days = self.days(schedule, over_by);
        if let (Some(date), Some(now)) = (self.day, over_by) {
            let mut sessions = self.still_running(schedule, now);
            match days.first_mut() {
                Some(today) => {
                    sessions.append(&mut today.sessions);
                    today.sessions = sessions;
                }
                None if !sessions.is_empty() => days.push(Day { date, sessions, breaks: Vec::new() }),
                None => {}
            }
        }
        days
    }

    /// How many sessions [`Results::listed_days`] has.
    pub fn listed(&self, schedule: &Schedule<'a>, over_by: Option<i64>) -> usize {
        let shown = self.shown.iter().filter(|session| is_not_over(schedule, session, over_by)).count();
        shown + over_by.map_or(0, |now| self.still_running(schedule, now).len())
    }

    /// If the current day alone is shown: what began on an earlier day and is running at `now` (in seconds since 1970).
    #[inline(never)]
    fn still_running(&self, schedule: &Schedule<'a>, now: i64) -> Vec<&'a Session> {
        let today = schedule.today(Some(now)).map(|day| day.date);
        let Some(day) = self.day.filter(|day| today == Some(*day)) else { return Vec::new() };
        let began_before = |session: &&&Session| schedule.day_of(session).is_some_and(|date| date < day);
        let still_running = self.sessions.iter().filter(began_before);
        still_running.filter(|session| schedule.is_running(session, now)).copied().collect()
    }
}

/// Whether a session is not over by `over_by`; a session without a time is never over.
fn is_not_over(schedule: &Schedule<'_>, session: &Session, over_by: Option<i64>) -> bool {
    over_by.is_none_or(|by| !schedule.is_over(session, by))
}

/// Two results are equal if they show the same. `shown` follows from the other fields.
impl PartialEq for Results<'_> {
    fn eq(&self, other: &Self) -> bool {
        let same = |one: &[&Session], other: &[&Session]| {
            one.iter().map(|session| &session.id).eq(other.iter().map(|session| &session.id))
        };
        (&self.query, &self.meant) == (&other.query, &other.meant)
            && same(&self.found, &other.found)
            && same(&self.sessions, &other.sessions)
            && self
                .speakers
                .iter()
                .map(|speaker| &speaker.id)
                .eq(other.speakers.iter().map(|speaker| &speaker.id))
            && self.rooms == other.rooms
            && self.tracks == other.tracks
            && self.is_everything == other.is_everything
            && self.day == other.day
    }
}

/// The sessions of a list that are on a day of the programme; all of them if there is no day.
pub fn on<'a>(schedule: &Schedule<'_>, sessions: &[&'a Session], day: Option<Date>) -> Vec<&'a Session> {
    let is_on = |session: &&&Session| day.is_none() || schedule.day_of(session) == day;
    sessions.iter().filter(is_on).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conference::Conference;
    use crate::domain::filter::Group;
    use crate::domain::moment::Moment;
    use serde_json::json;

    fn conference() -> Conference {
        serde_json::from_value(json!({
            "id": "c", "name": "C", "language": "en", "zone": "UTC",
            "speakers": [{ "id": "ada", "name": "Ada" }, { "id": "bo", "name": "Bo" }, { "id": "cy", "name": "Cy" }],
            "rooms": [{ "id": "attic", "name": "Attic" }, { "id": "barn", "name": "Barn" }],
            "tracks": [{ "id": "craft", "name": "Craft" }, { "id": "play", "name": "Play" }],
            "sessions": [
                { "id": "one", "title": "One", "topic": "Web", "speakers": ["ada"], "room": "barn", "track": "craft",
                  "start": "2027-03-05T09:00:00Z", "end": "2027-03-05T10:00:00Z" },
                { "id": "two", "title": "Two", "topic": "Data", "speakers": ["bo"], "start": "2027-03-05T10:00:00Z" },
                { "id": "three", "title": "Three", "topic": "Web", "speakers": ["bo"], "start": "2027-03-06T09:00:00Z" },
                { "id": "four", "title": "Four", "topic": "Web" },
            ],
            "breaks": [
                { "title": "Coffee", "start": "2027-03-05T08:45:00Z", "end": "2027-03-05T10:00:00Z" },
                { "title": "Lunch", "start": "2027-03-05T12:00:00Z" },
                { "title": "Tea", "start": "2027-03-06T16:00:00Z" },
            ],
        }))
        .unwrap()
    }

    fn found<'a>(conference: &'a Conference, words: &str, ids: &[&str]) -> Found<'a> {
        let sessions = ids.iter().filter_map(|id| conference.session(&(*id).into())).collect();
        let answers = Answers {
            sessions,
            speakers: conference.speakers.iter().collect(),
            rooms: conference.rooms.iter().collect(),
            tracks: conference.tracks.iter().collect(),
        };
        Found { query: Query::new(words), meant: None, answers }
    }

    fn web() -> Filter {
        let mut filter = Filter::default();
        filter.choose(Group::Topic, "Web");
        filter
    }

    fn ids<'a>(sessions: &[&'a Session]) -> Vec<&'a str> {
        sessions.iter().map(|session| session.id.as_str()).collect()
    }

    #[test]
    fn what_began_on_an_earlier_day_is_still_running_on_the_current_one() {
        let mut conference = conference();
        conference.sessions[0].end = Some(Moment::parse("2027-03-06T12:00:00Z").unwrap());
        conference.sessions[1].end = Some(Moment::parse("2027-03-06T08:00:00Z").unwrap());
        let schedule = Schedule::of(&conference);
        let still_running = |day: &str, now: &str| {
            let day = Some(Date::parse(day).unwrap());
            let all = ["one", "two", "three", "four"];
            let found = found(&conference, "", &all);
            let results = Results::of(found, &Filter::default(), &|_| false, &schedule, day);
            let now = Moment::parse(now).unwrap().seconds();
            ids(&results.still_running(&schedule, now)).join(" ")
        };
        let later = "2027-03-06T09:30:00Z";
        assert_eq!(still_running("2027-03-06", later), "one");
        assert_eq!(still_running("2027-03-05", later), "");
        assert_eq!(still_running("2027-03-06", "2027-03-06T12:00:00Z"), "");
        // Also where it is all that a filter leaves.
        let mut craft = Filter::default();
        craft.choose(Group::Track, "craft");
        let all = ["one", "two", "three", "four"];
        let day = Date::parse("2027-03-06");
        let results = Results::of(found(&conference, "", &all), &craft, &|_| false, &schedule, day);
        let now = Some(Moment::parse(later).unwrap().seconds());
        let days = results.listed_days(&schedule, now);
        assert_eq!(days.iter().map(|day| ids(&day.sessions)).collect::<Vec<_>>(), [["one"]]);
        assert_eq!((results.listed(&schedule, now), results.listed(&schedule, None)), (1, 0));
    }

    #[test]
    fn the_words_decide_the_order_and_the_filter_and_the_day_only_remove() {
        let conference = conference();
        let schedule = Schedule::of(&conference);
        let all = ["three", "two", "four", "one"];
        let results = |filter: &Filter, day: Option<&str>| {
            let day = day.map(|day| Date::parse(day).unwrap());
            let results = Results::of(found(&conference, "t", &all), filter, &|_| false, &schedule, day);
            (ids(&results.found).len(), ids(&results.sessions), ids(&results.shown))
        };
        assert_eq!(results(&Filter::default(), None), (4, all.to_vec(), all.to_vec()));
        let web_alone = vec!["three", "four", "one"];
        assert_eq!(results(&web(), None), (4, web_alone.clone(), web_alone.clone()));
        assert_eq!(results(&web(), Some("2027-03-05")), (4, web_alone.clone(), vec!["one"]));
        assert_eq!(results(&web(), Some("2027-03-07")), (4, web_alone, vec![]));
    }

    #[test]
    fn the_days_list_sessions_in_the_order_of_the_programme_without_past_ones() {
        let conference = conference();
        let schedule = Schedule::of(&conference);
        let all = ["three", "two", "four", "one"];
        let days = |filter: &Filter, day: Option<&str>, over_by: Option<&str>| {
            let day = day.map(|day| Date::parse(day).unwrap());
            let over_by = over_by.map(|by| Moment::parse(by).unwrap().seconds());
            let results = Results::of(found(&conference, "", &all), filter, &|_| false, &schedule, day);
            let days = results.days(&schedule, over_by);
            let listed = days.iter().map(|day| day.sessions.len()).sum::<usize>();
            let untimed = results.shown.iter().filter(|session| session.start.is_none()).count();
            assert_eq!(results.listed(&schedule, over_by), listed + untimed);
            let day = |day: &Day<'_>| {
                let breaks = day.breaks.iter().map(|pause| pause.title.as_str());
                ids(&day.sessions).into_iter().chain(breaks).collect::<Vec<_>>().join(" ")
            };
            days.iter().map(day).collect::<Vec<_>>()
        };
        let none = Filter::default();
        assert_eq!(days(&none, None, None), ["one two Coffee Lunch", "three Tea"]);
        assert_eq!(days(&none, Some("2027-03-06"), None), ["three Tea"]);
        assert_eq!(days(&web(), None, None), ["one Coffee Lunch", "three Tea"]);
        assert_eq!(days(&none, None, Some("2027-03-05T09:59:59Z")), ["one two Coffee Lunch", "three Tea"]);
        assert_eq!(days(&none, None, Some("2027-03-05T10:00:00Z")), ["two Lunch", "three Tea"]);
        assert_eq!(days(&web(), None, Some("2027-03-05T10:00:00Z")), ["three Tea"]);
        assert_eq!(days(&none, Some("2027-03-05"), Some("2027-03-07T00:00:00Z")), [""; 0]);
    }

    #[test]
    fn only_what_the_attendee_picked_is_left_if_they_ask_for_it() {
        let conference = conference();
        let schedule = Schedule::of(&conference);
        let mut mine = Filter::default();
        mine.choose(Group::Mine, "yes");
        let found = found(&conference, "", &["one", "two"]);
        let results = Results::of(found, &mine, &|id| id.as_str() == "two", &schedule, None);
        assert_eq!(ids(&results.shown), ["two"]);
        assert!(!results.is_everything);
    }

    #[test]
    fn a_choice_keeps_only_the_speakers_rooms_and_tracks_of_its_sessions() {
        let conference = conference();
        let schedule = Schedule::of(&conference);
        let names = |filter: &Filter| -> Vec<String> {
            let found = found(&conference, "", &["one", "two"]);
            let results = Results::of(found, filter, &|_| false, &schedule, None);
            let speakers = results.speakers.iter().map(|speaker| speaker.name.clone());
            let rooms = results.rooms.iter().map(|room| room.name.clone());
            speakers.chain(rooms).chain(results.tracks.iter().map(|track| track.name.clone())).collect()
        };
        assert_eq!(names(&Filter::default()), ["Ada", "Bo", "Cy", "Attic", "Barn", "Craft", "Play"]);
        assert_eq!(names(&web()), ["Ada", "Barn", "Craft"]);
    }

    #[test]
    fn results_are_equal_if_they_show_the_same() {
        let conference = conference();
        let schedule = Schedule::of(&conference);
        let of = |words: &str, list: &[&str], filter: &Filter, day: Option<Date>| {
            Results::of(found(&conference, words, list), filter, &|_| false, &schedule, day)
        };
        let none = Filter::default();
        let base = || of("", &["one", "two"], &none, None);
        assert!(base() == base());
        assert!(base() != of("o", &["one", "two"], &none, None));
        assert!(base() != of("", &["two", "one"], &none, None));
        assert!(base() != of("", &["one"], &none, None));
        assert!(base() != of("", &["one", "two"], &web(), None));
        assert!(base() != of("", &["one", "two"], &none, Date::parse("2027-03-05")));
        let mut without_speakers = base();
        without_speakers.speakers.pop();
        assert!(base() != without_speakers);
    }
}
