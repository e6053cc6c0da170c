//! Any bytes to one reader, whether its detector wants them or not: a detector that grows wider must not find its
//! reader unprepared. `TANDEM_READER` says which; without it, all of them are printed, a line each.
#![no_main]

use std::{env, process, sync::LazyLock};

use libfuzzer_sys::fuzz_target;
use tandem_exchange::{FORMATS, Format, Request, read_as};

/// What a file may ask for here, in nanoseconds: deriving keys finds nothing, and others find it sooner.
const MOST_WORK: u64 = 5_000_000;

static READER: LazyLock<&Format> = LazyLock::new(|| {
    let wanted = env::var("TANDEM_READER").unwrap_or_default();
    FORMATS.iter().find(|format| format.id == wanted).unwrap_or_else(|| {
        FORMATS.iter().for_each(|format| println!("{}", format.id));
        process::exit(i32::from(!wanted.is_empty()));
    })
});

fuzz_target!(init: LazyLock::force(&READER), |file: &[u8]| {
    let request = Request::new(0).with_passphrase("words").with_most_work(MOST_WORK);
    if let Ok(import) = read_as(*READER, file, &request) {
        for candidate in import.candidates {
            assert!(candidate.account.validate().is_ok());
        }
    }
});
