//! The host command. The rule of this file: it reads arguments, calls the library, prints reports and exits; all
//! decisions are made elsewhere.
//!
//! Exit codes: 0: success; 1: the conference has problems, or `--strict` and a warning; 2: the command could not do its
//! work.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use hallway::data;
use hallway::domain::conference::Conference;
use hallway::domain::schedule::Schedule;
use hallway::import;
use hallway::import::run::{Outcome, Request};
#[cfg(feature = "prerender")]
use hallway::publish::{
    Published,
    folder::{self, Build, Changes},
    kit::Kit,
    precompress::copies,
    publish,
};
use jiff::Timestamp;

/// Makes conference guides: imports and checks conference files, prints their JSON Schema, and builds the site.
#[derive(Parser)]
#[command(name = "hallway", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
#[cfg_attr(
    not(feature = "prerender"),
    expect(
        clippy::large_enum_variant,
        reason = "there is one command in a run, so its size does not matter"
    )
)]
enum Command {
    /// Report every problem of a conference file, and warn about likely mistakes. Warnings do not fail the check.
    Check {
        /// The file, like `src/data/conference.json`; its photos are looked up in the same folder.
        file: PathBuf,
    },
    /// Make a conference file from the exports of your planning tool: frab or pretalx (XML, JSON, widget), Sessionize
    /// (All, Sessions, GridSmart, Speakers), iCalendar. Several files of one event become one conference.
    Import {
        /// The exported files. Their format is recognised by their content.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        options: import::Options,
        /// A folder with pictures of speakers. Each file is named like the speaker's id or name, or like the picture in
        /// the export.
        #[arg(long, value_name = "DIR")]
        photos: Option<PathBuf>,
        /// The conference file to write. If it exists, it is updated: ids and edits by hand stay.
        /// `conference.imported.json` beside it records what the import made, so that the next import recognises your
        /// edits.
        #[arg(long, value_name = "PATH", default_value = "conference.json")]
        out: PathBuf,
        /// Write the whole report to this file; the terminal shows the first three lines of each kind.
        #[arg(long, value_name = "FILE")]
        report: Option<PathBuf>,
        /// Exit with 1 if there is a warning. The conference file is written all the same.
        #[arg(long)]
        strict: bool,
        /// The time to record for changed sessions, in seconds since 1970, for reproducible builds.
        #[arg(long, env = "SOURCE_DATE_EPOCH", hide = true)]
        now: Option<i64>,
    },
    /// Make the guide of a conference file: a folder for any static host.
    #[cfg(feature = "prerender")]
    Build {
        /// The conference file.
        file: PathBuf,
        /// The folder to write. Files that stay the same are not touched, and files of an earlier build that are no
        /// longer needed are removed.
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
        /// Write into a folder that has other files too.
        #[arg(long)]
        force: bool,
        /// The address at which the guide will be published, like `https://guide.example/2027/`, in place of the one in
        /// the file.
        #[arg(long, value_name = "ADDRESS")]
        base_url: Option<String>,
        /// Write compressed copies (`.br`, `.gz`) beside the files, for hosts that can serve
        /// precompressed files.
        #[arg(long)]
        precompress: bool,
        /// The folder that the photos' paths are relative to, if that is not the folder of the file.
        #[arg(long, value_name = "FOLDER")]
        photos: Option<PathBuf>,
        /// A kit to use in place of the one in this command: the folder that Trunk built with `HALLWAY_KIT=1`.
        #[arg(long, value_name = "FOLDER", required = cfg!(not(feature = "kit")))]
        kit: Option<PathBuf>,
        /// The time of the build, in seconds since 1970, for reproducible builds.
        #[arg(long, env = "SOURCE_DATE_EPOCH", hide = true)]
        now: Option<i64>,
    },
    /// Make the folder that Trunk has just built into a guide. Trunk runs this.
    #[cfg(feature = "prerender")]
    #[command(hide = true)]
    Finish {
        /// The folder that Trunk has built.
        #[arg(env = "TRUNK_STAGING_DIR")]
        folder: PathBuf,
        /// The conference file.
        #[arg(long, env = "HALLWAY_CONFERENCE", default_value = "src/data/conference.json")]
        conference: PathBuf,
        /// Leave the folder as a kit.
        #[arg(long, env = "HALLWAY_KIT", value_parser = clap::builder::BoolishValueParser::new())]
        kit: bool,
        /// Trunk's build profile: in `debug` the pages have no Content-Security-Policy, so that `trunk serve` can add
        /// its reload script.
        #[arg(long, env = "TRUNK_PROFILE", default_value = "release")]
        profile: String,
        /// The time of the build, in seconds since 1970, for reproducible builds.
        #[arg(long, env = "SOURCE_DATE_EPOCH", hide = true)]
        now: Option<i64>,
    },
    /// Print the JSON Schema of conference files, with which editors complete fields and check values.
    Schema,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        // The reader closed the pipe (`hallway schema | head`) because it has read enough: that is no failure.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Not `eprintln!`, which panics if stderr is closed.
            let _ = writeln!(io::stderr(), "hallway: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    let out = &mut io::stdout().lock();
    match command {
        Command::Check { file } => check(&file, out),
        Command::Import { files, options, photos, out: path, report, strict, now } => {
            let now = now.map_or_else(|| Ok(Timestamp::now()), Timestamp::from_second)?;
            import(&Request { files, options, photos, out: path, report }, now, strict, out)
        }
        #[cfg(feature = "prerender")]
        Command::Build { file, out: folder, force, base_url, precompress, photos, kit, now } => {
            let photos = photos.as_deref().unwrap_or_else(|| folder_of(&file));
            let Some(conference) = right_conference(&file, photos, base_url, out)? else {
                return Ok(ExitCode::FAILURE);
            };
            let kit = kit_of(kit.as_deref())?;
            let build = Build::begin(&kit, &conference, &folder, now)?;
            let mut site = publish(&kit, leaked(conference), photos, true, build.made)?;
            if precompress {
                site.files.extend(copies(&site.files));
            }
            let changes = folder::write(&site.files, &build, &folder, force)?;
            tell(&site, &changes, out)
        }
        #[cfg(feature = "prerender")]
        Command::Finish { kit: true, .. } => Ok(ExitCode::SUCCESS),
        #[cfg(feature = "prerender")]
        Command::Finish { folder, conference: file, profile, now, .. } => {
            let photos = folder_of(&file);
            let Some(conference) = right_conference(&file, photos, None, out)? else {
                return Ok(ExitCode::FAILURE);
            };
            let kit = Kit::read(&folder)?;
            let build = Build::begin(&kit, &conference, &folder, now)?;
            let site = publish(&kit, leaked(conference), photos, profile == "release", build.made)?;
            let changes = folder::replace(&site.files, &build, &folder)?;
            tell(&site, &changes, out)
        }
        Command::Schema => schema(out),
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

fn check(file: &Path, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let (conference, mut count) = match data::read(file)? {
        Ok(conference) => (Some(conference), 0),
        Err(mistakes) => {
            writeln!(out, "{mistakes}")?;
            let count = mistakes.count();
            (mistakes.rest.map(|rest| *rest), count)
        }
    };
    let name = file.display();
    if let Some(conference) = &conference {
        let folder = folder_of(file);
        let problems = data::problems(conference, folder);
        for problem in &problems {
            writeln!(out, "{name}: {problem}")?;
        }
        for warning in data::warnings(conference, folder) {
            writeln!(out, "{name}: warning: {warning}")?;
        }
        count += problems.len();
    }
    match conference {
        Some(conference) if count == 0 => {
            summarise(&conference, out)?;
            Ok(ExitCode::SUCCESS)
        }
        _ => {
            writeln!(out, "problems: {count}")?;
            Ok(ExitCode::FAILURE)
        }
    }
}

fn import(request: &Request, now: Timestamp, strict: bool, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    match import::run::run(request, now)? {
        Outcome::Written(report) => {
            write!(out, "{}", report.shortened())?;
            match &request.report {
                Some(file) => writeln!(out, "\nthe whole report is in {}", file.display())?,
                None if report.hidden() > 0 => writeln!(
                    out,
                    "\nnot shown: {} more; `--report FILE` writes the whole report to a file",
                    report.hidden()
                )?,
                None => {}
            }
            writeln!(out, "\nwritten to {}; warnings: {}", request.out.display(), report.warnings())?;
            Ok(if strict && report.warnings() > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
        }
        Outcome::Problems(problems) => {
            for problem in &problems {
                writeln!(out, "{problem}")?;
            }
            writeln!(out, "problems: {}; nothing was written", problems.len())?;
            Ok(ExitCode::FAILURE)
        }
    }
}

fn summarise(conference: &Conference, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}: no problem", conference.name)?;
    for (what, count) in [
        ("days", Schedule::of(conference).days().len()),
        ("sessions", conference.sessions.len()),
        ("breaks", conference.breaks.len()),
        ("speakers", conference.speakers.iter().filter(|one| conference.speaks(one)).count()),
        ("hosts", conference.hosts.len()),
        ("photos", conference.speakers.iter().filter(|speaker| speaker.photo.is_some()).count()),
        ("rooms", conference.rooms.len()),
        ("topics", conference.topics().len()),
        ("formats", conference.formats().len()),
    ] {
        writeln!(out, "{what:9}{count:5}")?;
    }
    Ok(())
}

/// Reads a conference file whose photos are in a folder, and gives it another address; `None` if it then has problems,
/// which are printed.
#[cfg(feature = "prerender")]
fn right_conference(
    file: &Path,
    photos: &Path,
    address: Option<String>,
    out: &mut impl Write,
) -> anyhow::Result<Option<Conference>> {
    let mut conference = match data::read(file)? {
        Ok(conference) => conference,
        Err(mistakes) => {
            writeln!(out, "{mistakes}")?;
            return Ok(None);
        }
    };
    conference.address = address.or(conference.address);
    let problems = data::problems(&conference, photos);
    for problem in &problems {
        writeln!(out, "{}: {problem}", file.display())?;
    }
    Ok(problems.is_empty().then_some(conference))
}

/// The kit in a folder, or the one in this command.
#[cfg(feature = "prerender")]
fn kit_of(folder: Option<&Path>) -> anyhow::Result<Kit> {
    match folder {
        Some(folder) => Kit::read(folder),
        #[cfg(feature = "kit")]
        None => Kit::inside(),
        #[cfg(not(feature = "kit"))]
        None => anyhow::bail!("this command has no kit: give a folder with --kit"),
    }
}

/// The pages refer to the conference until the command ends.
#[cfg(feature = "prerender")]
fn leaked(conference: Conference) -> &'static Conference {
    Box::leak(Box::new(conference))
}

#[cfg(feature = "prerender")]
fn tell(site: &Published, changes: &Changes, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    writeln!(out, "{} pages, {} calendars, {} photos", site.pages, site.calendars, site.photos)?;
    writeln!(out, "{} files written, {} removed", changes.written, changes.removed)?;
    Ok(ExitCode::SUCCESS)
}

fn folder_of(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

fn schema(out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let schema = schemars::schema_for!(Conference);
    writeln!(out, "{}", serde_json::to_string_pretty(&schema)?)?;
    Ok(ExitCode::SUCCESS)
}
