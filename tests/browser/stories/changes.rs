//! The programme changes after somebody chose from it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use browser_stories::engine::Settings;
use browser_stories::site::Site;
use browser_stories::visitor::Visitor;
use serde_json::{Value, json};

const CLOCKS: &str = "Clocks That Disagree Politely";
const LOUDLY: &str = "Clocks That Disagree Loudly";
const QUIET: &str = "静かなデータベースの作り方";
const SLOWLY: &str = "לבנות לאט, לפרק מהר";
const VANISHES: &str = "A Talk That Will Be Withdrawn";
const ESCAPING: &str = "Escaping <script>alert(1)</script> & \"quotes\" </title>";
const CENTRE: &str = "Notes From a Very Small Data Centre";
const NOTICE: &str = "in your agenda changed.";

fn after_the_update(titles: &[&str]) -> Visitor {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    for title in titles {
        visitor.adds(title);
    }
    visitor.host().deploys(Site::everything_next());
    visitor
}

#[test]
fn what_changed_is_noticed_on_every_page_until_it_was_looked_at() {
    let visitor = after_the_update(&["Welcome", CLOCKS, QUIET, VANISHES]);
    visitor.opens("speakers/");
    visitor.sees_a_notice("3 sessions in your agenda changed.");
    visitor.follows("See what changed");
    visitor.sees_the_heading("My agenda");
    visitor.sees_changes_of(LOUDLY, &[&format!("Now called “{LOUDLY}” (before: {CLOCKS})")]);
    visitor.sees_changes_of(
        QUIET,
        &[
            "Now Sat 27 Mar, 15:30–16:15 (before: Sat 27 Mar, 15:00–15:45)",
            "Now in Lab <ground floor> (before: Great Hall)",
        ],
    );
    // Both are by the same speaker.
    let asked =
        ["Is this the same session? A Late Arrival", &format!("Is this the same session? {ESCAPING}")];
    visitor.sees_changes_of(VANISHES, &["It is no longer in the programme.", asked[0], asked[1]]);
    for other in ["A Late Arrival", ESCAPING] {
        visitor.presses(&format!("No: {other}"));
    }
    visitor.sees_changes_of(VANISHES, &["It is no longer in the programme.", "In its place: A Late Arrival"]);
    visitor.goes_by_navigation_to("Speakers");
    visitor.sees_the_heading("Speakers");
    visitor.does_not_read(NOTICE);
    visitor.reloads();
    visitor.does_not_read(NOTICE);
    // The list stays until it is marked as read.
    visitor.goes_to_the_agenda();
    visitor.presses(&format!("Mark as read: {LOUDLY}"));
    visitor.sees_changes_of(LOUDLY, &[]);
    visitor.reloads();
    visitor.reads("What changed");
    visitor.sees_changes_of(LOUDLY, &[]);
    visitor.presses("Mark all as read");
    visitor.does_not_read("What changed");
    visitor.reloads();
    visitor.sees_the_list(&["Welcome", LOUDLY, QUIET, VANISHES]);
    visitor.does_not_read("What changed");
}

#[test]
fn sessions_that_come_back_or_take_place_after_all_are_shown() {
    let visitor = after_the_update(&[CENTRE, VANISHES]);
    visitor.opens("agenda/");
    visitor.sees_changes_of(CENTRE, &["It takes place after all."]);
    visitor.presses("Mark all as read");
    visitor.host().deploys(Site::everything());
    visitor.opens("");
    visitor.sees_a_notice("2 sessions in your agenda changed.");
    visitor.opens("agenda/");
    visitor.sees_changes_of(VANISHES, &["It is in the programme again."]);
    visitor.sees_changes_of(CENTRE, &["It was cancelled."]);
    visitor.sees_the_list(&[VANISHES, CENTRE]);
}

#[test]
fn a_session_whose_id_changed_is_found_again() {
    let visitor = after_the_update(&[SLOWLY]);
    visitor.opens("agenda/");
    visitor.sees_the_list(&[SLOWLY]);
    visitor.does_not_read("What changed");
    visitor.does_not_read("No longer in the programme");
    visitor.sees_the_count(1);
    let saved: Vec<String> = visitor.saved().into_keys().filter(|key| key.contains(":pick:")).collect();
    assert_eq!(saved, ["hallway:everything:pick:build-slower"]);
}

