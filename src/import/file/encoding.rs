//! Bytes as text: UTF-8, or the encoding that an XML file declares.
//!
//! The rule of this file: an encoding is never guessed. Bytes that are valid UTF-8 are read as UTF-8 whatever the file
//! declares, because text in another encoding is almost never valid UTF-8 by accident, and editors convert files
//! without changing the declaration.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The text of a file, and the declared encoding if the text was converted from it. `None` if the bytes are not UTF-8
/// and no other encoding is declared.
pub fn decoded(bytes: &[u8]) -> Option<(Cow<'_, str>, Option<String>)> {
    if let Ok(text) = str::from_utf8(bytes) {
        return Some((Cow::Borrowed(text), None));
    }
    let declared = declared(bytes)?;
    let encoding = Encoding::for_label(declared.as_bytes()).filter(|encoding| *encoding != UTF_8)?;
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    (!has_errors).then_some((text, Some(declared)))
}

/// The text in the encoding of most Windows programs, only to recognise what a file could be.
pub fn as_windows(bytes: &[u8]) -> Cow<'_, str> {
    WINDOWS_1252.decode_without_bom_handling(bytes).0
}

/// The encoding in the declaration of an XML file: `<?xml version="1.0" encoding="ISO-8859-1"?>`.
fn declared(bytes: &[u8]) -> Option<String> {
    const LONGEST: usize = 200;
    let start = bytes.trim_ascii_start();
    let start = &start[..start.len().min(LONGEST)];
    let end = start.windows(2).position(|two| two == b"?>")?;
    let declaration = str::from_utf8(&start[..end]).ok()?.strip_prefix("<?xml")?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let label = value[1..].split(quote).next()?.trim();
    Some(label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_is_read_in_the_encoding_that_it_declares() {
        for (bytes, expected) in [
            (&b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xfcber</a>"[..], "über"),
            (b"<?xml version=\"1.0\" encoding = \"windows-1252\" ?><a>\x80 \x84so\x93</a>", "€ „so“"),
            (b"\n<?xml version=\"1.0\" encoding=\"latin1\"?><a>\xe9</a>", "é"),
            (b"<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><a>\xb3</a>", "ł"),
        ] {
            let (text, converted) = decoded(bytes).unwrap();
            assert!(text.contains(expected) && converted.is_some(), "{text}");
        }
    }

    #[test]
    fn utf_8_is_utf_8_whatever_a_file_declares() {
        let text = "<?xml version='1.0' encoding='ISO-8859-1'?><a>über</a>";
        assert_eq!(decoded(text.as_bytes()), Some((Cow::Borrowed(text), None)));
    }

    #[test]
    fn without_a_declaration_no_encoding_is_guessed() {
        for bytes in [
            &b"<a>\xfcber</a>"[..],
            b"{\"title\": \"\xfcber\"}",
            b"<?xml version='1.0' encoding='UTF-8'?><a>\xfcber</a>",
            b"<?xml version='1.0' encoding='no-such-thing'?><a>\xfcber</a>",
        ] {
            assert_eq!(decoded(bytes), None);
        }
    }
}
