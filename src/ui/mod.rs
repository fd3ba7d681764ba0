//! All that is seen: the frame around every page, and what its parts share.
//!
//! The same `App` is mounted by the browser (`takeover`) and printed by the host command (`prerender`), so nothing
//! here may ask the browser anything while rendering: what the browser knows comes in as values, and only event
//! handlers and `listen` functions reach for it.

use std::sync::OnceLock;

use leptos::prelude::*;

use self::announcer::{Announcer, LiveRegion};
use self::components::appearance::Appearance;
use self::components::notices::Notices;
use self::drawn::{Drawn, draw};
use self::my_agenda::MyAgenda;
use self::navigation::{Location, Navigation};
use self::pages::{AgendaPage, NotFoundPage, ProgrammePage, SessionPage, SpeakerPage, SpeakersPage};
use self::storage::Theme;
use crate::domain::conference::{Conference, Link};
use crate::domain::search::Index;
use crate::route::Route;

mod announcer;
mod components;
mod drawn;
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
    index: &'static OnceLock<Index<'static>>,
}

impl Site {
    /// A site for this conference below this root. Both live as long as the page does.
    pub fn new(conference: &'static Conference, root: String) -> Site {
        Site { conference, root: root.leak(), index: Box::leak(Box::default()) }
    }

    /// A link to a page of this site.
    pub fn href(self, route: &Route) -> String {
        route.href(self.root)
    }

    /// The search index, made when first asked for.
    pub fn index(self) -> &'static Index<'static> {
        self.index.get_or_init(|| Index::new(self.conference))
    }
}

/// The site that the component is part of.
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

/// The whole of the page below `<body>`. Whatever listens to the browser is handed to `listen` before the view is
/// made, so that no event falls between.
pub fn app(site: Site, start: Start, listen: impl FnOnce(MyAgenda, Navigation)) -> impl IntoView {
    let announcer = Announcer::new();
    let agenda = MyAgenda::new(site.conference, start.saved, announcer);
    let navigation = Navigation::new(site.conference, site.root, start.location, announcer);
    listen(agenda, navigation);
    provide_context(site);
    provide_context(announcer);
    provide_context(agenda);
    provide_context(navigation);
    let route = navigation.route();
    draw(view! {
        <a class="skip-link" href="#main">{strings::SKIP_TO_CONTENT}</a>
        <SiteHeader/>
        <Notices/>
        <main id="main" tabindex="-1">
            {move || page(site, route.get())}
        </main>
        <SiteFooter theme=start.theme/>
        <LiveRegion announcer/>
    })
}

/// The page of a route.
fn page(site: Site, route: Route) -> Drawn {
    let session = |id| site.conference.session(id).map(|session| draw(view! { <SessionPage session/> }));
    let speaker = |id| site.conference.speaker(id).map(|speaker| draw(view! { <SpeakerPage speaker/> }));
    let page = match route {
        Route::Programme => Some(draw(view! { <ProgrammePage/> })),
        Route::Session(id) => session(&id),
        Route::Speakers => Some(draw(view! { <SpeakersPage/> })),
        Route::Speaker(id) => speaker(&id),
        Route::Agenda => Some(draw(view! { <AgendaPage/> })),
        Route::NotFound => None,
    };
    page.unwrap_or_else(|| draw(view! { <NotFoundPage/> }))
}

/// The conference's name and the three places one can go. On phones the places stand in a bar at the bottom.
#[component]
fn SiteHeader() -> impl IntoView {
    let site = use_site();
    let agenda: MyAgenda = expect_context();
    draw(view! {
        <header class="site-header">
            <a class="site-name" href=site.href(&Route::Programme)>{site.conference.name.as_str()}</a>
            <nav class="site-nav" aria-label=strings::MAIN_NAVIGATION>
                <NavLink route=Route::Programme label=strings::PROGRAMME/>
                <NavLink route=Route::Speakers label=strings::SPEAKERS/>
                <NavLink route=Route::Agenda label=strings::MY_AGENDA>
                    <span class="count" data-count=move || agenda.len()>
                        {move || (!agenda.is_empty()).then(|| agenda.len())}
                    </span>
                </NavLink>
            </nav>
        </header>
    })
}

#[component]
fn NavLink(route: Route, label: &'static str, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let navigation: Navigation = expect_context();
    let href = use_site().href(&route);
    let current = move || navigation.is_at(&route).then_some("page");
    view! { <a class="nav-link" href=href aria-current=current><span>{label}</span>" "{children.map(|children| children())}</a> }
}

/// The organiser's links, the appearance, and where the agenda is kept.
#[component]
fn SiteFooter(theme: Theme) -> impl IntoView {
    let site = use_site();
    let links: Vec<&Link> = site.conference.links.iter().filter(|link| link.is_allowed()).collect();
    draw(view! {
        <footer class="site-footer">
            {(!links.is_empty()).then(|| view! { <components::links::Links links=links/> })}
            <p class="kept-here">{strings::KEPT_IN_THIS_BROWSER}</p>
            <Appearance theme/>
        </footer>
    })
}
