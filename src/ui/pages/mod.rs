//! The pages, one file each: one public function, its parts below it.

mod agenda;
mod not_found;
mod programme;
mod session;
mod speaker;
mod speakers;

pub use agenda::agenda_page;
pub use not_found::not_found_page;
pub use programme::programme_page;
pub use session::session_page;
pub use speaker::speaker_page;
pub use speakers::speakers_page;

use crate::domain::conference::Speaker;
use crate::ui::components::speaker_card::speaker_grid;
use crate::ui::element::{El, el};
use crate::ui::{strings, use_site};

/// The heading of a page. It takes the focus when the attendee comes here from another page.
fn heading(text: &str) -> El {
    el("h1").attr("tabindex", "-1").quote(text)
}

/// A part of a page under a heading of its own, by which it is named.
fn section(class: &'static str, id: &'static str, title: &str) -> El {
    el("section").class(class).attr("aria-labelledby", id).child(el("h2").attr("id", id).text(title))
}

/// The hosts' cards; nothing where nobody hosts.
fn hosts() -> Option<El> {
    let hosts: Vec<&'static Speaker> = use_site().conference.hosts().collect();
    let title = strings::hosts(hosts.len());
    (!hosts.is_empty()).then(|| section("hosts", "hosts", title).child(speaker_grid("hosts", hosts)))
}
