//! Any bytes as a file of another app: to the detector with the reader it chooses, and as a table.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem_exchange::{Request, Rows, detect, read};

fuzz_target!(|input: &[u8]| {
    let request = Request::new(0).with_passphrase("words").with_most_work(5_000_000);
    let known = detect(input);
    match read(input, &request) {
        Ok(import) => {
            assert!(known.is_some() && !import.format.is_empty());
            for candidate in import.candidates {
                assert!(candidate.account.validate().is_ok());
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    if let Some(rows) = Rows::of(input) {
        let mapped = rows.read(&rows.guess(), &request);
        assert!(mapped.is_ok() || rows.len() > 20_000);
    }
});
