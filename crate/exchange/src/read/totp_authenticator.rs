//! TOTP Authenticator (BinaryBoot): Android's preferences, or base64 of AES-256-CBC under one SHA-256 of the
//! password, with the JSON list as the name of a JSON object's only member.

use sha2::{Digest, Sha256};

use crate::{
    Content, Error, Import, Request, cipher, content,
    draft::{Draft, Key},
    json::{base64, flag, number, text},
    preferences,
};

const CODES: &str = "STATIC_TOTP_CODES_LIST";

pub(crate) fn detect(content: &Content<'_>) -> bool {
    if content.preferences().iter().any(|(name, _)| name == CODES) {
        return true;
    }
    // Nothing marks it: text that is base64 of whole blocks without any order.
    let Some(text) = content.text().filter(|text| text.len() > 100) else { return false };
    base64(text).is_some_and(|sealed| sealed.len() % 16 == 0 && cipher::looks_random(&sealed))
        && !text.trim().contains(char::is_whitespace)
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let codes = preferences::value(content, CODES);
    if !codes.is_empty() {
        return entries(codes, request);
    }
    let sealed = base64(content.text().unwrap_or_default()).ok_or(Error::BROKEN)?;
    let key = Sha256::digest(request.passphrase()?);
    let plain = cipher::aes_cbc(&key, &[0; 16], &sealed).ok_or(Error::wrong_passphrase())?;
    let plain = std::str::from_utf8(&plain).map_err(|_| Error::wrong_passphrase())?;
    let file = content::parse(plain).map_err(|_| Error::wrong_passphrase())?;
    let list = file.as_object().and_then(|file| file.keys().next()).ok_or(Error::BROKEN)?;
    entries(list, request)
}

fn entries(list: &str, request: &Request<'_>) -> Result<Import, Error> {
    let list = content::parse(list)?;
    let mut import = Import::new(request.now);
    for entry in list.as_array().ok_or(Error::BROKEN)? {
        let key = text(entry, "key");
        import.add(Draft {
            secret: if number(entry, "base").get() == Some(16) { Key::Hex(key) } else { Key::Base32(key) },
            issuer: text(entry, "issuer"),
            name: text(entry, "name"),
            digits: number(entry, "digits"),
            period: number(entry, "period"),
            pinned: flag(entry, "isFavorite"),
            ..Draft::default()
        });
    }
    Ok(import)
}
