//! iCalendar's lines: unfolded, with their parameters, in the components that hold them.
//!
//! The rule of this file: nothing that a calendar says is lost to a slip of its writer. That is why the `icalendar` crate
//! does not read here: it undoes the escapes before values are parted at their commas (`LOCATION` and `CATEGORIES` mean
//! different things by one), ends at the first odd line, unfolds only what already is UTF-8, and nests as deep as the
//! file says.

/// `BEGIN` in `BEGIN`: a calendar needs three; what is deeper is skipped.
const DEEPEST: usize = 8;

/// What stands between `BEGIN` and `END`.
#[derive(Debug, Default)]
pub struct Component {
    /// `VEVENT`, in upper case.
    pub name: String,
    /// Its own lines, in order.
    pub properties: Vec<Property>,
    /// The components in it.
    pub parts: Vec<Component>,
}

/// A line: `DTSTART;TZID=Europe/Berlin:20270305T093000`.
#[derive(Debug, PartialEq, Eq)]
pub struct Property {
    /// `DTSTART`, in upper case.
    pub name: String,
    /// `TZID` and what it is, without quotes.
    pub parameters: Vec<(String, String)>,
    /// Everything after the colon, as it is written.
    pub value: String,
}

impl Component {
    /// The first line of this name.
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// The lines of this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Property> {
        self.properties.iter().filter(move |property| property.name == name)
    }

    /// The words of the first line of this name, unless they are empty.
    pub fn words(&self, name: &str) -> Option<String> {
        self.all(name).map(Property::words).find(|words| !words.is_empty())
    }

    /// The components in it of this name.
    pub fn parts<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Component> {
        self.parts.iter().filter(move |part| part.name == name)
    }
}

impl Property {
    /// A parameter's value.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The value as words: escapes undone, no space around.
    pub fn words(&self) -> String {
        unescaped(&self.value)
    }

    /// The values of a list. A comma that is escaped belongs to a value.
    pub fn list(&self) -> Vec<String> {
        let mut values = vec![String::new()];
        let mut escaped = false;
        for letter in self.value.chars() {
            if letter == ',' && !escaped {
                values.push(String::new());
            } else if let Some(value) = values.last_mut() {
                value.push(letter);
            }
            escaped = letter == '\\' && !escaped;
        }
        values.iter().map(|value| unescaped(value)).filter(|value| !value.is_empty()).collect()
    }
}

fn unescaped(value: &str) -> String {
    let mut words = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => words.push('\n'),
                Some(escaped @ ('\\' | ',' | ';' | ':' | '"')) => words.push(escaped),
                other => words.extend(['\\'].into_iter().chain(other)),
            },
            _ => words.push(letter),
        }
    }
    words.trim().to_owned()
}

/// The bytes with folded lines joined. Before they are read as UTF-8, because a fold may divide a letter.
pub fn unfolded(bytes: &[u8]) -> Vec<u8> {
    let mut joined = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        match rest {
            [b'\r', b'\n', b' ' | b'\t', after @ ..] | [b'\r' | b'\n', b' ' | b'\t', after @ ..] => {
                rest = after
            }
            [byte, after @ ..] => {
                joined.push(*byte);
                rest = after;
            }
            [] => return joined,
        }
    }
}

/// What `components` found.
#[derive(Debug, Default)]
pub struct Content {
    /// The outermost components.
    pub components: Vec<Component>,
    /// Whether something that began has no end.
    pub is_cut_off: bool,
}

/// The components of an unfolded text.
pub fn content(text: &str) -> Content {
    let mut content = Content::default();
    let mut open: Vec<Component> = Vec::new();
    let mut too_deep = 0_usize;
    for line in text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()) {
        let Some(property) = property(line) else {
            // Somebody's writer forgot to escape a line end: this is more of the line before.
            if let Some(last) = open.last_mut().and_then(|component| component.properties.last_mut()) {
                last.value.push_str("\\n");
                last.value.push_str(line);
            }
            continue;
        };
        let name = property.value.trim().to_ascii_uppercase();
        match property.name.as_str() {
            "BEGIN" if open.len() >= DEEPEST => too_deep += 1,
            "BEGIN" => open.push(Component { name, ..Component::default() }),
            "END" if too_deep > 0 => too_deep -= 1,
            "END" => close(&mut open, &name, &mut content.components),
            _ if too_deep > 0 => {}
            _ => {
                if let Some(component) = open.last_mut() {
                    component.properties.push(property);
                }
            }
        }
    }
    content.is_cut_off = !open.is_empty();
    content
}

/// Ends the component of this name, and with it what its writer forgot to end.
fn close(open: &mut Vec<Component>, name: &str, outermost: &mut Vec<Component>) {
    let Some(at) = open.iter().rposition(|component| component.name == name) else { return };
    while open.len() > at {
        let Some(closed) = open.pop() else { return };
        match open.last_mut() {
            Some(around) => around.parts.push(closed),
            None => outermost.push(closed),
        }
    }
}

