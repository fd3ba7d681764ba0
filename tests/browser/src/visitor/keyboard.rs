//! A visitor who has only a keyboard.

use serde_json::json;
pub use thirtyfour::Key;

use super::Visitor;
use crate::block_on;

/// More presses of Tab than any page needs.
const ENDLESS: usize = 400;

/// The focused element: its role, its name, whether its focus is visible, and what covers it.
const FOCUSED: &str = "
    const focused = document.activeElement;
    if (!focused || focused === document.body || focused === html) return null;
    const role = Object.keys(roles).find((role) => focused.matches(roles[role])) ?? focused.localName;
    // A control that its label draws is as large as the label.
    const drawn = focused.closest('label') ?? focused;
    const box = drawn.getBoundingClientRect();
    const cover = (x, y) => {
        const top = document.elementFromPoint(x, y);
        return top && (drawn.contains(top) || top.contains(drawn)) ? null : `${top?.localName}.${top?.className}`;
    };
    const out = box.height < innerHeight && (box.top < -1 || box.bottom > innerHeight + 1);
    // A link may run over two lines, and lines of text may touch: so this tests points well inside each line, and not
    // the corners of the box.
    const points = [...drawn.getClientRects()].flatMap((line) =>
        [0.25, 0.5, 0.75].map((down) => line.top + line.height * down).filter((y) => y >= 0 && y < innerHeight)
            .map((y) => cover(line.left + line.width / 2, y)),
    );
    const covers = out ? ['the edge of the screen', ...points] : points;
    // Of a tall element only a small part may be on the screen, without any of these points.
    const onScreen = [...drawn.getClientRects()].flatMap((line) => {
        const [top, bottom] = [Math.max(line.top, 0), Math.min(line.bottom, innerHeight)];
        return top < bottom ? [0.25, 0.5, 0.75].map((down) => cover(line.left + line.width / 2, top + (bottom - top) * down)) : [];
    });
    return [role, nameOf(focused), covers.find(Boolean) ?? null, [...points, ...onScreen].some((cover) => !cover)];";

/// The focused element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Focused {
    pub role: String,
    pub name: String,
    /// What covers it, or `the edge of the screen` if it is not wholly on the screen.
    pub covered_by: Option<String>,
    /// Whether a part of it is still visible.
    pub in_part: bool,
}

impl Visitor {
    #[track_caller]
    pub fn presses_the_key(&self, key: Key) {
        let pressed =
            self.browser(|browser| block_on(browser.driver.action_chain().send_keys(key).perform()));
        pressed.expect("a key can be pressed");
    }

    #[track_caller]
    pub fn presses_shift_and(&self, key: Key) {
        let pressed = self.browser(|browser| {
            let keys = browser.driver.action_chain().key_down(Key::Shift).send_keys(key).key_up(Key::Shift);
            block_on(keys.perform())
        });
        pressed.expect("keys can be pressed");
    }

    /// The focused element; `None` if the page as a whole has the focus.
    #[track_caller]
    pub fn focused(&self) -> Option<Focused> {
        let focused: Option<(String, String, Option<String>, bool)> = self.ask(FOCUSED, &[]);
        focused.map(|(role, name, covered_by, in_part)| Focused { role, name, covered_by, in_part })
    }

