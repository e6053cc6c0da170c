//! The project's own rows, compiled in: what runs here runs in the browser too.

use serde::{Deserialize, de::DeserializeOwned};
use tandem_core::{
    base32,
    otp::{self, Algorithm, Digits, Period, Scheme},
    otpauth, pair,
    secret::Secret,
};

/// The moment of the codes in `key-uris.json`.
const NOW: u64 = 1_672_531_200;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<T> {
    about: String,
    rows: Vec<T>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct CodeRow {
    secret: String,
    algorithm: String,
    digits: u8,
    counter: Option<String>,
    period: Option<u32>,
    time: Option<u64>,
    code: String,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Base32Row {
    text: String,
    bytes: Option<String>,
    written: Option<String>,
    refused: Option<String>,
    character: Option<char>,
    position: Option<usize>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct UriRow {
    uri: String,
    issuer: Option<String>,
    name: Option<String>,
    code: Option<String>,
    refused: Option<String>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct PairRow {
    secret: String,
    period: u32,
    time: u64,
    order: String,
    first_step: u64,
    codes: [String; 2],
    left: u64,
}

pub(crate) fn hotp_of_the_rfc() {
    codes(include_str!("../../../../tests/vectors/hotp-rfc4226.json"), 10);
}

pub(crate) fn hotp() {
    codes(include_str!("../../../../tests/vectors/hotp.json"), 50);
}

pub(crate) fn totp_of_the_rfc() {
    codes(include_str!("../../../../tests/vectors/totp-rfc6238.json"), 18);
}

pub(crate) fn totp() {
    codes(include_str!("../../../../tests/vectors/totp.json"), 17);
}

pub(crate) fn base32() {
    let rows: Vec<Base32Row> = rows(include_str!("../../../../tests/vectors/base32.json"), 31);
    for row in &rows {
        let read = base32::decode(&row.text);
        let expected = match row.refused.as_deref() {
            None => Ok(row.bytes.clone().expect("a row without a refusal has bytes")),
            Some("empty") => Err(base32::Error::Empty),
            Some("too short") => Err(base32::Error::TooShort),
            Some("wrong character") => Err(base32::Error::Wrong {
                character: row.character.expect("the row names the character"),
                position: row.position.expect("the row names its place"),
            }),
            Some(other) => panic!("no such refusal: {other}"),
        };
        let hex = read.as_ref().map(|secret| data_encoding::HEXLOWER.encode(secret.expose()));
        assert_eq!(hex.map_err(|error| *error), expected, "{row:?}");
        if let (Ok(secret), Some(written)) = (read, &row.written) {
            assert_eq!(base32::encode(&secret).as_str(), written, "{row:?}");
        }
    }
}

pub(crate) fn key_uris() {
    let rows: Vec<UriRow> = rows(include_str!("../../../../tests/vectors/key-uris.json"), 31);
    for row in &rows {
        let read = otpauth::parse(&row.uri, NOW);
        if let Some(sentence) = &row.refused {
            assert_eq!(&read.expect_err(&row.uri).to_string(), sentence, "{row:?}");
            continue;
        }
        let account = read.unwrap_or_else(|error| panic!("{row:?}: {error}"));
        assert_eq!(Some(&account.issuer), row.issuer.as_ref(), "{row:?}");
        assert_eq!(Some(&account.name), row.name.as_ref(), "{row:?}");
        let factor = match &account.scheme {
            Scheme::Hotp { counter, .. } => *counter,
            other => other.step(NOW).expect("time drives every other scheme"),
        };
        let code = otp::code(&account.secret, &account.scheme, factor);
        assert_eq!(Some(code.as_str()), row.code.as_deref(), "{row:?}");
        let again = otpauth::parse(&otpauth::write(&account), NOW).expect("what was written is read");
        assert_eq!(format!("{again:?}"), format!("{account:?}"), "{row:?}");
        assert!(again.secret.same_as(&account.secret), "{row:?}");
    }
}

pub(crate) fn pairs() {
    let rows: Vec<PairRow> = rows(include_str!("../../../../tests/vectors/pairs.json"), 40);
    for row in &rows {
        let period = Period::new(row.period).expect("a period");
        let order = match row.order.as_str() {
            "previous-current" => pair::Order::PreviousCurrent,
            "current-next" => pair::Order::CurrentNext,
            other => panic!("no such order: {other}"),
        };
        let standing = pair::at(row.time, period, order, None);
        let scheme = Scheme::Totp { algorithm: Algorithm::Sha1, digits: Digits::SIX, period };
        let (first, second) = pair::codes(&secret(&row.secret), &scheme, standing.first_step);
        let found = (standing.first_step, [first.as_str(), second.as_str()], standing.seconds_left);
        let [one, other] = &row.codes;
        assert_eq!(found, (row.first_step, [one.as_str(), other.as_str()], row.left), "{row:?}");
    }
}

fn codes(text: &str, count: usize) {
    let rows: Vec<CodeRow> = rows(text, count);
    for row in &rows {
        let algorithm = algorithm(&row.algorithm).expect("a known algorithm");
        let digits = Digits::new(row.digits).expect("a number of digits");
        let (scheme, factor) = match (&row.counter, row.period, row.time) {
            (Some(counter), None, None) => {
                let counter = counter.parse().expect("a whole number");
                (Scheme::Hotp { algorithm, digits, counter }, counter)
            }
            (None, Some(period), Some(time)) => {
                let period = Period::new(period).expect("a period");
                (Scheme::Totp { algorithm, digits, period }, period.step(time))
            }
            _ => panic!("neither by time nor by counter: {row:?}"),
        };
        assert_eq!(otp::code(&secret(&row.secret), &scheme, factor).as_str(), row.code, "{row:?}");
    }
}

pub(crate) fn algorithm(name: &str) -> Option<Algorithm> {
    match name {
        "SHA1" => Some(Algorithm::Sha1),
        "SHA256" => Some(Algorithm::Sha256),
        "SHA512" => Some(Algorithm::Sha512),
        _ => None,
    }
}

pub(crate) fn secret(hex: &str) -> Secret {
    Secret::new(bytes(hex)).expect("at least a byte")
}

pub(crate) fn bytes(hex: &str) -> Vec<u8> {
    data_encoding::HEXLOWER.decode(hex.as_bytes()).expect("hexadecimal")
}

/// The count is given twice, so that no row is lost unnoticed.
pub(crate) fn rows<T: DeserializeOwned>(text: &str, count: usize) -> Vec<T> {
    let file: File<T> = serde_json::from_str(text).expect("a file of rows");
    assert!(!file.about.is_empty());
    assert_eq!(file.rows.len(), count, "{}", file.about);
    file.rows
}
