//! The programme, which is the first page: a title, search and filters, all sessions, all speakers, the hosts.

use std::cell::Cell;

use leptos::prelude::*;

use super::{heading, hosts, section};
use crate::domain::filter::Picked;
use crate::domain::moment::Date;
use crate::domain::results::{Found, Results};
use crate::domain::schedule::Day;
use crate::domain::search::{Answers, Query};
use crate::route::{Route, query};
use crate::ui::announcer;
use crate::ui::browser::rescue_focus_to;
use crate::ui::clock::Clock;
use crate::ui::components::calendar::calendar_links;
use crate::ui::components::day_tabs::day_tabs;
use crate::ui::components::filter_bar::{filter_bar, nothing_found, other_words};
use crate::ui::components::hiding::hidden_things;
use crate::ui::components::next_pick::next_pick;
use crate::ui::components::session_card::session_item;
use crate::ui::components::slots::{day_items, day_tables};
use crate::ui::components::speaker_card::speaker_item;
use crate::ui::components::view_line::{hides_past, view_line};
use crate::ui::components::zone_line::zone_line;
use crate::ui::element::{El, el, follow, list};
use crate::ui::my_agenda::MyAgenda;
use crate::ui::navigation::{KEEPS_FILTER, Navigation};
use crate::ui::panics;
use crate::ui::site::{Site, use_site};
use crate::ui::strings::Strings;

/// The programme, filtered as the address says: one day of it, or on the first page all of it. If it is too long for
/// that, the first page shows the current day, and all days only while something is searched for or chosen.
///
/// When the day changes, the page stays and only its list changes: rendering everything again took a slow phone twice
/// as long.
pub fn programme_page() -> Vec<El> {
    let site = use_site();
    let navigation: Navigation = expect_context();
    let agenda: MyAgenda = expect_context();
    let clock: Clock = expect_context();
    let route = navigation.route();
    let day = move || match route.get() {
        Route::Day(date) => site.schedule.day(date),
        _ => None,
    };
    let results = Memo::new(move |_| {
        let filter = navigation.filter();
        let only = day().or_else(|| {
            let begins_with_a_day = site.is_long() && filter.is_empty();
            // Untracked: the day must not change while somebody reads, when its last session ends.
            begins_with_a_day.then(|| site.schedule.today(untrack(|| clock.now()))).flatten()
        });
        let day = only.map(|day| day.date);
        let mut found = found(site, Query::new(&filter.text), day);
        agenda.leave_out_hidden(&mut found.answers.sessions);
        let results = |picked: Picked<'_>| Results::of(found, &filter, picked, site.schedule, day);
        if filter.asks_for_mine() {
            agenda.with(|agenda, _| results(&|session| agenda.contains(session)))
        } else {
            results(&|_| false)
        }
    });
    let listed = Memo::new(move |_| results.with(|results| results.listed(site.schedule, over_by(results))));
    announce(results, listed);
    let found = el("div")
        .class("results")
        .children((!site.days().is_empty()).then(|| view_line(results)))
        .child(sessions(results, listed, route))
        .child(speakers(results))
        .children_now(move || hidden_things().into_iter().collect())
        .children_now(move || {
            let is_all = results.with(|results| results.is_everything && results.day.is_none());
            is_all.then(hosts).flatten().into_iter().collect()
        })
        .children(calendar_links(&Route::Programme));
    let are_answers = move || results.with(|results| !results.query.is_empty() && !is_by_days(results));
    let programme = el("div")
        .class("programme")
        .attr_now(ANSWERS, move || are_answers().then_some(""))
        .child(filter_bar(results, listed))
        .child(found);
    let class = move || match (site.is_long(), day()) {
        (true, _) => "page-head brief",
        (false, Some(_)) => "page-head",
        (false, None) => "title-page",
    };
    let title = el("header")
        .attr_now("class", move || Some(class()))
        .children_now(move || day().map_or_else(title_page, title_of_day));
    let tabs = (site.days().len() > 1).then(|| day_tabs(results));
    let next = (!site.days().is_empty()).then(next_pick);
    [title].into_iter().chain(tabs).chain(next).chain([programme]).collect()
}

