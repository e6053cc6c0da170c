//! Inputs that the fuzzers found (`tests/fuzz/corpus`), in every test run: read or refused, without
//! a panic.

#![expect(
    clippy::unwrap_used,
    reason = "a corpus of our own making, also outside of what is marked as a test"
)]

use data_encoding::BASE64;
use tandem_core::{
    otpauth,
    vault::{Header, Vault, VaultKey},
};

/// The inputs that are texts.
fn texts(packed: &str) -> Vec<String> {
    let inputs = packed.lines().map(|line| BASE64.decode(line.as_bytes()).unwrap());
    let texts: Vec<String> = inputs.filter_map(|input| String::from_utf8(input).ok()).collect();
    assert!(texts.len() > 100, "{} inputs", texts.len());
    texts
}

#[test]
fn a_vaults_text_that_nobody_wrote_is_refused() {
    for text in texts(include_str!("../../../tests/fuzz/corpus/vault.txt")) {
        assert!(Vault::open(&text, VaultKey::from_bytes([7; 32])).is_err(), "{text}");
        let Ok(header) = Header::read(&text) else { continue };
        let _ = (header.device(), header.passkeys(), header.kdf().is_ok(), header.saved());
    }
}

#[test]
fn a_key_uri_that_nobody_wrote_is_refused_or_means_what_is_written_of_it() {
    let mut read = 0;
    for text in texts(include_str!("../../../tests/fuzz/corpus/uri.txt")) {
        let Ok(account) = otpauth::parse(&text, 0) else { continue };
        read += 1;
        let again = otpauth::parse(&otpauth::write(&account), 0).unwrap();
        assert_eq!(format!("{again:?}"), format!("{account:?}"), "{text}");
        assert!(again.secret.same_as(&account.secret), "{text}");
    }
    assert!(read > 20, "{read} were read");
}
