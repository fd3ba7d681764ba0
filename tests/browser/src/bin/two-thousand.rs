//! Prints a conference of 2,000 sessions, the same in every run: what the guide must still be quick with.

use serde_json::{Value, json};

const SESSIONS: usize = 2_000;
const SPEAKERS: usize = 800;
const ROOMS: usize = 57;
const DAYS: usize = 5;

const DOING: [&str; 16] = [
    "Rebuilding",
    "Measuring",
    "Forgetting",
    "Teaching",
    "Moving",
    "Breaking",
    "Mending",
    "Naming",
    "Watching",
    "Sharing",
    "Shrinking",
    "Trusting",
    "Replacing",
    "Describing",
    "Slowing",
    "Untangling",
];
const WHAT: [&str; 25] = [
    "Queues",
    "Indexes",
    "Caches",
    "Compilers",
    "Schedulers",
    "Clusters",
    "Kernels",
    "Browsers",
    "Ledgers",
    "Protocols",
    "Deployments",
    "Incidents",
    "Databases",
    "Interfaces",
    "Migrations",
    "Backups",
    "Sensors",
    "Pipelines",
    "Parsers",
    "Proofs",
    "Clocks",
    "Streams",
    "Gateways",
    "Editors",
    "Archives",
];
const HOW: [&str; 10] = [
    "in Public",
    "by Hand",
    "at Night",
    "on a Budget",
    "Without Downtime",
    "for Newcomers",
    "in Ten Years",
    "With Friends",
    "Under Load",
    "Across Oceans",
];
const TOPICS: [&str; 8] =
    ["Storage", "Networks", "Frontend", "Security", "People & teams", "Languages", "Operations", "Science"];
const FORMATS: [&str; 4] = ["Talk", "Workshop", "Panel", "Lightning talk"];
const FIRST: [&str; 32] = [
    "Ada", "Björn", "Chidi", "Dilnoza", "Emre", "Fatou", "Grażyna", "Hiroshi", "Ines", "Jun", "Kwame", "Léa",
    "Mirela", "Nils", "Oksana", "Paulo", "Quỳnh", "Rasmus", "Sunniva", "Tomás", "Uxue", "Vikram", "Wanjiru",
    "Xóchitl", "Yusuf", "Zlata", "Ailbhe", "Bence", "Célia", "Daichi", "Elif", "Farid",
];
const LAST: [&str; 25] = [
    "Almeida",
    "Brandvold",
    "Castellanos",
    "Dvořák",
    "Eriksen",
    "Fontaine",
    "Grünwald",
    "Haddad",
    "Ivanova",
    "Jansen",
    "Kovács",
    "Lindqvist",
    "Mbeki",
    "Nakagawa",
    "Okafor",
    "Petrov",
    "Quist",
    "Rossi",
    "Şahin",
    "Takács",
    "Ueda",
    "Vargas",
    "Wójcik",
    "Ytterberg",
    "Zapata",
];

fn main() {
    let rooms: Vec<Value> =
        (0..ROOMS).map(|at| json!({ "id": format!("room-{at}"), "name": room_name(at) })).collect();
    let sessions: Vec<Value> = (0..SESSIONS).map(session).collect();
    let speakers: Vec<Value> = (0..SPEAKERS).map(speaker).collect();
    let conference = json!({
        "id": "two-thousand",
        "name": "The Conference of Two Thousand Sessions",
        "line": "More than anybody can attend.",
        "language": "en",
        "zone": "Europe/Berlin",
        "rooms": rooms,
        // Straight from the one to the other takes longer than by way of any third room.
        "walks": [{ "between": ["room-20", "room-21"], "minutes": 100 }],
        "sessions": sessions,
        "speakers": speakers,
    });
    println!("{conference:#}");
}

fn room_name(at: usize) -> String {
    match at {
        3 => "The Room With the Longest Name That Anybody Ever Gave a Room".to_owned(),
        4 => "🦀 Crab Room 🌊".to_owned(),
        at => format!("Room {}", at + 1),
    }
}

fn session(at: usize) -> Value {
    // 16 × 25 × 10 titles are 4,000 different ones: each session has its own.
    let title = format!("{} {} {}", DOING[at % 16], WHAT[at / 16 % 25], HOW[at / 400]);
    let (slot, room) = (at / ROOMS, at % ROOMS);
    let (day, hour) = (slot % DAYS, 8 + slot / DAYS);
    // One goes on for so long that it overlaps with the next in its room.
    let end = if at == 5 { "09:30".to_owned() } else { format!("{hour:02}:45") };
    json!({
        "id": format!("session-{at}"),
        "title": title,
        "format": FORMATS[at / 3 % FORMATS.len()],
        "topic": TOPICS[at / 7 % TOPICS.len()],
        "abstract": { "text": format!(
            "{title}: what it took, what it gave, and what we would do otherwise.\n\nBring a question about {} and {}. Slides: {}.",
            WHAT[(at + 7) % 25].to_lowercase(), WHAT[(at + 12) % 25].to_lowercase(), code(at),
        ) },
        "speakers": [speaker_id(at % SPEAKERS)],
        "start": format!("2027-06-{:02}T{hour:02}:00:00+02:00", 7 + day),
        "end": format!("2027-06-{:02}T{end}:00+02:00", 7 + day),
        "room": format!("room-{room}"),
    })
}

fn speaker_id(at: usize) -> String {
    format!("speaker-{at}")
}

/// A code that no other session has and that no compression makes shorter: without it, all texts would be so light that
/// they would be inside the app.
fn code(at: usize) -> String {
    let mut state = at as u64;
    let digits = (0..4).map(|_| {
        // SplitMix64 (Steele, Lea and Flood, 2014).
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        format!("{:016x}", mixed ^ (mixed >> 31))
    });
    digits.collect()
}

fn speaker(at: usize) -> Value {
    // 32 × 25 names are 800 different ones.
    let (first, last) = (FIRST[at % 32], LAST[at / 32]);
    json!({
        "id": speaker_id(at),
        "name": format!("{first} {last}"),
        "line": format!("Engineer of {}", WHAT[at % 25].to_lowercase()),
        "biography": { "text": format!("{first} has looked after {} for years.", WHAT[(at + 3) % 25].to_lowercase()) },
    })
}
