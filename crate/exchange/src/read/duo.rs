//! Duo Mobile's `accounts.json`.

use serde_json::Value;

use crate::{
    Content, Error, Import, Request,
    draft::{Draft, Key, Kind},
    json::{number, text},
};

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content
        .json()
        .and_then(Value::as_array)
        .is_some_and(|file| file.iter().any(|entry| entry.get("otpGenerator").is_some()))
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let mut import = Import::new(request.now);
    for entry in content.json().and_then(Value::as_array).ok_or(Error::BROKEN)? {
        // Duo's own accounts are pushed to the phone: their keys are not in the file.
        let Some(generator) = entry.get("otpGenerator") else {
            let draft = Draft { name: text(entry, "name"), ..Draft::default() };
            import.add(draft);
            continue;
        };
        let counter = number(generator, "counter");
        import.add(Draft {
            kind: if generator.get("counter").is_some_and(|counter| !counter.is_null()) {
                Kind::Hotp
            } else {
                Kind::Totp
            },
            secret: Key::Base32(text(generator, "otpSecret")),
            name: text(entry, "name"),
            counter,
            ..Draft::default()
        });
    }
    Ok(import)
}
