//! Google Authenticator's export: up to ten accounts in a QR code, and as many codes as needed.
//!
//! `otpauth-migration://offline?data=` and the base64 of a protocol buffer that Google never
//! documented; the fields here are those found in exports of several years. It has no periods: they
//! are 30 seconds.

mod write;

use std::fmt;

use prost::Message;
use zeroize::{Zeroize, Zeroizing};

use super::{Form, error::clip, names, percent, read::bare};
use crate::{
    account::{Account, Invalid},
    base64,
    otp::{Algorithm, Digits, Period, Scheme},
    secret::Secret,
    sorted::sort,
    text,
};

pub use write::{is_exportable, write_export};

/// The content of one or several codes of an export.
#[derive(Debug)]
pub struct Exported {
    /// In the order of the export. Each has passed [`Account::validate`].
    pub accounts: Vec<Account>,
    /// What can't be added.
    pub refused: Vec<Unkept>,
    /// How many codes of the set were read so far.
    pub have: usize,
    /// How many codes the set has.
    pub of: usize,
}

/// An account of an export that can't be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unkept {
    /// Its name in the export, as far as it can be shown.
    pub name: String,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with an account of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// No secret.
    NoSecret,
    /// The hash is MD5 or unknown.
    Algorithm,
    /// The number of digits is unknown.
    Digits,
    /// Neither time-based nor counter-based.
    Kind,
    /// The counter is below zero.
    Counter,
    /// It can't be stored.
    Account(Invalid),
}

/// Why texts can't be read as an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// One of the texts isn't an export, or is incomplete.
    #[error("the export is not whole: show its QR code again and scan all of it")]
    Broken,
    /// Two incomplete sets, or two codes with the same number in one set.
    #[error("this code belongs to another export: finish one, then begin the other")]
    AnotherSet,
}

/// Whether a text claims to be an export.
#[must_use]
pub fn is_export(text: &str) -> bool {
    // The fast path for other Key URIs, since thousands may be read in one call.
    if text.starts_with("otpauth://") {
        return false;
    }
    matches!(Form::of(&bare(text)), Some(Form::Migration(_)))
}

/// Reads one or several codes of an export, in any order, with or without repetition.
///
/// Several complete sets may come together; at most one may be incomplete, and then `have` is less
/// than `of`. `now` is when the accounts are made, in Unix seconds.
///
/// # Errors
/// [`ExportError`]; a single account that can't be added is in [`Exported::refused`] instead.
pub fn gather(texts: &[&str], now: u64) -> Result<Exported, ExportError> {
    let mut codes: Vec<Payload> = Vec::new();
    for text in texts {
        let code = Payload::read(text).ok_or(ExportError::Broken)?;
        if codes.contains(&code) {
            continue;
        }
        // Exports of one code each may share a number, since nothing numbers the sets.
        if code.of > 1 && codes.iter().any(|other| (other.set(), other.place) == (code.set(), code.place)) {
            return Err(ExportError::AnotherSet);
        }
        codes.push(code);
    }
    sort(&mut codes, |one, other| one.place.cmp(&other.place));
    let (mut have, mut of) = (codes.len(), codes.len());
    let mut unfinished = None;
    for code in &codes {
        let there = codes.iter().filter(|other| other.set() == code.set()).count();
        if there < code.of {
            if unfinished.is_some_and(|other| other != code.set()) {
                return Err(ExportError::AnotherSet);
            }
            (have, of, unfinished) = (there, code.of, Some(code.set()));
        }
    }
    let mut exported = Exported { accounts: Vec::new(), refused: Vec::new(), have, of };
    for entry in codes.iter_mut().flat_map(|code| &mut code.entries) {
        match entry.account(now) {
            Ok(account) => exported.accounts.push(account),
            Err(why) => exported.refused.push(Unkept { name: entry.shown(), why }),
        }
    }
    Ok(exported)
}

/// One code of an export.
#[derive(PartialEq)]
struct Payload {
    entries: Vec<Entry>,
    id: i32,
    /// Counted from 0.
    place: usize,
    /// How many codes its set has; at least 1.
    of: usize,
}

#[derive(PartialEq, Message)]
struct Stored {
    #[prost(message, repeated, tag = "1")]
    entries: Vec<Entry>,
    #[prost(int32, tag = "3")]
    batch_size: i32,
    #[prost(int32, tag = "4")]
    batch_index: i32,
    /// Random, often negative; missing in some versions.
    #[prost(int32, tag = "5")]
    batch_id: i32,
}

/// Only numbers and bytes: one odd account must not make the others unreadable.
#[derive(PartialEq, Message)]
#[prost(skip_debug)]
struct Entry {
    #[prost(bytes = "vec", tag = "1")]
    secret: Vec<u8>,
    #[prost(bytes = "vec", tag = "2")]
    name: Vec<u8>,
    #[prost(bytes = "vec", tag = "3")]
    issuer: Vec<u8>,
    #[prost(int32, tag = "4")]
    algorithm: i32,
    #[prost(int32, tag = "5")]
    digits: i32,
    #[prost(int32, tag = "6")]
    kind: i32,
    #[prost(int64, tag = "7")]
    counter: i64,
}

