//! The sync store that several browsers share (`chrome.storage.sync`): one item for the unlock
//! methods and one for each record, written separately, so that no browser overwrites what it
//! hasn't seen.
//!
//! The items are sealed like the vault's own text. A missing item means nothing, since deleted
//! accounts have tombstones. So an empty store erases no vault, and an outdated item is
//! overwritten.
//!
//! A record's item is one text: its id, its revision and its sealed content in base64url, separated
//! by spaces.

mod room;

pub use room::{Item, room_for};

use super::{
    AddError, Header, OpenError, Part, Record, RecordId, Vault, VaultKey,
    entry::Content,
    foreign, format,
    merge::{State, Version},
    seal::Sealed,
    stored, text_of,
};
use crate::{Entropy, base64, json::Value};

/// What to write into the store after merging with it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct StoreUpdate {
    /// The item with the unlock methods, if the store's is outdated.
    pub header: Option<String>,
    /// Records that the store lacks: tombstones and the like first, then the accounts in list
    /// order.
    pub records: Vec<String>,
    /// How many of these, at the end, are accounts of the list.
    pub accounts: usize,
}

/// The member of a header that marks it as a sync item.
const SHARED: &str = "shared";

/// How the item with the unlock methods relates to a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharedHeader {
    /// This vault's, under its current key.
    Own,
    /// This vault's under an earlier key, or unreadable: to be overwritten.
    Outdated,
    /// This vault's under a new key from another browser: anyone with one of its unlock methods can
    /// adopt it.
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
    /// How the item with the unlock methods relates to this vault.
    ///
    /// # Security
    /// The items themselves say which of two keys of one vault is later, since no key opens both. A
    /// store that lies about it makes this vault overwrite it, or makes the user be asked for a
    /// passphrase that doesn't fit; it learns nothing.
    #[must_use]
    pub fn compare_shared(&self, header: &str) -> SharedHeader {
        if self.opened(header).is_ok() {
            return SharedHeader::Own;
        }
        match Header::read(header) {
            Ok(other) if other.vault != self.header.vault => SharedHeader::Another,
            Ok(other) if other.is_plausible() && other.keys() >= self.header.keys() => SharedHeader::Rekeyed,
            Err(OpenError::Newer { .. }) => SharedHeader::Another,
            Ok(_) | Err(_) => SharedHeader::Outdated,
        }
    }

    /// Opens the item with the unlock methods as a vault without records.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub fn open_shared(header: &str, key: VaultKey) -> Result<Self, OpenError> {
        let mut vault = Self::open_parsed(format::parse(header)?, key)?;
        if !vault.is_plausible() {
            return Err(OpenError::Malformed(Part::Header));
        }
        vault.header.extra.remove(SHARED);
        Ok(vault)
    }

    /// Becomes `other`, another vault or this one under another key, with everything that this one
    /// has, except its unlock methods under another key: nothing tells one that was added here from one
    /// that was removed there, and that must not come back.
    ///
    /// # Errors
    /// See [`AddError`]; this vault is then unchanged.
    pub fn adopt(&mut self, mut other: Self, entropy: &mut impl Entropy) -> Result<(), AddError> {
        if other.header.vault == self.header.vault {
            other.merge(self, entropy)?;
            if other.key_mark() == self.key_mark() {
                other.unite_methods(&self.header)?;
            }
        } else {
            other.merge_backup(self, entropy)?;
        }
        *self = other;
        Ok(())
    }

    /// Takes over what the store has, and says what it lacks. If nothing is new, nothing changes,
    /// not even the generation. Items that weren't sealed for their place in this vault are
    /// overwritten.
    ///
    /// # Errors
    /// See [`AddError`]; records may have been taken over by then, and the vault has to be opened
    /// again.
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
        if opened.map_or(Ok(true), |vault| self.unite_methods(&vault.header))? {
            met.header = Some(self.shared_text());
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
        foreign::is_record(revision, &stored::read(id, &content))
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
