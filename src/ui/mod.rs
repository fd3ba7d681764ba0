//! All that is seen: the frame around every page, and what its parts share.
//!
//! The same [`app`] is drawn in the browser (`takeover`) and printed by the host command (`prerender`), so nothing here
//! may ask the browser anything while drawing: what the browser knows comes in as values, and only event handlers,
//! effects, `takeover` and `listen` functions reach for it.

use std::sync::OnceLock;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::Element;

use self::announcer::{Announcer, live_region};
use self::clock::Clock;
use self::components::{
    agenda_button::keep_buttons_true, appearance::appearance, links::links, notices::notices,
};
use self::element::{El, after_painting, el};
use self::my_agenda::MyAgenda;
use self::navigation::{Location, Navigation};
use self::pages::{
    agenda_page, not_found_page, programme_page, room_page, rooms_page, session_page, speaker_page,
    speakers_page, track_page, tracks_page,
};
use self::storage::Theme;
use crate::data;
use crate::domain::conference::Conference;
use crate::domain::filter::Labels;
use crate::domain::moment::Moment;
use crate::domain::schedule::{Day, Schedule};
use crate::domain::search::Index;
use crate::route::Route;

mod announcer;
mod clock;
pub mod components;
mod element;
mod my_agenda;
pub mod navigation;
mod pages;
mod panics;
pub mod storage;
pub mod strings;
pub mod takeover;

/// What every part may ask for: the programme, and how to link to its pages.
#[derive(Clone, Copy)]
pub struct Site {
    /// The programme.
    pub conference: &'static Conference,
    /// The way to the site's root: a path in the browser (`/2026/london/`), relative in prerendered pages (`../`).
    pub root: &'static str,
    /// The guide's whole address, with a slash at its end, where that is known.
    pub address: Option<&'static str>,
    /// When it was built.
    pub made: Moment,
    /// The programme by days.
    pub schedule: &'static Schedule<'static>,
    index: &'static OnceLock<Index<'static>>,
    labels: &'static OnceLock<Labels<'static>>,
}

impl Site {
    /// A site for this conference below this root, at this address, where it is known, built at `made`. All live as long as the page does.
    pub fn new(conference: &'static Conference, root: String, address: Option<String>, made: Moment) -> Site {
        let schedule = Box::leak(Box::new(Schedule::of(conference)));
        let (index, labels) = (Box::leak(Box::default()), Box::leak(Box::default()));
        let address = address.map(|address| &*address.leak());
        Site { conference, root: root.leak(), address, made, schedule, index, labels }
    }

    /// The same site, seen from a page with another way to the root.
    #[cfg(feature = "prerender")]
    pub fn below(self, root: String) -> Site {
        Site { root: root.leak(), ..self }
    }

    /// The programme's days, in order; none where it has no times. In an app that is built for such a programme the compiler
    /// knows that, and leaves out whatever only days need: what comes after a return where there are none, and what a plain
    /// loop goes through. Iterators' closures it keeps.
    fn days(self) -> &'static [Day<'static>] {
        if data::HAS_TIMES { self.schedule.days() } else { &[] }
    }

    /// Whether the programme is too long to be shown at once: it is shown by days then, and its cards are brief.
    fn is_long(self) -> bool {
        is_long(self.conference)
    }

    /// A link to a page of this site.
    pub fn href(self, route: &Route) -> String {
        route.href(self.root)
    }

    /// What there is to choose, found out when first asked for.
    pub fn labels(self) -> &'static Labels<'static> {
        self.labels.get_or_init(|| Labels::of(self.conference))
    }

    /// The search index, made when first asked for.
    pub fn index(self) -> &'static Index<'static> {
        self.index.get_or_init(|| Index::new(self.conference))
    }
}

/// How many sessions a page shows with all that their cards can tell.
const MOST_ON_ONE_PAGE: usize = 60;

/// Whether a programme is too long for one page.
pub fn is_long(conference: &Conference) -> bool {
    conference.sessions.len() > MOST_ON_ONE_PAGE
}

/// The site whose page is being drawn.
fn use_site() -> Site {
    expect_context()
}

