//! Checks the invariants that can be checked by reading the tree.

mod boundary;
mod code;
mod core;
mod extension;
mod lengths;
mod links;
mod map;
mod messages;
mod papers;
mod reach;
mod readmes;
mod sources;
mod words;

use std::collections::BTreeSet;
use std::fmt;
use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::project::Project;
use sources::Sources;

/// The result of one check.
pub(crate) struct Finding {
    pub(crate) name: &'static str,
    /// One sentence each, starting with the file it is about.
    pub(crate) complaints: Vec<String>,
}

type Check = fn(&Sources) -> Vec<String>;

const CHECKS: [(&str, Check); 25] = [
    ("core depends on nothing that knows JavaScript, time or chance", core::dependencies),
    ("core names no clock, file, socket or random source", core::surroundings),
    ("core's modules know only those below them", core::layers),
    ("a secret cannot be copied, printed or stored by accident", core::secret),
    ("what crosses the boundary is declared in view.rs or error.rs", boundary::types),
    ("every crate takes the workspace's lints, which forbid unsafe code", boundary::lints),
    ("no file is longer than 600 lines", lengths::all),
    ("the extension names no network address", extension::addresses),
    ("what the build generates fetches its own wasm alone", extension::generated),
    ("every file of the extension is reached from the manifest", reach::all),
    ("every file that is named is there", reach::named),
    ("the popup loads at most 12 modules", reach::popup),
    ("no view of the popup is imported but by popup.js", map::views),
    ("no circle of imports", map::circles),
    ("every sentence that is asked for is there, in both languages", messages::present),
    ("every sentence is used", messages::used),
    ("no sentence stands twice in a language", messages::once),
    ("both languages have the same sentences with the same places in them", messages::same),
    ("every error has a sentence", messages::errors),
    ("no sentence counts one as many, and each language has one set of marks", messages::marks),
    ("both READMEs have the same headings, commands, links and tables", readmes::same),
    ("what a README quotes is what Tandem says", readmes::quotes),
    ("a file that the docs name is there", papers::named),
    ("the docs wrap at 100 columns", papers::wrapped),
    ("every Rust file opens with what it is for", papers::headed),
];

pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    if !arguments.is_empty() {
        bail!("tidy takes no arguments, not {arguments:?}");
    }
    let findings = check(project)?;
    for finding in &findings {
        println!("{finding}");
    }
    let untidy = findings.iter().any(|finding| !finding.complaints.is_empty());
    Ok(if untidy { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The files of a package that the popup loads to open.
pub(crate) fn what_the_popup_loads<'a>(
    members: impl Iterator<Item = (&'a str, &'a [u8])>,
) -> BTreeSet<String> {
    reach::popup_loads(&Sources::packed(members))
}

/// Runs every check.
///
/// # Errors
/// The tree can't be read, or cargo can't tell what core depends on.
pub(crate) fn check(project: &Project) -> Result<Vec<Finding>> {
    let sources = Sources::read(project)?;
    Ok(CHECKS.iter().map(|(name, check)| Finding { name, complaints: check(&sources) }).collect())
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.complaints.is_empty() { "ok  " } else { "FAIL" };
        write!(f, "  {mark} {}", self.name)?;
        for complaint in &self.complaints {
            write!(f, "\n         {complaint}")?;
        }
        Ok(())
    }
}
