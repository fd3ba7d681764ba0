//! The ways to keep an agenda and to take it elsewhere: a file, plain text, paper. None of them sends it anywhere.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, HtmlInputElement};

use super::button::button;
use super::calendar::session_address;
use crate::domain::agenda::{Agenda, Wish};
use crate::route::agenda_file;
use crate::ui::announcer;
use crate::ui::browser::{offer_file, rescue_focus};
use crate::ui::element::{El, el};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::site::{Site, use_site};
use crate::ui::strings::{Loaded, Strings};

/// The largest file that is read, in bytes. An agenda of 2,000 sessions with titles of 500 letters is smaller.
const LARGEST_FILE: f64 = 8_000_000.0;

/// The buttons for saving, loading, copying, printing and clearing the agenda. `is_empty` says whether it is empty.
#[inline(never)]
pub fn save_and_export(is_empty: Memo<bool>) -> El {
    let site = use_site();
    let agenda: MyAgenda = expect_context();
    // A message about the last action; and the agenda as text, if the attendee has to copy it by hand.
    let outcome = RwSignal::new(String::new());
    let by_hand = RwSignal::new(String::new());
    let tell = move |words: String, text: String| {
        announcer::say(&words);
        outcome.set(words);
        by_hand.set(text);
    };
    let save = move |_| {
        let text = agenda.with(|agenda, _| agenda.to_file(site.conference));
        offer_file(&agenda_file(site.conference), "application/json", &text);
    };
    let load = move |event: Event| {
        let Some(input) = event.target().and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        spawn_local(async move {
            tell(load_file(site, agenda, file).await, String::new());
            // Cleared, so that the same file can be chosen again.
            input.set_value("");
        });
    };
    let copy = move |is_markdown: bool| {
        let why_vanished = Strings::why_vanished(untrack(|| agenda.is_outdated()));
        let text = agenda.with(|agenda, _| as_text(site, agenda, why_vanished, is_markdown));
        spawn_local(async move {
            if copy_text(&text).await {
                tell(Strings::COPIED.to_owned(), String::new());
            } else {
                tell(Strings::COPY_BY_HAND.to_owned(), text);
            }
        });
    };
    let clear = move |_| {
        agenda.clear();
        // The undo notice is at the top.
        window().scroll_to_with_x_and_y(0.0, 0.0);
    };
    let input =
        el("input").class("visually-hidden").attr("type", "file").attr("accept", "application/json,.json");
    let file_button = el("label")
        .class("button file-button")
        .text(Strings::LOAD_FROM_A_FILE)
        .child(input.on("change", load));
    let needs_picks = |button: El| button.property_now("disabled", move || is_empty.get().into());
    let actions = el("p")
        .class("actions")
        .child(needs_picks(button(Strings::SAVE_TO_A_FILE).on("click", save)))
        .child(file_button)
        .child(needs_picks(button(Strings::COPY_AS_TEXT).on("click", move |_| copy(false))))
        .child(needs_picks(button(Strings::COPY_AS_MARKDOWN).on("click", move |_| copy(true))))
        .child(needs_picks(button(Strings::PRINT).on("click", |_| _ = window().print())))
        .child(needs_picks(button(Strings::CLEAR_ALL).on("click", clear)));
    let notice_of_outcome = move || {
        let dismiss = button(Strings::DISMISS).on("click", move |_| {
            outcome.set(String::new());
            by_hand.set(String::new());
            rescue_focus(".save-and-export :is(button, input)");
        });
        let notice = el("div").class("outcome").attr("role", "status").attr("aria-live", "off");
        let words = outcome.get();
        if words.is_empty() { Vec::new() } else { vec![notice.child(el("p").text(&words)).child(dismiss)] }
    };
    let to_copy = move || {
        let text = by_hand.get();
        let area = el("textarea").class("by-hand").attr("readonly", "").attr("rows", "10");
        let area = area.attr("aria-label", Strings::AGENDA_AS_TEXT).text(&text);
        if text.is_empty() { Vec::new() } else { vec![area] }
    };
    el("section")
        .class("save-and-export")
        .attr("aria-labelledby", "keep")
        .child(el("h2").attr("id", "keep").text(Strings::SAVE_AND_EXPORT))
        .child(el("p").text(Strings::KEPT_IN_THIS_BROWSER))
        .child(actions)
        .children_now(notice_of_outcome)
        .children_now(to_copy)
}

