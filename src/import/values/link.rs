//! Links as exports write them, turned into links that a page may have.
//!
//! The rule of this file: a link that a page may not have is left out, and the result says whether a link was
//! corrected.

use crate::domain::conference::Link;
use crate::import::draft::DraftLink;
use crate::import::text::{self, line};

/// What a link became.
#[derive(Debug, PartialEq, Eq)]
pub enum Mended {
    /// It was kept.
    Kept(Link),
    /// It was kept, with the scheme that was missing.
    WithScheme(Link),
    /// It was relative, and was completed with the address of the page that it was written for.
    Resolved(Link),
    /// A page may not have it, for this reason.
    Lost(&'static str),
}

/// Turns a link of an export into one that a page may have. `page` is the address of the page that it was written for.
pub fn mended(link: &DraftLink, page: Option<&str>) -> Mended {
    let address = link.address.trim();
    let kept = |address: String| Link { label: label(&link.label, &address), address };
    if Link::may_lead_to(address) {
        return Mended::Kept(kept(address.to_owned()));
    }
    let (scheme, rest) = address.split_once(':').unwrap_or(("", address));
    if matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https" | "mailto") {
        let lower = format!("{}:{rest}", scheme.to_ascii_lowercase());
        return match Link::may_lead_to(&lower) {
            true => Mended::Kept(kept(lower)),
            false => Mended::Lost("no address"),
        };
    }
    if address.contains(char::is_whitespace) {
        return Mended::Lost("words, not an address");
    }
    if text::is_relative(address) {
        return match page.and_then(|page| text::resolved(address, page)) {
            Some(whole) => Mended::Resolved(kept(whole)),
            None => Mended::Lost("it leads into the system that wrote the file"),
        };
    }
    if address.starts_with('#') {
        return Mended::Lost("it leads to a place within the page that it was written for");
    }
    let bare = address.trim_start_matches('/');
    let host = bare.split(['/', '?', '#']).next().unwrap_or_default();
    if is_mailbox(bare) {
        return Mended::WithScheme(kept(format!("mailto:{bare}")));
    }
    let with_scheme = format!("https://{bare}");
    match is_host(host) && Link::may_lead_to(&with_scheme) {
        true => Mended::WithScheme(kept(with_scheme)),
        false => Mended::Lost("not a web address"),
    }
}

fn label(label: &str, address: &str) -> String {
    let label = line(label);
    if !label.is_empty() && label != address {
        return label;
    }
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    let bare = bare.strip_prefix("mailto:").unwrap_or(bare);
    let host = bare.split(['/', '?', '#']).next().unwrap_or(bare);
    let words = line(host);
    if words.is_empty() { address.to_owned() } else { words }
}

/// Whether a text is a host, like `example.org` or `www.example.org:8080`; `slides.pdf` is a file.
fn is_host(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or_default();
    let is_part = |part: &str| {
        !part.is_empty()
            && part.chars().all(|letter| letter.is_alphanumeric() || letter == '-' || letter == '_')
    };
    let last = name.rsplit('.').next().unwrap_or_default();
    name.contains('.')
        && name.split('.').all(is_part)
        && last.len() >= 2
        && last.chars().all(char::is_alphabetic)
        && !text::is_relative(name)
}

fn is_mailbox(address: &str) -> bool {
    address
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && !name.contains(['/', ':']) && is_host(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mend(address: &str) -> Mended {
        mended(&DraftLink { label: "Slides".to_owned(), address: address.to_owned() }, None)
    }

    #[test]
    fn a_relative_address_is_completed_with_the_sessions_page() {
        let page = Some("https://cfp.example/conf/talk/ABCDEF/");
        for (address, expected) in [
            ("/media/conf/slides.pdf", "https://cfp.example/media/conf/slides.pdf"),
            ("slides.pdf", "https://cfp.example/conf/talk/ABCDEF/slides.pdf"),
            ("files/slides.pdf", "https://cfp.example/conf/talk/ABCDEF/files/slides.pdf"),
            ("../notes", "https://cfp.example/conf/talk/notes"),
            ("?download=1", "https://cfp.example/conf/talk/ABCDEF/?download=1"),
        ] {
            let draft = DraftLink { label: "Slides".to_owned(), address: address.to_owned() };
            let link = Link { label: "Slides".to_owned(), address: expected.to_owned() };
            assert_eq!(mended(&draft, page), Mended::Resolved(link), "{address}");
            assert!(matches!(mended(&draft, Some("/conf/talk/ABCDEF/")), Mended::Lost(_)), "{address}");
        }
        let host = DraftLink { label: "Slides".to_owned(), address: "b.example/slides.pdf".to_owned() };
        assert!(matches!(mended(&host, page), Mended::WithScheme(_)));
    }

    #[test]
    fn an_address_without_its_scheme_gets_one() {
        for (address, expected) in [
            ("example.org/slides", "https://example.org/slides"),
            ("www.example.org", "https://www.example.org"),
            ("//example.org/a", "https://example.org/a"),
            ("ada@example.org", "mailto:ada@example.org"),
        ] {
            let link = Link { label: "Slides".to_owned(), address: expected.to_owned() };
            assert_eq!(mend(address), Mended::WithScheme(link), "{address}");
        }
    }

    #[test]
    fn a_link_that_a_page_cannot_follow_is_lost() {
        for address in [
            "/system/slides.pdf",
            "slides.pdf",
            "see my web site",
            "javascript:alert(1)",
            "",
            "https://",
            "TBA",
        ] {
            assert!(matches!(mend(address), Mended::Lost(_)), "{address}: {:?}", mend(address));
        }
    }

    #[test]
    fn a_link_without_words_gets_its_host_as_label() {
        let link = DraftLink { label: " ".to_owned(), address: "https://www.example.org/a/b".to_owned() };
        let Mended::Kept(link) = mended(&link, None) else { panic!("the link is good") };
        assert_eq!(link.label, "www.example.org");
    }
}
