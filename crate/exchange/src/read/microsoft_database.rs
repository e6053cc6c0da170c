//! The database of Microsoft Authenticator for Android: a table `accounts`. Microsoft's own accounts have a
//! secret in base64 and eight digits.

use crate::{
    Content, Error, Import, Request,
    draft::{Draft, Key, Number},
    json::{base64, number, text},
    sqlite::Database,
};

/// An account of Microsoft itself.
const OWN: u64 = 1;

pub(crate) fn detect(content: &Content<'_>) -> bool {
    let database = Database::new(content.bytes());
    database.is_ok_and(|database| database.has("accounts", &["oath_secret_key", "username"]))
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let mut import = Import::new(request.now);
    for row in Database::new(content.bytes())?.with_log(request).rows("accounts")? {
        let secret = text(&row, "oath_secret_key");
        let own = number(&row, "account_type").get() == Some(OWN);
        import.add(Draft {
            secret: match own.then(|| base64(secret)) {
                Some(bytes) => bytes.map_or(Key::Unreadable, Key::Bytes),
                None => Key::Base32(secret),
            },
            issuer: text(&row, "name"),
            name: text(&row, "username"),
            digits: if own { Number::Is(8) } else { Number::Absent },
            ..Draft::default()
        });
    }
    Ok(import)
}
