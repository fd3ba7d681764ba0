//! What a visitor sees of the days, times, rooms and the timetable.

use serde_json::json;

use super::Visitor;

const PLACE_IN_THE_TIMETABLE: &str = "const table = document.querySelector('.timetable');
    return [scrollY, table.scrollLeft, table.scrollTop].map(Math.round)";

/// A script before pages that presses "Jump to now" in the moment in which the app has taken over, on a machine so slow
/// that the app draws one item of a list in a slice.
pub const JUMPS_AT_ONCE: &str = "let now = Date.now();
Date.now = () => now += 13;
new MutationObserver((_, observer) => {
    if (!('ready' in document.documentElement.dataset)) return;
    observer.disconnect();
    [...document.querySelectorAll('button')].find((button) => button.ariaLabel === 'Jump to now').click();
}).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-ready'] });";

/// A script that runs before a page's own: it stops the clock at this time until [`Visitor::lets_time_pass`].
pub fn clock_at(time: &str) -> String {
    format!(
        "let now = Date.parse({time:?}), ticks = [];
        Date.now = () => now;
        window.setInterval = (tick) => ticks.push(tick);
        window.passTime = (minutes) => {{ now += minutes * 60000; ticks.forEach((tick) => tick()); }};"
    )
}

impl Visitor {
    /// Lets this many minutes pass while the page is shown. Needs [`clock_at`].
    #[track_caller]
    pub fn lets_time_pass(&self, minutes: u32) {
        self.ask::<()>("passTime(arguments[0])", &[json!(minutes)]);
    }

    /// Looks at another window for a while.
    #[track_caller]
    pub fn turns_away_and_comes_back(&self) {
        self.ask::<()>("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))", &[]);
    }

    /// The times at the head of the programme's slots, in order.
    #[track_caller]
    pub fn sees_the_times(&self, times: &[&str]) {
        let times: Vec<String> = times.iter().map(|&time| time.to_owned()).collect();
        let script = "return [...document.querySelectorAll('main h3 time')].filter(isSeen).map(text)";
        self.waits_until("the times", script, &[], &times);
    }

    /// Sees the line of the current time between these times of the list.
    #[track_caller]
    pub fn sees_the_line_of_now(&self, after: &str, words: &str, before: &str) {
        let script =
            "const lines = [...document.querySelectorAll('main h3 time, main p.now-line')].filter(isSeen);
            const at = lines.findIndex((line) => line.matches('.now-line'));
            return lines.slice(Math.max(0, at - 1), at + 2).map(text)";
        let lines = [after, words, before].map(str::to_owned);
        self.waits_until("the line of now", script, &[], &lines.to_vec());
    }

    /// Sees the line of the current time in the timetable: it crosses the one session, and not the other.
    #[track_caller]
    pub fn sees_now_in_the_timetable(&self, through: &str, not_through: &str) {
        let script = "const line = document.querySelector('.timetable .now-line')?.getBoundingClientRect();
            const [through, not] = [...arguments].map((title) => byName('article', title)[0]?.getBoundingClientRect());
            const crosses = (cell) => cell.top <= line.top && line.top < cell.bottom;
            return Boolean(line && through && not) && crosses(through) && !crosses(not)";
        self.waits_for("a line of now", script, &[json!(through), json!(not_through)]);
    }

    /// The time on a session's card.
    #[track_caller]
    pub fn sees_the_time_of(&self, title: &str, time: &str) {
        let script = "return text(byName('article', arguments[0])[0]?.querySelector('time, .when'))";
        self.waits_until("the time of a session", script, &[json!(title)], &time.to_owned());
    }

    /// Sees at least so many rows of sessions whole, between what sticks to the top and the bottom bar.
    #[track_caller]
    pub fn sees_rows(&self, at_least: usize) {
        let script = "const place = (one) => document.querySelector(one)?.getBoundingClientRect();
            const sticky = (one) => getComputedStyle(document.querySelector(one)).position === 'sticky';
            const [line, bar] = [place('.search-line'), place('.site-nav')];
            const top = innerWidth < 960 && sticky('.search-line') ? Math.max(0, line.bottom) : 0;
            const bottom = bar.top > innerHeight / 2 ? bar.top : innerHeight;
            const rows = [...document.querySelectorAll('.session-card.row')].map((row) => row.getBoundingClientRect());
            return rows.filter((row) => row.top >= top && row.bottom <= bottom).length >= arguments[0]";
        self.waits_for(&format!("{at_least} rows"), script, &[json!(at_least)]);
    }

