//! The content of a record, format 1: what is sealed.
//!
//! Not the domain type: what is written here must be readable for ever, and carries along
//! what later versions wrote. A content that this version cannot read in full is not read
//! at all, so that it is never half understood and written back poorer.

use std::{fmt, io};

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::{Map, Value};
use zeroize::{Zeroize, Zeroizing};

use super::{
    entry::{Content, Entry},
    id::RecordId,
    seal::TAG,
};
use crate::{
    account::{Account, Enrolled},
    otp::{Algorithm, Digits, Period, Scheme},
    secret::Secret,
};

/// Fields of later versions, kept through every change.
#[derive(Default, Clone, PartialEq)]
pub(super) struct Extra {
    account: Map<String, Value>,
    enrolled: Map<String, Value>,
}

#[derive(Deserialize)]
struct Tagged {
    kind: Kind,
}

#[derive(Serialize, Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Account,
    Deleted,
}

#[derive(Serialize)]
struct DeletedContent {
    kind: Kind,
}

#[derive(Serialize, Deserialize)]
struct AccountContent {
    kind: Kind,
    issuer: String,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    secret: Bytes,
    scheme: SchemeContent,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    enrolled: Option<EnrolledContent>,
    created: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_used: Option<u64>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pinned: bool,
    position: i64,
    #[serde(flatten)]
    extra: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
struct EnrolledContent {
    host: String,
    #[serde(flatten)]
    extra: Map<String, Value>,
}

/// A parameter that this version does not know may change the codes: it makes the whole unreadable.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
enum SchemeContent {
    Totp { algorithm: AlgorithmContent, digits: u8, period: u32 },
    Hotp { algorithm: AlgorithmContent, digits: u8, counter: Counter },
    Steam {},
    Motp { pin: Bytes },
    Yandex { pin: Bytes },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum AlgorithmContent {
    Sha1,
    Sha256,
    Sha512,
}

/// Secret bytes, base64url; neither direction leaves a text of them behind.
struct Bytes(Secret);

/// Decimal digits in a string: many JSON readers round whole numbers beyond 2^53.
struct Counter(u64);

/// Reads what was sealed in record `id`.
pub(super) fn read(id: RecordId, content: &[u8]) -> Content {
    match serde_json::from_slice::<Tagged>(content).map(|tagged| tagged.kind) {
        Ok(Kind::Account) => serde_json::from_slice::<AccountContent>(content)
            .ok()
            .and_then(|content| content.into_entry(id))
            .map_or(Content::Unreadable, |entry| Content::Account(Box::new(entry))),
        Ok(Kind::Deleted) => Content::Deleted(None),
        Err(_) => Content::Unreadable,
    }
}

/// The content of an account's record.
pub(super) fn account(entry: &Entry) -> Zeroizing<Vec<u8>> {
    let Entry { account, position, extra, .. } = entry;
    to_bytes(&AccountContent {
        kind: Kind::Account,
        issuer: account.issuer.clone(),
        name: account.name.clone(),
        label: account.label.clone(),
        secret: Bytes(account.secret.duplicate()),
        scheme: SchemeContent::of(&account.scheme),
        enrolled: account
            .enrolled
            .as_ref()
            .map(|enrolled| EnrolledContent { host: enrolled.host.clone(), extra: extra.enrolled.clone() }),
        created: account.created,
        last_used: account.last_used,
        note: account.note.clone(),
        tags: account.tags.clone(),
        pinned: account.pinned,
        position: *position,
        extra: extra.account.clone(),
    })
}

/// The content of a tombstone: sealed like any other, so that no one without the key can delete.
pub(super) fn deleted() -> Zeroizing<Vec<u8>> {
    to_bytes(&DeletedContent { kind: Kind::Deleted })
}

impl Extra {
    /// Forgets what was said of the page, which is another one now.
    pub(super) fn forget_enrolled(&mut self) {
        self.enrolled.values_mut().for_each(wipe);
        self.enrolled.clear();
    }
}

impl Drop for Extra {
    fn drop(&mut self) {
        self.account.values_mut().chain(self.enrolled.values_mut()).for_each(wipe);
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Extra(…)")
    }
}

impl AccountContent {
    fn into_entry(self, id: RecordId) -> Option<Entry> {
        let (enrolled, enrolled_extra) = match self.enrolled {
            Some(EnrolledContent { host, extra }) => (Some(Enrolled { host }), extra),
            None => (None, Map::new()),
        };
        let account = Account {
            issuer: self.issuer,
            name: self.name,
            label: self.label,
            secret: self.secret.0,
            scheme: self.scheme.into_scheme()?,
            enrolled,
            created: self.created,
            last_used: self.last_used,
            note: self.note,
            tags: self.tags,
            pinned: self.pinned,
        };
        let extra = Extra { account: self.extra, enrolled: enrolled_extra };
        Some(Entry { id, account, position: self.position, extra })
    }
}

impl SchemeContent {
    fn of(scheme: &Scheme) -> Self {
        match scheme {
            Scheme::Totp { algorithm, digits, period } => Self::Totp {
                algorithm: AlgorithmContent::of(*algorithm),
                digits: digits.get(),
                period: period.seconds(),
            },
            Scheme::Hotp { algorithm, digits, counter } => Self::Hotp {
                algorithm: AlgorithmContent::of(*algorithm),
                digits: digits.get(),
                counter: Counter(*counter),
            },
            Scheme::Steam => Self::Steam {},
            Scheme::Motp { pin } => Self::Motp { pin: Bytes(pin.duplicate()) },
            Scheme::Yandex { pin } => Self::Yandex { pin: Bytes(pin.duplicate()) },
        }
    }

