//! The package: what the stores get, and what the browser tests load.

mod allow;
mod archive;
mod comments;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::build::{self, Profile};
use crate::project::Project;
use crate::tree;
pub(crate) use allow::ROOTS;
use allow::Verdict;
use archive::Member;

/// In bytes of the archive.
const BUDGET: usize = 300_000;

/// A package that was made and is within its budget.
pub(crate) struct Package {
    pub(crate) file: PathBuf,
    pub(crate) bytes: Vec<u8>,
}

impl Package {
    /// As a person reads it.
    pub(crate) fn size(&self) -> String {
        format!("{} bytes, of {BUDGET} it may have", self.bytes.len())
    }
}

pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    if !arguments.is_empty() {
        bail!("package takes no arguments, not {arguments:?}");
    }
    let package = make(project)?;
    println!("{}: {}", package.file.display(), package.size());
    Ok(ExitCode::SUCCESS)
}

/// Builds for release, then packs.
///
/// # Errors
/// The build fails, or as [`pack`].
pub(crate) fn make(project: &Project) -> Result<Package> {
    build::extension(project, Profile::Release)?;
    pack(project)
}

/// Packs what was built, into `dist` and unpacked into `target/package`.
///
/// # Errors
/// A file is there that the allow-list does not know, or the package is over its budget.
pub(crate) fn pack(project: &Project) -> Result<Package> {
    let members = members(project)?;
    unpack(&members, &project.package())?;
    let bytes = archive::archive(members)?;
    if bytes.len() > BUDGET {
        bail!("the package has {} bytes, over its budget of {BUDGET}", bytes.len());
    }
    let dist = project.path("dist");
    fs::create_dir_all(&dist)?;
    let file = dist.join(format!("tandem-{}.zip", project.version()?));
    fs::write(&file, &bytes).with_context(|| format!("writing {}", file.display()))?;
    Ok(Package { file, bytes })
}

fn members(project: &Project) -> Result<Vec<Member>> {
    let mut members = Vec::new();
    let mut unknown = Vec::new();
    for name in tree::files_below(project.root(), &ROOTS)? {
        match allow::verdict(&name) {
            Verdict::Ships => members.push(Member { bytes: shipped(project, &name)?, name }),
            Verdict::Stays => {}
            Verdict::Unknown => unknown.push(name),
        }
    }
    if !unknown.is_empty() {
        bail!("the package's allow-list does not know {}", unknown.join(", "));
    }
    Ok(members)
}

fn shipped(project: &Project, name: &str) -> Result<Vec<u8>> {
    let path = project.path(name);
    if comments::has(name) {
        let code = comments::without(&fs::read_to_string(&path)?).and_then(|code| comments::flush(&code));
        return Ok(code.with_context(|| name.to_owned())?.into_bytes());
    }
    if name.ends_with(".html") {
        return Ok(comments::flush(&fs::read_to_string(&path)?)?.into_bytes());
    }
    if name.ends_with("/messages.json") {
        return Ok(comments::close_set(&fs::read_to_string(&path)?).into_bytes());
    }
    fs::read(&path).with_context(|| format!("reading {}", path.display()))
}

fn unpack(members: &[Member], folder: &Path) -> Result<()> {
    // A file of an earlier package would be tested and not shipped.
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    for member in members {
        let path = member.name.split('/').fold(folder.to_path_buf(), |path, part| path.join(part));
        let parent = path.parent().context("a member lies in a folder")?;
        fs::create_dir_all(parent)?;
        fs::write(&path, &member.bytes).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}
