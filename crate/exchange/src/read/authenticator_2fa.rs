//! The browser extension *2FA Authenticator* (authenticator-2fa): a vault sealed with AES-256-GCM under PBKDF2.
//! What it exports plain is a list of key URIs.

use sha2::Sha256;

use crate::{
    Content, Error, Import, Refusal, Request, cipher, content,
    draft::Draft,
    json::{base64, flag, flat, list, number, text, time},
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
        let (created, pinned) = (time(entry, "createdAt"), flag(entry, "pinned"));
        import.add(Draft { created, pinned, ..flat(entry, ["type", "issuer", "label"]) });
    }
    Ok(import)
}

#[cfg(test)]
mod tests {
    use base64ct::{Base64, Encoding};

    use super::*;

    #[test]
    fn pins_are_kept() {
        let request = Request::new(5).with_passphrase("long words");
        let key = request.pbkdf2::<Sha256, 32>(b"long words", b"salt", 9).unwrap();
        let vault = br#"{"accounts":[{"id":"1","issuer":"Acme","label":"ana","secret":"MZXW6YTBOI","type":"totp","algorithm":
            "SHA-256","digits":8,"period":60,"counter":0,"pinned":true,"createdAt":"2025-05-08T08:48:19.000Z"}]}"#;
        let sealed = Base64::encode_string(&cipher::seal_aes_gcm(&*key, &[7; 12], vault));
        let [iv, salt] = [&[7; 12][..], b"salt"].map(Base64::encode_string);
        let file = format!(
            r#"{{"app":"2fa-authenticator","version":1,"vault":{{"version":1,
            "kdf":{{"name":"PBKDF2","hash":"SHA-256","iterations":9,"salt":"{salt}"}},
            "cipher":{{"name":"AES-GCM","iv":"{iv}","data":"{sealed}"}}}}}}"#
        );
        let account = &crate::read(file.as_bytes(), &request).unwrap().candidates[0].account;
        assert_eq!((account.pinned, account.created), (true, 1_746_694_099));
        assert_eq!(account.scheme.to_string(), "TOTP, SHA-256, 8, 60 s");
    }
}
