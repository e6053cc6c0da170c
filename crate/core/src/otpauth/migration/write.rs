//! Writes accounts as Google Authenticator's export: as many QR codes as needed.

use base64ct::{Base64, Encoding};
use prost::Message;
use zeroize::Zeroizing;

use super::Entry;
use crate::{
    account::Account,
    otp::{Algorithm, Digits, Period, Scheme},
    otpauth::percent,
};

/// The app puts ten accounts into a code.
const MOST: usize = 10;

/// In bytes: what a phone's camera can still read from a screen, enough for ten accounts with short
/// names.
const LONGEST: usize = 1_600;

/// The version that the app has written since 2021.
const VERSION: i32 = 2;

#[derive(PartialEq, Message)]
struct Written {
    #[prost(message, repeated, tag = "1")]
    entries: Vec<Entry>,
    #[prost(int32, tag = "2")]
    version: i32,
    #[prost(int32, tag = "3")]
    batch_size: i32,
    #[prost(int32, tag = "4")]
    batch_index: i32,
    #[prost(int32, tag = "5")]
    batch_id: i32,
}

/// Whether the export can represent an account: it has no periods, only six and eight digits, and
/// signed counters.
#[must_use]
pub fn is_exportable(account: &Account) -> bool {
    entry(account).is_some_and(|entry| entry.encoded_len() <= LONGEST)
}

/// Writes accounts as the texts of QR codes, at most ten accounts each, without those that aren't
/// [exportable](is_exportable). `id` is random: it says which codes belong together.
///
/// # Security
/// The texts contain every secret.
#[must_use]
pub fn write_export<'a>(accounts: impl IntoIterator<Item = &'a Account>, id: i32) -> Vec<Zeroizing<String>> {
    let mut codes: Vec<Vec<Entry>> = Vec::new();
    let mut length = 0;
    for entry in accounts.into_iter().filter_map(entry).filter(|entry| entry.encoded_len() <= LONGEST) {
        length += entry.encoded_len();
        match codes.last_mut().filter(|code| code.len() < MOST && length <= LONGEST) {
            Some(code) => code.push(entry),
            None => {
                length = entry.encoded_len();
                codes.push(vec![entry]);
            }
        }
    }
    let batch_size = i32::try_from(codes.len()).unwrap_or(i32::MAX);
    let text = |(batch_index, entries): (i32, Vec<Entry>)| {
        let mut code = Written { entries, version: VERSION, batch_size, batch_index, batch_id: id };
        let bytes = Zeroizing::new(code.encode_to_vec());
        code.entries.iter_mut().for_each(Entry::wipe);
        let data = Zeroizing::new(Base64::encode_string(&bytes));
        // Escaping turns each of three characters into three.
        let mut text = Zeroizing::new(String::with_capacity(40 + 3 * data.len()));
        text.push_str("otpauth-migration://offline?data=");
        percent::encode(&data, b"", &mut text);
        text
    };
    (0..).zip(codes).map(text).collect()
}

fn entry(account: &Account) -> Option<Entry> {
    let hash = |algorithm: Algorithm| match algorithm {
        Algorithm::Sha1 => 1,
        Algorithm::Sha256 => 2,
        Algorithm::Sha512 => 3,
    };
    let length = |digits: Digits| match digits.get() {
        6 => Some(1),
        8 => Some(2),
        _ => None,
    };
    let (algorithm, digits, kind, counter) = match &account.scheme {
        Scheme::Totp { algorithm, digits, period: Period::THIRTY } => {
            (hash(*algorithm), length(*digits)?, 2, 0)
        }
        Scheme::Hotp { algorithm, digits, counter } => {
            (hash(*algorithm), length(*digits)?, 1, i64::try_from(*counter).ok()?)
        }
        Scheme::Totp { .. } | Scheme::Steam | Scheme::Motp { .. } | Scheme::Yandex { .. } => return None,
    };
    Some(Entry {
        secret: account.secret.expose().to_vec(),
        name: account.name.as_bytes().to_vec(),
        issuer: account.issuer.as_bytes().to_vec(),
        algorithm,
        digits,
        kind,
        counter,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        otpauth::{gather, is_export},
        secret::Secret,
    };

    fn account(issuer: &str, name: &str, scheme: Scheme) -> Account {
        let secret = Secret::new(b"12345678901234567890".to_vec()).unwrap();
        Account { issuer: issuer.into(), name: name.into(), ..Account::nameless(secret, scheme, 7) }
    }

    #[test]
    fn a_set_comes_back_in_its_order() {
        let algorithm = Algorithm::Sha512;
        let mut accounts: Vec<Account> = (0..24)
            .map(|number| account("Acme & Söhne", &format!("ana{number}"), Scheme::standard()))
            .collect();
        accounts.push(account(
            "",
            "bob",
            Scheme::Hotp { algorithm, digits: Digits::new(8).unwrap(), counter: 9 },
        ));
        let texts = write_export(&accounts, -7);
        assert_eq!(texts.len(), 3);
        assert!(texts.iter().all(|text| is_export(text)));
        let texts: Vec<&str> = texts.iter().rev().map(|text| text.as_str()).collect();
        let back = gather(&texts, 7).unwrap();
        assert_eq!((back.have, back.of), (3, 3));
        assert_eq!(format!("{:?}", back.accounts), format!("{accounts:?}"));
    }

    #[test]
    fn long_names_take_more_codes() {
        let accounts: Vec<Account> =
            (0..10).map(|_| account(&"長".repeat(100), &"い".repeat(100), Scheme::standard())).collect();
        let texts = write_export(&accounts, 1);
        assert!(texts.len() > 2 && texts.iter().all(|text| text.len() < 2_900), "{}", texts.len());
        let back = gather(&texts.iter().map(|text| text.as_str()).collect::<Vec<_>>(), 7).unwrap();
        assert_eq!(back.accounts.len(), 10);
    }

    #[test]
    fn what_the_app_cannot_hold_is_left_out() {
        let (algorithm, digits) = (Algorithm::Sha1, Digits::SIX);
        for scheme in [
            Scheme::Steam,
            Scheme::Totp { algorithm, digits, period: Period::new(60).unwrap() },
            Scheme::Totp { algorithm, digits: Digits::new(7).unwrap(), period: Period::THIRTY },
            Scheme::Hotp { algorithm, digits, counter: u64::MAX },
        ] {
            let odd = account("Acme", "ana", scheme);
            assert!(!is_exportable(&odd) && write_export([&odd], 1).is_empty(), "{odd:?}");
        }
        let long = account(&"長".repeat(1_024), "ana", Scheme::standard());
        assert!(!is_exportable(&long));
    }
}
