//! What the attendee has to know about saving, on every page, for as long as it is so.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::my_agenda::MyAgenda;
use crate::ui::storage::Refused;
use crate::ui::{strings, use_site};

#[component]
pub fn Notices() -> impl IntoView {
    let agenda: MyAgenda = expect_context();
    let to_agenda = move || {
        let href = use_site().href(&Route::Agenda);
        view! { <a class="button" href=href>{strings::TO_MY_AGENDA}</a> }
    };
    let refused = move || {
        agenda.keeping().refused.map(|refused| {
            let words = match refused {
                Refused::Blocked => strings::STORAGE_BLOCKED,
                Refused::Full => strings::STORAGE_FULL,
            };
            view! {
                <p>{words}</p>
                <p class="actions">
                    {(refused == Refused::Full).then(|| view! {
                        <button class="button" type="button" on:click=move |_| agenda.save_unsaved()>
                            {strings::TRY_AGAIN}
                        </button>
                    })}
                    {to_agenda()}
                </p>
            }
        })
    };
    let unreadable = move || {
        let keeping = agenda.keeping();
        let garbage = (keeping.garbage > 0).then(|| strings::unreadable_picks(keeping.garbage));
        let newer = (keeping.newer > 0).then(|| strings::newer_picks(keeping.newer));
        garbage.into_iter().chain(newer).map(|words| view! { <p>{words}</p> }).collect_view()
    };
    view! { <div class="notice" role="status">{refused}{unreadable}</div> }
}
