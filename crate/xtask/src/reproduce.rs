//! Checks that a build in another folder gives the same bytes.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::build::{self, Profile};
use crate::icons;
use crate::package::{self, Package};
use crate::project::Project;
use crate::tree;

/// What a package is made from.
const SOURCES: [&str; 7] =
    [".cargo", "Cargo.lock", "Cargo.toml", "_locales", "crate", "extension", "manifest.json"];

/// Builds and packs a copy of the sources in a folder of another name and depth.
///
/// # Errors
/// It can't be built there, or a file differs; the error names the first.
pub(crate) fn elsewhere(project: &Project, package: &Package) -> Result<()> {
    let other = Project::at(&project.path("target/elsewhere/a folder/of another length"));
    copy(project, &other)?;
    let compiled = build::compile(&other, Profile::Release)?;
    build::generate(&other, &compiled, &build::bindgen(project)?)?;
    icons::draw(project, &other)?;
    let again = package::pack(&other)?;
    if again.bytes == package.bytes {
        return Ok(());
    }
    for name in tree::files_below(&project.package(), &package::ROOTS)? {
        let read = |folder: &Path| fs::read(folder.join(&name));
        if read(&project.package())? != read(&other.package())? {
            bail!("{name} comes out otherwise in {}", other.root().display());
        }
    }
    bail!("the same files make another archive in {}", other.root().display())
}

/// Copies what changed and removes what is gone, so that cargo there compiles only what it must.
fn copy(from: &Project, to: &Project) -> Result<()> {
    let names: Vec<String> = tree::files_below(from.root(), &SOURCES)?
        .into_iter()
        .filter(|name| !name.starts_with("extension/wasm/") && !name.starts_with(icons::FOLDER))
        .collect();
    for name in tree::files_below(to.root(), &SOURCES)? {
        if !names.contains(&name) {
            fs::remove_file(to.path(&name))?;
        }
    }
    for name in &names {
        let bytes = fs::read(from.path(name))?;
        let path = to.path(name);
        if fs::read(&path).is_ok_and(|there| there == bytes) {
            continue;
        }
        fs::create_dir_all(path.parent().context("a source lies in a folder")?)?;
        fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}
