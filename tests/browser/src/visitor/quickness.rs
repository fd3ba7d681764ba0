//! How fast the page reacts. The results depend on the machine, so they are printed and never asserted.

use std::time::{Duration, Instant};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use thirtyfour::TimeoutConfiguration;

use super::Visitor;
use super::app::SHIFTED;
use crate::block_on;

/// Watches a visit from its beginning. It knows the sessions of the guide, and those in pretalx's widget, which is ready
/// to use when it shows them.
const VISIT: &str = "
    window.visit = { tasks: [], shift: 0, shifts: [], busy: 0 };
    new PerformanceObserver((list) => list.getEntries().forEach(({ startTime, duration }) => {
        visit.tasks.push([startTime, startTime + duration]);
        visit.busy = startTime + duration;
    })).observe({ type: 'longtask', buffered: true });
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
        visit.shift += entry.value;
        visit.shifts.push(shifted(entry));
    })).observe({ type: 'layout-shift', buffered: true });
    const isDrawn = (element) => element.getBoundingClientRect().height > 0;
    const look = () => {
        const widget = document.querySelector('pretalx-schedule');
        const sessions = widget ? widget.shadowRoot?.querySelectorAll('.c-linear-schedule-session') : document.querySelectorAll('[data-pick]');
        if (![...(sessions ?? [])].some(isDrawn)) return requestAnimationFrame(look);
        visit.sessions = performance.now();
        if (widget) performance.mark('widget-ready');
    };
    requestAnimationFrame(look);";

/// What [`VISIT`] saw, once the page has been ready for three seconds and idle for two.
const VISITED: &str = "
    const ready = performance.getEntriesByType('mark').find(({ name }) => name.endsWith('-ready'))?.startTime;
    const isOver = ready && visit.sessions && performance.now() > Math.max(ready + 3000, visit.busy + 2000);
    if (!isOver) return null;
    const [{ startTime: painted }] = performance.getEntriesByName('first-contentful-paint');
    const blocked = visit.tasks.reduce((sum, [start, end]) => sum + Math.max(0, end - Math.max(start, painted) - 50), 0);
    const files = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    const early = files.filter(({ responseEnd }) => responseEnd <= ready);
    return {
        first_paint: painted, sessions: visit.sessions, ready, blocked, shift: visit.shift, shifts: visit.shifts,
        bytes: early.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0), requests: early.length,
    }";

/// What a first visit took: times in milliseconds since its beginning.
#[derive(Debug, Deserialize)]
pub struct FirstVisit {
    pub first_paint: f64,
    /// A session is drawn, perhaps further down the page.
    pub sessions: f64,
    /// The page reacts to input.
    pub ready: f64,
    /// The total blocking time: for each long task after the first paint, the time beyond 50 ms, summed.
    pub blocked: f64,
    /// The sum of all layout shifts.
    pub shift: f64,
    /// What moved from where to where.
    pub shifts: Vec<String>,
    /// Of all bodies that came before the page was ready, compressed.
    pub bytes: f64,
    pub requests: f64,
}

/// Records the longest interaction, as browsers count "interaction to next paint": from an input to the frame that
/// shows its result. They report only interactions of 16 ms and more, rounded to 8 ms.
const WATCH: &str = "
    window.slowest = 0;
    window.interactions?.disconnect();
    const note = (entries) => entries.forEach((entry) => entry.interactionId && (slowest = Math.max(slowest, entry.duration)));
    window.interactions = new PerformanceObserver((list) => note(list.getEntries()));
    interactions.note = note;
    interactions.observe({ type: 'event', durationThreshold: 16 });
    window.pressed = window.changed = performance.now();
    window.changes ??= new MutationObserver(() => changed = performance.now());
    changes.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
    document.addEventListener('click', (event) => pressed = event.timeStamp, true);";

/// Waits until the page stops changing, and returns how long after the last press that was.
const FOLLOWED: &str = "
    const done = arguments[arguments.length - 1];
    const look = () =>
        performance.now() - changed < 250 ? setTimeout(look, 50) : done(Math.max(0, changed - pressed));
    look();";

/// Waits until the result of the input is painted, and returns the time that the browser reports. If it reports nothing
/// within a second, the interaction was too short to be reported.
const PAINTED: &str = "
    const done = arguments[arguments.length - 1];
    const soon = (then) => requestAnimationFrame(() => setTimeout(then));
    const until = performance.now() + 1000;
    const look = () => {
        interactions.note(interactions.takeRecords());
        // A key or a press is reported as several events, one after the other.
        if (slowest > 0 || performance.now() > until) return soon(() => { interactions.note(interactions.takeRecords()); done(slowest); });
        soon(look);
    };
    look();";

impl Visitor {
    /// Slows down the processor by this factor from now on.
    pub fn slows_the_processor(&self, times: u32) {
        self.browser(|browser| block_on(browser.slows_the_processor(times)));
    }

