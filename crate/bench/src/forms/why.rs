//! What the model made of one page.

use tandem_core::form::{Model, names};

use super::pages::{Known, Right};
use super::score::answer;

/// Prints each field's evidence and what it weighs, for every page whose name ends so.
pub(crate) fn explain(known: &[Known], file: &str, model: &Model) {
    let names = names();
    for one in known.iter().filter(|known| known.file.ends_with(file)) {
        println!("{}: {:?}, and {:?} is right", one.file, answer(one, model), one.right);
        for candidate in &one.candidates {
            let score = model.score(&candidate.evidence);
            let called = candidate.fields.first().and_then(|at| one.page.as_ref()?.inputs.get(*at));
            let called = called.map_or_else(String::new, |input| format!("{} {}", input.label, input.id));
            println!(
                "field {:?} {called}: {score}, of {} that are needed",
                candidate.fields, model.threshold
            );
            println!("  {:>6} to begin with", model.score(&[]));
            for (evidence, weight) in model.explain(&candidate.evidence) {
                let name = names.get(evidence).map_or("", String::as_str);
                let so = if candidate.evidence.contains(&evidence) { "" } else { "not " };
                println!("  {weight:>+6} {so}{name}");
            }
        }
    }
}

/// Prints what is so and weighs most, of the field that is right and of the one that is offered.
pub(crate) fn in_short(one: &Known, model: &Model) {
    const MOST: usize = 24;
    let names = names();
    let offered = Right::from(&answer(one, model));
    for candidate in &one.candidates {
        let meant = |right: &Right| {
            candidate.fields.iter().any(|at| i64::try_from(*at).is_ok_and(|at| right.fields().contains(&at)))
        };
        if meant(&one.right) || meant(&offered) {
            let weights = model.explain(&candidate.evidence);
            let said: Vec<String> = weights
                .iter()
                .filter(|(evidence, _)| candidate.evidence.contains(evidence))
                .take(MOST)
                .map(|(evidence, weight)| {
                    format!("{weight:+} {}", names.get(*evidence).map_or("", String::as_str))
                })
                .collect();
            println!("    {}: {}", model.score(&candidate.evidence), said.join(", "));
        }
    }
}
