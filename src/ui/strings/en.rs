//! The words of the interface in English.

#![allow(missing_docs)] // The words explain themselves.

use super::{Language, Loaded, Plural};
use crate::domain::agenda::saved::{MOST_PICKS, NotAnAgenda, Unreadable};
use crate::domain::conference::Conference;
use crate::domain::filter::Group;
use crate::domain::moment::{Date, Moment};
use crate::domain::plan::{self, Clash};
use crate::domain::schedule::Standing;
use crate::route::Route;

/// The interface in English.
pub struct English;

impl English {
    /// Its tag, and which form of a word goes with a number.
    pub const LANGUAGE: Language =
        Language { tag: "en", plural: |count| if count == 1 { Plural::One } else { Plural::Other } };

    pub const PROGRAMME: &str = "Programme";
    pub const SPEAKERS: &str = "Speakers";
    pub const MY_AGENDA: &str = "My agenda";
    pub const MAIN_NAVIGATION: &str = "Main";
    pub const SKIP_TO_SESSIONS: &str = "Skip to sessions";
    pub const SKIP_TO_CONTENT: &str = "Skip to content";

    pub const SESSIONS: &str = "Sessions";
    pub const HOSTED_BY: &str = "Hosted by";
    pub const MORE_FROM_THE_PROGRAMME: &str = "More from the programme";
    pub const NEIGHBOURS: &str = "Before and after";
    pub const PREVIOUS: &str = "Previous";
    pub const NEXT: &str = "Next";
    pub const READ_MORE: &str = "Read more";
    pub const LINKS: &str = "Links";
    pub const ALL_SPEAKERS: &str = "All speakers";
    pub const NO_SPEAKERS: &str = "The programme names no speakers.";
    pub const SPEAKS_NOWHERE: &str = "Is not speaking in any session of this programme.";

    pub const FORMAT: &str = "Format";
    pub const TOPIC: &str = "Topic";
    pub const SPEAKER: &str = "Speaker";
    pub const TRACK: &str = "Track";
    pub const TRACKS: &str = "Tracks";
    pub const ROOMS: &str = "Rooms";
    pub const ALL_ROOMS: &str = "All rooms";
    pub const ALL_TRACKS: &str = "All tracks";
    pub const ROOM: &str = "Room";
    pub const ROOMS_AND_TRACKS: &str = "Rooms and tracks";
    pub const SPOKEN_LANGUAGE: &str = "Language";
    pub const LEVEL: &str = "Level";
    pub const TAG: &str = "Tag";
    pub const RECORDING: &str = "Recording";
    pub const RECORDED: &str = "Recorded";
    pub const NOT_RECORDED: &str = "Not recorded";
    pub const IN_MY_AGENDA: &str = "In my agenda";
    pub const CANCELLED: &str = "Cancelled";
    pub const DAYS: &str = "Days";
    pub const ALL_DAYS: &str = "All days";
    pub const WITHOUT_A_TIME: &str = "Without a time";
    pub const IN_MY_TIME: &str = "In my time";
    pub const IN_THE_TIME_OF_THE_PLACE: &str = "In conference time";
    pub const AT_THE_SAME_TIME: &str = "At the same time";
    pub const NEXT_IN_THIS_ROOM: &str = "Next in this room";
    pub const PRINT_THE_LIST: &str = "The timetable is wider than paper. Print the list instead.";
    /// A shortcut on the home screen.
    pub const NOW_AND_NEXT: &str = "Now and next";
    pub const JUMP_TO_NOW: &str = "Jump to now";
    pub const NOW: &str = "Now";
    pub const IT_IS_OVER: &str = "It is over.";
    pub const EARLIER: &str = "Earlier";
    pub const MY_NEXT: &str = "My next session";
    pub const IN: &str = "In";
    pub const MY_TIME: &str = "My time";
    pub const HIDE_WHAT_IS_OVER: &str = "Hide past sessions";
    pub const SHOW_WHAT_IS_OVER: &str = "Show past sessions";
    pub const VIEW: &str = "View";
    pub const AS_A_LIST: &str = "List";
    pub const AS_A_TABLE: &str = "Timetable";
    pub const WITHOUT_A_ROOM: &str = "Without a room";
    pub const HIDE_SESSION: &str = "Hide this session";
    pub const SHOW_SESSION: &str = "Hidden: show this session again";
    pub const HIDE_ROOM: &str = "Hide this room";
    pub const SHOW_ROOM: &str = "Hidden: show this room again";
    pub const HIDE_TRACK: &str = "Hide this track";
    pub const SHOW_TRACK: &str = "Hidden: show this track again";
    pub const HIDDEN: &str = "Hidden";
    pub const SHOW_AGAIN: &str = "Show again";
    pub const LETTERS: &str = "Letters";
    pub const SEARCH_SPEAKERS: &str = "Search speakers";
    pub const NOBODY_FOUND: &str = "No speaker found. Try fewer or shorter words.";
    pub const ON_NOW: &str = "On now";
    pub const EXCERPT: &str = "An excerpt: the programme does not have the full text.";

