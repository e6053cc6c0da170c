//! The app and extension *TOTP* of bhxch: `{"entries": […], "groups": […]}`, plain, or encrypted with AES-256-GCM by
//! a random key, which is itself encrypted by one from Argon2id. Since its second version, groups are called tags:
//! <https://github.com/bhxch/totp>, read on 2026-11-30.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    Content, Error, Import, Refusal, Request, cipher, content,
    draft::Draft,
    json::{base64, flag, flat, index, list, number, text, time},
    kdf::Argon2,
};

/// Groups in the file and in an entry, by version.
const GROUPS: [(&str, &str); 2] = [("groups", "groupIds"), ("tags", "tagIds")];

pub(crate) fn detect(content: &Content<'_>) -> bool {
    let entry = |entry: &Value| {
        ["uuid", "secret", "label"].iter().all(|member| entry.get(member).is_some())
            && GROUPS.iter().any(|(_, ids)| entry.get(ids).is_some())
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

fn entries<'a>(vault: &'a Value, request: &Request<'_>) -> Import {
    let mut import = Import::new(request.now);
    let named = GROUPS.map(|(groups, ids)| (index(list(vault, groups), "id"), ids));
    for entry in list(vault, "entries") {
        let of = |(groups, ids): &(BTreeMap<&str, &'a Value>, &str)| {
            let ids = list(entry, ids).iter().filter_map(Value::as_str);
            ids.filter_map(|id| groups.get(id)).map(|group| text(group, "name")).collect::<Vec<_>>()
        };
        import.add(Draft {
            note: text(entry, "note"),
            tags: named.iter().flat_map(of).collect(),
            pinned: flag(entry, "pinned"),
            created: time(entry, "createdAt"),
            ..flat(entry, ["type", "issuer", "label"])
        });
    }
    import
}

#[cfg(test)]
mod tests {
    use tandem_core::otp::Scheme;

    use super::*;

    #[test]
    fn groups_become_tags() {
        let file = br#"{"version":1,"entries":[{"uuid":"1","type":"totp","issuer":"Acme","label":"ana","secret":"MY","algorithm":
            "SHA1","digits":6,"period":30,"groupIds":["g"],"order":0,"createdAt":1746694099000}],"groups":[{"id":"g","name":"Work"}]}"#;
        let account = &crate::read(file, &Request::new(5)).unwrap().candidates[0].account;
        assert_eq!((account.tags.clone(), account.created), (vec!["Work".to_owned()], 1_746_694_099));
    }

    #[test]
    fn the_second_version_has_tags_and_pins() {
        let file = br#"{"version":2,"entries":[{"uuid":"1","type":"yandex","issuer":"Yandex","label":"ana","secret":
            "MFRGGZDFMZTWQ2LKNNWG23TPOA","algorithm":"SHA256","digits":8,"period":30,"pin":"5239","tagIds":["t"],"order":0,
            "createdAt":1746694099000,"updatedAt":1746694099000}],"tags":[{"id":"t","name":"Work"}],"updatedAt":1}"#;
        let import = crate::read(file, &Request::new(5)).unwrap();
        let account = &import.candidates[0].account;
        assert_eq!((import.format, account.tags.clone()), ("bhxch-totp", vec!["Work".to_owned()]));
        assert!(matches!(&account.scheme, Scheme::Yandex { pin } if pin.expose() == b"5239"));
    }
}
