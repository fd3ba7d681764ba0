//! The tests of plain `cargo test` for the whole project: the committed data, the host command, and rules of the source
//! tree that the compiler cannot enforce.
//!
//! The rule of this folder: no browser, no network, no flag (except that what makes a guide needs `--features prerender`). Tests of
//! a single module are in that module.

// Rules of the source tree: which file may contain which words.
mod architecture;
// `hallway build`, as organisers run it.
#[cfg(feature = "prerender")]
mod build_command;
// `hallway check`, as users run it.
mod check_command;
// The conferences of this repository.
mod data;
// `hallway import`: from organisers' files to conferences.
mod import;
// `hallway init`, and the help of every command.
mod init_command;
// A small kit.
#[cfg(feature = "prerender")]
mod kit;
// Every page, as the prerenderer writes it.
#[cfg(feature = "prerender")]
mod pages;
// Photos that are broken, large or nobody's.
mod pictures;
// The programme as it travels to the app.
mod programme;
// `hallway serve`, as somebody uses it who edits a conference.
#[cfg(feature = "prerender")]
mod serve_command;
// Slips in the JSON of a conference file.
mod slips;
// The published JSON Schema.
mod schema;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A file or folder of this repository.
fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The built host command.
fn hallway(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hallway"));
    command.args(arguments);
    command
}

/// The output and exit code of a run of the host command.
#[derive(Debug, PartialEq)]
struct Run {
    exit: Option<i32>,
    stdout: String,
    stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Run {
        let text = |bytes| String::from_utf8(bytes).expect("the host command prints UTF-8");
        Run { exit: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

/// Runs the host command at the repository's root.
fn run(arguments: &[&str]) -> Run {
    hallway(arguments).current_dir(in_repository("")).output().expect("the host command starts").into()
}
