//! A vault's text before any key: what it says of itself is read or refused, and nothing panics. The same as
//! the items of a store that browsers share: nobody has the key, so nothing of them is taken over.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem_core::{
    Entropy,
    vault::{Header, Vault, VaultKey},
};

/// No chance at all, so that a finding is found again.
struct Known;

impl Entropy for Known {
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill(9);
    }
}

fuzz_target!(|text: &str| {
    let opened = Vault::open(text, VaultKey::from_bytes([7; 32]));
    assert!(opened.is_err(), "nobody has this key");
    let mut own = Vault::create(&mut Known);
    let items: Vec<String> = text.lines().map(str::to_owned).collect();
    let met = own.merge_shared(Some(text), &items, &mut Known).expect("there is room");
    assert!(met.header.is_some() && met.records.is_empty() && own.generation() == 1);
    let Ok(header) = Header::read(text) else { return };
    // No key is derived: that takes most of a second, and its bounds are what matters here.
    if let Ok(parameters) = header.kdf() {
        assert!(parameters.memory() <= 256 << 10 && u64::from(parameters.memory()) * u64::from(parameters.passes()) <= 1 << 20);
    }
    for passkey in header.passkeys() {
        assert!(header.unlock_by_passkey(&passkey.credential, &[7; 32]).is_err());
    }
    let _ = (header.device(), header.has_recovery(), header.unknown_slots(), header.saved());
});
