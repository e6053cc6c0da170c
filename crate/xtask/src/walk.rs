//! Placeholder.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::project::Project;

pub(crate) fn run(_project: &Project, _arguments: &[String]) -> Result<ExitCode> {
    bail!("not there yet")
}
