//! From page to page.

use browser_stories::engine::{Need, lacks};
use browser_stories::site::Site;
use browser_stories::visitor::{Key, Visitor};

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
fn back_restores_the_scroll_position() {
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
fn a_reload_restores_the_scroll_position() {
    if lacks(Need::WritingWhileLeaving) {
        return;
    }
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    let place = visitor.scrolls_to_the_session("Night Watch");
    visitor.reloads();
    visitor.is_scrolled_to(place);
}

#[test]
fn a_long_agenda_is_where_it_was_after_a_reload() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    for card in visitor.cards().iter().take(8) {
        visitor.adds(&card.title);
    }
    visitor.goes_to_the_agenda();
    let place = visitor.scrolls_to_the_session("Four Voices, One Outage");
    visitor.rests_there();
    visitor.reloads();
    visitor.is_scrolled_to(place);
}

#[test]
fn back_after_a_reload_restores_the_scroll_position() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    let place = visitor.scrolls_to_the_session("Night Watch");
    visitor.follows("Night Watch");
    visitor.sees_the_heading("Night Watch");
    visitor.reloads();
    visitor.goes_back();
    visitor.sees_the_heading(SITE);
    visitor.is_scrolled_to(place);
}

#[test]
fn the_skip_link_leads_to_the_content_and_back_restores_the_scroll_position() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    let place = visitor.scrolls_to_the_session("Night Watch");
    visitor.follows("Night Watch");
    visitor.sees_the_heading("Night Watch");
    visitor.tabs_to("link", "Skip to content");
    visitor.presses_the_key(Key::Enter);
    visitor.is_at("sessions/night-watch/#main");
    visitor.is_scrolled_to(visitor.place_of_the_content());
    visitor.goes_by_navigation_to("Speakers");
    visitor.sees_the_heading("Speakers");
    visitor.goes_back();
    visitor.sees_the_heading("Night Watch");
    visitor.goes_back();
    visitor.goes_back();
    visitor.sees_the_heading(SITE);
    visitor.is_scrolled_to(place);
}

#[test]
fn an_entry_of_an_earlier_build_leads_to_its_page() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    // WebKit's Back skips pages on which the visitor pressed nothing.
    visitor.presses_the_key(Key::Tab);
    visitor.has_an_entry_of_an_earlier_build();
    visitor.follows_at_once(&["Night Watch"]);
    visitor.sees_the_heading("Night Watch");
    visitor.goes_back();
    visitor.sees_the_heading(SITE);
    visitor.has_an_entry_of_an_earlier_build();
    visitor.reloads();
    visitor.sees_the_heading(SITE);
    visitor.goes_forward();
    visitor.sees_the_heading("Night Watch");
}

#[test]
fn a_link_to_the_current_page_makes_no_entry_in_the_history() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("speakers/");
    let before = visitor.history_length();
    visitor.goes_by_navigation_to("Speakers");
    visitor.has_the_focus_on_the_heading("Speakers");
    assert_eq!(visitor.history_length(), before);
}

#[test]
fn a_path_that_is_called_like_a_folder_of_the_guide_is_no_trouble() {
    let visitor = Visitor::below("/agenda", Site::everything());
    visitor.expects_in_the_console("404");
    visitor.opens("sessions/nobody/");
    visitor.sees_the_heading("Page not found");
    visitor.follows("To the programme");
    visitor.is_at("");
    visitor.sees_the_heading(SITE);
}

#[test]
fn a_slash_too_many_leads_nowhere_else() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("/");
    visitor.goes_by_navigation_to("Speakers");
    visitor.sees_the_heading("Speakers");
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
        visitor.does_not_read("Page not found");
        let lost: Vec<String> =
            visitor.links_to_pages().into_iter().filter(|link| !pages.contains(link)).collect();
        assert!(lost.is_empty(), "{page} links to {lost:?}, which is not there");
    }
}
