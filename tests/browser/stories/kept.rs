//! The guide is kept on the device: without a network, while new builds come, on networks and hosts that fail. The host
//! is really stopped: what browsers offer as "offline" does not reach service workers.

use std::{env, fs};

use browser_stories::engine::{Need, Settings, lacks};
use browser_stories::site::{Fault, Keeping, Site};
use browser_stories::visitor::Visitor;
use tempfile::TempDir;

const WORKS_WITHOUT_A_NETWORK: &str = "works without a network";
const CHANGED: &str = "The programme changed";

/// Somebody who has visited the site once, and whose device keeps it.
fn keeper(site: Site) -> Visitor {
    keeper_with(Settings::default(), site)
}

fn keeper_with(settings: Settings, site: Site) -> Visitor {
    let visitor = Visitor::who_keeps_with(settings, "/2026/london", site);
    // The browser tells of every request that fails.
    visitor.expects_in_the_console("Failed to load resource");
    visitor.expects_in_the_console("ERR_");
    visitor.opens("");
    visitor.reads(WORKS_WITHOUT_A_NETWORK);
    visitor
}

/// The next build is deployed, and the visitor comes back to the page.
fn hears_of_the_next_build(visitor: &Visitor) {
    visitor.host().deploys(Site::everything_next());
    visitor.turns_away_and_comes_back();
    visitor.sees_a_notice(CHANGED);
}

/// The driver's debugger keeps workers alive whose installation or build failed. In Chromium a navigation then sometimes
/// hangs when another worker takes over; without a debugger it never does.
fn rids_the_browser_of_failed_workers(visitor: &Visitor) {
    visitor.closes_and_reopens_the_browser();
}

