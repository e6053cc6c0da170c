//! What all codes of a size have in common, and the two words in which a code describes itself.
//!
//! Finders, timing lines and alignment patterns are the same in every code of a version. [`Layout`]
//! lists their modules, so that a map can be judged by how well the picture agrees with them. The
//! format word (15 bits, two copies) and the version word (18 bits, two copies, from version 7 on) are
//! codewords of BCH codes. A damaged word is repaired to the nearest one, or shows that this is no code.

#![expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "pixel geometry: module numbers to coordinates, below size x size"
)]

use crate::qr::{
    decode::codewords::order,
    geometry::{Point, point},
};

/// The modules that are the same in every code of one size.
pub(super) struct Layout {
    /// Modules a side: 21 to 177.
    pub(super) size: usize,
    /// The modules, by their middles.
    pub(super) known_modules: Vec<KnownModule>,
    /// The rows and columns that alignment patterns have their middles in.
    pub(super) lines: Vec<usize>,
    /// The modules with data, in the order of their bits.
    pub(super) order: Vec<u16>,
}

/// How many of the known modules belong to finders; they come first.
pub(super) const FINDER_MODULES: usize = 3 * 64;

/// A module whose colour is known in advance.
pub(super) struct KnownModule {
    pub(super) at: Point,
    pub(super) dark: bool,
    /// How much it counts for.
    pub(super) weight: f32,
}

/// The sizes a code can have, in modules.
pub(super) const SMALLEST: usize = 21;
pub(super) const LARGEST: usize = 177;
/// The first size that has version words: version 7.
const SMALLEST_TOLD: usize = 45;

/// The 32 words that a format can be written as.
pub(super) const FORMATS: [u32; 32] = words(0x537, 10, 0x5412);
/// The words of versions 0 to 63, of which 7 to 40 exist.
const VERSIONS: [u32; 64] = words(0x1F25, 12, 0);

/// Every word of a BCH code: the data, then the rest of its division by the generator.
const fn words<const N: usize>(generator: u32, check_bits: u32, mask: u32) -> [u32; N] {
    let mut all = [0; N];
    let mut data = 0;
    while data < N {
        let shifted = (data as u32) << check_bits;
        let mut rest = shifted;
        let mut bit = 31;
        while bit >= check_bits {
            if rest >> bit & 1 == 1 {
                rest ^= generator << (bit - check_bits);
            }
            bit -= 1;
        }
        let word = (shifted | rest) ^ mask;
        all[data] = word;
        data += 1;
    }
    all
}

impl Layout {
    /// The layout of a size that exists: 21, 25, ... 177.
    pub(super) fn of(size: usize) -> Self {
        let version = size.saturating_sub(17) / 4;
        let lines = alignment_lines(version);
        let mut known_modules = Vec::new();
        let mut module = |x: usize, y: usize, dark: bool, weight: f32| {
            known_modules.push(KnownModule { at: point(x as f32 + 0.5, y as f32 + 0.5), dark, weight });
        };
        for i in 0..8_usize {
            for j in 0..8_usize {
                let ring = i.abs_diff(3).max(j.abs_diff(3));
                let dark = ring != 2 && ring != 4;
                module(i, j, dark, 1.0);
                module(size - 1 - i, j, dark, 1.0);
                module(i, size - 1 - j, dark, 1.0);
            }
        }
        for i in 8..size - 8 {
            module(i, 6, i % 2 == 0, 1.0);
            module(6, i, i % 2 == 0, 1.0);
        }
        for (x, y) in middles(&lines) {
            let weight = if x == size - 7 && y == size - 7 { 6.0 } else { 1.0 };
            for i in 0..5_usize {
                for j in 0..5_usize {
                    let dark = i.abs_diff(2).max(j.abs_diff(2)) != 1;
                    module(x + i - 2, y + j - 2, dark, weight);
                }
            }
        }
        let known = known_modules.iter().map(|module| (module.at.x as usize, module.at.y as usize));
        let order = order(size, known);
        Self { size, known_modules, lines, order }
    }

    /// What is known of each module: 1 for dark, -1 for light, 0 where codes differ.
    pub(super) fn known_colours(&self) -> Vec<f32> {
        let mut known = vec![0.0; self.size * self.size];
        for module in &self.known_modules {
            known[module.at.y as usize * self.size + module.at.x as usize] =
                if module.dark { 1.0 } else { -1.0 };
        }
        known
    }

    /// The same, with a guess where codes differ: above 0 for dark, on any scale.
    pub(super) fn guessed(&self, guess: &[f32]) -> Vec<f32> {
        let typical = guess.iter().map(|dark| dark.abs()).sum::<f32>() / guess.len() as f32 + 1e-6;
        let guess = guess.iter().map(|dark| (dark / typical).clamp(-1.0, 1.0));
        self.known_colours()
            .into_iter()
            .zip(guess)
            .map(|(known, guess)| if known == 0.0 { guess } else { known })
            .collect()
    }

