//! `suffixes`: runs the program `crate/suffixes`, which alone needs the core and a crate for host
//! names.

use std::env;
use std::process::ExitCode;

use anyhow::Result;

use crate::project::Project;
use crate::shell;

pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let mut program = shell::program(project, "suffixes", "dev");
    shell::run(program.args(arguments).current_dir(env::current_dir()?))?;
    Ok(ExitCode::SUCCESS)
}