/// What the browser knows when the app starts.
pub struct Start {
    /// Where the attendee is.
    pub location: Location,
    /// The saved agenda.
    pub saved: Result<storage::Saved, storage::Blocked>,
    /// The saved appearance.
    pub theme: Theme,
}

/// The whole of the page below `<body>`. Whatever listens to the browser is handed to `listen` before anything is
/// drawn, so that no event falls between. Needs an owner (Leptos' word for who disposes of effects).
pub fn app(site: Site, start: Start, listen: impl FnOnce(MyAgenda, Navigation, Clock)) -> [El; 6] {
    let announcer = Announcer::new();
    let agenda = MyAgenda::new(site.conference, start.saved, announcer);
    let navigation = Navigation::new(site, start.location, announcer);
    let clock = Clock::new(navigation);
    listen(agenda, navigation, clock);
    provide_context(site);
    provide_context(announcer);
    provide_context(agenda);
    provide_context(navigation);
    provide_context(clock);
    keep_buttons_true();
    let shown = navigation.page();
    let main = el("main").attr("id", "main").attr("tabindex", "-1");
    let main = if site.is_long() { main.attr("data-long", "") } else { main };
    [
        el("a").class("skip-link").attr("href", "#main").text(strings::SKIP_TO_CONTENT),
        site_header(),
        notices(),
        main.children_now(move || page(site, shown.get())),
        site_footer(start.theme),
        live_region(announcer),
    ]
}

/// The page of a route.
fn page(site: Site, route: Route) -> Vec<El> {
    let page = match route {
        Route::Programme | Route::Day(_) => Some(programme_page()),
        Route::Rooms => Some(rooms_page()),
        Route::Tracks => Some(tracks_page()),
        Route::Room(id) => site.conference.room(&id).map(room_page),
        Route::Track(id) => site.conference.track(&id).map(track_page),
        Route::Session(id) => site.conference.session(&id).map(session_page),
        Route::Speakers => Some(speakers_page()),
        Route::Speaker(id) => site.conference.speaker(&id).map(speaker_page),
        Route::Agenda => Some(agenda_page()),
        Route::NotFound => None,
    };
    page.unwrap_or_else(not_found_page)
}

/// The conference's name and the three places one can go. On phones the places stand in a bar at the bottom.
fn site_header() -> El {
    let site = use_site();
    let agenda: MyAgenda = expect_context();
    let count = move || match agenda.len() {
        0 => String::new(),
        count => count.to_string(),
    };
    let clashes = move || {
        let count = agenda.clashes();
        let words = || el("span").class("visually-hidden").text(strings::clashes(count));
        let told = || el("span").class("clash-count").text(&count.to_string()).child(words());
        (count > 0).then(told).into_iter().collect()
    };
    let home =
        el("a").class("site-name").attr("href", &site.href(&Route::Programme)).quote(&site.conference.name);
    let places = el("nav")
        .class("site-nav")
        .attr("aria-label", strings::MAIN_NAVIGATION)
        .child(nav_link(Route::Programme, strings::PROGRAMME))
        .child(nav_link(Route::Speakers, strings::SPEAKERS))
        .child(
            nav_link(Route::Agenda, strings::MY_AGENDA)
                .child(el("span").class("count").text_now(count))
                .children_now(clashes),
        );
    el("header").class("site-header").child(home).child(places)
}

fn nav_link(route: Route, label: &str) -> El {
    let navigation: Navigation = expect_context();
    el("a")
        .class("nav-link")
        .attr("href", &use_site().href(&route))
        .attr_now("aria-current", move || navigation.is_at(&route).then_some("page"))
        .child(el("span").text(label))
        .text(" ")
}

/// The organiser's links, where the agenda is kept, and the appearance.
fn site_footer(theme: Theme) -> El {
    el("footer")
        .class("site-footer")
        .children(links(None, &use_site().conference.links))
        .child(el("p").class("kept-here").text(strings::KEPT_IN_THIS_BROWSER))
        .child(appearance(theme))
}

/// Moves the focus to the first element that a selector finds, without scrolling to it, and says whether there is one.
fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    found.inspect(|found| focus_on(found.unchecked_ref())).is_some()
}

/// Moves the focus to the first element that a selector finds, if what had it is gone or disabled when the page has
/// followed: else the next Tab would begin at the top of the page.
fn rescue_focus(selector: &'static str) {
    rescue_focus_to(vec![selector.to_owned()]);
}

