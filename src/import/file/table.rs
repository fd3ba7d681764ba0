//! Recognises tables (Excel, other spreadsheets, CSV), which organisers often try to import first.
//!
//! The rule of this file: a table is never read, because nothing says what its columns mean; the message says what the
//! file is.

/// The message for an Excel workbook.
pub const EXCEL: &str =
    "is an Excel workbook, which cannot be imported; export the schedule as JSON, XML or iCalendar";

/// The message for a packed file, if it is an office document.
pub fn packed(bytes: &[u8]) -> Option<&'static str> {
    // The format of Excel, Word and PowerPoint before 2007.
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(
            "is an old Excel workbook (XLS) or another office document, which cannot be imported; export the schedule as \
             JSON, XML or iCalendar",
        );
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    // A ZIP file does not compress the names of its entries.
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    if holds(b"xl/workbook") || holds(b"xl/worksheets/") {
        return Some(EXCEL);
    }
    if holds(b"application/vnd.oasis.opendocument.spreadsheet") {
        return Some(
            "is a spreadsheet (ODS), which cannot be imported; export the schedule as JSON, XML or iCalendar",
        );
    }
    (holds(b"word/document") || holds(b"application/vnd.oasis.opendocument.text")).then_some(
        "is a text document, which cannot be imported; export the schedule as JSON, XML or iCalendar",
    )
}

/// The message for a text, if it is a table: the same character divides each of its first lines into the same number of
/// cells.
pub fn what_it_is(text: &str) -> Option<&'static str> {
    const CSV: &str =
        "is a table (CSV), which cannot be imported; export the schedule as JSON, XML or iCalendar";
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let (first, second) = (lines.next()?, lines.next().unwrap_or_default());
    // Excel names the separator in the first line.
    if first.to_ascii_lowercase().starts_with("sep=") {
        return Some(CSV);
    }
    let is_parted = |separator: char| match columns(first, separator) {
        1 => false,
        2 => columns(second, separator) == 2,
        _ => true,
    };
    [',', ';', '\t', '|'].into_iter().any(is_parted).then_some(CSV)
}

/// The number of cells in a line. A separator within quotes does not count.
fn columns(line: &str, separator: char) -> usize {
    let mut is_quoted = false;
    let separators = line.chars().filter(|letter| {
        is_quoted ^= *letter == '"';
        !is_quoted && *letter == separator
    });
    separators.count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_recognised_by_their_columns() {
        for table in [
            "Title,Room,Start\nA,B,C\n",
            "Title;Start\r\nOpening;10:00\r\n",
            "Title\tStart\nOpening\t10:00",
            "sep=;\nTitle\nOpening",
            "\"Title, or what else\";Start\n\"A\";\"10:00\"",
        ] {
            assert!(what_it_is(table).is_some(), "{table}");
        }
        for prose in ["", "Hello", "Dear all, welcome.\nThe schedule is attached.", "\"a, b, c\""] {
            assert_eq!(what_it_is(prose), None, "{prose}");
        }
    }

    #[test]
    fn office_documents_are_recognised_by_their_content() {
        for (bytes, expected) in [
            (&b"PK\x03\x04....[Content_Types].xml...xl/workbook.xml"[..], "an Excel workbook"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "an old Excel workbook (XLS)"),
            (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "a spreadsheet (ODS)"),
            (b"PK\x03\x04....word/document.xml", "a text document"),
        ] {
            assert!(packed(bytes).is_some_and(|what| what.contains(expected)), "{expected}");
        }
        assert_eq!(packed(b"PK\x03\x04abc"), None);
    }
}
