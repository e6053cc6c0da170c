//! How codes are made: the scheme, its digits and its period.

use std::fmt;

use crate::secret::Secret;

/// The hash under HMAC (RFC 6238, section 1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Algorithm {
    /// HMAC-SHA-1, the default of RFC 4226 and what AWS uses.
    #[default]
    Sha1,
    /// HMAC-SHA-256.
    Sha256,
    /// HMAC-SHA-512.
    Sha512,
}

/// How many digits a code has: 1 to 10.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digits(u8);

/// The time step in seconds: 1 to 86,400.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period(u32);

/// A number of digits or seconds that no code can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("outside of what a one-time password can have (1 to 10 digits, 1 to 86,400 seconds)")]
pub struct OutOfRange;

/// How codes are made from a secret.
#[derive(Debug)]
pub enum Scheme {
    /// RFC 6238.
    Totp {
        /// The hash.
        algorithm: Algorithm,
        /// The length of a code.
        digits: Digits,
        /// The time step.
        period: Period,
    },
    /// RFC 4226.
    Hotp {
        /// The hash.
        algorithm: Algorithm,
        /// The length of a code.
        digits: Digits,
        /// The next code's counter.
        counter: u64,
    },
    /// Steam Guard: RFC 6238 with five letters in place of digits.
    Steam,
    /// mOTP: MD5 over time, secret and PIN; ten seconds.
    Motp {
        /// The user's PIN.
        pin: Secret,
    },
    /// Yandex Key: eight letters, from the secret and a PIN.
    Yandex {
        /// The user's PIN.
        pin: Secret,
    },
}

impl Algorithm {
    /// The algorithm of a name, as apps spell it: `SHA1`, `sha-256`, `HmacSHA512`, `Algorithm.sha1`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        // The fast path for most, since thousands may be read in one call.
        if name == "SHA1" {
            return Some(Self::Sha1);
        }
        let letters: String =
            name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        let letters = letters.strip_prefix("algorithm").unwrap_or(&letters);
        match letters.strip_prefix("hmac").unwrap_or(letters) {
            "sha1" => Some(Self::Sha1),
            "sha256" => Some(Self::Sha256),
            "sha512" => Some(Self::Sha512),
            _ => None,
        }
    }
}

impl Digits {
    /// Six, the default of the Key URI format.
    pub const SIX: Self = Self(6);

    /// # Errors
    /// [`OutOfRange`] outside of 1 to 10: the truncated value of RFC 4226 has no more digits.
    pub fn new(count: u8) -> Result<Self, OutOfRange> {
        if (1..=10).contains(&count) { Ok(Self(count)) } else { Err(OutOfRange) }
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

impl Period {
    /// Thirty seconds, the default of RFC 6238.
    pub const THIRTY: Self = Self(30);

    /// # Errors
    /// [`OutOfRange`] outside of one second to a day.
    pub fn new(seconds: u32) -> Result<Self, OutOfRange> {
        if (1..=86_400).contains(&seconds) { Ok(Self(seconds)) } else { Err(OutOfRange) }
    }

    /// The seconds.
    #[must_use]
    pub fn seconds(self) -> u32 {
        self.0
    }
}

impl Scheme {
    /// SHA-1, six digits, thirty seconds: what a Key URI means that says nothing else.
    #[must_use]
    pub fn standard() -> Self {
        Self::Totp { algorithm: Algorithm::Sha1, digits: Digits::SIX, period: Period::THIRTY }
    }

    /// The time step; `None` for HOTP, which doesn't depend on time.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        match self {
            Self::Totp { period, .. } => Some(*period),
            Self::Hotp { .. } => None,
            Self::Steam | Self::Yandex { .. } => Some(Period::THIRTY),
            Self::Motp { .. } => Some(Period(10)),
        }
    }

    /// Whether both make the same codes from the same secret, whatever the HOTP counter.
    #[must_use]
    pub fn same_codes(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Totp { algorithm, digits, period },
                Self::Totp { algorithm: other_algorithm, digits: other_digits, period: other_period },
            ) => (algorithm, digits, period) == (other_algorithm, other_digits, other_period),
            (
                Self::Hotp { algorithm, digits, counter: _ },
                Self::Hotp { algorithm: other_algorithm, digits: other_digits, counter: _ },
            ) => (algorithm, digits) == (other_algorithm, other_digits),
            (Self::Steam, Self::Steam) => true,
            (Self::Motp { pin }, Self::Motp { pin: other })
            | (Self::Yandex { pin }, Self::Yandex { pin: other }) => pin.same_as(other),
            _ => false,
        }
    }

    /// A copy; explicit, since two of the schemes contain a secret.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        match self {
            Self::Totp { algorithm, digits, period } => {
                Self::Totp { algorithm: *algorithm, digits: *digits, period: *period }
            }
            Self::Hotp { algorithm, digits, counter } => {
                Self::Hotp { algorithm: *algorithm, digits: *digits, counter: *counter }
            }
            Self::Steam => Self::Steam,
            Self::Motp { pin } => Self::Motp { pin: pin.duplicate() },
            Self::Yandex { pin } => Self::Yandex { pin: pin.duplicate() },
        }
    }
}

/// In readable form: `TOTP, SHA-256, 8, 60 s`, without counter and PIN.
impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Totp { algorithm, digits, period } => {
                write!(f, "TOTP, {algorithm}, {}, {} s", digits.get(), period.seconds())
            }
            Self::Hotp { algorithm, digits, counter: _ } => write!(f, "HOTP, {algorithm}, {}", digits.get()),
            Self::Steam => f.write_str("Steam"),
            Self::Motp { .. } => f.write_str("mOTP"),
            Self::Yandex { .. } => f.write_str("Yandex"),
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sha1 => "SHA-1",
            Self::Sha256 => "SHA-256",
            Self::Sha512 => "SHA-512",
        })
    }
}
