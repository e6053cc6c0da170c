//! The same known answers as natively, in the browser.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::indexing_slicing, reason = "what a file of vectors lacks fails its test")]

#[path = "../../core/tests/vectors/collected.rs"]
mod collected;
#[path = "../../core/tests/vectors/own.rs"]
mod own;
#[path = "../../core/tests/vectors/primitives.rs"]
mod primitives;
#[path = "../../core/tests/vectors/vaults.rs"]
mod vaults;

use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_codes_of_rfc_4226() {
    own::hotp_of_the_rfc();
}

#[wasm_bindgen_test]
fn codes_by_counter() {
    own::hotp();
}

#[wasm_bindgen_test]
fn the_codes_of_rfc_6238() {
    own::totp_of_the_rfc();
}

#[wasm_bindgen_test]
fn codes_by_time() {
    own::totp();
}

#[wasm_bindgen_test]
fn secret_keys_as_they_are_pasted() {
    own::base32();
}

#[wasm_bindgen_test]
fn key_uris() {
    own::key_uris();
}

#[wasm_bindgen_test]
fn two_consecutive_codes() {
    own::pairs();
}

#[wasm_bindgen_test]
fn vaults_of_every_format_open_forever() {
    vaults::open_for_ever();
}

#[wasm_bindgen_test]
fn the_collection_beside_the_project() {
    match option_env!("TANDEM_OTP_VECTORS") {
        Some(text) => assert_eq!(collected::check(text), 238),
        None => console_log!("skipped, not found: ../shared/otp-vectors.json"),
    }
}

/// Compiled in as pieces: an environment variable can't hold a longer text.
macro_rules! wycheproof {
    ($name:literal) => {
        [
            option_env!(concat!("TANDEM_WYCHEPROOF_", $name, "_0")),
            option_env!(concat!("TANDEM_WYCHEPROOF_", $name, "_1")),
            option_env!(concat!("TANDEM_WYCHEPROOF_", $name, "_2")),
        ]
    };
}

#[wasm_bindgen_test]
fn the_cryptography_by_wycheproof() {
    let texts = [
        wycheproof!("xchacha20_poly1305"),
        wycheproof!("hmac_sha1"),
        wycheproof!("hmac_sha256"),
        wycheproof!("hmac_sha512"),
        wycheproof!("hkdf_sha256"),
    ];
    for ((name, count), pieces) in primitives::FILES.into_iter().zip(texts) {
        let text: String = pieces.into_iter().flatten().collect();
        if text.is_empty() {
            console_log!("skipped, not found: ../shared/wycheproof/{name}_test.json");
        } else {
            assert_eq!(primitives::check(name, &text), count, "{name}");
        }
    }
}

#[wasm_bindgen_test]
fn argon2id_of_rfc_9106() {
    primitives::argon2id_of_the_rfc();
}
