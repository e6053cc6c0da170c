//! Aegis: `{"version", "header": {"slots", "params"}, "db"}`, plain or sealed with AES-256-GCM under a
//! master key that each password slot wraps by scrypt.

use std::collections::BTreeMap;

use serde_json::Value;
use zeroize::Zeroizing;

use crate::{
    Content, Error, Import, Refusal, Request, cipher, content,
    draft::{Draft, Key, Kind},
    json::{base64, flag, hex, index, list, number, pin, text, time, word},
};

/// A slot that a password opens; others belong to a phone's sensor.
const PASSWORD: u64 = 1;

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content
        .json()
        .is_some_and(|file| file.get("header").is_some_and(Value::is_object) && file.get("db").is_some())
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let file = content.json().ok_or(Error::BROKEN)?;
    let db = file.get("db").ok_or(Error::BROKEN)?;
    let Some(sealed) = db.as_str() else { return entries(db, request) };
    let header = file.get("header").ok_or(Error::BROKEN)?;
    let key = master_key(header, request)?;
    let plain =
        open(&key, header.get("params"), base64(sealed).ok_or(Error::BROKEN)?)?.ok_or(Error::BROKEN)?;
    let plain = std::str::from_utf8(&plain).map_err(|_| Error::BROKEN)?;
    entries(&content::parse(plain)?, request)
}

/// The master key, from the first slot that the passphrase opens.
fn master_key(header: &Value, request: &Request<'_>) -> Result<Zeroizing<Vec<u8>>, Error> {
    let mut slots =
        list(header, "slots").iter().filter(|slot| number(slot, "type").get() == Some(PASSWORD)).peekable();
    // The others open with a fingerprint, on the phone alone.
    let lone = if list(header, "slots").is_empty() { Error::BROKEN } else { Refusal::Device.into() };
    slots.peek().ok_or(lone)?;
    let passphrase = request.passphrase()?;
    for slot in slots {
        let parameter = |name| number(slot, name).get().ok_or(Error::BROKEN);
        let parameters = [parameter("n")?, parameter("r")?, parameter("p")?];
        let key = request.scrypt::<32>(passphrase.as_bytes(), &hex(slot, "salt")?, parameters)?;
        if let Some(master) = open(&*key, slot.get("key_params"), hex(slot, "key")?)? {
            return Ok(master);
        }
    }
    Err(Error::wrong_passphrase())
}

/// Opens what is sealed; nonce and tag stand apart from it.
fn open(
    key: &[u8],
    parameters: Option<&Value>,
    mut sealed: Vec<u8>,
) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
    let parameters = parameters.ok_or(Error::BROKEN)?;
    sealed.extend_from_slice(&hex(parameters, "tag")?);
    Ok(cipher::aes_gcm(key, &hex(parameters, "nonce")?, &sealed, b""))
}

fn entries(db: &Value, request: &Request<'_>) -> Result<Import, Error> {
    if number(db, "version").get().is_some_and(|version| version > 3) {
        return Err(Refusal::Later.into());
    }
    let entries = db.get("entries").and_then(Value::as_array).ok_or(Error::BROKEN)?;
    let mut import = Import::new(request.now);
    let groups = index(list(db, "groups"), "uuid");
    for entry in entries {
        import.add(draft(entry, &groups));
    }
    Ok(import)
}

fn draft<'a>(entry: &'a Value, groups: &BTreeMap<&str, &'a Value>) -> Draft<'a> {
    let info = entry.get("info").unwrap_or(&Value::Null);
    let kind = Kind::named(word(entry, "type"));
    // MD5 is mOTP's; where another type names it, Aegis itself takes SHA-1.
    let algorithm = word(info, "algo");
    Draft {
        secret: Key::Base32(text(info, "secret")),
        issuer: text(entry, "issuer"),
        name: text(entry, "name"),
        algorithm: if algorithm.eq_ignore_ascii_case("MD5") { "" } else { algorithm },
        digits: number(info, "digits"),
        period: number(info, "period"),
        counter: number(info, "counter"),
        pin: pin(info),
        note: text(entry, "note"),
        tags: tags(entry, groups),
        pinned: flag(entry, "favorite"),
        last_used: time(entry, "last_used"),
        kind,
        ..Draft::default()
    }
}

/// Names of groups: by id since version 3 of the database, by the name itself before.
fn tags<'a>(entry: &'a Value, groups: &BTreeMap<&str, &'a Value>) -> Vec<&'a str> {
    let named = |id: &str| groups.get(id).map(|group| text(group, "name"));
    let ids = list(entry, "groups").iter().filter_map(Value::as_str);
    ids.filter_map(named).chain([text(entry, "group")]).collect()
}

#[cfg(test)]
mod tests {
    use tandem_core::otp::Scheme;

    use super::*;
    use crate::Why;

    fn plain(entries: &str, groups: &str) -> String {
        format!(
            r#"{{"version":1,"header":{{"slots":null,"params":null}},
                "db":{{"version":3,"entries":[{entries}],"groups":[{groups}]}}}}"#
        )
    }

    #[test]
    fn an_entry_with_all_it_can_have() {
        let entry = r#"{"type":"totp","uuid":"1","name":"ana","issuer":"Acme","note":"one\ntwo","favorite":true,
            "icon":null,"info":{"secret":"MZXW6YTBOI","algo":"SHA256","digits":8,"period":60},"groups":["g2","none"]}"#;
        let file = plain(entry, r#"{"uuid":"g1","name":"Home"},{"uuid":"g2","name":"Work"}"#);
        let import = crate::read(file.as_bytes(), &Request::new(5)).unwrap();
        assert_eq!(import.format, "aegis");
        let account = &import.candidates[0].account;
        assert_eq!((account.issuer.as_str(), account.name.as_str()), ("Acme", "ana"));
        assert_eq!((account.note.as_str(), account.pinned), ("one\ntwo", true));
        assert_eq!(account.tags, ["Work"]);
        assert_eq!(account.secret.expose(), b"foobar");
        assert!(
            matches!(account.scheme, Scheme::Totp { digits, period, .. } if digits.get() == 8 && period.seconds() == 60)
        );
    }

    #[test]
    fn one_bad_entry_does_not_spoil_the_others() {
        let bad = r#"{"type":"totp","name":"a","issuer":"b","info":{"secret":"1","digits":6,"period":30}}"#;
        let good =
            r#"{"type":"steam","name":"a","issuer":"b","info":{"secret":"MY","digits":5,"period":30}}"#;
        let import = crate::read(plain(&format!("{bad},{good}"), "").as_bytes(), &Request::new(5)).unwrap();
        assert_eq!(import.candidates.len(), 1);
        assert_eq!((import.refused[0].name.as_str(), import.refused[0].place), ("b: a", 0));
        assert!(matches!(import.refused[0].why, Why::Secret(_)));
    }

    #[test]
    fn costly_slots_are_refused() {
        let file = r#"{"version":1,"header":{"slots":[{"type":1,"n":1073741824,"r":8,"p":1,"salt":"00","key":"00",
            "key_params":{"nonce":"00","tag":"00"}}],"params":{"nonce":"00","tag":"00"}},"db":"AAAA"}"#;
        let request = Request::new(5).with_passphrase("test");
        let refused = crate::read(file.as_bytes(), &request).err();
        assert_eq!(refused, Some(Refusal::TooMuchMemory { mebibytes: 1 << 20 }.into()));
        assert_eq!(
            crate::read(file.as_bytes(), &Request::new(5)).err(),
            Some(Error::NeedsPassphrase { app: "Aegis" })
        );
    }
}
