//! Two thousand sessions in 57 rooms.

use browser_stories::engine::Settings;
use browser_stories::site::{Fault, Site};
use browser_stories::visitor::{JUMPS_AT_ONCE, Key, Visitor, clock_at};

const FIRST_DAY: usize = 404;

#[test]
fn the_first_page_shows_one_day_and_search_looks_through_all() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.opens("");
    // Without a search, only one day is listed.
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
    // The focus is on the first newly shown session.
    visitor.has_the_focus_on("link", &visitor.sessions()[50]);
    visitor.reloads();
    visitor.sees_as_many_sessions(390);
    visitor.goes_back();
    visitor.sees_as_many_sessions(50);
}

#[test]
fn who_searches_far_down_sees_the_first_answers() {
    let visitor = Visitor::with(Settings { window: (360, 740), ..Settings::default() }, Site::two_thousand());
    visitor.opens("");
    visitor.scrolls_to_the_session(&visitor.sessions()[200]);
    visitor.types("queues");
    visitor.has_in_sight("390 of 2000 sessions");
}

#[test]
fn above_a_phones_keyboard_three_answers_are_in_sight() {
    for (site, words) in [(Site::two_thousand(), "queues"), (Site::everything(), "clocks")] {
        let visitor = Visitor::with(Settings { window: (360, 480), ..Settings::default() }, site);
        visitor.opens("");
        visitor.types(words);
        visitor.sees_titles_whole(3);
        visitor.finds_it_accessible();
        // A press beside the title opens the session too.
        let first = &visitor.sessions()[0];
        visitor.presses_beside_the_title(first);
        visitor.sees_the_heading(first);
    }
}

#[test]
fn the_tab_of_the_day_stays_in_sight_when_counts_make_tabs_wider() {
    let visitor = Visitor::with(Settings { window: (360, 740), ..Settings::default() }, Site::two_thousand());
    visitor.opens("days/2027-06-11/");
    visitor.sees_the_tab_of("Fri 11");
    visitor.types("queues");
    visitor.reads("of 2000 sessions");
    visitor.sees_the_tab_of("Fri 11");
}

#[test]
fn back_in_a_long_list_restores_the_scroll_position() {
    let visitor = Visitor::with(Settings { window: (360, 740), ..Settings::default() }, Site::two_thousand());
    visitor.opens("days/2027-06-08/");
    let title = &visitor.sessions()[200];
    visitor.scrolls_to_the_session(title);
    visitor.rests_there();
    let place = visitor.place_of_the_session(title);
    visitor.follows(title);
    visitor.sees_the_heading(title);
    visitor.goes_back();
    visitor.sees_the_session_at(title, place);
}

#[test]
fn now_is_in_sight_however_long_something_runs_already() {
    let settings = Settings { window: (360, 740), ..Settings::default() };
    let visitor = Visitor::with(settings, Site::two_thousand());
    // While the last sessions of the day run.
    visitor.opens("days/2027-06-08/?past=shown&now=2027-06-08T12:10:00Z");
    visitor.presses("Jump to now");
    visitor.has_the_focus_on_the_line_of_now("Now 14:10");
    visitor.opens("days/2027-06-08/?past=shown&now=2027-06-08T10:10:00Z");
    visitor.presses("Jump to now");
    visitor.has_the_focus_on_the_line_of_now("Now 12:10");
    visitor.rests_there();
    visitor.follows("Timetable");
    visitor.presses("Jump to now");
    visitor.sees_the_rooms_and_now_in_sight();
}

#[test]
fn a_running_day_begins_with_now_and_many_sessions_are_in_sight() {
    for (window, first, scrolled) in [((360, 780), 5, 8), ((1280, 900), 14, 18)] {
        let visitor = Visitor::with(Settings { window, ..Settings::default() }, Site::two_thousand());
        visitor.opens("days/2027-06-08/?now=2027-06-08T08:10:00Z");
        visitor.has_in_sight("Now 10:10");
        visitor.sees_rows(first);
        visitor.scrolls_to_the_session(&visitor.sessions()[100]);
        visitor.sees_rows(scrolled);
        visitor.presses("Jump to now");
        visitor.has_the_focus_on_the_line_of_now("Now 10:10");
        visitor.has_in_sight(&visitor.sessions()[0]);
        visitor.does_not_read("08:00");
        visitor.follows("Earlier");
        visitor.reads("08:00");
    }
}

