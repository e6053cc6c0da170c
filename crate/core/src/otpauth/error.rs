//! Why a text isn't a Key URI of an account.

use super::Parameter;
use crate::{account, base32, text};

/// How much of a foreign text a sentence quotes, in characters.
const SHOWN: usize = 32;

/// Why a text isn't a Key URI of an account. No error contains any part of a secret, except the one
/// wrong character.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The text is something else; check with [`is_key_uri`](super::is_key_uri) first.
    #[error("this is not an authenticator key: it does not begin with otpauth://")]
    NotKeyUri,
    /// A Google Authenticator export: several accounts in a format of its own.
    #[error(
        "this is a Google Authenticator export, not the key of one account: scan the account's own QR code, or enter its secret key by hand"
    )]
    Migration,
    /// The type after `otpauth://` is unknown.
    #[error("the type “{0}” is not known: totp, hotp, steam and yaotp are")]
    UnknownType(String),
    /// No secret, or an empty one.
    #[error("there is no secret in it: copy the whole text, or scan its QR code again")]
    NoSecret,
    /// The secret isn't base32; the position counts within the secret.
    #[error("its secret cannot be read: {0}")]
    Secret(base32::Error),
    /// The secret of an mOTP key isn't hexadecimal.
    #[error("its secret cannot be read: mOTP writes it in pairs of 0 to 9 and a to f")]
    NotHexadecimal,
    /// A parameter appears twice with different values.
    #[error("it says “{0}” twice, with different values: ask for a new key")]
    Contradiction(Parameter),
    /// An unknown parameter that may be meant to change the codes.
    #[error("it says “{found}”, which may mean “{like}” and is not known: enter the key by hand")]
    Lookalike {
        /// Its name.
        found: String,
        /// What it probably means.
        like: Parameter,
    },
    /// An algorithm other than the three.
    #[error("the algorithm “{0}” is not known: SHA1, SHA256 and SHA512 are")]
    Algorithm(String),
    /// An encoder other than Steam's.
    #[error("the encoder “{0}” is not known: steam is")]
    Encoder(String),
    /// Not a number, or outside of 1 to 10.
    #[error("“{0}” is no number of digits from 1 to 10")]
    Digits(String),
    /// Not a number, or outside of one second to a day.
    #[error("“{0}” is no period from 1 to 86400 seconds")]
    Period(String),
    /// Not a number, or more than 64 bits.
    #[error("“{0}” is no counter from 0 to {max}", max = u64::MAX)]
    Counter(String),
    /// A `%` that starts no escape, or an escape that gives no text.
    #[error("its {0} has a “%” that is no valid percent encoding: write %25 for a percent sign")]
    Encoding(Parameter),
    /// A Yandex or mOTP key without the PIN that its codes need.
    #[error("its codes need a PIN that is not in it: add the PIN as “pin”")]
    NoPin,
    /// The PIN of a Yandex key isn't base32.
    #[error("its PIN cannot be read: {0}")]
    Pin(base32::Error),
    /// The account can't be stored.
    #[error(transparent)]
    Account(account::Invalid),
}

/// As much of a foreign text as a sentence can quote, without invisible characters.
pub(super) fn clip(text: &str) -> String {
    text::clip(text, SHOWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentences() {
        let wrong = base32::Error::Wrong { character: '1', position: 8 };
        for (error, sentence) in [
            (Error::NotKeyUri, "this is not an authenticator key: it does not begin with otpauth://"),
            (
                Error::Migration,
                "this is a Google Authenticator export, not the key of one account: scan the account's own QR code, \
                 or enter its secret key by hand",
            ),
            (
                Error::UnknownType("derp".into()),
                "the type “derp” is not known: totp, hotp, steam and yaotp are",
            ),
            (Error::NoSecret, "there is no secret in it: copy the whole text, or scan its QR code again"),
            (
                Error::Secret(wrong),
                "its secret cannot be read: the character “1” at position 8 is not part of a secret key \
                 (A to Z and 2 to 7)",
            ),
            (
                Error::NotHexadecimal,
                "its secret cannot be read: mOTP writes it in pairs of 0 to 9 and a to f",
            ),
            (
                Error::Contradiction(Parameter::Secret),
                "it says “secret” twice, with different values: ask for a new key",
            ),
            (Error::Algorithm("MD5".into()), "the algorithm “MD5” is not known: SHA1, SHA256 and SHA512 are"),
            (Error::Encoder("x".into()), "the encoder “x” is not known: steam is"),
            (Error::Digits("12".into()), "“12” is no number of digits from 1 to 10"),
            (Error::Period("0".into()), "“0” is no period from 1 to 86400 seconds"),
            (Error::Counter("-1".into()), "“-1” is no counter from 0 to 18446744073709551615"),
            (
                Error::Lookalike { found: "digit".into(), like: Parameter::Digits },
                "it says “digit”, which may mean “digits” and is not known: enter the key by hand",
            ),
            (
                Error::Encoding(Parameter::Digits),
                "its digits has a “%” that is no valid percent encoding: write %25 for a percent sign",
            ),
            (Error::NoPin, "its codes need a PIN that is not in it: add the PIN as “pin”"),
            (
                Error::Pin(base32::Error::TooShort),
                "its PIN cannot be read: the secret key is too short: one character is less than a byte",
            ),
            (
                Error::Account(account::Invalid::TooLong { field: account::Field::Name, characters: 1_025 }),
                "the account name has 1025 characters, and 1024 is the most: shorten it",
            ),
        ] {
            assert_eq!(error.to_string(), sentence);
        }
    }

    #[test]
    fn a_long_text_is_clipped() {
        assert_eq!(clip("a\nb\0"), "ab");
        assert_eq!(clip(&"あ".repeat(32)), "あ".repeat(32));
        assert_eq!(clip(&"あ".repeat(33)), format!("{}…", "あ".repeat(32)));
    }
}
