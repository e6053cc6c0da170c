//! The text of a vault, format 1: one JSON object. `docs/vault.md` describes it to the byte.

use super::{
    error::{OpenError, Part},
    id::{RecordId, VaultId},
    seal::{AuthTag, FORMAT, Sealed},
    slot::{DeviceSlot, KdfParameters, Passkey, RecoveryCode, Slots, UnlockError},
};
use crate::{
    base64,
    json::{self, Fault, Map, Value},
    vault::VaultKey,
};

/// The most records. More are refused, and never written.
pub const MAX_RECORDS: usize = 20_000;
/// The longest text, in bytes. A longer one is refused, and never written.
pub const MAX_TEXT: usize = 32 << 20;

/// The most bytes besides the records. They are read before anything is authenticated, so a hostile file
/// must not make that take long.
pub(super) const MAX_HEADER: usize = 256 << 10;

/// What can be read of a vault without its key.
///
/// # Security
/// Nothing of it is authenticated until [`Vault::open`](super::Vault::open) has succeeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub(super) vault: VaultId,
    pub(super) generation: u64,
    pub(super) slots: Slots,
    /// Fields of later versions.
    pub(super) extra: Map,
}

/// A vault's text, taken apart but not opened.
pub(super) struct Parsed {
    pub(super) header: Header,
    /// In ascending order of their ids.
    pub(super) records: Vec<SealedRecord>,
    pub(super) mac: Macs,
}

/// A record as it is stored.
pub(super) struct SealedRecord {
    pub(super) id: RecordId,
    pub(super) revision: u64,
    pub(super) sealed: Sealed,
}

/// A record's id, revision and sealed content.
pub(super) type Listed<'a> = (RecordId, u64, &'a Sealed);

/// The tags of the list and of the header. The header's covers the list's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Macs {
    pub(super) header: AuthTag,
    pub(super) records: AuthTag,
}

/// The members of the text. Each is parsed later, so that an error can name it.
#[derive(Default)]
struct Members<'a> {
    format: Option<&'a str>,
    vault: Option<&'a str>,
    generation: Option<&'a str>,
    slots: Option<&'a str>,
    records: Option<&'a str>,
    mac: Option<&'a str>,
    extra: Vec<(String, &'a str)>,
}

impl Header {
    /// Reads the header without a key.
    ///
    /// # Errors
    /// See [`OpenError`]; records and authentication aren't checked.
    pub fn read(text: &str) -> Result<Self, OpenError> {
        Self::from_members(members(text)?)
    }

    /// The vault's id, 22 characters of base64url.
    #[must_use]
    pub fn vault(&self) -> String {
        self.vault.to_string()
    }

    /// The number that rises with each change.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Whether this is a later state of the same vault, as far as anyone can see without its key.
    #[must_use]
    pub fn is_later_than(&self, other: &Self) -> bool {
        self.vault == other.vault && self.generation > other.generation
    }

    /// The device slot, whose key the browser keeps, if there is one.
    #[must_use]
    pub fn device(&self) -> Option<DeviceSlot> {
        self.slots.device()
    }

    /// How a key is derived from the passphrase.
    ///
    /// # Errors
    /// [`UnlockError::NoSlot`], [`UnlockError::Unreadable`], and parameters out of bounds.
    pub fn kdf(&self) -> Result<KdfParameters, UnlockError> {
        self.slots.kdf()
    }

    /// How a key is derived for each passphrase that is tried.
    #[must_use]
    pub fn kdfs(&self) -> Vec<KdfParameters> {
        self.slots.kdfs()
    }

    /// Whether there is a passphrase, even one that this version can't use.
    #[must_use]
    pub fn has_passphrase(&self) -> bool {
        self.slots.has_passphrase()
    }

    /// Whether there is a recovery code.
    #[must_use]
    pub fn has_recovery(&self) -> bool {
        self.slots.has_recovery()
    }

    /// The passkeys that open the vault.
    #[must_use]
    pub fn passkeys(&self) -> Vec<Passkey> {
        self.slots.passkeys()
    }

    /// How many unlock methods are a later version's, unknown to this one.
    #[must_use]
    pub fn unknown_slots(&self) -> usize {
        self.slots.unknown()
    }

    /// The vault key, by a passphrase; see [`KdfParameters::key`]. Two browsers may each have added one
    /// before they heard of each other.
    ///
    /// # Errors
    /// See [`UnlockError`].
    pub fn unlock_by_passphrase(&self, passphrase: &str) -> Result<VaultKey, UnlockError> {
        self.slots.by_passphrase(self.vault, passphrase)
    }

