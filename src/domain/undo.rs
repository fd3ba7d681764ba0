//! What the attendee can undo on the page that is shown: sessions they took out, an agenda they cleared, changes they
//! took note of, and answers they gave.
//!
//! The rule: an undo brings back exactly what was there. So a pick that is chosen again can no longer be put back, and
//! if a pick changes after “Mark as read” or an answer about it, that can no longer be undone.

use super::agenda::{Agenda, Pick};
use super::conference::SessionId;

/// Sessions that were taken out with one press, and are put back with one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenOut {
    /// The undo notice is shown in the place of this session.
    pub place: SessionId,
    /// The picks that were taken out: at least one.
    pub picks: Vec<(SessionId, Pick)>,
}

impl TakenOut {
    /// Whether this session was one of those taken out.
    pub fn contains(&self, id: &SessionId) -> bool {
        self.picks.iter().any(|(taken, _)| taken == id)
    }

    /// The titles of the sessions.
    pub fn titles(&self) -> Vec<&str> {
        self.picks.iter().map(|(_, pick)| pick.title.as_str()).collect()
    }
}

/// What can be undone.
#[derive(Default)]
pub struct Undo {
    /// Whether the current page offers to put back sessions that are taken out.
    pub is_offered: bool,
    taken_out: Vec<TakenOut>,
    cleared: Option<Agenda>,
    noted: Vec<(SessionId, Option<Pick>)>,
    /// The picks that were taken out on any page since the app started.
    ever_taken_out: Agenda,
}

impl Undo {
    /// The sessions that were taken out on this page, press by press, other than by clearing the agenda.
    pub fn taken_out(&self) -> &[TakenOut] {
        &self.taken_out
    }

    /// The agenda that was cleared on this page.
    pub fn cleared(&self) -> Option<&Agenda> {
        self.cleared.as_ref()
    }

    /// Whether a note or an answer can be undone.
    pub fn has_noted(&self) -> bool {
        !self.noted.is_empty()
    }

    /// The pick of a session when it was last taken out. Choosing the session again restores it.
    pub fn as_it_was(&self, id: &SessionId) -> Option<&Pick> {
        self.ever_taken_out.pick(id)
    }

    /// The picks that are put back together with a session.
    pub fn put_back_with(&self, id: &SessionId) -> Vec<(SessionId, Pick)> {
        let taken = self.taken_out.iter().find(|taken| taken.contains(id));
        taken.map(|taken| taken.picks.clone()).unwrap_or_default()
    }

    /// Records that sessions were taken out with one press.
    pub fn take_out(&mut self, place: &SessionId, picks: Vec<(SessionId, Pick)>) {
        for (id, pick) in &picks {
            self.ever_taken_out.add(id.clone(), pick.clone());
        }
        if self.is_offered && !picks.is_empty() {
            self.taken_out.push(TakenOut { place: place.clone(), picks });
        }
    }

    /// Records that the agenda was cleared. It can only be put back as a whole, so sessions that were taken out before
    /// can no longer be put back, and notes can no longer be undone.
    pub fn clear(&mut self, agenda: Agenda) {
        self.taken_out.clear();
        self.noted.clear();
        self.cleared = Some(agenda);
    }

    /// Returns the agenda that was cleared; `None` from the second call on.
    pub fn take_cleared(&mut self) -> Option<Agenda> {
        self.cleared.take()
    }

    /// Records that the attendee noted a change or answered a question. `before` holds the earlier picks, `None` for
    /// those that did not exist.
    pub fn note(&mut self, before: Vec<(SessionId, Option<Pick>)>) {
        self.noted = before;
    }

    /// Returns the picks from before the note; empty from the second call on.
    pub fn take_noted(&mut self) -> Vec<(SessionId, Option<Pick>)> {
        std::mem::take(&mut self.noted)
    }

    /// Records that a pick was put in or changed.
    pub fn put_in(&mut self, id: &SessionId) {
        self.changed(id);
        self.taken_out.iter_mut().for_each(|taken| taken.picks.retain(|(other, _)| other != id));
        self.taken_out.retain(|taken| !taken.picks.is_empty());
    }

