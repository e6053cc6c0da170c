//! Backups: making one, restoring one, and undoing that.
//!
//! A backup is a vault's text under a key of its own, so a backup, or its passphrase, opens nothing
//! else. Restoring isn't a merge of equals, since the user misses something: accounts that were
//! deleted here come back, and nothing is deleted. If an account has different keys here and there,
//! both stay. Afterwards, every key of either list is in the list, or among the alternates if both
//! sides changed one account's key at the same revision.

use super::{
    AddError, Entry, KdfParameters, Merged, MethodName, ProtectError, RecordId, SlotKey, UndoError,
    UnlockMethod, Vault, VaultKey, WriteError,
    edit::Weight,
    format::{self, Header, Listed, MAX_TEXT},
    merge::{State, Version, told},
    protect::{KEYS, METHODS},
    seal::{AuthTag, Keys},
    slot::Slots,
    stored::{self, Rank},
};
use crate::{Entropy, base64, json::Value};

/// Who a backup is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupFor {
    /// The vault's owner: the vault's recovery code opens it too.
    Owner,
    /// Anyone who is told its passphrase: nothing else opens it.
    Anybody,
}

/// The member of a backup's header that says when it was made.
const SAVED: &str = "saved";

/// Bytes of an account's mark: part of the record's id, and part of a keyed hash of its content.
const MARK: usize = ID_OF_MARK + 6;
const ID_OF_MARK: usize = 6;

impl Header {
    /// This header without the device slot, which opens nothing elsewhere.
    pub(super) fn portable(&self) -> Self {
        let slots = self.slots.without(MethodName::Device).unwrap_or_else(|| self.slots.clone());
        Self { slots, ..self.clone() }
    }

    /// When a backup was made, in Unix seconds; none for a vault.
    #[must_use]
    pub fn saved(&self) -> Option<u64> {
        self.extra.get(SAVED)?.as_u64()
    }
}

impl Vault {
    /// The text of a backup, made at `now` (Unix seconds): all records of this vault, under a key
    /// of their own that only this passphrase opens, and the recovery code if the backup is the
    /// owner's and the code isn't of the first version.
    ///
    /// # Errors
    /// The vault is full.
    pub fn backup(
        &self,
        (parameters, key): (&KdfParameters, &SlotKey),
        opens: BackupFor,
        now: u64,
        entropy: &mut impl Entropy,
    ) -> Result<String, ProtectError> {
        let own = VaultKey::draw(entropy);
        let vault = self.header.vault;
        let slots = match opens {
            // A code of the first version opens only the vault, since no new key can be sealed to
            // it.
            BackupFor::Owner => {
                self.header.slots.only(MethodName::Recovery).rewrapped(vault, &own, entropy).0
            }
            BackupFor::Anybody => Slots::default(),
        };
        let method = UnlockMethod::Passphrase { parameters, key };
        let slots = slots.with_method(vault, &method, &own, entropy)?;
        let mut header = Header { slots, ..self.header.clone() };
        for counted in [METHODS, KEYS] {
            header.extra.remove(counted);
        }
        header.extra.insert(SAVED.to_owned(), Value::from(now));
        if format::header_length(&header) + self.length > MAX_TEXT {
            return Err(ProtectError::Write(WriteError::Full));
        }
        let keys = Keys::derive(&own);
        let sealed = self.sealed_by(&keys, entropy);
        let revision = |id: &RecordId| self.records.get(id).map_or(0, |record| record.revision);
        let list: Vec<Listed<'_>> = sealed.iter().map(|(id, sealed)| (*id, revision(id), sealed)).collect();
        Ok(super::text_of(&keys, &header, &list))
    }

    /// Restores a backup of this vault or of another. Accounts that were deleted here come back,
    /// and nothing is deleted. Of an account with two keys both stay, the older beside the newer.
    ///
    /// # Errors
    /// See [`AddError`]; this vault is then unchanged.
    pub fn merge_backup(&mut self, backup: &Self, entropy: &mut impl Entropy) -> Result<Merged, AddError> {
        if !backup.is_plausible() {
            return Err(AddError::Impossible);
        }
        let told = self.compare_backup(backup);
        self.take(self.missed(backup), self.header.generation, entropy)?;
        Ok(told)
    }

