//! How a visitor moves from page to page, and within a page.

use serde_json::json;

use super::Visitor;
use crate::block_on;

impl Visitor {
    /// Opens a page below the site's root and waits until the app runs.
    #[track_caller]
    pub fn opens(&self, path: &str) {
        self.goes_to(path);
        self.waits_for_the_app();
    }

    /// Opens a page without waiting for the app.
    #[track_caller]
    pub fn goes_to(&self, path: &str) {
        let address = self.address(path);
        let gone = self.browser(|browser| block_on(browser.driver.goto(&address)));
        if let Err(error) = gone {
            panic!("{address} could not be opened: {error}");
        }
    }

    /// Presses the date and the room above the title of a session.
    #[track_caller]
    pub fn presses_beside_the_title(&self, title: &str) {
        let find = "const line = byName('article', arguments[0])[0].querySelector('.label-line')";
        let script = format!(
            "{find}.getBoundingClientRect(); document.elementFromPoint(line.left + 4, line.top + 4).click()"
        );
        self.ask::<()>(&script, &[json!(title)]);
    }

    /// The address of a page below the site's root.
    pub fn address(&self, path: &str) -> String {
        format!("{}/{path}", self.base)
    }

    #[track_caller]
    pub fn reloads(&self) {
        self.presses_reload();
        self.waits_for_the_app();
    }

    /// Reloads the page without waiting for the app.
    #[track_caller]
    pub fn presses_reload(&self) {
        self.browser(|browser| block_on(browser.driver.refresh())).expect("a page can be reloaded");
    }

    /// Follows the only link with this name in the page or its frame.
    #[track_caller]
    pub fn follows(&self, link: &str) {
        self.clicks(&self.named("link", link));
    }

    /// Follows several links in a row, without waiting for the page in between.
    #[track_caller]
    pub fn follows_at_once(&self, links: &[&str]) {
        let script = "arguments[0].forEach((link) => byName('link', link)[0].click())";
        self.ask::<()>(script, &[json!(links)]);
    }

    /// The full address of a link.
    #[track_caller]
    pub fn address_of_the_link(&self, link: &str) -> String {
        self.named("link", link);
        self.ask("return byName('link', arguments[0])[0].href", &[json!(link)])
    }

    /// Moves to a page of the app and keeps the query string of the address.
    #[track_caller]
    pub fn moves_within_this_address_to(&self, path: &str) {
        let script = "history.pushState(history.state, '', arguments[0] + location.search);
            dispatchEvent(new PopStateEvent('popstate', { state: history.state }))";
        self.ask::<()>(script, &[json!(self.address(path))]);
    }

    /// Follows a link in the site's navigation.
    #[track_caller]
    pub fn goes_by_navigation_to(&self, place: &str) {
        let script =
            "return [...document.querySelectorAll('nav.site-nav a')].find((a) => nameOf(a) === arguments[0])";
        let link = self.element(&format!("{place:?} in the navigation"), script, &[json!(place)]);
        self.clicks(&link);
    }

    /// Follows the only link with this name in the page's own content.
    #[track_caller]
    pub fn follows_in_the_page(&self, link: &str) {
        let script = "return byName('link', arguments[0]).find((one) => one.closest('main'))";
        self.clicks(&self.element(&format!("{link:?} in the page"), script, &[json!(link)]));
    }

    #[track_caller]
    pub fn presses(&self, button: &str) {
        self.clicks(&self.named("button", button));
    }

    #[track_caller]
    pub fn goes_back(&self) {
        self.browser(|browser| block_on(browser.driver.back())).expect("one can go back");
    }

    #[track_caller]
    pub fn goes_forward(&self) {
        self.browser(|browser| block_on(browser.driver.forward())).expect("one can go forward");
    }

    /// Scrolls until the session's card is in the middle, and returns the scroll position.
    #[track_caller]
    pub fn scrolls_to_the_session(&self, title: &str) -> u32 {
        let script =
            "byName('article', arguments[0])[0].scrollIntoView({ block: 'center', behavior: 'instant' });
            return Math.round(scrollY)";
        let top = self.ask(script, &[json!(title)]);
        assert!(top > 100, "the page is too short for this story");
        top
    }

