//! The search line of the programme, with the filters beside it, and what is said above the results.
//!
//! On phones the line sticks to the top and the filters open as a sheet (`filters`); on wide screens both stand beside
//! the sessions.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::button::{button, opening};
use super::filters::{active_choices, filters};
use super::hiding::way_to_hidden;
use super::marked::marked;
use super::view_line::{before_and_after, way_to_now};
use crate::domain::results::Results;
use crate::domain::search::Query;
use crate::domain::typos::Meant;
use crate::route::Route;
use crate::route::query::WORDS;
use crate::ui::browser::{after_painting, focus, html};
use crate::ui::element::{El, el, follow, list};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::navigation::Navigation;
use crate::ui::site::use_site;
use crate::ui::strings::Strings;
use crate::ui::texts::Wait;

/// The search line's id: the takeover finds typed text by it.
pub const SEARCH_LINE: &str = "search";

/// The button that opens the filters.
pub const OPENER: &str = "[aria-controls=filters]";

/// The search line, the filters, the number of sessions that are `listed`, and what else the search says and finds above
/// them.
pub fn filter_bar(results: Memo<Results<'static>>, listed: Memo<usize>) -> El {
    let open = RwSignal::new(false);
    let navigation: Navigation = expect_context();
    let all = use_site().conference.sessions.len();
    let escape = move |event: web_sys::Event| {
        if event.unchecked_ref::<web_sys::KeyboardEvent>().key() == "Escape" && open.get_untracked() {
            close(open);
        }
    };
    let count = move || Strings::sessions_found(listed.get(), all);
    // The dimmed area beside the sheet: a press there closes the sheet and does nothing else.
    let scrim = el("div").class("scrim").on("click", move |_| close(open));
    let stage = (!use_site().days().is_empty()).then(before_and_after);
    // One element, because beside tall filters the page's grid has one row for what stands above the results.
    let said = el("div")
        .child(active_choices())
        .child(el("p").class("result-count").child(el("span").text_now(count)).text(" ").children(stage))
        .children_now(move || {
            let line = |words: String| el("p").class("other-words").text(&words);
            other_words(results).map(line).into_iter().collect()
        })
        .children_now(move || texts_are_missing(&navigation.words()).into_iter().collect())
        .children_now(move || places(results).into_iter().collect());
    el("div")
        .class("filter-bar")
        .on("keydown", escape)
        .child(scrim)
        .child(search_line(results, open))
        // There may be hundreds of filters before the sessions.
        .child(el("a").class("skip-link").attr("href", "#sessions").text(Strings::SKIP_TO_SESSIONS))
        .child(filters(results, listed, open))
        .child(said)
}

/// Says which other words are searched for; `None` if there are none. Tracked.
pub fn other_words(results: Memo<Results<'static>>) -> Option<String> {
    let navigation: Navigation = expect_context();
    results.with(|results| Some(other_words_of(&navigation.words(), results.meant.as_ref()?)))
}

/// Says which words are searched for instead of the typed ones, or in addition to them.
pub fn other_words_of(typed: &str, Meant { words, is_instead, .. }: &Meant) -> String {
    match is_instead {
        true => Strings::showing_instead(typed, words),
        false => Strings::also_showing(words),
    }
}

/// How many rooms are offered at most, and how many tracks.
const MOST_PLACES: usize = 4;

/// While searching: links, in one line, to the rooms and tracks whose names have the words. Tracked.
fn places(results: Memo<Results<'static>>) -> Option<El> {
    let site = use_site();
    results.with(|results| {
        let place = |route: Route, kind: &str, name: &str| {
            let link = el("a").class("button").attr("href", &site.href(&route));
            let link = link.child(el("span").class("line").text(kind)).text(" ");
            el("li").child(link.child(marked(el("span"), name, &results.query)))
        };
        let rooms = results.rooms.iter().take(MOST_PLACES);
        let rooms = rooms.map(|room| place(Route::Room(room.id.clone()), Strings::ROOM, &room.name));
        let tracks = results.tracks.iter().take(MOST_PLACES);
        let tracks = tracks.map(|track| place(Route::Track(track.id.clone()), Strings::TRACK, &track.name));
        let places: Vec<El> = rooms.chain(tracks).collect();
        if places.is_empty() {
            return None;
        }
        Some(list("ul", "found-places").attr("aria-label", Strings::ROOMS_AND_TRACKS).children(places))
    })
}

