//! Runs an import: reads the organiser's files and writes the conference file.
//!
//! The rule of this file: either a complete conference without problems is written, or nothing. A file that is too big
//! is not even read.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use jiff::Timestamp;

use super::{Imported, Options, Previous, Source, import};
use crate::data::{self, pictures};
use crate::domain::conference::Conference;
use crate::domain::validate::Problem;
use crate::import::report::{Kind, Line, Report};
use crate::import::steps::photos::{self, Copy, Pictures};

/// The biggest file that is read, in bytes. The biggest schedules known have 3 MB.
const BIGGEST: u64 = 50_000_000;

/// The arguments of an import.
#[derive(Clone, Debug)]
pub struct Request {
    /// The organiser's files.
    pub files: Vec<PathBuf>,
    /// The options.
    pub options: Options,
    /// A folder with pictures of speakers.
    pub photos: Option<PathBuf>,
    /// The conference file: the previous one is read from here, and the new one is written here.
    pub out: PathBuf,
    /// A file for the whole report.
    pub report: Option<PathBuf>,
}

/// The outcome of an import.
#[derive(Debug)]
pub enum Outcome {
    /// The conference file was written.
    Written(Report),
    /// The conference has problems; nothing was written.
    Problems(Vec<Problem>),
}

/// A conference that can be published.
#[derive(Debug)]
pub struct Ready {
    /// The conference.
    pub conference: Conference,
    /// The report, if it was imported.
    pub report: Option<Report>,
}

/// Reads the conference in a conference file, whose photos are in a folder, or imports exports as they are, without
/// photos. Nothing is written. The inner error says what is wrong with the conference, in a line for each problem.
///
/// # Errors
///
/// A sentence that says why the files cannot be read, or which option is missing.
pub fn ready(
    files: &[PathBuf],
    options: &Options,
    photos: &Path,
    now: Timestamp,
) -> anyhow::Result<Result<Ready, String>> {
    let file = match files {
        [file] => data::read_unless_export(file)?.map(|read| (file, read)),
        _ => None,
    };
    let (mut conference, report) = match file {
        Some((_, Err(mistakes))) => return Ok(Err(mistakes.to_string())),
        Some((file, Ok(conference))) => {
            if [&options.id, &options.name, &options.language, &options.zone].iter().any(|it| it.is_some()) {
                bail!(
                    "`{}` is a conference file, so its id, name, language and zone are changed in the file and not by options",
                    file.display()
                );
            }
            (conference, None)
        }
        None => {
            let imported = import(&sources(files)?, options, None, now)?;
            (imported.conference, Some(imported.report))
        }
    };
    if options.address.is_some() {
        conference.address.clone_from(&options.address);
    }
    let problems = data::problems(&conference, photos);
    let name = files.first().map(|file| file.display().to_string()).unwrap_or_default();
    let lines: Vec<String> = problems.iter().map(|problem| format!("{name}: {problem}")).collect();
    if !lines.is_empty() {
        return Ok(Err(lines.join("\n")));
    }
    data::unify(&mut conference);
    Ok(Ok(Ready { conference, report }))
}

/// Runs an import. `now` is recorded as the time of change of changed sessions.
///
/// # Errors
///
/// A sentence that says why nothing could be written.
pub fn run(request: &Request, now: Timestamp) -> anyhow::Result<Outcome> {
    if let Some(report) = &request.report
        && (request.files.contains(report) || request.out == *report)
    {
        bail!("`--report {}` would overwrite a file of the import; name another file", report.display());
    }
    let files = sources(&request.files)?;
    let record = record_of(&request.out);
    let (file, last) = (conference_in(&request.out)?, conference_in(&record)?);
    let previous = file.as_ref().map(|file| Previous { file, imported: last.as_ref() });
    let Imported { mut conference, exported, pictures: addresses, mut report } =
        import(&files, &request.options, previous, now)?;
    let folder =
        request.out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    leave_out_broken_photos(&mut conference, folder, &mut report.lines);
    // Photos that are copied below do not count as missing.
    let problems = data::problems(&conference, folder);
    if !problems.is_empty() {
        return Ok(Outcome::Problems(problems));
    }
    let in_folder = match &request.photos {
        Some(folder) => photos::in_folder(folder, &mut report.lines)?,
        None => Pictures::new(),
    };
    let copies = photos::assign(&mut conference, &addresses, &in_folder, &mut report.lines);
    report
        .made
        .push(("photos", conference.speakers.iter().filter(|speaker| speaker.photo.is_some()).count()));
    report.lines.sort();
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
    copies.iter().try_for_each(|copy| copy_photo(copy, folder))?;
    // In this order: if the command is stopped between the two, the next import finds the export's values in the
    // conference file and sees no edits. In the other order it would take the old values for edits.
    write(&conference, &request.out)?;
    write(&exported, &record)?;
    if let Some(file) = &request.report {
        let cannot =
            || format!("`{}` was written, but not the report to `{}`", request.out.display(), file.display());
        fs::write(file, report.to_string()).with_context(cannot)?;
    }
    Ok(Outcome::Written(report))
}

