//! Tests of each format and dialect with a fixture and a file that has the expected conference and report.
//!
//! The rule of this file: the expected files define what the import does. After an intended change, `HALLWAY_ACCEPT=1
//! cargo test --test host import` rewrites them; look at the difference before committing it.

use std::fs;

use hallway::import::{Imported, Options, Source};

use super::{fixture, fixture_path, imported, in_zone, written};

/// Compares the conference and the report for fixtures with the expected file.
fn expect(names: &[&str], options: &Options) -> Imported {
    let files: Vec<Source> = names.iter().map(|name| fixture(name)).collect();
    let imported = imported(&files, options);
    let found = format!("{}\n{}", imported.report, written(&imported));
    let stem = names.join("+");
    let path = fixture_path(&format!("expected/{stem}.txt"));
    if std::env::var_os("HALLWAY_ACCEPT").is_some() {
        fs::create_dir_all(path.parent().expect("it is in a folder"))
            .expect("the repository can be written to");
        fs::write(&path, &found).expect("the repository can be written to");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let differs = expected.lines().zip(found.lines()).position(|(one, other)| one != other);
    let at = differs.unwrap_or(expected.lines().count().min(found.lines().count()));
    assert!(
        expected == found,
        "{} differs from line {} on: expected {:?}, found {:?}.\nIf that is intended: HALLWAY_ACCEPT=1 cargo test --test host \
         import, then look at `git diff`.",
        path.display(),
        at + 1,
        expected.lines().nth(at),
        found.lines().nth(at),
    );
    imported
}

/// The options for files that have neither the conference's name nor its zone.
fn named(id: &str, zone: &str) -> Options {
    Options { id: Some(id.to_owned()), ..in_zone(zone) }
}

macro_rules! fixtures {
    ($($(#[$doc:meta])* $name:ident($files:expr, $options:expr);)*) => {
        $($(#[$doc])* #[test] fn $name() { expect(&$files, &$options); })*
    };
}

fixtures! {
    frab_xml_of_pretalx(["frab-xml-pretalx.xml"], Options::default());
    frab_xml_of_osem(["frab-xml-osem.xml"], in_zone("Europe/Madrid"));
    frab_xml_of_wafer(["frab-xml-wafer.xml"], Options::default());
    frab_xml_of_old_fosdem(["frab-xml-fosdem-old.xml"], in_zone("Europe/Brussels"));
    frab_xml_of_fosdem(["frab-xml-fosdem.xml"], Options::default());
    frab_xml_of_the_hub(["frab-xml-hub.xml"], in_zone("Europe/Berlin"));
    frab_xml_of_pentabarf(["frab-xml-pentabarf.xml"], in_zone("Europe/Berlin"));
    schedule_json_of_pretalx(["schedule-json-pretalx.json"], Options::default());
    schedule_json_merged_of_many_systems(["schedule-json-merged.json"], Options::default());
    schedule_json_in_the_wrong_nesting(["schedule-json-wrong-nesting.json"], in_zone("Europe/Berlin"));
    pretalx_widget_of_2023(["widget-old.json"], Options { id: Some("heron27".to_owned()), ..Options::default() });
    pretalx_widget_of_2027(["widget-new.json"], Options { id: Some("heron27".to_owned()), ..Options::default() });
    pretalx_xml_with_the_breaks_of_its_widget(["frab-xml-pretalx.xml", "widget-old.json"], Options::default());
    sessionize_all(["sessionize-all.json"], named("tidewater-2027", "Europe/Berlin"));
    sessionize_grid(["sessionize-gridsmart.json"], named("tidewater-2027", "Europe/Berlin"));
    sessionize_sessions_in_utc(["sessionize-sessions-utc.json"], named("tidewater-2027", "Europe/Berlin"));
    /// The views of one event, one with local times, one in UTC.
    sessionize_views_together(
        ["sessionize-sessions-utc.json", "sessionize-gridsmart.json", "sessionize-speakers.json"],
        named("tidewater-2027", "Europe/Berlin")
    );
    calendar_of_sched(["ical-sched.ics"], in_zone("America/New_York"));
    calendar_of_pretalx(["ical-pretalx.ics"], Options { id: Some("heron-2027".to_owned()), ..Options::default() });
    calendar_of_fosdem(["ical-fosdem.ics"], Options::default());
    calendar_made_by_hand(["ical-handmade.ics"], in_zone("Europe/Rome"));
}
