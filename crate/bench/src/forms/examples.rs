//! The fields of the pages as training examples: their evidence, and whether they take the code.

use tandem_core::form::Evidence;

use super::pages::Known;

/// One field, or one row of boxes.
pub(crate) struct Example {
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) right: bool,
    pub(crate) weight: f64,
}

/// The examples of a page.
pub(crate) fn of(known: &Known) -> Vec<Example> {
    let wanted = known.right.fields();
    let is_wanted = |at: &usize| i64::try_from(*at).is_ok_and(|at| wanted.contains(&at));
    known
        .candidates
        .iter()
        .map(|candidate| {
            let right = !wanted.is_empty() && candidate.fields.iter().all(is_wanted);
            // An offer where nothing is wanted costs more than a field that is not found.
            let weight = if known.right.is_nothing() { 3.0 } else { 1.0 };
            Example { evidence: candidate.evidence.clone(), right, weight }
        })
        .collect()
}
