//! Parses iCalendar's lines: unfolded, with their parameters, in their components.
//!
//! The rule of this file: no information is lost because of a mistake in the calendar. That is why this does not use
//! the `icalendar` crate: it unescapes values before they can be split at their commas (a comma separates values in
//! `CATEGORIES`, but not in `LOCATION`), stops at the first odd line, unfolds only valid UTF-8, and does not limit the
//! nesting.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use quoted_printable::ParseMode;

/// The deepest nesting of components. A calendar needs a depth of three; deeper components are skipped.
const DEEPEST: usize = 8;

/// The number of lines after a doubtful line that are searched for another property of the same name.
const LOOK_AHEAD: usize = 500;

/// A component: the part between `BEGIN` and `END`.
#[derive(Debug, Default)]
pub struct Component {
    /// The name in upper case, like `VEVENT`.
    pub name: String,
    /// Its properties, in order.
    pub properties: Vec<Property>,
    /// The components in it.
    pub parts: Vec<Component>,
    /// Sentences that say how it breaks the rules of iCalendar, and how it was read.
    pub slips: Vec<String>,
    /// The number of lines that continue a text whose line ends were not escaped.
    pub unescaped_lines: usize,
    /// The number of its properties that were read before the end of the last event (or similar component) in it.
    lines_before_last_event: usize,
}

/// A property: `DTSTART;TZID=Europe/Berlin:20270305T093000`.
#[derive(Debug, PartialEq, Eq)]
pub struct Property {
    /// The name in upper case, like `DTSTART`.
    pub name: String,
    /// The parameters, like `TZID` with its value, without quotes.
    pub parameters: Vec<(String, String)>,
    /// Everything after the colon, as it is written.
    pub value: String,
}

impl Component {
    /// The first property of this name.
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// The properties of this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Property> {
        self.properties.iter().filter(move |property| property.name == name)
    }

    /// The words of the first property of this name that has any.
    pub fn words(&self, name: &str) -> Option<String> {
        self.all(name).map(Property::words).find(|words| !words.is_empty())
    }

    /// The inner components of this name.
    pub fn parts<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Component> {
        self.parts.iter().filter(move |part| part.name == name)
    }
}

impl Property {
    /// A parameter's value.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The value as words: unescaped and trimmed.
    pub fn words(&self) -> String {
        unescaped(&self.value)
    }

    /// The values of a list. An escaped comma does not separate values.
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

/// Joins folded lines and the soft line ends (`=`) of quoted-printable values. This works on bytes, because a fold may
/// divide a letter of UTF-8.
pub fn unfolded(bytes: &[u8]) -> Vec<u8> {
    let mut joined = Vec::with_capacity(bytes.len());
    let mut start_of_line = 0;
    let mut rest = bytes;
    loop {
        let (end, after) = match rest {
            [b'\r', b'\n', after @ ..] => (&rest[..2], after),
            [b'\r' | b'\n', after @ ..] => (&rest[..1], after),
            [byte, after @ ..] => {
                joined.push(*byte);
                rest = after;
                continue;
            }
            [] => return joined,
        };
        rest = after;
        if joined.ends_with(b"=") && is_quoted_printable_line(&joined[start_of_line..]) {
            joined.pop();
        } else if let [b' ' | b'\t', after @ ..] = rest {
            rest = after;
        } else {
            joined.extend_from_slice(end);
            start_of_line = joined.len();
        }
    }
}

fn is_quoted_printable_line(line: &[u8]) -> bool {
    let head = line.split(|byte| *byte == b':').next().unwrap_or_default();
    head.to_ascii_uppercase().windows(QUOTED_PRINTABLE.len()).any(|part| part == QUOTED_PRINTABLE.as_bytes())
}

const QUOTED_PRINTABLE: &str = "QUOTED-PRINTABLE";

/// The result of `parse`.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The outermost components.
    pub components: Vec<Component>,
    /// Whether the last component has no end.
    pub is_cut_off: bool,
}

