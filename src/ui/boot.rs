//! The attributes that the app, the prerendered page and the boot script (src/boot.js) share.
//!
//! The rule of this file: the script cannot import these names, so it repeats them, and a test (tests/host/pages.rs)
//! compares them. The storage keys that both use are in `storage`.

use crate::domain::conference::SessionId;
use crate::programme;

/// On `<html>`, prerendered: when the site was built, in seconds since 1970. The script tells builds apart by it.
pub const MADE: &str = "data-made";
/// On `<html>`, prerendered: from and until these moments, in seconds since 1970, the app shows another list: it begins with
/// what is on now. The script reads it, the app does not.
#[cfg(feature = "prerender")]
pub const BEGINS_WITH_NOW: &str = "data-days";
/// On `<html>`, prerendered: the path to the site's root. The script corrects it in a page that is served at any depth.
pub const ROOT: &str = "data-root";
/// On `<html>`, prerendered: this page is served at any depth.
pub const ANYWHERE: &str = "data-anywhere";
/// On `<html>`, prerendered: this is the page that the service worker shows at every address; it has no text of its own.
pub const SHELL: &str = "data-shell";
/// On `<html>`: the appearance that the attendee chose.
pub const THEME: &str = "data-theme";
/// On `<html>`, set by the script: why the app cannot start, or what broke it.
pub const FAILED: &str = "data-failed";
/// On `<html>`, set by the app: it has taken over.
pub const READY: &str = "data-ready";
/// On agenda buttons: the session's id.
pub const PICK: &str = "data-pick";
/// The id of the link to the list of the programme, if that is not in the app; also the name of the section.
pub const LIST: &str = programme::LIST;
/// The id of the link to the texts of the programme, likewise.
pub const TEXTS: &str = programme::TEXTS;
/// On the elements of a page whose texts come later: which text it is.
pub const LATE_TEXT: &str = "data-late-text";
/// The id of the link to the rest of the app.
pub const REST: &str = "rest";
/// The selector of the agenda buttons on cards.
pub const BUTTONS_ON_CARDS: &str = "article [data-pick]";
/// The selector of the agenda buttons that the script marked because they were pressed before the app started.
pub const PRESSED_BUTTONS: &str = "[data-pick][data-pressed]";
/// On the filters: they are open.
pub const OPEN: &str = "data-open";

/// The selector of the agenda buttons of a session. The id is escaped, because a saved agenda may hold any id.
pub fn buttons_of(session: &SessionId) -> String {
    let mut selector = String::from("[data-pick='");
    for letter in session.as_str().chars() {
        if matches!(letter, '\'' | '\\') {
            selector.push('\\');
        }
        selector.push(letter);
    }
    selector + "']"
}

#[cfg(all(test, feature = "prerender"))]
mod tests {
    use super::*;

    #[test]
    fn no_id_ends_the_selector_of_its_buttons() {
        assert_eq!(buttons_of(&"night-watch".into()), format!("[{PICK}='night-watch']"));
        assert_eq!(buttons_of(&"x'], [y='\\".into()), r"[data-pick='x\'], [y=\'\\']");
    }
}
