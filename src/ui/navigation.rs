//! Moving between pages without a reload: which page is shown, and the history glue around it.
//!
//! The address is the state: the route, and on the programme the filter in the query string. Links are ordinary
//! links; a click on one to a page of this site is taken over. Writing to the history never panics (WebKit throws
//! after 100 writes in 10 s), and typing writes only after a pause.

use std::collections::HashMap;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::announcer::Announcer;
use super::strings;
use crate::domain::conference::Conference;
use crate::domain::filter::{Filter, Group};
use crate::route::Route;

/// How long typing pauses before the address follows. 300 ms or more keeps WebKit's limit out of reach.
const TYPING_PAUSE: Duration = Duration::from_millis(350);

/// Where the attendee is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// The page.
    pub route: Route,
    /// What the programme shows; empty on other pages.
    pub filter: Filter,
}

/// The page that is shown, and the ways to another.
#[derive(Clone, Copy)]
pub struct Navigation {
    conference: &'static Conference,
    /// The site's root as a path, like `/2026/london/`.
    root: &'static str,
    here: RwSignal<Location>,
    announcer: Announcer,
    /// How far each entry of the history was scrolled when it was left, by the number that is its state.
    scrolled: StoredValue<HashMap<u32, f64>>,
    /// The number of the entry that is shown, and the highest that was given.
    entry: StoredValue<u32>,
    last_entry: StoredValue<u32>,
    pending_write: StoredValue<Option<TimeoutHandle>>,
}

/// Where the focus goes on a new page.
const HEADING: &str = "main h1";

impl Navigation {
    /// Starts at a location.
    pub fn new(
        conference: &'static Conference,
        root: &'static str,
        location: Location,
        announcer: Announcer,
    ) -> Navigation {
        Navigation {
            conference,
            root,
            here: RwSignal::new(location),
            announcer,
            scrolled: StoredValue::default(),
            entry: StoredValue::new(0),
            last_entry: StoredValue::new(0),
            pending_write: StoredValue::new(None),
        }
    }

    /// The page. Changes only when it is another page, not with the filter.
    pub fn route(self) -> Memo<Route> {
        Memo::new(move |_| self.here.with(|here| here.route.clone()))
    }

    /// Whether this page is shown. Tracked.
    pub fn is_at(self, route: &Route) -> bool {
        self.here.with(|here| here.route == *route)
    }

    /// The filter. Tracked.
    pub fn filter(self) -> Filter {
        self.here.with(|here| here.filter.clone())
    }

    /// The words in the search line. Tracked.
    pub fn words(self) -> String {
        self.here.with(|here| here.filter.text.clone())
    }

    /// The attendee typed in the search line: shown at once, written to the address after a pause, in place of the
    /// entry that is there.
    pub fn type_words(self, words: String) {
        self.here.update(|here| here.filter.text = words);
        self.cancel_pending();
        let write = set_timeout_with_handle(move || self.write_now(), TYPING_PAUSE);
        self.pending_write.set_value(write.ok());
    }

    /// The attendee made a choice in a filter: an entry of its own in the history.
    pub fn toggle_choice(self, group: Group, value: &str) {
        let mut filter = self.here.with_untracked(|here| here.filter.clone());
        filter.toggle(group, value);
        self.choose(filter);
    }

    /// Shows the programme through another filter, as an entry of its own in the history.
    pub fn choose(self, filter: Filter) {
        let there = Location { route: Route::Programme, filter };
        if self.here.with_untracked(|here| *here != there) {
            self.push(&there);
            self.here.set(there);
        }
    }

    /// Goes to a page, as a link does.
    pub fn go(self, there: Location) {
        self.push(&there);
        self.arrive(there, None);
    }

    /// Takes clicks on links, and Back and Forward, into the app's hands.
    pub fn listen(self) {
        self.entry.set_value(self.number_in_history().unwrap_or(0));
        self.last_entry.set_value(self.entry.get_value());
        self.own_scrolling(true);
        self.replace_state(None);
        _ = window_event_listener(leptos::ev::click, move |event| {
            if let Some(there) = self.followed(&event) {
                event.prevent_default();
                self.go(there);
            }
        });
        _ = window_event_listener(leptos::ev::popstate, move |_| {
            let Some(there) = self.read_address() else { return };
            self.cancel_pending();
            self.remember_scroll();
            self.entry.set_value(self.number_in_history().unwrap_or(0));
            self.last_entry.update_value(|last| *last = (*last).max(self.entry.get_value()));
            let scrolled = self.scrolled.with_value(|scrolled| scrolled.get(&self.entry.get_value()).copied());
            // A change of the filter alone, or of the fragment, is no arrival: the page stays.
            if self.here.with_untracked(|here| here.route == there.route) {
                self.here.set(there);
                self.scroll_soon(scrolled);
            } else {
                self.arrive(there, Some(scrolled.unwrap_or(0.0)));
            }
        });
        // A page that is left or reloaded is scrolled back by the browser; only it knows how then.
        _ = window_event_listener_untyped("pagehide", move |_| {
            self.write_pending();
            self.own_scrolling(false);
        });
        _ = window_event_listener_untyped("pageshow", move |_| self.own_scrolling(true));
    }

