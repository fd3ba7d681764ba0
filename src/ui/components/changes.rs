//! The list of changes in the attendee's sessions. A change stays in it until the attendee takes note of it.

use leptos::prelude::*;

use super::button::button;
use crate::domain::agenda::changes::{Change, Difference};
use crate::domain::conference::Session;
use crate::route::Route;
use crate::ui::browser::{after_painting, rescue_focus};
use crate::ui::clock::Clock;
use crate::ui::element::{El, el, follow, list};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// The list; empty while nothing has changed.
pub fn changes_list() -> El {
    let agenda: MyAgenda = expect_context();
    // A painted list counts as seen: a hidden tab is not painted.
    follow(move || {
        if agenda.changes_not_shown() > 0 {
            after_painting(move || agenda.mark_changes_as_shown());
        }
    });
    el("div").children_now(move || {
        let (rows, ids): (Vec<El>, Vec<_>) = agenda.with_changes(|changes| {
            changes.into_iter().map(|change| (row(&change), change.id.clone())).unzip()
        });
        if rows.is_empty() {
            return Vec::new();
        }
        let all = (rows.len() > 1).then(|| {
            let all = button(Strings::MARK_ALL_AS_READ).on("click", move |_| {
                agenda.take_note(&ids);
                rescue_focus(NEXT);
            });
            el("p").class("actions").child(all)
        });
        let title = el("h2").attr("id", "changes").attr("tabindex", "-1").text(Strings::WHAT_CHANGED);
        let section = el("section").class("changes").attr("aria-labelledby", "changes").child(title);
        vec![section.child(list("ul", "changes-list").children(rows)).children(all)]
    })
}

/// Where the focus goes once the change that had it is gone.
pub const NEXT: &str = "#changes, main:not(:has(#changes)) h1";

fn row(change: &Change<'_, 'static>) -> El {
    let agenda: MyAgenda = expect_context();
    let site = use_site();
    let clock: Clock = expect_context();
    let link = |session: &Session| {
        el("a").attr("href", &site.href(&Route::Session(session.id.clone()))).quote(&session.title)
    };
    let title = el("h3").class("title");
    let title = match site.conference.session(change.id) {
        Some(session) => title.child(link(session)),
        None => title.quote(&change.now.title),
    };
    let (was, now) = (&change.before, &change.now);
    let told = change.differences.iter().map(|difference| {
        let when = |start: Option<_>, end: Option<_>| match start {
            Some(start) => {
                Strings::when(clock.in_chosen_zone(start), end.map(|end| clock.in_chosen_zone(end)))
            }
            None => Strings::NO_TIME.to_owned(),
        };
        let room = |room: &Option<String>| room.clone().unwrap_or_else(|| Strings::NO_ROOM.to_owned());
        let names =
            |names: &[String]| if names.is_empty() { Strings::NOBODY.to_owned() } else { names.join(", ") };
        let words = match difference {
            Difference::Gone => Strings::GONE.to_owned(),
            Difference::Back => Strings::BACK.to_owned(),
            Difference::Cancelled => Strings::CALLED_OFF.to_owned(),
            Difference::TakesPlace => Strings::TAKES_PLACE.to_owned(),
            Difference::Time => {
                Strings::before(&Strings::now_at(&when(now.start, now.end)), &when(was.start, was.end))
            }
            Difference::Room => Strings::before(&Strings::now_in(&room(&now.room)), &room(&was.room)),
            Difference::Title => Strings::before(&Strings::now_called(&now.title), &was.title),
            Difference::Speakers => {
                Strings::before(&Strings::now_with(&names(&now.speakers)), &names(&was.speakers))
            }
        };
        el("p").text(&words)
    });
    let told: Vec<El> = told.collect();
    let instead = change.instead.map(|other| el("p").text(Strings::IN_ITS_PLACE).child(link(other)));
    let asked = change.perhaps.iter().map(|other| {
        let answer = |label: &str, is_it: bool| {
            let named = Strings::named(label, &other.title);
            let (gone, other) = (change.id.clone(), other.id.clone());
            button(label).attr("aria-label", &named).on("click", move |_| {
                agenda.answer(&gone, &other, is_it);
                rescue_focus(NEXT);
            })
        };
        el("div").class("asked").child(el("p").text(Strings::IS_IT_THIS).child(link(other))).child(
            el("p")
                .class("actions")
                .child(answer(Strings::YES_IT_WAS, true))
                .child(answer(Strings::NO_IT_WAS_NOT, false)),
        )
    });
    let asked: Vec<El> = asked.collect();
    let id = change.id.clone();
    let got = button(Strings::MARK_AS_READ)
        .attr("aria-label", &Strings::named(Strings::MARK_AS_READ, &now.title))
        .on("click", move |_| {
            agenda.take_note(std::slice::from_ref(&id));
            rescue_focus(NEXT);
        });
    el("li")
        .child(title)
        .children(told)
        .children(instead)
        .children(asked)
        .child(el("p").class("actions").child(got))
}