#[test]
fn who_may_have_a_session_under_another_id_is_asked_and_has_it_once() {
    let visitor = after_the_update(&[ESCAPING]);
    visitor.opens("agenda/");
    visitor.reads("Is this the same session?");
    visitor.presses(&format!("Yes, this one: {ESCAPING}"));
    visitor.sees_the_list(&[ESCAPING]);
    visitor.does_not_read("No longer in the programme");
    visitor.reloads();
    visitor.sees_the_list(&[ESCAPING]);
    visitor.sees_the_count(1);
}

#[test]
fn who_says_no_is_not_asked_again() {
    let visitor = after_the_update(&[ESCAPING]);
    visitor.opens("agenda/");
    visitor.reads("Is this the same session?");
    visitor.presses(&format!("No: {ESCAPING}"));
    // Nothing else is called so; this is by the same speaker.
    visitor.presses("No: A Late Arrival");
    let instead = format!("In its place: {ESCAPING}");
    visitor.sees_changes_of(ESCAPING, &["It is no longer in the programme.", &instead]);
    visitor.does_not_read("Is this the same session?");
    visitor.reloads();
    visitor.reads("What changed");
    visitor.does_not_read("Is this the same session?");
    visitor.sees_the_list(&[ESCAPING]);
    visitor.reads("No longer in the programme");
}

#[test]
fn what_was_noted_or_answered_last_can_be_undone() {
    let visitor = after_the_update(&[CLOCKS, ESCAPING]);
    visitor.opens("agenda/");
    let changed = format!("Now called “{LOUDLY}” (before: {CLOCKS})");
    visitor.sees_changes_of(LOUDLY, &[&changed]);
    visitor.presses(&format!("Mark as read: {LOUDLY}"));
    visitor.sees_changes_of(LOUDLY, &[]);
    visitor.hears("Noted.");
    visitor.presses("Undo");
    visitor.sees_changes_of(LOUDLY, &[&changed]);
    for answer in ["Yes, this one", "No"] {
        visitor.presses(&format!("{answer}: {ESCAPING}"));
        visitor.does_not_read(&format!("Is this the same session? {ESCAPING}"));
        visitor.presses("Undo");
        visitor.reads("No longer in the programme");
        visitor.reads(&format!("Is this the same session? {ESCAPING}"));
    }
    visitor.does_not_read("Undo");
    visitor.reloads();
    visitor.sees_changes_of(LOUDLY, &[&changed]);
    visitor.reads(&format!("Is this the same session? {ESCAPING}"));
    visitor.sees_the_count(2);
}

#[test]
fn what_is_done_with_a_pick_after_noting_it_is_not_undone_with_that() {
    let visitor = after_the_update(&[CLOCKS, ESCAPING]);
    visitor.opens("agenda/");
    visitor.presses(&format!("Mark as read: {LOUDLY}"));
    visitor.reads("Undo");
    visitor.presses(&format!("Only maybe: {LOUDLY}"));
    visitor.sees_the_wish_of(LOUDLY, Some(true));
    visitor.does_not_read("Undo");
    visitor.presses(&format!("No: {ESCAPING}"));
    visitor.reads("Undo");
    // In another tab they pick the session that they had answered No about.
    let first = visitor.tab();
    visitor.opens_in_a_new_tab("sessions/escaping-again/");
    visitor.adds(ESCAPING);
    visitor.turns_to(&first);
    visitor.does_not_read("Undo");
    visitor.sees_the_count(3);
}

