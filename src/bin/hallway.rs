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
use jiff::Timestamp;

/// Imports and checks conference files, prints their JSON Schema, and turns a built app into a guide of complete pages.
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
    /// Turn the folder that Trunk has just built into the guide: render every page to a complete file. Trunk runs this.
    #[cfg(feature = "prerender")]
    Prerender {
        /// The folder that Trunk has built.
        #[arg(env = "TRUNK_STAGING_DIR")]
        folder: PathBuf,
        /// Trunk's build profile: in `debug` the pages have no Content-Security-Policy, so that `trunk serve` can add
        /// its reload script.
        #[arg(long, env = "TRUNK_PROFILE", default_value = "release")]
        profile: String,
        /// Write the Content-Security-Policy in every profile.
        #[arg(long, env = "HALLWAY_POLICY", value_parser = clap::builder::BoolishValueParser::new())]
        policy: bool,
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
        Command::Prerender { folder, profile, policy, now } => {
            let now = now.unwrap_or_else(|| Timestamp::now().as_second());
            prerender(&folder, policy || profile == "release", now, out)
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
        let folder = file.parent().unwrap_or(Path::new(""));
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

#[cfg(feature = "prerender")]
fn prerender(folder: &Path, with_policy: bool, now: i64, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let conference = data::conference();
    let problems = data::problems(conference, data::folder());
    if !problems.is_empty() {
        for problem in &problems {
            writeln!(out, "{problem}")?;
        }
        return Ok(ExitCode::FAILURE);
    }
    let written = hallway::prerender::write(folder, conference, data::folder(), with_policy, now)?;
    writeln!(
        out,
        "prerendered {} pages and {} calendars, copied {} photos",
        written.pages, written.calendars, written.photos
    )?;
    Ok(ExitCode::SUCCESS)
}

fn schema(out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let schema = schemars::schema_for!(Conference);
    writeln!(out, "{}", serde_json::to_string_pretty(&schema)?)?;
    Ok(ExitCode::SUCCESS)
}
