//! An account typed by hand, field by field.

use crate::{
    account::Account,
    base32,
    otp::{Algorithm, Digits, Period, Scheme},
    otpauth, text,
};

/// The content of the fields, as typed.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Base32.
    pub secret: String,
    /// The service that asks for the codes.
    pub issuer: String,
    /// The account name.
    pub account: String,
    /// Whether codes are time-based or counter-based.
    pub kind: Kind,
    /// `SHA1`, `SHA256` or `SHA512`.
    pub algorithm: String,
    /// A whole number.
    pub digits: String,
    /// A whole number of seconds.
    pub period: String,
    /// A whole number.
    pub counter: String,
}

/// What drives the codes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// Time.
    #[default]
    Totp,
    /// A counter.
    Hotp,
}

impl Draft {
    /// The account that the fields mean, made at `now` (Unix seconds). Digits may be full-width.
    ///
    /// # Errors
    /// The first error, by field.
    pub fn account(&self, now: u64) -> Result<Account, otpauth::Error> {
        let secret = base32::decode(&self.secret).map_err(otpauth::Error::Secret)?;
        let algorithm = match self.algorithm.as_str() {
            "SHA1" => Algorithm::Sha1,
            "SHA256" => Algorithm::Sha256,
            "SHA512" => Algorithm::Sha512,
            other => return Err(otpauth::Error::Algorithm(other.to_owned())),
        };
        let typed = |text: &str| -> String { text::clean(text).chars().map(text::narrow).collect() };
        let digits = typed(&self.digits);
        let digits = digits
            .parse()
            .ok()
            .and_then(|count| Digits::new(count).ok())
            .ok_or(otpauth::Error::Digits(digits))?;
        let scheme = match self.kind {
            Kind::Hotp => {
                let counter = typed(&self.counter);
                let counter = counter.parse().map_err(|_| otpauth::Error::Counter(counter))?;
                Scheme::Hotp { algorithm, digits, counter }
            }
            Kind::Totp => {
                let period = typed(&self.period);
                let period = period
                    .parse()
                    .ok()
                    .and_then(|seconds| Period::new(seconds).ok())
                    .ok_or(otpauth::Error::Period(period))?;
                Scheme::Totp { algorithm, digits, period }
            }
        };
        let account = Account {
            issuer: text::clean(&self.issuer),
            name: text::clean(&self.account),
            ..Account::nameless(secret, scheme, now)
        };
        account.validate().map_err(otpauth::Error::Account)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        account::{Field, Invalid},
        otpauth::Error,
    };

    fn typed() -> Draft {
        Draft {
            secret: "mzxw 6ytb".into(),
            issuer: " Acme\u{200b} ".into(),
            account: "ana".into(),
            algorithm: "SHA1".into(),
            digits: "6".into(),
            period: "30".into(),
            counter: "0".into(),
            kind: Kind::Totp,
        }
    }

    #[test]
    fn what_was_typed_is_an_account() {
        for (draft, expected) in [
            (typed(), "Totp { algorithm: Sha1, digits: Digits(6), period: Period(30) }"),
            (
                Draft { algorithm: "SHA512".into(), digits: "８".into(), period: " 60 ".into(), ..typed() },
                "Totp { algorithm: Sha512, digits: Digits(8), period: Period(60) }",
            ),
            (
                Draft {
                    kind: Kind::Hotp,
                    counter: "18446744073709551615".into(),
                    period: "x".into(),
                    ..typed()
                },
                "Hotp { algorithm: Sha1, digits: Digits(6), counter: 18446744073709551615 }",
            ),
            (
                Draft { counter: "x".into(), ..typed() },
                "Totp { algorithm: Sha1, digits: Digits(6), period: Period(30) }",
            ),
        ] {
            let account = draft.account(7).unwrap();
            assert_eq!(format!("{:?}", account.scheme), expected);
            assert_eq!((account.issuer.as_str(), account.name.as_str(), account.created), ("Acme", "ana", 7));
        }
    }

    #[test]
    fn the_first_field_that_is_wrong_is_named() {
        for (draft, error) in [
            (
                Draft { secret: "0".into(), digits: "x".into(), ..typed() },
                Error::Secret(base32::Error::Wrong { character: '0', position: 1 }),
            ),
            (Draft { secret: " ".into(), ..typed() }, Error::Secret(base32::Error::Empty)),
            (Draft { algorithm: "MD5".into(), ..typed() }, Error::Algorithm("MD5".into())),
            (Draft { digits: "11".into(), ..typed() }, Error::Digits("11".into())),
            (Draft { digits: "six".into(), ..typed() }, Error::Digits("six".into())),
            (Draft { period: "0".into(), ..typed() }, Error::Period("0".into())),
            (Draft { kind: Kind::Hotp, counter: "-1".into(), ..typed() }, Error::Counter("-1".into())),
            (
                Draft { account: "x".repeat(1_025), ..typed() },
                Error::Account(Invalid::TooLong { field: Field::Name, characters: 1_025 }),
            ),
        ] {
            assert_eq!(draft.account(0).map(drop), Err(error));
        }
    }
}
