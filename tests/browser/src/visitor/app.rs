//! Whether the app runs, and what the page says if it does not.

use std::time::{Duration, Instant};

use serde_json::json;

use super::Visitor;
use crate::block_on;

/// Runs before a page's own scripts and notes when the page is marked as failed, and whether anything could have been
/// painted when it got its appearance.
pub const TIMEKEEPER: &str = "
    new MutationObserver(() => {
        const { failed, theme } = document.documentElement.dataset;
        if (failed) window.toldAt ??= performance.now();
        if (theme) window.themedBeforeTheBody ??= !document.body;
    }).observe(document, { attributes: true, subtree: true, childList: true });";

/// Says by how much a page shifted, and what moved from where to where.
pub const SHIFTED: &str = "
    const shifted = ({ value, sources }) => {
        const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
        const what = ({ node, previousRect, currentRect }) =>
            `${(node?.outerHTML ?? node?.textContent ?? 'something').slice(0, 80)}: ${place(previousRect)} to ${place(currentRect)}`;
        return [value, ...sources.map(what)].join('; ');
    };";

impl Visitor {
    #[track_caller]
    pub fn waits_for_the_app(&self) {
        self.waits_for("the app", "return 'ready' in html.dataset", &[]);
    }

    #[track_caller]
    pub fn sees_that_the_app_is_not_there_yet(&self) {
        assert!(!self.ask::<bool>("return 'ready' in html.dataset", &[]), "the app runs already");
    }

    /// Sees that the app cannot start: the page names the cause, says one sentence about it, offers to try again, and
    /// stays readable.
    #[track_caller]
    pub fn is_told_that_the_app_failed(&self, cause: &str) {
        self.waits_until("the cause", "return html.dataset.failed", &[], &Some(cause.to_owned()));
        let seen = "return all('notice').some((notice) => notice.getAttribute('role') === 'alert' && text(notice).length > 80)";
        assert!(self.ask::<bool>(seen, &[]), "no sentence tells why\n{}", self.surroundings());
        self.named("button", "Try again");
        let readable = "return isSeen(document.querySelector('main h1')) && text(document.querySelector('main')).length > 300";
        assert!(self.ask::<bool>(readable, &[]), "the page cannot be read\n{}", self.surroundings());
    }

    /// The time from the arrival (or failure) of the last file until the page named the cause. The visitor's browser
    /// must measure it: see [`TIMEKEEPER`].
    #[track_caller]
    pub fn was_told_after(&self) -> Duration {
        let script = "const files = performance.getEntriesByType('resource').filter((file) => file.responseEnd <= toldAt);
            return toldAt - Math.max(...files.map((file) => file.responseEnd))";
        Duration::from_secs_f64(self.ask::<f64>(script, &[]) / 1000.0)
    }

    /// Sees that the app broke: in place of the page, which may be wrong, a screen says so and offers a reload.
    #[track_caller]
    pub fn sees_the_recovery_screen_within(&self, time: Duration) {
        let begun = Instant::now();
        let script = "const [alert] = all('notice').filter((notice) => notice.getAttribute('role') === 'alert');
            return alert && text(alert.querySelector('h1')) === 'Something went wrong' && !document.querySelector('article')";
        self.waits_for("the recovery screen", script, &[]);
        assert!(begun.elapsed() <= time, "the recovery screen took {:?}", begun.elapsed());
        self.named("button", "Reload");
    }

    /// Removes from the address what makes the app break (src/ui/panics.rs), as before the next visit.
    #[track_caller]
    pub fn takes_the_fault_out_of_the_address(&self) {
        self.ask::<()>("history.replaceState(history.state, '', location.pathname)", &[]);
    }

    #[track_caller]
    pub fn appearance(&self) -> Option<String> {
        self.ask("return html.dataset.theme ?? null", &[])
    }

    /// Asserts that the appearance was set before anything could be painted. Needs the [`TIMEKEEPER`].
    #[track_caller]
    pub fn saw_no_flash(&self) {
        assert!(
            self.ask::<bool>("return window.themedBeforeTheBody === true", &[]),
            "the page was painted otherwise first"
        );
    }

    #[track_caller]
    pub fn sees_the_appearance_chosen(&self, name: &str) {
        let chosen = "return all('radio').filter((radio) => radio.checked).map(nameOf)";
        self.waits_until("the chosen appearance", chosen, &[], &vec![name.to_owned()]);
    }

