//! Base64 for URLs without padding (RFC 4648, section 5), for bytes in a vault's text.
//!
//! Every byte string has exactly one text.
//!
//! A crate of its own, since a vault is read through it whenever the popup opens: the compiler is
//! asked for speed here, and for size everywhere else.

use base64ct::{Base64UrlUnpadded, Encoding};
use zeroize::Zeroizing;

/// The length of the text of so many bytes.
#[must_use]
pub const fn encoded_length(bytes: usize) -> usize {
    (bytes * 4).div_ceil(3)
}

/// Writes bytes as text.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// Reads a text; `None` if it isn't the one text of any bytes.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Zeroizing::new(vec![0; text.len() / 4 * 3 + text.len() % 4]);
    let length = Base64UrlUnpadded::decode(text, &mut bytes).ok()?.len();
    bytes.truncate(length);
    Some(std::mem::take(&mut *bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_of_rfc_4648() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg"),
            ("fo", "Zm8"),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg"),
            ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text).as_deref(), Some(bytes.as_bytes()));
            assert_eq!(encoded_length(bytes.len()), text.len());
        }
        assert_eq!(encode(&[0xfb, 0xff, 0xfe]), "-__-");
    }

    #[test]
    fn bytes_have_one_text_and_no_other() {
        for wrong in ["Z", "Zh", "Zm9=", "Zg==", "Zm8+", "Zm/v", "Zm9vY", "Zm9v ", "Zm9", "Zé"] {
            assert_eq!(decode(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn every_length_comes_back() {
        for length in 0..=130_u8 {
            let bytes: Vec<u8> = (0..length).map(|i| i.wrapping_mul(151).wrapping_add(length)).collect();
            let text = encode(&bytes);
            assert_eq!(text.len(), encoded_length(bytes.len()));
            assert_eq!(decode(&text), Some(bytes));
        }
    }
}
