//! When things are: days, zones, clock changes, now and next. The clocks of the conference go forward in the night to
//! its second day.

use browser_stories::engine::Settings;
use browser_stories::site::Site;
use browser_stories::visitor::{Visitor, clock_at};

/// While the second session of the first day runs.
const AT_TEN: &str = "now=2027-03-27T10%3A00%3A00%2B01%3A00";
const COFFEE: &str = "Coffee, and a Table for Lost Umbrellas";
const CLOCKS: &str = "Clocks That Disagree Politely";
/// In the night, an hour before the clocks go forward.
const IN_THE_NIGHT: &str = "now=2027-03-28T01%3A00%3A00%2B01%3A00";

fn in_new_york(path: &str) -> Visitor {
    let settings = Settings { zone: Some("America/New_York"), ..Settings::default() };
    let visitor = Visitor::with(settings, Site::everything());
    visitor.opens(path);
    visitor
}

fn at(path: &str) -> Visitor {
    let visitor = Visitor::of(Site::everything());
    visitor.opens(path);
    visitor
}

#[test]
fn the_list_goes_by_times_and_the_small_hours_belong_to_the_evening_before() {
    let visitor = at("days/2027-03-27/");
    visitor.sees_the_heading("Saturday 27 March");
    visitor.sees_the_day("Sat 27");
    visitor
        .sees_the_times(&["09:00", "09:45", "10:30", "11:00", "12:30", "13:30", "15:00", "16:00", "23:00"]);
    visitor.reads("Soup 12:30–13:30 Harbour Room & Terrace");
    visitor.sees_the_time_of("Night Watch", "23:00–01:30 +1");
    visitor.follows("Sun 28");
    visitor.is_at("days/2027-03-28/");
    visitor.sees_the_times(&["09:00", "10:00"]);
    visitor.follows("All days");
    visitor.reads("Saturday 27 March");
    visitor.reads("Sunday 28 March");
}

#[test]
fn times_are_shown_in_the_venues_zone_until_the_attendee_chooses_their_own() {
    let visitor = in_new_york("days/2027-03-28/");
    visitor.reads("Times are in the conference’s time zone (Europe/Berlin).");
    visitor.sees_the_times(&["09:00", "10:00"]);
    visitor.follows("In my time");
    visitor.is_at("days/2027-03-28/?zone=mine");
    visitor.reads("Times are in this device’s time zone (America/New York).");
    // New York is six hours behind; its own clocks went forward two weeks earlier.
    visitor.sees_the_times(&["03:00", "04:00"]);
    visitor.follows("Sat 27");
    visitor.sees_the_time_of("Night Watch", "18:00–20:30");
    visitor.follows("Night Watch");
    visitor.reads("Sat 27 Mar, 18:00–20:30");
    visitor.follows("In conference time");
    visitor.reads("Sat 27 Mar, 23:00 – Sun 28 Mar, 01:30");
}

#[test]
fn another_day_of_the_calendar_is_marked() {
    let settings = Settings { zone: Some("Asia/Tokyo"), ..Settings::default() };
    let visitor = Visitor::with(settings, Site::everything());
    visitor.opens("days/2027-03-27/?zone=mine");
    visitor.sees_the_time_of("A Talk That Will Be Withdrawn", "00:00–00:45 +1");
    visitor.sees_the_time_of("静かなデータベースの作り方", "23:00–23:45");
    // Two visitors at once need both browser slots; two such stories would deadlock.
    drop(visitor);
    let settings = Settings { zone: Some("Pacific/Honolulu"), ..Settings::default() };
    let visitor = Visitor::with(settings, Site::everything());
    visitor.opens("days/2027-03-28/?zone=mine");
    visitor.sees_the_times(&["21:00 -1", "22:00 -1"]);
}

#[test]
fn sessions_on_both_sides_of_a_clock_change_are_as_long_as_they_are() {
    let visitor = at("days/2027-03-28/");
    visitor.sees_the_time_of("The Part That Nobody Opens", "09:00–09:45");
    drop(visitor);
    let visitor = in_new_york("?zone=mine");
    visitor.sees_the_time_of("Welcome", "04:00–04:30");
    visitor.sees_the_time_of("The Part That Nobody Opens", "03:00–03:45");
}

