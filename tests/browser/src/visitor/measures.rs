//! Measurements of a page: sizes, colours, what is cut off, what the keyboard reaches. The rule: a measurement lists
//! all faults, in words, and the story decides which are allowed.

use serde_json::{Value, json};

use super::{Focused, Visitor};

/// The measurements themselves. They are put before each script of this file, after page.js.
const MEASURES: &str = include_str!("measures.js");

/// The text spacing that an attendee's own styles may set (WCAG 1.4.12).
const TEXT_SPACING: &str = "
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }";

impl Visitor {
    /// How far the bookmark of the first agenda button moves when the words of the button arrive, in pixels.
    #[track_caller]
    pub fn bookmark_moves_by(&self) -> f64 {
        let script = "
            const [button] = document.querySelectorAll('main .agenda-button');
            const [bookmark, label] = button.children;
            const place = () => bookmark.getBoundingClientRect().x;
            const at_last = place();
            label.remove();
            const at_first = place();
            button.append(label);
            return Math.abs(at_last - at_first)";
        self.ask(script, &[])
    }

    #[track_caller]
    fn measure(&self, script: &str, arguments: &[Value]) -> Vec<String> {
        self.ask(&format!("{MEASURES}\n{script}"), arguments)
    }

    /// Spaces the text more widely, as an attendee's own styles may, until the page is left.
    #[track_caller]
    pub fn spaces_the_text(&self) {
        let script = "const sheet = new CSSStyleSheet();
            sheet.replaceSync(arguments[0]);
            document.adoptedStyleSheets = [sheet]";
        self.ask::<()>(script, &[json!(TEXT_SPACING)]);
    }

    /// Makes all text of the page twice as large, and nothing else, as a text zoom does, until the page is left.
    #[track_caller]
    pub fn doubles_the_text(&self) {
        let script = "const sizes = [...document.querySelectorAll('body, body *')]
                .map((element) => [element, parseFloat(getComputedStyle(element).fontSize)]);
            sizes.forEach(([element, size]) => element.style.setProperty('font-size', `${2 * size}px`, 'important'))";
        self.ask::<()>(script, &[]);
    }

    /// Texts and controls that are partly hidden, or that overlap.
    #[track_caller]
    pub fn what_is_cut_off(&self) -> Vec<String> {
        self.measure("return cutOff()", &[])
    }

    /// Controls that are smaller than `least` pixels when their names have only one letter.
    #[track_caller]
    pub fn targets_below(&self, least: u32) -> Vec<String> {
        self.measure("shortenNames(); return smallTargets(arguments[0])", &[json!(least)])
    }

    /// Text with too little contrast (WCAG 1.4.3), in every hue that a topic can have; then the same with all text
    /// marked as found.
    #[track_caller]
    pub fn low_contrasts(&self) -> Vec<String> {
        let script = "const found = lowContrastsInAllHues(); markAll(); return faultsOf([found, lowContrastsInAllHues()])";
        self.measure(script, &[])
    }

    /// With colours forced by the system: controls without an edge, and states that look the same as no state.
    #[track_caller]
    pub fn what_looks_the_same(&self) -> Vec<String> {
        self.measure("return indistinct()", &[])
    }

    /// Controls that the Tab key does not reach, and stops where the focus is not visible. A focused element may be
    /// covered in part if `may_be_covered_in_part`.
    #[track_caller]
    pub fn faults_for_the_keyboard(&self, may_be_covered_in_part: bool) -> Vec<String> {
        let mut faults = self.measure("reached.clear(); return []", &[]);
        let look = "const focused = document.activeElement;
            reached.add(describe(focused));
            return showsFocus(focused) ? [] : [`${describe(focused)} does not show that it has the focus`]";
        let stops = self.tabs_through_and_looks(|| faults.extend(self.measure(look, &[])));
        for Focused { role, name, covered_by, in_part } in stops {
            // The scrim only dims the element; it stays visible.
            let is_visible = |cover: &str| cover == "div.scrim" || may_be_covered_in_part && in_part;
            let cover = covered_by.filter(|cover| !is_visible(cover));
            faults.extend(cover.map(|cover| format!("{role} {name:?} is covered by {cover}")));
        }
        faults.extend(self.measure("return notReached()", &[]));
        faults
    }
}