    #[track_caller]
    pub fn has_the_focus_on(&self, role: &str, name: &str) {
        let script =
            "const focused = document.activeElement; return [arguments[0], focused && byName(arguments[0],
            arguments[1]).includes(focused) ? arguments[1] : `${focused?.outerHTML.slice(0, 200)}`]";
        let wanted = (role.to_owned(), name.to_owned());
        self.waits_until("the focus", script, &[json!(role), json!(name)], &wanted);
    }

    /// Goes through the whole page with the Tab key, from its beginning to its end.
    #[track_caller]
    pub fn tabs_through_the_page(&self) -> Vec<Focused> {
        self.tabs_through_and_looks(|| {})
    }

    /// The same, and calls `looks` at each stop.
    #[track_caller]
    pub(super) fn tabs_through_and_looks(&self, mut looks: impl FnMut()) -> Vec<Focused> {
        // If the focused element disappears, the app moves the focus to one nearby. It must have done so before the
        // focus is moved here.
        self.waits_for_the_focus_to_rest();
        // Tab goes on from where the focus was last: so it is put on the page as a whole for a moment.
        let script =
            "document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex');
            getSelection().collapse(document.body, 0); scrollTo(0, 0)";
        self.ask::<()>(script, &[]);
        let mut stops = Vec::new();
        loop {
            self.presses_the_key(Key::Tab);
            self.waits_for_scrolling_to_end();
            match self.focused() {
                // After the last control the focus leaves the page.
                None => {
                    self.browser(|browser| block_on(browser.leads_the_focus_back()));
                    return stops;
                }
                Some(focused) if stops.len() > 1 && stops.first() == Some(&focused) => return stops,
                Some(focused) => {
                    stops.push(focused);
                    looks();
                }
            }
            assert!(stops.len() < ENDLESS, "the Tab key never reaches the end: {:?}", &stops[ENDLESS - 5..]);
        }
    }

    /// Presses Tab until this has the focus.
    #[track_caller]
    pub fn tabs_to(&self, role: &str, name: &str) {
        for _ in 0..ENDLESS {
            self.presses_the_key(Key::Tab);
            if self.focused().is_some_and(|focused| focused.role == role && focused.name == name) {
                return;
            }
        }
        panic!("the Tab key does not reach the {role} {name:?}\n{}", self.surroundings());
    }

    /// Presses Tab until the focus is no longer in the filters.
    #[track_caller]
    pub fn leaves_the_filters_with_tab(&self) {
        let inside = "return document.activeElement?.closest('#filters') !== null";
        for _ in 0..ENDLESS {
            self.presses_the_key(Key::Tab);
            if !self.ask::<bool>(inside, &[]) {
                return;
            }
        }
        panic!("the Tab key does not leave the filters");
    }

    /// Waits until something has the focus for eight frames, or nothing has it for as long as the app would look for
    /// something near (src/ui/browser/focus.rs).
    fn waits_for_the_focus_to_rest(&self) {
        let script = "const done = arguments[arguments.length - 1];
            const look = (frames, rests) => requestAnimationFrame(() => {
                const isLost = document.activeElement?.matches('body, :disabled') ?? true;
                if (frames > 70 || rests > 8) done();
                else look(frames + 1, isLost ? 0 : rests + 1);
            });
            look(0, 0)";
        let rested = self.browser(|browser| block_on(browser.driver.execute_async(script, Vec::new())));
        rested.expect("the focus rests");
    }

    /// Waits until two frames in a row have the same scroll position.
    fn waits_for_scrolling_to_end(&self) {
        let script = "const done = arguments[arguments.length - 1];
            const look = (before) => requestAnimationFrame(() => scrollY === before ? done() : look(scrollY));
            look(NaN)";
        let ended = self.browser(|browser| block_on(browser.driver.execute_async(script, Vec::new())));
        ended.expect("scrolling ends");
    }

    #[track_caller]
    pub fn has_the_focus_in_the_filters(&self) {
        let inside = "return document.activeElement?.closest('#filters') !== null";
        self.waits_for("the focus to be in the filters", inside, &[]);
    }

    /// Presses on the point right above the filters.
    #[track_caller]
    pub fn taps_beside_the_filters(&self) {
        let tap = "const { top } = document.querySelector('#filters').getBoundingClientRect();
            document.elementFromPoint(innerWidth / 2, top - 20).click()";
        self.ask::<()>(tap, &[]);
    }

    /// Presses on plain text in the filters.
    #[track_caller]
    pub fn taps_words_in_the_filters(&self) {
        self.clicks(&self.element("words", "return document.querySelector('#filters legend')", &[]));
    }

    /// Sees whether the filters are open: their button says so, and they are visible.
    #[track_caller]
    pub fn sees_the_filters(&self, open: bool) {
        let script = "const button = document.querySelector('button[aria-controls=filters]');
            const moves = document.getAnimations().length > 0;
            return [button.getAttribute('aria-expanded') === 'true', all('checkbox').length > 0, moves]";
        self.waits_until("the filters", script, &[], &(open, open, false));
    }
}
