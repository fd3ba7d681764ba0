//! The app cannot start. The page can be read all the same, and says what is wrong and what to do.

use std::time::Duration;

use browser_stories::engine::{Need, Settings, lacks};
use browser_stories::site::{Fault, Site};
use browser_stories::visitor::{TIMEKEEPER, Visitor};

fn with_a_watch() -> Visitor {
    let settings = Settings { before_pages: Some(TIMEKEEPER.to_owned()), ..Settings::default() };
    Visitor::with(settings, Site::everything())
}

/// The host fails, the visitor is told, the host recovers, and "Try again" is all it takes.
fn is_told_and_tries_again(ending: &'static str, fault: Fault, cause: &str) {
    let visitor = with_a_watch();
    // The browser names each file that failed.
    visitor.expects_in_the_console("guide-");
    visitor.expects_in_the_console("Failed to load module script");
    visitor.expects_in_the_console("Content Security Policy");
    visitor.host().fails(ending, fault);
    visitor.goes_to("");
    visitor.is_told_that_the_app_failed(cause);
    let after = visitor.was_told_after();
    assert!(after < Duration::from_secs(1), "it took {after:?} to say so");
    visitor.reads("Four Voices, One Outage");
    visitor.follows("Night Watch");
    visitor.sees_the_heading("Night Watch");
    visitor.is_told_that_the_app_failed(cause);
    visitor.host().recovers();
    visitor.presses("Try again");
    visitor.waits_for_the_app();
    visitor.adds("Night Watch");
}

#[test]
fn the_app_itself_is_missing() {
    is_told_and_tries_again(".wasm", Fault::Missing, "missing");
}

#[test]
fn the_script_of_the_app_is_missing() {
    is_told_and_tries_again(".js", Fault::Missing, "missing");
}

#[test]
fn a_sign_in_page_comes_in_place_of_the_app() {
    is_told_and_tries_again(".wasm", Fault::SignInPage, "refused");
}

#[test]
fn a_sign_in_page_comes_in_place_of_the_script() {
    is_told_and_tries_again(".js", Fault::SignInPage, "refused");
}

#[test]
fn the_app_arrives_cut_short() {
    is_told_and_tries_again(".wasm", Fault::Truncated, "refused");
}

#[test]
fn the_connection_breaks_while_the_app_arrives() {
    // An engine that does not notice the broken connection reports the incomplete app as damaged.
    let cause = if lacks(Need::BrokenConnections) { "refused" } else { "network" };
    is_told_and_tries_again(".wasm", Fault::CutOff, cause);
}

#[test]
fn the_host_has_a_policy_that_forbids_the_app() {
    let policy = Fault::Header("content-security-policy", "script-src 'self' 'unsafe-inline'");
    is_told_and_tries_again("", policy, "policy");
}

#[test]
fn a_host_that_does_not_know_the_type_of_the_app_is_no_trouble() {
    let visitor = Visitor::of(Site::everything());
    visitor.host().fails(".wasm", Fault::Type("application/octet-stream"));
    visitor.opens("");
    visitor.adds("Night Watch");
}

#[test]
fn after_ten_seconds_without_the_app_a_message_says_so_and_the_app_may_still_start() {
    let visitor = with_a_watch();
    visitor.host().fails(".wasm", Fault::Held);
    visitor.goes_to("");
    visitor.is_told_that_the_app_failed("stalled");
    visitor.reads("Four Voices, One Outage");
    visitor.host().lets_go();
    visitor.waits_for_the_app();
    visitor.sees_no_notice();
    visitor.adds("Night Watch");
}

#[test]
fn an_agenda_that_cannot_be_read_yet_is_not_called_empty() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.adds("Night Watch");
    visitor.host().fails(".wasm", Fault::Held);
    visitor.goes_to("agenda/");
    visitor.is_told_that_the_app_failed("stalled");
    visitor.does_not_read("Nothing here yet");
    visitor.reads("once the app has started");
    visitor.host().lets_go();
    visitor.waits_for_the_app();
    visitor.sees_the_list(&["Night Watch"]);
}

#[test]
fn an_app_that_arrives_late_and_broken_gets_the_message_for_errors() {
    let visitor = with_a_watch();
    visitor.expects_in_the_console("injected at start");
    visitor.expects_in_the_console("unreachable");
    visitor.host().fails(".wasm", Fault::Held);
    visitor.goes_to("?panic=start;");
    visitor.is_told_that_the_app_failed("stalled");
    visitor.host().lets_go();
    visitor.is_told_that_the_app_failed("error");
}

#[test]
fn a_policy_that_forbids_even_the_boot_script_leaves_nothing_that_pretends_to_work() {
    let visitor = Visitor::of(Site::everything());
    visitor.expects_in_the_console("Content Security Policy");
    visitor.host().fails("", Fault::Header("content-security-policy", "script-src 'self'"));
    for page in ["", "sessions/night-watch/", "agenda/"] {
        visitor.goes_to(page);
        assert_eq!(visitor.dead_controls(), [""; 0], "{page:?} shows controls that do nothing");
    }
    visitor.reads("once the app has started");
}

#[test]
fn an_app_that_stops_halfway_gets_a_message_after_ten_seconds() {
    let visitor = with_a_watch();
    visitor.host().fails(".wasm", Fault::Stalled);
    visitor.goes_to("");
    visitor.is_told_that_the_app_failed("stalled");
    visitor.host().recovers();
    visitor.presses("Try again");
    visitor.waits_for_the_app();
}

#[test]
fn a_browser_without_webassembly_gets_its_own_message() {
    let visitor = Visitor::with(Settings { webassembly: false, ..Settings::default() }, Site::everything());
    visitor.goes_to("sessions/night-watch/");
    visitor.is_told_that_the_app_failed("unsupported");
    visitor.reads("We stay up with a cluster, past midnight");
    visitor.follows("Previous A Talk That Will Be Withdrawn");
    visitor.sees_the_heading("A Talk That Will Be Withdrawn");
    visitor.is_told_that_the_app_failed("unsupported");
}
