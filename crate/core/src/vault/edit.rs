//! Changes to a vault. Each is made completely or not at all, and raises the generation by one.

use litemap::LiteMap;
use zeroize::Zeroizing;

use super::{
    AddError, DeviceSlot, EditError, Entry, Record, RecordId, Trashed, Vault, WriteError,
    entry::Content,
    format::{self, MAX_HEADER, MAX_RECORDS, MAX_TEXT},
    history,
    import::unmarked,
    members::Members,
    order, stored,
};
use crate::{Entropy, account::Account, otp::Scheme, sorted::sort};

/// The most bytes of content: a record contains an account, not a file.
pub(super) const MAX_CONTENT: usize = 64 << 10;

/// An edit raises a revision to the next multiple of this, and mere use raises it by one. So
/// however often an account is used in one copy of a vault, an edit in another outweighs it.
const EDIT: u64 = 1 << 16;

/// How often a record of this revision was edited, whatever its use since.
pub(super) fn edits(revision: u64) -> u64 {
    revision / EDIT
}

/// The revision of the next edit.
pub(super) fn next_edit(revision: u64) -> Option<u64> {
    revision.checked_add(EDIT - revision % EDIT)
}

/// How much a change counts when two copies of a vault are merged.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// A code was used, the list was reordered, or tags and sites alone were changed, which every
    /// merge unites; also a new record, which outweighs nothing.
    Use,
    Edit,
}

impl Vault {
    /// Replaces the device slot, with the vault key wrapped by the browser's own key.
    ///
    /// # Errors
    /// [`WriteError::Full`] if the text would become too long to be opened again.
    pub fn set_device_slot(&mut self, slot: &DeviceSlot) -> Result<(), WriteError> {
        let slots = self.header.slots.with_device(slot);
        let old = std::mem::replace(&mut self.header.slots, slots);
        self.commit(Vec::new()).inspect_err(|_| self.header.slots = old)
    }

    /// Adds an account at the end of the list (of the pinned ones, if it is pinned), so that the
    /// others keep their places.
    ///
    /// # Errors
    /// See [`AddError`].
    pub fn add(&mut self, account: Account, entropy: &mut impl Entropy) -> Result<RecordId, AddError> {
        if self.records.len() >= MAX_RECORDS {
            return Err(AddError::TooMany { limit: MAX_RECORDS });
        }
        let id = RecordId::draw(entropy);
        let entry = Entry { id, account, position: 0, extra: Members::default() };
        match order::between(self.last, None) {
            Some(position) => self.write(vec![Entry { position, ..entry }], Weight::Use, entropy)?,
            None => self.renumber(entry, None, entropy)?,
        }
        Ok(id)
    }

    /// Changes an account; `change` works on a copy, which replaces the account once it is sealed.
    ///
    /// # Errors
    /// See [`EditError`]; the account is then unchanged.
    pub fn edit(
        &mut self,
        id: RecordId,
        entropy: &mut impl Entropy,
        change: impl FnOnce(&mut Account),
    ) -> Result<(), EditError> {
        let entry = self.get(id).ok_or(EditError::Unknown)?;
        let mut account = entry.account.duplicate();
        change(&mut account);
        let entry = entry.with(account);
        Ok(self.write(vec![entry], Weight::Edit, entropy)?)
    }

    /// Records when a code was used, in Unix seconds.
    ///
    /// # Errors
    /// See [`EditError`].
    pub fn mark_used(&mut self, id: RecordId, now: u64, entropy: &mut impl Entropy) -> Result<(), EditError> {
        let mut entry = self.get(id).ok_or(EditError::Unknown)?.duplicate();
        entry.account.last_used = Some(now);
        entry.account.uses = entry.account.uses.saturating_add(1);
        Ok(self.write(vec![entry], Weight::Use, entropy)?)
    }

    /// Replaces an account by one with another secret; the old one goes to the trash (`at` is when,
    /// in Unix seconds). The new one is what [`Account::rekeyed`] makes of the two, in the old
    /// place. It gets a record of its own: so a record's secret never changes, and a merge
    /// overwrites none.
    ///
    /// # Errors
    /// See [`EditError`].
    pub fn replace(
        &mut self,
        id: RecordId,
        account: Account,
        at: u64,
        entropy: &mut impl Entropy,
    ) -> Result<RecordId, EditError> {
        let old = self.get(id).ok_or(EditError::Unknown)?.duplicate();
        let account = old.account.rekeyed(account);
        // No import brought the new key, so none takes it away.
        let new = Entry { id: RecordId::draw(entropy), ..unmarked(old.with(account)) };
        let mut records = self.trashed(old, self.date(at), Weight::Edit, entropy)?;
        let (id, content) = (new.id, (stored::account(&new), Content::Account(Box::new(new))));
        records.extend(self.replaced(id, content, Weight::Use, entropy)?);
        self.commit(records)?;
        Ok(id)
    }

