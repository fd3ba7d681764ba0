//! Moves between pages without a reload: keeps the page that is shown, and the entries in the browser's history.
//!
//! The address is the state: the route, and on the programme the filter in the query string. Links are ordinary links;
//! the app handles clicks on those that lead to a page of this site. Writing to the history never panics (WebKit throws
//! after 100 writes in 10 s), and typing writes only after a pause.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

use self::history::{Entries, Entry, own_scrolling};
use super::announcer;
use super::browser::{after_painting, focus, on_window};
use super::element::AtOnce;
use super::site::Site;
use super::strings::Strings;
use crate::domain::filter::{Filter, Group};
use crate::domain::view::View;
use crate::route::{Route, query};

mod history;
mod location;

pub use self::history::{Place, place_on_the_page};
pub use self::location::Location;

/// How long typing or scrolling must pause before the app writes to the history. 300 ms or more stays below WebKit's
/// limit.
const PAUSE: Duration = Duration::from_millis(350);

/// How long the search waits after a typed letter, so that the letter is painted first: on a slow phone searching takes
/// longer than painting a letter, and another letter may follow.
const LETTER: Duration = Duration::from_millis(50);

/// The attribute of links to another day or another view of the programme: they keep the filter.
pub const KEEPS_FILTER: &str = "data-keeps-filter";

/// The page that is shown, and the functions that change it.
#[derive(Clone, Copy)]
pub struct Navigation {
    /// Its root is a path, like `/2026/london/`.
    site: Site,
    here: RwSignal<Location>,
    view: Memo<View>,
    past: StoredValue<Past>,
}

/// The entries of the history, and what still has to be written into the current one.
#[derive(Default)]
struct Past {
    entries: Entries,
    /// The timeout that will write the scroll position.
    scroll_write: Option<TimeoutHandle>,
    /// Typed words that are not searched for yet.
    typed: Option<String>,
    /// The timeout that will write the typed words into the address.
    pending_write: Option<TimeoutHandle>,
}

/// Scrolls to the beginning of new results, if the attendee had scrolled past the beginning of the old ones.
fn show_the_beginning_of_the_results() {
    // The results are on the page once the effects have run.
    request_animation_frame(|| {
        let count = document().query_selector(".result-count").ok().flatten();
        if let Some(count) = count.filter(|count| count.get_bounding_client_rect().top() < 0.0) {
            count.scroll_into_view();
        }
    });
}

/// Where the focus goes on a new page.
const HEADING: &str = "main h1";

impl Navigation {
    /// Starts at a location.
    pub fn new(site: Site, location: Location) -> Navigation {
        let here = RwSignal::new(location);
        // Hundreds of cards subscribe to the view. They must not be updated at each typed letter.
        let view = Memo::new(move |_| here.with(|here| here.view.clone()));
        Navigation { site, here, view, past: StoredValue::default() }
    }

    /// The page that is shown. It changes neither with the filter nor from day to day.
    pub fn page(self) -> Memo<Route> {
        Memo::new(move |_| self.here.with(|here| here.route.page()))
    }

    /// The route that is shown. It changes from day to day, but not with the filter.
    pub fn route(self) -> Memo<Route> {
        Memo::new(move |_| self.here.with(|here| here.route.clone()))
    }

    /// Whether this page is shown. Tracked.
    pub fn is_at(self, page: &Route) -> bool {
        self.here.with(|here| here.route.page() == *page)
    }

    /// The filter. Tracked.
    pub fn filter(self) -> Filter {
        self.here.with(|here| here.filter.clone())
    }

    /// How the programme is shown. Tracked.
    pub fn view(self) -> View {
        self.view.get()
    }

    /// The words in the search line. Tracked.
    pub fn words(self) -> String {
        self.here.with(|here| here.filter.text.clone())
    }

