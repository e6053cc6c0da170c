//! Makes the codes of a secret, one or many.

use hmac::{
    Hmac, KeyInit, Mac,
    digest::{Digest, Output},
};
use md5::Md5;
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use zeroize::Zeroizing;

use super::{Algorithm, Code, Digits, Period, Scheme, Window, window, yandex};
use crate::{hex, secret::Secret};

/// A secret prepared for many codes.
///
/// HMAC spends half of its work on the key, which this does once. Use it if you need several codes
/// of an account, and [`code`] if you need one.
///
/// # Security
/// Contains what makes every code of the account; its states are wiped when dropped.
pub struct Generator {
    prepared: Prepared,
    period: Option<Period>,
}

/// The factor is always eight bytes, most significant first (RFC 4226, section 5.2).
enum Prepared {
    Sha1(Hmac<Sha1>, Shape),
    Sha256(Hmac<Sha256>, Digits),
    Sha512(Hmac<Sha512>, Digits),
    Yandex(Hmac<Sha256>),
    /// The text after the time: the secret in hexadecimal, then the PIN.
    Motp(Zeroizing<Vec<u8>>),
}

/// SHA-1 codes are written in two ways.
enum Shape {
    Decimal(Digits),
    Steam,
}

/// The code of one factor: the time step ([`Scheme::step`]), or the counter.
///
/// A secret that [`Scheme::check`] refuses still gives a code.
/// [`Account::validate`](crate::account::Account::validate) is where it is refused.
#[must_use]
pub fn code(secret: &Secret, scheme: &Scheme, factor: u64) -> Code {
    Generator::new(secret, scheme).code(factor)
}

impl Generator {
    /// Prepares the secret.
    #[must_use]
    pub fn new(secret: &Secret, scheme: &Scheme) -> Self {
        let key = secret.expose();
        let prepared = match scheme {
            Scheme::Totp { algorithm, digits, .. } | Scheme::Hotp { algorithm, digits, .. } => {
                match algorithm {
                    Algorithm::Sha1 => Prepared::Sha1(keyed(key), Shape::Decimal(*digits)),
                    Algorithm::Sha256 => Prepared::Sha256(keyed(key), *digits),
                    Algorithm::Sha512 => Prepared::Sha512(keyed(key), *digits),
                }
            }
            Scheme::Steam => Prepared::Sha1(keyed(key), Shape::Steam),
            Scheme::Motp { pin } => {
                let mut hex = Zeroizing::new(String::with_capacity(2 * key.len()));
                hex::push_lower(key, &mut hex);
                let mut text = Zeroizing::new(Vec::with_capacity(hex.len() + pin.expose().len()));
                text.extend_from_slice(hex.as_bytes());
                text.extend_from_slice(pin.expose());
                Prepared::Motp(text)
            }
            Scheme::Yandex { pin } => Prepared::Yandex(keyed(&yandex::key(secret, pin))),
        };
        Self { prepared, period: scheme.period() }
    }

    /// The code of one factor: the time step ([`Scheme::step`]), or the counter.
    #[must_use]
    pub fn code(&self, factor: u64) -> Code {
        match &self.prepared {
            Prepared::Sha1(mac, Shape::Decimal(digits)) => Code::decimal(truncated(mac, factor), *digits),
            Prepared::Sha1(mac, Shape::Steam) => Code::steam(truncated(mac, factor)),
            Prepared::Sha256(mac, digits) => Code::decimal(truncated(mac, factor), *digits),
            Prepared::Sha512(mac, digits) => Code::decimal(truncated(mac, factor), *digits),
            Prepared::Yandex(mac) => {
                Code::yandex(u64::from_be_bytes(cut(&tag(mac, factor))) & (u64::MAX >> 1))
            }
            Prepared::Motp(text) => {
                let digest =
                    Md5::new().chain_update(factor.to_string()).chain_update(text.as_slice()).finalize();
                let [first, second, third, ..] = digest.0;
                Code::hexadecimal([first, second, third])
            }
        }
    }

    /// The codes around a moment, in Unix seconds; `None` for HOTP, which doesn't depend on time.
    #[must_use]
    pub fn window(&self, now: u64) -> Option<Window> {
        self.period.map(|period| window::around(self, period, now))
    }
}

