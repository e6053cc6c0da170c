//! Steam: a maFile (Steam Desktop Authenticator, steamguard-cli), ArchiSteamFarm's `.db`, the Android app's file,
//! and an encrypted maFile beside its `manifest.json`.
//!
//! Only the shared secret and the account's name are read. The rest could confirm trades and take over
//! the account, so it stays in the file.

use serde_json::Value;
use sha1::Sha1;
use zeroize::Zeroizing;

use crate::{
    Content, Error, Import, Refusal, Request, cipher, content,
    draft::{Draft, Key, Kind},
    json::{base64, list, text},
    kdf::Argon2,
};

/// PBKDF2 rounds of Steam Desktop Authenticator.
const ROUNDS: u64 = 50_000;
/// Argon2's parameters in steamguard-cli: <https://github.com/dyc3/steamguard-cli>, read on 2026-11-29.
const DERIVED: Argon2 = Argon2::id(62_500, 3, 4);

pub(crate) fn detect(content: &Content<'_>) -> bool {
    match content.json() {
        Some(file) => accounts(file).next().is_some() || is_manifest(file),
        None => content.text().is_some_and(is_sealed),
    }
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let mut import = Import::new(request.now);
    let opened;
    let file = match content.json() {
        Some(file) => file,
        None => {
            opened = decrypt(content.text().ok_or(Error::BROKEN)?, request)?;
            &opened
        }
    };
    accounts(file).for_each(|account| import.add(draft(account)));
    Ok(import)
}

/// The file is one account, or an object of several by their ids, or has one among a bot's other data.
fn accounts(file: &Value) -> impl Iterator<Item = &Value> {
    let within = file.get("accounts").and_then(Value::as_object);
    let each = within.into_iter().flat_map(|accounts| accounts.values());
    std::iter::once(file)
        .chain(file.get("_MobileAuthenticator"))
        .chain(each)
        .filter(|account| account.get("shared_secret").is_some())
}

fn is_manifest(file: &Value) -> bool {
    list(file, "entries").iter().any(|entry| {
        entry.get("filename").is_some() && ["steamid", "steam_id"].iter().any(|id| entry.get(id).is_some())
    })
}

/// Whether a text may be an encrypted maFile: only base64, and whole AES blocks.
fn is_sealed(text: &str) -> bool {
    let text = text.trim();
    text.len() >= 300 && base64(text).is_some_and(|sealed| sealed.len() % 16 == 0)
}

/// Decrypts a maFile with whichever entry of the manifest fits, since its name may have changed.
fn decrypt(sealed: &str, request: &Request<'_>) -> Result<Value, Error> {
    let sealed = base64(sealed).ok_or(Error::BROKEN)?;
    let manifests: Vec<Value> = request
        .companions()
        .iter()
        .filter_map(|(_, bytes)| content::parse(&content::decode(bytes)?).ok())
        .filter(is_manifest)
        .collect();
    if manifests.is_empty() {
        return Err(Error::NeedsCompanion { name: "manifest.json" });
    }
    let passphrase = request.passphrase()?;
    let mut later = false;
    for entry in manifests.iter().flat_map(|manifest| list(manifest, "entries")) {
        // steamguard-cli stores both in an object, and has two key derivations.
        let newer = entry.get("encryption").filter(|newer| newer.is_object());
        let [iv, salt] = ["iv", "salt"].map(|name| match newer {
            Some(newer) => base64(text(newer, name)),
            None => base64(text(entry, &format!("encryption_{name}"))),
        });
        let (Some(iv), Some(salt)) = (iv, salt) else { continue };
        let key = match newer.map(|newer| text(newer, "scheme")) {
            Some("Argon2idAes256") => request.argon2(&DERIVED, passphrase.as_bytes(), &salt, 32)?,
            scheme => {
                later |= scheme.is_some_and(|scheme| !scheme.is_empty() && !scheme.starts_with("Legacy"));
                Zeroizing::new(request.pbkdf2::<Sha1, 32>(passphrase.as_bytes(), &salt, ROUNDS)?.to_vec())
            }
        };
        if let Some(account) = opened(&key, &iv, &sealed) {
            return Ok(account);
        }
    }
    Err(if later { Refusal::Later.into() } else { Error::wrong_passphrase() })
}

/// Nothing authenticates the file. If the result is an account, the key was right.
fn opened(key: &[u8], iv: &[u8], sealed: &[u8]) -> Option<Value> {
    let plain = cipher::aes_cbc(key, iv, sealed)?;
    let account = content::parse(std::str::from_utf8(&plain).ok()?).ok()?;
    account.get("shared_secret").is_some().then_some(account)
}

fn draft(account: &Value) -> Draft<'_> {
    Draft {
        kind: Kind::Steam,
        secret: base64(text(account, "shared_secret")).map_or(Key::Unreadable, Key::Bytes),
        issuer: "Steam",
        name: text(account, "account_name"),
        ..Draft::default()
    }
}

