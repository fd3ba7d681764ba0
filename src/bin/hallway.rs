//! The host command. The rule of this file: it reads arguments, connects, reports and exits; it decides nothing.
//!
//! Exit codes: 0 is well, 1 is a conference with problems, 2 is a command that could not do its work.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use hallway::data;
use hallway::domain::conference::Conference;

/// Checks conference files, prints their JSON Schema, and turns a built app into a guide of complete pages.
#[derive(Parser)]
#[command(name = "hallway", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Report every problem of a conference file.
    Check {
        /// The file, like `src/data/conference.json`; its photos are looked for beside it.
        file: PathBuf,
    },
    /// Turn the folder that Trunk has just built into the guide: every page a complete file. Trunk runs this.
    #[cfg(feature = "prerender")]
    Prerender {
        /// The folder.
        #[arg(env = "TRUNK_STAGING_DIR")]
        folder: PathBuf,
        /// What Trunk builds for: in `debug` the pages have no Content-Security-Policy, so that `trunk serve` can
        /// add its reload script.
        #[arg(long, env = "TRUNK_PROFILE", default_value = "release")]
        profile: String,
        /// Put the policy in whatever Trunk builds for.
        #[arg(long, env = "HALLWAY_POLICY", value_parser = clap::builder::BoolishValueParser::new())]
        policy: bool,
    },
    /// Print the JSON Schema of conference files, by which editors complete and check.
    Schema,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        // Whoever closed the pipe (`hallway schema | head`) has read enough: that is no failure.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Not `eprintln!`, which panics where nobody listens.
            let _ = writeln!(io::stderr(), "hallway: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    let out = &mut io::stdout().lock();
    match command {
        Command::Check { file } => check(&file, out),
        #[cfg(feature = "prerender")]
        Command::Prerender { folder, profile, policy } => {
            prerender(&folder, policy || profile == "release", out)
        }
        Command::Schema => schema(out),
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

fn check(file: &Path, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let conference = match data::read(file)? {
        Ok(conference) => conference,
        Err(problem) => {
            writeln!(out, "{problem}")?;
            return Ok(ExitCode::FAILURE);
        }
    };
    let problems = data::problems(&conference, file.parent().unwrap_or(Path::new("")));
    if problems.is_empty() {
        summarise(&conference, out)?;
        return Ok(ExitCode::SUCCESS);
    }
    for problem in &problems {
        writeln!(out, "{}: {problem}", file.display())?;
    }
    writeln!(out, "problems: {}", problems.len())?;
    Ok(ExitCode::FAILURE)
}

fn summarise(conference: &Conference, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}: no problem", conference.name)?;
    for (what, count) in [
        ("sessions", conference.sessions.len()),
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
fn prerender(folder: &Path, with_policy: bool, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let conference = data::conference();
    let problems = data::problems(conference, data::folder());
    if !problems.is_empty() {
        for problem in &problems {
            writeln!(out, "{problem}")?;
        }
        return Ok(ExitCode::FAILURE);
    }
    let written = hallway::prerender::write(folder, conference, data::folder(), with_policy)?;
    writeln!(out, "prerendered {} pages, copied {} photos", written.pages, written.photos)?;
    Ok(ExitCode::SUCCESS)
}

fn schema(out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let schema = schemars::schema_for!(Conference);
    writeln!(out, "{}", serde_json::to_string_pretty(&schema)?)?;
    Ok(ExitCode::SUCCESS)
}
