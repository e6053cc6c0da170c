//! Rows of known answers: the project's own, and those of a folder beside it.

#![expect(clippy::indexing_slicing, reason = "what a file of vectors lacks fails its test")]

mod collected;
mod own;
mod primitives;
mod vaults;

use std::path::Path;

#[test]
fn the_codes_of_rfc_4226() {
    own::hotp_of_the_rfc();
}

#[test]
fn codes_by_counter() {
    own::hotp();
}

#[test]
fn the_codes_of_rfc_6238() {
    own::totp_of_the_rfc();
}

#[test]
fn codes_by_time() {
    own::totp();
}

#[test]
fn secret_keys_as_they_are_pasted() {
    own::base32();
}

#[test]
fn key_uris() {
    own::key_uris();
}

#[test]
fn two_consecutive_codes() {
    own::pairs();
}

#[test]
fn vaults_of_every_format_open_forever() {
    vaults::open_for_ever();
}

#[test]
fn the_collection_beside_the_project() {
    if let Some(text) = beside("otp-vectors.json") {
        assert_eq!(collected::check(&text), 238);
    }
}

#[test]
fn the_cryptography_by_wycheproof() {
    for (name, count) in primitives::FILES {
        if let Some(text) = beside(&format!("wycheproof/{name}_test.json")) {
            assert_eq!(primitives::check(name, &text), count, "{name}");
        }
    }
}

#[test]
fn argon2id_of_rfc_9106() {
    primitives::argon2id_of_the_rfc();
}

/// A file of the folder beside the project, if it is there.
fn beside(name: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        eprintln!("skipped, not found: ../shared/{name}");
    }
    text
}
