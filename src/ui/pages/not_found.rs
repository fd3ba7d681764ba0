//! For every address that is no page: says so, and offers search and the programme.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::drawn::draw;
use crate::ui::{strings, use_site};

#[component]
pub fn NotFoundPage() -> impl IntoView {
    let site = use_site();
    let programme = site.href(&Route::Programme);
    // The form needs no app: the programme reads the words from the address.
    draw(view! {
        <header class="page-head">
            <h1 tabindex="-1">{strings::NOT_FOUND}</h1>
            <p class="line">{strings::NOT_FOUND_HELP}</p>
        </header>
        <form class="search-line" role="search" action=programme.clone()>
            <label class="visually-hidden" for="search">{strings::SEARCH}</label>
            <input id="search" type="search" name="q" placeholder=strings::SEARCH_HINT autocomplete="off"/>
            <button class="button primary" type="submit">{strings::SEARCH_HINT}</button>
        </form>
        <p class="actions"><a class="button" href=programme>{strings::TO_THE_PROGRAMME}</a></p>
    })
}
