//! The attendee's agenda, and the parts of the programme that they hide, as a signal. Each change is saved, and changes
//! made in other tabs are applied here too. "Tracked" means here and elsewhere: the call reads a signal, so the effect
//! or memo that makes it runs again when the signal changes.
//!
//! The rule: a press shows its result on the button and is saved at once; everything else on the page follows after the
//! button is painted.

mod saving;

use std::borrow::Cow;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use self::saving::Unsaved;
use super::announcer;
use super::browser::{after_painting, on_window};
use super::site::Site;
use super::storage::{self, Blocked, Changed, NotSaved, Saved};
use super::strings::Strings;
use super::texts::Wait;
use crate::domain::agenda::changes::{self, Change};
use crate::domain::agenda::{Agenda, Merged, Pick, Wish};
use crate::domain::conference::{Conference, ConferenceId, Session, SessionId};
use crate::domain::hidden::{Hidden, Thing};
use crate::domain::plan::{BestPlan, Clash, Fit, Gap, Walks};
use crate::domain::settings::Settings;
use crate::domain::undo::{TakenOut, Undo};

/// What the attendee has to know about saving.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keeping {
    /// Why changes are not saved, if they are not.
    pub not_saved: Option<NotSaved>,
    /// How many saved entries are in no known format.
    pub garbage: usize,
    /// How many saved entries a newer build wrote.
    pub newer: usize,
    /// How many saved picks belong to no session of this programme and were not read, because there are too many.
    pub strays: usize,
    /// Whether this browser has already shown a newer build of the guide. Then this page does not update what picks
    /// remember of the programme, and reports no changes.
    pub is_outdated: bool,
}

impl Keeping {
    /// Derives this from the saved data.
    fn of(saved: &Saved, not_saved: Option<NotSaved>, site: Site) -> Keeping {
        let &Saved { garbage, newer, strays, newest, .. } = saved;
        let is_outdated = site.made < newest;
        // An older page may not know the sessions that the newer one has, so it does not offer to clear their picks.
        let strays = if is_outdated { 0 } else { strays };
        Keeping { not_saved, garbage, newer, strays, is_outdated }
    }

    /// The conference that picks follow: none on an outdated page, and none without the texts, which have the other
    /// names of sessions.
    fn followed(&self, site: Site) -> Option<&'static Conference> {
        let is_known = !self.is_outdated && untrack(|| site.has_texts());
        is_known.then(|| site.conference_now())
    }
}

/// The agenda of the attendee who uses the page.
#[derive(Clone, Copy)]
pub struct MyAgenda {
    site: Site,
    state: RwSignal<State>,
    /// Whether anything is hidden. The programme subscribes to this instead of to every press.
    hides_some: Memo<bool>,
    unsaved: StoredValue<Unsaved>,
}

/// What the page shows of the agenda: one signal, because each type of signal costs about 1 kB of brotli.
#[derive(Default)]
struct State {
    agenda: Agenda,
    /// The chosen sessions that the programme has, in its order: each card asks which of them it clashes with.
    sessions: Vec<&'static Session>,
    /// How many picks have a change that the list of changes has not shown yet; `None` until they are counted.
    news: Option<usize>,
    hidden: Hidden,
    settings: Settings,
    keeping: Keeping,
    undo: Undo,
}

impl State {
    /// Updates the fields that are derived from the agenda. No other function does that. Once no change is unseen, the
    /// number is not computed again: the programme never changes while it is shown, so only another agenda can bring
    /// something new ([`State::replace`]).
    fn derive(&mut self, site: Site) {
        let conference = site.conference;
        self.sessions = self.agenda.sessions(&site.schedule.programme);
        if self.news != Some(0) {
            self.news = Some(changes::not_shown(&self.reported(site), conference));
        }
    }

