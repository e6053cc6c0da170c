//! An account as read from a file, before it is validated.

use std::fmt;

use tandem_core::{
    account::{Account, Field, Invalid},
    base32,
    otp::{Algorithm, Digits, Period, Scheme},
    otpauth,
    secret::Secret,
};

use crate::{
    Candidate,
    fit::{Fitting, clip, host, icon, site},
};

/// What a reader found about one account. Texts are as in the file, and empty if there is none.
#[derive(Default)]
pub(crate) struct Draft<'a> {
    pub(crate) kind: Kind,
    pub(crate) secret: Key<'a>,
    pub(crate) issuer: &'a str,
    pub(crate) name: &'a str,
    /// Empty means SHA-1.
    pub(crate) algorithm: &'a str,
    pub(crate) digits: Number,
    pub(crate) period: Number,
    pub(crate) counter: Number,
    pub(crate) pin: Option<Vec<u8>>,
    pub(crate) note: &'a str,
    pub(crate) tags: Vec<&'a str>,
    pub(crate) pinned: bool,
    /// Whether it is in the app's trash.
    pub(crate) trashed: bool,
    pub(crate) icon: &'a str,
    /// Addresses or hosts.
    pub(crate) sites: Vec<&'a str>,
    /// Addresses whose host alone is meant, without others of its domain.
    pub(crate) hosts: Vec<&'a str>,
    /// Unix seconds.
    pub(crate) created: Option<u64>,
    /// Unix seconds.
    pub(crate) last_used: Option<u64>,
}

/// How codes are made from the secret.
#[derive(Default, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    #[default]
    Totp,
    Hotp,
    Steam,
    Motp,
    Yandex,
    /// An unknown kind.
    Other(String),
}

/// A secret, as written in the file.
#[derive(Default)]
pub(crate) enum Key<'a> {
    #[default]
    Missing,
    /// A value that isn't a key.
    Unreadable,
    Base32(&'a str),
    Hex(&'a str),
    Bytes(Vec<u8>),
}

/// A number in a file.
#[derive(Default, Clone, PartialEq, Eq)]
pub(crate) enum Number {
    #[default]
    Absent,
    Is(u64),
    /// A value that isn't a whole number from 0 up.
    Odd(String),
}

/// What is wrong with an account of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// A Key URI that can't be read.
    Uri(otpauth::Error),
    /// It is longer than any account.
    TooLong,
    /// Its name isn't text.
    Name,
    /// An archive within an archive.
    Packed,
    /// A file in an archive, packed by a method that isn't supported.
    Compression,
    /// What is there of it is damaged.
    Unreadable,
    /// No secret.
    NoSecret,
    /// The secret isn't base32.
    Secret(base32::Error),
    /// The secret isn't hexadecimal.
    NotHexadecimal,
    /// The encrypted secret doesn't open.
    Sealed,
    /// An unknown kind of code.
    Kind(String),
    /// An unknown hash.
    Algorithm(String),
    /// A number that no code can have.
    Number(Unfit, String),
    /// Its codes need a PIN that the file doesn't have.
    NoPin,
    /// It is in the app's trash.
    Trashed,
    /// A later version of Tandem saved it.
    Later,
    /// It can't be stored.
    Account(Invalid),
}

/// Which number is out of range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// 1 to 10.
    Digits,
    /// 1 second to a day.
    Period,
    /// 64 bits.
    Counter,
}

impl From<otpauth::Why> for Why {
    fn from(why: otpauth::Why) -> Self {
        match why {
            otpauth::Why::NoSecret => Self::NoSecret,
            otpauth::Why::Algorithm => Self::Algorithm("MD5".to_owned()),
            otpauth::Why::Digits => Self::Number(Unfit::Digits, String::new()),
            otpauth::Why::Kind => Self::Kind(String::new()),
            otpauth::Why::Counter => Self::Number(Unfit::Counter, "-1".to_owned()),
            otpauth::Why::Account(invalid) => Self::Account(invalid),
        }
    }
}

