//! What has changed in an attendee's picks since they last took note of them.
//!
//! The rule: no pick is ever lost or doubled by a change of the programme. A pick belongs to the session with its id.
//! If that is gone, it belongs to the one session that shares one of its ids in organisers' systems (`alternates`). If
//! there is no such session, or several, the attendee is asked, and the pick stays as it is.

use super::{Agenda, Pick, Seen, Wish};
use crate::domain::conference::{Conference, Session, SessionId};
use crate::domain::schedule::{Schedule, assumed_end};

/// A pick whose session has changed.
pub struct Change<'a, 'c> {
    /// The pick's id.
    pub id: &'a SessionId,
    /// The pick.
    pub pick: &'a Pick,
    /// The session as the attendee knows it.
    pub before: Seen,
    /// The session as it is now.
    pub now: Seen,
    /// The differences between the two.
    pub differences: Vec<Difference>,
    /// The session that is now in its room, at its time.
    pub instead: Option<&'c Session>,
    /// The sessions under which a removed session may continue: the attendee is asked about them.
    pub perhaps: Vec<&'c Session>,
}

/// A difference between a session before and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The programme no longer has it.
    Gone,
    /// The programme has it again.
    Back,
    /// It was called off.
    Cancelled,
    /// It takes place after all.
    TakesPlace,
    /// It begins or ends at another time.
    Time,
    /// It is in another room.
    Room,
    /// It has another title.
    Title,
    /// It has other speakers.
    Speakers,
}

/// The session of a pick as it is now, or as it was last known if it is gone.
pub fn now(id: &SessionId, pick: &Pick, conference: &Conference) -> Seen {
    as_it_is(pick, conference.session(id), conference)
}

fn as_it_is(pick: &Pick, session: Option<&Session>, conference: &Conference) -> Seen {
    match session {
        Some(session) => Seen::of(session, conference),
        None => {
            let known = pick.seen.clone();
            let known = known.unwrap_or_else(|| Seen { title: pick.title.clone(), ..Seen::default() });
            Seen { gone: true, ..known }
        }
    }
}

/// The changes of the picks, sorted by the picks' ids.
pub fn changes<'a, 'c>(agenda: &'a Agenda, schedule: &Schedule<'c>) -> Vec<Change<'a, 'c>> {
    let conference = schedule.conference;
    let mut changes = Vec::new();
    for ((id, pick), session) in agenda.picks().zip(agenda.found(conference)) {
        let now = as_it_is(pick, session, conference);
        // If a change was shown and then reverted, that is a change too for the attendee who saw it.
        let is_taken_back = known(pick, &now) == now;
        let shown = pick.shown.clone().filter(|_| is_taken_back);
        let before = shown.unwrap_or_else(|| known(pick, &now));
        let differences = differences(&before, &now);
        if differences.is_empty() {
            continue;
        }
        let moves = |difference: &Difference| {
            !matches!(difference, Difference::Title | Difference::Speakers | Difference::Back)
        };
        let frees_its_slot = differences.iter().any(moves);
        let perhaps = if now.gone { possible_successors(agenda, pick, conference) } else { Vec::new() };
        let instead = if frees_its_slot { in_place_of(id, &before, schedule) } else { None };
        let instead = instead.filter(|instead| perhaps.iter().all(|asked| asked.id != instead.id));
        changes.push(Change { id, pick, before, now, differences, instead, perhaps });
    }
    changes
}

/// How many picks have a change that the list of changes has not shown yet.
pub fn not_shown(agenda: &Agenda, conference: &Conference) -> usize {
    let is_new = |((_, pick), session): &((&SessionId, &Pick), Option<&Session>)| {
        let now = as_it_is(pick, *session, conference);
        match &pick.shown {
            Some(shown) => *shown != now,
            None => known(pick, &now) != now,
        }
    };
    agenda.picks().zip(agenda.found(conference)).filter(is_new).count()
}

/// What the attendee knows. A pick that an early build saved has only the title, so the rest counts as known.
fn known(pick: &Pick, now: &Seen) -> Seen {
    let by_title = || Seen { title: pick.title.clone(), gone: false, ..now.clone() };
    pick.seen.clone().unwrap_or_else(by_title)
}