    /// The picks whose changes are reported: none on an outdated page. While the texts are on their way, sessions that
    /// are missing are left out: they may have another id, and other names are among the texts.
    fn reported(&self, site: Site) -> Cow<'_, Agenda> {
        if self.keeping.is_outdated {
            Cow::Owned(Agenda::default())
        } else if untrack(|| site.wait()) == Some(Wait::Coming) {
            let known = self.agenda.picks().filter(|(id, _)| site.conference.session(id).is_some());
            Cow::Owned(known.map(|(id, pick)| (id.clone(), pick.clone())).collect())
        } else {
            Cow::Borrowed(&self.agenda)
        }
    }

    /// Takes another agenda in place of this one.
    fn replace(&mut self, agenda: Agenda) {
        self.undo.replace(&agenda);
        self.agenda = agenda;
        self.news = None;
    }

    fn add(&mut self, id: SessionId, pick: Pick) {
        self.undo.put_in(&id);
        self.agenda.add(id, pick);
    }

    fn remove(&mut self, id: &SessionId) -> Option<Pick> {
        self.undo.changed(id);
        self.agenda.remove(id)
    }
}

impl MyAgenda {
    /// Starts with what was read from storage.
    pub fn new(site: Site, saved: Result<Saved, Blocked>) -> MyAgenda {
        let not_saved = saved.is_err().then_some(NotSaved::Blocked);
        let saved = saved.unwrap_or_default();
        let keeping = Keeping::of(&saved, not_saved, site);
        let Saved { mut agenda, hidden, settings, .. } = saved;
        let mut unsaved = Unsaved::default();
        if let Some(conference) = keeping.followed(site) {
            unsaved.follow(&mut agenda, conference);
        }
        let mut state = State { hidden, settings, keeping, ..State::default() };
        state.replace(agenda);
        state.derive(site);
        let state = RwSignal::new(state);
        let hides_some = Memo::new(move |_| state.with(|state| !state.hidden.things().is_empty()));
        MyAgenda { site, state, hides_some, unsaved: StoredValue::new(unsaved) }
    }

    /// Follows other tabs, and reads the storage again whenever this tab comes back into view: a tab that slept, or was
    /// kept for the Back button, may have missed every event.
    pub fn listen(self) {
        self.save_unsaved();
        storage::remember_newest(self.id(), self.site.made);
        on_window("storage", move |event| match storage::changed(event.unchecked_ref(), self.id()) {
            Some(Changed::Pick(session)) => self.reread_pick(&session),
            Some(Changed::Other) => self.reread(),
            Some(Changed::Everything) => self.lose_everything(),
            None => {}
        });
        for comes_back in ["pageshow", "visibilitychange"] {
            on_window(comes_back, move |_| {
                if document().visibility_state() == web_sys::VisibilityState::Visible {
                    self.reread();
                }
            });
        }
    }

