//! Proton Authenticator: `{"version", "entries": [{"content": {"uri", "entry_type", "name"}, "note"}]}`, plain or
//! sealed with AES-256-GCM under Argon2id.

use serde_json::Value;
use tandem_core::account::Field;

use crate::{
    Content, Error, Import, Refusal, Request, cipher, content,
    fit::Fitting,
    json::{base64, list, number, text},
    kdf::Argon2,
    read::key_uris,
};

/// The app's own; no file names them.
const DERIVED: Argon2 = Argon2::id(19_456, 2, 1);
const BOUND: &[u8] = b"proton.authenticator.export.v1";

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.json().is_some_and(|file| {
        let sealed = file.get("version").is_some()
            && ["salt", "content"].iter().all(|member| file.get(member).is_some_and(Value::is_string));
        sealed
            || list(file, "entries")
                .iter()
                .any(|entry| entry.get("content").is_some_and(|content| content.get("uri").is_some()))
    })
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let file = content.json().ok_or(Error::BROKEN)?;
    if number(file, "version").get().is_some_and(|version| version > 1) {
        return Err(Refusal::Later.into());
    }
    if file.get("entries").is_some() {
        return Ok(entries(file, request));
    }
    let part = |name| base64(text(file, name)).ok_or(Error::BROKEN);
    let (salt, sealed) = (part("salt")?, part("content")?);
    let key = request.argon2(&DERIVED, request.passphrase()?.as_bytes(), &salt, 32)?;
    let plain = cipher::aes_gcm_with_nonce(&key, &sealed, BOUND).ok_or(Error::wrong_passphrase())?;
    let plain = std::str::from_utf8(&plain).map_err(|_| Error::BROKEN)?;
    Ok(entries(&content::parse(plain)?, request))
}

fn entries(file: &Value, request: &Request<'_>) -> Import {
    let mut import = Import::new(request.now);
    for entry in list(file, "entries") {
        let content = entry.get("content").unwrap_or(&Value::Null);
        let name = text(content, "name");
        key_uris::add_with(text(content, "uri"), name, &mut import, request, &mut |candidate| {
            let (account, mut fitting) = (&mut candidate.account, Fitting::default());
            let name = fitting.line(Field::Name, name);
            // A Steam URI has no room for a name.
            if account.name.is_empty() {
                account.name = name;
            }
            account.note = fitting.note(text(entry, "note"));
            candidate.cut.extend(fitting.cut);
        });
    }
    import
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cut_as_others_are() {
        let long = "x".repeat(5_000);
        let file = format!(
            r#"{{"version":1,"entries":[{{"content":{{"uri":"steam://MY","name":"{long}"}},"note":"{long}"}}]}}"#
        );
        let candidate = crate::read(file.as_bytes(), &Request::new(5)).unwrap().candidates.remove(0);
        assert_eq!(candidate.cut, [Field::Name, Field::Note]);
        assert!(candidate.account.validate().is_ok());
    }
}
