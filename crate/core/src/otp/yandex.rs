//! Yandex's scheme: its key, and the checksum of its secrets.

use hmac::digest::Digest;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::Scheme;
use crate::secret::Secret;

/// The part of a Yandex secret that determines the codes, in bytes.
const KEY: usize = 16;

/// A Yandex secret with its serial data and checksum, bytes.
const WHOLE: usize = 26;

/// The last twelve bits of a whole secret are its checksum: the remainder of the bits before them,
/// divided by this polynomial.
const POLYNOMIAL: u16 = 0b1_1000_1111_0011;

/// A secret from which its scheme can't make acceptable codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// A Yandex secret has 16 bytes, or 26 with its checksum.
    #[error("a Yandex secret has 16 or 26 bytes, and this one has {bytes}: copy the whole of it")]
    YandexLength {
        /// How many bytes there are.
        bytes: usize,
    },
    /// The checksum of a Yandex secret doesn't match: a character was mistyped.
    #[error("the Yandex secret has a mistyped character: its checksum does not agree")]
    YandexChecksum,
}

impl Scheme {
    /// Whether codes can be made from a secret.
    ///
    /// # Errors
    /// [`Unfit`], for Yandex alone: its secrets have a fixed length and a checksum.
    pub fn check(&self, secret: &Secret) -> Result<(), Unfit> {
        match self {
            Self::Yandex { .. } => check(secret.expose()),
            Self::Totp { .. } | Self::Hotp { .. } | Self::Steam | Self::Motp { .. } => Ok(()),
        }
    }
}

/// The HMAC key: SHA-256 of PIN and secret. One leading zero byte is dropped, since the first
/// program of this scheme used a big integer's bytes as key.
pub(super) fn key(secret: &Secret, pin: &Secret) -> Zeroizing<Vec<u8>> {
    let bytes = secret.expose();
    let digest =
        Sha256::new().chain_update(pin.expose()).chain_update(bytes.get(..KEY).unwrap_or(bytes)).finalize();
    Zeroizing::new(digest.strip_prefix(&[0]).unwrap_or(&digest).to_vec())
}

fn check(bytes: &[u8]) -> Result<(), Unfit> {
    match bytes.len() {
        KEY => Ok(()),
        WHOLE if checksum_agrees(bytes) => Ok(()),
        WHOLE => Err(Unfit::YandexChecksum),
        length => Err(Unfit::YandexLength { bytes: length }),
    }
}

fn checksum_agrees(bytes: &[u8]) -> bool {
    let Some((rest, &[before, last])) = bytes.split_last_chunk() else { return false };
    let wanted = u16::from_be_bytes([before & 0x0f, last]);
    let remainder = rest.iter().fold(0, |sum, byte| divide(sum, *byte, 8));
    divide(remainder, before >> 4, 4) == wanted
}

/// Carries the low `bits` of a byte, the highest first, through the division.
fn divide(remainder: u16, byte: u8, bits: u32) -> u16 {
    (0..bits).rev().fold(remainder, |sum, bit| {
        let shifted = (sum << 1) | u16::from((byte >> bit) & 1);
        if shifted & 0x1000 == 0 { shifted } else { shifted ^ POLYNOMIAL }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base32;

    fn check(text: &str, expected: Result<(), Unfit>) {
        let scheme = Scheme::Yandex { pin: Secret::new(b"1234".to_vec()).unwrap() };
        assert_eq!(scheme.check(&base32::decode(text).unwrap()), expected, "{text}");
    }

    #[test]
    fn a_secret_is_whole_or_bare() {
        check("LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI", Ok(()));
        check("LA2V6KMCGYMWWVEW64RNP3JA3I", Ok(()));
        check("LA2V6KMCGYMWWVEW64RNP3JA", Err(Unfit::YandexLength { bytes: 15 }));
        check("LA2V6KMCGYMWWVEW64RNP3JA3IAAAA", Err(Unfit::YandexLength { bytes: 18 }));
        check("MY", Err(Unfit::YandexLength { bytes: 1 }));
    }

    #[test]
    fn one_wrong_character_anywhere_is_noticed() {
        let right = "LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI";
        for position in 0..41 {
            let mut wrong = right.to_string().into_bytes();
            wrong[position] = if wrong[position] == b'B' { b'C' } else { b'B' };
            check(std::str::from_utf8(&wrong).unwrap(), Err(Unfit::YandexChecksum));
        }
    }

    #[test]
    fn other_schemes_take_any_secret() {
        let short = Secret::new(vec![1]).unwrap();
        assert_eq!(Scheme::standard().check(&short), Ok(()));
        assert_eq!(Scheme::Steam.check(&short), Ok(()));
    }

    #[test]
    fn the_sentences() {
        for (error, sentence) in [
            (
                Unfit::YandexLength { bytes: 15 },
                "a Yandex secret has 16 or 26 bytes, and this one has 15: copy the whole of it",
            ),
            (
                Unfit::YandexChecksum,
                "the Yandex secret has a mistyped character: its checksum does not agree",
            ),
        ] {
            assert_eq!(error.to_string(), sentence);
        }
    }
}
