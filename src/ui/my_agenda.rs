//! The attendee's agenda, and what they hide of the programme, as a signal that saves itself and hears other tabs.
//!
//! What the attendee presses shows itself what became of it, that is saved at once, and then all else follows. A write
//! that the browser refuses is tried again for a second (Firefox refuses for a moment when several tabs write), then a
//! notice says so, and what could not be saved stays in this tab until it closes.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::announcer::Announcer;
use super::browser::{after_painting, on_window};
use super::site::Site;
use super::storage::{self, Blocked, Changed, Refused, Saved};
use super::strings;
use crate::data::HAS_TIMES;
use crate::domain::agenda::{Agenda, Merged, Pick, Wish};
use crate::domain::changes;
use crate::domain::conference::{Conference, Session, SessionId};
use crate::domain::hidden::{Hidden, Thing};
use crate::domain::plan::{BestPlan, Clash, Fit, Gap, Walks};
use crate::domain::settings::Settings;

const RETRIES: u32 = 20;
const RETRY_AFTER: Duration = Duration::from_millis(50);

/// What the attendee has to know about saving.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keeping {
    /// Why changes are not saved, if they are not.
    pub refused: Option<Refused>,
    /// How many saved entries nobody can read.
    pub garbage: usize,
    /// How many saved entries a newer build wrote.
    pub newer: usize,
}

/// Sessions that were taken out with one press, and come back with one.
pub struct TakenOut {
    /// The session in whose place that is told.
    pub place: SessionId,
    /// What was taken out: at least one.
    pub picks: Vec<(SessionId, Pick)>,
}

impl TakenOut {
    /// Whether it holds this one.
    pub fn contains(&self, id: &SessionId) -> bool {
        self.picks.iter().any(|(taken, _)| taken == id)
    }

    /// What was taken out, by title; of many the first.
    pub fn titles(&self) -> String {
        strings::some_of(&self.picks.iter().map(|(_, pick)| pick.title.as_str()).collect::<Vec<_>>())
    }
}

/// The agenda of whoever looks at the page.
#[derive(Clone, Copy)]
pub struct MyAgenda {
    site: Site,
    conference: &'static Conference,
    state: RwSignal<State>,
    /// Whether something is hidden: the programme follows this, and not each press.
    hides_some: Memo<bool>,
    unsaved: StoredValue<Unsaved>,
    announcer: Announcer,
}

/// What the page shows of the agenda: one signal, because each type of signal costs about 1 kB of brotli.
#[derive(Default)]
struct State {
    agenda: Agenda,
    /// The chosen sessions that the programme has, as it runs: each card asks which of them it clashes with.
    sessions: Vec<&'static Session>,
    /// How many picks have changed in a way that the list of changes has not shown yet.
    news: usize,
    hidden: Hidden,
    settings: Settings,
    keeping: Keeping,
    /// Whether the page that is shown offers to put back what is taken out.
    offers_undo: bool,
    /// What was taken out on that page, press by press.
    removed: Vec<TakenOut>,
    /// What "clear all" took out on the page that is shown.
    cleared: Option<Agenda>,
    /// How the picks were that the attendee took note of, or told about, last on that page.
    noted: Vec<(SessionId, Option<Pick>)>,
    /// What was taken out anywhere since the app started: picked again, a session is as it was.
    taken_out: Agenda,
}

impl State {
    fn set(&mut self, agenda: Agenda, conference: &'static Conference) {
        self.noted.clear();
        agenda.picks().for_each(|(id, _)| self.forget_removed(id));
        self.sessions = agenda.sessions(conference);
        self.news = changes::not_shown(&agenda, conference);
        self.agenda = agenda;
    }

    fn add(&mut self, id: SessionId, pick: Pick, conference: &'static Conference) {
        self.ends_undo_of_noting(&id);
        self.forget_removed(&id);
        let new = conference.session(&id).filter(|_| !self.agenda.contains(&id));
        if let Some(new) = new {
            let at = self.sessions.iter().position(|other| other.starts() > new.starts());
            self.sessions.insert(at.unwrap_or(self.sessions.len()), new);
        }
        self.agenda.add(id, pick);
    }

    fn remove(&mut self, id: &SessionId) -> Option<Pick> {
        self.ends_undo_of_noting(id);
        self.sessions.retain(|session| session.id != *id);
        let taken = self.agenda.remove(id);
        if let Some(pick) = &taken {
            self.taken_out.add(id.clone(), pick.clone());
        }
        taken
    }

