//! How much work is left.

use super::Budget;

/// Counts the work that was done against a budget, in looks at single points of the picture.
pub(super) struct Meter {
    pub(super) all: u64,
    /// What is left of it for the present pass.
    pass: u64,
    /// What is left of that for the dearest attempts.
    dear: u64,
}

/// Looks at a point that take a step, about a microsecond.
const LOOKS: u64 = 100;

impl Meter {
    pub(super) fn new(budget: Budget) -> Self {
        let all = budget.0.saturating_mul(LOOKS);
        Self { all, pass: all, dear: all }
    }

    /// Begins a pass that may take some steps at most, and so many of them for attempts that are dear.
    pub(super) fn begin_pass(&mut self, steps: u64, dear: u64) {
        self.pass = self.all.min(steps.saturating_mul(LOOKS));
        self.dear = self.pass.min(dear.saturating_mul(LOOKS));
    }

    /// Takes the looks of a dear attempt, where anything is left for such.
    pub(super) fn affords(&mut self, looks: u64) -> bool {
        let affords = self.dear > 0;
        if affords {
            self.dear = self.dear.saturating_sub(looks);
            self.samples(looks);
        }
        affords
    }

    /// Takes some steps, each roughly a microsecond.
    pub(super) fn spend(&mut self, steps: u64) {
        self.samples(steps.saturating_mul(LOOKS));
    }

    /// Takes some looks at a point between pixels.
    pub(super) fn samples(&mut self, looks: u64) {
        self.all = self.all.saturating_sub(looks);
        self.pass = self.pass.saturating_sub(looks);
    }

    /// Whether the pass may go on.
    pub(super) fn left(&self) -> bool {
        self.pass > 0
    }

    /// Leaves so many steps of the budget at most.
    pub(super) fn leave(&mut self, steps: u64) {
        self.all = self.all.min(steps.saturating_mul(LOOKS));
    }

    /// Whether another pass may begin.
    pub(super) fn any_left(&self) -> bool {
        self.all > 0
    }
}
