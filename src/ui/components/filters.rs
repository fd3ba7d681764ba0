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
use crate::domain::filter::{Choice, FEW_CHOICES, Group};
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
    el("li").child(remove.on("click", move |_| take_back(navigation, group, &value)))
}

/// Takes a choice back, and moves the focus to the next one.
#[inline(never)]
fn take_back(navigation: Navigation, group: Group, value: &str) {
    let filter = navigation.filter();
    let all = Group::ALL.into_iter().flat_map(|group| filter.chosen(group).map(move |one| (group, one)));
    let before = all.take_while(|one| *one != (group, value)).count();
    navigation.toggle_choice(group, value);
    let next = format!(".active-choices li:nth-child({}) button", before + 1);
    let others = [".active-choices li:last-child button", "main h1"].map(str::to_owned);
    rescue_focus_to([next].into_iter().chain(others).collect());
}

/// The sheet with all groups of choices; it says how many sessions are `listed`.
pub fn filters(results: Memo<Results<'static>>, listed: Memo<usize>, open: RwSignal<bool>) -> El {
    let navigation: Navigation = expect_context();
    let choices = choices(use_site(), results, navigation, expect_context());
    let shown = Rc::new(RefCell::new(choices));
    let groups: Vec<El> = Group::ALL.into_iter().filter_map(|group| filter_group(group, &shown)).collect();
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
    keep_choices_current(results, shown);
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

/// Keeps the counts and states of the choices up to date. A choice that is shown keeps its element, and with it the focus.
/// One effect serves all, because there may be hundreds. The pressed choice is painted first: a phone takes longer to
/// count than to paint.
fn keep_choices_current(results: Memo<Results<'static>>, shown: Rc<RefCell<Choices>>) {
    let site = use_site();
    let navigation: Navigation = expect_context();
    let agenda: MyAgenda = expect_context();
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
            for (group, (before, now)) in Group::ALL.into_iter().zip(before.iter().zip(&now)) {
                if before != now {
                    update(group, now);
                }
            }
        });
    });
}

/// Updates those choices of a group that are shown.
fn update(group: Group, choices: &[Choice<'static>]) {
    for input in elements(&html(), &["#filters [name=", parameter(group), "]"].concat()) {
        let input: HtmlInputElement = input.unchecked_into();
        let value = input.value();
        let Some(choice) = choices.iter().find(|choice| choice.value == value) else { continue };
        input.set_checked(choice.chosen);
        let Some(label) = input.parent_element() else { continue };
        _ = label.toggle_attribute_with_force(NONE, choice.count == 0);
        if let Some(count) = label.last_element_child() {
            count.set_text_content(Some(&choice.count.to_string()));
        }
    }
}

/// On a choice that would leave no session.
const NONE: &str = "data-none";

/// The choices of a group; `None` if the programme has none.
fn filter_group(group: Group, shown: &Rc<RefCell<Choices>>) -> Option<El> {
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
    let choices = &shown.borrow()[group.place()];
    let all = choices.len();
    if all == 0 {
        return None;
    }
    // What is chosen can always be seen.
    let is_folded = RwSignal::new(choices.iter().skip(FEW_CHOICES).all(|choice| !choice.chosen));
    // A signal of a string would make the app larger. This one only says that something was typed.
    let (typed, is_typed) = (Rc::new(RefCell::new(String::new())), RwSignal::new(false));
    let words = Rc::clone(&typed);
    let search = (all > MANY_CHOICES).then(|| {
        let label = Strings::search_in(legend);
        el("input")
            .attr("type", "text")
            .attr("aria-label", &label)
            .attr("placeholder", &label)
            .attr("autocomplete", "off")
            .on("input", move |event| {
                words.replace(event_target_value(&event));
                is_typed.set(true);
            })
    });
    let unfold = (all > FEW_CHOICES).then(|| {
        button(&Strings::show_all_choices(all))
            .attr("aria-label", &Strings::show_all_of(all, legend))
            .attr_now("hidden", move || (!is_folded.get() || is_typed.get()).then_some(""))
            .on("click", move |_| {
                is_folded.set(false);
                // The button goes, and the focus with it.
                let next = format!("#filters li:nth-child({}) [name={}]", FEW_CHOICES + 1, parameter(group));
                rescue_focus_to(vec![next]);
            })
    });
    let shown = Rc::clone(shown);
    let items = move || {
        let mut choices = shown.borrow()[group.place()].clone();
        if is_typed.get() {
            narrow(&mut choices, &typed.borrow());
        } else if is_folded.get() {
            choices.truncate(FEW_CHOICES);
        }
        let item = |choice: Choice<'static>| {
            Item::new(choice.value.to_owned(), move || filter_choice(group, &choice))
        };
        if choices.is_empty() {
            return vec![Item::new(String::new(), || el("li").text(Strings::NO_CHOICE))];
        }
        choices.into_iter().map(item).collect()
    };
    let fieldset = el("fieldset").class("filter-group").child(el("legend").text(legend)).children(search);
    Some(fieldset.child(el("ul").list_now(items)).children(unfold))
}

/// Leaves only those choices of a group whose labels have the typed words, and says how many these are.
#[inline(never)]
fn narrow(choices: &mut Vec<Choice<'static>>, typed: &str) {
    let (query, all) = (Query::new(typed), choices.len());
    choices.retain(|choice| query.is_in(choice.label));
    announcer::say_after_a_pause(Strings::choices_found(choices.len(), all));
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
