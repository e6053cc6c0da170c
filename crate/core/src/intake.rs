//! Everything that may contain accounts: pasted, typed, dropped or scanned texts.
//!
//! [`read`] parses a text once, says what it is, and returns the accounts that can be added
//! directly. The vault knows how each compares with what is saved.

mod split;

pub use split::{uris, without_remark};

use crate::{
    account::Account,
    base32, json,
    otpauth::{self, ExportError, Unkept, Why},
    text,
};

/// What texts from outside are.
#[derive(Debug)]
pub enum Intake {
    /// Nothing visible.
    Empty,
    /// Key URIs, codes of Google Authenticator's export, or both.
    Accounts(Accounts),
    /// The secret key of one account, without anything that names the account.
    Secret,
    /// A file with accounts in its own format.
    File(File),
    /// Something else, such as an address or a sentence.
    Other,
}

/// Accounts that were read, in order.
#[derive(Debug, Default)]
pub struct Accounts {
    /// Each has passed [`Account::validate`], and none is there twice.
    pub accounts: Vec<Account>,
    /// What looks like an account but isn't one.
    pub refused: Vec<Refused>,
    /// How many codes of an export were read, and how many it has; both 0 without an export.
    pub have: usize,
    /// See `have`.
    pub of: usize,
}

/// An account that can't be added.
#[derive(Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its name in the text, or its position, counted from 1, if it has no readable name.
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

/// The kind of a file, at first sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// A vault or a backup of Tandem's.
    Tandem,
    /// JSON, as most apps export.
    Json,
    /// A CSV table.
    Csv,
    /// XML.
    Xml,
}

/// The least length of a secret key in characters; anything shorter is a word.
const SECRET: usize = 16;

/// Says what texts are. `now` is when the accounts are made, Unix seconds.
///
/// # Errors
/// [`ExportError`], if codes of an export don't belong together.
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

/// The kind of file that a text is; none if it can't contain accounts.
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

/// Whether the first line names columns, one of them for keys.
fn is_table(text: &str) -> bool {
    /// What apps call the column with the key.
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

/// Whether a text is only a secret key: base32, in one piece or in groups as sites show it.
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
