//! JavaScript is off: the whole programme can be read, and nothing pretends to work.

use browser_stories::engine::Settings;
use browser_stories::site::Site;
use browser_stories::visitor::Visitor;

fn without_javascript(site: Site) -> Visitor {
    Visitor::with(Settings { javascript: false, ..Settings::default() }, site)
}

#[test]
fn every_page_can_be_read_and_left_by_links() {
    let site = Site::everything();
    let pages = site.pages();
    let visitor = without_javascript(site);
    for page in &pages {
        visitor.goes_to(page);
        visitor.sees_that_the_app_is_not_there_yet();
        assert_eq!(visitor.dead_controls(), [""; 0], "{page} shows controls that do nothing");
        let links = visitor.links_to_pages();
        let lost: Vec<&String> = links.iter().filter(|link| !pages.contains(link)).collect();
        assert!(lost.is_empty(), "{page} links to {lost:?}, which is not there");
    }
}

#[test]
fn the_programme_names_all_sessions_and_speakers_and_leads_to_them() {
    let visitor = without_javascript(Site::everything());
    visitor.goes_to("");
    visitor.sees_the_heading("The Everything Conference");
    for words in [
        "Welcome",
        "Open Lab",
        "Hallway Conversations",
        "静かなデータベースの作り方",
        "Zoë Ångström-Núñez",
        "Mo",
    ] {
        visitor.reads(words);
    }
    visitor.follows("Night Watch");
    visitor.sees_the_heading("Night Watch");
    visitor.reads("We stay up with a cluster, past midnight");
    visitor.reads("Pilar counts owls");
    visitor.follows("Next The Part That Nobody Opens");
    visitor.sees_the_heading("The Part That Nobody Opens");
    visitor.reads("who in this room has already opened one just like it. Nothing will be recorded");
    visitor.goes_by_navigation_to("Speakers");
    visitor.sees_the_heading("Speakers");
    visitor.reads("Bartholomew Quillfeather-Vandersteen");
}

#[test]
fn a_page_that_is_not_there_offers_no_search_that_cannot_be() {
    let visitor = without_javascript(Site::everything());
    visitor.expects_in_the_console("404");
    visitor.goes_to("sessions/nobody/");
    visitor.sees_the_heading("Page not found");
    assert_eq!(visitor.dead_controls(), [""; 0]);
}

#[test]
fn the_agenda_says_what_it_needs() {
    let visitor = without_javascript(Site::everything());
    visitor.goes_to("agenda/");
    visitor.sees_the_heading("My agenda");
    visitor.reads("The app needs JavaScript");
}
