//! The package: what the stores get, and what the browser tests load.

mod allow;
mod archive;
mod limits;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::build::{self, Profile};
use crate::project::Project;
use crate::{tidy, tree};
pub(crate) use allow::ROOTS;
use allow::Verdict;
use archive::Member;
use limits::Sizes;

/// A package within its limits.
pub(crate) struct Package {
    pub(crate) file: PathBuf,
    pub(crate) bytes: Vec<u8>,
    sizes: Sizes,
}

impl Package {
    fn sha256(&self) -> String {
        Sha256::digest(&self.bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The result in readable form.
impl fmt::Display for Package {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {} bytes, SHA-256 {}", self.file.display(), self.bytes.len(), self.sha256())?;
        write!(f, "{}", self.sizes)
    }
}

pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    if !arguments.is_empty() {
        bail!("package takes no arguments, not {arguments:?}");
    }
    let package = make(project)?;
    println!("{package}");
    Ok(ExitCode::SUCCESS)
}

/// Builds for release, then packs.
///
/// # Errors
/// The build fails, or as for [`pack`].
pub(crate) fn make(project: &Project) -> Result<Package> {
    build::extension(project, Profile::Release)?;
    pack(project)
}

/// Builds quickly and copies the result to `target/package`, for a developer who waits to see it.
///
/// # Errors
/// The build fails, or there is a file that the allow-list doesn't know.
pub(crate) fn lay_out(project: &Project) -> Result<()> {
    build::extension(project, Profile::Quick)?;
    unpack(&members(project)?, &project.package())
}

/// Packs the build into `dist`, and unpacked into `target/package`.
///
/// # Errors
/// There is a file that the allow-list doesn't know, or the package exceeds a limit.
pub(crate) fn pack(project: &Project) -> Result<Package> {
    let members = members(project)?;
    unpack(&members, &project.package())?;
    let opening = tidy::what_the_popup_loads(members.iter().map(|member| (&*member.name, &*member.bytes)));
    let bytes = archive::archive(members)?;
    let sizes = Sizes::of(&archive::sizes(&bytes)?, &opening);
    sizes.check()?;
    let dist = project.path("dist");
    fs::create_dir_all(&dist)?;
    let file = dist.join(format!("tandem-{}.zip", project.version()?));
    fs::write(&file, &bytes).with_context(|| format!("writing {}", file.display()))?;
    Ok(Package { file, bytes, sizes })
}

fn members(project: &Project) -> Result<Vec<Member>> {
    let mut members = Vec::new();
    let mut unknown = Vec::new();
    for name in tree::files_below(project.root(), &ROOTS)? {
        match allow::verdict(&name) {
            Verdict::Ships => {
                let path = project.path(&name);
                let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
                members.push(Member { name, bytes });
            }
            Verdict::Stays => {}
            Verdict::Unknown => unknown.push(name),
        }
    }
    if !unknown.is_empty() {
        bail!("the package's allow-list does not know {}", unknown.join(", "));
    }
    Ok(members)
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
