//! Photos that are no pictures, too large, named wrongly or nobody's: what `check` and `import --photos` say of them.
//! And photos that change: what the build notices.
//!
//! The pictures are only the first bytes that identify a format.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use crate::{Run, hallway, in_repository};

pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0";
const WEBP: &[u8] = b"RIFF\x04\0\0\0WEBPVP8 ";
const AVIF: &[u8] = b"\0\0\0\x14ftypmif1\0\0\0\0avif";
const SVG: &[u8] = b"<?xml version='1.0'?>\n<!-- drawn -->\n<svg xmlns='http://www.w3.org/2000/svg'/>";
const GIF: &[u8] = b"GIF89a\x01\0\x01\0";
/// What phones make, and most browsers do not show.
const HEIF: &[u8] = b"\0\0\0\x14ftypheic\0\0\0\0mif1";
const WEB_PAGE: &[u8] = b"\n<!doctype html>\n<title>404 Not Found</title>";

/// A folder of the test's own with these files.
fn folder(test: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures").join(test);
    let _ = fs::remove_dir_all(&folder);
    for (name, content) in files {
        write(&folder.join(name), content);
    }
    folder
}

fn write(file: &Path, content: &[u8]) {
    fs::create_dir_all(file.parent().expect("it is in a folder"))
        .expect("the folder for tests can be written to");
    fs::write(file, content).expect("the folder for tests can be written to");
}

fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    hallway(arguments).current_dir(folder).output().expect("the host command starts").into()
}

/// A conference of speakers `a`, `b` … who have these photos.
fn conference(photos: &[&str]) -> String {
    let speaker = |(id, photo)| format!(r#"{{ "id": "{id}", "name": "{id}", "photo": "{photo}" }}"#);
    let speakers: Vec<String> = ('a'..).zip(photos).map(speaker).collect();
    format!(
        r#"{{ "id": "conf", "name": "Conf", "language": "en", "sessions": [{{ "id": "one", "title": "One" }}],
              "speakers": [{}] }}"#,
        speakers.join(", ")
    )
}

/// Checks a conference whose speakers have these photos.
fn check(test: &str, files: &[(&str, &[u8])]) -> Run {
    let folder = folder(test, files);
    let photos: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    write(&folder.join("conference.json"), conference(&photos).as_bytes());
    run_in(&folder, &["check", "conference.json"])
}

#[test]
fn pictures_of_every_format_are_well() {
    let run = check(
        "well",
        &[
            ("photos/a.png", PNG),
            ("photos/b.jpg", JPEG),
            ("pictures/speakers/c.JPEG", JPEG),
            ("d.webp", WEBP),
            ("e.avif", AVIF),
            ("f.svg", SVG),
        ],
    );
    assert_eq!(run.exit, Some(0), "{run:?}");
    assert!(run.stdout.starts_with("Conf: no problem\n"), "{run:?}");
}

#[test]
fn what_browsers_would_not_show_is_a_problem() {
    let run = check(
        "broken",
        &[
            ("a.jpg", WEB_PAGE),
            ("b.png", b""),
            ("c.jpg", HEIF),
            ("d.png", GIF),
            ("e.webp", b"%PDF-1.7 "),
            ("f.jpeg", b"version https://lfs.example/spec/v1"),
            ("g.png", SVG),
            ("h.svg", PNG),
            ("i.svg", b"<svg width='1'/>"),
        ],
    );
    let stdout = "\
conference.json: speaker `a`: its `photo` is `a.jpg`, which is a web page, not a picture; \
replace it with the picture itself
conference.json: speaker `b`: its `photo` is `b.png`, which is empty; replace it with the picture itself
conference.json: speaker `c`: its `photo` is `c.jpg`, which is in the format HEIF; \
save it as JPEG, PNG, WebP, AVIF or SVG
conference.json: speaker `d`: its `photo` is `d.png`, which is in the format GIF; \
save it as JPEG, PNG, WebP, AVIF or SVG
conference.json: speaker `e`: its `photo` is `e.webp`, which is a PDF file, not a picture; \
replace it with the picture itself
conference.json: speaker `f`: its `photo` is `f.jpeg`, which is not a picture; replace it with the picture itself
conference.json: speaker `g`: its `photo` is `g.png`, which is of the format SVG; \
rename it to `g.svg`, in the folder and in the conference file
conference.json: speaker `h`: its `photo` is `h.svg`, which is of the format PNG; \
rename it to `h.png`, in the folder and in the conference file
conference.json: speaker `i`: its `photo` is `i.svg`, which is not a picture; replace it with the picture itself
problems: 9
";
    assert_eq!(run, Run { exit: Some(1), stdout: stdout.to_owned(), stderr: String::new() });
}

