//! The codes around one moment.

use super::{Code, Generator, Period, Scheme};
use crate::secret::Secret;

/// The codes around one moment.
#[derive(Debug, PartialEq, Eq)]
pub struct Window {
    /// The code of this step.
    pub current: Code,
    /// The code of the step to come.
    pub next: Code,
    /// How long the current code lasts: 1 to the period. It is 1 in the last second.
    pub seconds_left: u32,
}

/// The codes around a moment, in Unix seconds; `None` for HOTP, which doesn't depend on time.
#[must_use]
pub fn window(secret: &Secret, scheme: &Scheme, now: u64) -> Option<Window> {
    Generator::new(secret, scheme).window(now)
}

pub(super) fn around(generator: &Generator, period: Period, now: u64) -> Window {
    let step = period.step(now);
    Window {
        current: generator.code(step),
        // Wraps after 584,942,417,355 years, with a period of one second.
        next: generator.code(step.wrapping_add(1)),
        seconds_left: period.seconds_left(now),
    }
}

impl Scheme {
    /// The time step of a moment in Unix seconds, rounded down (RFC 6238, section 4.2);
    /// `None` for HOTP.
    #[must_use]
    pub fn step(&self, now: u64) -> Option<u64> {
        self.period().map(|period| period.step(now))
    }
}

impl Period {
    /// The time step of a moment in Unix seconds, rounded down (RFC 6238, section 4.2).
    #[must_use]
    pub fn step(self, now: u64) -> u64 {
        now / u64::from(self.seconds())
    }

    /// How many seconds the step of a moment still lasts: 1 to the period.
    #[must_use]
    pub fn seconds_left(self, now: u64) -> u32 {
        let into = u32::try_from(now % u64::from(self.seconds())).unwrap_or_default();
        self.seconds() - into
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::otp::{Algorithm, Digits, code};

    fn secret() -> Secret {
        Secret::new(b"12345678901234567890".to_vec()).unwrap()
    }

    fn scheme(period: u32) -> Scheme {
        Scheme::Totp { algorithm: Algorithm::Sha1, digits: Digits::SIX, period: Period::new(period).unwrap() }
    }

    fn check(period: u32, now: u64, step: u64, seconds_left: u32) {
        let scheme = scheme(period);
        let window = window(&secret(), &scheme, now).unwrap();
        assert_eq!(window.seconds_left, seconds_left, "{period} s at {now}");
        assert_eq!(scheme.step(now), Some(step), "{period} s at {now}");
        assert_eq!(window.current, code(&secret(), &scheme, step));
        assert_eq!(window.next, code(&secret(), &scheme, step.wrapping_add(1)));
    }

    #[test]
    fn a_step_is_rounded_down_and_lasts_to_its_last_second() {
        for (period, now, step, left) in [
            (30, 0, 0, 30),
            (30, 29, 0, 1),
            (30, 30, 1, 30),
            (30, 44, 1, 16),
            (30, 45, 1, 15),
            (30, 59, 1, 1),
            (30, 20_000_000_000, 666_666_666, 10),
            (1, 7, 7, 1),
            (86_400, 86_399, 0, 1),
            (86_400, 86_400, 1, 86_400),
            (7, 1_700_000_000, 242_857_142, 1),
            (1, u64::MAX, u64::MAX, 1),
            (30, u64::MAX, u64::MAX / 30, 15),
        ] {
            check(period, now, step, left);
        }
    }

    #[test]
    fn the_next_code_is_the_current_one_a_step_later() {
        for now in 60..240 {
            let earlier = window(&secret(), &scheme(30), now).unwrap();
            let later = window(&secret(), &scheme(30), now + 30).unwrap();
            assert_eq!(later.current, earlier.next, "{now}");
        }
    }

    #[test]
    fn a_counter_has_no_window() {
        let hotp = Scheme::Hotp { algorithm: Algorithm::Sha1, digits: Digits::SIX, counter: 3 };
        assert_eq!(hotp.step(59), None);
        assert_eq!(window(&secret(), &hotp, 59), None);
    }
}
