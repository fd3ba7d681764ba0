//! The browser's storage is blocked, full, or holds what this build cannot read.

use browser_stories::engine::Settings;
use browser_stories::site::Site;
use browser_stories::visitor::{COUNTED_READS, Visitor};

const BLOCKED: &str = "This browser does not let the guide save anything.";
const FULL: &str = "The browser's storage is full";

/// Without storage, the guide still does everything for as long as its tab is open.
fn lives_without_storage(visitor: &Visitor) {
    visitor.opens("");
    visitor.sees_a_notice(BLOCKED);
    visitor.adds("Night Watch");
    visitor.types("umbrellas");
    visitor.sees_sessions(&["Coffee, and a Table for Lost Umbrellas"]);
    visitor.adds("Coffee, and a Table for Lost Umbrellas");
    visitor.sees_the_count(2);
    visitor.sees_in_the_agenda(&["Coffee, and a Table for Lost Umbrellas", "Night Watch"]);
    visitor.sees_a_notice(BLOCKED);
    visitor.removes("Night Watch");
    visitor.presses("Undo: Night Watch");
    visitor.sees_the_list(&["Coffee, and a Table for Lost Umbrellas", "Night Watch"]);
    visitor.chooses_the_appearance("Dark");
    assert_eq!(visitor.appearance().as_deref(), Some("dark"));
    let file = visitor.saves_to_a_file();
    visitor.reloads();
    visitor.sees_a_notice(BLOCKED);
    visitor.sees_the_list(&[]);
    visitor.loads(&file);
    visitor.sees_the_list(&["Coffee, and a Table for Lost Umbrellas", "Night Watch"]);
}

#[test]
fn with_blocked_storage_everything_works_but_nothing_is_kept() {
    let blocked = Settings { site_data: false, ..Settings::default() };
    lives_without_storage(&Visitor::with(blocked, Site::everything()));
}

#[test]
fn without_storage_everything_works_but_nothing_is_kept() {
    let null = "Object.defineProperty(window, 'localStorage', { get: () => null })";
    let missing = Settings { before_pages: Some(null.to_owned()), ..Settings::default() };
    lives_without_storage(&Visitor::with(missing, Site::everything()));
}

#[test]
fn full_storage_leaves_the_old_agenda_alone_and_is_tried_again() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.adds("Welcome");
    let before = visitor.saved();
    visitor.fills_the_storage();
    visitor.adds("Night Watch");
    visitor.sees_a_notice(FULL);
    visitor.sees_the_count(2);
    let mut after = visitor.saved();
    after.remove("filling");
    assert_eq!(after, before);
    visitor.frees_the_storage();
    visitor.presses("Try again");
    visitor.sees_no_notice();
    visitor.reloads();
    visitor.sees_in_the_agenda(&["Welcome", "Night Watch"]);
}

#[test]
fn in_full_storage_a_session_can_still_be_taken_out() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.adds("Welcome");
    visitor.adds("Night Watch");
    visitor.fills_the_storage();
    visitor.takes_out("Welcome");
    visitor.sees_no_notice();
    visitor.reloads();
    visitor.sees_in_the_agenda(&["Night Watch"]);
}

#[test]
fn a_false_alarm_of_full_storage_is_not_even_noticed() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.has_writes_refused(5);
    visitor.adds("Night Watch");
    visitor.sees_a_saved_pick("hallway:everything:pick:night-watch", "Night Watch");
    visitor.has_seen_writes_refused(5);
    visitor.sees_no_notice();
    visitor.reloads();
    visitor.sees_that_it_is_in_the_agenda("Night Watch");
}

#[test]
fn unreadable_entries_are_reported_and_left_alone() {
    const KEY: &str = "hallway:everything:pick:night-watch";
    for (text, words) in [
        ("{ this is no pick", "1 saved entry of your agenda could not be read"),
        (
            r#"{"v":2,"title":"Night Watch","room":"lab"}"#,
            "1 saved entry of your agenda can only be read by a newer version",
        ),
    ] {
        let visitor = Visitor::of(Site::everything());
        visitor.opens("");
        visitor.adds("Welcome");
        visitor.finds_saved(KEY, text);
        visitor.reloads();
        visitor.sees_a_notice(words);
        visitor.sees_that_it_is_in_the_agenda("Welcome");
        visitor.adds("Night Watch");
        visitor.sees_a_saved_pick("hallway:everything:pick-again:night-watch", "Night Watch");
        visitor.sees_saved(KEY, text);
        visitor.reloads();
        visitor.sees_in_the_agenda(&["Welcome", "Night Watch"]);
        visitor.removes("Night Watch");
        visitor.reloads();
        visitor.sees_the_list(&["Welcome"]);
        visitor.sees_saved(KEY, text);
    }
}

#[test]
fn a_pick_whose_two_keys_are_taken_is_reported_as_not_saved() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.finds_saved("hallway:everything:pick:night-watch", "{");
    visitor.finds_saved("hallway:everything:pick-again:night-watch", "{");
    visitor.adds("Night Watch");
    visitor.sees_a_notice("Your last change cannot be saved");
    visitor.sees_that_it_is_in_the_agenda("Night Watch");
}

#[test]
fn keys_of_other_scripts_are_not_read_as_picks() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.finds_saved("hallway:elsewhere:pick:welcome", r#"{"v":1,"title":"Welcome"}"#);
    visitor.finds_saved("somebody-elses", "{");
    visitor.finds_saved("hallway:theme", "{");
    visitor.adds("Night Watch");
    visitor.reloads();
    visitor.sees_no_notice();
    visitor.sees_in_the_agenda(&["Night Watch"]);
    visitor.presses("Clear all");
    visitor.sees_the_list(&[]);
    visitor.sees_saved("hallway:elsewhere:pick:welcome", r#"{"v":1,"title":"Welcome"}"#);
    visitor.sees_saved("somebody-elses", "{");
}

#[test]
fn fifty_thousand_saved_entries_do_not_keep_the_app_from_starting_and_can_be_cleared() {
    let settings = Settings { before_pages: Some(COUNTED_READS.to_owned()), ..Settings::default() };
    let visitor = Visitor::with(settings, Site::everything());
    visitor.opens("");
    visitor.adds("Welcome");
    visitor.finds_strays_saved("everything", 50_000);
    visitor.reloads();
    visitor
        .sees_a_notice("This browser holds 50000 saved entries for sessions that are not in this programme");
    visitor.sees_the_count(1);
    let read = visitor.entries_read();
    assert!(read < 1_000, "the start read {read} entries one by one");
    visitor.adds("Night Watch");
    visitor.presses("Clear them");
    visitor.sees_no_notice();
    let kept: Vec<String> = visitor.saved().into_keys().filter(|key| key.contains(":pick:")).collect();
    assert_eq!(kept, ["hallway:everything:pick:night-watch", "hallway:everything:pick:welcome"]);
    visitor.reloads();
    visitor.sees_the_count(2);
    visitor.sees_no_notice();
}

#[test]
fn entries_that_are_too_many_to_read_are_not_read_from_another_tab_either() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.finds_strays_saved("everything", 4_000);
    visitor.reloads();
    visitor
        .sees_a_notice("This browser holds 4000 saved entries for sessions that are not in this programme");
    let first = visitor.tab();
    visitor.opens_in_a_new_tab("");
    visitor.finds_saved("hallway:everything:pick:one-more-stray", r#"{"v":1,"title":"Stray"}"#);
    visitor.adds("Welcome");
    visitor.turns_to(&first);
    visitor.sees_that_it_is_in_the_agenda("Welcome");
    visitor.sees_the_count(1);
}
