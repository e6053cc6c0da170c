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
    entry::{Content, Entry, Trashed},
    foreign,
    history::HISTORY,
    id::RecordId,
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

/// The fields that a person chose.
pub(super) const FIELDS: &str = "fields";
/// Of a chosen field.
const DESPITE: &str = "despite";
pub(super) const TAGS: &str = "tags";
/// The one site of an account that was written before accounts had several.
const ENROLLED: &str = "enrolled";

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
            let entry = members.account(id).and_then(foreign::entry);
            entry.map_or(Content::Unreadable, |entry| Content::Account(Box::new(entry)))
        }
        Some(DELETED) => Content::Deleted(members.trashed(id).map(Box::new)),
        Some(ALTERNATE) => members.alternate(id).unwrap_or(Content::Unreadable),
        Some(PICTURE) => members.picture().map_or(Content::Unreadable, Content::Picture),
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

pub(super) fn is_account(content: &[u8]) -> bool {
    Members::read(content).is_some_and(|members| members.is_account())
}

/// The content of an account's record.
pub(super) fn account(entry: &Entry) -> Zeroizing<Vec<u8>> {
    members_of(entry).to_bytes()
}

pub(super) fn members_of(entry: &Entry) -> Members {
    let Entry { id: _, account, position, extra } = entry;
    // Taken apart in full: a field that is added and not written does not compile.
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
    // Beside what is left of the older member an empty list still says that there is none.
    let sites_said = !sites.is_empty() || members.0.contains_key(ENROLLED);
    let mut put = |name: &str, value: Value| drop(members.0.insert(name.to_owned(), value));
    put("kind", ACCOUNT.into());
    put("issuer", issuer.as_str().into());
    put("name", name.as_str().into());
    put("secret", secret_value(secret));
    put("scheme", scheme_value(scheme));
    put("created", (*created).into());
    put("position", (*position).into());
    // What is not there is not written: most accounts have little more than the above.
    let texts = [("label", label.as_deref()), ("icon", icon.as_deref()), ("note", Some(note.as_str()))];
    for (name, text) in texts {
        if let Some(text) = text.filter(|text| name != "note" || !text.is_empty()) {
            put(name, text.into());
        }
    }
    if sites_said {
        put(SITES, Value::Array(sites));
    }
    if let Some(last_used) = last_used {
        put("last_used", (*last_used).into());
    }
    if *uses > 0 {
        put("uses", (*uses).into());
    }
    if !tags.is_empty() {
        put(TAGS, Value::Array(tags.iter().map(|tag| tag.as_str().into()).collect()));
    }
    if !fields.is_empty() {
        put(FIELDS, Value::Array(fields.iter().map(field_value).collect()));
    }
    for (name, flag) in [("pinned", pinned), ("hidden", hidden), ("submit", submit)] {
        if *flag {
            put(name, true.into());
        }
    }
    members
}

/// The content of a picture's record.
pub(super) fn picture(file: &[u8]) -> Zeroizing<Vec<u8>> {
    Members(object([("kind", PICTURE.into()), ("file", base64::encode(file).into())])).to_bytes()
}

/// What of a content a person made: without what follows from mere use, its place in the list among it.
pub(super) fn essence(content: &[u8]) -> Zeroizing<Vec<u8>> {
    without(content, &["position", "last_used", "uses", HISTORY])
}

/// What of a content decides between two: without what is united where they meet. Two contents that
/// differ in no more are not worth two records.
pub(super) fn identity(content: &[u8]) -> Zeroizing<Vec<u8>> {
    without(content, &["position", "last_used", "uses", TAGS, SITES, FIELDS, ENROLLED, HISTORY])
}

/// The same with its place and its last use, which come from the one that wins.
pub(super) fn identity_in_place(content: &[u8]) -> Zeroizing<Vec<u8>> {
    without(content, &["uses", TAGS, SITES, FIELDS, ENROLLED, HISTORY])
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

/// Gives a content what of another one of the same account only rises, where that is higher: the counter,
/// below which the site takes none, and the number of uses.
pub(super) fn count_on(content: &mut Zeroizing<Vec<u8>>, other: &[u8]) {
    let (Some(mut ours), Some(mut theirs)) = (Members::read(content), Members::read(other)) else { return };
    // Written in the new way wherever two meet: so it does not matter which two met first.
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
    if ours.is_account() && theirs.is_account() && ours.uses() < theirs.uses() {
        ours.0.insert("uses".to_owned(), theirs.uses().into());
        raised = true;
    }
    if raised {
        *content = ours.to_bytes();
    }
}

/// Gives a content this counter, where it has a lower one.
pub(super) fn raise_counter(content: &mut Zeroizing<Vec<u8>>, to: u64) {
    let Some(mut members) = Members::read(content) else { return };
    if let Some(digits) = members.counter()
        && digits.parse().is_ok_and(|counter: u64| counter < to)
    {
        *digits = to.to_string();
        *content = members.to_bytes();
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
    /// The digits of an HOTP account's counter, also of one in the trash, or beside the list.
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

    fn uses(&self) -> u64 {
        self.0.get("uses").and_then(Value::as_u64).unwrap_or_default()
    }

    pub(super) fn list(&self, name: &str) -> Vec<Value> {
        match self.0.get(name) {
            Some(Value::Array(values)) => values.clone(),
            _ => Vec::new(),
        }
    }

    /// The sites as they are written, also where there is one of the older member.
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

    /// The account whose members these are; what is left over afterwards is kept beside it.
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

    /// The sites; those that this version does not understand in full are left over.
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

    /// The site of an account that was written before accounts had several.
    fn enrolled(&mut self) -> Option<Vec<Site>> {
        let Some(mut enrolled) = self.optional(ENROLLED, Self::of)? else { return Some(Vec::new()) };
        let host = enrolled.required("host", string)?;
        let site = Site::of(&host);
        if !enrolled.0.is_empty() {
            // Kept for whoever wrote the rest of it; it means nothing once sites are written.
            enrolled.0.insert("host".to_owned(), host.into());
            self.0.insert(ENROLLED.to_owned(), Value::Object(mem::take(&mut enrolled.0)));
        }
        Some(vec![site])
    }

    /// A member that this version does not know may narrow the site: then it is none.
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
        base64::decode(&file).filter(|file| super::picture::is_picture(file))
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
        if account { self.account(id).and_then(foreign::entry) } else { None }
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

/// None where a later version knows more of one of them.
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

    /// What an account's record is written as after it was read; its own members alone.
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
            // A later version's field, which this one does not find again.
            r#"{"fields":[{"host":"a.example","id":"","kind":"text","label":"","name":"a","path":"/"}]}"#,
            r#"{"later":{"a":[1.50]},"submit":true}"#,
            r#"{"note":"two\nlines","pinned":true,"tags":["a","b"],"uses":12}"#,
            r#"{"sites":[{"host":"a.example"},{"exact":true,"host":"acme.okta.com"},{"host":"localhost","port":3000}]}"#,
            // A later version's: kept, and no site of ours.
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
            // Its site was taken away since.
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
