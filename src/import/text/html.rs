//! HTML as blocks.
//!
//! The rule of this file: an element is on the list below or only its words are kept. Ammonia builds the tree as
//! browsers do, removes what is not for reading and writes it out balanced; what it wrote is read token by token, so
//! that no depth of nesting can exhaust the stack.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};

use crate::domain::text::{Block, Inline};

use super::{Formed, LeftOut, addresses, characters, simplest};

/// Lists and quotes within each other; deeper ones lose their form, not their words.
const DEEPEST: usize = 6;

/// What an element does to its words.
#[derive(Clone, Copy)]
enum Role {
    /// They are stressed …
    Emphasis,
    Strong,
    /// … or read letter by letter.
    Code,
    Link,
    Image,
    Break,
    /// They stand on lines of their own.
    Paragraph,
    Heading,
    List,
    NumberedList,
    Item,
    Quote,
    Preformatted,
    Row,
    Cell,
    /// Quotation marks stand around them.
    Quoted,
}

const ROLES: &[(&str, Role)] = &[
    ("a", Role::Link),
    ("address", Role::Paragraph),
    ("article", Role::Paragraph),
    ("aside", Role::Paragraph),
    ("b", Role::Strong),
    ("blockquote", Role::Quote),
    ("br", Role::Break),
    ("caption", Role::Paragraph),
    ("center", Role::Paragraph),
    ("cite", Role::Emphasis),
    ("code", Role::Code),
    ("dd", Role::Paragraph),
    ("details", Role::Paragraph),
    ("dfn", Role::Emphasis),
    ("div", Role::Paragraph),
    ("dl", Role::Paragraph),
    ("dt", Role::Paragraph),
    ("em", Role::Emphasis),
    ("figcaption", Role::Paragraph),
    ("figure", Role::Paragraph),
    ("footer", Role::Paragraph),
    ("h1", Role::Heading),
    ("h2", Role::Heading),
    ("h3", Role::Heading),
    ("h4", Role::Heading),
    ("h5", Role::Heading),
    ("h6", Role::Heading),
    ("header", Role::Paragraph),
    ("hr", Role::Paragraph),
    ("i", Role::Emphasis),
    ("img", Role::Image),
    ("kbd", Role::Code),
    ("li", Role::Item),
    ("main", Role::Paragraph),
    ("nav", Role::Paragraph),
    ("ol", Role::NumberedList),
    ("p", Role::Paragraph),
    ("pre", Role::Preformatted),
    ("q", Role::Quoted),
    ("samp", Role::Code),
    ("section", Role::Paragraph),
    ("strong", Role::Strong),
    ("summary", Role::Paragraph),
    ("table", Role::Paragraph),
    ("tbody", Role::Paragraph),
    ("td", Role::Cell),
    ("tfoot", Role::Paragraph),
    ("th", Role::Cell),
    ("thead", Role::Paragraph),
    ("tr", Role::Row),
    ("tt", Role::Code),
    ("ul", Role::List),
    ("var", Role::Emphasis),
];

static ROLE_OF: LazyLock<HashMap<&str, Role>> = LazyLock::new(|| ROLES.iter().copied().collect());

static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(ROLES.iter().map(|(name, _)| *name).collect())
        .clean_content_tags(HashSet::from([
            "head", "iframe", "math", "noscript", "object", "script", "select", "style", "svg", "template",
            "textarea", "title",
        ]))
        // `name` and `id` tell the target of a link from a link whose address was refused.
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "name", "id"])),
            ("img", HashSet::from(["src", "alt"])),
        ]))
        // More than may be linked to, so that what is refused can be told by its address.
        .url_schemes(HashSet::from([
            "https",
            "http",
            "mailto",
            "javascript",
            "data",
            "tel",
            "ftp",
            "geo",
            "irc",
            "xmpp",
        ]))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None);
    builder
});

/// The text that HTML says.
pub(super) fn formed(html: &str) -> Formed {
    let clean = SANITISER.clean(html).to_string();
    let mut page = Page::default();
    tokens(&clean, |token| page.take(token));
    page.finish()
}

/// The words of a text in which only entities mean something.
pub(super) fn words(source: &str) -> String {
    let mut words = String::new();
    tokens(&source.replace('<', "&lt;"), |token| {
        if let Token::CharacterTokens(more) = token {
            words.push_str(&more);
        }
    });
    words
}

fn tokens(html: &str, each: impl FnMut(Token)) {
    struct Sink<F>(RefCell<F>);

    impl<F: FnMut(Token)> TokenSink for Sink<F> {
        type Handle = ();

        fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
            self.0.borrow_mut()(token);
            TokenSinkResult::Continue
        }
    }

    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    let tokenizer = Tokenizer::new(Sink(RefCell::new(each)), Default::default());
    // Both results ask to run a script, which this sink never does.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
}

