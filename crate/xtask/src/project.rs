//! The paths of the project.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A checkout of this repository.
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// The checkout that this command belongs to.
    pub(crate) fn here() -> Result<Self> {
        // Cargo sets it at run time, so that a moved checkout is found too.
        let xtask = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = xtask.ancestors().nth(2).context("xtask lies in crate/xtask of the repository")?;
        Ok(Self { root: root.to_path_buf() })
    }

    /// Another checkout, for a build that has to give the same result there.
    pub(crate) fn at(root: &Path) -> Self {
        Self { root: root.to_path_buf() }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path below the root, written with forward slashes.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        below.split('/').fold(self.root.clone(), |path, part| path.join(part))
    }

    /// The package, unpacked: what the browser tests load.
    pub(crate) fn package(&self) -> PathBuf {
        self.path("target/package")
    }

    /// The extension's version, as its manifest tells it.
    pub(crate) fn version(&self) -> Result<String> {
        let path = self.path("manifest.json");
        let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        let manifest: serde_json::Value = serde_json::from_str(&text).context("manifest.json is no JSON")?;
        let version = manifest.get("version").and_then(serde_json::Value::as_str);
        Ok(version.context("manifest.json names no version")?.to_owned())
    }
}
