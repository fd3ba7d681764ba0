//! Everything can be done with a keyboard alone, and what has the focus can be seen.

use browser_stories::engine::{Need, Settings, lacks};
use browser_stories::site::Site;
use browser_stories::visitor::{Focused, Key, Visitor};

const PHONE: (u32, u32) = (360, 640);

fn on_a_phone() -> Visitor {
    Visitor::with(Settings { window: PHONE, ..Settings::default() }, Site::everything())
}

fn names(stops: &[Focused]) -> Vec<&str> {
    stops.iter().map(|stop| stop.name.as_str()).collect()
}

#[test]
fn the_tab_key_follows_the_reading_order() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    let stops = visitor.tabs_through_the_page();
    let names = names(&stops);
    assert_eq!(
        names[..10],
        [
            "Skip to content",
            "Programme",
            "Speakers",
            "Rooms",
            "Tracks",
            "My agenda",
            "Aoife Ní Dhálaigh",
            "Søren Blåbjerg",
            "In my time",
            "All days",
        ]
    );
    let place = |name: &str| {
        names.iter().position(|other| *other == name).unwrap_or_else(|| panic!("no stop at {name}"))
    };
    assert!(place("Talk") < place("Welcome"), "filters come before what they filter");
    assert!(place("Welcome") < place("My agenda: Welcome"));
    assert!(place("My agenda: Welcome") < place("Clocks That Disagree Politely"));
    assert!(place("My agenda: Hallway Conversations") < place("Imprint"), "the footer comes last");
    assert_eq!(visitor.sessions().len(), names.iter().filter(|name| name.starts_with("My agenda: ")).count());
}

#[test]
fn the_skip_link_leads_past_the_navigation() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("sessions/clocks/");
    visitor.presses_the_key(Key::Tab);
    visitor.has_the_focus_on("link", "Skip to content");
    visitor.presses_the_key(Key::Enter);
    visitor.presses_the_key(Key::Tab);
    visitor.has_the_focus_on("link", "Systems & Their Keepers");
}

#[test]
fn a_session_is_added_with_the_keyboard() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.tabs_to("button", "My agenda: Night Watch");
    visitor.presses_the_key(Key::Space);
    visitor.sees_that_it_is_in_the_agenda("Night Watch");
    visitor.has_the_focus_on("button", "My agenda: Night Watch");
    visitor.presses_the_key(Key::Enter);
    visitor.sees_that_it_is_not_in_the_agenda("Night Watch");
}

#[test]
fn the_filters_open_and_close_with_the_keyboard() {
    let visitor = on_a_phone();
    visitor.opens("");
    visitor.sees_the_filters(false);
    visitor.tabs_to("button", "Filters");
    visitor.presses_the_key(Key::Enter);
    visitor.sees_the_filters(true);
    visitor.tabs_to("checkbox", "Storage");
    visitor.presses_the_key(Key::Space);
    visitor.sees_chosen(&["Storage"]);
    visitor.presses_the_key(Key::Escape);
    visitor.sees_the_filters(false);
    visitor.has_the_focus_on("button", "Filters");
    visitor.presses_the_key(Key::Space);
    visitor.sees_the_filters(true);
    visitor.tabs_to("button", "Show 2 sessions");
    visitor.presses_the_key(Key::Enter);
    visitor.sees_the_filters(false);
    visitor.has_the_focus_on("button", "Filters");
    visitor.presses_the_key(Key::Enter);
    visitor.sees_the_filters(true);
    visitor.presses_shift_and(Key::Tab);
    visitor.sees_the_filters(true);
    visitor.tabs_to("checkbox", "Talk");
    visitor.leaves_the_filters_with_tab();
    visitor.sees_the_filters(false);
}

#[test]
fn the_filters_close_only_when_expected() {
    // So tall that the filters leave their button uncovered.
    let visitor = Visitor::with(Settings { window: (500, 2000), ..Settings::default() }, Site::everything());
    visitor.opens("");
    visitor.presses("Filters");
    visitor.sees_the_filters(true);
    visitor.chooses("Storage");
    visitor.taps_words_in_the_filters();
    visitor.sees_the_filters(true);
    visitor.presses_the_key(Key::Escape);
    visitor.sees_the_filters(false);
    visitor.presses("Filters");
    visitor.sees_the_filters(true);
    visitor.presses("Clear filters");
    visitor.sees_chosen(&[]);
    visitor.has_the_focus_in_the_filters();
    visitor.presses_the_key(Key::Escape);
    visitor.sees_the_filters(false);
    visitor.presses("Filters");
    visitor.sees_the_filters(true);
    visitor.chooses("Storage");
    visitor.presses("Filters");
    visitor.sees_the_filters(false);
    visitor.presses("Filters");
    visitor.sees_the_filters(true);
    visitor.taps_beside_the_filters();
    visitor.sees_the_filters(false);
    visitor.sees_the_count(0);
}

#[test]
fn what_goes_away_leaves_the_focus_nearby() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("?q=nosuchword");
    visitor.follows("Show the whole programme");
    visitor.has_the_focus_on_the_heading("The Everything Conference");
    visitor.adds("Welcome");
    visitor.goes_to_the_agenda();
    visitor.presses("Clear all");
    visitor.presses("Undo");
    visitor.has_the_focus_on_the_heading("My agenda");
}

#[test]
fn on_a_phone_nothing_covers_what_has_the_focus() {
    if lacks(Need::ActiveWindow) {
        return;
    }
    let in_part = lacks(Need::AllOfTheFocused);
    let visitor = on_a_phone();
    visitor.opens("");
    for title in ["Welcome", "Night Watch", "Open Lab"] {
        visitor.adds(title);
    }
    for page in ["", "sessions/four-voices/", "speakers/", "speakers/mo/", "agenda/", "?q=nosuchword"] {
        visitor.opens(page);
        let stops = visitor.tabs_through_the_page();
        assert!(stops.len() > 8, "{page:?} has only {} stops", stops.len());
        let is_covered = |stop: &Focused| stop.covered_by.is_some() && !(in_part && stop.in_part);
        let covered: Vec<Focused> = stops.into_iter().filter(is_covered).collect();
        assert!(covered.is_empty(), "{page:?}: something lies over\n{covered:#?}");
    }
}
