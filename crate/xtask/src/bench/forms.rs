//! `bench forms [DIR]`: which pages of a folder are understood; our own in `tests/forms` without one.

use std::env;

use anyhow::Result;

use crate::project::Project;
use crate::setup::{browser, node};
use crate::{package, shell};

/// Opens each page of the folder's manifest in Chromium with the package in it; arguments are passed on.
///
/// # Errors
/// Something is missing, or a page did not open.
pub(super) fn run(project: &Project, arguments: &[String]) -> Result<()> {
    let chromium = browser::chromium()?;
    node::packages(project)?;
    package::make(project)?;
    let here = env::current_dir()?;
    let mut bench = node::node(project)?;
    bench.arg(project.path("tests/forms/bench.mjs"));
    for argument in arguments {
        // The folder is meant from where the command was given, wherever node runs.
        let path = here.join(argument);
        if path.is_dir() {
            bench.arg(path)
        } else {
            bench.arg(argument)
        };
    }
    shell::run(bench.env("TANDEM_CHROMIUM", chromium).env("TANDEM_PACKAGE", project.package()))
}
