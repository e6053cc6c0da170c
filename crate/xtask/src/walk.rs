//! `run`: the practice console, and a browser with the extension.

use std::env;
use std::process::ExitCode;
use std::thread;

use anyhow::Result;

use crate::project::Project;
use crate::setup::{browser, node};
use crate::{package, progress, shell};

/// Opens a window, or, without a display, goes through everything and prints each step. Arguments
/// are passed on.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let chromium = thread::scope(|scope| {
        let chromium = scope.spawn(browser::chromium);
        let packages = scope.spawn(|| node::packages(project));
        package::lay_out(project)?;
        join(packages)?;
        join(chromium)
    })?;
    progress::say(format_args!("opening the browser"));
    let mut walk = node::node(project)?;
    walk.arg(project.path("tests/browser/run.mjs"));
    if !has_display() && !arguments.iter().any(|argument| argument == "--headless") {
        println!("there is no display, so this is the walk without one");
        walk.arg("--headless");
    }
    walk.args(arguments).env("TANDEM_CHROMIUM", chromium).env("TANDEM_PACKAGE", project.package());
    walk.env("TANDEM_WALK_DIR", project.path("target/walk"));
    shell::run(&mut walk)?;
    Ok(ExitCode::SUCCESS)
}

fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some())
}

fn join<T>(thread: thread::ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
