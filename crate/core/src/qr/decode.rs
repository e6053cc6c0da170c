//! From sampled modules to a text.
//!
//! Samples are not bits but how surely each module is dark. If a block of codewords has more errors than
//! it can repair, its least sure codewords are declared erased, which costs half as much to repair. rqrr
//! then reads the text from the repaired modules.
//!
//! Repairing is our own (`reed_solomon`), because rqrr's decoder knows errors but no erasures.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are of the code's modules, and of codewords in a block"
)]

pub(super) mod codewords;
mod encoding;
mod reed_solomon;
mod segments;

use rqrr::{Grid, SimpleGrid};

use crate::{
    qr::{
        Encoding,
        decode::{
            codewords::{BlockLayout, masked},
            reed_solomon::repair,
        },
        layout::{FORMATS, Layout, format_places},
    },
    sorted::sorted,
};

/// How surely each module is dark: above 0 is dark, and farther from 0 is surer.
pub(super) struct SoftModules {
    pub(super) size: usize,
    pub(super) dark: Vec<f32>,
}

/// What a code says, and whether it was read from behind.
pub(super) struct Decoded {
    pub(super) bytes: Vec<u8>,
    pub(super) encoding: Encoding,
    pub(super) mirrored: bool,
}

/// How much effort to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effort {
    /// Every block must be repairable as it is.
    Plain,
    /// Unsure codewords may be erased.
    Erasing,
}

/// A format word that agrees less than this with what was sampled is none.
const LEAST_FORMAT: f32 = 0.45;
/// Check codewords that must stay unused when codewords were erased. Noise then passes for a good
/// block in one of 256^3 cases.
const UNUSED: usize = 3;

/// A format word and how well it is seen, -1 to 1.
struct Format {
    word: usize,
    agreement: f32,
}

impl SoftModules {
    fn at(&self, x: usize, y: usize) -> f32 {
        self.dark[y * self.size + x]
    }

    /// The same code seen from behind: rows for columns.
    fn transposed(&self) -> Self {
        let size = self.size;
        Self { size, dark: (0..size * size).map(|i| self.at(i / size, i % size)).collect() }
    }

    /// The format that agrees best with both copies, or with one if the other is damaged.
    fn format(&self) -> Format {
        let mut best = Format { word: 0, agreement: -1.0 };
        let copies = format_places(self.size).map(|places| places.map(|(x, y)| self.at(x, y)));
        for (number, &word) in FORMATS.iter().enumerate() {
            let [(first, first_sum), (second, second_sum)] = copies.map(|copy| {
                let bits = copy.iter().zip((0..15).rev());
                bits.fold((0.0_f32, 1e-6_f32), |(sum, all), (&dark, bit)| {
                    (sum + if word >> bit & 1 == 1 { dark } else { -dark }, all + dark.abs())
                })
            });
            let both = (first + second) / (first_sum + second_sum);
            let one = (first / first_sum).max(second / second_sum);
            let agreement = both.max(0.8 * one);
            if agreement > best.agreement {
                best = Format { word: number, agreement };
            }
        }
        best
    }

    /// The size by the version words, from version 7 on, if one of them is good.
    pub(super) fn size_from_version_words(&self) -> Option<usize> {
        crate::qr::layout::size_from_version_words(self.size, |x, y| self.at(x, y) > 0.0)
    }

    /// Whether a format word is seen, from the front or from behind.
    pub(super) fn has_format(&self) -> bool {
        self.format().agreement >= LEAST_FORMAT || self.transposed().format().agreement >= LEAST_FORMAT
    }
}