/// Parses the components of an unfolded text.
pub fn parse(text: &str) -> Parsed {
    let text = text.replace("\r\r\n", "\n").replace("\r\n", "\n");
    let lines: Vec<&str> = text.split(['\n', '\r']).collect();
    let mut tree = Tree::default();
    let mut is_after_empty_line = false;
    for (at, line) in lines.iter().enumerate() {
        if line.trim().is_empty() {
            is_after_empty_line = true;
            continue;
        }
        match property(line).filter(|property| !tree.is_more_text(property, &lines[at + 1..])) {
            Some(property) => tree.add(property),
            None => tree.add_to_text(line, is_after_empty_line),
        }
        is_after_empty_line = false;
    }
    Parsed { is_cut_off: !tree.open.is_empty(), components: tree.outermost }
}

/// The state of the parser.
#[derive(Default)]
struct Tree {
    /// The components that have begun and not yet ended, the outermost first.
    open: Vec<Component>,
    /// The outermost components that ended.
    outermost: Vec<Component>,
    /// The number of open components that are nested too deep.
    too_deep: usize,
    /// Whether the last property was continued by a line whose line end was not escaped.
    is_text_continued: bool,
}

impl Tree {
    fn add(&mut self, property: Property) {
        self.is_text_continued = false;
        let name = property.value.trim().to_ascii_uppercase();
        match property.name.as_str() {
            "BEGIN" => self.begin(name),
            "END" if self.too_deep > 0 => self.too_deep -= 1,
            "END" => self.end(&name),
            _ if self.too_deep > 0 => {}
            _ => {
                let Some(component) = self.open.last_mut() else { return };
                match property.unread_encoding().filter(|_| is_text(&property)) {
                    Some(encoding) => {
                        let what = format!(
                            "its {} is encoded in {encoding}, which is not supported; it is left out",
                            property.name
                        );
                        component.slips.push(what);
                    }
                    None => component.properties.push(property),
                }
            }
        }
    }

    /// Begins a component. Open components that cannot contain it end here: an event without `END` ends where the next
    /// one begins.
    fn begin(&mut self, name: String) {
        if let Some(depth) = depth(&name) {
            let holds_none = |open: &Component| self::depth(&open.name).is_some_and(|open| open >= depth);
            if let Some(at) = self.open.iter().position(holds_none) {
                self.close(at, &format!("BEGIN:{name}"));
                self.too_deep = 0;
            }
        }
        if self.open.len() < DEEPEST {
            self.open.push(Component { name, ..Component::default() });
            return;
        }
        if self.too_deep == 0 {
            self.slip(format!("`BEGIN:{name}` is nested too deep and is left out"));
        }
        self.too_deep += 1;
    }

    /// Ends the component of this name, and the components in it that have no `END`.
    fn end(&mut self, name: &str) {
        match self.open.iter().rposition(|component| component.name == name) {
            Some(at) => {
                self.close(at + 1, &format!("END:{name}"));
                self.close_last();
            }
            None if depth(name) == Some(1) => self.end_without_begin(name),
            None => self.ignore_end(name),
        }
    }

    fn ignore_end(&mut self, name: &str) {
        self.slip(format!("`END:{name}` has no `BEGIN:{name}`; it is ignored"));
    }

    /// Ends an event (or similar component) whose `BEGIN` is missing. Its lines were read as the calendar's.
    fn end_without_begin(&mut self, name: &str) {
        let calendar = self.open.last_mut().filter(|open| depth(&open.name) == Some(0));
        let lines = calendar.map(|calendar| {
            let mut lines = calendar.properties.split_off(calendar.lines_before_last_event);
            let is_own = |line: &Property| !is_of_calendar(&line.name);
            let own = lines.split_off(lines.iter().position(is_own).unwrap_or(lines.len()));
            calendar.properties.append(&mut lines);
            own
        });
        let Some(properties) = lines.filter(|lines| !lines.is_empty()) else { return self.ignore_end(name) };
        let slips = vec![format!(
            "`{name}` has no `BEGIN:{name}`; the lines before its `END:{name}` are read as its properties"
        )];
        self.open.push(Component { name: name.to_owned(), properties, slips, ..Component::default() });
        self.close_last();
    }

