//! One room: what is on there now, and its sessions.

use leptos::prelude::*;

use super::{all, by_days, heading};
use crate::domain::conference::{Room, Session};
use crate::domain::hidden::Thing;
use crate::domain::schedule::Phase;
use crate::route::Route;
use crate::ui::clock::Clock;
use crate::ui::components::calendar::calendar_links;
use crate::ui::components::hiding::hide_button;
use crate::ui::components::zone_line::zone_line;
use crate::ui::element::{El, Item, el};
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// The page of a room.
#[inline(never)]
pub fn room_page(room: &'static Room) -> Vec<El> {
    let is_here = |session: &Session| session.room.as_ref() == Some(&room.id);
    let head = el("header").class("page-head").child(heading(&room.name)).children(zone_line());
    let head = head.child(all(Route::Rooms, Strings::ALL_ROOMS));
    [head, hide_button(Thing::Room(room.id.clone()))]
        .into_iter()
        .chain(on_now(room))
        .chain(by_days(&is_here))
        .chain(calendar_links(&Route::Room(room.id.clone())))
        .collect()
}

/// The running and the next session in the room; empty while the conference is not on.
fn on_now(room: &'static Room) -> Option<El> {
    let clock: Clock = expect_context();
    let site = use_site();
    if site.days().is_empty() {
        return None;
    }
    let sessions = site.days().iter().flat_map(|day| day.sessions.iter().copied());
    let is_here = |session: &&Session| session.room.as_ref() == Some(&room.id) && !session.cancelled;
    let here: Vec<&'static Session> = sessions.filter(is_here).collect();
    let line = move |label: &'static str, session: &'static Session| {
        // Rendered once, and not again at each tick of the clock.
        Item::new([label, session.id.as_str()].concat(), move || {
            let link = el("a").attr("href", &site.href(&Route::Session(session.id.clone())));
            el("p").child(el("span").class("label").text(label)).text(" ").child(link.quote(&session.title))
        })
    };
    let on_now = el("div").class("on-now").list_now(move || {
        let Some(now) = clock.now().filter(|now| site.schedule.is_on(*now)) else { return Vec::new() };
        let phase = |session: &&&'static Session| site.schedule.phase(session, now);
        let running = here.iter().filter(|session| phase(session) == Phase::Running);
        let next = here.iter().find(|session| phase(session) == Phase::ToCome);
        let running = running.map(|session| line(Strings::ON_NOW, session));
        running.chain(next.map(|session| line(Strings::NEXT, session))).collect()
    });
    Some(on_now)
}
