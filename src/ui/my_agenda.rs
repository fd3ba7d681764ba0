//! The attendee's agenda as a signal that saves itself and hears other tabs.
//!
//! What the attendee sees changes at once; saving follows. A write that the browser refuses is tried again for a
//! second (Firefox refuses for a moment when several tabs write), then a notice says so, and what could not be saved
//! stays in this tab until it closes.

use std::collections::BTreeMap;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::announcer::Announcer;
use super::storage::{self, Blocked, Changed, Refused, Saved};
use super::strings;
use crate::domain::agenda::{Agenda, Merged, Pick};
use crate::domain::conference::{Conference, Session, SessionId};

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

/// The agenda of whoever looks at the page.
#[derive(Clone, Copy)]
pub struct MyAgenda {
    conference: &'static Conference,
    agenda: RwSignal<Agenda>,
    keeping: RwSignal<Keeping>,
    /// What was taken out on the page that is shown, and can be put back there.
    removed: RwSignal<Agenda>,
    /// What "clear all" took out on the page that is shown.
    cleared: RwSignal<Option<Agenda>>,
    /// What is wanted but not saved (none: out), for as long as that is so.
    unsaved: StoredValue<BTreeMap<SessionId, Option<Pick>>>,
    announcer: Announcer,
}

impl MyAgenda {
    /// Starts with what was read from storage.
    pub fn new(conference: &'static Conference, saved: Result<Saved, Blocked>, announcer: Announcer) -> MyAgenda {
        let blocked = saved.is_err();
        let saved = saved.unwrap_or_default();
        let refused = blocked.then_some(Refused::Blocked);
        MyAgenda {
            conference,
            agenda: RwSignal::new(saved.agenda),
            keeping: RwSignal::new(Keeping { refused, garbage: saved.garbage, newer: saved.newer }),
            removed: RwSignal::default(),
            cleared: RwSignal::default(),
            unsaved: StoredValue::default(),
            announcer,
        }
    }

    /// Follows other tabs, and looks again whenever this one comes back into view: a tab that slept, or was kept for
    /// the Back button, may have missed every event.
    pub fn listen(self) {
        let conference = &self.conference.id;
        _ = window_event_listener(leptos::ev::storage, move |event| match storage::changed(&event, conference) {
            Some(Changed::Pick(session)) => self.reread_pick(&session),
            Some(Changed::Everything) => self.reread(),
            None => {}
        });
        for comes_back in ["pageshow", "visibilitychange"] {
            _ = window_event_listener_untyped(comes_back, move |_| {
                if document().visibility_state() == web_sys::VisibilityState::Visible {
                    self.reread();
                }
            });
        }
    }

    /// Whether the session is chosen. Tracked.
    pub fn contains(self, session: &SessionId) -> bool {
        self.agenda.with(|agenda| agenda.contains(session))
    }

    /// How many sessions are chosen. Tracked.
    pub fn len(self) -> usize {
        self.agenda.with(Agenda::len)
    }

    /// Whether none is. Tracked.
    pub fn is_empty(self) -> bool {
        self.agenda.with(Agenda::is_empty)
    }

    /// Looks into the agenda. Tracked.
    pub fn with<T>(self, look: impl FnOnce(&Agenda) -> T) -> T {
        self.agenda.with(look)
    }

    /// How saving goes. Tracked.
    pub fn keeping(self) -> Keeping {
        self.keeping.get()
    }

    /// What was taken out on this page, one by one. Tracked.
    pub fn removed(self) -> Agenda {
        self.removed.get()
    }

    /// What "clear all" took out on this page. Tracked.
    pub fn cleared(self) -> Option<Agenda> {
        self.cleared.get()
    }

    /// Forgets what could be put back: called when the page is left.
    pub fn forget_removed(self) {
        self.removed.set(Agenda::default());
        self.cleared.set(None);
    }

    /// Chooses a session, or takes it out again.
    pub fn toggle(self, session: &Session) {
        if self.agenda.with_untracked(|agenda| agenda.contains(&session.id)) {
            self.remove(&session.id);
        } else {
            self.add(session.id.clone(), Pick::of(session));
        }
    }

    /// Makes a session chosen or not, whatever it was.
    pub fn set(self, session: &Session, chosen: bool) {
        if self.agenda.with_untracked(|agenda| agenda.contains(&session.id)) != chosen {
            self.toggle(session);
        }
    }