    /// Closes this component and those in it, which have no `END` before this line.
    fn close(&mut self, at: usize, line: &str) {
        while self.open.len() > at {
            if let Some(last) = self.open.last_mut() {
                let name = &last.name;
                last.slips.push(format!("`{name}` has no `END:{name}`; it ends at `{line}`"));
            }
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        let Some(mut closed) = self.open.pop() else { return };
        if let Some(around) = self.open.last_mut() {
            // The report names events, not their alarms.
            if depth(&closed.name) != Some(1) {
                around.slips.append(&mut closed.slips);
            }
            if depth(&closed.name) == Some(1) {
                around.lines_before_last_event = around.properties.len();
            }
            around.parts.push(closed);
        } else if let Some(calendar) = self.outermost.last_mut().filter(|_| depth(&closed.name) == Some(1)) {
            closed.slips.push("it stands outside the calendar; it is read as one of its events".to_owned());
            calendar.parts.push(closed);
        } else {
            self.outermost.push(closed);
        }
    }

    fn slip(&mut self, slip: String) {
        if let Some(component) = self.open.last_mut().or(self.outermost.last_mut()) {
            component.slips.push(slip);
        }
    }

    /// Whether a line that looks like a property continues the text before it, like `LOCATION: see the board`. It does
    /// if it has a space after its colon and the text's first line has none, and also one of these holds: the text has
    /// other unescaped lines, a property of this name still follows, or a component may have several properties of this
    /// name.
    fn is_more_text(&self, property: &Property, after: &[&str]) -> bool {
        let is_spaced = |property: &Property| property.value.starts_with(' ');
        let before = self.open.last().and_then(|component| component.properties.last());
        before.is_some_and(|before| is_text(before) && !is_spaced(before))
            && is_spaced(property)
            && !["BEGIN", "END"].contains(&property.name.as_str())
            && (self.is_text_continued
                || !ONCE.contains(&property.name.as_str())
                || is_given_again(&property.name, after))
    }

    /// Adds a line that is not a property to the text before it; reports it if there is none.
    fn add_to_text(&mut self, line: &str, is_after_empty_line: bool) {
        let Some(component) = self.open.last_mut().filter(|_| self.too_deep == 0) else { return };
        match component.properties.last_mut().filter(|property| is_text(property)) {
            Some(text) => {
                text.value.push_str(if is_after_empty_line { "\\n\\n" } else { "\\n" });
                text.value.push_str(line);
                component.unescaped_lines += 1;
                self.is_text_continued = true;
            }
            None => component.slips.push(format!("`{line}` is not a line of iCalendar; it is left out")),
        }
    }
}

/// How deep components of this name are nested in a calendar; `None` if that differs.
fn depth(component: &str) -> Option<usize> {
    match component {
        "VCALENDAR" => Some(0),
        "VEVENT" | "VTODO" | "VJOURNAL" | "VFREEBUSY" | "VTIMEZONE" | "VAVAILABILITY" => Some(1),
        "STANDARD" | "DAYLIGHT" | "VALARM" | "PARTICIPANT" | "AVAILABLE" => Some(2),
        _ => None,
    }
}

/// Whether properties of this name belong to the calendar as a whole (RFC 5545, 3.7; RFC 7986, 5).
fn is_of_calendar(property: &str) -> bool {
    let names = ["CALSCALE", "METHOD", "NAME", "PRODID", "REFRESH-INTERVAL", "SOURCE", "VERSION"];
    names.contains(&property) || property.starts_with("X-")
}

/// Whether another property of this name follows in the same component, although only one is allowed.
fn is_given_again(name: &str, after: &[&str]) -> bool {
    let same_component = after
        .iter()
        .take(LOOK_AHEAD)
        .take_while(|line| !line.starts_with("BEGIN:") && !line.starts_with("END:"));
    ONCE.contains(&name) && same_component.filter_map(|line| property(line)).any(|other| other.name == name)
}

/// Whether the property's value is a text, which may contain unescaped line ends.
fn is_text(property: &Property) -> bool {
    let texts = [
        "SUMMARY",
        "DESCRIPTION",
        "STYLED-DESCRIPTION",
        "LOCATION",
        "COMMENT",
        "CONTACT",
        "CATEGORIES",
        "RESOURCES",
        "NAME",
    ];
    texts.contains(&property.name.as_str()) || property.name.starts_with("X-")
}

/// Parses a line as a property that iCalendar knows. `None` if it is the rest of a text whose line ends were not
/// escaped, which may also have a word in capitals and a colon.
fn property(line: &str) -> Option<Property> {
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-' || *byte == b'_';
    let length = line.bytes().take_while(|byte| is_of_name(byte)).count();
    let (name, mut rest) = line.split_at(length);
    let in_capitals = name.to_ascii_uppercase();
    let is_known = [KNOWN, ONCE].iter().any(|names| names.contains(&in_capitals.as_str()))
        || in_capitals.starts_with("X-");
    // `Contact: …` and `Source: …` begin many sentences.
    let is_name = is_known && (name == in_capitals || IN_SMALL_LETTERS.contains(&in_capitals.as_str()));
    let name = in_capitals;
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
    let is_of_component = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if ["BEGIN", "END"].contains(&name.as_str()) && !value.trim().bytes().all(is_of_component) {
        return None;
    }
    let mut property = Property { name, parameters, value };
    if property.is_quoted_printable() {
        property.value = property.decoded();
    }
    Some(property)
}

impl Property {
    /// Whether its value is quoted-printable, as in vCalendar 1.0: `ENCODING=QUOTED-PRINTABLE`, or `QUOTED-PRINTABLE`
    /// alone.
    fn is_quoted_printable(&self) -> bool {
        let is_so = |(name, value): &(String, String)| {
            name == QUOTED_PRINTABLE || name == "ENCODING" && value.eq_ignore_ascii_case(QUOTED_PRINTABLE)
        };
        self.parameters.iter().any(is_so)
    }

