//! `hallway build`, as organisers run it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::SystemTime;

use hallway::publish::kit::read_folder;
use tempfile::TempDir;

use crate::kit::write_kit;
use crate::{Run, in_repository, run};

/// A folder with a kit, a conference file, and room for a site.
struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(TempDir::new().unwrap());
        write_kit(&desk.0.path().join("kit"));
        desk.write("conference.json", &fs::read(in_repository("src/data/conference.json")).unwrap());
        desk
    }

    fn path(&self, path: &str) -> String {
        self.0.path().join(path).display().to_string()
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Replaces words of the conference file.
    fn edits(&self, words: &str, others: &str) {
        let text = fs::read_to_string(self.path("conference.json")).unwrap();
        assert!(text.contains(words), "the file has {words:?}");
        self.write("conference.json", text.replace(words, others).as_bytes());
    }

    fn builds(&self, more: &[&str]) -> Run {
        let (file, kit, site) = (self.path("conference.json"), self.path("kit"), self.path("site"));
        run(&[&["build", &file, "--kit", &kit, "--out", &site], more].concat())
    }

    /// The files of the site, each with its content and its time.
    fn site(&self) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
        let mut files = BTreeMap::new();
        read_folder(Path::new(&self.path("site")), "", &mut files).unwrap();
        let with_time = |(path, bytes): (String, Vec<u8>)| {
            let time = fs::metadata(self.0.path().join("site").join(&path)).unwrap().modified().unwrap();
            (path, (bytes, time))
        };
        files.into_iter().map(with_time).collect()
    }
}

#[test]
fn a_build_of_the_same_things_touches_no_file() {
    let desk = Desk::new();
    assert_eq!(desk.builds(&[]).exit, Some(0));
    let before = desk.site();
    assert!(before.contains_key("sessions/ebpf/index.html") && before.contains_key("hallway.files"));
    let again = desk.builds(&[]);
    assert!(again.stdout.contains("\n0 files written, 0 removed\n"), "{}", again.stdout);
    assert!(desk.site() == before, "a file has another content or time");
}

#[test]
fn labels_that_differ_only_in_case_or_spaces_are_one_in_the_guide_and_stay_in_the_file() {
    let desk = Desk::new();
    let sessions = [("one", "Talk"), ("two", "talk"), ("three", "Talk")];
    let sessions =
        sessions.map(|(id, format)| serde_json::json!({ "id": id, "title": "T", "format": format }));
    let conference = serde_json::json!({ "id": "c", "name": "C", "language": "en", "sessions": sessions });
    desk.write("conference.json", conference.to_string().as_bytes());
    let built = desk.builds(&[]);
    assert_eq!(built.exit, Some(0), "{}{}", built.stdout, built.stderr);
    let page = String::from_utf8(desk.site()["index.html"].0.clone()).unwrap();
    assert_eq!(page.matches("name=\"format\"").count(), 1);
    assert!(page.contains("value=\"Talk\"") && !page.contains("talk</"));
    assert!(fs::read_to_string(desk.path("conference.json")).unwrap().contains("\"talk\""));
}

#[test]
fn what_the_site_no_longer_has_is_removed_and_what_others_wrote_stays() {
    let desk = Desk::new();
    desk.builds(&[]);
    desk.write("site/sessions/notes.txt", b"mine");
    desk.edits("\"ebpf\"", "\"packets\"");
    assert_eq!(desk.builds(&[]).exit, Some(0));
    let site = desk.site();
    assert!(site.contains_key("sessions/packets/index.html"));
    assert!(!Path::new(&desk.path("site/sessions/ebpf")).exists());
    assert_eq!(site["sessions/notes.txt"].0, b"mine");
}

#[test]
fn a_folder_with_other_files_is_refused_unless_told() {
    let desk = Desk::new();
    desk.write("site/index.html", b"somebody's page");
    let refused = desk.builds(&[]);
    assert_eq!(refused.exit, Some(2));
    assert!(refused.stderr.contains("has files that Hallway did not write"), "{}", refused.stderr);
    assert_eq!(desk.site().len(), 1);
    assert_eq!(desk.builds(&["--force"]).exit, Some(0));
    assert!(desk.site()["index.html"].0.starts_with(b"<!doctype html>"));
}

#[test]
fn a_conference_with_problems_leaves_the_site_as_it_was() {
    let desk = Desk::new();
    desk.builds(&[]);
    let before = desk.site();
    desk.edits("\"ebpf\"", "\"eBPF!\"");
    let failed = desk.builds(&[]);
    assert_eq!(failed.exit, Some(1));
    assert!(failed.stdout.contains("eBPF!"), "{}", failed.stdout);
    desk.edits("\"eBPF!\"", "");
    assert_eq!(desk.builds(&[]).exit, Some(1));
    assert!(desk.site() == before, "the site has changed");
}

