//! Tests of every prerendered page: of the committed track, and of an invented conference that uses every field.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hallway::data;
use hallway::domain::conference::{Conference, Session};
use hallway::domain::text::Text;
use hallway::import::{Options, Source, import};
use hallway::programme;
use hallway::publish::kit::{Files, Kit};
use hallway::publish::{Choices, publish};
use hallway::route::Route;
use hallway::ui::boot::{
    ANYWHERE, BEGINS_WITH_NOW, FAILED, MADE, OPEN, PICK, PRESSED_BUTTONS, READY, REST, ROOT, SHELL, THEME,
};
use hallway::ui::storage::{self, Theme};
use jiff::Timestamp;
use sha2::{Digest, Sha256, Sha384};

use crate::in_repository;
use crate::kit::kit;

/// A made guide.
struct Guide {
    files: Files,
    conference: &'static Conference,
}

impl Guide {
    fn make(conference: Conference, photos: &Path) -> Guide {
        let conference = Box::leak(Box::new(conference));
        let choices = Choices { has_policy: true, has_worker: true };
        let site = publish(&Kit::new(kit()).unwrap(), conference, photos, choices, 1_800_000_000).unwrap();
        assert_eq!(site.pages, Route::all(conference).len());
        Guide { files: site.files, conference }
    }

    fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    fn text(&self, path: &str) -> String {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("the guide has no {path}"));
        String::from_utf8(bytes.clone()).unwrap()
    }

    fn pages(&self) -> impl Iterator<Item = (Route, String)> {
        Route::all(self.conference).into_iter().map(|route| (route.clone(), self.text(&route.file())))
    }
}

fn track() -> Guide {
    of("src/data/conference.json")
}

fn everything() -> Guide {
    of("tests/conferences/every-field.json")
}

fn of(path: &str) -> Guide {
    let file = in_repository(path);
    Guide::make(data::read(&file).unwrap().unwrap(), file.parent().unwrap())
}

/// A guide whose texts are too heavy to be in the app.
fn heavy() -> Guide {
    let mut conference = track().conference.clone();
    // Checksums hardly compress.
    let words: String = (0..2000).map(|at: u32| format!("{:x} ", Sha384::digest(at.to_le_bytes()))).collect();
    conference.sessions[0].summary = Some(Text::plain(&words));
    Guide::make(conference, &in_repository("src/data"))
}

/// The values of an attribute, in the order of the page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str()).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

/// The target of a relative link, as a path below the root, without parameters of the view (`?zone=mine`).
fn target(from: &Route, link: &str) -> String {
    let link = link.split('?').next().unwrap_or_default();
    // By RFC 3986, 5.2.2, a query alone refers to the current page.
    if link.is_empty() {
        return from.path().trim_end_matches('/').to_owned();
    }
    let mut folders: Vec<&str> = Vec::new();
    let page = from.path();
    folders.extend(page.split('/').filter(|folder| !folder.is_empty() && *folder != "404.html"));
    for step in link.split('/') {
        match step {
            "." | "" => {}
            ".." => _ = folders.pop().unwrap_or_else(|| panic!("{link} leads above the root, from `{page}`")),
            step => folders.push(step),
        }
    }
    folders.join("/")
}

#[test]
fn every_link_leads_to_a_page_of_the_guide_or_to_an_allowed_address() {
    for guide in [track(), everything()] {
        let files: BTreeSet<String> =
            guide.pages().map(|(route, _)| route.path().trim_end_matches('/').to_owned()).collect();
        for (route, html) in guide.pages() {
            for link in values(&html, "href").into_iter().filter(|link| !link.starts_with('#')) {
                let outside =
                    ["https://", "http://", "mailto:"].iter().any(|scheme| link.starts_with(scheme));
                // A subscription to one of the guide's own calendars.
                let address = guide.conference.address.as_deref().unwrap_or("-").replace("https:", "webcal:");
                let calendar = match link.strip_prefix(&address) {
                    Some(path) => path.to_owned(),
                    None => target(&route, link),
                };
                let is_file = guide.has(&calendar);
                assert!(
                    outside || is_file || files.contains(&target(&route, link)),
                    "{link}, on {}",
                    route.file()
                );
            }
        }
    }
}

