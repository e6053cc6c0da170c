//! What opens a KeePass database: a passphrase, a key file, or both. A key file is XML (two versions),
//! 32 bytes, 64 hexadecimal digits, or any other file.

use quick_xml::{Reader, events::Event};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::{Error, Request, content::decode, json};

/// How many bytes are searched for the root element.
const HEAD: usize = 512;

type Key = Zeroizing<[u8; 32]>;

/// The keys to try, in order: with each key file that was chosen together with the database, or
/// without one.
///
/// # Errors
/// Neither a passphrase nor a key file was given.
pub(crate) fn keys(request: &Request<'_>) -> Result<Vec<Key>, Error> {
    let files = || request.companions().iter().map(|(_, file)| *file);
    let passphrase = request.passphrase().map(|passphrase| hash(&[passphrase.as_bytes()]));
    let with = |file: &[u8]| match &passphrase {
        Ok(passphrase) => hash(&[&passphrase[..], &key(file)[..]]),
        Err(_) => hash(&[&key(file)[..]]),
    };
    let without = passphrase.as_ref().ok().map(|passphrase| hash(&[&passphrase[..]]));
    if let Some(file) = files().find(|file| is_key_file(file)) {
        return Ok([Some(with(file)), without].into_iter().flatten().collect());
    }
    // Any file of an unknown format may be a key file.
    let unknown = files().find(|file| crate::detect(file).is_none()).map(with);
    let keys: Vec<Key> = [without, unknown].into_iter().flatten().collect();
    if keys.is_empty() { Err(Error::needs_passphrase()) } else { Ok(keys) }
}

/// Whether a file is certainly a key file. The other forms can't be recognised.
pub(crate) fn is_key_file(file: &[u8]) -> bool {
    xml(file).is_some()
}

fn key(file: &[u8]) -> Key {
    let bare = || <[u8; 32]>::try_from(file).ok().map(Zeroizing::new);
    xml(file).or_else(bare).or_else(|| hexadecimal(file)).unwrap_or_else(|| hash(&[file]))
}

fn hexadecimal(file: &[u8]) -> Option<Key> {
    let mut key = Zeroizing::new([0; 32]);
    (file.len() == 64).then(|| base16ct::mixed::decode(file, &mut *key).is_ok()).filter(|read| *read)?;
    Some(key)
}

/// `<KeyFile><Meta><Version>…</Version></Meta><Key><Data>…</Data></Key></KeyFile>`: base64 in version 1, hexadecimal
/// in groups in version 2.
fn xml(file: &[u8]) -> Option<Key> {
    let text = decode(file)?;
    let start = text.trim_start();
    if !start.starts_with('<') || !start.get(..HEAD).unwrap_or(start).contains("<KeyFile>") {
        return None;
    }
    let mut reader = Reader::from_str(start);
    let (mut within, mut version, mut data) = (String::new(), String::new(), Zeroizing::new(String::new()));
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => tag.name().as_ref().clone_into(&mut within),
            Event::End(_) => within.clear(),
            Event::Text(text) if within == "Version" => version.push_str(&text),
            Event::Text(text) if within == "Data" => data.push_str(&text),
            Event::Eof => break,
            _ => {}
        }
    }
    data.retain(|character| !character.is_whitespace());
    let key = if version.starts_with('2') {
        base16ct::mixed::decode_vec(&*data).ok()?
    } else {
        json::base64(&data)?
    };
    key.try_into().ok().map(Zeroizing::new)
}

fn hash(parts: &[&[u8]]) -> Key {
    let hash = parts.iter().fold(Sha256::new(), |hash, part| hash.chain_update(part));
    Zeroizing::new(hash.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_key_file_gives_its_key() {
        let bytes: [u8; 32] = *b"0123456789abcdef0123456789abcdef";
        let digits = base16ct::lower::encode_string(&bytes);
        let groups: String = digits
            .as_bytes()
            .chunks(8)
            .map(|group| format!("\n{}", String::from_utf8_lossy(group)))
            .collect();
        let xml = |version: &str, data: &str| {
            format!("\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<KeyFile>\r\n\t<Meta>\r\n\t\t<Version>{version}</Version>\r\n\t</Meta>\r\n\t<Key>\r\n\t\t<Data Hash=\"F8D6DD27\">{data}\r\n\t\t</Data>\r\n\t</Key>\r\n</KeyFile>").into_bytes()
        };
        for file in [
            bytes.to_vec(),
            digits.clone().into_bytes(),
            digits.to_uppercase().into_bytes(),
            xml("1.00", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
            xml("2.0", &groups),
        ] {
            assert_eq!(*key(&file), bytes, "{}", String::from_utf8_lossy(&file));
            assert_eq!(is_key_file(&file), file.len() > 64);
        }
        for other in [&b""[..], b"any file at all", &xml("2.0", "zz"), &[b'x'; 64]] {
            assert!(!is_key_file(other));
            assert_eq!(*key(other), <[u8; 32]>::from(Sha256::digest(other)));
        }
    }
}