#[test]
fn a_file_that_cannot_be_written_leaves_the_site_as_it_was() {
    let desk = Desk::new();
    desk.builds(&[]);
    desk.edits("\"ebpf\"", "\"packets\"");
    // Where the new content is put first, something is in the way.
    desk.write("site/.hallway-new", b"");
    let before = desk.site();
    let failed = desk.builds(&[]);
    assert_eq!(failed.exit, Some(2));
    assert!(failed.stderr.contains("failed to"), "{}", failed.stderr);
    assert!(desk.site() == before, "the site has changed");
}

#[test]
fn a_list_of_files_that_leads_out_of_the_folder_removes_nothing_there() {
    let desk = Desk::new();
    desk.builds(&[]);
    desk.write("valuable.txt", b"mine");
    let list = format!("1 x\n../valuable.txt\n{}\nsite/../../valuable.txt\n", desk.path("valuable.txt"));
    desk.write("site/hallway.files", list.as_bytes());
    assert_eq!(desk.builds(&[]).exit, Some(0));
    assert_eq!(fs::read(desk.path("valuable.txt")).unwrap(), b"mine");
}

#[test]
fn an_interrupted_build_is_taken_up_again() {
    let desk = Desk::new();
    // Killed before the first file was in its place.
    desk.write("site/.hallway-new/0", b"half a page");
    assert_eq!(desk.builds(&[]).exit, Some(0));
    assert!(!Path::new(&desk.path("site/.hallway-new")).exists());
    // Killed while files were moved: the list then has the files of both sites.
    desk.write("site/sessions/old/index.html", b"a page of the old site");
    let list = fs::read_to_string(desk.path("site/hallway.files")).unwrap();
    let (_, paths) = list.split_once('\n').unwrap();
    desk.write("site/hallway.files", format!("0 interrupted\nsessions/old/index.html\n{paths}").as_bytes());
    assert_eq!(desk.builds(&[]).exit, Some(0));
    assert!(!Path::new(&desk.path("site/sessions/old")).exists());
}

#[test]
fn a_file_that_was_there_already_is_not_removed_when_the_site_no_longer_has_it() {
    let desk = Desk::new();
    desk.write("site/icon.svg", b"<svg/>");
    desk.builds(&["--force"]);
    fs::remove_file(desk.path("kit/icon.svg")).unwrap();
    assert_eq!(desk.builds(&[]).exit, Some(0));
    assert_eq!(desk.site()["icon.svg"].0, b"<svg/>");
}

#[test]
fn a_time_that_the_app_cannot_read_is_refused() {
    let desk = Desk::new();
    desk.edits("\"id\": \"ebpf\",", "\"id\": \"ebpf\", \"start\": \"9999-03-05T10:00:00+00:00\",");
    desk.edits("\"language\":", "\"zone\": \"UTC\", \"language\":");
    let failed = desk.builds(&[]);
    assert_eq!(failed.exit, Some(2), "{}", failed.stdout);
    assert!(failed.stderr.contains("times must be from the year 1 to 9998"), "{}", failed.stderr);
}

#[test]
fn an_address_that_is_no_folder_is_a_problem() {
    let desk = Desk::new();
    let failed = desk.builds(&["--base-url", "https://guide.example/2027"]);
    assert_eq!(failed.exit, Some(1));
    assert!(failed.stdout.contains("https://guide.example/2027"), "{}", failed.stdout);
}