    /// Slows down the network from now on: the time of a round trip in milliseconds, and bits per second.
    pub fn slows_the_network(&self, round_trip: u32, bits: u32) {
        self.browser(|browser| block_on(browser.slows_the_network(round_trip, bits)));
    }

    /// Opens the first page, with nothing in the browser's cache, and says what that took.
    #[track_caller]
    pub fn visits_for_the_first_time(&self) -> FirstVisit {
        self.browser(|browser| block_on(browser.runs_before_pages(&[SHIFTED, VISIT].concat())));
        self.goes_to("");
        let begun = Instant::now();
        loop {
            if let Some(visit) = self.ask::<Option<FirstVisit>>(VISITED, &[]) {
                return visit;
            }
            assert!(begun.elapsed() < Duration::from_mins(2), "the page does not come to rest");
            std::thread::sleep(Duration::from_millis(500));
        }
    }

    /// Opens the page that compares two searches (`compare-search.js`), and returns what it measured.
    #[track_caller]
    pub fn compares_the_searches<T: DeserializeOwned>(&self) -> T {
        self.goes_to("");
        self.browser(|browser| {
            let patience = TimeoutConfiguration::new(Some(Duration::from_mins(5)), None, None);
            block_on(browser.driver.update_timeouts(patience)).expect("the driver can wait");
            let measured = "const done = arguments[0]; compare().then(done, (error) => done(String(error)))";
            let measured = block_on(browser.driver.execute_async(measured, Vec::new()));
            measured.and_then(|measured| measured.convert()).expect("the page compares the searches")
        })
    }

    /// How long the slowest of the inputs took until its result was painted; zero if all took less than 16 ms.
    #[track_caller]
    pub fn slowest_of(&self, inputs: impl FnOnce(&Visitor)) -> Duration {
        self.ask::<()>(WATCH, &[]);
        inputs(self);
        let slowest = self.browser(|browser| block_on(browser.driver.execute_async(PAINTED, Vec::new())));
        let slowest: f64 =
            slowest.and_then(|slowest| slowest.convert()).expect("the browser counts interactions");
        Duration::from_secs_f64(slowest / 1_000.0)
    }

    /// How long it took, after [`Visitor::slowest_of`], from the last press until the page was up to date: until
    /// nothing changed for a quarter of a second.
    #[track_caller]
    pub fn followed_after(&self) -> Duration {
        let followed = self.browser(|browser| block_on(browser.driver.execute_async(FOLLOWED, Vec::new())));
        let followed: f64 = followed.and_then(|followed| followed.convert()).expect("the page comes to rest");
        Duration::from_secs_f64(followed / 1_000.0)
    }

    /// How long it took from the click on a link to this page until the app ran.
    #[track_caller]
    pub fn time_until_app_runs(&self) -> Duration {
        let script = "return performance.getEntriesByName('hallway-ready')[0].startTime";
        Duration::from_secs_f64(self.ask::<f64>(script, &[]) / 1_000.0)
    }

    /// The longest time between two frames while the page is scrolled to its end, a screen at a time.
    #[track_caller]
    pub fn longest_frame_while_scrolling(&self) -> Duration {
        let script = "const done = arguments[arguments.length - 1];
            let [longest, last, left] = [0, performance.now(), 60];
            const step = (at) => {
                longest = Math.max(longest, at - last);
                last = at;
                if (left-- === 0) return done(longest);
                scrollBy({ top: innerHeight, behavior: 'instant' });
                requestAnimationFrame(step);
            };
            requestAnimationFrame((at) => { last = at; requestAnimationFrame(step); })";
        let longest = self.browser(|browser| block_on(browser.driver.execute_async(script, Vec::new())));
        let longest: f64 = longest.and_then(|longest| longest.convert()).expect("frames can be counted");
        Duration::from_secs_f64(longest / 1_000.0)
    }

    /// Scrolls to the first control that a selector finds, if there is one: an attendee sees a control before they
    /// press it.
    #[track_caller]
    pub fn scrolls_to_the_first(&self, selector: &str) {
        let script =
            "[...document.querySelectorAll(arguments[0])].find(isSeen)?.scrollIntoView({ block: 'nearest' });
            return true";
        self.ask::<bool>(script, &[json!(selector)]);
        let painted = "const done = arguments[arguments.length - 1];
            requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
        let painted = self.browser(|browser| block_on(browser.driver.execute_async(painted, Vec::new())));
        painted.expect("the browser paints what is scrolled to");
    }

    /// Presses the first control that a selector finds, if there is one.
    #[track_caller]
    pub fn presses_the_first(&self, selector: &str) -> bool {
        let script = "return [...document.querySelectorAll(arguments[0])].some(isSeen)";
        let is_there = self.ask::<bool>(script, &[json!(selector)]);
        if is_there {
            let script = "return [...document.querySelectorAll(arguments[0])].find(isSeen)";
            self.clicks(&self.element(selector, script, &[json!(selector)]));
        }
        is_there
    }
}
