//! Any text as a key's address: read or refused, and what was read is written and read again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem_core::otpauth::{Error, is_key_uri, parse, write};

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match parse(text, 1_700_000_000) {
        Ok(account) => {
            let written = write(&account);
            let again = parse(&written, 1_700_000_000).unwrap_or_else(|error| panic!("{text:?} became {written:?}: {error}"));
            assert_eq!(write(&again), written, "{text:?}");
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            assert!(is_key_uri(text) || matches!(error, Error::NotKeyUri), "{text:?}: {error}");
        }
    }
});
