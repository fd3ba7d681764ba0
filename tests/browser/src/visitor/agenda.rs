//! What a visitor does with their own agenda.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::Visitor;
use crate::block_on;

/// The state of the one agenda button of a session on this page.
const PRESSED: &str = "const found = byName('button', `My agenda: ${arguments[0]}`);
    return found.length === 1 ? found[0].getAttribute('aria-pressed') : `${found.length} buttons`";

/// The titles in the list of the agenda, those of withdrawn sessions included.
const LIST: &str = "return [...document.querySelectorAll('.agenda-list h3')].filter(isSeen).map(text)";

/// A script that runs before a page's own: what the page wants to do after a minute waits for
/// [`Visitor::lets_the_minute_pass`].
pub const BEFORE_A_MINUTE: &str = "
    const { setTimeout } = window, { createObjectURL, revokeObjectURL } = URL;
    window.setTimeout = (act, after, ...more) => after === 60000 ? (window.aMinuteLater = act, 0) : setTimeout(act, after, ...more);
    URL.createObjectURL = (blob) => (window.isFileHeld = true, createObjectURL.call(URL, blob));
    URL.revokeObjectURL = (address) => { window.isFileHeld = false; revokeObjectURL.call(URL, address); };";

impl Visitor {
    /// Adds a session to the agenda, with the button on its card or its page.
    #[track_caller]
    pub fn adds(&self, title: &str) {
        self.sees_that_it_is_not_in_the_agenda(title);
        self.presses(&format!("My agenda: {title}"));
        self.sees_that_it_is_in_the_agenda(title);
    }

    /// Takes a session out again, on a page where its button stays.
    #[track_caller]
    pub fn takes_out(&self, title: &str) {
        self.sees_that_it_is_in_the_agenda(title);
        self.presses(&format!("My agenda: {title}"));
        self.sees_that_it_is_not_in_the_agenda(title);
    }

    /// Takes a session out in a list of only the chosen sessions, so that it disappears.
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

    /// The number beside "My agenda" in the header of any page.
    #[track_caller]
    pub fn sees_the_count(&self, count: usize) {
        let script = "const link = [...document.querySelectorAll('nav.site-nav a')].find((a) => nameOf(a) === 'My agenda');
            return Number(text(link.querySelector('.count')))";
        self.waits_until("the count in the header", script, &[], &count);
    }

    #[track_caller]
    pub fn goes_to_the_agenda(&self) {
        self.goes_by_navigation_to("My agenda");
        self.sees_the_heading("My agenda");
    }

    /// Goes to the agenda and sees exactly these sessions, in this order: those that left the programme come last.
    #[track_caller]
    pub fn sees_in_the_agenda(&self, titles: &[&str]) {
        self.goes_to_the_agenda();
        self.sees_the_list(titles);
    }

    /// The titles in the open agenda.
    #[track_caller]
    pub fn agenda(&self) -> Vec<String> {
        self.ask(LIST, &[])
    }

    /// Sees exactly these titles in the open agenda.
    #[track_caller]
    pub fn sees_the_list(&self, titles: &[&str]) {
        let titles: Vec<String> = titles.iter().map(|&title| title.to_owned()).collect();
        self.waits_until("the agenda", LIST, &[], &titles);
    }

    /// Sees exactly these lines in the open agenda: undo notices stand in the places of the sessions that were taken
    /// out.
    #[track_caller]
    pub fn sees_the_lines(&self, lines: &[&str]) {
        let script = "return [...document.querySelectorAll('.agenda-list > li')].filter(isSeen)
            .map((line) => text(line.querySelector('h3, [role=status] p'))).filter(Boolean)";
        let lines: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
        self.waits_until("the lines of the agenda", script, &[], &lines);
    }

    /// Whether the text of the last saved file is still there for a browser that reads it late. Needs
    /// [`BEFORE_A_MINUTE`].
    #[track_caller]
    pub fn still_holds_the_file(&self) -> bool {
        self.ask("return isFileHeld", &[])
    }

    /// Lets the minute after the last save pass. Needs [`BEFORE_A_MINUTE`].
    #[track_caller]
    pub fn lets_the_minute_pass(&self) {
        self.ask::<()>("aMinuteLater()", &[]);
    }