/// Set while the programme lists search results.
const ANSWERS: &str = "data-answers";

/// What words find, best first; without words the whole programme, in its order.
fn found(site: Site, query: Query, day: Option<Date>) -> Found<'static> {
    panics::at("search");
    // A long programme has a page of its own for speakers; here they are only answers to a question.
    let has_speakers = !(site.is_long() && (query.is_empty() || day.is_some()));
    let (mut answers, meant) = if query.is_empty() {
        let sessions = site.schedule.programme.clone();
        let speakers = site.conference.session_speakers().collect();
        (Answers { sessions, speakers, ..Answers::default() }, None)
    } else {
        site.find(&query)
    };
    if !has_speakers {
        answers.speakers.clear();
    }
    let meant = meant.filter(|_| answers.count() > 0);
    let query = meant.as_ref().map_or(query, |meant| meant.marks.clone());
    Found { query, meant, answers }
}

/// Whether the results are shown by days: as tables, or where nothing is searched for. Tracked.
fn is_by_days(results: &Results<'static>) -> bool {
    let navigation: Navigation = expect_context();
    !use_site().days().is_empty() && (navigation.view().as_table || results.query.is_empty())
}

/// Sessions that are over by this time are left out; `None` if past sessions are shown. Search results
/// are listed even if they are past. A session that ends while the page is shown stays, so that nothing moves while
/// somebody reads. Tracked.
fn over_by(results: &Results<'static>) -> Option<i64> {
    let clock: Clock = expect_context();
    if is_by_days(results) && hides_past(results) { clock.last_arrival() } else { None }
}

/// Announces the number of sessions whenever it changes.
fn announce(results: Memo<Results<'static>>, listed: Memo<usize>) {
    let all = use_site().conference.sessions.len();
    let before = Cell::new(None);
    follow(move || {
        let found = listed.get();
        if before.replace(Some(found)).is_some_and(|before| before != found) {
            let others = untrack(|| other_words(results)).unwrap_or_default();
            announcer::say_after_a_pause([others, Strings::sessions_found(found, all)].join(" "));
        }
    });
}

/// The date, and the line about the time zone.
fn title_of_day(day: &Day<'static>) -> Vec<El> {
    [heading(&Strings::long_date(day.date))].into_iter().chain(zone_line()).collect()
}

/// The conference's name, its line, its hosts, and the line about the time zone.
fn title_page() -> Vec<El> {
    let site = use_site();
    let conference = site.conference;
    let byline = conference.hosts().enumerate().fold(
        el("p").class("byline").text(Strings::HOSTED_BY),
        |line, (at, host)| {
            let name = el("a").attr("href", &site.href(&Route::Speaker(host.id.clone()))).quote(&host.name);
            line.text(if at == 0 { " " } else { ", " }).child(name)
        },
    );
    let line = conference.line.as_deref().map(|line| el("p").class("line").quote(line));
    let byline = (!conference.hosts.is_empty()).then_some(byline);
    let lines = [line, byline, zone_line()].into_iter().flatten();
    [heading(&conference.name)].into_iter().chain(lines).collect()
}