    /// What is in again cannot be put back.
    fn forget_removed(&mut self, id: &SessionId) {
        self.removed.iter_mut().for_each(|taken| taken.picks.retain(|(other, _)| other != id));
        self.removed.retain(|taken| !taken.picks.is_empty());
    }

    /// What is done with a pick after it was noted would be lost with the undo, or half of it.
    fn ends_undo_of_noting(&mut self, id: &SessionId) {
        if self.noted.iter().any(|(noted, _)| noted == id) {
            self.noted.clear();
        }
    }

    /// Nothing becomes news while the programme stays as it is.
    fn recount_news(&mut self, conference: &Conference) {
        if self.news > 0 {
            self.news = changes::not_shown(&self.agenda, conference);
        }
    }
}

/// What is wanted but not saved, for as long as that is so. No session is in both.
#[derive(Default)]
struct Unsaved {
    picks: Agenda,
    removals: Vec<SessionId>,
    /// Whether something was hidden that could not be saved: what is hidden lasts until the page is closed then.
    hidden: bool,
    /// The same for what was set.
    settings: bool,
}

impl Unsaved {
    fn is_empty(&self) -> bool {
        self.picks.is_empty() && self.removals.is_empty()
    }

    fn contains(&self, session: &SessionId) -> bool {
        self.picks.contains(session) || self.removals.contains(session)
    }

    fn forget(&mut self, session: &SessionId) {
        self.picks.remove(session);
        self.removals.retain(|other| other != session);
    }

    fn want(&mut self, session: SessionId, pick: Option<Pick>) {
        self.forget(&session);
        match pick {
            Some(pick) => self.picks.add(session, pick),
            None => self.removals.push(session),
        }
    }

    /// Finds sessions again that got another id, and brings up to date what is remembered of the programme.
    fn follow(&mut self, agenda: &mut Agenda, conference: &Conference) {
        for (from, to) in agenda.follow(conference) {
            self.want(to.clone(), agenda.pick(&to).cloned());
            self.want(from, None);
        }
        for id in agenda.catch_up(conference) {
            let pick = agenda.pick(&id).cloned();
            self.want(id, pick);
        }
    }
}

impl MyAgenda {
    /// Starts with what was read from storage.
    pub fn new(site: Site, saved: Result<Saved, Blocked>, announcer: Announcer) -> MyAgenda {
        let conference = site.conference;
        let refused = saved.is_err().then_some(Refused::Blocked);
        let Saved { mut agenda, hidden, settings, garbage, newer } = saved.unwrap_or_default();
        let mut unsaved = Unsaved::default();
        unsaved.follow(&mut agenda, conference);
        let keeping = Keeping { refused, garbage, newer };
        let mut state = State { hidden, settings, keeping, ..State::default() };
        state.set(agenda, conference);
        let state = RwSignal::new(state);
        let hides_some = Memo::new(move |_| state.with(|state| !state.hidden.things().is_empty()));
        MyAgenda { site, conference, state, hides_some, unsaved: StoredValue::new(unsaved), announcer }
    }

    /// Follows other tabs, and looks again whenever this one comes back into view: a tab that slept, or was kept for
    /// the Back button, may have missed every event.
    pub fn listen(self) {
        self.save_unsaved();
        on_window("storage", move |event| {
            match storage::changed(event.unchecked_ref(), &self.conference.id) {
                Some(Changed::Pick(session)) => self.reread_pick(&session),
                Some(Changed::Other) => self.reread(),
                Some(Changed::Everything) => self.lose_everything(),
                None => {}
            }
        });
        for comes_back in ["pageshow", "visibilitychange"] {
            on_window(comes_back, move |_| {
                if document().visibility_state() == web_sys::VisibilityState::Visible {
                    self.reread();
                }
            });
        }
    }

    /// How many sessions are chosen. Tracked.
    pub fn len(self) -> usize {
        self.state.with(|state| state.agenda.len())
    }

    /// Looks into what is chosen, and what was taken out on this page but not by "clear all". Tracked.
    pub fn with<T>(self, look: impl FnOnce(&Agenda, &[TakenOut]) -> T) -> T {
        self.state.with(|state| look(&state.agenda, &state.removed))
    }

    /// Leaves out what is hidden. What is chosen is never left out. Tracked.
    pub fn leave_out_hidden(self, sessions: &mut Vec<&Session>) {
        if !self.hides_some.get() {
            return;
        }
        self.state.with(|state| {
            sessions.retain(|session| state.agenda.contains(&session.id) || !state.hidden.hides(session));
        });
    }

