//! Any texts, and any bytes in the place of an export's: read or refused, and the order does not matter.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem_core::otpauth::{gather, is_export};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The text of an export's code.
fn export(payload: &[u8]) -> String {
    let mut text = String::from("otpauth-migration://offline?data=");
    for three in payload.chunks(3) {
        let all = three.iter().fold(0_u32, |all, &byte| all << 8 | u32::from(byte)) << (8 * (3 - three.len()));
        for sixth in 0..=three.len() {
            let digit = ALPHABET[(all >> (18 - 6 * sixth)) as usize & 63];
            text.push_str(&match digit {
                b'+' => "%2B".to_owned(),
                b'/' => "%2F".to_owned(),
                digit => char::from(digit).to_string(),
            });
        }
    }
    text
}

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = (is_export(text), gather(&[text], 0));
    }
    // Two codes of a set, parted by a byte that no field needs.
    let mut parts = data.splitn(2, |&byte| byte == 0xFE);
    let texts: Vec<String> = parts.by_ref().map(export).collect();
    let mut texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let there = gather(&texts, 0);
    texts.reverse();
    let back = gather(&texts, 0);
    assert_eq!(there.is_ok(), back.is_ok());
    if let (Ok(there), Ok(back)) = (there, back) {
        assert_eq!(there.accounts.len(), back.accounts.len());
        assert_eq!(there.refused.len(), back.refused.len());
    }
});