    fn into_scheme(self) -> Option<Scheme> {
        Some(match self {
            Self::Totp { algorithm, digits, period } => Scheme::Totp {
                algorithm: algorithm.into_algorithm(),
                digits: Digits::new(digits).ok()?,
                period: Period::new(period).ok()?,
            },
            Self::Hotp { algorithm, digits, counter } => Scheme::Hotp {
                algorithm: algorithm.into_algorithm(),
                digits: Digits::new(digits).ok()?,
                counter: counter.0,
            },
            Self::Steam {} => Scheme::Steam,
            Self::Motp { pin } => Scheme::Motp { pin: pin.0 },
            Self::Yandex { pin } => Scheme::Yandex { pin: pin.0 },
        })
    }
}

impl AlgorithmContent {
    fn of(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Sha1 => Self::Sha1,
            Algorithm::Sha256 => Self::Sha256,
            Algorithm::Sha512 => Self::Sha512,
        }
    }

    fn into_algorithm(self) -> Algorithm {
        match self {
            Self::Sha1 => Algorithm::Sha1,
            Self::Sha256 => Algorithm::Sha256,
            Self::Sha512 => Algorithm::Sha512,
        }
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&Zeroizing::new(BASE64URL_NOPAD.encode(self.0.expose())))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct BytesVisitor;

        impl de::Visitor<'_> for BytesVisitor {
            type Value = Bytes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes in base64url")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Bytes, E> {
                let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(E::custom)?;
                Secret::new(bytes).map(Bytes).map_err(E::custom)
            }
        }

        deserializer.deserialize_str(BytesVisitor)
    }
}

impl Serialize for Counter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Counter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map(Self).map_err(de::Error::custom)
    }
}

/// Measures first: a buffer that grew would leave its smaller selves, unwiped, in memory.
fn to_bytes(content: &impl Serialize) -> Zeroizing<Vec<u8>> {
    const REASON: &str = "every key is a string, and nothing is written to but memory";

    struct Length(usize);

    impl io::Write for Length {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    let mut length = Length(0);
    serde_json::to_writer(&mut length, content).expect(REASON);
    let mut bytes = Zeroizing::new(Vec::with_capacity(length.0 + TAG));
    serde_json::to_writer(&mut *bytes, content).expect(REASON);
    bytes
}

fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(values) => values.iter_mut().for_each(wipe),
        Value::Object(members) => members.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The shape that serde asks for.
fn is_false(value: &bool) -> bool {
    !value
}
