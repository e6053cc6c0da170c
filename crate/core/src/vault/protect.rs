//! Unlock methods: adding and removing them, and changing the vault key.

use super::{
    DeviceSlot, Header, MethodName, Record, RecordId, UnlockError, UnlockMethod, Vault, VaultKey, WriteError,
    seal::{Keys, Sealed},
    slot::{self, Slots},
};
use crate::{
    Entropy,
    json::{self, Value},
};

/// The member of a header that counts the changes of the unlock methods.
pub(super) const METHODS: &str = "ways";

/// The member of a header that counts the vault's keys, from the second on.
pub(super) const KEYS: &str = "keys";

/// Why an unlock method isn't added or removed, or a backup not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProtectError {
    /// There is no such method.
    #[error("this unlock method is not there (any more)")]
    NoSlot,
    /// It is the last one, or only passkeys would be left, which are lost with their device.
    #[error("this is the last unlock method that is not lost with a device: add another one first")]
    Last,
    /// An earlier version made the passphrase's slot, or that of the last method: no new key can be
    /// sealed to it without its secret.
    #[error("an earlier Tandem made this passphrase or recovery code: change it first, then try again")]
    Outdated,
    /// The method gives no key.
    #[error(transparent)]
    Unusable(#[from] UnlockError),
    /// It can't be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl Vault {
    /// Adds an unlock method, or replaces the one of its kind; replacing gives the vault a new key,
    /// as in [`Vault::remove_method`].
    ///
    /// # Errors
    /// See [`ProtectError`]; the vault is then unchanged.
    pub fn add_method(
        &mut self,
        method: &UnlockMethod<'_>,
        entropy: &mut impl Entropy,
    ) -> Result<(), ProtectError> {
        if self.header.slots.has(method.name()) {
            return self.replace_method(method.name(), Some(method), entropy);
        }
        let slots = self.header.slots.with_method(self.header.vault, method, &self.key, entropy)?;
        self.take_slots(slots)
    }

    /// Removes an unlock method and gives the vault a new key, so that the method opens nothing
    /// that is written from now on. The last method can't be removed, nor the last that isn't a
    /// passkey.
    ///
    /// The other methods stay, except two kinds: the browser's own key, which only the shell can
    /// use, and methods from an earlier version, to which no new key can be sealed.
    ///
    /// # Errors
    /// See [`ProtectError`]; the vault is then unchanged.
    pub fn remove_method(
        &mut self,
        named: MethodName<'_>,
        entropy: &mut impl Entropy,
    ) -> Result<(), ProtectError> {
        self.replace_method(named, None, entropy)
    }

    fn replace_method(
        &mut self,
        named: MethodName<'_>,
        by: Option<&UnlockMethod<'_>>,
        entropy: &mut impl Entropy,
    ) -> Result<(), ProtectError> {
        let vault = self.header.vault;
        let rest = self.header.slots.without(named).ok_or(ProtectError::NoSlot)?;
        if by.is_none() && !rest.suffices() {
            return Err(ProtectError::Last);
        }
        let key = VaultKey::draw(entropy);
        let (mut slots, left_out) = rest.rewrapped(vault, &key, entropy);
        if left_out.contains(&slot::PASSPHRASE) {
            return Err(ProtectError::Outdated);
        }
        if let Some(method) = by {
            slots = slots.with_method(vault, method, &key, entropy)?;
        }
        if !slots.suffices() {
            return Err(if left_out.is_empty() { ProtectError::Last } else { ProtectError::Outdated });
        }
        self.reseal(slots, key, entropy)
    }

    /// Leaves only the device slot, so that anyone who uses the browser can open the vault. All
    /// methods are removed, so the vault gets a new key: the one that `device` wraps, since only
    /// the shell can wrap it.
    ///
    /// # Errors
    /// The vault is full.
    pub fn unprotect(
        &mut self,
        key: VaultKey,
        device: &DeviceSlot,
        entropy: &mut impl Entropy,
    ) -> Result<(), ProtectError> {
        self.reseal(Slots::default().with_device(device), key, entropy)
    }

    /// Gives the vault a new key that only `methods` open, and seals everything again: the old key
    /// opens nothing that is written from now on.
    ///
    /// # Errors
    /// See [`ProtectError`]; the vault is then unchanged.
    pub fn rekey(
        &mut self,
        methods: &[UnlockMethod<'_>],
        entropy: &mut impl Entropy,
    ) -> Result<(), ProtectError> {
        let key = VaultKey::draw(entropy);
        let mut slots = Slots::default();
        for method in methods {
            slots = slots.with_method(self.header.vault, method, &key, entropy)?;
        }
        if !slots.suffices() {
            return Err(ProtectError::Last);
        }
        self.reseal(slots, key, entropy)
    }

    fn reseal(
        &mut self,
        slots: Slots,
        key: VaultKey,
        entropy: &mut impl Entropy,
    ) -> Result<(), ProtectError> {
        let keys = Keys::derive(&key);
        let sealed = self.sealed_by(&keys, entropy);
        let before = self.header.extra.get(KEYS).cloned();
        self.header.extra.insert(KEYS.to_owned(), Value::from(self.header.keys().saturating_add(1)));
        self.take_slots(slots).inspect_err(|_| {
            match before {
                Some(before) => self.header.extra.insert(KEYS.to_owned(), before),
                None => self.header.extra.remove(KEYS),
            };
        })?;
        for (id, sealed) in sealed {
            if let Some(Record { sealed: old, .. }) = self.records.get_mut(&id) {
                *old = sealed;
            }
        }
        (self.key, self.keys) = (key, keys);
        Ok(())
    }

    /// Every record, sealed in its place under other keys.
    pub(super) fn sealed_by(&self, keys: &Keys, entropy: &mut impl Entropy) -> Vec<(RecordId, Sealed)> {
        let sealed = |(id, record): (&RecordId, &Record)| {
            let place = self.place(*id, record.revision);
            let plain =
                self.keys.open(&place, &record.sealed).expect("it was opened or sealed with this key");
            (*id, keys.seal(&place, plain, entropy))
        };
        self.records.iter().map(sealed).collect()
    }

    fn take_slots(&mut self, slots: Slots) -> Result<(), ProtectError> {
        let (changes, _) = self.header.methods();
        let mut header = Header { slots, ..self.header.clone() };
        header.extra.insert(METHODS.to_owned(), Value::from(changes.saturating_add(1)));
        Ok(self.take_methods(header)?)
    }

    /// Unites the unlock methods with those of another header under the same key. Returns whether the
    /// other header is outdated.
    ///
    /// A union counts as one more change, so that an earlier version, which takes the header with more
    /// changes as it is, takes it too.
    pub(super) fn unite_methods(&mut self, other: &Header) -> Result<bool, WriteError> {
        let (ours, theirs) = (self.header.methods(), other.methods());
        let is_outdated = ours > theirs;
        let (later, earlier) = if is_outdated { (&self.header, other) } else { (other, &self.header) };
        let mut later = later.clone();
        let adds = later.slots.unite(&earlier.slots);
        if adds {
            let changes = ours.0.max(theirs.0).saturating_add(1);
            later.extra.insert(METHODS.to_owned(), Value::from(changes));
        }
        if adds || ours < theirs {
            self.take_methods(later)?;
        }
        Ok(adds || is_outdated)
    }

    /// Takes over the unlock methods of another header of this vault.
    pub(super) fn take_methods(&mut self, Header { slots, extra, .. }: Header) -> Result<(), WriteError> {
        let header = Header { slots, extra, ..self.header.clone() };
        let before = std::mem::replace(&mut self.header, header);
        self.commit(Vec::new()).inspect_err(|_| self.header = before)
    }
}

impl Header {
    /// How often the vault's key was changed.
    pub(super) fn keys(&self) -> u64 {
        self.extra.get(KEYS).and_then(Value::as_u64).unwrap_or(0)
    }

    /// What decides between two headers of one vault, in either browser: how often the unlock
    /// methods were changed, and if that is equal, their content.
    pub(super) fn methods(&self) -> (u64, Vec<u8>) {
        let mut slots = Vec::new();
        for slot in self.portable().slots.stored() {
            json::write_object(slot, &mut |piece| slots.extend_from_slice(piece.as_bytes()));
        }
        (self.extra.get(METHODS).and_then(Value::as_u64).unwrap_or(0), slots)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentences() {
        for (error, sentence) in [
            (ProtectError::NoSlot, "this unlock method is not there (any more)"),
            (
                ProtectError::Last,
                "this is the last unlock method that is not lost with a device: add another one first",
            ),
            (
                ProtectError::Outdated,
                "an earlier Tandem made this passphrase or recovery code: change it first, then try again",
            ),
            (
                ProtectError::Unusable(UnlockError::Unusable),
                "this passkey gives no key: choose another, or a passphrase",
            ),
            (
                ProtectError::Write(WriteError::Full),
                "the vault is full: shorten notes, or start another vault",
            ),
        ] {
            assert_eq!(error.to_string(), sentence);
        }
    }
}