    /// Moves an account to the trash: a tombstone that contains it replaces its record. `at` is
    /// when, in Unix seconds, by the computer's clock.
    ///
    /// # Errors
    /// See [`EditError`].
    pub fn remove(&mut self, id: RecordId, at: u64, entropy: &mut impl Entropy) -> Result<(), EditError> {
        let entry = self.get(id).ok_or(EditError::Unknown)?.duplicate();
        let records = self.trashed(entry, self.date(at), Weight::Edit, entropy)?;
        Ok(self.commit(records)?)
    }

    /// Brings an account back from the trash to its old place, or one of the [`Vault::alternates`],
    /// beside the version that won.
    ///
    /// # Errors
    /// See [`EditError`]; [`EditError::Unknown`] if there is neither.
    pub fn undelete(&mut self, id: RecordId, entropy: &mut impl Entropy) -> Result<(), EditError> {
        let entry = match self.records.get(&id).map(|record| &record.content) {
            Some(Content::Alternate { entry: Some(entry), .. }) => entry.duplicate(),
            Some(Content::Deleted(Some(trashed))) => trashed.entry.duplicate(),
            _ => return Err(EditError::Unknown),
        };
        Ok(self.write(vec![self.counted_on(entry)], Weight::Edit, entropy)?)
    }

    /// Deletes entries of the trash, or alternates, for good; all of them or none.
    ///
    /// # Errors
    /// See [`EditError`].
    pub fn purge(&mut self, ids: &[RecordId], entropy: &mut impl Entropy) -> Result<(), EditError> {
        let lost =
            |content: &Content| matches!(content, Content::Alternate { .. } | Content::Deleted(Some(_)));
        self.end(ids, &lost, entropy)
    }

    /// Deletes accounts of the list for good, where there is no room for them in the trash; all of
    /// them or none. A full vault is shorter afterwards.
    ///
    /// # Errors
    /// See [`EditError`].
    pub fn destroy(&mut self, ids: &[RecordId], entropy: &mut impl Entropy) -> Result<(), EditError> {
        self.end(ids, &|content| matches!(content, Content::Account(_)), entropy)
    }

    /// Leaves only the tombstones of records.
    fn end(
        &mut self,
        ids: &[RecordId],
        may: &dyn Fn(&Content) -> bool,
        entropy: &mut impl Entropy,
    ) -> Result<(), EditError> {
        let mut records = Vec::new();
        for id in ids {
            self.records.get(id).filter(|record| may(&record.content)).ok_or(EditError::Unknown)?;
            let content = (stored::deleted(), Content::Deleted(None));
            records.extend(self.replaced(*id, content, Weight::Edit, entropy)?);
        }
        Ok(self.commit(records)?)
    }

    /// Moves an account before `before`, or to the end. It stays among the pinned or the others:
    /// before one on the other side means as close to it as its own side allows. If it is there
    /// already, nothing changes, not even the generation.
    ///
    /// # Errors
    /// See [`EditError`].
    pub fn move_to(
        &mut self,
        id: RecordId,
        before: Option<RecordId>,
        entropy: &mut impl Entropy,
    ) -> Result<(), EditError> {
        let entry = self.get(id).ok_or(EditError::Unknown)?;
        let target = before.map(|before| self.get(before).ok_or(EditError::Unknown)).transpose()?;
        let group: Vec<&Entry> =
            self.entries().into_iter().filter(|other| other.account.pinned == entry.account.pinned).collect();
        let next = match target {
            Some(target) if target.id == id => return Ok(()),
            Some(target) if target.account.pinned == entry.account.pinned => Some(target),
            Some(_) if !entry.account.pinned => group.first().copied(),
            Some(_) | None => None,
        };
        let place =
            next.and_then(|next| group.iter().position(|other| other.id == next.id)).unwrap_or(group.len());
        let (ahead, _) = group.split_at_checked(place).unwrap_or((&group, &[]));
        let previous = ahead.last().copied();
        if previous.is_some_and(|previous| previous.id == id) || next.is_some_and(|next| next.id == id) {
            return Ok(());
        }
        let moved = entry.duplicate();
        match order::between(previous.map(|e| e.position), next.map(|e| e.position)) {
            Some(position) => self.write(vec![Entry { position, ..moved }], Weight::Use, entropy)?,
            None => {
                let next = next.map(|next| next.id);
                self.renumber(moved, next, entropy)?;
            }
        }
        Ok(())
    }

