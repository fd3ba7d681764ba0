//! Decides whether something that looks like a tag is markup or words about markup.
//!
//! The rule of this file: `Vec<T>` and a lone `<dialog>` are words. A tag is markup only if it can be nothing else: an
//! element of HTML that is closed, or has attributes, or may stand alone like `<br>` and `<p>`. So a talk about
//! `<script>` keeps its words, and a real script is removed.

use std::collections::BTreeSet;
use std::ops::Range;

/// Elements that are not closed, or need not be.
const MAY_STAND_ALONE: &[&str] =
    &["br", "hr", "img", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "o:p"];

/// Elements that begin on a new line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "figure",
    "figcaption",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// Elements within a line.
const INLINES: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em", "font", "hr",
    "i", "img", "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Containers of the elements above, and elements whose content is not for reading.
const OTHERS: &[&str] = &[
    "button", "canvas", "caption", "col", "colgroup", "details", "dialog", "fieldset", "form", "head",
    "input", "legend", "link", "math", "meta", "noscript", "option", "script", "select", "style", "summary",
    "svg", "tbody", "template", "textarea", "tfoot", "thead", "title",
];

/// Elements that embed other content in the page.
const EMBEDDED: &[&str] = &["audio", "embed", "iframe", "object", "video"];

/// The longest tag: without this limit a text with unclosed quotes would be read again and again.
const LONGEST: usize = 4_096;

/// A text, and the tags in it that are markup.
pub(super) struct Tags<'a> {
    text: &'a str,
    /// In order.
    markup: Vec<Tag>,
    /// Positions of words in the form of a tag.
    literal: Vec<usize>,
}

struct Tag {
    name: String,
    closing: bool,
    has_attributes: bool,
    range: Range<usize>,
}

