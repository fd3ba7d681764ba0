//! The only Rust code that touches localStorage and sessionStorage. Nothing here panics: blocked, missing or full
//! storage is returned as a value.
//!
//! The keys, all of them:
//!
//! - `hallway:<conference id>:pick:<session id>`: one pick ([`SavedPick`](crate::domain::agenda::saved::SavedPick)), so
//!   that additions and removals in several tabs commute. One key for the whole agenda would lose half of the writes.
//! - `hallway:<conference id>:pick-again:<session id>`: a pick whose own key holds something unreadable or newer,
//!   which stays as it is.
//! - `hallway:<conference id>:hidden:<session, room or track>:<its id>`: the key exists if this is hidden.
//! - `hallway:<conference id>:settings`: the attendee's settings for this agenda ([`Settings`]).
//! - `hallway:<conference id>:newest`: the build time of the newest page that this browser has shown, in seconds since
//!   1970.
//! - In `sessionStorage`, `hallway:early:<root>`: presses of agenda buttons before the app started. The boot
//!   script writes them, and the app takes them out.
//! - `hallway:theme`: `"light"` or `"dark"`; if the key is absent, the system decides. Shared by all conferences of an
//!   origin. The boot script reads it too.
//!
//! gloo-storage reads and writes, but it throws a JavaScript exception when storage is blocked: so [`available`] is
//! called before every use.

use gloo_storage::{LocalStorage, Storage, errors::StorageError};
use serde_json::Value;

use crate::domain::agenda::saved::{MOST_PICKS, Unreadable};
use crate::domain::agenda::{Agenda, Pick};
use crate::domain::conference::{Conference, ConferenceId, SessionId};
use crate::domain::hidden::{Hidden, Thing};
use crate::domain::settings::Settings;
use crate::ui::browser::device_time;

/// The key of the appearance.
pub const THEME: &str = "hallway:theme";
/// The beginning of the key of the answer to the offer to install the guide; the conference's id follows.
const INSTALL: &str = "hallway:install:";
/// The beginning of the key of early presses.
pub const EARLY: &str = "hallway:early:";

/// The browser has no storage for this page: blocked by a setting, or switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blocked;

/// Why a write failed. The old value is still saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSaved {
    /// There is no storage.
    Blocked,
    /// The storage is full, or Firefox says so for a moment because several tabs are writing.
    Full,
    /// Both keys of the session hold something that cannot be read.
    Taken,
}

/// What is saved for a conference.
#[derive(Debug, Default)]
pub struct Saved {
    /// The picks that can be read.
    pub agenda: Agenda,
    /// What is hidden.
    pub hidden: Hidden,
    /// The attendee's settings.
    pub settings: Settings,
    /// How many entries are in no known format.
    pub garbage: usize,
    /// How many entries a newer build wrote.
    pub newer: usize,
    /// How many picks were not read, because they belong to no session of the programme and there are too many.
    pub strays: usize,
    /// The build time of the newest page that this browser has shown, in seconds since 1970; 0 if it is not known.
    pub newest: i64,
}

/// What another tab changed.
#[derive(Debug, PartialEq, Eq)]
pub enum Changed {
    /// One pick.
    Pick(SessionId),
    /// What is hidden, the settings, or the newest build time.
    Other,
    /// Everything: the storage was cleared.
    Everything,
}

/// The appearance that the attendee chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// The system's choice.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// The word that is saved and that stands in `<html data-theme>`; `None` for the system's choice.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }
}

fn available() -> Result<web_sys::Storage, Blocked> {
    // Storage can be missing in two ways: the getter throws (cookies blocked), or it returns null (storage switched
    // off).
    web_sys::window().and_then(|window| window.local_storage().ok().flatten()).ok_or(Blocked)
}

/// The two keys under which a session's pick may be saved, in the order in which they are tried.
fn pick_keys(conference: &ConferenceId, session: &SessionId) -> [String; 2] {
    [
        format!("{}{session}", prefix(conference, "pick")),
        format!("{}{session}", prefix(conference, "pick-again")),
    ]
}

fn prefix(conference: &ConferenceId, kind: &str) -> String {
    format!("hallway:{conference}:{kind}:")
}

/// The session whose pick is saved under this key, if it is a key of this conference.
fn session_of(key: &str, conference: &ConferenceId) -> Option<SessionId> {
    let kinds = ["pick", "pick-again"];
    kinds.into_iter().find_map(|kind| key.strip_prefix(&prefix(conference, kind))).map(SessionId::from)
}