    /// The page of the address in the browser's bar; none where it is outside this site.
    pub fn read_address(self) -> Option<Location> {
        let location = window().location();
        self.locate(&location.pathname().ok()?, &location.search().unwrap_or_default())
    }

    fn locate(self, path: &str, query: &str) -> Option<Location> {
        let route = Route::parse(path.strip_prefix(self.root)?).resolve(self.conference);
        let filter = if route == Route::Programme { Filter::from_query(query) } else { Filter::default() };
        Some(Location { route, filter })
    }

    /// Where a click leads, if it is a plain click on a link to another page of this site.
    fn followed(self, event: &web_sys::MouseEvent) -> Option<Location> {
        let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.default_prevented() || event.button() != 0 || modified {
            return None;
        }
        let target: web_sys::Element = event.target()?.dyn_into().ok()?;
        let link: web_sys::HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
        let window_location = window().location();
        let elsewhere = Some(link.origin()) != window_location.origin().ok()
            || link.has_attribute("download")
            || !matches!(link.target().as_str(), "" | "_self");
        // A link into the page that is shown (skip link) is the browser's matter.
        let within = !link.hash().is_empty();
        if elsewhere || within {
            return None;
        }
        let there = self.locate(&link.pathname(), &link.search())?;
        // What this build does not know may exist on the host all the same.
        (there.route != Route::NotFound).then_some(there)
    }

    /// Shows a page, with its title, focus on its heading, and scrolled to where it was, or to its beginning.
    fn arrive(self, there: Location, scrolled: Option<f64>) {
        let title = strings::title(&there.route, self.conference);
        document().set_title(&title);
        self.here.set(there);
        self.announcer.say(title);
        // The new page is there after the effects have run.
        request_animation_frame(move || {
            if let Some(heading) = document().query_selector(HEADING).ok().flatten() {
                let quietly = web_sys::FocusOptions::new();
                quietly.set_prevent_scroll(true);
                _ = heading.unchecked_into::<web_sys::HtmlElement>().focus_with_options(&quietly);
            }
            window().scroll_to_with_x_and_y(0.0, scrolled.unwrap_or(0.0));
        });
    }

    fn scroll_soon(self, to: Option<f64>) {
        if let Some(to) = to {
            request_animation_frame(move || window().scroll_to_with_x_and_y(0.0, to));
        }
    }

    fn push(self, there: &Location) {
        self.write_pending();
        self.remember_scroll();
        self.last_entry.update_value(|last| *last += 1);
        self.entry.set_value(self.last_entry.get_value());
        let address = self.address(there);
        let state = JsValue::from(self.entry.get_value());
        // Refused only when written too often: then the page moves and the address stays, which harms nobody.
        _ = history().push_state_with_url(&state, "", Some(&address));
    }

    fn write_now(self) {
        self.pending_write.set_value(None);
        self.replace_state(Some(&self.here.with_untracked(|here| self.address(here))));
    }

    /// Writes at once what typing would write after its pause.
    fn write_pending(self) {
        if self.cancel_pending() {
            self.write_now();
        }
    }

    fn cancel_pending(self) -> bool {
        let pending = self.pending_write.try_update_value(Option::take).flatten();
        pending.inspect(TimeoutHandle::clear).is_some()
    }

    fn replace_state(self, address: Option<&str>) {
        // As in `push`: nothing is lost but the address.
        _ = history().replace_state_with_url(&JsValue::from(self.entry.get_value()), "", address);
    }

    fn address(self, location: &Location) -> String {
        location.route.href(self.root) + &location.filter.to_query()
    }

    fn number_in_history(self) -> Option<u32> {
        history().state().ok()?.as_f64().map(|number| number as u32)
    }

    fn remember_scroll(self) {
        let top = window().scroll_y().unwrap_or(0.0);
        self.scrolled.update_value(|scrolled| _ = scrolled.insert(self.entry.get_value(), top));
    }

    fn own_scrolling(self, own: bool) {
        use web_sys::ScrollRestoration::{Auto, Manual};
        _ = history().set_scroll_restoration(if own { Manual } else { Auto });
    }
}

fn history() -> web_sys::History {
    window().history().expect("a window has a history")
}
