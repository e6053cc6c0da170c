//! Which browser tests have passed with the very same files: like Go's test cache, so that a second
//! run only repeats what a change can have broken.
//!
//! A fresh clone has none. `cargo xtask test --again` runs every file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::pool::name_of;
use super::tally::Tally;
use crate::project::Project;
use crate::tree;

/// Where they are saved: for each file, a hash of everything it ran with, and its counts.
const KEPT: &str = "target/test-passed.json";

/// What passed, and what all files share.
pub(super) struct Unchanged {
    kept: PathBuf,
    shared: Sha256,
    passed: Mutex<BTreeMap<String, Value>>,
}

impl Unchanged {
    /// Reads what passed before; `programs` are the browsers and Node.
    ///
    /// # Errors
    /// A file of the tests or the package can't be read.
    pub(super) fn read(project: &Project, programs: &[PathBuf]) -> Result<Self> {
        let mut shared = Sha256::new();
        for name in tree::files_below(project.root(), &["_locales", "target/package", "tests"])? {
            if !name.ends_with(".test.mjs") {
                add(&mut shared, &name, &project.path(&name))?;
            }
        }
        let beside = project.path("../shared");
        let beside = tree::files_below(&beside, &["."])?.into_iter().map(|name| beside.join(name));
        for path in beside.chain(programs.iter().cloned()) {
            // Too large to be read each time.
            let about = path.metadata().with_context(|| format!("looking at {}", path.display()))?;
            shared.update(format!("{} {} {:?}\n", path.display(), about.len(), about.modified()?));
        }
        let kept = project.path(KEPT);
        let passed = serde_json::from_str(&fs::read_to_string(&kept).unwrap_or_default());
        Ok(Self { kept, shared, passed: Mutex::new(passed.unwrap_or_default()) })
    }

    /// The counts of a file that passed with the same inputs.
    pub(super) fn tally(&self, file: &Path) -> Option<Tally> {
        let inputs = self.inputs(file).ok()?;
        let passed = self.passed.lock().unwrap_or_else(PoisonError::into_inner);
        let before = passed.get(&name_of(file)).filter(|before| before["inputs"] == json!(inputs))?;
        let count = |kind: &str| u32::try_from(before[kind].as_u64()?).ok();
        Some(Tally { passed: count("passed")?, failed: 0, skipped: count("skipped")? })
    }

    /// Saves that a file passed, or forgets it.
    pub(super) fn note(&self, file: &Path, tally: Tally) -> Result<()> {
        let mut passed = self.passed.lock().unwrap_or_else(PoisonError::into_inner);
        passed.remove(&name_of(file));
        if tally.failed == 0 && tally.passed > 0 {
            let inputs = self.inputs(file)?;
            let now = json!({ "inputs": inputs, "passed": tally.passed, "skipped": tally.skipped });
            passed.insert(name_of(file), now);
        }
        Ok(fs::write(&self.kept, serde_json::to_string_pretty(&*passed)?)?)
    }

    fn inputs(&self, file: &Path) -> Result<String> {
        let mut inputs = self.shared.clone();
        add(&mut inputs, &name_of(file), file)?;
        Ok(inputs.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// With its length, so that no two sets of files look alike.
fn add(to: &mut Sha256, name: &str, path: &Path) -> Result<()> {
    let bytes = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    to.update(format!("{name} {}\n", bytes.len()));
    to.update(bytes);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, name: &str, text: &str) {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }

    #[test]
    fn a_file_that_passed_runs_again_once_anything_it_ran_with_changes() {
        let root = std::env::temp_dir().join(format!("tandem-unchanged-{}", std::process::id()));
        for name in
            ["target/package/a.js", "tests/hands.mjs", "tests/a.test.mjs", "tests/b.test.mjs", "chromium"]
        {
            write(&root, name, "first");
        }
        let project = Project::at(&root);
        let again = || Unchanged::read(&project, &[root.join("chromium")]).expect("all is there");
        let file = root.join("tests/a.test.mjs");
        let tally = Tally { passed: 3, failed: 0, skipped: 1 };
        let pass = || again().note(&file, tally).expect("it can be saved");
        assert_eq!(again().tally(&file), None);
        pass();
        assert_eq!(again().tally(&file), Some(tally));
        write(&root, "tests/b.test.mjs", "another test file is no part of it");
        assert_eq!(again().tally(&file), Some(tally));
        for name in
            ["target/package/a.js", "tests/hands.mjs", "tests/a.test.mjs", "tests/new.mjs", "chromium"]
        {
            write(&root, name, "changed");
            assert_eq!(again().tally(&file), None, "{name}");
            pass();
        }
        again().note(&file, Tally::FAILED).expect("it can be saved");
        assert_eq!(again().tally(&file), None);
        fs::remove_dir_all(&root).expect("it can be removed");
    }
}