/// The same, to what the first of some selectors finds that finds something.
fn rescue_focus_to(selectors: Vec<String>) {
    rescue_focus_in(selectors, 0);
}

/// After how many frames what has the focus may go: what was pressed is painted first, then the page follows, and a list that
/// is drawn anew follows after that.
const FRAMES_TO_FOLLOW: u32 = 4;

/// For how many frames what shall have the focus may be still to be drawn.
const FRAMES_TO_DRAW: u32 = 60;

fn rescue_focus_in(selectors: Vec<String>, frame: u32) {
    after_painting(move || {
        let focused = document().active_element();
        let is_lost = focused.is_none_or(|focused| focused.matches("body, :disabled").unwrap_or(false));
        let is_rescued = is_lost && selectors.iter().any(|selector| focus(selector));
        let frames = if is_lost { FRAMES_TO_DRAW } else { FRAMES_TO_FOLLOW };
        if !is_rescued && frame < frames {
            rescue_focus_in(selectors, frame + 1);
        }
    });
}

/// Moves the focus to what a selector finds, as soon as it is drawn: it looks at so many frames.
fn focus_when_drawn(selector: String, frames: u32) {
    request_animation_frame(move || {
        if !focus(&selector) && frames > 0 {
            focus_when_drawn(selector, frames - 1);
        }
    });
}

/// For how many frames something is held at its place.
const FRAMES_TO_HOLD: u32 = 8;

/// Scrolls so that an element stands so many pixels below the top of the screen, and holds it there while the page follows:
/// what is above it may be drawn anew, and cards come to their height only when they are seen (style/components.css). It
/// lets go as soon as somebody else scrolls.
fn hold(element: impl Fn() -> Option<Element> + 'static, below: f64) {
    hold_in(Box::new(element), below, None, 0);
}

/// `left` is how far the page was scrolled in the frame before, and how high it was.
fn hold_in(element: Box<dyn Fn() -> Option<Element>>, below: f64, left: Option<(f64, f64)>, frame: u32) {
    request_animation_frame(move || {
        let page = || (window().scroll_y().unwrap_or_default(), f64::from(html().scroll_height()));
        // The browser scrolls by itself too, but by no more than what the page has grown or shrunk.
        let is_scrolled = left.is_some_and(|(scrolled, height)| {
            let now = page();
            (now.0 - scrolled).abs() > (now.1 - height).abs() + 1.0
        });
        if is_scrolled || frame > FRAMES_TO_HOLD {
            return;
        }
        if let Some(element) = element() {
            window().scroll_by_with_x_and_y(0.0, element.get_bounding_client_rect().top() - below);
        }
        hold_in(element, below, Some(page()), frame + 1);
    });
}

/// Moves the focus without scrolling.
fn focus_on(element: &web_sys::HtmlElement) {
    let quietly = web_sys::FocusOptions::new();
    quietly.set_prevent_scroll(true);
    _ = element.focus_with_options(&quietly);
}

/// Listens for as long as the page lives.
fn on_window(event: &str, happens: impl Fn(web_sys::Event) + 'static) {
    let handler = Closure::<dyn Fn(web_sys::Event)>::new(happens).into_js_value();
    // Refused for no event of these names.
    _ = window().add_event_listener_with_callback(event, handler.unchecked_ref());
}

/// The elements that a selector finds within another, in order; none where it is no selector.
fn elements(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// The page's `<html>` element.
fn html() -> web_sys::HtmlElement {
    document().document_element().expect("a page has a root element").unchecked_into()
}

/// Lets the attendee save a text as a file of a MIME type.
fn offer_file(name: &str, kind: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let address = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)
        .and_then(|blob| web_sys::Url::create_object_url_with_blob(&blob));
    let Ok(address) = address else { return };
    if let Ok(link) = document().create_element("a") {
        _ = link.set_attribute("href", &address);
        _ = link.set_attribute("download", name);
        link.unchecked_into::<web_sys::HtmlElement>().click();
    }
    // WebKit reads the text only after the click has returned.
    set_timeout(move || _ = web_sys::Url::revoke_object_url(&address), Duration::from_secs(60));
}