    /// Changes how an account makes its codes to what `read` says, which has the same secret:
    /// length, algorithm and period. A counter that has advanced further stays.
    ///
    /// # Errors
    /// See [`EditError`]; [`EditError::Unknown`] also if the secrets differ.
    pub fn correct(
        &mut self,
        id: RecordId,
        read: &Account,
        entropy: &mut impl Entropy,
    ) -> Result<(), EditError> {
        let same = |entry: &&Entry| entry.account.secret.same_as(&read.secret);
        self.get(id).filter(same).ok_or(EditError::Unknown)?;
        self.edit(id, entropy, |account| {
            let mut scheme = read.scheme.duplicate();
            if let (Scheme::Hotp { counter, .. }, Scheme::Hotp { counter: there, .. }) =
                (&mut scheme, &account.scheme)
            {
                *counter = (*counter).max(*there);
            }
            account.scheme = scheme;
        })
    }

    /// Moves an account by so many places, up where they are below zero; as far as the list goes.
    ///
    /// # Errors
    /// See [`EditError`].
    pub fn move_by(
        &mut self,
        id: RecordId,
        places: isize,
        entropy: &mut impl Entropy,
    ) -> Result<(), EditError> {
        let entries = self.entries();
        let from = entries.iter().position(|entry| entry.id == id).ok_or(EditError::Unknown)?;
        // Before the account that is there, or beyond it when moving down.
        let by = if places > 0 { places.saturating_add(1) } else { places };
        let before = entries.get(from.saturating_add_signed(by)).map(|entry| entry.id);
        self.move_to(id, before, entropy)
    }

    /// Seals changed entries and stores them.
    pub(super) fn write(
        &mut self,
        entries: Vec<Entry>,
        weight: Weight,
        entropy: &mut impl Entropy,
    ) -> Result<(), WriteError> {
        let mut records = Vec::with_capacity(entries.len());
        for mut entry in entries {
            let mut weight = weight;
            if weight == Weight::Edit {
                let before = self.records.get(&entry.id).and_then(|record| record.content.entry());
                let at = edits(self.next_revision(entry.id, weight)?);
                history::note(&mut entry, before.map(|before| &before.account), at);
                if self.get(entry.id).is_some_and(|before| history::is_of_lists(before, &entry)) {
                    weight = Weight::Use;
                }
            }
            let content = stored::account(&entry);
            if content.len() > MAX_CONTENT {
                return Err(WriteError::TooLarge { bytes: content.len(), limit: MAX_CONTENT });
            }
            let id = entry.id;
            let content = (content, Content::Account(Box::new(entry)));
            records.extend(self.replaced(id, content, weight, entropy)?);
        }
        self.commit(records)
    }

    /// The record with another content in its next revision, and its alternates with it.
    pub(super) fn replaced(
        &self,
        id: RecordId,
        (plain, content): (Zeroizing<Vec<u8>>, Content),
        weight: Weight,
        entropy: &mut impl Entropy,
    ) -> Result<Vec<(RecordId, Record)>, WriteError> {
        let revision = self.next_revision(id, weight)?;
        let sealed = self.keys.seal(&self.place(id, revision), plain, entropy);
        let mut records = self.carried(id, revision, entropy);
        records.push((id, Record { revision, sealed, content }));
        Ok(records)
    }

    /// The alternates of a record that is about to get this revision, moved along to it: a change
    /// made beside them doesn't overwrite them.
    fn carried(&self, of: RecordId, revision: u64, entropy: &mut impl Entropy) -> Vec<(RecordId, Record)> {
        let mut carried = Vec::new();
        for (id, record) in &self.records {
            let Content::Alternate { of: origin, entry } = &record.content else { continue };
            if *origin != of || !self.stands(of, record.revision) || record.revision >= revision {
                continue;
            }
            let Some(plain) = self.keys.open(&self.place(*id, record.revision), &record.sealed) else {
                continue;
            };
            let sealed = self.keys.seal(&self.place(*id, revision), plain, entropy);
            let entry = entry.as_ref().map(|entry| Box::new(entry.duplicate()));
            carried.push((*id, Record { revision, sealed, content: Content::Alternate { of, entry } }));
        }
        carried
    }

