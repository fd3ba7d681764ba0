//! Hides sessions, rooms and tracks that the attendee is not interested in, and shows them again. Sessions in the
//! agenda are never hidden.

use leptos::prelude::*;

use super::button::button;
use crate::domain::hidden::Thing;
use crate::ui::browser::rescue_focus;
use crate::ui::element::{El, el, list};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::site::{Site, use_site};
use crate::ui::strings::Strings;

/// The button that hides a session, a room or a track, and shows it again.
pub fn hide_button(thing: Thing) -> El {
    let agenda: MyAgenda = expect_context();
    let (hide, shown) = match thing {
        Thing::Session(_) => (Strings::HIDE_SESSION, Strings::SHOW_SESSION),
        Thing::Room(_) => (Strings::HIDE_ROOM, Strings::SHOW_ROOM),
        Thing::Track(_) => (Strings::HIDE_TRACK, Strings::SHOW_TRACK),
    };
    let what = thing.clone();
    let label = move || if agenda.hides(&what) { shown } else { hide }.to_owned();
    let button = el("button").class("button app-only").attr("type", "button").text_now(label);
    el("p").class("actions").child(button.on("click", move |_| agenda.toggle_hidden(&thing)))
}

/// The list of what is hidden, each with a button that shows it again; `None` if nothing is hidden. Tracked.
pub fn hidden_things() -> Option<El> {
    let agenda: MyAgenda = expect_context();
    let site = use_site();
    let things = agenda.hidden_things().into_iter();
    let rows: Vec<El> = things.filter_map(|thing| Some(draw(&name(site, &thing)?, thing))).collect();
    let title = el("h2").attr("id", "hidden").attr("tabindex", "-1").text(Strings::HIDDEN);
    let section = el("section").class("hidden-things").attr("aria-labelledby", "hidden").child(title);
    (!rows.is_empty()).then(|| section.child(list("ul", "hidden-list").children(rows)))
}

/// The link to the list of what is hidden, at the end of the programme; `None` if nothing is hidden. Tracked.
pub fn way_to_hidden() -> Option<El> {
    let agenda: MyAgenda = expect_context();
    // A programme without times is short, so hiding is not offered.
    let count = if use_site().days().is_empty() { 0 } else { agenda.hidden_things().len() };
    (count > 0).then(|| el("a").class("button").attr("href", "#hidden").text(&Strings::hidden(count)))
}

fn draw(name: &str, thing: Thing) -> El {
    let agenda: MyAgenda = expect_context();
    let show = button(Strings::SHOW_AGAIN).attr("aria-label", &Strings::show_again(name));
    let show = show.on("click", move |_| {
        agenda.toggle_hidden(&thing);
        rescue_focus("#hidden, main h1");
    });
    el("li").child(el("span").quote(name)).text(" ").child(show)
}

/// Its name in the programme; `None` if the programme no longer has it.
fn name(site: Site, thing: &Thing) -> Option<String> {
    let conference = site.conference;
    match thing {
        Thing::Session(id) => conference.session(id).map(|session| session.title.clone()),
        Thing::Room(id) => conference.room(id).map(|room| room.name.clone()),
        Thing::Track(id) => conference.track(id).map(|track| track.name.clone()),
    }
}
