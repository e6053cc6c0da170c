//! Ways into the vault: adding and removing them, and a new key.

use std::fmt;

use litemap::LiteMap;

use super::{
    Header, Named, Record, RecordId, UnlockError, Vault, VaultKey, Way, WriteError,
    seal::{Keys, Place, Sealed},
    slot::Slots,
};
use crate::{
    Entropy,
    json::{self, Value},
};

/// The member of a header that counts the changes of the ways in.
const WAYS: &str = "ways";

/// Why a way in is not added or removed, or a backup not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProtectError {
    /// There is no such way in.
    NoSlot,
    /// It is the last one, or only passkeys would be left, which are lost with their device.
    Last,
    /// A backup needs a passphrase: the device's key does not leave the device.
    NoPassphrase,
    /// The way in gives no key.
    Unusable(UnlockError),
    /// It cannot be written.
    Write(WriteError),
}

impl Vault {
    /// Adds a way in, or puts it in place of the one of its kind.
    ///
    /// The key stays what it is: where the vault was open to the browser's own key until now, its old
    /// text on the disk still is. [`Vault::rekey`] is for leaving that.
    ///
    /// # Errors
    /// See [`ProtectError`].
    pub fn add_way(&mut self, way: &Way<'_>, entropy: &mut impl Entropy) -> Result<(), ProtectError> {
        let slots = self.header.slots.with_way(self.header.vault, way, &self.key, entropy)?;
        self.take_slots(slots)
    }

    /// Removes a way in. The last one stays, and so does the last that is no passkey.
    ///
    /// # Errors
    /// [`ProtectError::NoSlot`], [`ProtectError::Last`], and a vault that is full.
    pub fn remove_way(&mut self, named: Named<'_>) -> Result<(), ProtectError> {
        let slots = self.header.slots.without(named).ok_or(ProtectError::NoSlot)?;
        if !slots.can_be_left() {
            return Err(ProtectError::Last);
        }
        self.take_slots(slots)
    }

    /// Gives the vault a new key that only `ways` lead to, and seals everything anew: what was readable
    /// with the old key is of no use for what is written from now on.
    ///
    /// # Errors
    /// See [`ProtectError`]; the vault is then what it was.
    pub fn rekey(&mut self, ways: &[Way<'_>], entropy: &mut impl Entropy) -> Result<(), ProtectError> {
        let key = VaultKey::draw(entropy);
        let mut slots = Slots::default();
        for way in ways {
            slots = slots.with_way(self.header.vault, way, &key, entropy)?;
        }
        if !slots.can_be_left() {
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
        Ok(self.take_ways(header)?)
    }

    /// Takes over the ways in of another header of this vault.
    pub(super) fn take_ways(&mut self, Header { slots, extra, .. }: Header) -> Result<(), WriteError> {
        let header = Header { slots, extra, ..self.header.clone() };
        let before = std::mem::replace(&mut self.header, header);
        self.commit(Vec::new()).inspect_err(|_| self.header = before)
    }
}

impl Header {
    /// What decides between two headers of one vault, whoever asks: how often the ways in were changed, and
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
            Self::NoSlot => f.write_str("this way into the vault is not there (any more)"),
            Self::Last => f.write_str(
                "this is the last way into the vault that is not lost with a device: add another one first",
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
            (ProtectError::NoSlot, "this way into the vault is not there (any more)"),
            (
                ProtectError::Last,
                "this is the last way into the vault that is not lost with a device: add another one first",
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
