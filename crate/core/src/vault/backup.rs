//! Backups: making one, taking one back, and undoing that.
//!
//! A backup is the vault's own text with other slots. Taking it back is no merge of two equals: whoever
//! asks for it misses something. So what was deleted here comes back, nothing is deleted, and where an
//! account has another key here than there both stay: after it, every key of either list is in the list, or
//! among the alternates where both sides gave one account another key at the same revision.

use super::{
    AddError, Entry, Merged, MethodName, ProtectError, RecordId, UnlockMethod, Vault, WriteError,
    edit::Weight,
    format::{self, Header, MAX_TEXT},
    merge::{State, Version, told},
    seal::AuthTag,
    stored::{self, Rank},
};
use crate::{Entropy, base64, json::Value, secret::Secret};

/// The member of a backup's header that says when it was made.
const SAVED: &str = "saved";

/// Bytes of a mark: some of the record's id, and some of a keyed hash of what it holds.
const MARK: usize = ID_OF_MARK + 6;
const ID_OF_MARK: usize = 6;

impl Header {
    /// This header without the browser's own key, which leads nowhere elsewhere.
    pub(super) fn portable(&self) -> Self {
        let slots = self.slots.without(MethodName::Device).unwrap_or_else(|| self.slots.clone());
        Self { slots, ..self.clone() }
    }

    /// When a backup was made, in Unix seconds; a vault that is no backup does not say.
    #[must_use]
    pub fn saved(&self) -> Option<u64> {
        self.extra.get(SAVED)?.as_u64()
    }
}

