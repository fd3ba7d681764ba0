//! Attendees save an agenda to a file, load it from a file, and copy it as text.

use browser_stories::engine::Settings;
use browser_stories::site::Site;
use browser_stories::visitor::{BEFORE_A_MINUTE, Visitor};

const CLOCKS: &str = "Clocks That Disagree Politely";

fn with_picks(titles: &[&str]) -> Visitor {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    for title in titles {
        visitor.adds(title);
    }
    visitor.goes_to_the_agenda();
    visitor
}

#[test]
fn a_saved_agenda_is_merged_into_another() {
    let visitor = with_picks(&["Welcome", CLOCKS, "Night Watch"]);
    let file = visitor.saves_to_a_file();
    let friend = visitor.friend();
    friend.opens("");
    friend.adds("Open Lab");
    friend.adds("Welcome");
    friend.goes_to_the_agenda();
    friend.loads(&file);
    friend.sees_a_notice("Loaded: 2 new. 1 session you already had.");
    friend.sees_the_list(&["Welcome", CLOCKS, "Night Watch", "Open Lab"]);
    friend.loads(&file);
    friend.sees_a_notice("Loaded: nothing new. 3 sessions you already had.");
    friend.reloads();
    friend.sees_the_list(&["Welcome", CLOCKS, "Night Watch", "Open Lab"]);
}

#[test]
fn a_file_that_is_no_agenda_of_this_conference_changes_nothing() {
    let visitor = with_picks(&["Welcome"]);
    let before = visitor.saved();
    for (text, words) in [
        ("a shopping list", "That file is not an agenda saved by this guide."),
        ("", "That file is not an agenda saved by this guide."),
        (
            r#"{"v":1,"conference":"elsewhere","name":"Another One","sessions":[{"id":"clocks","title":"Clocks"}]}"#,
            "That file is an agenda for “Another One”, not for this guide.",
        ),
        (r#"{"v":9,"picks":[]}"#, "That file was saved by a newer version of this guide."),
    ] {
        visitor.loads_text(text);
        visitor.sees_a_notice(words);
        visitor.sees_a_notice("Nothing was changed.");
        visitor.presses("Dismiss");
        visitor.sees_no_notice();
    }
    visitor.sees_the_list(&["Welcome"]);
    assert_eq!(visitor.saved(), before);
}

#[test]
fn of_a_file_with_bad_entries_the_good_ones_are_loaded_and_the_others_counted() {
    let visitor = with_picks(&["Welcome"]);
    visitor.loads_text(
        r#"{"v":1,"conference":"everything","name":"E","sessions":[{"id":"clocks","title":"Clocks"},{"id":"coffee"},
            {"id":"night-watch","title":"Night"}]}"#,
    );
    visitor.sees_a_notice("Loaded: 2 new. 1 entry could not be read.");
    visitor.sees_the_list(&["Welcome", CLOCKS, "Night Watch"]);
}

#[test]
fn a_saved_file_is_held_for_a_minute_because_webkit_reads_it_after_the_click() {
    let settings = Settings { before_pages: Some(BEFORE_A_MINUTE.to_owned()), ..Settings::default() };
    let visitor = Visitor::with(settings, Site::everything());
    visitor.opens("");
    visitor.adds("Welcome");
    visitor.goes_to_the_agenda();
    visitor.saves_to_a_file();
    assert!(visitor.still_holds_the_file(), "it is gone before WebKit has read it");
    visitor.lets_the_minute_pass();
    assert!(!visitor.still_holds_the_file(), "it is held until the page is closed");
}

#[test]
fn a_file_of_100_000_sessions_fills_no_storage() {
    let visitor = with_picks(&["Welcome"]);
    let sessions: Vec<String> = (0..100_000)
        .map(|at| format!(r#"{{"id":"unknown-{at:06}","title":"Session {at} of elsewhere"}}"#))
        .collect();
    let sessions = sessions.join(",");
    visitor.loads_text(&format!(r#"{{"v":1,"conference":"everything","name":"E","sessions":[{sessions}]}}"#));
    visitor.sees_a_notice(
        "Loaded: 2999 new. 2999 are no longer in the programme; their titles are kept. 97001 sessions did not fit: an agenda holds at \
         most 3000.",
    );
    visitor.sees_the_count(3_000);
    visitor.reloads();
    visitor.sees_the_count(3_000);
    visitor.goes_by_navigation_to("Programme");
    visitor.adds("Night Watch");
    visitor.sees_no_notice();
}

#[test]
fn an_agenda_is_copied_as_text() {
    let visitor = with_picks(&["Welcome", "Night Watch"]);
    visitor.lets_the_page_copy(true);
    visitor.presses("Copy as text");
    visitor.sees_a_notice("Your agenda is copied.");
    is_the_agenda_as_text(&visitor, &visitor.clipboard());
}

#[test]
fn where_the_page_may_not_copy_the_text_is_offered() {
    let visitor = with_picks(&["Welcome", "Night Watch"]);
    visitor.lets_the_page_copy(false);
    visitor.presses("Copy as text");
    visitor.sees_a_notice("This browser does not let the page copy.");
    is_the_agenda_as_text(&visitor, &visitor.text_to_copy_by_hand());
}

fn is_the_agenda_as_text(visitor: &Visitor, text: &str) {
    let night_watch = visitor.address("sessions/night-watch/");
    for part in [
        "The Everything Conference",
        "Saturday 27 March\n\nWelcome\n09:00–09:30, Great Hall",
        "Night Watch\n",
        &night_watch,
    ] {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
    assert!(text.find("Welcome") < text.find("Night Watch"), "not as the programme runs:\n{text}");
}