    /// Stores records, all or none, in a new generation; no more than can be opened again.
    pub(super) fn commit(&mut self, records: Vec<(RecordId, Record)>) -> Result<(), WriteError> {
        let generation = self.header.generation.checked_add(1).ok_or(WriteError::Full)?;
        let added: usize = records.iter().map(|(_, record)| format::record_length(&record.sealed)).sum();
        let replaced: Vec<&Record> = records.iter().filter_map(|(id, _)| self.records.get(id)).collect();
        let removed: usize = replaced.iter().map(|record| format::record_length(&record.sealed)).sum();
        let new = records.len() - replaced.len();
        if new > 0 && self.records.len() + new > MAX_RECORDS {
            return Err(WriteError::Full);
        }
        let header = format::header_length(&self.header) + 20;
        if header > MAX_HEADER || header + self.length + added - removed > MAX_TEXT {
            return Err(WriteError::Full);
        }
        self.header.generation = generation;
        for (id, record) in records {
            self.put(id, record);
        }
        Ok(())
    }

    /// The tombstone that contains an account, and its alternates with it.
    pub(super) fn trashed(
        &self,
        entry: Entry,
        at: u64,
        weight: Weight,
        entropy: &mut impl Entropy,
    ) -> Result<Vec<(RecordId, Record)>, WriteError> {
        let (id, plain) = (entry.id, stored::trashed(&entry, at));
        let content = Content::Deleted(Some(Box::new(Trashed { entry, at })));
        self.replaced(id, (plain, content), weight, entropy)
    }

    pub(super) fn next_revision(&self, id: RecordId, weight: Weight) -> Result<u64, WriteError> {
        let revision = self.records.get(&id).map_or(0, |record| record.revision);
        let next = match weight {
            Weight::Edit => next_edit(revision),
            Weight::Use => revision.checked_add(1),
        };
        next.ok_or(WriteError::Full)
    }

    /// Gives the whole list new positions, with `entry` before `next` or at the end. What can still
    /// be brought back moves along.
    fn renumber(
        &mut self,
        entry: Entry,
        next: Option<RecordId>,
        entropy: &mut impl Entropy,
    ) -> Result<(), WriteError> {
        let mut order: Vec<(i64, RecordId)> = self
            .records
            .values()
            .filter_map(|record| record.content.entry())
            .filter(|other| other.id != entry.id)
            .map(|other| (other.position, other.id))
            .collect();
        sort(&mut order, Ord::cmp);
        let place = next.and_then(|next| order.iter().position(|(_, other)| *other == next));
        order.insert(place.unwrap_or(order.len()), (entry.position, entry.id));
        let mut positions: LiteMap<RecordId, i64> = LiteMap::new();
        for ((_, id), position) in order.into_iter().zip(order::spread()) {
            positions.insert(id, position);
        }
        let moved = |entry: Entry| {
            let position = positions.get(&entry.id).copied().unwrap_or(entry.position);
            Entry { position, ..entry }
        };

        let others = self.live().filter(|other| {
            other.id != entry.id && positions.get(&other.id).is_some_and(|new| *new != other.position)
        });
        let mut changed: Vec<Entry> = others.map(|other| moved(other.duplicate())).collect();
        changed.push(moved(entry));
        self.write(changed, Weight::Use, entropy)?;
        for (id, record) in &mut self.records {
            if let (Content::Deleted(Some(removed)), Some(position)) =
                (&mut record.content, positions.get(id))
            {
                removed.entry.position = *position;
            }
        }
        self.last = positions.values().max().copied();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{entropy::Numbered, secret::Secret};

    #[test]
    fn where_the_text_has_no_room_for_the_trash_an_account_can_be_deleted_for_good() {
        let mut entropy = Numbered(0);
        let mut vault = Vault::create(&mut entropy);
        let mut add = || {
            let secret = Secret::new(b"12345678901234567890".to_vec()).unwrap();
            vault.add(Account::nameless(secret, Scheme::standard(), 7), &mut entropy).unwrap()
        };
        let [one, other] = [add(), add()];
        // As if accounts of 32 MiB stood beside them.
        let full = MAX_TEXT - format::header_length(&vault.header) - 20;
        vault.length = full;
        assert_eq!(vault.remove(one, 9, &mut entropy), Err(EditError::Write(WriteError::Full)));
        vault.destroy(&[one], &mut entropy).unwrap();
        assert!(vault.length < full && vault.trash().is_empty());
        assert_eq!(vault.destroy(&[one], &mut entropy), Err(EditError::Unknown));
        vault.remove(other, 9, &mut entropy).unwrap();
        assert_eq!((vault.entries().len(), vault.trash().len()), (0, 1));
    }
}
