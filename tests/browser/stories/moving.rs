//! From page to page.

use browser_stories::site::Site;
use browser_stories::visitor::Visitor;

const SITE: &str = "The Everything Conference";

#[test]
fn a_new_page_has_its_title_its_focus_and_is_announced() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.marks_the_page();
    visitor.follows("Night Watch");
    visitor.sees_the_title(&format!("Night Watch · {SITE}"));
    visitor.has_the_focus_on_the_heading("Night Watch");
    visitor.hears(&format!("Night Watch · {SITE}"));
    visitor.goes_by_navigation_to("Speakers");
    visitor.sees_the_title(&format!("Speakers · {SITE}"));
    visitor.has_the_focus_on_the_heading("Speakers");
    visitor.hears(&format!("Speakers · {SITE}"));
    visitor.goes_back();
    visitor.sees_the_title(&format!("Night Watch · {SITE}"));
    visitor.has_the_focus_on_the_heading("Night Watch");
    visitor.is_still_on_the_marked_page();
}

#[test]
fn back_leads_to_where_one_was_on_the_page() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    let place = visitor.scrolls_to_the_session("Night Watch");
    visitor.follows("Night Watch");
    visitor.sees_the_heading("Night Watch");
    visitor.is_scrolled_to(0);
    visitor.goes_back();
    visitor.sees_the_heading(SITE);
    visitor.is_scrolled_to(place);
    visitor.goes_forward();
    visitor.sees_the_heading("Night Watch");
    visitor.is_scrolled_to(0);
}

#[test]
fn a_reload_leads_to_where_one_was_on_the_page() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    let place = visitor.scrolls_to_the_session("Night Watch");
    visitor.reloads();
    visitor.is_scrolled_to(place);
}

#[test]
fn every_page_opens_by_its_address_and_links_only_to_pages_that_are_there() {
    let site = Site::everything();
    let pages = site.pages();
    assert!(pages.len() >= 28, "the conference has 14 sessions and 11 speakers: {pages:?}");
    let visitor = Visitor::of(site);
    for page in &pages {
        visitor.opens(page);
        visitor.is_at(page);
        visitor.does_not_read("This page is not here");
        let lost: Vec<String> =
            visitor.links_to_pages().into_iter().filter(|link| !pages.contains(link)).collect();
        assert!(lost.is_empty(), "{page} links to {lost:?}, which is not there");
    }
}