fn differences(before: &Seen, now: &Seen) -> Vec<Difference> {
    let is_there = !now.gone;
    let all = [
        (now.gone && !before.gone, Difference::Gone),
        (is_there && before.gone, Difference::Back),
        (is_there && now.cancelled && !before.cancelled, Difference::Cancelled),
        (is_there && before.cancelled && !now.cancelled, Difference::TakesPlace),
        (is_there && (before.start, before.end) != (now.start, now.end), Difference::Time),
        (is_there && before.room != now.room, Difference::Room),
        (is_there && before.title != now.title, Difference::Title),
        (is_there && before.speakers != now.speakers, Difference::Speakers),
    ];
    all.into_iter().filter(|(is, _)| *is).map(|(_, difference)| difference).collect()
}

/// The session that is now in a session's old room, at its old time.
fn in_place_of<'c>(id: &SessionId, before: &Seen, schedule: &Schedule<'c>) -> Option<&'c Session> {
    let (room, start) = (before.room.as_ref()?, before.start?.seconds());
    // Nobody knows any more what followed in the room then.
    let end = before.end.map_or_else(|| assumed_end(start, []), |end| end.seconds());
    let conference = schedule.conference;
    conference.sessions.iter().find(|other| {
        other.id != *id
            && !other.cancelled
            && conference.room_of(other).is_some_and(|there| there.name == *room)
            && schedule.span(other).is_some_and(|(from, until)| from < end && start < until)
    })
}

/// The sessions under which a removed session may continue: those that share an id in organisers' systems or its title;
/// if there are none, those with the same speakers.
fn possible_successors<'c>(agenda: &Agenda, pick: &Pick, conference: &'c Conference) -> Vec<&'c Session> {
    let speakers = pick.seen.as_ref().map(|seen| &seen.speakers).filter(|names| !names.is_empty());
    let alike = |by_speakers: bool| {
        let is_alike = |session: &&Session| {
            let is_like = match by_speakers {
                true => speakers.is_some_and(|names| {
                    names.iter().eq(conference.speakers_of(session).map(|speaker| &speaker.name))
                }),
                false => {
                    session.title.eq_ignore_ascii_case(&pick.title)
                        || share(&pick.alternates, &session.alternates)
                }
            };
            is_like && !pick.refused.contains(&session.id) && !agenda.contains(&session.id)
        };
        conference.sessions.iter().filter(is_alike).take(MOST_ASKED).collect::<Vec<_>>()
    };
    let by_name = alike(false);
    if by_name.is_empty() { alike(true) } else { by_name }
}

/// The most sessions that the attendee is asked about, for one session that is gone.
const MOST_ASKED: usize = 3;

fn share(some: &[String], others: &[String]) -> bool {
    some.iter().any(|name| others.contains(name))
}

impl Change<'_, '_> {
    /// The pick as it is once the list of changes has shown this change.
    pub fn shown(&self) -> Pick {
        Pick { seen: Some(self.before.clone()), shown: Some(self.now.clone()), ..self.pick.clone() }
    }
}

impl Agenda {
    /// Moves picks whose sessions got another id to the new id, and returns the old and new ids.
    pub fn follow(&mut self, conference: &Conference) -> Vec<(SessionId, SessionId)> {
        let mut moved = Vec::new();
        for (id, pick) in self.vanished(conference) {
            let is_it = |other: &&Session| {
                share(&pick.alternates, &other.alternates) && !pick.refused.contains(&other.id)
            };
            let mut known = conference.sessions.iter().filter(is_it);
            if let (Some(session), None) = (known.next(), known.next()) {
                moved.push((id.clone(), session.id.clone()));
            }
        }
        for (from, to) in &moved {
            self.move_pick(from, to);
        }
        moved
    }

    /// Updates what picks remember of the programme, and returns the ids of the updated picks. It updates the ids in
    /// organisers' systems, the revision, whether the session is missing, the number for calendars (`sequence`, raised
    /// when one of the last two changes), and the details that early builds did not save.
    pub fn catch_up(&mut self, conference: &Conference) -> Vec<SessionId> {
        let mut behind = Vec::new();
        let found = self.found(conference);
        for ((id, pick), session) in self.picks.iter_mut().zip(found) {
            let Some(session) = session else {
                if !pick.is_absent {
                    (pick.is_absent, pick.sequence) = (true, pick.sequence + 1);
                    behind.push(id.clone());
                }
                continue;
            };
            let is_old = pick.seen.is_none();
            let is_changed = pick.is_absent || pick.revision != session.revision;
            if !is_old && !is_changed && pick.alternates == session.alternates {
                continue;
            }
            if is_old {
                pick.seen = Some(Seen { title: pick.title.clone(), ..Seen::of(session, conference) });
            }
            if is_changed {
                pick.sequence = session.revision.max(pick.sequence + 1);
                (pick.is_absent, pick.revision) = (false, session.revision);
            }
            pick.alternates.clone_from(&session.alternates);
            behind.push(id.clone());
        }
        behind
    }