    /// How many pixels below the top of the screen the card of a session stands.
    #[track_caller]
    pub fn place_of_the_session(&self, title: &str) -> i32 {
        let script = "return Math.round(byName('article', arguments[0])[0].getBoundingClientRect().top)";
        self.ask(script, &[json!(title)])
    }

    #[track_caller]
    pub fn sees_the_session_at(&self, title: &str, place: i32) {
        let script = "const top = byName('article', arguments[0])[0]?.getBoundingClientRect().top ?? NaN;
            return Math.abs(top - arguments[1]) <= 2 ? arguments[1] : Math.round(top)";
        self.waits_until(&format!("the place of {title:?}"), script, &[json!(title), json!(place)], &place);
    }

    /// Sees these words on the screen without scrolling.
    #[track_caller]
    pub fn has_in_sight(&self, words: &str) {
        let script = "const inSight = ({ top, bottom }) => top >= 0 && bottom <= innerHeight;
            return [...document.querySelectorAll('main :is(h2, h3, p, span, a, button)')]
                .some((one) => text(one) === arguments[0] && isSeen(one) && inSight(one.getBoundingClientRect()))";
        self.waits_for(&format!("{words:?} in sight"), script, &[json!(words)]);
    }

    #[track_caller]
    pub fn scrolls_the_page_down_by(&self, pixels: u32) {
        self.ask::<()>("scrollBy(0, arguments[0])", &[json!(pixels)]);
    }

    /// Sees a control where a press would reach it: nothing covers it.
    #[track_caller]
    pub fn has_in_reach(&self, role: &str, name: &str) {
        let script = "return byName(...arguments).some((one) => {
            const { left, top, width, height } = one.getBoundingClientRect();
            return one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
        })";
        self.waits_for(&format!("{role} {name:?} in reach"), script, &[json!(role), json!(name)]);
    }

    /// Waits for a moment, until the app has written the place into the history.
    #[track_caller]
    pub fn rests_there(&self) {
        let noted = "return history.state !== null && Math.abs(history.state.scrolled - scrollY) <= 2";
        self.waits_for("the place to be noted", noted, &[]);
    }

    #[track_caller]
    pub fn is_scrolled_to(&self, top: u32) {
        let script = "return Math.abs(scrollY - arguments[0]) <= 2 ? arguments[0] : Math.round(scrollY)";
        self.waits_until("the place on the page", script, &[json!(top)], &top);
    }

    /// The scroll position at which the content begins at the top of the screen, or the largest possible one.
    #[track_caller]
    pub fn place_of_the_content(&self) -> u32 {
        let script = "const main = document.querySelector('#main');
            const margin = parseFloat(getComputedStyle(html).scrollPaddingBlockStart) || 0;
            const farthest = html.scrollHeight - innerHeight;
            return Math.round(Math.min(farthest, Math.max(0, main.getBoundingClientRect().top + scrollY - margin)))";
        self.ask(script, &[])
    }

    /// Asserts what stands after the site's root in the address bar.
    #[track_caller]
    pub fn is_at(&self, path: &str) {
        let wanted = self.address(path);
        self.waits_until("the address", "return location.href", &[], &wanted);
    }

    /// Replaces the state of the current history entry with one of an earlier build, which wrote lists.
    #[track_caller]
    pub fn has_an_entry_of_an_earlier_build(&self) {
        self.ask::<()>("history.replaceState([3, 120, 'no-such-card', 7, 0, 0], '')", &[]);
    }

    /// How many entries the tab's history has.
    #[track_caller]
    pub fn history_length(&self) -> u32 {
        self.ask("return history.length", &[])
    }

    /// Leaves a mark in the page that only a reload removes.
    #[track_caller]
    pub fn marks_the_page(&self) {
        self.ask::<()>("window.markOfTheStory = true", &[]);
    }

    #[track_caller]
    pub fn is_still_on_the_marked_page(&self) {
        assert!(self.ask::<bool>("return window.markOfTheStory === true", &[]), "the page was loaded anew");
    }
}
