//! The content of a record before it is sealed, format 1.
//!
//! This is not the domain type: what is written here has to be readable forever, and it carries along
//! what later versions have added. Unknown members are kept. If a known member has a value that this
//! version can't read, the whole record is left alone, so that nothing is lost by writing it back.
//!
//! Reading takes known members out of the JSON object one by one; the rest is a later version's.

use std::mem;

use zeroize::Zeroizing;

use super::{
    entry::{Content, Entry, Trashed},
    id::RecordId,
    limits,
    members::Members,
};
use crate::{
    account::{Account, ChosenField, Site},
    base64,
    json::{Map, Value, object},
    otp::{Algorithm, Digits, Period, Scheme},
    secret::Secret,
};

const ACCOUNT: &str = "account";
const ALTERNATE: &str = "alternate";
const DELETED: &str = "deleted";
const PICTURE: &str = "picture";

pub(super) const SITES: &str = "sites";

/// The fields that the user chose for codes.
pub(super) const FIELDS: &str = "fields";
/// A member of a chosen field.
const DESPITE: &str = "despite";
pub(super) const TAGS: &str = "tags";
/// The history of an account's lists: by list and element, the number of the edit; negative if the
/// element was removed.
pub(super) const HISTORY: &str = "history";
/// The only site of an account, from before accounts had several.
const ENROLLED: &str = "enrolled";

/// The kinds of records that merging tells apart; of equal revisions the higher kind wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Deleted,
    Alternate,
    /// Accounts, pictures, and the kinds of later versions.
    Kept,
}

/// Reads the content of record `id`.
pub(super) fn read(id: RecordId, content: &[u8]) -> Content {
    let Some(mut members) = Members::read(content) else { return Content::Unreadable };
    match members.0.remove("kind").as_ref().and_then(Value::as_str) {
        Some(ACCOUNT) => {
            let entry = members.account(id).and_then(limits::entry);
            entry.map_or(Content::Unreadable, |entry| Content::Account(Box::new(entry)))
        }
        Some(DELETED) => Content::Deleted(members.trashed(id).map(Box::new)),
        Some(ALTERNATE) => members.alternate(id).unwrap_or(Content::Unreadable),
        Some(PICTURE) => members.picture().map_or(Content::Unreadable, Content::Picture),
        _ => Content::Unreadable,
    }
}

/// The kind of a content.
pub(super) fn rank(content: &[u8]) -> Rank {
    let members = Members::read(content).unwrap_or_default();
    match members.0.get("kind").and_then(Value::as_str) {
        Some(DELETED) => Rank::Deleted,
        Some(ALTERNATE) => Rank::Alternate,
        _ => Rank::Kept,
    }
}

pub(super) fn is_account(content: &[u8]) -> bool {
    Members::read(content).is_some_and(|members| members.is_account())
}

/// The content of an account's record.
pub(super) fn account(entry: &Entry) -> Zeroizing<Vec<u8>> {
    members_of(entry).to_bytes()
}

