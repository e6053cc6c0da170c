//! How much work is left.

use super::Budget;

/// Counts the work that was done against a budget, in looks at single points of the picture.
pub(super) struct Meter(u64);

/// Looks at a point that take a step, about a microsecond.
const LOOKS: u64 = 100;

impl Meter {
    pub(super) fn new(budget: Budget) -> Self {
        Self(budget.0.saturating_mul(LOOKS))
    }

    /// Takes some steps, each roughly a microsecond.
    pub(super) fn spend(&mut self, steps: u64) {
        self.samples(steps.saturating_mul(LOOKS));
    }

    /// Takes some looks at a point between pixels.
    pub(super) fn samples(&mut self, looks: u64) {
        self.0 = self.0.saturating_sub(looks);
    }

    pub(super) fn left(&self) -> bool {
        self.0 > 0
    }
}
