//! The segments of a text: what they declare, and the modes that rqrr does not know.
//!
//! These are Chinese characters (GB/T 18284), codes that belong together (structured append), and
//! the marks of goods and trades (FNC1, as in GS1). Texts without them are read by rqrr; here their
//! segments only tell what they are written in.

use crate::qr::Encoding;

/// The characters of the mode for upper-case text, in the order of their values.
const ALPHANUMERIC: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// What FNC1 stands for between two fields: the group separator.
const SEPARATOR: u8 = 0x1d;

/// The bits of the data codewords that were not yet read.
struct Bits<'a> {
    codewords: &'a [u8],
    at: usize,
}

/// A text by its segments.
#[derive(Debug, PartialEq)]
pub(super) struct Segments {
    pub(super) bytes: Vec<u8>,
    /// What it is written in, where a segment says so.
    pub(super) declared: Option<Encoding>,
    /// Whether it has a mode that rqrr does not know.
    pub(super) unknown_to_rqrr: bool,
}

/// Reads the data codewords of a code of a size; nothing if they break the standard's rules.
pub(super) fn read(codewords: &[u8], size: usize) -> Option<Segments> {
    let mut bits = Bits { codewords, at: 0 };
    let mut bytes = Vec::new();
    let (mut declared, mut unknown_to_rqrr) = (None, false);
    let mut fields = false;
    // Lengths are as long as in versions 1 to 9, 10 to 26, 27 to 40.
    let longer = match size {
        ..=53 => 0,
        54..=121 => 2,
        _ => 4,
    };
    // What is left may be too short for the mode that ends a text.
    while let Some(mode @ 1..) = bits.take(4) {
        match mode {
            1 => bits.digits(10 + longer, 10, &[4, 7, 10], &mut bytes)?,
            2 => {
                let from = bytes.len();
                bits.digits(9 + longer, 45, &[6, 11], &mut bytes)?;
                if fields {
                    separate(&mut bytes, from);
                }
            }
            // Which of how many codes it is, and a sum of their whole text.
            3 => {
                bits.take(16)?;
                unknown_to_rqrr = true;
            }
            4 => {
                for _ in 0..bits.take(if longer == 0 { 8 } else { 16 })? {
                    bytes.push(u8::try_from(bits.take(8)?).ok()?);
                }
            }
            // FNC1: the fields are those of GS1, or of a trade that is a letter or two digits.
            5 | 9 => {
                if mode == 9 {
                    bits.trade(&mut bytes)?;
                }
                fields = true;
                unknown_to_rqrr = true;
            }
            7 => declared = Encoding::of_eci(bits.encoding()?),
            8 => {
                declared.get_or_insert(Encoding::ShiftJis);
                bits.pairs(8 + longer, &mut bytes, |value| {
                    let at = ((value / 0xc0) << 8) | (value % 0xc0);
                    // Between the two halves of Shift JIS lie the letters of one byte.
                    at + if at < 0x1f00 { 0x8140 } else { 0xc140 }
                })?;
            }
            // Which set of characters: there is one.
            13 if bits.take(4)? == 1 => {
                bits.pairs(8 + longer, &mut bytes, |value| {
                    // Between the signs and the characters there are rows that nothing is in.
                    let first = if value < 960 { 0xa1a1 } else { 0xa6a1 };
                    first + ((value / 96) << 8) + value % 96
                })?;
                (declared, unknown_to_rqrr) = (Some(Encoding::Gb18030), true);
            }
            _ => return None,
        }
    }
    Some(Segments { bytes, declared, unknown_to_rqrr })
}

/// In upper-case text with fields a percent sign is a separator, and two are one percent sign.
fn separate(bytes: &mut Vec<u8>, from: usize) {
    let text = bytes.split_off(from);
    let mut letters = text.into_iter().peekable();
    while let Some(letter) = letters.next() {
        let ends = letter == b'%' && letters.next_if_eq(&b'%').is_none();
        bytes.push(if ends { SEPARATOR } else { letter });
    }
}

