//! The largest schedule, for the benchmarks: the real export, or an invented one of the same size.

use std::fs;
use std::path::PathBuf;

use hallway::import::Source;
use serde_json::json;

/// The real export if it is available (in the folder HALLWAY_SHARED_DATA), else the invented one.
pub fn schedule() -> Source {
    largest().unwrap_or_else(invented)
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