#[test]
fn the_address_of_the_guide_may_be_given() {
    let desk = Desk::new();
    desk.builds(&["--base-url", "https://guide.example/2027/"]);
    let (page, _) = &desk.site()["index.html"];
    let page = String::from_utf8_lossy(page);
    assert!(page.contains(r#"<meta property="og:url" content="https://guide.example/2027/">"#));
}

#[test]
fn compressed_copies_are_written_on_demand_and_removed_again() {
    let desk = Desk::new();
    assert_eq!(desk.builds(&["--precompress"]).exit, Some(0));
    let site = desk.site();
    let (page, _) = &site["index.html"];
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(&site["index.html.gz"].0[..]).read_to_end(&mut unpacked).unwrap();
    assert!(unpacked == *page, "the copy is another page");
    let mut unpacked = Vec::new();
    brotli::BrotliDecompress(&mut &site["index.html.br"].0[..], &mut unpacked).unwrap();
    assert!(unpacked == *page, "the copy is another page");
    assert!(!site.contains_key("icon.svg.gz"), "a copy that is larger helps nobody");
    desk.builds(&[]);
    assert!(!desk.site().keys().any(|path| path.ends_with(".gz") || path.ends_with(".br")));
}

#[test]
fn a_folder_that_is_no_kit_is_told() {
    let desk = Desk::new();
    fs::remove_file(desk.path("kit/index.html")).unwrap();
    let failed = desk.builds(&[]);
    assert_eq!(failed.exit, Some(2));
    assert!(failed.stderr.contains("is not what Trunk builds: there is no index.html"), "{}", failed.stderr);
}

#[test]
fn the_app_and_its_rest_are_valid_modules_that_share_memory_and_functions() {
    let desk = Desk::new();
    let modules = || {
        assert_eq!(desk.builds(&[]).exit, Some(0));
        ["guide-", "rest-"].map(|name| {
            let is_it = |path: &&String| path.starts_with(name) && path.ends_with(".wasm");
            let site = desk.site();
            let module = site[site.keys().find(is_it).unwrap()].0.clone();
            wasmparser::validate(&module).unwrap();
            module
        })
    };
    let [app, rest] = modules();
    let names = String::from_utf8_lossy(&app);
    assert!(!names.contains("agenda_page"), "names would only make the app larger");
    let functions = |module: &[u8]| {
        let payloads = wasmparser::Parser::new(0).parse_all(module);
        payloads.filter(|part| matches!(part, Ok(wasmparser::Payload::CodeSectionEntry(_)))).count()
    };
    // The agenda and what only it calls come later; what everybody calls stays. Days of a programme without times, too.
    assert_eq!((functions(&app), functions(&rest)), (5, 3));
    desk.edits(r#""hosts""#, r#""zone": "Europe/London", "hosts""#);
    desk.edits(r#""id": "ebpf","#, r#""id": "ebpf", "start": "2027-03-01T09:00:00+00:00","#);
    let [app, rest] = modules();
    assert_eq!((functions(&app), functions(&rest)), (5, 2));
}

#[test]
fn styles_of_days_are_only_where_there_are_days() {
    let desk = Desk::new();
    let page = || {
        assert_eq!(desk.builds(&[]).exit, Some(0));
        String::from_utf8(desk.site()["index.html"].0.clone()).unwrap()
    };
    assert!(page().contains("<style>p{margin:0}\n</style>"));
    desk.edits(r#""hosts""#, r#""zone": "Europe/London", "hosts""#);
    desk.edits(r#""id": "ebpf","#, r#""id": "ebpf", "start": "2027-03-01T09:00:00+00:00","#);
    assert!(page().contains("<style>p{margin:0}\ntime{color:red}\n</style>"));
}

#[test]
fn a_site_without_a_worker_publishes_the_one_that_removes_it() {
    let desk = Desk::new();
    desk.builds(&[]);
    let worker = |desk: &Desk| String::from_utf8(desk.site()["sw.js"].0.clone()).unwrap();
    assert!(worker(&desk).starts_with("const build="));
    assert_eq!(desk.builds(&["--no-worker"]).exit, Some(0));
    let other = worker(&desk);
    assert!(!other.contains("const build=") && other.contains("registration.unregister()"), "{other}");
    desk.builds(&[]);
    assert!(worker(&desk).starts_with("const build="));
}

#[test]
fn an_export_is_built_as_it_is_and_several_make_one_conference() {
    let desk = Desk::new();
    let (kit, site) = (desk.path("kit"), desk.path("site"));
    let export = in_repository("tests/host/import/fixtures/frab-xml-pretalx.xml").display().to_string();
    let run_built = run(&["build", &export, "--kit", &kit, "--out", &site, "--name", "From an Export"]);
    assert_eq!(run_built.exit, Some(0), "{}", run_built.stderr);
    assert!(run_built.stdout.starts_with("read frab-xml-pretalx.xml"), "{}", run_built.stdout);
    assert!(String::from_utf8_lossy(&desk.site()["index.html"].0).contains("From an Export"));
    let zone = run(&["build", &export, "--kit", &kit, "--out", &site, "--zone", "Nowhere/City"]);
    assert_eq!(zone.exit, Some(2));
    assert!(zone.stderr.contains("Nowhere/City"), "{}", zone.stderr);
}

#[test]
fn a_file_that_cannot_be_read_is_told_in_plain_words() {
    let desk = Desk::new();
    let (kit, site) = (desk.path("kit"), desk.path("site"));
    for (file, words) in
        [("nowhere.json", "there is no file `"), ("kit", "` is a folder; name the conference file")]
    {
        let run = run(&["build", &desk.path(file), "--kit", &kit, "--out", &site]);
        assert_eq!(run.exit, Some(2));
        assert!(run.stderr.contains(words), "{}", run.stderr);
    }
}

#[test]
fn options_for_exports_are_refused_for_a_conference_file() {
    let desk = Desk::new();
    let run = desk.builds(&["--name", "Another"]);
    assert_eq!(run.exit, Some(2));
    assert!(run.stderr.contains("is a conference file"), "{}", run.stderr);
}
