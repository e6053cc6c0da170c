//! Two consecutive codes that stay together across a step.
//!
//! AWS asks for two codes of two consecutive steps. If the clock moved on between the first copy
//! and the second, they would no longer be a pair. So once one of its codes was used, a pair stays
//! until the other was used, or until no server would accept it any more.
//!
//! Everything here counts in steps. A pair is identified by the step of its first code, and its
//! second code is always of the next step, so codes can't be mixed or swapped.
//!
//! For HOTP, [`codes`] takes the counter as its first step; [`at`] is only for time. The caller
//! stores the counter plus two before it shows anything.

use crate::{
    otp::{Code, Generator, Period, Scheme},
    secret::Secret,
};

/// Which two steps are offered while nothing has been used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The previous step and this one: both codes exist already, so there is no wait.
    #[default]
    PreviousCurrent,
    /// This step and the next: what AWS's own text describes.
    CurrentNext,
}

/// One code of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The earlier one.
    First,
    /// The later one.
    Second,
}

/// Which codes of which pair were copied or filled; this outlives the popup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsedPair {
    /// The step of the pair's first code.
    pub first_step: u64,
    /// Which of its codes.
    pub codes: UsedCodes,
}

/// The codes of a pair that were used: at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsedCodes {
    /// The first.
    First,
    /// The second.
    Second,
    /// Both.
    Both,
}

/// The pair to show at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The step of the first code; the second's is the one after.
    pub first_step: u64,
    /// Whether the pair moves with the clock.
    pub state: State,
    /// While it follows the clock: until the end of the step. While it is held: until it expires.
    /// At least 1.
    pub seconds_left: u64,
}

/// Whether a pair moves with the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing was used: the pair is the order's, and changes at each step.
    Following,
    /// One code was used: the pair stays for the other.
    Held,
    /// Both were used; shown as used until they expire.
    Done,
    /// One code of an earlier pair was used and the other wasn't in time: a new pair follows the
    /// clock, and the user starts again with its first code. This lasts until a code of the new
    /// pair is used, or the caller forgets the old one.
    Expired,
}

/// The pair to show at `now` (Unix seconds), given what was used before.
///
/// A pair in use stays until its second code is neither the current one nor the one before. If the
/// clock was set back by up to one step before the pair, the pair stays too; if by more, it counts
/// as expired.
#[must_use]
pub fn at(now: u64, period: Period, order: Order, used: Option<&UsedPair>) -> Standing {
    let fresh = |state| Standing {
        first_step: order.first_step(period.step(now)),
        state,
        seconds_left: u64::from(period.seconds_left(now)),
    };
    let Some(used) = used else { return fresh(State::Following) };
    match (used.seconds_left(now, period), used.codes) {
        (Some(seconds_left), UsedCodes::First | UsedCodes::Second) => {
            Standing { first_step: used.first_step, state: State::Held, seconds_left }
        }
        (Some(seconds_left), UsedCodes::Both) => {
            Standing { first_step: used.first_step, state: State::Done, seconds_left }
        }
        (None, UsedCodes::First | UsedCodes::Second) => fresh(State::Expired),
        (None, UsedCodes::Both) => fresh(State::Following),
    }
}

/// Seconds until a pair without used codes; 0 if the one at `now` has none.
///
/// Sites accept a code once, and after it no code of an earlier step. `last_used` is a moment
/// within the last used code's step, in Unix seconds (see `Account::last_used`).
#[must_use]
pub fn fresh_in(now: u64, period: Period, order: Order, last_used: Option<u64>) -> u64 {
    let current = period.step(now);
    let Some(used) = last_used.map(|last_used| period.step(last_used)) else { return 0 };
    // The clock was set back since: no code so far ahead was ever shown.
    if used > current.saturating_add(1) || order.first_step(current) > used {
        return 0;
    }
    let ahead = match order {
        Order::PreviousCurrent => 2,
        Order::CurrentNext => 1,
    };
    let step = used.saturating_add(ahead);
    step.saturating_mul(u64::from(period.seconds())).saturating_sub(now)
}

