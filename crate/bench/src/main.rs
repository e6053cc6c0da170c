//! The benches of `cargo xtask bench` that need no browser, as a separate program, so that nothing
//! else compiles picture decoders.

#![expect(clippy::print_stdout, reason = "saying what was measured is what this is for")]

mod forms;
mod import;
mod qr;
mod rivals;

use std::process::ExitCode;

use anyhow::{Result, bail};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    match arguments.split_first().map(|(name, rest)| (name.as_str(), rest)) {
        Some(("forms", rest)) => forms::run(rest),
        Some(("import", rest)) => import::run(rest),
        Some(("qr", rest)) => qr::run(rest),
        _ => bail!("bench what? forms, import or qr"),
    }
}
