//! The time to the first code, against an empty page in the same browser.

use anyhow::Result;

use crate::project::Project;
use crate::setup::{browser, node};
use crate::{package, shell};

/// Measures the package in Chromium and prints it; arguments are passed on.
///
/// # Errors
/// Something is missing, or a page did not open.
pub(super) fn run(project: &Project, arguments: &[String]) -> Result<()> {
    let chromium = browser::chromium()?;
    node::packages(project)?;
    package::make(project)?;
    let mut bench = node::node(project)?;
    bench.arg(project.path("tests/browser/bench-popup.mjs")).args(arguments);
    shell::run(bench.env("TANDEM_CHROMIUM", chromium).env("TANDEM_PACKAGE", project.package()))
}
