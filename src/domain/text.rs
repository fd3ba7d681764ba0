//! A longer text of the programme: plain words, or a small tree of paragraphs, lists and links.
//!
//! The rule of this file: a text consists only of these few blocks, so that a page builds elements from it and never
//! parses markup. The import has converted organisers' Markdown and HTML to these blocks.

use std::borrow::Cow;

use serde::de::{self, Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// An abstract or a biography.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), serde(deny_unknown_fields))]
pub struct Text {
    /// The words: plain (an empty line begins a new paragraph) or a list of blocks.
    #[serde(rename = "text")]
    pub words: Words,
    /// Whether this is only the beginning of a longer text. Pages then say so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub excerpt: bool,
}

/// The words of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(untagged))]
pub enum Words {
    /// Plain words; an empty line begins a new paragraph.
    Plain(String),
    /// Paragraphs, lists …
    Blocks(Vec<Block>),
}

/// A part of a text that begins on a line of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading within the text. Its level is below the page's own headings.
    Heading(Vec<Inline>),
    /// Items with a mark before each.
    List(Vec<Vec<Block>>),
    /// Items that are numbered from 1.
    NumberedList(Vec<Vec<Block>>),
    /// A quotation.
    Quote(Vec<Block>),
    /// Lines of a program or similar text.
    Code(String),
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Inline {
    /// Plain words.
    Text(String),
    /// Emphasised words.
    Emphasis(Vec<Inline>),
    /// Strongly emphasised words.
    Strong(Vec<Inline>),
    /// Code within a line.
    Code(String),
    /// A link.
    Link {
        /// The address, with `https://`, `http://` or `mailto:`.
        address: String,
        /// The words.
        words: Vec<Inline>,
    },
    /// A line break.
    Break,
}

impl Text {
    /// A text of plain words.
    pub fn plain(words: &str) -> Text {
        Text { words: Words::Plain(words.to_owned()), excerpt: false }
    }

    /// The text without formatting: a line for each paragraph or item, with empty lines between them.
    pub fn reading(&self) -> Cow<'_, str> {
        match &self.words {
            Words::Plain(words) => Cow::Borrowed(words),
            Words::Blocks(blocks) => {
                let mut lines = Vec::new();
                lines_of(blocks, &mut lines);
                Cow::Owned(lines.join("\n\n"))
            }
        }
    }

    /// The paragraphs of [`Text::reading`], without empty ones.
    pub fn paragraphs(&self) -> Vec<String> {
        let reading = self.reading();
        let paragraphs = reading.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
        paragraphs.map(str::to_owned).collect()
    }

    /// The first paragraph. It ends with an ellipsis if the text is an excerpt of one paragraph.
    pub fn beginning(&self) -> Option<String> {
        let mut paragraphs = self.paragraphs().into_iter();
        let first = paragraphs.next()?;
        Some(if self.excerpt && paragraphs.next().is_none() { first + "…" } else { first })
    }

    /// The addresses of its links.
    pub fn addresses(&self) -> Vec<&str> {
        let mut addresses = Vec::new();
        if let Words::Blocks(blocks) = &self.words {
            addresses_in(blocks, &mut addresses);
        }
        addresses
    }
}

fn lines_of(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(line) | Block::Heading(line) => lines.push(line_of(line)),
            Block::List(items) | Block::NumberedList(items) => {
                items.iter().for_each(|item| lines_of(item, lines));
            }
            Block::Quote(blocks) => lines_of(blocks, lines),
            Block::Code(code) => lines.push(code.clone()),
        }
    }
}

fn line_of(inlines: &[Inline]) -> String {
    let mut line = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) => line.push_str(words),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { words: inner, .. } => {
                line.push_str(&line_of(inner));
            }
            Inline::Break => line.push('\n'),
        }
    }
    line
}

fn addresses_in<'a>(blocks: &'a [Block], addresses: &mut Vec<&'a str>) {
    for block in blocks {
        match block {
            Block::Paragraph(line) | Block::Heading(line) => addresses_of(line, addresses),
            Block::List(items) | Block::NumberedList(items) => {
                items.iter().for_each(|item| addresses_in(item, addresses));
            }
            Block::Quote(blocks) => addresses_in(blocks, addresses),
            Block::Code(_) => {}
        }
    }
}

fn addresses_of<'a>(inlines: &'a [Inline], addresses: &mut Vec<&'a str>) {
    for inline in inlines {
        match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) => addresses_of(inner, addresses),
            Inline::Link { address, words } => {
                addresses.push(address);
                addresses_of(words, addresses);
            }
            Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
        }
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Words::Plain(words) => serializer.serialize_str(words),
            Words::Blocks(blocks) => blocks.serialize(serializer),
        }
    }
}

// Written by hand, because with serde's `untagged` the error would not name the faulty block, and the app would be
// larger.
impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Words;

            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("plain words or a list of blocks")
            }

            fn visit_str<E: de::Error>(self, words: &str) -> Result<Words, E> {
                Ok(Words::Plain(words.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut blocks: A) -> Result<Words, A::Error> {
                let mut all = Vec::new();
                while let Some(block) = blocks.next_element()? {
                    all.push(block);
                }
                Ok(Words::Blocks(all))
            }
        }

        deserializer.deserialize_any(Either)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn text(words: serde_json::Value) -> Text {
        serde_json::from_value(json!({ "text": words })).expect("a text")
    }

    #[test]
    fn an_empty_line_begins_a_paragraph_of_plain_words() {
        assert_eq!(text(json!("One.\n\nTwo\nlines.\n\n")).paragraphs(), ["One.", "Two\nlines."]);
    }

    #[test]
    fn blocks_are_read_in_order_without_formatting() {
        let blocks = text(json!([
            { "heading": [{ "text": "What" }] },
            { "paragraph": [{ "text": "See " }, { "link": { "address": "https://a.example", "words": [{ "strong": [{ "text": "this" }] }] } }, "break", { "code": "x" }] },
            { "list": [[{ "paragraph": [{ "text": "one" }] }, { "numbered-list": [[{ "paragraph": [{ "emphasis": [{ "text": "deep" }] }] }]] }]] },
            { "quote": [{ "code": "fn" }] },
        ]));
        assert_eq!(blocks.paragraphs(), ["What", "See this\nx", "one", "deep", "fn"]);
        assert_eq!(blocks.addresses(), ["https://a.example"]);
        assert_eq!(serde_json::from_value::<Text>(serde_json::to_value(&blocks).unwrap()).unwrap(), blocks);
    }

    #[test]
    fn an_unknown_block_is_refused_by_name() {
        let refused = serde_json::from_value::<Text>(json!({ "text": [{ "table": [] }] })).unwrap_err();
        assert!(refused.to_string().contains("unknown variant `table`"), "{refused}");
    }
}
