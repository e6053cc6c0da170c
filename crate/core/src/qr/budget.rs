//! How much work is left.

use super::Budget;

/// Counts the work that was done against a budget.
pub(super) struct Meter(u64);

impl Meter {
    pub(super) fn new(budget: Budget) -> Self {
        Self(budget.0)
    }

    /// Takes some steps, each roughly a microsecond.
    pub(super) fn spend(&mut self, steps: u64) {
        self.0 = self.0.saturating_sub(steps);
    }

    pub(super) fn left(&self) -> bool {
        self.0 > 0
    }
}
