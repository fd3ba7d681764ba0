//! The texts are everything that is not in the list: abstracts, biographies, links, and the names of sessions in other
//! systems.
//!
//! The rule of this file: texts are matched to sessions and speakers by their order, so list and texts must come from
//! the same conference.

use std::mem::take;

use super::list::pass_links;
use super::values::Values;
use crate::domain::conference::Conference;
use crate::domain::text::{Block, Inline, Text, Words};

/// The version of this part. It changes with every change of the order or the meaning of its values.
pub const VERSION: u8 = 1;

/// Passes all texts of a conference, which has its sessions and speakers already.
pub fn pass(values: &mut impl Values, conference: &mut Conference) -> Option<()> {
    let Conference { sessions, speakers, .. } = conference;
    let counts = [sessions.len(), speakers.len()];
    for count in counts {
        let mut number = count as i64;
        values.number(&mut number)?;
        if number != count as i64 {
            return None;
        }
    }
    for session in &mut *sessions {
        pass_text(values, &mut session.summary)?;
    }
    for speaker in &mut *speakers {
        pass_text(values, &mut speaker.biography)?;
    }
    for session in &mut *sessions {
        pass_links(values, &mut session.links)?;
    }
    for speaker in speakers {
        pass_links(values, &mut speaker.links)?;
    }
    sessions.iter_mut().try_for_each(|session| values.texts(&mut session.alternates))
}

/// How deep blocks and emphasis may be nested: more than any file can have that `serde_json` reads.
const DEEPEST: usize = 128;

/// Nothing, plain words, an excerpt of plain words, blocks, or an excerpt of blocks: 0 to 4.
fn pass_text(values: &mut impl Values, text: &mut Option<Text>) -> Option<()> {
    let mut kind = match text {
        None => 0,
        Some(Text { words: Words::Plain(_), excerpt }) => 1 + i64::from(*excerpt),
        Some(Text { words: Words::Blocks(_), excerpt }) => 3 + i64::from(*excerpt),
    };
    values.number(&mut kind)?;
    let before = text.take().map(|text| text.words);
    let words = match kind {
        0 => return Some(()),
        1 | 2 => {
            let mut plain = if let Some(Words::Plain(plain)) = before { plain } else { String::new() };
            values.text(&mut plain)?;
            Words::Plain(plain)
        }
        3 | 4 => {
            let mut blocks = if let Some(Words::Blocks(blocks)) = before { blocks } else { Vec::new() };
            pass_blocks(values, &mut blocks, DEEPEST)?;
            Words::Blocks(blocks)
        }
        _ => return None,
    };
    *text = Some(Text { words, excerpt: kind % 2 == 0 });
    Some(())
}

fn pass_blocks(values: &mut impl Values, blocks: &mut Vec<Block>, depth: usize) -> Option<()> {
    let depth = depth.checked_sub(1)?;
    values.length(blocks, || Block::Code(String::new()))?;
    blocks.iter_mut().try_for_each(|block| pass_block(values, block, depth))
}

fn pass_block(values: &mut impl Values, block: &mut Block, depth: usize) -> Option<()> {
    let mut kind = match block {
        Block::Paragraph(_) => 0,
        Block::Heading(_) => 1,
        Block::List(_) => 2,
        Block::NumberedList(_) => 3,
        Block::Quote(_) => 4,
        Block::Code(_) => 5,
    };
    values.number(&mut kind)?;
    let (mut line, mut items, mut blocks, mut code) = (Vec::new(), Vec::new(), Vec::new(), String::new());
    match block {
        Block::Paragraph(own) | Block::Heading(own) => line = take(own),
        Block::List(own) | Block::NumberedList(own) => items = take(own),
        Block::Quote(own) => blocks = take(own),
        Block::Code(own) => code = take(own),
    }
    match kind {
        0 | 1 => pass_line(values, &mut line, depth)?,
        2 | 3 => {
            values.length(&mut items, Vec::new)?;
            items.iter_mut().try_for_each(|item| pass_blocks(values, item, depth))?;
        }
        4 => pass_blocks(values, &mut blocks, depth)?,
        _ => values.text(&mut code)?,
    }
    *block = match kind {
        0 => Block::Paragraph(line),
        1 => Block::Heading(line),
        2 => Block::List(items),
        3 => Block::NumberedList(items),
        4 => Block::Quote(blocks),
        5 => Block::Code(code),
        _ => return None,
    };
    Some(())
}

fn pass_line(values: &mut impl Values, line: &mut Vec<Inline>, depth: usize) -> Option<()> {
    let depth = depth.checked_sub(1)?;
    values.length(line, || Inline::Break)?;
    line.iter_mut().try_for_each(|part| pass_inline(values, part, depth))
}

fn pass_inline(values: &mut impl Values, part: &mut Inline, depth: usize) -> Option<()> {
    let mut kind = match part {
        Inline::Text(_) => 0,
        Inline::Code(_) => 1,
        Inline::Emphasis(_) => 2,
        Inline::Strong(_) => 3,
        Inline::Link { .. } => 4,
        Inline::Break => 5,
    };
    values.number(&mut kind)?;
    let mut text = String::new();
    let mut line = Vec::new();
    match part {
        Inline::Text(own) | Inline::Code(own) => text = take(own),
        Inline::Emphasis(own) | Inline::Strong(own) => line = take(own),
        Inline::Link { address, words } => (text, line) = (take(address), take(words)),
        Inline::Break => {}
    }
    if matches!(kind, 0 | 1 | 4) {
        values.text(&mut text)?;
    }
    if matches!(kind, 2..=4) {
        pass_line(values, &mut line, depth)?;
    }
    *part = match kind {
        0 => Inline::Text(text),
        1 => Inline::Code(text),
        2 => Inline::Emphasis(line),
        3 => Inline::Strong(line),
        4 => Inline::Link { address: text, words: line },
        5 => Inline::Break,
        _ => return None,
    };
    Some(())
}
