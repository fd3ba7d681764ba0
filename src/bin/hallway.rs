//! The host command. The rule of this file: it reads arguments, calls the library, prints reports and exits; all
//! decisions are made elsewhere.
//!
//! Exit codes: 0: success; 1: the conference has problems, or `--strict` and a warning; 2: the command could not do its
//! work.

use std::fs;
use std::io::{self, Write};
#[cfg(feature = "prerender")]
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow};
#[cfg(feature = "prerender")]
use clap::Args;
use clap::{Parser, Subcommand};
use hallway::data;
use hallway::domain::conference::Conference;
use hallway::domain::schedule::Schedule;
use hallway::import;
use hallway::import::run::{Outcome, Request};
#[cfg(feature = "prerender")]
use hallway::import::run::{Ready, ready};
#[cfg(feature = "prerender")]
use hallway::publish::{
    Choices, Published,
    folder::{self, Build, Changes},
    kit::{Files, Kit},
    precompress::copies,
    publish,
};
#[cfg(feature = "prerender")]
use hallway::serve::serve;
use jiff::Timestamp;

// With musl's own allocator, the static command would take three times as long.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Makes conference guides: imports and checks conference files, shows them while they are edited, and builds the site.
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
    #[command(after_help = EXAMPLES_OF_CHECK)]
    Check {
        /// The file, like `src/data/conference.json`; its photos are looked up in the same folder.
        file: PathBuf,
    },
    /// Make a conference file from the exports of your planning tool: frab or pretalx (XML, JSON, widget), Sessionize
    /// (All, Sessions, GridSmart, Speakers), iCalendar. Several files of one event become one conference.
    #[command(after_help = EXAMPLES_OF_IMPORT)]
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
    /// Make the guide: a folder for any static host.
    #[cfg(feature = "prerender")]
    #[command(after_help = EXAMPLES_OF_BUILD)]
    Build {
        #[command(flatten)]
        input: Input,
        /// The folder to write. Files that stay the same are not touched, and files of an earlier build that are no
        /// longer needed are removed.
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
        /// Write into a folder that has other files too.
        #[arg(long)]
        force: bool,
        /// Write compressed copies (`.br`, `.gz`) beside the files, for hosts that can serve
        /// precompressed files.
        #[arg(long)]
        precompress: bool,
        /// Build without offline support. Devices that cached an earlier build delete it at their next visit.
        #[arg(long)]
        no_worker: bool,
        /// The time of the build, in seconds since 1970, for reproducible builds.
        #[arg(long, env = "SOURCE_DATE_EPOCH", hide = true)]
        now: Option<i64>,
    },
    /// Serve the guide on this machine, and show every change of its files in the open pages.
    #[cfg(feature = "prerender")]
    #[command(after_help = EXAMPLES_OF_SERVE)]
    Serve {
        #[command(flatten)]
        input: Input,
        /// The address of this machine at which the guide is served. With `0.0.0.0` other devices in your network see
        /// it too.
        #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
        host: IpAddr,
        /// The port.
        #[arg(long, default_value = "8080")]
        port: u16,
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
    /// Write a small conference to begin with, whose sessions explain the fields; and beside it `conference.schema.json`,
    /// with which editors complete and check them.
    #[command(after_help = EXAMPLES_OF_INIT)]
    Init {
        /// The file to write. A file that is there already is left alone.
        #[arg(default_value = "conference.json")]
        file: PathBuf,
    },
    /// Print the JSON Schema of conference files, with which editors complete fields and check values.
    #[command(after_help = EXAMPLES_OF_SCHEMA)]
    Schema,
}

