//! The parameters of the query string: the search, the choices, and the view of the programme.
//!
//! The rule of this file: the parameters are part of the site's contract. A link that somebody kept always shows the
//! same, and unknown parameters in it are ignored.

use std::borrow::Cow;

use form_urlencoded::{Serializer, parse};

use crate::domain::filter::{Filter, Group};
use crate::domain::moment::Moment;
use crate::domain::view::View;

/// The parameter of the words of the search.
pub const WORDS: &str = "q";
/// A link to the same page as a table of rooms and times.
pub const AS_A_TABLE: &str = "?view=grid";
/// A link to the same page as a list.
pub const AS_A_LIST: &str = "?view=list";
/// A link to the same page in the attendee's time zone.
pub const IN_MY_TIME: &str = "?zone=mine";
/// A link to the same page in the conference's time zone.
pub const IN_THE_TIME_OF_THE_PLACE: &str = "?zone=place";
/// A link to the same page without past sessions.
pub const WITHOUT_THE_PAST: &str = "?past=hidden";
/// A link to the same page with past sessions.
pub const WITH_THE_PAST: &str = "?past=shown";
/// A link to the same page with past sessions or without them, as is usual for it.
pub const PAST_AS_USUAL: &str = "?past=usual";
/// A link to the same page with all results of a search.
pub const ALL_RESULTS: &str = "?results=all";

/// The parameter of a group of choices. It is repeated for each choice.
pub fn parameter(group: Group) -> &'static str {
    match group {
        Group::Format => "format",
        Group::Topic => "topic",
        Group::Track => "track",
        Group::Room => "room",
        Group::Language => "language",
        Group::Level => "level",
        Group::Tag => "tag",
        Group::Speaker => "speaker",
        Group::Recorded => "recorded",
        Group::Mine => "mine",
    }
}

fn pairs(query: &str) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    parse(query.trim_start_matches('?').as_bytes())
}

/// Parses the search and the choices in a query string, with or without its `?`.
pub fn filter(query: &str) -> Filter {
    let mut filter = Filter::default();
    for (name, value) in pairs(query) {
        if name == WORDS {
            filter.text = value.into_owned();
        } else if let Some(group) = Group::ALL.into_iter().find(|group| parameter(*group) == name) {
            filter.choose(group, &value);
        }
    }
    filter
}

/// Applies a query string, with or without its `?`, to the view from before: parameters that it does not have stay as
/// they were. A value that [`written`] never writes, like that of [`AS_A_LIST`], means the default.
pub fn view(query: &str, before: View) -> View {
    let mut view = before;
    for (name, value) in pairs(query) {
        match name.as_ref() {
            "view" => view.as_table = value == "grid",
            "zone" => view.in_my_time = value == "mine",
            "past" => view.hides_past = ["hidden", "shown"].contains(&&*value).then(|| value == "hidden"),
            "results" => view.shows_all = value == "all",
            "now" => view.now = Moment::parse(&value).ok(),
            _ => {}
        }
    }
    view
}

/// The query string with its `?`; empty if there is no search and no choice, and the view is the default.
pub fn written(filter: &Filter, view: &View) -> String {
    let mut query = Serializer::new(String::new());
    let text = filter.text.trim();
    if !text.is_empty() {
        query.append_pair(WORDS, text);
    }
    for group in Group::ALL {
        for value in filter.chosen(group) {
            query.append_pair(parameter(group), value);
        }
    }
    let set = [
        (view.as_table, "view", "grid"),
        (view.in_my_time, "zone", "mine"),
        (view.hides_past == Some(true), "past", "hidden"),
        (view.hides_past == Some(false), "past", "shown"),
        (view.shows_all, "results", "all"),
    ];
    for (_, name, value) in set.into_iter().filter(|(is_set, ..)| *is_set) {
        query.append_pair(name, value);
    }
    if let Some(now) = view.now {
        query.append_pair("now", &now.to_string());
    }
    match query.finish() {
        query if query.is_empty() => query,
        query => ["?", &query].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn again(query: &str) -> String {
        written(&filter(query), &view(query, View::default()))
    }

    #[test]
    fn a_query_survives_being_read_and_written() {
        for query in [
            "",
            "?view=grid",
            "?zone=mine&past=hidden&results=all",
            "?past=shown",
            "?view=grid&now=2027-03-05T10%3A15%3A00%2B01%3A00",
            "?q=a+b&mine=yes&topic=Rust+%26+C%2B%2B&topic=Web&view=grid",
        ] {
            assert_eq!(again(query), query);
        }
    }

    #[test]
    fn a_link_changes_what_it_names_and_nothing_else() {
        let plain = View::default;
        let (list, past, whole, place) = (
            View { as_table: true, ..plain() },
            View { hides_past: Some(true), ..plain() },
            View { hides_past: Some(false), ..plain() },
            View { in_my_time: true, ..plain() },
        );
        for (link, before, after) in [
            (AS_A_TABLE, plain(), list.clone()),
            (AS_A_LIST, list, plain()),
            (WITHOUT_THE_PAST, plain(), past.clone()),
            (WITH_THE_PAST, past, whole.clone()),
            (PAST_AS_USUAL, whole, plain()),
            (IN_MY_TIME, plain(), place.clone()),
            (IN_THE_TIME_OF_THE_PLACE, place, plain()),
            (ALL_RESULTS, plain(), View { shows_all: true, ..plain() }),
        ] {
            assert_eq!(view(link, before), after, "{link}");
            let before = View { now: Moment::parse("2027-03-05T10:15:00Z").ok(), ..plain() };
            assert_eq!(view(link, before.clone()).now, before.now, "{link}");
        }
    }

    #[test]
    fn unknown_names_and_values_and_repeats_are_passed_over() {
        assert_eq!(again("?utm_source=x&topic=Web&topic=Web&q=a+b&panic="), "?q=a+b&topic=Web");
        assert_eq!(again("?view=upside-down&zone=&now=soon"), "");
    }

    proptest! {
        #[test]
        fn every_filter_survives_the_address(
            text in "\\PC{0,12}", formats in proptest::collection::btree_set("\\PC{1,8}", 0..3),
            speakers in proptest::collection::btree_set("[a-z0-9-]{1,8}", 0..3),
        ) {
            let mut chosen = Filter::default();
            chosen.text = text.trim().to_owned();
            // In the order of the groups, which the address keeps.
            formats.iter().for_each(|format| chosen.choose(Group::Format, format));
            speakers.iter().for_each(|speaker| chosen.choose(Group::Speaker, speaker));
            prop_assert_eq!(filter(&written(&chosen, &View::default())), chosen);
        }
    }
}