#[test]
fn all_rooms_and_all_tracks_have_a_page_that_leads_to_each() {
    let guide = everything();
    let read = |path: &str| guide.text(path);
    let (rooms, tracks) = (read("rooms/index.html"), read("tracks/index.html"));
    for room in &guide.conference.rooms {
        assert!(values(&rooms, "href").contains(&format!("../rooms/{}/", room.id).as_str()), "{}", room.id);
    }
    for track in &guide.conference.tracks {
        assert!(
            values(&tracks, "href").contains(&format!("../tracks/{}/", track.id).as_str()),
            "{}",
            track.id
        );
    }
    assert!(!track().has("rooms/index.html"));
}

#[test]
fn pages_have_the_text_direction_of_the_conferences_language() {
    for (language, direction) in
        [("en", None), ("ar", Some("rtl")), ("he-IL", Some("rtl")), ("az-Arab", Some("rtl"))]
    {
        let conference = serde_json::json!({ "id": "c", "name": "C", "language": language, "speakers": [], "sessions": [] });
        let conference: Conference = serde_json::from_value(conference).unwrap();
        let guide = Guide::make(conference, Path::new(""));
        for (route, html) in guide.pages() {
            let opening = html.split_once("<html").unwrap().1.split_once('>').unwrap().0;
            assert_eq!(values(opening, "dir").first().copied(), direction, "{language}, {}", route.file());
            assert_eq!(values(opening, "lang"), [language]);
        }
    }
}

#[test]
fn every_photo_is_a_file_of_the_guide() {
    let guide = everything();
    let mut photos = 0;
    for (route, html) in guide.pages() {
        for source in values(&html, "src").into_iter().filter(|source| !source.ends_with(".js")) {
            assert!(guide.has(&target(&route, source)), "{source}, on {}", route.file());
            photos += 1;
        }
    }
    assert!(photos > 0, "the invented conference has photos");
}

