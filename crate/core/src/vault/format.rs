//! The text of a vault, format 1: one JSON object, described to the byte in `docs/vault.md`.

use serde::{
    Deserialize, Serialize,
    de::{Deserializer, SeqAccess, Visitor},
};
use serde_json::{Map, Value, error::Category, value::RawValue};

use super::{
    error::{OpenError, Part},
    id::{RecordId, VaultId},
    seal::{AuthTag, Sealed},
    slot::{DeviceSlot, Passkey, RecoveryCode, SlotKey, Slots, Stretch, UnlockError},
};
use crate::{base64, sorted, vault::VaultKey};

/// The number of this format.
pub(super) const FORMAT: u64 = 1;
/// More records than this are refused, and never written.
pub(super) const MAX_RECORDS: usize = 20_000;
/// A longer text is refused, and never written.
pub(super) const MAX_TEXT: usize = 32 << 20;

/// What a vault says of itself before it is opened.
///
/// # Security
/// None of it is authenticated until [`Vault::open`](super::Vault::open) has succeeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub(super) vault: VaultId,
    pub(super) generation: u64,
    pub(super) slots: Slots,
    /// Fields of later versions.
    pub(super) extra: Map<String, Value>,
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

/// The authentication: that of the list, and that of the header, which covers the former.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Macs {
    pub(super) header: AuthTag,
    pub(super) records: AuthTag,
}

/// The members of the text; each stays raw until its turn, so that an error can name it.
#[derive(Deserialize)]
struct Members<'a> {
    #[serde(borrow)]
    format: Option<&'a RawValue>,
    #[serde(borrow)]
    vault: Option<&'a RawValue>,
    #[serde(borrow)]
    generation: Option<&'a RawValue>,
    #[serde(borrow)]
    slots: Option<&'a RawValue>,
    #[serde(borrow)]
    records: Option<&'a RawValue>,
    #[serde(borrow)]
    mac: Option<&'a RawValue>,
    #[serde(flatten)]
    extra: Map<String, Value>,
}

#[derive(Serialize)]
struct Written<'a> {
    format: u64,
    vault: String,
    generation: u64,
    slots: &'a [Map<String, Value>],
    #[serde(flatten)]
    extra: &'a Map<String, Value>,
    records: Vec<RecordText<String>>,
    mac: MacText<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordText<T> {
    id: T,
    revision: u64,
    sealed: T,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MacText<T> {
    header: T,
    records: T,
}

impl Header {
    /// Reads what stands before the records, without a key.
    ///
    /// # Errors
    /// See [`OpenError`]; records and authentication are not looked at.
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

    /// The slot whose key the browser keeps, where there is one.
    #[must_use]
    pub fn device(&self) -> Option<DeviceSlot> {
        self.slots.device()
    }

    /// How the passphrase is made into a key, where there is a passphrase.
    ///
    /// # Errors
    /// [`UnlockError::NoSlot`], [`UnlockError::Unreadable`], and bounds that are not kept.
    pub fn stretch(&self) -> Result<Stretch, UnlockError> {
        self.slots.stretch()
    }

    /// Whether there is a passphrase, one that this version can use or another.
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

    /// How many ways in a later version made that this one does not know.
    #[must_use]
    pub fn unknown_slots(&self) -> usize {
        self.slots.unknown()
    }

    /// The vault key, by the key that [`Header::stretch`] makes of the passphrase.
    ///
    /// # Errors
    /// See [`UnlockError`].
    pub fn unlock_by_passphrase(&self, key: &SlotKey) -> Result<VaultKey, UnlockError> {
        self.slots.by_passphrase(self.vault, key)
    }

    /// The vault key, by the recovery code.
    ///
    /// # Errors
    /// See [`UnlockError`].
    pub fn unlock_by_recovery(&self, code: &RecoveryCode) -> Result<VaultKey, UnlockError> {
        self.slots.by_recovery(self.vault, code)
    }

    /// The vault key, by what the passkey of this credential answered.
    ///
    /// # Errors
    /// See [`UnlockError`].
    pub fn unlock_by_passkey(&self, credential: &[u8], output: &[u8]) -> Result<VaultKey, UnlockError> {
        self.slots.by_passkey(self.vault, credential, output)
    }

    fn from_members(members: Members<'_>) -> Result<Self, OpenError> {
        let vault: &str = part(members.vault, Part::Vault)?;
        let slots: Vec<Map<String, Value>> = part(members.slots, Part::Slots)?;
        if slots.iter().flat_map(Map::values).any(has_fraction) {
            return Err(OpenError::Malformed(Part::Slots));
        }
        if members.extra.values().any(has_fraction) {
            return Err(OpenError::Malformed(Part::Header));
        }
        Ok(Self {
            vault: vault.parse().map_err(|_| OpenError::Malformed(Part::Vault))?,
            generation: part(members.generation, Part::Generation)?,
            slots: Slots::from_stored(slots).ok_or(OpenError::Malformed(Part::Slots))?,
            extra: members.extra,
        })
    }

    /// The one encoding that is authenticated: all of the header's members as JSON
    /// without whitespace, keys in ascending order at every depth.
    pub(super) fn canonical(&self) -> Vec<u8> {
        let slots = self.slots.stored().iter().cloned().map(Value::Object).collect();
        let mut members = self.extra.clone();
        members.insert("format".to_owned(), Value::from(FORMAT));
        members.insert("vault".to_owned(), Value::from(self.vault.to_string()));
        members.insert("generation".to_owned(), Value::from(self.generation));
        members.insert("slots".to_owned(), Value::Array(slots));
        let mut bytes = Vec::new();
        write_canonical(&Value::Object(members), &mut bytes);
        bytes
    }
}

/// Takes a text apart.
pub(super) fn parse(text: &str) -> Result<Parsed, OpenError> {
    let members = members(text)?;
    let mac: MacText<&str> = part(members.mac, Part::Mac)?;
    let mac = Macs {
        header: tag(mac.header).ok_or(OpenError::Malformed(Part::Mac))?,
        records: tag(mac.records).ok_or(OpenError::Malformed(Part::Mac))?,
    };
    let List { records, total, wrong } = part(members.records, Part::Records)?;
    if total > MAX_RECORDS {
        return Err(OpenError::TooMany { records: total, limit: MAX_RECORDS });
    }
    if let Some(index) = wrong {
        return Err(OpenError::Malformed(Part::Record(index)));
    }
    Ok(Parsed { header: Header::from_members(members)?, records, mac })
}

/// Writes a vault; `records` come in ascending order of their ids.
pub(super) fn write<'a>(
    header: &Header,
    records: impl Iterator<Item = (RecordId, u64, &'a Sealed)>,
    mac: &Macs,
) -> String {
    let written = Written {
        format: FORMAT,
        vault: header.vault.to_string(),
        generation: header.generation,
        slots: header.slots.stored(),
        extra: &header.extra,
        records: records
            .map(|(id, revision, sealed)| RecordText {
                id: id.to_string(),
                revision,
                sealed: base64::encode(sealed.bytes()),
            })
            .collect(),
        mac: MacText { header: base64::encode(&mac.header), records: base64::encode(&mac.records) },
    };
    serde_json::to_string(&written).expect("every key is a string, and nothing is written to but memory")
}

/// An upper bound of the bytes a record takes in the text.
pub(super) fn record_length(sealed: &Sealed) -> usize {
    // Punctuation and names, an id of 22 characters, a revision of at most 20 digits.
    const AROUND: usize = r#"{"id":"","revision":,"sealed":""},"#.len() + 22 + 20;
    AROUND + base64::encoded_length(sealed.bytes().len())
}

/// An upper bound of the bytes that a text has besides its records.
pub(super) fn header_length(header: &Header) -> usize {
    // The authentication and the brackets around it.
    const AROUND: usize = r#","records":[],"mac":{"header":"","records":""}"#.len() + 2 * 43;
    AROUND + header.canonical().len()
}

fn members(text: &str) -> Result<Members<'_>, OpenError> {
    if text.len() > MAX_TEXT {
        return Err(OpenError::TooLong { bytes: text.len(), limit: MAX_TEXT });
    }
    let members: Members<'_> = serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Eof => OpenError::Truncated,
        Category::Data => OpenError::Malformed(Part::Whole),
        Category::Syntax | Category::Io => OpenError::NotJson { line: error.line(), column: error.column() },
    })?;
    // Before all else: nothing that follows is known of another format.
    match part(members.format, Part::Format)? {
        FORMAT => Ok(members),
        0 => Err(OpenError::Malformed(Part::Format)),
        format => Err(OpenError::Newer { format }),
    }
}

