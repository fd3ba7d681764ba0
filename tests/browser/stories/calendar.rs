//! Attendees get sessions into their own calendar: they save a calendar file or subscribe to a calendar. They also copy
//! their agenda as Markdown.

use browser_stories::site::Site;
use browser_stories::visitor::Visitor;

const CLOCKS: &str = "Clocks That Disagree Politely";
const VANISHES: &str = "A Talk That Will Be Withdrawn";
const SAVE: &str = "Save for your calendar";

fn with(titles: &[&str]) -> Visitor {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    for title in titles {
        visitor.adds(title);
    }
    visitor
}

/// The lines of an event, by its id, as a calendar joins them.
fn event(calendar: &str, uid: &str) -> Vec<String> {
    let whole = calendar.replace("\r\n ", "");
    let mut events = whole.split("BEGIN:VEVENT\r\n").skip(1);
    let event = events.find(|event| event.contains(&format!("UID:{uid}\r\n")));
    let event = event.unwrap_or_else(|| panic!("no event {uid} in\n{calendar}"));
    event.lines().take_while(|line| *line != "END:VEVENT").map(str::to_owned).collect()
}

fn assert_says(event: &[String], lines: &[&str]) {
    for line in lines {
        assert!(event.iter().any(|one| one == line), "{line} is missing: {event:#?}");
    }
}

#[test]
fn an_agenda_is_saved_for_a_calendar_with_the_reminders_that_were_set() {
    let visitor = with(&["Welcome", CLOCKS]);
    visitor.presses(&format!("Only maybe: {CLOCKS}"));
    visitor.goes_to_the_agenda();
    visitor.sets("Remind me before a session", "15 minutes before");
    let calendar = visitor.saves_a_calendar(SAVE);
    let clocks = event(&calendar, "clocks@everything");
    let lines = [
        "DTSTAMP:20270301T110000Z",
        "LAST-MODIFIED:20270301T110000Z",
        "SEQUENCE:2",
        "DTSTART:20270327T084500Z",
        "DTEND:20270327T093000Z",
        "SUMMARY:Clocks That Disagree Politely",
        "LOCATION:Great Hall\\, Everything House\\, Example Quay 7\\, Berlin",
        "STATUS:TENTATIVE",
        "TRANSP:TRANSPARENT",
    ];
    assert_says(&clocks, &lines);
    assert!(!clocks.iter().any(|line| line.contains("VALARM")), "a maybe has no reminder: {clocks:#?}");
    let address = clocks.iter().find_map(|line| line.strip_prefix("URL:")).expect("it has an address");
    assert!(address.starts_with("http://") && address.ends_with("/sessions/clocks/"), "{address}");
    assert_says(&event(&calendar, "welcome@everything"), &["BEGIN:VALARM", "TRIGGER:-PT15M"]);
    // Saving again gives the same file.
    assert_eq!(visitor.saves_a_calendar(SAVE), calendar);
    visitor.sets("Remind me before a “maybe”", "5 minutes before");
    visitor.reloads();
    let calendar = visitor.saves_a_calendar(SAVE);
    assert_says(&event(&calendar, "clocks@everything"), &["TRIGGER:-PT5M"]);
}

#[test]
fn after_a_change_a_saved_calendar_calls_off_what_vanished_and_counts_on() {
    let visitor = with(&[VANISHES, "לבנות לאט, לפרק מהר", "静かなデータベースの作り方"]);
    visitor.host().deploys(Site::everything_next());
    visitor.opens("agenda/");
    let calendar = visitor.saves_a_calendar(SAVE);
    let gone = event(&calendar, "vanishes@everything");
    assert_says(&gone, &["STATUS:CANCELLED", "SEQUENCE:1", &format!("SUMMARY:Cancelled: {VANISHES}")]);
    assert_says(&event(&calendar, "build-slowly@everything"), &["STATUS:CANCELLED"]);
    assert_says(&event(&calendar, "build-slower@everything"), &["STATUS:CONFIRMED", "SEQUENCE:2"]);
    let moved = ["DTSTART:20270327T143000Z", "SEQUENCE:1", "LAST-MODIFIED:20270320T110000Z"];
    assert_says(&event(&calendar, "quiet-database@everything"), &moved);
}

#[test]
fn one_session_is_saved_for_a_calendar_from_its_page() {
    let visitor = with(&[]);
    visitor.opens("sessions/clocks/");
    let (name, calendar) = visitor.saves_a_named_calendar("Add to your calendar");
    assert_eq!(name, "Clocks-That-Disagree-Politely-clocks.ics");
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1);
    assert_says(&event(&calendar, "clocks@everything"), &["TRIGGER:-PT10M"]);
    // A session that was never changed has the time of the build, which the stories' host writes into each page.
    visitor.opens("sessions/welcome/");
    let calendar = visitor.saves_a_calendar("Add to your calendar");
    assert_says(&event(&calendar, "welcome@everything"), &["DTSTAMP:20231114T221321Z"]);
}

#[test]
fn the_programme_and_its_parts_can_be_subscribed_to() {
    let visitor = with(&[]);
    for page in ["", "rooms/great-hall/", "tracks/systems/", "speakers/mo/"] {
        visitor.opens(page);
        visitor.reads("A subscribed calendar checks for changes by itself");
        let there = visitor.address_of_the_link("Subscribe");
        assert!(
            there.starts_with("webcal://") && there.ends_with(&format!("/{page}calendar.ics")),
            "{there}"
        );
        assert_eq!(visitor.address_of_the_link("Calendar file"), there.replace("webcal:", "http:"));
    }
    visitor.opens("sessions/clocks/");
    visitor.does_not_read("Subscribe");
}

#[test]
fn an_agenda_is_copied_as_markdown() {
    let visitor = with(&["Welcome", "Night Watch", "Hallway Conversations"]);
    visitor.goes_to_the_agenda();
    visitor.lets_the_page_copy(true);
    visitor.presses("Copy as Markdown");
    visitor.sees_a_notice("Your agenda is copied.");
    let text = visitor.clipboard();
    let start = "# My agenda: The Everything Conference\n\nTimes are in the conference’s time zone (Europe/Berlin).\n\n\
        ## Saturday 27 March\n\n### [Welcome](http://";
    assert!(text.starts_with(start), "{text}");
    assert!(text.contains("/sessions/welcome/)\n\n09:00–09:30, Great Hall\n\nAoife Ní Dhálaigh\n"), "{text}");
    // Characters with a meaning in Markdown are escaped.
    assert!(text.contains("23:00–01:30 +1, Lab \\<ground floor\\>\n"), "{text}");
    assert!(text.contains("\n## Without a time\n"), "{text}");
}