#[test]
fn what_is_slow_or_has_the_name_of_another_format_is_warned_of() {
    let heavy = |bytes| [JPEG, &vec![0; bytes - JPEG.len()]].concat();
    let run = check(
        "warned",
        &[
            ("a.jpg", &heavy(2_000_000)),
            ("b.jpg", &heavy(2_000_001)),
            ("c.jpg", &heavy(3_450_000)),
            ("photos/d.jpg", PNG),
        ],
    );
    let start = "\
conference.json: warning: speaker `b`: its `photo` is `b.jpg`, which is 2.0 MB and slow to load; \
save a smaller version: 320 × 320 pixels are enough
conference.json: warning: speaker `c`: its `photo` is `c.jpg`, which is 3.5 MB and slow to load; \
save a smaller version: 320 × 320 pixels are enough
conference.json: warning: speaker `d`: its `photo` is `photos/d.jpg`, which is of the format PNG; \
rename it to `d.png`, in the folder and in the conference file
Conf: no problem
";
    assert_eq!(run.exit, Some(0), "{run:?}");
    assert!(run.stdout.starts_with(start), "{}", run.stdout);
}

/// A schedule with these speakers, each of a session of their own.
fn schedule(speakers: &[&str]) -> String {
    let event = |(number, name)| {
        format!(
            "<event id='{number}'><date>2027-05-01T1{number}:00:00+02:00</date><start>1{number}:00</start>\
             <duration>0:30</duration><title>Session {number}</title><persons><person>{name}</person></persons></event>"
        )
    };
    let events: String = (0..).zip(speakers).map(event).collect();
    format!(
        "<schedule><conference><acronym>owl27</acronym><title>Owls</title><time_zone_name>Europe/Berlin</time_zone_name>\
         </conference><day date='2027-05-01'><room name='Loft'>{events}</room></day></schedule>"
    )
}

/// The photos in a written conference file.
fn photos(folder: &Path) -> Vec<Option<String>> {
    let text = fs::read_to_string(folder.join("conference.json")).expect("it was written");
    let file: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let speakers = file["speakers"].as_array().expect("it has speakers");
    speakers.iter().map(|speaker| speaker["photo"].as_str().map(str::to_owned)).collect()
}

const IMPORT: &[&str] = &["import", "schedule.xml", "--language", "en", "--photos", "pictures"];

