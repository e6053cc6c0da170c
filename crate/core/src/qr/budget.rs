//! How much work is left, counted in looks at single points of the picture.

use crate::qr::Budget;

/// Counts work against a budget.
pub(super) struct Meter {
    all: u64,
    /// What is left for the current pass.
    pass: u64,
    /// What is left of that for costly attempts.
    costly: u64,
}

/// The looks in a step, which takes about a microsecond.
const LOOKS: u64 = 100;

impl Meter {
    pub(super) fn new(budget: Budget) -> Self {
        let all = budget.0.saturating_mul(LOOKS);
        Self { all, pass: all, costly: all }
    }

    /// Begins a pass with so many steps, of which so many may go to costly attempts.
    pub(super) fn begin_pass(&mut self, steps: u64, costly: u64) {
        self.pass = self.all.min(steps.saturating_mul(LOOKS));
        self.costly = self.pass.min(costly.saturating_mul(LOOKS));
    }

    /// Spends the looks of a costly attempt; false if nothing is left for such attempts.
    pub(super) fn spend_costly(&mut self, looks: u64) -> bool {
        let affords = self.costly > 0;
        if affords {
            self.costly = self.costly.saturating_sub(looks);
            self.spend_points(looks);
        }
        affords
    }

    /// Spends steps of about a microsecond each.
    pub(super) fn spend(&mut self, steps: u64) {
        self.spend_points(steps.saturating_mul(LOOKS));
    }

    /// Spends looks at single points.
    pub(super) fn spend_points(&mut self, looks: u64) {
        self.all = self.all.saturating_sub(looks);
        self.pass = self.pass.saturating_sub(looks);
    }

    /// Whether the pass may go on.
    pub(super) fn pass_left(&self) -> bool {
        self.pass > 0
    }

    /// Caps what is left at so many steps.
    pub(super) fn cap(&mut self, steps: u64) {
        self.all = self.all.min(steps.saturating_mul(LOOKS));
    }

    /// Whether another pass may begin.
    pub(super) fn any_left(&self) -> bool {
        self.all > 0
    }
}
