//! The agenda as a day: what clashes, what is free, what fits, and the best plan.

use browser_stories::engine::{Need, Settings, lacks};
use browser_stories::site::Site;
use browser_stories::visitor::{Key, Visitor};

const CLOCKS: &str = "Clocks That Disagree Politely";
const ESCAPING: &str = "Escaping <script>alert(1)</script> & \"quotes\" </title>";
const COFFEE: &str = "Coffee, and a Table for Lost Umbrellas";
const LONG_TITLE: &str = "Why the Index That Nobody Dared to Rebuild Was Rebuilt on a Tuesday Afternoon, and What the Database Said About It Later";
const FOUR_VOICES: &str = "Four Voices, One Outage";
const SATURDAY: &str = "Saturday 27 March";
const BEST_PLAN: &str = "Best plan for Saturday";

/// Somebody who chose these sessions, at this time.
fn with(titles: &[&str], now: &str) -> Visitor {
    let visitor = Visitor::of(Site::everything());
    visitor.opens(&format!("days/2027-03-27/?now=2027-03-27T{now}%3A00%2B01%3A00"));
    for title in titles {
        visitor.adds(title);
    }
    visitor
}

#[test]
fn a_day_tells_its_picks_gaps_breaks_and_what_time_it_is() {
    let visitor = with(&["Welcome", CLOCKS, FOUR_VOICES, "Night Watch"], "13%3A00");
    visitor.goes_to_the_agenda();
    visitor.sees_the_day_planned(
        SATURDAY,
        &[
            "Welcome",
            "Free 09:30–09:45, 15 minutes",
            CLOCKS,
            "Free 10:30–13:30, 3 hours",
            "Soup",
            "Now 13:00",
            FOUR_VOICES,
            "Free 14:30–23:00, 8 h 30 min",
            "Night Watch",
        ],
    );
}

#[test]
fn what_fits_a_gap_is_there_with_one_press() {
    let visitor = with(&["Welcome", CLOCKS, FOUR_VOICES], "08%3A00");
    visitor.goes_to_the_agenda();
    // The way to the coffee takes 20 minutes, so too much of it would be missed; the lab is five minutes away.
    visitor.sees_what_fits("Free 10:30–13:30, 3 hours", &[LONG_TITLE]);
    visitor.adds(LONG_TITLE);
    visitor.sees_the_day_planned(
        SATURDAY,
        &[
            "Welcome",
            "Free 09:30–09:45, 15 minutes",
            CLOCKS,
            "Free 10:30–11:00, 30 minutes",
            LONG_TITLE,
            "Soup",
            "Free 12:30–13:30, 1 hour",
            FOUR_VOICES,
            "Free 14:30–01:30 +1, 11 hours",
        ],
    );
}

#[test]
fn a_clash_is_shown_before_and_after_picking_in_list_table_page_and_header() {
    let visitor = with(&[CLOCKS], "08%3A00");
    let words = format!("Clashes with “{CLOCKS}”");
    visitor.sees_the_clash_of(ESCAPING, &words);
    visitor.sees_the_clash_of("Welcome", "");
    visitor.sees_clashes(0);
    // The organiser says that the walk takes 20 minutes.
    visitor.sees_the_clash_of(COFFEE, &format!("No time to walk between this and “{CLOCKS}”"));
    visitor.adds(ESCAPING);
    visitor.hears(&words);
    visitor.sees_clashes(1);
    visitor.sees_the_clash_of(CLOCKS, &format!("Clashes with “{ESCAPING}”"));
    visitor.sees_the_clash_of(COFFEE, &format!("No time to walk between this and “{CLOCKS}”, and 1 more"));
    visitor.follows("Timetable");
    visitor.sees_the_clash_of(ESCAPING, &words);
    visitor.takes_out(CLOCKS);
    visitor.sees_the_clash_of(ESCAPING, "");
    visitor.sees_the_clash_of(CLOCKS, &format!("Clashes with “{ESCAPING}”"));
    visitor.sees_clashes(0);
    visitor.opens("sessions/clocks/");
    visitor.sees_the_clash_of(CLOCKS, &format!("Clashes with “{ESCAPING}”"));
}

#[test]
fn lines_that_appear_in_cards_above_move_nothing_from_under_the_finger() {
    let visitor = with(&[], "08%3A00");
    let place = visitor.place_of_the_agenda_button_of(ESCAPING);
    visitor.adds(ESCAPING);
    visitor.sees_the_clash_of(CLOCKS, &format!("Clashes with “{ESCAPING}”"));
    assert_eq!(visitor.place_of_the_agenda_button_of(ESCAPING), place);
    visitor.takes_out(ESCAPING);
    visitor.sees_the_clash_of(CLOCKS, "");
    assert_eq!(visitor.place_of_the_agenda_button_of(ESCAPING), place);
}