    /// Moves a pick to another id. If that id is chosen too, the two picks are merged: into a must, if either was one.
    pub fn move_pick(&mut self, from: &SessionId, to: &SessionId) {
        let Some(mut pick) = self.remove(from) else { return };
        // Calendars have the event under the old id; a higher sequence number withdraws it there.
        pick.sequence += 1;
        pick.formerly.push(from.clone());
        if let Some(other) = self.pick(to) {
            if other.wish == Wish::Must {
                pick.wish = Wish::Must;
            }
            pick.sequence = pick.sequence.max(other.sequence);
            pick.formerly.extend(other.formerly.iter().cloned());
        }
        let all = std::mem::take(&mut pick.formerly);
        for id in all.into_iter().filter(|id| id != to) {
            if !pick.formerly.contains(&id) {
                pick.formerly.push(id);
            }
        }
        self.add(to.clone(), pick);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::moment::Moment;
    use proptest::prelude::*;
    use serde_json::json;

    fn conference(sessions: serde_json::Value) -> Conference {
        let conference = json!({
            "id": "c", "name": "C", "language": "en", "zone": "Europe/Berlin",
            "rooms": [{ "id": "hall", "name": "Hall" }, { "id": "attic", "name": "Attic" }],
            "speakers": [{ "id": "ada", "name": "Ada" }, { "id": "bo", "name": "Bo" }],
            "sessions": sessions,
        });
        serde_json::from_value(conference).unwrap()
    }

    fn one() -> serde_json::Value {
        json!({
            "id": "one", "title": "One", "room": "hall", "speakers": ["ada"], "alternates": ["guid:1"],
            "start": "2027-03-05T09:30:00+01:00", "end": "2027-03-05T10:15:00+01:00",
        })
    }

    fn changes<'a>(agenda: &'a Agenda, conference: &'a Conference) -> Vec<Change<'a, 'a>> {
        super::changes(agenda, &Schedule::of(conference))
    }

    /// The agenda of somebody who chose "One", and a later programme.
    fn after(sessions: serde_json::Value) -> (Agenda, Conference) {
        let before = conference(json!([one()]));
        let picks = before.sessions.iter().map(|session| (session.id.clone(), Pick::of(session, &before)));
        let mut agenda: Agenda = picks.collect();
        let later = conference(sessions);
        agenda.follow(&later);
        (agenda, later)
    }

    fn with(field: &str, value: serde_json::Value) -> serde_json::Value {
        let mut session = one();
        session[field] = value;
        session
    }

    #[test]
    fn every_kind_of_change_is_reported_with_the_earlier_state() {
        for (session, expected) in [
            (one(), vec![]),
            (with("topic", json!("New")), vec![]),
            (with("start", json!("2027-03-05T09:00:00+01:00")), vec![Difference::Time]),
            (with("end", json!("2027-03-05T11:00:00+01:00")), vec![Difference::Time]),
            (with("room", json!("attic")), vec![Difference::Room]),
            (with("title", json!("Uno")), vec![Difference::Title]),
            (with("speakers", json!(["bo"])), vec![Difference::Speakers]),
            (with("cancelled", json!(true)), vec![Difference::Cancelled]),
        ] {
            let (agenda, later) = after(json!([session]));
            let told: Vec<_> =
                changes(&agenda, &later).into_iter().flat_map(|change| change.differences).collect();
            assert_eq!(told, expected, "{session}");
            let before = Seen::of(&conference(json!([one()])).sessions[0], &conference(json!([one()])));
            assert!(changes(&agenda, &later).iter().all(|change| change.before == before));
            assert_eq!(not_shown(&agenda, &later), usize::from(!expected.is_empty()));
        }
    }

