//! What must work on any host at any path: `HALLWAY_BASE` says where the site is; without it, this process hosts it
//! deep below the root of a host. `HALLWAY_NO_404` says that the host does not show the site's own 404 page.

use std::env;
use std::io::{self, Write};

use browser_stories::visitor::Visitor;

const SITE: &str = "Architectures You've Always Wondered About";
const EBPF: &str = "eBPF - Rethinking the Linux Kernel";
const TESLA: &str = "Tesla Virtual Power Plant";
const SPORTSBOOK: &str = "Designing a Real-Time Global Sportsbook (From Scratch!)";
const DAZN: &str = "Lessons From DAZN: Scaling Your Project with Micro-Frontends";
const COMPLEXITY: &str = "Managing Systems in an Age of Dynamic Complexity";
const EXCHANGES: &str = "Evolution of Financial Exchange Architectures";

#[test]
fn the_first_page_shows_every_session() {
    let visitor = Visitor::of_the_hosted_site();
    visitor.opens("");
    visitor.sees_the_heading(SITE);
    visitor.sees_sessions(&[TESLA, EBPF, EXCHANGES, DAZN, COMPLEXITY, SPORTSBOOK]);
}

#[test]
fn a_link_to_any_page_opens_it() {
    let visitor = Visitor::of_the_hosted_site();
    for (path, heading) in [
        ("sessions/ebpf/", EBPF),
        ("speakers/", "Speakers"),
        ("speakers/laura-nolan/", "Laura Nolan"),
        ("agenda/", "My agenda"),
        ("", SITE),
    ] {
        visitor.opens(path);
        visitor.sees_the_heading(heading);
        visitor.is_at(path);
    }
}

#[test]
fn moving_between_pages_keeps_the_app() {
    let visitor = Visitor::of_the_hosted_site();
    visitor.opens("");
    visitor.marks_the_page();
    visitor.follows(EBPF);
    visitor.is_at("sessions/ebpf/");
    visitor.sees_the_title(&format!("{EBPF} · {SITE}"));
    visitor.has_the_focus_on_the_heading(EBPF);
    visitor.follows("Thomas Graf");
    visitor.is_at("speakers/thomas-graf/");
    visitor.sees_the_heading("Thomas Graf");
    visitor.goes_by_navigation_to("My agenda");
    visitor.is_at("agenda/");
    visitor.goes_back();
    visitor.sees_the_heading("Thomas Graf");
    visitor.goes_by_navigation_to("Programme");
    visitor.is_at("");
    visitor.sees_the_heading(SITE);
    visitor.is_still_on_the_marked_page();
}

#[test]
fn an_agenda_survives_a_reload() {
    let visitor = Visitor::of_the_hosted_site();
    visitor.opens("");
    visitor.adds(EBPF);
    visitor.adds(SPORTSBOOK);
    visitor.sees_the_count(2);
    visitor.reloads();
    visitor.sees_that_it_is_in_the_agenda(EBPF);
    visitor.sees_the_count(2);
    visitor.sees_in_the_agenda(&[EBPF, SPORTSBOOK]);
    visitor.reloads();
    visitor.sees_the_list(&[EBPF, SPORTSBOOK]);
}

#[test]
fn a_search_finds_sessions_and_can_be_linked() {
    let visitor = Visitor::of_the_hosted_site();
    visitor.opens("");
    visitor.types("kernel");
    visitor.sees_sessions(&[EBPF]);
    visitor.is_at("?q=kernel");
    visitor.opens("?q=kernel");
    visitor.sees_sessions(&[EBPF]);
    visitor.sees_in_the_search_line("kernel");
}

#[test]
fn an_address_that_is_no_page_says_so_and_leads_on() {
    let Some(visitor) = where_the_site_has_its_404_page() else { return };
    for path in ["sessions/nobody/", "speakers/no/such/place/", "agenda/mine/"] {
        visitor.opens(path);
        visitor.sees_the_heading("Page not found");
        visitor.is_at(path);
    }
    visitor.types("kernel");
    visitor.presses("Search");
    visitor.is_at("?q=kernel");
    visitor.waits_for_the_app();
    visitor.sees_sessions(&[EBPF]);
}

#[test]
fn a_mistyped_address_leads_on_too() {
    let Some(visitor) = where_the_site_has_its_404_page() else { return };
    for path in ["nowhere/", "sesions/ebpf/", "a/b/c/d"] {
        visitor.opens(path);
        visitor.sees_the_heading("Page not found");
        visitor.follows("To the programme");
        visitor.sees_the_heading(SITE);
        visitor.is_at("");
    }
}

fn where_the_site_has_its_404_page() -> Option<Visitor> {
    if env::var_os("HALLWAY_NO_404").is_some() {
        // Not `eprintln!`, which nobody sees of a story that passes.
        let _ = writeln!(io::stderr(), "skipped: this host shows a 404 page of its own");
        return None;
    }
    let visitor = Visitor::of_the_hosted_site();
    visitor.expects_in_the_console("404");
    Some(visitor)
}
