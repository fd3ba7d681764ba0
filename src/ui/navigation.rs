//! Moving between pages without a reload: which page is shown, and the history glue around it.
//!
//! The address is the state: the route, and on the programme the filter in the query string. Links are ordinary
//! links; a click on one to a page of this site is taken over. Writing to the history never panics (WebKit throws
//! after 100 writes in 10 s), and typing writes only after a pause.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

use self::history::{Entries, Entry, own_scrolling};
use super::announcer::Announcer;
use super::browser::{after_painting, focus, on_window};
use super::element::AtOnce;
use super::site::Site;
use super::strings;
use crate::domain::filter::{Filter, Group};
use crate::domain::view::View;
use crate::route::{Route, query};

mod history;
mod location;

pub use self::history::{Place, place_on_the_page};
pub use self::location::Location;

/// How long typing or scrolling pauses before the history is told. 300 ms or more keeps WebKit's limit out of reach.
const PAUSE: Duration = Duration::from_millis(350);

/// How long looking for typed words waits, so that the letter is seen before: on a slow phone finding takes longer than
/// drawing a letter, and another letter may follow.
const LETTER: Duration = Duration::from_millis(50);

/// The attribute of links to another day or another view of the programme: what is chosen stays chosen.
pub const KEEPS_FILTER: &str = "data-keeps-filter";

/// The page that is shown, and the ways to another.
#[derive(Clone, Copy)]
pub struct Navigation {
    /// Its root is a path, like `/2026/london/`.
    site: Site,
    here: RwSignal<Location>,
    view: Memo<View>,
    announcer: Announcer,
    past: StoredValue<Past>,
}

/// The entries of the history, and what waits to be written into the one that is shown.
#[derive(Default)]
struct Past {
    entries: Entries,
    /// Will write how far the page is scrolled, after the pause.
    scroll_write: Option<TimeoutHandle>,
    /// Words that were typed and are not looked for yet.
    typed: Option<String>,
    /// Will write the typed words into the address, after the pause.
    pending_write: Option<TimeoutHandle>,
}

/// Other results begin where they begin, for who has scrolled far into those before.
fn show_the_beginning_of_the_results() {
    // They are there after the effects have run.
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
    pub fn new(site: Site, location: Location, announcer: Announcer) -> Navigation {
        let here = RwSignal::new(location);
        // Times on hundreds of cards follow it, and must not follow each typed letter.
        let view = Memo::new(move |_| here.with(|here| here.view.clone()));
        Navigation { site, here, view, announcer, past: StoredValue::default() }
    }

    /// The page. Changes only when it is another page: not with the filter, nor from day to day.
    pub fn page(self) -> Memo<Route> {
        Memo::new(move |_| self.here.with(|here| here.route.page()))
    }

    /// The address of the page. Changes from day to day, not with the filter.
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

    /// The attendee typed in the search line. What it finds is shown when the letter is, and written to the address after
    /// a pause, in place of the entry that is there.
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

    /// Shows at once what the typed words find.
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

    /// The attendee made a choice in a filter: an entry of its own in the history.
    pub fn toggle_choice(self, group: Group, value: &str) {
        let mut filter = self.here.with_untracked(|here| here.filter.clone());
        filter.toggle(group, value);
        self.choose(filter);
    }

    /// Shows the programme through another filter, as an entry of its own in the history.
    pub fn choose(self, filter: Filter) {
        let mut there = self.here.get_untracked();
        if !there.route.takes_a_filter() {
            there.route = Route::Programme;
        }
        there.filter = filter;
        self.show(there);
        show_the_beginning_of_the_results();
    }

    /// Shows the page in another way, as an entry of its own in the history. The focus stays, and the place on the page.
    fn show(self, there: Location) {
        if self.here.with_untracked(|here| *here != there) {
            self.push(&there);
            self.here.set(there);
        }
    }

    /// Goes to a page, as a link does. To where one is already it makes no new entry in the history.
    pub fn go(self, there: Location) {
        if self.here.with_untracked(|here| *here != there) {
            self.push(&there);
        }
        self.arrive(there, Place::default());
    }

    /// Takes clicks on links, and Back and Forward, into the app's hands.
    pub fn listen(self) {
        own_scrolling(true);
        self.past.update_value(|past| past.entries.begin());
        on_window("click", move |event| {
            if let Some(link) = self.followed(event.unchecked_ref()) {
                event.prevent_default();
                if mark_current(&link) {
                    // What was pressed is painted first.
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
            // A change of the filter alone, or of the fragment, is no arrival: the page stays.
            if self.here.with_untracked(|here| here.route == there.route) {
                let at_once = AtOnce::begin();
                self.here.set(there);
                // Drawn by then.
                request_animation_frame(move || {
                    place.show();
                    drop(at_once);
                });
            } else {
                self.arrive(there, place);
            }
        });
        // A page that is left or reloaded is scrolled back by the browser; only it knows how then.
        on_window("pagehide", move |_| {
            self.write_pending();
            own_scrolling(false);
        });
        on_window("pageshow", |_| own_scrolling(true));
        // Written whenever scrolling pauses, because a page that is left or thrown away may not be asked any more.
        on_window("scroll", move |_| self.write_place());
    }

    /// The page was scrolled, or something in it: writes that into the entry that is shown, after a pause.
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
        // A link into the page that is shown (skip link) is the browser's matter.
        let within = !link.hash().is_empty();
        if elsewhere || within {
            return None;
        }
        self.leads_to(&link).map(|_| link)
    }

    /// Goes where a link leads from where one is.
    fn follow(self, link: &HtmlAnchorElement) {
        match self.leads_to(link) {
            Some((there, true)) => self.show(there),
            Some((there, false)) => self.go(there),
            None => {}
        }
    }

    /// Where a link leads, if that is a page of this site; and whether it is the page which is shown, only in another way.
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
        // What this build does not know may exist on the host all the same.
        (there.route != Route::NotFound).then_some((there, stays))
    }

    /// Shows a page, with its title, focus on its heading, and scrolled to where it was, or to its beginning.
    fn arrive(self, there: Location, place: Place) {
        let title = strings::title(&there.route, self.site.conference);
        document().set_title(&title);
        // One cannot be led to a place that is not drawn yet.
        let at_once = place.is_far().then(AtOnce::begin);
        self.here.set(there);
        self.announcer.say(title);
        // The new page is there after the effects have run.
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

    /// Writes where the attendee is into the address, in place of what is there.
    pub fn write_address(self) {
        self.take_up_words();
        self.past.update_value(|past| past.pending_write = None);
        self.replace_state(Some(&self.here.with_untracked(|here| here.address(self.site))));
    }

    /// Writes at once what typing would write after its pause.
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

/// Shows that a link to another day or another view is followed, and says whether it is one.
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

/// Whether a key is held that makes a press, or another key, something else. Events of the keyboard tell it as those of the
/// mouse do.
pub fn is_modified(event: &web_sys::MouseEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()
}
