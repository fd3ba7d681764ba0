//! The attendee's own page: what was chosen, and the ways to keep it, take it elsewhere and print it.
//!
//! Nothing is ever gone at one press: whatever is taken out leaves a line with "Undo" in its place, until the page is
//! left.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, HtmlInputElement};

use super::{heading, section};
use crate::domain::agenda::{Agenda, Vanished};
use crate::domain::conference::{Session, SessionId};
use crate::domain::search::Query;
use crate::route::Route;
use crate::ui::announcer::Announcer;
use crate::ui::components::notices::button;
use crate::ui::components::session_card::session_card;
use crate::ui::element::{El, Item, el, list};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::{Site, focus, panics, strings, use_site};

/// A file that holds an agenda of 2,000 sessions with titles of 500 letters is smaller than this, in bytes.
const LARGEST_FILE: f64 = 2_000_000.0;

/// The attendee's agenda.
pub fn agenda_page() -> Vec<El> {
    panics::at("agenda");
    let site = use_site();
    let agenda: MyAgenda = expect_context();
    on_cleanup(move || agenda.forget_removed());
    let rows = move || {
        let rows = agenda.with(|agenda, removed| rows(site, agenda, removed));
        rows.into_iter().map(|row| Item::new(row.key(), || draw_row(row))).collect()
    };
    let count = move || match agenda.len() {
        0 => String::new(),
        count => strings::sessions(count),
    };
    let is_empty = Memo::new(move |_| agenda.len() == 0);
    let chosen = el("section")
        .attr("aria-labelledby", "chosen")
        .child(el("h2").class("visually-hidden").attr("id", "chosen").text(strings::SESSIONS))
        .child(list("ol", "session-list agenda-list").list_now(rows));
    let head = el("header")
        .class("page-head")
        .child(heading(strings::MY_AGENDA))
        .child(el("p").class("line").text_now(count));
    let needs_app = el("p").class("needs-app").text(strings::AGENDA_NEEDS_THE_APP);
    let mine = el("div")
        .class("my-agenda")
        .children_now(move || agenda.cleared().map(cleared).into_iter().collect())
        .children_now(move || if is_empty.get() { vec![how_to_begin()] } else { Vec::new() })
        .child(chosen)
        .child(keep_and_take(is_empty));
    vec![head, needs_app, mine]
}

