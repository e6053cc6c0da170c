//! Percent encoding (RFC 3986, section 2), the part of it that key URIs need.

use zeroize::Zeroizing;

use crate::hex;

/// A `%` without two hexadecimal digits, or bytes that are no UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bad;

/// Decodes a label: `+` is a plus sign.
pub(super) fn label(text: &str) -> Result<Zeroizing<String>, Bad> {
    decode(text, |byte| byte)
}

/// Decodes the value of a parameter: `+` is a space, as forms write it.
pub(super) fn value(text: &str) -> Result<Zeroizing<String>, Bad> {
    decode(text, |byte| if byte == b'+' { b' ' } else { byte })
}

/// Appends a text with everything encoded but the unreserved characters and those named.
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

fn decode(text: &str, plain: impl Fn(u8) -> u8) -> Result<Zeroizing<String>, Bad> {
    // Decoding never lengthens: the buffer stays where it is, and is wiped as a whole.
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
        assert_eq!(label("a+b%20c%2B").unwrap().as_str(), "a+b c+");
        assert_eq!(value("a+b%20c%2B").unwrap().as_str(), "a b c+");
    }

    #[test]
    fn what_is_not_encoded_stays() {
        for text in ["", "Ünïcode 認証 😀", "#:?@/&=;\"<>"] {
            assert_eq!(label(text).unwrap().as_str(), text);
        }
        assert_eq!(label("%e8%AA%8d%F0%9f%98%80").unwrap().as_str(), "認😀");
    }

    #[test]
    fn half_an_escape_is_refused() {
        for text in
            ["%", "a%", "%4", "a%4", "%zz", "%4z", "%z4", "100% me", "%FF", "%E8%AA", "%C3x", "%+1", "%é"]
        {
            assert_eq!(label(text).err(), Some(Bad), "{text:?}");
            assert_eq!(value(text).err(), Some(Bad), "{text:?}");
        }
    }

    #[test]
    fn encoding_keeps_the_unreserved_and_the_named() {
        let mut text = String::new();
        encode("aZ09-._~ @:%+認", b"@", &mut text);
        assert_eq!(text, "aZ09-._~%20@%3A%25%2B%E8%AA%8D");
    }
}
