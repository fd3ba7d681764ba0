//! What the conference is called, and the id under which attendees' agendas are saved.
//!
//! The rule of this file: once there is a conference file, its id and its name stay as they are there.

use crate::domain::conference::Conference;
use crate::import::Options;
use crate::import::draft::Draft;
use crate::import::report::{Kind, Line, Refused};
use crate::import::text;
use crate::import::values::name;

/// The organiser's id, else that of last time, else one made of the short name.
pub fn id(
    draft: &Draft,
    options: &Options,
    previous: Option<&Conference>,
    lines: &mut Vec<Line>,
) -> Result<String, Refused> {
    if let Some(id) = &options.id {
        if !name::is_id(id) {
            return Err(Refused(format!(
                "`--id {id}` is no id; write 1 to 64 of a to z, 0 to 9 and -, neither first nor last a -"
            )));
        }
        if let Some(before) = previous.filter(|previous| previous.id.as_str() != id) {
            let what =
                format!("was `{}`; agendas that attendees saved under it are not found any more", before.id);
            lines.push(Line::new(Kind::IdChanged, id, what));
        }
        return Ok(id.clone());
    }
    if let Some(previous) = previous {
        return Ok(previous.id.to_string());
    }
    let words = [&draft.acronym, &draft.title].into_iter().flatten().map(|words| text::line(words));
    let Some(words) = words.into_iter().find(|words| !words.is_empty()) else {
        let what = "the files do not say what the conference is called; add `--id` with a short name for it, like `--id conf-2027`";
        return Err(Refused(what.to_owned()));
    };
    let id = name::slug(&words);
    lines.push(Line::new(
        Kind::Conference,
        "id",
        format!("`{id}`, of {words:?}; once published it must not change"),
    ));
    Ok(id)
}

/// The name in the conference file, which may have been written by hand, else the files'.
pub fn name(draft: &Draft, id: &str, previous: Option<&Conference>, lines: &mut Vec<Line>) -> String {
    let title = text::line_if_any(draft.title.as_deref());
    if let Some(previous) = previous {
        if let Some(title) = title.filter(|title| *title != previous.name) {
            let what =
                format!("stays {:?}, as the conference file has it; a file says {title:?}", previous.name);
            lines.push(Line::new(Kind::Conference, "name", what));
        }
        return previous.name.clone();
    }
    title.unwrap_or_else(|| {
        let name = text::line_if_any(draft.acronym.as_deref()).unwrap_or_else(|| id.to_owned());
        let what = format!(
            "no file says it; written as {name:?}. Correct it in the conference file, where it is kept"
        );
        lines.push(Line::new(Kind::Conference, "name", what));
        name
    })
}
