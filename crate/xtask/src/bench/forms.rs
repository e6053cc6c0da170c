//! `bench forms`: in which pages of a folder the code field is found, why, and training on them.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::project::Project;
use crate::setup::{browser, node};
use crate::{package, shell};

/// `bench forms [DIR…] [--list] [--why FILE] [--errors] [--compare] [--train]`; our own pages in `tests/forms` without a folder.
///
/// The page script describes each page of a folder's manifest once, in Chromium with the package.
/// `crate/bench` then does the rest in seconds, as often as needed.
///
/// # Errors
/// Something is missing, or a page did not open.
pub(super) fn run(project: &Project, arguments: &[String]) -> Result<()> {
    let here = env::current_dir()?;
    let is_folder = |argument: &&String| here.join(argument).is_dir();
    let (folders, options): (Vec<&String>, Vec<&String>) = arguments.iter().partition(is_folder);
    let mut folders: Vec<PathBuf> = folders.into_iter().map(|folder| here.join(folder)).collect();
    if folders.is_empty() {
        folders.push(project.path("tests/forms/pages"));
    }
    node::packages(project)?;
    // Set this to use an unchanged package without building another.
    let package = match env::var_os("TANDEM_PACKAGE") {
        Some(package) => PathBuf::from(package),
        None => {
            package::make(project)?;
            project.package()
        }
    };
    let described =
        folders.iter().map(|folder| describe(project, folder, &package)).collect::<Result<Vec<_>>>()?;
    let mut bench = shell::program(project, "bench", "bench");
    bench.arg("forms").args(described).args(options);
    shell::run(bench.current_dir(project.root()))
}

/// The file with the descriptions of a folder's pages. Only changed pages are opened again.
fn describe(project: &Project, folder: &Path, package: &Path) -> Result<PathBuf> {
    let folder = folder.canonicalize().with_context(|| format!("opening {}", folder.display()))?;
    let name: String =
        folder.display().to_string().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let out = project.path("target/forms").join(format!("{name}.jsonl"));
    let mut collect = node::node(project)?;
    collect.arg(project.path("tests/forms/collect.mjs")).arg(&folder).arg(&out);
    shell::run(collect.env("TANDEM_CHROMIUM", browser::chromium()?).env("TANDEM_PACKAGE", package))?;
    Ok(out)
}
