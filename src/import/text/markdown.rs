//! Converts Markdown to HTML. The text may also be plain words, so it is read cautiously.
//!
//! The rule of this file: if CommonMark would lose characters that a writer of plain words meant (`f*ck sh*t`, `1986. A
//! year`, deliberate line ends, indented lines, a row of hyphens under a sentence), the characters stay.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::addresses;

/// The lengths at which mail programs and editors wrap lines.
const WRAPPED_AT: std::ops::RangeInclusive<usize> = 50..=110;

/// Whether words between HTML tags are clearly Markdown.
pub(super) fn is_marked(words: &str) -> bool {
    let is_item = |line: &&str| line.starts_with("- ") || line.starts_with("* ");
    let is_heading = |line: &str| line.trim_start_matches('#').starts_with(' ') && line.starts_with('#');
    words.contains("](http")
        || words.contains("](mailto:")
        || words.matches("**").count() >= 2
        || words.lines().any(is_heading)
        || words.lines().filter(is_item).count() >= 2
}

/// Converts a Markdown text to HTML.
pub(super) fn html(source: &str) -> String {
    let source = &lines_as_meant(source);
    let parser = Parser::new_ext(source, Options::ENABLE_TABLES);
    let definitions: Vec<(String, Range<usize>)> = parser
        .reference_definitions()
        .iter()
        .map(|(label, definition)| (label.to_lowercase(), definition.span.clone()))
        .collect();
    let mut writer = Writer::new(source);
    for (event, range) in parser.into_offset_iter() {
        writer.take(event, range);
    }
    // A definition that no link refers to was meant as words, like `[1]: https://…` at the end.
    let mut unused: Vec<Range<usize>> = definitions
        .into_iter()
        .filter(|(label, _)| !writer.references.contains(label))
        .map(|(_, span)| span)
        .collect();
    unused.sort_by_key(|span| span.start);
    for span in unused {
        writer.paragraph(&source[span]);
    }
    let mut html = String::with_capacity(source.len() * 5 / 4);
    pulldown_cmark::html::push_html(&mut html, writer.events.into_iter());
    html
}

/// The lines as Markdown should read them: bullets of word processors become list marks, and text that is indented as a
/// whole loses its indentation, so that it does not become a code block.
fn lines_as_meant(source: &str) -> String {
    let source = &without_margin(source);
    let mut text = String::with_capacity(source.len());
    let mut fence: Option<&str> = None;
    let (mut after_empty, mut in_list, mut shift) = (true, false, 0);
    for line in source.split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '\t']);
        let mark = ["```", "~~~"].into_iter().find(|mark| words.starts_with(mark));
        let indent: usize =
            line[..line.len() - words.len()].chars().map(|space| if space == '\t' { 4 } else { 1 }).sum();
        let (item, is_bullet) = match words.strip_prefix(['•', '‣', '▪', '●', '◦', '⁃']) {
            Some(item) if item.starts_with(|next: char| next.is_whitespace() || next.is_alphanumeric()) => {
                (item.trim_start_matches([' ', '\t']), true)
            }
            _ => (words, false),
        };
        if fence.is_some() || words.trim().is_empty() {
            text.push_str(line);
        } else {
            // Indented lines below a heading, a quote or a row of a table are not part of it.
            let is_item = is_bullet || is_item(words) && !words.starts_with(['#', '>', '|']);
            in_list &= is_item || indent > shift || !after_empty;
            if !in_list {
                shift = if indent >= 4 { indent } else { 0 };
            }
            in_list |= is_item;
            text.extend(std::iter::repeat_n(' ', indent.saturating_sub(shift)));
            text.push_str(if is_bullet { "- " } else { "" });
            text.push_str(if is_more_than(words) { "\\" } else { "" });
            text.push_str(item);
        }
        fence = match (fence, mark) {
            (None, mark) => mark,
            (Some(open), Some(mark)) if open == mark => None,
            (open, _) => open,
        };
        after_empty = words.trim().is_empty();
    }
    text
}

/// The lines without the margin that indented XML gives to all lines except the first, whose margin was trimmed before.
fn without_margin(source: &str) -> Cow<'_, str> {
    // A smaller margin could be that of a list that begins in the first line.
    const LEAST: usize = 8;
    let spaces = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let later = source.lines().skip(1).filter(|line| !line.trim().is_empty());
    let margin = later.map(spaces).min().unwrap_or(0);
    if source.starts_with(' ') || margin < LEAST {
        return Cow::Borrowed(source);
    }
    let lines = source.split_inclusive('\n').enumerate();
    let trimmed = lines.map(|(at, line)| if at == 0 { line } else { &line[spaces(line).min(margin)..] });
    Cow::Owned(trimmed.collect())
}