/// The files that a site's worker keeps.
fn kept_files(site: &Site) -> Vec<String> {
    let worker = fs::read_to_string(site.folder.join("sw.js")).unwrap();
    let (_, files) = worker.split_once("\"files\":{").unwrap();
    let (files, _) = files.split_once('}').unwrap();
    files.split(',').filter_map(|file| Some(file.split('"').nth(1)?.to_owned())).collect()
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
        visitor.sees_a_page_with_content();
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

#[test]
fn two_thousand_sessions_are_kept_with_their_texts() {
    let visitor = keeper(Site::two_thousand());
    visitor.host().stops();
    let page = Site::two_thousand().pages().into_iter().rfind(|page| page.starts_with("sessions/")).unwrap();
    visitor.opens(&page);
    visitor.reads("Offline since");
    let texts = fs::read_to_string(Site::two_thousand().folder.join(&page).join("index.html")).unwrap();
    let (_, text) = texts.split_once("<div class=\"long-text\"").unwrap();
    let (_, text) = text.split_once("<p dir=\"auto\">").unwrap();
    visitor.reads(text.split_once("</p>").unwrap().0);
}

#[test]
fn a_repeat_visit_asks_the_network_for_nothing_but_whether_there_is_a_newer_build() {
    for site in [Site::everything(), Site::two_thousand()] {
        let visitor = keeper(site);
        let before = visitor.host().requests().len();
        let looked = visitor.host().requests_for("sw.js");
        visitor.opens("agenda/");
        visitor.opens("speakers/");
        visitor.reads(WORKS_WITHOUT_A_NETWORK);
        visitor.host().is_asked_for("sw.js", looked + 1);
        let asked = visitor.host().requests().split_off(before);
        assert!(asked.iter().all(|path| path == "sw.js"), "{asked:?}");
    }
}

#[test]
fn a_deployment_of_which_one_file_is_missing_or_damaged_or_replaced_changes_nothing() {
    let next = Site::everything_next();
    let others = kept_files(&Site::everything());
    let new: Vec<String> = kept_files(&next).into_iter().filter(|file| !others.contains(file)).collect();
    assert!(new.len() >= 2, "{new:?}");
    for file in new {
        let file: &'static str = file.leak();
        let visitor = keeper(Site::everything());
        visitor.host().fails_only(file, Fault::Missing);
        visitor.host().deploys(next.clone());
        for fault in [Fault::Missing, Fault::Truncated, Fault::SignInPage, Fault::CutOff] {
            visitor.host().fails_only(file, fault);
            let before = visitor.host().requests_for(file);
            visitor.opens("");
            // The browser may join an attempt to one that has just failed.
            let tries_again = || visitor.turns_away_and_comes_back();
            visitor.host().is_asked_for_while(file, before + 2, tries_again);
            visitor.opens("");
            visitor.sees_a_session("Clocks That Disagree Politely");
            visitor.sees_so_many_caches(1);
        }
        rids_the_browser_of_failed_workers(&visitor);
        visitor.host().recovers();
        visitor.opens("");
        visitor.sees_a_notice(CHANGED);
        visitor.opens("");
        visitor.sees_a_session("Clocks That Disagree Loudly");
    }
}

#[test]
fn a_newer_programme_is_told_and_shown_on_demand_with_what_changed_in_the_agenda() {
    let visitor = keeper(Site::everything());
    for title in ["Welcome", "Clocks That Disagree Politely", "A Talk That Will Be Withdrawn"] {
        visitor.adds(title);
    }
    visitor.host().deploys(Site::everything_next());
    visitor.turns_away_and_comes_back();
    visitor.sees_a_notice("The programme changed: 2 of your sessions.");
    // Nothing has moved.
    visitor.sees_a_session("Clocks That Disagree Politely");
    visitor.presses("Show");
    visitor.waits_for_the_app();
    visitor.sees_a_session("Clocks That Disagree Loudly");
    visitor.goes_to_the_agenda();
    visitor.reads("What changed");
    visitor.reads("No longer in the programme");
}

#[test]
fn the_next_page_shows_the_newer_programme_too() {
    let visitor = keeper(Site::everything());
    hears_of_the_next_build(&visitor);
    visitor.presses("Close");
    visitor.sees_no_notice();
    visitor.follows("Clocks That Disagree Politely");
    visitor.waits_for_the_app();
    visitor.sees_the_heading("Clocks That Disagree Loudly");
}

#[test]
fn a_page_of_an_earlier_build_goes_on_when_its_files_are_gone_from_the_host() {
    let visitor = keeper(Site::everything());
    let older = visitor.tab();
    visitor.host().deploys(Site::everything_next());
    visitor.opens_in_a_new_tab("");
    visitor.sees_a_notice(CHANGED);
    visitor.opens("");
    visitor.sees_a_session("Clocks That Disagree Loudly");
    visitor.sees_so_many_caches(2);
    visitor.turns_to(&older);
    visitor.sees_a_session("Clocks That Disagree Politely");
    visitor.adds("Night Watch");
    visitor.sees_that_it_is_in_the_agenda("Night Watch");
}

#[test]
fn a_build_that_breaks_at_its_start_is_rolled_back_and_the_next_good_one_shown() {
    let visitor = keeper(Site::everything());
    visitor.expects_in_the_console("This build is broken.");
    visitor.adds("Night Watch");
    let folder = TempDir::new().unwrap();
    visitor.host().deploys(Site::everything_next().broken(folder.path()));
    visitor.turns_away_and_comes_back();
    visitor.sees_so_many_caches(2);
    visitor.opens("");
    visitor.sees_a_session("Clocks That Disagree Politely");
    visitor.sees_that_it_is_in_the_agenda("Night Watch");
    rids_the_browser_of_failed_workers(&visitor);
    visitor.opens("");
    visitor.sees_a_session("Clocks That Disagree Politely");
    hears_of_the_next_build(&visitor);
    visitor.opens("");
    visitor.sees_a_session("Clocks That Disagree Loudly");
    visitor.sees_that_it_is_in_the_agenda("Night Watch");
}

#[test]
fn the_worker_that_removes_itself_leaves_nothing_but_the_agenda() {
    let visitor = keeper(Site::everything());
    visitor.adds("Night Watch");
    visitor.has_a_cache_of_another_program("another");
    visitor.host().lets_keep(Keeping::Nothing);
    visitor.turns_away_and_comes_back();
    visitor.sees_no_worker();
    assert_eq!(visitor.caches(), ["another"]);
    let before = visitor.host().requests_for("");
    visitor.opens("");
    assert_eq!(visitor.host().requests_for(""), before + 1);
    visitor.sees_that_it_is_in_the_agenda("Night Watch");
}

#[test]
fn a_kept_file_that_the_browser_lost_is_fetched_again() {
    let visitor = keeper(Site::everything());
    let is_app = |file: &String| file.starts_with("guide-") && file.ends_with(".js");
    let app = kept_files(&Site::everything()).into_iter().find(is_app).unwrap();
    visitor.loses_a_kept_file(&app);
    visitor.opens("agenda/");
    visitor.host().stops();
    visitor.opens("agenda/");
    // If the network is gone too, there is nothing to show, and the page says so.
    visitor.loses_a_kept_file(&app);
    visitor.goes_to("agenda/");
    visitor.sees_a_notice("The connection broke before the app arrived");
    visitor.does_not_read("You can still read");
    visitor.host().starts_again();
    visitor.presses("Try again");
    visitor.waits_for_the_app();
}

#[test]
fn other_pages_and_caches_of_the_host_are_left_alone() {
    let visitor = keeper(Site::everything());
    visitor.has_a_cache_of_another_program("another");
    visitor.has_a_cache_of_another_program("hallway / 1 another-guide");
    hears_of_the_next_build(&visitor);
    let caches = visitor.caches();
    assert!(
        caches.contains(&"another".to_owned()) && caches.contains(&"hallway / 1 another-guide".to_owned())
    );
    visitor.goes_to("robots.txt");
    visitor.reads("User-agent");
    // A page at any address does not know where its files are.
    visitor.expects_in_the_console("Manifest fetch");
    visitor.goes_to("elsewhere/page/");
    visitor.sees_the_heading("Page not found");
    assert_eq!(visitor.host().requests_for("elsewhere/page/"), 1);
}

#[test]
fn what_was_not_kept_at_first_is_kept_later() {
    let visitor = Visitor::who_keeps("/2026/london", Site::everything());
    visitor.expects_in_the_console("Failed to load resource");
    visitor.expects_in_the_console("ERR_");
    visitor.expects_in_the_console("sw.js");
    visitor.host().fails("icon-512.png", Fault::CutOff);
    visitor.opens("");
    visitor.host().is_asked_for("icon-512.png", 2);
    visitor.does_not_read("does not keep the guide");
    visitor.host().recovers();
    visitor.turns_away_and_comes_back();
    visitor.reads(WORKS_WITHOUT_A_NETWORK);
}

#[test]
fn who_comes_back_again_and_again_while_the_worker_comes_or_goes_causes_no_error() {
    // The worker of the first host removes itself. An error in the console would fail the story.
    let hosts: [fn(Site) -> Visitor; 2] = [Visitor::of, |site| Visitor::who_keeps("", site)];
    for of in hosts {
        let visitor = of(Site::everything());
        visitor.opens("");
        for _ in 0..20 {
            visitor.turns_away_and_comes_back();
        }
        visitor.reads("It is not sent anywhere");
    }
}

#[test]
fn after_a_notice_was_put_away_others_are_still_shown() {
    let visitor = keeper(Site::everything());
    hears_of_the_next_build(&visitor);
    visitor.presses("Close");
    visitor.host().stops();
    visitor.turns_away_and_comes_back();
    visitor.sees_a_notice("Offline since");
}

#[test]
fn a_network_that_asks_for_a_login_at_every_address_is_told() {
    let visitor = keeper(Site::everything());
    visitor.host().fails("", Fault::SignInPage);
    visitor.opens("agenda/");
    visitor.sees_a_notice("This network wants you to sign in");
    visitor.host().recovers();
    visitor.turns_away_and_comes_back();
    visitor.sees_no_notice();
}

#[test]
fn a_guide_that_was_taken_down_is_still_there_and_says_so() {
    let visitor = keeper(Site::everything());
    visitor.host().fails("", Fault::Missing);
    visitor.opens("sessions/night-watch/");
    visitor.sees_the_heading("Night Watch");
    visitor.sees_a_notice("no longer at its address");
}

#[test]
fn a_browser_that_keeps_nothing_says_so_and_the_guide_goes_on() {
    let settings = Settings { site_data: false, ..Settings::default() };
    let visitor = Visitor::with(settings, Site::everything());
    visitor.opens("");
    visitor.reads("This browser does not keep the guide itself");
    visitor.opens("sessions/night-watch/");
    visitor.sees_the_heading("Night Watch");
}

#[test]
fn a_private_window_keeps_the_guide_until_it_is_closed() {
    if lacks(Need::Emulation) {
        return;
    }
    let visitor = keeper_with(Settings { private: true, ..Settings::default() }, Site::everything());
    visitor.adds("Welcome");
    visitor.host().stops();
    visitor.opens("sessions/night-watch/");
    visitor.sees_the_heading("Night Watch");
    visitor.sees_in_the_agenda(&["Welcome"]);
    visitor.closes_and_reopens_the_browser();
    visitor.cannot_open("");
    visitor.host().starts_again();
    visitor.opens("");
    visitor.sees_the_count(0);
    visitor.reads(WORKS_WITHOUT_A_NETWORK);
}

#[test]
fn over_http_without_tls_the_guide_works_and_promises_nothing() {
    if lacks(Need::Emulation) {
        return;
    }
    let visitor = Visitor::without_tls(Site::everything());
    visitor.opens("");
    visitor.adds("Welcome");
    visitor.types("clocks");
    visitor.sees_a_session("Clocks That Disagree Politely");
    visitor.opens("agenda/");
    visitor.sees_in_the_agenda(&["Welcome"]);
    visitor.does_not_read(WORKS_WITHOUT_A_NETWORK);
    visitor.sees_no_notice();
    // Browsers let only pages with TLS copy.
    visitor.presses("Copy as text");
    visitor.sees_a_notice("This browser does not let the page copy.");
    assert_eq!(visitor.host().requests_for("sw.js"), 0);
}

#[test]
fn the_guide_offers_once_to_be_installed_after_the_third_pick() {
    let visitor = keeper(Site::everything());
    visitor.has_the_browser_offer_to_install();
    visitor.adds("Welcome");
    visitor.adds("Night Watch");
    visitor.sees_no_notice();
    visitor.adds("Open Lab");
    visitor.sees_a_notice("it can have a place on your home screen");
    visitor.presses("Put it on the home screen");
    visitor.was_asked_to_install();
    visitor.sees_no_notice();
    visitor.reloads();
    visitor.reads(WORKS_WITHOUT_A_NETWORK);
    visitor.has_the_browser_offer_to_install();
    visitor.sees_no_notice();
}

#[test]
fn who_puts_the_offer_away_is_never_asked_again() {
    let visitor = keeper(Site::everything());
    for title in ["Welcome", "Night Watch", "Open Lab"] {
        visitor.adds(title);
    }
    visitor.has_the_browser_offer_to_install();
    visitor.sees_a_notice("it can have a place on your home screen");
    visitor.presses("Close");
    visitor.sees_no_notice();
    visitor.closes_and_reopens_the_browser();
    visitor.opens("agenda/");
    visitor.reads(WORKS_WITHOUT_A_NETWORK);
    visitor.has_the_browser_offer_to_install();
    visitor.sees_no_notice();
}

/// How many random sequences are lived through; `HALLWAY_SEQUENCES=200` for a longer test.
fn sequences() -> u64 {
    env::var("HALLWAY_SEQUENCES").map_or(4, |count| count.parse().expect("HALLWAY_SEQUENCES is a number"))
}

/// Random numbers below `most`, the same for the same seed.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        // The constants are Knuth's (MMIX); the lower bits are poor.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
}