impl Payload {
    fn read(text: &str) -> Option<Self> {
        let text = bare(text);
        let Some(Form::Migration(rest)) = Form::of(&text) else { return None };
        let (_, query) = rest.split_once('?')?;
        let data = query.split('&').find_map(|pair| pair.strip_prefix("data="))?;
        // Many programs leave base64's plus signs unescaped, so they aren't spaces here.
        let data = percent::label(data);
        // Both alphabets occur; they differ in two characters.
        let other = |c| {
            if c == '+' {
                '-'
            } else if c == '/' {
                '_'
            } else {
                c
            }
        };
        let data: Zeroizing<String> =
            Zeroizing::new(data.trim().trim_end_matches('=').chars().map(other).collect());
        let bytes = Zeroizing::new(base64::decode(&data)?);
        let stored = Stored::decode(bytes.as_slice()).ok()?;
        let code = Self {
            entries: stored.entries,
            id: stored.batch_id,
            place: usize::try_from(stored.batch_index).ok()?,
            of: usize::try_from(stored.batch_size.max(1)).ok()?,
        };
        (code.place < code.of && !code.entries.is_empty()).then_some(code)
    }

    fn set(&self) -> (i32, usize) {
        (self.id, self.of)
    }
}

impl Entry {
    fn account(&mut self, now: u64) -> Result<Account, Why> {
        let issuer = text::clean(&percent::text(&self.issuer));
        let (issuer, name) = names::read(
            &text::clean(&percent::text(&self.name)),
            Some(&issuer).filter(|it| !it.is_empty()).map(|it| it.as_str()),
        );
        let algorithm = match self.algorithm {
            0 | 1 => Algorithm::Sha1,
            2 => Algorithm::Sha256,
            3 => Algorithm::Sha512,
            _ => return Err(Why::Algorithm),
        };
        let digits = match self.digits {
            0 | 1 => 6,
            2 => 8,
            _ => return Err(Why::Digits),
        };
        let digits = Digits::new(digits).map_err(|_| Why::Digits)?;
        let scheme = match self.kind {
            1 => {
                let counter = u64::try_from(self.counter).map_err(|_| Why::Counter)?;
                Scheme::Hotp { algorithm, digits, counter }
            }
            2 => Scheme::Totp { algorithm, digits, period: Period::THIRTY },
            _ => return Err(Why::Kind),
        };
        let secret = Secret::new(std::mem::take(&mut self.secret)).map_err(|_| Why::NoSecret)?;
        let account = Account { issuer, name, ..Account::nameless(secret, scheme, now) };
        account.validate().map_err(Why::Account)
    }

    fn wipe(&mut self) {
        self.secret.zeroize();
    }

    fn shown(&self) -> String {
        clip(&percent::text(if self.name.is_empty() { &self.issuer } else { &self.name }))
    }
}

impl Drop for Payload {
    fn drop(&mut self) {
        self.entries.iter_mut().for_each(Entry::wipe);
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Entry(…)")
    }
}

