//! Checks the form of a conference file: its fields, and the type of each value.
//!
//! The rule of this file: all mistakes are found in one pass, and are described in the words of the data format, not of
//! the programming language. The JSON Schema, which is generated from the types, is the only description of the format.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::domain::conference::Conference;
use crate::domain::moment::{Moment, TimeOfDay};

/// A mistake in the form of a text.
#[derive(Debug)]
pub(super) struct WrongForm {
    /// Where it is, in bytes from the beginning of the text.
    pub at: usize,
    /// Its path: `sessions[1].title`.
    pub field: String,
    /// What is wrong, and what to do.
    pub what: String,
}

/// All mistakes in the form of a JSON text, and the conference without the mistaken parts, to look for further
/// problems. The conference is `None` if too much is missing to look for further problems.
pub(super) fn mistakes(text: &str) -> (Vec<WrongForm>, Option<Conference>) {
    let schema = schemars::schema_for!(Conference).to_value();
    let mut reader = Reader { text, schema: &schema, mistakes: Vec::new(), lost: false };
    let salvaged = serde_json::from_str(text).ok().and_then(|raw| reader.value(raw, &schema, ""));
    let conference = salvaged.filter(|_| !reader.lost).and_then(|value| serde_json::from_value(value).ok());
    reader.mistakes.sort_by_key(|mistake| mistake.at);
    (reader.mistakes, conference)
}

struct Reader<'a> {
    text: &'a str,
    schema: &'a Value,
    mistakes: Vec<WrongForm>,
    /// Whether a part was left out that others may refer to.
    lost: bool,
}

impl<'a> Reader<'a> {
    /// The correct part of a value; `None` if it is unusable.
    fn value(&mut self, raw: &'a RawValue, schema: &Value, field: &str) -> Option<Value> {
        if let Some((name, definition)) = self.definition(schema) {
            let value = self.value(raw, definition, field)?;
            let parsed = match (name, value.as_str()) {
                ("Moment", Some(words)) => Moment::parse(words).err(),
                ("TimeOfDay", Some(words)) => TimeOfDay::parse(words).err(),
                _ => None,
            };
            return match parsed {
                Some(wrong) => self.record_mistake(raw, field, wrong),
                None => Some(value),
            };
        }
        if let Some(choices) = schema["anyOf"].as_array() {
            let kind = kind(raw);
            let fitting = choices.iter().find(|choice| self.kinds(choice).contains(&kind));
            return match fitting {
                Some(choice) => self.value(raw, choice, field),
                None => self.wrong_kind(raw, schema, field),
            };
        }
        if let Some(choices) = schema["oneOf"].as_array() {
            return self.part(raw, choices, field);
        }
        let kind = kind(raw);
        if !self.kinds(schema).contains(&kind) {
            return self.wrong_kind(raw, schema, field);
        }
        match kind {
            "object" => self.object(raw, schema, field),
            "array" => self.list(raw, schema, field),
            "integer" => self.number(raw, schema, field),
            _ => serde_json::from_str(raw.get()).ok(),
        }
    }