impl Kind {
    /// The kind with this name, as apps spell it.
    pub(crate) fn named(name: &str) -> Self {
        let letters = |c: char| c.is_alphanumeric().then(|| c.to_ascii_lowercase());
        match name.chars().filter_map(letters).collect::<String>().as_str() {
            "" | "null" | "totp" | "time" | "timebased" | "battle" | "battlenet" | "blizzard" | "hex" => {
                Self::Totp
            }
            "hotp" | "hhex" | "hmac" | "counter" | "counterbased" => Self::Hotp,
            "steam" | "steamguard" | "steamtotp" => Self::Steam,
            "motp" | "mobileotp" => Self::Motp,
            "yandex" | "yaotp" => Self::Yandex,
            _ => Self::Other(clip(name)),
        }
    }
}

impl Number {
    /// A number in decimal digits; empty and `null` are none.
    pub(crate) fn read(text: &str) -> Self {
        let text = text.trim();
        match text.parse() {
            _ if text.is_empty() || text == "null" => Self::Absent,
            // Rust would accept a plus sign.
            Ok(number) if !text.starts_with('+') => Self::Is(number),
            _ => Self::Odd(clip(text)),
        }
    }

    /// The number, if 0 is how the app writes that there is none.
    pub(crate) fn if_not_zero(self) -> Self {
        if self == Self::Is(0) { Self::Absent } else { self }
    }

    /// The number, if it is valid.
    pub(crate) fn get(&self) -> Option<u64> {
        match self {
            Self::Is(number) => Some(*number),
            Self::Absent | Self::Odd(_) => None,
        }
    }

    fn or<T>(&self, default: T, unfit: Unfit, make: impl FnOnce(u64) -> Option<T>) -> Result<T, Why> {
        match self {
            Self::Absent => Ok(default),
            Self::Is(number) => make(*number).ok_or_else(|| Why::Number(unfit, number.to_string())),
            Self::Odd(text) => Err(Why::Number(unfit, text.clone())),
        }
    }
}

