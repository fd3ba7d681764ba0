//! The notices about saving and about changes of the attendee's sessions. They stand on every page as long as they are
//! true.

use leptos::prelude::*;

use super::button::button;
use crate::route::Route;
use crate::ui::browser::rescue_focus;
use crate::ui::element::{El, el};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::navigation::Navigation;
use crate::ui::site::use_site;
use crate::ui::storage::Refused;
use crate::ui::strings;

/// The notices; an empty element while there are none.
pub fn notices() -> El {
    let agenda: MyAgenda = expect_context();
    let navigation: Navigation = expect_context();
    // A screen reader reads out a notice again when it is rendered anew, so that happens only if its text changes.
    let all = Memo::new(move |_| (agenda.keeping(), agenda.changes_not_shown()));
    el("div").class("notice").attr("role", "status").children_now(move || {
        let (keeping, changed) = all.get();
        let mut said = Vec::new();
        if keeping.is_outdated {
            let reload = button(strings::RELOAD).on("click", |_| _ = window().location().reload());
            said.push(el("p").text(strings::OUTDATED));
            said.push(el("p").class("actions").child(reload));
        }
        if keeping.strays > 0 {
            let clear = button(strings::CLEAR_THEM).on("click", move |_| {
                agenda.clear_strays();
                rescue_focus("#main");
            });
            said.push(el("p").text(&strings::strays(keeping.strays)));
            said.push(el("p").class("actions").child(clear));
        }
        if let Some(refused) = keeping.refused {
            said.extend(not_saved(agenda, refused));
        }
        if !navigation.is_at(&Route::Agenda)
            && let Some(cleared) = agenda.cleared()
        {
            said.extend(gone(agenda, cleared.len()));
        }
        if changed > 0 && !navigation.is_at(&Route::Agenda) {
            let to_agenda = el("a").class("button").attr("href", &use_site().href(&Route::Agenda));
            said.push(el("p").text(&strings::changed_sessions(changed)));
            said.push(el("p").class("actions").child(to_agenda.text(strings::SEE_WHAT_CHANGED)));
        }
        if keeping.garbage > 0 {
            said.push(el("p").text(&strings::unreadable_picks(keeping.garbage)));
        }
        if keeping.newer > 0 {
            said.push(el("p").text(&strings::newer_picks(keeping.newer)));
        }
        said
    })
}

/// The notice that the agenda was cleared elsewhere, with undo. The agenda's own page offers the same in its list.
fn gone(agenda: MyAgenda, count: usize) -> [El; 2] {
    let undo = button(strings::UNDO).on("click", move |_| {
        agenda.put_all_back();
        rescue_focus("#main");
    });
    [el("p").text(&strings::cleared(count)), el("p").class("actions").child(undo)]
}

fn not_saved(agenda: MyAgenda, refused: Refused) -> [El; 2] {
    let words = match refused {
        Refused::Blocked => strings::STORAGE_BLOCKED,
        Refused::Full => strings::STORAGE_FULL,
        Refused::Taken => strings::STORAGE_TAKEN,
    };
    let again = button(strings::TRY_AGAIN).on("click", move |_| {
        agenda.save_unsaved();
        rescue_focus("#main");
    });
    let to_agenda =
        el("a").class("button").attr("href", &use_site().href(&Route::Agenda)).text(strings::TO_MY_AGENDA);
    let again = (refused == Refused::Full).then_some(again);
    [el("p").text(words), el("p").class("actions").children(again).child(to_agenda)]
}