    fn add(self, session: SessionId, pick: Pick) {
        self.removed.update(|removed| _ = removed.remove(&session));
        self.want(session, Some(pick));
    }

    /// Takes a session out; it can be put back while its page is shown.
    pub fn remove(self, session: &SessionId) {
        let Some(pick) = self.agenda.with_untracked(|agenda| agenda.clone()).remove(session) else { return };
        self.announcer.say(strings::removed(&pick.title));
        self.removed.update(|removed| removed.add(session.clone(), pick));
        self.want(session.clone(), None);
    }

    /// Puts back what [`MyAgenda::remove`] took out.
    pub fn put_back(self, session: &SessionId) {
        if let Some(pick) = self.removed.try_update(|removed| removed.remove(session)).flatten() {
            self.want(session.clone(), Some(pick));
        }
    }

    /// Takes everything out; it can be put back while the page is shown.
    pub fn clear(self) {
        let all = self.agenda.get_untracked();
        self.announcer.say(strings::cleared(all.len()));
        for (session, _) in all.picks() {
            self.want(session.clone(), None);
        }
        self.removed.set(Agenda::default());
        self.cleared.set(Some(all));
    }

    /// Puts back what [`MyAgenda::clear`] took out.
    pub fn put_all_back(self) {
        if let Some(all) = self.cleared.try_update(Option::take).flatten() {
            self.take_in(all);
        }
    }

    /// Takes in an agenda from a file. Nothing that is here is lost.
    pub fn take_in(self, other: Agenda) -> Merged {
        let merged = self.agenda.get_untracked().merge(other);
        for (session, pick) in merged.added.picks() {
            self.add(session.clone(), pick.clone());
        }
        merged
    }

    /// Tries again to save what could not be saved.
    pub fn save_unsaved(self) {
        let unsaved: Vec<SessionId> = self.unsaved.with_value(|unsaved| unsaved.keys().cloned().collect());
        for session in unsaved {
            self.save(session, 0);
        }
    }

    /// Shows what is wanted, then saves it.
    fn want(self, session: SessionId, pick: Option<Pick>) {
        self.unsaved.update_value(|unsaved| _ = unsaved.insert(session.clone(), pick.clone()));
        self.show(session.clone(), pick);
        self.save(session, RETRIES);
    }

    fn show(self, session: SessionId, pick: Option<Pick>) {
        self.agenda.update(|agenda| match pick {
            Some(pick) => agenda.add(session, pick),
            None => _ = agenda.remove(&session),
        });
    }

    fn save(self, session: SessionId, retries: u32) {
        // What is wanted now, which may be newer than what this attempt began with.
        let Some(pick) = self.unsaved.with_value(|unsaved| unsaved.get(&session).cloned()) else { return };
        match storage::write_pick(&self.conference.id, &session, pick.as_ref()) {
            Ok(()) => {
                self.unsaved.update_value(|unsaved| _ = unsaved.remove(&session));
                if self.unsaved.with_value(BTreeMap::is_empty) {
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
        let mut keeping = self.keeping.get_untracked();
        change(&mut keeping);
        if keeping != self.keeping.get_untracked() {
            self.keeping.set(keeping);
        }
    }

    /// Shows one pick as it is saved now. Not as the event says: that may be older than this tab's own last write.
    fn reread_pick(self, session: &SessionId) {
        if self.unsaved.with_value(|unsaved| unsaved.contains_key(session)) {
            return;
        }
        if let Ok(pick) = storage::read_pick(&self.conference.id, session) {
            self.show(session.clone(), pick);
        }
    }

    /// Shows what is saved now, and on top of it what is wanted but not saved.
    fn reread(self) {
        let Ok(Saved { mut agenda, garbage, newer }) = storage::read_agenda(&self.conference.id) else { return };
        self.unsaved.with_value(|unsaved| {
            for (session, pick) in unsaved {
                match pick {
                    Some(pick) => agenda.add(session.clone(), pick.clone()),
                    None => _ = agenda.remove(session),
                }
            }
        });
        if agenda != self.agenda.get_untracked() {
            self.agenda.set(agenda);
        }
        self.tell(|keeping| (keeping.garbage, keeping.newer) = (garbage, newer));
        self.save_unsaved();
    }
}

/// The browser's document, as an element that takes attributes.
pub(super) fn html() -> web_sys::HtmlElement {
    document().document_element().expect("a page has a root element").unchecked_into()
}
