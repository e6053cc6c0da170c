//! The content of a record, format 1: what is sealed.
//!
//! Not the domain type: what is written here must be readable for ever, and carries along
//! what later versions wrote. A content that this version cannot read in full is not read
//! at all, so that it is never half understood and written back poorer.
//!
//! Members are taken out of the JSON object one by one, and what is left over is a later version's.

use std::mem;

use zeroize::Zeroizing;

use super::{
    entry::{Content, Entry, Extra, Trashed},
    id::RecordId,
    members::Members,
};
use crate::{
    account::{Account, Enrolled},
    base64,
    json::{Value, object},
    otp::{Algorithm, Digits, Period, Scheme},
    secret::Secret,
};

const ACCOUNT: &str = "account";
const ALTERNATE: &str = "alternate";
const DELETED: &str = "deleted";

/// What a record is, as far as merging has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Deleted,
    Alternate,
    /// Accounts, and whatever later versions keep.
    Kept,
}

/// Reads what was sealed in record `id`.
pub(super) fn read(id: RecordId, content: &[u8]) -> Content {
    let Some(mut members) = Members::read(content) else { return Content::Unreadable };
    match members.0.remove("kind").as_ref().and_then(Value::as_str) {
        Some(ACCOUNT) => {
            members.account(id).map_or(Content::Unreadable, |entry| Content::Account(Box::new(entry)))
        }
        Some(DELETED) => Content::Deleted(members.trashed(id).map(Box::new)),
        Some(ALTERNATE) => members.alternate(id).unwrap_or(Content::Unreadable),
        _ => Content::Unreadable,
    }
}

/// What a content is.
pub(super) fn rank(content: &[u8]) -> Rank {
    let members = Members::read(content).unwrap_or_default();
    match members.0.get("kind").and_then(Value::as_str) {
        Some(DELETED) => Rank::Deleted,
        Some(ALTERNATE) => Rank::Alternate,
        _ => Rank::Kept,
    }
}

/// The content of an account's record.
pub(super) fn account(entry: &Entry) -> Zeroizing<Vec<u8>> {
    members_of(entry).to_bytes()
}

pub(super) fn members_of(entry: &Entry) -> Members {
    let Entry { account, position, extra, .. } = entry;
    let mut members = extra.account.clone();
    let mut put = |name: &str, value: Value| drop(members.0.insert(name.to_owned(), value));
    put("kind", ACCOUNT.into());
    put("issuer", account.issuer.as_str().into());
    put("name", account.name.as_str().into());
    put("secret", secret_value(&account.secret));
    put("scheme", scheme_value(&account.scheme));
    put("created", account.created.into());
    put("position", (*position).into());
    // What is not there is not written: most accounts have no more than the above.
    if let Some(label) = &account.label {
        put("label", label.as_str().into());
    }
    if let Some(enrolled) = &account.enrolled {
        let mut page = extra.enrolled.0.clone();
        page.insert("host".to_owned(), enrolled.host.as_str().into());
        put("enrolled", Value::Object(page));
    }
    if let Some(last_used) = account.last_used {
        put("last_used", last_used.into());
    }
    if !account.note.is_empty() {
        put("note", account.note.as_str().into());
    }
    if !account.tags.is_empty() {
        put("tags", Value::Array(account.tags.iter().map(|tag| tag.as_str().into()).collect()));
    }
    if account.pinned {
        put("pinned", true.into());
    }
    members
}

/// What of a content a person made: without what follows from mere use, its place in the list among it.
/// Two contents that differ in no more are not worth two records.
pub(super) fn essence(content: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut members = Members::read(content).unwrap_or_default();
    for used in ["position", "last_used"] {
        members.0.remove(used);
    }
    if let Some(Value::Object(scheme)) = members.0.get_mut("scheme") {
        scheme.remove("counter");
    }
    members.to_bytes()
}

/// Gives a content the counter of another one of the same account where that is higher: the site takes none below.
pub(super) fn count_on(content: &mut Zeroizing<Vec<u8>>, other: &[u8]) {
    let (Some(mut ours), Some(mut theirs)) = (Members::read(content), Members::read(other)) else { return };
    if let (Some(here), Some(there)) = (ours.counter(), theirs.counter())
        && here.parse::<u64>().ok() < there.parse().ok()
    {
        mem::swap(here, there);
        *content = ours.to_bytes();
    }
}

/// The content of a tombstone: sealed like any other, so that no one without the key can delete.
pub(super) fn deleted() -> Zeroizing<Vec<u8>> {
    Members(object([("kind", DELETED.into())])).to_bytes()
}

/// The content of a tombstone that the account can still be brought back from.
pub(super) fn trashed(entry: &Entry, at: u64) -> Zeroizing<Vec<u8>> {
    let mut account = members_of(entry);
    let content = Value::Object(mem::take(&mut account.0));
    Members(object([("kind", DELETED.into()), ("at", at.into()), ("content", content)])).to_bytes()
}

/// The content of an alternate: what lost against another content of the same record and revision.
pub(super) fn alternate(of: RecordId, lost: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut lost = Members::read(lost)?;
    let content = Value::Object(mem::take(&mut lost.0));
    let members = [("kind", ALTERNATE.into()), ("of", of.to_string().into()), ("content", content)];
    Some(Members(object(members)).to_bytes())
}

