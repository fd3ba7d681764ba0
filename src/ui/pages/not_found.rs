//! The page for addresses that do not exist: it says so, and offers search and the programme.

use super::heading;
use crate::route::Route;
use crate::ui::components::filter_bar::{search_form, search_input};
use crate::ui::element::{El, el};
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// The page for an address that does not exist. Its form works without the app: the programme reads the words from the
/// address.
pub fn not_found_page() -> Vec<El> {
    let programme = use_site().href(&Route::Programme);
    let head = el("header")
        .class("page-head")
        .child(heading(Strings::NOT_FOUND))
        .child(el("p").class("line").text(Strings::NOT_FOUND_HELP));
    let search = el("button").class("button primary").attr("type", "submit").text(Strings::SEARCH_HINT);
    let form = search_form(&programme, Strings::SEARCH).child(search_input()).child(search);
    let link = el("a").class("button").attr("href", &programme).text(Strings::TO_THE_PROGRAMME);
    vec![head, form, el("p").class("actions").child(link)]
}