/// The session, room or track that this key hides, if it is a key of this conference.
fn thing_of(key: &str, conference: &ConferenceId) -> Option<Thing> {
    Thing::from_key(key.strip_prefix(&prefix(conference, "hidden"))?)
}

/// Reads every pick of a conference, what is hidden, and the settings. If there are more than [`MOST_PICKS`] picks, for
/// example after loading several very large files, only those of the programme's sessions are read, so that the app
/// starts as fast as usual.
///
/// # Errors
///
/// [`Blocked`], if there is no storage.
pub fn read_agenda(conference: &Conference) -> Result<Saved, Blocked> {
    let storage = available()?;
    let id = &conference.id;
    let settings = storage.get_item(&settings_key(id)).ok().flatten();
    let settings = settings.map(|text| Settings::from_saved(&text)).unwrap_or_default();
    let mut saved = Saved { settings, newest: read_newest(&storage, id), ..Saved::default() };
    let mut picks = Vec::new();
    for key in keys(&storage) {
        if let Some(thing) = thing_of(&key, id) {
            saved.hidden.set(&thing, true);
        }
        if let Some(session) = session_of(&key, id) {
            picks.push((key, session));
        }
    }
    if picks.len() > MOST_PICKS {
        saved.strays = picks.len();
        // Checking each key instead would search the whole programme thousands of times.
        picks.clear();
        for session in &conference.sessions {
            for key in pick_keys(id, &session.id) {
                if read(&storage, &key).is_some() {
                    picks.push((key, session.id.clone()));
                }
            }
        }
        saved.strays -= picks.len();
    }
    for (key, session) in picks {
        match read(&storage, &key) {
            Some(Ok(pick)) => saved.agenda.add(session, pick),
            Some(Err(Unreadable::Garbage)) => saved.garbage += 1,
            Some(Err(Unreadable::Newer)) => saved.newer += 1,
            None => {}
        }
    }
    Ok(saved)
}

/// All keys at once: reading them one by one takes quadratic time in some browsers, and gloo's `get_all` fails on the
/// first value that other code wrote.
fn keys(storage: &web_sys::Storage) -> Vec<String> {
    let keys = js_sys::Object::keys(storage);
    (0..keys.length()).filter_map(|at| keys.get(at).as_string()).collect()
}

/// Removes the picks of sessions that are not in the programme.
pub fn clear_strays(conference: &Conference) {
    let Ok(storage) = available() else { return };
    for key in keys(&storage) {
        let session = session_of(&key, &conference.id);
        if session.is_some_and(|session| conference.session(&session).is_none()) {
            LocalStorage::delete(&key);
        }
    }
}

/// Remembers that a page built at `made` (in seconds since 1970) was shown, if it is the newest so far. A build time in
/// the future comes from a wrong clock and counts as now: otherwise no later page would be newer.
pub fn remember_newest(conference: &ConferenceId, made: i64) {
    let made = made.min(device_time());
    if let Ok(storage) = available()
        && read_newest(&storage, conference) < made
    {
        _ = storage.set_item(&newest_key(conference), &made.to_string());
    }
}

fn read_newest(storage: &web_sys::Storage, conference: &ConferenceId) -> i64 {
    let newest = storage.get_item(&newest_key(conference)).ok().flatten();
    newest.and_then(|newest| newest.parse().ok()).unwrap_or_default()
}

fn newest_key(conference: &ConferenceId) -> String {
    format!("hallway:{conference}:newest")
}

fn read(storage: &web_sys::Storage, key: &str) -> Option<Result<Pick, Unreadable>> {
    storage.get_item(key).ok().flatten().map(|text| Pick::from_saved(&text))
}

/// Reads one pick; `None` if the session is not chosen.
///
/// # Errors
///
/// [`Blocked`], if there is no storage.
pub fn read_pick(conference: &ConferenceId, session: &SessionId) -> Result<Option<Pick>, Blocked> {
    let storage = available()?;
    Ok(pick_keys(conference, session).iter().find_map(|key| read(&storage, key)?.ok()))
}

