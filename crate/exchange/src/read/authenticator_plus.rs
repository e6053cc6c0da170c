//! Authenticator Plus's database, sealed by SQLCipher. Its other export, a zip archive of key URIs, is read as such.

use serde_json::Value;

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
        import.add(draft(&row));
    }
    Ok(import)
}

fn draft(row: &Value) -> Draft<'_> {
    let secret = text(row, "secret");
    let kind = number(row, "type").get();
    // Battle.net's has its secret in hexadecimal, and its serial number for a name.
    let battlenet = kind == Some(BATTLENET);
    let own = text(row, "original_name");
    let issuer = match text(row, "issuer") {
        _ if battlenet => "Battle.net",
        // Old versions had it in the name alone.
        "" => own.split_once(':').map_or("", |(issuer, _)| issuer),
        issuer => issuer,
    };
    Draft {
        kind: match kind {
            None | Some(0 | BATTLENET) => Kind::Totp,
            Some(1) => Kind::Hotp,
            Some(other) => Kind::Other(other.to_string()),
        },
        secret: if battlenet { Key::Hex(secret) } else { Key::Base32(secret) },
        issuer,
        name: if battlenet && !own.is_empty() { own } else { text(row, "email") },
        digits: if battlenet { Number::Is(8) } else { Number::Absent },
        counter: number(row, "counter"),
        tags: Some(text(row, "category")).filter(|category| *category != NONE).into_iter().collect(),
        ..Draft::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_issuer_may_stand_in_the_name_alone() {
        for (names, issuer) in [
            (r#""issuer":"Acme","original_name":"Old:ana""#, "Acme"),
            (r#""issuer":"","original_name":"Acme:ana""#, "Acme"),
            (r#""issuer":null,"original_name":":ana""#, ""),
            (r#""issuer":null,"original_name":"ana""#, ""),
        ] {
            let row = crate::content::parse(&format!(r#"{{"type":0,"email":"ana",{names}}}"#)).unwrap();
            let draft = draft(&row);
            assert_eq!((draft.issuer, draft.name), (issuer, "ana"), "{names}");
        }
    }
}
