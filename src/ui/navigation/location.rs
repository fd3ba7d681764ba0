//! Where the attendee is: what an address of the site says, read whole.

use leptos::prelude::*;

use crate::domain::filter::Filter;
use crate::domain::view::View;
use crate::route::{Route, query};
use crate::ui::site::Site;

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
    pub(super) fn of(path: &str, query: &str, site: Site) -> Option<Location> {
        let route = Route::parse(path.strip_prefix(site.root)?).resolve(site.conference, site.schedule);
        let filter = if route.takes_a_filter() { query::filter(query) } else { Filter::default() };
        Some(Location { route, filter, view: query::view(query, View::default()) })
    }

    /// Where the browser's address bar points; nothing where that is outside the site.
    pub fn of_the_window(site: Site) -> Option<Location> {
        let location = window().location();
        Location::of(&location.pathname().ok()?, &location.search().unwrap_or_default(), site)
    }

    /// Its address within the site.
    pub(super) fn address(&self, site: Site) -> String {
        site.href(&self.route) + &query::written(&self.filter, &self.view)
    }
}
