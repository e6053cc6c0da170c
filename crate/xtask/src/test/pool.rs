//! Runs test files in parallel, the longest first: a long one started last would run alone at the
//! end.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Instant;

use anyhow::Result;

use super::tally::Tally;
use super::unchanged::Unchanged;
use crate::progress::{self, Seconds};
use crate::project::Project;
use crate::shell::{self, Ended};

/// How long each file took in its last run, in milliseconds, by name.
type Times = BTreeMap<String, u64>;

/// Where these times are saved.
const KEPT: &str = "target/test-times.json";

/// Runs each file by a separate command, as many in parallel as there are processors, but at least
/// two, since a browser also waits.
///
/// # Errors
/// A command couldn't be started, or what passed can't be saved.
pub(super) fn run(
    project: &Project,
    files: Vec<PathBuf>,
    unchanged: &Unchanged,
    command: impl Fn(&Path) -> Result<Command> + Sync,
) -> Result<Tally> {
    let mut times = read(project);
    let queue = Mutex::new(longest_first(files, &times));
    let done = Mutex::new((Tally::default(), Times::new()));
    let workers = thread::available_parallelism().map_or(2, |count| count.get().max(2));
    // A separate function, because the guard in a `while let` lives as long as its body, and files
    // would wait for each other.
    let next = || lock(&queue).pop_front();
    let work = || -> Result<()> {
        while let Some(file) = next() {
            let begun = Instant::now();
            let record = shell::record(command(&file)?)?;
            let took = begun.elapsed();
            let mut tally = Tally::of_node(&record.text);
            // It crashed, which no count shows.
            if record.ended == Ended::Badly && tally.failed == 0 {
                tally.failed = 1;
            }
            let name = name_of(&file);
            super::parts::show(&record, tally);
            progress::say(format_args!("  {name}: {tally} ({})", Seconds(took)));
            unchanged.note(&file, tally)?;
            let mut done = lock(&done);
            done.0 += tally;
            done.1.insert(name, u64::try_from(took.as_millis())?);
        }
        Ok(())
    };
    thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        running
            .into_iter()
            .try_for_each(|one| one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })?;
    let (tally, new) = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    times.extend(new);
    // Without these times, the run only takes a few seconds longer.
    let _ = fs::write(project.path(KEPT), serde_json::to_string_pretty(&times)?);
    Ok(tally)
}

fn longest_first(mut files: Vec<PathBuf>, times: &Times) -> VecDeque<PathBuf> {
    // A new file may take long.
    files.sort_by_key(|file| std::cmp::Reverse(times.get(&name_of(file)).copied().unwrap_or(u64::MAX)));
    files.into()
}

fn read(project: &Project) -> Times {
    let text = fs::read_to_string(project.path(KEPT)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// A test file as what is saved of earlier runs names it.
pub(super) fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_comes_first_and_what_is_new_before_it() {
        let files = ["a/short.mjs", "a/new.mjs", "a/long.mjs"].map(PathBuf::from).to_vec();
        let times = Times::from([("short.mjs".to_owned(), 1), ("long.mjs".to_owned(), 9)]);
        let order: Vec<String> = longest_first(files, &times).iter().map(|file| name_of(file)).collect();
        assert_eq!(order, ["new.mjs", "long.mjs", "short.mjs"]);
    }
}