/// Events on their way from the parser to HTML.
struct Writer<'a> {
    source: &'a str,
    events: Vec<Event<'a>>,
    lines: Lines,
    addresses: Vec<Range<usize>>,
    /// For each open emphasis, whether its marks are kept as characters.
    marks: Vec<bool>,
    /// For each open list, whether its numbers are kept as characters.
    numbers: Vec<bool>,
    /// Whether the paragraph of an item has already begun, because its number is kept as characters.
    in_paragraph_already: bool,
    /// Whether it is within an indented block or an underlined heading, which are paragraphs here.
    as_paragraph: bool,
    /// Labels that links refer to.
    references: BTreeSet<String>,
}

impl<'a> Writer<'a> {
    fn new(source: &'a str) -> Writer<'a> {
        Writer {
            source,
            events: Vec::new(),
            lines: Lines::of(source),
            addresses: addresses::bare(source),
            marks: Vec::new(),
            numbers: Vec::new(),
            in_paragraph_already: false,
            as_paragraph: false,
            references: BTreeSet::new(),
        }
    }

    fn take(&mut self, event: Event<'a>, range: Range<usize>) {
        let in_paragraph_already = std::mem::take(&mut self.in_paragraph_already);
        match event {
            Event::Start(Tag::Paragraph) if in_paragraph_already => {}
            Event::Start(Tag::List(first)) => {
                let are_words = first.is_some_and(|first| first != 1);
                self.numbers.push(are_words);
                self.events.push(if are_words { division(true) } else { Event::Start(Tag::List(first)) });
            }
            Event::End(TagEnd::List(ordered)) => {
                let are_words = self.numbers.pop() == Some(true);
                self.events.push(if are_words { division(false) } else { Event::End(TagEnd::List(ordered)) });
            }
            Event::Start(Tag::Item) if self.numbers.last() == Some(&true) => {
                let item = &self.source[range];
                let number = item.split_whitespace().next().unwrap_or_default();
                self.events.push(division(true));
                self.events.push(Event::Text(format!("{number} ").into()));
                self.in_paragraph_already = true;
            }
            Event::End(TagEnd::Item) if self.numbers.last() == Some(&true) => {
                self.events.push(division(false))
            }
            Event::Start(Tag::Emphasis | Tag::Strong) if self.are_words(&range) => {
                self.marks.push(true);
                let length = if matches!(event, Event::Start(Tag::Strong)) { 2 } else { 1 };
                self.push_words(&self.source[range.start..range.start + length]);
            }
            Event::Start(Tag::Emphasis | Tag::Strong) => {
                self.marks.push(false);
                self.events.push(event);
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong) => {
                let length = if matches!(event, Event::End(TagEnd::Strong)) { 2 } else { 1 };
                if self.marks.pop() == Some(true) {
                    self.push_words(&self.source[range.end - length..range.end]);
                } else {
                    self.events.push(event);
                }
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => self.begin_paragraph(),
            Event::Start(Tag::Heading { .. }) if self.is_underlined_sentence(&range) => {
                self.begin_paragraph()
            }
            Event::End(TagEnd::CodeBlock | TagEnd::Heading(_)) if self.as_paragraph => {
                self.as_paragraph = false;
                self.events.push(Event::End(TagEnd::Paragraph));
            }
            Event::End(TagEnd::CodeBlock) => match self.events.pop() {
                // Three backticks before a word, not the beginning of a code block.
                Some(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(word)))) => {
                    let paragraph =
                        [Event::Start(Tag::Paragraph), Event::Text(word), Event::End(TagEnd::Paragraph)];
                    self.events.extend(paragraph);
                }
                last => self.events.extend(last.into_iter().chain([event])),
            },
            // Text of an indented block: the parser passes it on with its line ends, and does not unescape it.
            Event::Text(words) if self.as_paragraph && words.contains(['\n', '\\']) => {
                for line in words.replace("\\<", "<").split_inclusive('\n') {
                    self.events.push(Event::Text(line.trim_end().to_owned().into()));
                    self.events.extend(line.ends_with('\n').then_some(Event::HardBreak));
                }
            }
            Event::SoftBreak => {
                if !self.lines.is_wrapped_at(range.start) {
                    self.events.push(Event::HardBreak);
                } else if !self.is_within_a_word(&range) {
                    self.events.push(Event::SoftBreak);
                }
            }
            Event::Start(Tag::Link { link_type, ref id, .. }) => {
                if matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) {
                    self.references.insert(id.to_lowercase());
                }
                self.events.push(event);
            }
            _ => self.events.push(event),
        }
    }

    fn begin_paragraph(&mut self) {
        self.as_paragraph = true;
        self.events.push(Event::Start(Tag::Paragraph));
    }

    fn push_words(&mut self, words: &'a str) {
        self.events.push(Event::Text(words.into()));
    }

    fn paragraph(&mut self, words: &'a str) {
        self.events.push(Event::Start(Tag::Paragraph));
        self.push_words(words);
        self.events.push(Event::End(TagEnd::Paragraph));
    }

    /// Whether a line ends within a word: Chinese and Japanese have no spaces between words.
    fn is_within_a_word(&self, end: &Range<usize>) -> bool {
        let is_spaceless = |letter: char| matches!(letter, '\u{3000}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}');
        let before = self.source[..end.start].trim_end().chars().next_back();
        let after = self.source[end.end..].trim_start().chars().next();
        before.is_some_and(is_spaceless) && after.is_some_and(is_spaceless)
    }

    /// Whether the marks of an emphasis are characters: within a word and within an address they are.
    fn are_words(&self, range: &Range<usize>) -> bool {
        let is_letter = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
        let bytes = self.source.as_bytes();
        let before = range.start.checked_sub(1).and_then(|at| bytes.get(at)).copied();
        let within_words = is_letter(before) && is_letter(bytes.get(range.end).copied());
        let after = self.addresses.partition_point(|address| address.end <= range.start);
        let in_address = self.addresses.get(after).is_some_and(|address| address.start <= range.start);
        within_words || in_address
    }

    /// Whether a row of hyphens under this text is a separator: it is under a sentence, but under a few words it marks
    /// a heading.
    fn is_underlined_sentence(&self, range: &Range<usize>) -> bool {
        let source = self.source[range.clone()].trim();
        let words = source.trim_end_matches(['-', '=']).trim();
        let is_sentence =
            words.ends_with(['.', '!', ',', ';', '。']) || words.contains('\n') || words.len() > 100;
        !source.starts_with('#') && is_sentence
    }
}

