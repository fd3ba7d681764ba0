//! Attendees add sessions to their agenda and remove them, and the browser keeps the agenda.

use browser_stories::engine::{Need, lacks};
use browser_stories::site::Site;
use browser_stories::visitor::Visitor;

const CLOCKS: &str = "Clocks That Disagree Politely";
const FOUR_VOICES: &str = "Four Voices, One Outage";

#[test]
fn sessions_are_added_wherever_they_are_shown() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    for card in visitor.cards() {
        assert!(!card.in_agenda, "nothing was picked yet, but {} is", card.title);
    }
    visitor.adds("Night Watch");
    visitor.sees_the_count(1);
    visitor.follows(CLOCKS);
    visitor.sees_the_heading(CLOCKS);
    visitor.sees_the_count(1);
    visitor.adds(CLOCKS);
    visitor.opens("speakers/mo/");
    visitor.sees_that_it_is_in_the_agenda("Night Watch");
    visitor.adds(FOUR_VOICES);
    visitor.sees_in_the_agenda(&[CLOCKS, FOUR_VOICES, "Night Watch"]);
}

#[test]
fn the_count_is_the_same_on_every_page() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("sessions/welcome/");
    visitor.adds("Welcome");
    visitor.opens("");
    visitor.adds("Open Lab");
    for page in ["", "sessions/clocks/", "speakers/", "speakers/mo/", "agenda/"] {
        visitor.opens(page);
        visitor.sees_the_count(2);
    }
}

#[test]
fn a_session_is_taken_out_where_it_was_added() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.adds("Welcome");
    visitor.adds("Open Lab");
    visitor.takes_out("Welcome");
    visitor.sees_the_count(1);
    visitor.reloads();
    visitor.sees_that_it_is_not_in_the_agenda("Welcome");
    visitor.sees_in_the_agenda(&["Open Lab"]);
}

#[test]
fn an_agenda_is_there_again_when_the_browser_was_closed() {
    if lacks(Need::KeptProfile) {
        return;
    }
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.adds("Night Watch");
    visitor.adds(CLOCKS);
    visitor.closes_and_reopens_the_browser();
    visitor.opens("agenda/");
    visitor.sees_the_list(&[CLOCKS, "Night Watch"]);
    visitor.sees_the_count(2);
}

#[test]
fn an_agenda_is_nobody_elses() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.adds("Night Watch");
    let friend = visitor.friend();
    friend.opens("agenda/");
    friend.sees_the_list(&[]);
    friend.reads("Nothing here yet");
    friend.follows("Browse the programme");
    friend.sees_the_heading("The Everything Conference");
}

#[test]
fn what_was_removed_can_be_put_back_at_its_place() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    for title in ["Welcome", CLOCKS, "Night Watch"] {
        visitor.adds(title);
    }
    visitor.goes_to_the_agenda();
    visitor.removes(CLOCKS);
    visitor.sees_the_lines(&["Welcome", &format!("Removed: {CLOCKS}"), "Night Watch"]);
    visitor.sees_the_count(2);
    visitor.has_the_focus_on("button", &format!("Undo: {CLOCKS}"));
    visitor.removes("Night Watch");
    visitor.has_the_focus_on("button", "Undo: Night Watch");
    visitor.presses("Undo: Night Watch");
    visitor.has_the_focus_on("button", "My agenda: Night Watch");
    visitor.removes("Welcome");
    visitor.has_the_focus_on("button", "Undo: Welcome");
    visitor.presses(&format!("Undo: {CLOCKS}"));
    visitor.sees_the_lines(&["Removed: Welcome", CLOCKS, "Night Watch"]);
    visitor.presses("Undo: Welcome");
    visitor.sees_the_lines(&["Welcome", CLOCKS, "Night Watch"]);
    visitor.reloads();
    visitor.sees_the_list(&["Welcome", CLOCKS, "Night Watch"]);
}

#[test]
fn the_focus_follows_the_only_session_out_and_in() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.adds(CLOCKS);
    visitor.goes_to_the_agenda();
    visitor.removes(CLOCKS);
    visitor.has_the_focus_on("button", &format!("Undo: {CLOCKS}"));
    visitor.presses(&format!("Undo: {CLOCKS}"));
    visitor.has_the_focus_on("button", &format!("My agenda: {CLOCKS}"));
}

#[test]
fn what_was_taken_out_elsewhere_leaves_no_trace() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.adds("Welcome");
    visitor.takes_out("Welcome");
    visitor.adds(CLOCKS);
    visitor.goes_to_the_agenda();
    visitor.sees_the_lines(&[CLOCKS]);
}

#[test]
fn what_was_removed_is_gone_when_the_page_is_left() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.adds("Welcome");
    visitor.adds(CLOCKS);
    visitor.goes_to_the_agenda();
    visitor.removes(CLOCKS);
    visitor.goes_by_navigation_to("Speakers");
    visitor.sees_the_heading("Speakers");
    visitor.goes_to_the_agenda();
    visitor.sees_the_lines(&["Welcome"]);
}

#[test]
fn a_cleared_agenda_can_be_put_back() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.adds("Welcome");
    visitor.adds(CLOCKS);
    visitor.goes_to_the_agenda();
    visitor.presses("Clear all");
    visitor.sees_a_notice("Your agenda was cleared (2 sessions).");
    visitor.has_in_sight("Undo");
    visitor.sees_the_list(&[]);
    visitor.sees_the_count(0);
    visitor.presses("Undo");
    visitor.sees_the_list(&["Welcome", CLOCKS]);
    visitor.sees_no_notice();
    visitor.presses("Clear all");
    visitor.sees_the_list(&[]);
    visitor.reloads();
    visitor.sees_the_list(&[]);
    visitor.reads("Nothing here yet");
}