fn part<'a, T: Deserialize<'a>>(raw: Option<&'a RawValue>, part: Part) -> Result<T, OpenError> {
    raw.and_then(|raw| serde_json::from_str(raw.get()).ok()).ok_or(OpenError::Malformed(part))
}

fn tag(text: &str) -> Option<AuthTag> {
    base64::decode(text)?.try_into().ok()
}

/// Fractions have many spellings: there are none in a header, so that it has one encoding.
fn has_fraction(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64(),
        Value::Array(values) => values.iter().any(has_fraction),
        Value::Object(members) => members.values().any(has_fraction),
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

/// Sorted here and not by the map, whose order is a feature that any crate may switch.
pub(super) fn write_canonical(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Array(values) => {
            out.push(b'[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_canonical(value, out);
            }
            out.push(b']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            sorted::by_key(&mut members, |(name, _)| *name);
            out.push(b'{');
            for (index, (name, value)) in members.into_iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                out.extend_from_slice(Value::from(name.as_str()).to_string().as_bytes());
                out.push(b':');
                write_canonical(value, out);
            }
            out.push(b'}');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            out.extend_from_slice(value.to_string().as_bytes());
        }
    }
}

/// The list of records, read until it is too long, and the first that is wrong.
struct List {
    records: Vec<SealedRecord>,
    total: usize,
    wrong: Option<usize>,
}

impl<'de> Deserialize<'de> for List {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListVisitor;

        impl<'de> Visitor<'de> for ListVisitor {
            type Value = List;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a list of records")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<List, A::Error> {
                let mut list = List { records: Vec::new(), total: 0, wrong: None };
                while let Some(raw) = access.next_element::<&RawValue>()? {
                    if list.total < MAX_RECORDS && list.wrong.is_none() {
                        match record(raw, list.records.last()) {
                            Some(record) => list.records.push(record),
                            None => list.wrong = Some(list.total),
                        }
                    }
                    list.total += 1;
                }
                Ok(list)
            }
        }

        deserializer.deserialize_seq(ListVisitor)
    }
}

/// One record, which must come after `previous`: so no two can have the same id.
fn record(raw: &RawValue, previous: Option<&SealedRecord>) -> Option<SealedRecord> {
    let text: RecordText<&str> = serde_json::from_str(raw.get()).ok()?;
    let id: RecordId = text.id.parse().ok()?;
    let sealed = Sealed::from_bytes(base64::decode(text.sealed)?)?;
    previous.is_none_or(|previous| previous.id < id).then_some(SealedRecord {
        id,
        revision: text.revision,
        sealed,
    })
}