    pub const SEARCH: &str = "Search the programme";
    pub const SEARCH_HINT: &str = "Search";
    pub const FILTERS: &str = "Filters";
    pub const NO_CHOICE: &str = "Nothing with these words.";
    pub const ACTIVE_FILTERS: &str = "Filters in use";
    pub const CLEAR_FILTERS: &str = "Clear filters";
    pub const SHOW_EVERYTHING: &str = "Show the whole programme";
    pub const NOTHING_FOUND: &str = "No session found";
    pub const NOTHING_FOUND_HELP: &str =
        "No session matches all of that. Try fewer or shorter words, or clear the filters.";

    pub const AGENDA_EMPTY: &str = "Nothing here yet";
    pub const AGENDA_HOW_TO_BEGIN: &str =
        "Press “My agenda” beside a session, and it appears here. No account, no sign-up.";
    pub const BROWSE_THE_PROGRAMME: &str = "Browse the programme";
    pub const KEPT_IN_THIS_BROWSER: &str = "Your agenda is kept in this browser only. It is not sent anywhere. To use it on another device, save it to a file.";
    /// These two stand after [`Self::KEPT_IN_THIS_BROWSER`].
    pub const GUIDE_IS_KEPT: &str =
        "The guide itself is kept on this device too, and works without a network.";
    pub const GUIDE_IS_NOT_KEPT: &str = "This browser does not keep the guide itself, so it needs a network.";
    pub const NETWORK_ASKS_FOR_LOGIN: &str =
        "This network wants you to sign in. Until then you see the guide as it is kept on this device.";
    pub const GUIDE_IS_GONE: &str = "The guide is no longer at its address. You see what is kept on this device. To keep your agenda, save it to a file.";
    pub const INSTALL: &str = "Put it on the home screen";
    pub const INSTALL_HELP: &str = "Keep the guide at hand: it can have a place on your home screen.";
    pub const INSTALL_BY_HAND: &str = "Keep the guide at hand: tap Share, then “Add to Home Screen”.";
    pub const SHOW: &str = "Show";
    pub const PUT_AWAY: &str = "Close";
    pub const AGENDA_NEEDS_THE_APP: &str = "Your agenda is kept in your browser and shown here once the app has \
        started. The app needs JavaScript; the programme can be read without it.";
    pub const NO_LONGER_IN_THE_PROGRAMME: &str = "No longer in the programme";
    pub const REMOVE: &str = "Remove";
    pub const UNDO: &str = "Undo";
    pub const NOTED: &str = "Noted.";
    pub const CLEAR_ALL: &str = "Clear all";
    pub const SAVE_AND_EXPORT: &str = "Save and export";
    pub const SAVE_TO_A_FILE: &str = "Save to a file";
    pub const LOAD_FROM_A_FILE: &str = "Load from a file";
    pub const COPY_AS_TEXT: &str = "Copy as text";
    pub const PRINT: &str = "Print";
    pub const COPIED: &str = "Your agenda is copied.";
    pub const COPY_BY_HAND: &str =
        "This browser does not let the page copy. Select the text below and copy it yourself.";
    pub const AGENDA_AS_TEXT: &str = "Your agenda as text";
    pub const DISMISS: &str = "Dismiss";
    pub const FILE_TOO_LARGE: &str = "That file is too large to be an agenda (more than 8 MB). Nothing was changed. Choose a file that this guide saved.";
    pub const FILE_NOT_READ: &str =
        "The browser could not read that file. Nothing was changed. Please choose it again.";

    pub const COPY_AS_MARKDOWN: &str = "Copy as Markdown";

