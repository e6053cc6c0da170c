//! The browser extension *2FA Authenticator* (authenticator-2fa): a vault sealed with AES-256-GCM under PBKDF2.
//! What it exports plain is a list of key URIs.

use sha2::Sha256;

use crate::{
    Content, Error, Import, Refusal, Request, cipher, content,
    draft::Draft,
    json::{base64, flat, list, number, text, time},
};

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.json().is_some_and(|file| text(file, "app") == "2fa-authenticator" && file.get("vault").is_some())
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let file = content.json().ok_or(Error::BROKEN)?;
    if number(file, "version").get().is_some_and(|version| version > 1) {
        return Err(Refusal::Later.into());
    }
    let part = |part: &str| file.get("vault").and_then(|vault| vault.get(part)).ok_or(Error::BROKEN);
    let (kdf, sealed) = (part("kdf")?, part("cipher")?);
    let bytes = |value, member| base64(text(value, member)).ok_or(Error::BROKEN);
    let rounds = number(kdf, "iterations").get().ok_or(Error::BROKEN)?;
    let key = request.pbkdf2::<Sha256, 32>(request.passphrase()?.as_bytes(), &bytes(kdf, "salt")?, rounds)?;
    let plain = cipher::aes_gcm(&*key, &bytes(sealed, "iv")?, &bytes(sealed, "data")?, b"");
    let plain = plain.ok_or(Error::wrong_passphrase())?;
    let vault = content::parse(std::str::from_utf8(&plain).map_err(|_| Error::BROKEN)?)?;
    let mut import = Import::new(request.now);
    for entry in list(&vault, "accounts") {
        let created = time(entry, "createdAt");
        import.add(Draft { created, ..flat(entry, ["type", "issuer", "label"]) });
    }
    Ok(import)
}
