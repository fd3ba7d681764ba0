//! Light, dark, or as the system has it.

use browser_stories::engine::Settings;
use browser_stories::site::{Fault, Site};
use browser_stories::visitor::{TIMEKEEPER, Visitor};

fn with_a_watch() -> Visitor {
    let settings = Settings { before_pages: Some(TIMEKEEPER.to_owned()), ..Settings::default() };
    Visitor::with(settings, Site::everything())
}

#[test]
fn a_chosen_appearance_is_there_before_anything_is_painted() {
    let visitor = with_a_watch();
    visitor.opens("");
    assert_eq!(visitor.appearance(), None);
    visitor.chooses_the_appearance("Dark");
    assert_eq!(visitor.appearance().as_deref(), Some("dark"));
    visitor.host().fails(".wasm", Fault::Held);
    visitor.goes_to("speakers/");
    visitor.sees_that_the_app_is_not_there_yet();
    assert_eq!(visitor.appearance().as_deref(), Some("dark"));
    visitor.saw_no_flash();
    visitor.host().lets_go();
    visitor.waits_for_the_app();
    assert_eq!(visitor.appearance().as_deref(), Some("dark"));
    visitor.sees_the_appearance_chosen("Dark");
}

#[test]
fn the_systems_appearance_can_be_chosen_again() {
    let visitor = with_a_watch();
    visitor.opens("");
    visitor.sees_the_appearance_chosen("System");
    visitor.chooses_the_appearance("Light");
    visitor.reloads();
    assert_eq!(visitor.appearance().as_deref(), Some("light"));
    visitor.chooses_the_appearance("System");
    assert_eq!(visitor.appearance(), None);
    visitor.reloads();
    assert_eq!(visitor.appearance(), None);
    visitor.sees_the_appearance_chosen("System");
    let saved = visitor.saved();
    assert!(!saved.contains_key("hallway:theme"), "what the system has needs no saving: {saved:?}");
}

#[test]
fn dark_is_dark_and_light_is_light_whatever_the_system_has() {
    for dark in [false, true] {
        let settings = Settings { dark, ..Settings::default() };
        let visitor = Visitor::with(settings, Site::everything());
        visitor.opens("");
        assert_eq!(visitor.sees_a_dark_page(), dark);
        visitor.chooses_the_appearance("Dark");
        assert!(visitor.sees_a_dark_page());
        visitor.chooses_the_appearance("Light");
        assert!(!visitor.sees_a_dark_page());
    }
}