#[cfg(test)]
mod tests {
    use base64ct::{Base64, Encoding};
    use cbc::cipher::{BlockModeEncrypt, KeyIvInit, block_padding::Pkcs7};

    use super::*;

    #[test]
    fn either_form_gives_the_account_and_nothing_else() {
        let account = r#"{"shared_secret":"Zm9vYmFy","account_name":"ana","identity_secret":"x","revocation_code":"R1",
            "uri":"otpauth://totp/Steam:ana?secret=MY"}"#;
        for file in [account.to_owned(), format!(r#"{{"accounts":{{"765":{account}}}}}"#)] {
            let import = crate::read(file.as_bytes(), &Request::new(5)).unwrap();
            assert_eq!(import.candidates.len(), 1);
            let account = &import.candidates[0].account;
            assert_eq!((account.issuer.as_str(), account.name.as_str()), ("Steam", "ana"));
            assert_eq!(account.secret.expose(), b"foobar");
        }
    }

    #[test]
    fn a_bot_has_an_account_without_a_name() {
        let file = br#"{"BackingRefreshToken":"x","_MobileAuthenticator":{"identity_secret":"x","shared_secret":"Zm9vYmFy"}}"#;
        let import = crate::read(file, &Request::new(5)).unwrap();
        assert_eq!((import.format, import.candidates.len()), ("steam", 1));
        assert_eq!(import.candidates[0].account.secret.expose(), b"foobar");
    }

    #[test]
    fn both_ways_to_seal_one() {
        const NEWER: &str = r#"{"version":1,"entries":[{"filename":"1.maFile","steam_id":1,"encryption":{"scheme":"Argon2idAes256",
            "iv":"AAECAwQFBgcICQoLDA0ODw==","salt":"MDEyMzQ1Njc4OWFiY2RlZg=="}}]}"#;
        const OLDER: &str = r#"{"encrypted":true,"entries":[{"filename":"1.maFile","steamid":1,
            "encryption_iv":"AAECAwQFBgcICQoLDA0ODw==","encryption_salt":"MDEyMzQ1Njc="}]}"#;
        let account = format!(r#"{{"shared_secret":"Zm9vYmFy","account_name":"ana","x":"{:0500}"}}"#, 0);
        // The keys of "words", by Python's cryptography and hashlib.
        for (manifest, key) in [
            (NEWER, "e5ccfb0a10f41905d37ba111742a5d7ed7f934013c8c13a86356812471f3d6dc"),
            (OLDER, "cb290ac476562d4cbd478f7fe14b07cc0611b97f4226097c4e879fdfc49951cf"),
        ] {
            let key = base16ct::lower::decode_vec(key).unwrap();
            let iv: Vec<u8> = (0..16).collect();
            let cipher = cbc::Encryptor::<aes::Aes256>::new_from_slices(&key, &iv).unwrap();
            let sealed = cipher.encrypt_padded_vec::<Pkcs7>(account.as_bytes());
            let sealed = Base64::encode_string(&sealed);
            let companions = [("manifest.json", manifest.as_bytes())];
            let request = Request::new(5).with_companions(&companions).with_passphrase("words");
            let import = crate::read(sealed.as_bytes(), &request).unwrap();
            assert_eq!(import.candidates[0].account.secret.expose(), b"foobar", "{manifest}");
        }
    }

    #[test]
    fn an_encrypted_one_asks_for_its_manifest_and_then_for_the_passphrase() {
        let sealed = "AAAA".repeat(160);
        let alone = crate::read(sealed.as_bytes(), &Request::new(5)).err();
        assert_eq!(alone, Some(Error::NeedsCompanion { name: "manifest.json" }));
        let manifest =
            br#"{"entries":[{"encryption_iv":"AAAAAAAAAAAAAAAAAAAAAA==","encryption_salt":"AAAAAAAAAAA=",
            "filename":"1.maFile","steamid":1}]}"#;
        let companions = [("manifest.json", &manifest[..])];
        let request = Request::new(5).with_companions(&companions);
        assert_eq!(
            crate::read(sealed.as_bytes(), &request).err(),
            Some(Error::NeedsPassphrase { app: "Steam" })
        );
        let scheme =
            br#"{"entries":[{"encryption":{"scheme":"Next","iv":"AAAAAAAAAAAAAAAAAAAAAA==","salt":"AAAAAAAAAAA="},
            "filename":"1.maFile","steam_id":1}]}"#;
        for (manifest, expected) in
            [(&manifest[..], Error::WrongPassphrase { app: "Steam" }), (&scheme[..], Refusal::Later.into())]
        {
            let companions = [("manifest.json", manifest)];
            let request = Request::new(5).with_companions(&companions).with_passphrase("wrong");
            assert_eq!(crate::read(sealed.as_bytes(), &request).err(), Some(expected));
        }
        let request = request.with_passphrase("wrong");
        assert_eq!(
            crate::read(sealed.as_bytes(), &request).err(),
            Some(Error::WrongPassphrase { app: "Steam" })
        );
    }
}