#[test]
fn during_the_conference_the_attendee_jumps_to_now_and_hides_past_sessions() {
    let visitor = at(&format!("days/2027-03-27/?{AT_TEN}"));
    visitor.sees_a_session("Welcome");
    // Between what has begun and what is to come.
    visitor.sees_the_line_of_now("09:45", "Now 10:00", "10:30");
    visitor.presses("Jump to now");
    visitor.has_the_focus_on_the_line_of_now("Now 10:00");
    visitor.reads("10 of 14 sessions");
    visitor.follows("Hide past sessions");
    visitor.is_at(&format!("days/2027-03-27/?past=hidden&{AT_TEN}"));
    visitor.reads("9 of 14 sessions");
    visitor.hears("9 of 14 sessions");
    // What runs stays.
    visitor.sees_the_times(&["09:45", "10:30", "11:00", "12:30", "13:30", "15:00", "16:00", "23:00"]);
    visitor.follows("Show past sessions");
    visitor.sees_a_session("Welcome");
}

#[test]
fn a_session_is_dimmed_when_it_is_over_and_not_when_all_that_began_with_it_is() {
    const SLOWLY: &str = "לבנות לאט, לפרק מהר";
    let before_pages = Some(clock_at("2027-03-27T14:20:00+01:00"));
    let visitor = Visitor::with(Settings { before_pages, ..Settings::default() }, Site::everything());
    visitor.opens("days/2027-03-27/");
    // Both began at 13:30.
    visitor.sees_that_it_is_over(SLOWLY);
    visitor.sees_that_it_is_not_over("Four Voices, One Outage");
    visitor.lets_time_pass(10);
    visitor.sees_that_it_is_over("Four Voices, One Outage");
    visitor.sees_that_it_is_not_over("Night Watch");
}

#[test]
fn a_session_says_how_long_it_lasts_that_it_is_over_or_how_soon_it_starts() {
    // The last session has no end.
    for (session, now, words) in [
        ("welcome", AT_TEN, "Over"),
        ("clocks", AT_TEN, "On now, 30 minutes left"),
        ("coffee", AT_TEN, "In 30 minutes"),
        ("night-watch", AT_TEN, "In 13 hours"),
        ("no-abstract", AT_TEN, "In 23 hours"),
        ("no-abstract", "now=2027-03-28T10%3A30%3A00%2B02%3A00", "On now"),
    ] {
        let visitor = at(&format!("sessions/{session}/?{now}"));
        visitor.reads(words);
        if words == "On now" {
            visitor.does_not_read("left");
        }
    }
}

#[test]
fn a_session_that_ends_while_the_page_is_shown_stays_until_the_attendee_comes_back() {
    let before_pages = Some(clock_at("2027-03-27T10:00:00+01:00"));
    for view in ["list", "grid"] {
        let settings = Settings { before_pages: before_pages.clone(), ..Settings::default() };
        let visitor = Visitor::with(settings, Site::everything());
        visitor.opens(&format!("days/2027-03-27/?past=hidden&view={view}"));
        visitor.sees_a_session(CLOCKS);
        visitor.does_not_see_the_session("Welcome");
        visitor.lets_time_pass(30);
        visitor.sees_that_it_is_over(CLOCKS);
        visitor.turns_away_and_comes_back();
        visitor.does_not_see_the_session(CLOCKS);
        // Opening another day also counts as coming back.
        visitor.lets_time_pass(30);
        visitor.sees_that_it_is_over(COFFEE);
        visitor.follows("Sun 28");
        visitor.follows("Sat 27");
        visitor.does_not_see_the_session(COFFEE);
        visitor.sees_a_session("Night Watch");
    }
}

#[test]
fn once_all_is_over_what_is_hidden_can_be_shown_again() {
    let visitor = at("days/2027-03-27/?past=hidden&now=2027-05-01T10:00:00Z");
    visitor.sees_the_times(&[]);
    visitor.follows("Show past sessions");
    visitor.sees_a_session("Welcome");
}

#[test]
fn a_session_that_began_yesterday_and_still_runs_is_not_hidden() {
    let visitor = at(&format!("?past=hidden&{IN_THE_NIGHT}"));
    visitor.sees_the_times(&["23:00", "09:00", "10:00"]);
    visitor.sees_a_session("Night Watch");
}

#[test]
fn before_and_after_the_conference_nothing_speaks_of_now() {
    for now in ["2027-03-26T10:00:00Z", "2027-03-29T10:00:00Z"] {
        let visitor = at(&format!("?now={now}"));
        visitor.sees_a_session("Welcome");
        visitor.has_no_button("Jump to now");
        visitor.does_not_read("Hide past sessions");
    }
}

