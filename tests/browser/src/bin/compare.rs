//! Compares the guide with pretalx's schedule widget, which many conferences use: both show the same programme on a phone
//! with a slow connection, in turns, each time in a new browser. Prints a table with the ratios. `make compare` calls it.
//!
//! The rule: where the two differ in what they do, the measurement favours the widget. It gets a plain page of its own
//! instead of pretalx's, its files as brotli where pretalx's servers often send gzip, and of each text only the first paragraph,
//! because pretalx's file has no full descriptions.

use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::{env, fs};

use browser_stories::as_brotli;
use browser_stories::engine::Settings;
use browser_stories::folder::Folder;
use browser_stories::visitor::{FirstVisit, Visitor};
use serde_json::{Value, json};

const ROUNDS: usize = 5;
/// What a phone has in a hall full of people: the "slow 4G" of browsers' developer tools.
const ROUND_TRIP_MS: u32 = 150;
const BITS_PER_SECOND: u32 = 1_600_000;
const SLOWER: u32 = 4;

fn main() {
    let mut arguments = env::args().skip(1).map(PathBuf::from);
    let mut next =
        || arguments.next().expect("compare <guide's folder> <conference file> <pretalx-schedule.min.js>");
    let (guide, conference, widget) = (next(), next(), next());
    let conference = fs::read(&conference).expect("the conference file can be read");
    let conference: Value = serde_json::from_slice(&conference).expect("a conference file is JSON");

    let folder = tempfile::tempdir().expect("a folder can be made");
    let write = |name: &str, content: &[u8]| {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().expect("it is in the folder")).expect("a folder can be made");
        fs::write(&file, content).expect("a file can be written");
        fs::write(file.with_added_extension("br"), as_brotli(content)).expect("a file can be written");
    };
    write("index.html", widgets_page(&conference).as_bytes());
    write("pretalx-schedule.min.js", &fs::read(&widget).expect("the widget can be read"));
    write("schedule/widgets/schedule.json", widgets_programme(&conference).to_string().as_bytes());

    let [guide, widget] = [guide.as_path(), folder.path()].map(Folder::served);
    let (mut guides, mut widgets) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        eprintln!("round {round} of {ROUNDS}");
        guides.push(visit(&guide));
        widgets.push(visit(&widget));
    }
    print(&guides, &widgets);
}

/// A first visit, and the bytes that it had the host send in all.
struct Visit {
    first: FirstVisit,
    in_all: f64,
}

/// In a new browser, so that nothing is in its cache.
fn visit(host: &Folder) -> Visit {
    let before = host.sent.load(Ordering::Relaxed);
    let settings = Settings { window: (360, 780), ..Settings::default() };
    let visitor = Visitor::of_the_site_at(host.base.clone(), settings);
    visitor.slows_the_processor(SLOWER);
    visitor.slows_the_network(ROUND_TRIP_MS, BITS_PER_SECOND);
    let first = visitor.visits_for_the_first_time();
    let in_all = (host.sent.load(Ordering::Relaxed) - before) as f64;
    Visit { first, in_all }
}

/// The page that pretalx's documentation tells organisers to make.
fn widgets_page(conference: &Value) -> String {
    let [name, language] = ["name", "language"].map(|field| conference[field].as_str().unwrap_or_default());
    let zone = conference["zone"].as_str().unwrap_or("UTC");
    format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{name}</title>\
         <link rel=\"icon\" href=\"data:,\">\
         <script src=\"pretalx-schedule.min.js\" async></script></head>\
         <body><pretalx-schedule event-url=\"/\" locale=\"{language}\" timezone=\"{zone}\"></pretalx-schedule>\
         </body></html>"
    )
}

