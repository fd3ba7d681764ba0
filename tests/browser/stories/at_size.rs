//! Two thousand sessions in 57 rooms.

use browser_stories::engine::Settings;
use browser_stories::site::Site;
use browser_stories::visitor::{Key, Visitor};

const FIRST_DAY: usize = 404;

#[test]
fn the_first_page_shows_one_day_and_search_looks_through_all() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.opens("");
    // All days only where something is looked for.
    visitor.sees_the_days(&["Mon 7", "Tue 8", "Wed 9", "Thu 10", "Fri 11"]);
    visitor.sees_the_day("Mon 7");
    assert_eq!(visitor.sessions().len(), FIRST_DAY);
    visitor.types("forgetting queues in public");
    visitor.reads("of 2000 sessions");
    visitor.sees_the_day("All days");
    visitor.sees_a_session("Forgetting Queues in Public");
    // The result says day, time and room.
    visitor.reads("Mon 7 Jun, 08:00–08:45");
    visitor.reads("Room 3");
    visitor.searches("");
    visitor.sees_the_day("Mon 7");
}

#[test]
fn of_many_answers_the_best_are_shown_and_all_on_demand() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.opens("?q=queues");
    visitor.reads("390 of 2000 sessions");
    visitor.sees_as_many_sessions(50);
    visitor.follows("Show all 390");
    visitor.is_at("?q=queues&results=all");
    visitor.sees_as_many_sessions(390);
    // One goes on where one was.
    visitor.has_the_focus_on("link", &visitor.sessions()[50]);
    visitor.reloads();
    visitor.sees_as_many_sessions(390);
    visitor.goes_back();
    visitor.sees_as_many_sessions(50);
}

#[test]
fn while_the_conference_is_on_the_first_page_shows_today() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.opens("?now=2027-06-09T10:00:00Z");
    visitor.sees_the_day("Wed 9");
    visitor.follows("Thu 10");
    visitor.sees_the_heading("Thursday 10 June");
}

#[test]
fn without_the_app_every_day_can_be_read() {
    let settings = Settings { javascript: false, ..Settings::default() };
    let visitor = Visitor::with(settings, Site::two_thousand());
    visitor.goes_to("");
    visitor.follows("Tue 8");
    visitor.sees_the_heading("Tuesday 8 June");
    visitor.reads("08:00");
    assert_eq!(visitor.dead_controls(), [""; 0]);
}

#[test]
fn speakers_go_from_a_to_z_and_are_found_as_one_types() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.opens("speakers/");
    visitor.reads("800 speakers");
    visitor.follows("z");
    visitor.is_at("speakers/#letter-7a");
    visitor.reads("Zlata Almeida");
    visitor.opens("speakers/");
    visitor.types("leak");
    visitor.reads("Nobody of that name speaks here.");
    visitor.searches("lea takacs");
    visitor.is_at("speakers/?q=lea+takacs");
    visitor.sees_marked(&["Léa", "Takács"]);
    visitor.reloads();
    visitor.sees_in_the_search_line("lea takacs");
    visitor.follows("Léa Takács");
    visitor.sees_the_heading("Léa Takács");
    visitor.goes_back();
    visitor.sees_marked(&["Léa", "Takács"]);
    visitor.searches("");
    visitor.reads("Ada Almeida");
    visitor.finds_it_accessible();
}

#[test]
fn a_room_of_a_large_conference_lists_its_days() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.opens("rooms/room-1/?now=2027-06-08T06:10:00Z");
    visitor.sees_the_heading("Room 2");
    visitor.reads("On now");
    visitor.reads("Friday 11 June");
}

#[test]
fn long_names_and_pictures_in_names_of_rooms_are_shown_whole() {
    let visitor = Visitor::with(Settings { window: (360, 640), ..Settings::default() }, Site::two_thousand());
    visitor.opens("rooms/room-3/");
    visitor.sees_the_heading("The Room With the Longest Name That Anybody Ever Gave a Room");
    visitor.is_no_wider_than_the_screen();
    visitor.opens("rooms/room-4/");
    visitor.sees_the_heading("🦀 Crab Room 🌊");
    visitor.opens("days/2027-06-07/?room=room-3&view=grid");
    visitor.sees_the_rooms(&["The Room With the Longest Name That Anybody Ever Gave a Room"]);
    visitor.is_no_wider_than_the_screen();
}

#[test]
fn the_table_of_57_rooms_is_crossed_with_the_keyboard() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.opens("days/2027-06-07/?view=grid");
    visitor.tabs_to("link", "Rebuilding Queues in Public");
    visitor.hears_of_the_focused("Mon 08:00, Room 1, 1 of 8");
    for _ in 0..56 {
        visitor.presses_the_key(Key::Right);
    }
    visitor.hears_of_the_focused("Mon 08:00, Room 57, 1 of 7");
}
