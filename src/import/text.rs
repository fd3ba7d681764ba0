//! Organisers' longer texts (plain words, Markdown, HTML or a mixture, and nothing says which) as texts of ours.
//!
//! The rule of this folder: words are kept, only their form may be simplified; what is left out (a picture, an address
//! that no page may lead to) is told. Markdown is written as HTML first, so that one place, `html`, makes blocks, and
//! only from elements on its list.

// Bare addresses in running words, and addresses that need mending.
mod addresses;
// Characters that nobody meant to write.
mod characters;
// What elements of HTML do to words.
mod elements;
// HTML as blocks.
mod html;
// Markdown as HTML.
mod markdown;
// The pieces of a line, and their formats.
mod runs;
// What looks like a tag: markup, or words about markup.
mod tags;
// The marks of wikis as HTML.
mod wiki;

pub use addresses::{is_relative, resolved};

use crate::domain::text::{Block, Inline, Text, Words};

use crate::import::report::{Kind, Line};
use tags::Tags;

/// More tags and quote marks than any text needs are a mistake or an attack: such a text is taken as plain words.
const MOST_MARKS: usize = 10_000;

/// A text, and what could not be taken into it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formed {
    /// The text; none where there are no words.
    pub text: Option<Text>,
    /// What was left out, in the order of the text.
    pub left_out: Vec<LeftOut>,
    /// Relative addresses, and what they were completed to.
    pub resolved: Vec<(String, String)>,
}

/// Something of a text that a guide does not show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// A picture, by its address. Its describing words are kept.
    Picture(String),
    /// An address that no page may lead to; may be empty. The words that led there are kept.
    Link(String),
    /// A film, a form, another page … by its element: `iframe`.
    Embedded(String),
    /// All form: there was so much markup that only the characters were kept.
    Form,
}

impl Formed {
    /// The lines of the report about what was left out of a text of this session or speaker.
    pub fn lines<'a>(&'a self, about: &'a str) -> impl Iterator<Item = Line> + 'a {
        let resolved = self.resolved.iter().map(move |(written, whole)| {
            Line::new(Kind::LinkResolved, about, format!("in its text: `{written}` is taken for `{whole}`"))
        });
        let left_out = self.left_out.iter().map(move |left_out| match left_out {
            LeftOut::Picture(address) => Line::new(Kind::Picture, about, format!("in its text: `{address}`")),
            LeftOut::Link(address) => {
                let what = "; the words are kept, the link is not";
                Line::new(Kind::Link, about, format!("its text leads to `{address}`{what}"))
            }
            LeftOut::Embedded(element) => {
                Line::new(Kind::Text, about, format!("its text embeds a `{element}`, which is left out"))
            }
            LeftOut::Form => {
                Line::new(Kind::Text, about, "its text has too much markup; it is kept as plain words")
            }
        });
        resolved.chain(left_out)
    }
}

/// A text of ours from a text in any of organisers' forms.
pub fn text(source: &str) -> Formed {
    text_of_page(source, None)
}

/// A text of ours from a text in any of organisers' forms. Relative links lead on from `page`, the address of the page that
/// the text was written for, if there is one.
pub fn text_of_page(source: &str, page: Option<&str>) -> Formed {
    let source = wiki::marks_as_html(unescaped(characters::cleaned(source)));
    if source.bytes().filter(|byte| matches!(byte, b'<' | b'>' | b'[' | b'*' | b'_' | b'`')).count()
        > MOST_MARKS
    {
        return Formed { text: plain(&source), left_out: vec![LeftOut::Form], ..Formed::default() };
    }
    let tags = Tags::of(&source);
    let as_html = if tags.have_blocks() && !markdown::is_marked(&tags.without_tags()) {
        tags.all_else_escaped()
    } else {
        markdown::html(&tags.as_markdown())
    };
    let mut formed = html::formed(&as_html, page);
    formed.left_out.extend(tags.embedded().map(LeftOut::Embedded));
    formed
}

/// A title or a name: one line without odd characters or spaces around. Entities and tags that can only be HTML are
/// turned into what they mean; `Vec<T>`, `R&D` and `The <dialog> element` stay.
pub fn line(source: &str) -> String {
    let source = Tags::of(&characters::cleaned(source)).without_formatting();
    let source = if has_entity(&source) { elements::words(&source) } else { source };
    characters::on_one_line(&characters::cleaned(&source))
}

/// The words of a longer text with one space between: two texts with the same words differ in nothing but line ends and
/// spaces.
pub fn words(source: &str) -> String {
    characters::on_one_line(&characters::cleaned(source))
}

/// A title, name or label that may be missing, or nothing but spaces.
pub fn line_if_any(source: Option<&str>) -> Option<String> {
    source.map(line).filter(|words| !words.is_empty())
}

/// HTML that was escaped once too often: there is no tag, but there would be.
fn unescaped(source: String) -> String {
    let twice = ["&lt;/p&gt;", "&lt;br&gt;", "&lt;br/&gt;", "&lt;br /&gt;", "&lt;/li&gt;", "&lt;/a&gt;"];
    if !source.contains('<') && twice.iter().any(|tag| source.contains(tag)) {
        return characters::cleaned(&elements::words(&source));
    }
    source
}

/// Whether an entity is written out in full: `&amp;`, `&#39;`.
fn has_entity(source: &str) -> bool {
    source.split('&').skip(1).any(|after| {
        let Some((name, _)) = after.split_once(';') else { return false };
        let digits = name.strip_prefix('#').unwrap_or(name);
        (2..=32).contains(&name.len()) && digits.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

fn plain(source: &str) -> Option<Text> {
    let paragraphs = source.split("\n\n").map(characters::on_one_line);
    let paragraphs: Vec<String> = paragraphs.filter(|paragraph| !paragraph.is_empty()).collect();
    (!paragraphs.is_empty()).then(|| Text::plain(&paragraphs.join("\n\n")))
}

/// Blocks without any form are plain words.
fn simplest(blocks: Vec<Block>) -> Option<Text> {
    let words: Option<Vec<&str>> = blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(line) => match line.as_slice() {
                [Inline::Text(words)] => Some(words.as_str()),
                _ => None,
            },
            _ => None,
        })
        .collect();
    let words = match words {
        Some(words) if words.is_empty() => return None,
        Some(words) => Words::Plain(words.join("\n\n")),
        None => Words::Blocks(blocks),
    };
    Some(Text { words, excerpt: false })
}

#[cfg(test)]
mod tests;
