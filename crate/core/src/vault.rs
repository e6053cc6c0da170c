//! The set of accounts, sealed.
//!
//! A vault is one text, in the browser's storage and in a backup alike. [`Header::read`] lists its
//! unlock methods, without a key. [`Vault::open`] opens it with the [`VaultKey`]. [`Vault::text`] is
//! what to store after a change.
//!
//! Each account is a record of its own, sealed with XChaCha20-Poly1305 for its place in this vault. A
//! change seals the changed records again, raises their revisions and the vault's generation, and
//! leaves all other records as they are, byte for byte. Header and list are authenticated, so a record
//! that is missing, added, swapped or set back is noticed. `docs/vault.md` describes the format to the
//! byte.
//!
//! # Security
//! An older text of the same vault opens as a whole: nothing in it can tell that a newer one exists.
//! Where that matters, compare [`Vault::generation`].

mod backup;
mod copies;
mod counter;
mod edit;
mod entry;
mod error;
mod expiry;
mod foreign;
mod format;
mod history;
mod id;
mod import;
mod key;
mod limits;
mod members;
mod merge;
mod missed;
mod order;
mod picture;
mod portable;
mod protect;
mod relation;
pub(crate) mod reminder;
mod seal;
mod share;
mod slot;
mod stored;
mod tries;

use litemap::LiteMap;

pub use backup::BackupFor;
pub use copies::outlived;
pub use counter::{CounterStep, Taken};
pub use entry::{Entry, Trashed};
pub use error::{AddError, CounterError, EditError, OpenError, Part, UndoError, WriteError};
pub use format::{Header, MAX_RECORDS, MAX_TEXT};
pub use id::{NotAnId, RecordId};
pub use import::{Choice, Compare, Compared, Difference, Imported, Standing, Undoable};
pub use key::{Key, OfSlot, OfVault, SlotKey, VaultKey};
pub use merge::Merged;
pub use picture::{LARGEST_PICTURE, MOST_PICTURES, PictureError};
pub use portable::{pack, unpack};
pub use protect::ProtectError;
pub use relation::Relation;
pub use reminder::{Reminder, ReminderState};
pub use share::{Item, SharedHeader, StoreUpdate, room_for};
pub use slot::{
    DeviceSlot, KdfError, KdfParameters, MethodName, Passkey, RecoveryCode, RecoveryError, Suggestion,
    UnlockError, UnlockMethod, lacking,
};
pub use tries::{wait_after, wait_left};

use edit::edits;
use entry::Content;
use format::{Listed, Macs, Parsed};
use id::VaultId;
use seal::{AuthTag, FORMAT, Keys, Place, Sealed};
use slot::Slots;

use crate::{Entropy, secret::Secret, sorted::sort};

/// An open vault.
///
/// Its accounts are in memory unencrypted, and wiped when it is dropped.
pub struct Vault {
    key: VaultKey,
    keys: Keys,
    header: Header,
    records: LiteMap<RecordId, Record>,
    /// An upper bound of the records' bytes in the text.
    length: usize,
    /// The highest position of any account so far.
    last: Option<i64>,
}

struct Record {
    revision: u64,
    sealed: Sealed,
    content: Content,
}

impl Vault {
    /// A new vault without accounts or slots, in its first generation.
    #[must_use]
    pub fn create(entropy: &mut impl Entropy) -> Self {
        let key = VaultKey::draw(entropy);
        let vault = VaultId::draw(entropy);
        let header =
            Header { vault, generation: 1, slots: Slots::default(), extra: crate::json::Map::default() };
        let keys = Keys::derive(&key);
        Self { key, keys, header, records: LiteMap::new(), length: 0, last: None }
    }

    /// Opens a vault's text. Accepts white space between the parts of the JSON, and refuses every
    /// other difference from what was written.
    ///
    /// # Errors
    /// [`OpenError`] names the part that can't be read or was altered.
    pub fn open(text: &str, key: VaultKey) -> Result<Self, OpenError> {
        let parsed = format::parse(text)?;
        // A sync item has no records, so it would look like a vault whose accounts are gone.
        if parsed.header.is_shared() {
            return Err(OpenError::Shared);
        }
        Self::open_parsed(parsed, key)
    }