/// The sessions that were found: search results best first, otherwise by day. Sessions that stay are not rendered
/// again, unless the search changes, because their marks change then.
fn sessions(results: Memo<Results<'static>>, listed: Memo<usize>, route: Memo<Route>) -> El {
    let site = use_site();
    let clock: Clock = expect_context();
    let navigation: Navigation = expect_context();
    let as_tables = move || navigation.view().as_table;
    // `days` comes first, so that the compiler can drop the rest for a programme without times.
    let is_by_days = move || !site.days().is_empty() && results.with(is_by_days);
    let by_days = move || {
        if !is_by_days() {
            return Vec::new();
        }
        results.with(|results| {
            let now = clock.now();
            let over_by = over_by(results);
            if as_tables() {
                return day_tables(&results.days(site.schedule, over_by));
            }
            let left = results.listed_days(site.schedule, over_by);
            let is_first = route.with(|route| *route == Route::Programme);
            let has_headings = left.len() > 1 || site.is_long() && is_first;
            #[cfg(feature = "prerender")]
            let left: Vec<Day<'_>> = match site.is_printed_briefly() && is_first {
                true => left.iter().map(|day| day.beginning(MOST_PRINTED)).collect(),
                false => left,
            };
            // Not the current time: nothing may move while somebody reads.
            let arrived = clock.last_arrival().filter(|_| site.is_long());
            day_items(&left, has_headings, &results.query, now, arrived)
        })
    };
    let rest = move || {
        let by_days = is_by_days();
        results.with(|results| {
            let mut shown = results.shown.clone();
            if by_days {
                // Sessions without a time are listed after the others, on the first page.
                let all = route.with(|route| *route == Route::Programme);
                shown.clone_from(&results.sessions);
                shown.retain(|session| all && session.start.is_none());
            }
            shown.truncate(most(results));
            shown.into_iter().map(|session| session_item(session, &results.query, None)).collect()
        })
    };
    let nothing = Memo::new(move |_| results.with(|results| results.shown.is_empty() && listed.get() == 0));
    section("sessions", "sessions", Strings::SESSIONS)
        .children_now(move || if nothing.get() { vec![nothing_found()] } else { Vec::new() })
        .child(el("div").class("slots").list_now(by_days))
        .children(way_to_the_printed_day())
        .child(list("ul", "session-list").list_now(rest))
        .children_now(move || {
            let by_days = is_by_days();
            results.with(|results| {
                if by_days { Vec::new() } else { more(results, results.shown.len(), ".sessions", ".title a") }
            })
        })
}

/// How many sessions the prerendered first page of a long programme lists: some screens, until the app adds the others.
#[cfg(feature = "prerender")]
const MOST_PRINTED: usize = 40;

/// The way to the whole first day, if the prerendered page lists only its beginning.
fn way_to_the_printed_day() -> Option<El> {
    let site = use_site();
    let navigation: Navigation = expect_context();
    let is_first = untrack(|| navigation.route().with(|route| *route == Route::Programme));
    let day = site.days().first().filter(|_| site.is_printed_briefly() && is_first)?;
    let link = el("a").class("button").attr("href", &site.href(&Route::Day(day.date)));
    Some(el("p").class("actions").child(link.text(&Strings::whole_day(day.date))))
}

/// How many search results are shown at first. More would burden slow phones, and the reader.
const MOST_ANSWERS: usize = 50;

/// How many of the results are shown. Tracked.
fn most(results: &Results<'static>) -> usize {
    let navigation: Navigation = expect_context();
    let all = results.query.is_empty() || navigation.view().shows_all;
    if all { usize::MAX } else { MOST_ANSWERS }
}

/// The button that shows all results, if not all are shown. It moves the focus to the first new result: `list` selects
/// the results, `link` the link in each of them.
fn more(results: &Results<'static>, count: usize, list: &'static str, link: &'static str) -> Vec<El> {
    let all = el("a").class("button").attr("href", query::ALL_RESULTS).attr(KEEPS_FILTER, "");
    let next = format!("{list} li:nth-child({}) {link}", MOST_ANSWERS + 1);
    let all = all.on("click", move |_| rescue_focus_to(vec![next.clone()]));
    let line = || el("p").class("actions").child(all.text(&Strings::show_all(count)));
    (count > most(results)).then(line).into_iter().collect()
}

/// The speakers who match the query and speak in a session that passes the choices.
fn speakers(results: Memo<Results<'static>>) -> El {
    let items = move || {
        results.with(|results| {
            let shown = results.speakers.iter().take(most(results));
            shown.map(|speaker| speaker_item(speaker, &results.query)).collect()
        })
    };
    let nobody = move || results.with(|results| results.speakers.is_empty());
    section("speakers", "speakers", Strings::SPEAKERS)
        .attr_now("hidden", move || nobody().then_some(""))
        .child(list("ul", "speaker-grid").list_now(items))
        .children_now(move || {
            results.with(|results| more(results, results.speakers.len(), ".speakers", ".name a"))
        })
}
