//! Turns the people in the drafts into speakers: each person once, each with an id.
//!
//! The rule of this file: within a conference, entries with the same name are one person, unless they have different
//! biographies. Ids do not decide, because systems give one person several ids and several people the same id.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::conference::{Link, Speaker};
use crate::import::draft::DraftSpeaker;
use crate::import::report::{Kind, Line};
use crate::import::steps::lookalikes;
use crate::import::text;
use crate::import::values::link;
use crate::import::values::name::{fingerprint, is_id, slug};

/// The speakers, and the speaker for each key in the draft.
pub struct People {
    /// The speakers, by name.
    pub speakers: Vec<Speaker>,
    /// For each key in the draft, the index in `speakers`.
    pub by_key: BTreeMap<String, usize>,
    /// For each speaker, the addresses or file names of their pictures.
    pub pictures: Vec<Vec<String>>,
}

/// A person, from one or more entries.
struct Person<'a> {
    name: String,
    entries: Vec<&'a DraftSpeaker>,
}

/// The speakers for those entries that a session names.
pub fn people(entries: &[DraftSpeaker], named: &BTreeSet<&str>, lines: &mut Vec<Line>) -> People {
    let mut by_name: BTreeMap<String, Vec<&DraftSpeaker>> = BTreeMap::new();
    for entry in entries {
        let name = text::line(&entry.name);
        if name.is_empty() {
            let what = "has no name in the file, and is left out";
            lines.push(Line::new(Kind::Speaker, &entry.key, what));
            continue;
        }
        if name != entry.name {
            lines.push(Line::new(Kind::Words, &name, format!("was {:?}", entry.name)));
        }
        by_name.entry(name).or_default().push(entry);
    }
    let mut persons: Vec<Person<'_>> = Vec::new();
    let speaks = |entry: &&DraftSpeaker| named.contains(entry.key.as_str());
    for (name, mut entries) in by_name {
        if !entries.iter().any(speaks) {
            lines.push(Line::new(Kind::SpeakerIdle, name, ""));
            continue;
        }
        entries.sort_by(|one, other| one.key.cmp(&other.key));
        let (speaking, idle): (Vec<_>, Vec<_>) = people_of_one_name(&name, entries, lines)
            .into_iter()
            .partition(|person| person.entries.iter().any(speaks));
        lines.extend(
            idle.into_iter()
                .map(|person| Line::new(Kind::SpeakerIdle, person.name, "another person with this name")),
        );
        persons.extend(speaking);
    }
    report_doubtful_names(&persons, lines);
    let ids = ids(&persons);
    let mut people = People { speakers: Vec::new(), by_key: BTreeMap::new(), pictures: Vec::new() };
    for (person, id) in persons.iter().zip(ids) {
        for entry in &person.entries {
            people.by_key.insert(entry.key.clone(), people.speakers.len());
        }
        let pictures: BTreeSet<&String> =
            person.entries.iter().filter_map(|one| one.picture.as_ref()).collect();
        people.pictures.push(pictures.into_iter().cloned().collect());
        people.speakers.push(speaker(person, &id, lines));
    }
    people
}

/// Reports each name that contains the whole name of another speaker (`Ada Adler and Bo Bussard`), and each pair of
/// names that look alike.
fn report_doubtful_names(persons: &[Person<'_>], lines: &mut Vec<Line>) {
    let names: BTreeMap<String, &str> =
        persons.iter().map(|person| (person.name.to_lowercase(), person.name.as_str())).collect();
    for name in names.values() {
        for other in parts(name).iter().filter_map(|part| names.get(&part.to_lowercase())) {
            let what = format!(
                "is read as one person, but `{other}` is also a speaker; enter each person separately in your \
                 planning tool"
            );
            lines.push(Line::new(Kind::Speaker, *name, what));
        }
    }
    for (one, other) in lookalikes::pairs(names.values().copied()) {
        let what = format!(
            "looks like `{other}`, but has other letters; if they are the same person, use the same spelling"
        );
        lines.push(Line::new(Kind::Speaker, one, what));
    }
}

/// The names in a field that may hold several: `Ada Adler and Bo Bussard`, `Ada Adler / Bo Bussard (moderation)`. Empty
/// if there is only one.
fn parts(name: &str) -> Vec<String> {
    let words =
        [" and ", " und ", " et ", " y ", " e ", " en ", " och ", " og ", " i ", " with ", " mit ", " avec "];
    let mut parted = name.replace(['&', '/', ',', ';', '+', '|', '(', ')', '、', '，', '・', '＆'], "\n");
    for word in words {
        parted = parted.replace(word, "\n");
    }
    let parts: Vec<String> = parted.lines().map(|part| part.trim().to_owned()).collect();
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 { parts } else { Vec::new() }
}

/// The persons of one name: one, or as many as there are different biographies.
fn people_of_one_name<'a>(
    name: &str,
    entries: Vec<&'a DraftSpeaker>,
    lines: &mut Vec<Line>,
) -> Vec<Person<'a>> {
    let words =
        |entry: &DraftSpeaker| entry.biography.as_deref().map(text::line).filter(|words| !words.is_empty());
    let biographies: BTreeSet<String> = entries.iter().filter_map(|entry| words(entry)).collect();
    if biographies.len() < 2 {
        if entries.len() > 1 {
            let what = format!("{} entries with this name are read as one person", entries.len());
            lines.push(Line::new(Kind::SpeakerMerged, name, what));
        }
        return vec![Person { name: name.to_owned(), entries }];
    }
    let what =
        format!("{} people with this name have different biographies; each has a page", biographies.len());
    lines.push(Line::new(Kind::Speaker, name, what));
    let mut groups: BTreeMap<Option<String>, Vec<&DraftSpeaker>> = BTreeMap::new();
    for entry in entries {
        groups.entry(words(entry)).or_default().push(entry);
    }
    // An entry without a biography may be any of them, so it is kept separate.
    groups.into_values().map(|entries| Person { name: name.to_owned(), entries }).collect()
}

