//! What every slot but the device slot does: it seals the vault key under the slot's key.

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{AeadInOut, KeyInit},
};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{SlotKey, VaultKey, bytes, exchange, text};
use crate::{
    Entropy,
    json::{self, Map},
    vault::{id::VaultId, seal::FORMAT},
};

/// Bytes of a nonce of XChaCha20-Poly1305.
const NONCE: usize = 24;

/// The member with a slot's public key.
const PUBLIC: &str = "public";

/// The member of a slot that was sealed to its public key: the exchange's ephemeral key.
const EPHEMERAL: &str = "ephemeral";

/// The members that sealing a slot produces, and so can't cover.
const SEAL: [&str; 2] = ["nonce", "wrapped"];

impl SlotKey {
    /// HKDF-SHA-256 of input that is already as strong as a key (RFC 5869).
    pub(super) fn derive(input: &[u8], salt: &[u8], info: &str) -> Self {
        Self::filled(|key| {
            Hkdf::<Sha256>::new(Some(salt), input)
                .expand(info.as_bytes(), key)
                .expect("32 bytes are within what HKDF gives");
        })
    }

    /// `slot` with the vault key, sealed for this vault and for everything else in the slot; and
    /// with a public key, to which a later vault key can be sealed without this key.
    pub(super) fn wrap(
        &self,
        vault: VaultId,
        mut slot: Map,
        key: &VaultKey,
        entropy: &mut impl Entropy,
    ) -> Map {
        slot.insert(PUBLIC.to_owned(), text(&exchange::public(self)));
        self.seal(vault, slot, key, entropy)
    }

    fn seal(&self, vault: VaultId, mut slot: Map, key: &VaultKey, entropy: &mut impl Entropy) -> Map {
        let mut nonce = [0; NONCE];
        entropy.fill(&mut nonce);
        let mut sealed = Zeroizing::new(Vec::with_capacity(48));
        sealed.extend_from_slice(key.expose());
        XChaCha20Poly1305::new(self.expose().into())
            .encrypt_in_place(&XNonce::from(nonce), &associated_data(vault, &slot), &mut *sealed)
            .expect("32 bytes are far below the 256 GiB of one message");
        slot.insert("nonce".to_owned(), text(&nonce));
        slot.insert("wrapped".to_owned(), text(&sealed));
        slot
    }

    /// The vault key; none if this isn't the slot's key or the slot was altered, which can't be
    /// told apart.
    pub(super) fn unwrap(&self, vault: VaultId, slot: &Map) -> Option<VaultKey> {
        if !slot.contains_key(EPHEMERAL) {
            return self.open(vault, slot);
        }
        let ephemeral = bytes(slot, EPHEMERAL)?.try_into().ok()?;
        exchange::receive(self, ephemeral)?.open(vault, slot)
    }

    fn open(&self, vault: VaultId, slot: &Map) -> Option<VaultKey> {
        let nonce: [u8; NONCE] = bytes(slot, "nonce")?.try_into().ok()?;
        let mut key = Zeroizing::new(bytes(slot, "wrapped")?);
        XChaCha20Poly1305::new(self.expose().into())
            .decrypt_in_place(&XNonce::from(nonce), &associated_data(vault, slot), &mut *key)
            .ok()?;
        <[u8; 32]>::try_from(key.as_slice()).ok().map(VaultKey::from_bytes)
    }
}

/// `slot` with another vault key, sealed to the slot's public key. `None` if it has none, because
/// an earlier version made it.
pub(super) fn rewrap(vault: VaultId, slot: &Map, key: &VaultKey, entropy: &mut impl Entropy) -> Option<Map> {
    let public = bytes(slot, PUBLIC)?.try_into().ok()?;
    let (ephemeral, by) = exchange::send(public, entropy)?;
    let mut slot = slot.clone();
    slot.insert(EPHEMERAL.to_owned(), text(&ephemeral));
    Some(by.seal(vault, slot, key, entropy))
}

/// The vault, and everything in the slot but its seal: a later version's parameters are covered
/// too.
fn associated_data(vault: VaultId, slot: &Map) -> Vec<u8> {
    let mut said = slot.clone();
    said.retain(|name, _| !SEAL.contains(&name.as_str()));
    let mut data = b"tandem vault slot".to_vec();
    data.extend_from_slice(&FORMAT.to_be_bytes());
    data.extend_from_slice(vault.bytes());
    json::write_object(&said, &mut |piece| data.extend_from_slice(piece.as_bytes()));
    data
}
