//! Texts with Chinese characters in a mode of their own (GB/T 18284), which rqrr does not know.
//!
//! The other modes are read here too, but only beside that one: every other text is rqrr's.

/// The characters of the mode for upper-case text, in the order of their values.
const ALPHANUMERIC: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// The bits of the data codewords that were not yet read.
struct Bits<'a> {
    codewords: &'a [u8],
    at: usize,
}

/// The bytes of a text of which a part is in that mode, in GB 18030; `None` for any other text.
pub(super) fn read(codewords: &[u8], size: usize) -> Option<Vec<u8>> {
    let mut bits = Bits { codewords, at: 0 };
    let mut bytes = Vec::new();
    let mut hanzi = false;
    // Modes and lengths are as long as in versions 1 to 9, 10 to 26, 27 to 40.
    let longer = match size {
        ..=53 => 0,
        54..=121 => 2,
        _ => 4,
    };
    // What is left may be too short for the mode that ends a text.
    while let Some(mode @ 1..) = bits.take(4) {
        match mode {
            1 => bits.digits(10 + longer, 10, &[4, 7, 10], &mut bytes)?,
            2 => bits.digits(9 + longer, 45, &[6, 11], &mut bytes)?,
            4 => {
                for _ in 0..bits.take(if longer == 0 { 8 } else { 16 })? {
                    bytes.push(u8::try_from(bits.take(8)?).ok()?);
                }
            }
            // Which set of characters: there is one.
            13 if bits.take(4)? == 1 => {
                hanzi = true;
                for _ in 0..bits.take(8 + longer)? {
                    let value = bits.take(13)?;
                    let (row, cell) = (value / 96, value % 96);
                    // Between the signs and the characters there are rows that nothing is in.
                    let first = if row < 10 { 0xa1 } else { 0xa6 };
                    bytes.push(u8::try_from(row + first).ok()?);
                    bytes.push(u8::try_from(cell + 0xa1).ok()?);
                }
            }
            _ => return None,
        }
    }
    hanzi.then_some(bytes)
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

    /// Characters of an alphabet in groups: how many there are stands before them, in bits of a number; then
    /// as many characters a group as there are widths, the last group being one of as many as are left.
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

    #[test]
    fn a_part_in_chinese_is_read_with_what_is_around_it() {
        let mut numbers = vec![(4, 4), (1, 8), (usize::from(b'<'), 8)];
        numbers.extend(CHINESE);
        numbers.extend([
            (2, 4),
            (3, 9),
            (10 * 45 + 11, 11),
            (35, 6),
            (1, 4),
            (4, 10),
            (123, 10),
            (4, 4),
            (0, 4),
        ]);
        assert_eq!(read(&codewords(&numbers), 25).as_deref(), Some(&b"<\xd6\xd0\xa1\xa2ABZ1234"[..]));
    }

    #[test]
    fn lengths_are_longer_in_larger_codes() {
        for (size, longer) in [(53, 0), (57, 2), (121, 2), (125, 4)] {
            let mut numbers = CHINESE.to_vec();
            numbers[2].1 += longer;
            numbers.extend([(1, 4), (1, 10 + longer), (7, 4), (0, 4)]);
            assert_eq!(
                read(&codewords(&numbers), size).as_deref(),
                Some(&b"\xd6\xd0\xa1\xa27"[..]),
                "{size}"
            );
        }
    }

    #[test]
    fn any_other_text_is_left_to_rqrr() {
        assert_eq!(read(&codewords(&[(4, 4), (1, 8), (65, 8), (0, 4)]), 21), None);
        // A mode nobody knows, a set of characters nobody knows, and an end in the middle.
        assert_eq!(read(&codewords(&[(6, 4), (0, 4)]), 21), None);
        assert_eq!(read(&codewords(&[(13, 4), (2, 4), (0, 8)]), 21), None);
        assert_eq!(read(&codewords(&CHINESE[..4]), 21), None);
        assert_eq!(read(&[], 21), None);
    }
}
