//! Hiding sessions, rooms and tracks that one is not interested in, and bringing them back.

use browser_stories::site::Site;
use browser_stories::visitor::Visitor;

const CLOCKS: &str = "Clocks That Disagree Politely";
const QUIET_DATABASE: &str = "静かなデータベースの作り方";

#[test]
fn a_hidden_session_is_left_out_until_it_is_shown_again() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("sessions/night-watch/");
    visitor.presses("Hide this session");
    visitor.has_the_focus_on("button", "Hidden: show this session again");
    visitor.opens("");
    visitor.reads("13 of 14 sessions");
    visitor.does_not_see_the_session("Night Watch");
    visitor.presses("Show again: Night Watch");
    visitor.sees_a_session("Night Watch");
    visitor.reads("14 sessions");
    visitor.reloads();
    visitor.sees_a_session("Night Watch");
}

#[test]
fn a_hidden_room_is_missing_in_list_table_and_search_but_not_in_the_agenda() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.adds("Night Watch");
    visitor.opens("rooms/lab/");
    visitor.presses("Hide this room");
    visitor.goes_by_navigation_to("Programme");
    // What was chosen stays to be seen.
    visitor.sees_a_session("Night Watch");
    visitor.does_not_see_the_session("Open Lab");
    visitor.searches("open lab");
    visitor.reads("No session found");
    visitor.follows("Hidden: 1");
    visitor.has_in_sight("Show again");
    visitor.opens("days/2027-03-28/?view=grid");
    visitor.sees_the_rooms(&["Great Hall", "The Loft"]);
    visitor.sees_in_the_agenda(&["Night Watch"]);
}

#[test]
fn what_is_hidden_stays_hidden_and_other_tabs_follow() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    let first = visitor.tab();
    visitor.opens_in_a_new_tab("tracks/systems/");
    visitor.presses("Hide this track");
    visitor.turns_to(&first);
    visitor.reads("12 of 14 sessions");
    visitor.does_not_see_the_session(CLOCKS);
    visitor.does_not_see_the_session(QUIET_DATABASE);
    visitor.closes_and_reopens_the_browser();
    visitor.opens("");
    visitor.reads("12 of 14 sessions");
    visitor.presses("Show again: Systems & Their Keepers");
    visitor.sees_a_session(CLOCKS);
    visitor.finds_it_accessible();
}
