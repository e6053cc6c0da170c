//! From bits to a text, by rqrr's decoder.

use rqrr::{Grid, SimpleGrid};

use super::layout::Bits;

/// More wrong bits in both copies of the format word than this cannot be repaired.
const MOST_FORMAT_ERRORS: u32 = 3;

/// What a code says, and whether it was read from behind.
pub(super) struct Decoded {
    pub(super) bytes: Vec<u8>,
    pub(super) mirrored: bool,
}

/// Decodes sampled bits, as they are or from behind, whichever the format word allows.
pub(super) fn decode(bits: &Bits) -> Option<Decoded> {
    let turned = bits.transposed();
    let mut ways = [(bits, false), (&turned, true)];
    ways.sort_by_key(|(bits, _)| bits.format_errors());
    ways.into_iter().filter(|(bits, _)| bits.format_errors() <= MOST_FORMAT_ERRORS).find_map(
        |(bits, mirrored)| {
            let mut bits = bits.clone();
            bits.repair_format();
            let bytes = payload(&bits)?;
            Some(Decoded { bytes, mirrored })
        },
    )
}

fn payload(bits: &Bits) -> Option<Vec<u8>> {
    let grid = Grid::new(SimpleGrid::from_func(bits.size, |x, y| bits.at(x, y)));
    let mut bytes = Vec::new();
    grid.decode_to(&mut bytes).ok()?;
    (!bytes.is_empty()).then_some(bytes)
}
