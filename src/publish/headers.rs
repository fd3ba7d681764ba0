//! Writes `_headers`, which Netlify and Cloudflare Pages read; docs/hosting.md has the same for other hosts.
//!
//! The rule of this file: only files whose name changes with their content are kept for a year. For the others, both
//! hosts have browsers ask again each time, as they should.

use super::head::path_on_the_host;
use crate::domain::conference::Conference;

/// The name of the file.
pub const FILE: &str = "_headers";

/// The beginnings of the names of files that change with their content.
const HASHED: [&str; 7] = ["guide-", "rest-", "kept-", "list-", "texts-", "style-", "boot-"];

/// What every answer should have: no guessing of types, no frames in pages of others, no address told to others, no
/// access to devices. The rest of the policy is in the pages.
const FOR_ALL: [(&str, &str); 4] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "frame-ancestors 'self'"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// The headers of a guide. Their paths begin at the root of the host, so the guide's own path is taken from its address.
pub fn headers(conference: &Conference) -> String {
    let path = path_on_the_host(conference).unwrap_or_else(|| "/".to_owned());
    let rule = |files: &str, headers: &[(&str, &str)]| {
        let lines = headers.iter().map(|(name, value)| format!("  {name}: {value}\n"));
        format!("{path}{files}\n{}", lines.collect::<String>())
    };
    let kept = [("Cache-Control", "public, max-age=31536000, immutable")];
    let hashed = HASHED.iter().map(|beginning| rule(&format!("{beginning}*"), &kept));
    [rule("*", &FOR_ALL)].into_iter().chain(hashed).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_paths_begin_with_that_of_the_guide() {
        for (address, first) in [
            (None, "/*"),
            (Some("https://guide.example/"), "/*"),
            (Some("https://guide.example/2027/london/"), "/2027/london/*"),
        ] {
            let conference =
                json!({ "id": "c", "name": "C", "language": "en", "sessions": [], "address": address });
            let conference = crate::data::parse(&conference.to_string(), "test").expect("it is a conference");
            let headers = headers(&conference);
            assert_eq!(headers.lines().next(), Some(first));
            assert!(headers.contains(&first.replace('*', "guide-*")), "{headers}");
        }
    }
}
