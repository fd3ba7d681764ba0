//! The HTML elements that have a meaning here, and the tokens of a text that is reduced to them.
//!
//! The rule of this file: if an element is not on the list below, only its words are kept. Ammonia builds the tree as
//! browsers do, removes everything that is not for reading, and writes balanced HTML.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer};

/// The meaning of an element for its words.
#[derive(Clone, Copy)]
pub(super) enum Role {
    /// The words are emphasised.
    Emphasis,
    Strong,
    /// The words are code.
    Code,
    Link,
    Image,
    Break,
    /// The words are a paragraph of their own.
    Paragraph,
    Heading,
    List,
    NumberedList,
    Item,
    Quote,
    Preformatted,
    Row,
    Cell,
    /// The words stand in quotation marks.
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

pub(super) static ROLE_OF: LazyLock<HashMap<&str, Role>> = LazyLock::new(|| ROLES.iter().copied().collect());

static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(ROLES.iter().map(|(name, _)| *name).collect())
        .clean_content_tags(HashSet::from([
            "head", "iframe", "math", "noscript", "object", "script", "select", "style", "svg", "template",
            "textarea", "title",
        ]))
        // `name` and `id` distinguish an anchor from a link whose address was refused.
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "name", "id"])),
            ("img", HashSet::from(["src", "alt"])),
        ]))
        // More schemes than links may have, so that the report can name the address of a refused link.
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

/// Passes on the tokens of the text as balanced HTML that has only elements of the list.
pub(super) fn clean_tokens(html: &str, each: impl FnMut(Token)) {
    tokens(&SANITISER.clean(html).to_string(), each);
}

/// Decodes a text in which only entities have a meaning.
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
    // The results only matter for running scripts, which never happens here.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
}
