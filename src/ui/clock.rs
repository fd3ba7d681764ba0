//! What time it is, and in whose zone times are told.
//!
//! The rule: a printed page knows neither. It tells the times of the place, and "now" comes with the app.

use std::time::Duration;

use leptos::prelude::*;

use super::browser::on_window;
use super::element::follow;
use super::navigation::Navigation;
use crate::domain::moment::Moment;

/// How often the time is looked at.
const TICK: Duration = Duration::from_secs(20);

/// The time, and the zone in which times are told.
#[derive(Clone, Copy)]
pub struct Clock {
    // Hundreds of cards follow these, and must not follow each change of the view.
    /// Seconds since 1970; none on a printed page.
    now: RwSignal<Option<i64>>,
    /// When the attendee last turned to what is shown, in seconds since 1970.
    turned_at: RwSignal<Option<i64>>,
    /// Whether times are told in the attendee's zone.
    in_my_time: Memo<bool>,
    navigation: Navigation,
}

impl Clock {
    /// A clock that stands until it listens.
    pub fn new(navigation: Navigation) -> Clock {
        let in_my_time = Memo::new(move |_| navigation.view().in_my_time);
        Clock { now: RwSignal::new(None), turned_at: RwSignal::new(None), in_my_time, navigation }
    }

    /// Lets the clock go on.
    pub fn listen(self) {
        let ticking = RwSignal::new(Some(browser_time()));
        // Refused by no browser.
        _ = set_interval_with_handle(move || ticking.set(Some(browser_time())), TICK);
        follow(move || {
            let ticks = ticking.get();
            let now = self.navigation.view().now.map(|now| now.seconds()).or(ticks);
            if self.now.get_untracked() != now {
                self.now.set(now);
            }
        });
        let (comes_back, route) = (RwSignal::new(None::<i64>), self.navigation.route());
        on_window("visibilitychange", move |_| {
            // It ticked slowly while nobody looked.
            ticking.set(Some(browser_time()));
            comes_back.set(None);
        });
        follow(move || {
            comes_back.track();
            _ = route.get();
            self.navigation.view();
            self.turned_at.set(self.now.get_untracked());
        });
    }

    /// What time it is, in seconds since 1970, or what the address says it is. Tracked.
    pub fn now(self) -> Option<i64> {
        self.now.get()
    }

    /// What time it was when the attendee last turned to what is shown: went to it, chose how it is shown, or came back to
    /// the window. Tracked.
    pub fn turned_at(self) -> Option<i64> {
        self.turned_at.get()
    }

    /// A moment as the attendee wants it told. Tracked.
    pub fn told(self, moment: Moment) -> Moment {
        if self.in_my_time.get() { in_my_time(moment) } else { moment }
    }
}

/// A moment on the wall clock of this device.
fn in_my_time(moment: Moment) -> Moment {
    let milliseconds = moment.seconds() as f64 * 1_000.0;
    // JavaScript counts the minutes that UTC is ahead.
    let behind = js_sys::Date::new(&milliseconds.into()).get_timezone_offset();
    Moment::at(moment.seconds(), -behind as i16)
}

fn browser_time() -> i64 {
    (js_sys::Date::now() / 1_000.0) as i64
}

/// The IANA name of this device's zone, where the browser tells it.
pub fn my_zone() -> Option<String> {
    let format = js_sys::Intl::DateTimeFormat::default();
    let options = format.resolved_options();
    js_sys::Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
}
