//! What was learned: a weight for each fact, and decision trees where the design has them.

use tandem_core::form::{Evidence, Model};

/// A question on the evidence, or what it comes to.
#[derive(Debug, Clone)]
pub(crate) enum Tree {
    /// What is added.
    Leaf(i32),
    /// Whether something is so, and what follows either way.
    Split(Evidence, Box<Tree>, Box<Tree>),
}

impl Tree {
    fn value(&self, evidence: &[Evidence]) -> i32 {
        match self {
            Self::Leaf(value) => *value,
            Self::Split(asked, yes, no) if evidence.contains(asked) => yes.value(evidence),
            Self::Split(_, _, no) => no.value(evidence),
        }
    }

    fn half(&self) -> Self {
        match self {
            Self::Leaf(value) => Self::Leaf(value / 2),
            Self::Split(asked, yes, no) => Self::Split(*asked, Box::new(yes.half()), Box::new(no.half())),
        }
    }
}

/// Weights, and trees that are added to them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Learned {
    pub(crate) model: Model,
    pub(crate) trees: Vec<Tree>,
}

impl Learned {
    pub(crate) fn score(&self, evidence: &[Evidence]) -> i32 {
        self.trees.iter().fold(self.model.score(evidence), |sum, tree| sum + tree.value(evidence))
    }

    /// The same model with another threshold and margin.
    pub(crate) fn at(&self, threshold: i32, margin: i32) -> Self {
        let model = Model { threshold, margin, ..self.model.clone() };
        Self { model, trees: self.trees.clone() }
    }

    /// The mean of this and trees.
    pub(crate) fn mean(&self, other: &Self) -> Self {
        let weights = self.model.weights.iter().map(|weight| weight / 2).collect();
        let model = Model { weights, bias: (self.model.bias + other.model.bias) / 2, ..self.model.clone() };
        Self { model, trees: other.trees.iter().map(Tree::half).collect() }
    }
}