impl Members {
    /// The digits of an HOTP account's counter.
    fn counter(&mut self) -> Option<&mut String> {
        let Value::Object(scheme) = self.0.get_mut("scheme")? else { return None };
        if scheme.get("kind")?.as_str() != Some("hotp") {
            return None;
        }
        match scheme.get_mut("counter")? {
            Value::String(digits) => Some(digits),
            _ => None,
        }
    }

    /// The account whose members these are; what is left over afterwards is kept beside it.
    fn account(mut self, id: RecordId) -> Option<Entry> {
        let position = self.required("position", |value| value.as_i64())?;
        let mut enrolled_extra = Self::default();
        let enrolled = self.optional("enrolled", |value| {
            enrolled_extra = Self::of(value)?;
            Some(Enrolled { host: enrolled_extra.required("host", string)? })
        })?;
        let account = Account {
            issuer: self.required("issuer", string)?,
            name: self.required("name", string)?,
            label: self.optional("label", string)?,
            secret: self.required("secret", secret)?,
            scheme: self.required("scheme", |value| Self::of(value)?.scheme())?,
            enrolled,
            created: self.required("created", |value| value.as_u64())?,
            last_used: self.optional("last_used", |value| value.as_u64())?,
            note: self.optional("note", string)?.unwrap_or_default(),
            tags: self.optional("tags", strings)?.unwrap_or_default(),
            pinned: self.optional("pinned", |value| value.as_bool())?.unwrap_or_default(),
        };
        Some(Entry { id, account, position, extra: Extra { account: self, enrolled: enrolled_extra } })
    }

    fn alternate(mut self, id: RecordId) -> Option<Content> {
        let of = self.required("of", string)?.parse().ok()?;
        let entry = self.required("content", Self::of)?.kept(id).map(Box::new);
        Some(Content::Alternate { of, entry })
    }

    fn trashed(mut self, id: RecordId) -> Option<Trashed> {
        let at = self.required("at", |value| value.as_u64())?;
        Some(Trashed { entry: self.required("content", Self::of)?.kept(id)?, at })
    }

    /// An account within another content.
    pub(super) fn kept(mut self, id: RecordId) -> Option<Entry> {
        let account = self.0.remove("kind").as_ref().and_then(Value::as_str) == Some(ACCOUNT);
        if account { self.account(id) } else { None }
    }

    /// A member that this version does not know may change the codes: it makes the whole unreadable.
    fn scheme(mut self) -> Option<Scheme> {
        let scheme = match self.required("kind", string)?.as_str() {
            "totp" => Scheme::Totp {
                algorithm: self.required("algorithm", algorithm)?,
                digits: self.required("digits", digits)?,
                period: self.required("period", period)?,
            },
            "hotp" => Scheme::Hotp {
                algorithm: self.required("algorithm", algorithm)?,
                digits: self.required("digits", digits)?,
                counter: self.required("counter", |value| value.as_str()?.parse().ok())?,
            },
            "steam" => Scheme::Steam,
            "motp" => Scheme::Motp { pin: self.required("pin", secret)? },
            "yandex" => Scheme::Yandex { pin: self.required("pin", secret)? },
            _ => return None,
        };
        self.0.is_empty().then_some(scheme)
    }
}

fn string(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn strings(value: Value) -> Option<Vec<String>> {
    match value {
        Value::Array(values) => values.into_iter().map(string).collect(),
        _ => None,
    }
}

/// Secret bytes, base64url.
fn secret(value: Value) -> Option<Secret> {
    let text = Zeroizing::new(string(value)?);
    Secret::new(base64::decode(&text)?).ok()
}

fn secret_value(secret: &Secret) -> Value {
    base64::encode(secret.expose()).into()
}

fn digits(value: Value) -> Option<Digits> {
    Digits::new(value.as_u64()?.try_into().ok()?).ok()
}

fn period(value: Value) -> Option<Period> {
    Period::new(value.as_u64()?.try_into().ok()?).ok()
}

fn algorithm(value: Value) -> Option<Algorithm> {
    match value.as_str()? {
        "sha1" => Some(Algorithm::Sha1),
        "sha256" => Some(Algorithm::Sha256),
        "sha512" => Some(Algorithm::Sha512),
        _ => None,
    }
}

fn algorithm_value(algorithm: Algorithm) -> Value {
    match algorithm {
        Algorithm::Sha1 => "sha1",
        Algorithm::Sha256 => "sha256",
        Algorithm::Sha512 => "sha512",
    }
    .into()
}

fn scheme_value(scheme: &Scheme) -> Value {
    let members: Vec<(&str, Value)> = match scheme {
        Scheme::Totp { algorithm, digits, period } => vec![
            ("kind", "totp".into()),
            ("algorithm", algorithm_value(*algorithm)),
            ("digits", u64::from(digits.get()).into()),
            ("period", u64::from(period.seconds()).into()),
        ],
        // Decimal digits in a string: many JSON readers round whole numbers beyond 2^53.
        Scheme::Hotp { algorithm, digits, counter } => vec![
            ("kind", "hotp".into()),
            ("algorithm", algorithm_value(*algorithm)),
            ("digits", u64::from(digits.get()).into()),
            ("counter", counter.to_string().into()),
        ],
        Scheme::Steam => vec![("kind", "steam".into())],
        Scheme::Motp { pin } => vec![("kind", "motp".into()), ("pin", secret_value(pin))],
        Scheme::Yandex { pin } => vec![("kind", "yandex".into()), ("pin", secret_value(pin))],
    };
    Value::Object(object(members))
}