    /// Takes what the attendee typed in the search line. The results follow once the letter is painted; after a pause
    /// the words are written into the address, without a new entry in the history.
    pub fn type_words(self, words: String) {
        self.cancel_pending();
        self.past.update_value(|past| past.typed = Some(words));
        self.write_after(
            move || {
                self.take_up_words();
                self.write_after(move || self.write_address(), PAUSE);
            },
            LETTER,
        );
    }

    /// Shows the results of the typed words at once.
    pub fn take_up_words(self) {
        if let Some(words) = self.past.try_update_value(|past| past.typed.take()).flatten() {
            self.here.update(|here| here.filter.text = words);
            show_the_beginning_of_the_results();
        }
    }

    fn write_after(self, write: impl FnOnce() + 'static, pause: Duration) {
        let write = set_timeout_with_handle(write, pause);
        self.past.update_value(|past| past.pending_write = write.ok());
    }

    /// Toggles a choice of a filter, as a new entry in the history.
    pub fn toggle_choice(self, group: Group, value: &str) {
        let mut filter = self.here.with_untracked(|here| here.filter.clone());
        filter.toggle(group, value);
        self.choose(filter);
    }

    /// Shows the programme with another filter, as a new entry in the history.
    pub fn choose(self, filter: Filter) {
        let mut there = self.here.get_untracked();
        if !there.route.takes_a_filter() {
            there.route = Route::Programme;
        }
        there.filter = filter;
        self.show(there);
        show_the_beginning_of_the_results();
    }

    /// Shows the page with another filter or view, as a new entry in the history. The focus and the scroll position
    /// stay.
    fn show(self, there: Location) {
        if self.here.with_untracked(|here| *here != there) {
            self.push(&there);
            self.here.set(there);
        }
    }

    /// Goes to a page, as a link does. If the attendee is already there, the history gets no new entry.
    pub fn go(self, there: Location) {
        if self.here.with_untracked(|here| *here != there) {
            self.push(&there);
        }
        self.arrive(there, Place::default());
    }

    /// Makes the app handle clicks on links, and Back and Forward. While `leaves` is true, the browser follows links
    /// itself, and thereby loads the page anew.
    pub fn listen(self, leaves: impl Fn() -> bool + 'static) {
        own_scrolling(true);
        self.past.update_value(|past| past.entries.begin());
        on_window("click", move |event| {
            if let Some(link) = self.followed(event.unchecked_ref()).filter(|_| !leaves()) {
                event.prevent_default();
                if mark_current(&link) {
                    // The pressed link is painted first.
                    after_painting(move || self.follow(&link));
                } else {
                    self.follow(&link);
                }
            }
        });
        on_window("popstate", move |_| {
            let Some(there) = Location::of_the_window(self.site) else { return };
            let Some(entry) = Entry::shown() else {
                self.past.update_value(|past| past.entries.take_up());
                return;
            };
            self.cancel_pending();
            let place = self.past.try_update_value(|past| past.entries.move_to(entry)).unwrap_or_default();
            // If only the filter, the view or the fragment changes, the page stays.
            if self.here.with_untracked(|here| here.route == there.route) {
                let at_once = AtOnce::everything();
                self.here.set(there);
                // The results are rendered by then.
                request_animation_frame(move || {
                    place.show();
                    drop(at_once);
                });
            } else {
                self.arrive(there, place);
            }
        });
        // The browser itself scrolls back a page that was left or reloaded, because the app may not run yet when the
        // page comes back.
        on_window("pagehide", move |_| {
            self.write_pending();
            own_scrolling(false);
        });
        on_window("pageshow", |_| own_scrolling(true));
        // Written at each pause of scrolling, because a page that is left or discarded may get no event.
        on_window("scroll", move |_| self.write_place());
    }

    /// Writes the scroll positions of the page and its timetable into the current entry, after a pause.
    pub fn write_place(self) {
        let write = set_timeout_with_handle(move || self.replace_state(None), PAUSE).ok();
        let before = self.past.try_update_value(|past| {
            past.entries.forget_the_place();
            std::mem::replace(&mut past.scroll_write, write)
        });
        before.flatten().inspect(TimeoutHandle::clear);
    }