    pub const MAYBE: &str = "Maybe";
    pub const KEEP_THIS_ONE: &str = "Keep this one";
    pub const WHAT_FITS: &str = "What fits";
    pub const TAKE_THIS_PLAN: &str = "Take this plan";
    pub const LEAVE_AS_IT_IS: &str = "Leave it as it is";

    pub const WHAT_CHANGED: &str = "What changed";
    pub const SEE_WHAT_CHANGED: &str = "See what changed";
    pub const MARK_AS_READ: &str = "Mark as read";
    pub const MARK_ALL_AS_READ: &str = "Mark all as read";
    pub const IN_ITS_PLACE: &str = "In its place: ";
    pub const IS_IT_THIS: &str = "Is this the same session? ";
    pub const YES_IT_WAS: &str = "Yes, this one";
    pub const NO_IT_WAS_NOT: &str = "No";
    pub const GONE: &str = "It is no longer in the programme.";
    pub const BACK: &str = "It is in the programme again.";
    pub const CALLED_OFF: &str = "It was cancelled.";
    pub const TAKES_PLACE: &str = "It takes place after all.";
    pub const NO_ROOM: &str = "no room";
    pub const NO_TIME: &str = "no time";
    pub const NOBODY: &str = "nobody";

    pub const CALENDAR: &str = "In your calendar";
    pub const CALENDAR_FILE: &str = "Calendar file";
    pub const SUBSCRIBE: &str = "Subscribe";
    pub const SAVE_TO_CALENDAR: &str = "Save for your calendar";
    pub const ADD_TO_CALENDAR: &str = "Add to your calendar";
    pub const EXPORT_HELP: &str = "A file of your agenda as it is now, with reminders. Most calendars update what an earlier \
        file added; some add it again, so use a separate calendar. Sessions that you later remove from your agenda stay in your calendar.";
    pub const SUBSCRIBE_HELP: &str = "A subscribed calendar checks for changes by itself, sometimes only once a day. An \
        imported file does not change.";
    pub const REMIND_OF_MUST: &str = "Remind me before a session";
    pub const REMIND_OF_MAYBE: &str = "Remind me before a “maybe”";
    pub const NOT_AT_ALL: &str = "Not at all";
    pub const WALK: &str = "Time I need to change rooms";

    pub const NOT_FOUND: &str = "Page not found";
    pub const NOT_FOUND_HELP: &str = "The address may be mistyped, or the session may have been removed from the programme. Search for it, or read the programme.";
    pub const TO_THE_PROGRAMME: &str = "To the programme";

    pub const APPEARANCE: &str = "Appearance";
    pub const SYSTEM: &str = "System";
    pub const LIGHT: &str = "Light";
    pub const DARK: &str = "Dark";

    pub const STORAGE_BLOCKED: &str = "This browser does not let the guide save anything. Your agenda lasts until you close this \
        tab. To keep it, allow site data for this address and reload, or save it to a file on the agenda page.";
    pub const STORAGE_FULL: &str = "The browser's storage is full, so your last change is kept only until you close this \
        tab. Free some space (clear the data of other sites) and press “Try again”, or save your agenda to a file.";
    pub const STORAGE_TAKEN: &str = "Your last change cannot be saved: this browser holds an entry for that session \
        that the guide cannot read. It is kept until you close this tab; save your agenda to a file.";
    pub const OUTDATED: &str = "This page is older than the one you saw last. What you saved is safe. Reload to get \
        the newer one; if this notice stays, try again in a minute.";
    pub const CLEAR_THEM: &str = "Clear them";
    pub const NOT_ON_THIS_PAGE: &str = "Not on this older page";
    pub const TRY_AGAIN: &str = "Try again";
    pub const TEXT_IS_COMING: &str = "Loading the text …";
    pub const TEXT_HAS_FAILED: &str = "The text of this page could not be loaded. Check the connection.";
    pub const TEXTS_ARE_COMING: &str =
        "So far, only titles and names are searched. Descriptions are still loading.";
    pub const TEXTS_HAVE_FAILED: &str =
        "Only titles and names are searched, because the descriptions could not be loaded.";
    pub const TEXTS_ARE_LEFT_OUT: &str = "To save data, only titles and names are searched.";
    pub const LOAD_TEXTS: &str = "Load the descriptions too";
    pub const TO_MY_AGENDA: &str = "To my agenda";

