//! Which pages go wrong at which threshold.

use super::learned::Learned;
use super::pages::Known;
use super::score::{Score, answer};
use super::why;

/// The thresholds to compare.
const THRESHOLDS: [i32; 6] = [-500, 0, 250, 500, 750, 1000];

/// Prints every page that a model gets wrong at one of the thresholds, with a letter for each of them: `w` for an
/// offer where nothing is wanted, `x` for another field than the one that is right, `m` for a code that is missed.
pub(crate) fn list(known: &[&Known], model: &Learned) {
    for one in known {
        let marks: String = THRESHOLDS.iter().map(|threshold| mark(one, model, *threshold)).collect();
        if marks.contains(|mark| mark != '.') {
            println!("  {marks} {} ({}), and {:?} is right", one.file, one.lang, one.right);
            why::in_short(one, &model.at(THRESHOLDS[0], model.model.margin));
        }
    }
}

fn mark(one: &Known, model: &Learned, threshold: i32) -> char {
    let score = Score::of(one, &answer(one, &model.at(threshold, model.model.margin)));
    match score {
        Score { wrong: 1, .. } => 'w',
        Score { misled: 1, .. } => 'x',
        Score { wanting: 1, found: 0, .. } => 'm',
        _ => '.',
    }
}