    #[track_caller]
    pub fn has_the_focus_on_the_line_of_now(&self, words: &str) {
        let script = "const focused = document.activeElement;
            return focused?.matches('.now-line') ? text(focused) : null";
        self.waits_until("the focus", script, &[], &Some(words.to_owned()));
        self.has_in_sight(words);
    }

    /// Sees the tab of the current day: it is not scrolled out of sight.
    #[track_caller]
    pub fn sees_the_tab_of(&self, day: &str) {
        let script = "const tab = document.querySelector('.day-tab[aria-current]');
            const { left, right } = tab.getBoundingClientRect();
            return text(tab).startsWith(arguments[0]) && left >= 0 && right <= innerWidth";
        self.waits_for(&format!("the tab of {day}"), script, &[json!(day)]);
    }

    /// Sees the timetable's room heads on the screen, and below them the line of the current time.
    #[track_caller]
    pub fn sees_the_rooms_and_now_in_sight(&self) {
        let script = "const [head, line] = ['.room-head', '.timetable .now-line']
                .map((one) => document.querySelector(one)?.getBoundingClientRect() ?? { top: NaN });
            const covered = Math.max(0, document.querySelector('.search-line').getBoundingClientRect().bottom);
            return covered <= head.top && head.bottom < line.top && line.top < innerHeight";
        self.waits_for("the rooms and now in sight", script, &[]);
    }

    /// Asserts that the page does not scroll sideways, although parts of it may.
    #[track_caller]
    pub fn is_no_wider_than_the_screen(&self) {
        self.waits_for("a page as wide as the screen", "return html.scrollWidth <= innerWidth", &[]);
    }

    /// The day that the day tabs mark as current.
    #[track_caller]
    pub fn sees_the_day(&self, day: &str) {
        let script = "const [tab] = [...document.querySelectorAll('nav[aria-label=Days] [aria-current]')];
            return tab ? nameOf(tab) : null";
        self.waits_until("the day", script, &[], &Some(day.to_owned()));
    }

    /// The day tabs, each with its number of sessions.
    #[track_caller]
    pub fn sees_the_days(&self, days: &[&str]) {
        let days: Vec<String> = days.iter().map(|&day| day.to_owned()).collect();
        let script =
            "return [...document.querySelectorAll('nav[aria-label=Days] a')].filter(isSeen).map(text)";
        self.waits_until("the days", script, &[], &days);
    }

