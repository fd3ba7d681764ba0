//! Converts HTML to blocks.
//!
//! The rule of this file: no depth of nesting can exhaust the stack, neither here nor in a browser. So elements are
//! read token by token, and the nesting of lists and quotes is limited.

use html5ever::tokenizer::{TagKind, Token};

use super::elements::{ROLE_OF, Role, clean_tokens};
use super::runs::{Format, Piece, Run, nested, tidy};
use super::{Formed, LeftOut, addresses, characters, simplest};
use crate::domain::text::Block;

/// The deepest nesting of lists and quotes; deeper ones lose their formatting, not their words.
const DEEPEST: usize = 6;

/// Converts HTML. Its relative links are completed with `address`.
pub(super) fn formed(html: &str, address: Option<&str>) -> Formed {
    let mut page = Page { address: address.map(str::to_owned), ..Page::default() };
    clean_tokens(html, |token| page.take(token));
    page.finish()
}

/// The state of the conversion: the blocks so far.
struct Page {
    /// Lists, items and quotes that are open; the first is the page itself.
    containers: Vec<Container>,
    /// The action at the end of each open element.
    open: Vec<AtEnd>,
    /// The line that is being written.
    line: Vec<Run>,
    is_heading: bool,
    formats: Vec<Format>,
    /// The number of open elements for code.
    code: usize,
    preformatted: Option<String>,
    rows: usize,
    links: usize,
    left_out: Vec<LeftOut>,
    /// The address that completes relative links.
    address: Option<String>,
    resolved: Vec<(String, String)>,
}

impl Default for Page {
    fn default() -> Page {
        let whole = Container { kind: ContainerKind::Page, blocks: Vec::new(), items: Vec::new() };
        Page {
            containers: vec![whole],
            open: Vec::new(),
            line: Vec::new(),
            is_heading: false,
            formats: Vec::new(),
            code: 0,
            preformatted: None,
            rows: 0,
            links: 0,
            left_out: Vec::new(),
            address: None,
            resolved: Vec::new(),
        }
    }
}

struct Container {
    kind: ContainerKind,
    blocks: Vec<Block>,
    items: Vec<Vec<Block>>,
}

#[derive(Clone, Copy, PartialEq)]
enum ContainerKind {
    Page,
    List,
    NumberedList,
    Item,
    Quote,
}

enum AtEnd {
    Nothing,
    Line,
    Heading,
    Format,
    Code,
    Container,
    Preformatted,
    Row,
    Quoted,
}