impl<'a> Tags<'a> {
    /// Finds the tags of a text.
    pub(super) fn of(text: &'a str) -> Tags<'a> {
        if !text.contains('<') {
            return Tags { text, markup: Vec::new(), literal: Vec::new() };
        }
        let found = found(text);
        // In a text that begins as HTML, a backtick is an odd apostrophe, not Markdown that hides a tag.
        let begins = found.first().filter(|tag| text[..tag.range.start].trim().is_empty());
        let is_html = begins.is_some_and(|tag| BLOCKS.contains(&tag.name.as_str()));
        let found = if is_html { found } else { outside(found, &code(text)) };
        let closed: BTreeSet<String> =
            found.iter().filter(|tag| tag.closing).map(|tag| tag.name.clone()).collect();
        let opened: BTreeSet<String> =
            found.iter().filter(|tag| !tag.closing).map(|tag| tag.name.clone()).collect();
        let is_markup = |tag: &Tag| {
            let name = tag.name.as_str();
            let is_known = [BLOCKS, INLINES, OTHERS, EMBEDDED].iter().any(|names| names.contains(&name));
            let hides = matches!(name, "script" | "style" | "title" | "template" | "textarea");
            let pairs = if tag.closing { opened.contains(name) } else { closed.contains(name) };
            is_known && (pairs || !hides && (tag.has_attributes || MAY_STAND_ALONE.contains(&name)))
        };
        let (markup, literal): (Vec<Tag>, Vec<Tag>) = found.into_iter().partition(is_markup);
        Tags { text, markup, literal: literal.into_iter().map(|tag| tag.range.start).collect() }
    }

    /// Whether there are block elements: then tags, not line ends, separate the text's paragraphs.
    pub(super) fn have_blocks(&self) -> bool {
        self.markup.iter().any(|tag| BLOCKS.contains(&tag.name.as_str()))
    }

    /// The names of elements that embed other content in the page.
    pub(super) fn embedded(&self) -> impl Iterator<Item = String> {
        let opening = self.markup.iter().filter(|tag| !tag.closing);
        opening.filter(|tag| EMBEDDED.contains(&tag.name.as_str())).map(|tag| tag.name.clone())
    }

    /// The text with every `<` escaped that does not begin a tag, comment or declaration.
    pub(super) fn all_else_escaped(&self) -> String {
        let mut begins: BTreeSet<usize> = self.markup.iter().map(|tag| tag.range.start).collect();
        let comments = self.text.match_indices("<!--").filter(|(at, _)| self.text[*at..].contains("-->"));
        begins.extend(comments.map(|(at, _)| at));
        begins.extend(self.text.match_indices("<!DOCTYPE ").map(|(at, _)| at));
        let all = self.text.match_indices('<').map(|(at, _)| at);
        self.rewritten(all.filter(|at| !begins.contains(at)).map(|at| (at..at + 1, "&lt;".to_owned())))
    }

    /// The text as Markdown: tags for paragraphs and line breaks become line ends, so that marks after a `<br>` stand
    /// at the beginning of a line; and the `<` of words that look like tags is escaped.
    pub(super) fn as_markdown(&self) -> String {
        let lines = self.markup.iter().filter_map(|tag| {
            let ends_line = self.text[tag.range.end..].starts_with('\n');
            let lines = match tag.name.as_str() {
                "p" | "div" => "\n\n",
                // In Markdown, two spaces at a line's end are a line break.
                "br" if ends_line => "  ",
                "br" => "  \n",
                _ => return None,
            };
            Some((tag.range.clone(), lines.to_owned()))
        });
        let is_escaped = |at: &usize| self.text[..*at].ends_with('\\');
        let words =
            self.literal.iter().filter(|at| !is_escaped(at)).map(|at| (*at..at + 1, "\\<".to_owned()));
        let mut changes: Vec<(Range<usize>, String)> = lines.chain(words).collect();
        changes.sort_by_key(|(range, _)| range.start);
        self.rewritten(changes.into_iter())
    }

    /// The text without its tags.
    pub(super) fn without_tags(&self) -> String {
        self.rewritten(self.markup.iter().map(|tag| (tag.range.clone(), String::new())))
    }

    /// The text without the tags that only format words. In a title even `<p>` stays, unless it is closed.
    pub(super) fn without_formatting(&self) -> String {
        let closed: BTreeSet<&str> =
            self.markup.iter().filter(|tag| tag.closing).map(|tag| tag.name.as_str()).collect();
        self.rewritten(self.markup.iter().filter_map(|tag| {
            let name = tag.name.as_str();
            let is_block = matches!(name, "br" | "p" | "div");
            let goes = name == "br" || closed.contains(name) && (is_block || INLINES.contains(&name));
            goes.then(|| (tag.range.clone(), if is_block { " " } else { "" }.to_owned()))
        }))
    }

    fn rewritten(&self, changes: impl Iterator<Item = (Range<usize>, String)>) -> String {
        let mut text = String::with_capacity(self.text.len());
        let mut at = 0;
        for (range, words) in changes {
            text.push_str(&self.text[at..range.start]);
            text.push_str(&words);
            at = range.end;
        }
        text + &self.text[at..]
    }
}

/// Everything of the form `<name …>` or `</name>`.
fn found(text: &str) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    for (start, _) in text.match_indices('<') {
        if tags.last().is_some_and(|last| start < last.range.end) {
            continue;
        }
        let rest = &text[start + 1..];
        let closing = rest.starts_with('/');
        let rest = if closing { &rest[1..] } else { rest };
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'_');
        let length = rest.bytes().take_while(|byte| is_name(*byte)).count();
        let (name, attributes) = rest.split_at(length);
        let begins = name.starts_with(|first: char| first.is_ascii_alphabetic());
        let ends = attributes.starts_with(|next: char| next.is_whitespace() || matches!(next, '/' | '>'));
        if let Some(end) = end_of_tag(attributes).filter(|_| begins && ends && !name.ends_with(':')) {
            tags.push(Tag {
                name: name.to_ascii_lowercase(),
                closing,
                has_attributes: attributes[..end].contains('='),
                range: start..text.len() - attributes.len() + end + 1,
            });
        }
    }
    tags
}

/// The position of the `>` that ends a tag, ignoring those in quotes.
fn end_of_tag(attributes: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in attributes.bytes().enumerate().take(LONGEST) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'<') => return None,
            // A quote opens a value only after `=`; elsewhere it is an apostrophe.
            (None, b'"' | b'\'') if attributes[..at].trim_end().ends_with('=') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The positions of Markdown's code spans and fences: between runs of equally many backticks.
fn code(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices('`') {
        match runs.last_mut().filter(|run| run.end == at) {
            Some(run) => run.end = at + 1,
            None => runs.push(at..at + 1),
        }
    }
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(open) = runs.get(at) {
        // A span is within a paragraph; a fence may contain several paragraphs.
        let reach = if open.len() < 3 {
            text[open.end..].find("\n\n").map_or(text.len(), |length| open.end + length)
        } else {
            text.len()
        };
        let candidates = runs[at + 1..].iter().take_while(|run| run.start < reach);
        match candidates.zip(at + 1..).find(|(run, _)| run.len() == open.len()) {
            Some((close, closes_at)) => {
                spans.push(open.start..close.end);
                at = closes_at + 1;
            }
            None => at += 1,
        }
    }
    spans
}

fn outside(tags: Vec<Tag>, spans: &[Range<usize>]) -> Vec<Tag> {
    let mut spans = spans.iter().peekable();
    let mut kept = tags;
    kept.retain(|tag| {
        while spans.next_if(|span| span.end <= tag.range.start).is_some() {}
        spans.peek().is_none_or(|span| tag.range.start < span.start)
    });
    kept
}
