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
use crate::ui::storage::NotSaved;
use crate::ui::strings::Strings;

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
            let reload = |_| _ = window().location().reload();
            said.extend(notice(Strings::OUTDATED, [action_button(agenda, Strings::RELOAD, reload)]));
        }
        if keeping.strays > 0 {
            let clear = action_button(agenda, Strings::CLEAR_THEM, MyAgenda::clear_strays);
            said.extend(notice(&Strings::strays(keeping.strays), [clear]));
        }
        if let Some(why) = keeping.not_saved {
            said.extend(not_saved(agenda, why));
        }
        // The agenda's own page offers the same in its list.
        if !navigation.is_at(&Route::Agenda)
            && let Some(cleared) = agenda.cleared()
        {
            let undo = action_button(agenda, Strings::UNDO, MyAgenda::put_all_back);
            said.extend(notice(&Strings::cleared(cleared.len()), [undo]));
        }
        if changed > 0 && !navigation.is_at(&Route::Agenda) {
            let words = Strings::changed_sessions(changed);
            said.extend(notice(&words, [to_agenda(Strings::SEE_WHAT_CHANGED)]));
        }
        if keeping.garbage > 0 {
            said.push(el("p").text(&Strings::unreadable_picks(keeping.garbage)));
        }
        if keeping.newer > 0 {
            said.push(el("p").text(&Strings::newer_picks(keeping.newer)));
        }
        said
    })
}

/// A notice with the actions that it offers.
fn notice(words: &str, actions: impl IntoIterator<Item = El>) -> [El; 2] {
    [el("p").text(words), el("p").class("actions").children(actions)]
}

/// A button that acts on the agenda. The notice may be gone afterwards, and the button with it.
fn action_button(agenda: MyAgenda, label: &str, act: fn(MyAgenda)) -> El {
    button(label).on("click", move |_| {
        act(agenda);
        rescue_focus("#main");
    })
}

fn to_agenda(label: &str) -> El {
    el("a").class("button").attr("href", &use_site().href(&Route::Agenda)).text(label)
}

fn not_saved(agenda: MyAgenda, why: NotSaved) -> [El; 2] {
    let words = match why {
        NotSaved::Blocked => Strings::STORAGE_BLOCKED,
        NotSaved::Full => Strings::STORAGE_FULL,
        NotSaved::Taken => Strings::STORAGE_TAKEN,
    };
    let again = action_button(agenda, Strings::TRY_AGAIN, MyAgenda::save_unsaved);
    let again = (why == NotSaved::Full).then_some(again);
    notice(words, again.into_iter().chain([to_agenda(Strings::TO_MY_AGENDA)]))
}
