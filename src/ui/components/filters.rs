//! The filters of the programme: a sheet with the choices of each group, and the choices made, above the results.
//!
//! The sheet is a disclosure: it follows its button in reading order, closes on Escape and when the focus leaves it,
//! and says how many sessions it leaves. A group shows its first choices, and the others on demand.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, Node};

use super::button::button;
use super::filter_bar::{OPENER, close};
use crate::domain::filter::{Choice, Group};
use crate::domain::results::Results;
use crate::domain::search::Query;
use crate::route::query::parameter;
use crate::ui::announcer;
use crate::ui::boot;
use crate::ui::browser::{after_painting, elements, html, rescue_focus, rescue_focus_to};
use crate::ui::element::{El, Item, el, follow, list};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::navigation::Navigation;
use crate::ui::site::{Site, use_site};
use crate::ui::strings::Strings;

/// A group with more choices shows only so many of them at first.
const FEW_CHOICES: usize = 8;

/// A group with more choices can be searched.
const MANY_CHOICES: usize = 12;

/// The choices made, each a button that takes it back.
pub fn active_choices() -> El {
    let navigation: Navigation = expect_context();
    let items = move || {
        let filter = navigation.filter();
        let item = |group: Group, value: &str| {
            let value = value.to_owned();
            Item::new([parameter(group), " ", &value].concat(), move || active_choice(group, value))
        };
        let of_group =
            |group: Group| filter.chosen(group).map(move |value| item(group, value)).collect::<Vec<_>>();
        Group::ALL.into_iter().flat_map(of_group).collect()
    };
    list("ul", "active-choices")
        .attr("aria-label", Strings::ACTIVE_FILTERS)
        .attr_now("hidden", move || (navigation.filter().choices_made() == 0).then_some(""))
        .list_now(items)
}

fn active_choice(group: Group, value: String) -> El {
    let navigation: Navigation = expect_context();
    let conference = use_site().conference;
    let name = match group {
        Group::Track => conference.track(&value.as_str().into()).map(|track| track.name.as_str()),
        Group::Room => conference.room(&value.as_str().into()).map(|room| room.name.as_str()),
        Group::Speaker => conference.speaker(&value.as_str().into()).map(|speaker| speaker.name.as_str()),
        _ => None,
    };
    let name = name.unwrap_or_else(|| Strings::choice(group, &value));
    let remove = el("button")
        .class("button")
        .attr("type", "button")
        .attr("aria-label", &Strings::remove_filter(name))
        .child(el("span").quote(name))
        .child(el("span").attr("aria-hidden", "true").text("×"));
    let remove = remove.on("click", move |_| {
        navigation.toggle_choice(group, &value);
        rescue_focus_to([".active-choices button", "main h1"].map(str::to_owned).to_vec());
    });
    el("li").child(remove)
}

/// The sheet with all groups of choices; it says how many sessions are `listed`.
pub fn filters(results: Memo<Results<'static>>, listed: Memo<usize>, open: RwSignal<bool>) -> El {
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
    let fieldset = el("fieldset").class("filter-group").child(el("legend").text(legend));
    if rows.len() <= FEW_CHOICES {
        return (!rows.is_empty()).then(|| fieldset.child(el("ul").children(rows)));
    }
    // What is chosen can always be seen.
    let is_folded = RwSignal::new(!choices[FEW_CHOICES..].iter().any(|choice| choice.chosen));
    let search = (rows.len() > MANY_CHOICES).then(|| search_in(legend, is_folded));
    let unfold = button(&Strings::show_all_choices(rows.len()))
        .attr("aria-label", &Strings::show_all_of(rows.len(), legend))
        .attr_now("hidden", move || (!is_folded.get()).then_some(""))
        .on("click", move |_| {
            is_folded.set(false);
            // The button goes, and the focus with it.
            let first = format!("#filters li:nth-child({}) [name={}]", FEW_CHOICES + 1, parameter(group));
            rescue_focus_to(vec![first]);
        });
    let fieldset = fieldset.attr_now("data-few", move || is_folded.get().then_some(""));
    Some(fieldset.children(search).child(el("ul").children(rows)).child(unfold))
}

/// The field that leaves only those choices of its group whose labels have the typed words.
fn search_in(legend: &str, is_folded: RwSignal<bool>) -> El {
    let label = Strings::search_in(legend);
    el("input")
        .attr("type", "text")
        .attr("aria-label", &label)
        .attr("placeholder", &label)
        .attr("autocomplete", "off")
        .on("input", move |event| {
            is_folded.set(false);
            narrow(&event);
        })
}

/// Hides those choices of a group whose labels do not have the words that were just typed in its field.
#[inline(never)]
fn narrow(event: &web_sys::Event) {
    let Some(input) = event.target() else { return };
    let input: HtmlInputElement = input.unchecked_into();
    let query = Query::new(&input.value());
    let Ok(Some(group)) = input.closest("fieldset") else { return };
    let rows = elements(&group, "li");
    let mut found = 0;
    for row in &rows {
        let label = row.query_selector(".label").ok().flatten();
        let is_found = query.is_in(&label.and_then(|label| label.text_content()).unwrap_or_default());
        found += usize::from(is_found);
        _ = row.toggle_attribute_with_force("hidden", !is_found);
    }
    announcer::say_after_a_pause(Strings::choices_found(found, rows.len()));
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
