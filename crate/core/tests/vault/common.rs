//! What the tests of the vault share: known bytes, accounts, vaults.

use tandem_core::{
    Entropy,
    account::Account,
    otp::Scheme,
    secret::Secret,
    vault::{Vault, VaultKey},
};

/// Bytes that look random and are the same in every run (SplitMix64).
pub(crate) struct Known(pub(crate) u64);

impl Entropy for Known {
    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = self.0;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

pub(crate) fn account(issuer: &str, name: &str) -> Account {
    let secret = Secret::new(b"12345678901234567890".to_vec()).expect("twenty bytes");
    Account { issuer: issuer.into(), name: name.into(), ..Account::nameless(secret, Scheme::standard(), 7) }
}

/// Issuer and name of every account, in the order of the list.
pub(crate) fn texts(vault: &Vault) -> Vec<String> {
    let entries = vault.entries().into_iter();
    entries.map(|entry| format!("{} {}", entry.account.issuer, entry.account.name)).collect()
}

pub(crate) fn key_of(vault: &Vault) -> VaultKey {
    VaultKey::from_bytes(*vault.key().expose())
}

/// The same vault, as another browser has it.
pub(crate) fn copy(vault: &Vault) -> Vault {
    Vault::open(&vault.text(), key_of(vault)).expect("its own key opens it")
}

/// The key of a golden vault.
pub(crate) fn known_key(row: &serde_json::Value) -> [u8; 32] {
    let hex = row["key"].as_str().expect("hexadecimal");
    let byte = |at: usize| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("hexadecimal");
    std::array::from_fn(byte)
}
