//! A speaker as listed: biography, the way to the speaker's page, and where else to find the speaker.

use super::links::links_of;
use super::marked::marked;
use super::portrait::portrait;
use crate::domain::conference::{Speaker, Text};
use crate::domain::search::Query;
use crate::route::Route;
use crate::ui::element::{El, el, list};
use crate::ui::{strings, use_site};

/// A speaker's card; what was searched for is marked in it.
pub fn speaker_card(speaker: &Speaker, query: &Query) -> El {
    let page = || el("a").attr("href", &use_site().href(&Route::Speaker(speaker.id.clone())));
    let heading = format!("speaker-{}", speaker.id);
    let line = speaker.line.as_deref().map(|line| marked(el("p").class("line"), line, query));
    let biography = speaker.biography.as_ref().and_then(Text::beginning);
    let whom = el("span").class("visually-hidden").text(&strings::about(&speaker.name));
    let more = page().text(strings::READ_MORE).child(whom);
    el("article")
        .class("speaker-card")
        .attr("aria-labelledby", &heading)
        .child(portrait(speaker))
        .child(el("h3").class("name").attr("id", &heading).child(marked(page(), &speaker.name, query)))
        .children(line)
        .children(biography.map(|text| marked(el("p").class("summary"), &text, query)))
        .child(el("p").class("more").child(more))
        .children(links_of(speaker))
}

/// The cards of several speakers.
pub fn speaker_grid(speakers: Vec<&'static Speaker>) -> El {
    let nothing = Query::default();
    let cards = speakers.into_iter().map(|speaker| el("li").child(speaker_card(speaker, &nothing)));
    list("ul", "speaker-grid").children(cards)
}
