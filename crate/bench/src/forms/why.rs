//! Explains the answer for one page.

use tandem_core::form::{Evidence, names};

use super::learned::Learned;
use super::pages::{Known, Right};
use super::score::answer;

/// Prints each field's evidence and what it weighs, for every page whose name ends so.
pub(crate) fn explain(known: &[Known], file: &str, model: &Learned) {
    let names = names();
    for one in known.iter().filter(|known| known.file.ends_with(file)) {
        println!("{}: {:?}, and {:?} is right", one.file, answer(one, model), one.right);
        for candidate in &one.candidates {
            let score = model.score(&candidate.evidence);
            let called = candidate.fields.first().and_then(|at| one.page.as_ref()?.inputs.get(*at));
            let called = called.map_or_else(String::new, |input| format!("{} {}", input.label, input.id));
            println!(
                "field {:?} {called}: {score}, of {} that are needed",
                candidate.fields, model.model.threshold
            );
            println!("  {:>6} to begin with", model.score(&[]));
            for (evidence, weight) in weighed(&candidate.evidence, model) {
                let name = names.get(evidence).map_or("", String::as_str);
                println!("  {weight:>+6} {name}");
            }
        }
    }
}

/// The facts that hold, with their weights, the heaviest first.
fn weighed(evidence: &[Evidence], model: &Learned) -> Vec<(Evidence, i32)> {
    let weight = |one: &Evidence| model.model.weights.get(*one).copied().unwrap_or_default();
    let mut all: Vec<(Evidence, i32)> = evidence.iter().map(|one| (*one, weight(one))).collect();
    all.retain(|(_, weight)| *weight != 0);
    all.sort_by_key(|(_, weight)| std::cmp::Reverse(weight.unsigned_abs()));
    all
}

/// Prints the heaviest facts of the right field and of the one that is offered.
pub(crate) fn in_short(one: &Known, model: &Learned) {
    const MOST: usize = 24;
    let names = names();
    let offered = Right::from(&answer(one, model));
    for candidate in &one.candidates {
        let meant = |right: &Right| {
            candidate.fields.iter().any(|at| i64::try_from(*at).is_ok_and(|at| right.fields().contains(&at)))
        };
        if meant(&one.right) || meant(&offered) {
            let said: Vec<String> = weighed(&candidate.evidence, model)
                .iter()
                .take(MOST)
                .map(|(evidence, weight)| {
                    format!("{weight:+} {}", names.get(*evidence).map_or("", String::as_str))
                })
                .collect();
            println!("    {}: {}", model.score(&candidate.evidence), said.join(", "));
        }
    }
}