/// Says that a search does not find words of abstracts and biographies yet, and what to do if they do not come; `None`
/// if it does, or if there are no words to search for. Tracked.
pub fn texts_are_missing(words: &str) -> Option<El> {
    if Query::new(words).is_empty() {
        return None;
    }
    let site = use_site();
    let agenda: MyAgenda = expect_context();
    let later = site.later()?;
    let (words, load) = match site.wait_for_search()? {
        Wait::Coming => (Strings::TEXTS_ARE_COMING, None),
        Wait::Failed => (Strings::TEXTS_HAVE_FAILED, Some(Strings::TRY_AGAIN)),
        Wait::Unasked => (Strings::TEXTS_ARE_LEFT_OUT, Some(Strings::LOAD_TEXTS)),
    };
    let load =
        load.map(|label| button(label).on("click", move |_| later.load(move || agenda.texts_have_come())));
    Some(el("p").class("texts-missing").text(words).text(" ").children(load))
}

/// Closes the sheet of filters. The focus goes back to its button.
pub fn close(open: RwSignal<bool>) {
    open.set(false);
    focus(OPENER);
}

fn search_line(results: Memo<Results<'static>>, open: RwSignal<bool>) -> El {
    let navigation: Navigation = expect_context();
    let is_typed = Rc::new(Cell::new(false));
    let was_typed = Rc::clone(&is_typed);
    follow(move || {
        results.track();
        // While searching, the page has another heading, so the line has moved.
        if was_typed.take() {
            after_painting(bring_up);
        }
    });
    let opener = el("button")
        .class("filters-button")
        .attr("type", "button")
        .attr("aria-controls", "filters")
        .text_now(move || Strings::filters(navigation.filter().choices_made()));
    // The Enter key hides a phone's keyboard: the results are shown already.
    let submitted = |event: web_sys::Event| {
        event.prevent_default();
        if let Some(line) = document().get_element_by_id(SEARCH_LINE) {
            _ = line.unchecked_into::<HtmlElement>().blur();
        }
    };
    search_form(&use_site().href(&Route::Programme), Strings::SEARCH)
        .on("submit", submitted)
        .on("input", move |event| {
            is_typed.set(true);
            navigation.type_words(event_target_value(&event));
        })
        // The attendee's next action needs the typed words.
        .on("change", move |_| navigation.take_up_words())
        .child(
            search_input()
                .on("click", |_| bring_up())
                .property_now("value", move || navigation.words().into()),
        )
        .children((!use_site().days().is_empty()).then(|| way_to_now(results)))
        .child(opening(opener, open))
}

/// On phones, scrolls the search line to the top, so that there is room for results above the keyboard.
fn bring_up() {
    let find = |what: &str| document().query_selector(what).ok().flatten();
    // Only phones show the button for the filters.
    let is_phone = find(OPENER).is_some_and(|opener| opener.client_height() > 0);
    // On high screens the days stay above it (style/schedule.css), until there are answers.
    let days = find(".brief ~ nav:not(:has(~ [data-answers]))").filter(|_| html().client_height() >= 640);
    let above = days.map_or(0, |days| days.client_height());
    if let Some(line) = find(".search-line").filter(|_| is_phone) {
        window().scroll_by_with_x_and_y(0.0, line.get_bounding_client_rect().top() - f64::from(above));
    }
}

/// A search form, which works with and without the app.
pub fn search_form(action: &str, label: &str) -> El {
    let label = el("label").class("visually-hidden").attr("for", SEARCH_LINE).text(label);
    el("form").class("search-line").attr("role", "search").attr("action", action).child(label)
}

/// The page's one searchbox.
pub fn search_input() -> El {
    el("input")
        .attr("id", SEARCH_LINE)
        .attr("type", "search")
        .attr("name", WORDS)
        .attr("placeholder", Strings::SEARCH_HINT)
        .attr("autocomplete", "off")
        .attr("enterkeyhint", "search")
}

/// The message in place of the results, if there are none.
pub fn nothing_found() -> El {
    let everything = el("a")
        .class("button primary")
        .attr("href", &use_site().href(&Route::Programme))
        .text(Strings::SHOW_EVERYTHING);
    el("div")
        .class("nothing-found")
        .child(el("h2").text(Strings::NOTHING_FOUND))
        .child(el("p").text(Strings::NOTHING_FOUND_HELP))
        .child(el("p").class("actions").child(everything).children(way_to_hidden()))
}
