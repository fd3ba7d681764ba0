//! `hallway serve`, as somebody uses it who edits a conference: the server runs, files change, the browser asks.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::kit::write_kit;
use crate::{hallway, in_repository};

/// A running server, and the folder of its conference.
struct Server {
    folder: TempDir,
    child: Child,
    address: String,
}

impl Server {
    /// Serves a file with this name and content.
    fn of(name: &str, content: &[u8], more: &[&str]) -> Server {
        let folder = TempDir::new().unwrap();
        write_kit(&folder.path().join("kit"));
        fs::write(folder.path().join(name), content).unwrap();
        let mut command = hallway(&[&["serve", name, "--kit", "kit", "--port", "0"], more].concat());
        let command = command.current_dir(folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split_once("http://").and_then(|(_, rest)| rest.split_once('/'));
        let address = address.unwrap_or_else(|| panic!("the address is printed: {line:?}")).0.to_owned();
        Server { folder, child, address }
    }

    fn of_the_track() -> Server {
        Server::of("conference.json", &fs::read(in_repository("src/data/conference.json")).unwrap(), &[])
    }

    fn edits(&self, words: &str, others: &str) {
        let file = self.folder.path().join("conference.json");
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(words), "the file has {words:?}");
        fs::write(file, text.replace(words, others)).unwrap();
    }

    fn ask(&self, path: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        BufReader::new(stream)
    }

    /// The whole answer, with its head.
    fn answer(&self, path: &str) -> String {
        let mut answer = Vec::new();
        self.ask(path).read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// What an open page hears.
    fn changes(&self) -> impl Iterator<Item = Value> + use<> {
        let lines = self.ask("/hallway-serve").lines();
        lines.filter_map(|line| serde_json::from_str(line.unwrap().strip_prefix("data: ")?).ok())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

#[test]
fn it_answers_as_a_static_host_does_and_nothing_is_kept_in_caches() {
    let server = Server::of_the_track();
    let first = server.answer("/");
    assert!(first.starts_with("HTTP/1.1 200") && first.contains("Tesla Virtual Power Plant"), "{first}");
    assert!(first.contains("cache-control: no-cache"), "{first}");
    let moved = server.answer("//sessions/ebpf?q=x");
    assert!(
        moved.starts_with("HTTP/1.1 301") && moved.contains("location: /sessions/ebpf/?q=x\r\n"),
        "{moved}"
    );
    assert!(server.answer("/sessions/ebpf/").contains("Rethinking the Linux Kernel"));
    for missing in ["/sessions/nothing/", "/..%2f..%2fetc/passwd", "/%ff"] {
        let missing = server.answer(missing);
        assert!(missing.starts_with("HTTP/1.1 404") && missing.contains("data-anywhere"), "{missing}");
    }
    assert!(server.answer("/icon.svg").contains("content-type: image/svg+xml"));
}

#[test]
fn a_change_is_told_to_open_pages_and_shown() {
    let server = Server::of_the_track();
    let mut changes = server.changes();
    let before = changes.next().unwrap();
    let page = server.answer("/");
    let version = before["version"].as_str().unwrap();
    assert!(page.contains(&format!("/hallway-serve.js?{version}")), "the page has that version");
    server.edits("Tesla Virtual Power Plant", "A Plant That Is Not There");
    let after = changes.next().unwrap();
    assert!(after["version"] != before["version"] && after["problems"].is_null(), "{after}");
    assert!(server.answer("/").contains("A Plant That Is Not There"));
}

#[test]
fn a_mistake_is_told_and_the_last_good_guide_stays_until_it_is_mended() {
    let mut server = Server::of_the_track();
    let mut changes = server.changes();
    changes.next().unwrap();
    server.edits("\"title\": \"Tesla", "\"titel\": \"Tesla");
    let wrong = changes.next().unwrap();
    let problems = wrong["problems"].as_str().unwrap();
    assert!(problems.contains("conference.json:11:") && problems.contains("titel"), "{problems}");
    assert!(server.answer("/").contains("Tesla Virtual Power Plant"));
    server.edits("\"titel\": \"Tesla", "\"title\": \"Solar");
    assert!(changes.next().unwrap()["problems"].is_null());
    assert!(server.answer("/").contains("Solar Virtual Power Plant"));
    let mut stderr = server.child.stderr.take().unwrap();
    server.child.kill().unwrap();
    let mut told = String::new();
    stderr.read_to_string(&mut told).unwrap();
    assert!(told.contains(problems), "the terminal says it too: {told}");
}

#[test]
fn a_file_that_is_wrong_from_the_start_is_waited_for() {
    let server = Server::of("conference.json", b"{", &[]);
    let mut changes = server.changes();
    assert!(changes.next().unwrap()["problems"].is_string());
    assert!(server.answer("/agenda/").contains("There is no guide yet"));
    fs::copy(in_repository("src/data/conference.json"), server.folder.path().join("conference.json"))
        .unwrap();
    // The copy may be seen before it is complete.
    changes.find(|told| told["problems"].is_null()).unwrap();
    assert!(server.answer("/agenda/").contains("Architectures"));
}

#[test]
fn an_export_is_served_as_it_is() {
    let export = fs::read(in_repository("tests/host/import/fixtures/frab-xml-pretalx.xml")).unwrap();
    let server = Server::of("schedule.xml", &export, &["--name", "As It Is"]);
    assert!(server.answer("/").contains("<h1 tabindex=\"-1\" dir=\"auto\">As It Is</h1>"));
}

#[test]
fn a_taken_port_is_told_with_another_one() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let file = in_repository("src/data/conference.json").display().to_string();
    let folder = TempDir::new().unwrap();
    write_kit(folder.path());
    let kit = folder.path().display().to_string();
    let run = crate::run(&["serve", &file, "--kit", &kit, "--port", &port.to_string()]);
    assert_eq!(run.exit, Some(2));
    assert!(run.stderr.contains(&format!("port {port} is taken; choose another: --port")), "{}", run.stderr);
}