#[test]
fn the_next_pick_is_in_sight_with_its_minutes_and_what_clashes_with_it() {
    let settings = Settings {
        window: (360, 780),
        before_pages: Some(clock_at("2027-06-08T06:10:00Z")),
        ..Settings::default()
    };
    let visitor = Visitor::with(settings, Site::two_thousand());
    visitor.opens("days/2027-06-08/");
    let titles = visitor.sessions();
    visitor.adds(&titles[60]);
    visitor.opens("");
    visitor.has_in_sight("In 50 min");
    visitor.has_in_sight(&titles[60]);
    visitor.adds(&titles[62]);
    visitor.opens("days/2027-06-08/");
    visitor.has_in_sight(&titles[60]);
    visitor.has_in_sight(&titles[62]);
    visitor.lets_time_pass(46);
    visitor.has_in_sight("In 4 min");
    visitor.opens("agenda/");
    visitor.reads("In 50 min");
}

#[test]
fn nothing_moves_under_the_finger_when_the_first_pick_brings_the_strip() {
    let visitor = Visitor::with(Settings { window: (360, 780), ..Settings::default() }, Site::two_thousand());
    visitor.opens("days/2027-06-08/?now=2027-06-08T04:00:00Z");
    // At the top of the page, where no browser keeps things in place, and further down.
    for at in [2, 40] {
        let title = &visitor.sessions()[at];
        if at > 2 {
            visitor.scrolls_to_the_session(&visitor.sessions()[at - 3]);
            visitor.rests_there();
        }
        let place = visitor.place_of_the_session(title);
        visitor.adds(title);
        visitor.reads("In 2 h");
        visitor.sees_the_session_at(title, place);
        visitor.takes_out(title);
        visitor.does_not_read("In 2 h");
        visitor.sees_the_session_at(title, place);
    }
}

#[test]
fn who_jumps_to_now_before_it_is_drawn_gets_there() {
    let before_pages = Some(JUMPS_AT_ONCE.to_owned());
    let settings = Settings { window: (360, 740), before_pages, ..Settings::default() };
    let visitor = Visitor::with(settings, Site::two_thousand());
    visitor.opens("days/2027-06-08/?past=shown&now=2027-06-08T12:10:00Z");
    visitor.has_the_focus_on_the_line_of_now("Now 14:10");
    // The beginning of the running sessions is drawn already.
    visitor.opens("days/2027-06-08/?past=shown&now=2027-06-08T06:10:00Z");
    visitor.has_the_focus_on_the_line_of_now("Now 08:10");
}

#[test]
fn all_that_fits_a_long_gap_is_there_on_demand() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.opens("days/2027-06-08/?now=2027-06-08T04:00:00Z");
    let title = &visitor.sessions()[0];
    visitor.adds(title);
    visitor.goes_to_the_agenda();
    visitor.presses("What fits");
    visitor.sees_as_many_fits(8);
    visitor.presses("Show all 342");
    visitor.sees_as_many_fits(342);
}

