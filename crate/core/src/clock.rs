//! How far a site's clock is from the computer's, and what follows from it.
//!
//! A site tells its time in whole seconds (`Date`, RFC 9110, section 6.6.1), so one answer leaves a range
//! of differences. Several leave a narrower one.

/// The computer's clock is set, not followed, from here on; seconds.
const FARTHEST: f64 = 600.0;
/// Sites usually take the codes of one step before and after; beyond this they refuse them; seconds.
const HARMLESS: f64 = 20.0;
/// Two measurements differ by so much by themselves; seconds.
const SAME: f64 = 2.0;

/// One answer of a site. All in milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// When it was asked, by the computer's clock.
    pub before: f64,
    /// When the answer was there, by the computer's clock.
    pub after: f64,
    /// The time that the site names: a whole second.
    pub date: f64,
}

/// The site's clock less the computer's, in seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// How far the site's clock is ahead; negative where it is behind.
    pub ahead: f64,
    /// How far `ahead` may be off, either way.
    pub within: f64,
}

/// What becomes of a site's clock that is followed, once it was compared again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Followed {
    /// It is as far ahead as before.
    Unchanged,
    /// It is followed by the new difference.
    Changed,
    /// The computer's clock is right enough again.
    NoLonger,
    /// It is too far from the computer's to be followed.
    TooFar,
}

impl Difference {
    /// What all answers leave; `None` without an answer.
    #[must_use]
    pub fn of(samples: &[Sample]) -> Option<Self> {
        let (last, _) = samples.split_last()?;
        let from = samples.iter().map(|sample| sample.date - sample.after).fold(f64::NEG_INFINITY, f64::max);
        let to =
            samples.iter().map(|sample| sample.date + 1000.0 - sample.before).fold(f64::INFINITY, f64::min);
        if from > to && samples.len() > 1 {
            // A clock was set meanwhile, or two servers answered: the last one counts.
            return Self::of(std::slice::from_ref(last));
        }
        Some(Self { ahead: (from + to) / 2000.0, within: (to - from) / 2000.0 })
    }

    /// Whether it is sure that codes would be refused.
    #[must_use]
    pub fn is_harmful(&self) -> bool {
        self.ahead.abs() - self.within > HARMLESS
    }

    /// Whether the computer's clock is to be set: a site's clock that may be this far off is not followed.
    #[must_use]
    pub fn is_far(&self) -> bool {
        self.ahead.abs() + self.within > FARTHEST
    }

    /// What becomes of a clock that is followed and was so many seconds ahead before.
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
            // A second's width, and the way there and back.
            (vec![sample(10_000.0, 10_000.0, 10_000.0)], 0.5, 0.5),
            (vec![sample(10_000.0, 10_200.0, 10_000.0)], 0.4, 0.6),
            (vec![sample(10_000.0, 10_000.0, 70_000.0)], 60.5, 0.5),
            (vec![sample(70_000.0, 70_000.0, 10_000.0)], -59.5, 0.5),
            // The second answer came late in its second, so the first second is known better.
            (vec![sample(10_000.0, 10_000.0, 10_000.0), sample(10_900.0, 10_900.0, 10_000.0)], 0.05, 0.05),
            // A clock was set between the two.
            (vec![sample(10_000.0, 10_000.0, 10_000.0), sample(11_000.0, 11_000.0, 99_000.0)], 88.5, 0.5),
            // An answer that took no time and came before it was asked.
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
            // So vague that it may be far and may be nothing.
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
            // It was followed so far already, and nothing was set since.
            (599.0, 600.0, 0.5, Followed::Unchanged),
        ] {
            assert_eq!(Difference { ahead, within }.followed(before), expected, "{before} then {ahead}");
        }
    }
}
