//! Lists the files of the tree by name.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// What is in the tree without being part of it.
const NOT_OURS: [&str; 4] = ["target", "node_modules", "dist", ".git"];

/// The files at and below `places`, relative to `root` with forward slashes, in order. A place that
/// doesn't exist has none.
///
/// # Errors
/// A folder can't be read, or a name isn't text.
pub(crate) fn files_below(root: &Path, places: &[&str]) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for place in places {
        collect(root, place, &mut files)?;
    }
    files.sort();
    Ok(files)
}

fn collect(root: &Path, name: &str, files: &mut Vec<String>) -> Result<()> {
    let path = root.join(name);
    if path.is_file() {
        files.push(name.to_owned());
        return Ok(());
    }
    if !path.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(&path).with_context(|| format!("reading {}", path.display()))? {
        let file = entry?.file_name();
        let below = file.to_str().with_context(|| format!("{name} holds a name that is no text"))?;
        if !NOT_OURS.contains(&below) {
            collect(root, &format!("{name}/{below}"), files)?;
        }
    }
    Ok(())
}
