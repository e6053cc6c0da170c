//! Aegis's vault, which most other apps can read. The app takes a header as plain only if `slots`
//! and `params` are both null, and requires scrypt's N to be 2^15.

use std::collections::BTreeMap;

use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use tandem_core::{
    Entropy,
    account::Account,
    base32,
    otp::{Algorithm, Scheme},
};

use super::{Lack, WriteError, is_small, lacks_beside};
use crate::{Request, cipher, kdf};

const N: u64 = 1 << 15;

pub(super) fn lacks(account: &Account) -> Vec<Lack> {
    match &account.scheme {
        Scheme::Hotp { counter, .. } if !is_small(*counter) => vec![Lack::Account],
        _ => lacks_beside(account, &[Lack::Note, Lack::Tags, Lack::Pinned]),
    }
}

pub(super) fn write(
    accounts: &[&Account],
    _: &Request<'_>,
    entropy: &mut dyn Entropy,
) -> Result<Vec<u8>, WriteError> {
    let file = json!({
        "version": 1,
        "header": { "slots": null, "params": null },
        "db": db(accounts, entropy),
    });
    Ok(file.to_string().into_bytes())
}

pub(super) fn sealed(
    accounts: &[&Account],
    request: &Request<'_>,
    entropy: &mut dyn Entropy,
) -> Result<Vec<u8>, WriteError> {
    let passphrase = request.passphrase().map_err(|_| WriteError::NoPassphrase)?;
    let (mut master, mut salt) = ([0; 32], [0; 32]);
    entropy.fill(&mut master);
    entropy.fill(&mut salt);
    let key = kdf::scrypt_key(passphrase.as_bytes(), &salt, [N, 8, 1]);
    let (wrapped, key_params) = seal(&*key, &master, entropy);
    let db = db(accounts, entropy).to_string();
    let (db, params) = seal(&master, db.as_bytes(), entropy);
    let file = json!({
        "version": 1,
        "header": {
            "slots": [{
                "type": 1,
                "uuid": uuid(entropy),
                "key": hex(&wrapped),
                "key_params": key_params,
                "n": N,
                "r": 8,
                "p": 1,
                "salt": hex(&salt),
                "repaired": true,
                "is_backup": false,
            }],
            "params": params,
        },
        "db": Base64::encode_string(&db),
    });
    Ok(file.to_string().into_bytes())
}

/// The ciphertext, with nonce and tag separate.
fn seal(key: &[u8], plain: &[u8], entropy: &mut dyn Entropy) -> (Vec<u8>, Value) {
    let mut nonce = [0; 12];
    entropy.fill(&mut nonce);
    let mut sealed = cipher::seal_aes_gcm(key, &nonce, plain);
    let tag = sealed.split_off(plain.len());
    (sealed, json!({ "nonce": hex(&nonce), "tag": hex(&tag) }))
}

fn db(accounts: &[&Account], entropy: &mut dyn Entropy) -> Value {
    let groups = groups(accounts, entropy);
    let entries: Vec<Value> = accounts.iter().map(|account| entry(account, &groups, uuid(entropy))).collect();
    let groups: Vec<Value> =
        groups.iter().map(|(name, uuid)| json!({ "uuid": uuid, "name": name })).collect();
    json!({ "version": 3, "entries": entries, "groups": groups, "icons_optimized": true })
}

fn entry(account: &Account, groups: &BTreeMap<&str, String>, uuid: String) -> Value {
    let secret = base32::encode(&account.secret);
    let mut info = json!({ "secret": secret.as_str() });
    let mut put =
        |name: &str, value: Value| drop(info.as_object_mut().map(|info| info.insert(name.into(), value)));
    let kind = match &account.scheme {
        Scheme::Totp { algorithm, digits, period } => {
            put("algo", hash(*algorithm).into());
            put("digits", digits.get().into());
            put("period", period.seconds().into());
            "totp"
        }
        Scheme::Hotp { algorithm, digits, counter } => {
            put("algo", hash(*algorithm).into());
            put("digits", digits.get().into());
            put("counter", (*counter).into());
            "hotp"
        }
        Scheme::Steam => {
            put("algo", "SHA1".into());
            put("digits", 5.into());
            put("period", 30.into());
            "steam"
        }
        Scheme::Motp { pin } => {
            put("algo", "MD5".into());
            put("digits", 6.into());
            put("period", 10.into());
            put("pin", String::from_utf8_lossy(pin.expose()).into());
            "motp"
        }
        Scheme::Yandex { pin } => {
            put("algo", "SHA256".into());
            put("digits", 8.into());
            put("period", 30.into());
            put("pin", String::from_utf8_lossy(pin.expose()).into());
            "yandex"
        }
    };
    let own = account.tags.iter().filter_map(|tag| groups.get(tag.as_str()));
    json!({
        "type": kind,
        "uuid": uuid,
        "name": account.name,
        "issuer": account.issuer,
        "note": account.note,
        "favorite": account.pinned,
        "icon": null,
        "info": info,
        "groups": own.collect::<Vec<_>>(),
    })
}

/// An id for each tag.
pub(super) fn groups<'a>(accounts: &[&'a Account], entropy: &mut dyn Entropy) -> BTreeMap<&'a str, String> {
    let mut groups = BTreeMap::new();
    for tag in accounts.iter().flat_map(|account| &account.tags) {
        groups.entry(tag.as_str()).or_insert_with(|| uuid(entropy));
    }
    groups
}

pub(super) fn hash(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Sha1 => "SHA1",
        Algorithm::Sha256 => "SHA256",
        Algorithm::Sha512 => "SHA512",
    }
}

fn hex(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(bytes)
}

/// A random UUID (RFC 9562, version 4).
pub(super) fn uuid(entropy: &mut dyn Entropy) -> String {
    let mut bytes = [0_u8; 16];
    entropy.fill(&mut bytes);
    let [_, _, _, _, _, _, version, _, variant, ..] = &mut bytes;
    *version = *version & 0x0f | 0x40;
    *variant = *variant & 0x3f | 0x80;
    let text = hex(&bytes);
    let parts =
        [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| text.get(part).unwrap_or_default().to_owned());
    parts.join("-")
}
