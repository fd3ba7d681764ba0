//! The programme as a table of rooms and times.

use browser_stories::engine::Settings;
use browser_stories::site::Site;
use browser_stories::visitor::{Key, Visitor};

const CLOCKS: &str = "Clocks That Disagree Politely";
const ESCAPING: &str = "Escaping <script>alert(1)</script> & \"quotes\" </title>";
const FOUR_VOICES: &str = "Four Voices, One Outage";
const GRID: &str = "days/2027-03-27/?view=grid";

fn at(path: &str) -> Visitor {
    let visitor = Visitor::of(Site::everything());
    visitor.opens(path);
    visitor
}

#[test]
fn one_press_leads_from_the_list_to_the_table_and_back() {
    let visitor = at("days/2027-03-27/");
    let sessions = visitor.sessions();
    visitor.follows("Timetable");
    visitor.is_at(GRID);
    visitor.sees_the_rooms(&["Great Hall", "The Loft", "Harbour Room & Terrace", "Lab <ground floor>"]);
    let mut in_the_table = visitor.sessions();
    assert_eq!(in_the_table.len(), sessions.len());
    in_the_table.retain(|title| !sessions.contains(title));
    assert_eq!(in_the_table, [""; 0], "the table has what the list has");
    visitor.has_the_focus_on("link", "Timetable");
    visitor.follows("List");
    visitor.is_at("days/2027-03-27/");
    visitor.sees_a_session("Welcome");
    visitor.goes_back();
    visitor.sees_the_rooms(&["Great Hall", "The Loft", "Harbour Room & Terrace", "Lab <ground floor>"]);
}

#[test]
fn of_quick_presses_each_counts() {
    let visitor = at("days/2027-03-27/");
    visitor.follows_at_once(&["Sun 28", "Timetable"]);
    visitor.is_at("days/2027-03-28/?view=grid");
    visitor.sees_the_day("Sun 28");
    visitor.sees_the_heading("Sunday 28 March");
    visitor.goes_back();
    visitor.is_at("days/2027-03-28/");
}

#[test]
fn list_and_table_have_the_same_picks_and_filters() {
    let visitor = at("days/2027-03-27/");
    visitor.adds(CLOCKS);
    visitor.follows("Timetable");
    visitor.sees_that_it_is_in_the_agenda(CLOCKS);
    visitor.adds(FOUR_VOICES);
    visitor.sees_the_count(2);
    visitor.chooses("The Loft");
    visitor.sees_the_rooms(&["The Loft"]);
    visitor.chooses("The Loft");
    visitor.types("outage");
    visitor.sees_the_rooms(&["Great Hall"]);
    visitor.sees_sessions(&[FOUR_VOICES]);
    visitor.follows("List");
    visitor.sees_sessions(&[FOUR_VOICES]);
    visitor.sees_that_it_is_in_the_agenda(FOUR_VOICES);
}

#[test]
fn the_arrow_keys_lead_through_the_timetable_and_announce_the_place() {
    let visitor = at(GRID);
    visitor.tabs_to("link", "Welcome");
    visitor.hears_of_the_focused("Sat 09:00, Great Hall, 1 of 4");
    visitor.presses_the_key(Key::Down);
    visitor.has_the_focus_on("link", CLOCKS);
    visitor.hears_of_the_focused("Sat 09:45, Great Hall, 2 of 4");
    visitor.presses_the_key(Key::Right);
    visitor.has_the_focus_on("link", ESCAPING);
    visitor.hears_of_the_focused("Sat 09:45, The Loft, 1 of 3");
    visitor.presses_the_key(Key::Left);
    visitor.has_the_focus_on("link", CLOCKS);
    visitor.presses_the_key(Key::End);
    visitor.hears_of_the_focused("Sat 15:00, Great Hall, 4 of 4");
    visitor.presses_the_key(Key::Down);
    visitor.hears_of_the_focused("Sat 15:00, Great Hall, 4 of 4");
    visitor.presses_the_key(Key::Home);
    visitor.has_the_focus_on("link", "Welcome");
    visitor.presses_the_key(Key::Up);
    visitor.presses_the_key(Key::Left);
    visitor.has_the_focus_on("link", "Welcome");
    // With a modifier key, arrow keys are left to the browser.
    visitor.presses_shift_and(Key::Down);
    visitor.has_the_focus_on("link", "Welcome");
}

#[test]
fn back_restores_the_place_in_the_timetable() {
    let visitor = Visitor::with(Settings { window: (360, 640), ..Settings::default() }, Site::two_thousand());
    visitor.opens("days/2027-06-08/?view=grid");
    visitor.scrolls_the_timetable_to_its_end();
    visitor.scrolls_the_page_down_by(100);
    let place = visitor.place_in_the_timetable();
    assert!(place.iter().all(|scrolled| *scrolled > 100), "{place:?}");
    visitor.follows_a_session_in_sight();
    visitor.reads("Hide this session");
    visitor.goes_back();
    visitor.is_at_the_place_in_the_timetable(place);
    visitor.rests_there();
    visitor.reloads();
    visitor.is_at_the_place_in_the_timetable(place);
}

