//! The app breaks while it runs. The address says where (src/ui/panics.rs), in builds made for these stories.

use std::time::Duration;

use browser_stories::site::Site;
use browser_stories::visitor::Visitor;

const A_SECOND: Duration = Duration::from_secs(1);

/// Something breaks the app at one of its places: by a panic, and by an exception of JavaScript.
fn survives(page: &str, place: &str, breaks_it: impl Fn(&Visitor)) {
    for how in ["panic", "throw"] {
        let visitor = Visitor::of(Site::everything());
        visitor.expects_in_the_console("injected at");
        visitor.expects_in_the_console("RuntimeError: unreachable");
        visitor.opens("");
        visitor.adds("Night Watch");
        visitor.adds("Welcome");
        let before = visitor.saved();
        visitor.opens(&format!("{page}?{how}={place};"));
        breaks_it(&visitor);
        visitor.sees_the_recovery_screen_within(A_SECOND);
        assert_eq!(visitor.saved(), before);
        visitor.takes_the_fault_out_of_the_address();
        visitor.presses("Reload");
        visitor.waits_for_the_app();
        visitor.sees_in_the_agenda(&["Welcome", "Night Watch"]);
    }
}

#[test]
fn a_press_that_breaks_the_app_leads_to_the_recovery_screen() {
    survives("", "press", |visitor| visitor.presses_the_agenda_button_of("Open Lab"));
}

#[test]
fn a_search_that_breaks_the_app_leads_to_the_recovery_screen() {
    survives("speakers/", "search", |visitor| visitor.moves_within_this_address_to(""));
}

#[test]
fn a_session_that_breaks_the_app_leads_to_the_recovery_screen() {
    survives("speakers/", "session", |visitor| visitor.moves_within_this_address_to("sessions/welcome/"));
}

#[test]
fn an_agenda_that_breaks_the_app_leads_to_the_recovery_screen() {
    survives("speakers/", "agenda", |visitor| visitor.moves_within_this_address_to("agenda/"));
}

#[test]
fn an_app_that_breaks_while_starting_leaves_the_page_to_be_read() {
    for how in ["panic", "throw"] {
        let visitor = Visitor::of(Site::everything());
        visitor.expects_in_the_console("injected at");
        visitor.expects_in_the_console("RuntimeError: unreachable");
        visitor.opens("");
        visitor.adds("Night Watch");
        let before = visitor.saved();
        visitor.goes_to(&format!("?{how}=start;"));
        visitor.is_told_that_the_app_failed("error");
        visitor.reads("Four Voices, One Outage");
        assert_eq!(visitor.saved(), before);
        visitor.takes_the_fault_out_of_the_address();
        visitor.presses("Try again");
        visitor.waits_for_the_app();
        visitor.sees_that_it_is_in_the_agenda("Night Watch");
    }
}