#[cfg(test)]
mod tests {
    use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD};

    use super::*;

    /// An export entry for a test to spoil.
    fn entry(name: &str) -> Entry {
        Entry {
            secret: b"12345678901234567890".to_vec(),
            name: name.into(),
            algorithm: 1,
            digits: 1,
            kind: 2,
            ..Entry::default()
        }
    }

    fn uri(entries: Vec<Entry>, id: i32, place: i32, of: i32) -> String {
        let bytes = Stored { entries, batch_size: of, batch_index: place, batch_id: id }.encode_to_vec();
        let mut text = "otpauth-migration://offline?data=".to_owned();
        percent::encode(&data_encoding::BASE64.encode(&bytes), b"", &mut text);
        text
    }

    /// The names that are read, and how much of the set there is.
    fn check(texts: &[String], expected: Result<(&[&str], usize, usize), ExportError>) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let found = gather(&texts, 7);
        let names =
            found.as_ref().map(|found| found.accounts.iter().map(|a| a.name.as_str()).collect::<Vec<_>>());
        let read = found.as_ref().map(|found| (names.as_ref().unwrap().as_slice(), found.have, found.of));
        assert_eq!(read.map_err(|error| *error), expected);
    }

    #[test]
    fn a_set_is_gathered_in_any_order_and_however_often() {
        let [a, b, c] = [0, 1, 2].map(|place| uri(vec![entry(&place.to_string())], -5, place, 3));
        check(std::slice::from_ref(&a), Ok((&["0"], 1, 3)));
        check(&[c.clone(), a.clone()], Ok((&["0", "2"], 2, 3)));
        check(&[c.clone(), c.clone(), a.clone(), b.clone(), a.clone()], Ok((&["0", "1", "2"], 3, 3)));
        let stranger = uri(vec![entry("x")], 9, 1, 3);
        check(&[a.clone(), stranger.clone()], Err(ExportError::AnotherSet));
        check(&[a.clone(), uri(vec![entry("x")], -5, 0, 3)], Err(ExportError::AnotherSet));
        check(&[a, b, c, stranger], Ok((&["0", "1", "x", "2"], 1, 3)));
    }

    #[test]
    fn exports_of_one_code_stand_beside_each_other() {
        let texts = [
            uri(vec![entry("a"), entry("b")], 1, 0, 1),
            uri(vec![entry("c")], 0, 0, 0),
            uri(vec![entry("d")], 0, 0, 1),
        ];
        check(&texts, Ok((&["a", "b", "c", "d"], 3, 3)));
    }

    #[test]
    fn what_is_not_whole_is_broken() {
        for text in [
            "otpauth-migration://offline?data=XXXX",
            "otpauth-migration://offline",
            "otpauth-migration://offline?data=",
            "otpauth://totp/x?secret=MY",
        ] {
            check(&[text.to_owned()], Err(ExportError::Broken));
        }
        let whole = uri(vec![entry("a")], 1, 0, 1);
        check(&[whole.get(..whole.len() - 8).unwrap().to_owned()], Err(ExportError::Broken));
        check(&[uri(vec![entry("a")], 1, 3, 3)], Err(ExportError::Broken));
        check(&[uri(vec![], 1, 0, 1)], Err(ExportError::Broken));
    }

    #[test]
    fn plus_signs_padding_and_the_other_alphabet_are_read() {
        let bytes = Stored {
            entries: vec![Entry { secret: vec![0xfb, 0xff, 0xfe, 0xfb], ..entry("a") }],
            ..Stored::default()
        }
        .encode_to_vec();
        for data in [
            data_encoding::BASE64.encode(&bytes),
            BASE64_NOPAD.encode(&bytes),
            BASE64URL_NOPAD.encode(&bytes),
        ] {
            check(&[format!("OTPAUTH-MIGRATION://offline?x=1&data={data}")], Ok((&["a"], 1, 1)));
        }
    }

    #[test]
    fn a_long_name_in_any_script_is_whole() {
        let name = "認証 😀 ".repeat(60).trim().to_owned();
        check(&[uri(vec![entry(&name)], i32::MIN, 0, 1)], Ok((&[name.as_str()], 1, 1)));
    }

    #[test]
    fn the_issuer_is_not_repeated_in_the_name() {
        for (issuer, name, expected) in [
            ("Acme", "Acme:ana", ("Acme", "ana")),
            ("Acme", "Acme: ana", ("Acme", "ana")),
            ("", "Acme: ana", ("Acme", "ana")),
            ("Acme", "ana:b", ("Acme", "ana:b")),
            ("Acme", "ana", ("Acme", "ana")),
            ("", "ana", ("", "ana")),
            ("Slack", "Slack (acme):ana", ("Slack", "Slack (acme):ana")),
            ("Acme\0\u{200b}", "\u{feff}ana", ("Acme", "ana")),
        ] {
            let text = uri(vec![Entry { issuer: issuer.into(), ..entry(name) }], 1, 0, 1);
            let found = gather(&[&text], 7).unwrap();
            let account = found.accounts.first().unwrap();
            assert_eq!((account.issuer.as_str(), account.name.as_str()), expected);
        }
    }

    #[test]
    fn what_cannot_be_kept_is_listed_with_why() {
        let cases = [
            (Entry { secret: Vec::new(), ..entry("a") }, Why::NoSecret),
            (Entry { algorithm: 4, ..entry("c") }, Why::Algorithm),
            (Entry { digits: 3, ..entry("d") }, Why::Digits),
            (Entry { kind: 0, ..entry("e") }, Why::Kind),
            (Entry { kind: 1, counter: -1, ..entry("f") }, Why::Counter),
            (
                Entry { issuer: vec![b'a'; 1_025], ..entry("g") },
                Why::Account(Invalid::TooLong { field: crate::account::Field::Issuer, characters: 1_025 }),
            ),
        ];
        let (entries, whys): (Vec<_>, Vec<_>) = cases.into_iter().unzip();
        let found = gather(&[&uri(entries, 1, 0, 1)], 7).unwrap();
        assert_eq!(found.refused.iter().map(|unkept| unkept.why).collect::<Vec<_>>(), whys);
        assert!(found.accounts.is_empty());
    }

    #[test]
    fn counters_hashes_and_digits_are_kept() {
        let found = gather(
            &[&uri(vec![Entry { kind: 1, counter: 4, algorithm: 3, digits: 2, ..entry("a") }], 1, 0, 1)],
            7,
        )
        .unwrap();
        let scheme = format!("{:?}", found.accounts.first().unwrap().scheme);
        assert_eq!(scheme, "Hotp { algorithm: Sha512, digits: Digits(8), counter: 4 }");
    }

    #[test]
    fn the_sentences() {
        assert_eq!(
            ExportError::Broken.to_string(),
            "the export is not whole: show its QR code again and scan all of it"
        );
        assert_eq!(
            ExportError::AnotherSet.to_string(),
            "this code belongs to another export: finish one, then begin the other"
        );
    }
}
