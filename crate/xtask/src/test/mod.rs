//! Everything that can fail, part by part, to the end.

mod parts;
mod tally;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::project::Project;
use parts::{PARTS, Part, Workplace};
use tally::Tally;

/// The last line it prints stands alone: `N passed, M failed`, with `, K skipped` where something was.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let chosen = choose(arguments)?;
    let workplace = Workplace::new(project);
    let mut total = Tally::default();
    let begun = Instant::now();
    for part in chosen {
        println!("{}: {}", part.name, part.what);
        let begun = Instant::now();
        let tally = (part.run)(&workplace).unwrap_or_else(|error| {
            println!("{}: {error:#}", part.name);
            Tally::FAILED
        });
        // A part in which nothing ran proves nothing.
        let tally = if tally == Tally::default() { Tally::FAILED } else { tally };
        println!("{}: {tally} ({:.1} s)", part.name, begun.elapsed().as_secs_f64());
        total += tally;
    }
    println!("all of it took {:.1} s", begun.elapsed().as_secs_f64());
    println!("{total}");
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
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
        assert!(error.starts_with("there is no part \"fmtt\"; the parts are fmt, clippy, "), "{error}");
    }
}
