//! 2FAS: `{"services": […], "schemaVersion": 1 to 4}`; encrypted, the services are AES-256-GCM under PBKDF2,
//! while the names of the groups stay in the clear.

use std::collections::BTreeMap;

use serde_json::Value;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{
    Content, Error, Import, Refusal, Request, cipher, content,
    draft::{Draft, Key, Kind, Number},
    json::{base64, index, list, number, text, word},
    uri,
};

/// The app's own; no file names it.
const ROUNDS: u64 = 10_000;

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.json().is_some_and(|file| {
        let services = file.get("services").and_then(Value::as_array);
        let versioned = file.get("schemaVersion").is_some();
        !text(file, "servicesEncrypted").is_empty()
            || services.is_some_and(|services| versioned || services.first().is_some_and(is_service))
    })
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let file = content.json().ok_or(Error::BROKEN)?;
    if number(file, "schemaVersion").get().is_some_and(|version| version > 4) {
        return Err(Refusal::Later.into());
    }
    match text(file, "servicesEncrypted") {
        "" => Ok(services(list(file, "services"), file, request)),
        sealed => {
            let opened = decrypt(sealed, text(file, "reference"), request)?;
            let opened = std::str::from_utf8(&opened).map_err(|_| Error::BROKEN)?;
            let opened = content::parse(opened)?;
            Ok(services(opened.as_array().ok_or(Error::BROKEN)?, file, request))
        }
    }
}

/// Opens the services. The reference, sealed with the same key, tells a wrong passphrase from a broken file.
fn decrypt(services: &str, reference: &str, request: &Request<'_>) -> Result<Zeroizing<Vec<u8>>, Error> {
    if let Some(plain) = open(services, request)? {
        return Ok(plain);
    }
    let known = !reference.is_empty() && open(reference, request)?.is_some();
    Err(if known { Error::BROKEN } else { Error::wrong_passphrase() })
}

/// Opens `ciphertext:salt:nonce`, each in base64.
fn open(sealed: &str, request: &Request<'_>) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
    let parts: Option<Vec<Vec<u8>>> = sealed.split(':').map(base64).collect();
    let Some([sealed, salt, nonce]) = parts.as_deref() else { return Err(Error::BROKEN) };
    let key = request.pbkdf2::<Sha256, 32>(request.passphrase()?.as_bytes(), salt, ROUNDS)?;
    Ok(cipher::aes_gcm(&*key, nonce, sealed, b""))
}

fn is_service(value: &Value) -> bool {
    value.get("secret").is_some_and(Value::is_string) && value.get("otp").is_some()
}

fn services(services: &[Value], file: &Value, request: &Request<'_>) -> Import {
    let mut import = Import::new(request.now);
    let groups = index(list(file, "groups"), "id");
    for service in services {
        let otp = service.get("otp").unwrap_or(&Value::Null);
        let linked = uri::parse(text(otp, "link"), request.now).ok();
        let label = text(otp, "label");
        let label = label.split_once(':').map_or(label, |(_, name)| name.trim());
        let linked = linked.as_ref().map_or(label, |account| &account.name);
        import.add(draft(service, otp, linked, &groups));
    }
    import
}

/// `linked` is the account name in the key URI that the service was made from, or in its label.
fn draft<'a>(
    service: &'a Value,
    otp: &'a Value,
    linked: &'a str,
    groups: &BTreeMap<&str, &'a Value>,
) -> Draft<'a> {
    let group = Some(text(service, "groupId")).filter(|id| !id.is_empty()).and_then(|id| groups.get(id));
    Draft {
        kind: Kind::named(word(otp, "tokenType")),
        secret: Key::Base32(text(service, "secret")),
        issuer: first([text(otp, "issuer"), text(service, "name")]),
        name: first([text(otp, "account"), linked]),
        algorithm: word(otp, "algorithm"),
        digits: number(otp, "digits").if_not_zero(),
        period: number(otp, "period").if_not_zero(),
        counter: match number(otp, "counter") {
            // The link had none: the app begins with 1.
            Number::Absent => Number::Is(1),
            counter => counter,
        },
        tags: group.map(|group| text(group, "name")).into_iter().collect(),
        ..Draft::default()
    }
}

/// The first of two texts that says something.
fn first([one, other]: [&str; 2]) -> &str {
    if one.trim().is_empty() { other } else { one }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_one(service: &str) -> crate::Candidate {
        let file =
            format!(r#"{{"services":[{service}],"groups":[{{"id":"g","name":"Work"}}],"schemaVersion":4}}"#);
        let mut import = crate::read(file.as_bytes(), &Request::new(5)).unwrap();
        assert_eq!(import.refused, []);
        import.candidates.remove(0)
    }

    #[test]
    fn names_come_from_wherever_they_are() {
        for (service, issuer, name) in [
            (r#"{"name":"Acme","secret":"MY","otp":{"issuer":"Inc","account":"ana"}}"#, "Inc", "ana"),
            (r#"{"name":"Acme","secret":"MY","otp":{"issuer":null,"account":""}}"#, "Acme", ""),
            (
                r#"{"name":"Acme","secret":"MY","otp":{"link":"otpauth://totp/Acme:bob?secret=MY","account":""}}"#,
                "Acme",
                "bob",
            ),
            (r#"{"name":"Acme","secret":"MY","otp":{"label":"Acme:cy"}}"#, "Acme", "cy"),
            (r#"{"name":"Acme","secret":"MY"}"#, "Acme", ""),
        ] {
            let candidate = read_one(service);
            assert_eq!((candidate.account.issuer.as_str(), candidate.account.name.as_str()), (issuer, name));
        }
    }

    #[test]
    fn without_a_counter_the_app_begins_with_one() {
        for (counter, expected) in [(r#""counter":null"#, 1), (r#""digits":6"#, 1), (r#""counter":0"#, 0)] {
            let service = format!(r#"{{"name":"a","secret":"MY","otp":{{"tokenType":"HOTP",{counter}}}}}"#);
            let scheme = read_one(&service).account.scheme;
            assert!(
                matches!(scheme, tandem_core::otp::Scheme::Hotp { counter, .. } if counter == expected),
                "{service}"
            );
        }
    }

    #[test]
    fn a_group_becomes_a_tag() {
        let candidate = read_one(r#"{"name":"Acme","secret":"MY","otp":{},"groupId":"g"}"#);
        assert_eq!(candidate.account.tags, ["Work"]);
    }
}
