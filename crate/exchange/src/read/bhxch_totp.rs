//! The app and extension *TOTP* of bhxch: `{"entries": […], "groups": […]}`, plain, or encrypted with AES-256-GCM by
//! a random key, which is itself encrypted by one from Argon2id.

use serde_json::Value;

use crate::{
    Content, Error, Import, Refusal, Request, cipher, content,
    draft::{Draft, Key, Kind},
    json::{base64, flag, index, list, number, text, time, word},
    kdf::Argon2,
};

pub(crate) fn detect(content: &Content<'_>) -> bool {
    let entry = |entry: &Value| {
        ["uuid", "secret", "label", "groupIds"].iter().all(|member| entry.get(member).is_some())
    };
    content.json().is_some_and(|file| {
        (file.get("wrappedDek").is_some() && file.get("ciphertext").is_some())
            || list(file, "entries").iter().any(entry)
    })
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let file = content.json().ok_or(Error::BROKEN)?;
    if file.get("wrappedDek").is_none() {
        return Ok(entries(file, request));
    }
    if number(file, "v").get() != Some(2) {
        return Err(Refusal::Later.into());
    }
    let kdf = file.get("kdf").ok_or(Error::BROKEN)?;
    let cost = |name, usual| number(kdf, name).get().unwrap_or(usual);
    let argon2 = Argon2::id(cost("m", 65_536), cost("t", 3), cost("p", 1));
    let bytes = |value, member| base64(text(value, member)).ok_or(Error::BROKEN);
    let outer = request.argon2(&argon2, request.passphrase()?.as_bytes(), &bytes(kdf, "salt")?, 32)?;
    let key = cipher::aes_gcm(&outer, &bytes(file, "wrapNonce")?, &bytes(file, "wrappedDek")?, b"");
    let key = key.ok_or(Error::wrong_passphrase())?;
    let plain = cipher::aes_gcm(&key, &bytes(file, "dataNonce")?, &bytes(file, "ciphertext")?, b"");
    let plain = plain.ok_or(Error::BROKEN)?;
    let vault = content::parse(std::str::from_utf8(&plain).map_err(|_| Error::BROKEN)?)?;
    Ok(entries(&vault, request))
}

fn entries(vault: &Value, request: &Request<'_>) -> Import {
    let mut import = Import::new(request.now);
    let named = index(list(vault, "groups"), "id");
    for entry in list(vault, "entries") {
        let groups = list(entry, "groupIds").iter().filter_map(Value::as_str);
        import.add(Draft {
            kind: Kind::named(word(entry, "type")),
            secret: Key::Base32(text(entry, "secret")),
            issuer: text(entry, "issuer"),
            name: text(entry, "label"),
            algorithm: word(entry, "algorithm"),
            digits: number(entry, "digits"),
            period: number(entry, "period"),
            counter: number(entry, "counter"),
            note: text(entry, "note"),
            tags: groups.filter_map(|id| named.get(id)).map(|group| text(group, "name")).collect(),
            pinned: flag(entry, "pinned"),
            created: time(entry, "createdAt"),
            ..Draft::default()
        });
    }
    import
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_become_tags() {
        let file = br#"{"version":1,"entries":[{"uuid":"1","type":"totp","issuer":"Acme","label":"ana","secret":"MY","algorithm":
            "SHA1","digits":6,"period":30,"groupIds":["g"],"order":0,"createdAt":1746694099000}],"groups":[{"id":"g","name":"Work"}]}"#;
        let account = &crate::read(file, &Request::new(5)).unwrap().candidates[0].account;
        assert_eq!((account.tags.clone(), account.created), (vec!["Work".to_owned()], 1_746_694_099));
    }
}
