//! What every part of the page may ask for: the programme, and how to link to its pages.
//!
//! The rule of this file: a site is made once for a page and never changes; what takes long to make is made when first asked
//! for.

use std::sync::OnceLock;

use leptos::prelude::*;

use crate::data;
use crate::domain::conference::Conference;
use crate::domain::filter::Labels;
use crate::domain::moment::Moment;
use crate::domain::schedule::{Day, Schedule};
use crate::domain::search::Index;
use crate::route::Route;
use crate::ui::strings::INTERFACE;

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
    /// A site for this conference below this root, at this address, where it is known, built at
    /// `made`. All live as long as the page does.
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
    pub fn days(self) -> &'static [Day<'static>] {
        if data::HAS_TIMES { self.schedule.days() } else { &[] }
    }

    /// Whether the programme is too long to be shown at once: it is shown by days then, and its cards are brief.
    pub fn is_long(self) -> bool {
        is_long(self.conference)
    }

    /// The conference's language, if the interface speaks another one.
    pub fn other_language(self) -> Option<&'static str> {
        Some(&*self.conference.language).filter(|language| !INTERFACE.is(language))
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
pub fn use_site() -> Site {
    expect_context()
}
