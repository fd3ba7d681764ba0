//! A programme whose texts are so heavy that they come when the page is already live.

use browser_stories::site::{Fault, Site};
use browser_stories::visitor::Visitor;

/// A word that only the abstract of one session has.
const CODE: &str = "e220a8397b1dcdaf";
const WITH_CODE: &str = "Rebuilding Queues in Public";

#[test]
fn nothing_waits_for_the_texts_and_a_page_shows_its_own_at_once() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.host().fails("texts-", Fault::Held);
    visitor.opens("sessions/session-1/");
    visitor.reads("what it took, what it gave");
    visitor.reads("has looked after");
    visitor.follows(&format!("Previous {WITH_CODE}"));
    visitor.sees_the_heading(WITH_CODE);
    visitor.reads("Rebuilding Queues in Public: what it took, what it gave");
    visitor.host().lets_go();
    visitor.goes_back();
    visitor.reads("what it took, what it gave");
}

#[test]
fn a_search_answers_from_titles_says_that_texts_are_coming_and_completes_itself() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.host().fails("texts-", Fault::Held);
    visitor.opens("");
    visitor.types(CODE);
    visitor.reads("0 of 2000 sessions");
    visitor.reads("Descriptions are still loading");
    visitor.host().lets_go();
    visitor.reads("1 of 2000 sessions");
    visitor.sees_a_session(WITH_CODE);
    visitor.does_not_read("Descriptions are still loading");
    visitor.reads("Slides");
}

#[test]
fn a_search_for_speakers_completes_itself_too() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.host().fails("texts-", Fault::Held);
    visitor.opens("speakers/");
    visitor.types("looked years");
    visitor.reads("No speaker found");
    visitor.host().lets_go();
    visitor.reads("has looked after");
    visitor.does_not_read("No speaker found");
}

#[test]
fn texts_that_cannot_come_are_told_and_can_be_asked_for_again() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.expects_in_the_console("404");
    visitor.host().fails("texts-", Fault::Missing);
    visitor.opens("sessions/session-1/");
    visitor.host().fails("sessions/session-0/", Fault::Missing);
    visitor.follows(&format!("Previous {WITH_CODE}"));
    visitor.sees_the_heading(WITH_CODE);
    visitor.reads("could not be loaded");
    visitor.host().recovers();
    visitor.presses("Try again");
    visitor.reads("Rebuilding Queues in Public: what it took");
    visitor.opens("");
    visitor.types(CODE);
    visitor.reads("1 of 2000 sessions");
}

#[test]
fn a_search_without_the_texts_offers_to_load_them_again() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.expects_in_the_console("404");
    visitor.host().fails("texts-", Fault::Missing);
    visitor.opens("");
    visitor.types(CODE);
    visitor.reads("the descriptions could not be loaded");
    visitor.host().recovers();
    visitor.presses("Try again");
    visitor.reads("1 of 2000 sessions");
}

#[test]
fn a_pick_made_before_the_texts_came_has_the_sessions_other_names_afterwards() {
    let Some([(before, _), _, (after, _)]) = Site::updates() else { return };
    let visitor = Visitor::of(before);
    visitor.host().fails("texts-", Fault::Held);
    visitor.opens("");
    let title = visitor.sessions()[0].clone();
    visitor.adds(&title);
    assert!(!visitor.saved().into_values().any(|saved| saved.contains("guid:")));
    visitor.host().lets_go();
    visitor.has_saved("guid:");
    visitor.host().deploys(after);
    visitor.opens("agenda/");
    visitor.reads(&title);
}

#[test]
fn undo_before_the_texts_have_come_keeps_the_other_names_of_sessions() {
    let Some([(site, _), ..]) = Site::updates() else { return };
    let visitor = Visitor::of(site);
    visitor.opens("");
    let title = visitor.sessions()[0].clone();
    visitor.adds(&title);
    visitor.has_saved("guid:");
    visitor.host().fails("texts-", Fault::Held);
    visitor.opens("agenda/");
    visitor.presses("Clear all");
    visitor.presses("Undo");
    visitor.sees_the_list(&[&title]);
    assert!(visitor.saved().into_values().any(|saved| saved.contains("guid:")));
}

#[test]
fn a_session_that_vanished_is_announced_at_every_visit_until_the_list_of_changes_was_seen() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.opens("");
    visitor.finds_saved("hallway:two-thousand:pick:gone", r#"{ "v": 1, "title": "Gone with the Wind" }"#);
    for _ in 0..2 {
        visitor.reloads();
        visitor.sees_a_notice("in your agenda changed");
    }
    visitor.goes_to_the_agenda();
    visitor.reads("No longer in the programme");
}