/// What a guide is made of.
#[cfg(feature = "prerender")]
#[derive(Args)]
struct Input {
    /// A conference file; or the exports of your planning tool, which are imported as they are, without photos.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The address at which the guide will be published, like `https://guide.example/2027/`, in place of the one in the
    /// file.
    #[arg(long, value_name = "ADDRESS")]
    base_url: Option<String>,
    /// The folder that the photos' paths are relative to, if that is not the folder of the file.
    #[arg(long, value_name = "FOLDER")]
    photos: Option<PathBuf>,
    /// For exports: the conference's id, under which attendees' agendas are saved. Default: its acronym.
    #[arg(long)]
    id: Option<String>,
    /// For exports: the conference's name.
    #[arg(long)]
    name: Option<String>,
    /// For exports: the language of the programme, like `de`.
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// For exports: the IANA time zone of the venue, like `Europe/Berlin`.
    #[arg(long, value_name = "IANA")]
    zone: Option<String>,
    /// For developers: another app than the one in this command, in the folder that Trunk built with `HALLWAY_KIT=1`.
    #[arg(long, value_name = "FOLDER", required = cfg!(not(feature = "kit")))]
    kit: Option<PathBuf>,
}

#[cfg(feature = "prerender")]
impl Input {
    /// The folder that the photos' paths are relative to.
    fn photos(&self) -> &Path {
        self.photos
            .as_deref()
            .unwrap_or_else(|| self.files.first().map_or(Path::new(""), |file| folder_of(file)))
    }

    /// Reads the conference; the inner error says what is wrong with it.
    fn read(&self) -> anyhow::Result<Result<Ready, String>> {
        let options = import::Options {
            id: self.id.clone(),
            name: self.name.clone(),
            language: self.language.clone(),
            address: self.base_url.clone(),
            zone: self.zone.clone(),
            ..import::Options::default()
        };
        ready(&self.files, &options, self.photos(), Timestamp::now())
    }

    /// The kit in the folder, or the one in this command.
    fn kit(&self) -> anyhow::Result<Kit> {
        match &self.kit {
            Some(folder) => Kit::read(folder),
            #[cfg(feature = "kit")]
            None => Kit::inside(),
            #[cfg(not(feature = "kit"))]
            None => anyhow::bail!("this command has no kit: give a folder with --kit"),
        }
    }
}

const EXAMPLES_OF_CHECK: &str = "\
Examples:
  hallway check conference.json          the file, and the photos beside it";

const EXAMPLES_OF_IMPORT: &str = "\
Examples:
  hallway import schedule.xml            makes conference.json, or updates it
  hallway import sessions.json speakers.json --zone Europe/Paris
  hallway import schedule.xml --out 2027/conference.json --photos portraits --report import.txt";

#[cfg(feature = "prerender")]
const EXAMPLES_OF_BUILD: &str = "\
Examples:
  hallway build conference.json --out site
  hallway build schedule.xml --out site --base-url https://guide.example/2027/
  hallway build conference.json --out site --precompress";

#[cfg(feature = "prerender")]
const EXAMPLES_OF_SERVE: &str = "\
Examples:
  hallway serve schedule.xml             imports, checks and shows it
  hallway serve conference.json --host 0.0.0.0 --port 9000";

const EXAMPLES_OF_INIT: &str = "\
Examples:
  hallway init                           writes conference.json
  hallway init 2027/conference.json";

const EXAMPLES_OF_SCHEMA: &str = "\
Examples:
  hallway schema > conference.schema.json";

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
        Command::Build { input, out: folder, force, precompress, no_worker, now } => {
            let Some(conference) = told(input.read()?, out)? else { return Ok(ExitCode::FAILURE) };
            let kit = input.kit()?;
            let build = Build::begin(&kit, &conference, &folder, now)?;
            let choices = Choices { has_policy: true, has_worker: !no_worker };
            let mut site = publish(&kit, leaked(conference), input.photos(), choices, build.made)?;
            if precompress {
                site.files.extend(copies(&site.files));
            }
            let changes = folder::write(&site.files, &build, &folder, force)?;
            tell(&site, &changes, out)
        }
        #[cfg(feature = "prerender")]
        Command::Serve { input, host, port } => {
            let kit = input.kit()?;
            if let Some(folder) = input.photos.as_ref().filter(|folder| !folder.is_dir()) {
                anyhow::bail!("there is no folder {}; correct `--photos`", folder.display());
            }
            let photos = input.photos.clone().unwrap_or_else(|| input.photos().join("photos"));
            let folders: Vec<PathBuf> = [photos].into_iter().filter(|folder| folder.is_dir()).collect();
            let files = input.files.clone();
            let mut served = Served { kit, input, last: None };
            serve(host, port, &files, &folders, move || served.make(), out)?;
            Ok(ExitCode::SUCCESS)
        }
        #[cfg(feature = "prerender")]
        Command::Finish { kit: true, .. } => Ok(ExitCode::SUCCESS),
        #[cfg(feature = "prerender")]
        Command::Finish { folder, conference: file, profile, now, .. } => {
            let photos = folder_of(&file);
            let read =
                ready(std::slice::from_ref(&file), &import::Options::default(), photos, Timestamp::now())?;
            let Some(conference) = told(read, out)? else { return Ok(ExitCode::FAILURE) };
            let kit = Kit::read(&folder)?;
            let build = Build::begin(&kit, &conference, &folder, now)?;
            let is_release = profile == "release";
            let choices = Choices { has_policy: is_release, has_worker: is_release };
            let site = publish(&kit, leaked(conference), photos, choices, build.made)?;
            let changes = folder::replace(&site.files, &build, &folder)?;
            tell(&site, &changes, out)
        }
        Command::Init { file } => init(&file, out),
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