    #[test]
    fn what_overlaps_a_session_without_an_end_counts_as_in_its_place() {
        for (start, is_instead) in [
            ("2027-03-05T08:30:00+01:00", false),
            ("2027-03-05T08:31:00+01:00", true),
            ("2027-03-05T10:14:00+01:00", true),
            ("2027-03-05T10:15:00+01:00", false),
        ] {
            let other = json!({ "id": "other", "title": "Other", "room": "hall", "start": start });
            let (agenda, later) = after(json!([other]));
            assert_eq!(changes(&agenda, &later)[0].instead.is_some(), is_instead, "{start}");
        }
    }

    #[test]
    fn a_vanished_session_is_shown_with_its_replacement_and_again_when_it_is_back() {
        let other = json!({
            "id": "other", "title": "Other", "room": "hall",
            "start": "2027-03-05T10:00:00+01:00", "end": "2027-03-05T11:00:00+01:00",
        });
        let (mut agenda, later) = after(json!([other]));
        let told = changes(&agenda, &later);
        assert_eq!(told[0].differences, [Difference::Gone]);
        assert_eq!(told[0].instead.map(|session| session.title.as_str()), Some("Other"));
        // Once the attendee took note of it, it is not reported again until it is back.
        let mut pick = agenda.remove(&"one".into()).unwrap();
        pick.take_note(now(&"one".into(), &pick, &later));
        agenda.add("one".into(), pick);
        assert!(changes(&agenda, &later).is_empty());
        let again = conference(json!([with("room", json!("attic"))]));
        let told = changes(&agenda, &again);
        assert_eq!(told[0].differences, [Difference::Back, Difference::Room]);
    }

    #[test]
    fn a_session_with_another_id_is_found_by_its_other_names_if_only_one_has_them() {
        let (agenda, later) = after(json!([with("id", json!("new"))]));
        assert_eq!(agenda.pick(&"new".into()).unwrap().formerly, ["one".into()]);
        assert!(changes(&agenda, &later).is_empty());
        let (agenda, later) = after(json!([with("id", json!("new")), with("id", json!("twin"))]));
        let told = changes(&agenda, &later);
        assert_eq!((agenda.len(), &told[0].differences), (1, &vec![Difference::Gone]));
        let asked: Vec<&str> = told[0].perhaps.iter().map(|session| session.id.as_str()).collect();
        assert_eq!(asked, ["new", "twin"]);
    }

    #[test]
    fn similar_sessions_are_offered_unless_they_were_refused() {
        let sessions = json!([
            { "id": "by-title", "title": "ONE" },
            { "id": "by-speaker", "title": "Two", "speakers": ["ada"] },
            { "id": "unlike", "title": "Two", "speakers": ["bo"] },
        ]);
        let (mut agenda, later) = after(sessions);
        let asked = |agenda: &Agenda| -> Vec<String> {
            changes(agenda, &later)[0].perhaps.iter().map(|session| session.id.to_string()).collect()
        };
        assert_eq!(asked(&agenda), ["by-title"]);
        let mut pick = agenda.remove(&"one".into()).unwrap();
        pick.refused.push("by-title".into());
        agenda.add("one".into(), pick);
        assert_eq!(asked(&agenda), ["by-speaker"]);
        agenda.move_pick(&"one".into(), &"by-speaker".into());
        assert_eq!((agenda.len(), agenda.contains(&"by-speaker".into())), (1, true));
    }

    #[test]
    fn a_pick_of_an_early_build_knows_its_title_alone() {
        let old = Pick { title: "Eins".to_owned(), ..Pick::default() };
        let agenda: Agenda = [("one".into(), old)].into_iter().collect();
        let later = conference(json!([one()]));
        assert_eq!(changes(&agenda, &later)[0].differences, [Difference::Title]);
    }

    #[test]
    fn what_was_shown_is_no_news_until_it_changes_again() {
        let (mut agenda, later) = after(json!([with("room", json!("attic"))]));
        show(&mut agenda, &later);
        assert_eq!((not_shown(&agenda, &later), changes(&agenda, &later).len()), (0, 1));
        let again = conference(json!([with("title", json!("Uno"))]));
        assert_eq!(not_shown(&agenda, &again), 1);
    }

    /// Shows the list of changes.
    fn show(agenda: &mut Agenda, conference: &Conference) {
        let shown: Vec<(SessionId, Pick)> = changes(agenda, conference)
            .into_iter()
            .map(|change| (change.id.clone(), change.shown()))
            .collect();
        shown.into_iter().for_each(|(id, pick)| agenda.add(id, pick));
    }

