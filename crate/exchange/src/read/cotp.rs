//! cotp's database, encrypted or in the clear, and lists that `extract_otp_secrets` makes: one flat object an account.

use serde_json::Value;

use crate::{
    Content, Error, Import, Refusal, Request, cipher, content,
    draft::{Draft, Key, Kind},
    json::{base64, flat, list, number, text},
    kdf::Argon2,
};

/// The app's own; no file names them: <https://github.com/replydev/cotp>, read on 2026-11-29.
const DERIVED: Argon2 = Argon2::id(32_768, 4, 4);

/// What the encrypted file has beside its version.
const SEALED: [&str; 3] = ["nonce", "salt", "cipher"];

pub(crate) fn detect(content: &Content<'_>) -> bool {
    let cotp = |entry: &Value| {
        entry.get("secret").is_some() && entry.get("label").is_some() && entry.get("type").is_some()
    };
    content.json().is_some_and(|file| {
        is_sealed(file)
            || list(file, "elements").iter().any(cotp)
            || file.as_array().is_some_and(|entries| entries.iter().any(is_extracted))
    })
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let file = content.json().ok_or(Error::BROKEN)?;
    if is_sealed(file) { entries(&open(file, request)?, request) } else { entries(file, request) }
}

fn is_sealed(file: &Value) -> bool {
    SEALED.iter().all(|part| !text(file, part).is_empty())
}

fn open(file: &Value, request: &Request<'_>) -> Result<Value, Error> {
    if number(file, "version").get().is_some_and(|version| version > 1) {
        return Err(Refusal::Later.into());
    }
    let part = |name| base64(text(file, name)).ok_or(Error::BROKEN);
    let [nonce, salt, sealed] = SEALED.map(part);
    let key = request.argon2(&DERIVED, request.passphrase()?.as_bytes(), &salt?, 32)?;
    let plain = cipher::xchacha20_poly1305(&key, &nonce?, &sealed?).ok_or(Error::wrong_passphrase())?;
    content::parse(std::str::from_utf8(&plain).map_err(|_| Error::BROKEN)?)
}

/// Its first version was a list alone.
fn entries(file: &Value, request: &Request<'_>) -> Result<Import, Error> {
    let own = file.as_array().map_or_else(|| list(file, "elements"), Vec::as_slice);
    let mut import = Import::new(request.now);
    for entry in own {
        let draft = flat(entry, ["type", "issuer", if is_extracted(entry) { "name" } else { "label" }]);
        import.add(match draft.kind {
            Kind::Motp => Draft { secret: Key::Hex(text(entry, "secret")), ..draft },
            _ => draft,
        });
    }
    Ok(import)
}

/// Whether it is of an `extract_otp_secrets` list, whose names are called so.
fn is_extracted(entry: &Value) -> bool {
    ["name", "secret", "type", "url"].iter().all(|member| entry.get(member).is_some())
}
