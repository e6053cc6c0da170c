//! Runs other programs, and reports plainly when one fails.

use std::env;
use std::ffi::OsStr;
use std::io::{Read, pipe};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::project::Project;

/// Everything a program printed, and whether it succeeded.
pub(crate) struct Record {
    pub(crate) text: String,
    pub(crate) ended: Ended,
}

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    Well,
    Badly,
}

/// Runs it on this terminal.
///
/// # Errors
/// It couldn't be started, or failed.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let name = name_of(command);
    let status = command.status().with_context(|| format!("{name} could not be started"))?;
    if !status.success() {
        bail!("{name} failed ({status})");
    }
    Ok(())
}

/// Runs it silently; its output is shown only if it fails.
///
/// # Errors
/// As for [`run`]; the error then contains the end of the output.
pub(crate) fn quietly(command: &mut Command) -> Result<()> {
    capture(command).map(drop)
}

/// Runs it silently and returns its stdout.
///
/// # Errors
/// As for [`run`]; the error then contains its stderr.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    let name = name_of(command);
    let output = command.output().with_context(|| format!("{name} could not be started"))?;
    if !output.status.success() {
        bail!("{name} failed ({})\n{}", output.status, String::from_utf8_lossy(&output.stderr).trim_end());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs it silently to its end, successful or not, and keeps both streams in order.
///
/// # Errors
/// It couldn't be started.
pub(crate) fn record(mut command: Command) -> Result<Record> {
    let name = name_of(&command);
    let (mut reader, writer) = pipe()?;
    command.stdin(std::process::Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn().with_context(|| format!("{name} could not be started"))?;
    // The command holds the pipe's other end; if kept, the reading below would never end.
    drop(command);
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    let status = child.wait()?;
    let ended = if status.success() { Ended::Well } else { Ended::Badly };
    Ok(Record { text: String::from_utf8_lossy(&bytes).into_owned(), ended })
}

/// The cargo that runs us, at the root, building into our own `target`.
pub(crate) fn cargo(project: &Project) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(project.root()).env("CARGO_TARGET_DIR", project.path("target"));
    // Variables that Cargo sets for xtask itself must not reach it.
    for (name, _) in env::vars_os() {
        if name
            .to_str()
            .is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"))
        {
            command.env_remove(name);
        }
    }
    command
}

/// The program of `crate/<folder>`, built in this profile; further arguments are its own.
pub(crate) fn program(project: &Project, folder: &str, profile: &str) -> Command {
    let mut command = cargo(project);
    command.args(["run", "--quiet", "--locked", "--profile", profile, "--manifest-path"]);
    command.arg(project.path(&format!("crate/{folder}/Cargo.toml"))).arg("--");
    command
}

/// A program on PATH.
pub(crate) fn found(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path).map(|folder| folder.join(&file)).find(|candidate| candidate.is_file())
}

/// The command as it would be typed, without the folder of its program.
fn name_of(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args()).take(4);
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_missing_is_named() {
        let error = run(&mut Command::new("tandem-no-such-program")).expect_err("it does not exist");
        assert_eq!(error.to_string(), "tandem-no-such-program could not be started");
    }

    #[test]
    fn both_streams_are_kept_and_a_bad_end_is_told() {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.arg("no-such-subcommand");
        let record = record(command).expect("cargo starts");
        assert_eq!(record.ended, Ended::Badly);
        assert!(record.text.contains("no-such-subcommand"), "{}", record.text);
    }
}
