//! Checks every page in every state: with the keyboard alone, at 400 % zoom, with the user's own text size and spacing,
//! with forced colours, and on a touch screen.

use browser_stories::engine::{Need, Settings, lacks};
use browser_stories::site::{Fault, Site};
use browser_stories::visitor::Visitor;

const PHONE: (u32, u32) = (360, 640);
const WIDE: (u32, u32) = (1280, 800);
/// A screen of 1280 × 1024 at 400 % (WCAG 1.4.10).
const ZOOMED: (u32, u32) = (320, 256);

const CLOCKS: &str = "Clocks That Disagree Politely";
const ESCAPING: &str = "Escaping <script>alert(1)</script> & \"quotes\" </title>";
const DAY: &str = "days/2027-03-27/?now=2027-03-27T10%3A00%3A00%2B01%3A00";
const GRID: &str = "days/2027-03-27/?view=grid&now=2027-03-27T10%3A00%3A00%2B01%3A00";
const AGENDA: &str = "agenda/?now=2027-03-27T10%3A00%3A00%2B01%3A00";

/// The name of a state, and how a visitor comes there from the state before.
type State = (&'static str, fn(&Visitor));

/// From "the programme" to "undo of one", the agenda has [`CLOCKS`] and [`ESCAPING`], which clash.
const STATES: [State; 30] = [
    ("the agenda, empty", |visitor| {
        visitor.opens("agenda/");
        visitor.reads("Nothing here yet");
    }),
    ("the programme", |visitor| {
        visitor.opens("");
        visitor.adds(CLOCKS);
        visitor.adds(ESCAPING);
    }),
    ("a day with something hidden", |visitor| {
        visitor.opens("sessions/coffee/");
        visitor.presses("Hide this session");
        visitor.opens(DAY);
        visitor.reads("Show again");
    }),
    ("results", |visitor| {
        visitor.opens("?q=clocks&topic=Distributed+systems");
        visitor.sees_sessions(&[CLOCKS]);
    }),
    ("no results", |visitor| {
        visitor.opens("?q=nosuchword");
        visitor.reads("No session found");
    }),
    ("the filters, open", |visitor| {
        visitor.opens("?topic=Storage");
        // On a wide screen they are always open.
        if visitor.presses_the_first(".filters-button") {
            visitor.sees_the_filters(true);
        }
    }),
    ("the timetable", |visitor| {
        visitor.opens(GRID);
        visitor.has_a_button("Jump to now");
    }),
    ("a session", |visitor| {
        visitor.opens("sessions/clocks/");
        visitor.presses(&format!("Only maybe: {CLOCKS}"));
    }),
    ("a session of many words", |visitor| visitor.opens("sessions/hallway/")),
    ("the speakers", |visitor| visitor.opens("speakers/")),
    ("a speaker", |visitor| visitor.opens("speakers/zoe-angstrom-nunez/")),
    ("the rooms", |visitor| visitor.opens("rooms/")),
    ("a room", |visitor| {
        visitor.opens("rooms/great-hall/?now=2027-03-27T10%3A00%3A00%2B01%3A00");
        visitor.reads("On now");
    }),
    ("the tracks", |visitor| visitor.opens("tracks/")),
    ("a track", |visitor| visitor.opens("tracks/systems/")),
    ("no such page", |visitor| visitor.opens("sessions/nobody/")),
    ("the agenda with clashes, a gap and a proposal", |visitor| {
        visitor.opens(AGENDA);
        visitor.presses_the_first(".gap .button");
        visitor.presses("Best plan for Saturday");
        visitor.reads("Take this plan");
    }),
    ("the agenda as text", |visitor| {
        visitor.opens(AGENDA);
        visitor.lets_the_page_copy(false);
        visitor.presses("Copy as text");
        visitor.sees_a_notice("This browser does not let the page copy.");
    }),
    ("the agenda with a loaded file", |visitor| {
        visitor.opens(AGENDA);
        visitor.loads_text(
            r#"{"v":1,"conference":"everything","name":"E","sessions":[{"id":"gone","title":"Gone"},{"id":"bad"}]}"#,
        );
        visitor.sees_a_notice("Loaded: 1 new.");
    }),
    ("undo of one", |visitor| {
        visitor.opens(AGENDA);
        visitor.removes(ESCAPING);
    }),
    ("undo of all", |visitor| {
        visitor.opens(AGENDA);
        visitor.presses("Clear all");
        visitor.sees_a_notice("Your agenda was cleared");
    }),
    ("a notice", |visitor| {
        visitor.opens("");
        visitor.fills_the_storage();
        visitor.adds("Open Lab");
        visitor.sees_a_notice("The browser's storage is full");
    }),
    ("changes", |visitor| {
        visitor.frees_the_storage();
        visitor.presses("Try again");
        visitor.sees_no_notice();
        visitor.adds("A Talk That Will Be Withdrawn");
        visitor.adds("Welcome");
        visitor.host().deploys(Site::everything_next());
        visitor.opens(AGENDA);
        visitor.reads("What changed");
    }),
    ("changes, noted", |visitor| {
        visitor.opens(AGENDA);
        visitor.presses_the_first(".changes .button");
        visitor.reads("Noted.");
    }),
    ("an older page", |visitor| {
        visitor.host().fails("", Fault::Old(Site::everything()));
        visitor.opens(AGENDA);
        visitor.sees_a_notice("This page is older");
        visitor.host().recovers();
        visitor.host().deploys(Site::everything());
    }),
    ("a day that is over, folded", |visitor| {
        visitor.opens("");
        visitor.adds("The Part That Nobody Opens");
        visitor.opens("agenda/?now=2027-03-28T08%3A00%3A00%2B02%3A00");
        visitor.reads("Sunday 28 March");
    }),
    ("saved entries that cannot be read", |visitor| {
        visitor.finds_saved("hallway:everything:pick:lab", "{");
        visitor.finds_saved("hallway:everything:pick:night-watch", r#"{"v":2,"title":"Night Watch"}"#);
        visitor.opens("");
        visitor.sees_a_notice("could not be read");
        visitor.sees_a_notice("can only be read by a newer version");
    }),
    ("saved entries of no session", |visitor| {
        visitor.finds_strays_saved("everything", 3_100);
        visitor.opens("");
        visitor.sees_a_notice("saved entries for sessions that are not in this programme");
    }),
    ("broken", |visitor| {
        visitor.opens("?panic=press;");
        visitor.presses_the_agenda_button_of("Night Watch");
        visitor.sees_a_notice("Something went wrong");
    }),
    ("not started", |visitor| {
        visitor.host().fails(".wasm", Fault::SignInPage);
        visitor.goes_to("");
        visitor.is_told_that_the_app_failed("refused");
    }),
];

/// States of a programme so long that its cards are shortened.
const LONG_STATES: [State; 5] = [
    ("results of a long programme", |visitor| {
        visitor.opens("?q=forgetting+queues+in+public");
        visitor.reads("of 2000 sessions");
    }),
    ("the timetable of a long programme", |visitor| {
        visitor.opens("days/2027-06-08/?view=grid");
        visitor.reads("Timetable");
    }),
    ("speakers found", |visitor| {
        visitor.opens("speakers/?q=bence");
        visitor.reads("Bence");
    }),
    ("the rooms of a long programme", |visitor| visitor.opens("rooms/")),
    ("a session of a long programme", |visitor| visitor.opens("sessions/session-4/")),
];

/// The same in a browser that saves nothing.
const STATES_WITHOUT_STORAGE: [State; 1] = [("storage blocked", |visitor| {
    visitor.opens("");
    visitor.sees_a_notice("This browser does not let the guide save anything.");
})];

/// Runs `look` in every state, and fails with a list of all faults.
fn every_state(settings: &Settings, look: &dyn Fn(&Visitor) -> Vec<String>) {
    let mut faults = Vec::new();
    let blocked = Settings { site_data: false, ..settings.clone() };
    for (settings, site, states) in [
        (settings, Site::everything(), &STATES[..]),
        (settings, Site::two_thousand(), &LONG_STATES),
        (&blocked, Site::everything(), &STATES_WITHOUT_STORAGE),
    ] {
        let visitor = Visitor::with(settings.clone(), site);
        for expected in ["404", "injected at", "RuntimeError: unreachable", "guide-"] {
            visitor.expects_in_the_console(expected);
        }
        for (name, comes_to) in states {
            comes_to(&visitor);
            faults.extend(look(&visitor).into_iter().map(|fault| format!("{name}: {fault}")));
        }
    }
    assert!(faults.is_empty(), "{} faults with {settings:?}:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_keyboard_reaches_everything_and_the_focus_is_visible() {
    let may_be_covered_in_part = lacks(Need::AllOfTheFocused);
    for window in [PHONE, WIDE] {
        every_state(&Settings { window, ..Settings::default() }, &|visitor| {
            visitor.faults_for_the_keyboard(may_be_covered_in_part)
        });
    }
}

#[test]
fn at_400_percent_nothing_is_cut_off() {
    every_state(&Settings { window: ZOOMED, ..Settings::default() }, &Visitor::what_is_cut_off);
}

#[test]
fn nothing_is_cut_off_with_wide_text_spacing() {
    let selects_are_narrow = lacks(Need::SpacedSelects);
    for window in [PHONE, WIDE] {
        every_state(&Settings { window, ..Settings::default() }, &|visitor| {
            visitor.spaces_the_text();
            let mut faults = visitor.what_is_cut_off();
            faults.retain(|fault| !(selects_are_narrow && fault.starts_with("select ")));
            faults
        });
    }
}

#[test]
fn nothing_is_cut_off_if_the_browsers_font_is_twice_as_large() {
    if lacks(Need::Emulation) {
        return;
    }
    every_state(&Settings { window: PHONE, text_size: 32, ..Settings::default() }, &Visitor::what_is_cut_off);
}

#[test]
fn nothing_is_cut_off_if_only_the_text_is_twice_as_large() {
    every_state(&Settings { window: PHONE, ..Settings::default() }, &|visitor| {
        visitor.doubles_the_text();
        visitor.what_is_cut_off()
    });
}

#[test]
fn with_forced_colours_everything_can_be_told_apart() {
    if lacks(Need::Emulation) {
        return;
    }
    for window in [PHONE, WIDE] {
        let settings = Settings { window, forced_colours: true, ..Settings::default() };
        every_state(&settings, &|visitor| {
            let mut faults = visitor.what_looks_the_same();
            // axe-core looks at `-webkit-text-fill-color`, which is not what is painted there.
            let findings = visitor.findings().into_iter().map(|finding| finding.to_string());
            faults.extend(findings.filter(|finding| !finding.starts_with("color-contrast")));
            faults
        });
    }
}

#[test]
fn what_can_be_pressed_is_large_enough_for_a_mouse() {
    for window in [PHONE, WIDE] {
        every_state(&Settings { window, ..Settings::default() }, &|visitor| visitor.targets_below(24));
    }
}

#[test]
fn controls_are_large_enough_for_a_finger() {
    if lacks(Need::Emulation) {
        return;
    }
    for window in [PHONE, WIDE] {
        every_state(&Settings { window, touch: true, ..Settings::default() }, &|visitor| {
            visitor.targets_below(44)
        });
    }
}

#[test]
fn text_has_enough_contrast_in_every_hue() {
    for (window, dark) in [(PHONE, false), (PHONE, true), (WIDE, false), (WIDE, true)] {
        every_state(&Settings { window, dark, ..Settings::default() }, &Visitor::low_contrasts);
    }
}
