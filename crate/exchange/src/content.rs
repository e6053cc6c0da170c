//! A file's bytes, and what they can be parsed as.

use std::{borrow::Cow, cell::OnceCell};

use serde_json::Value;

use crate::{Error, Refusal, archive, cipher, preferences, sqlite};

/// The most values in one JSON text: each takes many times its length in memory.
const MOST_VALUES: usize = 1_500_000;

/// An object takes as much memory as this many values.
const OBJECT: usize = 10;

/// A file's bytes and their parsed forms; each is made once, on demand.
#[derive(Debug)]
pub struct Content<'a> {
    bytes: &'a [u8],
    text: OnceCell<Option<Cow<'a, str>>>,
    json: OnceCell<Result<Value, Error>>,
    preferences: OnceCell<Vec<(String, String)>>,
    members: OnceCell<Vec<String>>,
}

impl<'a> Content<'a> {
    /// The bytes of a file.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        let (text, json) = (OnceCell::new(), OnceCell::new());
        Self { bytes, text, json, preferences: OnceCell::new(), members: OnceCell::new() }
    }

    /// The original bytes.
    #[must_use]
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The file as text: UTF-8 or UTF-16, with or without a byte order mark, which is removed.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.text.get_or_init(|| decode(self.bytes)).as_deref()
    }

    /// The file as JSON.
    #[must_use]
    pub fn json(&self) -> Option<&Value> {
        self.parsed().as_ref().ok()
    }

    /// The file as Android's preferences: texts by name.
    pub(crate) fn preferences(&self) -> &[(String, String)] {
        self.preferences.get_or_init(|| self.text().map(preferences::read).unwrap_or_default())
    }

    /// The names in the file, if it is a zip archive.
    pub(crate) fn members(&self) -> &[String] {
        self.members.get_or_init(|| archive::names(self.bytes))
    }

    /// Refuses JSON with more values than any reader accepts, before the readers look at it.
    ///
    /// # Errors
    /// It has too many.
    pub(crate) fn bounded(&self) -> Result<(), Error> {
        match self.parsed() {
            Err(error @ Error::Refused(Refusal::TooMany)) => Err(error.clone()),
            _ => Ok(()),
        }
    }

    /// The error for a file that no detector recognised.
    pub(crate) fn unknown(&self) -> Error {
        let text = self.text();
        match (text.and_then(first), self.parsed()) {
            (Some('{' | '['), Err(error)) => error.clone(),
            (Some('{' | '['), Ok(json)) if is_empty(json) => Refusal::Nothing.into(),
            _ if text.is_some_and(|text| text.trim().is_empty()) => Refusal::Nothing.into(),
            _ if is_pgp(self.bytes, text) => Refusal::Pgp.into(),
            _ if self.bytes.starts_with(sqlite::MAGIC) => Refusal::Database.into(),
            _ if sqlite::is_log(self.bytes) => Refusal::Log.into(),
            // An archive whose directory, at the end, is missing.
            _ if self.bytes.starts_with(b"PK\x03\x04") && self.members().is_empty() => {
                archive::Archive::open(self.bytes).err().unwrap_or(Error::BROKEN)
            }
            // Such as Proton Pass's encrypted export.
            _ if self.holds([".pgp", ".gpg"]) => Refusal::Pgp.into(),
            _ if self.holds([".zip", ".1pux"]) => Refusal::Archive.into(),
            _ if text.is_some_and(is_cut_xml) => Error::BROKEN,
            _ if self.bytes.starts_with(OFFICE) => Refusal::Office.into(),
            _ if is_archive(self.bytes) => Refusal::Archive.into(),
            _ if text.is_none() && is_text(self.bytes) => match std::str::from_utf8(self.bytes) {
                // It ends within a character.
                Err(error) if error.error_len().is_none() => Error::BROKEN,
                _ => Refusal::Encoding.into(),
            },
            _ => Error::Unknown,
        }
    }

    /// Whether it is an archive with a file whose name ends so.
    fn holds(&self, endings: [&str; 2]) -> bool {
        self.members()
            .iter()
            .any(|name| endings.iter().any(|ending| name.to_ascii_lowercase().ends_with(ending)))
    }

    fn parsed(&self) -> &Result<Value, Error> {
        self.json.get_or_init(|| parse(self.text().ok_or(Error::Unknown)?))
    }
}

/// Parses a JSON object or array, from the file or decrypted.
///
/// # Errors
/// It is incomplete, or has too many values.
pub(crate) fn parse(text: &str) -> Result<Value, Error> {
    if !matches!(first(text), Some('{' | '[')) {
        return Err(Error::BROKEN);
    }
    let weight = |byte| match byte {
        b',' | b'[' => 1,
        b'{' => OBJECT,
        _ => 0,
    };
    if text.bytes().map(weight).sum::<usize>() > MOST_VALUES {
        return Err(Refusal::TooMany.into());
    }
    serde_json::from_str(text).map_err(|_| Error::BROKEN)
}

