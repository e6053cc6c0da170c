//! Any text as a vault's: its header is read or refused, and nothing opens that was not written with the key.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem_core::{
    Entropy,
    vault::{Header, Vault, VaultKey},
};

/// The same bytes every time.
struct Counted(u8);

impl Entropy for Counted {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_add(1);
            *byte = self.0;
        }
    }
}

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data) {
        if let Ok(header) = Header::read(text) {
            let _ = (header.vault(), header.generation(), header.device().is_some(), header.passkeys().len());
            let _ = (header.stretch().is_ok(), header.has_recovery(), header.unknown_slots(), header.saved());
        }
        assert!(Vault::open(text, VaultKey::from_bytes([7; 32])).is_err());
    }
    // One place of a good text changed: refused, unless it reads the same.
    let Some((&[high, low], patch)) = data.split_first_chunk::<2>() else { return };
    let vault = Vault::create(&mut Counted(0));
    let good = vault.text();
    let at = usize::from(u16::from_be_bytes([high, low])) % good.len();
    let mut bytes = good.clone().into_bytes();
    for (slot, &byte) in bytes.iter_mut().skip(at).zip(patch) {
        *slot = byte;
    }
    if let Ok(text) = String::from_utf8(bytes)
        && let Ok(opened) = Vault::open(&text, VaultKey::from_bytes(*vault.key().expose()))
    {
        assert_eq!(opened.text(), good, "{text}");
    }
});
