//! FreeOTP 2's backup: a serialised `HashMap<String, String>` of Java. `masterKey` is a random key, wrapped by
//! PBKDF2 over the password; each token has its own key wrapped by the master key, and its names in the clear.

use serde_json::Value;
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use zeroize::Zeroizing;

use super::{draft, signed};
use crate::{
    Error, Import, Refusal, Request, Why, cipher, content,
    draft::Key,
    json::{number, text},
};

/// Java's stream protocol, version 5.
const MAGIC: [u8; 4] = [0xac, 0xed, 0, 5];
/// Eight bytes follow, which say how large the map is.
const SIZES: [u8; 2] = [0x77, 8];
const STRING: u8 = 0x74;
/// A string that was there before, by its number.
const REFERENCE: u8 = 0x71;
const FIRST_STRING: u32 = 0x007e_0002;
pub(super) const MASTER: &str = "masterKey";

pub(super) fn detect(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

pub(super) fn read(bytes: &[u8], request: &Request<'_>) -> Result<Import, Error> {
    let (map, whole) = strings(bytes);
    if whole { tokens(&map, request) } else { Err(Error::BROKEN) }
}

/// The tokens of a map, or of the preferences that it is made from.
pub(super) fn tokens(map: &[(String, String)], request: &Request<'_>) -> Result<Import, Error> {
    let member = |name: &str| map.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let master = content::parse(member(MASTER).ok_or(Error::BROKEN)?)?;
    let key = master_key(&master, request)?;
    let mut import = Import::new(request.now);
    for (name, value) in map {
        let Some(id) = name.strip_suffix("-token") else { continue };
        let Ok(token) = content::parse(value) else {
            import.refuse(String::new(), Why::Unreadable);
            continue;
        };
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
        "" => return Err(Error::BROKEN),
        _ => return Err(Refusal::Later.into()),
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

/// The map: its strings by pairs, behind what says that it is a map and how large; and whether all of them are
/// there.
fn strings(bytes: &[u8]) -> (Vec<(String, String)>, bool) {
    let start = bytes.windows(SIZES.len()).position(|window| window == SIZES);
    let sizes = start.and_then(|at| bytes.get(at + SIZES.len()..)?.split_first_chunk::<8>());
    let Some(([_, _, _, _, count @ ..], mut rest)) = sizes else { return (Vec::new(), false) };
    let count = usize::try_from(u32::from_be_bytes(*count)).unwrap_or(usize::MAX);
    // What was there before may be named by its number; the map and its class have the first two.
    let (mut found, mut known): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    while let [kind, tail @ ..] = rest {
        let (text, after) = match *kind {
            STRING => {
                let Some((length, text)) = tail.split_first_chunk() else { break };
                let Some((text, after)) = text.split_at_checked(usize::from(u16::from_be_bytes(*length)))
                else {
                    break;
                };
                let text = modified_utf8(text).unwrap_or_default();
                known.push(text.clone());
                (text, after)
            }
            REFERENCE => {
                let Some((number, after)) = tail.split_first_chunk() else { break };
                let place = u32::from_be_bytes(*number).checked_sub(FIRST_STRING);
                let text = place.and_then(|place| known.get(usize::try_from(place).ok()?));
                (text.cloned().unwrap_or_default(), after)
            }
            _ => break,
        };
        found.push(text);
        rest = after;
    }
    let (pairs, _) = found.as_chunks::<2>();
    // Something else than strings ends the map as well, but is no cut.
    let whole = pairs.len() >= count || rest.first().is_some_and(|kind| ![STRING, REFERENCE].contains(kind));
    (pairs.iter().map(|[name, value]| (name.clone(), value.clone())).collect(), whole)
}

/// Java's own UTF-8: what lies beyond 16 bits, such as an emoji, stands there as its two halves of UTF-16.
fn modified_utf8(bytes: &[u8]) -> Option<String> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.to_owned());
    }
    let (mut units, mut rest) = (Vec::with_capacity(bytes.len()), bytes);
    while let [first, tail @ ..] = rest {
        let (first, low) = (u16::from(*first), |byte: &u8| u16::from(byte & 0x3f));
        let unit;
        (rest, unit) = match (first, tail) {
            (..0x80, _) => (tail, first),
            (0xc0..0xe0, [second, tail @ ..]) => (tail, (first & 0x1f) << 6 | low(second)),
            (0xe0..0xf0, [second, third, tail @ ..]) => {
                (tail, (first & 0x0f) << 12 | low(second) << 6 | low(third))
            }
            _ => return None,
        };
        units.push(unit);
    }
    String::from_utf16(&units).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Java writes in front of a map's strings.
    const HEAD: &[u8] = b"\xac\xed\0\x05sr\0\x11java.util.HashMap\x05\x07\xda\xc1\xc3\x16\x60\xd1\x03\0\x02F\0\x0aloadFactorI\0\x09thresholdxp\
        \x3f\x40\0\0\0\0\0\x0cw\x08\0\0\0\x10\0\0\0\x02";

    fn written(texts: &[&[u8]]) -> Vec<u8> {
        let mut bytes = HEAD.to_vec();
        for text in texts {
            bytes.push(STRING);
            bytes.extend(u16::try_from(text.len()).unwrap().to_be_bytes());
            bytes.extend_from_slice(text);
        }
        bytes
    }

    #[test]
    fn texts_are_javas_and_the_head_holds_none() {
        // The name of a field in the head would be one of 28,530 bytes.
        let long = vec![b'x'; 40_000];
        let file = written(&[b"a", b"b\xed\xa0\xbc\xed\xbe\x88", b"long", &long]);
        let (pairs, whole) = strings(&file);
        let [(a, b), (name, value)] = &pairs[..] else { panic!("two pairs") };
        assert!(whole);
        assert_eq!((a.as_str(), b.as_str(), name.as_str(), value.len()), ("a", "b\u{1f388}", "long", 40_000));
        for cut in 0..file.len() {
            assert!(!strings(&file[..cut]).1, "{cut}");
        }
        let named =
            [written(&[b"a", b"b"]), vec![REFERENCE, 0, 0x7e, 0, 3, REFERENCE, 0, 0x7e, 0, 2]].concat();
        assert_eq!(strings(&named).0.last(), Some(&("b".to_owned(), "a".to_owned())));
        assert_eq!(modified_utf8(b"\xed\xa0\xbc"), None);
    }

    #[test]
    fn a_key_derivation_that_is_not_known_is_a_later_versions() {
        let master = br#"{"mAlgorithm":"PBKDF2withHmacSHA3-256","mIterations":1,"mSalt":[1]}"#;
        let file = written(&[b"masterKey", master, b"a", b"b"]);
        let request = Request::new(5).with_passphrase("words");
        assert_eq!(crate::read(&file, &request).err(), Some(Refusal::Later.into()));
    }

    #[test]
    fn preferences_are_read_as_the_map_that_is_made_from_them() {
        let vectors =
            content::parse(include_str!("../../../../../tests/vectors/exchange/sealed.json")).unwrap();
        let vector =
            vectors.as_array().unwrap().iter().find(|vector| text(vector, "format") == "freeotp").unwrap();
        let file = crate::json::base64(text(vector, "file")).unwrap();
        let each = strings(&file).0.into_iter().map(|(name, value)| {
            format!("<string name=\"{name}\">{}</string>", value.replace('&', "&amp;").replace('"', "&quot;"))
        });
        let preferences = format!("<?xml version='1.0'?>\n<map>{}</map>", each.collect::<String>());
        let request = Request::new(5).with_passphrase("words");
        let told = |file: &[u8]| {
            let import = crate::read(file, &request).unwrap();
            let each = import
                .candidates
                .iter()
                .map(|it| (it.account.name.clone(), it.account.secret.expose().to_vec()));
            (import.format, each.collect::<Vec<_>>())
        };
        assert_eq!(told(preferences.as_bytes()), told(&file));
    }
}