/// The blocks so far.
struct Page {
    /// Lists, items and quotes that are open; the first is the page itself.
    containers: Vec<Container>,
    /// What is to be done at the end of each open element.
    open: Vec<AtEnd>,
    /// The line that is being written.
    line: Vec<Run>,
    is_heading: bool,
    formats: Vec<Format>,
    /// Elements whose words are read letter by letter.
    code: usize,
    preformatted: Option<String>,
    rows: usize,
    links: usize,
    left_out: Vec<LeftOut>,
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

/// A piece of a line with the formats around it, the outermost first.
struct Run {
    formats: Vec<Format>,
    piece: Piece,
}

#[derive(Clone, PartialEq)]
enum Format {
    Emphasis,
    Strong,
    /// The number tells neighbours with the same address apart.
    Link {
        address: String,
        number: usize,
    },
}

#[derive(PartialEq)]
enum Piece {
    Words(String),
    Code(String),
    Break,
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
        match addresses::mended(&href) {
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
        // An item always may begin: its list did.
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
            // What stands in a list outside its items is an item of its own.
            ContainerKind::List | ContainerKind::NumberedList => container.items.push(vec![block]),
            _ => container.blocks.push(block),
        }
    }

    fn words(&mut self, words: &str) {
        if let Some(code) = &mut self.preformatted {
            code.push_str(words);
            return;
        }
        // An empty line between words is a paragraph's end for whoever writes HTML in a field for plain words.
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
        // What an entity divided is one run again.
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

    /// One break ends a line, two end a paragraph.
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
        Formed { text: simplest(blocks), left_out: self.left_out }
    }
}

impl Run {
    fn has_words(&self) -> bool {
        match &self.piece {
            Piece::Words(words) | Piece::Code(words) => !words.trim().is_empty(),
            Piece::Break => false,
        }
    }
}

/// A line with one space between its words and none around, and without breaks at its ends.
fn tidy(line: Vec<Run>) -> Vec<Run> {
    let mut tidied: Vec<Run> = Vec::new();
    let mut space = false;
    for run in line {
        let Run { formats, piece } = run;
        let (words, is_code) = match piece {
            Piece::Words(words) => (words, false),
            Piece::Code(words) => (words, true),
            Piece::Break => {
                if !tidied.is_empty() {
                    tidied.push(Run { formats, piece });
                }
                space = false;
                continue;
            }
        };
        let one = characters::on_one_line(&words);
        let at_start = tidied.last().is_none_or(|last| last.piece == Piece::Break);
        let before = !at_start && (space || words.starts_with(char::is_whitespace));
        space = words.ends_with(char::is_whitespace) || one.is_empty() && before;
        if one.is_empty() {
            continue;
        }
        if before {
            push_space(&mut tidied, &formats);
        }
        match tidied.last_mut() {
            Some(Run { formats: earlier, piece: Piece::Words(words) }) if *earlier == formats && !is_code => {
                words.push_str(&one);
            }
            _ => {
                let piece = if is_code { Piece::Code(one) } else { Piece::Words(one) };
                tidied.push(Run { formats, piece });
            }
        }
    }
    while tidied.pop_if(|last| last.piece == Piece::Break).is_some() {}
    tidied
}

/// A space between two runs, with the formats that both have: it stands outside of what is stressed.
fn push_space(line: &mut Vec<Run>, next: &[Format]) {
    let Some(last) = line.last_mut() else { return };
    let shared = last.formats.iter().zip(next).take_while(|(one, other)| one == other).count();
    match &mut last.piece {
        Piece::Words(words) if last.formats.len() == shared => words.push(' '),
        _ => {
            let formats = next[..shared].to_vec();
            line.push(Run { formats, piece: Piece::Words(" ".to_owned()) });
        }
    }
}

/// Runs as a tree, by the formats that neighbours share. As deep as there are formats, which are three.
fn nested(line: &[Run], depth: usize) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut at = 0;
    while let Some(run) = line.get(at) {
        let Some(format) = run.formats.get(depth) else {
            leaf(run, &mut inlines);
            at += 1;
            continue;
        };
        let length = line[at..].iter().take_while(|other| other.formats.get(depth) == Some(format)).count();
        let within = &line[at..at + length];
        let words = nested(within, depth + 1);
        let has_words = within.iter().any(Run::has_words);
        match format {
            _ if !has_words => inlines.extend(words),
            Format::Emphasis => inlines.push(Inline::Emphasis(words)),
            Format::Strong => inlines.push(Inline::Strong(words)),
            Format::Link { address, .. } => inlines.push(Inline::Link { address: address.clone(), words }),
        }
        at += length;
    }
    inlines
}

fn leaf(run: &Run, into: &mut Vec<Inline>) {
    let is_linked = run.formats.iter().any(|format| matches!(format, Format::Link { .. }));
    match &run.piece {
        Piece::Break => into.push(Inline::Break),
        Piece::Code(code) => into.push(Inline::Code(code.clone())),
        Piece::Words(words) if is_linked => into.push(Inline::Text(words.clone())),
        Piece::Words(words) => {
            let mut at = 0;
            for range in addresses::bare(words) {
                let address = &words[range.clone()];
                into.extend(Some(&words[at..range.start]).filter(|words| !words.is_empty()).map(text));
                into.push(Inline::Link { address: address.to_owned(), words: vec![text(address)] });
                at = range.end;
            }
            into.extend(Some(&words[at..]).filter(|words| !words.is_empty()).map(text));
        }
    }
}

fn text(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}
