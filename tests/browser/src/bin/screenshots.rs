//! Pictures of the released site, of two thousand sessions and of an agenda with times in many states, at three widths,
//! light and dark, into `screenshots/`: one file for each, and one sheet for each width and appearance.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use browser_stories::engine::Settings;
use browser_stories::site::{Fault, Site, repository};
use browser_stories::visitor::Visitor;
use image::{ImageFormat, Rgba, RgbaImage, imageops};

/// Width and height of the window, and how many pictures stand side by side on a sheet.
const WINDOWS: [((u32, u32), u32); 3] = [((360, 1200), 6), ((768, 1400), 6), ((1280, 1400), 4)];
const GAP: u32 = 24;
/// Neither light nor dark, so that the edges of both are seen.
const GROUND: Rgba<u8> = Rgba([128, 128, 136, 255]);

struct Picture {
    name: &'static str,
    png: Vec<u8>,
}

fn main() {
    let folder = repository().join("screenshots");
    for (window, columns) in WINDOWS {
        for dark in [false, true] {
            let sheet = format!("{}-{}", window.0, if dark { "dark" } else { "light" });
            let settings = Settings { window, dark, touch: window.0 < 600, ..Settings::default() };
            let mut pictures = of_the_release(&settings);
            pictures.extend(at_size(&settings));
            pictures.extend(in_time(&settings));
            write_all(&folder.join(&sheet), &pictures);
            let file = folder.join(format!("{sheet}.png"));
            sheet_of(&pictures, window, columns).save(&file).expect("a sheet can be written");
            println!(
                "{}: {}",
                file.display(),
                pictures.iter().map(|one| one.name).collect::<Vec<_>>().join(", ")
            );
        }
    }
}

fn of_the_release(settings: &Settings) -> Vec<Picture> {
    let mut pictures = Vec::new();
    let visitor = Visitor::with(settings.clone(), Site::release());
    visitor.expects_in_the_console("404");
    visitor.expects_in_the_console("broken on purpose");
    let mut picture =
        |name, visitor: &Visitor| pictures.push(Picture { name, png: visitor.takes_a_picture() });

    visitor.opens("agenda/");
    visitor.reads("Nothing here yet");
    picture("empty agenda", &visitor);
    visitor.opens("");
    for title in visitor.sessions().iter().step_by(2) {
        visitor.adds(title);
    }
    visitor.reloads();
    picture("programme", &visitor);
    visitor.opens("?q=architect");
    picture("search", &visitor);
    visitor.opens("?q=nosuchword");
    picture("nothing found", &visitor);
    visitor.opens("sessions/ebpf/");
    picture("session", &visitor);
    visitor.opens("speakers/");
    picture("speakers", &visitor);
    visitor.opens("speakers/laura-nolan/");
    picture("speaker", &visitor);
    visitor.opens("sessions/nobody/");
    picture("not found", &visitor);
    visitor.opens("agenda/");
    let last = visitor.agenda().pop().expect("sessions were added");
    visitor.removes(&last);
    picture("agenda with undo", &visitor);
    visitor.opens("");
    visitor.has_the_app_break();
    picture("recovery", &visitor);
    visitor.opens("agenda/");
    visitor.sees_it_printed();
    picture("agenda printed", &visitor);
    drop(visitor);

    let visitor = Visitor::with(Settings { site_data: false, ..settings.clone() }, Site::release());
    visitor.opens("");
    visitor.sees_a_notice("This browser does not let the guide save anything.");
    picture("notice", &visitor);
    pictures
}

fn at_size(settings: &Settings) -> Vec<Picture> {
    let mut pictures = Vec::new();
    let visitor = Visitor::with(settings.clone(), Site::two_thousand());
    let mut picture =
        |name, visitor: &Visitor| pictures.push(Picture { name, png: visitor.takes_a_picture() });
    visitor.opens("?now=2027-06-08T07:10:00Z");
    visitor.has_a_button("Jump to now");
    picture("list of a day", &visitor);
    visitor.opens("days/2027-06-08/?view=grid&now=2027-06-08T07:10:00Z");
    visitor.has_a_button("Jump to now");
    picture("timetable", &visitor);
    visitor.turns_the_page_around();
    picture("timetable from right to left", &visitor);
    visitor.opens("speakers/");
    picture("speakers from a to z", &visitor);
    visitor.opens("rooms/room-3/?now=2027-06-08T07:10:00Z");
    visitor.reads("On now");
    picture("room", &visitor);
    visitor.opens("?q=forgetting");
    picture("search at size", &visitor);
    visitor.opens("rooms/");
    picture("rooms", &visitor);
    pictures
}

fn in_time(settings: &Settings) -> Vec<Picture> {
    let mut pictures = Vec::new();
    let visitor = Visitor::with(settings.clone(), Site::everything());
    let mut picture =
        |name, visitor: &Visitor| pictures.push(Picture { name, png: visitor.takes_a_picture() });
    visitor.opens("days/2027-03-27/?now=2027-03-27T10:40:00%2B01:00");
    for id in ["welcome", "clocks", "escaping", "four-voices", "build-slowly", "quiet-database", "vanishes"] {
        visitor.presses_the_first(&format!("main [data-pick='{id}']"));
        visitor.rests_there();
    }
    picture("list with clashes", &visitor);
    visitor.goes_to_the_agenda();
    visitor.presses("Best plan for Saturday");
    picture("agenda of a day", &visitor);
    visitor.turns_the_page_around();
    picture("agenda from right to left", &visitor);
    visitor.opens("tracks/");
    picture("tracks", &visitor);
    visitor.opens("sessions/clocks/?now=2027-03-27T10:00:00%2B01:00");
    visitor.reads("On now");
    picture("session that is on", &visitor);
    visitor.opens("");
    visitor.presses_the_first("main [data-pick='long-abstract']");
    visitor.opens("agenda/?now=2027-03-28T08:00:00%2B02:00");
    picture("agenda on the second day", &visitor);
    visitor.host().deploys(Site::everything_next());
    visitor.opens("agenda/");
    visitor.reads("What changed");
    picture("agenda with changes", &visitor);
    visitor.host().fails("", Fault::Old(Site::everything()));
    visitor.opens("agenda/");
    visitor.sees_a_notice("This page is older");
    picture("older page", &visitor);
    visitor.host().recovers();
    visitor.opens("agenda/");
    visitor.sees_it_printed();
    picture("agenda of a day printed", &visitor);
    pictures
}

fn write_all(folder: &Path, pictures: &[Picture]) {
    fs::create_dir_all(folder).expect("a folder can be made");
    for Picture { name, png } in pictures {
        fs::write(folder.join(format!("{}.png", name.replace(' ', "-"))), png)
            .expect("a picture can be written");
    }
}

fn sheet_of(pictures: &[Picture], (width, height): (u32, u32), columns: u32) -> RgbaImage {
    let rows = (pictures.len() as u32).div_ceil(columns);
    let size = (columns * (width + GAP) + GAP, rows * (height + GAP) + GAP);
    let mut sheet = RgbaImage::from_pixel(size.0, size.1, GROUND);
    for (at, Picture { name, png }) in (0..).zip(pictures) {
        let picture = image::load(Cursor::new(png), ImageFormat::Png);
        let picture = picture.unwrap_or_else(|error| panic!("the picture of {name} is no PNG: {error}"));
        let (left, top) = (GAP + at % columns * (width + GAP), GAP + at / columns * (height + GAP));
        imageops::overlay(&mut sheet, &picture, left.into(), top.into());
    }
    sheet
}
