//! FreeOTP 2's backup: a serialised `HashMap<String, String>` of Java. `masterKey` is a random key, wrapped by
//! PBKDF2 over the password; each token has its own key wrapped by the master key, and its names in the clear.

use serde_json::Value;
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use zeroize::Zeroizing;

use super::{draft, signed};
use crate::{
    Error, Import, Request, Why, cipher, content,
    draft::Key,
    json::{number, text},
};

/// Java's stream protocol, version 5.
const MAGIC: [u8; 4] = [0xac, 0xed, 0, 5];
const STRING: u8 = 0x74;
const MASTER: &str = "masterKey";

pub(super) fn detect(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

pub(super) fn read(bytes: &[u8], request: &Request<'_>) -> Result<Import, Error> {
    let map = strings(bytes);
    let member = |name: &str| map.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    let master = content::parse(member(MASTER).ok_or(Error::BROKEN)?)?;
    let key = master_key(&master, request)?;
    let mut import = Import::new(request.now);
    for (name, value) in &map {
        let Some(id) = name.strip_suffix("-token") else { continue };
        let Ok(token) = content::parse(value) else { continue };
        let sealed = member(id).and_then(|sealed| content::parse(sealed).ok());
        let sealed = sealed.and_then(|sealed| content::parse(text(&sealed, "key")).ok());
        match sealed.and_then(|sealed| unwrap(&key, &sealed)) {
            Some(secret) => import.add(draft(&token, Key::Bytes(secret.to_vec()))),
            None => import.refuse(draft(&token, Key::Missing).shown(), Why::Sealed),
        }
    }
    Ok(import)
}

fn master_key(master: &Value, request: &Request<'_>) -> Result<Zeroizing<Vec<u8>>, Error> {
    let passphrase = request.passphrase()?.as_bytes();
    let salt = signed(master.get("mSalt")).ok_or(Error::BROKEN)?;
    let rounds = number(master, "mIterations").get().ok_or(Error::BROKEN)?;
    let key: Zeroizing<[u8; 32]> = match text(master, "mAlgorithm").to_ascii_lowercase().as_str() {
        "pbkdf2withhmacsha512" => request.pbkdf2::<Sha512, 32>(passphrase, &salt, rounds)?,
        "pbkdf2withhmacsha256" => request.pbkdf2::<Sha256, 32>(passphrase, &salt, rounds)?,
        "pbkdf2withhmacsha1" => request.pbkdf2::<Sha1, 32>(passphrase, &salt, rounds)?,
        _ => return Err(Error::BROKEN),
    };
    let wrapped = master.get("mEncryptedKey").ok_or(Error::BROKEN)?;
    unwrap(&*key, wrapped).ok_or(Error::wrong_passphrase())
}

/// Opens a wrapped key; the name of its kind is bound to it.
fn unwrap(key: &[u8], wrapped: &Value) -> Option<Zeroizing<Vec<u8>>> {
    let sealed = signed(wrapped.get("mCipherText"))?;
    let parameters = signed(wrapped.get("mParameters"))?;
    cipher::aes_gcm(key, nonce(&parameters)?, &sealed, text(wrapped, "mToken").as_bytes())
}

/// The nonce out of DER: an octet string of 12 bytes, alone or first in a sequence.
fn nonce(der: &[u8]) -> Option<&[u8]> {
    let der = match der {
        [0x30, _, rest @ ..] => rest,
        other => other,
    };
    der.strip_prefix(&[4, 12])?.get(..12)
}

/// The map: its strings by pairs. Whatever else is in the stream (class names, sizes) is skipped.
fn strings(bytes: &[u8]) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != STRING {
            continue;
        }
        let Some((length, text)) = tail.split_first_chunk() else { break };
        let Some((text, after)) = text.split_at_checked(usize::from(u16::from_be_bytes(*length))) else {
            continue;
        };
        if let Ok(text) = std::str::from_utf8(text) {
            found.push(text);
            rest = after;
        }
    }
    let (pairs, _) = found.as_chunks::<2>();
    pairs.iter().map(|[name, value]| (*name, *value)).collect()
}
