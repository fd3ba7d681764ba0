//! Several tabs of one browser, at the same time.

use browser_stories::engine::{Need, lacks};
use browser_stories::site::Site;
use browser_stories::visitor::Visitor;

#[test]
fn a_change_in_one_tab_is_seen_in_the_other_at_once() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    let first = visitor.tab();
    let second = visitor.opens_in_a_new_tab("agenda/");
    visitor.turns_to(&first);
    visitor.adds("Night Watch");
    visitor.adds("Welcome");
    visitor.turns_to(&second);
    visitor.sees_the_list(&["Welcome", "Night Watch"]);
    visitor.sees_the_count(2);
    visitor.removes("Welcome");
    visitor.turns_to(&first);
    visitor.sees_that_it_is_not_in_the_agenda("Welcome");
    visitor.sees_the_count(1);
    visitor.turns_to(&second);
    visitor.presses("Undo: Welcome");
    visitor.turns_to(&first);
    visitor.sees_that_it_is_in_the_agenda("Welcome");
}

#[test]
fn what_another_tab_puts_back_cannot_be_put_back_here() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.adds("Welcome");
    visitor.adds("Night Watch");
    let first = visitor.tab();
    let second = visitor.opens_in_a_new_tab("agenda/");
    visitor.removes("Welcome");
    visitor.sees_the_lines(&["Removed: Welcome", "Night Watch"]);
    visitor.turns_to(&first);
    visitor.adds("Welcome");
    visitor.turns_to(&second);
    visitor.sees_the_lines(&["Welcome", "Night Watch"]);
}

#[test]
fn a_tab_sees_that_the_browsers_data_was_cleared_and_can_put_its_agenda_back() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.adds("Night Watch");
    let first = visitor.tab();
    visitor.opens_in_a_new_tab("speakers/");
    visitor.clears_the_storage();
    visitor.turns_to(&first);
    visitor.sees_that_it_is_not_in_the_agenda("Night Watch");
    visitor.sees_a_notice("Your agenda was cleared (1 session).");
    visitor.goes_to_the_agenda();
    visitor.presses("Undo");
    visitor.sees_in_the_agenda(&["Night Watch"]);
    visitor.reloads();
    visitor.sees_in_the_agenda(&["Night Watch"]);
    visitor.opens("");
    let second = visitor.opens_in_a_new_tab("speakers/");
    visitor.clears_the_storage();
    visitor.turns_to(&first);
    visitor.presses("Undo");
    visitor.sees_no_notice();
    visitor.sees_that_it_is_in_the_agenda("Night Watch");
    visitor.turns_to(&second);
    visitor.sees_the_count(1);
}

#[test]
fn what_another_tab_takes_out_leaves_the_focus_where_it_is() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    for title in ["Welcome", "Four Voices, One Outage", "Night Watch"] {
        visitor.adds(title);
    }
    visitor.goes_to_the_agenda();
    let first = visitor.tab();
    visitor.tabs_to("link", "Night Watch");
    visitor.opens_in_a_new_tab("");
    visitor.takes_out("Four Voices, One Outage");
    visitor.turns_to(&first);
    visitor.sees_the_list(&["Welcome", "Night Watch"]);
    visitor.has_the_focus_on("link", "Night Watch");
}

#[test]
fn two_tabs_that_change_two_thousand_sessions_at_once_lose_nothing() {
    if lacks(Need::FastWritesInTwoWindows) {
        return;
    }
    const ALL_AT_ONCE: &str = "?format=Talk&format=Workshop&format=Panel&format=Lightning+talk";
    let visitor = Visitor::of(Site::two_thousand());
    visitor.opens(ALL_AT_ONCE);
    let first = visitor.tab();
    let second = visitor.opens_in_a_new_tab(ALL_AT_ONCE);
    // Each tab has its own half of the sessions: what it did last to each of them must hold.
    visitor.turns_to(&first);
    visitor.begins_to_press_agenda_buttons(1_000, |at| at % 2 == 0);
    visitor.turns_to(&second);
    visitor.begins_to_press_agenda_buttons(1_000, |at| at % 2 == 1);
    let mut wanted = visitor.has_pressed();
    visitor.turns_to(&first);
    wanted.extend(visitor.has_pressed());
    assert!(visitor.pressed_at_the_same_time_as(&second), "one tab was done before the other began");
    println!("{:.1} ms for each press, while another tab presses too", visitor.took_for_a_press());
    let added = wanted.values().filter(|added| **added).count();
    assert!(
        (200..wanted.len() - 200).contains(&added),
        "{added} of {} sessions are in the agenda",
        wanted.len()
    );
    for tab in [&first, &second] {
        visitor.turns_to(tab);
        visitor.sees_exactly_in_the_agenda(&wanted);
    }
    visitor.opens_in_a_new_tab(ALL_AT_ONCE);
    visitor.sees_exactly_in_the_agenda(&wanted);
}

#[test]
fn two_tabs_that_toggle_the_same_session_agree_in_the_end() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    let first = visitor.tab();
    let second = visitor.opens_in_a_new_tab("");
    for _ in 0..10 {
        for tab in [&first, &second] {
            visitor.turns_to(tab);
            visitor.begins_to_press_agenda_buttons(101, |at| at == 3);
        }
        visitor.has_pressed();
        visitor.turns_to(&first);
        visitor.has_pressed();
        visitor.agrees_with_what_is_saved();
        visitor.turns_to(&second);
        visitor.agrees_with_what_is_saved();
    }
}
