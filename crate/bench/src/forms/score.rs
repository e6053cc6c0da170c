//! How many answers are right.

use tandem_core::form::{Ask, Reason, decide};

use super::learned::Learned;
use super::pages::{Known, Right};

/// Counts of pages.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Score {
    /// Pages that want a code, and those of them that were answered rightly.
    pub(crate) wanting: usize,
    pub(crate) found: usize,
    /// Of those that want one, answered by another field.
    pub(crate) misled: usize,
    /// Pages that want none, and those of them where a code was offered.
    pub(crate) others: usize,
    pub(crate) wrong: usize,
}

impl std::ops::AddAssign for Score {
    fn add_assign(&mut self, more: Self) {
        self.wanting += more.wanting;
        self.found += more.found;
        self.misled += more.misled;
        self.others += more.others;
        self.wrong += more.wrong;
    }
}

/// What a model answers on a page.
pub(crate) fn answer(known: &Known, model: &Learned) -> Ask {
    known.page.as_ref().map_or(Ask::Nothing(Reason::NoInput), |page| {
        let bar = (model.model.threshold, model.model.margin);
        decide(page, &known.candidates, bar, |evidence| model.score(evidence))
    })
}

impl Score {
    pub(crate) fn of(known: &Known, answer: &Ask) -> Self {
        let answered = Right::from(answer);
        let wants = !known.right.is_nothing();
        let offered = !answered.is_nothing();
        let right = answered == known.right;
        Self {
            wanting: usize::from(wants),
            found: usize::from(wants && right),
            misled: usize::from(wants && offered && !right),
            others: usize::from(!wants),
            wrong: usize::from(!wants && offered),
        }
    }

    /// Of answers, how many are right.
    pub(crate) fn precision(&self) -> f64 {
        share(self.found, self.found + self.misled + self.wrong)
    }

    /// Of pages that want a code, how many are answered rightly.
    pub(crate) fn recall(&self) -> f64 {
        share(self.found, self.wanting)
    }

    /// Of pages that want none, on how many a code is offered.
    pub(crate) fn wrong_offers(&self) -> f64 {
        if self.others == 0 { 0.0 } else { share(self.wrong, self.others) }
    }
}

/// In per cent; all of nothing is all.
fn share(part: usize, of: usize) -> f64 {
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    if of == 0 { 100.0 } else { 100.0 * count(part) / count(of) }
}