    fn open_parsed(Parsed { header, records, mac }: Parsed, key: VaultKey) -> Result<Self, OpenError> {
        let keys = Keys::derive(&key);
        check(&keys, &header, &records, &mac)?;
        let mut vault = Self { key, keys, header, records: LiteMap::new(), length: 0, last: None };
        for (index, record) in records.into_iter().enumerate() {
            let place = vault.place(record.id, record.revision);
            let content =
                vault.keys.open(&place, &record.sealed).ok_or(OpenError::Altered(Part::Record(index)))?;
            let content = stored::read(record.id, &content);
            vault.put(record.id, Record { revision: record.revision, sealed: record.sealed, content });
        }
        Ok(vault)
    }

    /// The text to store.
    #[must_use]
    pub fn text(&self) -> String {
        let list = self.records.iter().map(|(id, record)| (*id, record.revision, &record.sealed));
        text_of(&self.keys, &self.header, &list.collect::<Vec<_>>())
    }

    /// The vault key, for a slot to wrap.
    #[must_use]
    pub fn key(&self) -> &VaultKey {
        &self.key
    }

    /// The vault's id, generation and slots.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The number that rises with each change.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.header.generation
    }

    /// The accounts in the order of the list: pinned ones first, then by position.
    #[must_use]
    pub fn entries(&self) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self.live().collect();
        sort(&mut entries, |one, other| one.order().cmp(&other.order()));
        entries
    }

    /// One account.
    #[must_use]
    pub fn get(&self, id: RecordId) -> Option<&Entry> {
        match &self.records.get(&id)?.content {
            Content::Account(entry) => Some(entry),
            Content::Deleted(_) | Content::Alternate { .. } | Content::Picture(_) | Content::Unreadable => {
                None
            }
        }
    }

    /// The versions of accounts that lost when two copies were merged that had both changed the same
    /// account. Each has an id of its own for [`Vault::undelete`] and [`Vault::purge`]. An edit of the
    /// account ends this.
    #[must_use]
    pub fn alternates(&self) -> Vec<&Entry> {
        let found = self.records.values().filter_map(|record| match &record.content {
            Content::Alternate { of, entry: Some(entry) }
                if self.stands(*of, record.revision) && !self.shows(*of, entry) =>
            {
                Some(&**entry)
            }
            _ => None,
        });
        found.collect()
    }

    /// What is in the trash and not purged yet, in any order.
    pub fn trashed_records(&self) -> impl Iterator<Item = &Trashed> {
        self.records.values().filter_map(|record| match &record.content {
            Content::Deleted(Some(trashed)) => Some(&**trashed),
            _ => None,
        })
    }

    /// The same, the latest first.
    #[must_use]
    pub fn trash(&self) -> Vec<&Trashed> {
        let mut found: Vec<&Trashed> = self.trashed_records().collect();
        sort(&mut found, |one, other| other.at.cmp(&one.at).then(one.entry.id.cmp(&other.entry.id)));
        found
    }

    /// How many records this version can't read, because a later one wrote them. They are kept as they
    /// are.
    #[must_use]
    pub fn unreadable(&self) -> usize {
        let unreadable = |record: &&Record| {
            matches!(record.content, Content::Unreadable | Content::Alternate { entry: None, .. })
        };
        self.records.values().filter(unreadable).count()
    }

    /// The account with this secret; the first in the list if there are several.
    #[must_use]
    pub fn find_secret(&self, secret: &Secret) -> Option<RecordId> {
        self.live()
            .filter(|entry| entry.account.secret.same_as(secret))
            .min_by_key(|entry| entry.order())
            .map(|entry| entry.id)
    }

    fn live(&self) -> impl Iterator<Item = &Entry> {
        self.records.values().filter_map(|record| match &record.content {
            Content::Account(entry) => Some(&**entry),
            Content::Deleted(_) | Content::Alternate { .. } | Content::Picture(_) | Content::Unreadable => {
                None
            }
        })
    }

    /// Whether an alternate of this revision still counts. After a later edit of its account it is just
    /// an earlier version.
    fn stands(&self, of: RecordId, revision: u64) -> bool {
        self.records.get(&of).is_some_and(|record| edits(record.revision) <= edits(revision))
    }

    /// Whether a record and this entry have the same identity, so that one of them is enough.
    fn shows(&self, of: RecordId, entry: &Entry) -> bool {
        let identity = |entry: &Entry| stored::identity(&stored::account(entry));
        self.get(of).is_some_and(|shown| identity(shown) == identity(entry))
    }

    fn place(&self, record: RecordId, revision: u64) -> Place {
        Place { vault: self.header.vault, record, revision }
    }

    /// Removes the trash, other versions and pictures without a trace: for a backup from which nothing
    /// but accounts is read back. What a later version wrote may be an account.
    pub fn keep_list_alone(&mut self) {
        let stays = |content: &Content| matches!(content, Content::Account(_) | Content::Unreadable);
        let others = self.records.iter().filter(|(_, record)| !stays(&record.content));
        let others: Vec<RecordId> = others.map(|(id, _)| *id).collect();
        others.into_iter().for_each(|id| self.forget(id));
    }

    /// Removes a record without a trace.
    fn forget(&mut self, id: RecordId) {
        if let Some(old) = self.records.remove(&id) {
            self.length -= format::record_length(&old.sealed);
        }
    }

    fn put(&mut self, id: RecordId, record: Record) {
        self.length += format::record_length(&record.sealed);
        self.last = self.last.max(record.content.entry().map(|entry| entry.position));
        if let Some(old) = self.records.insert(id, record) {
            self.length -= format::record_length(&old.sealed);
        }
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Vault({}, {} records)", self.header.vault, self.records.len())
    }
}

