//! How the app takes over a prerendered page: it is mounted beside the page and swapped in within one frame. It keeps
//! what the attendee did before that: typed words, choices, presses, the focus, the place on the page.
//!
//! Not hydration: that would leave every attribute and text as prerendered, saved picks included (ARCHITECTURE.md).

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement, HtmlElement, HtmlInputElement};

use super::app::{Start, app};
use super::boot::{FAILED, MADE, PICK, PRESSED_BUTTONS, READY, ROOT, SHELL};
use super::browser::{elements, focus_on, html};
use super::components::appearance::choose;
use super::components::filter_bar::{OPENER, SEARCH_LINE};
use super::element::AtOnce;
use super::navigation::{self, Location};
use super::site::Site;
use super::storage::Theme;
use super::strings::Strings;
use super::texts::{Later, Texts};
use super::{panics, rest, storage};
use crate::domain::conference::{Conference, SessionId};
use crate::domain::filter::Group;
use crate::programme;
use crate::route::Route;
use crate::route::query::parameter;

/// The element that holds the page.
const APP: &str = "app";
/// Reads the list of the programme (and its texts, if they are there), and schedules the start of the app on the page that the
/// browser shows. Returns whether both could be read; if not, they are damaged, or another version of the guide wrote them.
pub fn take_over(list: Box<[u8]>, texts: Option<Box<[u8]>>) -> bool {
    panics::at("start");
    let Ok(conference) = programme::read(&list, texts.as_deref()) else { return false };
    // Everything lives as long as the page.
    let conference = Box::leak(Box::new(conference));
    let list = texts.is_none().then(|| &*Box::leak(list));
    // The browser may react to input before that.
    set_timeout(move || show(conference, list), Duration::ZERO);
    true
}

