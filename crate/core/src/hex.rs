//! Hexadecimal: two characters a byte.

use zeroize::Zeroizing;

const LOWER: &[u8; 16] = b"0123456789abcdef";
const UPPER: &[u8; 16] = b"0123456789ABCDEF";

/// Appends bytes in lower case.
pub(crate) fn push_lower(bytes: &[u8], to: &mut String) {
    push(bytes, LOWER, to);
}

/// Appends bytes in upper case, as percent encoding wants it.
pub(crate) fn push_upper(bytes: &[u8], to: &mut String) {
    push(bytes, UPPER, to);
}

/// Reads pairs in either case; `None` for anything else.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len() / 2));
    for pair in text.as_bytes().chunks(2) {
        let [high, low] = pair else { return None };
        let digit =
            |character: u8| char::from(character).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        bytes.push((digit(*high)? << 4) | digit(*low)?);
    }
    Some(std::mem::take(&mut *bytes))
}

fn push(bytes: &[u8], digits: &[u8; 16], to: &mut String) {
    for byte in bytes {
        let pair = [byte >> 4, byte & 15].map(usize::from);
        to.extend(pair.into_iter().filter_map(|digit| digits.get(digit)).map(|digit| char::from(*digit)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_comes_back_in_either_case() {
        let bytes: Vec<u8> = (0..=255).collect();
        let (mut lower, mut upper) = (String::new(), String::new());
        push_lower(&bytes, &mut lower);
        push_upper(&bytes, &mut upper);
        assert!(lower.starts_with("000102") && lower.ends_with("fdfeff"));
        assert_eq!(upper, lower.to_uppercase());
        for text in [lower, upper] {
            assert_eq!(decode(&text).as_ref(), Some(&bytes));
        }
    }

    #[test]
    fn what_is_no_pair_is_refused() {
        for wrong in ["0", "0g", "+1", "0 ", "é", "000"] {
            assert_eq!(decode(wrong), None, "{wrong:?}");
        }
        assert_eq!(decode(""), Some(Vec::new()));
    }
}