    /// Whether the text is lighter than the page.
    #[track_caller]
    pub fn sees_a_dark_page(&self) -> bool {
        let script = "
            const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
            const lightness = (colour) => {
                paint.fillStyle = colour;
                paint.fillRect(0, 0, 1, 1);
                const [red, green, blue] = paint.getImageData(0, 0, 1, 1).data;
                return red + green + blue;
            };
            const style = getComputedStyle(document.body);
            // If the page has no colour of its own, the browser's canvas shows.
            const page = /, 0\\)$/.test(style.backgroundColor) ? getComputedStyle(html).backgroundColor : style.backgroundColor;
            const ground = /, 0\\)$/.test(page) ? 'canvas' : page;
            return lightness(style.color) > lightness(ground)";
        self.ask(script, &[])
    }

    /// Chooses an appearance by its name.
    #[track_caller]
    pub fn chooses_the_appearance(&self, name: &str) {
        self.clicks(&self.named("radio", name));
        let chosen = "return byName('radio', arguments[0])[0]?.checked";
        self.waits_for(&format!("{name} to be chosen"), chosen, &[json!(name)]);
    }

    /// The addresses of the files that the page asked for before the app ran. (A file that is still on its way is not
    /// among them, because the browser lists only complete ones.)
    #[track_caller]
    pub fn requests_until_the_app_ran(&self) -> Vec<String> {
        let script = "const { startTime } = performance.getEntriesByName('hallway-ready')[0];
            const files = performance.getEntriesByType('resource').filter((entry) => entry.startTime < startTime);
            return files.map((entry) => entry.name)";
        self.ask(script, &[])
    }

    /// All layout shifts since the page was loaded, as the browser counts them: by how much, and what moved from where to
    /// where.
    #[track_caller]
    pub fn layout_shifts(&self) -> Vec<String> {
        let script = "const done = arguments[arguments.length - 1];
            const shifts = [];
            const add = (entries) => entries.forEach((entry) => shifts.push(shifted(entry)));
            const observer = new PerformanceObserver((list) => add(list.getEntries()));
            observer.observe({ type: 'layout-shift', buffered: true });
            const soon = (then) => requestAnimationFrame(() => setTimeout(then));
            soon(() => soon(() => { add(observer.takeRecords()); done(shifts); }))";
        let script = [SHIFTED, script].concat();
        let shifts = self.browser(|browser| block_on(browser.driver.execute_async(script, Vec::new())));
        shifts.and_then(|shifts| shifts.convert()).expect("the browser counts shifts")
    }

    /// What would move on the first screen while the page arrives: takes the page away node by node from its end (a
    /// browser may paint after any of them) and says what stood elsewhere then. Navigations are left out: their few links
    /// share the width, and mostly arrive together; and so are checkboxes, which stand in the middle beside their labels.
    /// Leaves the page unusable.
    #[track_caller]
    pub fn moves_while_the_page_arrives(&self) -> Vec<String> {
        let script = "
            const range = document.createRange();
            const rects = (node) => {
                if (node.nodeType !== Node.TEXT_NODE) return node.getClientRects();
                range.selectNodeContents(node);
                return range.getClientRects();
            };
            // Where it begins, if it is in sight: a browser counts no shift of what only grows, or of less than 3 pixels.
            const place = (node) => {
                const rect = [...rects(node)].find(({ width, height }) => width > 1 && height > 1);
                const isOnScreen = rect && rect.top < innerHeight && rect.bottom > 0 && rect.left < innerWidth && rect.right > 0;
                return isOnScreen ? [rect.left, rect.top] : null;
            };
            const everything = [];
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) everything.push(walker.currentNode);
            const isPainted = (node) => (node.data?.trim() || node.matches?.('svg, img, button, input:not([type=checkbox])')) && !node.parentElement.closest('nav');
            const places = new Map(everything.filter(isPainted).map((node) => [node, place(node)]));
            const last = everything.findLastIndex((node) => places.get(node));
            everything.splice(last + 1).reverse().forEach((node) => node.remove());
            const moved = new Set();
            while (everything.length > 0) {
                everything.pop().remove();
                for (const node of everything) {
                    const [now, later] = [places.has(node) && place(node), places.get(node)];
                    const differs = now && later && now.some((at, axis) => Math.abs(at - later[axis]) >= 3);
                    if (differs && !moved.has(node)) {
                        moved.add(node);
                        node.arrived = `${(node.outerHTML ?? node.data).slice(0, 80)}: ${now.map(Math.round)} to ${later.map(Math.round)}`;
                    }
                    if (now) places.set(node, now);
                }
            }
            return [...moved].map((node) => node.arrived)";
        self.ask(script, &[])
    }
}
