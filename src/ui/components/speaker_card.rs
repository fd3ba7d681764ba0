//! The card of a speaker: titles of sessions, biography, the link to the speaker's page, and the speaker's links elsewhere.

use super::links::links_of;
use super::marked::marked;
use super::portrait::portrait;
use crate::domain::conference::{Speaker, distinct};
use crate::domain::search::Query;
use crate::route::Route;
use crate::ui::element::{El, Item, el, list};
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// A speaker's card, in which the matches of a search are marked. In a long programme it shows only the most important
/// details.
///
/// `section` is the id of the list that the card stands in: a host who also speaks has cards in two lists.
pub fn speaker_card(section: &str, speaker: &Speaker, query: &Query) -> El {
    let page = || el("a").attr("href", &use_site().href(&Route::Speaker(speaker.id.clone())));
    let heading = [section, "-", speaker.id.as_str()].concat();
    let line = speaker.line.as_deref().map(|line| marked(el("p").class("line"), line, query));
    let in_full = if query.is_empty() { None } else { use_site().conference_now().speaker(&speaker.id) };
    let biography = in_full.unwrap_or(speaker).biography.as_ref();
    let is_long = use_site().is_long();
    let biography = biography
        .and_then(|text| query.around(text).or_else(|| if is_long { None } else { text.beginning() }));
    let whom = el("span").class("visually-hidden").text(&Strings::about(&speaker.name));
    let more = (!is_long).then(|| el("p").class("more").child(page().text(Strings::READ_MORE).child(whom)));
    el("article")
        .class("speaker-card")
        .attr("aria-labelledby", &heading)
        .child(portrait(speaker))
        .child(el("h3").class("name").attr("id", &heading).child(marked(page(), &speaker.name, query)))
        .children(line)
        .children(titles(speaker))
        .children(biography.map(|text| marked(el("p").class("summary"), &text, query)))
        .children(more)
        .children(links_of(speaker).filter(|_| !is_long))
}

/// The titles of a speaker's sessions, one after the other.
fn titles(speaker: &Speaker) -> Option<El> {
    let sessions = use_site().schedule.sessions_of(speaker);
    // A session that is held twice is named once.
    let titles = distinct(sessions.iter().map(|session| session.title.as_str()));
    let titles = titles.into_iter().map(|title| el("li").quote(title));
    (!sessions.is_empty())
        .then(|| list("ul", "titles").attr("aria-label", Strings::SESSIONS).children(titles))
}

/// A speaker's card in a list that changes; another search renders it anew, because its marks change.
pub fn speaker_item(speaker: &'static Speaker, query: &Query) -> Item {
    let (key, query) = (query.key(speaker.id.as_str()), query.clone());
    Item::new(key, move || el("li").child(speaker_card("speakers", speaker, &query)))
}

/// The cards of several speakers, in the section with this id.
pub fn speaker_grid(section: &str, speakers: Vec<&'static Speaker>) -> El {
    let nothing = Query::default();
    let cards = speakers.into_iter().map(|speaker| el("li").child(speaker_card(section, speaker, &nothing)));
    list("ul", "speaker-grid").children(cards)
}