#[test]
fn whatever_is_deployed_and_fails_in_whatever_order_no_page_is_white_and_no_pick_is_lost() {
    const PAGES: [&str; 5] = ["", "agenda/", "sessions/night-watch/", "speakers/", "?q=clocks"];
    const PICKS: [&str; 3] = ["Welcome", "Night Watch", "Open Lab"];
    let folder = TempDir::new().unwrap();
    let broken = Site::everything_next().broken(folder.path());
    for seed in 0..sequences() {
        let mut random = Random(seed);
        let visitor = keeper(Site::everything());
        visitor.expects_in_the_console("This build is broken.");
        let mut picked = 0;
        let mut lived = Vec::new();
        for _ in 0..12 {
            let site = [Site::everything(), Site::everything_next(), broken.clone()][random.below(3)].clone();
            let happened = match random.below(7) {
                0 => {
                    let files = kept_files(&site);
                    let file: &'static str = files[random.below(files.len())].clone().leak();
                    let faults = [Fault::Missing, Fault::Truncated, Fault::SignInPage, Fault::CutOff];
                    visitor.host().fails(file, faults[random.below(4)].clone());
                    visitor.host().deploys(site.clone());
                    format!("{} was deployed without {file}", site.folder.display())
                }
                1 => {
                    visitor.host().deploys(site.clone());
                    format!("{} was deployed", site.folder.display())
                }
                2 => {
                    visitor.host().recovers();
                    "all was well again".to_owned()
                }
                3 => {
                    visitor.host().stops();
                    "the host stopped".to_owned()
                }
                4 => {
                    // Whatever was being installed is not.
                    visitor.closes_and_reopens_the_browser();
                    "the browser was closed".to_owned()
                }
                5 if picked < PICKS.len() => {
                    visitor.goes_to("");
                    if visitor.sees_that_no_page_is_white() {
                        visitor.adds(PICKS[picked]);
                        picked += 1;
                    }
                    "a session was added".to_owned()
                }
                _ => {
                    visitor.host().starts_again();
                    "the host started".to_owned()
                }
            };
            lived.push(happened);
            println!("sequence {seed}: {lived:?}");
            visitor.goes_to(PAGES[random.below(PAGES.len())]);
            if visitor.sees_that_no_page_is_white() {
                visitor.sees_the_count(picked);
            }
        }
    }
}
