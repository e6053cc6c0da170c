//! One Key URI: its account, its name, and what is escaped in it.

use tandem_core::{account::Account, otpauth};

use crate::Why;

/// The most bytes of a key URI. Apps add notes and tags, so it may be longer than a QR code holds.
pub(crate) const LONGEST_URI: usize = 64 << 10;

/// How many characters of a key URI are searched for its name.
const LONGEST_SHOWN: usize = 512;

/// The account of a key URI. The length is limited, since a label of megabytes would be searched many
/// times.
pub(crate) fn parse(uri: &str, now: u64) -> Result<Account, Why> {
    if uri.len() > LONGEST_URI { Err(Why::TooLong) } else { otpauth::parse(uri, now).map_err(Why::Uri) }
}

/// The name that is shown for a key URI: its label, never its parameters.
pub(crate) fn shown(uri: &str) -> String {
    let shown = uri.char_indices().nth(LONGEST_SHOWN).map_or(uri, |(end, _)| uri.get(..end).unwrap_or(uri));
    otpauth::label(shown).unwrap_or_default()
}

/// Percent decoding; invalid escapes are kept.
pub(crate) fn decoded(text: &str, plus_is_space: bool) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escape = match rest {
            [b'%', high, low, after @ ..] => {
                let digit =
                    |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                digit(*high).zip(digit(*low)).map(|(high, low)| (high << 4 | low, after))
            }
            _ => None,
        };
        let (byte, after) = match escape {
            Some(decoded) => decoded,
            None if *first == b'+' && plus_is_space => (b' ', tail),
            None => (*first, tail),
        };
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
