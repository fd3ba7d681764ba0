//! The search line and the filters of the programme.
//!
//! On phones the line sticks to the top and the filters open as a sheet; on wide screens both stand beside the
//! sessions. The sheet is a disclosure: it follows its button in reading order, closes on Escape and when the focus
//! leaves it, and says how many sessions it leaves.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, Node};

use super::button::{button, opening};
use super::hiding::way_to_hidden;
use super::marked::marked;
use crate::domain::filter::{Choice, Group};
use crate::domain::results::Results;
use crate::domain::search::Query;
use crate::domain::typos::Meant;
use crate::route::Route;
use crate::route::query::{WORDS, parameter};
use crate::ui::boot;
use crate::ui::browser::{after_painting, elements, focus, html, rescue_focus};
use crate::ui::element::{El, el, follow, list};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::navigation::Navigation;
use crate::ui::site::{Site, use_site};
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
    // One element, because beside tall filters the page's grid has one row for what stands above the results.
    let said = el("div")
        .child(el("p").class("result-count").text_now(count))
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

fn close(open: RwSignal<bool>) {
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
        .child(opening(opener, open))
}

/// On phones, scrolls the search line to the top, so that there is room for results above the keyboard.
fn bring_up() {
    let find = |what: &str| document().query_selector(what).ok().flatten();
    // Only phones show the button for the filters.
    let is_phone = find(OPENER).is_some_and(|opener| opener.client_height() > 0);
    if let Some(line) = find(".search-line").filter(|_| is_phone) {
        window().scroll_by_with_x_and_y(0.0, line.get_bounding_client_rect().top());
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

fn filters(results: Memo<Results<'static>>, listed: Memo<usize>, open: RwSignal<bool>) -> El {
    let navigation: Navigation = expect_context();
    let choices = choices(use_site(), results, navigation, expect_context());
    let groups: Vec<El> = Group::ALL
        .into_iter()
        .zip(&choices)
        .filter_map(|(group, choices)| filter_group(group, choices))
        .collect();
    let clear = button(Strings::CLEAR_FILTERS)
        .property_now("disabled", move || (navigation.filter().choices_made() == 0).into())
        .on("click", move |_| {
            navigation.choose(navigation.filter().without_choices());
            rescue_focus("#filters");
        });
    let done = el("button")
        .class("button primary done")
        .attr("type", "button")
        .text_now(move || Strings::show_sessions(listed.get()))
        .on("click", move |_| close(open));
    keep_choices_current(results, choices);
    el("section")
        .class("filters")
        .attr("id", "filters")
        // Focusable, so that a press on plain text in the sheet keeps the focus in it.
        .attr("tabindex", "-1")
        .attr("aria-label", Strings::FILTERS)
        .attr_now(boot::OPEN, move || open.get().then_some(""))
        .on("focusout", move |event| {
            if leaves(&event) {
                open.set(false);
            }
        })
        .children(groups)
        .child(el("p").class("actions").child(clear).child(done))
}

/// Whether the focus moves to a control outside the element that listens. It does not count if the focus goes nowhere
/// (a press on plain text), or to the button that opened the sheet and will close it.
fn leaves(event: &web_sys::Event) -> bool {
    let sheet: Option<Node> = event.current_target().and_then(|sheet| sheet.dyn_into().ok());
    let next = event.unchecked_ref::<web_sys::FocusEvent>().related_target();
    let next: Option<Element> = next.and_then(|next| next.dyn_into().ok());
    sheet.zip(next).is_some_and(|(sheet, next)| {
        !sheet.contains(Some(&next)) && !next.contains(Some(&sheet)) && !next.matches(OPENER).unwrap_or(false)
    })
}

/// The choices of all groups with their counts, in the order of `Group::ALL`; empty once the page is left. Not tracked.
fn choices(site: Site, results: Memo<Results<'static>>, navigation: Navigation, agenda: MyAgenda) -> Choices {
    let filter = untrack(|| navigation.filter());
    let count = |results: &Results<'static>| {
        filter.choices(site.labels(), &results.found, &|session| agenda.contains_now(session))
    };
    results.try_with_untracked(count).unwrap_or_default()
}

type Choices = [Vec<Choice<'static>>; Group::ALL.len()];

/// Keeps the counts and states of all choices up to date. The choices are always the same, so each is rendered once and
/// keeps the focus. One effect serves all, because there may be hundreds. The pressed choice is painted first: a phone
/// takes longer to count than to paint.
fn keep_choices_current(results: Memo<Results<'static>>, drawn: Choices) {
    let site = use_site();
    let navigation: Navigation = expect_context();
    let agenda: MyAgenda = expect_context();
    let shown = Rc::new(RefCell::new(drawn));
    // They are up to date when they are drawn.
    let (is_drawn, waits) = (Cell::new(true), Rc::new(Cell::new(false)));
    follow(move || {
        results.track();
        navigation.filter();
        agenda.with(|_, _| ());
        if is_drawn.take() || waits.replace(true) {
            return;
        }
        let (shown, waits) = (Rc::clone(&shown), Rc::clone(&waits));
        after_painting(move || {
            waits.set(false);
            let now = choices(site, results, navigation, agenda);
            let before = shown.replace(now.clone());
            let changes = before.iter().flatten().zip(now.iter().flatten());
            let boxes = elements(&html(), "#filters input").into_iter().zip(changes);
            for (input, (_, choice)) in boxes.filter(|(_, (before, choice))| before != choice) {
                let input: HtmlInputElement = input.unchecked_into();
                input.set_checked(choice.chosen);
                let Some(label) = input.parent_element() else { return };
                _ = label.toggle_attribute_with_force(NONE, choice.count == 0);
                if let Some(count) = label.last_element_child() {
                    count.set_text_content(Some(&choice.count.to_string()));
                }
            }
        });
    });
}

/// On a choice that would leave no session.
const NONE: &str = "data-none";

/// The choices of a group; `None` if the programme has none.
fn filter_group(group: Group, choices: &[Choice<'static>]) -> Option<El> {
    let legend = match group {
        Group::Mine => Strings::MY_AGENDA,
        Group::Track => Strings::TRACK,
        Group::Format => Strings::FORMAT,
        Group::Topic => Strings::TOPIC,
        Group::Room => Strings::ROOM,
        Group::Language => Strings::SPOKEN_LANGUAGE,
        Group::Level => Strings::LEVEL,
        Group::Tag => Strings::TAG,
        Group::Recorded => Strings::RECORDING,
        Group::Speaker => Strings::SPEAKER,
    };
    let rows: Vec<El> = choices.iter().map(|choice| filter_choice(group, choice)).collect();
    let legend = el("legend").text(legend);
    (!rows.is_empty())
        .then(|| el("fieldset").class("filter-group").child(legend).child(el("ul").children(rows)))
}

fn filter_choice(group: Group, choice: &Choice<'static>) -> El {
    let navigation: Navigation = expect_context();
    let value = choice.value;
    let input = el("input").attr("type", "checkbox").attr("name", parameter(group)).attr("value", value);
    let input = if choice.chosen { input.attr("checked", "") } else { input };
    let label = el("label").class("choice");
    let label = if choice.count == 0 { label.attr(NONE, "") } else { label };
    let label = label
        .child(input.on("change", move |_| navigation.toggle_choice(group, value)))
        .child(el("span").class("label").quote(Strings::choice(group, choice.label)))
        .text(" ")
        .child(el("span").class("count").text(&choice.count.to_string()));
    el("li").child(label)
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