/// The programme in the form that pretalx gives to its widget (`schedule/widgets/schedule.json`): the sessions that have
/// a time and a room.
fn widgets_programme(conference: &Value) -> Value {
    let list = |name: &str| conference[name].as_array().map(Vec::as_slice).unwrap_or_default();
    let number_of = |name: &str, id: &Value| list(name).iter().position(|one| one["id"] == *id);
    let named = |name: &str| -> Vec<Value> {
        list(name)
            .iter()
            .enumerate()
            .map(|(at, one)| json!({ "id": at, "name": { "en": one["name"] }, "color": "#3366aa" }))
            .collect()
    };
    let talks = list("sessions").iter().filter_map(|session| {
        let room = number_of("rooms", &session["room"])?;
        let end = session.get("end")?;
        Some(json!({
            "code": session["id"],
            "id": session["id"],
            "title": session["title"],
            "abstract": first_paragraph(&session["abstract"]["text"]),
            "speakers": session.get("speakers").cloned().unwrap_or_else(|| json!([])),
            "track": number_of("tracks", &session["track"]),
            "start": session["start"],
            "end": end,
            "room": room,
            "do_not_record": false,
        }))
    });
    let speakers =
        list("speakers").iter().map(|speaker| json!({ "code": speaker["id"], "name": speaker["name"] }));
    json!({
        "talks": talks.collect::<Vec<Value>>(),
        "version": "1.0",
        "timezone": conference["zone"],
        "tracks": named("tracks"),
        "rooms": named("rooms"),
        "speakers": speakers.collect::<Vec<Value>>(),
    })
}

/// The words of a text's first paragraph; a text is a string or a list of blocks (docs/data-format.md).
fn first_paragraph(text: &Value) -> String {
    fn words(part: &Value, into: &mut String) {
        match part {
            Value::String(words) => into.push_str(words),
            Value::Array(parts) => parts.iter().for_each(|part| words(part, into)),
            Value::Object(fields) => {
                let shown = fields.iter().filter(|(name, _)| *name != "address");
                shown.for_each(|(_, field)| words(field, into));
            }
            _ => {}
        }
    }
    let mut paragraph = String::new();
    words(text.get(0).unwrap_or(text), &mut paragraph);
    paragraph.split("\n\n").next().unwrap_or_default().to_owned()
}

/// A row of the table for each figure: the medians with the smallest and the largest, and the median of each round's
/// ratio.
fn print(guides: &[Visit], widgets: &[Visit]) {
    type Row = (&'static str, fn(&Visit) -> f64);
    const ROWS: [Row; 8] = [
        ("first paint, ms", |visit| visit.first.first_paint),
        ("sessions drawn, ms", |visit| visit.first.sessions),
        ("ready to use, ms", |visit| visit.first.ready),
        ("bytes until then", |visit| visit.first.bytes),
        ("requests until then", |visit| visit.first.requests),
        ("bytes in all", |visit| visit.in_all),
        ("total blocking time, ms", |visit| visit.first.blocked),
        ("layout shift", |visit| visit.first.shift),
    ];
    guides.iter().flat_map(|guide| &guide.first.shifts).for_each(|shift| eprintln!("shifted: {shift}"));
    println!("| | guide | widget | widget / guide |\n|---|---|---|---|");
    for (name, figure) in ROWS {
        let cell = |visits: &[Visit]| {
            let figures = sorted(visits.iter().map(figure));
            let [least, median, most] = [0, ROUNDS / 2, ROUNDS - 1].map(|at| shown(figures[at]));
            if least == most { median } else { format!("{median} ({least}–{most})") }
        };
        let ratios = sorted(guides.iter().zip(widgets).map(|(guide, widget)| figure(widget) / figure(guide)));
        let ratio = ratios[ROUNDS / 2];
        let ratio = if ratio.is_finite() { format!("{ratio:.1}") } else { String::new() };
        println!("| {name} | {} | {} | {ratio} |", cell(guides), cell(widgets));
    }
}

fn sorted(figures: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures
}

/// Whole numbers; what is below 1, as the layout shift, with four decimals.
fn shown(figure: f64) -> String {
    if figure == 0.0 || figure >= 1.0 { format!("{figure:.0}") } else { format!("{figure:.4}") }
}
