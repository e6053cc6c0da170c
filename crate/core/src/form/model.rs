//! How much the evidence weighs. What is here is learned (`cargo xtask bench forms --train`): a weight for each fact.
//! The numbers are whole, so the sum is the same wherever it is made.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::facts::{Evidence, names};

/// What was learned, a name and a number a line: `bias`, `threshold`, `margin` and `check`, then evidence.
const WEIGHTS: &str = include_str!("weights.txt");

/// What evidence adds, and what the sum must reach.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// Of each evidence, in thousandths of a natural logarithm of odds.
    pub weights: Vec<i32>,
    /// What every field begins with.
    pub bias: i32,
    /// What a field must reach.
    pub threshold: i32,
    /// By how much the best must be ahead of the next, where nothing else tells them apart.
    pub margin: i32,
    /// What [`Self::digest`] was where it was learned.
    pub check: u32,
}

impl Model {
    /// What this version has learned.
    #[must_use]
    pub fn current() -> &'static Self {
        static CURRENT: LazyLock<Model> = LazyLock::new(|| Model::read(WEIGHTS));
        &CURRENT
    }

    /// Reads what was learned. A line that is none of it says nothing.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut lines: BTreeMap<&str, &str> = BTreeMap::new();
        for (name, value) in text.lines().filter_map(|line| line.split_once(' ')) {
            lines.insert(name, value);
        }
        let number = |name: &str| lines.get(name).and_then(|value| value.parse().ok()).unwrap_or_default();
        Self {
            weights: names().iter().map(|name| number(name)).collect(),
            bias: number("bias"),
            threshold: number("threshold"),
            margin: number("margin"),
            check: lines.get("check").and_then(|value| value.parse().ok()).unwrap_or_default(),
        }
    }

    /// One number for the scores of many made-up fields: it is the same wherever the sums are.
    #[must_use]
    pub fn digest(&self) -> u32 {
        const FIELDS: u32 = 500;
        let (mut digest, mut state) = (0x811c_9dc5_u32, 1_u32);
        let all = names().len();
        for _ in 0..FIELDS {
            let evidence: Vec<Evidence> = (0..all)
                .filter(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    state >> 28 == 0
                })
                .collect();
            for byte in self.score(&evidence).to_le_bytes() {
                digest = (digest ^ u32::from(byte)).wrapping_mul(0x0100_0193);
            }
        }
        digest
    }

    /// How much speaks for a field.
    #[must_use]
    pub fn score(&self, evidence: &[Evidence]) -> i32 {
        let weights = evidence.iter().filter_map(|one| self.weights.get(*one));
        weights.fold(self.bias, |sum, weight| sum.saturating_add(*weight))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_what_was_learned_is_read() {
        let lines = WEIGHTS.lines().filter(|line| !line.starts_with('#')).count();
        let weights = Model::current().weights.iter().filter(|weight| **weight != 0).count();
        assert_eq!(weights + 4, lines);
        assert!(WEIGHTS.len() <= 30_000, "{} bytes", WEIGHTS.len());
    }

    #[test]
    fn the_sums_are_what_they_were_where_they_were_learned() {
        assert_eq!(Model::current().digest(), Model::current().check);
    }
}
