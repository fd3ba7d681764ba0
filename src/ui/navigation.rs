//! Moving between pages without a reload: which page is shown, and the history glue around it.
//!
//! The address is the state: the route, and on the programme the filter in the query string. Links are ordinary
//! links; a click on one to a page of this site is taken over. Writing to the history never panics (WebKit throws
//! after 100 writes in 10 s), and typing writes only after a pause.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlAnchorElement;

use super::announcer::Announcer;
use super::browser::{after_painting, focus, hold, html, on_window};
use super::element::draw_at_once;
use super::site::Site;
use super::strings;
use crate::domain::filter::{Filter, Group};
use crate::domain::view::View;
use crate::route::Route;

/// How long typing or scrolling pauses before the history is told. 300 ms or more keeps WebKit's limit out of reach.
const PAUSE: Duration = Duration::from_millis(350);

/// How long looking for typed words waits, so that the letter is seen before: on a slow phone finding takes longer than
/// drawing a letter, and another letter may follow.
const LETTER: Duration = Duration::from_millis(50);

/// The attribute of links to another day or another view of the programme: what is chosen stays chosen.
pub const KEEPS_FILTER: &str = "data-keeps-filter";

/// Where the attendee is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// The page.
    pub route: Route,
    /// What the programme shows, or the page of speakers; empty on other pages.
    pub filter: Filter,
    /// How it shows that, on every page.
    pub view: View,
}

impl Location {
    /// Where an address leads; nothing where it is outside the site.
    fn of(path: &str, query: &str, site: Site) -> Option<Location> {
        let route = Route::parse(path.strip_prefix(site.root)?).resolve(site.conference, site.schedule);
        let filter = if route.takes_a_filter() { Filter::from_query(query) } else { Filter::default() };
        Some(Location { route, filter, view: View::from_query(query) })
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
    view: Memo<View>,
    announcer: Announcer,
    past: StoredValue<Past>,
}

/// A place on a page.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// How far the page was scrolled.
    scrolled: f64,
    /// The heading of the card that was there, and how far below the top of the screen it stood. Cards in a long list
    /// are as high as guessed until they are seen (style/components.css), so that how far is not enough.
    card: String,
    below: f64,
    /// How far the timetable was scrolled within itself, to the side and down.
    within: [i32; 2],
}

impl Place {
    /// Where the attendee looks now.
    pub fn now() -> Place {
        let scrolled = window().scroll_y().unwrap_or(0.0);
        let middle = html().client_width() as f32 / 2.0;
        let card_at = |share: f32| {
            let seen = document().element_from_point(middle, html().client_height() as f32 * share);
            seen.and_then(|seen| seen.closest(CARD).ok()?)
        };
        // Between two cards there may be a heading.
        let card = [0.5, 0.35, 0.65].into_iter().find_map(card_at);
        let below = card.as_ref().map_or(0.0, |card| card.get_bounding_client_rect().top());
        let card = card.and_then(|card| card.get_attribute("aria-labelledby")).unwrap_or_default();
        let within = timetable().map_or([0, 0], |table| [table.scroll_left(), table.scroll_top()]);
        Place { scrolled, card, below, within }
    }

    /// Scrolls there.
    pub fn show(&self) {
        window().scroll_to_with_x_and_y(0.0, self.scrolled);
        if let Some(table) = timetable() {
            table.scroll_to_with_x_and_y(self.within[0].into(), self.within[1].into());
        }
        let heading = self.card.clone();
        let card = move || document().get_element_by_id(&heading)?.closest(CARD).ok()?;
        if let Some(card_now) = card().filter(|_| self.scrolled > 0.0) {
            window().scroll_by_with_x_and_y(0.0, card_now.get_bounding_client_rect().top() - self.below);
            hold(card, self.below);
        }
    }
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

/// A card, named by its heading.
const CARD: &str = ".session-card, .speaker-card";

/// The first of the tables that are shown.
fn timetable() -> Option<web_sys::Element> {
    document().query_selector(".timetable").ok().flatten()
}

/// What an entry of the browser's history holds as its state, so that a reloaded page knows it again.
#[derive(Default)]
struct Entry {
    /// Which entry of this tab it is.
    number: usize,
    /// Where on the page the attendee was.
    place: Place,
}

impl Entry {
    /// The entry that is shown; nothing where it is not the app's.
    fn shown() -> Option<Entry> {
        let state: js_sys::Array = history().state().ok()?.dyn_into().ok()?;
        let (scrolled, below) = (state.get(1).as_f64()?, state.get(3).as_f64().unwrap_or(0.0));
        let card = state.get(2).as_string().unwrap_or_default();
        let within = [4, 5].map(|at| state.get(at).as_f64().unwrap_or(0.0) as i32);
        Some(Entry {
            number: state.get(0).as_f64()? as usize,
            place: Place { scrolled, card, below, within },
        })
    }