impl Page {
    fn take(&mut self, token: Token) {
        match token {
            Token::CharacterTokens(words) => self.words(&words),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let attribute = |name: &str| {
                    let mut found = tag.attrs.iter().filter(|attribute| &*attribute.name.local == name);
                    found.next().map(|attribute| attribute.value.to_string())
                };
                let Some(role) = ROLE_OF.get(&*tag.name) else { return };
                let at_end = self.begin(*role, attribute);
                if !matches!(&*tag.name, "br" | "hr" | "img") {
                    self.open.push(at_end);
                }
            }
            Token::TagToken(tag) if ROLE_OF.contains_key(&*tag.name) => self.end(),
            _ => {}
        }
    }

    fn begin(&mut self, role: Role, attribute: impl Fn(&str) -> Option<String>) -> AtEnd {
        match role {
            Role::Emphasis => self.begin_format(Format::Emphasis),
            Role::Strong => self.begin_format(Format::Strong),
            Role::Code => {
                self.code += 1;
                AtEnd::Code
            }
            Role::Link => self.begin_link(&attribute),
            Role::Image => {
                self.words(&attribute("alt").unwrap_or_default());
                self.left_out.push(LeftOut::Picture(attribute("src").unwrap_or_default()));
                AtEnd::Nothing
            }
            Role::Break => {
                self.break_line();
                AtEnd::Nothing
            }
            Role::Preformatted => {
                self.end_line();
                self.preformatted.get_or_insert_default();
                AtEnd::Preformatted
            }
            Role::Paragraph if self.rows > 0 => {
                self.words(" ");
                AtEnd::Nothing
            }
            Role::Paragraph => {
                self.end_line();
                AtEnd::Line
            }
            Role::Heading => {
                self.end_line();
                self.is_heading = true;
                AtEnd::Heading
            }
            Role::List => self.begin_container(ContainerKind::List),
            Role::NumberedList => self.begin_container(ContainerKind::NumberedList),
            Role::Quote => self.begin_container(ContainerKind::Quote),
            Role::Item => match self.containers.last().map(|container| container.kind) {
                Some(ContainerKind::List | ContainerKind::NumberedList) => {
                    self.begin_container(ContainerKind::Item)
                }
                _ => {
                    self.end_line();
                    AtEnd::Line
                }
            },
            Role::Row => {
                self.end_line();
                self.rows += 1;
                AtEnd::Row
            }
            Role::Cell => {
                if self.line.iter().any(Run::has_words) {
                    self.words(" · ");
                }
                AtEnd::Nothing
            }
            Role::Quoted => {
                self.words("“");
                AtEnd::Quoted
            }
        }
    }

    fn begin_format(&mut self, format: Format) -> AtEnd {
        if self.formats.contains(&format) {
            return AtEnd::Nothing;
        }
        self.formats.push(format);
        AtEnd::Format
    }

    fn begin_link(&mut self, attribute: &impl Fn(&str) -> Option<String>) -> AtEnd {
        let href = attribute("href");
        if href.is_none() && (attribute("name").is_some() || attribute("id").is_some()) {
            return AtEnd::Nothing;
        }
        let href = href.unwrap_or_default();
        self.links += 1;
        let resolved = self.address.as_deref().and_then(|page| addresses::resolved(&href, page));
        self.resolved.extend(resolved.clone().map(|whole| (href.clone(), whole)));
        match resolved.or_else(|| addresses::mended(&href)) {
            Some(address) => self.begin_format(Format::Link { address, number: self.links }),
            None => {
                self.left_out.push(LeftOut::Link(href));
                AtEnd::Nothing
            }
        }
    }

    fn begin_container(&mut self, kind: ContainerKind) -> AtEnd {
        self.end_line();
        let containers = self.containers.iter().filter(|container| container.kind != ContainerKind::Item);
        // An item may always begin, because its list was allowed.
        if kind != ContainerKind::Item && containers.count() > DEEPEST {
            return AtEnd::Line;
        }
        self.containers.push(Container { kind, blocks: Vec::new(), items: Vec::new() });
        AtEnd::Container
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(AtEnd::Line) => self.end_line(),
            Some(AtEnd::Heading) => {
                self.end_line();
                self.is_heading = false;
            }
            Some(AtEnd::Format) => {
                self.formats.pop();
            }
            Some(AtEnd::Code) => self.code -= 1,
            Some(AtEnd::Container) => self.end_container(),
            Some(AtEnd::Preformatted) => {
                let code = self.preformatted.take().unwrap_or_default();
                if !code.trim().is_empty() {
                    self.add(Block::Code(code.trim_end().trim_start_matches('\n').to_owned()));
                }
            }
            Some(AtEnd::Row) => {
                self.end_line();
                self.rows -= 1;
            }
            Some(AtEnd::Quoted) => self.words("”"),
            Some(AtEnd::Nothing) | None => {}
        }
    }

    fn end_container(&mut self) {
        self.end_line();
        let Some(Container { kind, blocks, items }) = self.containers.pop() else { return };
        match kind {
            ContainerKind::Item => {
                if let Some(list) = self.containers.last_mut().filter(|_| !blocks.is_empty()) {
                    list.items.push(blocks);
                }
            }
            ContainerKind::List if !items.is_empty() => self.add(Block::List(items)),
            ContainerKind::NumberedList if !items.is_empty() => self.add(Block::NumberedList(items)),
            ContainerKind::Quote if !blocks.is_empty() => self.add(Block::Quote(blocks)),
            _ => {}
        }
    }

    fn add(&mut self, block: Block) {
        let Some(container) = self.containers.last_mut() else { return };
        match container.kind {
            // A block in a list outside its items becomes an item.
            ContainerKind::List | ContainerKind::NumberedList => container.items.push(vec![block]),
            _ => container.blocks.push(block),
        }
    }

    fn words(&mut self, words: &str) {
        // Cleaned again, because entities may have hidden stray characters.
        let words = characters::cleaned(words);
        if let Some(code) = &mut self.preformatted {
            code.push_str(&words);
            return;
        }
        // An empty line between words ends a paragraph: people write HTML in fields for plain words.
        let mut paragraphs = words.split("\n\n");
        if let Some(first) = paragraphs.next() {
            self.push_words(first);
        }
        for paragraph in paragraphs {
            if self.rows == 0 {
                self.end_line();
            }
            self.push_words(paragraph);
        }
    }

    fn push_words(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        let is_code = self.code > 0;
        // Words that an entity divided are joined again.
        match self.line.last_mut().filter(|last| last.formats == self.formats).map(|last| &mut last.piece) {
            Some(Piece::Words(before)) if !is_code => before.push_str(words),
            Some(Piece::Code(before)) if is_code => before.push_str(words),
            _ => {
                let words = words.to_owned();
                let piece = if is_code { Piece::Code(words) } else { Piece::Words(words) };
                self.line.push(Run { formats: self.formats.clone(), piece });
            }
        }
    }

    /// Handles a line break: one ends a line, two end a paragraph.
    fn break_line(&mut self) {
        if let Some(code) = &mut self.preformatted {
            code.push('\n');
            return;
        }
        let after_a_break = self.line.iter().rev().find(|run| run.has_words() || run.piece == Piece::Break);
        if after_a_break.is_some_and(|run| run.piece == Piece::Break) && self.rows == 0 {
            self.end_line();
        } else {
            self.line.push(Run { formats: self.formats.clone(), piece: Piece::Break });
        }
    }

    fn end_line(&mut self) {
        let line = tidy(std::mem::take(&mut self.line));
        if line.is_empty() {
            return;
        }
        let line = nested(&line, 0);
        self.add(if self.is_heading { Block::Heading(line) } else { Block::Paragraph(line) });
    }

    fn finish(mut self) -> Formed {
        self.end_line();
        while self.containers.len() > 1 {
            self.end_container();
        }
        let blocks = self.containers.pop().map(|page| page.blocks).unwrap_or_default();
        Formed { text: simplest(blocks), left_out: self.left_out, resolved: self.resolved }
    }
}
