//! extract_otp_secrets, a script that decodes Google Authenticator's exports: a table, or the same as JSON.

use serde_json::Value;

use crate::{
    Content, Error, Import, Request,
    json::flat,
    table::{self, Column, Columns},
};

const COLUMNS: Columns = &[
    ("secret", Column::Code),
    ("issuer", Column::Issuer),
    ("name", Column::Name),
    ("type", Column::Kind),
    ("counter", Column::Counter),
    ("period", Column::Period),
    ("digits", Column::Digits),
    ("algorithm", Column::Algorithm),
];

pub(crate) fn detect(content: &Content<'_>) -> bool {
    let own = |entry: &Value| {
        ["name", "secret", "issuer", "type", "url"].iter().all(|member| entry.get(member).is_some())
    };
    let json = content.json().and_then(Value::as_array).and_then(|entries| entries.first());
    json.is_some_and(own) || table::has(content, &["name", "secret", "issuer", "type"])
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let Some(entries) = content.json().and_then(Value::as_array) else {
        return table::read(content, request, COLUMNS);
    };
    let mut import = Import::new(request.now);
    for entry in entries {
        import.add(flat(entry, ["type", "issuer", "name"]));
    }
    Ok(import)
}
