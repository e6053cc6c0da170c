//! Ente Auth's encrypted export: libsodium's secretstream, one message, under Argon2id. The plain one is a list
//! of key URIs.

use serde_json::Value;

use crate::{
    Content, Error, Import, Refusal, Request, cipher,
    json::{base64, number, text},
    kdf::Argon2,
    read::key_uris,
};

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.json().is_some_and(|file| {
        file.get("kdfParams").is_some_and(Value::is_object) && file.get("encryptedData").is_some()
    })
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let file = content.json().ok_or(Error::BROKEN)?;
    if number(file, "version").get().is_some_and(|version| version > 1) {
        return Err(Refusal::Later.into());
    }
    let parameters = file.get("kdfParams").ok_or(Error::BROKEN)?;
    let parameter = |name| number(parameters, name).get().ok_or(Error::BROKEN);
    let part = |value, name| base64(text(value, name)).ok_or(Error::BROKEN);
    let argon2 = Argon2::id(parameter("memLimit")? >> 10, parameter("opsLimit")?, 1);
    let sealed = part(file, "encryptedData")?;
    let header = part(file, "encryptionNonce")?;
    let salt = part(parameters, "salt")?;
    let key = request.argon2(&argon2, request.passphrase()?.as_bytes(), &salt, 32)?;
    let plain = cipher::secretstream(&key, &header, &sealed).ok_or(Error::wrong_passphrase())?;
    let plain = std::str::from_utf8(&plain).map_err(|_| Error::BROKEN)?;
    key_uris::read(&Content::new(plain.as_bytes()), request)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_memory_than_a_gibibyte_is_refused() {
        let file = br#"{"version":1,"kdfParams":{"memLimit":2147483648,"opsLimit":4,"salt":"AAAAAAAAAAAAAAAAAAAAAA=="},
            "encryptedData":"AAAA","encryptionNonce":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#;
        let refused = crate::read(file, &Request::new(5).with_passphrase("x")).err();
        assert_eq!(refused, Some(Refusal::TooMuchMemory { mebibytes: 2_048 }.into()));
    }
}
