//! A store that several browsers share, such as `chrome.storage.sync`: one item for the unlock methods, one a
//! record, each written by itself, so that nobody ever overwrites what they have not seen.
//!
//! The items are as sealed as the vault's own text. An item that is missing means nothing: what was deleted
//! is a tombstone. So an empty store erases no vault, and an item that was set back is written over.
//!
//! A record's item is one text: its id, its revision and its sealed content in base64url, with a space
//! between each two.

use std::cmp::Ordering;

use super::{
    AddError, OpenError, Record, RecordId, Vault, VaultKey,
    entry::Content,
    merge::{State, Version},
    seal::Sealed,
};
use crate::{Entropy, base64};

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

impl Vault {
    /// Whether the item with the unlock methods is of this very vault, under this very key.
    #[must_use]
    pub fn is_of(&self, header: &str) -> bool {
        self.opened(header).is_ok()
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
        match opened.map(|vault| (vault.header.ways().cmp(&self.header.ways()), vault.header)) {
            Some((Ordering::Equal, _)) => {}
            Some((Ordering::Greater, other)) => self.take_methods(other)?,
            _ => met.header = Some(self.text_of(&self.header.portable(), &[])),
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
            if !matches!(record.content, Content::Account(_)) {
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
        Some((id, Version { revision, content }))
    }

    fn opened(&self, header: &str) -> Result<Self, OpenError> {
        let opened = Self::open(header, VaultKey::from_bytes(*self.key.expose()))?;
        if opened.header.vault == self.header.vault { Ok(opened) } else { Err(OpenError::WrongKey) }
    }
}