impl Bits<'_> {
    /// The next bits as a number, the first one highest.
    fn take(&mut self, count: usize) -> Option<usize> {
        let mut value = 0;
        for at in self.at..self.at + count {
            let bit = self.codewords.get(at / 8)? >> (7 - at % 8) & 1;
            value = value << 1 | usize::from(bit);
        }
        self.at += count;
        Some(value)
    }

    /// Characters of an alphabet in groups. Their number comes first, in `length` bits; a full group has as
    /// many characters as there are widths.
    fn digits(&mut self, length: usize, base: usize, widths: &[usize], bytes: &mut Vec<u8>) -> Option<()> {
        let mut left = self.take(length)?;
        while left > 0 {
            let group = left.min(widths.len());
            let value = self.take(*widths.get(group - 1)?)?;
            for place in (0..u32::try_from(group).ok()?).rev() {
                bytes.push(*ALPHANUMERIC.get(value / base.pow(place) % base)?);
            }
            left -= group;
        }
        Some(())
    }

    /// The number of an encoding, which is as long as its first bits say.
    fn encoding(&mut self) -> Option<usize> {
        Some(match self.take(8)? {
            short @ ..=0x7f => short,
            long @ 0x80..=0xbf => (long & 0x3f) << 8 | self.take(8)?,
            longest => (longest & 0x1f) << 16 | self.take(16)?,
        })
    }

    /// A trade's mark: a letter or two digits.
    fn trade(&mut self, bytes: &mut Vec<u8>) -> Option<()> {
        match self.take(8)? {
            number @ ..100 => {
                for digit in [number / 10, number % 10] {
                    bytes.push(*ALPHANUMERIC.get(digit)?);
                }
            }
            letter => bytes.push(u8::try_from(letter - 100).ok()?),
        }
        Some(())
    }

    /// Characters of two bytes in 13 bits each. Their number comes first, in `length` bits.
    fn pairs(&mut self, length: usize, bytes: &mut Vec<u8>, both: impl Fn(usize) -> usize) -> Option<()> {
        for _ in 0..self.take(length)? {
            bytes.extend(u16::try_from(both(self.take(13)?)).ok()?.to_be_bytes());
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers, each of so many bits, as codewords.
    fn codewords(numbers: &[(usize, usize)]) -> Vec<u8> {
        let bits: Vec<u8> = numbers
            .iter()
            .flat_map(|&(value, width)| (0..width).rev().map(move |bit| u8::from(value >> bit & 1 == 1)))
            .collect();
        bits.chunks(8)
            .map(|byte| byte.iter().zip((0..8).rev()).map(|(bit, place)| bit << place).sum())
            .collect()
    }

    // 中 is row 54, cell 48 of GB 2312 and D6 D0 in its bytes; 、 is row 1, cell 2 and A1 A2.
    const CHINESE: [(usize, usize); 5] =
        [(13, 4), (1, 4), (2, 8), ((0xd6 - 0xa6) * 96 + 0xd0 - 0xa1, 13), (1, 13)];

    /// A mode and the length of what is in it, then numbers; the end, by itself where there is room.
    fn text(parts: &[&[(usize, usize)]]) -> Option<Segments> {
        read(&codewords(&[&parts.concat()[..], &[(0, 4)]].concat()), 25)
    }

    #[track_caller]
    fn check(read: Option<Segments>, bytes: &[u8], declared: Option<Encoding>, unknown_to_rqrr: bool) {
        assert_eq!(read, Some(Segments { bytes: bytes.to_vec(), declared, unknown_to_rqrr }));
    }

    const ABZ: [(usize, usize); 4] = [(2, 4), (3, 9), (10 * 45 + 11, 11), (35, 6)];
    const DIGITS: [(usize, usize); 4] = [(1, 4), (4, 10), (123, 10), (4, 4)];

    #[test]
    fn a_part_in_chinese_is_read_with_what_is_around_it() {
        let byte = [(4, 4), (1, 8), (usize::from(b'<'), 8)];
        let read = text(&[&byte, &CHINESE, &ABZ, &DIGITS]);
        check(read, b"<\xd6\xd0\xa1\xa2ABZ1234", Some(Encoding::Gb18030), true);
    }

    #[test]
    fn lengths_are_longer_in_larger_codes() {
        for (size, longer) in [(53, 0), (57, 2), (121, 2), (125, 4)] {
            let mut numbers = CHINESE.to_vec();
            numbers[2].1 += longer;
            numbers.extend([(1, 4), (1, 10 + longer), (7, 4), (0, 4)]);
            let read = read(&codewords(&numbers), size).expect("it is read");
            assert_eq!(read.bytes, b"\xd6\xd0\xa1\xa27", "{size}");
        }
    }

    #[test]
    fn one_code_of_several_is_read_by_itself() {
        // The second of three, in UTF-8 (26) and with a letter of Shift JIS: 点 is 935F.
        let (several, utf8) = ([(3, 4), (1, 4), (2, 4), (0x5a, 8)], [(7, 4), (26, 8)]);
        let kanji = [(8, 4), (1, 8), (0xd9f, 13)];
        let read = text(&[&several, &utf8, &ABZ, &kanji]);
        check(read, b"ABZ\x93\x5f", Some(Encoding::Utf8), true);
    }

    #[test]
    fn fields_are_separated_and_a_percent_sign_is_written_twice() {
        // "A%B%%" in upper case, and a percent sign in bytes, which is one.
        let upper = [(2, 4), (5, 9), (10 * 45 + 38, 11), (11 * 45 + 38, 11), (38, 6)];
        let byte = [(4, 4), (1, 8), (usize::from(b'%'), 8)];
        let fields = |mode: &[(usize, usize)]| text(&[mode, &upper, &byte]).map(|text| text.bytes);
        assert_eq!(fields(&[(5, 4)]).as_deref(), Some(&b"A\x1dB%%"[..]));
        assert_eq!(fields(&[(9, 4), (7, 8)]).as_deref(), Some(&b"07A\x1dB%%"[..]));
        assert_eq!(fields(&[(9, 4), (165, 8)]).as_deref(), Some(&b"AA\x1dB%%"[..]));
    }

    #[test]
    fn any_other_text_is_left_to_rqrr() {
        check(text(&[&[(4, 4), (1, 8), (65, 8)]]), b"A", None, false);
        check(text(&[&ABZ, &DIGITS]), b"ABZ1234", None, false);
    }

    #[test]
    fn an_encoding_is_declared_by_its_number_or_by_kanji() {
        let byte = [(4, 4), (1, 8), (0xe9, 8)];
        for (number, declared) in [
            (&[(3, 8)][..], Some(Encoding::Latin1)),
            (&[(20, 8)], Some(Encoding::ShiftJis)),
            (&[(0x80, 8), (26, 8)], Some(Encoding::Utf8)),
            (&[(0xc0, 8), (29, 16)], Some(Encoding::Gb18030)),
            (&[(7, 8)], None),
        ] {
            check(text(&[&[(7, 4)], number, &byte]), b"\xe9", declared, false);
        }
        check(text(&[&[(8, 4), (1, 8), (0xd9f, 13)]]), b"\x93\x5f", Some(Encoding::ShiftJis), false);
    }

    #[test]
    fn what_breaks_the_rules_is_not_read() {
        // A mode nobody knows, a set of characters nobody knows, and an end in the middle.
        assert_eq!(text(&[&[(6, 4)]]), None);
        assert_eq!(text(&[&[(13, 4), (2, 4), (0, 8)]]), None);
        assert_eq!(text(&[&CHINESE[..4]]), None);
        assert_eq!(read(&[], 21).map(|text| text.bytes), Some(Vec::new()));
    }
}