    /// Whether exactly this is hidden. Tracked.
    pub fn hides(self, thing: &Thing) -> bool {
        self.state.with(|state| state.hidden.contains(thing))
    }

    /// All that is hidden. Tracked.
    pub fn hidden_things(self) -> Vec<Thing> {
        self.state.with(|state| state.hidden.things().to_vec())
    }

    /// Hides something, or shows it again.
    pub fn toggle_hidden(self, thing: &Thing) {
        let hidden = self.state.with_untracked(|state| !state.hidden.contains(thing));
        self.state.update(|state| state.hidden.set(thing, hidden));
        if !storage::write_hidden(&self.conference.id, thing, hidden) {
            self.unsaved.update_value(|unsaved| unsaved.hidden = true);
        }
    }

    /// How saving goes. Tracked.
    pub fn keeping(self) -> Keeping {
        self.state.with(|state| state.keeping.clone())
    }

    /// What "clear all" took out on this page. Tracked.
    pub fn cleared(self) -> Option<Agenda> {
        self.state.with(|state| state.cleared.clone())
    }

    /// From now on what is taken out can be put back.
    pub fn offer_undo(self) {
        self.state.update_untracked(|state| state.offers_undo = true);
    }

    /// Forgets what could be put back: called when the page that offered it is left.
    pub fn forget_removed(self) {
        self.state.update(|state| {
            state.offers_undo = false;
            (state.removed, state.cleared, state.noted) = Default::default();
        });
    }

    /// Chooses a session, or takes it out again. What is pressed shows that itself: all else follows once that is painted.
    pub fn toggle(self, session: &'static Session) {
        let taken = self.contains_now(&session.id);
        if taken {
            self.take_out(std::slice::from_ref(&session.id), &session.id);
        } else {
            let before = self.state.with_untracked(|state| state.taken_out.pick(&session.id).cloned());
            let pick = before.unwrap_or_else(|| Pick::of(session, self.conference));
            self.put_in(session.id.clone(), pick);
        }
        after_painting(move || {
            self.show();
            if self.contains_now(&session.id) == taken {
                // It was pressed again meanwhile.
            } else if taken {
                self.say_removed(&session.title);
            } else {
                // Its card says so to those who see it.
                self.clash_words(session).into_iter().for_each(|words| self.announcer.say(words));
            }
        });
    }

    /// Makes a session chosen or not, whatever it was.
    pub fn set(self, session: &'static Session, chosen: bool) {
        if self.contains_now(&session.id) != chosen {
            self.toggle(session);
        }
    }

    /// Whether the session is chosen at this moment.
    pub fn contains_now(self, session: &SessionId) -> bool {
        self.state.with_untracked(|state| state.agenda.contains(session))
    }

    /// Takes sessions out, which come back together; that is told in the place of another one, or of one of them.
    pub fn remove(self, sessions: &[SessionId], place: &SessionId) {
        self.take_out(sessions, place);
        self.show();
        let titles = |state: &State| state.removed.last().map(TakenOut::titles);
        self.state.with_untracked(titles).into_iter().for_each(|titles| self.say_removed(&titles));
    }

    /// Where it can be undone, the card of what is taken out goes, so it is said; elsewhere its button tells.
    fn say_removed(self, title: &str) {
        if self.state.with_untracked(|state| state.offers_undo) {
            self.announcer.say(strings::removed(title));
        }
    }

    /// How much the attendee wants to go to a session; nothing where it is not chosen. Not tracked.
    pub fn wish_now(self, session: &SessionId) -> Option<Wish> {
        self.state.with_untracked(|state| state.agenda.wish(session))
    }

    /// The pick of a session, or what it would be. Not tracked.
    pub fn pick_now(self, session: &Session) -> Pick {
        let pick = self.state.with_untracked(|state| state.agenda.pick(&session.id).cloned());
        pick.unwrap_or_else(|| Pick::of(session, self.conference))
    }

    /// Makes a must a maybe, and the other way round.
    pub fn toggle_wish(self, session: &SessionId) {
        self.change(session, |pick| {
            pick.wish = if pick.wish == Wish::Must { Wish::Maybe } else { Wish::Must };
        });
    }