#[test]
fn where_only_my_sessions_are_shown_taking_one_out_leaves_the_table_where_it_was_scrolled() {
    let visitor = Visitor::with(Settings { window: (360, 400), ..Settings::default() }, Site::everything());
    visitor.opens(GRID);
    for title in
        ["Welcome", CLOCKS, ESCAPING, FOUR_VOICES, "Coffee, and a Table for Lost Umbrellas", "Night Watch"]
    {
        visitor.adds(title);
    }
    visitor.opens(&format!("{GRID}&mine=yes"));
    visitor.scrolls_the_timetable_to_its_end();
    let place = visitor.place_in_the_timetable();
    assert!(place[1] > 0 && place[2] > 0, "{place:?}");
    let gone = visitor.takes_out_a_session_in_sight();
    visitor.does_not_see_the_session(&gone);
    // The table may have become smaller, but it stays scrolled.
    let after = visitor.place_in_the_timetable();
    assert!(after[1] > 0 && after[2] > 0, "{place:?}, then {after:?}, without {gone:?}");
    visitor.has_the_focus_on_the_heading("Saturday 27 March");
}

#[test]
fn where_the_page_runs_from_right_to_left_so_do_the_arrows() {
    let visitor = at(GRID);
    visitor.turns_the_page_around();
    visitor.tabs_to("link", "Welcome");
    visitor.presses_the_key(Key::Left);
    visitor.has_the_focus_on("link", ESCAPING);
    visitor.presses_the_key(Key::Right);
    visitor.hears_of_the_focused("Sat 09:45, Great Hall, 2 of 4");
}

#[test]
fn the_table_is_one_stop_for_the_tab_key_with_the_button_of_its_session() {
    let visitor = at(GRID);
    let stops = visitor.tabs_through_the_page();
    let in_the_table: Vec<&str> = stops
        .iter()
        .map(|stop| stop.name.as_str())
        .filter(|name| *name == "Welcome" || *name == CLOCKS || name.starts_with("My agenda: "))
        .collect();
    assert_eq!(in_the_table, ["Welcome", "My agenda: Welcome"]);
    visitor.tabs_to("link", "Welcome");
    visitor.presses_the_key(Key::Down);
    visitor.presses_the_key(Key::Tab);
    visitor.has_the_focus_on("button", &format!("My agenda: {CLOCKS}"));
    visitor.presses_the_key(Key::Space);
    visitor.sees_that_it_is_in_the_agenda(CLOCKS);
    visitor.presses_the_key(Key::Down);
    visitor.has_the_focus_on("link", FOUR_VOICES);
    visitor.presses_the_key(Key::Enter);
    visitor.sees_the_heading(FOUR_VOICES);
}

#[test]
fn rooms_and_times_stay_visible_while_scrolling() {
    for window in [(360, 640), (1280, 800)] {
        let visitor = Visitor::with(Settings { window, ..Settings::default() }, Site::two_thousand());
        visitor.opens("days/2027-06-08/?view=grid");
        visitor.sees_heads_at_the_edges();
        visitor.scrolls_the_timetable_to_its_end();
        visitor.sees_heads_at_the_edges();
    }
}

#[test]
fn nothing_in_the_table_lies_over_anything_else() {
    for (window, site, page) in [
        ((360, 640), Site::everything(), GRID),
        ((1280, 800), Site::everything(), GRID),
        ((1280, 800), Site::two_thousand(), "days/2027-06-08/?view=grid"),
    ] {
        let visitor = Visitor::with(Settings { window, ..Settings::default() }, site);
        visitor.opens(page);
        visitor.reads("Timetable");
        assert_eq!(visitor.overlapping_sessions(), [""; 0], "{page} at {window:?}");
    }
}

#[test]
fn sessions_that_overlap_in_a_room_stand_beside_each_other() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.opens("days/2027-06-07/?view=grid");
    visitor.sees_lanes("Room 2", 1);
    visitor.sees_lanes("Room 6", 2);
}

#[test]
fn a_line_leads_through_what_runs_now() {
    let visitor = at("days/2027-03-27/?view=grid&now=2027-03-27T10%3A00%3A00%2B01%3A00");
    visitor.sees_now_in_the_timetable(CLOCKS, "Welcome");
    visitor.sees_now_in_the_timetable(CLOCKS, "Coffee, and a Table for Lost Umbrellas");
}

#[test]
fn the_table_and_the_list_are_accessible_on_phones_and_wide_screens() {
    for (window, dark) in [((360, 640), false), ((360, 640), true), ((1280, 800), false), ((1280, 800), true)]
    {
        let visitor = Visitor::with(Settings { window, dark, ..Settings::default() }, Site::everything());
        visitor.opens(GRID);
        visitor.adds(CLOCKS);
        visitor.finds_it_accessible();
        visitor.opens("days/2027-03-27/?view=grid&now=2027-03-27T10:00:00Z&zone=mine");
        visitor.has_a_button("Jump to now");
        visitor.finds_it_accessible();
    }
}

#[test]
fn a_phone_begins_with_the_list() {
    let visitor = Visitor::with(Settings { window: (360, 640), ..Settings::default() }, Site::everything());
    visitor.opens("days/2027-03-27/");
    visitor.sees_the_time_of("Welcome", "09:00–09:30");
    visitor.sees_the_rooms(&[]);
}

#[test]
fn on_paper_the_timetable_says_what_to_print_instead() {
    const INSTEAD: &str = "The timetable is wider than paper. Print the list instead.";
    let visitor = Visitor::of(Site::everything());
    visitor.opens("days/2027-03-27/?view=grid");
    visitor.sees_a_session("Welcome");
    visitor.does_not_read(INSTEAD);
    visitor.sees_it_printed();
    visitor.reads(INSTEAD);
}