    /// What [`Vault::merge_backup`] would change.
    #[must_use]
    pub fn compare_backup(&self, backup: &Self) -> Merged {
        let (own, missed) = (self.state(), self.missed(backup));
        let mut merged = told(&own, &self.joined(own.clone(), missed.clone()), &missed);
        let new = |id: &&RecordId| {
            backup.get(**id).is_some() && !merged.added.contains(id) && !merged.changed.contains(id)
        };
        merged.same = backup.records.keys().filter(new).count();
        merged
    }

    /// Undoes a restore, which led from `before` to `after`, both earlier states of this vault; `at`
    /// is when, in Unix seconds. Codes that were used since stay used: an account that undoing takes
    /// off the list, and whose code was used, goes to the trash with its counter. Revisions and the
    /// generation rise, so that other copies take this over like any change.
    ///
    /// # Errors
    /// See [`UndoError`]; the vault is then unchanged.
    pub fn undo_restore(
        &mut self,
        (before, after): (&Self, &Self),
        at: u64,
        entropy: &mut impl Entropy,
    ) -> Result<(), UndoError> {
        let (then, restored, now) = (before.state(), after.state(), self.state());
        if !differ_in_use_alone(&restored, &now) {
            return Err(UndoError::Changed);
        }
        let mut records = Vec::new();
        for (id, now) in now {
            let (then, restored) = (then.get(&id), restored.get(&id));
            if then == restored {
                continue;
            }
            let used = restored != Some(&now);
            let in_list = then.is_some_and(|then| stored::rank(&then.content) != Rank::Deleted);
            let mut content = match (self.get(id), then) {
                (Some(entry), _) if used && !in_list => stored::trashed(entry, self.date(at)),
                (_, Some(then)) => then.content.clone(),
                (_, None) => stored::deleted(),
            };
            stored::count_on(&mut content, &now.content);
            if used {
                stored::used_on(&mut content, &now.content);
            }
            let revision = self.next_revision(id, Weight::Edit)?;
            records.push((id, self.sealed(id, Version { revision, content }, entropy)));
        }
        Ok(self.commit(records)?)
    }

    /// A mark for each account of the list, as text. They reveal nothing without the key;
    /// [`Vault::unsaved_since`] counts what has changed since.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut bytes = self.mark_of_key().to_vec();
        self.live().for_each(|entry| bytes.extend_from_slice(&self.mark(entry)));
        base64::encode(&bytes)
    }

    /// How many accounts were added, changed or deleted since the marks were made; using or moving
    /// an account doesn't count. `None` if the vault's key has changed since.
    #[must_use]
    pub fn unsaved_since(&self, marks: &str) -> Option<usize> {
        let bytes = base64::decode(marks)?;
        let (key, rest) = bytes.split_first_chunk::<MARK>()?;
        if *key != self.mark_of_key() {
            return None;
        }
        let then: Vec<&[u8]> = rest.chunks(MARK).collect();
        let now: Vec<[u8; MARK]> = self.live().map(|entry| self.mark(entry)).collect();
        let id_of = |mark: &[u8]| mark.first_chunk::<ID_OF_MARK>().copied();
        let fresh = now.iter().filter(|mark| !then.contains(&mark.as_slice())).count();
        let gone = then.iter().filter(|old| !now.iter().any(|mark| id_of(mark) == id_of(old))).count();
        Some(fresh + gone)
    }

    /// A text that differs for each vault key and reveals nothing about it.
    #[must_use]
    pub fn key_mark(&self) -> String {
        base64::encode(&self.mark_of_key())
    }

    fn mark_of_key(&self) -> [u8; MARK] {
        mark(&[], &self.keys.tag([b"tandem vault marks".as_slice()]))
    }

    fn mark(&self, entry: &Entry) -> [u8; MARK] {
        let essence = stored::essence(&stored::account(entry));
        mark(entry.id.bytes(), &self.keys.tag([b"tandem vault mark".as_slice(), &essence]))
    }
}

/// Whether two states have the same records, apart from what using codes changes.
fn differ_in_use_alone(one: &State, other: &State) -> bool {
    let unused = |version: &Version| stored::without_use(&version.content);
    one.len() == other.len()
        && one.iter().all(|(id, here)| {
            other.get(id).is_some_and(|there| here == there || unused(here) == unused(there))
        })
}

fn mark(id: &[u8], tag: &AuthTag) -> [u8; MARK] {
    let mut mark = [0; MARK];
    let bytes = id.iter().take(ID_OF_MARK).chain(tag);
    mark.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    mark
}