    /// The attendee took note of how these sessions are now.
    pub fn take_note(self, sessions: &[SessionId]) {
        let before = self.picks_now(sessions);
        for (id, pick) in before.clone() {
            if let Some(mut pick) = pick {
                pick.take_note(changes::now(&id, &pick, self.conference));
                self.put_in(id, pick);
            }
        }
        self.show_noted(before);
    }

    /// The attendee says that a session which is gone is this one now, or is not.
    pub fn answer(self, gone: &SessionId, other: &SessionId, is_it: bool) {
        let before = self.picks_now(&[gone.clone(), other.clone()]);
        let mut agenda = self.state.with_untracked(|state| state.agenda.clone());
        if is_it {
            agenda.move_pick(gone, other);
            agenda.remove(other).into_iter().for_each(|pick| self.put_in(other.clone(), pick));
            self.drop_pick(gone);
        } else if let Some(mut pick) = agenda.remove(gone) {
            pick.refused.push(other.clone());
            self.put_in(gone.clone(), pick);
        }
        self.show_noted(before);
    }

    fn picks_now(self, sessions: &[SessionId]) -> Vec<(SessionId, Option<Pick>)> {
        let pick = |state: &State, id: &SessionId| (id.clone(), state.agenda.pick(id).cloned());
        self.state.with_untracked(|state| sessions.iter().map(|id| pick(state, id)).collect())
    }

    fn show_noted(self, before: Vec<(SessionId, Option<Pick>)>) {
        self.state.update_untracked(|state| state.noted = before);
        self.announcer.say(strings::NOTED.to_owned());
        self.show();
    }

    /// Whether taking note, or the answer, can be undone. Tracked.
    pub fn has_noted(self) -> bool {
        self.state.with(|state| !state.noted.is_empty())
    }

    /// Undoes what [`MyAgenda::take_note`] or [`MyAgenda::answer`] did last.
    pub fn undo_noting(self) {
        for (id, pick) in self.state.update_untracked(|state| std::mem::take(&mut state.noted)) {
            match pick {
                Some(pick) => self.put_in(id, pick),
                None => self.drop_pick(&id),
            }
        }
        self.show();
    }

    /// Takes a pick out that is another one's now: it is no session that the attendee took out.
    fn drop_pick(self, id: &SessionId) {
        if self.contains_now(id) {
            self.state.update_untracked(|state| {
                _ = state.remove(id);
                _ = state.taken_out.remove(id);
            });
            self.want_out(id.clone());
        }
    }

    /// The list of changes is shown: from now on only what changes after this is news.
    pub fn changes_are_shown(self) {
        let shown: Vec<(SessionId, Pick)> = self.state.with_untracked(|state| {
            let changes = changes::changes(&state.agenda, self.conference).into_iter();
            let shown = changes.filter(|change| change.pick.shown.as_ref() != Some(&change.now));
            shown.map(|change| (change.id.clone(), change.shown())).collect()
        });
        self.put_all(shown);
    }

    /// How many picks have changed in a way that the list of changes has not shown yet. Tracked.
    pub fn changes_not_shown(self) -> usize {
        self.state.with(|state| state.news)
    }

    fn change(self, session: &SessionId, change: impl FnOnce(&mut Pick)) {
        let pick = self.state.with_untracked(|state| state.agenda.pick(session).cloned());
        if let Some(mut pick) = pick {
            change(&mut pick);
            self.put(session.clone(), pick);
        }
    }

    /// What the attendee set. Tracked.
    pub fn settings(self) -> Settings {
        self.state.with(|state| state.settings.clone())
    }

    /// Sets something.
    pub fn set_settings(self, settings: Settings) {
        let is_saved = storage::write_settings(&self.conference.id, &settings);
        self.unsaved.update_value(|unsaved| unsaved.settings = !is_saved);
        self.state.update(|state| state.settings = settings);
    }

