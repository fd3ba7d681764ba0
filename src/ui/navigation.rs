//! Moving between pages without a reload: which page is shown, and the history glue around it.
//!
//! The address is the state: the route, and on the programme the filter in the query string. Links are ordinary
//! links; a click on one to a page of this site is taken over. Writing to the history never panics (WebKit throws
//! after 100 writes in 10 s), and typing writes only after a pause.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::announcer::Announcer;
use super::{Site, focus, on_window, strings};
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

impl Location {
    /// Where an address leads; nothing where it is outside the site.
    fn of(path: &str, query: &str, site: Site) -> Option<Location> {
        let route = Route::parse(path.strip_prefix(site.root)?).resolve(site.conference);
        let filter = if route == Route::Programme { Filter::from_query(query) } else { Filter::default() };
        Some(Location { route, filter })
    }

    /// Where the browser's address bar points; nothing where that is outside the site.
    pub fn of_the_window(site: Site) -> Option<Location> {
        let location = window().location();
        Location::of(&location.pathname().ok()?, &location.search().unwrap_or_default(), site)
    }
}

/// The page that is shown, and the ways to another.
#[derive(Clone, Copy)]
pub struct Navigation {
    /// Its root is a path, like `/2026/london/`.
    site: Site,
    here: RwSignal<Location>,
    announcer: Announcer,
    past: StoredValue<Past>,
}

/// What is known of the entries of the browser's history; each has its number as its state.
#[derive(Default)]
struct Past {
    /// The entry that is shown.
    entry: usize,
    /// How far each entry was scrolled when it was left.
    scrolled: Vec<f64>,
    /// Will write the typed words into the address after the pause.
    pending_write: Option<TimeoutHandle>,
}

/// Where the focus goes on a new page.
const HEADING: &str = "main h1";

impl Navigation {
    /// Starts at a location.
    pub fn new(site: Site, location: Location, announcer: Announcer) -> Navigation {
        Navigation { site, here: RwSignal::new(location), announcer, past: StoredValue::default() }
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
        self.past.update_value(|past| past.pending_write = write.ok());
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
        self.past.update_value(|past| past.entry = number_in_history());
        own_scrolling(true);
        self.replace_state(None);
        on_window("click", move |event| {
            if let Some(there) = self.followed(event.unchecked_ref()) {
                event.prevent_default();
                self.go(there);
            }
        });
        on_window("popstate", move |_| {
            let Some(there) = Location::of_the_window(self.site) else { return };
            self.cancel_pending();
            self.remember_scroll();
            self.past.update_value(|past| past.entry = number_in_history());
            let scrolled = self.past.with_value(|past| past.scrolled.get(past.entry).copied());
            // A change of the filter alone, or of the fragment, is no arrival: the page stays.
            if self.here.with_untracked(|here| here.route == there.route) {
                self.here.set(there);
                self.scroll_soon(scrolled);
            } else {
                self.arrive(there, scrolled);
            }
        });
        // A page that is left or reloaded is scrolled back by the browser; only it knows how then.
        on_window("pagehide", move |_| {
            self.write_pending();
            own_scrolling(false);
        });
        on_window("pageshow", |_| own_scrolling(true));
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
        let there = Location::of(&link.pathname(), &link.search(), self.site)?;
        // What this build does not know may exist on the host all the same.
        (there.route != Route::NotFound).then_some(there)
    }

    /// Shows a page, with its title, focus on its heading, and scrolled to where it was, or to its beginning.
    fn arrive(self, there: Location, scrolled: Option<f64>) {
        let title = strings::title(&there.route, self.site.conference);
        document().set_title(&title);
        self.here.set(there);
        self.announcer.say(title);
        // The new page is there after the effects have run.
        request_animation_frame(move || {
            focus(HEADING);
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
        // A new entry takes the place of all that came after this one.
        self.past.update_value(|past| {
            past.entry += 1;
            past.scrolled.truncate(past.entry);
        });
        let address = self.address(there);
        let state = JsValue::from(self.past.with_value(|past| past.entry));
        // Refused only when written too often: then the page moves and the address stays, which harms nobody.
        _ = history().push_state_with_url(&state, "", Some(&address));
    }

    fn write_now(self) {
        self.past.update_value(|past| past.pending_write = None);
        self.replace_state(Some(&self.here.with_untracked(|here| self.address(here))));
    }

    /// Writes at once what typing would write after its pause.
    fn write_pending(self) {
        if self.cancel_pending() {
            self.write_now();
        }
    }

    fn cancel_pending(self) -> bool {
        let pending = self.past.try_update_value(|past| past.pending_write.take()).flatten();
        pending.inspect(TimeoutHandle::clear).is_some()
    }

    fn replace_state(self, address: Option<&str>) {
        // As in `push`: nothing is lost but the address.
        let state = JsValue::from(self.past.with_value(|past| past.entry));
        _ = history().replace_state_with_url(&state, "", address);
    }

    fn address(self, location: &Location) -> String {
        self.site.href(&location.route) + &location.filter.to_query()
    }

    fn remember_scroll(self) {
        let top = window().scroll_y().unwrap_or(0.0);
        self.past.update_value(|past| {
            let length = past.scrolled.len().max(past.entry + 1);
            past.scrolled.resize(length, 0.0);
            past.scrolled[past.entry] = top;
        });
    }
}

fn number_in_history() -> usize {
    history().state().ok().and_then(|state| state.as_f64()).unwrap_or(0.0) as usize
}

fn own_scrolling(own: bool) {
    use web_sys::ScrollRestoration::{Auto, Manual};
    _ = history().set_scroll_restoration(if own { Manual } else { Auto });
}

fn history() -> web_sys::History {
    window().history().expect("a window has a history")
}
