//! pretalx's public codes: the only name of a session or a speaker that is the same in all versions and exports of
//! pretalx.
//!
//! The rule of this file: a code is found wherever pretalx writes it, even as part of an address.

/// Whether a text is a code: `CFEMBK`. Some files have other systems' long ids in the same field.
pub fn is_code(text: &str) -> bool {
    (3..=16).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && text.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// The code in the address of a session's page: `https://…/2027/talk/CFEMBK/`.
pub fn code_in(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let after =
        ["/talk/", "/talks/", "/submission/"].into_iter().find_map(|part| Some(path.split_once(part)?.1))?;
    let code = after.split('/').next().unwrap_or_default();
    // Slugs of other systems have lower-case letters and hyphens.
    let is_ours = is_code(code) && code.len() >= 5 && code.bytes().all(|byte| !byte.is_ascii_lowercase());
    is_ours.then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_in_addresses() {
        for (url, code) in [
            ("https://cfp.example/2027/talk/CFEMBK/", Some("CFEMBK")),
            ("https://cfp.example//2027/talk/CFEMBK/feedback/?x=1", Some("CFEMBK")),
            ("https://conf.example/talk/my-great-talk/", None),
            ("https://conf.example/talk/12345/", None),
            ("https://conf.example/event/7.html", None),
        ] {
            assert_eq!(code_in(url).as_deref(), code, "{url}");
        }
    }
}
