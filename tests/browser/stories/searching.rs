//! Searching as one types, and filtering.

use browser_stories::engine::Settings;
use browser_stories::site::Site;
use browser_stories::visitor::{Key, Visitor};

const CLOCKS: &str = "Clocks That Disagree Politely";
const FOUR_VOICES: &str = "Four Voices, One Outage";
const LONG_TITLE: &str = "Why the Index That Nobody Dared to Rebuild Was Rebuilt on a Tuesday Afternoon, and What the Database Said About It Later";
const QUIET_DATABASE: &str = "静かなデータベースの作り方";

fn on_the_programme() -> Visitor {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor
}

#[test]
fn sessions_are_found_while_typing() {
    let visitor = on_the_programme();
    visitor.types("umb");
    visitor.sees_sessions(&["Coffee, and a Table for Lost Umbrellas"]);
    visitor.sees_marked(&["Umb"]);
    visitor.types("rellas");
    visitor.sees_marked(&["Umbrellas"]);
    visitor.searches("watch");
    visitor.sees_a_session("Night Watch");
}

#[test]
fn words_are_found_in_any_order_in_part_and_without_their_accents() {
    let visitor = on_the_programme();
    for words in ["outage voices", "voices outage", "VOIC outag"] {
        visitor.searches(words);
        visitor.sees_sessions(&[FOUR_VOICES]);
    }
    visitor.searches("wroblik rebuild");
    visitor.sees_sessions(&[LONG_TITLE]);
    visitor.searches("データベース");
    visitor.sees_sessions(&[QUIET_DATABASE]);
    visitor.searches("לאט");
    visitor.sees_sessions(&["לבנות לאט, לפרק מהר"]);
}

#[test]
fn the_number_of_results_is_announced_after_a_pause() {
    let visitor = on_the_programme();
    visitor.types("umbrellas");
    visitor.reads("1 of 14 sessions");
    visitor.hears("1 of 14 sessions");
}

#[test]
fn typed_words_stand_in_the_address_without_an_entry_in_the_history() {
    let visitor = on_the_programme();
    let entries = visitor.history_length();
    visitor.types("umbrellas");
    visitor.is_at("?q=umbrellas");
    visitor.searches("night");
    visitor.is_at("?q=night");
    visitor.searches("");
    visitor.is_at("");
    assert_eq!(visitor.history_length(), entries);
}

#[test]
fn every_choice_of_a_filter_can_be_taken_back_with_the_back_button() {
    let visitor = on_the_programme();
    visitor.marks_the_page();
    let entries = visitor.history_length();
    visitor.chooses("Storage");
    visitor.is_at("?topic=Storage");
    visitor.sees_sessions(&[LONG_TITLE, QUIET_DATABASE]);
    visitor.chooses("Security");
    visitor.is_at("?topic=Storage&topic=Security");
    visitor.chooses("Workshop");
    visitor.is_at("?format=Workshop&topic=Storage&topic=Security");
    visitor.sees_sessions(&[LONG_TITLE]);
    assert_eq!(visitor.history_length(), entries + 3);
    visitor.goes_back();
    visitor.is_at("?topic=Storage&topic=Security");
    // In the order of the page.
    visitor.sees_chosen(&["Security", "Storage"]);
    visitor.goes_back();
    visitor.goes_back();
    visitor.is_at("");
    visitor.sees_chosen(&[]);
    visitor.sees_a_session("Welcome");
    visitor.goes_forward();
    visitor.sees_chosen(&["Storage"]);
    visitor.sees_sessions(&[LONG_TITLE, QUIET_DATABASE]);
    visitor.is_still_on_the_marked_page();
}

#[test]
fn what_is_chosen_stands_above_the_results_and_each_can_be_taken_back_there() {
    let visitor = on_the_programme();
    for choice in ["Storage", "Security", "Talk"] {
        visitor.chooses(choice);
    }
    visitor.is_at("?format=Talk&topic=Storage&topic=Security");
    visitor.presses("Remove the filter “Storage”");
    visitor.is_at("?format=Talk&topic=Security");
    // The next one has the focus, or the last.
    visitor.has_the_focus_on("button", "Remove the filter “Security”");
    visitor.presses_the_key(Key::Enter);
    visitor.is_at("?format=Talk");
    visitor.has_the_focus_on("button", "Remove the filter “Talk”");
    visitor.sees_chosen(&["Talk"]);
    // After the last, the page's heading has the focus.
    visitor.finds_it_accessible();
    visitor.presses_the_key(Key::Enter);
    visitor.is_at("");
    visitor.sees_chosen(&[]);
    visitor.has_the_focus_on_the_heading("The Everything Conference");
    visitor.sees_a_session("Welcome");
    // A room, a track and a speaker are called by their names, and what is chosen on a phone is said too.
    let settings = Settings { window: (360, 740), ..Settings::default() };
    let visitor = Visitor::with(settings, Site::everything());
    visitor.opens("?room=great-hall&speaker=aoife-ni-dhalaigh&mine=yes&tag=unknown");
    for name in ["In my agenda", "Great Hall", "unknown", "Aoife Ní Dhálaigh"] {
        visitor.has_in_reach("button", &format!("Remove the filter “{name}”"));
        visitor.presses(&format!("Remove the filter “{name}”"));
    }
    visitor.is_at("");
}

