//! Other programs: started in the open, with a plain word when one fails.

use std::env;
use std::ffi::OsStr;
use std::io::{Read, pipe};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::project::Project;

/// What a program printed on both its streams, and whether it ended well.
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
/// It could not be started, or ended with anything but success.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let name = name_of(command);
    let status = command.status().with_context(|| format!("{name} could not be started"))?;
    if !status.success() {
        bail!("{name} failed ({status})");
    }
    Ok(())
}

/// Runs it unseen; what it printed is told only when it fails.
///
/// # Errors
/// As [`run`]; the error then holds the last of what it printed.
pub(crate) fn quietly(command: &mut Command) -> Result<()> {
    capture(command).map(drop)
}

/// Runs it unseen and gives what it printed on stdout.
///
/// # Errors
/// As [`run`]; the error then holds what it printed on stderr.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    let name = name_of(command);
    let output = command.output().with_context(|| format!("{name} could not be started"))?;
    if !output.status.success() {
        bail!("{name} failed ({})\n{}", output.status, String::from_utf8_lossy(&output.stderr).trim_end());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs it unseen to its end, good or bad, and keeps both streams in the order they came.
///
/// # Errors
/// It could not be started.
pub(crate) fn record(mut command: Command) -> Result<Record> {
    let name = name_of(&command);
    let (mut reader, writer) = pipe()?;
    command.stdin(std::process::Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn().with_context(|| format!("{name} could not be started"))?;
    // It holds the pipe's other end: kept, the reading below would never end.
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
    // Cargo's words to us about xtask itself are none of its business.
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

/// The program of `crate/<folder>`, built in this profile; what is added are its own arguments.
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

/// The command as a person would type it, without the folder of its program.
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
