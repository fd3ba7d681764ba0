//! What a visitor reads on a page.

use serde_json::json;

use super::Visitor;

/// A session card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub title: String,
    pub in_agenda: bool,
}

/// The titles of the session cards, in order.
const TITLES: &str =
    "return all('article').filter((a) => a.querySelector('button[aria-pressed]')).map(nameOf)";

impl Visitor {
    /// The page's main heading.
    #[track_caller]
    pub fn sees_the_heading(&self, heading: &str) {
        let script = "return text(document.querySelector('main h1'))";
        self.waits_until("the heading", script, &[], &heading.to_owned());
    }

    #[track_caller]
    pub fn has_the_focus_on_the_heading(&self, heading: &str) {
        let script =
            "return document.activeElement?.matches('main h1') ? text(document.activeElement) : null";
        self.waits_until("the focus", script, &[], &Some(heading.to_owned()));
    }

    #[track_caller]
    pub fn sees_the_title(&self, title: &str) {
        self.waits_until("the page's title", "return document.title", &[], &title.to_owned());
    }

    /// What a screen reader announces without being asked.
    #[track_caller]
    pub fn hears(&self, words: &str) {
        let script = "return text(document.querySelector('[aria-live=polite]:not([role])'))";
        self.waits_until("the announcement", script, &[], &words.to_owned());
    }

    /// Sees exactly these session cards on the page, in this order.
    #[track_caller]
    pub fn sees_sessions(&self, titles: &[&str]) {
        let titles: Vec<String> = titles.iter().map(|&title| title.to_owned()).collect();
        self.waits_until("the sessions", TITLES, &[], &titles);
    }

    #[track_caller]
    pub fn sees_a_session(&self, title: &str) {
        self.waits_for(
            &format!("the session {title:?}"),
            "return byName('article', arguments[0]).length === 1",
            &[json!(title)],
        );
    }

    #[track_caller]
    pub fn does_not_see_the_session(&self, title: &str) {
        self.waits_for(
            &format!("the session {title:?} to be gone"),
            "return byName('article', arguments[0]).length === 0",
            &[json!(title)],
        );
    }

    /// The language in which a screen reader reads out a link.
    #[track_caller]
    pub fn sees_the_language_of_the_link(&self, name: &str, language: &str) {
        let script = "return byName('link', arguments[0])[0]?.closest('[lang]').lang";
        self.waits_until("the language", script, &[json!(name)], &Some(language.to_owned()));
    }

    /// The current titles of the session cards.
    #[track_caller]
    pub fn sessions(&self) -> Vec<String> {
        self.ask(TITLES, &[])
    }

    /// Sees this number of session cards on the page.
    #[track_caller]
    pub fn sees_as_many_sessions(&self, count: usize) {
        self.waits_until("the number of sessions", &format!("{TITLES}.length"), &[], &count);
    }