    /// The encoding of its value, if it is neither plain nor quoted-printable.
    fn unread_encoding(&self) -> Option<&str> {
        let is_read = |encoding: &&str| {
            ["7BIT", "8BIT", QUOTED_PRINTABLE].iter().any(|read| encoding.eq_ignore_ascii_case(read))
        };
        self.parameter("ENCODING").filter(|encoding| !is_read(encoding))
    }

    /// Decodes a quoted-printable value in its `CHARSET`; without one, in UTF-8 if valid, otherwise in Windows-1252.
    fn decoded(&self) -> String {
        let Ok(bytes) = quoted_printable::decode(&self.value, ParseMode::Robust) else {
            return self.value.clone();
        };
        let named = self.parameter("CHARSET").and_then(|name| Encoding::for_label(name.as_bytes()));
        let text = match named {
            Some(encoding) => encoding.decode(&bytes).0,
            None if str::from_utf8(&bytes).is_ok() => UTF_8.decode(&bytes).0,
            None => WINDOWS_1252.decode(&bytes).0,
        };
        text.replace("\r\n", "\n")
    }
}

/// The properties of RFC 5545, 7986 and 9073 and of vCalendar 1.0 that a component may have only once.
pub const ONCE: &[&str] = &[
    "CALSCALE",
    "CLASS",
    "COLOR",
    "COMPLETED",
    "CREATED",
    "DAYLIGHT",
    "DESCRIPTION",
    "DTEND",
    "DTSTAMP",
    "DTSTART",
    "DUE",
    "DURATION",
    "GEO",
    "LAST-MODIFIED",
    "LOCATION",
    "METHOD",
    "ORGANIZER",
    "PERCENT-COMPLETE",
    "PRIORITY",
    "PRODID",
    "RECURRENCE-ID",
    "REFRESH-INTERVAL",
    "REPEAT",
    "SEQUENCE",
    "SOURCE",
    "STATUS",
    "SUMMARY",
    "TRANSP",
    "TRIGGER",
    "TZ",
    "TZID",
    "TZOFFSETFROM",
    "TZOFFSETTO",
    "TZUNTIL",
    "TZURL",
    "UID",
    "URL",
    "VERSION",
];

/// The other properties of these standards.
const KNOWN: &[&str] = &[
    "AALARM",
    "ACKNOWLEDGED",
    "ACTION",
    "ATTACH",
    "ATTENDEE",
    "BEGIN",
    "BUSYTYPE",
    "CALENDAR-ADDRESS",
    "CATEGORIES",
    "COMMENT",
    "CONCEPT",
    "CONFERENCE",
    "CONTACT",
    "DALARM",
    "DCREATED",
    "END",
    "EXDATE",
    "EXRULE",
    "FREEBUSY",
    "IMAGE",
    "LINK",
    "LOCATION-TYPE",
    "MALARM",
    "NAME",
    "PALARM",
    "PARTICIPANT-TYPE",
    "PROXIMITY",
    "RDATE",
    "REFID",
    "RELATED-TO",
    "REQUEST-STATUS",
    "RESOURCE-TYPE",
    "RESOURCES",
    "RNUM",
    "RRULE",
    "STRUCTURED-DATA",
    "STYLED-DESCRIPTION",
    "TZID-ALIAS-OF",
    "TZNAME",
];

/// The properties that are recognised in lower case too. iCalendar allows lower case for all.
const IN_SMALL_LETTERS: &[&str] = &[
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

/// The end of a parameter: at a `;` or `:` that is not in quotes.
fn end_of_parameter(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.bytes().position(|byte| {
        quoted ^= byte == b'"';
        !quoted && matches!(byte, b';' | b':')
    })
}

/// The value of a parameter, without quotes and without the escapes of RFC 6868.
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
        let parsed = parse(&format!("BEGIN:VCALENDAR\n{text}\nEND:VCALENDAR\n"));
        parsed.components[0].properties.iter().map(|line| format!("{}={}", line.name, line.words())).collect()
    }

