//! Converts wiki markup for bold and italic words, `'''bold'''` and `''italic''`, to HTML.
//!
//! The rule of this file: apostrophes that may mean anything else (quotes, programs, names) stay as they are.

/// Converts the wiki markup of a text to elements. Texts with code stay as they are, because `''` is common in
/// programs.
pub(super) fn marks_as_html(source: String) -> String {
    if !source.contains("''") || ["`", "~~~", "<code", "<pre"].iter().any(|code| source.contains(code)) {
        return source;
    }
    source.split_inclusive('\n').map(line_as_html).collect()
}

fn line_as_html(line: &str) -> String {
    let marks = [
        ("'''''", "<strong><em>", "</em></strong>"),
        ("'''", "<strong>", "</strong>"),
        ("''", "<em>", "</em>"),
    ];
    marks.into_iter().fold(line.to_owned(), |line, (mark, open, close)| between(&line, mark, open, close))
}

/// A line in which each pair of marks around words is replaced.
fn between(line: &str, mark: &str, open: &str, close: &str) -> String {
    let mut places = line.match_indices('\'').map(|(at, _)| at).filter(|at| is_mark(line, *at, mark));
    let (mut html, mut done) = (String::new(), 0);
    let mut start = places.next();
    while let Some(from) = start {
        start = places.next();
        let Some(to) = start else { break };
        let (before, words, after) = (&line[..from], &line[from + mark.len()..to], &line[to + mark.len()..]);
        let stands_alone =
            !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        let are_words = words
            .starts_with(|first: char| first.is_alphanumeric() || matches!(first, '\'' | '<'))
            && !words.ends_with(char::is_whitespace);
        if stands_alone && are_words {
            html.extend([&line[done..from], open, words, close]);
            done = to + mark.len();
            start = places.next();
        }
    }
    html + &line[done..]
}

/// Whether this mark, with exactly this many apostrophes, stands here.
fn is_mark(line: &str, at: usize, mark: &str) -> bool {
    let rest = &line[at..];
    !line[..at].ends_with('\'') && rest.starts_with(mark) && !rest[mark.len()..].starts_with('\'')
}
