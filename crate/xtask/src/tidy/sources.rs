//! The text of the tree, read once, so that every check is a function of it.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};

use crate::project::Project;
use crate::{shell, tree};

/// Every file that a check may read, by its name from the root.
#[derive(Default)]
pub(crate) struct Sources {
    files: BTreeMap<String, String>,
    /// The crates that core depends on, without itself.
    pub(crate) core_dependencies: Vec<String>,
}

const PLACES: [&str; 11] = [
    "CONTRIBUTING.md",
    "Cargo.toml",
    "README.ja.md",
    "README.md",
    "SECURITY.md",
    "_locales",
    "crate",
    "docs",
    "extension",
    "manifest.json",
    "tests",
];

impl Sources {
    /// # Errors
    /// A file can't be read, or cargo doesn't answer.
    pub(crate) fn read(project: &Project) -> Result<Self> {
        let mut files = BTreeMap::new();
        for name in tree::files_below(project.root(), &PLACES)? {
            let bytes = fs::read(project.path(&name)).with_context(|| format!("reading {name}"))?;
            files.insert(name, String::from_utf8_lossy(&bytes).into_owned());
        }
        Ok(Self { files, core_dependencies: core_dependencies(project)? })
    }

    /// The content of a package, for the checks that need no more.
    pub(crate) fn packed<'a>(members: impl Iterator<Item = (&'a str, &'a [u8])>) -> Self {
        let text =
            |(name, bytes): (&str, &[u8])| (name.to_owned(), String::from_utf8_lossy(bytes).into_owned());
        Self { files: members.map(text).collect(), core_dependencies: Vec::new() }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(String::as_str)
    }

    /// The files below a folder whose names have this ending.
    pub(crate) fn below<'a>(
        &'a self,
        folder: &'a str,
        end: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> + 'a {
        let all = self.files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        all.filter(move |(name, _)| name.starts_with(folder) && name.ends_with(end))
    }

    /// The docs.
    pub(crate) fn papers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.below("", ".md").filter(|(name, _)| !name.contains('/') || name.starts_with("docs/"))
    }

    /// The extension's own scripts, without those that wasm-bindgen generates.
    pub(crate) fn scripts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.below("extension/", ".js").filter(|(name, _)| !name.starts_with("extension/wasm/"))
    }
}

fn core_dependencies(project: &Project) -> Result<Vec<String>> {
    let mut tree = shell::cargo(project);
    tree.args(["tree", "--package", "tandem-core", "--edges", "normal", "--target", "all"]);
    let told = shell::capture(tree.args(["--prefix", "none", "--format", "{p}"]))?;
    let mut names: Vec<String> =
        told.lines().skip(1).filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    Ok(names)
}

#[cfg(test)]
impl Sources {
    /// A tree of these files.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        Self { files: files.iter().map(own).collect(), core_dependencies: Vec::new() }
    }
}
