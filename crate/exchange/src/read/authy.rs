//! Authy: Android's preferences with a JSON list in them, plain or with each secret encrypted; and the list that
//! scripts take out of the desktop app.

use serde_json::Value;
use sha1::Sha1;

use crate::{
    Content, Error, Import, Request, Why, cipher, content,
    draft::{Draft, Key, Kind, Number},
    json::{base64, number, text},
    preferences,
    read::key_uris,
};

const TOKENS: &str = "com.authy.storage.tokens.authenticator.key";
/// Authy's own accounts, whose codes have seven digits and change every ten seconds.
const OWN_TOKENS: &str = "com.authy.storage.tokens.authy.key";
/// The app's own; no file names it.
const ROUNDS: u64 = 1_000;

pub(crate) fn detect(content: &Content<'_>) -> bool {
    let desktop = |value: &Value| {
        value.get("uri").is_some()
            && value.get("secret").is_some()
            && value.get("name").is_some()
            && value.get("type").is_none()
    };
    content.preferences().iter().any(|(name, _)| [TOKENS, OWN_TOKENS].contains(&name.as_str()))
        || content.json().and_then(Value::as_array).is_some_and(|file| file.iter().any(desktop))
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let mut import = Import::new(request.now);
    if let Some(file) = content.json() {
        for entry in file.as_array().ok_or(Error::BROKEN)? {
            key_uris::add(text(entry, "uri"), &mut import, request);
        }
        return Ok(import);
    }
    for name in [TOKENS, OWN_TOKENS] {
        let list = preferences::value(content, name);
        if !list.is_empty() {
            tokens(&content::parse(list)?, &mut import, request)?;
        }
    }
    Ok(import)
}

fn tokens(list: &Value, import: &mut Import, request: &Request<'_>) -> Result<(), Error> {
    let mut sealed = 0;
    let before = import.candidates.len();
    for token in list.as_array().ok_or(Error::BROKEN)? {
        let encrypted = text(token, "encryptedSecret");
        let own = token.get("secretSeed").is_some();
        let secret = match (text(token, "decryptedSecret"), own) {
            (_, true) => Key::Hex(text(token, "secretSeed")),
            ("", _) if !encrypted.is_empty() => {
                sealed += 1;
                let Some(secret) = decrypt(encrypted, text(token, "salt"), request)? else {
                    import.refuse(draft(token, Key::Missing, own).shown(), Why::Sealed);
                    continue;
                };
                import.add(draft(token, Key::Base32(&secret), own));
                continue;
            }
            (secret, _) => Key::Base32(secret),
        };
        import.add(draft(token, secret, own));
    }
    if sealed > 0 && import.candidates.len() == before { Err(Error::wrong_passphrase()) } else { Ok(()) }
}

/// A secret; nothing authenticates it, so what is no text of base32 was opened by another passphrase.
fn decrypt(sealed: &str, salt: &str, request: &Request<'_>) -> Result<Option<String>, Error> {
    let Some(sealed) = base64(sealed) else { return Ok(None) };
    let key = request.pbkdf2::<Sha1, 32>(request.passphrase()?.as_bytes(), salt.as_bytes(), ROUNDS)?;
    let plain = cipher::aes_cbc(&*key, &[0; 16], &sealed);
    Ok(plain.and_then(|plain| String::from_utf8(plain.to_vec()).ok()).filter(|plain| plain.is_ascii()))
}

fn draft<'a>(token: &'a Value, secret: Key<'a>, own: bool) -> Draft<'a> {
    let first = |members: [&str; 2]| {
        let [one, other] = members.map(|member| text(token, member));
        if one.is_empty() { other } else { one }
    };
    let named = first(["originalName", "name"]);
    // Older versions had the issuer in front of the name, in one of two ways.
    let parts = named.split_once(':').or_else(|| named.split_once(" - "));
    let (prefix, name) = parts.map_or(("", named), |(prefix, name)| (prefix.trim(), name.trim()));
    let issuer = text(token, "originalIssuer");
    let issuer = if issuer.is_empty() { prefix } else { issuer };
    let digits = match number(token, "digits") {
        Number::Absent if own => Number::Is(7),
        digits => digits,
    };
    Draft {
        kind: Kind::Totp,
        secret,
        // A name with a colon of its own, and no issuer in front of it.
        name: if issuer == prefix { name } else { named },
        issuer,
        digits,
        period: if own { Number::Is(10) } else { Number::Absent },
        created: number(token, "timestamp").get(),
        ..Draft::default()
    }
}