/// Shows a conference; its texts come later if this is the list to which they belong.
fn show(conference: &'static Conference, list: Option<&'static [u8]>) {
    let Some(page) = document().get_element_by_id(APP) else { return };
    let is_shell = html().has_attribute(SHELL);
    let later = list.map(|list| Later::new(list, conference, (!is_shell).then(|| page.clone())));
    let texts = later.map_or(Texts::InTheApp, Texts::Later);
    let root = root();
    let address = window().location().origin().ok().map(|origin| origin + &root);
    let site = Site::new(conference, texts, root, address, made());
    let early = Early::of(&page);
    let nowhere = || Location { route: Route::NotFound, ..Location::default() };
    let mut location = Location::of_the_window(site).unwrap_or_else(nowhere);
    let is_changed = early.complete(&mut location);
    document().set_title(&Strings::title(&location.route, conference));
    later.inspect(|later| later.is_on(&location.route));
    if let Some(theme) = early.theme {
        choose(theme);
    }
    let theme = early.theme.unwrap_or_else(storage::read_theme);
    let start = Start { location, saved: storage::read_agenda(conference), theme };
    let (opens_filters, mut presses) = (early.opens_filters, storage::take_early_presses(site.root));
    presses.extend(early.presses);
    let fresh =
        document().create_element("div").expect("any document makes a div").unchecked_into::<HtmlElement>();
    fresh.set_id(APP);
    if site.other_language().is_some() {
        fresh.set_lang(Strings::LANGUAGE.tag);
    }
    let app_in = fresh.clone();
    let place = navigation::place_on_the_page();
    let height = html().client_height() as usize;
    let at_once = if place.is_far() { AtOnce::everything() } else { AtOnce::a_screen(height) };
    let mounted = leptos::mount::mount_to(fresh.clone(), move || {
        let parts = app(site, start, move |agenda, navigation, clock, kept| {
            agenda.listen();
            // The next page shows a newer programme.
            navigation.listen(move || kept.has_newer());
            clock.listen();
            // Once this page is painted.
            set_timeout(move || rest::fetch(move || kept.listen(agenda)), Duration::ZERO);
            site.begin_search_index();
            if let Some(later) = later {
                set_timeout(move || later.listen(move || agenda.texts_have_come()), Duration::ZERO);
            }
            if is_changed {
                navigation.write_address();
            }
            for (session, chosen) in presses {
                if let Some(session) = conference.session(&session) {
                    agenda.set(session, chosen);
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
    _ = page.replace_with_with_node_1(&fresh);
    // Scrolling makes the browser lay out the page.
    if !place.is_the_beginning() {
        place.show();
    }
    if let Some(focus) = focus {
        focus.restore(&fresh);
    }
    if let Some(opener) = elements(&fresh, OPENER).into_iter().next().filter(|_| opens_filters) {
        opener.unchecked_into::<HtmlElement>().click();
    }
    _ = html().remove_attribute(FAILED);
    _ = html().set_attribute(READY, "");
    drop(at_once);
    if let Some(performance) = window().performance() {
        _ = performance.mark("hallway-ready");
    }
}

/// The site's root as a path. The page says how far up it is; in a page served at any depth, the boot script writes
/// that.
fn root() -> String {
    let way_up = html().get_attribute(ROOT).unwrap_or_default();
    let here = window().location().href().unwrap_or_default();
    let root = web_sys::Url::new_with_base(&way_up, &here).map(|root| root.pathname()).unwrap_or_default();
    // Two slashes would begin the name of another host.
    ["/", root.trim_start_matches('/')].concat()
}

/// When the site was built, according to the page, in seconds since 1970.
fn made() -> i64 {
    html().get_attribute(MADE).and_then(|seconds| seconds.parse().ok()).unwrap_or_default()
}

/// What the attendee did on the prerendered page.
struct Early {
    words: Option<String>,
    choices: Vec<(Group, String)>,
    theme: Option<Theme>,
    opens_filters: bool,
    /// Sessions whose button was pressed, and whether it showed "in the agenda" after that.
    presses: Vec<(SessionId, bool)>,
}

impl Early {
    fn of(page: &Element) -> Early {
        let line = page.query_selector(&format!("#{SEARCH_LINE}")).ok().flatten();
        let words = line.and_then(|line| line.dyn_into::<HtmlInputElement>().ok()).map(|line| line.value());
        let choices = Group::ALL.into_iter().flat_map(|group| {
            let boxes = elements(page, &format!("input[name={}]:checked", parameter(group)));
            boxes.into_iter().map(move |input| (group, input.unchecked_into::<HtmlInputElement>().value()))
        });
        let presses = elements(page, PRESSED_BUTTONS).into_iter().filter_map(|button| {
            let chosen = button.get_attribute("aria-pressed")? == "true";
            Some((SessionId::from(button.get_attribute(PICK)?.as_str()), chosen))
        });
        // In the prerendered page the system's appearance is checked.
        let themes = [Theme::Light, Theme::Dark].into_iter();
        let is_checked = |theme: &Theme| {
            let word = theme.word().unwrap_or_default();
            !elements(page, &format!("input[name=theme][value={word}]:checked")).is_empty()
        };
        Early {
            words: words.filter(|words| !words.is_empty()),
            choices: choices.collect(),
            theme: themes.into_iter().find(is_checked),
            opens_filters: !elements(page, "[aria-expanded=true]").is_empty(),
            presses: presses.collect(),
        }
    }

    /// Adds the typed words and the choices to the location, and returns whether that changed it.
    fn complete(&self, location: &mut Location) -> bool {
        if !location.route.takes_a_filter() {
            return false;
        }
        let before = location.filter.clone();
        if let Some(words) = &self.words {
            location.filter.text.clone_from(words);
        }
        for (group, value) in &self.choices {
            location.filter.choose(*group, value);
        }
        location.filter != before
    }
}

/// Where the focus is, described so that it can be found in another copy of the page.
struct Focus {
    what: String,
    /// Which of the elements with the same description.
    nth: usize,
    /// The caret or selection in the search line, in UTF-16 units.
    selection: Option<(u32, u32)>,
}

impl Focus {
    fn in_page(page: &Element) -> Option<Focus> {
        let focused = document().active_element().filter(|focused| page.contains(Some(focused)))?;
        let what = Focus::what(&focused);
        let nth = Focus::alike(page, &what).iter().position(|other| *other == focused)?;
        let selection = focused
            .dyn_ref::<HtmlInputElement>()
            .and_then(|line| Some((line.selection_start().ok()??, line.selection_end().ok()??)));
        Some(Focus { what, nth, selection })
    }

    /// Describes an element. A link is described by its target, because the prerendered page writes the address in
    /// another way.
    fn what(element: &Element) -> String {
        let mark = || ["id", PICK, "value", "class"].into_iter().find_map(|name| element.get_attribute(name));
        let what = match element.dyn_ref::<HtmlAnchorElement>() {
            Some(link) => link.href(),
            None => mark().unwrap_or_default(),
        };
        element.tag_name() + &what
    }

    fn alike(page: &Element, what: &str) -> Vec<Element> {
        let mut focusable = elements(page, "a, button, input, [tabindex]");
        focusable.retain(|element| Focus::what(element) == what);
        focusable
    }

    fn restore(&self, page: &Element) {
        let Some(focused) = Focus::alike(page, &self.what).into_iter().nth(self.nth) else { return };
        focus_on(focused.unchecked_ref());
        if let (Some((start, end)), Some(line)) = (self.selection, focused.dyn_ref::<HtmlInputElement>()) {
            _ = line.set_selection_range(start, end);
        }
    }
}
