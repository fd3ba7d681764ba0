//! An abstract or a biography in full: its paragraphs, lists and links, and a remark if the source gave only the
//! beginning.
//!
//! The rule: a text becomes elements and text nodes, never markup, and only an allowed address becomes a link.

use crate::domain::conference::Link;
use crate::domain::text::{Block, Inline, Text, Words};
use crate::ui::element::{El, el};
use crate::ui::strings::Strings;

/// The whole text.
pub fn long_text(text: &Text) -> El {
    let whole = el("div").class("long-text").of_the_programme();
    let whole = match &text.words {
        Words::Plain(_) => {
            let last = text.paragraphs().len();
            whole.children(text.paragraphs().iter().enumerate().map(|(at, paragraph)| {
                let cut = text.excerpt && at + 1 == last;
                el("p").attr("dir", "auto").text(paragraph).text(if cut { "…" } else { "" })
            }))
        }
        Words::Blocks(parts) => blocks(whole, parts),
    };
    let excerpt = || el("p").class("excerpt-mark").attr("lang", Strings::LANGUAGE.tag).text(Strings::EXCERPT);
    whole.children(text.excerpt.then(excerpt))
}

fn blocks(into: El, parts: &[Block]) -> El {
    into.children(parts.iter().map(|part| match part {
        Block::Paragraph(line) => words(el("p").attr("dir", "auto"), line),
        // Not a heading element: its level would depend on where the text stands.
        Block::Heading(line) => words(el("p").class("text-heading").attr("dir", "auto"), line),
        Block::List(entries) => items(el("ul"), entries),
        Block::NumberedList(entries) => items(el("ol"), entries),
        Block::Quote(parts) => blocks(el("blockquote"), parts),
        Block::Code(code) => el("pre").attr("tabindex", "0").child(el("code").text(code)),
    }))
}

fn items(list: El, entries: &[Vec<Block>]) -> El {
    list.children(entries.iter().map(|entry| blocks(el("li"), entry)))
}

fn words(into: El, line: &[Inline]) -> El {
    line.iter().fold(into, |into, part| match part {
        Inline::Text(text) => into.text(text),
        Inline::Emphasis(line) => into.child(words(el("em"), line)),
        Inline::Strong(line) => into.child(words(el("strong"), line)),
        Inline::Code(code) => into.child(el("code").text(code)),
        Inline::Link { address, words: line } if Link::may_lead_to(address) => {
            into.child(words(el("a").attr("href", address).attr("rel", "noopener noreferrer"), line))
        }
        Inline::Link { words: line, .. } => words(into, line),
        Inline::Break => into.child(el("br")),
    })
}
