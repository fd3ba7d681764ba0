//! Converts wiki markup to HTML and Markdown: `'''bold'''` and `''italic''` words, `== headings ==`, and links like
//! `[https://a.example/ words]`.
//!
//! The rule of this file: signs that may mean anything else (quotes, programs, names) stay as they are.

/// Converts the wiki markup of a text. Texts with code stay as they are, because `''` and `==` are common in programs.
pub(super) fn without_marks(source: String) -> String {
    let has_marks = ["''", "==", "[http", "[mailto:"].iter().any(|mark| source.contains(mark));
    if !has_marks || ["`", "~~~", "<code", "<pre"].iter().any(|code| source.contains(code)) {
        return source;
    }
    source.split_inclusive('\n').map(|line| with_links(&heading(&with_elements(line)))).collect()
}

/// A line like `== Words ==` as a heading in Markdown.
fn heading(line: &str) -> String {
    let whole = line.trim();
    let words = whole.trim_matches('=');
    let signs = (whole.len() - words.len()) / 2;
    let is_heading = (2..=6).contains(&signs)
        && whole.starts_with(&"=".repeat(signs))
        && whole.ends_with(&"=".repeat(signs))
        && whole.len() == words.len() + 2 * signs
        && words.contains(char::is_alphanumeric);
    if is_heading { format!("{} {}\n", "#".repeat(signs), words.trim()) } else { line.to_owned() }
}

/// A line with its links, like `[https://a.example/ words]`, as links in Markdown.
fn with_links(line: &str) -> String {
    let (mut markdown, mut rest) = (String::new(), line);
    while let Some(start) = rest.find('[') {
        let (before, from) = rest.split_at(start);
        markdown.push_str(before);
        match link(from) {
            Some((address, words, after)) => {
                markdown.push_str(&format!("[{words}]({address})"));
                rest = after;
            }
            None => {
                markdown.push('[');
                rest = &from[1..];
            }
        }
    }
    markdown + rest
}

/// The address and the words of a wiki's link at the beginning of a text, and what follows it.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (inside, after) = text.strip_prefix('[')?.split_once(']')?;
    let (address, words) = inside.split_once(' ')?;
    let is_address = ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
    let is_link = is_address && !words.trim().is_empty() && !inside.contains(['[', '(', ')']);
    // `[https://a.example/ words](…)` is a link in Markdown.
    (is_link && !after.starts_with('(')).then_some((address, words.trim(), after))
}

/// A line with its bold and italic words as elements.
fn with_elements(line: &str) -> String {
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
