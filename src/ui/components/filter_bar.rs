//! The search line and the filters of the programme.
//!
//! On phones the line sticks to the top and the filters open as a sheet; on wide screens both stand beside the
//! sessions. The sheet is a disclosure: it follows its button in reading order, closes on Escape and when the focus
//! leaves it, and says how many sessions it leaves.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::domain::conference::{Session, Speaker};
use crate::domain::filter::{Choice, Filter, Group};
use crate::ui::drawn::draw;
use crate::ui::navigation::Navigation;
use crate::ui::{strings, use_site};

/// The search line's id: the takeover finds typed text by it.
pub const SEARCH_LINE: &str = "search";

/// What the search and the filters leave.
#[derive(Clone)]
pub struct Results {
    /// The sessions, best first.
    pub sessions: Vec<&'static Session>,
    /// The speakers, best first.
    pub speakers: Vec<&'static Speaker>,
    /// For each group its choices, with counts.
    pub choices: [Vec<Choice>; 3],
}

impl PartialEq for Results {
    fn eq(&self, other: &Self) -> bool {
        // The programme never changes while it is shown: the same place in it is the same session.
        fn same<T>(one: &[&T], other: &[&T]) -> bool {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| std::ptr::eq(*one, *other))
        }
        same(&self.sessions, &other.sessions)
            && same(&self.speakers, &other.speakers)
            && self.choices == other.choices
    }
}

#[component]
pub fn FilterBar(results: Memo<Results>) -> impl IntoView {
    let navigation: Navigation = expect_context();
    let site = use_site();
    let open = RwSignal::new(false);
    let chosen = move || navigation.filter().choices_made();
    let all = site.conference.sessions.len();
    let typed = move |event: web_sys::Event| navigation.type_words(event_target_value(&event));
    // The Enter key of a phone's keyboard puts the keyboard away: the results are already there.
    let submitted = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(line) = document().get_element_by_id(SEARCH_LINE) {
            _ = line.unchecked_into::<web_sys::HtmlElement>().blur();
        }
    };
    let button = NodeRef::<leptos::html::Button>::new();
    let close = move || {
        open.set(false);
        if let Some(button) = button.get_untracked() {
            _ = button.focus();
        }
    };
    let escape = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            close();
        }
    };
    draw(view! {
        <div class="filter-bar" on:keydown=escape>
            <form class="search-line" role="search" action=site.root on:submit=submitted>
                <label class="visually-hidden" for=SEARCH_LINE>{strings::SEARCH}</label>
                <input
                    id=SEARCH_LINE type="search" name="q" placeholder=strings::SEARCH_HINT autocomplete="off"
                    enterkeyhint="search" prop:value=move || navigation.words() on:input=typed
                />
                <button
                    class="filters-button" type="button" node_ref=button aria-controls="filters"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {move || strings::filters(chosen())}
                </button>
            </form>
            <section id="filters" class="filters" aria-label=strings::FILTERS data-open=move || open.get().then_some("")
                on:focusout=move |event| if leaves(&event) { open.set(false) }>
                {Group::ALL.map(|group| view! { <FilterGroup group results/> })}
                <p class="actions">
                    <button class="button" type="button" disabled=move || chosen() == 0
                        on:click=move |_| navigation.choose(navigation.filter().without_choices())>
                        {strings::CLEAR_FILTERS}
                    </button>
                    <button class="button primary done" type="button" on:click=move |_| close()>
                        {move || strings::show_sessions(results.with(|results| results.sessions.len()))}
                    </button>
                </p>
            </section>
            <p class="result-count">
                {move || strings::sessions_found(results.with(|results| results.sessions.len()), all)}
            </p>
        </div>
    })
}

/// Whether the focus goes to another control outside the element that listens. When it goes nowhere (a press on
/// plain text), nothing has left.
fn leaves(event: &web_sys::FocusEvent) -> bool {
    let sheet: Option<web_sys::Node> = event.current_target().and_then(|sheet| sheet.dyn_into().ok());
    let next: Option<web_sys::Node> = event.related_target().and_then(|next| next.dyn_into().ok());
    sheet.zip(next).is_some_and(|(sheet, next)| !sheet.contains(Some(&next)))
}

#[component]
fn FilterGroup(group: Group, results: Memo<Results>) -> impl IntoView {
    let navigation: Navigation = expect_context();
    let at = Group::ALL.iter().position(|other| *other == group).unwrap_or(0);
    let legend = match group {
        Group::Format => strings::FORMAT,
        Group::Topic => strings::TOPIC,
        Group::Speaker => strings::SPEAKER,
    };
    // The choices are always the same; only their counts and states change. So each element is made once and keeps
    // the focus.
    let choices = results.with_untracked(|results| results.choices[at].clone());
    if choices.is_empty() {
        return None;
    }
    let rows = choices.into_iter().enumerate().map(|(row, choice)| {
        let now = move || results.with(|results| results.choices[at][row].clone());
        let value = choice.value.clone();
        view! {
            <li>
                <label class="choice" data-none=move || (now().count == 0).then_some("")>
                    <input type="checkbox" name=group.parameter() value=choice.value prop:checked=move || now().chosen
                        on:change=move |_| navigation.toggle_choice(group, &value)/>
                    <span class="label" dir="auto">{choice.label}</span>
                    " "
                    <span class="count">{move || now().count}</span>
                </label>
            </li>
        }
    });
    Some(draw(view! {
        <fieldset class="filter-group">
            <legend>{legend}</legend>
            <ul>{rows.collect_view()}</ul>
        </fieldset>
    }))
}

/// Shown in place of results where there are none.
#[component]
pub fn NothingFound() -> impl IntoView {
    let navigation: Navigation = expect_context();
    draw(view! {
        <div class="nothing-found">
            <h2>{strings::NOTHING_FOUND}</h2>
            <p>{strings::NOTHING_FOUND_HELP}</p>
            <p class="actions">
                <button class="button primary" type="button" on:click=move |_| navigation.choose(Filter::default())>
                    {strings::SHOW_EVERYTHING}
                </button>
            </p>
        </div>
    })
}