#[test]
fn before_the_conference_it_says_in_how_many_days_it_begins_and_afterwards_that_it_is_over() {
    for (now, words) in [
        ("2027-03-15T22:00:00Z", "Begins in 12 days."),
        // It is the day before at the venue, and not the same day in UTC.
        ("2027-03-26T22:30:00Z", "Begins tomorrow."),
        ("2027-03-26T23:30:00Z", "Begins today."),
        ("2027-03-29T10:00:00Z", "It is over."),
    ] {
        let visitor = at(&format!("?now={now}"));
        visitor.reads(words);
    }
    let visitor = at("?now=2027-03-27T09:00:00Z");
    visitor.sees_a_session("Welcome");
    visitor.does_not_read("Begins");
    visitor.does_not_read("It is over");
    // The way to what one has chosen.
    visitor.opens("?now=2027-03-29T10:00:00Z");
    visitor.adds("Welcome");
    visitor.follows_in_the_page("My agenda");
    visitor.sees_in_the_agenda(&["Welcome"]);
}

#[test]
fn a_room_says_what_is_on_in_it_and_what_is_next() {
    let visitor = at(&format!("rooms/great-hall/?{AT_TEN}"));
    visitor.sees_the_heading("Great Hall");
    visitor.reads("On now Clocks That Disagree Politely");
    visitor.reads("Next Four Voices, One Outage");
    visitor.sees_under("Sunday 28 March", &["The Part That Nobody Opens"]);
    let visitor = at("rooms/great-hall/?now=2027-03-26T10:00:00Z");
    visitor.sees_under("Sunday 28 March", &["The Part That Nobody Opens"]);
    visitor.does_not_read("On now");
}

#[test]
fn a_session_says_what_is_next_in_its_room_and_what_runs_at_the_same_time() {
    let visitor = at("sessions/clocks/");
    visitor.sees_under("Next in this room", &["Four Voices, One Outage"]);
    visitor.sees_under("At the same time", &["Escaping <script>alert(1)</script> & \"quotes\" </title>"]);
}

#[test]
fn rooms_and_tracks_are_in_the_navigation() {
    let visitor = at("");
    visitor.goes_by_navigation_to("Rooms");
    visitor.sees_the_heading("Rooms");
    visitor.goes_by_navigation_to("Tracks");
    visitor.sees_the_heading("Tracks");
    visitor.goes_by_navigation_to("Programme");
    visitor.sees_the_heading("The Everything Conference");
}

#[test]
fn a_track_has_a_page_with_its_sessions() {
    let visitor = at("speakers/zoe-angstrom-nunez/");
    visitor.follows("Systems & Their Keepers");
    visitor.is_at("tracks/systems/");
    visitor.sees_the_heading("Systems & Their Keepers");
    visitor.sees_under("Saturday 27 March", &["Clocks That Disagree Politely", "静かなデータベースの作り方"]);
}

#[test]
fn what_is_chosen_stays_from_day_to_day_and_the_tabs_say_how_much_is_left() {
    let visitor = at("");
    visitor.chooses("Great Hall");
    visitor.sees_the_days(&["All days 5", "Sat 27 4", "Sun 28 1"]);
    visitor.follows("Sun 28");
    visitor.is_at("days/2027-03-28/?room=great-hall");
    visitor.sees_sessions(&["The Part That Nobody Opens"]);
    visitor.types("nobody");
    visitor.sees_the_days(&["All days 1", "Sat 27 0", "Sun 28 1"]);
    visitor.goes_back();
    visitor.sees_the_days(&["All days 5", "Sat 27 4", "Sun 28 1"]);
}

#[test]
fn every_kind_of_choice_can_be_made_and_combined() {
    let visitor = at("");
    visitor.adds("Night Watch");
    for (choice, address) in [
        ("In my agenda", "?mine=yes"),
        ("Pages", "?track=pages"),
        ("Great Hall", "?room=great-hall"),
        ("ja", "?language=ja"),
        ("Advanced", "?level=Advanced"),
        ("time", "?tag=time"),
        ("Recorded", "?recorded=yes"),
        ("Not recorded", "?recorded=no"),
    ] {
        visitor.chooses(choice);
        visitor.is_at(address);
        visitor.sees_chosen(&[choice]);
        visitor.chooses(choice);
        visitor.is_at("");
    }
    visitor.opens("?tag=time&recorded=yes&track=systems");
    visitor.sees_sessions(&["Clocks That Disagree Politely"]);
    visitor.opens("?mine=yes");
    visitor.sees_sessions(&["Night Watch"]);
    visitor.takes_out_among_the_results("Night Watch");
    visitor.reads("No session found");
    visitor.has_the_focus_on_the_heading("The Everything Conference");
}

#[test]
fn titles_and_texts_say_their_language() {
    let visitor = at("");
    visitor.sees_the_language_of_the_link("静かなデータベースの作り方", "ja");
    // It has two languages, so nobody knows which the title is in.
    visitor.sees_the_language_of_the_link("לבנות לאט, לפרק מהר", "en");
}