/// Tells what is wrong with a conference, or how its import went; returns the conference if nothing is wrong.
#[cfg(feature = "prerender")]
fn told(read: Result<Ready, String>, out: &mut impl Write) -> anyhow::Result<Option<Conference>> {
    match read {
        Ok(Ready { conference, report }) => {
            if let Some(report) = report {
                writeln!(out, "{}", report.shortened())?;
            }
            Ok(Some(conference))
        }
        Err(problems) => {
            writeln!(out, "{problems}")?;
            Ok(None)
        }
    }
}

/// The guide that is served.
#[cfg(feature = "prerender")]
struct Served {
    kit: Kit,
    input: Input,
    /// The conference that was read last, as text, and when, in seconds since 1970, and itself.
    last: Option<(String, i64, &'static Conference)>,
}

#[cfg(feature = "prerender")]
impl Served {
    /// Makes the guide anew, or says what is wrong.
    fn make(&mut self) -> Result<Files, String> {
        let in_words = |error: anyhow::Error| format!("{error:#}");
        let Ready { conference, report } = self.input.read().map_err(in_words)??;
        let text = serde_json::to_string(&conference).map_err(|error| error.to_string())?;
        let same = self.last.take().filter(|(last, ..)| *last == text);
        if same.is_none()
            && let Some(report) = report
        {
            // Not to stdout, which the main thread has locked.
            _ = writeln!(io::stderr(), "{}", report.shortened());
        }
        // Perhaps only a photo has changed.
        let (made, conference) = match same {
            Some((_, made, conference)) => (made, conference),
            None => (Timestamp::now().as_second(), leaked(conference)),
        };
        self.last = Some((text, made, conference));
        // A worker would go on showing what it keeps.
        let choices = Choices { has_policy: true, has_worker: false };
        let site = publish(&self.kit, conference, self.input.photos(), choices, made);
        site.map(|site| site.files).map_err(in_words)
    }
}

/// The pages refer to the conference until the command ends. (So `serve` keeps each state of the conference that it has
/// shown.)
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
    writeln!(out, "{}", schema_text()?)?;
    Ok(ExitCode::SUCCESS)
}

fn schema_text() -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(&schemars::schema_for!(Conference))?)
}

fn init(file: &Path, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let folder = folder_of(file);
    let schema = folder.join("conference.schema.json");
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
    let mut new = fs::File::create_new(file).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => anyhow!("`{}` is there already; name another file", file.display()),
        _ => anyhow!("cannot write `{}` ({error})", file.display()),
    })?;
    new.write_all(data::FIRST.as_bytes()).with_context(|| format!("cannot write `{}`", file.display()))?;
    // The schema is the same each time, so it may be overwritten.
    let text = schema_text()? + "\n";
    fs::write(&schema, text).with_context(|| format!("cannot write `{}`", schema.display()))?;
    writeln!(out, "written: {} and {}", file.display(), schema.display())?;
    writeln!(out, "next: `hallway serve {}` shows it while you edit it", file.display())?;
    Ok(ExitCode::SUCCESS)
}