#[test]
fn of_sessions_that_clash_one_is_kept_and_the_others_can_be_put_back() {
    let visitor = with(&[CLOCKS, ESCAPING, "Welcome"], "08%3A00");
    visitor.goes_to_the_agenda();
    let gap = "Free 09:30–09:45, 15 minutes";
    let rest = "Free 10:30–01:30 +1, 15 hours";
    let both = [
        "Welcome",
        gap,
        "These two overlap by 45 minutes.",
        &format!("- {CLOCKS}"),
        &format!("- {ESCAPING}"),
        rest,
        "Soup",
    ];
    visitor.sees_the_day_planned(SATURDAY, &both);
    visitor.presses(&format!("Keep this one: {ESCAPING}"));
    visitor.sees_the_day_planned(
        SATURDAY,
        &["Welcome", gap, ESCAPING, &format!("Removed: {CLOCKS}"), rest, "Soup"],
    );
    visitor.has_the_focus_on("button", &format!("Undo: {CLOCKS}"));
    visitor.sees_clashes(0);
    visitor.presses(&format!("Undo: {CLOCKS}"));
    visitor.sees_the_day_planned(SATURDAY, &both);
    visitor.sees_clashes(1);
}

#[test]
fn once_picked_a_session_can_be_a_maybe_and_stays_one() {
    let visitor = with(&[], "08%3A00");
    visitor.sees_the_wish_of(CLOCKS, None);
    visitor.adds(CLOCKS);
    visitor.sees_the_wish_of(CLOCKS, Some(false));
    visitor.presses(&format!("Only maybe: {CLOCKS}"));
    visitor.sees_the_wish_of(CLOCKS, Some(true));
    visitor.sees_that_it_is_in_the_agenda(CLOCKS);
    visitor.reloads();
    visitor.sees_the_wish_of(CLOCKS, Some(true));
    visitor.opens("sessions/clocks/");
    visitor.sees_the_wish_of(CLOCKS, Some(true));
    visitor.presses(&format!("Only maybe: {CLOCKS}"));
    visitor.sees_the_wish_of(CLOCKS, Some(false));
    visitor.takes_out(CLOCKS);
    visitor.sees_the_wish_of(CLOCKS, None);
}

#[test]
fn of_a_must_and_a_maybe_the_must_is_proposed() {
    let visitor = with(&[CLOCKS, ESCAPING], "08%3A00");
    visitor.presses(&format!("Only maybe: {ESCAPING}"));
    visitor.goes_to_the_agenda();
    visitor.reads(&format!("“{CLOCKS}” is not marked as maybe. Keep it?"));
    visitor.presses(&format!("Only maybe: {CLOCKS}"));
    visitor.does_not_read("is not marked as maybe");
}

#[test]
fn a_title_from_right_to_left_turns_no_sentence_around() {
    const SLOWLY: &str = "לבנות לאט, לפרק מהר";
    let visitor = with(&[FOUR_VOICES, SLOWLY], "08%3A00");
    visitor.sees_the_clash_of(FOUR_VOICES, &format!("Clashes with “{SLOWLY}”"));
    visitor.reads_from_left_to_right(&["Clashes with", SLOWLY]);
    visitor.goes_to_the_agenda();
    visitor.presses(BEST_PLAN);
    visitor.sees_left_out(&[&format!("“{SLOWLY}”, because it overlaps with “{FOUR_VOICES}”")]);
    visitor.reads_from_left_to_right(&[SLOWLY, "because it overlaps with"]);
}

#[test]
fn the_best_plan_says_what_it_leaves_out_and_changes_nothing_until_it_is_taken() {
    let visitor = with(&["Welcome", CLOCKS, ESCAPING, COFFEE, FOUR_VOICES], "08%3A00");
    visitor.presses(&format!("Only maybe: {CLOCKS}"));
    visitor.goes_to_the_agenda();
    // One group of three clashing sessions.
    visitor.sees_clashes(1);
    visitor.presses(BEST_PLAN);
    // Without clashes one can attend no more than three of these, and the must before the maybe.
    let reasons = [
        format!("“{CLOCKS}”, because it overlaps with “{ESCAPING}”"),
        format!("“{COFFEE}”, because there is no time to walk between it and “{ESCAPING}”"),
    ];
    visitor.sees_left_out(&reasons.each_ref().map(String::as_str));
    visitor.has_the_focus_on("button", "Take this plan");
    visitor.sees_the_count(5);
    visitor.presses("Leave it as it is");
    visitor.sees_left_out(&[]);
    visitor.sees_the_count(5);
    visitor.presses(BEST_PLAN);
    visitor.presses("Take this plan");
    visitor.sees_the_count(3);
    visitor.sees_clashes(0);
    // What went with one press comes back with one.
    visitor.presses(&format!("Undo: {CLOCKS}, {COFFEE}"));
    visitor.sees_the_count(5);
    visitor.sees_clashes(1);
    visitor.sees_the_wish_of(CLOCKS, Some(true));
}

