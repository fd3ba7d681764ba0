//! Converts organisers' longer texts to the guide's form. They may be plain words, Markdown, HTML or a mixture, and no
//! export says which.
//!
//! The rule of this folder: words are kept, only their formatting may be simplified; the report lists what is left out
//! (pictures, addresses that a page must not link to). Markdown is converted to HTML first, so that only `html` makes
//! blocks, and only from elements on its list.

// Bare addresses in running words, and addresses that need correction.
mod addresses;
// Removing stray characters.
mod characters;
// The meaning of HTML elements.
mod elements;
// From HTML to blocks.
mod html;
// From Markdown to HTML.
mod markdown;
// The pieces of a line, and their formatting.
mod runs;
// Deciding what looks like a tag: markup, or words about markup.
mod tags;
// From wiki markup to HTML and Markdown.
mod wiki;

pub use addresses::{is_relative, resolved};

use crate::domain::text::{Block, Inline, Text, Words};

use crate::import::report::{Kind, Line};
use tags::Tags;

/// A text with more marks than this is a mistake or an attack: it is read as plain words.
const MOST_MARKS: usize = 10_000;

/// A converted text, and what was left out of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formed {
    /// The text; `None` if there are no words.
    pub text: Option<Text>,
    /// The parts that were left out, in the order of the text.
    pub left_out: Vec<LeftOut>,
    /// Relative addresses, and what they were completed to.
    pub resolved: Vec<(String, String)>,
}

/// A part of a text that a guide does not show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// A picture, by its address. Its alternative text is kept.
    Picture(String),
    /// An address that a page must not link to; may be empty. The words of the link are kept.
    Link(String),
    /// A film, a form, another page … by the name of its element: `iframe`.
    Embedded(String),
    /// All formatting: there was so much markup that only the characters were kept.
    Formatting,
}

impl Formed {
    /// The lines of the report about this text; `about` is the session or speaker.
    pub fn lines<'a>(&'a self, about: &'a str) -> impl Iterator<Item = Line> + 'a {
        let resolved = self.resolved.iter().map(move |(written, whole)| {
            Line::new(
                Kind::LinkResolved,
                about,
                format!("in its text: `{written}` was completed to `{whole}`"),
            )
        });
        let left_out = self.left_out.iter().map(move |left_out| match left_out {
            LeftOut::Picture(address) => Line::new(Kind::Picture, about, format!("in its text: `{address}`")),
            LeftOut::Link(address) => {
                let what = "; the words are kept, the link is left out";
                Line::new(Kind::Link, about, format!("its text links to `{address}`{what}"))
            }
            LeftOut::Embedded(element) => {
                Line::new(Kind::Text, about, format!("its text embeds a `{element}`, which is left out"))
            }
            LeftOut::Formatting => {
                Line::new(Kind::Text, about, "its text has too much markup; it is kept as plain words")
            }
        });
        resolved.chain(left_out)
    }
}

/// Converts a text in any of organisers' forms.
pub fn text(source: &str) -> Formed {
    text_of_page(source, None)
}

/// Converts a text in any of organisers' forms. Relative links are completed with `page`, the address of the page that
/// the text was written for, if there is one.
pub fn text_of_page(source: &str, page: Option<&str>) -> Formed {
    let source = wiki::without_marks(unescaped(characters::cleaned(source)));
    if source.bytes().filter(|byte| matches!(byte, b'<' | b'>' | b'[' | b'*' | b'_' | b'`')).count()
        > MOST_MARKS
    {
        return Formed { text: plain(&source), left_out: vec![LeftOut::Formatting], ..Formed::default() };
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

/// A title or a name: one line, trimmed, without odd characters. Entities and tags that can only be HTML are decoded or
/// removed; `Vec<T>`, `R&D` and `The <dialog> element` stay.
pub fn line(source: &str) -> String {
    let source = Tags::of(&characters::cleaned(source)).without_formatting();
    let source = if has_entity(&source) { elements::words(&source) } else { source };
    characters::on_one_line(&characters::cleaned(&source))
}

/// The words of a longer text with single spaces, to compare texts that may differ in line ends and spaces.
pub fn words(source: &str) -> String {
    characters::on_one_line(&characters::cleaned(source))
}

/// A title, name or label; `None` if it is missing or only spaces.
pub fn line_if_any(source: Option<&str>) -> Option<String> {
    source.map(line).filter(|words| !words.is_empty())
}

/// Unescapes HTML that was escaped twice: it contains escaped tags, but no real ones.
fn unescaped(source: String) -> String {
    let twice = ["&lt;/p&gt;", "&lt;br&gt;", "&lt;br/&gt;", "&lt;br /&gt;", "&lt;/li&gt;", "&lt;/a&gt;"];
    if !source.contains('<') && twice.iter().any(|tag| source.contains(tag)) {
        return characters::cleaned(&elements::words(&source));
    }
    source
}

/// Whether the text contains a complete entity: `&amp;`, `&#39;`.
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

/// Blocks as a text. Blocks without any formatting become plain words.
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
