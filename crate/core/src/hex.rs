//! Hexadecimal: two characters a byte.

use base16ct::{lower, mixed, upper};
use zeroize::Zeroizing;

/// Appends bytes in lower case.
pub(crate) fn push_lower(bytes: &[u8], to: &mut String) {
    for byte in bytes {
        to.push_str(lower::encode_str(&[*byte], &mut [0; 2]).unwrap_or_default());
    }
}

/// Appends bytes in upper case, as percent encoding wants it.
pub(crate) fn push_upper(bytes: &[u8], to: &mut String) {
    for byte in bytes {
        to.push_str(upper::encode_str(&[*byte], &mut [0; 2]).unwrap_or_default());
    }
}

/// Reads pairs in either case; `None` for anything else.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Zeroizing::new(vec![0; text.len() / 2]);
    mixed::decode(text, &mut bytes).ok()?;
    Some(std::mem::take(&mut *bytes))
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