    fn as_state(&self) -> JsValue {
        let Place { scrolled, card, below, within } = &self.place;
        let state =
            js_sys::Array::of4(&self.number.into(), &(*scrolled).into(), &card.into(), &(*below).into());
        state.push(&within[0].into());
        state.push(&within[1].into());
        state.into()
    }
}

/// What is known of the entries of the browser's history since the app started.
#[derive(Default)]
struct Past {
    /// The number of the entry that is shown.
    entry: usize,
    /// Where each entry was left.
    places: Vec<Option<Place>>,
    /// Will write how far the page is scrolled into the entry that is shown, after the pause.
    scroll_write: Option<TimeoutHandle>,
    /// Whether that is written, and nothing was scrolled since: measuring it anew makes the browser lay out the page, in
    /// the middle of an answer.
    is_place_written: bool,
    /// Words that were typed and are not looked for yet.
    typed: Option<String>,
    /// Will write the typed words into the address after the pause.
    pending_write: Option<TimeoutHandle>,
}

impl Past {
    /// A new entry takes the place of all that came after this one.
    fn begin_entry(&mut self) {
        self.entry += 1;
        self.places.truncate(self.entry);
        self.is_place_written = false;
    }
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
        self.past.update_value(|past| past.entry = Entry::shown().unwrap_or_default().number);
        own_scrolling(true);
        self.replace_state(None);
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
                // The browser made this entry itself, for a link into the page.
                self.past.update_value(Past::begin_entry);
                self.replace_state(None);
                return;
            };
            self.cancel_pending();
            self.remember_place();
            self.past.update_value(|past| past.entry = entry.number);
            let place = self.past.with_value(|past| past.places.get(past.entry).cloned().flatten());
            let place = place.unwrap_or(entry.place);
            // A change of the filter alone, or of the fragment, is no arrival: the page stays.
            if self.here.with_untracked(|here| here.route == there.route) {
                draw_at_once(true);
                self.here.set(there);
                // Drawn by then.
                request_animation_frame(move || {
                    place.show();
                    draw_at_once(false);
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
            past.is_place_written = false;
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
            there.view = here.view.clone().and(&link.search());
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
        draw_at_once(place.scrolled > 0.0);
        self.here.set(there);
        self.announcer.say(title);
        // The new page is there after the effects have run.
        request_animation_frame(move || {
            focus(HEADING);
            place.show();
            draw_at_once(false);
        });
    }

    fn push(self, there: &Location) {
        self.write_pending();
        if !self.past.with_value(|past| past.is_place_written) {
            self.replace_state(None);
        }
        self.past.update_value(Past::begin_entry);
        let address = self.address(there);
        let state =
            Entry { number: self.past.with_value(|past| past.entry), place: Place::default() }.as_state();
        // Refused only when written too often: then the page moves and the address stays, which harms nobody.
        _ = history().push_state_with_url(&state, "", Some(&address));
        self.write_place();
    }

    /// Writes where the attendee is into the address, in place of what is there.
    pub fn write_address(self) {
        self.take_up_words();
        self.past.update_value(|past| past.pending_write = None);
        self.replace_state(Some(&self.here.with_untracked(|here| self.address(here))));
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

    /// Writes where the attendee looks into the entry that is shown, and an address, if there is another.
    fn replace_state(self, address: Option<&str>) {
        let place = self.remember_place();
        self.past.update_value(|past| past.is_place_written = true);
        let state = Entry { number: self.past.with_value(|past| past.entry), place }.as_state();
        // As in `push`: nothing is lost but the address.
        _ = history().replace_state_with_url(&state, "", address);
    }

    fn address(self, location: &Location) -> String {
        let (filter, view) = (location.filter.to_query(), location.view.to_query());
        let view = if filter.is_empty() { view } else { view.replacen('?', "&", 1) };
        self.site.href(&location.route) + &filter + &view
    }

    /// Notes where the entry that is shown is left.
    fn remember_place(self) -> Place {
        let place = Place::now();
        self.past.update_value(|past| {
            let length = past.places.len().max(past.entry + 1);
            past.places.resize(length, None);
            past.places[past.entry] = Some(place.clone());
        });
        place
    }
}

/// Where the attendee looks. After a reload that is where they did, even where the browser has not scrolled there yet, or
/// cannot, because the printed page is too short.
pub fn place_on_the_page() -> Place {
    let now = Place::now();
    let farthest = html().scroll_height() - html().client_height();
    let before = Entry::shown().unwrap_or_default().place;
    if now.scrolled == 0.0 || before.scrolled > f64::from(farthest) {
        before
    } else {
        // A printed page has no timetable.
        Place { within: before.within, ..now }
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

fn own_scrolling(own: bool) {
    use web_sys::ScrollRestoration::{Auto, Manual};
    _ = history().set_scroll_restoration(if own { Manual } else { Auto });
}

fn history() -> web_sys::History {
    window().history().expect("a window has a history")
}
