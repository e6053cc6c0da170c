//! Authy: Android's preferences with a JSON list in them, plain or with each secret encrypted; the list that
//! scripts take out of the desktop app; and what the server sends to the app on iOS, as saved or as decrypted by
//! scripts.

use serde_json::Value;
use sha1::Sha1;

use crate::{
    Content, Error, Import, Request, Why, cipher, content,
    draft::{Draft, Key, Number},
    json::{base64, list, number, text, time},
    preferences,
    read::key_uris,
};

const TOKENS: &str = "com.authy.storage.tokens.authenticator.key";
/// Authy's own accounts, whose codes have seven digits and change every ten seconds.
const OWN_TOKENS: &str = "com.authy.storage.tokens.authy.key";
/// What it calls those that it does not know, and its own.
const GENERAL: [&str; 2] = ["Authenticator", "Authy"];
/// The app's own on Android, where no file names it.
const ROUNDS: u64 = 1_000;
/// The server's answer, and the same after a script decrypted it.
const ANSWERS: [&str; 2] = ["authenticator_tokens", "decrypted_authenticator_tokens"];
/// Its names of what the preferences have too.
const RENAMED: [(&str, &str); 6] = [
    ("account_type", "accountType"),
    ("issuer", "originalIssuer"),
    ("original_name", "originalName"),
    ("encrypted_seed", "encryptedSecret"),
    ("decrypted_seed", "decryptedSecret"),
    ("key_derivation_iterations", "rounds"),
];