    #[test]
    fn lines_are_unfolded_even_within_a_letter() {
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
    fn unescaped_lines_continue_the_line_before() {
        let text = "description:First\nNote: second\nhttps://a.example/\nSUMMARY:Title";
        assert_eq!(lines(text), ["DESCRIPTION=First\nNote: second\nhttps://a.example/", "SUMMARY=Title"]);
    }

    #[test]
    fn a_line_of_no_known_property_continues_the_text_and_is_counted() {
        let read = |text: &str| parse(text).components.remove(0);
        let read = read(
            "BEGIN:VEVENT\nDESCRIPTION:First\nNOTE: in capitals\n\nURL: https://b.example\nLOCATION:Hall\nEND:VEVENT",
        );
        let words = |name: &str| read.words(name).unwrap_or_default();
        assert_eq!(words("DESCRIPTION"), "First\nNOTE: in capitals\n\nURL: https://b.example");
        assert_eq!(
            (words("URL").as_str(), words("LOCATION").as_str(), read.unescaped_lines),
            ("", "Hall", 2)
        );
        // A known name that comes again is part of the text if a space follows its colon.
        assert_eq!(
            lines("DESCRIPTION:First\nLOCATION: ask the staff\nLast\nLOCATION:Hall"),
            ["DESCRIPTION=First\nLOCATION: ask the staff\nLast", "LOCATION=Hall"]
        );
        // So are words that begin many sentences, in capitals or not.
        assert_eq!(
            lines("DESCRIPTION:First\nContact: the desk\nSource:a book\nLOCATION:Hall"),
            ["DESCRIPTION=First\nContact: the desk\nSource:a book", "LOCATION=Hall"]
        );
        assert_eq!(lines("DESCRIPTION:First\nCONTACT: the desk"), ["DESCRIPTION=First\nCONTACT: the desk"]);
        // If the calendar has a space after every colon, a known name begins a property.
        assert_eq!(lines("DESCRIPTION: First\nLOCATION: Hall"), ["DESCRIPTION=First", "LOCATION=Hall"]);
        assert_eq!(
            lines("DESCRIPTION:One\nBEGIN: at noon\nEND: at one")[0],
            "DESCRIPTION=One\nBEGIN: at noon\nEND: at one"
        );
    }

    #[test]
    fn a_line_that_is_no_property_and_follows_no_text_is_left_out_and_reported() {
        let read = parse("BEGIN:VEVENT\nUID:1\nWHO KNOWS: this\nSUMMARY:x\nEND:VEVENT").components.remove(0);
        assert_eq!(read.words("UID").as_deref(), Some("1"));
        assert_eq!(read.slips, ["`WHO KNOWS: this` is not a line of iCalendar; it is left out"]);
    }

    #[test]
    fn quoted_printable_values_are_decoded() {
        for (text, expected) in [
            ("SUMMARY;ENCODING=QUOTED-PRINTABLE:K=C3=B6nig", "SUMMARY=König"),
            ("SUMMARY;CHARSET=ISO-8859-1;ENCODING=quoted-printable:K=F6nig", "SUMMARY=König"),
            ("SUMMARY;QUOTED-PRINTABLE:K=F6nig", "SUMMARY=König"),
            ("SUMMARY;ENCODING=QUOTED-PRINTABLE:a=0D=0Ab, =\r\nc=\r\n=20d\r\nUID:1", "SUMMARY=a\nb, c d"),
            ("SUMMARY;ENCODING=QUOTED-PRINTABLE:one\r\n  two", "SUMMARY=one two"),
            ("SUMMARY;ENCODING=8BIT:a=3D=\nUID:1", "SUMMARY=a=3D="),
        ] {
            assert_eq!(lines(text)[0], expected, "{text}");
        }
    }

    #[test]
    fn a_text_in_another_encoding_is_left_out_and_reported() {
        let read = parse("BEGIN:VEVENT\nSUMMARY:x\nDESCRIPTION;ENCODING=BASE64:QUJD\nEND:VEVENT")
            .components
            .remove(0);
        assert_eq!(read.words("DESCRIPTION"), None);
        assert_eq!(
            read.slips,
            ["its DESCRIPTION is encoded in BASE64, which is not supported; it is left out"]
        );
    }

    #[test]
    fn a_component_without_an_end_ends_where_one_begins_that_it_cannot_contain() {
        let read = parse(
            "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nBEGIN:STANDARD\nTZID:a\nBEGIN:DAYLIGHT\nTZID:b\nBEGIN:VEVENT\nUID:1\nBEGIN:VALARM\nACTION:x\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\nEND:VEVENT\nBEGIN:VEVENT\nUID:3\nEND:VCALENDAR\nBEGIN:VEVENT\nUID:4\nEND:VEVENT",
        );
        assert!(!read.is_cut_off);
        let [calendar] = read.components.as_slice() else { panic!("one calendar: {read:?}") };
        let uids: Vec<String> = calendar.parts("VEVENT").filter_map(|event| event.words("UID")).collect();
        assert_eq!(uids, ["1", "2", "3", "4"]);
        let zone = calendar.parts("VTIMEZONE").next().unwrap();
        assert_eq!(zone.parts.len(), 2);
        let slips: Vec<&String> =
            calendar.parts.iter().chain([calendar]).flat_map(|part| &part.slips).collect();
        assert_eq!(
            slips,
            [
                "`STANDARD` has no `END:STANDARD`; it ends at `BEGIN:DAYLIGHT`",
                "`DAYLIGHT` has no `END:DAYLIGHT`; it ends at `BEGIN:VEVENT`",
                "`VTIMEZONE` has no `END:VTIMEZONE`; it ends at `BEGIN:VEVENT`",
                "`VALARM` has no `END:VALARM`; it ends at `BEGIN:VEVENT`",
                "`VEVENT` has no `END:VEVENT`; it ends at `BEGIN:VEVENT`",
                "`VEVENT` has no `END:VEVENT`; it ends at `END:VCALENDAR`",
                "it stands outside the calendar; it is read as one of its events",
                "`END:VEVENT` has no `BEGIN:VEVENT`; it is ignored",
            ]
        );
    }

    #[test]
    fn an_unfinished_component_is_ended_or_reported_as_cut_off() {
        let closed = parse("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VCALENDAR");
        assert!(!closed.is_cut_off);
        assert_eq!(closed.components[0].parts[0].name, "VEVENT");
        assert!(parse("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\n").is_cut_off);
        assert!(parse(&"BEGIN:X\n".repeat(100_000)).is_cut_off);
    }
}
