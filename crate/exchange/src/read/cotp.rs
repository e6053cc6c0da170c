//! cotp's database in the clear, and lists that `extract_otp_secrets` makes: one flat object an account.

use serde_json::Value;

use crate::{
    Content, Error, Import, Request,
    draft::{Draft, Key, Kind},
    json::{list, number, text, word},
};

pub(crate) fn detect(content: &Content<'_>) -> bool {
    let cotp = |entry: &Value| {
        entry.get("secret").is_some() && entry.get("label").is_some() && entry.get("type").is_some()
    };
    content
        .json()
        .is_some_and(|file| list(file, "elements").iter().any(cotp) || extracted(file).any(|_| true))
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let file = content.json().ok_or(Error::BROKEN)?;
    let mut import = Import::new(request.now);
    for (entry, name) in list(file, "elements").iter().map(|entry| (entry, "label")).chain(extracted(file)) {
        let kind = Kind::named(word(entry, "type"));
        let secret = text(entry, "secret");
        import.add(Draft {
            secret: if kind == Kind::Motp { Key::Hex(secret) } else { Key::Base32(secret) },
            kind,
            issuer: text(entry, "issuer"),
            name: text(entry, name),
            algorithm: word(entry, "algorithm"),
            digits: number(entry, "digits"),
            period: number(entry, "period"),
            counter: number(entry, "counter"),
            pin: entry.get("pin").and_then(Value::as_str).map(|pin| pin.as_bytes().to_vec()),
            ..Draft::default()
        });
    }
    Ok(import)
}

/// The entries of an `extract_otp_secrets` list, whose names are called so.
fn extracted(file: &Value) -> impl Iterator<Item = (&Value, &'static str)> {
    let entry = |entry: &&Value| {
        let members = ["name", "secret", "type", "url"];
        members.iter().all(|member| entry.get(member).is_some())
    };
    file.as_array().into_iter().flatten().filter(entry).map(|entry| (entry, "name"))
}
