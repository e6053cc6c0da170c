//! The browser extension *Authenticator*: `{"<id>": {…}}`. There are three generations of encryption.
//! All use CryptoJS's encryption by passphrase, the first two for each secret, the third for each
//! account.
//!
//! | generation | the passphrase of a secret or an account |
//! |---|---|
//! | 1 | the user's |
//! | 2 | the bytes in `key.enc`, in hexadecimal; they are encrypted with the user's |
//! | 3 | Argon2id of the user's, in base64; a `Key` entry has the salt |

use std::borrow::Cow;

use base64ct::{Base64Unpadded, Encoding};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use tandem_core::{base32, sorted::sort};
use zeroize::Zeroizing;

use crate::{
    Content, Error, Import, Request, Why, cipher, content,
    draft::{Draft, Key, Kind, Number},
    json::{base64, flag, number, text, word},
    kdf::{Argon2, Phc},
};

/// Generation 3's parameters; no file contains them.
const DERIVED: Argon2 = Argon2::id(19_456, 2, 1);

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.json().and_then(Value::as_object).is_some_and(|file| file.values().any(is_entry))
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let file = content.json().and_then(Value::as_object).ok_or(Error::BROKEN)?;
    let mut entries: Vec<&Value> = file.values().filter(|value| is_entry(value) && !is_key(value)).collect();
    let index = |entry: &Value| number(entry, "index").get();
    sort(&mut entries, |one, other| index(one).cmp(&index(other)));
    let mut import = Import::new(request.now);
    let keys = Keys::derive(file, &entries, request)?;
    let mut opened = !entries.iter().any(|entry| is_sealed(entry));
    for entry in entries {
        match keys.open(entry) {
            Some(entry) => {
                opened |= matches!(entry, Cow::Owned(_));
                add(&entry, &mut import);
            }
            None => import.refuse(named(entry), Why::Sealed),
        }
    }
    if opened { Ok(import) } else { Err(Error::wrong_passphrase()) }
}

fn is_entry(value: &Value) -> bool {
    let typed = matches!(text(value, "dataType"), "OTPStorage" | "EncOTPStorage" | "Key");
    let old = value.get("secret").is_some_and(Value::is_string)
        && ["hash", "encrypted", "index"].iter().any(|member| value.get(member).is_some());
    typed || old
}

fn is_key(value: &Value) -> bool {
    text(value, "dataType") == "Key"
}

fn is_sealed(entry: &Value) -> bool {
    flag(entry, "encrypted") || text(entry, "dataType") == "EncOTPStorage"
}

fn named(entry: &Value) -> String {
    Draft { issuer: text(entry, "issuer"), name: text(entry, "account"), ..Draft::default() }.shown()
}

/// The passphrases that open entries.
#[derive(Default)]
struct Keys<'a> {
    /// For generation 3, by the id of the key.
    derived: Vec<(&'a str, String)>,
    /// For generations 1 and 2.
    secret: Option<String>,
}

impl<'a> Keys<'a> {
    fn derive(
        file: &'a Map<String, Value>,
        entries: &[&Value],
        request: &Request<'_>,
    ) -> Result<Self, Error> {
        let mut keys = Self::default();
        if !entries.iter().any(|entry| is_sealed(entry)) {
            return Ok(keys);
        }
        let passphrase = request.passphrase()?;
        for key in file.values().filter(|value| is_key(value)) {
            let derived =
                request.argon2(&DERIVED, passphrase.as_bytes(), text(key, "salt").as_bytes(), 32)?;
            let derived = Base64Unpadded::encode_string(&derived);
            verify(text(key, "hash"), &derived, request)?;
            keys.derived.push((text(key, "id"), derived));
        }
        // One version put it at the root of the file by mistake.
        let (enc, hash) = match file.get("key") {
            Some(key) => (text(key, "enc"), text(key, "hash")),
            None => (root(file, "enc"), root(file, "hash")),
        };
        keys.secret = Some(if enc.is_empty() {
            passphrase.to_owned()
        } else {
            let opened = cipher::crypto_js(enc, passphrase).ok_or(Error::wrong_passphrase())?;
            let opened = base16ct::lower::encode_string(&opened);
            verify(hash, &opened, request)?;
            opened
        });
        Ok(keys)
    }