/// HMAC of any of the hashes.
fn keyed<M: KeyInit>(key: &[u8]) -> M {
    M::new_from_slice(key).expect("HMAC takes a key of any length")
}

fn tag<M: Mac + Clone>(mac: &M, factor: u64) -> Output<M> {
    mac.clone().chain_update(factor.to_be_bytes()).finalize().into_bytes()
}

/// Dynamic truncation to 31 bits (RFC 4226, section 5.3).
fn truncated<M: Mac + Clone>(mac: &M, factor: u64) -> u32 {
    u32::from_be_bytes(cut(&tag(mac, factor))) & (u32::MAX >> 1)
}

/// The bytes at the offset given by the last four bits of the tag.
fn cut<const LENGTH: usize>(tag: &[u8]) -> [u8; LENGTH] {
    let offset = tag.last().map_or(0, |last| usize::from(last & 0x0f));
    tag.get(offset..)
        .and_then(|rest| rest.first_chunk())
        .copied()
        .expect("4 bytes fit behind 15 in SHA-1's 20, and 8 in SHA-256's 32")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(bytes: &[u8]) -> Secret {
        Secret::new(bytes.to_vec()).unwrap()
    }

    /// The expected codes are those of another program: a few lines of Python's `hmac` and `hashlib`.
    #[test]
    fn one_generator_gives_the_codes_of_any_factor() {
        let secret = secret(b"12345678901234567890");
        let digits = Digits::SIX;
        let by_time = |algorithm| Scheme::Totp { algorithm, digits, period: Period::THIRTY };
        let pin = || self::secret(b"1234");
        for (scheme, codes) in [
            (Scheme::standard(), ["755224", "287082", "083773", "999456", "094451"]),
            (by_time(Algorithm::Sha256), ["875740", "247374", "465435", "111431", "790413"]),
            (by_time(Algorithm::Sha512), ["125165", "342147", "587042", "669221", "381515"]),
            (Scheme::Steam, ["GG5F5", "PV9M4", "QTVBC", "XD97J", "7W2CY"]),
            (Scheme::Motp { pin: pin() }, ["5896c7", "c0927e", "6ff332", "f218ae", "e15a95"]),
            (Scheme::Yandex { pin: pin() }, ["utruifpy", "apuduafn", "ixlljtgf", "kxxkdokq", "mulajjor"]),
        ] {
            let generator = Generator::new(&secret, &scheme);
            for (factor, expected) in [0, 1, 59, u64::from(u32::MAX) + 1, u64::MAX].into_iter().zip(codes) {
                assert_eq!(generator.code(factor).as_str(), expected, "{scheme:?} {factor}");
            }
        }
    }

    #[test]
    fn the_counter_of_a_scheme_is_not_the_factor() {
        let secret = secret(b"12345678901234567890");
        let scheme = |counter| Scheme::Hotp { algorithm: Algorithm::Sha1, digits: Digits::SIX, counter };
        assert_eq!(code(&secret, &scheme(7), 0).as_str(), "755224");
        assert_eq!(code(&secret, &scheme(0), 9).as_str(), "520489");
    }

    #[test]
    fn a_secret_of_any_length_gives_a_code() {
        for (length, standard, yandex) in [
            (1, "415314", "sceevppt"),
            (15, "185182", "zzsvetdx"),
            (16, "388336", "cujgoumk"),
            (17, "439947", "cujgoumk"),
            (63, "515190", "cujgoumk"),
            (64, "214105", "cujgoumk"),
            (65, "695532", "cujgoumk"),
            (127, "474419", "cujgoumk"),
            (128, "970032", "cujgoumk"),
            (129, "994170", "cujgoumk"),
            (5_000, "852991", "cujgoumk"),
        ] {
            let secret = secret(&vec![7; length]);
            let pin = self::secret(b"1");
            for (scheme, expected) in [(Scheme::standard(), standard), (Scheme::Yandex { pin }, yandex)] {
                assert_eq!(code(&secret, &scheme, 1).as_str(), expected, "{scheme:?} of {length} bytes");
            }
        }
    }
}
