//! How far a site's clock is from the computer's, and what that means for codes.
//!
//! A site tells its time in whole seconds (`Date`, RFC 9110, section 6.6.1), so one answer gives a
//! range of differences. Several answers narrow it.

/// In seconds: beyond this, a site's clock isn't followed and the computer's has to be set.
const FARTHEST: f64 = 600.0;
/// In seconds: sites usually accept the codes of one step before and after, and refuse them beyond
/// this.
const HARMLESS: f64 = 20.0;
/// In seconds: two measurements may differ by this much without any change.
const SAME: f64 = 2.0;

/// One answer of a site. All in milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// When it was asked, by the computer's clock.
    pub before: f64,
    /// When the answer had arrived, by the computer's clock.
    pub after: f64,
    /// The time in the site's answer, in whole seconds.
    pub date: f64,
}

/// The site's clock minus the computer's, in seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// How far the site's clock is ahead; negative if it is behind.
    pub ahead: f64,
    /// How far `ahead` may be off, either way.
    pub within: f64,
}

/// What happens to a site's clock that is followed, after a new comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Followed {
    /// It is as far ahead as before.
    Unchanged,
    /// The new difference is used from now on.
    Changed,
    /// The computer's clock is accurate enough again.
    NoLonger,
    /// It is too far from the computer's to be followed.
    TooFar,
}

impl Difference {
    /// The difference that fits all answers; `None` without an answer.
    #[must_use]
    pub fn of(samples: &[Sample]) -> Option<Self> {
        let (last, _) = samples.split_last()?;
        let from = samples.iter().map(|sample| sample.date - sample.after).fold(f64::NEG_INFINITY, f64::max);
        let to =
            samples.iter().map(|sample| sample.date + 1000.0 - sample.before).fold(f64::INFINITY, f64::min);
        if from > to && samples.len() > 1 {
            // A clock was set meanwhile, or two servers answered: the last answer counts.
            return Self::of(std::slice::from_ref(last));
        }
        Some(Self { ahead: (from + to) / 2000.0, within: (to - from) / 2000.0 })
    }

    /// Whether codes would certainly be refused.
    #[must_use]
    pub fn is_harmful(&self) -> bool {
        self.ahead.abs() - self.within > HARMLESS
    }

    /// Whether a site's clock may be too far off to be followed, so that the computer's has to be
    /// set.
    #[must_use]
    pub fn is_far(&self) -> bool {
        self.ahead.abs() + self.within > FARTHEST
    }

    /// What happens to a followed clock that was this many seconds ahead.
    #[must_use]
    pub fn followed(&self, before: f64) -> Followed {
        if (self.ahead - before).abs() <= self.within + SAME {
            Followed::Unchanged
        } else if self.is_far() {
            Followed::TooFar
        } else if self.is_harmful() {
            Followed::Changed
        } else {
            Followed::NoLonger
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(before: f64, after: f64, date: f64) -> Sample {
        Sample { before, after, date }
    }

    #[test]
    fn what_all_answers_leave() {
        for (samples, ahead, within) in [
            // The width of a second, and the travel time.
            (vec![sample(10_000.0, 10_000.0, 10_000.0)], 0.5, 0.5),
            (vec![sample(10_000.0, 10_200.0, 10_000.0)], 0.4, 0.6),
            (vec![sample(10_000.0, 10_000.0, 70_000.0)], 60.5, 0.5),
            (vec![sample(70_000.0, 70_000.0, 10_000.0)], -59.5, 0.5),
            // The second answer came late within its second, which narrows the range.
            (vec![sample(10_000.0, 10_000.0, 10_000.0), sample(10_900.0, 10_900.0, 10_000.0)], 0.05, 0.05),
            // A clock was set between the two.
            (vec![sample(10_000.0, 10_000.0, 10_000.0), sample(11_000.0, 11_000.0, 99_000.0)], 88.5, 0.5),
            // An answer that took no time and arrived before it was asked for.
            (vec![sample(12_000.0, 10_000.0, 10_000.0)], -0.5, -0.5),
        ] {
            let found = Difference::of(&samples).unwrap();
            let near = |one: f64, other: f64| (one - other).abs() < 1e-9;
            assert!(near(found.ahead, ahead) && near(found.within, within), "{samples:?}: {found:?}");
        }
        assert_eq!(Difference::of(&[]), None);
    }

    #[test]
    fn what_is_harmful_and_what_is_far() {
        for (ahead, within, harmful, far) in [
            (0.0, 0.5, false, false),
            (20.0, 0.0, false, false),
            (20.1, 0.0, true, false),
            (-20.1, 0.0, true, false),
            (25.0, 5.0, false, false),
            (25.0, 4.9, true, false),
            (600.0, 0.0, true, false),
            (600.0, 0.1, true, true),
            (-599.6, 0.5, true, true),
            // So vague that it may be far off or not at all.
            (5.0, 700.0, false, true),
        ] {
            let found = Difference { ahead, within };
            assert_eq!((found.is_harmful(), found.is_far()), (harmful, far), "{found:?}");
        }
    }

    #[test]
    fn what_becomes_of_a_clock_that_is_followed() {
        for (before, ahead, within, expected) in [
            (100.0, 100.0, 0.5, Followed::Unchanged),
            (100.0, 102.5, 0.5, Followed::Unchanged),
            (100.0, 102.6, 0.5, Followed::Changed),
            (100.0, -100.0, 0.5, Followed::Changed),
            (100.0, 0.2, 0.5, Followed::NoLonger),
            (100.0, 20.4, 0.5, Followed::NoLonger),
            (100.0, 601.0, 0.5, Followed::TooFar),
            // It was this far off when it was chosen, and no clock was set since.
            (599.0, 600.0, 0.5, Followed::Unchanged),
        ] {
            assert_eq!(Difference { ahead, within }.followed(before), expected, "{before} then {ahead}");
        }
    }
}
