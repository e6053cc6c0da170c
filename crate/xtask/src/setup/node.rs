//! Node and the packages of `tests/`, which are only for development.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::{progress, shell};

const OLDEST: u32 = 20;

/// Node, ready to run a script at the repository root.
///
/// # Errors
/// It is missing or too old.
pub(crate) fn node(project: &Project) -> Result<Command> {
    let told = shell::capture(Command::new("node").arg("--version"));
    let version = told.ok().as_deref().and_then(major);
    match version {
        Some(version) if version >= OLDEST => {
            let mut command = Command::new("node");
            command.current_dir(project.root());
            Ok(command)
        }
        Some(version) => bail!("Node {OLDEST} or later is needed, this is {version}: https://nodejs.org"),
        None => bail!("Node {OLDEST} or later is needed: https://nodejs.org"),
    }
}

/// Installs what `tests/package-lock.json` names, unless it is installed already.
///
/// # Errors
/// npm is missing or failed.
pub(crate) fn packages(project: &Project) -> Result<()> {
    static INSTALLING: Mutex<()> = Mutex::new(());
    // Two at the same time would remove each other's files.
    let _one = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    let lock = project.path("tests/package-lock.json");
    // npm writes it last, so an interrupted run counts as none.
    let stamp = project.path("tests/node_modules/.package-lock.json");
    if changed(&stamp) >= changed(&lock) && stamp.is_file() {
        return Ok(());
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(npm);
    command.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(project.path("tests"));
    progress::step("installing the npm packages of tests/", "15 s, once", || shell::quietly(&mut command))
        .context("npm comes with Node: https://nodejs.org")
}

/// A program from an npm package of `tests/`, as the script that Node runs.
pub(crate) fn script(project: &Project, below_modules: &str) -> PathBuf {
    project.path("tests/node_modules").join(below_modules)
}

fn changed(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|metadata| metadata.modified()).ok()
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_node_says() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v9\n"), Some(9));
        assert_eq!(major("20.1.0"), None);
        assert_eq!(major(""), None);
    }
}
