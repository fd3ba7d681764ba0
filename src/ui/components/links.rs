//! Links that lead out of the guide. Those that `Link::may_lead_to` refuses are not shown.

use crate::domain::conference::{Link, Speaker};
use crate::ui::element::{El, el};
use crate::ui::strings::Strings;

/// Links after an introduction, like "Find Ada at"; `None` if there are none.
pub fn links(intro: Option<&str>, links: &[Link]) -> Option<El> {
    let items = links.iter().filter(|link| Link::may_lead_to(&link.address)).map(|link| {
        let link = el("a").attr("href", &link.address).attr("rel", "noopener noreferrer").text(&link.label);
        el("li").child(link)
    });
    let items: Vec<El> = items.collect();
    let intro = intro.map(|intro| el("span").class("intro").text(intro).text(": "));
    (!items.is_empty()).then(|| el("div").class("links").children(intro).child(el("ul").children(items)))
}

/// The links of a speaker.
pub fn links_of(speaker: &Speaker) -> Option<El> {
    links(Some(&Strings::find_at(&speaker.name)), &speaker.links)
}