    /// The vault key, by the recovery code.
    ///
    /// # Errors
    /// See [`UnlockError`].
    pub fn unlock_by_recovery(&self, code: &RecoveryCode) -> Result<VaultKey, UnlockError> {
        self.slots.by_recovery(self.vault, code)
    }

    /// The vault key, by the output of this credential's passkey.
    ///
    /// # Errors
    /// See [`UnlockError`].
    pub fn unlock_by_passkey(&self, credential: &[u8], output: &[u8]) -> Result<VaultKey, UnlockError> {
        self.slots.by_passkey(self.vault, credential, output)
    }

    fn from_members(members: Members<'_>) -> Result<Self, OpenError> {
        let wrong = OpenError::Malformed;
        let vault = members.vault.and_then(json::plain).and_then(|text| text.parse().ok());
        let generation = members.generation.and_then(whole);
        let slots = members.slots.and_then(objects).and_then(Slots::from_stored);
        let mut extra = Map::new();
        for (name, text) in members.extra {
            extra.insert(name, one_spelling(text).ok_or(wrong(Part::Header))?);
        }
        Ok(Self {
            vault: vault.ok_or(wrong(Part::Vault))?,
            generation: generation.ok_or(wrong(Part::Generation))?,
            slots: slots.ok_or(wrong(Part::Slots))?,
            extra,
        })
    }

    /// The bytes that are authenticated: the header's members as JSON without white space, in ascending
    /// order of their names at every depth.
    pub(super) fn canonical(&self) -> Vec<u8> {
        let slots = self.slots.stored().iter().cloned().map(Value::Object).collect();
        let mut members = self.extra.clone();
        members.insert("format".to_owned(), Value::from(FORMAT));
        members.insert("vault".to_owned(), Value::from(self.vault.to_string()));
        members.insert("generation".to_owned(), Value::from(self.generation));
        members.insert("slots".to_owned(), Value::Array(slots));
        let mut bytes = Vec::new();
        json::write_object(&members, &mut |piece| bytes.extend_from_slice(piece.as_bytes()));
        bytes
    }
}

/// Reads a text without opening it.
pub(super) fn parse(text: &str) -> Result<Parsed, OpenError> {
    let members = members(text)?;
    let mac = members.mac.and_then(macs).ok_or(OpenError::Malformed(Part::Mac))?;
    let records = records(members.records.ok_or(OpenError::Malformed(Part::Records))?)?;
    Ok(Parsed { header: Header::from_members(members)?, records, mac })
}

/// Writes a vault. `records` have to be in ascending order of their ids.
pub(super) fn write(header: &Header, records: &[Listed<'_>], mac: &Macs) -> String {
    let mut text =
        format!("{{\"format\":{FORMAT},\"vault\":\"{}\",\"generation\":{}", header.vault, header.generation);
    let mut put = |piece: &str| text.push_str(piece);
    put(",\"slots\":");
    Value::Array(header.slots.stored().iter().cloned().map(Value::Object).collect()).write(&mut put);
    for (name, value) in &header.extra {
        put(",");
        json::write_string(name, &mut put);
        put(":");
        value.write(&mut put);
    }
    put(",\"records\":[");
    for (index, (id, revision, sealed)) in records.iter().enumerate() {
        put(if index > 0 { ",{\"id\":\"" } else { "{\"id\":\"" });
        put(&id.to_string());
        put("\",\"revision\":");
        put(&revision.to_string());
        put(",\"sealed\":\"");
        put(&base64::encode(sealed.bytes()));
        put("\"}");
    }
    put("],\"mac\":{\"header\":\"");
    put(&base64::encode(&mac.header));
    put("\",\"records\":\"");
    put(&base64::encode(&mac.records));
    put("\"}}");
    text
}

/// An upper bound of a record's bytes in the text.
pub(super) fn record_length(sealed: &Sealed) -> usize {
    // Punctuation and names, an id of 22 characters, a revision of at most 20 digits.
    const AROUND: usize = r#"{"id":"","revision":,"sealed":""},"#.len() + 22 + 20;
    AROUND + base64::encoded_length(sealed.bytes().len())
}

/// An upper bound of a text's bytes besides its records.
pub(super) fn header_length(header: &Header) -> usize {
    // The two tags, and the names and punctuation around them.
    const AROUND: usize = r#","records":[],"mac":{"header":"","records":""}"#.len() + 2 * 43;
    AROUND + header.canonical().len()
}

fn members(text: &str) -> Result<Members<'_>, OpenError> {
    if text.len() > MAX_TEXT {
        return Err(OpenError::TooLong { bytes: text.len(), limit: MAX_TEXT });
    }
    let mut members = Members::default();
    for (name, value) in json::members(text).map_err(not_json)? {
        let member = match name.as_str() {
            "format" => &mut members.format,
            "vault" => &mut members.vault,
            "generation" => &mut members.generation,
            "slots" => &mut members.slots,
            "records" => &mut members.records,
            "mac" => &mut members.mac,
            _ => {
                members.extra.push((name, value));
                continue;
            }
        };
        *member = Some(value);
    }
    // Checked first, since nothing else is known about another format.
    match members.format.and_then(whole) {
        Some(FORMAT) if text.len() - members.records.map_or(0, str::len) > MAX_HEADER => {
            Err(OpenError::Malformed(Part::Header))
        }
        Some(FORMAT) => Ok(members),
        None | Some(0) => Err(OpenError::Malformed(Part::Format)),
        Some(format) => Err(OpenError::Newer { format }),
    }
}