    /// How long one walks, by what the organiser and the attendee say. Tracked.
    pub fn walks(self) -> Walks<'static> {
        Walks { schedule: self.site.schedule, at_least: self.state.with(|state| state.settings.walk) }
    }

    /// Whether a pick has a time. Tracked.
    pub fn has_times(self) -> bool {
        self.state.with(|state| state.sessions.iter().any(|session| session.start.is_some()))
    }

    /// How many groups of picks clash. Tracked.
    pub fn clashes(self) -> usize {
        let walks = self.walks();
        if HAS_TIMES { self.state.with(|state| walks.clashes(&state.sessions)) } else { 0 }
    }

    /// Which picks a session clashes with, the worst first. Tracked.
    pub fn clashes_of(self, session: &Session) -> Vec<(&'static Session, Clash)> {
        let walks = self.walks();
        if HAS_TIMES {
            self.state.with(|state| walks.clashes_of(session, &state.sessions))
        } else {
            Vec::new()
        }
    }

    /// Which picks of a group that clashes are proposed to be kept. Tracked.
    pub fn proposed(self, group: &[&'static Session]) -> Vec<&'static Session> {
        let walks = self.walks();
        self.state.with(|state| walks.proposed(group, &state.sessions, &state.agenda))
    }

    /// The best plan for some of the picks. Tracked.
    pub fn best_plan(self, picks: &[&'static Session], now: Option<i64>) -> BestPlan<'static> {
        let walks = self.walks();
        self.state.with(|state| walks.best_plan(picks, &state.agenda, now))
    }

    /// What of some sessions fits a gap between picks. Tracked.
    pub fn fits(self, gap: &Gap<'static>, from: &[&'static Session], now: Option<i64>) -> Vec<Fit<'static>> {
        let walks = self.walks();
        self.state.with(|state| walks.fits(gap, from, &state.sessions, now))
    }

    /// Says which other picks a session clashes with; `None` if it clashes with none. Not tracked.
    pub fn clash_words(self, session: &Session) -> Option<String> {
        let clashes = untrack(|| self.clashes_of(session));
        let (worst, clash) = clashes.first()?;
        Some(strings::clash(&worst.title, *clash, clashes.len() - 1))
    }

    /// Puts back a session that was taken out, and what went with it.
    pub fn put_back(self, session: &SessionId) {
        let picks = self.state.with_untracked(|state| {
            state.removed.iter().find(|taken| taken.contains(session)).map(|taken| taken.picks.clone())
        });
        self.put_all(picks.unwrap_or_default());
    }

    /// Takes everything out; it can be put back while the page is shown.
    pub fn clear(self) {
        let all = self.state.with_untracked(|state| state.agenda.clone());
        self.announcer.say(strings::cleared(all.len()));
        self.state.update(|state| {
            state.set(Agenda::default(), self.conference);
            state.removed.clear();
            state.cleared = Some(all.clone());
        });
        for (session, _) in all.picks() {
            self.want_out(session.clone());
        }
    }

    /// Puts back what [`MyAgenda::clear`] took out.
    pub fn put_all_back(self) {
        if let Some(all) = self.state.with_untracked(|state| state.cleared.clone()) {
            self.take_in(all);
        }
        self.state.update(|state| state.cleared = None);
    }

    /// Takes in an agenda from a file. Nothing that is here is lost.
    pub fn take_in(self, mut other: Agenda) -> Merged {
        other.follow(self.conference);
        other.catch_up(self.conference);
        let mut all = self.state.with_untracked(|state| state.agenda.clone());
        let merged = all.merge(other);
        self.state.update(|state| {
            state.set(all, self.conference);
        });
        for (session, pick) in merged.added.picks() {
            self.want_in(session.clone(), pick.clone());
        }
        merged
    }

    /// Tries again to save what could not be saved.
    pub fn save_unsaved(self) {
        let unsaved: Vec<SessionId> = self.unsaved.with_value(|unsaved| {
            unsaved.picks.picks().map(|(session, _)| session).chain(&unsaved.removals).cloned().collect()
        });
        for session in unsaved {
            self.save(session, 0);
        }
    }

    /// Shows a pick, and saves it.
    fn put(self, session: SessionId, pick: Pick) {
        self.put_all(vec![(session, pick)]);
    }

    /// Shows picks, all at once, and saves them.
    fn put_all(self, picks: Vec<(SessionId, Pick)>) {
        picks.into_iter().for_each(|(session, pick)| self.put_in(session, pick));
        self.show();
    }

    /// Shows what was put in and taken out.
    fn show(self) {
        self.state.update(|state| state.recount_news(self.conference));
    }

    /// Puts a pick in and saves it; [`MyAgenda::show`] is the caller's.
    fn put_in(self, session: SessionId, pick: Pick) {
        self.state.update_untracked(|state| {
            state.add(session.clone(), pick.clone(), self.conference);
        });
        self.want_in(session, pick);
    }

    /// Takes sessions out together and saves that; [`MyAgenda::show`] is the caller's. What is not in is left alone: another
    /// tab may just have put it in.
    fn take_out(self, sessions: &[SessionId], place: &SessionId) {
        let picks: Vec<(SessionId, Pick)> = self.state.update_untracked(|state| {
            sessions.iter().filter_map(|id| Some((id.clone(), state.remove(id)?))).collect()
        });
        picks.iter().for_each(|(id, _)| self.want_out(id.clone()));
        self.state.update_untracked(|state| {
            if state.offers_undo && !picks.is_empty() {
                state.removed.push(TakenOut { place: place.clone(), picks });
            }
        });
    }

    /// Saves a pick, which is in already.
    fn want_in(self, session: SessionId, pick: Pick) {
        self.unsaved.update_value(|unsaved| unsaved.want(session.clone(), Some(pick)));
        self.save(session, RETRIES);
    }

    /// Saves that a session is out, which it is already.
    fn want_out(self, session: SessionId) {
        self.unsaved.update_value(|unsaved| unsaved.want(session.clone(), None));
        self.save(session, RETRIES);
    }

    fn save(self, session: SessionId, retries: u32) {
        // What is wanted now, which may be newer than what this attempt began with, or saved meanwhile.
        if !self.unsaved.with_value(|unsaved| unsaved.contains(&session)) {
            return;
        }
        let pick = self.unsaved.with_value(|unsaved| unsaved.picks.pick(&session).cloned());
        match storage::write_pick(&self.conference.id, &session, pick.as_ref()) {
            Ok(()) => {
                self.unsaved.update_value(|unsaved| unsaved.forget(&session));
                if self.unsaved.with_value(Unsaved::is_empty) {
                    self.tell(|keeping| keeping.refused = None);
                }
            }
            Err(Refused::Full) if retries > 0 => {
                set_timeout(move || self.save(session, retries - 1), RETRY_AFTER);
            }
            Err(refused) => self.tell(|keeping| keeping.refused = Some(refused)),
        }
    }

    /// Changes what is told about saving, and wakes the notices only where that is different.
    fn tell(self, change: impl FnOnce(&mut Keeping)) {
        let before = self.state.with_untracked(|state| state.keeping.clone());
        let mut keeping = before.clone();
        change(&mut keeping);
        if keeping != before {
            self.state.update(|state| state.keeping = keeping);
        }
    }

    /// The browser's data was cleared, by the attendee or by another page of this origin. What was chosen is not put
    /// back unasked, but it can be: this tab still knows it.
    fn lose_everything(self) {
        let before = self.state.with_untracked(|state| state.agenda.clone());
        self.reread();
        if !before.is_empty() && self.state.with_untracked(|state| state.agenda.is_empty()) {
            self.announcer.say(strings::cleared(before.len()));
            self.state.update(|state| state.cleared = Some(before));
        }
    }

    /// Shows one pick as it is saved now. Not as the event says: that may be older than this tab's own last write.
    fn reread_pick(self, session: &SessionId) {
        if self.unsaved.with_value(|unsaved| unsaved.contains(session)) {
            return;
        }
        if let Ok(pick) = storage::read_pick(&self.conference.id, session) {
            self.state.update(|state| {
                match pick {
                    Some(pick) => state.add(session.clone(), pick, self.conference),
                    None => _ = state.remove(session),
                }
                state.recount_news(self.conference);
            });
        }
    }

    /// Shows what is saved now, and on top of it what is wanted but not saved.
    fn reread(self) {
        let Ok(Saved { mut agenda, mut hidden, mut settings, garbage, newer }) =
            storage::read_agenda(&self.conference.id)
        else {
            return;
        };
        self.unsaved.with_value(|unsaved| {
            for (session, pick) in unsaved.picks.picks() {
                agenda.add(session.clone(), pick.clone());
            }
            for session in &unsaved.removals {
                agenda.remove(session);
            }
            if unsaved.hidden {
                hidden = self.state.with_untracked(|state| state.hidden.clone());
            }
            if unsaved.settings {
                settings = self.state.with_untracked(|state| state.settings.clone());
            }
        });
        self.unsaved.update_value(|unsaved| unsaved.follow(&mut agenda, self.conference));
        let is_changed =
            |state: &State| state.agenda != agenda || state.hidden != hidden || state.settings != settings;
        if self.state.with_untracked(is_changed) {
            self.state.update(|state| {
                state.set(agenda, self.conference);
                (state.hidden, state.settings) = (hidden, settings);
            });
        }
        self.tell(|keeping| (keeping.garbage, keeping.newer) = (garbage, newer));
        self.save_unsaved();
    }
}