    /// Records that a pick was changed or taken out. A note about it can then no longer be undone, because that would
    /// lose the change.
    pub fn changed(&mut self, id: &SessionId) {
        if self.noted.iter().any(|(noted, _)| noted == id) {
            self.noted.clear();
        }
    }

    /// Records that the whole agenda was replaced.
    pub fn replace(&mut self, agenda: &Agenda) {
        self.noted.clear();
        agenda.picks().for_each(|(id, _)| self.put_in(id));
    }

    /// Called when the attendee leaves the page that offered undo.
    pub fn end(&mut self) {
        *self = Undo { ever_taken_out: std::mem::take(&mut self.ever_taken_out), ..Undo::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pick(id: &str) -> (SessionId, Pick) {
        (id.into(), Pick { title: id.to_uppercase(), ..Pick::default() })
    }

    fn offered() -> Undo {
        Undo { is_offered: true, ..Undo::default() }
    }

    #[test]
    fn what_was_taken_out_together_comes_back_together_in_one_place() {
        let mut undo = offered();
        undo.take_out(&"b".into(), vec![pick("a"), pick("c")]);
        assert_eq!(undo.taken_out()[0].titles(), ["A", "C"]);
        assert_eq!(undo.put_back_with(&"c".into()), [pick("a"), pick("c")]);
        assert_eq!(undo.put_back_with(&"b".into()), []);
    }

    #[test]
    fn what_is_put_in_again_cannot_be_brought_back() {
        let mut undo = offered();
        undo.take_out(&"a".into(), vec![pick("a"), pick("c")]);
        undo.put_in(&"a".into());
        assert_eq!(undo.put_back_with(&"c".into()), [pick("c")]);
        undo.put_in(&"c".into());
        assert_eq!(undo.taken_out(), []);
        undo.take_out(&"a".into(), vec![pick("a")]);
        undo.replace(&[pick("a")].into_iter().collect());
        assert_eq!(undo.taken_out(), []);
    }

    #[test]
    fn where_no_undo_is_offered_a_session_is_still_picked_again_as_it_was() {
        let mut undo = Undo::default();
        undo.take_out(&"a".into(), vec![pick("a")]);
        assert_eq!(undo.taken_out(), []);
        assert_eq!(undo.as_it_was(&"a".into()), Some(&pick("a").1));
        undo.end();
        assert_eq!(undo.as_it_was(&"a".into()), Some(&pick("a").1));
    }

    #[test]
    fn a_note_can_be_undone_until_its_pick_changes() {
        for (id, is_undone) in [("a", false), ("b", false), ("other", true)] {
            for change in [Undo::put_in, Undo::changed] {
                let mut undo = offered();
                undo.note(vec![("a".into(), Some(pick("a").1)), ("b".into(), None)]);
                change(&mut undo, &id.into());
                assert_eq!(undo.has_noted(), is_undone, "{id}");
                assert_eq!(undo.take_noted().len(), if is_undone { 2 } else { 0 });
                assert!(!undo.has_noted(), "once");
            }
        }
    }

    #[test]
    fn a_cleared_agenda_comes_back_once_and_as_a_whole() {
        let mut undo = offered();
        undo.take_out(&"a".into(), vec![pick("a")]);
        undo.note(vec![pick("b")].into_iter().map(|(id, pick)| (id, Some(pick))).collect());
        let agenda: Agenda = [pick("b"), pick("c")].into_iter().collect();
        undo.clear(agenda.clone());
        assert!(!undo.has_noted(), "it would bring back a part");
        assert_eq!((undo.taken_out(), undo.cleared()), (&[][..], Some(&agenda)));
        assert_eq!((undo.take_cleared(), undo.take_cleared()), (Some(agenda), None));
    }

    #[test]
    fn the_next_page_has_nothing_to_undo() {
        let mut undo = offered();
        undo.take_out(&"a".into(), vec![pick("a")]);
        undo.note(vec![("b".into(), None)]);
        undo.clear(Agenda::default());
        undo.take_out(&"c".into(), vec![pick("c")]);
        undo.end();
        assert!(!undo.is_offered && !undo.has_noted());
        assert_eq!((undo.taken_out(), undo.cleared()), (&[][..], None));
    }
}
