//! Hiding what one is not interested in, and bringing it back. What is in the attendee's agenda is never hidden.

use leptos::prelude::*;

use super::button::button;
use crate::domain::hidden::Thing;
use crate::ui::element::{El, Item, el, list};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::{Site, rescue_focus, strings, use_site};

/// The button that hides a session, a room or a track, and shows it again.
pub fn hide_button(thing: Thing) -> El {
    let agenda: MyAgenda = expect_context();
    let (hide, shown) = match thing {
        Thing::Session(_) => (strings::HIDE_SESSION, strings::SHOW_SESSION),
        Thing::Room(_) => (strings::HIDE_ROOM, strings::SHOW_ROOM),
        Thing::Track(_) => (strings::HIDE_TRACK, strings::SHOW_TRACK),
    };
    let what = thing.clone();
    let label = move || if agenda.hides(&what) { shown } else { hide }.to_owned();
    let button = el("button").class("button hide-button").attr("type", "button").text_now(label);
    el("p").class("actions").child(button.on("click", move |_| agenda.toggle_hidden(&thing)))
}

/// What is hidden, each with the way back; nothing where nothing is.
pub fn hidden_things() -> El {
    let agenda: MyAgenda = expect_context();
    let site = use_site();
    let items = move || -> Vec<Item> {
        let things = agenda.hidden_things().into_iter();
        let item = |thing: Thing| Some((name(site, &thing)?, thing));
        things.filter_map(item).map(|(name, thing)| Item::new(thing.to_key(), move || draw(&name, thing))).collect()
    };
    el("section")
        .class("hidden-things")
        .attr("aria-labelledby", "hidden")
        .attr_now("hidden", move || items().is_empty().then_some(""))
        .child(el("h2").attr("id", "hidden").attr("tabindex", "-1").text(strings::HIDDEN))
        .child(list("ul", "hidden-list").list_now(items))
}

fn draw(name: &str, thing: Thing) -> El {
    let agenda: MyAgenda = expect_context();
    let show = button(strings::SHOW_AGAIN).attr("aria-label", &strings::show_again(name));
    let show = show.on("click", move |_| {
        agenda.toggle_hidden(&thing);
        rescue_focus("#hidden, main h1");
    });
    el("li").child(el("span").quote(name)).text(" ").child(show)
}

/// What the programme calls it; nothing where it is no longer there.
fn name(site: Site, thing: &Thing) -> Option<String> {
    let conference = site.conference;
    match thing {
        Thing::Session(id) => conference.session(id).map(|session| session.title.clone()),
        Thing::Room(id) => conference.room(id).map(|room| room.name.clone()),
        Thing::Track(id) => conference.track(id).map(|track| track.name.clone()),
    }
}
