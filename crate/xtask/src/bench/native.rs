//! Benches of the core without a browser: `crate/bench`, optimised as for users.

use std::{env, fs};

use anyhow::Result;

use crate::project::Project;
use crate::setup::node;
use crate::shell;

use super::browser;

/// `bench qr DIR`: how many of a folder's pictures are read, and in what time.
///
/// # Errors
/// It doesn't compile, or a picture can't be read.
pub(super) fn qr(project: &Project, arguments: &[String]) -> Result<()> {
    if arguments.iter().any(|argument| argument == "--against") {
        node::node(project)?;
        node::packages(project)?;
    }
    run(project, "qr", arguments)
}

/// `bench import DIR`: which accounts are read from other apps' files; with `--speed`, how fast.
///
/// # Errors
/// It doesn't compile, or the folder can't be read.
pub(super) fn import(project: &Project, arguments: &[String]) -> Result<()> {
    if !arguments.iter().any(|argument| argument == "--speed") {
        return run(project, "import", arguments);
    }
    node::node(project)?;
    node::packages(project)?;
    // The same files again in the browser, by the package's module.
    let folder = project.path("target/speed");
    fs::create_dir_all(&folder)?;
    let native = run(project, "import", &["--speed".to_owned(), folder.display().to_string()]);
    browser::import(project, &folder)?;
    fs::remove_dir_all(&folder)?;
    native
}

fn run(project: &Project, name: &str, arguments: &[String]) -> Result<()> {
    let mut bench = shell::program(project, "bench", "bench");
    shell::run(bench.arg(name).args(arguments).current_dir(env::current_dir()?))
}
