//! Chooses the conference's name, and its id, under which attendees' agendas are saved.
//!
//! The rule of this file: once there is a conference file, its id and its name stay, unless the organiser gives others.
//! If neither the files nor the options give a necessary value, one message asks for everything that is missing.

use crate::domain::conference::Conference;
use crate::domain::validate;
use crate::import::Options;
use crate::import::draft::Draft;
use crate::import::report::{Kind, Line, Refused};
use crate::import::steps::zone::Zone;
use crate::import::text;
use crate::import::values::{language, name};

/// Returns the zone if nothing necessary is missing. Otherwise refuses with a message that asks for everything that is
/// missing, including values that could be added later.
pub fn require_all(
    zone: Result<Option<Zone>, Refused>,
    drafts: &[Draft],
    options: &Options,
    previous: Option<&Conference>,
) -> Result<Option<Zone>, Refused> {
    let says = |of: fn(&Draft) -> &Option<String>| {
        drafts.iter().any(|draft| text::line_if_any(of(draft).as_deref()).is_some())
    };
    let has_title = says(|draft| &draft.title);
    let has_id = options.id.is_some() || options.name.is_some() || previous.is_some();
    let lacks_id = !has_id && !has_title && !says(|draft| &draft.acronym);
    let mut needed: Vec<String> = Vec::new();
    if let Some(id) = options.id.as_ref().filter(|id| !name::is_id(id)) {
        needed.push(no_id(id));
    }
    if lacks_id {
        needed.push("the files do not name the conference; add `--id` with a short name for it, like `--id conf-2027`".to_owned());
    }
    if let Some(tag) = options.language.as_ref().filter(|tag| !is_one_language(tag)) {
        needed.push(format!("`--language {tag}` is not a language; write a tag like `--language de`"));
    }
    if let Some(address) = options.address.as_ref().filter(|address| !validate::is_address(address)) {
        needed.push(format!(
            "`--address {address}` is not the address of a guide; write `https://…` with a slash at the end"
        ));
    }
    let zone = match zone {
        Ok(zone) if needed.is_empty() => return Ok(zone),
        zone => zone,
    };
    let is_asking = lacks_id || zone.is_err() && options.zone.is_none();
    needed.extend(zone.err().map(|refused| refused.0));
    if previous.is_none() && is_asking {
        if options.name.is_none() && !has_title {
            needed.push(
                "no file has the conference's full name; add it, like `--name \"Conf 2027\"`".to_owned(),
            );
        }
        let has_languages =
            drafts.iter().flat_map(|draft| &draft.sessions).any(|one| !one.languages.is_empty());
        if options.language.is_none() && !says(|draft| &draft.language) && !has_languages {
            needed
                .push("no file names the language of the programme; add it, like `--language de`".to_owned());
        }
        if options.address.is_none() {
            needed.push("no file says where the guide will be published; add it, like `--address https://guide.example/`, or later in the conference file".to_owned());
        }
    }
    Err(Refused(match needed.as_slice() {
        [one] => one.clone(),
        all => format!("some things are missing or wrong:\n  {}", all.join("\n  ")),
    }))
}

fn no_id(id: &str) -> String {
    format!(
        "`--id {id}` is not a valid id; use 1 to 64 characters: a-z, 0-9 and -, not beginning or ending with -"
    )
}

fn is_one_language(tag: &str) -> bool {
    let languages = language::languages_in(tag);
    languages.tags.len() == 1 && languages.unknown.is_empty()
}

/// The id: the organiser's option, otherwise the id in the conference file, otherwise one made from the short name.
pub fn id(draft: &Draft, options: &Options, previous: Option<&Conference>, lines: &mut Vec<Line>) -> String {
    if let Some(id) = &options.id {
        if let Some(before) = previous.filter(|previous| previous.id.as_str() != id) {
            let what = format!(
                "was `{}`; agendas that attendees saved under the old id are no longer found",
                before.id
            );
            lines.push(Line::new(Kind::IdChanged, id, what));
        }
        return id.clone();
    }
    if let Some(previous) = previous {
        return previous.id.to_string();
    }
    let words = [&draft.acronym, &options.name, &draft.title];
    let words = words.into_iter().find_map(|words| text::line_if_any(words.as_deref())).unwrap_or_default();
    let id = name::slug(&words);
    lines.push(Line::new(
        Kind::Conference,
        "id",
        format!("`{id}`, made from {words:?}; do not change it once the guide is published"),
    ));
    id
}

/// The name: the organiser's option, otherwise the name in the conference file, which may have been edited, otherwise
/// the name in the export.
pub fn name(
    draft: &Draft,
    id: &str,
    options: &Options,
    previous: Option<&Conference>,
    lines: &mut Vec<Line>,
) -> String {
    if let Some(name) = text::line_if_any(options.name.as_deref()) {
        return name;
    }
    let title = text::line_if_any(draft.title.as_deref());
    if let Some(previous) = previous {
        if let Some(title) = title.filter(|title| *title != previous.name) {
            let what =
                format!("stays {:?}, as in the conference file; an export says {title:?}", previous.name);
            lines.push(Line::new(Kind::Conference, "name", what));
        }
        return previous.name.clone();
    }
    title.unwrap_or_else(|| {
        let name = text::line_if_any(draft.acronym.as_deref()).unwrap_or_else(|| id.to_owned());
        let what = format!(
            "written as {name:?}. Add `--name`, or correct it in the conference file, where later \
             imports keep it"
        );
        lines.push(Line::new(Kind::Guessed, "name", what));
        name
    })
}
