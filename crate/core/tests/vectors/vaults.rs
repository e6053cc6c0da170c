//! Vaults of every format there ever was still open. Read natively and in the browser alike.

use serde::Deserialize;
use tandem_core::vault::{Entry, Header, RecoveryCode, Vault, VaultKey};

use crate::own;

const FILES: [(&str, usize); 9] = [
    (include_str!("../../../../tests/vectors/vault/trash.json"), 1),
    (include_str!("../../../../tests/vectors/vault/backup.json"), 3),
    (include_str!("../../../../tests/vectors/vault/device.json"), 1),
    (include_str!("../../../../tests/vectors/vault/passphrases.json"), 13),
    (include_str!("../../../../tests/vectors/vault/recovery.json"), 1),
    (include_str!("../../../../tests/vectors/vault/passkey.json"), 1),
    (include_str!("../../../../tests/vectors/vault/later.json"), 1),
    (include_str!("../../../../tests/vectors/vault/rotated.json"), 4),
    (include_str!("../../../../tests/vectors/vault/picture.json"), 1),
];

/// A vault, one of its unlock methods, and its content.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    /// The vault key, in hexadecimal.
    key: String,
    passphrase: Option<String>,
    recovery: Option<String>,
    passkey: Option<Passkey>,
    accounts: Vec<Account>,
    #[serde(default)]
    unreadable: usize,
    #[serde(default)]
    alternates: usize,
    /// How many accounts show a picture.
    #[serde(default)]
    pictures: usize,
    /// What can be undeleted.
    #[serde(default)]
    trash: Vec<Account>,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Passkey {
    credential: String,
    output: String,
}

#[derive(Deserialize, Debug, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Account {
    issuer: String,
    name: String,
    secret: String,
    scheme: String,
}

impl Account {
    fn of(entry: &Entry) -> Self {
        Self {
            issuer: entry.account.issuer.clone(),
            name: entry.account.name.clone(),
            secret: data_encoding::HEXLOWER.encode(entry.account.secret.expose()),
            scheme: format!("{:?}", entry.account.scheme),
        }
    }
}

pub(crate) fn open_for_ever() {
    for (file, count) in FILES {
        for row in own::rows::<Row>(file, count) {
            let vault =
                Vault::open(&row.text, key(&row)).unwrap_or_else(|error| panic!("{}: {error}", row.name));
            let accounts: Vec<Account> = vault.entries().into_iter().map(Account::of).collect();
            assert_eq!(accounts, row.accounts, "{}", row.name);
            let trash: Vec<Account> = vault.trash().iter().map(|it| Account::of(&it.entry)).collect();
            assert_eq!(trash, row.trash, "{}", row.name);
            assert_eq!(vault.unreadable(), row.unreadable, "{}", row.name);
            assert_eq!(vault.alternates().len(), row.alternates, "{}", row.name);
            let shown = |entry: &&Entry| vault.picture(&entry.account).is_some();
            let pictures = vault.entries().iter().filter(|entry| shown(entry)).count();
            assert_eq!(pictures, row.pictures, "{}", row.name);
            assert_eq!(vault.text(), row.text, "{}: written as it was read", row.name);
        }
    }
}

/// The row's unlock method must give the row's key.
fn key(row: &Row) -> VaultKey {
    let known = own::bytes(&row.key);
    let header = Header::read(&row.text).unwrap_or_else(|error| panic!("{}: {error}", row.name));
    let found = if let Some(passphrase) = &row.passphrase {
        header.unlock_by_passphrase(passphrase)
    } else if let Some(code) = &row.recovery {
        header.unlock_by_recovery(&RecoveryCode::parse(code).unwrap_or_else(|error| panic!("{error}")))
    } else if let Some(Passkey { credential, output }) = &row.passkey {
        header.unlock_by_passkey(&own::bytes(credential), &own::bytes(output))
    } else {
        Ok(VaultKey::from_bytes(known.clone().try_into().expect("32 bytes")))
    };
    let found = found.unwrap_or_else(|error| panic!("{}: {error}", row.name));
    assert_eq!(found.expose().as_slice(), known, "{}", row.name);
    found
}
