//! andOTP: a list of accounts, plain or sealed with AES-256-GCM; the key by PBKDF2 in newer versions, by one
//! SHA-256 of the password in old ones. Nothing marks a sealed file as what it is.

use serde_json::Value;
use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::{
    Content, Error, Import, Request, cipher, content,
    draft::Draft,
    json::{flat, list, text, time, word},
};

/// More rounds than any version wrote.
const MOST_ROUNDS: u32 = 1_000_000;
/// Rounds, salt, nonce and tag around the accounts.
const NEW: usize = 4 + 12 + 12 + 16;

pub(crate) fn detect(content: &Content<'_>) -> bool {
    match content.json() {
        Some(file) => file.as_array().is_some_and(|list| list.iter().any(is_entry)),
        None => content.text().is_none() && is_sealed(content.bytes()),
    }
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    match content.json() {
        Some(file) => entries(file, request),
        None => {
            let passphrase = request.passphrase()?.as_bytes();
            let plain = newer(content.bytes(), passphrase, request)?
                .or_else(|| cipher::aes_gcm_with_nonce(&Sha256::digest(passphrase), content.bytes(), b""))
                .ok_or(Error::wrong_passphrase())?;
            let plain = std::str::from_utf8(&plain).map_err(|_| Error::BROKEN)?;
            entries(&content::parse(plain)?, request)
        }
    }
}

fn is_entry(value: &Value) -> bool {
    // The first versions wrote little more than that.
    const OTHERS: [&str; 6] = ["thumbnail", "used_frequency", "last_used", "tags", "type", "period"];
    ["secret", "label"].iter().all(|member| value.get(member).is_some_and(Value::is_string))
        && OTHERS.iter().any(|member| value.get(member).is_some())
}

/// Bytes without any order, long enough for one account, are all that can be known.
fn is_sealed(bytes: &[u8]) -> bool {
    bytes.len() > 64 && !cipher::is_known(bytes) && cipher::looks_random(bytes)
}

fn newer(
    bytes: &[u8],
    passphrase: &[u8],
    request: &Request<'_>,
) -> Result<Option<zeroize::Zeroizing<Vec<u8>>>, Error> {
    let Some((rounds, rest)) = bytes.split_first_chunk::<4>() else { return Ok(None) };
    let rounds = u32::from_be_bytes(*rounds);
    if !(1..=MOST_ROUNDS).contains(&rounds) || bytes.len() < NEW {
        return Ok(None);
    }
    let Some((salt, rest)) = rest.split_at_checked(12) else { return Ok(None) };
    let key = request.pbkdf2::<Sha1, 32>(passphrase, salt, u64::from(rounds))?;
    Ok(cipher::aes_gcm_with_nonce(&*key, rest, b""))
}

fn entries(file: &Value, request: &Request<'_>) -> Result<Import, Error> {
    let mut import = Import::new(request.now);
    for entry in file.as_array().ok_or(Error::BROKEN)? {
        import.add(draft(entry));
    }
    Ok(import)
}

fn draft(entry: &Value) -> Draft<'_> {
    let (label, algorithm) = (text(entry, "label"), word(entry, "algorithm"));
    // Before there was a member for the issuer, it stood in the label.
    let (issuer, name) = match entry.get("issuer").and_then(Value::as_str) {
        Some(issuer) => (issuer, label),
        None => {
            let parts = label.split_once(" - ").or_else(|| label.split_once(':'));
            parts.map_or(("", label), |(issuer, name)| (issuer, bare(issuer, name)))
        }
    };
    Draft {
        issuer,
        name,
        // OTPClient writes the same list, with a name of its own for it.
        algorithm: if algorithm.is_empty() { word(entry, "algo") } else { algorithm },
        tags: list(entry, "tags").iter().filter_map(Value::as_str).collect(),
        last_used: time(entry, "last_used"),
        ..flat(entry, ["type", "issuer", "label"])
    }
}

/// The name without the issuer that some versions put in front of it a second time.
fn bare<'a>(issuer: &str, name: &'a str) -> &'a str {
    name.strip_prefix(issuer).and_then(|rest| rest.strip_prefix(':')).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_old_versions_are_taken_apart() {
        for (entry, issuer, name) in [
            (r#"{"secret":"MY","issuer":"Acme","label":"a - b","last_used":0}"#, "Acme", "a - b"),
            (r#"{"secret":"MY","label":"Acme - ana","last_used":0}"#, "Acme", "ana"),
            (r#"{"secret":"MY","label":"Acme - Acme:ana","last_used":0}"#, "Acme", "ana"),
            (r#"{"secret":"MY","label":"Acme:ana","last_used":0}"#, "Acme", "ana"),
            (r#"{"secret":"MY","label":"ana","last_used":0}"#, "", "ana"),
        ] {
            let import = crate::read(format!("[{entry}]").as_bytes(), &Request::new(5)).unwrap();
            assert_eq!(import.format, "andotp");
            let account = &import.candidates[0].account;
            assert_eq!((account.issuer.as_str(), account.name.as_str()), (issuer, name));
        }
    }

    #[test]
    fn a_picture_is_no_sealed_backup() {
        let picture = [b"\x89PNG\r\n\x1a\n".to_vec(), (0..=255).collect()].concat();
        assert_eq!(crate::read(&picture, &Request::new(5)).err(), Some(Error::Unknown));
    }
}