pub(super) fn members_of(entry: &Entry) -> Members {
    let Entry { id: _, account, position, extra } = entry;
    // Destructured completely, so that a new field that isn't written doesn't compile.
    let Account {
        issuer,
        name,
        label,
        secret,
        scheme,
        sites,
        created,
        last_used,
        uses,
        note,
        tags,
        icon,
        pinned,
        hidden,
        submit,
        fields,
    } = account;
    let mut members = extra.clone();
    let later = match members.0.get(SITES) {
        Some(Value::Array(later)) => later.clone(),
        _ => Vec::new(),
    };
    let sites: Vec<Value> = sites.iter().map(site_value).chain(later).collect();
    // Beside what is left of the older member, even an empty list is written: it says that the account
    // has no site any more.
    let sites_said = !sites.is_empty() || members.0.contains_key(ENROLLED);
    let listed = |list: Vec<Value>| (!list.is_empty()).then_some(Value::Array(list));
    let flag = |set: &bool| set.then_some(Value::Bool(true));
    let mut put = |name: &str, value: Value| drop(members.0.insert(name.to_owned(), value));
    put("kind", ACCOUNT.into());
    put("issuer", issuer.as_str().into());
    put("name", name.as_str().into());
    put("secret", secret_value(secret));
    put("scheme", scheme_value(scheme));
    put("created", (*created).into());
    put("position", (*position).into());
    // The rest is written only if it is there, since most accounts have little of it.
    for (name, value) in [
        ("label", label.as_deref().map(Value::from)),
        ("icon", icon.as_deref().map(Value::from)),
        ("note", (!note.is_empty()).then(|| note.as_str().into())),
        (SITES, sites_said.then_some(Value::Array(sites))),
        ("last_used", last_used.map(Value::from)),
        ("uses", (*uses > 0).then(|| (*uses).into())),
        (TAGS, listed(tags.iter().map(|tag| tag.as_str().into()).collect())),
        (FIELDS, listed(fields.iter().map(field_value).collect())),
        ("pinned", flag(pinned)),
        ("hidden", flag(hidden)),
        ("submit", flag(submit)),
    ] {
        value.into_iter().for_each(|value| put(name, value));
    }
    members
}

/// The content of a picture's record.
pub(super) fn picture(file: &[u8]) -> Zeroizing<Vec<u8>> {
    Members(object([("kind", PICTURE.into()), ("file", base64::encode(file).into())])).to_bytes()
}

/// A content without what mere use changes, including the place in the list.
pub(super) fn essence(content: &[u8]) -> Zeroizing<Vec<u8>> {
    without(content, &["position", "last_used", "uses", HISTORY])
}

/// A content without what mere use changes and without the lists that a merge combines. Two versions
/// with the same identity don't need two records.
pub(super) fn identity(content: &[u8]) -> Zeroizing<Vec<u8>> {
    without(content, &["position", "last_used", "uses", TAGS, SITES, FIELDS, ENROLLED, HISTORY])
}

/// The identity with place and last use, which are the winner's after a merge.
pub(super) fn identity_in_place(content: &[u8]) -> Zeroizing<Vec<u8>> {
    without(content, &["uses", TAGS, SITES, FIELDS, ENROLLED, HISTORY])
}

/// A content without what using a code changes.
pub(super) fn without_use(content: &[u8]) -> Zeroizing<Vec<u8>> {
    without(content, &["last_used", "uses"])
}

/// A content without its tags and sites and their history.
pub(super) fn without_lists(content: &[u8]) -> Zeroizing<Vec<u8>> {
    without(content, &[TAGS, SITES, ENROLLED, HISTORY])
}

/// A content without some members, and without a counter.
fn without(content: &[u8], names: &[&str]) -> Zeroizing<Vec<u8>> {
    let mut members = Members::read(content).unwrap_or_default();
    for name in names {
        members.0.remove(*name);
    }
    if let Some(Value::Object(scheme)) = members.0.get_mut("scheme") {
        scheme.remove("counter");
    }
    members.to_bytes()
}

/// Raises what never goes down to the higher of two versions of an account: the counter, since sites
/// refuse lower ones, and the number of uses.
pub(super) fn count_on(content: &mut Zeroizing<Vec<u8>>, other: &[u8]) {
    let (Some(mut ours), Some(mut theirs)) = (Members::read(content), Members::read(other)) else { return };
    // A merge writes sites in the new form. So the result doesn't depend on the order of merges.
    let mut raised = ours.is_account() && ours.enrolled_host_alone();
    if raised {
        let sites = ours.site_values();
        ours.0.remove(ENROLLED);
        ours.0.insert(SITES.to_owned(), Value::Array(sites));
    }
    if let (Some(here), Some(there)) = (ours.counter(), theirs.counter())
        && here.parse::<u64>().ok() < there.parse().ok()
    {
        mem::swap(here, there);
        raised = true;
    }
    if ours.is_account() && theirs.is_account() && ours.number("uses") < theirs.number("uses") {
        ours.0.insert("uses".to_owned(), theirs.number("uses").into());
        raised = true;
    }
    if raised {
        *content = ours.to_bytes();
    }
}

