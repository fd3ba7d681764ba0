//! Where the attendee is: everything that an address of the site says.

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
    /// The filter of the programme or of the page of speakers; empty on other pages.
    pub filter: Filter,
    /// The view, which is kept from page to page.
    pub view: View,
}

impl Location {
    /// The location of an address; `None` if it is outside the site.
    pub(super) fn of(path: &str, query: &str, site: Site) -> Option<Location> {
        let route = Route::parse(path.strip_prefix(site.root)?).resolve(site.conference, site.schedule);
        let filter = if route.takes_a_filter() { query::filter(query) } else { Filter::default() };
        Some(Location { route, filter, view: query::view(query, View::default()) })
    }

    /// The location in the browser's address bar; `None` if it is outside the site.
    pub fn of_the_window(site: Site) -> Option<Location> {
        let location = window().location();
        Location::of(&location.pathname().ok()?, &location.search().unwrap_or_default(), site)
    }

    /// Its address within the site.
    pub(super) fn address(&self, site: Site) -> String {
        site.href(&self.route) + &query::written(&self.filter, &self.view)
    }
}
