//! An XML file as a tree of elements.
//!
//! The rule of this file: no schema is required. Real schedules do not keep to theirs, so one odd element (a second
//! title, bare HTML in a text) must not make the file unreadable. Refused are files that end early, whose tags do not
//! match, that define entities (they can expand without limit), nest too deep or have no element.

use std::fmt::Write;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::import::report::Refused;

/// The deepest nesting of elements; deeper files are attacks or accidents.
const DEEPEST: usize = 100;

/// An element.
#[derive(Debug, Default)]
pub struct Element {
    /// Its name, without a namespace.
    pub name: String,
    attributes: Vec<(String, String)>,
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    Text(String),
    Element(Element),
}

impl Element {
    /// The elements directly in it that have this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The elements directly in it.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.parts.iter().filter_map(|part| match part {
            Part::Element(element) => Some(element),
            Part::Text(_) => None,
        })
    }

    /// The first element of this name directly in it.
    pub fn first<'a>(&'a self, name: &'a str) -> Option<&'a Element> {
        self.all(name).next()
    }

    /// An attribute that is not empty.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let value = self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
        value.filter(|value| !value.is_empty())
    }

    /// The words in the element, trimmed; `None` if there are none. Elements among the words (HTML that was not
    /// escaped) are written out as text.
    pub fn words(&self) -> Option<String> {
        let mut words = String::new();
        self.write_parts(&mut words);
        let trimmed = words.trim();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }

    /// The words of the first element of this name that has words.
    pub fn words_of(&self, name: &str) -> Option<String> {
        self.all(name).find_map(Element::words)
    }

    fn write_parts(&self, words: &mut String) {
        for part in &self.parts {
            match part {
                Part::Text(text) => words.push_str(text),
                Part::Element(element) => {
                    // Writing to a string cannot fail.
                    let _ = write!(words, "<{}", element.name);
                    for (name, value) in &element.attributes {
                        let _ = write!(words, " {name}=\"{}\"", value.replace('"', "&quot;"));
                    }
                    words.push('>');
                    element.write_parts(words);
                    let _ = write!(words, "</{}>", element.name);
                }
            }
        }
    }

    fn add_text(&mut self, more: &str) {
        match self.parts.last_mut() {
            Some(Part::Text(text)) => text.push_str(more),
            _ => self.parts.push(Part::Text(more.to_owned())),
        }
    }
}

/// Parses an XML text and returns its root element.
///
/// # Errors
///
/// A sentence that says why the text cannot be read as XML.
pub fn root(text: &str, file: &str) -> Result<Element, Refused> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    // From the outside in. The first is not an element of the file; it holds the root element.
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(|error| unreadable(&error, &reader, text, file))?;
        match event {
            Event::Start(start) => {
                if open.len() > DEEPEST {
                    return Err(Refused(format!(
                        "`{file}` has elements nested more than {DEEPEST} deep, which no schedule has; export it again"
                    )));
                }
                open.push(element(&start));
            }
            Event::Empty(start) => {
                let element = element(&start);
                innermost(&mut open).parts.push(Part::Element(element));
            }
            Event::End(_) => {
                // The reader has checked that every end tag has a start tag.
                if let Some(element) = open.pop() {
                    innermost(&mut open).parts.push(Part::Element(element));
                }
            }
            Event::Text(text) => innermost(&mut open).add_text(&text.xml10_content()),
            Event::CData(text) => innermost(&mut open).add_text(&text.xml10_content()),
            Event::GeneralRef(entity) => {
                let letter = entity.resolve_char_ref().ok().flatten();
                let name = entity.into_inner();
                match (letter, resolve_xml_entity(&name)) {
                    (Some(letter), _) => innermost(&mut open).add_text(letter.encode_utf8(&mut [0; 4])),
                    (None, Some(letters)) => innermost(&mut open).add_text(letters),
                    // `&nbsp;` and other entities of HTML, which `import::text` replaces later.
                    (None, None) => innermost(&mut open).add_text(&format!("&{name};")),
                }
            }
            Event::DocType(doctype) if doctype.contains("<!ENTITY") => {
                return Err(Refused(format!(
                    "`{file}` defines XML entities of its own, which is not supported because they can expand \
                     without limit; export it again without them"
                )));
            }
            Event::Eof if open.len() > 1 => {
                let inside = &innermost(&mut open).name;
                return Err(Refused(format!(
                    "`{file}` ends in the middle, inside `<{inside}>`: it was not copied or downloaded completely; \
                     get it again"
                )));
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    let root = open.swap_remove(0).parts.into_iter().find_map(|part| match part {
        Part::Element(element) => Some(element),
        Part::Text(_) => None,
    });
    root.ok_or_else(|| Refused(format!("`{file}` looks like XML, but has no element; export it again")))
}

fn innermost(open: &mut Vec<Element>) -> &mut Element {
    if open.is_empty() {
        open.push(Element::default());
    }
    let last = open.len() - 1;
    &mut open[last]
}

fn element(start: &BytesStart<'_>) -> Element {
    let name = start.local_name().into_inner().to_owned();
    // Lenient: a malformed attribute counts as missing.
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let value = match attribute.normalized_value(XmlVersion::Explicit1_0) {
            Ok(value) => value.into_owned(),
            Err(_) => attribute.value.to_string(),
        };
        (attribute.key.local_name().into_inner().to_owned(), value)
    });
    Element { attributes: attributes.collect(), name, parts: Vec::new() }
}

fn unreadable(error: &quick_xml::Error, reader: &Reader<&[u8]>, text: &str, file: &str) -> Refused {
    let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX).min(text.len());
    let line = text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    Refused(match error {
        quick_xml::Error::Syntax(_) => format!(
            "`{file}` ends in the middle, in line {line}: it was not copied or downloaded completely; get it again"
        ),
        _ => format!("`{file}` is broken XML in line {line} ({error}); export it again"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_with_entities_and_sections_and_bare_html() {
        let root = root(
            "<?xml version='1.0'?><!-- by hand --><a x='1 &amp; 2'>A &lt;b&gt; &#233;&nbsp;<![CDATA[<i>]]><p>HTML</p> &co</a>",
            "a.xml",
        )
        .unwrap();
        assert_eq!(root.attribute("x"), Some("1 & 2"));
        assert_eq!(root.words().unwrap(), "A <b> é&nbsp;<i><p>HTML</p> &co");
    }

    #[test]
    fn files_that_are_not_well_formed_are_refused() {
        for (text, why) in [
            ("<a><b>", "ends in the middle, inside `<b>`"),
            ("<a><b", "ends in the middle, in line 1"),
            ("<a>\n</b>", "is broken XML in line 2"),
            ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "defines XML entities"),
            ("<!-- nothing -->", "has no element"),
        ] {
            let refused = root(text, "a.xml").unwrap_err().0;
            assert!(refused.contains(why), "{refused}");
        }
        let deep = "<a>".repeat(200);
        assert!(root(&deep, "a.xml").unwrap_err().0.contains("nested more than 100 deep"));
    }
}