#[test]
fn an_agenda_of_an_early_build_is_kept_and_shows_later_changes() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.finds_saved("hallway:everything:pick:clocks", r#"{"v":1,"title":"Clocks"}"#);
    visitor.finds_saved("hallway:everything:pick:quiet-database", &format!(r#"{{"v":1,"title":"{QUIET}"}}"#));
    visitor.opens("agenda/");
    visitor.sees_the_list(&[CLOCKS, QUIET]);
    visitor.sees_changes_of(CLOCKS, &[&format!("Now called “{CLOCKS}” (before: Clocks)")]);
    visitor.sees_changes_of(QUIET, &[]);
    visitor.host().deploys(Site::everything_next());
    visitor.opens("agenda/");
    visitor.sees_changes_of(
        QUIET,
        &[
            "Now Sat 27 Mar, 15:30–16:15 (before: Sat 27 Mar, 15:00–15:45)",
            "Now in Lab <ground floor> (before: Great Hall)",
        ],
    );
}

/// What an attendee knows of each session, by its id.
fn sessions_of(file: &Path) -> BTreeMap<String, Value> {
    let text = fs::read_to_string(file).expect("the conference can be read");
    let conference: Value = serde_json::from_str(&text).expect("it is JSON");
    let name_of = |list: &str, id: &Value| -> Value {
        let all = conference[list].as_array().into_iter().flatten();
        all.clone().find(|one| one["id"] == *id).map_or(Value::Null, |one| one["name"].clone())
    };
    let known = |session: &Value| {
        let speakers = session["speakers"].as_array().into_iter().flatten();
        let speakers: Vec<Value> = speakers.map(|id| name_of("speakers", id)).collect();
        let room = name_of("rooms", &session["room"]);
        let known =
            json!([session["title"], session["start"], session["end"], room, speakers, session["cancelled"]]);
        (session["id"].as_str().expect("each has an id").to_owned(), known)
    };
    conference["sessions"].as_array().into_iter().flatten().map(known).collect()
}

#[test]
fn an_agenda_follows_a_real_programme_through_its_updates() {
    let Some(states) = Site::updates() else {
        return println!(
            "skipped: no real exports beside the repository; HALLWAY_SHARED_DATA says where they are"
        );
    };
    let known = states.each_ref().map(|(_, file)| sessions_of(file));
    let title = |session: &Value| session[0].as_str().expect("each has a title").to_owned();
    // What will vanish, what will change, and what stays, as much as a busy attendee may have of each.
    let mut picks: BTreeSet<String> = BTreeSet::new();
    for later in &known[1..] {
        let is_gone = |(id, _): &(&String, &Value)| !later.contains_key(*id);
        let is_changed = |(id, now): &(&String, &Value)| later.get(*id).is_some_and(|then| then != *now);
        picks.extend(known[0].iter().filter(is_gone).map(|(id, _)| id.clone()).take(10));
        picks.extend(known[0].iter().filter(is_changed).map(|(id, _)| id.clone()).take(15));
    }
    picks.extend(known[0].keys().take(10).cloned());
    assert!(picks.len() > 30, "{}", picks.len());

    let visitor = Visitor::of(states[0].0.clone());
    visitor.opens("agenda/");
    let sessions: Vec<Value> =
        picks.iter().map(|id| json!({ "id": id, "title": title(&known[0][id]) })).collect();
    let file = json!({ "v": 1, "conference": "congress", "name": "Congress", "sessions": sessions });
    visitor.loads_text(&file.to_string());
    visitor.sees_the_count(picks.len());

    let mut seen: BTreeMap<&String, Option<&Value>> = picks.iter().map(|id| (id, known[0].get(id))).collect();
    let mut names: BTreeMap<&String, String> = picks.iter().map(|id| (id, title(&known[0][id]))).collect();
    for ((site, _), now) in states[1..].iter().zip(&known[1..]) {
        visitor.host().deploys(site.clone());
        visitor.opens("agenda/");
        let changed: Vec<&String> = picks.iter().filter(|id| seen[*id] != now.get(*id)).collect();
        assert!(!changed.is_empty());
        for id in &picks {
            names.extend(now.get(id).map(|session| (id, title(session))));
        }
        let mut expected: Vec<&str> = changed.iter().map(|id| names[*id].as_str()).collect();
        expected.sort_unstable();
        visitor.sees_that_these_changed(&expected);
        let mut there = visitor.agenda();
        there.sort_unstable();
        let mut all: Vec<&String> = names.values().collect();
        all.sort_unstable();
        assert_eq!(there.iter().collect::<Vec<_>>(), all, "no pick is lost or doubled");
        visitor.sees_the_count(picks.len());
        visitor.presses("Mark all as read");
        visitor.does_not_read("What changed");
        seen = picks.iter().map(|id| (id, now.get(id))).collect();
    }
}

#[test]
fn the_list_of_changes_is_accessible() {
    for (window, dark) in [((360, 640), false), ((1280, 800), true)] {
        let visitor = Visitor::with(Settings { window, dark, ..Settings::default() }, Site::everything());
        visitor.opens("");
        for title in [CLOCKS, QUIET, VANISHES, ESCAPING] {
            visitor.adds(title);
        }
        visitor.host().deploys(Site::everything_next());
        visitor.opens("");
        visitor.sees_a_notice(NOTICE);
        visitor.finds_it_accessible();
        visitor.goes_to_the_agenda();
        visitor.reads("Is this the same session?");
        visitor.finds_it_accessible();
        visitor.is_no_wider_than_the_screen();
    }
}
