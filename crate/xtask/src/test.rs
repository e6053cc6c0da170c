//! Runs everything that can fail, part by part, to the end.

mod parts;
mod pool;
mod tally;
mod unchanged;

use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::progress::{self, Seconds};
use crate::project::Project;
use parts::{Lane, PARTS, Part, Workplace};
use tally::Tally;

/// Runs also what passed before with the same files.
const AGAIN: &str = "--again";

/// The last printed line is `N passed, M failed`, with `, K skipped` if tests were skipped.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let (again, names): (Vec<String>, Vec<String>) =
        arguments.iter().cloned().partition(|argument| argument == AGAIN);
    let chosen = choose(&names)?;
    let workplace = Workplace::new(project, !again.is_empty());
    let begun = Instant::now();
    let total = thread::scope(|scope| {
        if chosen.iter().any(|part| part.needs_more_than_rust()) {
            scope.spawn(|| workplace.prepare());
        }
        let lanes = [Lane::Sources, Lane::Package].map(|lane| {
            let parts: Vec<&Part> = chosen.iter().copied().filter(|part| part.lane == lane).collect();
            scope.spawn(|| all_of(parts, &workplace))
        });
        let mut total = Tally::default();
        for lane in lanes {
            total += lane.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        }
        total
    });
    println!("all of it took {}", Seconds(begun.elapsed()));
    println!("{total}");
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// One after another, each to its end.
fn all_of(parts: Vec<&Part>, workplace: &Workplace<'_>) -> Tally {
    let mut total = Tally::default();
    for part in parts {
        let what = format!("{}: {}", part.name, part.what);
        let tally = progress::step(&what, part.usually, || {
            let told = (part.run)(workplace);
            let tally = told.unwrap_or_else(|error| {
                println!("{}: {error:#}", part.name);
                Tally::FAILED
            });
            // A part in which nothing ran proves nothing.
            let tally = if tally == Tally::default() { Tally::FAILED } else { tally };
            progress::say(format_args!("{}: {tally}", part.name));
            tally
        });
        total += tally;
    }
    total
}

fn choose(names: &[String]) -> Result<Vec<&'static Part>> {
    if names.is_empty() {
        return Ok(PARTS.iter().collect());
    }
    for name in names {
        if !PARTS.iter().any(|part| part.name == name) {
            let known: Vec<&str> = PARTS.iter().map(|part| part.name).collect();
            bail!("there is no part {name:?}; the parts are {}", known.join(", "));
        }
    }
    Ok(PARTS.iter().filter(|part| names.iter().any(|name| name == part.name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_run_in_their_own_order_whatever_order_they_are_named_in() {
        let names = ["tidy".to_owned(), "fmt".to_owned()];
        let chosen: Vec<&str> = choose(&names).expect("both exist").iter().map(|part| part.name).collect();
        assert_eq!(chosen, ["fmt", "tidy"]);
    }

    #[test]
    fn a_name_that_is_no_part_is_answered_with_those_that_are() {
        let error = choose(&["fmtt".to_owned()]).err().expect("no such part").to_string();
        assert!(error.starts_with("there is no part \"fmtt\"; the parts are fmt, tidy, clippy, "), "{error}");
    }
}
