//! Several tabs of one browser.

use std::collections::BTreeMap;

use serde_json::json;
use thirtyfour::WindowHandle;

use super::Visitor;
use crate::block_on;

/// Presses buttons in an order that is the same in every run, in rounds between which the page receives events from
/// other tabs. Uses messages between rounds, because browsers delay timers in hidden tabs.
const PRESS: &str = "
    const [times, mine] = arguments;
    const buttons = [...document.querySelectorAll('button[data-pick]')];
    let [seed, left] = [mine[0] + 1, times];
    const any = () => buttons[mine[(seed = (seed * 48271) % 2147483647) % mine.length]];
    const presses = (window.presses = { last: {}, times, began: Date.now(), ended: null });
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
        for (let round = 0; round < 5 && left > 0; round += 1, left -= 1) {
            const button = any();
            const { pick } = button.dataset;
            // The page shows a press only after the round, so earlier presses of the same round count.
            presses.last[pick] = !(presses.last[pick] ?? button.getAttribute('aria-pressed') === 'true');
            button.click();
        }
        if (left > 0) port2.postMessage(null);
        else presses.ended = Date.now();
    };
    port2.postMessage(null);";

/// The sessions by id, and whether their buttons say that they are in the agenda.
const SHOWN: &str = "return Object.fromEntries([...document.querySelectorAll('button[data-pick]')]
    .map((button) => [button.dataset.pick, button.getAttribute('aria-pressed') === 'true'])
    .filter(([id, shown]) => shown))";

/// A tab that the visitor can return to.
#[derive(Clone, Debug)]
pub struct Tab(WindowHandle);

impl Visitor {
    /// The tab that the visitor looks at.
    pub fn tab(&self) -> Tab {
        Tab(self.browser(|browser| block_on(browser.driver.window())).expect("some tab is open"))
    }

    /// Opens a page in a new tab, and looks at it.
    #[track_caller]
    pub fn opens_in_a_new_tab(&self, path: &str) -> Tab {
        self.browser(|browser| {
            block_on(async {
                let tab = browser.driver.new_window().await.expect("a tab can be opened");
                browser.driver.switch_to_window(tab).await.expect("a new tab can be looked at");
                browser.set_up_tab(&self.settings).await;
            });
        });
        self.opens(path);
        self.tab()
    }

    /// Looks at another tab.
    pub fn turns_to(&self, tab: &Tab) {
        let turned = self.browser(|browser| block_on(browser.driver.switch_to_window(tab.0.clone())));
        turned.expect("an open tab can be looked at");
    }

    /// Begins to press the agenda buttons of some sessions, chosen by their place on the page, and does not wait.
    #[track_caller]
    pub fn begins_to_press_agenda_buttons(&self, times: u32, mine: impl Fn(usize) -> bool) {
        let count: usize = self.ask("return document.querySelectorAll('button[data-pick]').length", &[]);
        let mine: Vec<usize> = (0..count).filter(|at| mine(*at)).collect();
        self.ask::<()>(PRESS, &[json!(times), json!(mine)]);
    }

    /// Waits until all presses are done. Returns the last press of each session: whether it was added.
    #[track_caller]
    pub fn has_pressed(&self) -> BTreeMap<String, bool> {
        // A thousand presses on a page of two thousand sessions take long, especially in builds for stories: in WebKit
        // three minutes.
        let pressed = || self.ask::<Option<u64>>("return window.presses.ended", &[]);
        assert!(
            self.looks_for_minutes(pressed).is_some(),
            "a thousand presses take minutes\n{}",
            self.surroundings()
        );
        self.ask("return window.presses.last", &[])
    }

    /// Looks again and again for some minutes.
    fn looks_for_minutes<T>(&self, look: impl Fn() -> Option<T>) -> Option<T> {
        (0..20).find_map(|_| self.looks(&look))
    }

    /// How long each press took on average, in milliseconds, with all its effects in this tab and the other.
    #[track_caller]
    pub fn took_for_a_press(&self) -> f64 {
        self.ask("return (presses.ended - presses.began) / presses.times", &[])
    }

    /// Whether this tab and the other pressed at the same time.
    #[track_caller]
    pub fn pressed_at_the_same_time_as(&self, other: &Tab) -> bool {
        let here = self.tab();
        let time = "return [window.presses.began, window.presses.ended]";
        let (began, ended): (u64, u64) = self.ask(time, &[]);
        self.turns_to(other);
        let (other_began, other_ended): (u64, u64) = self.ask(time, &[]);
        self.turns_to(&here);
        began < other_ended && other_began < ended
    }

    /// Sees exactly the wanted sessions as added, on the page and in the storage.
    #[track_caller]
    pub fn sees_exactly_in_the_agenda(&self, wanted: &BTreeMap<String, bool>) {
        let added = wanted.iter().filter(|(_, added)| **added);
        let added: BTreeMap<String, bool> = added.map(|(id, _)| (id.clone(), true)).collect();
        // After a thousand presses in another tab, this one still has events to handle: in WebKit for half a minute.
        let shows = || self.ask::<BTreeMap<String, bool>>(SHOWN, &[]);
        _ = self.looks_for_minutes(|| (shows() == added).then_some(()));
        self.waits_until("the picks shown", SHOWN, &[], &added);
        self.agrees_with_what_is_saved();
    }

    /// Sees that the page and the storage have the same sessions.
    #[track_caller]
    pub fn agrees_with_what_is_saved(&self) {
        let saved = "const saved = new Set(Object.keys(localStorage).map((key) => key.split(':pick:')[1]).filter(Boolean));
            const shown = [...document.querySelectorAll('button[data-pick][aria-pressed=true]')].map((b) => b.dataset.pick);
            return shown.length === saved.size && shown.every((id) => saved.has(id))";
        self.waits_for("the page to show what is saved", saved, &[]);
    }
}