#[test]
fn an_import_uses_what_is_a_picture_and_tells_what_it_leaves() {
    let large = [JPEG, &[0; 2_500_000]].concat();
    let speakers = schedule(&["Ada Adler", "Bo Bussard", "Cy Crane", "Di Dove", "Ed Eagle"]);
    let folder = folder(
        "import",
        &[
            ("schedule.xml", speakers.as_bytes()),
            // What it holds counts, not its name.
            ("pictures/ada-adler.jpg", PNG),
            ("pictures/Ada Adler.png", PNG),
            ("pictures/Bo Bussard.jpg", WEB_PAGE),
            ("pictures/bo-bussard.webp", WEBP),
            ("pictures/cy-crane.jpeg", &large),
            ("pictures/di-dove.heic", HEIF),
            ("pictures/ed-eagle.jpg", WEB_PAGE),
            ("pictures/stage.jpg", JPEG),
            ("pictures/sunset.jpg", JPEG),
            ("pictures/team.png", PNG),
            ("pictures/venue.svg", SVG),
            ("pictures/.DS_Store", b"\0\0\0\x01Bud1"),
            ("pictures/._ada-adler.jpg", b"\0\x05\x16\x07"),
            ("pictures/Thumbs.db", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
            ("pictures/README.md", b"# Photos"),
            ("pictures/older/flo-finch.jpg", JPEG),
        ],
    );
    let run = run_in(&folder, IMPORT);
    assert_eq!(run.exit, Some(0), "{run:?}");
    let told = "
warning: files in the folder of photos that are refused (3)
  Bo Bussard.jpg: it is a web page, not a picture; replace it with the picture itself
  di-dove.heic: it is in the format HEIF; save it as JPEG, PNG, WebP, AVIF or SVG
  ed-eagle.jpg: it is a web page, not a picture; replace it with the picture itself

warning: pictures in the folder of photos that are not used (5)
  Ada Adler.png: Ada Adler has `ada-adler.jpg`
  stage.jpg: it fits nobody; name it like a speaker's id or name
  sunset.jpg: it fits nobody; name it like a speaker's id or name
  and 2 more

warning: photos larger than 2 MB (1)
  cy-crane.jpeg: it is 2.5 MB and slow to load; save a smaller version: 320 × 320 pixels are enough
";
    assert!(run.stdout.contains(told), "{}", run.stdout);
    assert!(run.stdout.ends_with("\nwritten to conference.json; warnings: 9\n"), "{}", run.stdout);
    let given = [
        Some("photos/ada-adler.png"),
        Some("photos/bo-bussard.webp"),
        Some("photos/cy-crane.jpeg"),
        None,
        None,
    ];
    assert_eq!(photos(&folder), given.map(|photo| photo.map(str::to_owned)));
    for photo in given.into_iter().flatten() {
        assert!(folder.join(photo).is_file(), "{photo}");
    }
    // The pictures that were not used are not beside the conference file.
    let check = run_in(&folder, &["check", "conference.json"]);
    assert_eq!(check.exit, Some(0), "{check:?}");
    assert!(!check.stdout.contains("is not the photo of any speaker"), "{check:?}");
}

#[test]
fn a_picture_of_nobody_in_the_folder_of_photos_is_warned_of() {
    let folder = folder(
        "nobody",
        &[
            ("photos/ada.png", PNG),
            ("photos/bo.png", PNG),
            ("photos/notes.txt", b"who is who"),
            ("photos/._ada.png", b""),
            ("logo.png", PNG),
            ("elsewhere/stage.png", PNG),
        ],
    );
    write(&folder.join("conference.json"), conference(&["photos/ada.png"]).as_bytes());
    let run = run_in(&folder, &["check", "conference.json"]);
    assert_eq!(run.exit, Some(0), "{run:?}");
    let warnings: Vec<&str> = run.stdout.lines().filter(|line| line.contains("warning")).collect();
    let wanted = "conference.json: warning: photos/bo.png: is not the photo of any speaker; name it in a speaker's `photo`, \
         or remove it";
    assert_eq!(warnings, [wanted]);
}

#[test]
fn pictures_of_nobody_are_warned_of_even_if_no_speaker_has_a_photo() {
    let folder = folder("without_photos", &[("photos/ada.png", PNG), ("elsewhere/stage.png", PNG)]);
    write(&folder.join("conference.json"), conference(&[]).as_bytes());
    let run = run_in(&folder, &["check", "conference.json"]);
    assert_eq!(run.exit, Some(0), "{run:?}");
    let start = "conference.json: warning: photos/ada.png: is not the photo of any speaker; name it in a speaker's `photo`, \
                 or remove it\nConf: no problem\n";
    assert!(run.stdout.starts_with(start), "{}", run.stdout);
}

#[test]
fn a_photo_whose_path_is_written_wrongly_is_not_also_the_picture_of_nobody() {
    let folder = folder("path", &[("photos/ada.png", PNG)]);
    write(&folder.join("conference.json"), conference(&["./photos/ada.png"]).as_bytes());
    let run = run_in(&folder, &["check", "conference.json"]);
    assert_eq!(run.exit, Some(1), "{run:?}");
    assert!(!run.stdout.contains("warning"), "{}", run.stdout);
}

#[test]
fn a_photo_that_takes_the_place_of_another_is_reported() {
    let folder = folder(
        "replaced",
        &[
            ("schedule.xml", schedule(&["Ada Adler"]).as_bytes()),
            ("pictures/ada-adler.jpg", JPEG),
            ("by-hand/ada.png", PNG),
        ],
    );
    assert_eq!(run_in(&folder, &["import", "schedule.xml"]).exit, Some(0));
    let file = folder.join("conference.json");
    let text = fs::read_to_string(&file).expect("it was written");
    let with_photo =
        text.replace("\"name\": \"Ada Adler\"", "\"name\": \"Ada Adler\", \"photo\": \"by-hand/ada.png\"");
    write(&file, with_photo.as_bytes());
    let run = run_in(&folder, IMPORT);
    assert!(
        run.stdout.contains("Ada Adler: `ada-adler.jpg` takes the place of `by-hand/ada.png`\n"),
        "{}",
        run.stdout
    );
    assert_eq!(photos(&folder), [Some("photos/ada-adler.jpg".to_owned())]);
    assert!(
        !run_in(&folder, IMPORT).stdout.contains("takes the place"),
        "the second time nothing is replaced"
    );
}

#[test]
fn a_photo_that_is_no_picture_any_more_leaves_the_file_with_the_next_import() {
    let folder = folder(
        "again",
        &[("schedule.xml", schedule(&["Ada Adler"]).as_bytes()), ("pictures/ada-adler.jpg", JPEG)],
    );
    assert_eq!(run_in(&folder, IMPORT).exit, Some(0));
    assert_eq!(photos(&folder), [Some("photos/ada-adler.jpg".to_owned())]);
    write(&folder.join("photos/ada-adler.jpg"), WEB_PAGE);
    let run = run_in(&folder, &["import", "schedule.xml"]);
    let told = "
warning: photos left out: missing, or not pictures (1)
  Ada Adler: its photo `photos/ada-adler.jpg` is a web page, not a picture; replace it with the picture itself
";
    assert!(run.stdout.contains(told), "{run:?}");
    assert_eq!(photos(&folder), [None]);
}

/// `make` builds a site again when this note is newer than the site.
#[test]
fn a_build_notices_what_happens_to_a_photo_in_any_folder_and_nothing_else() {
    let folder = folder("noticed", &[("pictures/speakers/a.png", PNG), ("b.jpg", JPEG), ("spare.jpg", JPEG)]);
    let conference = conference(&["pictures/speakers/a.png", "b.jpg", "not yet/c.jpg"]);
    write(&folder.join("conference.json"), conference.as_bytes());
    let note = folder.join("note");
    // Whether the note was written anew.
    let notices = || {
        let _ = fs::File::open(&note).and_then(|file| file.set_modified(UNIX_EPOCH));
        let script = in_repository("scripts/note-conference.sh");
        let run = Command::new(script).arg("conference.json").arg(&note).current_dir(&folder).status();
        assert!(run.expect("the script starts").success());
        fs::metadata(&note).and_then(|note| note.modified()).expect("the note is there") != UNIX_EPOCH
    };
    assert!(notices(), "the first time");
    assert!(!notices(), "nothing");
    write(&folder.join("spare.jpg"), PNG);
    write(&folder.join("b.jpg"), JPEG);
    assert!(!notices(), "another picture, and the same again");
    write(&folder.join("pictures/speakers/a.png"), WEBP);
    assert!(notices(), "another content");
    write(&folder.join("not yet/c.jpg"), JPEG);
    assert!(notices(), "a new photo");
    fs::remove_file(folder.join("b.jpg")).expect("it is there");
    assert!(notices(), "a photo that is gone");
    write(&folder.join("conference.json"), conference.replace("Conf", "Konf").as_bytes());
    assert!(notices(), "the conference itself");
    assert!(!notices(), "nothing any more");
}