/// The ids: the public code, otherwise a slug of the name. If persons share one, a fingerprint of their keys is added.
fn ids(persons: &[Person<'_>]) -> Vec<String> {
    let code = |person: &Person<'_>| {
        let codes: BTreeSet<String> =
            person.entries.iter().filter_map(|entry| entry.code.as_deref()).map(str::to_lowercase).collect();
        codes.into_iter().next().filter(|code| is_id(code))
    };
    let first: Vec<String> =
        persons.iter().map(|person| code(person).unwrap_or_else(|| slug(&person.name))).collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    first.iter().for_each(|id| *count.entry(id).or_default() += 1);
    let unique_id = |(person, id): (&Person<'_>, &String)| {
        let keys = person.entries.iter().map(|entry| entry.key.as_str());
        let words: Vec<&str> = std::iter::once(person.name.as_str()).chain(keys).collect();
        if count[id.as_str()] == 1 { id.clone() } else { format!("{id}-{}", fingerprint(&words)) }
    };
    persons.iter().zip(&first).map(unique_id).collect()
}

fn speaker(person: &Person<'_>, id: &str, lines: &mut Vec<Line>) -> Speaker {
    let longest = |field: fn(&DraftSpeaker) -> Option<&String>| {
        person
            .entries
            .iter()
            .filter_map(|entry| field(entry))
            .max_by_key(|words| (words.len(), words.as_str()))
    };
    let biography = longest(|entry| entry.biography.as_ref()).map(|biography| text::text(biography));
    if let Some(formed) = &biography {
        lines.extend(formed.lines(&person.name));
    }
    let links: BTreeSet<(&str, &str)> = person
        .entries
        .iter()
        .flat_map(|entry| entry.links.iter().map(|link| (link.label.as_str(), link.address.as_str())))
        .collect();
    let in_order = person.entries.iter().flat_map(|entry| &entry.links);
    let links = if person.entries.len() == 1 {
        links_of(&person.name, in_order.map(|link| (link.label.as_str(), link.address.as_str())), None, lines)
    } else {
        links_of(&person.name, links.into_iter(), None, lines)
    };
    Speaker {
        id: id.into(),
        name: person.name.clone(),
        line: longest(|entry| entry.line.as_ref())
            .map(|words| text::line(words))
            .filter(|words| !words.is_empty()),
        biography: biography.and_then(|formed| formed.text),
        photo: None,
        links,
    }
}

/// The links that a page may have, without duplicates. A relative link is completed with `page`, the address of the
/// session's page in the system that wrote the link.
pub fn links_of<'a>(
    about: &str,
    links: impl Iterator<Item = (&'a str, &'a str)>,
    page: Option<&str>,
    lines: &mut Vec<Line>,
) -> Vec<Link> {
    let mut kept: Vec<Link> = Vec::new();
    for (label, address) in links {
        let draft = crate::import::draft::DraftLink { label: label.to_owned(), address: address.to_owned() };
        let link = match link::mended(&draft, page) {
            link::Mended::Kept(link) => link,
            link::Mended::WithScheme(link) => {
                let what = format!("`{}` was completed to `{}`", address.trim(), link.address);
                lines.push(Line::new(Kind::Link, about, what));
                link
            }
            link::Mended::Resolved(link) => {
                let what = format!("`{}` was completed to `{}`", address.trim(), link.address);
                lines.push(Line::new(Kind::LinkResolved, about, what));
                link
            }
            link::Mended::Lost(why) => {
                lines.push(Line::new(Kind::Link, about, format!("`{}` is left out: {why}", address.trim())));
                continue;
            }
        };
        match kept.iter().any(|other| other.address == link.address) {
            true => lines.push(Line::new(Kind::LinkTwice, about, format!("`{}`", link.address))),
            false => kept.push(link),
        }
    }
    kept
}