/// The agenda as plain text or Markdown: one paragraph for each session, by day in the programme's order, with its
/// address in this guide.
fn as_text(site: Site, agenda: &Agenda, why_vanished: &str, is_markdown: bool) -> String {
    // Escapes the characters of a title that mean something in Markdown.
    let plain = |words: &str| {
        let mut text = String::new();
        for letter in words.chars() {
            if is_markdown && "\\`*_[]<>#".contains(letter) {
                text.push('\\');
            }
            text.push(letter);
        }
        text
    };
    let [first, second, third] = if is_markdown { ["# ", "## ", "### "] } else { ["", "", ""] };
    let mut text = format!("{first}{}\n", plain(&Strings::calendar_of_mine(site.conference)));
    if let Some(zone) = site.conference.zone.as_deref().filter(|_| !site.days().is_empty()) {
        text.push_str(&format!("\n{}\n", plain(&Strings::times_of_the_place(zone))));
    }
    let mut day = None;
    for session in agenda.sessions(&site.schedule.programme) {
        let date = site.schedule.day_of(session);
        if date != day {
            day = date;
            let title = date.map_or(Strings::WITHOUT_A_TIME.to_owned(), Strings::long_date);
            text.push_str(&format!("\n{second}{title}\n"));
        }
        let names: Vec<&str> =
            site.conference.speakers_of(session).map(|speaker| speaker.name.as_str()).collect();
        let room = site.conference.room_of(session).map(|room| room.name.clone());
        let span = date.and_then(|date| Some(Strings::span(session.start?, session.end, date)));
        let cancelled = session.cancelled.then(|| Strings::CANCELLED.to_owned());
        let is_maybe = agenda.wish(&session.id) == Some(Wish::Maybe);
        let maybe = is_maybe.then(|| Strings::MAYBE.to_owned());
        let place: Vec<String> = cancelled.into_iter().chain(span).chain(room).chain(maybe).collect();
        let address = session_address(site, session).unwrap_or_default();
        let (title, place, names) =
            (plain(&session.title), plain(&place.join(", ")), plain(&names.join(", ")));
        if is_markdown {
            text.push_str(&format!("\n{third}[{title}]({address})\n"));
        } else {
            text.push_str(&format!("\n{title}\n"));
        }
        let lines = [place, names, if is_markdown { String::new() } else { address }];
        let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        // Markdown joins consecutive lines.
        let ending = if is_markdown { "\n\n" } else { "\n" };
        text.push_str(if is_markdown { "\n" } else { "" });
        text.push_str(&lines.join(ending));
        text.push('\n');
    }
    for (_, gone) in agenda.vanished(site.conference) {
        text.push_str(&format!("\n{third}{} ({why_vanished})\n", plain(&gone.title)));
    }
    text
}

async fn load_file(site: Site, agenda: MyAgenda, file: web_sys::File) -> String {
    if file.size() > LARGEST_FILE {
        return Strings::FILE_TOO_LARGE.to_owned();
    }
    let Some(text) = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()) else {
        return Strings::FILE_NOT_READ.to_owned();
    };
    match Agenda::from_file(&text, site.conference) {
        Ok(file) => {
            let merged = agenda.merge_in(file.agenda);
            // An older page cannot say which sessions are gone.
            let is_outdated = untrack(|| agenda.is_outdated());
            Strings::loaded(&Loaded {
                new: merged.added.len(),
                known: merged.known,
                vanished: if is_outdated { 0 } else { merged.added.vanished(site.conference).count() },
                unreadable: file.unreadable,
                too_many: file.too_many + merged.too_many,
            })
        }
        Err(why) => Strings::not_an_agenda(&why),
    }
}

#[wasm_bindgen]
extern "C" {
    /// `navigator.clipboard`, which is missing on pages loaded over plain HTTP.
    #[wasm_bindgen(js_namespace = navigator, js_name = clipboard, thread_local_v2)]
    static CLIPBOARD: Option<web_sys::Clipboard>;
}

async fn copy_text(text: &str) -> bool {
    match CLIPBOARD.with(Clone::clone) {
        Some(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        None => false,
    }
}
