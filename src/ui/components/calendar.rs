//! The way into the attendee's own calendar: files that the app makes, and those that the build made.
//!
//! The rule: say honestly what a file does and what a subscription does (docs/calendar.md).

use leptos::prelude::*;

use super::button::button;
use crate::domain::agenda::Agenda;
use crate::domain::calendar::{calendar, events_of};
use crate::domain::conference::{Conference, Session};
use crate::domain::settings::Settings;
use crate::route::Route;
use crate::ui::element::{El, el};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::{offer_file, strings, use_site};

/// A file's type.
const CALENDAR: &str = "text/calendar";

/// The attendee's agenda for their calendar, with what they set; nothing where the programme has no times. `is_empty` says
/// whether there is anything in it.
pub fn to_calendar(is_empty: Memo<bool>) -> Option<El> {
    let site = use_site();
    let agenda: MyAgenda = expect_context();
    if site.days().is_empty() {
        return None;
    }
    let save = move |_| {
        let settings = untrack(|| agenda.settings());
        let events = agenda.with(|agenda, _| events_of(agenda, site.conference, site.address, &settings));
        let name = strings::calendar_of_mine(site.conference);
        let text = calendar(Some(&name), &events, strings::CANCELLED, false);
        offer_file(&strings::file_name(site.conference, "ics"), CALENDAR, &text);
    };
    let button = button(strings::SAVE_TO_CALENDAR).property_now("disabled", move || is_empty.get().into());
    let reminders = |label: &'static str, of: fn(&mut Settings) -> &mut u16| {
        let set = untrack(|| agenda.settings());
        let chosen = *of(&mut set.clone());
        let options = REMINDERS
            .map(|minutes| (minutes.to_string(), strings::minutes_before(minutes), minutes == chosen));
        choice(label, options.into(), move |value| {
            let mut settings = untrack(|| agenda.settings());
            *of(&mut settings) = value.parse().unwrap_or_default();
            agenda.set_settings(settings);
        })
    };
    let walk = untrack(|| agenda.settings()).walk;
    let walks =
        [("", None), ("0", Some(0)), ("5", Some(5)), ("10", Some(10)), ("15", Some(15)), ("20", Some(20))];
    let walks = walks.map(|(value, minutes)| {
        let label = minutes
            .map_or(strings::AS_THE_GUIDE_KNOWS.to_owned(), |count| strings::minutes(i64::from(count)));
        (value.to_owned(), label, minutes == walk)
    });
    let walks = choice(strings::WALK, walks.into(), move |value| {
        let mut settings = untrack(|| agenda.settings());
        settings.walk = value.parse().ok();
        agenda.set_settings(settings);
    });
    let section = el("section")
        .class("to-calendar")
        .attr("aria-labelledby", "calendar")
        .child(el("h2").attr("id", "calendar").text(strings::CALENDAR))
        .child(el("p").text(strings::EXPORT_HELP))
        .child(reminders(strings::REMIND_OF_MUST, |settings| &mut settings.remind_of_must))
        .child(reminders(strings::REMIND_OF_MAYBE, |settings| &mut settings.remind_of_maybe))
        .child(walks)
        .child(el("p").class("actions").child(button.on("click", save)));
    Some(section)
}

/// How long before a session a calendar can remind, in minutes.
const REMINDERS: [u16; 6] = [0, 5, 10, 15, 30, 60];

/// A labelled choice of one of several values.
fn choice(
    label: &'static str,
    options: Vec<(String, String, bool)>,
    chosen: impl Fn(String) + 'static,
) -> El {
    let options = options.into_iter().map(|(value, words, is_chosen)| {
        let option = el("option").attr("value", &value).text(&words);
        if is_chosen { option.attr("selected", "") } else { option }
    });
    let select = el("select").children(options).on("change", move |event| chosen(event_target_value(&event)));
    el("label").class("setting").child(el("span").text(label)).child(select)
}

/// One session for a calendar.
pub fn session_to_calendar(session: &'static Session) -> El {
    let site = use_site();
    let agenda: MyAgenda = expect_context();
    let save = move |_| {
        let settings = untrack(|| agenda.settings());
        let pick = agenda.pick_now(session);
        let only: Agenda = [(session.id.clone(), pick)].into_iter().collect();
        let events = events_of(&only, site.conference, site.address, &settings);
        let text = calendar(None, &events, strings::CANCELLED, false);
        offer_file(&[session.id.as_str(), ".ics"].concat(), CALENDAR, &text);
    };
    el("p").class("actions").child(button(strings::ADD_TO_CALENDAR).on("click", save))
}

/// The sessions of a page's calendar file, as the programme runs; none where the page has no such file.
pub fn sessions_on<'a>(page: &Route, conference: &'a Conference) -> Vec<&'a Session> {
    let is_on = |session: &&Session| match page {
        Route::Programme => true,
        Route::Room(id) => session.room.as_ref() == Some(id),
        Route::Track(id) => session.track.as_ref() == Some(id),
        Route::Speaker(id) => session.speakers.contains(id),
        _ => false,
    };
    let mut sessions = conference.programme();
    sessions.retain(|session| session.start.is_some() && is_on(session));
    sessions
}

/// The path of a page's calendar file, below the root.
pub fn calendar_file(page: &Route) -> String {
    page.path() + "calendar.ics"
}

/// The calendar file that the build wrote for a page, and the subscription to it; nothing where nothing on it has a time.
pub fn calendar_links(page: &Route) -> Option<El> {
    let site = use_site();
    if site.days().is_empty() || sessions_on(page, site.conference).is_empty() {
        return None;
    }
    let file = calendar_file(page);
    let download = el("a").class("button").attr("href", &[site.root, &file].concat()).attr("download", "");
    let subscribe = site.address.and_then(|address| {
        let (_, rest) = address.split_once(':')?;
        let there = ["webcal:", rest, &file].concat();
        Some(el("a").class("button").attr("href", &there).text(strings::SUBSCRIBE))
    });
    let actions = el("p").class("actions").child(download.text(strings::CALENDAR_FILE)).children(subscribe);
    Some(el("div").class("calendar-links").child(actions).child(el("p").text(strings::SUBSCRIBE_HELP)))
}
