//! Stratum, once Authenticator Pro: `{"Authenticators": […], "Categories": […]}`, plain, or sealed in one of two
//! ways behind a name. Its lists and pages of key URIs are read as such.

use std::collections::BTreeMap;

use serde_json::Value;
use sha1::Sha1;
use zeroize::Zeroizing;

use crate::{
    Content, Error, Import, Request, cipher, content,
    draft::{Draft, Key, Kind, Number},
    json::{index, list, number, text},
    kdf::Argon2,
};

const STRONG: &[u8] = b"AUTHENTICATORPRO";
const LEGACY: &[u8] = b"AuthenticatorPro";
/// The app's own; no file names them.
const DERIVED: Argon2 = Argon2::id(65_536, 3, 4);
const LEGACY_ROUNDS: u64 = 64_000;

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.bytes().starts_with(STRONG)
        || content.bytes().starts_with(LEGACY)
        || content.json().is_some_and(|file| file.get("Authenticators").is_some_and(Value::is_array))
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    if let Some(file) = content.json() {
        return Ok(entries(file, request));
    }
    let plain = decrypt(content.bytes(), request)?;
    let plain = std::str::from_utf8(&plain).map_err(|_| Error::wrong_passphrase())?;
    Ok(entries(&content::parse(plain)?, request))
}

fn decrypt(bytes: &[u8], request: &Request<'_>) -> Result<Zeroizing<Vec<u8>>, Error> {
    let passphrase = request.passphrase()?.as_bytes();
    let opened = if let Some(rest) = bytes.strip_prefix(STRONG) {
        let (salt, sealed) = rest.split_at_checked(16).ok_or(Error::BROKEN)?;
        let key = request.argon2(&DERIVED, passphrase, salt, 32)?;
        cipher::aes_gcm_with_nonce(&key, sealed, b"")
    } else {
        let rest = bytes.strip_prefix(LEGACY).ok_or(Error::BROKEN)?;
        let (salt, rest) = rest.split_at_checked(20).ok_or(Error::BROKEN)?;
        let (iv, sealed) = rest.split_at_checked(16).ok_or(Error::BROKEN)?;
        let key = request.pbkdf2::<Sha1, 32>(passphrase, salt, LEGACY_ROUNDS)?;
        cipher::aes_cbc(&*key, iv, sealed)
    };
    opened.ok_or(Error::wrong_passphrase())
}

pub(crate) fn entries(file: &Value, request: &Request<'_>) -> Import {
    let mut import = Import::new(request.now);
    let categories = index(list(file, "Categories"), "Id");
    let mut tags: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    // Categories are bound to secrets.
    for bound in list(file, "AuthenticatorCategories") {
        if let Some(category) = categories.get(text(bound, "CategoryId")) {
            tags.entry(text(bound, "AuthenticatorSecret")).or_default().push(text(category, "Name"));
        }
    }
    for entry in list(file, "Authenticators") {
        import.add(draft(entry, &tags));
    }
    import
}

fn draft<'a>(entry: &'a Value, tags: &BTreeMap<&str, Vec<&'a str>>) -> Draft<'a> {
    let secret = text(entry, "Secret");
    let kind = match number(entry, "Type").get() {
        Some(1) => Kind::Hotp,
        Some(2) => Kind::Totp,
        Some(3) => Kind::Motp,
        Some(4) => Kind::Steam,
        Some(5) => Kind::Yandex,
        _ => Kind::Other(entry.get("Type").map(ToString::to_string).unwrap_or_default()),
    };
    Draft {
        secret: if kind == Kind::Motp { Key::Hex(secret) } else { Key::Base32(secret) },
        issuer: text(entry, "Issuer"),
        name: text(entry, "Username"),
        algorithm: match number(entry, "Algorithm") {
            Number::Absent | Number::Is(0) => "",
            Number::Is(1) => "SHA256",
            Number::Is(2) => "SHA512",
            Number::Is(_) => "unknown",
            Number::Odd(_) => text(entry, "Algorithm"),
        },
        digits: number(entry, "Digits"),
        period: number(entry, "Period"),
        counter: number(entry, "Counter"),
        pin: Some(text(entry, "Pin").as_bytes().to_vec()),
        tags: tags.get(secret).cloned().unwrap_or_default(),
        icon: text(entry, "Icon"),
        kind,
        ..Draft::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_become_tags() {
        let file = br#"{"Authenticators":[{"Type":2,"Icon":"acme","Issuer":"Acme","Username":"ana","Secret":"MY","Algorithm":1,
            "Digits":6,"Period":30,"Counter":0}],"Categories":[{"Id":"1","Name":"Work"}],
            "AuthenticatorCategories":[{"CategoryId":"1","AuthenticatorSecret":"MY"}]}"#;
        let import = crate::read(file, &Request::new(5)).unwrap();
        assert_eq!(import.candidates[0].account.tags, ["Work"]);
    }

    #[test]
    fn an_unknown_type_is_named() {
        let file = br#"{"Authenticators":[{"Type":9,"Issuer":"Acme","Secret":"MY"}]}"#;
        let import = crate::read(file, &Request::new(5)).unwrap();
        assert_eq!(import.refused[0].why.to_string(), "codes of the type \u{201c}9\u{201d} cannot be made");
    }
}