    /// The link that a click follows, if it is a plain click on a link to a page of this site.
    fn followed(self, event: &web_sys::MouseEvent) -> Option<HtmlAnchorElement> {
        if event.default_prevented() || event.button() != 0 || is_modified(event) {
            return None;
        }
        let target: web_sys::Element = event.target()?.dyn_into().ok()?;
        let link: HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
        let elsewhere = Some(link.origin()) != window().location().origin().ok()
            || link.has_attribute("download")
            || !matches!(link.target().as_str(), "" | "_self");
        // The browser handles links within the page (skip link).
        let within = !link.hash().is_empty();
        if elsewhere || within {
            return None;
        }
        self.leads_to(&link).map(|_| link)
    }

    /// Follows a link from the current location.
    fn follow(self, link: &HtmlAnchorElement) {
        match self.leads_to(link) {
            Some((there, true)) => self.show(there),
            Some((there, false)) => self.go(there),
            None => {}
        }
    }

    /// Where a link leads, if that is a page of this site; and whether it only shows the current page with another
    /// view.
    fn leads_to(self, link: &HtmlAnchorElement) -> Option<(Location, bool)> {
        let mut there = Location::of(&link.pathname(), &link.search(), self.site)?;
        let stays = self.here.with_untracked(|here| {
            there.view = query::view(&link.search(), here.view.clone());
            let keeps = link.has_attribute(KEEPS_FILTER);
            if keeps {
                there.filter.clone_from(&here.filter);
            }
            keeps && there.route == here.route
        });
        // A page that this build does not know may still exist on the host.
        (there.route != Route::NotFound).then_some((there, stays))
    }

    /// Shows a page: sets its title, moves the focus to its heading, and scrolls to its old place or to the top.
    fn arrive(self, there: Location, place: Place) {
        let title = Strings::title(&there.route, self.site.conference);
        document().set_title(&title);
        // The app cannot scroll to a place that is not rendered yet.
        let at_once = place.is_far().then(AtOnce::everything);
        self.here.set(there);
        announcer::say(&title);
        // The new page is rendered once the effects have run.
        request_animation_frame(move || {
            focus(HEADING);
            place.show();
            drop(at_once);
        });
    }

    fn push(self, there: &Location) {
        self.write_pending();
        self.past.update_value(|past| past.entries.push(&there.address(self.site)));
        self.write_place();
    }

    /// Writes the current location into the address, without a new entry in the history.
    pub fn write_address(self) {
        self.take_up_words();
        self.past.update_value(|past| past.pending_write = None);
        self.replace_state(Some(&self.here.with_untracked(|here| here.address(self.site))));
    }

    /// Writes typed words into the address at once, if they wait for a pause.
    fn write_pending(self) {
        if self.cancel_pending() {
            self.write_address();
        }
    }

    fn cancel_pending(self) -> bool {
        let pending = self.past.try_update_value(|past| past.pending_write.take()).flatten();
        pending.inspect(TimeoutHandle::clear).is_some()
    }

    fn replace_state(self, address: Option<&str>) {
        self.past.update_value(|past| past.entries.write(address));
    }
}

/// Marks a link to another day or another view as the current one, and returns whether it is such a link.
fn mark_current(link: &HtmlAnchorElement) -> bool {
    let group = link.closest("nav:not(.site-nav), [role=group]").ok().flatten();
    let Some(current) = group.and_then(|group| group.query_selector("[aria-current]").ok()?) else {
        return false;
    };
    let value = current.get_attribute("aria-current").unwrap_or_default();
    _ = current.remove_attribute("aria-current");
    _ = link.set_attribute("aria-current", &value);
    true
}

/// Whether a modifier key is held. Keyboard events have the same four fields, so they may be passed in too.
pub fn is_modified(event: &web_sys::MouseEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()
}
