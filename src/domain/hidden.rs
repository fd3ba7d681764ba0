//! The sessions, rooms and tracks that an attendee has hidden in the programme.

use super::conference::{RoomId, Session, SessionId, TrackId};

/// Something that can be hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    /// One session.
    Session(SessionId),
    /// All sessions in a room.
    Room(RoomId),
    /// All sessions of a track.
    Track(TrackId),
}

/// Everything that is hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    things: Vec<Thing>,
}

impl Thing {
    /// Its form in the key under which it is saved, like `room:attic`.
    pub fn to_key(&self) -> String {
        let (kind, id) = match self {
            Thing::Session(id) => ("session:", id.as_str()),
            Thing::Room(id) => ("room:", id.as_str()),
            Thing::Track(id) => ("track:", id.as_str()),
        };
        [kind, id].concat()
    }

    /// Reads the form that [`Thing::to_key`] writes.
    pub fn from_key(key: &str) -> Option<Thing> {
        match key.split_once(':')? {
            ("session", id) => Some(Thing::Session(id.into())),
            ("room", id) => Some(Thing::Room(id.into())),
            ("track", id) => Some(Thing::Track(id.into())),
            _ => None,
        }
    }
}

impl Hidden {
    /// Whether exactly this was hidden.
    pub fn contains(&self, thing: &Thing) -> bool {
        self.things.contains(thing)
    }

    /// Whether a session is hidden: it was hidden itself, or its room or its track was.
    pub fn hides(&self, session: &Session) -> bool {
        self.things.iter().any(|thing| match thing {
            Thing::Session(id) => session.id == *id,
            Thing::Room(id) => session.room.as_ref() == Some(id),
            Thing::Track(id) => session.track.as_ref() == Some(id),
        })
    }

    /// Hides something, or shows it again.
    pub fn set(&mut self, thing: &Thing, hidden: bool) {
        self.things.retain(|other| other != thing);
        if hidden {
            self.things.push(thing.clone());
        }
    }

    /// Everything that is hidden.
    pub fn things(&self) -> &[Thing] {
        &self.things
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(id: &str, room: &str, track: &str) -> Session {
        let session = serde_json::json!({ "id": id, "title": "T", "room": room, "track": track });
        serde_json::from_value(session).unwrap()
    }

    #[test]
    fn a_session_is_hidden_if_it_or_its_room_or_its_track_is() {
        let (one, two) = (session("one", "hall", "web"), session("two", "attic", "art"));
        for thing in [Thing::Session("one".into()), Thing::Room("hall".into()), Thing::Track("web".into())] {
            let mut hidden = Hidden::default();
            hidden.set(&thing, true);
            assert!(hidden.contains(&thing) && hidden.hides(&one) && !hidden.hides(&two), "{thing:?}");
            hidden.set(&thing, true);
            assert_eq!(hidden.things().len(), 1);
            hidden.set(&thing, false);
            assert!(!hidden.hides(&one));
        }
    }

    #[test]
    fn hidden_things_are_read_as_they_were_written() {
        for thing in [Thing::Session("one".into()), Thing::Room("hall".into()), Thing::Track("web".into())] {
            assert_eq!(Thing::from_key(&thing.to_key()), Some(thing));
        }
        assert_eq!(Thing::from_key("floor:2"), None);
        assert_eq!(Thing::from_key("room"), None);
    }
}