/// Takes over when a code was last used, if the other version knows of a later time.
pub(super) fn used_on(content: &mut Zeroizing<Vec<u8>>, other: &[u8]) {
    let (Some(mut ours), Some(theirs)) = (Members::read(content), Members::read(other)) else { return };
    if ours.is_account() && theirs.is_account() && ours.number("last_used") < theirs.number("last_used") {
        ours.0.insert("last_used".to_owned(), theirs.number("last_used").into());
        *content = ours.to_bytes();
    }
}

/// Raises a content's counter to this one, if it is lower.
pub(super) fn raise_counter(content: &mut Zeroizing<Vec<u8>>, to: u64) {
    let Some(mut members) = Members::read(content) else { return };
    if let Some(digits) = members.counter()
        && digits.parse().is_ok_and(|counter: u64| counter < to)
    {
        *digits = to.to_string();
        *content = members.to_bytes();
    }
}

/// The content of a tombstone. It is sealed like any other, so that nobody can delete without the key.
pub(super) fn deleted() -> Zeroizing<Vec<u8>> {
    Members(object([("kind", DELETED.into())])).to_bytes()
}

/// The content of a tombstone from which the account can still be undeleted.
pub(super) fn trashed(entry: &Entry, at: u64) -> Zeroizing<Vec<u8>> {
    let mut account = members_of(entry);
    let content = Value::Object(mem::take(&mut account.0));
    Members(object([("kind", DELETED.into()), ("at", at.into()), ("content", content)])).to_bytes()
}

/// The content of an alternate: the version of a record that lost in a merge.
pub(super) fn alternate(of: RecordId, lost: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut lost = Members::read(lost)?;
    let content = Value::Object(mem::take(&mut lost.0));
    let members = [("kind", ALTERNATE.into()), ("of", of.to_string().into()), ("content", content)];
    Some(Members(object(members)).to_bytes())
}

impl Members {
    /// The digits of a counter (HOTP), also in a tombstone or an alternate.
    fn counter(&mut self) -> Option<&mut String> {
        let account = if self.0.contains_key("scheme") { &mut self.0 } else { self.content()? };
        let Value::Object(scheme) = account.get_mut("scheme")? else { return None };
        if scheme.get("kind")?.as_str() != Some("hotp") {
            return None;
        }
        match scheme.get_mut("counter")? {
            Value::String(digits) => Some(digits),
            _ => None,
        }
    }

    pub(super) fn is_account(&self) -> bool {
        self.0.get("kind").and_then(Value::as_str) == Some(ACCOUNT)
    }

    fn number(&self, name: &str) -> u64 {
        self.0.get(name).and_then(Value::as_u64).unwrap_or_default()
    }

    pub(super) fn list(&self, name: &str) -> Vec<Value> {
        match self.0.get(name) {
            Some(Value::Array(values)) => values.clone(),
            _ => Vec::new(),
        }
    }