/// Both codes of a pair, in order: of `first_step` (a time step or a counter) and of the next.
#[must_use]
pub fn codes(secret: &Secret, scheme: &Scheme, first_step: u64) -> (Code, Code) {
    let generator = Generator::new(secret, scheme);
    // A counter wraps as its eight bytes do (RFC 4226, section 5.2).
    (generator.code(first_step), generator.code(first_step.wrapping_add(1)))
}

impl Order {
    /// The very first step has none before it.
    fn first_step(self, step: u64) -> u64 {
        match self {
            Self::PreviousCurrent => step.saturating_sub(1),
            Self::CurrentNext => step,
        }
    }
}

/// What to remember after a code of the pair at `first_step` was used, given what was remembered
/// before. Codes of an earlier pair are forgotten, never combined.
#[must_use]
pub fn use_code(first_step: u64, which: Which, before: Option<&UsedPair>) -> UsedPair {
    match before {
        Some(used) if used.first_step == first_step => used.with(which),
        _ => UsedPair::new(first_step, which),
    }
}

impl UsedPair {
    /// One code of the pair at `first_step`.
    #[must_use]
    pub fn new(first_step: u64, which: Which) -> Self {
        let codes = match which {
            Which::First => UsedCodes::First,
            Which::Second => UsedCodes::Second,
        };
        Self { first_step, codes }
    }

    /// The same pair with one more code used.
    #[must_use]
    pub fn with(self, which: Which) -> Self {
        if self.has(which) { self } else { Self { codes: UsedCodes::Both, ..self } }
    }

    /// Whether this code was used.
    #[must_use]
    pub fn has(&self, which: Which) -> bool {
        matches!(
            (self.codes, which),
            (UsedCodes::Both, _) | (UsedCodes::First, Which::First) | (UsedCodes::Second, Which::Second)
        )
    }

