//! Any bytes to one reader after the other, whether its detector wants them or not: a detector that grows wider
//! must not find its reader unprepared.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem_exchange::{FORMATS, Request, read_as};

fuzz_target!(|input: &[u8]| {
    let Some((which, file)) = input.split_first() else { return };
    let Some(format) = FORMATS.get(usize::from(*which) % FORMATS.len()) else { return };
    if let Ok(import) = read_as(format, file, &Request::new(0).with_passphrase("words")) {
        for candidate in import.candidates {
            assert!(candidate.account.validate().is_ok());
        }
    }
});
