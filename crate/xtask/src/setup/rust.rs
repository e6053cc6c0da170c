//! The parts of the Rust toolchain besides the compiler.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Mutex;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::{progress, shell};

/// The target of everything that ships.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Adds the wasm target if it is missing.
///
/// # Errors
/// It is missing and there is no rustup to add it.
pub(crate) fn wasm_target() -> Result<()> {
    // We ask the compiler, not rustup: a distribution's Rust may have the target without rustup.
    if sysroot()?.join("lib").join("rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    rustup(&["target", "add", WASM])
}

/// Adds rustfmt and clippy, which a minimal installation lacks.
///
/// # Errors
/// One is missing and there is no rustup to add it.
pub(crate) fn component(project: &Project, name: &str) -> Result<()> {
    let subcommand = name.strip_prefix("rust").unwrap_or(name);
    if shell::capture(shell::cargo(project).args([subcommand, "--version"])).is_ok() {
        return Ok(());
    }
    rustup(&["component", "add", name])
}

/// The folder of the compiler in use.
///
/// # Errors
/// rustc doesn't answer.
pub(crate) fn sysroot() -> Result<PathBuf> {
    Ok(PathBuf::from(shell::capture(rustc().args(["--print", "sysroot"]))?.trim()))
}

/// The compiler's commit, which is part of its standard library's paths.
///
/// # Errors
/// rustc doesn't answer.
pub(crate) fn commit() -> Result<String> {
    let told = shell::capture(rustc().arg("-vV"))?;
    let hash = told.lines().find_map(|line| line.strip_prefix("commit-hash: "));
    Ok(hash.unwrap_or("unknown").to_owned())
}

fn rustc() -> Command {
    Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}

static RUSTUP: Mutex<()> = Mutex::new(());

fn rustup(arguments: &[&str]) -> Result<()> {
    let command = format!("rustup {}", arguments.join(" "));
    if shell::found("rustup").is_none() {
        bail!("this needs what `{command}` installs; rustup itself is at https://rustup.rs");
    }
    // One at a time: rustup writes into one folder without locking it.
    let _one = RUSTUP.lock();
    progress::step(&command, "10 s, once", || {
        shell::run(Command::new("rustup").arg("--quiet").args(arguments))
    })
    .with_context(|| format!("`{command}` is needed"))
}
