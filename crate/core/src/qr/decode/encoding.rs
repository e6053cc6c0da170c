//! What the bytes of a text are written in.
//!
//! A code may say it (ECI), and the mode for kanji says it too. Most codes say nothing. Then a text
//! is UTF-8 if it can be; otherwise Japanese if it looks like that; otherwise Latin-1, which the
//! standard names as the default.

use crate::qr::Encoding;

impl Encoding {
    /// What these bytes are written in: as declared, where the code declares it.
    pub(in crate::qr) fn of(bytes: &[u8], declared: Option<Self>) -> Self {
        let utf8 = std::str::from_utf8(bytes).is_ok();
        match declared {
            // Some writers declare UTF-8 for whatever they are given.
            Some(declared) if declared != Self::Utf8 || utf8 => declared,
            _ if utf8 => Self::Utf8,
            _ if is_shift_jis(bytes) => Self::ShiftJis,
            _ => Self::Latin1,
        }
    }

    /// The encoding that an ECI number stands for, as far as it matters here.
    pub(super) fn of_eci(number: usize) -> Option<Self> {
        match number {
            1 | 3 => Some(Self::Latin1),
            20 => Some(Self::ShiftJis),
            26 => Some(Self::Utf8),
            29 | 32 => Some(Self::Gb18030),
            _ => None,
        }
    }
}

/// Whether bytes that are not UTF-8 are Japanese in Shift JIS.
///
/// Nearly every Latin-1 text is valid Shift JIS as well: an accented letter and the letter after it
/// make a rare kanji. So what counts is what Latin-1 lacks. Common characters of Japanese begin with
/// a byte from 81 to 9F, where Latin-1 has no letters and Windows only quotation marks and dashes,
/// and half-width kana come in runs that would be several accented capitals in a row.
fn is_shift_jis(bytes: &[u8]) -> bool {
    const KANA: usize = 3;
    let (mut rest, mut kana, mut japanese) = (bytes, 0, false);
    loop {
        kana = match *rest {
            [] => return japanese,
            [0xa1..=0xdf, ..] => kana + 1,
            _ => 0,
        };
        japanese |= kana == KANA;
        rest = match rest {
            [0..=0x7f | 0xa1..=0xdf, tail @ ..] => tail,
            [lead @ (0x81..=0x9f | 0xe0..=0xfc), trail @ (0x40..=0x7e | 0x80..=0xfc), tail @ ..] => {
                let punctuation = matches!(lead, 0x82 | 0x84 | 0x85 | 0x8b | 0x91..=0x97 | 0x99 | 0x9b);
                japanese |= *lead < 0xa0 && (*trail >= 0x80 || !punctuation);
                tail
            }
            _ => return false,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], declared: Option<Encoding>, expected: Encoding) {
        assert_eq!(Encoding::of(bytes, declared), expected, "{bytes:x?}");
    }

    #[test]
    fn a_text_that_declares_nothing_is_told_by_its_bytes() {
        for (bytes, expected) in [
            (&b"plain"[..], Encoding::Utf8),
            ("Soci\u{e9}t\u{e9} \u{65e5}\u{672c}".as_bytes(), Encoding::Utf8),
            (b"otpauth://totp/Soci\xe9t\xe9:ana", Encoding::Latin1),
            (b"Stra\xdfe, gr\xf6\xdfer, \xc5ngstr\xf6m", Encoding::Latin1),
            (b"ma\xf1ana \xbfqu\xe9?", Encoding::Latin1),
            (b"It\x92s a \x93quote\x94", Encoding::Latin1),
            (b"caf\xe9", Encoding::Latin1),
            // \u{5c71}\u{7530}\u{592a}\u{90ce}, then in half-width kana, then hiragana alone.
            (b"\x8e\x52\x93\x63\x91\xbe\x98\x59", Encoding::ShiftJis),
            (b"otpauth://totp/\xd4\xcf\xc0\xde:a", Encoding::ShiftJis),
            (b"\x82\xa0\x82\xa2", Encoding::ShiftJis),
            (b"ID \x83\x5c", Encoding::ShiftJis),
        ] {
            check(bytes, None, expected);
        }
    }

    #[test]
    fn what_a_code_declares_counts_unless_it_cannot_be() {
        check(b"\x93\x5f", Some(Encoding::ShiftJis), Encoding::ShiftJis);
        check(b"\x82\xa0", Some(Encoding::Latin1), Encoding::Latin1);
        check("\u{e9}".as_bytes(), Some(Encoding::Utf8), Encoding::Utf8);
        check(b"Soci\xe9t\xe9", Some(Encoding::Utf8), Encoding::Latin1);
        check(b"\xd6\xd0", Some(Encoding::Gb18030), Encoding::Gb18030);
    }
}