#[test]
fn the_keyboard_skips_hundreds_of_filters() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.opens("days/2027-06-08/");
    visitor.tabs_to("link", "Skip to sessions");
    visitor.presses_the_key(Key::Enter);
    visitor.presses_the_key(Key::Tab);
    visitor.has_the_focus_on("link", &visitor.sessions()[0]);
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
fn speakers_are_listed_from_a_to_z_and_found_while_typing() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.opens("speakers/");
    visitor.reads("800 speakers");
    visitor.follows("z");
    visitor.is_at("speakers/#letter-7a");
    visitor.reads("Zlata Almeida");
    visitor.opens("speakers/");
    visitor.types("zzzz");
    visitor.reads("No speaker found.");
    visitor.searches("takcas");
    visitor.reads("Nothing for “takcas”. Showing “takacs”.");
    visitor.sees_marked(&["Takács"]);
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
fn while_a_list_is_scrolled_days_the_way_to_now_and_letters_stay_in_reach() {
    for window in [(360, 780), (1280, 900)] {
        let visitor = Visitor::with(Settings { window, ..Settings::default() }, Site::two_thousand());
        visitor.opens("days/2027-06-08/?past=shown&now=2027-06-08T08:10:00Z");
        visitor.scrolls_to_the_session(&visitor.sessions()[300]);
        visitor.has_in_reach("link", "Wed 9");
        visitor.has_in_reach("button", "Jump to now");
        visitor.finds_it_accessible();
        visitor.presses("Jump to now");
        visitor.has_the_focus_on_the_line_of_now("Now 10:10");
        visitor.opens("speakers/");
        visitor.follows("m");
        visitor.has_in_reach("heading", "m");
        visitor.has_in_reach("link", "l");
    }
}

#[test]
fn the_days_that_stay_in_reach_cover_no_focus_and_take_no_press() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.opens("days/2027-06-08/");
    let titles = visitor.sessions();
    visitor.scrolls_to_the_session(&titles[98]);
    visitor.adds(&titles[100]);
    for _ in 0..30 {
        visitor.presses_shift_and(Key::Tab);
        let focused = visitor.focused().unwrap();
        assert_eq!(focused.covered_by, None, "{focused:?}");
    }
    // The search field loses the focus when the mouse is pressed elsewhere; the press still counts.
    visitor.focuses_the_search_line();
    visitor.chooses("Room 1");
    visitor.sees_chosen(&["Room 1"]);
}

#[test]
fn a_speakers_card_names_the_sessions() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.opens("days/2027-06-07/");
    let session = &visitor.sessions()[0];
    visitor.opens("speakers/");
    visitor.reads(session);
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
fn long_names_and_emoji_in_names_of_rooms_are_shown_whole() {
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

#[test]
fn no_page_shows_another_day_or_the_morning_as_if_it_were_now_not_even_before_the_app_runs() {
    // 2027-06-07 is the first of five days.
    for (page, now, early, tab) in [
        ("", "2027-06-01T10:00:00Z", 40, "Mon 7"),
        ("", "2027-06-07T10:00:00Z", 0, "Mon 7"),
        ("", "2027-06-09T10:00:00Z", 0, "Wed 9"),
        ("", "2027-07-01T10:00:00Z", 40, "Mon 7"),
        ("days/2027-06-09/", "2027-06-09T10:00:00Z", 0, "Wed 9"),
        ("days/2027-06-07/", "2027-06-09T10:00:00Z", FIRST_DAY, "Mon 7"),
        ("days/2027-06-07/", "2027-06-07T03:00:00Z", FIRST_DAY, "Mon 7"),
    ] {
        let visitor = Visitor::of(Site::two_thousand());
        visitor.host().fails("guide-", Fault::Held);
        visitor.goes_to(&format!("{page}?now={now}"));
        visitor.sees_that_the_app_is_not_there_yet();
        visitor.sees_as_many_sessions(early);
        visitor.host().lets_go();
        visitor.waits_for_the_app();
        visitor.sees_the_tab_of(tab);
    }
}

#[test]
fn if_the_app_does_not_come_the_first_page_shows_its_day_by_name() {
    let visitor = Visitor::of(Site::two_thousand());
    visitor.expects_in_the_console("404");
    visitor.host().fails("guide-", Fault::Missing);
    visitor.goes_to("?now=2027-06-09T10:00:00Z");
    visitor.is_told_that_the_app_failed("missing");
    visitor.reads("Monday 7 June");
    visitor.sees_as_many_sessions(40);
    visitor.follows("All of Monday 7 June");
    visitor.is_at("days/2027-06-07/");
}