/// The text of a vault, authenticated with these keys.
fn text_of(keys: &Keys, header: &Header, list: &[Listed<'_>]) -> String {
    let records = keys.tag(list_parts(header, list).iter().map(Vec::as_slice));
    let tag = keys.tag(header_parts(&records, &header.canonical()));
    format::write(header, list, &Macs { header: tag, records })
}

/// Checks both tags. If one fails, finds the part to name in the error.
fn check(
    keys: &Keys,
    header: &Header,
    records: &[format::SealedRecord],
    mac: &Macs,
) -> Result<(), OpenError> {
    let listed: Vec<Listed<'_>> =
        records.iter().map(|record| (record.id, record.revision, &record.sealed)).collect();
    let list = list_parts(header, &listed);
    let list = || list.iter().map(Vec::as_slice);
    let canonical = header.canonical();
    let list_holds = keys.verifies(&mac.records, list());
    let header_holds = keys.verifies(&mac.header, header_parts(&mac.records, &canonical));
    if list_holds && header_holds {
        return Ok(());
    }
    // The vault is refused; the rest only finds out what to name.
    if list_holds {
        return Err(OpenError::Altered(Part::Header));
    }
    if keys.verifies(&mac.header, header_parts(&keys.tag(list()), &canonical)) {
        return Err(OpenError::Altered(Part::Mac));
    }
    let opens = |record: &format::SealedRecord| {
        let place = Place { vault: header.vault, record: record.id, revision: record.revision };
        keys.open(&place, &record.sealed).is_some()
    };
    if !header_holds && !records.iter().any(opens) {
        return Err(OpenError::WrongKey);
    }
    let wrong = records.iter().position(|record| !opens(record));
    Err(OpenError::Altered(wrong.map_or(Part::Records, Part::Record)))
}

/// What the list's tag covers: a count, then parts of fixed lengths, so that no byte can be moved from
/// one part to the next.
fn list_parts(header: &Header, records: &[Listed<'_>]) -> [Vec<u8>; 2] {
    let mut list = Vec::new();
    let mut count: u64 = 0;
    for (id, revision, sealed) in records {
        count += 1;
        list.extend_from_slice(id.bytes());
        list.extend_from_slice(&revision.to_be_bytes());
        sealed.seals().into_iter().for_each(|seal| list.extend_from_slice(seal));
    }
    let mut start = b"tandem vault records".to_vec();
    start.extend_from_slice(&FORMAT.to_be_bytes());
    start.extend_from_slice(header.vault.bytes());
    start.extend_from_slice(&count.to_be_bytes());
    [start, list]
}

/// What the header's tag covers. The list's tag is part of it, so a header doesn't match the list of
/// another generation.
fn header_parts<'a>(records: &'a AuthTag, canonical: &'a [u8]) -> [&'a [u8]; 3] {
    [b"tandem vault header", records, canonical]
}