    /// The entry with its secret decrypted; none if no key opens it.
    fn open<'e>(&self, entry: &'e Value) -> Option<Cow<'e, Value>> {
        if text(entry, "dataType") == "EncOTPStorage" {
            let id = text(entry, "keyId");
            let of_id = self.derived.iter().filter(|(known, _)| *known == id || self.derived.len() == 1);
            let plain = of_id
                .filter_map(|(_, key)| decrypt(text(entry, "data"), key))
                .find_map(|plain| content::parse(std::str::from_utf8(&plain).ok()?).ok());
            return plain.map(Cow::Owned);
        }
        if !flag(entry, "encrypted") {
            return Some(Cow::Borrowed(entry));
        }
        let plain = decrypt(text(entry, "secret"), self.secret.as_ref()?)?;
        // Nothing authenticates it. If the result isn't ASCII, the passphrase was wrong.
        let plain = std::str::from_utf8(&plain).ok().filter(|plain| !plain.is_empty() && plain.is_ascii())?;
        let mut entry = entry.clone();
        entry.as_object_mut()?.insert("secret".to_owned(), plain.into());
        Some(Cow::Owned(entry))
    }
}

/// CryptoJS's encryption, or AES-256-GCM, which came after it and has a mark.
fn decrypt(sealed: &str, key: &str) -> Option<Zeroizing<Vec<u8>>> {
    match sealed.strip_prefix("v4:") {
        Some(sealed) => cipher::aes_gcm_with_nonce(&Sha256::digest(key), &base64(sealed)?, b""),
        None => cipher::crypto_js(sealed, key),
    }
}

fn root<'a>(file: &'a Map<String, Value>, member: &str) -> &'a str {
    file.get(member).and_then(Value::as_str).unwrap_or_default()
}

/// Whether a key matches the hash in the file. Without a hash, decrypting decides.
fn verify(hash: &str, key: &str, request: &Request<'_>) -> Result<(), Error> {
    let Some(phc) = Phc::read(hash) else { return Ok(()) };
    let derived = request.argon2(&phc.argon2, key.as_bytes(), &phc.salt, phc.hash.len())?;
    if *derived == phc.hash { Ok(()) } else { Err(Error::wrong_passphrase()) }
}

