//! Authenticator Plus's database, sealed by SQLCipher. Its other export, a zip archive of key URIs, is read as such.

use crate::{
    Content, Error, Import, Request, cipher,
    draft::{Draft, Key, Kind, Number},
    json::{number, text},
    sqlcipher,
    sqlite::Database,
};

/// The app's own name for accounts without a category.
const NONE: &str = "All Accounts";

const BATTLENET: u64 = 2;

/// Nothing marks it: bytes without any order, as many as fill pages.
pub(crate) fn detect(content: &Content<'_>) -> bool {
    let bytes = content.bytes();
    sqlcipher::fits(bytes)
        && content.text().is_none()
        && !cipher::is_known(bytes)
        && cipher::looks_random(bytes)
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let plain = sqlcipher::open(content.bytes(), request)?;
    let mut import = Import::new(request.now);
    for row in Database::new(&plain)?.rows("accounts")? {
        let secret = text(&row, "secret");
        let kind = number(&row, "type").get();
        // Battle.net's has its secret in hexadecimal, and its serial number for a name.
        let battlenet = kind == Some(BATTLENET);
        let own = text(&row, "original_name");
        import.add(Draft {
            kind: match kind {
                None | Some(0 | BATTLENET) => Kind::Totp,
                Some(1) => Kind::Hotp,
                Some(other) => Kind::Other(other.to_string()),
            },
            secret: if battlenet { Key::Hex(secret) } else { Key::Base32(secret) },
            issuer: if battlenet { "Battle.net" } else { text(&row, "issuer") },
            name: if battlenet && !own.is_empty() { own } else { text(&row, "email") },
            digits: if battlenet { Number::Is(8) } else { Number::Absent },
            counter: number(&row, "counter"),
            tags: Some(text(&row, "category")).filter(|category| *category != NONE).into_iter().collect(),
            ..Draft::default()
        });
    }
    Ok(import)
}
