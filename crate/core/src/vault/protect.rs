//! Unlock methods: adding and removing them, and a new key.

use std::fmt;

use litemap::LiteMap;

use super::{
    DeviceSlot, Header, MethodName, Record, RecordId, UnlockError, UnlockMethod, Vault, VaultKey, WriteError,
    seal::{Keys, Place, Sealed},
    slot::Slots,
};
use crate::{
    Entropy,
    json::{self, Value},
};

/// The member of a header that counts the changes of the unlock methods.
const WAYS: &str = "ways";

/// Why an unlock method is not added or removed, or a backup not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProtectError {
    /// There is no such method.
    NoSlot,
    /// It is the last one, or only passkeys would be left, which are lost with their device.
    Last,
    /// A backup needs a passphrase: the device's key does not leave the device.
    NoPassphrase,
    /// The method gives no key.
    Unusable(UnlockError),
    /// It cannot be written.
    Write(WriteError),
}

impl Vault {
    /// Adds an unlock method, or puts it in place of the one of its kind.
    ///
    /// The key stays what it is: where the vault was open to the browser's own key until now, its old
    /// text on the disk still is. [`Vault::rekey`] is for leaving that.
    ///
    /// # Errors
    /// See [`ProtectError`].
    pub fn add_method(
        &mut self,
        method: &UnlockMethod<'_>,
        entropy: &mut impl Entropy,
    ) -> Result<(), ProtectError> {
        let slots = self.header.slots.with_method(self.header.vault, method, &self.key, entropy)?;
        self.take_slots(slots)
    }

    /// Removes an unlock method. The last one stays, and so does the last that is no passkey.
    ///
    /// # Errors
    /// [`ProtectError::NoSlot`], [`ProtectError::Last`], and a vault that is full.
    pub fn remove_method(&mut self, named: MethodName<'_>) -> Result<(), ProtectError> {
        let slots = self.header.slots.without(named).ok_or(ProtectError::NoSlot)?;
        if !slots.suffices() {
            return Err(ProtectError::Last);
        }
        self.take_slots(slots)
    }

    /// Leaves the device slot alone: whoever uses the browser opens the vault.
    ///
    /// # Errors
    /// A vault that is full.
    pub fn unprotect(&mut self, device: &DeviceSlot) -> Result<(), ProtectError> {
        self.take_slots(Slots::default().with_device(device))
    }

    /// Gives the vault a new key that only `methods` open, and seals everything anew: what was readable
    /// with the old key is of no use for what is written from now on.
    ///
    /// # Errors
    /// See [`ProtectError`]; the vault is then what it was.
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
        let keys = Keys::derive(&key);
        let mut sealed: LiteMap<RecordId, Sealed> = LiteMap::new();
        for (id, record) in &self.records {
            let place = Place { vault: self.header.vault, record: *id, revision: record.revision };
            let plain =
                self.keys.open(&place, &record.sealed).expect("it was opened or sealed with this key");
            sealed.insert(*id, keys.seal(&place, plain, entropy));
        }
        self.take_slots(slots)?;
        for (id, sealed) in sealed {
            if let Some(Record { sealed: old, .. }) = self.records.get_mut(&id) {
                *old = sealed;
            }
        }
        (self.key, self.keys) = (key, keys);
        Ok(())
    }

    fn take_slots(&mut self, slots: Slots) -> Result<(), ProtectError> {
        let (changes, _) = self.header.ways();
        let mut header = Header { slots, ..self.header.clone() };
        header.extra.insert(WAYS.to_owned(), Value::from(changes.saturating_add(1)));
        Ok(self.take_methods(header)?)
    }

    /// Takes over the unlock methods of another header of this vault.
    pub(super) fn take_methods(&mut self, Header { slots, extra, .. }: Header) -> Result<(), WriteError> {
        let header = Header { slots, extra, ..self.header.clone() };
        let before = std::mem::replace(&mut self.header, header);
        self.commit(Vec::new()).inspect_err(|_| self.header = before)
    }
}

impl Header {
    /// What decides between two headers of one vault, whoever asks: how often the unlock methods were changed, and
    /// where that is the same, what they are.
    pub(super) fn ways(&self) -> (u64, Vec<u8>) {
        let mut slots = Vec::new();
        for slot in self.portable().slots.stored() {
            json::write_object(slot, &mut |piece| slots.extend_from_slice(piece.as_bytes()));
        }
        (self.extra.get(WAYS).and_then(Value::as_u64).unwrap_or(0), slots)
    }
}

impl fmt::Display for ProtectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSlot => f.write_str("this unlock method is not there (any more)"),
            Self::Last => f.write_str(
                "this is the last unlock method that is not lost with a device: add another one first",
            ),
            Self::NoPassphrase => f.write_str("a backup is opened by a passphrase: choose one for it"),
            Self::Unusable(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ProtectError {}

impl From<UnlockError> for ProtectError {
    fn from(error: UnlockError) -> Self {
        Self::Unusable(error)
    }
}

impl From<WriteError> for ProtectError {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
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
            (ProtectError::NoPassphrase, "a backup is opened by a passphrase: choose one for it"),
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