    /// Failures before the app has started. The boot script shows them; each ends with what to do.
    /// The keys are the causes it writes to `<html data-failed>`.
    pub const BOOT_FAILURES: [(&str, &str); 8] = [
        (
            "missing",
            "The app's files are missing on this site, so search and your agenda are off. The guide may be being updated: try again in a minute.",
        ),
        (
            "refused",
            "The app's files arrived damaged or changed on the way, so search and your agenda are off. Perhaps this network wants you to sign in first.",
        ),
        (
            "policy",
            "A security policy of this site or browser does not let the app start, so search and your agenda are off. Another browser may help.",
        ),
        (
            "stalled",
            "The app has not arrived yet, so search and your agenda are not ready. The network may be slow: wait, or try again.",
        ),
        (
            "network",
            "The connection broke before the app arrived, so search and your agenda are off. Try again when you are connected.",
        ),
        (
            "file",
            "This page was opened as a file, and browsers do not start apps from files, so search and your agenda are off. Open it at its web address.",
        ),
        (
            "unsupported",
            "This browser has WebAssembly switched off, so search and your agenda are off. To have them, allow WebAssembly here or use another browser.",
        ),
        (
            "error",
            "The app ran into an error while starting, so search and your agenda are off. What you saved is safe. Try again.",
        ),
    ];
    /// Said after each of [`Self::BOOT_FAILURES`].
    pub const STILL_READABLE: &str = "You can still read the whole programme here.";
    pub const RECOVERY_TITLE: &str = "Something went wrong";
    pub const RECOVERY_HELP: &str =
        "The app ran into an error and stopped. What you saved is safe. Reload to go on.";
    pub const RELOAD: &str = "Reload";

    /// `time` is on the clock of this device, like `14:10`.
    pub fn offline_since(time: &str, is_kept: bool) -> String {
        let rest = if is_kept { " The guide is kept on this device." } else { "" };
        format!("Offline since {time}.{rest}")
    }

    /// A newer programme is there; `mine` of the attendee's sessions changed.
    pub fn programme_changed(mine: usize) -> String {
        match mine {
            0 => "The programme changed.".to_owned(),
            mine => format!("The programme changed: {mine} of your sessions."),
        }
    }

    pub fn my_agenda_toggle(title: &str) -> String {
        format!("{}: {title}", Self::MY_AGENDA)
    }

    pub fn only_maybe_toggle(title: &str) -> String {
        format!("Only maybe: {title}")
    }