fn not_json(fault: Fault) -> OpenError {
    match fault {
        Fault::End => OpenError::Truncated,
        Fault::Kind => OpenError::Malformed(Part::Whole),
        Fault::Wrong { line, column } => OpenError::NotJson { line, column },
    }
}

fn whole(text: &str) -> Option<u64> {
    json::value(text).ok()?.as_u64()
}

fn objects(text: &str) -> Option<Vec<Map>> {
    let Value::Array(values) = one_spelling(text)? else { return None };
    let object = |value| match value {
        Value::Object(members) => Some(members),
        _ => None,
    };
    values.into_iter().map(object).collect()
}

/// A value that can be written in one way only, so that it can be authenticated. Fractions have many
/// spellings, so a header may contain none.
fn one_spelling(text: &str) -> Option<Value> {
    fn has_fraction(value: &Value) -> bool {
        match value {
            Value::Number(text) => text == "-0" || text.contains(['.', 'e', 'E']),
            Value::Array(values) => values.iter().any(has_fraction),
            Value::Object(members) => members.values().any(has_fraction),
            Value::Null | Value::Bool(_) | Value::String(_) => false,
        }
    }

    json::value(text).ok().filter(|value| !has_fraction(value))
}

/// The values of an object that has exactly these members, in any order.
fn exactly<'a, const N: usize>(text: &'a str, names: [&str; N]) -> Option<[&'a str; N]> {
    let members = json::members(text).ok().filter(|members| members.len() == N)?;
    let mut found = [""; N];
    for (place, name) in found.iter_mut().zip(names) {
        *place = members.get(name)?;
    }
    Some(found)
}

fn macs(text: &str) -> Option<Macs> {
    let [header, records] = exactly(text, ["header", "records"])?;
    let tag = |text| base64::decode(json::plain(text)?)?.try_into().ok();
    Some(Macs { header: tag(header)?, records: tag(records)? })
}

/// The records. After a wrong one, or too many, the rest is only counted, for the error.
fn records(text: &str) -> Result<Vec<SealedRecord>, OpenError> {
    let mut records: Vec<SealedRecord> = Vec::new();
    let (mut total, mut wrong) = (0, None);
    let each = |text| {
        if total < MAX_RECORDS && wrong.is_none() {
            match record(text, records.last()) {
                Some(record) => records.push(record),
                None => wrong = Some(total),
            }
        }
        total += 1;
    };
    json::elements(text, each).map_err(|_| OpenError::Malformed(Part::Records))?;
    if total > MAX_RECORDS {
        return Err(OpenError::TooMany { records: total, limit: MAX_RECORDS });
    }
    match wrong {
        Some(index) => Err(OpenError::Malformed(Part::Record(index))),
        None => Ok(records),
    }
}

/// One record. Its id has to be above the previous one's, so that no two are the same.
fn record(text: &str, previous: Option<&SealedRecord>) -> Option<SealedRecord> {
    let [id, revision, sealed] = exactly(text, ["id", "revision", "sealed"])?;
    let id: RecordId = json::plain(id)?.parse().ok()?;
    let sealed = Sealed::from_bytes(base64::decode(json::plain(sealed)?)?)?;
    let record = SealedRecord { id, revision: whole(revision)?, sealed };
    previous.is_none_or(|previous| previous.id < id).then_some(record)
}
