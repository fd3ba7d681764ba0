//! The current time, and the time zone in which times are shown.
//!
//! The rule: a prerendered page knows neither. It shows times in the conference's zone, and the app adds "now".

use std::time::Duration;

use leptos::prelude::*;

use super::browser::{device_time, on_window};
use super::element::follow;
use super::navigation::Navigation;
use crate::domain::moment::Moment;

/// How often the clock reads the time.
const TICK: Duration = Duration::from_secs(20);

/// The current time, and the time zone in which times are shown.
#[derive(Clone, Copy)]
pub struct Clock {
    // Hundreds of cards subscribe to these signals. The cards must not be updated at each change of the view.
    /// Seconds since 1970; `None` on a prerendered page.
    now: RwSignal<Option<i64>>,
    /// See [`Clock::last_arrival`], in seconds since 1970.
    last_arrival: RwSignal<Option<i64>>,
    /// Whether times are shown in the attendee's zone.
    in_my_time: Memo<bool>,
    navigation: Navigation,
}

impl Clock {
    /// A clock that stands still until [`Clock::listen`] is called.
    pub fn new(navigation: Navigation) -> Clock {
        let in_my_time = Memo::new(move |_| navigation.view().in_my_time);
        Clock { now: RwSignal::new(None), last_arrival: RwSignal::new(None), in_my_time, navigation }
    }

    /// Starts the clock.
    pub fn listen(self) {
        let ticking = RwSignal::new(Some(device_time()));
        // No browser refuses this.
        _ = set_interval_with_handle(move || ticking.set(Some(device_time())), TICK);
        follow(move || {
            let ticks = ticking.get();
            let now = self.navigation.view().now.map(|now| now.seconds()).or(ticks);
            if self.now.get_untracked() != now {
                self.now.set(now);
            }
        });
        let (comes_back, route) = (RwSignal::new(None::<i64>), self.navigation.route());
        on_window("visibilitychange", move |_| {
            // Browsers slow down the ticks of a hidden page.
            ticking.set(Some(device_time()));
            comes_back.set(None);
        });
        follow(move || {
            comes_back.track();
            _ = route.get();
            self.navigation.view();
            self.last_arrival.set(self.now.get_untracked());
        });
    }

    /// The current time in seconds since 1970, or the time that the address sets. Tracked.
    pub fn now(self) -> Option<i64> {
        self.now.get()
    }

    /// When the attendee last came to the page that is shown, chose its view, or came back to the window. Tracked.
    pub fn last_arrival(self) -> Option<i64> {
        self.last_arrival.get()
    }

    /// The attendee wants to see what is on now: that counts as coming to the page.
    pub fn arrive(self) {
        self.last_arrival.set(self.now.get_untracked());
    }

    /// A moment in the zone that the attendee chose. Tracked.
    pub fn in_chosen_zone(self, moment: Moment) -> Moment {
        if self.in_my_time.get() { in_my_time(moment) } else { moment }
    }
}

/// A time (in seconds since 1970) on the wall clock of this device, like `14:10`.
pub fn time_here(seconds: i64) -> String {
    in_my_time(Moment::at(seconds, 0)).time_of_day()
}

/// A moment on the wall clock of this device.
fn in_my_time(moment: Moment) -> Moment {
    let milliseconds = moment.seconds() as f64 * 1_000.0;
    // JavaScript counts the minutes by which UTC is ahead of the local time.
    let behind = js_sys::Date::new(&milliseconds.into()).get_timezone_offset();
    Moment::at(moment.seconds(), -behind as i16)
}

/// The IANA name of this device's time zone, if the browser reports it.
pub fn my_zone() -> Option<String> {
    let format = js_sys::Intl::DateTimeFormat::default();
    let options = format.resolved_options();
    js_sys::Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
}
