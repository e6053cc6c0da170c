//! Benches of the core without a browser: `crate/bench`, at the speed that people get.

use std::env;

use anyhow::Result;

use crate::project::Project;
use crate::setup::node;
use crate::shell;

/// `bench qr DIR`: how many of a folder's pictures are read, and in what time.
///
/// # Errors
/// It does not compile, or a picture cannot be read.
pub(super) fn qr(project: &Project, arguments: &[String]) -> Result<()> {
    if arguments.iter().any(|argument| argument == "--against") {
        node::node(project)?;
        node::packages(project)?;
    }
    run(project, "qr", arguments)
}

/// `bench import DIR`: which accounts are read from the files of other apps; `--speed` how fast.
///
/// # Errors
/// It does not compile, or the folder cannot be read.
pub(super) fn import(project: &Project, arguments: &[String]) -> Result<()> {
    if arguments.iter().any(|argument| argument == "--speed") {
        node::node(project)?;
        node::packages(project)?;
    }
    run(project, "import", arguments)
}

fn run(project: &Project, name: &str, arguments: &[String]) -> Result<()> {
    let mut bench = shell::program(project, "bench", "bench");
    shell::run(bench.arg(name).args(arguments).current_dir(env::current_dir()?))
}
