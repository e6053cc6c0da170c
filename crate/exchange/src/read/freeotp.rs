//! FreeOTP and FreeOTP+: tokens whose secrets are lists of signed bytes, in JSON or in Android's preferences, where
//! the oldest versions kept key URIs; and the sealed keys of FreeOTP 2, in a Java map or in the preferences that it
//! is made from: <https://github.com/freeotp/freeotp-android>, read on 2026-11-30.

mod sealed;

use serde_json::Value;

use crate::{
    Content, Error, Import, Request, Why, content,
    draft::{Draft, Key, Kind, Number},
    fit::clip,
    json::{list, number, text, word},
    read::key_uris,
};

pub(crate) fn detect(content: &Content<'_>) -> bool {
    if sealed::detect(content.bytes()) {
        return true;
    }
    match content.json() {
        Some(file) => file.get("tokenOrder").is_some() || list(file, "tokens").iter().any(is_token),
        None => content
            .preferences()
            .iter()
            .any(|(name, value)| name == sealed::MASTER || key_uris::begins(value) || token(value).is_some()),
    }
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    if sealed::detect(content.bytes()) {
        return sealed::read(content.bytes(), request);
    }
    if content.preferences().iter().any(|(name, _)| name == sealed::MASTER) {
        return sealed::tokens(content.preferences(), request);
    }
    let mut import = Import::new(request.now);
    match content.json() {
        Some(file) => list(file, "tokens").iter().for_each(|token| import.add(draft(token, secret(token)))),
        None => {
            for (name, value) in content.preferences() {
                match content::parse(value) {
                    _ if key_uris::begins(value) => key_uris::add(value, &mut import, request),
                    _ if !value.starts_with('{') => {}
                    Ok(token) => import.add(draft(&token, secret(&token))),
                    Err(_) => import.refuse(clip(name), Why::Unreadable),
                }
                if import.is_overfull() {
                    break;
                }
            }
        }
    }
    Ok(import)
}

fn token(text: &str) -> Option<Value> {
    content::parse(text).ok().filter(is_token)
}

fn is_token(value: &Value) -> bool {
    value.get("secret").is_some_and(Value::is_array) && value.get("type").is_some()
}

fn secret(token: &Value) -> Key<'_> {
    match token.get("secret") {
        None => Key::Missing,
        Some(Value::String(text)) => Key::Base32(text),
        bytes => signed(bytes).map_or(Key::Unreadable, Key::Bytes),
    }
}

/// Bytes as Java has them, -128 to 127, or as other programs do.
fn signed(list: Option<&Value>) -> Option<Vec<u8>> {
    let byte = |value: &Value| {
        let number = value.as_i64()?;
        i8::try_from(number).map(i8::cast_unsigned).or_else(|_| u8::try_from(number)).ok()
    };
    list?.as_array()?.iter().map(byte).collect()
}

/// What the person changed stands beside what was scanned, and in its place since version 2, which keeps the secrets
/// elsewhere.
fn draft<'a>(token: &'a Value, secret: Key<'a>) -> Draft<'a> {
    let in_place = usize::from(token.get("secret").is_none());
    let first = |members: &[&str]| {
        let mut texts = members.iter().skip(in_place).map(|member| text(token, member));
        texts.find(|text| !text.is_empty()).unwrap_or_default()
    };
    let kind = Kind::named(word(token, "type"));
    let steam = text(token, "issuerExt") == "Steam" && kind == Kind::Totp;
    Draft {
        kind: if steam { Kind::Steam } else { kind },
        secret,
        issuer: first(&["issuerAlt", "issuerExt", "issuerInt"]),
        name: first(&["labelAlt", "label"]),
        algorithm: word(token, "algo"),
        digits: number(token, "digits"),
        period: number(token, "period"),
        // FreeOTP+ stores one less than it was given: -1 before the first code.
        counter: match number(token, "counter") {
            Number::Odd(text) if text == "-1" => Number::Is(0),
            counter => counter,
        },
        ..Draft::default()
    }
}

#[cfg(test)]
mod tests {
    use tandem_core::otp::Scheme;

    use super::*;

    #[test]
    fn secrets_are_signed_bytes() {
        let file = br#"{"tokenOrder":[],"tokens":[{"algo":"SHA1","counter":0,"digits":6,"issuerExt":"Acme","label":"ana",
            "labelAlt":"bob","period":30,"secret":[-1,0,127],"type":"TOTP"},{"label":"x","secret":[300],"type":"TOTP"}]}"#;
        let import = crate::read(file, &Request::new(5)).unwrap();
        let account = &import.candidates[0].account;
        assert_eq!(account.secret.expose(), [255, 0, 127]);
        assert_eq!((account.issuer.as_str(), account.name.as_str()), ("Acme", "bob"));
        assert_eq!(import.refused.len(), 1);
    }

    #[test]
    fn a_counter_that_was_never_used_is_one_below_zero() {
        let file = br#"{"tokenOrder":[],"tokens":[{"algo":"SHA1","counter":-1,"digits":6,"issuerExt":"Acme","label":"ana",
            "period":30,"secret":[102],"type":"HOTP"}]}"#;
        let import = crate::read(file, &Request::new(5)).unwrap();
        assert!(matches!(import.candidates[0].account.scheme, Scheme::Hotp { counter: 0, .. }));
    }

    #[test]
    fn version_2_changes_the_names_themselves() {
        let token = r#"{"issuerExt":"Acme","issuerAlt":"Old","label":"ana","labelAlt":"old","type":"TOTP"}"#;
        let token = content::parse(token).unwrap();
        let draft = draft(&token, Key::Missing);
        assert_eq!((draft.issuer, draft.name), ("Acme", "ana"));
    }

    #[test]
    fn preferences_hold_one_token_each() {
        let file = b"<?xml version='1.0'?><map><string name=\"a\">{&quot;secret&quot;:[102],&quot;type&quot;:&quot;HOTP&quot;,\
            &quot;counter&quot;:3,&quot;label&quot;:&quot;a&quot;}</string><string name=\"tokenOrder\">[]</string>\
            <string name=\"A:b\">otpauth://totp/A:b?secret=MY&amp;digits=8</string></map>";
        let import = crate::read(file, &Request::new(5)).unwrap();
        assert_eq!(import.candidates[0].account.secret.expose(), b"f");
        assert_eq!(import.candidates[1].account.scheme.to_string(), "TOTP, SHA-1, 8, 30 s");
    }
}
