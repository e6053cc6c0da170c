//! Everything that may hold accounts: what was pasted, typed, dropped or scanned.
//!
//! It is looked at once. [`read`] says what it is, and gives the accounts that can be taken from it right
//! away; how each stands to what is saved, the vault knows.

mod split;

use crate::{
    account::Account,
    base32, json,
    otpauth::{self, ExportError, Unkept, Why},
    text,
};

/// What texts from elsewhere are.
#[derive(Debug)]
pub enum Intake {
    /// Nothing that can be seen.
    Empty,
    /// Key URIs, codes of Google Authenticator's export, or both.
    Accounts(Accounts),
    /// The secret key of one account, and nothing that says of which.
    Secret,
    /// A file that has accounts in a form of its own.
    File(File),
    /// Something else: an address, a sentence.
    Other,
}

/// Accounts that were read, in their order.
#[derive(Debug, Default)]
pub struct Accounts {
    /// Each has passed [`Account::validate`]; none is there twice.
    pub accounts: Vec<Account>,
    /// What looks like an account and is none.
    pub refused: Vec<Refused>,
    /// How many codes of an export there are, and how many it has; both 0 without an export.
    pub have: usize,
    /// See `have`.
    pub of: usize,
}

/// An account that cannot be taken.
#[derive(Debug, PartialEq, Eq)]
pub struct Refused {
    /// What it is called there; its place, counted from 1, where it has no name that can be read.
    pub name: String,
    /// What is wrong with it.
    pub why: Wrong,
}

/// What is wrong with an account that was read.
#[derive(Debug, PartialEq, Eq)]
pub enum Wrong {
    /// A Key URI.
    Uri(otpauth::Error),
    /// An account of an export.
    Entry(Why),
}

/// A file, as far as its first look tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// A vault or a backup of Tandem's.
    Tandem,
    /// JSON, as most apps export.
    Json,
    /// A table.
    Csv,
    /// XML.
    Xml,
}

/// A secret key has as many characters at least: shorter ones are words.
const SECRET: usize = 16;

/// Says what texts are. `now` is when the accounts are made, Unix seconds.
///
/// # Errors
/// [`ExportError`], where codes of an export are among them that do not go together.
pub fn read(texts: &[&str], now: u64) -> Result<Intake, ExportError> {
    if texts.iter().all(|text| text.chars().all(text::is_blank)) {
        return Ok(Intake::Empty);
    }
    if let [text] = texts {
        if let Some(file) = file(text) {
            return Ok(Intake::File(file));
        }
        if is_secret(text) {
            return Ok(Intake::Secret);
        }
    }
    let uris: Vec<String> = texts.iter().flat_map(|text| split::uris(text)).collect();
    let (exports, keys): (Vec<&str>, Vec<&str>) =
        uris.iter().map(String::as_str).partition(|uri| otpauth::is_export(uri));
    if exports.is_empty() && keys.is_empty() {
        return Ok(Intake::Other);
    }
    let mut read = Accounts::default();
    if !exports.is_empty() {
        let exported = otpauth::gather(&exports, now)?;
        (read.have, read.of) = (exported.have, exported.of);
        exported.accounts.into_iter().for_each(|account| read.put(account));
        let refused = |Unkept { name, why }| Refused { name, why: Wrong::Entry(why) };
        read.refused.extend(exported.refused.into_iter().map(refused));
    }
    for (place, uri) in (1_usize..).zip(keys) {
        match otpauth::parse(uri, now) {
            Ok(account) => read.put(account),
            Err(error) => {
                let name = otpauth::label(uri).unwrap_or_else(|| place.to_string());
                read.refused.push(Refused { name, why: Wrong::Uri(error) });
            }
        }
    }
    Ok(Intake::Accounts(read))
}

impl Accounts {
    fn put(&mut self, account: Account) {
        let same = |other: &Account| {
            other.secret.same_as(&account.secret)
                && other.scheme.same_codes(&account.scheme)
                && (&other.issuer, &other.name) == (&account.issuer, &account.name)
        };
        if !self.accounts.iter().any(same) {
            self.accounts.push(account);
        }
    }
}

/// What kind of file a text is; none where it is none that may hold accounts.
fn file(text: &str) -> Option<File> {
    let text = text.trim_matches(text::is_blank);
    if text.starts_with(['{', '[']) {
        let members = json::members(text);
        let tandem = |name: &&str| members.as_ref().is_ok_and(|members| members.contains_key(*name));
        if ["format", "vault", "slots", "records"].iter().all(tandem) {
            return Some(File::Tandem);
        }
        let whole = members.is_ok() || json::elements(text, |_| {}).is_ok();
        return whole.then_some(File::Json);
    }
    if text.starts_with("<?xml") || text.starts_with("<map>") || text.starts_with("<KeePassFile") {
        return Some(File::Xml);
    }
    is_table(text).then_some(File::Csv)
}

/// Whether the first line names columns, one of them a key's.
fn is_table(text: &str) -> bool {
    /// What apps call the column of the key.
    const KEYS: [&str; 8] =
        ["secret", "totp", "otp", "otpauth", "login_totp", "otpsecret", "secretkey", "otpurl"];
    let mut lines = text.lines();
    let Some(first) = lines.next() else { return false };
    let separator = if first.contains(';') && !first.contains(',') { ';' } else { ',' };
    let name = |column: &str| -> String {
        column
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
            .flat_map(char::to_lowercase)
            .collect()
    };
    let columns: Vec<String> = first.split(separator).map(name).collect();
    columns.len() > 1
        && lines.next().is_some()
        && columns.iter().any(|column| KEYS.contains(&column.as_str()))
}

/// Whether a text is a secret key alone: base32, in one piece or in groups as sites show them.
fn is_secret(text: &str) -> bool {
    let text = text.trim_matches(text::is_blank);
    let seen = |group: &str| group.chars().filter(|c| !text::is_blank(*c)).count();
    let groups: Vec<usize> = text.split([' ', '-']).map(seen).filter(|length| *length > 0).collect();
    let [first, between @ ..] = groups.as_slice() else { return false };
    let even = between.iter().rev().skip(1).all(|length| length == first)
        && between.last().is_none_or(|last| last <= first);
    let letters = text.chars().map(text::narrow).filter(char::is_ascii_alphanumeric).count();
    even && letters >= SECRET && text.lines().count() == 1 && base32::decode(text).is_ok()
}

#[cfg(test)]
mod tests;
