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
/// What the app takes where a person chose no password: <https://github.com/beemdevelopment/Aegis>, read on 2026-11-30.
const USUAL: &str = "TotpAuthenticator";

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
    let passphrase = request.passphrase();
    let key = Sha256::digest(passphrase.as_ref().unwrap_or(&USUAL));
    let wrong = || passphrase.clone().err().unwrap_or(Error::wrong_passphrase());
    let plain = cipher::aes_cbc(&key, &[0; 16], &sealed).ok_or_else(wrong)?;
    let plain = std::str::from_utf8(&plain).map_err(|_| wrong())?;
    let file = content::parse(plain).map_err(|_| wrong())?;
    let list = file.as_object().and_then(|file| file.keys().next()).ok_or(Error::BROKEN)?;
    entries(list, request)
}

fn entries(list: &str, request: &Request<'_>) -> Result<Import, Error> {
    let list = content::parse(list)?;
    let mut import = Import::new(request.now);
    for entry in list.as_array().ok_or(Error::BROKEN)? {
        let key = text(entry, "key");
        import.add(Draft {
            secret: match number(entry, "base").get() {
                Some(16) => Key::Hex(key),
                Some(64) => base64(key).map_or(Key::Unreadable, Key::Bytes),
                _ => Key::Base32(key),
            },
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

#[cfg(test)]
mod tests {
    use super::*;

    /// An account whose key is in base64, sealed with the usual password and with another, by Python's cryptography.
    const SEALED: [&str; 2] = [
        "74LhapuB2gnHU8viORNT5r0i3zT573LGQzMfcJdXb0294NANoxXEfTFzBI8ZyWXxHHRTjFlUnsouEwqt1H4yeXCKCARPWpg3\
            4zM0AqpVbKmCrB+iCwn4IMh/JAcBRhV9rz9eH4LfQgMbgpG5RqxLKzpik4GYG2GCMPQSEKhAdcU=",
        "Lzt/VyWbbkBPgTcdQo/DL5PPi9cZUDqGxMIvF2IL08R6purAqCOHCVN1scndjzZ0wFWPaHRAjcKc++NAmrdEkp0/voL5Xkgy\
            tSsPvNbmjAcZKEEINRffW3heyPRgK1ksHZAT2bU/WJ9YBb42W1p4GYBkbcPwpOzvDb8neAHP6uk=",
    ];

    #[test]
    fn without_a_password_the_usual_one_is_tried() {
        let [usual, own] = SEALED;
        let app = "TOTP Authenticator";
        for (file, passphrase, refused) in [
            (usual, None, None),
            (usual, Some("words"), Some(Error::WrongPassphrase { app })),
            (own, None, Some(Error::NeedsPassphrase { app })),
            (own, Some("words"), None),
        ] {
            let request = passphrase.into_iter().fold(Request::new(5), Request::with_passphrase);
            let import = crate::read(file.as_bytes(), &request);
            assert_eq!(import.as_ref().err(), refused.as_ref(), "{passphrase:?}");
            if let Ok(import) = import {
                assert_eq!(import.candidates[0].account.secret.expose(), b"foobar");
            }
        }
    }
}
