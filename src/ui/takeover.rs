//! How the app takes over a prerendered page: it is mounted beside the page and swapped in, in one frame, and what the
//! attendee did meanwhile is done in it: typed words, choices, presses, the focus, the place on the page.
//!
//! Not hydration: that would leave every attribute and text as prerendered, saved picks included (ARCHITECTURE.md).

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::components::filter_bar::SEARCH_LINE;
use super::navigation::Location;
use super::{Site, Start, app, focus_on, html, panics, storage};
use crate::data;
use crate::domain::conference::SessionId;
use crate::domain::filter::Group;
use crate::route::Route;

/// The element that holds the page.
const APP: &str = "app";
/// Set on a button that was pressed before the app was there (src/boot.js).
const PRESSED: &str = "[data-pick][data-pressed]";

/// Starts the app on the page that the browser shows.
pub fn take_over() {
    panics::at("start");
    let conference = data::conference();
    let site = Site::new(conference, root());
    let Some(page) = document().get_element_by_id(APP) else { return };
    let early = Early::of(&page);
    let nowhere = || Location { route: Route::NotFound, ..Location::default() };
    let mut location = Location::of_the_window(site).unwrap_or_else(nowhere);
    early.complete(&mut location);
    let start = Start { location, saved: storage::read_agenda(&conference.id), theme: storage::read_theme() };
    let fresh =
        document().create_element("div").expect("any document makes a div").unchecked_into::<HtmlElement>();
    fresh.set_id(APP);
    let app_in = fresh.clone();
    let mounted = leptos::mount::mount_to(fresh.clone(), move || {
        let parts = app(site, start, move |agenda, navigation| {
            agenda.listen();
            navigation.listen();
            for (session, chosen) in &early.presses {
                if let Some(session) = conference.session(session) {
                    agenda.set(session, *chosen);
                }
            }
        });
        for part in parts {
            _ = app_in.append_child(&part.node());
        }
    });
    // The app lives as long as the page.
    mounted.forget();
    let focus = Focus::in_page(&page);
    let scrolled = window().scroll_y().unwrap_or(0.0);
    _ = page.replace_with_with_node_1(&fresh);
    window().scroll_to_with_x_and_y(0.0, scrolled);
    if let Some(focus) = focus {
        focus.restore(&fresh);
    }
    let dataset = html().dataset();
    dataset.delete("failed");
    _ = dataset.set("ready", "");
    if let Some(performance) = window().performance() {
        _ = performance.mark("hallway-ready");
    }
}

/// The site's root as a path. The page says how far up it is; a page served at any depth is told by the boot script.
fn root() -> String {
    let way_up = html().dataset().get("root").unwrap_or_default();
    let here = window().location().href().unwrap_or_default();
    web_sys::Url::new_with_base(&way_up, &here).map_or_else(|_| "/".to_owned(), |root| root.pathname())
}

/// What the attendee did on the prerendered page.
struct Early {
    words: Option<String>,
    choices: Vec<(Group, String)>,
    /// Sessions whose button was pressed, and whether it showed "in the agenda" after that.
    presses: Vec<(SessionId, bool)>,
}

impl Early {
    fn of(page: &Element) -> Early {
        let line = page.query_selector(&format!("#{SEARCH_LINE}")).ok().flatten();
        let words = line.and_then(|line| line.dyn_into::<HtmlInputElement>().ok()).map(|line| line.value());
        let choices = Group::ALL.into_iter().flat_map(|group| {
            let boxes = elements(page, &format!("input[name={}]:checked", group.parameter()));
            boxes.into_iter().map(move |input| (group, input.unchecked_into::<HtmlInputElement>().value()))
        });
        let presses = elements(page, PRESSED).into_iter().filter_map(|button| {
            let chosen = button.get_attribute("aria-pressed")? == "true";
            Some((SessionId::from(button.get_attribute("data-pick")?.as_str()), chosen))
        });
        Early {
            words: words.filter(|words| !words.is_empty()),
            choices: choices.collect(),
            presses: presses.collect(),
        }
    }

    fn complete(&self, location: &mut Location) {
        if location.route != Route::Programme {
            return;
        }
        if let Some(words) = &self.words {
            location.filter.text.clone_from(words);
        }
        for (group, value) in &self.choices {
            location.filter.choose(*group, value);
        }
    }
}

/// Where the focus is, told so that it can be found in another copy of the page.
struct Focus {
    selector: String,
    /// Which of those that the selector finds.
    nth: usize,
    /// The caret or selection in the search line, in UTF-16 units.
    selection: Option<(u32, u32)>,
}

impl Focus {
    fn in_page(page: &Element) -> Option<Focus> {
        let focused = document().active_element().filter(|focused| page.contains(Some(focused)))?;
        let selector = ["id", "data-pick", "href", "value", "class"].into_iter().find_map(|name| {
            let value = focused.get_attribute(name)?;
            let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
            Some(format!("{}[{name}=\"{quoted}\"]", focused.tag_name()))
        })?;
        let nth = elements(page, &selector).iter().position(|other| *other == focused)?;
        let selection = focused
            .dyn_ref::<HtmlInputElement>()
            .and_then(|line| Some((line.selection_start().ok()??, line.selection_end().ok()??)));
        Some(Focus { selector, nth, selection })
    }

    fn restore(&self, page: &Element) {
        let Some(focused) = elements(page, &self.selector).into_iter().nth(self.nth) else { return };
        focus_on(focused.unchecked_ref());
        if let (Some((start, end)), Some(line)) = (self.selection, focused.dyn_ref::<HtmlInputElement>()) {
            _ = line.set_selection_range(start, end);
        }
    }
}

fn elements(page: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = page.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}