/// OpenPGP: its armour, or the packets that andOTP and others write (a session key, by public key
/// or passphrase).
fn is_pgp(bytes: &[u8], text: Option<&str>) -> bool {
    let armour = text.is_some_and(|text| text.trim_start().starts_with("-----BEGIN PGP"));
    armour || cipher::is_pgp(bytes)
}

/// How documents of older office programs start.
const OFFICE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Archives other than zip, and the first part of a zip archive that was split.
fn is_archive(bytes: &[u8]) -> bool {
    const MAGICS: [&[u8]; 7] =
        [b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"PK\x07\x08"];
    // A tar archive starts with the name of its first file.
    let tar = bytes.get(257..).is_some_and(|rest| rest.starts_with(b"ustar"));
    tar || MAGICS.iter().any(|magic| bytes.starts_with(magic))
}

/// Whether bytes are a text of an encoding that is not read: there are no control characters but ends of lines.
fn is_text(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| !byte.is_ascii_control() || byte.is_ascii_whitespace())
}

/// Whether a text is XML whose end is missing.
fn is_cut_xml(text: &str) -> bool {
    let text = text.trim();
    let root = if text.starts_with("<?xml") {
        text.split_once("?>").map_or("", |(_, root)| root.trim_start())
    } else {
        text
    };
    let name =
        root.strip_prefix('<').and_then(|name| name.split(['>', '/']).next()?.split_whitespace().next());
    // Whatever may stand around the root of another document is left to its own program.
    let known = text.starts_with("<?xml") || name.is_some_and(|name| XML.contains(&name));
    let end =
        name.is_some_and(|name| text.strip_suffix('>').is_some_and(|end| end.trim_end().ends_with(name)));
    known && !end && !name.is_some_and(|name| name.starts_with('!'))
}

/// The roots of documents that apps write.
const XML: [&str; 2] = ["map", "KeePassFile"];

/// Whether all lists of a file are empty: the app had no accounts.
fn is_empty(json: &Value) -> bool {
    match json {
        Value::Array(values) => values.is_empty(),
        Value::Object(members) => {
            let mut lists = members.values().filter_map(Value::as_array).peekable();
            members.is_empty() || lists.peek().is_some() && lists.all(Vec::is_empty)
        }
        _ => false,
    }
}

fn first(text: &str) -> Option<char> {
    text.trim_start().chars().next()
}

/// Decodes text in any encoding that an app or an editor saves.
pub(crate) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).ok().map(Cow::Borrowed),
        [0xff, 0xfe, rest @ ..] => utf16(rest, 0),
        [0xfe, 0xff, rest @ ..] => utf16(rest, 8),
        // Every text format starts with an ASCII letter or a brace.
        [1..=0x7f, 0, ..] => utf16(bytes, 0),
        [0, 1..=0x7f, ..] => utf16(bytes, 8),
        _ => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
    }
}

/// UTF-16. A `turn` of 8 bits swaps the two bytes of each unit, for big-endian texts; 0 leaves them.
fn utf16(bytes: &[u8], turn: u32) -> Option<Cow<'_, str>> {
    let (pairs, rest) = bytes.as_chunks();
    if !rest.is_empty() {
        return None;
    }
    let units = pairs.iter().map(|pair| u16::from_le_bytes(*pair).rotate_left(turn));
    let mut text = String::with_capacity(pairs.len());
    for character in char::decode_utf16(units) {
        text.push(character.ok()?);
    }
    Some(Cow::Owned(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "{\"名\": \"é\"}";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [
            text.as_bytes().to_vec(),
            ["\u{feff}".as_bytes(), text.as_bytes()].concat(),
            [&[0xff, 0xfe], &le[..]].concat(),
            [&[0xfe, 0xff], &be[..]].concat(),
            le,
            be,
        ] {
            assert_eq!(decode(&bytes).as_deref(), Some(text), "{bytes:x?}");
        }
    }

    #[test]
    fn what_is_no_text_is_none() {
        for bytes in [&b"\xff\xfeab\x00"[..], b"\xff\xfe\x00\xd8", b"abc\xff", b"\xef\xbb\xbf\xc0"] {
            assert_eq!(decode(bytes), None, "{bytes:x?}");
        }
    }

    #[test]
    fn deep_nesting_and_many_values_end_in_words() {
        assert_eq!(parse(&"[".repeat(100_000)).err(), Some(Error::BROKEN));
        let many = format!("[{}0]", "0,".repeat(MOST_VALUES));
        assert_eq!(parse(&many).err(), Some(Refusal::TooMany.into()));
    }
}