    /// How long the pair can still be used, in seconds; `None` when it has expired.
    fn seconds_left(&self, now: u64, period: Period) -> Option<u64> {
        if self.first_step > period.step(now).saturating_add(1) {
            return None;
        }
        // The second code is of step first + 1, and is still accepted during first + 2.
        let end = self.first_step.saturating_add(3).saturating_mul(u64::from(period.seconds()));
        end.checked_sub(now).filter(|left| *left > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::otp::code;

    const ORDERS: [Order; 2] = [Order::PreviousCurrent, Order::CurrentNext];

    fn period(seconds: u32) -> Period {
        Period::new(seconds).unwrap()
    }

    /// Period 30; the step is 40 from 1,200 s to 1,229 s.
    fn check(now: u64, order: Order, used: Option<UsedPair>, expected: (u64, State, u64)) {
        let found = at(now, Period::THIRTY, order, used.as_ref());
        assert_eq!(
            (found.first_step, found.state, found.seconds_left),
            expected,
            "at {now}, {order:?}, {used:?}"
        );
    }

    #[test]
    fn an_untouched_pair_follows_the_clock() {
        use Order::{CurrentNext, PreviousCurrent};
        for (now, order, first_step, seconds_left) in [
            (1_199, PreviousCurrent, 38, 1),
            (1_200, PreviousCurrent, 39, 30),
            (1_229, PreviousCurrent, 39, 1),
            (1_230, PreviousCurrent, 40, 30),
            (1_199, CurrentNext, 39, 1),
            (1_200, CurrentNext, 40, 30),
            (1_229, CurrentNext, 40, 1),
            (1_230, CurrentNext, 41, 30),
        ] {
            check(now, order, None, (first_step, State::Following, seconds_left));
        }
    }

    #[test]
    fn the_first_step_of_all_has_none_before_it() {
        for order in ORDERS {
            check(0, order, None, (0, State::Following, 30));
            check(29, order, None, (0, State::Following, 1));
        }
    }

    #[test]
    fn a_pair_in_use_stands_still_until_it_is_too_old() {
        // The pair 39, 40: accepted while the step is 40 or 41, that is before 1,260 s.
        for which in [Which::First, Which::Second] {
            let used = Some(UsedPair::new(39, which));
            for order in ORDERS {
                for (now, seconds_left) in [(1_200, 60), (1_229, 31), (1_230, 30), (1_259, 1)] {
                    check(now, order, used, (39, State::Held, seconds_left));
                }
            }
            check(1_260, Order::PreviousCurrent, used, (41, State::Expired, 30));
            check(1_260, Order::CurrentNext, used, (42, State::Expired, 30));
            check(9_999_999, Order::CurrentNext, used, (333_333, State::Expired, 21));
        }
    }

    #[test]
    fn a_finished_pair_is_shown_as_long_and_then_simply_followed_by_the_next() {
        for (one, other) in [(Which::First, Which::Second), (Which::Second, Which::First)] {
            let used = Some(UsedPair::new(39, one).with(other));
            check(1_229, Order::PreviousCurrent, used, (39, State::Done, 31));
            check(1_259, Order::PreviousCurrent, used, (39, State::Done, 1));
            check(1_260, Order::PreviousCurrent, used, (41, State::Following, 30));
        }
    }

    #[test]
    fn a_clock_that_jumps_back_keeps_the_pair_or_drops_it_whole() {
        let held = Some(UsedPair::new(40, Which::First));
        check(1_199, Order::PreviousCurrent, held, (40, State::Held, 91));
        check(1_170, Order::PreviousCurrent, held, (40, State::Held, 120));
        check(1_169, Order::PreviousCurrent, held, (37, State::Expired, 1));
        check(0, Order::PreviousCurrent, held, (0, State::Expired, 30));
        let done = Some(UsedPair { first_step: 40, codes: UsedCodes::Both });
        check(1_169, Order::PreviousCurrent, done, (37, State::Following, 1));
    }

    #[test]
    fn a_pair_is_handed_over_whole_only_while_none_of_its_codes_was_used() {
        use Order::{CurrentNext, PreviousCurrent};
        // Period 30; the step is 40 from 1,200 s to 1,229 s.
        for (now, order, last_used, expected) in [
            (1_205, PreviousCurrent, None, 0),
            (1_205, PreviousCurrent, Some(1_169), 0),
            // The first of the pair 39, 40 was used; the second; the one to come.
            (1_205, PreviousCurrent, Some(1_170), 25),
            (1_205, PreviousCurrent, Some(1_200), 55),
            (1_205, PreviousCurrent, Some(1_230), 85),
            (1_239, PreviousCurrent, Some(1_200), 21),
            (1_259, PreviousCurrent, Some(1_200), 1),
            (1_260, PreviousCurrent, Some(1_200), 0),
            (1_205, CurrentNext, Some(1_199), 0),
            (1_205, CurrentNext, Some(1_200), 25),
            (1_205, CurrentNext, Some(1_230), 55),
            (1_230, CurrentNext, Some(1_200), 0),
            // The clock was set back.
            (1_205, PreviousCurrent, Some(1_260), 0),
            (0, PreviousCurrent, Some(0), 60),
            (u64::MAX, PreviousCurrent, Some(u64::MAX), 0),
        ] {
            let found = fresh_in(now, Period::THIRTY, order, last_used);
            assert_eq!(found, expected, "at {now}, {order:?}, used {last_used:?}");
        }
    }

    /// Whatever was used before and whenever: no code of a pair that is filled whole was used, and
    /// the wait is no longer than necessary.
    #[test]
    fn no_used_code_is_ever_in_a_pair_that_is_handed_over_whole() {
        for order in ORDERS {
            for now in 1_200..1_260 {
                for last_used in 1_100..1_290 {
                    let used = Period::THIRTY.step(last_used);
                    if used > Period::THIRTY.step(now) + 1 {
                        continue;
                    }
                    let wait = fresh_in(now, Period::THIRTY, order, Some(last_used));
                    let first = at(now + wait, Period::THIRTY, order, None).first_step;
                    assert!(first > used, "{now} {last_used} {order:?}");
                    if wait > 0 {
                        let before = at(now + wait - 1, Period::THIRTY, order, None).first_step;
                        assert!(before <= used, "{now} {last_used} {order:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn no_number_is_too_large() {
        for seconds in [1, 30, 86_400] {
            for now in [0, 1, u64::MAX - 1, u64::MAX] {
                for first_step in [0, u64::MAX - 1, u64::MAX] {
                    let used = UsedPair::new(first_step, Which::Second);
                    for order in ORDERS {
                        let found = at(now, period(seconds), order, Some(&used));
                        assert!(found.seconds_left >= 1, "{seconds} {now} {first_step}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_was_used_adds_up_within_one_pair_alone() {
        use Which::{First, Second};
        let standing = Standing { first_step: 39, state: State::Following, seconds_left: 1 };
        let one = use_code(standing.first_step, First, None);
        assert_eq!(one, UsedPair { first_step: 39, codes: UsedCodes::First });
        assert_eq!(use_code(standing.first_step, First, Some(&one)), one);
        assert_eq!(use_code(standing.first_step, Second, Some(&one)).codes, UsedCodes::Both);
        assert_eq!(
            use_code(standing.first_step, First, Some(&use_code(standing.first_step, Second, Some(&one))))
                .codes,
            UsedCodes::Both
        );
        let earlier = UsedPair::new(36, First);
        assert_eq!(use_code(standing.first_step, Second, Some(&earlier)), UsedPair::new(39, Second));
        for (codes, first, second) in
            [(UsedCodes::First, true, false), (UsedCodes::Second, false, true), (UsedCodes::Both, true, true)]
        {
            let used = UsedPair { first_step: 39, codes };
            assert_eq!((used.has(First), used.has(Second)), (first, second), "{codes:?}");
        }
    }

    /// The user copies one code at second `begin` and the other at second `end`, with the popup
    /// open (asked each second) or not: the copies are always one pair, in order, and were still
    /// valid at the end.
    #[test]
    fn no_two_moments_of_five_periods_mix_a_pair() {
        let secret = Secret::new(b"12345678901234567890".to_vec()).unwrap();
        let scheme = Scheme::standard();
        let (start, length) = (30 * 40, 5 * 30);
        for order in ORDERS {
            for (one, other) in [(Which::First, Which::Second), (Which::Second, Which::First)] {
                for begin in start..start + length {
                    let opened = at(begin, Period::THIRTY, order, None);
                    let used = use_code(opened.first_step, one, None);
                    for end in begin..start + length {
                        let standing = at(end, Period::THIRTY, order, Some(&used));
                        let second_step = opened.first_step + 1;
                        let step = end / 30;
                        if step <= second_step + 1 {
                            assert_eq!(
                                (standing.first_step, standing.state),
                                (opened.first_step, State::Held)
                            );
                            assert_eq!(standing.seconds_left, (second_step + 2) * 30 - end);
                            let done = use_code(standing.first_step, other, Some(&used));
                            assert_eq!(at(end, Period::THIRTY, order, Some(&done)).state, State::Done);
                        } else {
                            assert_eq!(standing.state, State::Expired);
                            assert_eq!(
                                standing,
                                Standing { state: State::Expired, ..at(end, Period::THIRTY, order, None) }
                            );
                            let again = use_code(standing.first_step, one, Some(&used));
                            assert_eq!(again, UsedPair::new(standing.first_step, one));
                        }
                    }
                }
            }
        }
        for now in start..start + length {
            for order in ORDERS {
                let first_step = at(now, Period::THIRTY, order, None).first_step;
                let (first, second) = codes(&secret, &scheme, first_step);
                assert_eq!(first, code(&secret, &scheme, first_step), "{now}");
                assert_eq!(second, code(&secret, &scheme, first_step + 1), "{now}");
            }
        }
    }

    #[test]
    fn a_counter_wraps_as_its_eight_bytes_do() {
        let secret = Secret::new(b"12345678901234567890".to_vec()).unwrap();
        let (_, second) = codes(&secret, &Scheme::standard(), u64::MAX);
        assert_eq!(second.as_str(), "755224");
    }
}
