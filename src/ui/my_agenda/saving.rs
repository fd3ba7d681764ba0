//! How the agenda is saved, pick by pick.
//!
//! The rule: no change by the attendee is forgotten while the page is open. If the storage is full, writing is retried
//! for up to a second (Firefox says "full" for a moment when several tabs write). If it still fails, or fails for
//! another reason, a notice says so, and the unsaved change stays in this tab until it closes.

use std::time::Duration;

use leptos::prelude::*;

use super::MyAgenda;
use crate::domain::agenda::{Agenda, Pick};
use crate::domain::conference::{Conference, SessionId};
use crate::ui::storage::{self, NotSaved};

const RETRIES: u32 = 20;
const RETRY_AFTER: Duration = Duration::from_millis(50);

/// The changes that are not saved yet. No session is in both `picks` and `removals`.
#[derive(Default)]
pub(super) struct Unsaved {
    pub picks: Agenda,
    pub removals: Vec<SessionId>,
    /// Whether a change of what is hidden could not be saved: then it lasts until the page is closed.
    pub hidden: bool,
    /// The same for the settings.
    pub settings: bool,
}

impl Unsaved {
    fn is_empty(&self) -> bool {
        self.picks.is_empty() && self.removals.is_empty()
    }

    pub fn contains(&self, session: &SessionId) -> bool {
        self.picks.contains(session) || self.removals.contains(session)
    }

    fn forget(&mut self, session: &SessionId) {
        self.picks.remove(session);
        self.removals.retain(|other| other != session);
    }

    fn record(&mut self, session: SessionId, pick: Option<Pick>) {
        self.forget(&session);
        match pick {
            Some(pick) => self.picks.add(session, pick),
            None => self.removals.push(session),
        }
    }

    /// Moves picks to sessions that got another id, and updates what picks remember of the programme.
    pub fn follow(&mut self, agenda: &mut Agenda, conference: &Conference) {
        for (from, to) in agenda.follow(conference) {
            self.record(to.clone(), agenda.pick(&to).cloned());
            self.record(from, None);
        }
        for id in agenda.catch_up(conference) {
            let pick = agenda.pick(&id).cloned();
            self.record(id, pick);
        }
    }
}

impl MyAgenda {
    /// Tries again to save what could not be saved.
    pub fn save_unsaved(self) {
        let unsaved: Vec<SessionId> = self.unsaved.with_value(|unsaved| {
            unsaved.picks.picks().map(|(session, _)| session).chain(&unsaved.removals).cloned().collect()
        });
        for session in unsaved {
            self.save(session, 0);
        }
    }

    /// Saves a pick that the agenda already has.
    pub(super) fn save_pick(self, session: SessionId, pick: Pick) {
        self.unsaved.update_value(|unsaved| unsaved.record(session.clone(), Some(pick)));
        self.save(session, RETRIES);
    }

    /// Saves the removal of a session that is already out of the agenda.
    pub(super) fn save_removal(self, session: SessionId) {
        self.unsaved.update_value(|unsaved| unsaved.record(session.clone(), None));
        self.save(session, RETRIES);
    }

    fn save(self, session: SessionId, retries: u32) {
        // Another attempt may have saved the change meanwhile.
        if !self.unsaved.with_value(|unsaved| unsaved.contains(&session)) {
            return;
        }
        let pick = self.unsaved.with_value(|unsaved| unsaved.picks.pick(&session).cloned());
        match storage::write_pick(self.id(), &session, pick.as_ref()) {
            Ok(()) => {
                self.unsaved.update_value(|unsaved| unsaved.forget(&session));
                if self.unsaved.with_value(Unsaved::is_empty) {
                    self.update_keeping(|keeping| keeping.not_saved = None);
                }
            }
            Err(NotSaved::Full) if retries > 0 => {
                set_timeout(move || self.save(session, retries - 1), RETRY_AFTER);
            }
            Err(why) => self.update_keeping(|keeping| keeping.not_saved = Some(why)),
        }
    }
}
