//! Measures the time and memory of an import of the largest schedule: `cargo bench --bench import`.
//!
//! The rule of this file: it fails if an import of 1,351 sessions takes more than half a second or 200 MB. If the real
//! export is not available (in the folder HALLWAY_SHARED_DATA), an invented one of the same size is measured.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use hallway::import::{Options, Source, import};
use jiff::Timestamp;
use serde_json::json;

const LONGEST: Duration = Duration::from_millis(500);
const MOST_MEMORY: u64 = 200_000_000;

fn main() -> ExitCode {
    let files = [largest().unwrap_or_else(invented)];
    let options = Options { zone: Some("Europe/Berlin".to_owned()), ..Options::default() };
    let mut times = Vec::new();
    for _ in 0..9 {
        let started = Instant::now();
        let imported = import(&files, &options, None, Timestamp::UNIX_EPOCH).expect("the file is a schedule");
        let text = serde_json::to_string_pretty(&imported.conference).expect("a conference can be written");
        times.push(started.elapsed());
        assert!(text.len() > 1_000_000 && imported.conference.sessions.len() == 1351);
    }
    // The first run is what an organiser waits for.
    let (first, memory) = (times[0], peak_memory());
    times.sort();
    let median = times[times.len() / 2];
    println!("{}: 1351 sessions, {} bytes", files[0].name, files[0].bytes.len());
    println!(
        "time: {first:.0?} at first, {median:.0?} in the middle of {} runs (at most {LONGEST:?})",
        times.len()
    );
    match memory {
        Some(memory) => {
            println!("memory: {} MB at most (at most {} MB)", memory / 1_000_000, MOST_MEMORY / 1_000_000)
        }
        None => println!("memory: not known on this system"),
    }
    let is_good = first <= LONGEST && memory.is_none_or(|memory| memory <= MOST_MEMORY);
    if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn largest() -> Option<Source> {
    let folder = std::env::var_os("HALLWAY_SHARED_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let bytes = fs::read(folder.join("c3voc-json/36c3-everything-2019.json")).ok()?;
    Some(Source { name: "36c3-everything-2019.json".to_owned(), bytes })
}

/// A schedule with as many sessions as the largest real one, and equally long texts.
fn invented() -> Source {
    let paragraph = "Herons stand in rivers and wait, and so do we; this session shows *how*, with many examples. \
                     It builds upon [an earlier one](https://heron.example/), which nobody needs to have seen.";
    let text = format!(
        "{paragraph}\n\n{paragraph} {paragraph}\n\n* one fish\n* two **fishes**\n\n{paragraph} {paragraph}"
    );
    let event = |number: usize| {
        let (day, minute) = (1 + number % 4, number % (18 * 60));
        json!({
            "id": number, "guid": format!("{number:08x}-0000-4000-8000-000000000000"), "title": format!("Session {number}"),
            "date": format!("2027-05-{day:02}T{:02}:{:02}:00+02:00", 5 + minute / 60, minute % 60), "duration": "0:45",
            "abstract": text, "language": "en", "track": format!("Track {}", number % 30),
            "persons": [{ "id": number % 878, "public_name": format!("Speaker {}", number % 878) }],
        })
    };
    let room = |room: usize| {
        let events: Vec<_> = (0..1351).filter(|number| number % 92 == room).map(event).collect();
        (format!("Room {room}"), events.into())
    };
    let rooms: serde_json::Map<String, serde_json::Value> = (0..92).map(room).collect();
    let schedule = json!({ "schedule": { "conference": {
        "acronym": "big", "title": "Big", "days": [{ "date": "2027-05-01", "rooms": rooms }],
    } } });
    Source { name: "an invented schedule".to_owned(), bytes: schedule.to_string().into_bytes() }
}

/// The peak memory of this process, as Linux counts it.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
