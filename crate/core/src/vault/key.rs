//! Keys that can't leak by accident: the vault key, and the keys of slots.

use std::{fmt, marker::PhantomData};

use zeroize::{Zeroize, Zeroizing};

use crate::Entropy;

/// 256 bits with a kind, so that a key of one kind is never taken for another.
///
/// # Security
/// Wiped when dropped. It has no `Clone` and no serialisation, and its `Debug` shows nothing; only
/// [`Key::expose`] gives the bytes.
pub struct Key<Kind>(Zeroizing<[u8; 32]>, PhantomData<Kind>);

/// The key on which the whole vault depends; slots wrap it.
pub type VaultKey = Key<OfVault>;

/// The key of one slot, from a passphrase, a recovery code or a passkey. With it and the vault's
/// text, anyone has the vault.
pub type SlotKey = Key<OfSlot>;

/// See [`VaultKey`].
#[derive(Debug)]
pub enum OfVault {}

/// See [`SlotKey`].
#[derive(Debug)]
pub enum OfSlot {}

impl<Kind> Key<Kind> {
    /// Takes a key that was unwrapped or derived elsewhere: Argon2id runs in a Worker without the
    /// vault.
    #[must_use]
    pub fn from_bytes(mut bytes: [u8; 32]) -> Self {
        let key = Zeroizing::new(bytes);
        bytes.zeroize();
        Self(key, PhantomData)
    }

    /// The bytes themselves.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// A new one; `fill` writes all of its bytes.
    pub(super) fn filled(fill: impl FnOnce(&mut [u8; 32])) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        fill(&mut key);
        Self(key, PhantomData)
    }
}

impl VaultKey {
    pub(super) fn draw(entropy: &mut impl Entropy) -> Self {
        Self::filled(|key| entropy.fill(key))
    }
}

impl<Kind> fmt::Debug for Key<Kind> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing_of_it() {
        assert_eq!(format!("{:?}", VaultKey::from_bytes([65; 32])), "Key(…)");
        assert_eq!(format!("{:?}", SlotKey::from_bytes([65; 32])), "Key(…)");
    }
}
