//! The database of Google Authenticator for Android: a table `accounts`. It has neither digits nor algorithms. In
//! newer versions a key may be encrypted by the phone, and so it isn't in the file.

use crate::{
    Content, Error, Import, Request,
    draft::{Draft, Key, Kind},
    json::{number, text},
    sqlite::Database,
};

pub(crate) fn detect(content: &Content<'_>) -> bool {
    let database = Database::new(content.bytes());
    database.is_ok_and(|database| database.has("accounts", &["email", "secret"]))
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let mut import = Import::new(request.now);
    for row in Database::new(content.bytes())?.with_log(request).rows("accounts")? {
        let issuer = text(&row, "issuer");
        let email = text(&row, "email");
        // Older versions have the issuer in front of the name alone.
        let (before, name) = email.split_once(':').unwrap_or(("", email));
        let (issuer, name) = match issuer {
            "" => (before, name),
            issuer if before == issuer => (issuer, name),
            issuer => (issuer, email),
        };
        import.add(Draft {
            kind: match number(&row, "type").get() {
                Some(0) | None => Kind::Totp,
                Some(1) => Kind::Hotp,
                Some(other) => Kind::Other(other.to_string()),
            },
            secret: match number(&row, "isencrypted").get() {
                Some(1..) => Key::Missing,
                _ => Key::Base32(text(&row, "secret")),
            },
            issuer,
            name: name.trim(),
            counter: number(&row, "counter"),
            ..Draft::default()
        });
    }
    Ok(import)
}
