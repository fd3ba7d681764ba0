//! A JSON file as a tree whose objects keep their order.
//!
//! The rule of this file: a field of the wrong type counts as missing, and never makes the file unreadable. The order
//! of keys is kept, because some schedules list their rooms as keys.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use crate::import::report::Refused;
use crate::import::text::line;

/// A value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Node {
    /// `null`, or a missing field.
    #[default]
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number, as text.
    Number(String),
    /// Words.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Fields, in the order of the file.
    Object(Vec<(String, Node)>),
}

static NULL: Node = Node::Null;
const NOTHING: &[Node] = &[];
const NO_FIELDS: &[(String, Node)] = &[];

impl Node {
    /// The value of a field; `Null` if it is missing, and the last value if it is given twice.
    pub fn get(&self, field: &str) -> &Node {
        self.fields().iter().rev().find(|(name, _)| name == field).map_or(&NULL, |(_, node)| node)
    }

    /// The first of these fields that has words.
    pub fn first(&self, fields: &[&str]) -> &Node {
        fields.iter().map(|field| self.get(field)).find(|node| node.words().is_some()).unwrap_or(&NULL)
    }

    /// The first of these fields that is a list.
    pub fn first_list(&self, fields: &[&str]) -> &Node {
        fields.iter().map(|field| self.get(field)).find(|node| matches!(node, Node::List(_))).unwrap_or(&NULL)
    }

    /// Whether the object has this field.
    pub fn has(&self, field: &str) -> bool {
        self.fields().iter().any(|(name, _)| name == field)
    }

    /// An object's fields.
    pub fn fields(&self) -> &[(String, Node)] {
        match self {
            Node::Object(fields) => fields,
            _ => NO_FIELDS,
        }
    }

    /// A list's values.
    pub fn list(&self) -> &[Node] {
        match self {
            Node::List(list) => list,
            _ => NOTHING,
        }
    }

    /// The words of the value; `None` if there are none. They are a text, a number, the `name` of an object, or one of
    /// the languages in `{"en": "Hall", "de": "Saal"}`.
    pub fn words(&self) -> Option<String> {
        match self {
            Node::Text(words) => Some(words.trim()).filter(|words| !words.is_empty()).map(str::to_owned),
            Node::Number(number) => Some(number.clone()),
            Node::Object(fields) => {
                let name =
                    ["name", "title", "label", "en"].into_iter().find_map(|field| self.get(field).plain());
                name.or_else(|| {
                    // The first language by its tag, so that the order of keys does not matter.
                    let is_language = |tag: &str| matches!(tag.len(), 2..=7) && tag != "id" && tag != "url";
                    let words = fields.iter().filter(|(tag, _)| is_language(tag));
                    words.filter_map(|(tag, node)| Some((tag, node.plain()?))).min().map(|(_, words)| words)
                })
            }
            Node::Null | Node::Bool(_) | Node::List(_) => None,
        }
    }

    /// Its words on one line, as a title or a name is.
    pub fn line(&self) -> Option<String> {
        self.words().map(|words| line(&words)).filter(|words| !words.is_empty())
    }

    fn plain(&self) -> Option<String> {
        match self {
            Node::Text(_) | Node::Number(_) => self.words(),
            _ => None,
        }
    }

    /// The value as a whole number, even if it is written as text.
    pub fn number(&self) -> Option<i64> {
        self.words()?.parse().ok()
    }

    /// Whether the value is `true` or `"true"`.
    pub fn is_true(&self) -> bool {
        matches!(self, Node::Bool(true)) || matches!(self, Node::Text(words) if words == "true")
    }
}

/// Parses a JSON text.
///
/// # Errors
///
/// A sentence that says why the text is not JSON.
pub fn node(text: &str, file: &str) -> Result<Node, Refused> {
    serde_json::from_str(text).map_err(|error| {
        Refused(if error.is_eof() {
            format!("`{file}` ends in the middle: it was not copied or downloaded completely; get it again")
        } else {
            format!("`{file}` is broken JSON ({error}); export it again")
        })
    })
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Node, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = Node;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a value")
            }

            fn visit_unit<E>(self) -> Result<Node, E> {
                Ok(Node::Null)
            }

            fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
                Ok(Node::Bool(value))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
                Ok(Node::Number(number.to_string()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
                Ok(Node::Number(number.to_string()))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
                Ok(Node::Number(number.to_string()))
            }

            fn visit_str<E>(self, words: &str) -> Result<Node, E> {
                Ok(Node::Text(words.to_owned()))
            }

            fn visit_string<E>(self, words: String) -> Result<Node, E> {
                Ok(Node::Text(words))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Node, A::Error> {
                let mut list = Vec::new();
                while let Some(value) = values.next_element()? {
                    list.push(value);
                }
                Ok(Node::List(list))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = entries.next_entry()? {
                    fields.push(field);
                }
                Ok(Node::Object(fields))
            }
        }

        deserializer.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_fields_of_several_types() {
        let node = node(
            r#"{"a": 7, "b": "7", "c": {"de": "Saal", "en": "Hall"}, "d": {"fr": "Salle", "de": "Saal"},
                "e": {"id": 1, "name": "Web"}, "f": [], "g": null, "h": " ", "i": {}}"#,
            "a.json",
        )
        .unwrap();
        let words = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "z"].map(|field| node.get(field).words());
        let words = words.map(Option::unwrap_or_default);
        assert_eq!(words, ["7", "7", "Hall", "Saal", "Web", "", "", "", "", ""]);
        assert_eq!((node.get("a").number(), node.get("b").number()), (Some(7), Some(7)));
    }

    #[test]
    fn a_cut_off_file_and_broken_json_have_different_messages() {
        assert!(node("{\"a\": [1, ", "a.json").unwrap_err().0.contains("ends in the middle"));
        assert!(node("{\"a\": }", "a.json").unwrap_err().0.contains("broken JSON"));
    }
}