    /// The name of the type that a schema refers to, and its own schema.
    fn definition<'s>(&self, schema: &'s Value) -> Option<(&'s str, &'a Value)> {
        let name = schema["$ref"].as_str()?.trim_start_matches("#/$defs/");
        Some((name, &self.schema["$defs"][name]))
    }

    fn object(&mut self, raw: &'a RawValue, schema: &Value, field: &str) -> Option<Value> {
        let mut given = fields(raw);
        let known: Vec<&str> = schema["properties"].as_object()?.keys().map(String::as_str).collect();
        let required: Vec<&str> = schema["required"].as_array()?.iter().filter_map(Value::as_str).collect();
        let names: Vec<String> = given.iter().map(|(name, _)| name.clone()).collect();
        for (name, raw) in &mut given {
            if known.contains(&name.as_str()) {
                continue;
            }
            let meant = known.iter().copied().find(|known| is_alike(name, known));
            let advice = match meant {
                Some(meant) => format!("write `{meant}`"),
                None => format!("write one of {}", quoted(&known)),
            };
            let what = format!("there is no field `{name}`; {advice}, or remove it");
            let at = self.key(raw, name);
            self.mistakes.push(WrongForm { at, field: below(field, name), what });
            // The value is read under the intended name.
            let meant = meant.filter(|meant| !names.iter().any(|name| name == meant));
            *name = meant.unwrap_or_default().to_owned();
        }
        let mut values = Map::new();
        let mut is_lost = false;
        for name in known {
            let mut raws = given.iter().filter(|(given, _)| given == name).map(|(_, raw)| *raw);
            let first = raws.next();
            if let Some(second) = raws.next() {
                let what = format!("the field `{name}` is given twice; keep one");
                let at = self.key(second, name);
                self.mistakes.push(WrongForm { at, field: below(field, name), what });
            }
            let path = below(field, name);
            let value = match first {
                Some(raw) => self.value(raw, &schema["properties"][name], &path),
                None if required.contains(&name) => {
                    self.record_mistake(raw, &path, format!("the field `{name}` is missing; add it"))
                }
                None => continue,
            };
            // Without these, references would seem to be wrong, and times would seem to have no zone.
            self.lost |= value.is_none() && matches!(path.as_str(), "zone" | "rooms" | "tracks" | "speakers");
            match value.or_else(|| self.stand_in(&path, name)) {
                Some(value) => _ = values.insert(name.to_owned(), value),
                None => is_lost |= required.contains(&name),
            }
        }
        if given.iter().any(|(name, _)| name == "start") && !values.contains_key("start") {
            // Otherwise the end would seem to have no start.
            values.remove("end");
        }
        (!is_lost).then_some(Value::Object(values))
    }

    /// A value in place of a missing required field, so that the rest of its object can be checked.
    fn stand_in(&self, path: &str, name: &str) -> Option<Value> {
        let is_named_by_none = path == "id" || path.starts_with("sessions[");
        match name {
            "id" if is_named_by_none => Some(format!("without-id-{}", self.mistakes.len()).into()),
            "name" | "title" | "label" => Some("?".into()),
            "language" => Some("en".into()),
            _ => None,
        }
    }

    fn list(&mut self, raw: &'a RawValue, schema: &Value, field: &str) -> Option<Value> {
        let items: Vec<&'a RawValue> = serde_json::from_str(raw.get()).ok()?;
        let length = schema["minItems"].as_u64();
        if length.is_some_and(|length| items.len() as u64 != length) {
            let what = format!("expected {} items, found {}", length.unwrap_or_default(), items.len());
            return self.record_mistake(raw, field, what);
        }
        let count = items.len();
        let read = |(at, item)| self.value(item, &schema["items"], &format!("{field}[{at}]"));
        let values: Vec<Value> = items.into_iter().enumerate().filter_map(read).collect();
        let is_whole = values.len() == count;
        self.lost |= !is_whole && matches!(field, "rooms" | "tracks" | "speakers");
        // The conference's own lists are still useful without a faulty item. Inner lists would change their meaning.
        let is_list_of_things = !field.contains('.') && length.is_none();
        (is_whole || is_list_of_things).then_some(Value::Array(values))
    }

    fn number(&mut self, raw: &'a RawValue, schema: &Value, field: &str) -> Option<Value> {
        let most = most(schema);
        match raw.get().parse::<u64>() {
            Ok(number) if number <= most => Some(number.into()),
            _ => self.wrong_kind(raw, schema, field),
        }
    }

    /// A part of a text, like `{ "paragraph": […] }` or `"break"`.
    fn part(&mut self, raw: &'a RawValue, choices: &[Value], field: &str) -> Option<Value> {
        let given = fields(raw);
        let word: Option<String> = serde_json::from_str(raw.get()).ok();
        let fits = |choice: &&Value| match (&word, &given[..]) {
            (Some(word), _) => choice["const"] == word.as_str(),
            (None, [(name, _)]) => !choice["properties"][name].is_null(),
            _ => false,
        };
        if let Some(choice) = choices.iter().find(fits) {
            return if word.is_some() { word.map(Value::from) } else { self.object(raw, choice, field) };
        }
        let names = choices.iter().filter_map(|choice| choice["properties"].as_object()?.keys().next());
        let names: Vec<&str> = names.map(String::as_str).collect();
        let words =
            choices.iter().filter_map(|choice| choice["const"].as_str()).map(|word| format!("`\"{word}\"`"));
        let or: String = words.map(|word| format!(" or {word}")).collect();
        let what = format!("expected `{{ … }}` with one of {}{or}, found {}", quoted(&names), found(raw));
        self.record_mistake(raw, field, what)
    }

    /// The types of values that a schema allows.
    fn kinds(&self, schema: &'a Value) -> Vec<&'a str> {
        if let Some((_, definition)) = self.definition(schema) {
            return self.kinds(definition);
        }
        if let Some(choices) = schema["anyOf"].as_array() {
            return choices.iter().flat_map(|choice| self.kinds(choice)).collect();
        }
        match &schema["type"] {
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
            kind => kind.as_str().into_iter().collect(),
        }
    }

    fn wrong_kind(&mut self, raw: &'a RawValue, schema: &Value, field: &str) -> Option<Value> {
        let kinds: Vec<String> = self.kinds(schema).into_iter().map(str::to_owned).collect();
        let wanted: Vec<String> = kinds
            .iter()
            .filter_map(|kind| match kind.as_str() {
                "object" => Some("fields in `{ … }`".to_owned()),
                "array" => Some("a list in `[ … ]`".to_owned()),
                "string" => Some("words in double quotes".to_owned()),
                "boolean" => Some("`true` or `false`".to_owned()),
                "integer" => Some(format!("a whole number from 0 to {}", most(schema))),
                _ => None,
            })
            .collect();
        self.record_mistake(raw, field, format!("expected {}, found {}", wanted.join(" or "), found(raw)))
    }

    fn record_mistake(&mut self, raw: &'a RawValue, field: &str, what: String) -> Option<Value> {
        self.mistakes.push(WrongForm { at: self.at(raw), field: field.to_owned(), what });
        None
    }

    /// The position of a value. Values are slices of the text.
    fn at(&self, raw: &RawValue) -> usize {
        raw.get().as_ptr() as usize - self.text.as_ptr() as usize
    }

    /// The position of the name of a value's field.
    fn key(&self, raw: &RawValue, name: &str) -> usize {
        let before = &self.text[..self.at(raw)];
        before.rfind('"').map_or(0, |end| end.saturating_sub(name.len() + 1))
    }
}