impl Vault {
    /// The text of a backup, made at `now` (Unix seconds): this vault, without the browser's own key and with
    /// `methods` added. A passphrase of its own takes the place of the vault's.
    ///
    /// # Errors
    /// [`ProtectError::NoPassphrase`] where neither the vault nor `methods` has one.
    pub fn backup(
        &self,
        methods: &[UnlockMethod<'_>],
        now: u64,
        entropy: &mut impl Entropy,
    ) -> Result<String, ProtectError> {
        let mut header = self.header.portable();
        for method in methods {
            header.slots = header.slots.with_method(header.vault, method, &self.key, entropy)?;
        }
        if !header.slots.has_passphrase() {
            return Err(ProtectError::NoPassphrase);
        }
        header.extra.insert(SAVED.to_owned(), Value::from(now));
        if format::header_length(&header) + self.length > MAX_TEXT {
            return Err(ProtectError::Write(WriteError::Full));
        }
        Ok(self.text_with(&header))
    }

    /// Takes a backup back, of this vault or of another. What was deleted here since comes back; nothing is
    /// deleted; of an account with two keys both stay, the older beside the newer.
    ///
    /// # Errors
    /// See [`AddError`]; this vault is then what it was.
    pub fn merge_backup(&mut self, backup: &Self, entropy: &mut impl Entropy) -> Result<Merged, AddError> {
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

    /// Makes the vault what it was at `before`, an earlier state of this very vault, with revisions and a
    /// generation above those of now: a copy elsewhere learns of it like of any change.
    ///
    /// # Errors
    /// A vault that is full; it is then what it was.
    pub fn revert_to(&mut self, before: &Self, entropy: &mut impl Entropy) -> Result<(), WriteError> {
        let then = before.state();
        let mut records = Vec::new();
        for (id, now) in self.state() {
            if then.get(&id) == Some(&now) {
                continue;
            }
            let revision = self.next_revision(id, Weight::Edit)?;
            let content = then.get(&id).map_or_else(stored::deleted, |version| version.content.clone());
            records.push((id, self.sealed(id, Version { revision, content }, entropy)));
        }
        self.commit(records)
    }

    /// A mark for each account of the list, as text. They tell nothing without the key, and with
    /// [`Vault::unsaved_since`] how much has changed since.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut bytes = self.key_mark().to_vec();
        self.live().for_each(|entry| bytes.extend_from_slice(&self.mark(entry)));
        base64::encode(&bytes)
    }

    /// How many accounts were added, changed or deleted since the marks were made; using an account or
    /// moving it is no change. `None` where the vault has had another key since.
    #[must_use]
    pub fn unsaved_since(&self, marks: &str) -> Option<usize> {
        let bytes = base64::decode(marks)?;
        let (key, rest) = bytes.split_first_chunk::<MARK>()?;
        if *key != self.key_mark() {
            return None;
        }
        let then: Vec<&[u8]> = rest.chunks(MARK).collect();
        let now: Vec<[u8; MARK]> = self.live().map(|entry| self.mark(entry)).collect();
        let id_of = |mark: &[u8]| mark.first_chunk::<ID_OF_MARK>().copied();
        let fresh = now.iter().filter(|mark| !then.contains(&mark.as_slice())).count();
        let gone = then.iter().filter(|old| !now.iter().any(|mark| id_of(mark) == id_of(old))).count();
        Some(fresh + gone)
    }

    fn key_mark(&self) -> [u8; MARK] {
        mark(&[], &self.keys.tag([b"tandem vault marks".as_slice()]))
    }

    fn mark(&self, entry: &Entry) -> [u8; MARK] {
        let essence = stored::essence(&stored::account(entry));
        mark(entry.id.bytes(), &self.keys.tag([b"tandem vault mark".as_slice(), &essence]))
    }

    /// What of a backup is to be joined to this vault.
    fn missed(&self, backup: &Self) -> State {
        let own = self.state();
        let mut missed = State::new();
        for (id, theirs) in backup.state() {
            let key = backup.get(id).map(|entry| &entry.account.secret);
            let held_here = key.is_some_and(|key| self.keeps(key, backup));
            let ours = own.get(&id);
            let deleted = ours.is_none_or(|ours| stored::rank(&ours.content) == Rank::Deleted);
            let revision = ours.map_or(0, |ours| ours.revision);
            match stored::rank(&theirs.content) {
                // What is in the trash there and was never here is in the trash here.
                Rank::Deleted if ours.is_none() => drop(missed.insert(id, theirs)),
                Rank::Deleted => {}
                // Under another name, perhaps: it was enrolled anew by the same QR code.
                Rank::Kept if deleted && held_here => {}
                Rank::Kept if deleted => {
                    let above = revision.saturating_add(u64::from(ours.is_some())).max(theirs.revision);
                    missed.insert(id, Version { revision: above, ..theirs });
                }
                Rank::Kept if theirs.revision < revision => {
                    if key.is_some() && !held_here {
                        self.beside(id, &theirs, &mut missed);
                    }
                }
                Rank::Kept | Rank::Alternate => {
                    if let Some(ours) = ours.filter(|ours| ours.revision < theirs.revision)
                        && self
                            .get(id)
                            .is_some_and(|entry| backup.find_secret(&entry.account.secret).is_none())
                    {
                        self.beside(id, ours, &mut missed);
                    }
                    missed.insert(id, theirs);
                }
            }
        }
        missed
    }

    /// Whether a key stays in the list, whatever of the backup takes the place of what is here.
    fn keeps(&self, key: &Secret, backup: &Self) -> bool {
        let revision =
            |vault: &Self, id: RecordId| vault.records.get(&id).map_or(0, |record| record.revision);
        self.live().filter(|entry| entry.account.secret.same_as(key)).any(|entry| {
            let replaced = backup.get(entry.id).is_some_and(|other| !other.account.secret.same_as(key));
            !replaced || revision(backup, entry.id) < revision(self, entry.id)
        })
    }

    /// A version of a record that is not to be lost, as a record of its own.
    fn beside(&self, of: RecordId, version: &Version, missed: &mut State) {
        let id = self.alternate_name(&of, &version.content);
        let revision = self.records.get(&id).map_or(0, |record| record.revision).saturating_add(1);
        missed.insert(id, Version { revision, content: version.content.clone() });
    }
}

fn mark(id: &[u8], tag: &AuthTag) -> [u8; MARK] {
    let mut mark = [0; MARK];
    let bytes = id.iter().take(ID_OF_MARK).chain(tag);
    mark.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    mark
}