    /// Sees at least this many titles of sessions whole, with nothing over them.
    #[track_caller]
    pub fn sees_titles_whole(&self, at_least: usize) {
        let script = "return all('article').filter((article) => {
            const title = article.querySelector('.title');
            if (!title) return false;
            const { left, top, bottom } = title.getBoundingClientRect();
            const at = (y) => document.elementFromPoint(left + 2, y)?.closest('article');
            return at(top + 2) === article && at(bottom - 2) === article;
        }).length >= arguments[0]";
        self.waits_until("titles in sight", script, &[json!(at_least)], &true);
    }

    /// The session cards with the state of their agenda buttons. Each has exactly one.
    #[track_caller]
    pub fn cards(&self) -> Vec<Card> {
        let script = "return all('article').map((article) => {
            const buttons = [...article.querySelectorAll('button[aria-pressed]')].filter(isSeen);
            return [nameOf(article), buttons.map(nameOf), buttons.map((b) => b.getAttribute('aria-pressed'))];
        }).filter(([, names]) => names.length)";
        let cards: Vec<(String, Vec<String>, Vec<String>)> = self.ask(script, &[]);
        let cards = cards.into_iter().map(|(title, names, pressed)| {
            assert_eq!(
                names,
                [format!("My agenda: {title}")],
                "a card has one agenda button, named after it"
            );
            Card { title, in_agenda: pressed[0] == "true" }
        });
        cards.collect()
    }

    /// Sees the words somewhere on the page.
    #[track_caller]
    pub fn reads(&self, words: &str) {
        let script = "return read(document.body.innerText).includes(arguments[0])";
        self.waits_for(&format!("the words {words:?}"), script, &[json!(words)]);
    }

    #[track_caller]
    pub fn does_not_read(&self, words: &str) {
        let script = "return read(document.body.innerText).includes(arguments[0])";
        assert!(
            !self.ask::<bool>(script, &[json!(words)]),
            "{words:?} stands on the page\n{}",
            self.surroundings()
        );
    }

    /// Sees the parts of one sentence on the page in this order, each to the right of the one before: the isolating
    /// marks between them keep the direction of one part from affecting the others.
    #[track_caller]
    pub fn reads_from_left_to_right(&self, parts: &[&str]) {
        let script = "const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const isIt = (node) => arguments[0].every((part) => node.data.includes(part)) && isSeen(node.parentElement);
            while (walker.nextNode() && !isIt(walker.currentNode));
            const sides = arguments[0].map((part) => {
                const range = document.createRange(), at = walker.currentNode?.data?.indexOf(part) ?? -1;
                if (at < 0) return [0, 0];
                range.setStart(walker.currentNode, at), range.setEnd(walker.currentNode, at + part.length);
                const { left, right } = range.getBoundingClientRect();
                return [left, right];
            });
            return sides.every(([left, right], at) => left < right && (at === 0 || sides[at - 1][1] <= left + 1))";
        self.waits_for(&format!("from left to right {parts:?}"), script, &[json!(parts)]);
    }

    /// Sees a notice with these words.
    #[track_caller]
    pub fn sees_a_notice(&self, words: &str) {
        let script = "return notices().some((notice) => notice.includes(arguments[0]))";
        self.waits_for(&format!("a notice {words:?}"), script, &[json!(words)]);
    }

    /// Sees that a button is there and switched off.
    #[track_caller]
    pub fn cannot_press(&self, name: &str) {
        let script = "return byName('button', arguments[0]).map((button) => button.disabled)";
        self.waits_until(&format!("the button {name:?}"), script, &[json!(name)], &vec![true]);
    }

    /// Sees a button, perhaps further down.
    #[track_caller]
    pub fn has_a_button(&self, name: &str) {
        self.named("button", name);
    }

    #[track_caller]
    pub fn has_no_button(&self, name: &str) {
        let script = "return byName('button', arguments[0]).length";
        self.waits_until(&format!("no button {name:?}"), script, &[json!(name)], &0);
    }

    #[track_caller]
    pub fn sees_no_notice(&self) {
        self.waits_until("no notice", "return notices()", &[], &Vec::<String>::new());
    }

    /// The passages that are marked as found.
    #[track_caller]
    pub fn sees_marked(&self, passages: &[&str]) {
        let passages: Vec<String> = passages.iter().map(|&passage| passage.to_owned()).collect();
        let script =
            "return [...new Set([...document.querySelectorAll('main mark')].filter(isSeen).map(text))]";
        self.waits_until("the marked passages", script, &[], &passages);
    }

    /// The addresses, below the site's root, of the pages that this one links to.
    #[track_caller]
    pub fn links_to_pages(&self) -> Vec<String> {
        let script = "return all('link').filter((link) => !link.hash && !link.hasAttribute('download') && link.href.startsWith(arguments[0]))
            .map((link) => link.href.slice(arguments[0].length).split('?')[0])";
        let mut pages: Vec<String> = self.ask(script, &[json!(self.address(""))]);
        pages.sort();
        pages.dedup();
        pages
    }

    /// The names of the visible controls, which do nothing without the app.
    #[track_caller]
    pub fn dead_controls(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll('button, input, select, textarea')]
            .filter((control) => isSeen(control) && control.getClientRects().length).map(nameOf)";
        self.ask(script, &[])
    }

    /// Types words into the search line, key by key.
    #[track_caller]
    pub fn types(&self, words: &str) {
        let line = self.search_line();
        crate::block_on(line.send_keys(words)).expect("one can type into a search line");
    }

    /// Types words in place of those in the search line.
    #[track_caller]
    pub fn searches(&self, words: &str) {
        self.focuses_the_search_line();
        self.ask::<()>("document.activeElement.select()", &[]);
        self.types(if words.is_empty() { "\u{e017}" } else { words });
    }

    #[track_caller]
    pub fn focuses_the_search_line(&self) {
        self.clicks(&self.search_line());
    }

    #[track_caller]
    pub fn sees_in_the_search_line(&self, words: &str) {
        let script = "return all('searchbox')[0]?.value";
        self.waits_until("the words in the search line", script, &[], &Some(words.to_owned()));
    }

    /// Puts the caret between two letters of the search line.
    #[track_caller]
    pub fn puts_the_caret_at(&self, letter: u32) {
        self.ask::<()>("all('searchbox')[0].setSelectionRange(arguments[0], arguments[0])", &[json!(letter)]);
    }

    /// Sees the focus in the search line, with the caret at this letter.
    #[track_caller]
    pub fn has_the_caret_at(&self, letter: u32) {
        let script = "const line = all('searchbox')[0];
            return document.activeElement === line ? [line.selectionStart, line.selectionEnd] : []";
        self.waits_until("the caret", script, &[], &vec![letter, letter]);
    }

    fn search_line(&self) -> thirtyfour::WebElement {
        let script = "const found = all('searchbox'); return found.length === 1 ? found[0] : null";
        self.element("the search line", script, &[])
    }

    /// Checks or unchecks a choice of a filter. On phones the filters must be open.
    #[track_caller]
    pub fn chooses(&self, choice: &str) {
        self.clicks(&self.named("checkbox", choice));
    }

    /// The choices of a group of filters that can be seen, in the order of the page.
    #[track_caller]
    pub fn sees_choices(&self, group: &str, choices: &[&str]) {
        let script = "const [group] = [...document.querySelectorAll('fieldset')]
                .filter((one) => text(one.querySelector('legend')) === arguments[0]);
            return [...group.querySelectorAll(roles.checkbox)].filter((box) => box.checkVisibility()).map(nameOf)";
        let choices: Vec<String> = choices.iter().map(|&choice| choice.to_owned()).collect();
        self.waits_until(&format!("the choices of {group:?}"), script, &[json!(group)], &choices);
    }

    /// Types words into the field that searches the choices of a group of filters.
    #[track_caller]
    pub fn looks_among_choices(&self, group: &str, words: &str) {
        let field = self.named("textbox", &format!("Find in “{group}”"));
        self.clicks(&field);
        self.ask::<()>("document.activeElement.select()", &[]);
        crate::block_on(field.send_keys(words)).expect("one can type into a field");
    }

    /// The choices that are checked, in the order of the page.
    #[track_caller]
    pub fn sees_chosen(&self, choices: &[&str]) {
        let script =
            "return [...document.querySelectorAll(roles.checkbox)].filter((box) => box.checked).map(nameOf)";
        let choices: Vec<String> = choices.iter().map(|&choice| choice.to_owned()).collect();
        self.waits_until("the choices", script, &[], &choices);
    }

    /// Asserts that no hostile text of the stories became markup: the elements it would create do not exist.
    #[track_caller]
    pub fn sees_nothing_that_came_from_a_text(&self) {
        let script = "return [...document.querySelectorAll('img[src=x], [onerror], #app script:not([type]), nobody, ground')]
            .map((element) => element.outerHTML)";
        assert_eq!(self.ask::<Vec<String>>(script, &[]), [""; 0], "a text became markup");
    }
}