    /// The sites in the new form, even if they are stored in the older member.
    pub(super) fn site_values(&self) -> Vec<Value> {
        match (self.0.get(SITES), self.0.get(ENROLLED)) {
            (Some(Value::Array(sites)), _) => sites.clone(),
            (None, Some(Value::Object(enrolled))) => {
                let host = enrolled.get("host").and_then(Value::as_str);
                host.map(|host| site_value(&Site::of(host))).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn enrolled_host_alone(&self) -> bool {
        matches!(self.0.get(ENROLLED), Some(Value::Object(page)) if page.len() == 1 && page.contains_key("host"))
    }

    pub(super) fn content(&mut self) -> Option<&mut Map> {
        match self.0.get_mut("content")? {
            Value::Object(content) => Some(content),
            _ => None,
        }
    }

    /// The account with these members; unknown ones are kept with it.
    fn account(mut self, id: RecordId) -> Option<Entry> {
        let position = self.required("position", |value| value.as_i64())?;
        let sites = self.sites()?;
        let pinned = self.optional("pinned", |value| value.as_bool())?.unwrap_or_default();
        let mut flag = |name| self.newer(name, |value| value.as_bool()).unwrap_or_default();
        let (hidden, submit) = (flag("hidden"), flag("submit"));
        let fields = self.newer(FIELDS, fields).unwrap_or_default();
        let account = Account {
            issuer: self.required("issuer", string)?,
            name: self.required("name", string)?,
            label: self.optional("label", string)?,
            secret: self.required("secret", secret)?,
            scheme: self.required("scheme", |value| Self::of(value)?.scheme())?,
            sites,
            created: self.required("created", |value| value.as_u64())?,
            last_used: self.optional("last_used", |value| value.as_u64())?,
            uses: self.newer("uses", |value| value.as_u64()).unwrap_or_default(),
            note: self.optional("note", string)?.unwrap_or_default(),
            tags: self.optional(TAGS, strings)?.unwrap_or_default(),
            icon: self.newer("icon", string),
            pinned,
            hidden,
            submit,
            fields,
        };
        Some(Entry { id, account, position, extra: self })
    }

    /// The sites. Those with members that this version doesn't know stay in the rest.
    fn sites(&mut self) -> Option<Vec<Site>> {
        let Some(sites) = self.0.remove(SITES) else { return self.enrolled() };
        let Value::Array(values) = sites else {
            self.0.insert(SITES.to_owned(), sites);
            return Some(Vec::new());
        };
        let (mut sites, mut later) = (Vec::new(), Vec::new());
        for value in values {
            match Self::of(value.clone()).and_then(Self::site) {
                Some(site) => sites.push(site),
                None => later.push(value),
            }
        }
        if !later.is_empty() {
            self.0.insert(SITES.to_owned(), Value::Array(later));
        }
        Some(sites)
    }

    /// The site in the older member, from before accounts had several.
    fn enrolled(&mut self) -> Option<Vec<Site>> {
        let Some(mut enrolled) = self.optional(ENROLLED, Self::of)? else { return Some(Vec::new()) };
        let host = enrolled.required("host", string)?;
        let site = Site::of(&host);
        if !enrolled.0.is_empty() {
            // The rest of it is a later version's, so it stays. Once there are `sites`, it counts no more.
            enrolled.0.insert("host".to_owned(), host.into());
            self.0.insert(ENROLLED.to_owned(), Value::Object(mem::take(&mut enrolled.0)));
        }
        Some(vec![site])
    }

    /// The site with these members. None if there is an unknown one, which may narrow it.
    fn site(mut self) -> Option<Site> {
        let site = Site {
            host: self.required("host", string)?,
            port: self.optional("port", |value| value.as_u64()?.try_into().ok())?,
            exact: self.optional("exact", |value| value.as_bool())?.unwrap_or_default(),
        };
        self.0.is_empty().then_some(site)
    }

    fn picture(mut self) -> Option<Vec<u8>> {
        let file = self.required("file", string)?;
        base64::decode(&file).filter(|file| super::picture::file::is_picture(file))
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

    /// The account within another content.
    pub(super) fn kept(mut self, id: RecordId) -> Option<Entry> {
        let account = self.0.remove("kind").as_ref().and_then(Value::as_str) == Some(ACCOUNT);
        if account { self.account(id).and_then(limits::entry) } else { None }
    }

    /// How codes are made. None if there is an unknown member, which may change the codes.
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

/// The fields that the user chose. None if one has an unknown member.
fn fields(value: Value) -> Option<Vec<ChosenField>> {
    let Value::Array(values) = value else { return None };
    let field = |value| {
        let mut members = Members::of(value)?;
        let mut text = |name| members.required(name, string);
        let (host, kind, name) = (text("host")?, text("kind")?, text("name")?);
        let (id, label) = (text("id")?, text("label")?);
        let despite = members.optional(DESPITE, |value| value.as_bool())?.unwrap_or_default();
        members.0.is_empty().then_some(ChosenField { host, kind, name, id, label, despite })
    };
    values.into_iter().map(field).collect()
}

fn field_value(field: &ChosenField) -> Value {
    let ChosenField { host, kind, name, id, label, despite } = field;
    let texts = [("host", host), ("kind", kind), ("name", name), ("id", id), ("label", label)];
    let mut members = object(texts.map(|(name, text)| (name, text.as_str().into())));
    if *despite {
        members.insert(DESPITE.to_owned(), true.into());
    }
    Value::Object(members)
}

pub(super) fn site_value(site: &Site) -> Value {
    let Site { host, port, exact } = site;
    let mut members = object([("host", host.as_str().into())]);
    if let Some(port) = port {
        members.insert("port".to_owned(), u64::from(*port).into());
    }
    if *exact {
        members.insert("exact".to_owned(), true.into());
    }
    Value::Object(members)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads an account with these further members, and returns how they are written back.
    fn again(members: &str) -> String {
        let known = r#""created":7,"issuer":"","kind":"account","name":"","position":1,"scheme":{"kind":"steam"},"secret":"AQ""#;
        let text = format!("{{{known}{}{members}}}", if members.is_empty() { "" } else { "," });
        let Content::Account(entry) = read(RecordId::of_hash(&[1; 32]), text.as_bytes()) else {
            return "unreadable".to_owned();
        };
        let written: serde_json::Value = serde_json::from_slice(&account(&entry)).unwrap();
        let plain: serde_json::Value = serde_json::from_str(&format!("{{{known}}}")).unwrap();
        let mut written = written.as_object().unwrap().clone();
        written.retain(|name, _| plain.get(name).is_none());
        serde_json::Value::Object(written).to_string()
    }

    #[test]
    fn what_is_written_is_what_was_read() {
        for same in [
            "{}",
            r#"{"hidden":true}"#,
            r#"{"icon":"aws"}"#,
            r#"{"fields":[{"host":"a.example","id":"","kind":"text","label":"Answer","name":"a"}]}"#,
            r#"{"fields":[{"despite":true,"host":"a.example","id":"","kind":"text","label":"A","name":"a"}]}"#,
            // A later version's field, which this version can't look for.
            r#"{"fields":[{"host":"a.example","id":"","kind":"text","label":"","name":"a","path":"/"}]}"#,
            r#"{"later":{"a":[1.50]},"submit":true}"#,
            r#"{"note":"two\nlines","pinned":true,"tags":["a","b"],"uses":12}"#,
            r#"{"sites":[{"host":"a.example"},{"exact":true,"host":"acme.okta.com"},{"host":"localhost","port":3000}]}"#,
            // A later version's: kept, but no site for us.
            r#"{"sites":[{"host":"a.example"},{"host":"b.example","path":"/login"},"*.example"]}"#,
            r#"{"sites":[{"host":"a.example","port":70000}]}"#,
            r#"{"hidden":7,"icon":{"set":"later"},"sites":{"a.example":1},"submit":"twice","uses":-1.5}"#,
        ] {
            assert_eq!(again(same.strip_prefix('{').unwrap().strip_suffix('}').unwrap()), same);
        }
    }

    #[test]
    fn the_one_site_of_old_is_a_site() {
        for (old, new) in [
            (r#""enrolled":{"host":"a.example"}"#, r#"{"sites":[{"host":"a.example"}]}"#),
            (
                r#""enrolled":{"by":1,"host":"a.example"}"#,
                r#"{"enrolled":{"by":1,"host":"a.example"},"sites":[{"host":"a.example"}]}"#,
            ),
            // The site was removed since.
            (
                r#""enrolled":{"by":1,"host":"a.example"},"sites":[]"#,
                r#"{"enrolled":{"by":1,"host":"a.example"},"sites":[]}"#,
            ),
            (r#""enrolled":{"by":1}"#, "unreadable"),
        ] {
            assert_eq!(again(old), new, "{old}");
        }
    }
}