impl Draft<'_> {
    /// Its name for the list of refused accounts.
    pub(crate) fn shown(&self) -> String {
        let (issuer, name) = (self.issuer.trim(), self.name.trim());
        clip(&match (issuer.is_empty(), name.is_empty()) {
            (false, false) => format!("{issuer}: {name}"),
            (true, _) => name.to_owned(),
            (_, true) => issuer.to_owned(),
        })
    }

    /// The account.
    pub(crate) fn finish(self, now: u64) -> Result<Candidate, Why> {
        if self.trashed {
            return Err(Why::Trashed);
        }
        let scheme = self.scheme()?;
        let secret = match self.secret {
            Key::Missing => return Err(Why::NoSecret),
            Key::Unreadable => return Err(Why::Unreadable),
            // mOTP's keys are entered in hexadecimal, in which some happen to look like base32.
            Key::Base32(text) if matches!(scheme, Scheme::Motp { .. }) && hex(text).is_ok() => {
                secret_of(hex(text)?)?
            }
            Key::Base32(text) => base32::decode(text).map_err(|error| match error {
                base32::Error::Empty => Why::NoSecret,
                other => Why::Secret(other),
            })?,
            Key::Hex(text) => secret_of(hex(text)?)?,
            Key::Bytes(bytes) => secret_of(bytes)?,
        };
        let mut fitting = Fitting::default();
        let (mut tags, mut sites) = (Vec::new(), Vec::new());
        fitting.tags(&mut self.tags.iter().copied(), &mut tags);
        fitting.sites(&mut self.sites.iter().copied().filter_map(site), &mut sites);
        fitting.sites(&mut self.hosts.iter().copied().filter_map(host), &mut sites);
        let account = Account {
            issuer: fitting.line(Field::Issuer, self.issuer),
            name: fitting.line(Field::Name, self.name),
            note: fitting.note(self.note),
            tags,
            sites,
            icon: icon(self.icon),
            pinned: self.pinned,
            last_used: self.last_used.filter(|used| *used > 0),
            ..Account::nameless(secret, scheme, self.created.unwrap_or(now))
        };
        let account = account.validate().map_err(Why::Account)?;
        Ok(Candidate { cut: fitting.cut, ..Candidate::of(account) })
    }

    /// The account of a Key URI, completed with other values of the file; names only if it has
    /// none.
    pub(crate) fn complete(self, mut account: Account, now: u64) -> Result<Candidate, Why> {
        // A placeholder: secret and scheme come from the Key URI.
        let own = Draft { secret: Key::Bytes(vec![0]), kind: Kind::Totp, ..self }.finish(now)?;
        if account.issuer.is_empty() {
            account.issuer = own.account.issuer;
        }
        if account.name.is_empty() {
            account.name = own.account.name;
        }
        account.note = own.account.note;
        account.tags = own.account.tags;
        account.pinned = own.account.pinned;
        account.created = own.account.created;
        account.sites = own.account.sites;
        account.icon = own.account.icon;
        let account = account.validate().map_err(Why::Account)?;
        Ok(Candidate { account, ..own })
    }

    fn scheme(&self) -> Result<Scheme, Why> {
        let pin = || {
            let pin = self.pin.clone().ok_or(Why::NoPin)?;
            Secret::new(pin).map_err(|_| Why::NoPin)
        };
        Ok(match &self.kind {
            Kind::Totp => {
                let period = self.period.or(Period::THIRTY, Unfit::Period, |seconds| {
                    Period::new(seconds.try_into().ok()?).ok()
                })?;
                let (algorithm, digits) = (self.algorithm()?, self.digits()?);
                // Only Steam's codes have five characters; apps that know only the name do the
                // same.
                if digits.get() == 5 && self.issuer.eq_ignore_ascii_case("steam") {
                    Scheme::Steam
                } else {
                    Scheme::Totp { algorithm, digits, period }
                }
            }
            Kind::Hotp => Scheme::Hotp {
                algorithm: self.algorithm()?,
                digits: self.digits()?,
                counter: self.counter.or(0, Unfit::Counter, Some)?,
            },
            Kind::Steam => Scheme::Steam,
            Kind::Motp => Scheme::Motp { pin: pin()? },
            Kind::Yandex => Scheme::Yandex { pin: pin()? },
            Kind::Other(name) => return Err(Why::Kind(name.clone())),
        })
    }

    fn algorithm(&self) -> Result<Algorithm, Why> {
        let name = self.algorithm.trim();
        if name.is_empty() || name == "null" {
            return Ok(Algorithm::Sha1);
        }
        Algorithm::named(name).ok_or_else(|| Why::Algorithm(clip(name)))
    }

    fn digits(&self) -> Result<Digits, Why> {
        self.digits.or(Digits::SIX, Unfit::Digits, |count| Digits::new(count.try_into().ok()?).ok())
    }
}

fn secret_of(bytes: Vec<u8>) -> Result<Secret, Why> {
    Secret::new(bytes).map_err(|_| Why::NoSecret)
}