    /// Stands after the number, for screen readers.
    pub fn clashes(count: usize) -> &'static str {
        form(count, " clash", " clashes")
    }

    /// Which pick a session clashes with, and how many others.
    pub fn clash(title: &str, clash: Clash, more: usize) -> String {
        let title = quoted(title);
        let more = if more == 0 { String::new() } else { format!(", and {more} more") };
        match clash {
            Clash::Overlap(_) => format!("Clashes with {title}{more}"),
            Clash::Walk { between: 0, .. } => format!("No time to walk between this and {title}{more}"),
            Clash::Walk { between, .. } => {
                format!("Only {} to walk between this and {title}{more}", Self::minutes(between))
            }
        }
    }

    /// What is wrong with several picks.
    pub fn clash_of(count: usize, clash: Clash) -> String {
        match (count, clash) {
            (2, Clash::Overlap(0)) => "These two run at the same time.".to_owned(),
            (2, Clash::Overlap(length)) => format!("These two overlap by {}.", Self::minutes(length)),
            (2, Clash::Walk { between: 0, .. }) => "No time to change rooms between these two.".to_owned(),
            (2, Clash::Walk { between, takes }) => {
                format!(
                    "Only {} to change rooms between these two; the walk takes {}.",
                    Self::minutes(between),
                    Self::minutes(takes)
                )
            }
            (count, _) => format!("These {count} clash."),
        }
    }

    pub fn are_musts(titles: &[&str]) -> String {
        let quoted: Vec<String> = titles.iter().map(|title| quoted(title)).collect();
        match quoted.as_slice() {
            [title] => format!("{title} is not marked as maybe. Keep it?"),
            titles => format!("{} are not marked as maybe. Keep them?", titles.join(", ")),
        }
    }

    /// `Free 10:30–11:15, 45 minutes`.
    pub fn free(span: &str, length: i64) -> String {
        format!("Free {span}, {}", Self::minutes(length))
    }

    pub fn misses(length: i64) -> String {
        format!("you miss {}", Self::minutes(length))
    }

    pub fn best_plan(date: Date) -> String {
        format!("Best plan for {}", weekday(date))
    }

    pub fn plan_keeps(kept: usize, all: usize) -> String {
        format!("Without clashes you can attend {kept} of these {}. Left out:", Self::sessions(all))
    }

    /// Why a session is left out of a plan.
    pub fn left_out(title: &str, kept: &str, clash: Clash) -> String {
        let (title, kept) = (quoted(title), quoted(kept));
        match clash {
            Clash::Overlap(_) => format!("{title}, because it overlaps with {kept}"),
            Clash::Walk { .. } => format!("{title}, because there is no time to walk between it and {kept}"),
        }
    }

    /// The label of the default: the time for a change of rooms if the attendee has not set one.
    pub fn as_usual() -> String {
        format!("As usual ({})", Self::minutes(plan::WALK.into()))
    }

    pub fn minutes(count: i64) -> String {
        match (count / 60, count % 60) {
            (0, minutes) => counted(minutes as usize, "minute", "minutes"),
            (hours, 0) => counted(hours as usize, "hour", "hours"),
            (hours, minutes) => format!("{hours} h {minutes} min"),
        }
    }

    /// A length in a few letters, for rows.
    pub fn length(minutes: i64) -> String {
        match (minutes / 60, minutes % 60) {
            (0..=1, _) | (2, 0) => format!("{minutes} min"),
            (hours, 0) => format!("{hours} h"),
            (hours, minutes) => format!("{hours} h {minutes} min"),
        }
    }

    /// For example `Begins in 12 days.`: beside the number of sessions.
    pub fn begins_in(days: i64) -> String {
        match days {
            ..=0 => "Begins today.".to_owned(),
            1 => "Begins tomorrow.".to_owned(),
            _ => format!("Begins in {days} days."),
        }
    }

    /// The minutes until something begins, as a number and its unit, beside [`English::IN`].
    pub fn soon(minutes: i64) -> (String, &'static str) {
        match minutes {
            ..100 => (minutes.to_string(), "min"),
            _ => (((minutes + 30) / 60).to_string(), "h"),
        }
    }

    pub fn leave_now(room: &str) -> String {
        format!("Leave now from {}", isolated(room))
    }

    /// Said of the sessions that are named, and this many more.
    pub fn these_clash(more: usize) -> String {
        match more {
            0 => "These clash".to_owned(),
            more => format!("These clash, and {more} more"),
        }
    }

    /// When a running session ends: `until 15:10`.
    pub fn ends(time: &str) -> String {
        format!("until {time}")
    }

    pub fn picks(count: usize) -> String {
        format!("{count} in my agenda")
    }

    /// The number of a day, below its weekday.
    pub fn day_of_month(date: Date) -> String {
        date.day.to_string()
    }

    /// `Fri`.
    pub fn short_weekday(date: Date) -> &'static str {
        &weekday(date)[..3]
    }

    /// Said after the word on a button that does something else than the word says: `. In my time`.
    pub fn and_then(words: &str) -> String {
        format!(". {words}")
    }

    /// The zone's city, as the word for its times: `Berlin time`.
    pub fn time_in(zone: &str) -> String {
        format!("{} time", zone.rsplit('/').next().unwrap_or(zone).replace('_', " "))
    }

    pub fn changed_sessions(count: usize) -> String {
        format!("{} in your agenda changed.", counted(count, "session", "sessions"))
    }

    /// The accessible name of a button whose visible label does not name its session.
    pub fn named(label: &str, title: &str) -> String {
        format!("{label}: {title}")
    }

    pub fn before(words: &str, before: &str) -> String {
        format!("{words} (before: {})", isolated(before))
    }

    pub fn now_at(time: &str) -> String {
        format!("Now {time}")
    }

    pub fn now_in(room: &str) -> String {
        format!("Now in {}", isolated(room))
    }

    pub fn now_called(title: &str) -> String {
        format!("Now called {}", quoted(title))
    }

    pub fn now_with(names: &str) -> String {
        format!("Now with {}", isolated(names))
    }

    pub fn minutes_before(count: u16) -> String {
        match count {
            0 => Self::NOT_AT_ALL.to_owned(),
            count => format!("{} before", Self::minutes(i64::from(count))),
        }
    }

    pub fn find_at(name: &str) -> String {
        format!("Find {name} at")
    }

    /// Follows [`Self::READ_MORE`], for screen readers that list links out of context.
    pub fn about(name: &str) -> String {
        [" about ", name].concat()
    }

    pub fn sessions(count: usize) -> String {
        counted(count, "session", "sessions")
    }

    pub fn speakers(count: usize) -> String {
        counted(count, "speaker", "speakers")
    }

    pub fn sessions_found(found: usize, all: usize) -> String {
        if found == all { Self::sessions(all) } else { format!("{found} of {}", Self::sessions(all)) }
    }

    /// Nothing has the typed words; what is shown has other ones, which are almost the same.
    pub fn showing_instead(typed: &str, shown: &str) -> String {
        format!("Nothing for {}. Showing {}.", quoted(typed.trim()), quoted(shown))
    }

    /// Few results have the typed words; further results have similar ones.
    pub fn also_showing(shown: &str) -> String {
        format!("Also showing {}.", quoted(shown))
    }

    /// Whether a session is on, past or to come: `On now, 20 minutes left`.
    pub fn standing(standing: Standing) -> String {
        match standing {
            Standing::StartsIn(length) => format!("In {}", Self::minutes(length)),
            Standing::Running(Some(left)) => format!("{}, {} left", Self::ON_NOW, Self::minutes(left)),
            Standing::Running(None) => Self::ON_NOW.to_owned(),
            Standing::Over => "Over".to_owned(),
        }
    }

    /// The label of the line that marks the current time.
    pub fn now(time: &str) -> String {
        format!("Now {time}")
    }

    /// The link to the list of hidden things.
    pub fn hidden(count: usize) -> String {
        format!("{}: {count}", Self::HIDDEN)
    }

    /// The button that shows all results, not only the best.
    pub fn show_all(count: usize) -> String {
        format!("Show all {count}")
    }

    pub fn show_sessions(count: usize) -> String {
        match count {
            0 => "Close: nothing found".to_owned(),
            count => format!("Show {}", Self::sessions(count)),
        }
    }

    /// For example `Remove the filter “Workshop”`: the name of the button of a filter in use.
    pub fn remove_filter(label: &str) -> String {
        format!("Remove the filter {}", quoted(label))
    }

    /// For example `Show all 92`: below the first choices of a group of filters.
    pub fn show_all_choices(count: usize) -> String {
        format!("Show all {count}")
    }

    /// For example `Show all 92: Room`: the name of the same button.
    pub fn show_all_of(count: usize, group: &str) -> String {
        format!("Show all {count}: {group}")
    }

    /// For example `Find in “Room”`: the field that searches the choices of a group.
    pub fn search_in(group: &str) -> String {
        format!("Find in “{group}”")
    }

    /// For example `3 of 92 choices`: how many choices of a group have the typed words.
    pub fn choices_found(found: usize, all: usize) -> String {
        format!("{found} of {all} choices")
    }

    pub fn filters(chosen: usize) -> String {
        if chosen == 0 { Self::FILTERS.to_owned() } else { format!("{} ({chosen})", Self::FILTERS) }
    }

    pub fn hosts(count: usize) -> &'static str {
        form(count, "Host", "Hosts")
    }

    pub fn from_biography(name: &str) -> String {
        format!("From {name}’s biography: ")
    }

    /// Names the first three things, and counts the others.
    pub fn some_of(titles: &[&str]) -> String {
        const MOST: usize = 3;
        let (named, others) = titles.split_at(titles.len().min(MOST));
        let others = if others.is_empty() { String::new() } else { format!(" and {} more", others.len()) };
        named.iter().map(|title| isolated(title)).collect::<Vec<_>>().join(", ") + &others
    }

    pub fn removed(titles: &str) -> String {
        format!("Removed: {titles}")
    }

    /// Why the session of a pick is not in the programme of this page.
    pub fn why_vanished(is_outdated: bool) -> &'static str {
        if is_outdated { Self::NOT_ON_THIS_PAGE } else { Self::NO_LONGER_IN_THE_PROGRAMME }
    }

    pub fn remove(title: &str) -> String {
        format!("{}: {title}", Self::REMOVE)
    }

    pub fn undo_removing(title: &str) -> String {
        format!("{}: {title}", Self::UNDO)
    }

    pub fn show_again(name: &str) -> String {
        format!("{}: {name}", Self::SHOW_AGAIN)
    }

    pub fn cleared(count: usize) -> String {
        format!("Your agenda was cleared ({}).", Self::sessions(count))
    }

    pub fn loaded(result: &Loaded) -> String {
        let &Loaded { new, known, vanished, unreadable, too_many } = result;
        let new = if new == 0 { "nothing new".to_owned() } else { format!("{new} new") };
        let mut words = format!("Loaded: {new}.");
        if known > 0 {
            words += &format!(" {} you already had.", Self::sessions(known));
        }
        if vanished > 0 {
            words += &format!(
                " {} no longer in the programme; their titles are kept.",
                counted(vanished, "is", "are")
            );
        }
        if unreadable > 0 {
            words += &format!(" {} could not be read.", counted(unreadable, "entry", "entries"));
        }
        if too_many > 0 {
            words +=
                &format!(" {} did not fit: an agenda holds at most {MOST_PICKS}.", Self::sessions(too_many));
        }
        words
    }

    pub fn not_an_agenda(why: &NotAnAgenda) -> String {
        match why {
            NotAnAgenda::OtherConference(name) => {
                format!("That file is an agenda for “{name}”, not for this guide. Nothing was changed.")
            }
            NotAnAgenda::Unreadable(Unreadable::Newer) => {
                "That file was saved by a newer version of this guide. Nothing was changed. Reload the page, then load the file again.".to_owned()
            }
            NotAnAgenda::Unreadable(Unreadable::Garbage) => {
                "That file is not an agenda saved by this guide. Nothing was changed. The names of its files end in .json."
                    .to_owned()
            }
        }
    }

    pub fn unreadable_picks(count: usize) -> String {
        let entries = counted(count, "saved entry", "saved entries");
        format!(
            "{entries} of your agenda could not be read, and will stay untouched in this browser. Everything else is \
            here; if a session is missing, add it again."
        )
    }

    pub fn newer_picks(count: usize) -> String {
        let entries = counted(count, "saved entry", "saved entries");
        format!(
            "{entries} of your agenda can only be read by a newer version of this guide, and will stay untouched. Reload \
            the page to get that version; what you choose meanwhile is kept."
        )
    }

    pub fn strays(count: usize) -> String {
        format!(
            "This browser holds {count} saved entries for sessions that are not in this programme. Clear them to free its \
            storage; the sessions of this programme stay in your agenda."
        )
    }

    /// What a calendar with the attendee's own sessions is called.
    pub fn calendar_of_mine(conference: &Conference) -> String {
        format!("{}: {}", Self::MY_AGENDA, conference.name)
    }

    /// What the first page is about, for search engines and link previews.
    pub fn programme_description(conference: &Conference) -> String {
        let line = conference.line.as_deref().unwrap_or(&conference.name);
        let (sessions, speakers) = (conference.sessions.len(), conference.session_speakers().count());
        format!(
            "{line} {}, {}, and an agenda of your own.",
            Self::sessions(sessions),
            Self::speakers(speakers)
        )
    }

    /// What the page of a day, a room or a track is about.
    pub fn part_description(title: &str, conference: &Conference) -> String {
        let line = conference.line.as_deref().unwrap_or_default();
        format!("{}: {title}. {line}", Self::PROGRAMME)
    }

    /// What the page of all speakers is about.
    pub fn speakers_description(conference: &Conference) -> String {
        let names: Vec<&str> = conference.session_speakers().map(|speaker| speaker.name.as_str()).collect();
        format!("{}: {}.", Self::SPEAKERS, names.join(", "))
    }

    /// The title of a page, as the browser's tab and search engines show it.
    pub fn title(route: &Route, conference: &Conference) -> String {
        let page = match route {
            Route::Programme => return conference.name.clone(),
            Route::Session(id) => conference.session(id).map_or(Self::NOT_FOUND, |session| &session.title),
            Route::Speakers => Self::SPEAKERS,
            Route::Speaker(id) => conference.speaker(id).map_or(Self::NOT_FOUND, |speaker| &speaker.name),
            Route::Day(date) => &Self::long_date(*date),
            Route::Rooms => Self::ROOMS,
            Route::Tracks => Self::TRACKS,
            Route::Room(id) => conference.room(id).map_or(Self::NOT_FOUND, |room| &room.name),
            Route::Track(id) => conference.track(id).map_or(Self::NOT_FOUND, |track| &track.name),
            Route::Agenda => Self::MY_AGENDA,
            Route::NotFound => Self::NOT_FOUND,
        };
        format!("{page} · {}", conference.name)
    }

    /// When something is: `Fri 5 Mar, 09:30–10:15`.
    pub fn when(start: Moment, end: Option<Moment>) -> String {
        let end = end.map(|end| until(start, end)).unwrap_or_default();
        format!("{}, {}{end}", Self::date(start.date), start.time_of_day())
    }

    /// When something is on a day of the programme: `23:30–00:15 +1`. The mark means that the calendar date is another
    /// one.
    pub fn span(start: Moment, end: Option<Moment>, day: Date) -> String {
        let start_mark = day_mark(start.date, day);
        match end {
            None => format!("{}{start_mark}", start.time_of_day()),
            Some(end) => {
                // One mark is enough where both have the same.
                let end_mark = day_mark(end.date, day);
                let start_mark = if start_mark == end_mark { "" } else { &start_mark };
                format!("{}{start_mark}–{}{end_mark}", start.time_of_day(), end.time_of_day())
            }
        }
    }

    /// Where a session stands in a timetable: `Sat 10:30, Janson, 2 of 5`.
    pub fn place_in_the_timetable(start: Option<Moment>, room: &str, number: usize, of: usize) -> String {
        let start = start.map(|start| format!("{:.3} {}, ", weekday(start.date), start.time_of_day()));
        format!("{}{room}, {number} of {of}", start.unwrap_or_default())
    }

    /// A time on a day of the programme: `00:15 +1`.
    pub fn time_on(moment: Moment, day: Date) -> String {
        moment.time_of_day() + &day_mark(moment.date, day)
    }

    /// `Fri 5 Mar`.
    pub fn date(date: Date) -> String {
        format!("{} {:.3}", Self::short_date(date), month(date))
    }

    /// `Fri 5`.
    pub fn short_date(date: Date) -> String {
        format!("{} {}", Self::short_weekday(date), date.day)
    }

    /// `Friday 5 March`.
    pub fn long_date(date: Date) -> String {
        format!("{} {} {}", weekday(date), date.day, month(date))
    }

    /// A link to all sessions of a day.
    pub fn whole_day(date: Date) -> String {
        format!("All of {}", Self::long_date(date))
    }

    pub fn times_of_the_place(zone: &str) -> String {
        format!("Times are in the conference’s time zone ({}).", zone.replace('_', " "))
    }

    pub fn times_of_mine(zone: Option<&str>) -> String {
        match zone {
            Some(zone) => format!("Times are in this device’s time zone ({}).", zone.replace('_', " ")),
            None => "Times are in this device’s time zone.".to_owned(),
        }
    }

    /// The label of a choice: the interface’s own where the programme has none.
    pub fn choice(group: Group, label: &str) -> &str {
        match (group, label) {
            (Group::Mine, _) => Self::IN_MY_AGENDA,
            (Group::Recorded, "yes") => Self::RECORDED,
            (Group::Recorded, _) => Self::NOT_RECORDED,
            _ => label,
        }
    }
}

/// A text of the programme inside a sentence of the app. It may be written in the other direction, so it stands between
/// U+2068 and U+2069: the words around it keep their order, and the sentence keeps its alignment (UAX #9, section 6.2).
fn isolated(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

fn quoted(title: &str) -> String {
    format!("“{}”", isolated(title))
}

fn day_mark(date: Date, day: Date) -> String {
    match date.days_after(day) {
        0 => String::new(),
        days => format!(" {days:+}"),
    }
}

fn until(start: Moment, end: Moment) -> String {
    if end.date == start.date {
        format!("–{}", end.time_of_day())
    } else {
        format!(" – {}, {}", English::date(end.date), end.time_of_day())
    }
}

fn weekday(date: Date) -> &'static str {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    DAYS[date.weekday()]
}

fn month(date: Date) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS[usize::from(date.month) - 1]
}

fn counted(count: usize, one: &'static str, other: &'static str) -> String {
    format!("{count} {}", form(count, one, other))
}

/// The form of a word that goes with a number.
fn form(count: usize, one: &'static str, other: &'static str) -> &'static str {
    match (English::LANGUAGE.plural)(count) {
        Plural::One => one,
        Plural::Other => other,
    }
}
