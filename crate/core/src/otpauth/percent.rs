//! Percent encoding (RFC 3986, section 2), as far as Key URIs need it.

use std::ops::Deref;

use zeroize::Zeroizing;

use crate::hex;

/// A text as it was given, or what it encoded.
pub(super) enum Decoded<'a> {
    Given(&'a str),
    Read(Zeroizing<String>),
}

impl Deref for Decoded<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Given(text) => text,
            Self::Read(text) => text,
        }
    }
}

/// A `%` without two hexadecimal digits, or bytes that aren't UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bad;

/// Bytes 80 to 9F in Windows-1252, which is usually meant by Latin-1; our choice where it has none.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Decodes a label; any text is one. `+` is a plus sign.
pub(super) fn label(text: &str) -> Zeroizing<String> {
    decode_name(text)
}

/// Decodes the value of a parameter that is a name: `+` is a space, as forms write it.
pub(super) fn name(text: &str) -> Zeroizing<String> {
    if text.contains('+') { decode_name(&Zeroizing::new(text.replace('+', " "))) } else { decode_name(text) }
}

/// Decodes a parameter's value that determines codes: `+` is a space.
pub(super) fn value(text: &str) -> Result<Decoded<'_>, Bad> {
    // The fast path for most values.
    if text.bytes().fold(true, |plain, byte| plain & (byte != b'+') & (byte != b'%')) {
        return Ok(Decoded::Given(text));
    }
    decode(text, |byte| if byte == b'+' { b' ' } else { byte }).map(Decoded::Read)
}

/// Appends a text, encoding everything but the unreserved characters and those in `also`.
pub(super) fn encode(text: &str, also: &[u8], to: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || also.contains(&byte) {
            to.push(char::from(byte));
        } else {
            to.push('%');
            hex::push_upper(&[byte], to);
        }
    }
}

/// A `%` that starts no escape is itself, and bytes that aren't UTF-8 are Latin-1: a name with a
/// wrong letter is better than no key.
fn decode_name(name: &str) -> Zeroizing<String> {
    let mut read = Zeroizing::new(String::with_capacity(name.len()));
    let mut rest = name;
    while let Some((plain, behind)) = rest.split_once('%') {
        read.push_str(plain);
        // An ASCII byte is itself, whatever is beside it.
        if let Some((byte, after)) = escape(behind).filter(|(byte, _)| byte.is_ascii()) {
            read.push(char::from(byte));
            rest = after;
            continue;
        }
        let (bytes, after) = escapes(rest.get(plain.len()..).unwrap_or_default());
        if bytes.is_empty() {
            read.push('%');
            rest = behind;
            continue;
        }
        read.push_str(&text(&bytes));
        rest = after;
    }
    read.push_str(rest);
    read
}

/// The text of bytes: UTF-8, or else Windows-1252.
pub(super) fn text(bytes: &[u8]) -> String {
    let windows = |&byte: &u8| {
        let high = byte.checked_sub(0x80).and_then(|place| WINDOWS.get(usize::from(place)));
        high.copied().unwrap_or(char::from(byte))
    };
    std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(windows).collect(), str::to_owned)
}

/// The bytes of the leading escapes, and the rest.
fn escapes(text: &str) -> (Zeroizing<Vec<u8>>, &str) {
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut rest = text;
    while let Some((byte, after)) = rest.strip_prefix('%').and_then(escape) {
        bytes.push(byte);
        rest = after;
    }
    (bytes, rest)
}

/// The byte of an escape without its `%`, and the rest.
fn escape(text: &str) -> Option<(u8, &str)> {
    let (digits, after) = text.split_at_checked(2)?;
    let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let byte = u8::from_str_radix(digits, 16).ok().filter(|_| hexadecimal)?;
    Some((byte, after))
}

fn decode(text: &str, plain: impl Fn(u8) -> u8) -> Result<Zeroizing<String>, Bad> {
    // Decoding never lengthens, so the buffer isn't moved and is wiped as a whole.
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        if byte == b'%' {
            let (digits, after) = after.split_first_chunk::<2>().ok_or(Bad)?;
            let [high, low] = digits.map(|digit| char::from(digit).to_digit(16));
            bytes.push(u8::try_from(high.ok_or(Bad)? * 16 + low.ok_or(Bad)?).map_err(|_| Bad)?);
            rest = after;
        } else {
            bytes.push(plain(byte));
            rest = after;
        }
    }
    let text = String::from_utf8(std::mem::take(&mut *bytes)).map_err(|error| {
        drop(Zeroizing::new(error.into_bytes()));
        Bad
    })?;
    Ok(Zeroizing::new(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plus_is_a_space_in_values_alone() {
        assert_eq!(label("a+b%20c%2B").as_str(), "a+b c+");
        assert_eq!(name("a+b%20c%2B").as_str(), "a b c+");
        assert_eq!(value("a+b%20c%2B").unwrap().to_string(), "a b c+");
    }

    #[test]
    fn what_is_not_encoded_stays() {
        for text in ["", "Ünïcode 認証 😀", "#:?@/&=;\"<>"] {
            assert_eq!(label(text).as_str(), text);
        }
        assert_eq!(label("%e8%AA%8d%F0%9f%98%80").as_str(), "認😀");
    }

    #[test]
    fn half_an_escape_is_refused_where_codes_follow_from_it() {
        for text in
            ["%", "a%", "%4", "a%4", "%zz", "%4z", "%z4", "100% me", "%FF", "%E8%AA", "%C3x", "%+1", "%é"]
        {
            assert_eq!(value(text).err(), Some(Bad), "{text:?}");
        }
    }

    #[test]
    fn a_name_is_read_as_well_as_it_can_be() {
        for (text, read) in [
            ("100% Fun", "100% Fun"),
            ("%", "%"),
            ("a%4", "a%4"),
            ("%zz%41", "%zzA"),
            ("%é", "%é"),
            ("%+1", "%+1"),
            ("Soci%E9t%E9", "Société"),
            ("%80%93%ff", "€“ÿ"),
            ("M%FCller 認証", "Müller 認証"),
            ("%C3%A9%", "é%"),
            ("%%41", "%A"),
            ("A%20B%253Cc", "A B%3Cc"),
        ] {
            assert_eq!(label(text).as_str(), read, "{text}");
        }
    }

    #[test]
    fn bytes_are_text_in_either_encoding() {
        assert_eq!(text("é認".as_bytes()), "é認");
        assert_eq!(text(b"Soci\xe9t\xe9 \x80"), "Société €");
    }

    #[test]
    fn encoding_keeps_the_unreserved_and_the_named() {
        let mut text = String::new();
        encode("aZ09-._~ @:%+認", b"@", &mut text);
        assert_eq!(text, "aZ09-._~%20@%3A%25%2B%E8%AA%8D");
    }
}