/// A line of the list.
enum Row {
    Chosen(&'static Session),
    Vanished(Vanished),
    /// What stood here was taken out.
    Removed {
        id: SessionId,
        title: String,
    },
}

impl Row {
    /// A session that is taken out becomes another row in its place.
    fn key(&self) -> String {
        let (kind, id) = match self {
            Row::Chosen(session) => ("chosen ", &session.id),
            Row::Vanished(vanished) => ("vanished ", &vanished.id),
            Row::Removed { id, .. } => ("removed ", id),
        };
        kind.to_owned() + id.as_str()
    }
}

/// The chosen and the removed sessions as the programme runs, then those that it no longer has.
fn rows(site: Site, chosen: &Agenda, removed: &Agenda) -> Vec<Row> {
    let mut all = chosen.clone();
    all.merge(removed.clone());
    let row = |id: &SessionId, row: Row, title: &str| {
        if chosen.contains(id) { row } else { Row::Removed { id: id.clone(), title: title.to_owned() } }
    };
    let known = all.sessions(site.conference).into_iter();
    let vanished = all.vanished(site.conference).into_iter();
    known
        .map(|session| row(&session.id, Row::Chosen(session), &session.title))
        .chain(vanished.map(|gone| row(&gone.id.clone(), Row::Vanished(gone.clone()), &gone.title)))
        .collect()
}

fn draw_row(row: Row) -> El {
    let agenda: MyAgenda = expect_context();
    let inside = match row {
        Row::Chosen(session) => session_card(session, &Query::default()),
        Row::Vanished(Vanished { id, title }) => {
            let remove = button(strings::REMOVE).attr("aria-label", &strings::remove(&title));
            el("div")
                .class("vanished")
                .child(el("p").class("label-line").text(strings::NO_LONGER_IN_THE_PROGRAMME))
                .child(el("h3").class("title").quote(&title))
                .child(remove.on("click", move |_| agenda.remove(&id)))
        }
        Row::Removed { id, title } => {
            let undo = button(strings::UNDO).attr("aria-label", &strings::undo_removing(&title));
            undo_notice(&strings::removed(&title), undo.on("click", move |_| agenda.put_back(&id)))
        }
    };
    el("li").child(inside)
}

/// What was taken out, and the way back. It takes the focus: the button that was pressed is gone.
fn undo_notice(words: &str, undo: El) -> El {
    Effect::new(|_| focus(".undo-notice .button[data-fresh]"));
    // Said once by the announcer, so not again by the notice itself.
    el("div")
        .class("undo-notice")
        .attr("role", "status")
        .attr("aria-live", "off")
        .child(el("p").quote(words))
        .child(undo.attr("data-fresh", ""))
}

/// What "clear all" took out.
fn cleared(cleared: Agenda) -> El {
    let agenda: MyAgenda = expect_context();
    undo_notice(
        &strings::cleared(cleared.len()),
        button(strings::UNDO).on("click", move |_| agenda.put_all_back()),
    )
}

/// What to do while there is nothing.
fn how_to_begin() -> El {
    let browse = el("a").class("button primary").attr("href", &use_site().href(&Route::Programme));
    el("div")
        .class("empty")
        .child(el("h2").text(strings::AGENDA_EMPTY))
        .child(el("p").text(strings::AGENDA_HOW_TO_BEGIN))
        .child(el("p").class("actions").child(browse.text(strings::BROWSE_THE_PROGRAMME)))
}

/// Save, load, copy, print, clear.
fn keep_and_take(is_empty: Memo<bool>) -> El {
    let site = use_site();
    let agenda: MyAgenda = expect_context();
    let announcer: Announcer = expect_context();
    // What the last of these did, in words; the agenda as text, where it has to be copied by hand.
    let outcome = RwSignal::new(String::new());
    let by_hand = RwSignal::new(String::new());
    let tell = move |words: String, text: String| {
        announcer.say(words.clone());
        outcome.set(words);
        by_hand.set(text);
    };
    let save = move |_| {
        let text = agenda.with(|agenda, _| agenda.to_file(site.conference));
        offer_file(&strings::file_name(site.conference), &text);
    };
    let load = move |event: Event| {
        let Some(input) = event.target().and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        spawn_local(async move {
            tell(load_file(site, agenda, file).await, String::new());
            // So that the same file can be chosen again.
            input.set_value("");
        });
    };
    let copy = move |_| {
        let text = agenda.with(|agenda, _| as_text(site, agenda));
        spawn_local(async move {
            if copy_text(&text).await {
                tell(strings::COPIED.to_owned(), String::new());
            } else {
                tell(strings::COPY_BY_HAND.to_owned(), text);
            }
        });
    };
    let input =
        el("input").class("visually-hidden").attr("type", "file").attr("accept", "application/json,.json");
    let file_button = el("label")
        .class("button file-button")
        .text(strings::LOAD_FROM_A_FILE)
        .child(input.on("change", load));
    let needs_picks = |button: El| button.property_now("disabled", move || is_empty.get().into());
    let actions = el("p")
        .class("actions")
        .child(needs_picks(button(strings::SAVE_TO_A_FILE).on("click", save)))
        .child(file_button)
        .child(needs_picks(button(strings::COPY_AS_TEXT).on("click", copy)))
        .child(needs_picks(button(strings::PRINT).on("click", |_| _ = window().print())))
        .child(needs_picks(button(strings::CLEAR_ALL).on("click", move |_| agenda.clear())));
    let told = move || {
        let dismiss = button(strings::DISMISS).on("click", move |_| {
            outcome.set(String::new());
            by_hand.set(String::new());
        });
        let notice = el("div").class("outcome").attr("role", "status").attr("aria-live", "off");
        let words = outcome.get();
        if words.is_empty() { Vec::new() } else { vec![notice.child(el("p").text(&words)).child(dismiss)] }
    };
    let to_copy = move || {
        let text = by_hand.get();
        let area = el("textarea").class("by-hand").attr("readonly", "").attr("rows", "10");
        let area = area.attr("aria-label", strings::AGENDA_AS_TEXT).text(&text);
        if text.is_empty() { Vec::new() } else { vec![area] }
    };
    section("keep-and-take", "keep", strings::KEEP_AND_TAKE)
        .child(el("p").text(strings::KEPT_IN_THIS_BROWSER))
        .child(actions)
        .children_now(told)
        .children_now(to_copy)
}

/// The agenda in plain words: a session a paragraph, as the programme runs, with its address in this guide.
fn as_text(site: Site, agenda: &Agenda) -> String {
    let origin = window().location().origin().unwrap_or_default();
    let mut text = format!("{}: {}\n", strings::MY_AGENDA, site.conference.name);
    for session in agenda.sessions(site.conference) {
        let names: Vec<&str> =
            site.conference.speakers_of(session).map(|speaker| speaker.name.as_str()).collect();
        let room =
            session.room.as_ref().and_then(|room| site.conference.room(room)).map(|room| room.name.clone());
        let place: Vec<String> = strings::when(session).into_iter().chain(room).collect();
        let address = format!("{origin}{}", site.href(&Route::Session(session.id.clone())));
        for line in [&session.title, &place.join(", "), &names.join(", "), &address] {
            if !line.is_empty() {
                text.push_str(if *line == session.title { "\n" } else { "" });
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    for gone in agenda.vanished(site.conference) {
        text.push_str(&format!("\n{} ({})\n", gone.title, strings::NO_LONGER_IN_THE_PROGRAMME));
    }
    text
}

async fn load_file(site: Site, agenda: MyAgenda, file: web_sys::File) -> String {
    if file.size() > LARGEST_FILE {
        return strings::FILE_TOO_LARGE.to_owned();
    }
    let Some(text) = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()) else {
        return strings::FILE_NOT_READ.to_owned();
    };
    match Agenda::from_file(&text, site.conference) {
        Ok(other) => {
            let vanished = other.vanished(site.conference).len();
            let merged = agenda.take_in(other);
            strings::loaded(merged.added.len(), merged.known, vanished)
        }
        Err(why) => strings::not_an_agenda(&why),
    }
}

/// Lets the attendee save a text as a file.
fn offer_file(name: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("application/json");
    let address = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)
        .and_then(|blob| web_sys::Url::create_object_url_with_blob(&blob));
    let Ok(address) = address else { return };
    if let Ok(link) = document().create_element("a") {
        _ = link.set_attribute("href", &address);
        _ = link.set_attribute("download", name);
        link.unchecked_into::<web_sys::HtmlElement>().click();
    }
    // The browser has taken hold of the text when the click returns.
    _ = web_sys::Url::revoke_object_url(&address);
}

#[wasm_bindgen]
extern "C" {
    /// `navigator.clipboard`, which is missing on pages that came over plain HTTP.
    #[wasm_bindgen(js_namespace = navigator, js_name = clipboard, thread_local_v2)]
    static CLIPBOARD: Option<web_sys::Clipboard>;
}

async fn copy_text(text: &str) -> bool {
    match CLIPBOARD.with(Clone::clone) {
        Some(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        None => false,
    }
}
