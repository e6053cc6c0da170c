//! The database of Stratum, once Authenticator Pro, where no password encrypts it: the same as its backup, in tables.

use serde_json::{Value, json};

use crate::{Content, Error, Import, Request, json::object, read::stratum, sqlite::Database};

pub(crate) fn detect(content: &Content<'_>) -> bool {
    let database = Database::new(content.bytes());
    database.is_ok_and(|database| database.has("authenticator", &["type", "issuer", "username", "secret"]))
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let database = Database::new(content.bytes())?.with_log(request);
    let rows = |table| Ok::<_, Error>(database.rows(table)?.into_iter().map(capital).collect::<Vec<_>>());
    let backup = json!({
        "Authenticators": rows("authenticator")?,
        "Categories": rows("category")?,
        "AuthenticatorCategories": rows("authenticatorcategory")?,
    });
    Ok(stratum::entries(&backup, request))
}

/// The backup's names of the same members.
fn capital(row: Value) -> Value {
    let Value::Object(members) = row else { return row };
    let renamed = members.into_iter().map(|(name, value)| {
        let name = match name.as_str() {
            "categoryid" => "CategoryId".to_owned(),
            "authenticatorsecret" => "AuthenticatorSecret".to_owned(),
            _ => name
                .char_indices()
                .map(|(at, letter)| if at == 0 { letter.to_ascii_uppercase() } else { letter })
                .collect(),
        };
        (name, value)
    });
    object(renamed)
}
