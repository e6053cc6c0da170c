//! Raivo's JSON: a list in which every value is a text. Its zip holds this file.

use serde_json::Value;

use crate::{
    Content, Error, Import, Request,
    draft::Draft,
    json::{flag, flat, number, text},
};

pub(crate) fn detect(content: &Content<'_>) -> bool {
    let entry = |value: &Value| {
        value.get("kind").is_some() && value.get("timer").is_some() && value.get("secret").is_some()
    };
    content.json().and_then(Value::as_array).is_some_and(|file| file.iter().any(entry))
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let mut import = Import::new(request.now);
    for entry in content.json().and_then(Value::as_array).ok_or(Error::BROKEN)? {
        import.add(Draft {
            period: number(entry, "timer"),
            pinned: flag(entry, "pinned"),
            icon: text(entry, "iconValue"),
            ..flat(entry, ["kind", "issuer", "account"])
        });
    }
    Ok(import)
}
