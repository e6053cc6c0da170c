//! Accounts to files that other apps read. One writer a file, each with `write` and `lacks`.
//!
//! A writer says beforehand what its format cannot hold ([`Writer::lacks`]), and what was written is read back by
//! this crate's own reader and compared before anybody calls it saved ([`write()`]).

mod aegis;
mod key_uris;
mod twofas;

use std::fmt;

use tandem_core::{Entropy, account::Account, otp::Scheme};

use crate::{Request, read};

/// A format that can be written.
pub struct Writer {
    /// What the shell calls it; never shown.
    pub id: &'static str,
    /// The app's own name, the same in every language.
    pub app: &'static str,
    /// What a file of it is called at the end.
    pub ending: &'static str,
    /// Whether it is sealed under a passphrase.
    pub sealed: bool,
    write: fn(&[&Account], &str, &mut dyn Entropy) -> Vec<u8>,
    lacks: fn(&Account) -> Vec<Lack>,
}

/// What a format cannot hold of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// The account at all: its codes cannot be told.
    Account,
    /// The person's own label.
    Label,
    /// The note.
    Note,
    /// The tags.
    Tags,
    /// That it is pinned.
    Pinned,
}

/// Why there is no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteError {
    /// There is no such format.
    Unknown,
    /// A sealed file needs a passphrase.
    NoPassphrase,
    /// No chosen account fits into the format.
    Nothing,
    /// What was written did not read back as what it was.
    NotReadBack,
}

/// Every format that can be written, encrypted ones first.
pub const WRITERS: &[Writer] = &[
    Writer {
        id: "aegis",
        app: "Aegis",
        ending: "json",
        sealed: true,
        write: aegis::sealed,
        lacks: aegis::lacks,
    },
    Writer {
        id: "aegis-plain",
        app: "Aegis",
        ending: "json",
        sealed: false,
        write: aegis::plain,
        lacks: aegis::lacks,
    },
    Writer {
        id: "2fas",
        app: "2FAS",
        ending: "2fas",
        sealed: false,
        write: twofas::write,
        lacks: twofas::lacks,
    },
    Writer {
        id: "key-uris",
        app: "Key URIs",
        ending: "txt",
        sealed: false,
        write: key_uris::write,
        lacks: key_uris::lacks,
    },
];

impl Writer {
    /// What it cannot hold of an account; empty where it holds all.
    #[must_use]
    pub fn lacks(&self, account: &Account) -> Vec<Lack> {
        let mut lacks = (self.lacks)(account);
        if account.label.as_ref().is_some_and(|label| !label.is_empty()) && !lacks.contains(&Lack::Account) {
            lacks.push(Lack::Label);
        }
        lacks
    }
}

/// Writes accounts, leaving out those that do not fit, and reads the file back before it is given out.
///
/// # Errors
/// See [`WriteError`].
pub fn write(
    id: &str,
    accounts: &[Account],
    passphrase: Option<&str>,
    entropy: &mut dyn Entropy,
) -> Result<Vec<u8>, WriteError> {
    let writer = WRITERS.iter().find(|writer| writer.id == id).ok_or(WriteError::Unknown)?;
    let fits = |account: &&Account| !writer.lacks(account).contains(&Lack::Account);
    let chosen: Vec<&Account> = accounts.iter().filter(fits).collect();
    if chosen.is_empty() {
        return Err(WriteError::Nothing);
    }
    let passphrase = passphrase.filter(|passphrase| !passphrase.is_empty());
    if writer.sealed && passphrase.is_none() {
        return Err(WriteError::NoPassphrase);
    }
    let passphrase = passphrase.unwrap_or_default();
    let file = (writer.write)(&chosen, passphrase, entropy);
    let back =
        read(&file, &Request::new(0).with_passphrase(passphrase)).map_err(|_| WriteError::NotReadBack)?;
    let same = |(ours, theirs): (&&Account, &crate::Candidate)| makes_the_same(ours, &theirs.account);
    let whole = back.refused.is_empty() && back.candidates.len() == chosen.len();
    if whole && chosen.iter().zip(&back.candidates).all(same) {
        Ok(file)
    } else {
        Err(WriteError::NotReadBack)
    }
}

