//! The data that every part of the page may use: the programme, and links to its pages.
//!
//! The rule of this file: a site is made once for a page and never changes; its expensive parts are made on first use.

use std::sync::OnceLock;

use leptos::prelude::*;

use crate::domain::conference::Conference;
use crate::domain::filter::Labels;
use crate::domain::schedule::{Day, Schedule};
use crate::domain::search::{Answers, Index, Query};
use crate::domain::typos::{Meant, find_forgiving};
use crate::route::Route;
use crate::ui::searching::Searching;
use crate::ui::strings::Strings;
use crate::ui::texts::{Later, Texts, Wait};

/// The data that every part of the page may use.
#[derive(Clone, Copy)]
pub struct Site {
    /// The programme.
    pub conference: &'static Conference,
    /// The path to the site's root: absolute in the browser (`/2026/london/`), relative in prerendered pages (`../`).
    pub root: &'static str,
    /// The guide's full address, with a slash at its end, if it is known.
    pub address: Option<&'static str>,
    /// When the site was built, in seconds since 1970.
    pub made: i64,
    /// Where the texts of the programme are.
    pub texts: Texts,
    /// The programme by days.
    pub schedule: &'static Schedule<'static>,
    searching: Searching,
    labels: &'static OnceLock<Labels<'static>>,
}

impl Site {
    /// A site for a conference, below this root, built at `made`, with its address if that is known. It lives as long
    /// as the page.
    pub fn new(
        conference: &'static Conference,
        texts: Texts,
        root: String,
        address: Option<String>,
        made: i64,
    ) -> Site {
        let schedule = Box::leak(Box::new(Schedule::of(conference)));
        let searching = match texts {
            Texts::Later(later) => later.searching,
            Texts::InTheApp | Texts::Beside => Searching::new(conference, true),
        };
        let labels = Box::leak(Box::default());
        let address = address.map(|address| &*address.leak());
        Site { conference, root: root.leak(), address, made, texts, schedule, searching, labels }
    }

    /// The same site for a page with another path to the root.
    #[cfg(feature = "prerender")]
    pub fn below(self, root: String) -> Site {
        Site { root: root.leak(), ..self }
    }

    /// The programme's days, in order; empty if it has no times.
    pub fn days(self) -> &'static [Day<'static>] {
        self.schedule.days()
    }

    /// Whether the programme is too long for one page: then it is shown day by day, and its cards are brief.
    pub fn is_long(self) -> bool {
        self.conference.sessions.len() > MOST_ON_ONE_PAGE || !matches!(self.texts, Texts::InTheApp)
    }

    /// Whether pages are printed briefly, because there are so many: they leave out what the app adds when it takes
    /// over, and what other pages say too.
    pub fn is_printed_briefly(self) -> bool {
        cfg!(feature = "prerender") && matches!(self.texts, Texts::Beside)
    }

    /// The conference's language, if the interface speaks another one.
    pub fn other_language(self) -> Option<&'static str> {
        Some(&*self.conference.language).filter(|language| !Strings::LANGUAGE.is(language))
    }

    /// A link to a page of this site.
    pub fn href(self, route: &Route) -> String {
        route.href(self.root)
    }

    /// The choices that the filters offer, made on first use.
    pub fn labels(self) -> &'static Labels<'static> {
        self.labels.get_or_init(|| Labels::of(self.conference))
    }

    /// What words find, and what was probably meant by them, if they find little. Tracked: there may be more when the texts
    /// have come.
    pub fn find(self, query: &Query) -> (Answers<'static>, Option<Meant>) {
        // As long as texts are coming, nobody knows whether they have the words.
        let is_whole = self.wait_for_search().is_none();
        let ask = |index: &Index<'static>| match is_whole {
            true => find_forgiving(index, query),
            false => (index.find(query), None),
        };
        self.searching.ask(ask)
    }

    /// Begins to make the search index.
    pub fn begin_search_index(self) {
        self.searching.begin();
    }

    /// Why a search does not find words of abstracts and biographies yet; `None` if it does. Tracked.
    pub fn wait_for_search(self) -> Option<Wait> {
        self.later().filter(|later| !later.is_indexed()).map(Later::wait)
    }

    /// The conference with its texts; without them as long as they have not come. Not tracked.
    pub fn conference_now(self) -> &'static Conference {
        untrack(|| self.later().and_then(Later::whole)).unwrap_or(self.conference)
    }

    /// Whether the texts are there. Tracked.
    pub fn has_texts(self) -> bool {
        self.wait().is_none()
    }

    /// Whether the texts come; `None` if they are there. Tracked.
    pub fn wait(self) -> Option<Wait> {
        self.later().filter(|later| later.whole().is_none()).map(Later::wait)
    }

    /// The texts, if the app fetches them.
    pub fn later(self) -> Option<Later> {
        match self.texts {
            Texts::InTheApp | Texts::Beside => None,
            Texts::Later(later) => Some(later),
        }
    }
}

/// How many sessions at most a page shows with full cards.
const MOST_ON_ONE_PAGE: usize = 60;

/// The site whose page is being rendered.
pub fn use_site() -> Site {
    expect_context()
}