    /// Sees exactly these sessions in the section with this heading.
    #[track_caller]
    pub fn sees_under(&self, heading: &str, titles: &[&str]) {
        let titles: Vec<String> = titles.iter().map(|&title| title.to_owned()).collect();
        let script = "const section = [...document.querySelectorAll('main section')].find((one) =>
                isSeen(one) && nameOf(one) === arguments[0]);
            return section ? [...section.querySelectorAll('article')].map(nameOf) : []";
        self.waits_until(&format!("the sessions under {heading:?}"), script, &[json!(heading)], &titles);
    }

    /// The rooms at the head of the timetable, in order.
    #[track_caller]
    pub fn sees_the_rooms(&self, rooms: &[&str]) {
        let rooms: Vec<String> = rooms.iter().map(|&room| room.to_owned()).collect();
        let script = "return [...document.querySelectorAll('.room-head')].filter(isSeen).map(text)";
        self.waits_until("the rooms", script, &[], &rooms);
    }

    /// How many sessions stand side by side in a room's column.
    #[track_caller]
    pub fn sees_lanes(&self, room: &str, lanes: usize) {
        let script = "const head = [...document.querySelectorAll('.room-head')].find((one) => text(one) === arguments[0]);
            const { left, right } = head.getBoundingClientRect();
            const cells = [...document.querySelectorAll('article.cell')].map((cell) => cell.getBoundingClientRect().left);
            return new Set(cells.filter((at) => at >= left - 1 && at < right).map(Math.round)).size";
        self.waits_until("the lanes", script, &[json!(room)], &lanes);
    }

    /// What a screen reader says about the focused session, besides its name.
    #[track_caller]
    pub fn hears_of_the_focused(&self, words: &str) {
        let script =
            "const ids = (document.activeElement?.getAttribute('aria-describedby') ?? '').split(' ');
            return ids.map((id) => text(document.getElementById(id))).join(' ')";
        self.waits_until("what is said of the focused", script, &[], &words.to_owned());
    }

    /// Scrolls the timetable within itself to its end, in both directions.
    #[track_caller]
    pub fn scrolls_the_timetable_to_its_end(&self) {
        self.ask::<()>(
            "const table = document.querySelector('.timetable');
            table.scrollIntoView();
            table.scrollTo(table.scrollWidth, table.scrollHeight)",
            &[],
        );
    }

    /// How far the page is scrolled, and the timetable within itself, to the side and down.
    #[track_caller]
    pub fn place_in_the_timetable(&self) -> [u32; 3] {
        self.ask(PLACE_IN_THE_TIMETABLE, &[])
    }

    #[track_caller]
    pub fn is_at_the_place_in_the_timetable(&self, place: [u32; 3]) {
        self.waits_until("the place in the timetable", PLACE_IN_THE_TIMETABLE, &[], &place);
    }

    /// Follows the link of the session in the middle of the timetable's visible part.
    #[track_caller]
    pub fn follows_a_session_in_sight(&self) {
        let script = "const table = document.querySelector('.timetable').getBoundingClientRect();
            const links = [...document.querySelectorAll('.cell .title a')];
            return links.find((link) => {
                const { left, top, right, bottom } = link.getBoundingClientRect();
                const [x, y] = [(left + right) / 2, (top + bottom) / 2];
                return x > table.left && y > table.top && document.elementFromPoint(x, y) === link;
            })";
        self.clicks(&self.element("a session in sight", script, &[]));
    }

    /// Takes a session out of the agenda whose button is in the timetable's visible part, and returns its title.
    #[track_caller]
    pub fn takes_out_a_session_in_sight(&self) -> String {
        let find =
            "const button = [...document.querySelectorAll('.cell [aria-pressed=true]')].find((button) => {
                const { left, top, right, bottom } = button.getBoundingClientRect();
                return button.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
            });";
        let title = self.ask(&format!("{find} return nameOf(button.closest('article'))"), &[]);
        self.clicks(&self.element("a button in sight", &format!("{find} return button"), &[]));
        title
    }

    /// Sees that the session has ended and is still listed.
    #[track_caller]
    pub fn sees_that_it_is_over(&self, title: &str) {
        let script =
            "return byName('article', arguments[0])[0]?.matches('[data-over], [data-phase=over]') === true";
        self.waits_for(&format!("the end of {title:?}"), script, &[json!(title)]);
    }

    /// Sees that the session has not ended.
    #[track_caller]
    pub fn sees_that_it_is_not_over(&self, title: &str) {
        let script = "const card = byName('article', arguments[0])[0]; return card != null && !card.matches('[data-over], [data-phase=over]')";
        self.waits_for(&format!("{title:?} not to be over"), script, &[json!(title)]);
    }

    /// Sees the heads of rooms and times at the edges of the timetable, however far it is scrolled, and nothing covers
    /// them.
    #[track_caller]
    pub fn sees_heads_at_the_edges(&self) {
        let script = "const table = document.querySelector('.timetable').getBoundingClientRect();
            const at = (x, y) => document.elementFromPoint(table.left + x, table.top + y);
            const heads = [at(150, 10), at(10, 10)].map((one) => one?.closest('.room-head, .corner') !== null);
            return heads.every(Boolean) && at(10, 150)?.closest('.times, .time-head') !== null";
        self.waits_for("the heads at the edges", script, &[]);
    }

    /// The sessions of the timetable that overlap another one, or whose text does not fit into them.
    #[track_caller]
    pub fn overlapping_sessions(&self) -> Vec<String> {
        let script = "const cells = [...document.querySelectorAll('article.cell')].map((cell) => [nameOf(cell), cell, cell.getBoundingClientRect()]);
            const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
            const over = cells.filter(([, cell, box], at) => cell.scrollHeight > cell.clientHeight + 1
                || cells.slice(at + 1).some(([, , other]) => meet(box, other)));
            return over.map(([name]) => name)";
        self.ask(script, &[])
    }

    /// Mirrors the page, like that of a conference whose language is written from right to left.
    #[track_caller]
    pub fn turns_the_page_around(&self) {
        self.ask::<()>("html.dir = 'rtl'", &[]);
    }
}
