//! A line of running words, as pieces with the formats around them; `nested` turns it into a tree.
//!
//! The rule of this file: words are separated by one space, the line is trimmed, and no format is empty.

use super::{addresses, characters};
use crate::domain::text::Inline;

/// A piece of a line with the formats around it, the outermost first.
pub(super) struct Run {
    pub(super) formats: Vec<Format>,
    pub(super) piece: Piece,
}

#[derive(Clone, PartialEq)]
pub(super) enum Format {
    Emphasis,
    Strong,
    /// The number distinguishes adjacent links with the same address.
    Link {
        address: String,
        number: usize,
    },
}

#[derive(PartialEq)]
pub(super) enum Piece {
    Words(String),
    Code(String),
    Break,
}

impl Run {
    pub(super) fn has_words(&self) -> bool {
        match &self.piece {
            Piece::Words(words) | Piece::Code(words) => !words.trim().is_empty(),
            Piece::Break => false,
        }
    }
}

/// Trims a line, and leaves one space between words and no line breaks at its ends.
pub(super) fn tidy(line: Vec<Run>) -> Vec<Run> {
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

/// Adds a space between two runs, with the formats that both have, so that it stands outside the emphasis.
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

/// Converts runs to a tree, by the formats that neighbours share from this depth on. There are three formats, so the
/// tree is at most three deep.
pub(super) fn nested(line: &[Run], depth: usize) -> Vec<Inline> {
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
