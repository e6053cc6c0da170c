//! Two vaults of one origin, changed at random: after one was taken back as a backup every key that
//! either list showed is in the list, and undoing nothing it can be written and opened again.

#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use tandem_core::{
    Entropy, otpauth,
    vault::{RecordId, Vault, VaultKey},
};

/// Other bytes at every call, the same in every run.
struct Counted(u64);

impl Entropy for Counted {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (self.0 >> 56) as u8;
        }
    }
}

fn keys(vault: &Vault) -> BTreeSet<Vec<u8>> {
    vault.entries().iter().map(|entry| entry.account.secret.expose().to_vec()).collect()
}

fn copy(vault: &Vault) -> Vault {
    let key = VaultKey::from_bytes(*vault.key().expose());
    Vault::open(&vault.text(), key).expect("what was written opens")
}

/// One change of a vault.
fn change(vault: &mut Vault, (what, which): (u8, u8), entropy: &mut Counted) {
    let ids: Vec<RecordId> = vault.entries().iter().map(|entry| entry.id).collect();
    let id = ids.get(usize::from(which) % ids.len().max(1)).copied();
    let secret: String = (0..16).map(|i| char::from(b'A' + (which >> (i % 8) & 1) + which % 24)).collect();
    let fresh = otpauth::parse(&format!("otpauth://totp/Example:n{}?secret={secret}", which % 8), 0).ok();
    match (what % 5, id, fresh) {
        (0 | 1, _, Some(account)) => drop(vault.add(account, entropy)),
        (2, Some(id), _) => drop(vault.remove(id, u64::from(which), entropy)),
        (3, Some(id), Some(account)) => drop(vault.replace(id, account, entropy)),
        (4, Some(id), _) => drop(vault.edit(id, entropy, |account| account.name.push('x'))),
        _ => {}
    }
}

fuzz_target!(|data: &[u8]| {
    let mut entropy = Counted(data.len() as u64);
    let mut here = Vault::create(&mut entropy);
    let mut backup: Option<Vault> = None;
    for two in data.as_chunks::<2>().0.iter().take(24) {
        let how = (two[0] >> 2, two[1]);
        match (two[0] & 3, &mut backup) {
            (0, None) => backup = Some(copy(&here)),
            (1, Some(backup)) => change(backup, how, &mut entropy),
            _ => change(&mut here, how, &mut entropy),
        }
    }
    let Some(backup) = backup else { return };
    let wanted: BTreeSet<Vec<u8>> = keys(&here).union(&keys(&backup)).cloned().collect();
    here.take_back(&backup, &mut entropy).expect("so few accounts fit");
    let held = keys(&here);
    assert!(wanted.is_subset(&held), "{} keys of {}", held.len(), wanted.len());
    assert_eq!(keys(&copy(&here)), held);
});