/// Bytes in hexadecimal, in either case, with or without spaces.
fn hex(text: &str) -> Result<Vec<u8>, Why> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    base16ct::mixed::decode_vec(&bare).map_err(|_| Why::NotHexadecimal)
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Uri(error) => error.fmt(f),
            Self::TooLong => f.write_str("it is too long for an account"),
            Self::Name => f.write_str("its name is no text"),
            Self::Packed => crate::Refusal::Archive.fmt(f),
            Self::Compression => crate::Refusal::Compression.fmt(f),
            Self::Unreadable => f.write_str("it is damaged in this file"),
            Self::NoSecret => f.write_str("it has no secret key"),
            Self::Secret(error) => write!(f, "its secret key cannot be read: {error}"),
            Self::NotHexadecimal => f.write_str("its secret key is not hexadecimal (0 to 9 and a to f)"),
            Self::Sealed => f.write_str("its secret key does not open with this password"),
            Self::Kind(kind) => write!(f, "codes of the type “{kind}” cannot be made"),
            Self::Algorithm(found) => {
                write!(f, "the algorithm “{found}” is not known: SHA1, SHA256 and SHA512 are")
            }
            Self::Number(Unfit::Digits, found) => write!(f, "“{found}” is no number of digits from 1 to 10"),
            Self::Number(Unfit::Period, found) => {
                write!(f, "“{found}” is no period from 1 to 86400 seconds")
            }
            Self::Number(Unfit::Counter, found) => {
                write!(f, "“{found}” is no counter from 0 to {}", u64::MAX)
            }
            Self::NoPin => f.write_str("its codes need a PIN that is not in the file"),
            Self::Trashed => f.write_str("it is in the app's trash"),
            Self::Later => f.write_str("a later version saved it"),
            Self::Account(error) => error.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(secret: &str) -> Draft<'_> {
        Draft { secret: Key::Base32(secret), ..Draft::default() }
    }

    #[test]
    fn numbers_are_read_as_apps_write_them() {
        for (text, number) in [
            ("", Number::Absent),
            (" null ", Number::Absent),
            ("30", Number::Is(30)),
            ("18446744073709551615", Number::Is(u64::MAX)),
            ("-1", Number::Odd("-1".into())),
            ("+6", Number::Odd("+6".into())),
            ("6.5", Number::Odd("6.5".into())),
        ] {
            assert!(Number::read(text) == number, "{text}");
        }
    }

    #[test]
    fn what_no_code_can_be_made_with_is_refused() {
        let check = |draft: Draft<'_>, why: &str| {
            assert_eq!(draft.finish(0).map(drop).map_err(|why| why.to_string()), Err(why.to_owned()));
        };
        check(Draft::default(), "it has no secret key");
        check(draft(" = "), "it has no secret key");
        check(Draft { digits: Number::Is(0), ..draft("MY") }, "“0” is no number of digits from 1 to 10");
        check(Draft { period: Number::Is(0), ..draft("MY") }, "“0” is no period from 1 to 86400 seconds");
        check(
            Draft { algorithm: "SHA384", ..draft("MY") },
            "the algorithm “SHA384” is not known: SHA1, SHA256 and SHA512 are",
        );
        check(Draft { trashed: true, ..draft("MY") }, "it is in the app's trash");
        check(Draft { kind: Kind::Motp, ..draft("MY") }, "its codes need a PIN that is not in the file");
        check(Draft { kind: Kind::named("push"), ..draft("MY") }, "codes of the type “push” cannot be made");
        check(
            Draft { secret: Key::Hex("0g"), ..Draft::default() },
            "its secret key is not hexadecimal (0 to 9 and a to f)",
        );
    }

    #[test]
    fn texts_are_made_fit_to_be_kept() {
        let long = "あ".repeat(2_000);
        let draft = Draft {
            issuer: " Acme\u{7} ",
            name: &long,
            note: &long,
            tags: vec!["a", "", "b\n", "a"],
            sites: vec!["https://example.com/a", " "],
            icon: "acme",
            ..draft("MY")
        };
        let candidate = draft.finish(9).map_err(|why| why.to_string()).unwrap();
        assert_eq!(candidate.account.issuer, "Acme");
        assert_eq!(candidate.account.note.chars().count(), 1_024);
        assert_eq!(candidate.cut, [Field::Name, Field::Note]);
        assert_eq!(candidate.account.tags, ["a", "b"]);
        assert_eq!(candidate.account.sites, [tandem_core::account::Site::of("example.com")]);
        assert_eq!(candidate.account.icon.as_deref(), Some("acme"));
        assert_eq!(candidate.account.created, 9);
    }
}