    fn id(self) -> &'static ConferenceId {
        &self.site.conference.id
    }

    /// How many sessions are chosen. Tracked.
    pub fn len(self) -> usize {
        self.state.with(|state| state.agenda.len())
    }

    /// Reads the agenda, and the sessions that were taken out on this page other than by "clear all". Tracked.
    pub fn with<T>(self, look: impl FnOnce(&Agenda, &[TakenOut]) -> T) -> T {
        self.state.with(|state| look(&state.agenda, state.undo.taken_out()))
    }

    /// Reads the changes of the picks; an outdated page has none. Tracked.
    pub fn with_changes<T>(self, look: impl FnOnce(Vec<Change<'_, 'static>>) -> T) -> T {
        self.state.with(|state| look(changes::changes(&state.reported(self.site), self.site.schedule)))
    }

    /// Leaves out hidden sessions, but never a chosen one. Tracked.
    pub fn leave_out_hidden(self, sessions: &mut Vec<&Session>) {
        if !self.hides_some.get() {
            return;
        }
        self.state.with(|state| {
            sessions.retain(|session| state.agenda.contains(&session.id) || !state.hidden.hides(session));
        });
    }

    /// Whether this session, room or track itself is hidden. Tracked.
    pub fn hides(self, thing: &Thing) -> bool {
        self.state.with(|state| state.hidden.contains(thing))
    }

    /// Everything that is hidden. Tracked.
    pub fn hidden_things(self) -> Vec<Thing> {
        self.state.with(|state| state.hidden.things().to_vec())
    }

    /// Hides a session, room or track, or shows it again.
    pub fn toggle_hidden(self, thing: &Thing) {
        let hidden = self.state.with_untracked(|state| !state.hidden.contains(thing));
        self.state.update(|state| state.hidden.set(thing, hidden));
        if !storage::write_hidden(self.id(), thing, hidden) {
            self.unsaved.update_value(|unsaved| unsaved.hidden = true);
        }
    }

    /// What the attendee has to know about saving. Tracked.
    pub fn keeping(self) -> Keeping {
        self.state.with(|state| state.keeping.clone())
    }

    /// The agenda that was cleared on this page. Tracked.
    pub fn cleared(self) -> Option<Agenda> {
        self.state.with(|state| state.undo.cleared().cloned())
    }

    /// From now on, the attendee can put back sessions that they take out.
    pub fn offer_undo(self) {
        self.state.update_untracked(|state| state.undo.is_offered = true);
    }

    /// Forgets what could be undone; called when the attendee leaves the page that offered it.
    pub fn end_undo(self) {
        self.state.update(|state| state.undo.end());
    }

    /// Chooses a session, or takes it out again. The pressed button shows that itself; the rest of the page follows
    /// once the button is painted.
    pub fn toggle(self, session: &'static Session) {
        let taken = self.contains_now(&session.id);
        if taken {
            self.take_out(std::slice::from_ref(&session.id), &session.id);
        } else {
            let before = self.state.with_untracked(|state| state.undo.as_it_was(&session.id).cloned());
            let pick = before.unwrap_or_else(|| self.new_pick(session));
            self.put_in(session.id.clone(), pick);
        }
        after_painting(move || {
            self.show();
            if self.contains_now(&session.id) == taken {
                // It was pressed again meanwhile.
            } else if taken {
                self.say_removed(&session.title);
            } else {
                // The card shows it too, but a screen reader would not read that out.
                self.clash_words(session).into_iter().for_each(|words| announcer::say(&words));
            }
        });
    }

    /// Makes a session chosen or not chosen.
    pub fn set(self, session: &'static Session, chosen: bool) {
        if self.contains_now(&session.id) != chosen {
            self.toggle(session);
        }
    }

    /// Whether the session is chosen at this moment.
    pub fn contains_now(self, session: &SessionId) -> bool {
        self.state.with_untracked(|state| state.agenda.contains(session))
    }

    /// Takes sessions out together, so that one undo brings all of them back. The undo notice appears in the place of
    /// the session `place`, which may be one of them.
    pub fn remove(self, sessions: &[SessionId], place: &SessionId) {
        self.take_out(sessions, place);
        self.show();
        let titles =
            |state: &State| state.undo.taken_out().last().map(|taken| Strings::some_of(&taken.titles()));
        self.state.with_untracked(titles).into_iter().for_each(|titles| self.say_removed(&titles));
    }

    /// Announces that a session was taken out, if the page offers undo: there the session's card disappears. On other
    /// pages its button shows it.
    fn say_removed(self, title: &str) {
        if self.state.with_untracked(|state| state.undo.is_offered) {
            announcer::say(&Strings::removed(title));
        }
    }

    /// How much the attendee wants to go to a session; `None` if it is not chosen. Not tracked.
    pub fn wish_now(self, session: &SessionId) -> Option<Wish> {
        self.state.with_untracked(|state| state.agenda.wish(session))
    }

    /// The pick of a session, or the pick that choosing it would make. Not tracked.
    pub fn pick_now(self, session: &Session) -> Pick {
        let pick = self.state.with_untracked(|state| state.agenda.pick(&session.id).cloned());
        pick.unwrap_or_else(|| self.new_pick(session))
    }

    /// A pick of a session. Without the texts it lacks the session's other names; they are added when the texts come.
    fn new_pick(self, session: &Session) -> Pick {
        let conference = self.site.conference_now();
        Pick::of(conference.session(&session.id).unwrap_or(session), conference)
    }

    /// Turns a must into a maybe, or a maybe into a must.
    pub fn toggle_wish(self, session: &SessionId) {
        self.change(session, |pick| {
            pick.wish = if pick.wish == Wish::Must { Wish::Maybe } else { Wish::Must };
        });
    }

    /// Records that the attendee took note of the current state of these sessions.
    pub fn take_note(self, sessions: &[SessionId]) {
        let before = self.picks_now(sessions);
        for (id, pick) in before.clone() {
            if let Some(mut pick) = pick {
                pick.take_note(changes::now(&id, &pick, self.site.conference));
                self.put_in(id, pick);
            }
        }
        self.show_noted(before);
    }

    /// Records the attendee's answer: whether the session that is gone is now `other`.
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
        self.state.update_untracked(|state| state.undo.note(before));
        announcer::say(Strings::NOTED);
        self.show();
    }

    /// Whether the last note or answer can be undone. Tracked.
    pub fn has_noted(self) -> bool {
        self.state.with(|state| state.undo.has_noted())
    }

    /// Undoes the last [`MyAgenda::take_note`] or [`MyAgenda::answer`].
    pub fn undo_noting(self) {
        for (id, pick) in self.state.update_untracked(|state| state.undo.take_noted()) {
            match pick {
                Some(pick) => self.put_in(id, pick),
                None => self.drop_pick(&id),
            }
        }
        self.show();
    }

    /// Takes out a pick without offering undo: the attendee did not take out this session.
    fn drop_pick(self, id: &SessionId) {
        if self.contains_now(id) {
            self.state.update_untracked(|state| _ = state.remove(id));
            self.save_removal(id.clone());
        }
    }

    /// Marks all changes as shown: from now on only later changes are news.
    pub fn mark_changes_as_shown(self) {
        let shown: Vec<(SessionId, Pick)> = self.state.with_untracked(|state| {
            let reported = state.reported(self.site);
            let changes = changes::changes(&reported, self.site.schedule).into_iter();
            let shown = changes.filter(|change| change.pick.shown.as_ref() != Some(&change.now));
            shown.map(|change| (change.id.clone(), change.shown())).collect()
        });
        self.put_all(shown);
    }

    /// How many picks have a change that the list of changes has not shown yet. Tracked.
    pub fn changes_not_shown(self) -> usize {
        self.state.with(|state| state.news.unwrap_or_default())
    }

    /// How many picks a newer programme changes. Not tracked.
    pub fn changed_in(self, newer: &Conference) -> usize {
        self.state.with_untracked(|state| changes::not_shown(&state.agenda, newer))
    }

    fn change(self, session: &SessionId, change: impl FnOnce(&mut Pick)) {
        let pick = self.state.with_untracked(|state| state.agenda.pick(session).cloned());
        if let Some(mut pick) = pick {
            change(&mut pick);
            self.put(session.clone(), pick);
        }
    }

    /// The attendee's settings. Tracked.
    pub fn settings(self) -> Settings {
        self.state.with(|state| state.settings.clone())
    }

    /// Replaces the settings, and saves them.
    pub fn set_settings(self, settings: Settings) {
        let is_saved = storage::write_settings(self.id(), &settings);
        self.unsaved.update_value(|unsaved| unsaved.settings = !is_saved);
        self.state.update(|state| state.settings = settings);
    }

    /// How long walks between rooms take, according to the organiser and the attendee. Tracked.
    pub fn walks(self) -> Walks<'static> {
        Walks { schedule: self.site.schedule, at_least: self.state.with(|state| state.settings.walk) }
    }

    /// Whether this page is older than another that the browser has shown. Tracked.
    pub fn is_outdated(self) -> bool {
        self.state.with(|state| state.keeping.is_outdated)
    }

    /// Deletes the saved picks of sessions that are not in this programme.
    pub fn clear_strays(self) {
        storage::clear_strays(self.site.conference);
        self.reread();
    }

    /// Whether any pick has a time. Tracked.
    pub fn has_times(self) -> bool {
        self.state.with(|state| state.sessions.iter().any(|session| session.start.is_some()))
    }

    /// How many groups of picks clash. Tracked.
    pub fn clashes(self) -> usize {
        let walks = self.walks();
        self.state.with(|state| walks.clashes(&state.sessions))
    }

    /// Which picks a session clashes with, the worst first. Tracked.
    pub fn clashes_of(self, session: &Session) -> Vec<(&'static Session, Clash)> {
        let walks = self.walks();
        self.state.with(|state| walks.clashes_of(session, &state.sessions))
    }

    /// In a group that clashes, the picks that the app proposes to keep. Tracked.
    pub fn proposed(self, group: &[&'static Session]) -> Vec<&'static Session> {
        let walks = self.walks();
        self.state.with(|state| walks.proposed(group, &state.sessions, &state.agenda))
    }

    /// The best plan for some of the picks. Tracked.
    pub fn best_plan(self, picks: &[&'static Session], now: Option<i64>) -> BestPlan<'static> {
        let walks = self.walks();
        self.state.with(|state| walks.best_plan(picks, &state.agenda, now))
    }

    /// Which of some sessions fit a gap between picks. Tracked.
    pub fn fits(self, gap: &Gap<'static>, from: &[&'static Session], now: Option<i64>) -> Vec<Fit<'static>> {
        let walks = self.walks();
        self.state.with(|state| walks.fits(gap, from, &state.sessions, now))
    }

    /// Says which other picks a session clashes with; `None` if it clashes with none. Not tracked.
    pub fn clash_words(self, session: &Session) -> Option<String> {
        let clashes = untrack(|| self.clashes_of(session));
        let (worst, clash) = clashes.first()?;
        Some(Strings::clash(&worst.title, *clash, clashes.len() - 1))
    }

    /// Puts back a session that was taken out, and those that were taken out with it.
    pub fn put_back(self, session: &SessionId) {
        self.put_all(self.state.with_untracked(|state| state.undo.put_back_with(session)));
    }

    /// Takes everything out; it can be put back while the page is shown.
    pub fn clear(self) {
        let all = self.state.with_untracked(|state| state.agenda.clone());
        announcer::say(&Strings::cleared(all.len()));
        self.state.update(|state| {
            state.agenda = Agenda::default();
            state.undo.clear(all.clone());
            state.derive(self.site);
        });
        for (session, _) in all.picks() {
            self.save_removal(session.clone());
        }
    }

    /// Puts back what [`MyAgenda::clear`] took out.
    pub fn put_all_back(self) {
        if let Some(all) = self.state.update_untracked(|state| state.undo.take_cleared()) {
            self.merge_in(all);
        }
    }

    /// Merges an agenda from a file into this one. No pick of this one is lost.
    pub fn merge_in(self, mut other: Agenda) -> Merged {
        if let Some(conference) = self.state.with_untracked(|state| state.keeping.followed(self.site)) {
            other.follow(conference);
            other.catch_up(conference);
        }
        let mut all = self.state.with_untracked(|state| state.agenda.clone());
        let merged = all.merge(other);
        self.replace(all);
        for (session, pick) in merged.added.picks() {
            self.save_pick(session.clone(), pick.clone());
        }
        merged
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

    /// Updates the page after picks were put in or taken out.
    fn show(self) {
        self.state.update(|state| state.derive(self.site));
    }

    /// Shows another agenda in place of the one that is shown.
    fn replace(self, agenda: Agenda) {
        self.state.update_untracked(|state| state.replace(agenda));
        self.show();
    }

    /// Puts a pick in and saves it. The caller must call [`MyAgenda::show`].
    fn put_in(self, session: SessionId, pick: Pick) {
        self.state.update_untracked(|state| state.add(session.clone(), pick.clone()));
        self.save_pick(session, pick);
    }

    /// Takes sessions out together and saves that. The caller must call [`MyAgenda::show`]. Sessions that this tab does
    /// not have are skipped: another tab may just have put them in.
    fn take_out(self, sessions: &[SessionId], place: &SessionId) {
        let picks: Vec<(SessionId, Pick)> = self.state.update_untracked(|state| {
            sessions.iter().filter_map(|id| Some((id.clone(), state.remove(id)?))).collect()
        });
        picks.iter().for_each(|(id, _)| self.save_removal(id.clone()));
        self.state.update_untracked(|state| state.undo.take_out(place, picks));
    }

    /// Changes what the notices say about saving, and updates the notices only if something changed.
    fn update_keeping(self, change: impl FnOnce(&mut Keeping)) {
        let before = self.state.with_untracked(|state| state.keeping.clone());
        let mut keeping = before.clone();
        change(&mut keeping);
        if keeping != before {
            self.state.update(|state| state.keeping = keeping);
        }
    }

    /// Called when the browser's data was cleared, by the attendee or by another page of this origin. This tab still
    /// has the agenda: it does not put the picks back unasked, but the attendee can.
    fn lose_everything(self) {
        let before = self.state.with_untracked(|state| state.agenda.clone());
        self.reread();
        if !before.is_empty() && self.state.with_untracked(|state| state.agenda.is_empty()) {
            announcer::say(&Strings::cleared(before.len()));
            self.state.update(|state| state.undo.clear(before));
        }
    }

    /// Reads a pick from the storage and shows it, unless it is one of too many strays ([`Keeping::strays`]). It
    /// does not use the value in the event, which may be older than this tab's own last write.
    fn reread_pick(self, session: &SessionId) {
        let conference = self.site.conference;
        let is_stray = self.state.with_untracked(|state| state.keeping.strays > 0)
            && conference.session(session).is_none();
        if is_stray || self.unsaved.with_value(|unsaved| unsaved.contains(session)) {
            return;
        }
        if let Ok(pick) = storage::read_pick(self.id(), session) {
            self.state.update(|state| {
                match pick {
                    Some(pick) => state.add(session.clone(), pick),
                    None => _ = state.remove(session),
                }
                state.derive(self.site);
            });
        }
    }

    /// Called when the texts have come or failed: picks follow their sessions' other names, and changes are counted
    /// again.
    pub fn texts_have_come(self) {
        self.state.update_untracked(|state| state.news = None);
        self.reread();
        self.show();
    }

    /// Reads the storage and shows it, with this tab's unsaved changes on top.
    fn reread(self) {
        let Ok(saved) = storage::read_agenda(self.site.conference) else { return };
        let before = self.state.with_untracked(|state| state.keeping.clone());
        let keeping = Keeping::of(&saved, before.not_saved, self.site);
        let Saved { mut agenda, mut hidden, mut settings, .. } = saved;
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
        if let Some(conference) = keeping.followed(self.site) {
            self.unsaved.update_value(|unsaved| unsaved.follow(&mut agenda, conference));
        }
        let is_changed = |state: &State| {
            // An outdated page has no news, whatever is in the agenda.
            before.is_outdated != keeping.is_outdated
                || state.agenda != agenda
                || state.hidden != hidden
                || state.settings != settings
        };
        let is_changed = self.state.with_untracked(is_changed);
        self.update_keeping(|shown| *shown = keeping);
        if is_changed {
            self.state.update_untracked(|state| (state.hidden, state.settings) = (hidden, settings));
            self.replace(agenda);
        }
        self.save_unsaved();
    }
}
