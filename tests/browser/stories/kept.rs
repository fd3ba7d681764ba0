//! The guide is kept on the device: without a network, while new builds come, on networks and hosts that fail. The host
//! is really stopped: what browsers offer as "offline" does not reach service workers.

use browser_stories::site::{Fault, Site};
use browser_stories::visitor::Visitor;

/// Somebody who has visited the site once, and whose device keeps it.
fn keeper(site: Site) -> Visitor {
    let visitor = Visitor::who_keeps("/2026/london", site);
    // The browser tells of every request that fails.
    visitor.expects_in_the_console("Failed to load resource");
    visitor.expects_in_the_console("ERR_");
    visitor.opens("");
    visitor.reads("works without a network");
    visitor
}

#[test]
fn without_a_network_everything_opens_from_a_cold_start_even_pages_never_visited() {
    let visitor = keeper(Site::everything());
    visitor.adds("Welcome");
    visitor.adds("Night Watch");
    visitor.closes_and_reopens_the_browser();
    visitor.host().stops();
    visitor.opens("sessions/welcome/");
    visitor.sees_the_heading("Welcome");
    visitor.reads("Where the doors are");
    visitor.reads("Offline since");
    for page in Site::everything().pages() {
        visitor.opens(&page);
        visitor.does_not_read("Page not found");
    }
    visitor.opens("?q=clocks");
    visitor.sees_a_session("Clocks That Disagree Politely");
    visitor.opens("?view=grid");
    visitor.follows("Night Watch");
    visitor.sees_the_heading("Night Watch");
    visitor.goes_to_the_agenda();
    visitor.sees_in_the_agenda(&["Welcome", "Night Watch"]);
    assert!(visitor.saves_a_calendar("Save for your calendar").contains("SUMMARY:Night Watch"));
    visitor.opens("sessions/nothing/");
    visitor.sees_the_heading("Page not found");
}