    /// Saves the agenda to a file, and returns its path.
    #[track_caller]
    pub fn saves_to_a_file(&self) -> PathBuf {
        self.presses("Save to a file");
        self.waits_for_a_file("json")
    }

    /// Presses a button that saves a calendar, and returns the calendar's text. The file is deleted.
    #[track_caller]
    pub fn saves_a_calendar(&self, button: &str) -> String {
        self.saves_a_named_calendar(button).1
    }

    /// The same, with the file's name.
    #[track_caller]
    pub fn saves_a_named_calendar(&self, button: &str) -> (String, String) {
        self.presses(button);
        let file = self.waits_for_a_file("ics");
        let text = fs::read_to_string(&file).expect("what was saved is text");
        fs::remove_file(&file).expect("a file of ours can be removed");
        (file.file_name().unwrap_or_default().to_string_lossy().into_owned(), text)
    }

    #[track_caller]
    fn waits_for_a_file(&self, ending: &str) -> PathBuf {
        let folder = self.home.downloads();
        self.waits("the saved file", || {
            let files = fs::read_dir(&folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
            let mut files = files.filter(|file| file.extension().is_some_and(|one| one == ending));
            files.next().filter(|file| fs::metadata(file).is_ok_and(|file| file.len() > 0))
        })
    }

    /// The agenda of a day, line by line: titles of sessions, clashes with their texts, gaps, breaks, and now.
    #[track_caller]
    pub fn sees_the_day_planned(&self, day: &str, lines: &[&str]) {
        let script = "const section = [...document.querySelectorAll('.agenda-day')].find((one) => nameOf(one) === arguments[0]);
            const told = (line) => line.matches('.clash-group')
                ? [text(line.querySelector('.clash-title')), ...[...line.querySelectorAll('h3')].map((one) => `- ${text(one)}`)]
                : [text(line.querySelector('h3') ?? line.querySelector('.break .title') ?? line.querySelector('p'))];
            return section ? [...section.querySelectorAll('.agenda-list > li')].flatMap(told) : []";
        let lines: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
        self.waits_until("the day", script, &[json!(day)], &lines);
    }

    /// Opens the list of sessions that fit the gap with this text: exactly these, in this order.
    #[track_caller]
    pub fn sees_what_fits(&self, gap: &str, fits: &[&str]) {
        let find = "const gap = [...document.querySelectorAll('.gap')].find((one) => text(one.querySelector('p')) === arguments[0]);";
        let opener = self.element(gap, &format!("{find} return gap?.querySelector('button')"), &[json!(gap)]);
        self.clicks(&opener);
        let fits: Vec<String> = fits.iter().map(|&title| title.to_owned()).collect();
        let titles = format!("{find} return [...gap.querySelectorAll('.fits .title')].map(text)");
        self.waits_until("what fits", &titles, &[json!(gap)], &fits);
    }

    #[track_caller]
    pub fn sees_as_many_fits(&self, count: usize) {
        let script = "return document.querySelectorAll('.fits > li').length";
        self.waits_until("how many fit", script, &[], &count);
    }

    /// The number of clashes beside "My agenda" in the header.
    #[track_caller]
    pub fn sees_clashes(&self, count: usize) {
        let script = "const told = text(document.querySelector('.clash-count'));
            return told ? parseInt(told) : 0";
        self.waits_until("the clashes in the header", script, &[], &count);
    }

    /// The text about clashes on a session's card, cell or page; empty if it clashes with none.
    #[track_caller]
    pub fn sees_the_clash_of(&self, title: &str, words: &str) {
        let script = "const [card] = byName('article', arguments[0]);
            return card ? text(card.querySelector('.clash-line')) : 'no such session'";
        self.waits_until(&format!("the clash of {title:?}"), script, &[json!(title)], &words.to_owned());
    }

    /// Scrolls to the agenda button of a session, and returns how far below the top of the screen it is.
    #[track_caller]
    pub fn place_of_the_agenda_button_of(&self, title: &str) -> i32 {
        let script = "const [button] = byName('button', `My agenda: ${arguments[0]}`);
            button.scrollIntoView({ block: 'nearest', behavior: 'instant' });
            return Math.round(button.getBoundingClientRect().top)";
        self.ask(script, &[json!(title)])
    }

    /// Whether a session is a maybe; `None` if it cannot be one, because it is not picked.
    #[track_caller]
    pub fn sees_the_wish_of(&self, title: &str, is_maybe: Option<bool>) {
        let script = "const [button] = byName('button', `Only maybe: ${arguments[0]}`);
            return button ? button.getAttribute('aria-pressed') === 'true' : null";
        self.waits_until(&format!("the wish for {title:?}"), script, &[json!(title)], &is_maybe);
    }

    /// The reasons why the proposed best plan leaves sessions out; empty if no proposal is open.
    #[track_caller]
    pub fn sees_left_out(&self, reasons: &[&str]) {
        let reasons: Vec<String> = reasons.iter().map(|&reason| reason.to_owned()).collect();
        let script = "return [...document.querySelectorAll('.left-out li')].map(text)";
        self.waits_until("what would be left out", script, &[], &reasons);
    }

    /// The changes listed for a session; empty if there are none.
    #[track_caller]
    pub fn sees_changes_of(&self, title: &str, told: &[&str]) {
        let told: Vec<String> = told.iter().map(|&line| line.to_owned()).collect();
        let script = "const item = [...document.querySelectorAll('.changes-list > li')]
                .find((one) => text(one.querySelector('h3')) === arguments[0]);
            return item ? [...item.querySelectorAll('p:not(.actions)')].map(text) : []";
        self.waits_until(&format!("what changed of {title:?}"), script, &[json!(title)], &told);
    }

    /// Sees that exactly these sessions changed. The titles must be sorted.
    #[track_caller]
    pub fn sees_that_these_changed(&self, titles: &[&str]) {
        let titles: Vec<String> = titles.iter().map(|&title| title.to_owned()).collect();
        let script = "const bytes = (title) => new TextEncoder().encode(title);
            const less = (a, b) => { const at = a.findIndex((byte, at) => byte !== b[at]); return at < 0 ? a.length - b.length : a[at] - (b[at] ?? -1); };
            const titles = [...document.querySelectorAll('.changes-list h3')].map(text);
            return titles.sort((a, b) => less(bytes(a), bytes(b)))";
        self.waits_until("what changed", script, &[], &titles);
    }

    /// Chooses a value of a setting.
    #[track_caller]
    pub fn sets(&self, label: &str, value: &str) {
        let script = "const setting = [...document.querySelectorAll('.setting')].find((one) => text(one.querySelector('span')) === arguments[0]);
            return [...(setting?.querySelectorAll('option') ?? [])].find((one) => text(one) === arguments[1])";
        self.clicks(&self.element(label, script, &[json!(label), json!(value)]));
    }

    /// Loads a file into the agenda.
    #[track_caller]
    pub fn loads(&self, file: &Path) {
        let script = "return document.querySelector('input[type=file]')";
        let input = self.element("a place to load a file", script, &[]);
        let path = file.to_str().expect("a path of ours is text");
        block_on(input.send_keys(path)).expect("a file can be chosen");
    }

    /// Loads a file with this text.
    #[track_caller]
    pub fn loads_text(&self, text: &str) {
        let file = self.home.downloads().join("someone-elses.txt");
        fs::write(&file, text).expect("a file can be written");
        self.loads(&file);
    }

    /// Allows the page to put text on the clipboard, or refuses it. In some engines a refusal only holds for the
    /// current page (tests/browser/README.md).
    pub fn lets_the_page_copy(&self, lets: bool) {
        self.browser(|browser| block_on(browser.lets_pages_copy(&self.base, lets)));
    }

    /// The text on the clipboard.
    #[track_caller]
    pub fn clipboard(&self) -> String {
        let script = "const done = arguments[arguments.length - 1];
            navigator.clipboard.readText().then(done, (error) => done(`refused: ${error}`))";
        let text = self.browser(|browser| block_on(browser.driver.execute_async(script, Vec::new())));
        text.and_then(|text| text.convert()).expect("the clipboard can be read")
    }

    /// The text offered for copying by hand.
    #[track_caller]
    pub fn text_to_copy_by_hand(&self) -> String {
        self.waits_for("the text", "return all('textbox').length === 1", &[]);
        self.ask("return all('textbox')[0].value", &[])
    }
}
