//! Texts of the programme and words of visitors are shown as they are, and nothing in them runs.

use browser_stories::site::Site;
use browser_stories::visitor::Visitor;

const TITLE: &str = r#"Escaping <script>alert(1)</script> & "quotes" </title>"#;

#[test]
fn markup_in_the_programme_is_text_on_every_page_that_shows_it() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("");
    visitor.sees_a_session(TITLE);
    visitor.adds(TITLE);
    visitor.reads("Lab <ground floor>");
    visitor.follows(TITLE);
    visitor.sees_the_heading(TITLE);
    visitor.sees_the_title(&format!("{TITLE} · The Everything Conference"));
    let odd =
        r#"<!-- not a comment --> ]]> &amp; {{ nothing }} ${nothing} </script><img src=x onerror=alert(2)>."#;
    visitor.reads(odd);
    visitor.reloads();
    visitor.sees_the_heading(TITLE);
    visitor.reads(odd);
    visitor.sees_in_the_agenda(&[TITLE]);
    visitor.removes(TITLE);
    visitor.presses(&format!("Undo: {TITLE}"));
    visitor.opens("speakers/ilkay-oezturkmen/");
    visitor.reads("Finds the door that <nobody> closed");
    visitor.sees_nothing_that_came_from_a_text();
}

#[test]
fn markup_in_a_search_is_text() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("?q=%3Cscript%3Ealert(1)%3C/script%3E");
    visitor.sees_in_the_search_line("<script>alert(1)</script>");
    visitor.sees_sessions(&[TITLE]);
    visitor.searches("<img src=x onerror=alert(2)>");
    visitor.sees_in_the_search_line("<img src=x onerror=alert(2)>");
    visitor.sees_a_session(TITLE);
    visitor.sees_nothing_that_came_from_a_text();
}

#[test]
fn markup_in_a_loaded_agenda_is_text() {
    let visitor = Visitor::of(Site::everything());
    visitor.opens("agenda/");
    let title = "<img src=x onerror=alert(3)>";
    let file = r#"{"v":1,"conference":"everything","name":"x","sessions":[{"id":"gone","title":"TITLE"},{"id":"<b>gone</b>","title":"x"}]}"#;
    visitor.loads_text(&file.replace("TITLE", title));
    // An entry whose id cannot be an id is left out.
    visitor.sees_a_notice("1 entry could not be read.");
    visitor.sees_the_list(&[title]);
    visitor.reads("No longer in the programme");
    visitor.presses(&format!("Remove: {title}"));
    visitor.sees_a_notice(&format!("Removed: {title}"));
    visitor.sees_nothing_that_came_from_a_text();
}