#[test]
fn the_best_plan_is_not_offered_for_what_is_over() {
    for (now, is_offered) in [("10%3A00", true), ("10%3A30", false)] {
        let visitor = with(&[CLOCKS, ESCAPING, FOUR_VOICES], now);
        visitor.goes_to_the_agenda();
        visitor.sees_the_list(&[CLOCKS, ESCAPING, FOUR_VOICES]);
        if is_offered { visitor.reads(BEST_PLAN) } else { visitor.does_not_read(BEST_PLAN) }
    }
}

#[test]
fn a_pick_on_the_way_that_is_taken_out_makes_a_clash_in_the_header_and_on_both_cards() {
    const FROM: &str = "Moving Indexes in Public";
    const BY_WAY_OF: &str = "Trusting Proofs in Public";
    const TO: &str = "Untangling Incidents by Hand";
    let visitor = Visitor::of(Site::two_thousand());
    visitor.opens("days/2027-06-07/");
    for title in [FROM, BY_WAY_OF, TO] {
        visitor.adds(title);
        visitor.sees_the_clash_of(title, "");
    }
    visitor.sees_clashes(0);
    visitor.takes_out(BY_WAY_OF);
    visitor.sees_clashes(1);
    let words = |title: &str| format!("Only 1 h 15 min to walk between this and “{title}”");
    visitor.sees_the_clash_of(FROM, &words(TO));
    visitor.sees_the_clash_of(TO, &words(FROM));
    visitor.adds(BY_WAY_OF);
    visitor.sees_clashes(0);
    visitor.sees_the_clash_of(FROM, "");
    visitor.sees_the_clash_of(TO, "");
}

#[test]
fn the_agenda_opens_at_today_and_now_with_past_days_folded() {
    const ON_SUNDAY: &str = "The Part That Nobody Opens";
    let settings = Settings { window: (360, 640), ..Settings::default() };
    let visitor = Visitor::with(settings, Site::everything());
    visitor.opens("?now=2027-03-27T15%3A50%3A00%2B01%3A00");
    for title in ["Welcome", CLOCKS, COFFEE, LONG_TITLE, FOUR_VOICES, "Night Watch", ON_SUNDAY] {
        visitor.adds(title);
    }
    visitor.goes_to_the_agenda();
    visitor.has_in_sight("Now 15:50");
    visitor.opens("agenda/?now=2027-03-28T08%3A00%3A00%2B02%3A00");
    visitor.sees_the_list(&[ON_SUNDAY]);
    visitor.presses("Show 6 sessions: Saturday 27 March");
    visitor.sees_the_list(&["Welcome", CLOCKS, COFFEE, LONG_TITLE, FOUR_VOICES, "Night Watch", ON_SUNDAY]);
    visitor.finds_it_accessible();
    // Folded it is printed all the same, and after the last day nothing is folded.
    visitor.reloads();
    visitor.sees_the_list(&[ON_SUNDAY]);
    visitor.sees_it_printed();
    visitor.reads("Night Watch");
    visitor.opens("agenda/?now=2027-03-29T08%3A00%3A00%2B02%3A00");
    visitor.reads("Night Watch");
}

/// On a slow phone, a list of several cards takes longer than a slice of rendering.
#[test]
fn on_a_slow_phone_the_agenda_opens_at_now_too() {
    if lacks(Need::Emulation) {
        return;
    }
    let settings = Settings { window: (360, 640), ..Settings::default() };
    let visitor = Visitor::with(settings, Site::everything());
    visitor.opens("?now=2027-03-27T15%3A50%3A00%2B01%3A00");
    for title in ["Welcome", CLOCKS, COFFEE, LONG_TITLE, FOUR_VOICES, "Night Watch"] {
        visitor.adds(title);
    }
    visitor.slows_the_processor(20);
    visitor.goes_to_the_agenda();
    visitor.has_in_sight("Now 15:50");
}

