//! All speakers from A to Z, with a search line if there are many; then the hosts.

use leptos::prelude::*;

use super::{heading, hosts};
use crate::domain::conference::Speaker;
use crate::domain::letters::{from_a_to_z, initial};
use crate::domain::search::Query;
use crate::route::Route;
use crate::ui::announcer;
use crate::ui::browser::rescue_focus;
use crate::ui::components::filter_bar::{other_words_of, search_form, search_input, texts_are_missing};
use crate::ui::components::speaker_card::{speaker_grid, speaker_item};
use crate::ui::element::{El, Item, el, list};
use crate::ui::navigation::Navigation;
use crate::ui::site::use_site;
use crate::ui::strings::Strings;

/// With at most this many speakers, the page has no search line.
const FEW: usize = 24;

/// The page of all speakers and hosts.
#[inline(never)]
pub fn speakers_page() -> Vec<El> {
    let speakers = from_a_to_z(use_site().conference.session_speakers().collect());
    let is_many = speakers.len() > FEW;
    let count = match speakers.len() {
        0 => Strings::NO_SPEAKERS.to_owned(),
        count => Strings::speakers(count),
    };
    let head = el("header")
        .class("page-head")
        .child(heading(Strings::SPEAKERS))
        .child(el("p").class("line").text(&count));
    let title = el("h2").class("visually-hidden").attr("id", "speakers").text(Strings::ALL_SPEAKERS);
    let everybody = el("section").class("speakers").attr("aria-labelledby", "speakers").child(title);
    let everybody = if is_many {
        everybody.child(search_line()).child(letters(&speakers)).child(found(speakers))
    } else {
        everybody.child(speaker_grid("speakers", speakers))
    };
    [head, everybody].into_iter().chain(hosts()).collect()
}

fn search_line() -> El {
    let navigation: Navigation = expect_context();
    let submitted = |event: web_sys::Event| {
        event.prevent_default();
        rescue_focus("#search");
    };
    search_form(&use_site().href(&Route::Speakers), Strings::SEARCH_SPEAKERS)
        .on("submit", submitted)
        .on("input", move |event| navigation.type_words(event_target_value(&event)))
        .child(search_input().property_now("value", move || navigation.words().into()))
        .children_now(move || texts_are_missing(&navigation.words()).into_iter().collect())
}

/// The speakers of each letter, in order.
fn by_letter(speakers: &[&'static Speaker]) -> Vec<(char, Vec<&'static Speaker>)> {
    let mut letters: Vec<(char, Vec<&'static Speaker>)> = Vec::new();
    for speaker in speakers {
        let letter = initial(&speaker.name);
        match letters.last_mut().filter(|(last, _)| *last == letter) {
            Some((_, group)) => group.push(speaker),
            None => letters.push((letter, vec![speaker])),
        }
    }
    letters
}

/// The id of the heading of a letter's speakers.
fn place_of(letter: char) -> String {
    format!("letter-{:x}", u32::from(letter))
}

/// The links to the letters.
fn letters(speakers: &[&'static Speaker]) -> El {
    let links = by_letter(speakers).into_iter().map(|(letter, _)| {
        let link = el("a").attr("href", &format!("#{}", place_of(letter)));
        el("li").child(link.text(letter.encode_utf8(&mut [0; 4])))
    });
    let links = list("ul", "letters").children(links);
    let navigation: Navigation = expect_context();
    el("nav")
        .attr("aria-label", Strings::LETTERS)
        .attr_now("hidden", move || (!Query::new(&navigation.words()).is_empty()).then_some(""))
        .child(links)
}

/// All speakers by letter; while searching, those who match, best first.
fn found(speakers: Vec<&'static Speaker>) -> El {
    let site = use_site();
    let navigation: Navigation = expect_context();
    let query = Memo::new(move |_| Query::new(&navigation.words()));
    let letters = by_letter(&speakers);
    let items = move || {
        let query = query.get();
        if query.is_empty() {
            let letter = |(letter, group): &(char, Vec<&'static Speaker>)| {
                let (letter, group) = (*letter, group.clone());
                Item::new(letter.to_string(), move || draw_letter(letter, group))
            };
            return letters.iter().map(letter).collect();
        }
        let (answers, meant) = site.find(&query);
        let found = answers.speakers;
        let meant = meant.filter(|_| !found.is_empty());
        let others = meant.as_ref().map(|meant| other_words_of(&navigation.words(), meant));
        announcer::say_after_a_pause(
            [others.clone().unwrap_or_default(), Strings::speakers(found.len())].join(" "),
        );
        let query = meant.map_or(query, |meant| meant.marks);
        // With the texts there may be more.
        vec![Item::new(query.key(&found.len().to_string()), move || draw_found(found, &query, others))]
    };
    el("div").class("results").list_now(items)
}

fn draw_letter(letter: char, speakers: Vec<&'static Speaker>) -> El {
    let id = place_of(letter);
    el("section")
        .attr("aria-labelledby", &id)
        .child(el("h3").class("letter").attr("id", &id).text(letter.encode_utf8(&mut [0; 4])))
        .child(speaker_grid("speakers", speakers))
}

fn draw_found(speakers: Vec<&'static Speaker>, query: &Query, others: Option<String>) -> El {
    if speakers.is_empty() {
        return el("p").text(Strings::NOBODY_FOUND);
    }
    let query = query.clone();
    let cards = move || speakers.iter().map(|speaker| speaker_item(speaker, &query)).collect();
    let others = others.map(|words| el("p").class("other-words").text(&words));
    el("div").children(others).child(list("ul", "speaker-grid").list_now(cards))
}
