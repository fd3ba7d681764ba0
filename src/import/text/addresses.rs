//! Addresses in texts: finds bare ones in running words, and corrects ones that a page could not link to.
//!
//! The rule of this file: `Link::may_lead_to` accepts every address that this file returns.

use std::ops::Range;

use url::Url;

use crate::domain::conference::Link;

/// The positions of bare `https://` and `http://` addresses in running words.
pub(super) fn bare(words: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (scheme, _) in words.match_indices("http") {
        let follows_a_letter = words[..scheme].chars().next_back().is_some_and(char::is_alphanumeric);
        if follows_a_letter || found.last().is_some_and(|last| scheme < last.end) {
            continue;
        }
        let end = words[scheme..].find(ends_an_address).map_or(words.len(), |length| scheme + length);
        let address = without_punctuation(&words[scheme..end]);
        let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        let has_host = host.is_some_and(|host| host.starts_with(char::is_alphanumeric));
        if has_host && Link::may_lead_to(address) {
            found.push(scheme..scheme + address.len());
        }
    }
    found
}

fn ends_an_address(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || "<>\"`|\\^“”„«»、。，；：！？「」『』（）【】《》…".contains(letter)
}

/// Punctuation at the end belongs to the sentence, unless it closes a bracket of the address.
fn without_punctuation(mut address: &str) -> &str {
    while let Some(last) = address.chars().next_back() {
        let opens = |open, close| address.matches(open).count() >= address.matches(close).count();
        let belongs = match last {
            ')' => opens('(', ')'),
            ']' => opens('[', ']'),
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '*' | '_' | '~' | '}' => false,
            _ => true,
        };
        if belongs {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address
}

/// An address in the form in which a page can link to it: without stray spaces, with a scheme. `None` if a page must
/// not link to it.
pub(super) fn mended(address: &str) -> Option<String> {
    let address: String = address.trim().chars().filter(|letter| !letter.is_control()).collect();
    let address: String = address.split_whitespace().collect::<Vec<_>>().join("%20");
    let with_scheme = match address.split_once(':') {
        _ if address.starts_with("//") => format!("https:{address}"),
        _ if address.to_ascii_lowercase().starts_with("www.") => format!("https://{address}"),
        Some((scheme, rest)) => format!("{}:{rest}", scheme.to_ascii_lowercase()),
        None => address,
    };
    Some(with_scheme).filter(|address| Link::may_lead_to(address))
}

/// Whether an address is relative to another page: `/media/slides.pdf`, `../notes`, `slides.pdf`.
pub fn is_relative(address: &str) -> bool {
    let is_path = address.starts_with('/') && !address.starts_with("//") || address.starts_with(['.', '?']);
    is_path || is_file(address)
}

/// Completes a relative address with the address of its page; `None` if that is not possible.
pub fn resolved(address: &str, page: &str) -> Option<String> {
    let address = address.trim();
    let page = Url::parse(page.trim()).ok().filter(|page| matches!(page.scheme(), "http" | "https"))?;
    let whole = page.join(Some(address).filter(|address| is_relative(address))?).ok()?.to_string();
    Link::may_lead_to(&whole).then_some(whole)
}

/// Whether a text is the name of a file, not of a host: `slides.pdf`, `media/slides.pdf`.
fn is_file(address: &str) -> bool {
    let endings = ["pdf", "odp", "pptx", "ppt", "html", "htm", "png", "jpg", "zip", "txt", "key"];
    let (first, last) =
        (address.split('/').next().unwrap_or_default(), address.rsplit('/').next().unwrap_or_default());
    let ending = last.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_named_so = ending.is_some_and(|ending| endings.contains(&ending.as_str()));
    // `example.org/slides.pdf` begins with a host.
    is_named_so && !address.contains([':', ' ']) && (first == last || !first.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_address_ends_before_punctuation_of_the_sentence() {
        for (words, address) in [
            ("See https://a.example/x.", "https://a.example/x"),
            ("(https://a.example/x)", "https://a.example/x"),
            ("https://a.example/Foo_(bar), too", "https://a.example/Foo_(bar)"),
            ("詳細は「https://a.example/」へ", "https://a.example/"),
            ("<https://a.example/?a=1&b=2>", "https://a.example/?a=1&b=2"),
            ("http://a.example:8080/#top!", "http://a.example:8080/#top"),
        ] {
            let found: Vec<&str> = bare(words).into_iter().map(|range| &words[range]).collect();
            assert_eq!(found, [address], "{words}");
        }
    }

    #[test]
    fn words_that_only_begin_like_an_address_are_not_one() {
        for words in
            ["http", "https://", "https://…", "xhttps://a.example", "http:a.example", "https://.", "httpd"]
        {
            assert!(bare(words).is_empty(), "{words}");
        }
    }

    #[test]
    fn addresses_are_mended_or_refused() {
        for (address, mended_to) in [
            (" https://a.example/x y\n", Some("https://a.example/x%20y")),
            ("www.a.example", Some("https://www.a.example")),
            ("//a.example/x", Some("https://a.example/x")),
            ("HTTPS://a.example", Some("https://a.example")),
            ("mailto:ada@a.example", Some("mailto:ada@a.example")),
            ("javascript:alert(1)", None),
            ("java\nscript:alert(1)", None),
            ("/talks/1", None),
            ("#top", None),
            ("", None),
        ] {
            assert_eq!(mended(address).as_deref(), mended_to, "{address}");
        }
    }
}
