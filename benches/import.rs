//! Measures the time and memory of an import of the largest schedule: `cargo bench --bench import`.
//!
//! The rule of this file: it fails if an import of 1,351 sessions takes more than half a second or 200 MB. If the real
//! export is not available (in the folder HALLWAY_SHARED_DATA), an invented one of the same size is measured.

mod largest;

use std::fs;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use hallway::import::{Options, import};
use jiff::Timestamp;

const LONGEST: Duration = Duration::from_millis(500);
const MOST_MEMORY: u64 = 200_000_000;

fn main() -> ExitCode {
    let files = [largest::schedule()];
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

/// The peak memory of this process, as Linux counts it.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
