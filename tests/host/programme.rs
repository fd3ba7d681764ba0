//! Tests of the form in which the programme travels to the app: it loses nothing, and damage is an error.

use std::fs;

use hallway::domain::conference::Conference;
use hallway::programme::{Parts, Unreadable, read};

use crate::in_repository;

fn conference(path: &str) -> Conference {
    let text = fs::read_to_string(in_repository(path)).expect("the file is in the repository");
    let mut conference: Conference = serde_json::from_str(&text).expect("the file is right");
    conference.schema = None;
    conference
}

const CONFERENCES: [&str; 2] = ["src/data/conference.json", "tests/conferences/every-field.json"];

#[test]
fn list_and_texts_together_are_the_conference() {
    for path in CONFERENCES {
        let conference = conference(path);
        let Parts { list, texts } = Parts::of(&conference).unwrap();
        let read = read(&list, Some(&texts)).expect("both parts are whole");
        // Moments are equal if their instants are, so their offsets are compared in JSON.
        assert_eq!(
            serde_json::to_value(&read).unwrap(),
            serde_json::to_value(&conference).unwrap(),
            "{path}"
        );
        assert_eq!(read, conference, "{path}");
    }
}

#[test]
fn the_list_alone_is_the_conference_without_longer_texts_links_and_other_names() {
    let mut conference = conference(CONFERENCES[1]);
    let list = Parts::of(&conference).unwrap().list;
    for session in &mut conference.sessions {
        (session.summary, session.links, session.alternates) = Default::default();
    }
    for speaker in &mut conference.speakers {
        (speaker.biography, speaker.links) = Default::default();
    }
    assert_eq!(read(&list, None), Ok(conference));
}

#[test]
fn damaged_bytes_are_an_error_and_never_a_panic() {
    let Parts { list, texts } = Parts::of(&conference(CONFERENCES[1])).unwrap();
    for end in 0..list.len() {
        assert!(read(&list[..end], None).is_err(), "the first {end} bytes");
    }
    for at in 0..list.len() {
        for bit in 0..8 {
            let mut changed = list.clone();
            changed[at] ^= 1 << bit;
            _ = read(&changed, Some(&texts));
        }
    }
    for at in (0..texts.len()).step_by(3) {
        let mut changed = texts.clone();
        changed[at] ^= 0x81;
        _ = read(&list, Some(&changed));
        assert!(read(&list, Some(&texts[..at])).is_err(), "the first {at} bytes");
    }
    let of_another = Parts::of(&conference(CONFERENCES[0])).unwrap().texts;
    assert_eq!(read(&list, Some(&of_another)), Err(Unreadable::Damaged));
    let mut newer = list.clone();
    newer[0] += 1;
    assert_eq!(read(&newer, Some(&texts)), Err(Unreadable::OtherVersion));
}