#[test]
fn every_page_has_a_title_a_description_one_h1_and_headings_in_order() {
    for guide in [track(), everything()] {
        for (route, html) in guide.pages() {
            let file = route.file();
            let title = html.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
            assert!(title.len() > 3 && title != "Hallway", "{file}: {title}");
            assert!(html.contains(r#"<meta name="description" content=""#), "{file}");
            let levels: Vec<u32> = html
                .match_indices("<h")
                .filter_map(|(at, _)| html[at + 2..].chars().next()?.to_digit(10))
                .collect();
            assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{file}: {levels:?}");
            assert_eq!(levels[0], 1, "{file} begins with another heading");
            assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{file}: {levels:?}");
        }
    }
}

#[test]
fn every_session_is_listed_as_an_article_with_one_agenda_button() {
    for guide in [track(), everything()] {
        for (route, html) in guide.pages() {
            for article in html.split("<article").skip(1) {
                let article = article.split("</article>").next().unwrap();
                let buttons = article.matches("data-pick=").count();
                let expected =
                    usize::from(!article.contains("speaker-card") && !article.contains("speaker-page"));
                assert_eq!(buttons, expected, "{}: {}", route.file(), &article[..80]);
            }
        }
        let (_, first) = guide.pages().next().unwrap();
        assert_eq!(first.matches("data-pick=").count(), guide.conference.sessions.len());
    }
}

#[test]
fn ids_are_unique_on_every_page() {
    for guide in [track(), everything()] {
        for (route, html) in guide.pages() {
            let ids = values(&html, "id");
            let distinct: BTreeSet<_> = ids.iter().collect();
            assert_eq!(distinct.len(), ids.len(), "{}: {ids:?}", route.file());
        }
    }
}

#[test]
fn markup_in_a_text_stays_text() {
    for (route, html) in everything().pages() {
        assert!(!html.contains("<script>alert"), "{}", route.file());
    }
}

#[test]
fn data_for_search_engines_is_json_with_the_programmes_values() {
    for guide in [track(), everything()] {
        for (route, html) in guide.pages() {
            let data = html.split(r#"<script type="application/ld+json">"#).nth(1);
            let Some(data) = data.map(|rest| rest.split("</script>").next().unwrap()) else {
                let has_times = guide.conference.sessions.iter().any(|session| session.start.is_some());
                assert!(
                    route == Route::Programme && !has_times
                        || matches!(
                            route,
                            Route::Speakers
                                | Route::Agenda
                                | Route::NotFound
                                | Route::Day(_)
                                | Route::Rooms
                                | Route::Tracks
                                | Route::Room(_)
                                | Route::Track(_)
                        ),
                    "{}",
                    route.file()
                );
                continue;
            };
            let data: serde_json::Value = serde_json::from_str(data).unwrap();
            match &route {
                Route::Programme => {
                    assert_eq!(data["name"], guide.conference.name.as_str());
                    let timed = guide.conference.sessions.iter().filter(|session| session.start.is_some());
                    let told = data["subEvent"].as_array().map_or(0, Vec::len);
                    assert_eq!(told, timed.count(), "an event needs a time");
                }
                Route::Session(id) => {
                    let session = guide.conference.session(id).unwrap();
                    assert_eq!(data["name"], session.title.as_str());
                    assert_eq!(data["superEvent"]["name"], guide.conference.name.as_str());
                    assert_eq!(data["startDate"].is_null(), session.start.is_none());
                }
                Route::Speaker(id) => {
                    assert_eq!(data["@type"], "Person");
                    assert_eq!(data["name"], guide.conference.speaker(id).unwrap().name.as_str());
                }
                _ => panic!("{} tells of an event or a person", route.file()),
            }
        }
    }
}

#[test]
fn calendars_of_the_programme_and_its_parts_are_read_back_unchanged() {
    let guide = everything();
    let read = |path: &str| -> Vec<(String, String, String)> {
        let bytes = guide.text(path).into_bytes();
        let source = Source { name: path.to_owned(), bytes };
        let options = Options {
            id: Some("again".to_owned()),
            zone: guide.conference.zone.clone(),
            ..Options::default()
        };
        let imported = import(&[source], &options, None, Timestamp::UNIX_EPOCH).unwrap();
        let room = |session: &Session| {
            let room = session.room.as_ref().and_then(|room| imported.conference.room(room));
            room.map(|room| room.name.clone()).unwrap_or_default()
        };
        let sessions = imported.conference.sessions.iter();
        sessions.map(|one| (one.title.clone(), one.start.unwrap().to_string(), room(one))).collect()
    };
    let expected = |wanted: &dyn Fn(&Session) -> bool| {
        let sessions = guide.conference.sessions.iter().filter(|one| one.start.is_some() && wanted(one));
        let mut expected: Vec<_> = sessions
            .map(|one| {
                let room = one.room.as_ref().and_then(|room| guide.conference.room(room)).unwrap();
                let mark = if one.cancelled { "Cancelled: " } else { "" };
                let place = format!("{}, {}", room.name, guide.conference.venue.as_deref().unwrap());
                (format!("{mark}{}", one.title), one.start.unwrap().to_string(), place)
            })
            .collect();
        expected.sort();
        expected
    };
    let sorted = |mut sessions: Vec<(String, String, String)>| {
        sessions.sort();
        sessions
    };
    assert_eq!(sorted(read("calendar.ics")), expected(&|_| true));
    for room in &guide.conference.rooms {
        let path = format!("rooms/{}/calendar.ics", room.id);
        assert_eq!(sorted(read(&path)), expected(&|one| one.room.as_ref() == Some(&room.id)), "{path}");
    }
    for track in &guide.conference.tracks {
        let path = format!("tracks/{}/calendar.ics", track.id);
        assert_eq!(sorted(read(&path)), expected(&|one| one.track.as_ref() == Some(&track.id)), "{path}");
    }
    let speaking = &guide.conference.sessions[0].speakers[0];
    let path = format!("speakers/{speaking}/calendar.ics");
    assert_eq!(sorted(read(&path)), expected(&|one| one.speakers.contains(speaking)), "{path}");
}

#[test]
fn a_programme_without_times_has_no_calendar_and_links_to_none() {
    let guide = track();
    for (route, html) in guide.pages() {
        assert!(!html.contains(".ics") && !html.contains("webcal"), "{}", route.file());
    }
    assert!(!guide.has("calendar.ics"));
}

#[test]
fn absolute_addresses_are_written_only_if_the_organiser_gave_the_sites() {
    for (_, html) in track().pages() {
        assert!(!html.contains("og:url") && !html.contains("canonical"));
    }
    let guide = everything();
    let address = guide.conference.address.as_deref().unwrap();
    for (route, html) in guide.pages().filter(|(route, _)| *route != Route::NotFound) {
        let whole = format!("{address}{}", route.path());
        assert!(html.contains(&format!(r#"<meta property="og:url" content="{whole}">"#)), "{whole}");
    }
}

#[test]
fn the_policy_has_the_hashes_of_the_pages_script_and_styles() {
    let hash = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    for (route, html) in track().pages() {
        let policy = between(&html, "Content-Security-Policy\" content=\"", "\"");
        let script = hash(between(&html, "<script>", "</script>"));
        let styles = hash(between(&html, "<style>", "</style>"));
        for directive in [
            "default-src 'none';",
            &format!("script-src 'self' 'wasm-unsafe-eval' {script};"),
            &format!("style-src 'self' {styles};"),
        ] {
            assert!(policy.contains(directive), "{}: {policy}", route.file());
        }
        assert!(!html.contains(" style=\""), "a style attribute is refused by the policy");
    }
}

fn between<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    html.split_once(start).expect("the page has it").1.split_once(end).expect("it ends").0
}

#[test]
fn a_light_programme_is_inside_the_app_and_a_heavy_one_in_two_files_that_every_page_links_to() {
    let wasm = |guide: &Guide| {
        let names = guide.files.keys().filter(|path| path.ends_with(".wasm"));
        names.map(|path| path.split('-').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(wasm(&track()), ["guide", "rest"]);
    let heavy = heavy();
    assert_eq!(wasm(&heavy), ["guide", "list", "rest", "texts"]);
    for (route, html) in heavy.pages() {
        let links = values(&html, "href");
        for part in ["list-", "texts-", "guide-", "rest-"] {
            let link = links.iter().find(|link| target(&route, link).starts_with(part));
            let link = link.unwrap_or_else(|| panic!("{} links to no {part}", route.file()));
            assert!(heavy.has(&target(&route, link)), "{link}, on {}", route.file());
        }
    }
}

#[test]
fn the_same_conference_gives_the_same_pages() {
    assert!(everything().pages().eq(everything().pages()));
}

fn boot_script() -> String {
    fs::read_to_string(in_repository("src/boot.js")).expect("the boot script can be read")
}

/// The name after each occurrence of the mark.
fn names_after<'a>(text: &'a str, mark: &str) -> Vec<&'a str> {
    let name =
        |rest: &'a str| rest.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or("");
    text.split(mark).skip(1).map(name).collect()
}

#[test]
fn the_boot_script_says_every_sentence_of_the_page_and_no_other() {
    let boot = boot_script();
    // As `hallwayWords.reload` and `notice("error")`.
    let said: BTreeSet<String> = ["hallwayWords.", "notice(\""]
        .into_iter()
        .flat_map(|mark| names_after(&boot, mark))
        .map(str::to_owned)
        .collect();
    let guide = track();
    let (_, html) = guide.pages().next().expect("a guide has a page");
    let words = between(&html, "const hallwayWords=", "};").to_owned() + "}";
    let words: BTreeMap<String, String> = serde_json::from_str(&words).expect("the words are texts");
    assert_eq!(said, words.into_keys().collect());
}

#[test]
fn the_boot_script_has_the_names_of_the_app() {
    let boot = boot_script();
    let marks = ["dataset.", "data-", "is(\""];
    let used: BTreeSet<&str> = marks.into_iter().flat_map(|mark| names_after(&boot, mark)).collect();
    let of_the_app =
        [ROOT, ANYWHERE, THEME, FAILED, READY, PICK, PRESSED_BUTTONS, OPEN, BEGINS_WITH_NOW, SHELL, MADE];
    let mut known: BTreeSet<&str> =
        of_the_app.into_iter().flat_map(|name| names_after(name, "data-")).collect();
    // Used only by the style sheets.
    let styles = fs::read_to_string(in_repository("style/base.css")).expect("the styles can be read");
    known.extend(["boot", "outdated"].into_iter().filter(|name| styles.contains(&format!("[data-{name}]"))));
    assert_eq!(used, known);

    let keys: Vec<&str> =
        boot.split("\"hallway:").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(
        keys.iter().map(|key| format!("hallway:{key}")).collect::<Vec<_>>(),
        [storage::THEME, storage::EARLY]
    );
    for part in [programme::LIST, programme::TEXTS] {
        assert!(
            boot.contains(&format!("section(listed, \"{part}\")"))
                || boot.contains(&format!("section(compiled, \"{part}\")"))
        );
    }
    for theme in [Theme::Light, Theme::Dark] {
        assert!(boot.contains(&format!("theme === {:?}", theme.word().expect("it has a word"))));
    }

    let (_, html) = heavy().pages().next().expect("a guide has a page");
    for id in names_after(&boot, "find(\"#") {
        let has = |form: String| html.contains(&form);
        assert!(has(format!(r#"id="{id}"#)) || has(format!(" id={id} ")), "the page has no #{id}");
    }
}

#[test]
fn pages_that_need_the_rest_of_the_app_at_their_start_preload_it() {
    for (route, html) in of("tests/conferences/every-field.json").pages() {
        let link = html.split("<link ").find(|link| link.contains(&format!("id={REST} ")));
        let is_preloaded = link.expect("every page has the link").contains("rel=\"preload\"");
        let needs_it =
            !matches!(route, Route::Programme | Route::Day(_) | Route::Session(_) | Route::NotFound);
        assert_eq!(is_preloaded, needs_it, "{route:?}");
    }
}

#[test]
fn where_the_conference_has_another_language_the_interface_and_the_texts_each_have_theirs() {
    let mut conference = track().conference.clone();
    conference.language = "de".to_owned();
    let session = conference.sessions[0].clone();
    let guide = Guide::make(conference, Path::new(""));
    let page = guide.text(&Route::Session(session.id.clone()).file());
    assert!(page.contains(r#"<html lang="de""#));
    assert!(page.contains(r#"<div id="app" lang="en">"#));
    let title = between(&page, "<h1", "</h1>");
    assert!(title.contains(r#" lang="de""#) && title.contains("id=\"title\""), "{title}");
    assert!(page.contains(r##"<a class="skip-link" href="#main">"##), "words of the interface need no mark");
    // In one language nothing is marked.
    let (_, page) = track().pages().next().unwrap();
    assert!(page.contains(r#"<div id="app">"#) && values(&page, "lang").len() == 1);
}

/// A guide with so many sessions and such heavy texts that its pages are printed briefly: eighty on the first day, one
/// on the second.
fn long() -> Guide {
    let mut conference = heavy().conference.clone();
    let template = conference.sessions[1].clone();
    let hosts = everything();
    conference.zone.clone_from(&hosts.conference.zone);
    conference.sessions.extend((0..81).map(|at| {
        let (day, hour, minute) = if at < 80 { (5, 8 + at / 10, at % 10 * 5) } else { (6, 10, 0) };
        let start = format!("2027-03-{day:02}T{hour:02}:{minute:02}:00+01:00");
        let mut session = template.clone();
        session.id = format!("session-{at}").as_str().into();
        session.title = format!("Session {at}");
        session.start = Some(hallway::domain::moment::Moment::parse(&start).unwrap());
        session
    }));
    Guide::make(conference, &in_repository("src/data"))
}

#[test]
fn the_first_page_of_a_long_programme_lists_the_beginning_of_the_first_day_and_leads_to_all_of_it() {
    let guide = long();
    let first = guide.text("index.html");
    let of_the_day = |html: &str| (0..80).filter(|at| html.contains(&format!(">Session {at}<"))).count();
    assert_eq!(of_the_day(&first), 40);
    assert!(first.contains("Friday 5 March") && first.contains(">All of Friday 5 March</a>"));
    assert!(values(&first, "href").contains(&"./days/2027-03-05/"));
    assert_eq!(of_the_day(&guide.text("days/2027-03-05/index.html")), 80);
    // While the conference is on, the page must not pass for what is on now, nor must that of a day while the day is on.
    let day = guide.text("days/2027-03-05/index.html");
    let [all, day] = [&first, &day].map(|page| values(page, "data-days")[0].to_owned());
    let [all, day] =
        [all, day].map(|times| times.split(' ').map(|time| time.parse::<i64>().unwrap()).collect::<Vec<_>>());
    let at = |time: &str| time.parse::<Timestamp>().unwrap().as_second();
    assert_eq!(all[0], day[0]);
    assert!(at("2027-03-05T14:45:00Z") < day[1] && day[1] <= at("2027-03-06T04:00:00Z"), "{day:?}");
    assert!(at("2027-03-06T09:00:00Z") < all[1], "{all:?}");
    assert!(!guide.text("agenda/index.html").contains("data-days"));
    assert!(!track().text("index.html").contains("data-days"));
}

#[test]
fn the_page_of_a_session_of_a_long_programme_has_its_text_once_and_no_cards_of_others() {
    let guide = long();
    let page = guide.text("sessions/session-7/index.html");
    assert_eq!(page.matches("<article").count(), 1);
    assert!(page.contains("rel=\"prev\"") && page.contains("rel=\"next\""));
    assert!(track().text("sessions/ebpf/index.html").matches("<article").count() > 1);
    let heavy = guide.text(&format!("sessions/{}/index.html", guide.conference.sessions[0].id));
    let text = guide.conference.sessions[0].summary.as_ref().unwrap().reading();
    let end = &text[text.len() - 40..];
    assert_eq!(heavy.matches(end.trim()).count(), 1);
}

/// What the service worker of a guide keeps.
fn kept(guide: &Guide) -> serde_json::Value {
    serde_json::from_str(between(&guide.text("sw.js"), "const build=", ";\n")).unwrap()
}

#[test]
fn the_service_worker_keeps_all_that_the_app_needs_with_its_checksums() {
    for (guide, beside) in [(track(), &[][..]), (everything(), &[]), (heavy(), &["list-", "texts-"])] {
        let build = kept(&guide);
        let files = build["files"].as_object().unwrap();
        for (path, sum) in files {
            let content = guide.files.get(path).unwrap_or_else(|| panic!("there is no {path}"));
            assert_eq!(*sum, BASE64_STANDARD.encode(Sha256::digest(content)), "{path}");
        }
        let needed =
            ["guide-", "rest-", "kept-", "shell-", "icon.svg", "icon-192.png", "manifest.webmanifest"];
        for beginning in needed.iter().chain(beside) {
            assert!(files.keys().any(|path| path.starts_with(beginning)), "{beginning} is kept");
        }
        let photos = guide.conference.speakers.iter().filter_map(|speaker| speaker.photo.as_ref());
        assert!(
            photos.into_iter().all(|photo| files.contains_key(photo)),
            "photos are kept if they are light"
        );
        assert!(guide.has(build["list"].as_str().unwrap()) && guide.has(build["shell"].as_str().unwrap()));
        assert!(!files.keys().any(|path| path.ends_with(".html") || path == "robots.txt"));
        // The page for every address gets its paths from the worker.
        let shell = guide.text(build["shell"].as_str().unwrap());
        assert!(
            values(&shell, "href").iter().all(|link| link.starts_with("{root}") || !link.starts_with('.'))
        );
        assert!(shell.contains("data-root=\"{root}\"") && shell.contains("data-shell"));
        assert!(!shell.contains("<article"));
    }
}

#[test]
fn photos_that_are_heavy_together_are_kept_when_they_are_seen() {
    let folder = tempfile::TempDir::new().unwrap();
    let mut conference = track().conference.clone();
    for (at, speaker) in conference.speakers.iter_mut().enumerate().take(3) {
        speaker.photo = Some(format!("photos/{at}.jpg"));
        fs::create_dir_all(folder.path().join("photos")).unwrap();
        fs::write(folder.path().join(format!("photos/{at}.jpg")), vec![at as u8; 800_000]).unwrap();
    }
    conference.speakers.iter_mut().skip(3).for_each(|speaker| speaker.photo = None);
    let build = kept(&Guide::make(conference, folder.path()));
    assert_eq!(build["photos"].as_object().unwrap().len(), 3);
    assert!(!build["files"].as_object().unwrap().contains_key("photos/0.jpg"));
}

#[test]
fn the_manifest_names_icons_of_the_guide_and_keeps_to_its_folder() {
    let guide = everything();
    let manifest: serde_json::Value = serde_json::from_str(&guide.text("manifest.webmanifest")).unwrap();
    assert_eq!(manifest["name"], "The Everything Conference");
    assert!(manifest["short_name"].as_str().unwrap().chars().count() <= 12);
    // Its identity is its address; a relative one would be that of all guides of the host.
    assert_eq!(manifest["id"], "/2027/");
    for there in [&manifest["start_url"], &manifest["scope"]] {
        assert_eq!(there, "./");
    }
    for icon in manifest["icons"].as_array().unwrap() {
        assert!(guide.has(icon["src"].as_str().unwrap()));
    }
    let sizes: Vec<&str> =
        manifest["icons"].as_array().unwrap().iter().filter_map(|it| it["sizes"].as_str()).collect();
    assert!(sizes.contains(&"192x192") && sizes.contains(&"512x512"));
    for shortcut in manifest["shortcuts"].as_array().unwrap() {
        assert!(shortcut["url"].as_str().unwrap().starts_with("./"));
    }
}
