//! A store that several browsers share, such as `chrome.storage.sync`: one item for the unlock methods, one a
//! record, each written by itself, so that nobody ever overwrites what they have not seen.
//!
//! The items are as sealed as the vault's own text. An item that is missing means nothing: what was deleted
//! is a tombstone. So an empty store erases no vault, and an item that was set back is written over.
//!
//! A record's item is one text: its id, its revision and its sealed content in base64url, with a space
//! between each two.

mod room;

use std::cmp::Ordering;

pub use room::{Item, room_for};

use super::{
    AddError, Header, OpenError, Part, Record, RecordId, Vault, VaultKey,
    entry::Content,
    format, honest,
    merge::{State, Version},
    seal::Sealed,
    stored, text_of,
};
use crate::{Entropy, base64, json::Value};

/// What is to be written into the store after a vault has met it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct StoreUpdate {
    /// The item with the unlock methods, where the store's lacks a change.
    pub header: Option<String>,
    /// Records that the store lacks: tombstones and the like first, then the accounts as they are listed.
    pub records: Vec<String>,
    /// How many of these, at the end, are accounts of the list.
    pub accounts: usize,
}

/// The member of a header that says that it is an item of a shared store.
const SHARED: &str = "shared";

/// What the item with the unlock methods is to a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharedHeader {
    /// This very vault's, under this very key.
    Own,
    /// This vault's under an earlier key, or what nobody can read: to be written over.
    Outdated,
    /// This vault's under a key that it got elsewhere: whoever has one of its unlock methods can adopt it.
    Rekeyed,
    /// Another vault's, or a later version's.
    Another,
}

impl Header {
    pub(super) fn is_shared(&self) -> bool {
        self.extra.contains_key(SHARED)
    }
}

impl Vault {
    /// What the item with the unlock methods is to this vault.
    ///
    /// # Security
    /// Which of two keys of one vault is the later one, the items say themselves, since no key opens both.
    /// A store that lies about it makes this vault write over it, or a person be asked for a passphrase
    /// that does not fit; it learns nothing.
    #[must_use]
    pub fn compare_shared(&self, header: &str) -> SharedHeader {
        if self.opened(header).is_ok() {
            return SharedHeader::Own;
        }
        match Header::read(header) {
            Ok(other) if other.vault != self.header.vault => SharedHeader::Another,
            Ok(other) if other.is_honest() && other.keys() >= self.header.keys() => SharedHeader::Rekeyed,
            Err(OpenError::Newer { .. }) => SharedHeader::Another,
            Ok(_) | Err(_) => SharedHeader::Outdated,
        }
    }

    /// Opens the item with the unlock methods as a vault that has no records yet.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub fn open_shared(header: &str, key: VaultKey) -> Result<Self, OpenError> {
        let mut vault = Self::open_parsed(format::parse(header)?, key)?;
        if !vault.is_honest() {
            return Err(OpenError::Malformed(Part::Header));
        }
        vault.header.extra.remove(SHARED);
        Ok(vault)
    }

    /// Becomes `other`, another vault or this one under another key, with all that this one has.
    ///
    /// # Errors
    /// See [`AddError`]; this vault is then what it was.
    pub fn adopt(&mut self, mut other: Self, entropy: &mut impl Entropy) -> Result<(), AddError> {
        if other.header.vault == self.header.vault {
            other.merge(self, entropy)?;
        } else {
            other.merge_backup(self, entropy)?;
        }
        *self = other;
        Ok(())
    }

    /// Takes over what a store has, and tells what it lacks. Where nothing is new, nothing changes, the
    /// generation neither. Items that were not sealed for their place in this vault are written over.
    ///
    /// # Errors
    /// See [`AddError`]; records may have been taken over by then, and the vault is to be opened anew.
    pub fn merge_shared(
        &mut self,
        header: Option<&str>,
        items: &[String],
        entropy: &mut impl Entropy,
    ) -> Result<StoreUpdate, AddError> {
        let mut theirs = State::new();
        for item in items {
            if let Some((id, version)) = self.read_item(item) {
                theirs.insert(id, version);
            }
        }
        self.take(theirs.clone(), 0, entropy)?;
        let mut met = StoreUpdate::default();
        let opened = header.and_then(|text| self.opened(text).ok());
        match opened.map(|vault| (vault.header.methods().cmp(&self.header.methods()), vault.header)) {
            Some((Ordering::Equal, _)) => {}
            Some((Ordering::Greater, other)) => self.take_methods(other)?,
            _ => met.header = Some(self.shared_text()),
        }
        let ours = self.state();
        let mut lacks = |id: RecordId, is_account: bool| {
            if let Some(Record { revision, sealed, .. }) = self.records.get(&id)
                && ours.get(&id) != theirs.get(&id)
            {
                met.records.push(format!("{id} {revision} {}", base64::encode(sealed.bytes())));
                met.accounts += usize::from(is_account);
            }
        };
        for (id, record) in &self.records {
            // A picture would take the room of twenty accounts.
            if !matches!(record.content, Content::Account(_) | Content::Picture(_)) {
                lacks(*id, false);
            }
        }
        for entry in self.entries() {
            lacks(entry.id, true);
        }
        Ok(met)
    }

    fn read_item(&self, item: &str) -> Option<(RecordId, Version)> {
        let mut parts = item.split(' ');
        let (id, revision) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let sealed = Sealed::from_bytes(base64::decode(parts.next()?)?)?;
        let content = self.keys.open(&self.place(id, revision), &sealed)?;
        honest::is_record(revision, &stored::read(id, &content))
            .then_some((id, Version { revision, content }))
    }

    /// The item with the unlock methods.
    fn shared_text(&self) -> String {
        let mut header = self.header.portable();
        header.extra.insert(SHARED.to_owned(), Value::Bool(true));
        text_of(&self.keys, &header, &[])
    }

    fn opened(&self, header: &str) -> Result<Self, OpenError> {
        let opened = Self::open_shared(header, VaultKey::from_bytes(*self.key.expose()))?;
        if opened.header.vault == self.header.vault { Ok(opened) } else { Err(OpenError::WrongKey) }
    }
}
