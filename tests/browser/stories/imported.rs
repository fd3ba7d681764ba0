//! A guide made of what an organiser's tool exported.

use browser_stories::site::Site;
use browser_stories::visitor::Visitor;

const WORKSHOP: &str = "Ringing birds (workshop)";

fn at(path: &str) -> Visitor {
    let visitor = Visitor::of(Site::imported());
    visitor.opens(path);
    visitor
}

#[test]
fn an_export_becomes_days_times_rooms_and_tracks() {
    let visitor = at("");
    visitor.sees_the_heading("HeronConf 2027");
    visitor.reads("Times are in the conference’s time zone (Europe/Berlin).");
    visitor.follows("Sat 27");
    visitor.sees_the_heading("Saturday 27 March");
    visitor.sees_the_times(&["09:00", "10:00", "00:30 +1"]);
    visitor.sees_the_time_of("Opening", "09:00–09:30");
    visitor.follows("Timetable");
    visitor.sees_the_rooms(&["Großer Saal", "Nest"]);
    visitor.opens("tracks/nests/");
    visitor.sees_sessions(&[WORKSHOP, WORKSHOP]);
    visitor.finds_it_accessible();
}

#[test]
fn its_texts_keep_their_lists_and_languages() {
    let visitor = at("days/2027-03-27/");
    visitor.sees_the_language_of_the_link(WORKSHOP, "de");
    visitor.follows("Opening");
    visitor.sees_the_heading("Opening");
    visitor.reads("two birds");
    visitor.does_not_read("* two birds");
}

#[test]
fn what_it_gives_can_be_chosen_and_is_kept() {
    let visitor = at("");
    visitor.adds("Opening");
    visitor.reloads();
    visitor.sees_that_it_is_in_the_agenda("Opening");
    visitor.sees_a_saved_pick("hallway:heron27:pick:aaaaa1", "Opening");
}
