//! The parts of the Rust toolchain beyond a bare compiler, and wasm-pack.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::shell;

/// The target everything that ships is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

const WASM_PACK: &str = "0.15.1";

/// Adds the wasm target where it is missing.
///
/// # Errors
/// It is missing and there is no rustup to add it.
pub(crate) fn wasm_target() -> Result<()> {
    // Asked of the compiler, not of rustup: a distribution's Rust has the one without the other.
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
/// rustc cannot be asked.
pub(crate) fn sysroot() -> Result<PathBuf> {
    Ok(PathBuf::from(shell::capture(rustc().args(["--print", "sysroot"]))?.trim()))
}

/// The commit the compiler was made from, which its standard library's paths are told by.
///
/// # Errors
/// rustc cannot be asked.
pub(crate) fn commit() -> Result<String> {
    let told = shell::capture(rustc().arg("-vV"))?;
    let hash = told.lines().find_map(|line| line.strip_prefix("commit-hash: "));
    Ok(hash.unwrap_or("unknown").to_owned())
}

/// A wasm-pack of the series we know, built once when there is none.
///
/// # Errors
/// It could not be built.
pub(crate) fn wasm_pack(project: &Project) -> Result<PathBuf> {
    if let Some(found) = shell::found("wasm-pack").filter(|path| is_our_series(path)) {
        return Ok(found);
    }
    let root = project.path("target/wasm-pack");
    let built = root.join("bin").join(format!("wasm-pack{}", std::env::consts::EXE_SUFFIX));
    if built.is_file() && is_our_series(&built) {
        return Ok(built);
    }
    println!("building wasm-pack {WASM_PACK}, once");
    let mut install = shell::cargo(project);
    // It only starts other programs: optimised, it would take twice as long to build and save nothing.
    install
        .args(["install", "wasm-pack", "--version", WASM_PACK, "--locked", "--force", "--debug", "--root"])
        .arg(&root);
    install.env("CARGO_PROFILE_DEV_DEBUG", "false");
    shell::run(&mut install)?;
    Ok(built)
}

fn is_our_series(wasm_pack: &Path) -> bool {
    let told = shell::capture(Command::new(wasm_pack).arg("--version"));
    told.is_ok_and(|version| version.starts_with("wasm-pack 0.15."))
}

fn rustc() -> Command {
    Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}

fn rustup(arguments: &[&str]) -> Result<()> {
    let command = format!("rustup {}", arguments.join(" "));
    if shell::found("rustup").is_none() {
        bail!("this needs what `{command}` installs; rustup itself is at https://rustup.rs");
    }
    shell::run(Command::new("rustup").args(arguments)).with_context(|| format!("`{command}` is needed"))
}
