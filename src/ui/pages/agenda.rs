//! The attendee's own page: what was chosen, and the ways to keep it, take it elsewhere and print it.
//!
//! Nothing is ever gone at one press: whatever is taken out leaves a line with "Undo" in its place, until the page is
//! left.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::domain::agenda::{Agenda, Vanished};
use crate::domain::conference::{Session, SessionId};
use crate::route::Route;
use crate::ui::announcer::Announcer;
use crate::ui::components::keyed_list::{Item, KeyedList};
use crate::ui::drawn::{Drawn, draw};
use crate::ui::components::session_card::SessionCard;
use crate::ui::my_agenda::MyAgenda;
use crate::ui::{Site, panics, strings, use_site};

/// A file that holds an agenda of 2,000 sessions with titles of 500 letters is smaller than this, in bytes.
const LARGEST_FILE: f64 = 2_000_000.0;

#[component]
pub fn AgendaPage() -> impl IntoView {
    panics::at("agenda");
    let site = use_site();
    let agenda: MyAgenda = expect_context();
    on_cleanup(move || agenda.forget_removed());
    let rows = move || {
        let rows = rows(site, &agenda.with(Clone::clone), &agenda.removed());
        rows.into_iter().map(|row| Item::new(row.key(), || draw_row(row))).collect()
    };
    let count = move || match agenda.len() {
        0 => None,
        count => Some(strings::sessions(count)),
    };
    let empty = Memo::new(move |_| agenda.is_empty());
    draw(view! {
        <header class="page-head">
            <h1 tabindex="-1">{strings::MY_AGENDA}</h1>
            <p class="line">{count}</p>
        </header>
        <p class="needs-app">{strings::AGENDA_NEEDS_THE_APP}</p>
        <div class="my-agenda">
            <Cleared/>
            {move || empty.get().then(|| view! { <Empty/> })}
            <section aria-labelledby="chosen" hidden=move || empty.get() && agenda.removed().is_empty()>
                <h2 id="chosen" class="visually-hidden">{strings::SESSIONS}</h2>
                <ol class="session-list agenda-list"><KeyedList items=Box::new(rows)/></ol>
            </section>
            <KeepAndTake/>
        </div>
    })
}

