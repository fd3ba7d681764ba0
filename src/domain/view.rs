//! How the programme is shown: as a list or a table, in which time zone, with or without past sessions. It is written
//! in the address beside the filter, under the names `view`, `zone`, `past`, `results` and `now`, which must not
//! change, because people share links.

use super::moment::Moment;

/// How the programme is shown. Links keep it from page to page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// As a table of rooms and times (`view=grid`), not as a list.
    pub as_table: bool,
    /// In the reader's time zone (`zone=mine`), not in that of the venue.
    pub in_my_time: bool,
    /// Without past sessions (`past=hidden`).
    pub hides_past: bool,
    /// With all results of a search (`results=all`), not only the best.
    pub shows_all: bool,
    /// As if it were this moment (`now=2027-03-05T10:15:00Z`), for trying things out.
    pub now: Option<Moment>,
}

impl View {
    /// Reads a query string, with or without its `?`. Everything else in it is ignored.
    pub fn from_query(query: &str) -> View {
        View::default().and(query)
    }

    /// This view, changed by a query string; settings that it does not name stay. Any other value than those above sets
    /// the default, like `view=list`.
    pub fn and(mut self, query: &str) -> View {
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            match name.as_ref() {
                "view" => self.as_table = value == "grid",
                "zone" => self.in_my_time = value == "mine",
                "past" => self.hides_past = value == "hidden",
                "results" => self.shows_all = value == "all",
                "now" => self.now = Moment::parse(&value).ok(),
                _ => {}
            }
        }
        self
    }

    /// The query string with its `?`; empty if all settings have their defaults.
    pub fn to_query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let set = [
            (self.as_table, "view", "grid"),
            (self.in_my_time, "zone", "mine"),
            (self.hides_past, "past", "hidden"),
            (self.shows_all, "results", "all"),
        ];
        for (_, name, value) in set.into_iter().filter(|(is_set, ..)| *is_set) {
            query.append_pair(name, value);
        }
        if let Some(now) = self.now {
            query.append_pair("now", &now.to_string());
        }
        match query.finish() {
            query if query.is_empty() => query,
            query => ["?", &query].concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_survives_the_address() {
        for query in [
            "",
            "?view=grid",
            "?zone=mine&past=hidden&results=all",
            "?view=grid&now=2027-03-05T10%3A15%3A00%2B01%3A00",
        ] {
            assert_eq!(View::from_query(query).to_query(), query);
        }
    }

    #[test]
    fn a_link_changes_only_the_settings_that_it_names() {
        let view = View::from_query("?view=grid&zone=mine");
        assert_eq!(view.clone().and("?past=hidden").to_query(), "?view=grid&zone=mine&past=hidden");
        assert_eq!(view.and("?view=list").to_query(), "?zone=mine");
    }

    #[test]
    fn unknown_parameters_are_ignored() {
        assert_eq!(View::from_query("?view=upside-down&zone=&now=soon&q=now"), View::default());
    }
}