/// Reads the organiser's files.
fn sources(files: &[PathBuf]) -> anyhow::Result<Vec<Source>> {
    files.iter().map(|file| source(file)).collect()
}

/// Reads a file that is not too big.
fn source(path: &Path) -> anyhow::Result<Source> {
    let name = path.display().to_string();
    let cannot = || format!("cannot read `{name}`");
    let about = fs::metadata(path).with_context(cannot)?;
    if about.is_dir() {
        bail!("`{name}` is a folder; name the files in it");
    }
    if about.len() > BIGGEST {
        bail!(
            "`{name}` has {} MB, and no schedule has more than {}; name the file of the schedule itself",
            about.len() / 1_000_000,
            BIGGEST / 1_000_000
        );
    }
    let bytes = fs::read(path).with_context(cannot)?;
    let name = path.file_name().map_or_else(|| name.clone(), |name| name.to_string_lossy().into_owned());
    Ok(Source { name, bytes })
}

/// The path of the record of the last import: `conference.imported.json` beside `conference.json`.
fn record_of(out: &Path) -> PathBuf {
    out.with_extension("imported.json")
}

/// Reads the conference in a file of an earlier import, if the file exists.
fn conference_in(file: &Path) -> anyhow::Result<Option<Conference>> {
    if !file.exists() {
        return Ok(None);
    }
    match data::read(file)? {
        Ok(conference) => Ok(Some(conference)),
        Err(wrong) => bail!("{wrong}; correct that file, move it away, or choose another path with `--out`"),
    }
}

fn leave_out_broken_photos(conference: &mut Conference, folder: &Path, lines: &mut Vec<Line>) {
    for speaker in &mut conference.speakers {
        let Some(photo) = &speaker.photo else { continue };
        let file = folder.join(photo);
        let why = if file.is_file() { pictures::broken(&file) } else { Some("no longer exists".to_owned()) };
        if let Some(why) = why {
            let what = format!("its photo `{photo}` {why}");
            lines.push(Line::new(Kind::PhotoLeftOut, &speaker.name, what));
            speaker.photo = None;
        }
    }
}

fn copy_photo(copy: &Copy, folder: &Path) -> anyhow::Result<()> {
    let to = folder.join(&copy.to);
    let cannot = || format!("cannot copy `{}` to `{}`", copy.from.display(), to.display());
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).with_context(cannot)?;
    }
    // Copying a file onto itself would empty it.
    if to.exists() && fs::canonicalize(&to).ok() == fs::canonicalize(&copy.from).ok() {
        return Ok(());
    }
    fs::copy(&copy.from, &to).with_context(cannot)?;
    Ok(())
}

/// Writes the whole file or leaves the old one, so that nobody ever reads half a file.
fn write(conference: &Conference, out: &Path) -> anyhow::Result<()> {
    let cannot = || format!("cannot write `{}`", out.display());
    let text = serde_json::to_string_pretty(conference).with_context(cannot)? + "\n";
    let beside = out.with_extension(format!("{}.part", std::process::id()));
    let written = fs::File::create(&beside)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, out));
    if written.is_err() {
        // The first error is the one to report.
        let _ = fs::remove_file(&beside);
    }
    written.with_context(cannot)
}