#[test]
fn the_kept_session_stays_under_the_finger_and_the_others_come_back_together() {
    let settings = Settings { window: (1000, 600), ..Settings::default() };
    let visitor = Visitor::with(settings, Site::everything());
    visitor.opens("days/2027-03-27/?now=2027-03-27T08%3A00%3A00%2B01%3A00");
    for title in ["Welcome", CLOCKS, ESCAPING, COFFEE, FOUR_VOICES, "Night Watch"] {
        visitor.adds(title);
    }
    visitor.goes_to_the_agenda();
    visitor.scrolls_to_the_first(&format!("[aria-label='Keep this one: {COFFEE}']"));
    let place = visitor.place_of_the_session(COFFEE);
    visitor.presses(&format!("Keep this one: {COFFEE}"));
    visitor.reads(&format!("Removed: {CLOCKS}, {ESCAPING}"));
    visitor.sees_the_session_at(COFFEE, place);
    visitor.has_in_sight("Undo");
    visitor.presses(&format!("Undo: {CLOCKS}, {ESCAPING}"));
    visitor.sees_the_count(6);
    visitor.sees_clashes(1);
}

#[test]
fn attendees_set_the_time_they_need_to_change_rooms() {
    let visitor = with(&[COFFEE, LONG_TITLE], "08%3A00");
    visitor.goes_to_the_agenda();
    // Five minutes, unless somebody says otherwise: the one ends when the other begins.
    visitor.sees_clashes(1);
    visitor.reads("No time to change rooms between these two.");
    visitor.sets("Time I need to change rooms", "0 minutes");
    visitor.sees_clashes(0);
    visitor.does_not_read("No time to change rooms");
    visitor.reloads();
    visitor.sees_clashes(0);
    visitor.sets("Time I need to change rooms", "As usual (5 minutes)");
    visitor.sees_clashes(1);
}

#[test]
fn all_of_it_is_done_by_keyboard() {
    let visitor = with(&[CLOCKS, ESCAPING], "08%3A00");
    visitor.goes_to_the_agenda();
    visitor.tabs_to("button", BEST_PLAN);
    visitor.presses_the_key(Key::Enter);
    visitor.has_the_focus_on("button", "Take this plan");
    visitor.presses_the_key(Key::Tab);
    visitor.has_the_focus_on("button", "Leave it as it is");
    visitor.presses_the_key(Key::Enter);
    visitor.sees_left_out(&[]);
    visitor.tabs_to("button", &format!("Keep this one: {CLOCKS}"));
    visitor.presses_the_key(Key::Space);
    visitor.has_the_focus_on("button", &format!("Undo: {ESCAPING}"));
    visitor.hears(&format!("Removed: {ESCAPING}"));
}

#[test]
fn an_agenda_without_times_is_a_plain_list() {
    let visitor = Visitor::of(Site::release());
    visitor.opens("");
    let title = visitor.sessions().remove(0);
    visitor.adds(&title);
    visitor.goes_to_the_agenda();
    visitor.sees_the_list(&[&title]);
    for words in ["Free", "In your calendar", "Best plan", "What fits", "change rooms"] {
        visitor.does_not_read(words);
    }
}

#[test]
fn a_printed_agenda_has_its_days_and_no_controls() {
    let visitor = with(&["Welcome", CLOCKS, ESCAPING, "The Part That Nobody Opens"][..3], "08%3A00");
    visitor.goes_to_the_agenda();
    visitor.sees_it_printed();
    visitor.sees_the_list(&["Welcome", CLOCKS, ESCAPING]);
    for words in ["Free 09:30", BEST_PLAN, "Keep this one", "In your calendar", "Save to a file"] {
        visitor.does_not_read(words);
    }
}

#[test]
fn the_agenda_with_clashes_and_gaps_is_accessible() {
    for (window, dark) in [((360, 640), false), ((360, 640), true), ((1280, 800), false), ((1280, 800), true)]
    {
        let visitor = Visitor::with(Settings { window, dark, ..Settings::default() }, Site::everything());
        visitor.opens("days/2027-03-27/?now=2027-03-27T10%3A00%3A00%2B01%3A00");
        for title in ["Welcome", CLOCKS, ESCAPING, FOUR_VOICES] {
            visitor.adds(title);
        }
        visitor.presses(&format!("Only maybe: {ESCAPING}"));
        visitor.finds_it_accessible();
        visitor.follows("Timetable");
        visitor.sees_the_clash_of(ESCAPING, &format!("Clashes with “{CLOCKS}”"));
        visitor.finds_it_accessible();
        visitor.goes_to_the_agenda();
        visitor.presses(BEST_PLAN);
        visitor.sees_what_fits("Free 10:30–13:30, 3 hours", &[LONG_TITLE, COFFEE]);
        visitor.finds_it_accessible();
        visitor.is_no_wider_than_the_screen();
    }
}