    #[test]
    fn a_change_that_is_reverted_is_shown_to_an_attendee_who_saw_it() {
        let (mut agenda, later) = after(json!([with("room", json!("attic"))]));
        let as_before = conference(json!([one()]));
        assert!(changes(&agenda, &as_before).is_empty(), "nobody saw it");
        show(&mut agenda, &later);
        assert_eq!(not_shown(&agenda, &as_before), 1);
        let told = changes(&agenda, &as_before);
        assert_eq!(told[0].differences, [Difference::Room]);
        assert_eq!(told[0].before.room.as_deref(), Some("Attic"));
        show(&mut agenda, &as_before);
        assert_eq!((not_shown(&agenda, &as_before), changes(&agenda, &as_before).len()), (0, 1));
        let mut pick = agenda.remove(&"one".into()).unwrap();
        pick.take_note(now(&"one".into(), &pick, &as_before));
        agenda.add("one".into(), pick);
        assert!(changes(&agenda, &as_before).is_empty());
    }

    #[test]
    fn a_refused_session_is_not_followed() {
        let (mut agenda, _) = after(json!([with("id", json!("new")), with("id", json!("twin"))]));
        let mut pick = agenda.remove(&"one".into()).unwrap();
        pick.refused.push("new".into());
        agenda.add("one".into(), pick);
        assert!(agenda.follow(&conference(json!([with("id", json!("new"))]))).is_empty());
    }

    #[test]
    fn the_sequence_number_in_calendars_grows_with_each_change_and_only_then() {
        let (mut agenda, same) = after(json!([one()]));
        let sequence = |agenda: &Agenda| agenda.picks().next().unwrap().1.sequence;
        assert!(agenda.catch_up(&same).is_empty());
        let revised = conference(json!([with("revision", json!(3))]));
        agenda.catch_up(&revised);
        assert_eq!(sequence(&agenda), 3);
        let without = conference(json!([]));
        agenda.catch_up(&without);
        assert!(agenda.catch_up(&without).is_empty());
        assert_eq!(sequence(&agenda), 4);
        // An import that lost the revision counts from the start.
        agenda.catch_up(&same);
        assert_eq!(sequence(&agenda), 5);
        agenda.catch_up(&conference(json!([with("revision", json!(1))])));
        assert_eq!(sequence(&agenda), 6);
        // Under another id and back.
        agenda.follow(&conference(json!([with("id", json!("new"))])));
        assert_eq!(sequence(&agenda), 7);
        agenda.follow(&same);
        let pick = agenda.pick(&"one".into()).unwrap();
        assert_eq!((pick.sequence, &pick.formerly), (8, &vec!["new".into()]));
    }

    /// One step in the life of a programme and an agenda.
    #[derive(Clone, Copy, Debug)]
    enum Step {
        Add,
        Drop,
        Return,
        Move,
        Retitle,
        ReId,
        Duplicate,
        Pick,
        TakeOut,
        TakeNote,
        Answer,
        ReIdBack,
    }

    fn any_step() -> impl Strategy<Value = (Step, usize)> {
        use Step::{
            Add, Answer, Drop, Duplicate, Move, Pick, ReId, ReIdBack, Retitle, Return, TakeNote, TakeOut,
        };
        let step = prop::sample::select(vec![
            Add, Add, Drop, Return, Move, Retitle, ReId, ReId, ReIdBack, Duplicate, Pick, Pick, TakeOut,
            TakeNote, Answer,
        ]);
        (step, any::<usize>())
    }

    /// A programme that changes, and an agenda that follows it. The tags of each session say which session it
    /// originally was; only this test reads them.
    #[derive(Default)]
    struct Life {
        conference: Option<Conference>,
        dropped: Vec<Session>,
        agenda: Agenda,
        /// The expected agenda: each pick with the session that it originally was.
        expected: BTreeMap<SessionId, String>,
        made: usize,
    }