pub(crate) fn detect(content: &Content<'_>) -> bool {
    let desktop = |value: &Value| {
        value.get("uri").is_some()
            && value.get("secret").is_some()
            && value.get("name").is_some()
            && value.get("type").is_none()
    };
    content.preferences().iter().any(|(name, _)| [TOKENS, OWN_TOKENS].contains(&name.as_str()))
        || content.json().is_some_and(|file| {
            file.as_array().is_some_and(|file| file.iter().any(desktop))
                || ANSWERS.iter().any(|name| file.get(name).is_some_and(Value::is_array))
        })
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let mut import = Import::new(request.now);
    if let Some(file) = content.json().filter(|file| file.is_object()) {
        let answers = ANSWERS.iter().flat_map(|name| list(file, name));
        tokens(&answers.cloned().map(renamed).collect(), &mut import, request)?;
        return Ok(import);
    }
    if let Some(file) = content.json() {
        for entry in file.as_array().ok_or(Error::BROKEN)? {
            key_uris::add_with(text(entry, "uri"), text(entry, "name"), &mut import, request, &mut |_| {});
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

/// A token of the server's answer with the names that the preferences have.
fn renamed(mut token: Value) -> Value {
    if let Some(members) = token.as_object_mut() {
        for (name, other) in RENAMED {
            if let Some(value) = members.remove(name) {
                members.insert(other.to_owned(), value);
            }
        }
    }
    token
}

fn tokens(list: &Value, import: &mut Import, request: &Request<'_>) -> Result<(), Error> {
    let mut sealed = 0;
    let before = import.candidates.len();
    for token in list.as_array().ok_or(Error::BROKEN)? {
        let (encrypted, service) = (text(token, "encryptedSecret"), service(token));
        let known = draft(token, &service);
        let own = token.get("secretSeed").is_some();
        let opened;
        let secret = match text(token, "decryptedSecret") {
            _ if own => Key::Hex(text(token, "secretSeed")),
            "" if !encrypted.is_empty() => {
                sealed += 1;
                let Some(secret) = decrypt(encrypted, token, request)? else {
                    import.refuse(known.shown(), Why::Sealed);
                    continue;
                };
                opened = secret;
                Key::Base32(&opened)
            }
            plain => Key::Base32(plain),
        };
        let (digits, period) = match known.digits {
            Number::Absent if own => (Number::Is(7), Number::Is(10)),
            digits => (digits, if own { Number::Is(10) } else { Number::Absent }),
        };
        let draft = Draft { secret, digits, period, ..known };
        // The service is all that Authy's own are named after.
        import.add(if own { Draft { issuer: text(token, "name"), name: "", ..draft } } else { draft });
    }
    if sealed > 0 && import.candidates.len() == before { Err(Error::wrong_passphrase()) } else { Ok(()) }
}

/// A secret; nothing authenticates it, so what is no text of base32 was opened by another passphrase.
fn decrypt(sealed: &str, token: &Value, request: &Request<'_>) -> Result<Option<String>, Error> {
    let Some(sealed) = base64(sealed) else { return Ok(None) };
    let salt = text(token, "salt").as_bytes();
    let rounds = number(token, "rounds").get().unwrap_or(ROUNDS);
    let key = request.pbkdf2::<Sha1, 32>(request.passphrase()?.as_bytes(), salt, rounds)?;
    let iv = match text(token, "unique_iv") {
        "" => vec![0; 16],
        iv => base16ct::mixed::decode_vec(iv).unwrap_or_default(),
    };
    let plain = cipher::aes_cbc(&*key, &iv, &sealed);
    Ok(plain.and_then(|plain| String::from_utf8(plain.to_vec()).ok()).filter(|plain| plain.is_ascii()))
}

/// The service, where the app knew it by itself.
fn service(token: &Value) -> String {
    let mut service = text(token, "accountType").to_owned();
    if let Some(first) = service.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    if GENERAL.contains(&service.as_str()) { String::new() } else { service }
}

/// What is known of a token beside its secret.
fn draft<'a>(token: &'a Value, service: &'a str) -> Draft<'a> {
    let [issuer, original, shown] =
        ["originalIssuer", "originalName", "name"].map(|member| text(token, member));
    // Older versions had the issuer in front of the name, in one of two ways.
    let before = |name: &'a str, between: &str| Some(name.split_once(between)?.0.trim());
    let prefixes = [(original, ":"), (shown, " - "), (original, " - "), (shown, ":")];
    let issuer = std::iter::once(issuer)
        .chain(prefixes.into_iter().filter_map(|(name, between)| before(name, between)))
        .chain([service])
        .find(|issuer| !issuer.is_empty())
        .unwrap_or_default();
    // The user may have renamed it: that is its name, without the issuer in front of it.
    let bare = |name: &'a str| match name.strip_prefix(issuer).map(str::trim_start) {
        Some(rest) if !issuer.is_empty() => rest.strip_prefix([':', '-']).or(rest.is_empty().then_some("")),
        _ => Some(name),
    };
    let [original, shown] = [original, shown].map(|name| bare(name).unwrap_or(name).trim());
    Draft {
        issuer,
        name: if shown.is_empty() { original } else { shown },
        digits: number(token, "digits"),
        created: time(token, "timestamp"),
        ..Draft::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_as_each_version_put_them_together() {
        for (names, issuer, name) in [
            (r#""originalIssuer":"Deno","originalName":"Deno:Mason","name":"Deno: Mason""#, "Deno", "Mason"),
            (r#""originalIssuer":"Deno","originalName":"Deno:Mason","name":"at work""#, "Deno", "at work"),
            (r#""originalIssuer":"Deno","originalName":"Deno:Mason","name":"Deno""#, "Deno", "Mason"),
            (r#""originalIssuer":"Deno","originalName":"mason","name":"mason""#, "Deno", "mason"),
            (r#""originalIssuer":"De","originalName":"Deno","name":"Deno""#, "De", "Deno"),
            (r#""originalName":"Deno:Mason","name":"Deno""#, "Deno", "Mason"),
            (r#""originalName":"mason@a.example","name":"Deno - mason""#, "Deno", "mason"),
            (r#""accountType":"github","name":"mason""#, "Github", "mason"),
            (r#""accountType":"authenticator","name":"mason""#, "", "mason"),
            (r#""originalIssuer":null,"originalName":null,"name":"a:b""#, "a", "b"),
        ] {
            let list = format!(r#"[{{"decryptedSecret":"MY","digits":6,{names}}}]"#).replace('"', "&quot;");
            let file = format!("<map><string name=\"{TOKENS}\">{list}</string></map>");
            let import = crate::read(file.as_bytes(), &Request::new(5)).unwrap();
            let account = &import.candidates[0].account;
            assert_eq!((account.issuer.as_str(), account.name.as_str()), (issuer, name), "{names}");
        }
    }

    #[test]
    fn authys_own_accounts_have_the_service_for_a_name() {
        let list = r#"[{"accountType":"authy","name":"Acme","secretSeed":"666f6f","digits":7}]"#;
        let file =
            format!("<map><string name=\"{OWN_TOKENS}\">{}</string></map>", list.replace('"', "&quot;"));
        let import = crate::read(file.as_bytes(), &Request::new(5)).unwrap();
        let account = &import.candidates[0].account;
        assert_eq!((account.issuer.as_str(), account.name.as_str()), ("Acme", ""));
        assert_eq!(account.scheme.to_string(), "TOTP, SHA-1, 7, 10 s");
    }

    #[test]
    fn what_the_server_sends_is_read_sealed_and_opened() {
        // Sealed with the key of "words" and the salt "salt" after 9 rounds, by Python's cryptography.
        for (token, secret) in [
            (r#""decrypted_seed":"MZXW6YTBOI","digits":6"#, &b"foobar"[..]),
            (
                r#""encrypted_seed":"Hlwyz2msijzXC+OtLHA1wQ==","salt":"salt","key_derivation_iterations":9,"digits":6"#,
                b"foobar",
            ),
            (
                r#""encrypted_seed":"ufnjwf3MEvVsQ81NH7QqxA==","salt":"salt","key_derivation_iterations":9,
                    "unique_iv":"000102030405060708090a0b0c0d0e0f","digits":6"#,
                b"foobar",
            ),
        ] {
            let list = if token.contains("decrypted") { ANSWERS[1] } else { ANSWERS[0] };
            let file = format!(
                r#"{{"message":"success","{list}":[{{"account_type":"authenticator","issuer":"Acme","logo":null,
                    "name":"Acme: ana","original_name":"Acme:ana","unique_id":"1",{token}}}],"success":true}}"#
            );
            let import = crate::read(file.as_bytes(), &Request::new(5).with_passphrase("words")).unwrap();
            let account = &import.candidates[0].account;
            assert_eq!(
                (import.format, account.issuer.as_str(), account.name.as_str()),
                ("authy", "Acme", "ana")
            );
            assert_eq!(account.secret.expose(), secret);
        }
        let wrong = r#"{"authenticator_tokens":[{"name":"a","encrypted_seed":"ufnjwf3MEvVsQ81NH7QqxA==","salt":"salt","key_derivation_iterations":9}]}"#;
        let refused = crate::read(wrong.as_bytes(), &Request::new(5).with_passphrase("wrong")).err();
        assert_eq!(refused, Some(Error::WrongPassphrase { app: "Authy" }));
    }
}
