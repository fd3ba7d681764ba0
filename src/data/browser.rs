//! Reads the embedded conference in the browser.
//!
//! serde generates code for each type and for each possible mistake in a file, which would make the app much larger.
//! The host command has already checked the file, so this takes a plain JSON value apart and ignores fields that no
//! page shows. A test compares the result with serde's.

use serde_json::{Map, Value};

use crate::domain::conference::{Break, Conference, Link, Room, RoomId, Session, Speaker, Track, Walk};
use crate::domain::moment::{Moment, TimeOfDay};
use crate::domain::text::{Block, Inline, Text, Words};

/// Reads a conference that the host has checked.
///
/// # Errors
///
/// If the text is not JSON.
pub fn read(text: &str) -> serde_json::Result<Conference> {
    let mut all = Fields::of(serde_json::from_str(text)?);
    Ok(Conference {
        schema: None,
        id: all.text("id").as_str().into(),
        name: all.text("name"),
        line: all.words("line"),
        language: all.text("language"),
        zone: all.words("zone"),
        venue: all.words("venue"),
        day_change: all.words("day_change").and_then(|time| TimeOfDay::parse(&time).ok()),
        address: all.words("address"),
        links: all.list("links", link),
        hosts: all.list("hosts", |id| word(id).as_str().into()),
        rooms: all.list("rooms", room),
        walks: all.list("walks", walk),
        tracks: all.list("tracks", track),
        sessions: all.list("sessions", session),
        breaks: all.list("breaks", pause),
        speakers: all.list("speakers", speaker),
    })
}

fn session(value: Value) -> Session {
    let mut all = Fields::of(value);
    Session {
        id: all.text("id").as_str().into(),
        title: all.text("title"),
        subtitle: all.words("subtitle"),
        format: all.words("format"),
        topic: all.words("topic"),
        track: all.words("track").map(|id| id.as_str().into()),
        level: all.words("level"),
        languages: all.list("languages", word),
        tags: all.list("tags", word),
        summary: all.long_text("abstract"),
        speakers: all.list("speakers", |id| word(id).as_str().into()),
        start: all.moment("start"),
        end: all.moment("end"),
        room: all.words("room").map(|id| id.as_str().into()),
        recorded: all.flag("recorded"),
        cancelled: all.flag("cancelled").unwrap_or_default(),
        links: all.list("links", link),
        alternates: all.list("alternates", word),
        revision: all.number("revision") as u32,
        updated: all.moment("updated"),
    }
}

fn pause(value: Value) -> Break {
    let mut all = Fields::of(value);
    Break {
        title: all.text("title"),
        start: all.moment("start").unwrap_or(Moment::at(0, 0)),
        end: all.moment("end"),
        rooms: all.list("rooms", |id| word(id).as_str().into()),
    }
}

fn speaker(value: Value) -> Speaker {
    let mut all = Fields::of(value);
    Speaker {
        id: all.text("id").as_str().into(),
        name: all.text("name"),
        line: all.words("line"),
        biography: all.long_text("biography"),
        photo: all.words("photo"),
        links: all.list("links", link),
    }
}

fn room(value: Value) -> Room {
    let mut all = Fields::of(value);
    Room { id: all.text("id").as_str().into(), name: all.text("name") }
}

fn walk(value: Value) -> Walk {
    let mut all = Fields::of(value);
    let rooms = all.list("between", |id| word(id).as_str().into());
    let between = rooms.try_into().unwrap_or(["", ""].map(RoomId::from));
    Walk { between, minutes: all.number("minutes") as u8 }
}

fn track(value: Value) -> Track {
    let mut all = Fields::of(value);
    Track { id: all.text("id").as_str().into(), name: all.text("name") }
}

fn link(value: Value) -> Link {
    let mut all = Fields::of(value);
    Link { label: all.text("label"), address: all.text("address") }
}

fn block(value: Value) -> Block {
    let (kind, inside) = variant(value);
    match kind.as_str() {
        "heading" => Block::Heading(list(inside, inline)),
        "list" => Block::List(list(inside, |item| list(item, block))),
        "numbered-list" => Block::NumberedList(list(inside, |item| list(item, block))),
        "quote" => Block::Quote(list(inside, block)),
        "code" => Block::Code(word(inside)),
        _ => Block::Paragraph(list(inside, inline)),
    }
}

fn inline(value: Value) -> Inline {
    let (kind, inside) = variant(value);
    match kind.as_str() {
        "emphasis" => Inline::Emphasis(list(inside, inline)),
        "strong" => Inline::Strong(list(inside, inline)),
        "code" => Inline::Code(word(inside)),
        "break" => Inline::Break,
        "link" => {
            let mut all = Fields::of(inside);
            Inline::Link { address: all.text("address"), words: all.list("words", inline) }
        }
        _ => Inline::Text(word(inside)),
    }
}

/// serde's form of an enum: its name alone, or an object with that one field.
fn variant(value: Value) -> (String, Value) {
    match value {
        Value::Object(fields) => fields.into_iter().next().unwrap_or_default(),
        name => (word(name), Value::Null),
    }
}

fn word(value: Value) -> String {
    match value {
        Value::String(word) => word,
        _ => String::new(),
    }
}

fn list<T>(value: Value, item: fn(Value) -> T) -> Vec<T> {
    match value {
        Value::Array(items) => items.into_iter().map(item).collect(),
        _ => Vec::new(),
    }
}

/// The fields of an object, to be taken one by one.
struct Fields(Map<String, Value>);

impl Fields {
    fn of(value: Value) -> Fields {
        match value {
            Value::Object(fields) => Fields(fields),
            _ => Fields(Map::new()),
        }
    }

    fn take(&mut self, name: &str) -> Value {
        self.0.get_mut(name).map(Value::take).unwrap_or_default()
    }

    fn words(&mut self, name: &str) -> Option<String> {
        match self.take(name) {
            Value::String(words) => Some(words),
            _ => None,
        }
    }

    fn text(&mut self, name: &str) -> String {
        self.words(name).unwrap_or_default()
    }

    fn flag(&mut self, name: &str) -> Option<bool> {
        self.take(name).as_bool()
    }

    fn number(&mut self, name: &str) -> u64 {
        self.take(name).as_u64().unwrap_or_default()
    }

    fn moment(&mut self, name: &str) -> Option<Moment> {
        Moment::parse(&self.words(name)?).ok()
    }

    fn list<T>(&mut self, name: &str, item: fn(Value) -> T) -> Vec<T> {
        list(self.take(name), item)
    }

    fn long_text(&mut self, name: &str) -> Option<Text> {
        let Value::Object(fields) = self.take(name) else { return None };
        let mut all = Fields(fields);
        let words = match all.take("text") {
            Value::Array(blocks) => Words::Blocks(list(Value::Array(blocks), block)),
            words => Words::Plain(word(words)),
        };
        Some(Text { words, excerpt: all.flag("excerpt").unwrap_or_default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_reads_what_serde_reads() {
        for file in ["src/data/conference.json", "tests/conferences/every-field.json"] {
            let text = std::fs::read_to_string(file).expect("the conference can be read");
            let mut by_serde: Conference = serde_json::from_str(&text).expect("the conference is right");
            by_serde.schema = None;
            assert_eq!(read(&text).expect("it is JSON"), by_serde, "{file}");
        }
    }
}