/// A line as a property; none where it is the rest of a text whose line ends were not escaped. Such a rest may well have
/// a colon, so names in lower case count only where iCalendar knows them.
fn property(line: &str) -> Option<Property> {
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-' || *byte == b'_';
    let length = line.bytes().take_while(|byte| is_of_name(byte)).count();
    let (name, mut rest) = line.split_at(length);
    let name_in_capitals = name.to_ascii_uppercase();
    let is_name =
        !name.is_empty() && (name == name_in_capitals || KNOWN.contains(&name_in_capitals.as_str()));
    if !is_name || !rest.starts_with([':', ';']) {
        return None;
    }
    let mut parameters = Vec::new();
    while let Some(after) = rest.strip_prefix(';') {
        let end = end_of_parameter(after)?;
        let (name, value) = after[..end].split_once('=').unwrap_or((&after[..end], ""));
        parameters.push((name.trim().to_ascii_uppercase(), parameter_value(value)));
        rest = &after[end..];
    }
    let value = rest.strip_prefix(':')?.to_owned();
    Some(Property { name: name_in_capitals, parameters, value })
}

const KNOWN: &[&str] = &[
    "ATTENDEE",
    "BEGIN",
    "CATEGORIES",
    "DESCRIPTION",
    "DTEND",
    "DTSTAMP",
    "DTSTART",
    "DURATION",
    "END",
    "LOCATION",
    "ORGANIZER",
    "PRODID",
    "SEQUENCE",
    "STATUS",
    "SUMMARY",
    "TZID",
    "UID",
    "URL",
    "VERSION",
];

/// Where a parameter ends: at a `;` or `:` that is not in quotes.
fn end_of_parameter(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.bytes().position(|byte| {
        quoted ^= byte == b'"';
        !quoted && matches!(byte, b';' | b':')
    })
}

/// Without quotes, and with RFC 6868's escapes undone.
fn parameter_value(value: &str) -> String {
    let value = value.trim().trim_matches('"');
    if value.contains('^') {
        value.replace("^n", "\n").replace("^'", "\"").replace("^^", "^")
    } else {
        value.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let text = String::from_utf8(unfolded(text.as_bytes())).unwrap();
        let content = content(&format!("BEGIN:VCALENDAR\n{text}\nEND:VCALENDAR\n"));
        content.components[0]
            .properties
            .iter()
            .map(|line| format!("{}={}", line.name, line.words()))
            .collect()
    }

    #[test]
    fn folds_are_undone_wherever_they_are() {
        let folded = ["SUMMARY:Caf", "é with spaces"].concat();
        let bytes = folded.as_bytes();
        // In the middle of the é, with either line end.
        for fold in ["\r\n ", "\n\t", "\n "] {
            let cut = "SUMMARY:Caf".len() + 1;
            let bytes = [&bytes[..cut], fold.as_bytes(), &bytes[cut..]].concat();
            assert_eq!(unfolded(&bytes), folded.as_bytes());
        }
        assert_eq!(lines("SUMMARY:One\r\n  two\r\nURL:x"), ["SUMMARY=One two", "URL=x"]);
    }

    #[test]
    fn escapes_are_undone_once() {
        assert_eq!(lines(r"LOCATION:Hall\, Deck 3\; aft\, "), ["LOCATION=Hall, Deck 3; aft,"]);
        assert_eq!(lines(r"DESCRIPTION:a\nb\Nc\\nd \x"), ["DESCRIPTION=a\nb\nc\\nd \\x"]);
        let list = property(r"CATEGORIES:Web\, mobile,Ops,,\\,x").unwrap().list();
        assert_eq!(list, ["Web, mobile", "Ops", "\\", "x"]);
    }

    #[test]
    fn parameters_may_be_quoted() {
        let line = property(r#"DTSTART;X=";:";TZID="UTC+01:00";value=DATE:2027"#).unwrap();
        assert_eq!((line.parameter("TZID"), line.parameter("VALUE")), (Some("UTC+01:00"), Some("DATE")));
        assert_eq!(line.value, "2027");
    }

    #[test]
    fn lines_that_were_not_escaped_are_more_of_the_line_before() {
        let text = "description:First\nNote: second\nhttps://a.example/\nSUMMARY:Title";
        assert_eq!(lines(text), ["DESCRIPTION=First\nNote: second\nhttps://a.example/", "SUMMARY=Title"]);
    }

    #[test]
    fn what_was_not_ended_is_ended_or_cut_off() {
        let closed = content("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VCALENDAR");
        assert!(!closed.is_cut_off);
        assert_eq!(closed.components[0].parts[0].name, "VEVENT");
        assert!(content("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\n").is_cut_off);
        assert!(content(&"BEGIN:X\n".repeat(100_000)).is_cut_off);
    }
}
