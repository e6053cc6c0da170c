//! Base64 for URLs without padding (RFC 4648, section 5): how bytes stand in a vault's text.
//!
//! Every byte string has exactly one text. The general crate for this takes 28 kB of the package for
//! the one alphabet that is needed.

use zeroize::{Zeroize, Zeroizing};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The length of the text of so many bytes.
pub(crate) fn encoded_length(bytes: usize) -> usize {
    bytes.div_ceil(3).saturating_mul(4) - [0, 2, 1].get(bytes % 3).copied().unwrap_or(0)
}

/// Writes bytes as text.
pub(crate) fn encode(bytes: &[u8]) -> String {
    // Never grown: what is encoded may be secret, and is wiped in one place.
    let mut text = String::with_capacity(encoded_length(bytes.len()));
    for chunk in bytes.chunks(3) {
        let [a, b, c] = [0, 1, 2].map(|at| u32::from(chunk.get(at).copied().unwrap_or(0)));
        let bits = (a << 16) | (b << 8) | c;
        for shift in [18, 12, 6, 0].into_iter().take(chunk.len() + 1) {
            let index = usize::try_from((bits >> shift) & 63).unwrap_or_default();
            text.extend(ALPHABET.get(index).copied().map(char::from));
        }
    }
    text
}

/// Reads a text; `None` where it is not the one text of any bytes.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len() / 4 * 3 + 2));
    for chunk in text.as_bytes().chunks(4) {
        let mut bits = 0;
        for character in chunk {
            bits = (bits << 6) | value(*character)?;
        }
        let [_, a, b, c] = match chunk.len() {
            4 => bits,
            // The bits that are left over are zero, or there were two texts for the same bytes.
            3 if bits & 0b11 == 0 => bits << 6,
            2 if bits & 0b1111 == 0 => bits << 12,
            _ => return None,
        }
        .to_be_bytes();
        bytes.extend_from_slice([a, b, c].get(..chunk.len() - 1).unwrap_or_default());
        bits.zeroize();
    }
    Some(std::mem::take(&mut *bytes))
}

fn value(character: u8) -> Option<u32> {
    let (first, start) = match character {
        b'A'..=b'Z' => (b'A', 0),
        b'a'..=b'z' => (b'a', 26),
        b'0'..=b'9' => (b'0', 52),
        b'-' => (b'-', 62),
        b'_' => (b'_', 63),
        _ => return None,
    };
    Some(u32::from(character - first) + start)
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
