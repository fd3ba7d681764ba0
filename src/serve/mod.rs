//! `hallway serve`: shows a conference in the browser while somebody edits its files.
//!
//! The rules of this module: the last good guide stays until there is another one; whatever is wrong is said in the
//! terminal and in the open pages; nothing is written to the disk.

use std::collections::BTreeSet;
use std::io::{self, ErrorKind, Write};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::publish::kit::Files;

mod answers;

/// How long files must be left alone before they are read again, because editors write a file in several steps.
const PAUSE: Duration = Duration::from_millis(60);

/// What the pages show now.
#[derive(Clone)]
struct Shown {
    /// Grows with each change: milliseconds since 1970, so that it grows over restarts too.
    version: u128,
    /// The last good guide; `None` if there was none yet.
    guide: Option<Arc<Files>>,
    /// What is wrong with the files now.
    problems: Option<String>,
}

/// Serves a guide at this address until the command is ended. `make` reads the conference and makes its guide, or says
/// what is wrong with it; it is called again whenever one of the `files` or something in one of the `folders` changes.
/// The address is printed to `out`.
///
/// # Errors
///
/// If the address cannot be used, or the files cannot be watched.
pub fn serve(
    host: IpAddr,
    port: u16,
    files: &[PathBuf],
    folders: &[PathBuf],
    mut make: impl FnMut() -> Result<Files, String> + Send + 'static,
    out: &mut impl Write,
) -> Result<()> {
    let (changed, changes) = channel();
    // Before the files are read for the first time, so that no change is missed.
    let watcher = watch(files, folders, changed)?;
    let (shown, watched) = watch::channel(next(None, make()));
    let runtime = tokio::runtime::Runtime::new().context("failed to start the server")?;
    let listener = runtime.block_on(listen(host, port))?;
    writeln!(out, "==> the guide is at http://{}/ (Ctrl+C ends it)", listener.local_addr()?)?;
    out.flush()?;
    std::thread::spawn(move || {
        while changes.recv().is_ok() {
            while changes.recv_timeout(PAUSE).is_ok() {}
            let now = next(Some(&shown.borrow()), make());
            if is_other(&now, &shown.borrow()) {
                shown.send_replace(now);
            }
        }
    });
    runtime.block_on(answers::answer(listener, watched)).context("the server stopped")?;
    drop(watcher);
    Ok(())
}

/// What is shown after the guide was made again, or could not be made.
fn next(before: Option<&Shown>, made: Result<Files, String>) -> Shown {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_millis());
    let version = before.map_or(since_1970, |before| since_1970.max(before.version + 1));
    match made {
        Ok(files) => Shown { version, guide: Some(Arc::new(files)), problems: None },
        Err(problems) => {
            // To the terminal; not `eprintln!`, which panics if stderr is closed.
            _ = writeln!(io::stderr(), "{problems}");
            Shown { version, guide: before.and_then(|before| before.guide.clone()), problems: Some(problems) }
        }
    }
}

/// Whether pages must change. A file that was saved without a change is no reason.
fn is_other(now: &Shown, before: &Shown) -> bool {
    now.problems != before.problems || now.guide != before.guide
}

async fn listen(host: IpAddr, port: u16) -> Result<TcpListener> {
    match TcpListener::bind(SocketAddr::new(host, port)).await {
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!("port {port} is taken; choose another: --port {}", port.wrapping_add(1).max(1024))
        }
        listener => listener.with_context(|| format!("failed to listen at {host}, port {port}")),
    }
}

/// Watches files and folders, and sends something when one of them has changed.
fn watch(files: &[PathBuf], folders: &[PathBuf], changed: Sender<()>) -> Result<RecommendedWatcher> {
    let absolute = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
    let files: BTreeSet<PathBuf> = files.iter().map(absolute).collect();
    let folders: BTreeSet<PathBuf> = folders.iter().map(absolute).collect();
    let (of_interest, inside) = (files.clone(), folders.clone());
    let concerns = move |path: &PathBuf| {
        of_interest.contains(path) || inside.iter().any(|folder| path.starts_with(folder))
    };
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // Reading a file is an event too. If events were lost, anything may have changed.
        let is_change = |event: &Event| {
            event.need_rescan() || !event.kind.is_access() && event.paths.iter().any(&concerns)
        };
        if event.is_ok_and(|event| is_change(&event)) {
            // Fails only if the command is about to end.
            _ = changed.send(());
        }
    })
    .context("failed to watch files")?;
    // The folder of a file and not the file itself, because many editors replace files.
    let around =
        files.iter().filter_map(|file| file.parent()).map(|folder| (folder, RecursiveMode::NonRecursive));
    let whole = folders.iter().map(|folder| (folder.as_path(), RecursiveMode::Recursive));
    for (folder, mode) in around.chain(whole) {
        let watched = watcher.watch(folder, mode);
        watched.with_context(|| format!("failed to watch {}", folder.display()))?;
    }
    Ok(watcher)
}
