//! Exports to the attendee's own calendar: files that the app makes, and files that the build made.
//!
//! The rule: the texts say honestly what a file does and what a subscription does (docs/calendar.md).

use leptos::prelude::*;

use super::button::button;
use crate::domain::agenda::Agenda;
use crate::domain::calendar::{calendar, events_of};
use crate::domain::conference::Session;
use crate::domain::settings::Settings;
use crate::route::{Route, agenda_calendar, session_file};
use crate::ui::browser::offer_file;
use crate::ui::element::{El, el};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::site::{Site, use_site};
use crate::ui::strings::Strings;

/// The MIME type of the files.
const CALENDAR: &str = "text/calendar";

/// The export of the attendee's agenda, with its settings; `None` if the programme has no times.
pub fn to_calendar() -> Option<El> {
    let site = use_site();
    let agenda: MyAgenda = expect_context();
    if site.days().is_empty() {
        return None;
    }
    let save = move |_| {
        let settings = untrack(|| agenda.settings());
        let events = agenda.with(|agenda, _| {
            events_of(agenda, site.conference_now(), &|session| session_address(site, session), &settings)
        });
        let name = Strings::calendar_of_mine(site.conference);
        let text = calendar(Some(&name), &events, Strings::CANCELLED, false, site.made);
        offer_file(&agenda_calendar(site.conference), CALENDAR, &text);
    };
    // An older page would cancel in the calendar the sessions that it does not know.
    let cannot = move || !agenda.has_times() || agenda.is_outdated();
    let button = button(Strings::SAVE_TO_CALENDAR).property_now("disabled", move || cannot().into());
    let reminders = |label: &'static str, of: fn(&mut Settings) -> &mut u16| {
        let options = REMINDERS.map(|minutes| (minutes.to_string(), Strings::minutes_before(minutes)));
        let set = move || of(&mut agenda.settings()).to_string();
        choice(label, options.into(), set, move |value| {
            let mut settings = untrack(|| agenda.settings());
            *of(&mut settings) = value.parse().unwrap_or_default();
            agenda.set_settings(settings);
        })
    };
    let section = el("section")
        .class("to-calendar")
        .attr("aria-labelledby", "calendar")
        .child(el("h2").attr("id", "calendar").text(Strings::CALENDAR))
        .child(el("p").text(Strings::EXPORT_HELP))
        .child(reminders(Strings::REMIND_OF_MUST, |settings| &mut settings.remind_of_must))
        .child(reminders(Strings::REMIND_OF_MAYBE, |settings| &mut settings.remind_of_maybe))
        .child(el("p").class("actions").child(button.on("click", save)));
    Some(section)
}

/// The choices of how long before a session the calendar reminds, in minutes.
const REMINDERS: [u16; 6] = [0, 5, 10, 15, 30, 60];

/// The full address of a session's page, if the guide's address is known.
pub fn session_address(site: Site, session: &Session) -> Option<String> {
    Some(site.address?.to_owned() + &Route::Session(session.id.clone()).path())
}

/// The setting of how long the attendee needs to change rooms.
pub fn walk_setting() -> El {
    let agenda: MyAgenda = expect_context();
    let options = [None, Some(0), Some(5), Some(10), Some(15), Some(20)].map(|minutes: Option<u8>| {
        let words = minutes.map(|count| Strings::minutes(i64::from(count)));
        (minutes.map_or(String::new(), |count| count.to_string()), words.unwrap_or_else(Strings::as_usual))
    });
    let set = move || agenda.settings().walk.map_or(String::new(), |minutes| minutes.to_string());
    choice(Strings::WALK, options.into(), set, move |value| {
        let mut settings = untrack(|| agenda.settings());
        settings.walk = value.parse().ok();
        agenda.set_settings(settings);
    })
}

/// A labelled choice of one of several values, each with its text.
fn choice(
    label: &'static str,
    options: Vec<(String, String)>,
    set: impl Fn() -> String + 'static,
    chosen: impl Fn(String) + 'static,
) -> El {
    let options = options.into_iter().map(|(value, words)| el("option").attr("value", &value).text(&words));
    let select = el("select").children(options).property_now("value", move || set().into());
    let select = select.on("change", move |event| chosen(event_target_value(&event)));
    el("label").class("setting").child(el("span").text(label)).child(select)
}

/// The export of one session.
pub fn session_to_calendar(session: &'static Session) -> El {
    let site = use_site();
    let agenda: MyAgenda = expect_context();
    let save = move |_| {
        let settings = untrack(|| agenda.settings());
        let pick = agenda.pick_now(session);
        let only: Agenda = [(session.id.clone(), pick)].into_iter().collect();
        let events =
            events_of(&only, site.conference_now(), &|session| session_address(site, session), &settings);
        let text = calendar(None, &events, Strings::CANCELLED, false, site.made);
        offer_file(&session_file(session), CALENDAR, &text);
    };
    let button = el("button").class("button app-only").attr("type", "button");
    el("p").class("actions").child(button.text(Strings::ADD_TO_CALENDAR).on("click", save))
}

/// The sessions of a page's calendar file, in the programme's order; empty if the page has no such file.
pub fn sessions_on(page: &Route, site: Site) -> Vec<&'static Session> {
    let is_on = |session: &Session| match page {
        Route::Programme => true,
        Route::Room(id) => session.room.as_ref() == Some(id),
        Route::Track(id) => session.track.as_ref() == Some(id),
        Route::Speaker(id) => session.speakers.contains(id),
        _ => false,
    };
    let sessions = site.schedule.programme.iter().copied();
    sessions.filter(|session| session.start.is_some() && is_on(session)).collect()
}

/// The links to the calendar file that the build wrote for a page, and to the subscription; `None` if no session of the
/// page has a time.
pub fn calendar_links(page: &Route) -> Option<El> {
    let site = use_site();
    if site.days().is_empty() || sessions_on(page, site).is_empty() {
        return None;
    }
    let download = el("a").class("button").attr("href", &page.calendar(site.root)).attr("download", "");
    let subscription = site.address.and_then(|address| page.subscription(address));
    let subscribe =
        subscription.map(|there| el("a").class("button").attr("href", &there).text(Strings::SUBSCRIBE));
    let actions = el("p").class("actions").child(download.text(Strings::CALENDAR_FILE)).children(subscribe);
    Some(el("div").class("calendar-links").child(actions).child(el("p").text(Strings::SUBSCRIBE_HELP)))
}
