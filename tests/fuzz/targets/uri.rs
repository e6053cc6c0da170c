//! A Key URI: what is read is written as a URI that says the same, and nothing panics.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem_core::otpauth;

fuzz_target!(|text: &str| {
    let _ = otpauth::gather(&[text], 0);
    let Ok(account) = otpauth::parse(text, 0) else { return };
    let written = otpauth::write(&account);
    let again = otpauth::parse(&written, 0).expect("what it wrote");
    assert_eq!(format!("{again:?}"), format!("{account:?}"), "{text} is written as {}", *written);
    assert!(again.secret.same_as(&account.secret));
});