/// The type that a number stands for, counted from 1.
fn numbered(number: u64, names: &[&'static str]) -> &'static str {
    let place = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    place.and_then(|place| names.get(place).copied()).unwrap_or("unknown")
}

fn add(entry: &Value, import: &mut Import) {
    let (prefixed, secret) = match text(entry, "secret") {
        secret if secret.starts_with("blz-") => ("battle", secret.get(4..)),
        secret if secret.starts_with("bliz-") => ("battle", secret.get(5..)),
        secret if secret.starts_with("stm-") => ("steam", secret.get(4..)),
        secret => ("", Some(secret)),
    };
    let kind = match number(entry, "type") {
        // Some versions write types as numbers.
        Number::Is(number) => numbered(number, &["totp", "hotp", "battle", "steam", "hex", "hhex"]),
        Number::Absent => "",
        Number::Odd(_) => text(entry, "type"),
    };
    let kind = if prefixed.is_empty() { &*kind.to_ascii_lowercase() } else { prefixed };
    let secret = secret.unwrap_or_default();
    // Older versions had no type for hexadecimal secrets.
    let hexadecimal = matches!(kind, "hex" | "hhex")
        || (base32::decode(secret).is_err()
            && !secret.is_empty()
            && secret.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let (issuer, site) = match text(entry, "issuer").split_once("::") {
        Some((issuer, site)) => (issuer, vec![site]),
        None => (text(entry, "issuer"), Vec::new()),
    };
    // The app ignores what the file says of them.
    let digits = if kind == "battle" { Number::Is(8) } else { number(entry, "digits").if_not_zero() };
    let algorithm = match number(entry, "algorithm") {
        Number::Is(number) => numbered(number, &["SHA1", "SHA256", "SHA512"]),
        Number::Absent | Number::Odd(_) => word(entry, "algorithm"),
    };
    import.add(Draft {
        kind: Kind::named(kind),
        secret: if hexadecimal { Key::Hex(secret) } else { Key::Base32(secret) },
        issuer,
        name: text(entry, "account"),
        algorithm,
        digits,
        period: number(entry, "period").if_not_zero(),
        counter: number(entry, "counter"),
        pinned: flag(entry, "pinned"),
        sites: site,
        ..Draft::default()
    });
}

#[cfg(test)]
mod tests {
    use tandem_core::otp::Scheme;

    use super::*;

    fn only(entry: &str) -> crate::Candidate {
        let file = format!(r#"{{"0":{entry}}}"#);
        let mut import = crate::read(file.as_bytes(), &Request::new(5)).unwrap();
        assert_eq!(import.format, "authenticator-extension");
        import.candidates.remove(0)
    }

    #[test]
    fn every_type_by_name_by_number_and_by_prefix() {
        for (entry, secret, expected) in [
            (r#"{"hash":"0","type":"totp","secret":"MZXW6YTBOI"}"#, "foobar", "Totp 6"),
            (r#"{"hash":"0","type":1,"secret":"MZXW6YTBOI"}"#, "foobar", "Totp 6"),
            (r#"{"hash":"0","type":2,"secret":"MZXW6YTBOI","counter":3}"#, "foobar", "Hotp 3"),
            (r#"{"hash":"0","type":"battle","secret":"MZXW6YTBOI"}"#, "foobar", "Totp 8"),
            (r#"{"hash":"0","type":"battle","secret":"MZXW6YTBOI","digits":6}"#, "foobar", "Totp 8"),
            (r#"{"hash":"0","type":4,"secret":"MZXW6YTBOI"}"#, "foobar", "Steam"),
            (r#"{"hash":"0","type":"hex","secret":"666f6f"}"#, "foo", "Totp 6"),
            (r#"{"hash":"0","type":6,"secret":"666F6F","counter":9}"#, "foo", "Hotp 9"),
            (r#"{"hash":"0","type":"totp","secret":"bliz-MZXW6YTBOI"}"#, "foobar", "Totp 8"),
            (r#"{"hash":"0","secret":"stm-MZXW6YTBOI"}"#, "foobar", "Steam"),
            (r#"{"hash":"0","secret":"666f6f31"}"#, "foo1", "Totp 6"),
        ] {
            let account = only(entry).account;
            assert_eq!(account.secret.expose(), secret.as_bytes(), "{entry}");
            let told = match account.scheme {
                Scheme::Totp { digits, .. } => format!("Totp {}", digits.get()),
                Scheme::Hotp { counter, .. } => format!("Hotp {counter}"),
                Scheme::Steam => "Steam".to_owned(),
                other => format!("{other:?}"),
            };
            assert_eq!(told, expected, "{entry}");
        }
    }

    #[test]
    fn the_site_behind_the_issuer_is_kept() {
        let candidate = only(
            r#"{"hash":"0","secret":"MY","issuer":"Acme::login.acme.example","account":"ana","pinned":true}"#,
        );
        assert_eq!(candidate.account.issuer, "Acme");
        assert_eq!(candidate.account.sites[0].host, "login.acme.example");
        assert!(candidate.account.pinned);
    }

    #[test]
    fn accounts_sealed_with_gcm_are_opened() {
        let request = Request::new(5).with_passphrase("words");
        let derived = request.argon2(&DERIVED, b"words", b"saltsalt", 32).unwrap();
        let key = Sha256::digest(Base64Unpadded::encode_string(&derived));
        let sealed =
            cipher::seal_aes_gcm(&key, &[7; 12], br#"{"dataType":"OTPStorage","type":"totp","secret":"MY"}"#);
        let sealed = base64ct::Base64::encode_string(&[&[7; 12][..], &sealed].concat());
        let file = format!(
            r#"{{"k":{{"dataType":"Key","id":"k","salt":"saltsalt","hash":"","version":3}},
            "a":{{"dataType":"EncOTPStorage","keyId":"k","data":"v4:{sealed}","index":0}}}}"#
        );
        let import = crate::read(file.as_bytes(), &request).unwrap();
        assert_eq!(import.candidates[0].account.secret.expose(), b"f");
    }

    #[test]
    fn encrypted_ones_ask_for_the_passphrase() {
        let file = br#"{"0":{"encrypted":true,"hash":"0","index":0,"type":"totp","issuer":"Example","secret":
            "U2FsdGVkX18zUNoaFMPI7irymRUI54GTnYK4dKcWhVs3Y0nYFBBuvKRWJpv8AYcC"}}"#;
        let app = "Authenticator";
        assert_eq!(crate::read(file, &Request::new(5)).err(), Some(Error::NeedsPassphrase { app }));
        let wrong = crate::read(file, &Request::new(5).with_passphrase("wrong")).err();
        assert_eq!(wrong, Some(Error::WrongPassphrase { app }));
    }
}
