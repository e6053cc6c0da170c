//! Everything a developer runs: `cargo xtask run`, `build`, `test`, `bench`, `package`, `tidy`.
//!
//! Each command installs what it needs, or names it together with the command that installs it.

#![expect(clippy::print_stdout, reason = "printing what happened is what these commands are for")]

mod bench;
mod build;
mod icons;
mod package;
mod progress;
mod project;
mod reproduce;
mod setup;
mod shell;
mod suffixes;
mod test;
mod tidy;
mod tree;
mod walk;

use std::process::ExitCode;

use anyhow::{Result, bail};

use project::Project;

const HELP: &str = "\
cargo xtask run [ARGUMENT…]   build, start the practice console, open a browser with the extension;
                              without a display: walk through all of it and print each step
cargo xtask build [--release] make the repository root the unpacked extension
cargo xtask package           dist/tandem-<version>.zip, and the same unpacked in target/package
cargo xtask test [PART…]      everything that can fail, or the parts that are named; browser tests that
                              passed with the same files run again only with --again
cargo xtask tidy              the invariants that can be checked by reading
cargo xtask bench NAME        how well: durability [--kills N], forms [DIR], import DIR|--speed, popup, qr DIR, scan, unlock
cargo xtask suffixes --check   which Public Suffix List the core's packed set was made from";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<ExitCode> {
    let project = Project::here()?;
    let (command, rest) = arguments.split_first().map_or(("help", arguments), |(a, b)| (a.as_str(), b));
    match command {
        "run" => walk::run(&project, rest),
        "build" => build::run(&project, rest),
        "package" => package::run(&project, rest),
        "test" => test::run(&project, rest),
        "tidy" => tidy::run(&project, rest),
        "bench" => bench::run(&project, rest),
        "suffixes" => suffixes::run(&project, rest),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => bail!("there is no command {other:?}\n\n{HELP}"),
    }
}
