//! Benches of the package in Chromium; the scripts know what they measure.

use std::path::Path;

use anyhow::Result;

use crate::project::Project;
use crate::setup::{browser, node};
use crate::{package, shell};

/// `bench popup`: the time to the first code, against an empty page in the same browser.
///
/// # Errors
/// Something is missing, or a page didn't open.
pub(super) fn popup(project: &Project, arguments: &[String]) -> Result<()> {
    run(project, "tests/browser/bench-popup.mjs", arguments)
}

/// `bench durability [--kills N]`: what remains after the browser was killed at random moments.
///
/// # Errors
/// Something is missing, or something was lost.
pub(super) fn durability(project: &Project, arguments: &[String]) -> Result<()> {
    run(project, "tests/browser/bench-durability.mjs", arguments)
}

/// `bench unlock`: the time from a passphrase to the first code.
///
/// # Errors
/// Something is missing, or the popup did not open.
pub(super) fn unlock(project: &Project, arguments: &[String]) -> Result<()> {
    run(project, "tests/browser/bench-unlock.mjs", arguments)
}

/// `bench scan`: the time from *Scan QR on page* to its answer.
///
/// # Errors
/// Something is missing, or a page wasn't read as it should be.
pub(super) fn scan(project: &Project, arguments: &[String]) -> Result<()> {
    run(project, "tests/browser/bench-scan.mjs", arguments)
}

/// `bench import --speed`, second half: how long the files of a folder take in the browser.
///
/// # Errors
/// Something is missing, or a file was not read.
pub(super) fn import(project: &Project, folder: &Path) -> Result<()> {
    run(project, "tests/browser/bench-import.mjs", &[folder.display().to_string()])
}

/// Makes the package and runs the script on it with the arguments.
fn run(project: &Project, script: &str, arguments: &[String]) -> Result<()> {
    let chromium = browser::chromium()?;
    node::packages(project)?;
    package::make(project)?;
    let mut bench = node::node(project)?;
    bench.arg(project.path(script)).args(arguments);
    shell::run(bench.env("TANDEM_CHROMIUM", chromium).env("TANDEM_PACKAGE", project.package()))
}