/// The fields of an object in their order; empty if it is not an object.
fn fields(raw: &RawValue) -> Vec<(String, &RawValue)> {
    struct InOrder;

    impl<'de> Visitor<'de> for InOrder {
        type Value = Vec<(String, &'de RawValue)>;

        fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            out.write_str("fields")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut fields = Vec::new();
            while let Some(field) = map.next_entry()? {
                fields.push(field);
            }
            Ok(fields)
        }
    }

    serde_json::Deserializer::from_str(raw.get()).deserialize_map(InOrder).unwrap_or_default()
}

/// The type of a JSON value, in the words of JSON Schema.
fn kind(raw: &RawValue) -> &'static str {
    match raw.get().as_bytes().first() {
        Some(b'{') => "object",
        Some(b'[') => "array",
        Some(b'"') => "string",
        Some(b't' | b'f') => "boolean",
        Some(b'n') => "null",
        _ => "integer",
    }
}

fn most(schema: &Value) -> u64 {
    schema["maximum"].as_u64().unwrap_or(u32::MAX.into())
}

/// The description of a value in messages.
fn found(raw: &RawValue) -> String {
    match kind(raw) {
        "object" => "fields in `{ … }`".to_owned(),
        "array" => "a list in `[ … ]`".to_owned(),
        _ if raw.get().chars().count() > 40 => {
            format!("`{}…`", raw.get().chars().take(40).collect::<String>())
        }
        _ => format!("`{}`", raw.get()),
    }
}

fn below(field: &str, name: &str) -> String {
    if field.is_empty() { name.to_owned() } else { format!("{field}.{name}") }
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Whether a name is probably a misspelling of a known one.
fn is_alike(name: &str, known: &str) -> bool {
    let name = name.to_lowercase();
    name.trim_end_matches('s') == known.trim_end_matches('s')
        || (known.len() > 3 && strsim::damerau_levenshtein(&name, known) <= 2)
}
