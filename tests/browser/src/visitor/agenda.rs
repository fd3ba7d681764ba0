//! What a visitor does with their own agenda.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::Visitor;
use crate::now;

/// The state of the one agenda button of a session on this page.
const PRESSED: &str = "const found = byName('button', `My agenda: ${arguments[0]}`);
    return found.length === 1 ? found[0].getAttribute('aria-pressed') : `${found.length} buttons`";

/// The titles in the list of the agenda, those of withdrawn sessions included.
const LIST: &str = "return [...document.querySelectorAll('.agenda-list h3')].filter(isSeen).map(text)";

impl Visitor {
    /// Puts a session into the agenda, at its card or on its page.
    #[track_caller]
    pub fn adds(&self, title: &str) {
        self.sees_that_it_is_not_in_the_agenda(title);
        self.presses(&format!("My agenda: {title}"));
        self.sees_that_it_is_in_the_agenda(title);
    }

    /// Takes a session out again, where its button stays.
    #[track_caller]
    pub fn takes_out(&self, title: &str) {
        self.sees_that_it_is_in_the_agenda(title);
        self.presses(&format!("My agenda: {title}"));
        self.sees_that_it_is_not_in_the_agenda(title);
    }

    /// Takes a session out where only those in the agenda are listed, so that it goes.
    #[track_caller]
    pub fn takes_out_among_the_results(&self, title: &str) {
        self.sees_that_it_is_in_the_agenda(title);
        self.presses(&format!("My agenda: {title}"));
        self.does_not_see_the_session(title);
    }

    /// Removes a session on the agenda page, where a line with "Undo" takes its place.
    #[track_caller]
    pub fn removes(&self, title: &str) {
        self.presses(&format!("My agenda: {title}"));
        self.sees_a_notice(&format!("Removed: {title}"));
    }

    /// Presses an agenda button without waiting for anything.
    #[track_caller]
    pub fn presses_the_agenda_button_of(&self, title: &str) {
        self.presses(&format!("My agenda: {title}"));
    }

    #[track_caller]
    pub fn sees_that_it_is_in_the_agenda(&self, title: &str) {
        self.waits_until(
            &format!("{title:?} to be in the agenda"),
            PRESSED,
            &[json!(title)],
            &"true".to_owned(),
        );
    }

    #[track_caller]
    pub fn sees_that_it_is_not_in_the_agenda(&self, title: &str) {
        self.waits_until(
            &format!("{title:?} not to be in the agenda"),
            PRESSED,
            &[json!(title)],
            &"false".to_owned(),
        );
    }

    /// The number beside "My agenda" in the header, on whatever page.
    #[track_caller]
    pub fn sees_the_count(&self, count: usize) {
        let script = "const link = [...document.querySelectorAll('nav.site-nav a')].find((a) => nameOf(a) === 'My agenda');
            return Number(text(link).slice('My agenda'.length))";
        self.waits_until("the count in the header", script, &[], &count);
    }

    #[track_caller]
    pub fn goes_to_the_agenda(&self) {
        self.goes_by_navigation_to("My agenda");
        self.sees_the_heading("My agenda");
    }

    /// Goes to the agenda; it holds exactly these, in this order, those that left the programme last.
    #[track_caller]
    pub fn sees_in_the_agenda(&self, titles: &[&str]) {
        self.goes_to_the_agenda();
        self.sees_the_list(titles);
    }

    /// The titles in the agenda that is open.
    #[track_caller]
    pub fn agenda(&self) -> Vec<String> {
        self.ask(LIST, &[])
    }

    /// The agenda that is open holds exactly these.
    #[track_caller]
    pub fn sees_the_list(&self, titles: &[&str]) {
        let titles: Vec<String> = titles.iter().map(|&title| title.to_owned()).collect();
        self.waits_until("the agenda", LIST, &[], &titles);
    }

    /// In the list of the agenda, what can be undone stands where what was taken out had stood.
    #[track_caller]
    pub fn sees_the_lines(&self, lines: &[&str]) {
        let script = "return [...document.querySelectorAll('.agenda-list > li')].filter(isSeen)
            .map((line) => text(line.querySelector('h3, [role=status] p')))";
        let lines: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
        self.waits_until("the lines of the agenda", script, &[], &lines);
    }

    /// Has the agenda saved to a file, and says where it is.
    #[track_caller]
    pub fn saves_to_a_file(&self) -> PathBuf {
        let folder = self.home.downloads();
        self.presses("Save to a file");
        self.waits("the saved file", || {
            let files = fs::read_dir(&folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
            let mut files = files.filter(|file| file.extension().is_some_and(|ending| ending == "json"));
            files.next().filter(|file| fs::metadata(file).is_ok_and(|file| file.len() > 0))
        })
    }

    /// Loads a file into the agenda.
    #[track_caller]
    pub fn loads(&self, file: &Path) {
        let script = "return document.querySelector('input[type=file]')";
        let input = self.element("a place to load a file", script, &[]);
        let path = file.to_str().expect("a path of ours is text");
        now(input.send_keys(path)).expect("a file can be chosen");
    }

    /// Loads a file of this text.
    #[track_caller]
    pub fn loads_text(&self, text: &str) {
        let file = self.home.downloads().join("someone-elses.txt");
        fs::write(&file, text).expect("a file can be written");
        self.loads(&file);
    }

    /// Lets the page put text on the clipboard, or refuses.
    pub fn lets_the_page_copy(&self, lets: bool) {
        let setting = if lets { "granted" } else { "denied" };
        let permission = json!({
            "permission": { "name": "clipboard-write" }, "setting": setting, "origin": self.base,
        });
        let read =
            json!({ "permission": { "name": "clipboard-read" }, "setting": "granted", "origin": self.base });
        self.browser(|browser| {
            now(async {
                browser.devtools("Browser.setPermission", permission).await;
                browser.devtools("Browser.setPermission", read).await;
            });
        });
    }

    /// What is on the clipboard.
    #[track_caller]
    pub fn clipboard(&self) -> String {
        let script = "const done = arguments[arguments.length - 1];
            navigator.clipboard.readText().then(done, (error) => done(`refused: ${error}`))";
        let text = self.browser(|browser| now(browser.driver.execute_async(script, Vec::new())));
        text.and_then(|text| text.convert()).expect("the clipboard can be read")
    }

    /// The text offered for copying by hand.
    #[track_caller]
    pub fn text_to_copy_by_hand(&self) -> String {
        self.waits_for("the text", "return all('textbox').length === 1", &[]);
        self.ask("return all('textbox')[0].value", &[])
    }
}
