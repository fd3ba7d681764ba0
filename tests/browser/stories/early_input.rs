//! What a visitor does before the app is there is not lost when it takes over.

use browser_stories::engine::{Need, Settings, lacks};
use browser_stories::site::{Fault, Site};
use browser_stories::visitor::Visitor;

/// The page is there, and the app is held back by the network.
fn before_the_app_on(page: &str) -> Visitor {
    let visitor = Visitor::of(Site::everything());
    visitor.host().fails(".wasm", Fault::Held);
    visitor.goes_to(page);
    visitor.sees_that_the_app_is_not_there_yet();
    visitor
}

fn the_app_comes(visitor: &Visitor) {
    visitor.sees_that_the_app_is_not_there_yet();
    visitor.host().lets_go();
    visitor.waits_for_the_app();
}

#[test]
fn a_session_added_early_is_added() {
    let visitor = before_the_app_on("");
    visitor.adds("Night Watch");
    visitor.adds("Open Lab");
    visitor.adds("Welcome");
    visitor.takes_out("Open Lab");
    the_app_comes(&visitor);
    visitor.sees_that_it_is_in_the_agenda("Night Watch");
    visitor.sees_that_it_is_not_in_the_agenda("Open Lab");
    visitor.sees_the_count(2);
    visitor.reloads();
    visitor.sees_in_the_agenda(&["Welcome", "Night Watch"]);
}

#[test]
fn words_typed_early_stay_with_their_caret_and_are_searched_for() {
    let visitor = before_the_app_on("");
    visitor.types("umbrellas");
    visitor.puts_the_caret_at(2);
    the_app_comes(&visitor);
    visitor.sees_in_the_search_line("umbrellas");
    visitor.has_the_caret_at(2);
    visitor.sees_sessions(&["Coffee, and a Table for Lost Umbrellas"]);
    visitor.types("X");
    visitor.sees_in_the_search_line("umXbrellas");
}

#[test]
fn focus_and_place_on_the_page_stay() {
    let visitor = before_the_app_on("");
    let place = visitor.scrolls_to_the_session("Night Watch");
    visitor.adds("Night Watch");
    visitor.is_scrolled_to(place);
    visitor.has_the_focus_on("button", "My agenda: Night Watch");
    the_app_comes(&visitor);
    visitor.has_the_focus_on("button", "My agenda: Night Watch");
    visitor.is_scrolled_to(place);
}

#[test]
fn an_early_press_on_a_picked_session_leaves_it_as_the_page_shows() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.adds("Night Watch");
    visitor.host().fails(".wasm", Fault::Held);
    visitor.goes_to("sessions/night-watch/");
    // The prerendered page cannot know the pick: what it shows after the press is what was meant.
    visitor.presses_the_agenda_button_of("Night Watch");
    visitor.sees_that_it_is_in_the_agenda("Night Watch");
    the_app_comes(&visitor);
    visitor.sees_that_it_is_in_the_agenda("Night Watch");
    visitor.sees_the_count(1);
}

#[test]
fn nothing_shifts_when_the_app_takes_over() {
    if lacks(Need::LayoutShifts) {
        return;
    }
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.adds("Night Watch");
    visitor.adds("Welcome");
    for page in ["", "sessions/night-watch/", "speakers/mo/", "agenda/", "?q=umbrellas"] {
        visitor.opens(page);
        assert_eq!(visitor.layout_shifts(), [""; 0], "{page:?}");
    }
    for site in [Site::everything(), Site::two_thousand()] {
        let settings = Settings { window: (360, 780), ..Settings::default() };
        let visitor = Visitor::with(settings, site);
        for now in ["2027-02-26T10:00:00Z", "2028-03-27T10:00:00Z"] {
            visitor.opens(&format!("?now={now}"));
            assert_eq!(visitor.layout_shifts(), [""; 0], "{now}");
        }
    }
}

#[test]
fn no_list_shifts_while_its_page_arrives() {
    if lacks(Need::LayoutShifts) {
        return;
    }
    let (phone, screen) = ((360, 780), (1280, 900));
    // Pages of a long programme are so large that a browser paints them while they arrive.
    let visits = [(phone, Site::everything()), (phone, Site::two_thousand()), (screen, Site::two_thousand())];
    for (window, site) in visits {
        let visitor = Visitor::with(Settings { window, ..Settings::default() }, site);
        visitor.host().fails(".wasm", Fault::Held);
        for page in ["", "agenda/", "speakers/", "rooms/"] {
            visitor.goes_to(page);
            assert_eq!(visitor.moves_while_the_page_arrives(), [""; 0], "{window:?} {page:?}");
        }
    }
}

#[test]
fn a_bookmark_stays_where_it_is_when_the_words_of_its_button_arrive() {
    let visitor = Visitor::of(Site::everything());
    for page in ["", "sessions/night-watch/"] {
        visitor.opens(page);
        assert_eq!(visitor.bookmark_moves_by(), 0.0, "{page:?}");
    }
}

#[test]
fn a_session_added_early_is_added_even_if_the_attendee_goes_on() {
    let visitor = before_the_app_on("");
    visitor.adds("Night Watch");
    visitor.adds("Welcome");
    visitor.follows("Night Watch");
    visitor.sees_the_heading("Night Watch");
    visitor.sees_that_it_is_in_the_agenda("Night Watch");
    the_app_comes(&visitor);
    visitor.sees_that_it_is_in_the_agenda("Night Watch");
    visitor.sees_in_the_agenda(&["Welcome", "Night Watch"]);
    visitor.removes("Welcome");
    visitor.reloads();
    visitor.sees_the_list(&["Night Watch"]);
}

#[test]
fn the_focus_on_a_link_stays() {
    let visitor = before_the_app_on("");
    visitor.tabs_to("link", "Night Watch");
    the_app_comes(&visitor);
    visitor.has_the_focus_on("link", "Night Watch");
}

#[test]
fn words_typed_early_are_in_the_address() {
    let visitor = before_the_app_on("");
    visitor.types("umbrellas");
    the_app_comes(&visitor);
    visitor.is_at("?q=umbrellas");
    visitor.follows("Coffee, and a Table for Lost Umbrellas");
    visitor.sees_the_heading("Coffee, and a Table for Lost Umbrellas");
    visitor.goes_back();
    visitor.sees_in_the_search_line("umbrellas");
}

#[test]
fn filters_opened_early_stay_open() {
    let visitor = Visitor::with(Settings { window: (360, 640), ..Settings::default() }, Site::everything());
    visitor.host().fails(".wasm", Fault::Held);
    visitor.goes_to("");
    visitor.presses("Filters");
    visitor.sees_the_filters(true);
    the_app_comes(&visitor);
    visitor.sees_the_filters(true);
}

#[test]
fn an_appearance_chosen_early_is_applied() {
    let visitor = before_the_app_on("");
    visitor.chooses_the_appearance("Dark");
    the_app_comes(&visitor);
    visitor.sees_the_appearance_chosen("Dark");
    assert_eq!(visitor.appearance().as_deref(), Some("dark"));
    visitor.reloads();
    visitor.sees_the_appearance_chosen("Dark");
}
