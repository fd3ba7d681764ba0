//! The guide is deployed anew while people use it.

use browser_stories::site::{Fault, Site};
use browser_stories::visitor::Visitor;

const BEFORE: [&str; 5] = [
    "Welcome",
    "Clocks That Disagree Politely",
    "Four Voices, One Outage",
    "A Talk That Will Be Withdrawn",
    "Night Watch",
];

const OUTDATED: &str = "This page is older than the one you saw last";

fn with_an_agenda() -> Visitor {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    for title in BEFORE {
        visitor.adds(title);
    }
    visitor
}

#[test]
fn an_agenda_follows_the_programme() {
    let visitor = with_an_agenda();
    visitor.host().deploys(Site::everything_next());
    visitor.opens("agenda/");
    // Clocks and voices changed their titles, all changed their places, and one talk was withdrawn.
    let after = visitor.agenda();
    for title in
        ["Welcome", "Clocks That Disagree Loudly", "Four Voices, One Outage, No Cable", "Night Watch"]
    {
        assert!(after.contains(&title.to_owned()), "{title} is missing: {after:?}");
    }
    assert_eq!(after.last().map(String::as_str), Some("A Talk That Will Be Withdrawn"));
    assert_eq!(after.len(), BEFORE.len());
    visitor.reads("No longer in the programme");
    visitor.sees_the_count(BEFORE.len());
}

#[test]
fn a_withdrawn_session_can_be_removed_and_put_back() {
    let visitor = with_an_agenda();
    visitor.host().deploys(Site::everything_next());
    visitor.opens("agenda/");
    visitor.presses("Remove: A Talk That Will Be Withdrawn");
    visitor.sees_a_notice("Removed: A Talk That Will Be Withdrawn");
    visitor.presses("Undo: A Talk That Will Be Withdrawn");
    visitor.reads("No longer in the programme");
    visitor.presses("Remove: A Talk That Will Be Withdrawn");
    visitor.reloads();
    visitor.does_not_read("A Talk That Will Be Withdrawn");
}

#[test]
fn a_withdrawn_session_that_returns_is_still_in_the_agenda() {
    let visitor = with_an_agenda();
    visitor.host().deploys(Site::everything_next());
    visitor.opens("agenda/");
    visitor.reads("No longer in the programme");
    visitor.host().deploys(Site::everything());
    visitor.opens("agenda/");
    visitor.sees_the_list(&BEFORE);
    visitor.does_not_read("No longer in the programme");
}

#[test]
fn a_page_from_the_cache_whose_files_are_gone_is_loaded_anew_once() {
    let visitor = Visitor::of(Site::everything());
    visitor.expects_in_the_console("404");
    visitor.host().fails("speakers/", Fault::Header("cache-control", "max-age=3600"));
    visitor.opens("speakers/");
    visitor.host().deploys(Site::everything_next());
    assert_eq!(visitor.host().requests_for("speakers/"), 1);
    visitor.opens_in_a_new_tab("speakers/");
    visitor.sees_the_heading("Speakers");
    assert_eq!(
        visitor.host().requests_for("speakers/"),
        2,
        "once from the host, once from the cache, once anew"
    );
}

#[test]
fn a_page_whose_files_stay_gone_is_not_loaded_again_and_again() {
    let visitor = Visitor::of(Site::everything_next());
    visitor.expects_in_the_console("404");
    visitor.host().fails("speakers/", Fault::Old(Site::everything()));
    visitor.goes_to("speakers/");
    visitor.is_told_that_the_app_failed("missing");
    assert_eq!(visitor.host().requests_for("speakers/"), 2);
    visitor.host().recovers();
    visitor.presses("Try again");
    visitor.waits_for_the_app();
}

#[test]
fn an_older_page_from_a_cache_says_so_and_changes_nothing() {
    let visitor = with_an_agenda();
    visitor.host().deploys(Site::everything_next());
    visitor.opens("agenda/");
    visitor.reads("What changed");
    visitor.presses("Mark all as read");
    visitor.does_not_read("What changed");
    visitor.opens("");
    visitor.adds("A Late Arrival");
    let before = visitor.saved();
    // A cache on the way still has the page of the deployment before, and its files.
    visitor.host().fails("", Fault::Old(Site::everything()));
    visitor.opens("agenda/");
    visitor.sees_a_notice(OUTDATED);
    visitor.sees_the_count(BEFORE.len() + 1);
    visitor.does_not_read("What changed");
    visitor.does_not_read("in your agenda changed");
    // A session that only the newer page knows is not called withdrawn.
    visitor.reads("Not on this older page");
    visitor.does_not_read("No longer in the programme");
    // Nor is it in a copy, and no calendar is told that it was cancelled.
    visitor.lets_the_page_copy(false);
    visitor.presses("Copy as text");
    let copy = visitor.text_to_copy_by_hand();
    assert!(
        copy.contains("Not on this older page") && !copy.contains("No longer in the programme"),
        "{copy}"
    );
    visitor.cannot_press("Save for your calendar");
    assert_eq!(visitor.saved(), before);
    visitor.host().recovers();
    visitor.presses("Reload");
    visitor.waits_for_the_app();
    visitor.does_not_read(OUTDATED);
    visitor.does_not_read("What changed");
    assert_eq!(visitor.saved(), before);
}

#[test]
fn picks_made_on_an_older_page_are_shown_as_changed_on_the_newer_one() {
    let visitor = Visitor::of(Site::everything());
    visitor.host().deploys(Site::everything_next());
    visitor.opens("");
    visitor.host().fails("", Fault::Old(Site::everything()));
    visitor.opens("");
    visitor.sees_a_notice(OUTDATED);
    visitor.adds("Clocks That Disagree Politely");
    visitor.host().recovers();
    visitor.opens("agenda/");
    visitor.does_not_read(OUTDATED);
    visitor.reads("Now called “Clocks That Disagree Loudly”");
}

#[test]
fn a_tab_that_stays_open_learns_that_another_one_shows_a_newer_page() {
    let visitor = with_an_agenda();
    let older = visitor.tab();
    visitor.host().deploys(Site::everything_next());
    visitor.opens_in_a_new_tab("");
    visitor.sees_a_notice("in your agenda changed");
    visitor.turns_to(&older);
    visitor.sees_a_notice(OUTDATED);
}
