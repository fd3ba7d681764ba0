//! The attributes by which the app, the printed page and the boot script (src/boot.js) know each other.
//!
//! The rule of this file: the script cannot ask for these names and repeats them, and a test (tests/host/pages.rs) holds
//! it to them. The keys of what both save are in `storage`.

/// On `<html>`, printed: the way to the site's root. The script corrects it in a page that is served at any depth.
pub const ROOT: &str = "data-root";
/// On `<html>`, printed: this page is served at any depth.
pub const ANYWHERE: &str = "data-anywhere";
/// On `<html>`: the appearance that the attendee chose.
pub const THEME: &str = "data-theme";
/// On `<html>`, by the script: what keeps the app from starting, or has broken it.
pub const FAILED: &str = "data-failed";
/// On `<html>`, by the app: it has taken over.
pub const READY: &str = "data-ready";
/// On agenda buttons: the session's id.
pub const PICK: &str = "data-pick";
/// Agenda buttons that the script marked: pressed before the app was there.
pub const PRESSED_BUTTONS: &str = "[data-pick][data-pressed]";
/// On the filters: they are opened.
pub const OPEN: &str = "data-open";
