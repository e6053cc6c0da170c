//! How much the evidence weighs. What is here is learned (`cargo xtask bench forms --train`): small trees of questions,
//! each of which adds to a sum. The numbers are whole, so the sum is the same wherever it is made.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::evidence::{Evidence, names};

/// What was learned. `bias`, `threshold` and `margin`, and a tree a line: `name ? yes : no`, where yes and no are
/// numbers or further questions in brackets.
const WEIGHTS: &str = include_str!("weights.txt");

/// A question on the evidence, or what it comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tree {
    /// What is added.
    Leaf(i32),
    /// Whether something is so, and what follows either way.
    Split(Evidence, Box<Tree>, Box<Tree>),
}

/// Trees, and what their sum must reach.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// In thousandths of a natural logarithm of odds.
    pub trees: Vec<Tree>,
    /// What every field begins with.
    pub bias: i32,
    /// What a field must reach.
    pub threshold: i32,
    /// By how much the best must be ahead of the next, where nothing else tells them apart.
    pub margin: i32,
    /// What [`Self::digest`] was where it was learned.
    pub check: u32,
}

impl Tree {
    fn value(&self, evidence: &[Evidence]) -> i32 {
        match self {
            Self::Leaf(value) => *value,
            Self::Split(asked, yes, no) => {
                if evidence.contains(asked) {
                    yes.value(evidence)
                } else {
                    no.value(evidence)
                }
            }
        }
    }

    /// What it comes to on the whole, before anything is asked.
    fn middle(&self) -> i32 {
        match self {
            Self::Leaf(value) => *value,
            Self::Split(_, yes, no) => yes.middle().saturating_add(no.middle()) / 2,
        }
    }

    /// What each answer on the way adds.
    fn explain(&self, evidence: &[Evidence], add: &mut impl FnMut(Evidence, i32)) {
        if let Self::Split(asked, yes, no) = self {
            let next = if evidence.contains(asked) { yes } else { no };
            add(*asked, next.middle().saturating_sub(self.middle()));
            next.explain(evidence, add);
        }
    }

    /// Reads a tree from the front of a text.
    fn read(text: &mut &str, names: &BTreeMap<&str, Evidence>) -> Option<Self> {
        *text = text.trim_start();
        let Some(inner) = text.strip_prefix('(') else {
            let end = text.find([' ', ')']).unwrap_or(text.len());
            let (number, rest) = text.split_at_checked(end)?;
            *text = rest;
            return Some(Self::Leaf(number.parse().ok()?));
        };
        let (name, rest) = inner.split_once(" ? ")?;
        let asked = *names.get(name)?;
        *text = rest;
        let yes = Self::read(text, names)?;
        *text = text.trim_start().strip_prefix(':')?;
        let no = Self::read(text, names)?;
        *text = text.trim_start().strip_prefix(')')?;
        Some(Self::Split(asked, Box::new(yes), Box::new(no)))
    }

    /// As it is written.
    #[must_use]
    pub fn written(&self, names: &[String]) -> String {
        match self {
            Self::Leaf(value) => value.to_string(),
            Self::Split(asked, yes, no) => {
                let name = names.get(*asked).map_or("", String::as_str);
                format!("({name} ? {} : {})", yes.written(names), no.written(names))
            }
        }
    }
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
        let names = names();
        let names = names.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
        let number = |name: &str| {
            text.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok()).unwrap_or_default()
        };
        Self {
            trees: text
                .lines()
                .filter(|line| line.starts_with('('))
                .filter_map(|mut line| Tree::read(&mut line, &names))
                .collect(),
            bias: number("bias "),
            threshold: number("threshold "),
            margin: number("margin "),
            check: text
                .lines()
                .find_map(|line| line.strip_prefix("check ")?.parse().ok())
                .unwrap_or_default(),
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
        self.trees.iter().fold(self.bias, |sum, tree| sum.saturating_add(tree.value(evidence)))
    }

    /// What each question adds to the score of a field, the weightiest first.
    #[must_use]
    pub fn explain(&self, evidence: &[Evidence]) -> Vec<(Evidence, i32)> {
        let mut sums: Vec<(Evidence, i32)> = Vec::new();
        for tree in &self.trees {
            tree.explain(
                evidence,
                &mut |asked, weight| match sums.iter_mut().find(|(one, _)| *one == asked) {
                    Some((_, sum)) => *sum = sum.saturating_add(weight),
                    None => sums.push((asked, weight)),
                },
            );
        }
        sums.sort_by_key(|(_, weight)| std::cmp::Reverse(weight.unsigned_abs()));
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_what_was_learned_is_read_and_written_the_same() {
        let names = names();
        let trees: Vec<&str> = WEIGHTS.lines().filter(|line| line.starts_with('(')).collect();
        let model = Model::current();
        assert_eq!(model.trees.len(), trees.len());
        for (tree, line) in model.trees.iter().zip(trees) {
            assert_eq!(tree.written(&names), line);
        }
        assert!(WEIGHTS.len() <= 30_000, "{} bytes", WEIGHTS.len());
    }

    #[test]
    fn the_sums_are_what_they_were_where_they_were_learned() {
        assert_eq!(Model::current().digest(), Model::current().check);
    }
}