/// Whether two make the same codes.
fn makes_the_same(one: &Account, other: &Account) -> bool {
    let scheme = match (&one.scheme, &other.scheme) {
        (Scheme::Motp { pin }, Scheme::Motp { pin: other })
        | (Scheme::Yandex { pin }, Scheme::Yandex { pin: other }) => pin.same_as(other),
        (one, other) => format!("{one:?}") == format!("{other:?}"),
    };
    scheme && one.secret.same_as(&other.secret)
}

/// What most formats cannot hold beside the names.
fn lacks_more(account: &Account) -> Vec<Lack> {
    let mut lacks = Vec::new();
    if !account.note.is_empty() {
        lacks.push(Lack::Note);
    }
    if !account.tags.is_empty() {
        lacks.push(Lack::Tags);
    }
    if account.pinned {
        lacks.push(Lack::Pinned);
    }
    lacks
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "there is no such format",
            Self::NoPassphrase => "an encrypted file needs a password",
            Self::Nothing => "no chosen account fits into this format: choose another one",
            Self::NotReadBack => {
                "the file did not read back as it was written, and was not saved: choose another format"
            }
        })
    }
}

impl std::error::Error for WriteError {}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Writer({})", self.id)
    }
}

#[cfg(test)]
mod tests {
    use tandem_core::{
        otp::{Algorithm, Digits, Period},
        secret::Secret,
    };

    use super::*;

    struct Fixed;

    impl Entropy for Fixed {
        fn fill(&mut self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    fn accounts() -> Vec<Account> {
        let secret = |bytes: &[u8]| Secret::new(bytes.to_vec()).unwrap();
        let digits = Digits::new(8).unwrap();
        let named = |issuer: &str, name: &str, scheme| Account {
            issuer: issuer.into(),
            name: name.into(),
            ..Account::nameless(secret(b"12345678901234567890"), scheme, 0)
        };
        let slow = Scheme::Totp { algorithm: Algorithm::Sha512, digits, period: Period::new(60).unwrap() };
        vec![
            Account {
                note: "one\ntwo, \"three\"".into(),
                tags: vec!["work".into()],
                ..named("Acme; Inc", "ana,b", Scheme::standard())
            },
            named("名前", "", slow),
            named("", "bob", Scheme::Hotp { algorithm: Algorithm::Sha256, digits, counter: u64::MAX }),
            named("Steam", "player", Scheme::Steam),
            named("VPN", "carl", Scheme::Motp { pin: secret(b"1234") }),
        ]
    }

    #[test]
    fn every_format_reads_back_with_its_names() {
        for writer in WRITERS {
            let accounts = accounts();
            let file = write(writer.id, &accounts, Some("words"), &mut Fixed).unwrap();
            let back = read(&file, &Request::new(0).with_passphrase("words")).unwrap();
            let fits: Vec<&Account> =
                accounts.iter().filter(|account| !writer.lacks(account).contains(&Lack::Account)).collect();
            assert!(fits.len() >= 3, "{writer:?}");
            for (ours, theirs) in fits.iter().zip(&back.candidates) {
                let theirs = &theirs.account;
                // Some fill an empty name from the other; none loses one.
                for (own, other) in [(&ours.issuer, &theirs.issuer), (&ours.name, &theirs.name)] {
                    assert!(own.is_empty() || own == other, "{writer:?}: {own} {other}");
                }
                let lacks = writer.lacks(ours);
                assert!(lacks.contains(&Lack::Note) || ours.note == theirs.note, "{writer:?}");
                assert!(lacks.contains(&Lack::Tags) || ours.tags == theirs.tags, "{writer:?}");
            }
        }
    }

    #[test]
    fn a_sealed_file_needs_a_passphrase_and_opens_by_no_other() {
        assert_eq!(write("aegis", &accounts(), None, &mut Fixed), Err(WriteError::NoPassphrase));
        let file = write("aegis", &accounts(), Some("words"), &mut Fixed).unwrap();
        let wrong = read(&file, &Request::new(0).with_passphrase("others")).err();
        assert_eq!(wrong, Some(crate::Error::WrongPassphrase { app: "Aegis" }));
    }
}
