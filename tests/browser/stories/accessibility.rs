//! No page breaks a rule of axe-core, in any state, on phones and wide screens, light and dark.

use browser_stories::engine::Settings;
use browser_stories::site::{Fault, Site};
use browser_stories::visitor::Visitor;

const PHONE: (u32, u32) = (360, 640);
const WIDE: (u32, u32) = (1280, 800);

fn every_page(window: (u32, u32), dark: bool) {
    let site = Site::everything();
    let mut pages = site.pages();
    pages.push("sessions/nobody/".to_owned());
    let visitor = Visitor::with(Settings { window, dark, ..Settings::default() }, site);
    visitor.expects_in_the_console("404");
    visitor.opens("");
    visitor.adds("Welcome");
    for page in pages {
        visitor.opens(&page);
        visitor.finds_it_accessible();
    }
}

fn every_state(window: (u32, u32), dark: bool) {
    let visitor = Visitor::with(Settings { window, dark, ..Settings::default() }, Site::everything());
    visitor.expects_in_the_console("injected at");
    visitor.expects_in_the_console("RuntimeError: unreachable");
    visitor.expects_in_the_console("guide-");

    visitor.opens("agenda/");
    visitor.reads("Nothing here yet");
    visitor.finds_it_accessible();

    visitor.opens("?q=clocks&topic=Distributed+systems");
    visitor.sees_sessions(&["Clocks That Disagree Politely"]);
    visitor.finds_it_accessible();
    if window == PHONE {
        visitor.presses("Filters");
        visitor.sees_the_filters(true);
        visitor.finds_it_accessible();
    }

    visitor.opens("?q=nosuchword");
    visitor.reads("No session found");
    visitor.finds_it_accessible();

    visitor.opens("");
    visitor.adds("Welcome");
    visitor.adds("Night Watch");
    visitor.fills_the_storage();
    visitor.adds("Open Lab");
    visitor.sees_a_notice("The browser's storage is full");
    visitor.finds_it_accessible();
    visitor.frees_the_storage();
    visitor.presses("Try again");
    visitor.sees_no_notice();

    visitor.goes_to_the_agenda();
    visitor.removes("Welcome");
    visitor.finds_it_accessible();
    visitor.presses("Clear all");
    visitor.sees_a_notice("Your agenda was cleared");
    visitor.finds_it_accessible();

    visitor.opens("?panic=press;");
    visitor.presses_the_agenda_button_of("Welcome");
    visitor.sees_a_notice("Something went wrong");
    visitor.finds_it_accessible();

    visitor.host().fails(".wasm", Fault::SignInPage);
    visitor.goes_to("");
    visitor.is_told_that_the_app_failed("refused");
    visitor.finds_it_accessible();
}

#[test]
fn every_page_on_a_phone() {
    every_page(PHONE, false);
}

#[test]
fn every_page_on_a_dark_phone() {
    every_page(PHONE, true);
}

#[test]
fn every_page_on_a_wide_screen() {
    every_page(WIDE, false);
}

#[test]
fn every_page_on_a_wide_dark_screen() {
    every_page(WIDE, true);
}

#[test]
fn every_state_on_a_phone() {
    every_state(PHONE, false);
}

#[test]
fn every_state_on_a_dark_phone() {
    every_state(PHONE, true);
}

#[test]
fn every_state_on_a_wide_screen() {
    every_state(WIDE, false);
}

#[test]
fn every_state_on_a_wide_dark_screen() {
    every_state(WIDE, true);
}