    /// A code of the size with pseudo-random data.
    #[cfg(test)]
    pub(super) fn example(&self) -> Vec<f32> {
        let mut state = 3_u32;
        let mut example = self.known_colours();
        for module in example.iter_mut().filter(|module| **module == 0.0) {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *module = if state >> 31 == 1 { 1.0 } else { -1.0 };
        }
        example
    }

    /// Whether the only alignment pattern is the one near the lower right corner.
    pub(super) fn has_one_alignment(&self) -> bool {
        self.lines.len() == 2
    }

    /// The middles of the alignment patterns: all crossings of the lines but the three in finders.
    pub(super) fn alignments(&self) -> impl Iterator<Item = (usize, usize)> {
        middles(&self.lines)
    }
}

fn middles(lines: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    let last = lines.len().saturating_sub(1);
    let numbered = || lines.iter().copied().enumerate();
    numbered().flat_map(move |(j, y)| {
        numbered().filter_map(move |(i, x)| {
            let in_a_finder = (i == 0 && (j == 0 || j == last)) || (i == last && j == 0);
            (!in_a_finder).then_some((x, y))
        })
    })
}

/// The coordinates of alignment patterns (annex E of ISO/IEC 18004), by the rule that its table follows.
fn alignment_lines(version: usize) -> Vec<usize> {
    if version < 2 {
        return Vec::new();
    }
    let count = version / 7 + 2;
    let step = if version == 32 { 26 } else { (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2 };
    let last = version * 4 + 10;
    let mut lines: Vec<usize> = (0..count - 1).map(|i| last - i * step).collect();
    lines.push(6);
    lines.reverse();
    lines
}

/// The places of the format word's two copies, the highest bit first.
pub(super) fn format_places(size: usize) -> [[(usize, usize); 15]; 2] {
    let end = size - 1;
    let first = [0, 1, 2, 3, 4, 5, 7, 8, 8, 8, 8, 8, 8, 8, 8]
        .into_iter()
        .zip([8, 8, 8, 8, 8, 8, 8, 8, 7, 5, 4, 3, 2, 1, 0]);
    let second = (0..7).map(|i| (8, end - i)).chain((0..8).map(|i| (end - 7 + i, 8)));
    let mut places = [[(0, 0); 15]; 2];
    let [a, b] = &mut places;
    a.iter_mut().zip(first).chain(b.iter_mut().zip(second)).for_each(|(slot, place)| *slot = place);
    places
}

/// The size by the version words, from version 7 on, if one of them is good.
///
/// A smaller code has data in that place, and one in seven of them looks like some version.
pub(super) fn size_from_version_words(size: usize, dark: impl Fn(usize, usize) -> bool) -> Option<usize> {
    let corner = size.checked_sub(11).filter(|_| size >= SMALLEST_TOLD)?;
    let copy = |turned: bool| {
        let places = (0..18).rev().map(|i| (corner + i % 3, i / 3));
        let word = places
            .map(|(x, y)| if turned { dark(y, x) } else { dark(x, y) })
            .fold(0, |word, dark| word << 1 | u32::from(dark));
        nearest(word)
    };
    let (first, second) = (copy(false), copy(true));
    let (version, errors) = if first.1 <= second.1 { first } else { second };
    ((7..=40).contains(&version) && errors <= 3).then_some(version * 4 + 17)
}

/// The version whose word is nearest and how many bits away it is.
fn nearest(read: u32) -> (usize, u32) {
    let apart = VERSIONS.iter().map(|&word| (word ^ read).count_ones());
    apart.enumerate().min_by_key(|&(_, apart)| apart).unwrap_or((0, u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alignment_patterns_stand_where_the_standard_has_them() {
        for (version, lines) in [
            (1, &[][..]),
            (2, &[6, 18]),
            (7, &[6, 22, 38]),
            (15, &[6, 26, 48, 70]),
            (32, &[6, 34, 60, 86, 112, 138]),
            (40, &[6, 30, 58, 86, 114, 142, 170]),
        ] {
            assert_eq!(alignment_lines(version), lines, "version {version}");
        }
    }

    #[test]
    fn words_are_those_of_the_standard() {
        assert_eq!(FORMATS[0], 0x5412);
        assert_eq!(FORMATS[0b00101], 0b100_0000_1100_1110);
        assert_eq!(VERSIONS[7], 0b00_0111_1100_1001_0100);
        assert_eq!(VERSIONS[40], 0b10_1000_1100_0110_1001);
    }

    #[test]
    fn a_layout_agrees_with_a_drawn_code() {
        for version in [1, 2, 7, 14, 32, 40] {
            let code =
                qrcode::QrCode::with_version(b"7", qrcode::Version::Normal(version), qrcode::EcLevel::L)
                    .unwrap();
            let layout = Layout::of(code.width());
            let dark = code.to_colors().into_iter().map(|color| color == qrcode::Color::Dark).collect();
            let dark: Vec<bool> = dark;
            let at = |x: usize, y: usize| dark[y * code.width() + x];
            for module in &layout.known_modules {
                assert_eq!(at(module.at.x as usize, module.at.y as usize), module.dark, "{:?}", module.at);
            }
            assert_eq!(size_from_version_words(code.width(), at), (version >= 7).then_some(code.width()));
        }
    }
}