fn division(opens: bool) -> Event<'static> {
    Event::Html(if opens { "<div>" } else { "</div>" }.into())
}

/// The lines of a text, and which of them continue on the next line because a program wrapped them.
struct Lines {
    starts: Vec<usize>,
    wrapped: Vec<bool>,
}

impl Lines {
    fn of(source: &str) -> Lines {
        let lines: Vec<&str> = source.split('\n').collect();
        let starts = lines.iter().scan(0, |at, line| {
            let start = *at;
            *at += line.len() + 1;
            Some(start)
        });
        let starts = starts.collect();
        let mut wrapped = Vec::with_capacity(lines.len());
        for paragraph in lines.split(|line| line.trim().is_empty()) {
            wrapped.extend(std::iter::repeat_n(is_wrapped(paragraph), paragraph.len() + 1));
        }
        Lines { starts, wrapped }
    }

    fn is_wrapped_at(&self, at: usize) -> bool {
        let line = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        self.wrapped.get(line) == Some(&true)
    }
}

/// Whether a program wrapped the paragraph: at each line end, the next word would not have fitted.
fn is_wrapped(paragraph: &[&str]) -> bool {
    let length = |words: &str| words.trim().chars().count();
    // An address is not wrapped, however long it is.
    let longest = paragraph.iter().filter(|line| line.trim().contains(' ')).map(|line| length(line)).max();
    let Some(width) = longest.filter(|width| WRAPPED_AT.contains(width)) else { return false };
    let pairs = paragraph.windows(2).map(|pair| (pair[0], pair[1].trim()));
    // Headings and items are never wrapped with the next line.
    let ends: Vec<(&str, &str)> = pairs
        .filter(|(line, next)| !is_item(next) && !is_rule(next) && !is_rule(line) && !line.starts_with('#'))
        .collect();
    let has_ended = |line: &str| line.trim_end().ends_with(['.', '!', '?', ':', ';', '。', '！', '？']);
    let had_room = |(line, next): &&(&str, &str)| {
        let word = next.split_whitespace().next().unwrap_or_default();
        length(line) + 1 + length(word) <= width
    };
    // Later corrections leave a shorter line here and there.
    let mut shorter = ends.iter().filter(had_room);
    let are_few = shorter.clone().count() * 4 <= ends.len();
    let are_corrected = are_few && shorter.all(|(line, _)| length(line) * 5 >= width * 3 && !has_ended(line));
    let are_chosen = ends.iter().any(|(line, _)| line.ends_with("  "));
    let goes_on = |(line, next): &(&str, &str)| {
        !has_ended(line) && (paragraph.len() > 2 || next.starts_with(char::is_lowercase))
    };
    are_corrected && !are_chosen && ends.iter().any(goes_on)
}

fn is_rule(line: &str) -> bool {
    line.trim().trim_matches(['-', '=']).is_empty()
}

/// Whether `>` means "more than": `> 18 years` is not a quote.
fn is_more_than(line: &str) -> bool {
    line.strip_prefix('>')
        .is_some_and(|rest| rest.trim_start().starts_with(|first: char| first.is_ascii_digit()))
}

fn is_item(line: &str) -> bool {
    let number = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_numbered = number.len() < line.len() && number.starts_with(['.', ')']);
    is_numbered || ["- ", "* ", "+ ", "> ", "#", "|"].iter().any(|mark| line.starts_with(mark))
}
