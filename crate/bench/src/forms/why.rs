//! Explains the answer for one page.

use std::fmt::Write as _;

use anyhow::{Result, ensure};
use tandem_core::form::{Evidence, names};

use super::learned::Learned;
use super::pages::{Known, Right};
use super::score::answer;

/// Each field's evidence and what it weighs, for every page whose name ends so.
///
/// # Errors
/// No page is called so.
pub(crate) fn explain(known: &[Known], file: &str, model: &Learned) -> Result<String> {
    let names = names();
    let mut told = String::new();
    for one in known.iter().filter(|known| known.file.ends_with(file)) {
        writeln!(told, "{}: {:?}, and {:?} is right", one.file, answer(one, model), one.right)?;
        for candidate in &one.candidates {
            let score = model.score(&candidate.evidence);
            let called = candidate.fields.first().and_then(|at| one.page.as_ref()?.inputs.get(*at));
            let called = called.map_or_else(String::new, |input| format!("{} {}", input.label, input.id));
            writeln!(
                told,
                "field {:?} {called}: {score}, of {} that are needed",
                candidate.fields, model.model.threshold
            )?;
            writeln!(told, "  {:>6} to begin with", model.score(&[]))?;
            for (evidence, weight) in weighed(&candidate.evidence, model) {
                writeln!(told, "  {weight:>+6} {}", names.get(evidence).map_or("", String::as_str))?;
            }
        }
    }
    ensure!(!told.is_empty(), "no page is called {file}");
    Ok(told)
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

#[cfg(test)]
mod tests {
    use tandem_core::form::Model;

    use super::super::pages;
    use super::*;

    const WEIGHTS: &str =
        "bias -5000\nthreshold 500\nmargin 700\nown_sure 4000\ncalled.sure 30\nalone 2000\nnames.soft -900\n";

    fn one(kind: &str, inputs: &serde_json::Value) -> Known {
        let page = serde_json::json!({ "title": "", "inputs": inputs, "groups": [{}] });
        let line = serde_json::json!({ "file": "shop-code.html", "kind": kind, "wanted": [0], "page": page });
        pages::known(&line).unwrap()
    }

    #[test]
    fn each_field_is_explained_by_what_its_score_is_the_sum_of() {
        let input = serde_json::json!({
            "kind": "text", "visible": true, "open": true, "opacity": 1.0,
            "label": "One-time code", "name": "phone_number",
        });
        let model = Learned { model: Model::read(WEIGHTS), trees: Vec::new() };
        let known = [one("single", &serde_json::json!([input]))];
        let told = explain(&known, "code.html", &model).unwrap();
        let lines: Vec<&str> = told.lines().collect();
        let expected = [
            "shop-code.html: Nothing(NoSign), and Single([0]) is right",
            "field [0] One-time code : 130, of 500 that are needed",
            "   -5000 to begin with",
            "   +4000 own_sure",
            "   +2000 alone",
            "    -900 names.soft",
            "     +30 called.sure",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_page_that_is_not_there_has_no_explanation() {
        let known = [one("none", &serde_json::json!([]))];
        assert!(explain(&known, "other.html", &Learned::default()).is_err());
    }
}