/// Decodes samples, as they are or from behind, whichever the format word says.
pub(super) fn decode(soft: &SoftModules, layout: &Layout, effort: Effort) -> Option<Decoded> {
    let turned = soft.transposed();
    let (front, behind) = (soft.format(), turned.format());
    let (first, second) = ((soft, &front, false), (&turned, &behind, true));
    let ways = if front.agreement >= behind.agreement { [first, second] } else { [second, first] };
    ways.into_iter().filter(|(_, format, _)| format.agreement >= LEAST_FORMAT).find_map(
        |(soft, format, mirrored)| {
            let repaired = repaired(soft, layout, format.word, effort)?;
            let (bytes, encoding) = payload(soft.size, &repaired)?;
            Some(Decoded { bytes, encoding, mirrored })
        },
    )
}

/// A code as it was drawn.
struct Repaired {
    modules: Vec<bool>,
    /// The data codewords in order.
    data: Vec<u8>,
}

fn repaired(soft: &SoftModules, layout: &Layout, format: usize, effort: Effort) -> Option<Repaired> {
    let size = soft.size;
    let (level, mask) = (format >> 3, format & 7);
    let blocks = BlockLayout::of(size, layout.order.len(), level)?;
    let mut modules: Vec<bool> = soft.dark.iter().map(|&dark| dark > 0.0).collect();
    let (bytes, _) = layout.order.as_chunks::<8>();
    let mut data = Vec::new();
    let mut block = Vec::new();
    let mut doubt = Vec::new();
    for number in 0..blocks.count {
        block.clear();
        doubt.clear();
        for codeword in blocks.block(number) {
            let mut value = 0_u8;
            let mut least = f32::MAX;
            for &module in bytes.get(codeword)? {
                let dark = soft.dark.get(usize::from(module)).copied()?;
                least = least.min(dark.abs());
                value = value << 1 | u8::from((dark > 0.0) != masked(mask, usize::from(module), size));
            }
            block.push(value);
            doubt.push(least);
        }
        restore(&mut block, &doubt, blocks.checks, effort)?;
        data.extend_from_slice(block.get(..block.len().checked_sub(blocks.checks)?)?);
        for (codeword, &value) in blocks.block(number).zip(&block) {
            for (&module, bit) in bytes.get(codeword)?.iter().zip((0..8).rev()) {
                let module = usize::from(module);
                *modules.get_mut(module)? = (value >> bit & 1 == 1) != masked(mask, module, size);
            }
        }
    }
    let word = FORMATS.get(format)?;
    for places in format_places(size) {
        for ((x, y), bit) in places.into_iter().zip((0..15).rev()) {
            *modules.get_mut(y * size + x)? = word >> bit & 1 == 1;
        }
    }
    Some(Repaired { modules, data })
}

/// Repairs a block, if necessary with more and more of its least sure codewords erased.
fn restore(block: &mut [u8], doubt: &[f32], checks: usize, effort: Effort) -> Option<()> {
    let read = block.to_vec();
    if repair(block, checks, &[]).is_some() {
        return Some(());
    }
    if effort == Effort::Plain {
        return None;
    }
    let order = sorted(read.len(), &|one, other| doubt[one].total_cmp(&doubt[other]));
    let step = (checks / 8).max(1);
    for erased in (step..=checks.checked_sub(UNUSED)?).step_by(step) {
        block.copy_from_slice(&read);
        let erased = order.get(..erased)?;
        if let Some(wrong) = repair(block, checks, erased)
            && 2 * wrong + erased.len() + UNUSED <= checks
        {
            return Some(());
        }
    }
    None
}

fn payload(size: usize, repaired: &Repaired) -> Option<(Vec<u8>, Encoding)> {
    let dark = |x: usize, y: usize| repaired.modules[y * size + x];
    let grid = Grid::new(SimpleGrid::from_func(size, dark));
    let segments = segments::read(&repaired.data, size);
    let declared = segments.as_ref().and_then(|segments| segments.declared);
    let mut read = Vec::new();
    let bytes = match grid.decode_to(&mut read) {
        Ok(_) => read,
        Err(_) => segments.filter(|segments| segments.unknown_to_rqrr)?.bytes,
    };
    let encoding = Encoding::of(&bytes, declared);
    (!bytes.is_empty()).then_some((bytes, encoding))
}