    impl Life {
        fn step(&mut self, step: Step, at: usize) {
            let mut conference = self.conference.take().unwrap_or_else(|| conference(json!([])));
            let sessions = &mut conference.sessions;
            self.made += 1;
            let made = self.made;
            let some = (!sessions.is_empty()).then(|| at % sessions.len().max(1));
            match (step, some) {
                (Step::Add, _) if sessions.len() < 8 => {
                    let mut new: Session = serde_json::from_value(one()).unwrap();
                    new.id = format!("s{made}").as_str().into();
                    new.title = format!("Session {made}");
                    new.tags = vec![format!("once {made}")];
                    new.alternates = vec![format!("guid:{made}")];
                    sessions.push(new);
                }
                (Step::Drop, Some(at)) => self.dropped.push(sessions.remove(at)),
                (Step::Return, _) if !self.dropped.is_empty() => {
                    let back = self.dropped.swap_remove(at % self.dropped.len());
                    // No other session has its id by now, because organisers' tools never reuse an id.
                    sessions.push(back);
                }
                (Step::Move, Some(at)) => sessions[at].start = Some(Moment::at(made as i64, 60)),
                (Step::Retitle, Some(at)) => sessions[at].title = format!("Retitled {made}"),
                (Step::ReId, Some(at)) => {
                    let before = sessions[at].id.to_string();
                    sessions[at].tags.push(before);
                    sessions[at].id = format!("s{made}").as_str().into();
                }
                (Step::ReIdBack, Some(at)) if sessions[at].tags.len() > 1 => {
                    let id: SessionId = sessions[at].tags[1].as_str().into();
                    // Skipped if another session has this id.
                    if sessions.iter().chain(&self.dropped).all(|other| other.id != id) {
                        sessions[at].id = id;
                    }
                }
                (Step::Answer, _) => {
                    let mut answers = Vec::new();
                    for change in changes(&self.agenda, &conference) {
                        answers.extend(
                            change.perhaps.first().map(|other| (change.id.clone(), (*other).clone())),
                        );
                    }
                    for (gone, other) in answers {
                        if other.tags[0] == self.expected[&gone] {
                            self.agenda.move_pick(&gone, &other.id);
                            let once = self.expected.remove(&gone).unwrap();
                            self.expected.insert(other.id, once);
                        } else {
                            let mut pick = self.agenda.pick(&gone).unwrap().clone();
                            pick.refused.push(other.id);
                            self.agenda.add(gone, pick);
                        }
                    }
                }
                (Step::Duplicate, Some(at)) if sessions.len() < 8 => {
                    let mut twin = sessions[at].clone();
                    twin.id = format!("s{made}").as_str().into();
                    sessions.push(twin);
                }
                (Step::Pick, Some(at)) => {
                    let session = conference.sessions[at].clone();
                    if !self.agenda.contains(&session.id) {
                        self.agenda.add(session.id.clone(), Pick::of(&session, &conference));
                        self.expected.insert(session.id, session.tags[0].clone());
                    }
                }
                (Step::TakeOut, _) if self.agenda.len() > 4 => {
                    let id = self.agenda.picks().nth(at % self.agenda.len()).unwrap().0.clone();
                    self.agenda.remove(&id);
                    self.expected.remove(&id);
                }
                (Step::TakeNote, _) => {
                    let ids: Vec<SessionId> = self.agenda.picks().map(|(id, _)| id.clone()).collect();
                    for id in ids {
                        let mut pick = self.agenda.pick(&id).unwrap().clone();
                        pick.take_note(now(&id, &pick, &conference));
                        self.agenda.add(id, pick);
                    }
                    assert!(changes(&self.agenda, &conference).is_empty());
                }
                _ => {}
            }
            for (from, to) in self.agenda.follow(&conference) {
                let once = self.expected.remove(&from).expect("only picks move");
                assert_eq!(conference.session(&to).unwrap().tags[0], once, "found again as another session");
                let other = self.expected.insert(to, once.clone());
                assert!(other.is_none_or(|other| other == once), "two picks became one");
            }
            self.agenda.catch_up(&conference);
            let there: Vec<&SessionId> = self.agenda.picks().map(|(id, _)| id).collect();
            assert_eq!(there, self.expected.keys().collect::<Vec<_>>(), "a pick was lost or doubled");
            self.conference = Some(conference);
        }
    }

    proptest! {
        // 1,000,000 steps.
        #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]
        #[test]
        fn no_pick_is_ever_lost_or_doubled(steps in proptest::collection::vec(any_step(), 100)) {
            let mut life = Life::default();
            for (step, at) in steps {
                life.step(step, at);
            }
        }
    }
}