/// Writes one pick, or deletes it if `pick` is `None`. It never overwrites an entry that is unreadable or newer.
///
/// # Errors
///
/// [`NotSaved`]; then the old value is still there.
pub fn write_pick(
    conference: &ConferenceId,
    session: &SessionId,
    pick: Option<&Pick>,
) -> Result<(), NotSaved> {
    let storage = available().map_err(|Blocked| NotSaved::Blocked)?;
    let mut free =
        pick_keys(conference, session).into_iter().filter(|key| !matches!(read(&storage, key), Some(Err(_))));
    match (pick, free.next()) {
        (Some(pick), Some(key)) => {
            LocalStorage::set(key, pick.to_saved()).map_err(|error| why_not_saved(&error))
        }
        (Some(_), None) => Err(NotSaved::Taken),
        (None, key) => {
            key.into_iter().chain(free).for_each(LocalStorage::delete);
            Ok(())
        }
    }
}

/// Saves whether something is hidden, and returns whether that succeeded.
pub fn write_hidden(conference: &ConferenceId, thing: &Thing, hidden: bool) -> bool {
    let key = prefix(conference, "hidden") + &thing.to_key();
    if hidden {
        available().is_ok() && LocalStorage::set(key, true).is_ok()
    } else {
        available().map(|_| LocalStorage::delete(key)).is_ok()
    }
}

fn settings_key(conference: &ConferenceId) -> String {
    format!("hallway:{conference}:settings")
}

/// Saves the settings, and returns whether that succeeded. If not, they last until the page is closed, and no notice is
/// needed.
pub fn write_settings(conference: &ConferenceId, settings: &Settings) -> bool {
    available().is_ok() && LocalStorage::set(settings_key(conference), settings).is_ok()
}

fn why_not_saved(error: &StorageError) -> NotSaved {
    match error {
        // QuotaExceededError everywhere now; NS_ERROR_DOM_QUOTA_REACHED in older Firefox.
        StorageError::JsError(error) if error.name.to_ascii_uppercase().contains("QUOTA") => NotSaved::Full,
        _ => NotSaved::Blocked,
    }
}

/// What a `storage` event changed for this conference; `None` if it is about something else.
pub fn changed(event: &web_sys::StorageEvent, conference: &ConferenceId) -> Option<Changed> {
    match event.key() {
        None => Some(Changed::Everything),
        Some(key) => {
            let is_other = thing_of(&key, conference).is_some()
                || [settings_key(conference), newest_key(conference)].contains(&key);
            is_other.then_some(Changed::Other).or_else(|| session_of(&key, conference).map(Changed::Pick))
        }
    }
}

/// Takes the agenda button presses that happened before the app started, for the site below this root: sessions, each
/// with whether it was chosen. A second call returns none.
pub fn take_early_presses(root: &str) -> Vec<(SessionId, bool)> {
    let key = [EARLY, root].concat();
    let storage = web_sys::window().and_then(|window| window.session_storage().ok().flatten());
    let Some(storage) = storage else { return Vec::new() };
    let presses = storage.get_item(&key).ok().flatten().unwrap_or_default();
    _ = storage.remove_item(&key);
    let presses = presses.split(' ').filter_map(|press| {
        let (chosen, session) = (press.starts_with('+'), press.get(1..)?);
        Some((SessionId::from(session), chosen))
    });
    presses.collect()
}

/// The saved appearance; the system's if none is saved or it cannot be read.
pub fn read_theme() -> Theme {
    // Parsed as a plain value: parsing it as a string would add a second JSON parser, 0.7 kB.
    let saved = available().ok().and_then(|_| LocalStorage::get::<Value>(THEME).ok());
    let themes = [Theme::Light, Theme::Dark];
    let is_saved = |theme: &Theme| theme.word() == saved.as_ref().and_then(Value::as_str);
    themes.into_iter().find(is_saved).unwrap_or(Theme::System)
}

/// Saves the appearance. If that fails, it lasts until the page is closed, and no notice is needed.
pub fn write_theme(theme: Theme) {
    if available().is_ok() {
        match theme.word() {
            Some(word) => _ = LocalStorage::set(THEME, word),
            None => LocalStorage::delete(THEME),
        }
    }
}

/// Whether the attendee has answered the offer to install the guide of a conference. If that cannot be read, it is not
/// made.
pub fn has_answered_install(conference: &ConferenceId) -> bool {
    available().is_err() || LocalStorage::get::<Value>(&answer_key(conference)).is_ok()
}

/// Remembers that the attendee has answered it.
pub fn answer_install(conference: &ConferenceId) {
    if available().is_ok() {
        _ = LocalStorage::set(answer_key(conference), "answered");
    }
}

fn answer_key(conference: &ConferenceId) -> String {
    [INSTALL, conference.as_str()].concat()
}