#[test]
fn a_long_group_of_filters_shows_its_first_choices_and_can_be_searched() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.opens("");
    let long = "The Room With the Longest Name That Anybody Ever Gave a Room";
    let crab = "🦀 Crab Room 🌊";
    visitor.sees_choices("Room", &["Room 1", "Room 2", "Room 3", long, crab, "Room 6", "Room 7", "Room 8"]);
    visitor.presses("Show all 57: Room");
    visitor.has_the_focus_on("checkbox", "Room 9");
    visitor.looks_among_choices("Room", "CRAB");
    visitor.hears("1 of 57 choices");
    visitor.sees_choices("Room", &[crab]);
    visitor.finds_it_accessible();
    visitor.looks_among_choices("Room", "room 57");
    visitor.sees_choices("Room", &["Room 57"]);
    visitor.looks_among_choices("Room", "nowhere");
    visitor.hears("0 of 57 choices");
    visitor.reads("Nothing with these words.");
    visitor.looks_among_choices("Room", "\u{e017}");
    visitor.chooses("Room 9");
    visitor.reloads();
    // What is chosen is never folded away.
    visitor.sees_chosen(&["Room 9"]);
    visitor.chooses("Room 9");
    visitor.sees_chosen(&[]);
}

#[test]
fn a_link_to_a_filtered_view_shows_it() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("?q=database&format=Talk&format=Workshop&topic=Storage&speaker=tomasz-wroblik");
    visitor.sees_sessions(&[LONG_TITLE]);
    visitor.sees_in_the_search_line("database");
    visitor.sees_chosen(&["Talk", "Workshop", "Storage", "Tomasz Wróblik"]);
    visitor.marks_the_page();
    visitor.follows(LONG_TITLE);
    visitor.sees_the_heading(LONG_TITLE);
    visitor.goes_back();
    visitor.is_at("?q=database&format=Talk&format=Workshop&topic=Storage&speaker=tomasz-wroblik");
    visitor.sees_sessions(&[LONG_TITLE]);
    visitor.is_still_on_the_marked_page();
}

#[test]
fn where_nothing_is_found_a_way_out_is_offered() {
    let visitor = on_the_programme();
    visitor.types("umbrellas");
    visitor.sees_a_session("Coffee, and a Table for Lost Umbrellas");
    visitor.chooses("Storage");
    visitor.sees_sessions(&[]);
    visitor.reads("No session found");
    visitor.follows("Show the whole programme");
    visitor.sees_a_session("Welcome");
    visitor.is_at("");
    visitor.sees_in_the_search_line("");
    visitor.sees_chosen(&[]);
    visitor.goes_back();
    visitor.is_at("?q=umbrellas&topic=Storage");
    visitor.reads("No session found");
}

#[test]
fn words_that_were_typed_a_moment_ago_are_part_of_the_next_choice() {
    let visitor = on_the_programme();
    visitor.types("umbrellas");
    visitor.chooses("Storage");
    visitor.is_at("?q=umbrellas&topic=Storage");
    visitor.sees_in_the_search_line("umbrellas");
}

#[test]
fn a_pick_made_among_results_stays_when_the_results_change() {
    let visitor = on_the_programme();
    visitor.types("clocks");
    visitor.sees_sessions(&[CLOCKS, "Four Voices, One Outage", "Welcome"]);
    visitor.adds(CLOCKS);
    visitor.searches("umbrellas");
    visitor.sees_sessions(&["Coffee, and a Table for Lost Umbrellas"]);
    visitor.searches("clocks");
    visitor.sees_sessions(&[CLOCKS, "Four Voices, One Outage", "Welcome"]);
    visitor.sees_that_it_is_in_the_agenda(CLOCKS);
}

#[test]
fn a_room_and_a_track_answer_to_their_names() {
    let visitor = on_the_programme();
    visitor.types("loft");
    visitor.follows("Room The Loft");
    visitor.sees_the_heading("The Loft");
    visitor.goes_back();
    visitor.sees_in_the_search_line("loft");
    visitor.searches("keepers");
    visitor.finds_it_accessible();
    visitor.follows("Track Systems & Their Keepers");
    visitor.sees_the_heading("Systems & Their Keepers");
    visitor.goes_back();
    visitor.searches("umbrellas");
    visitor.reads("1 of 14 sessions");
    visitor.does_not_read("Room The Loft");
}

#[test]
fn beside_tall_filters_the_answers_follow_what_is_said_above_them() {
    for words in ["loft", "wihtdrawn"] {
        let visitor = Visitor::of(Site::everything());
        visitor.opens(&format!("?q={words}"));
        visitor.sees_titles_whole(1);
    }
}

#[test]
fn a_typo_is_forgiven_and_said() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("?q=wihtdrawn");
    visitor.reads("Nothing for “wihtdrawn”. Showing “withdrawn”.");
    visitor.sees_a_session("A Talk That Will Be Withdrawn");
    visitor.sees_marked(&["Withdrawn"]);
    visitor.searches("zzzzzz");
    visitor.reads("No session found");
    visitor.does_not_read("Nothing for");
    visitor.searches("withdrawn");
    visitor.sees_a_session("A Talk That Will Be Withdrawn");
    visitor.does_not_read("Nothing for");
}