/// A line of the list.
#[derive(Clone)]
enum Row {
    Chosen(&'static Session),
    Vanished(Vanished),
    /// What stood here was taken out.
    Removed { id: SessionId, title: String },
}

impl Row {
    /// A session that is taken out becomes another row in its place.
    fn key(&self) -> String {
        match self {
            Row::Chosen(session) => format!("chosen {}", session.id),
            Row::Vanished(vanished) => format!("vanished {}", vanished.id),
            Row::Removed { id, .. } => format!("removed {id}"),
        }
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

fn draw_row(row: Row) -> Drawn {
    let agenda: MyAgenda = expect_context();
    match row {
        Row::Chosen(session) => draw(view! { <li><SessionCard session/></li> }),
        Row::Vanished(Vanished { id, title }) => draw(view! {
            <li>
                <div class="vanished">
                    <p class="label-line">{strings::NO_LONGER_IN_THE_PROGRAMME}</p>
                    <h3 class="title" dir="auto">{title.clone()}</h3>
                    <button class="button" type="button" aria-label=strings::remove(&title)
                        on:click=move |_| agenda.remove(&id)>
                        {strings::REMOVE}
                    </button>
                </div>
            </li>
        }),
        // Said once by the announcer, so not again by the notice itself.
        Row::Removed { id, title } => draw(view! {
            <li>
                <div class="undo-notice" role="status" aria-live="off">
                    <p dir="auto">{strings::removed(&title)}</p>
                    <UndoButton label=strings::undo_removing(&title) undo=Box::new(move || agenda.put_back(&id))/>
                </div>
            </li>
        }),
    }
}

/// Takes the focus when it appears: the button that was pressed is gone.
#[component]
fn UndoButton(label: String, undo: Box<dyn Fn()>) -> impl IntoView {
    let button = NodeRef::<leptos::html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = button.get() {
            request_animation_frame(move || _ = button.focus());
        }
    });
    draw(view! {
        <button class="button" type="button" node_ref=button aria-label=label on:click=move |_| undo()>
            {strings::UNDO}
        </button>
    })
}

/// What "clear all" took out.
#[component]
fn Cleared() -> impl IntoView {
    let agenda: MyAgenda = expect_context();
    move || {
        agenda.cleared().map(|cleared| view! {
            <div class="undo-notice" role="status" aria-live="off">
                <p>{strings::cleared(cleared.len())}</p>
                <UndoButton label=strings::UNDO.to_owned() undo=Box::new(move || agenda.put_all_back())/>
            </div>
        })
    }
}

/// How to begin.
#[component]
fn Empty() -> impl IntoView {
    draw(view! {
        <div class="empty">
            <h2>{strings::AGENDA_EMPTY}</h2>
            <p>{strings::AGENDA_HOW_TO_BEGIN}</p>
            <p class="actions">
                <a class="button primary" href=use_site().href(&Route::Programme)>{strings::BROWSE_THE_PROGRAMME}</a>
            </p>
        </div>
    })
}

/// Save, load, copy, print, clear.
#[component]
fn KeepAndTake() -> impl IntoView {
    let site = use_site();
    let agenda: MyAgenda = expect_context();
    let announcer: Announcer = expect_context();
    // What the last of these did, in words.
    let outcome = RwSignal::<Option<String>>::new(None);
    let by_hand = RwSignal::<Option<String>>::new(None);
    let tell = move |words: String| {
        announcer.say(words.clone());
        outcome.set(Some(words));
    };
    let empty = Memo::new(move |_| agenda.is_empty());

    let save = move |_| {
        let text = agenda.with(|agenda| agenda.to_file(site.conference));
        offer_file(&strings::file_name(site.conference), &text);
    };
    let load = move |event: web_sys::Event| {
        let Some(input) = event.target().and_then(|input| input.dyn_into::<web_sys::HtmlInputElement>().ok()) else {
            return;
        };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        spawn_local(async move {
            tell(load_file(site, agenda, file).await);
            // So that the same file can be chosen again.
            input.set_value("");
        });
    };
    let copy = move |_| {
        let text = as_text(site, &agenda.with(Clone::clone));
        spawn_local(async move {
            if copy_text(&text).await {
                by_hand.set(None);
                tell(strings::COPIED.to_owned());
            } else {
                by_hand.set(Some(text));
                tell(strings::COPY_BY_HAND.to_owned());
            }
        });
    };
    draw(view! {
        <section class="keep-and-take" aria-labelledby="keep">
            <h2 id="keep">{strings::KEEP_AND_TAKE}</h2>
            <p>{strings::KEPT_IN_THIS_BROWSER}</p>
            <p class="actions">
                <button class="button" type="button" disabled=move || empty.get() on:click=save>
                    {strings::SAVE_TO_A_FILE}
                </button>
                <label class="button file-button">
                    {strings::LOAD_FROM_A_FILE}
                    <input type="file" class="visually-hidden" accept="application/json,.json" on:change=load/>
                </label>
                <button class="button" type="button" disabled=move || empty.get() on:click=copy>
                    {strings::COPY_AS_TEXT}
                </button>
                <button class="button" type="button" disabled=move || empty.get() on:click=|_| _ = window().print()>
                    {strings::PRINT}
                </button>
                <button class="button" type="button" disabled=move || empty.get() on:click=move |_| agenda.clear()>
                    {strings::CLEAR_ALL}
                </button>
            </p>
            {move || outcome.get().map(|words| view! {
                <div class="outcome" role="status" aria-live="off">
                    <p>{words}</p>
                    <button class="button" type="button" on:click=move |_| { outcome.set(None); by_hand.set(None); }>
                        {strings::DISMISS}
                    </button>
                </div>
            })}
            {move || by_hand.get().map(|text| view! {
                <textarea class="by-hand" readonly rows="10" aria-label=strings::AGENDA_AS_TEXT prop:value=text></textarea>
            })}
        </section>
    })
}

/// The agenda in plain words: a session a paragraph, as the programme runs, with its address in this guide.
fn as_text(site: Site, agenda: &Agenda) -> String {
    let origin = window().location().origin().unwrap_or_default();
    let mut text = format!("{}: {}\n", strings::MY_AGENDA, site.conference.name);
    for session in agenda.sessions(site.conference) {
        let names: Vec<&str> = site.conference.speakers_of(session).map(|speaker| speaker.name.as_str()).collect();
        let room = session.room.as_ref().and_then(|room| site.conference.room(room)).map(|room| room.name.clone());
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
