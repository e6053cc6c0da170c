//! Which modules make which codeword, and which codewords make a block.

#![expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "module numbers; each is below size x size"
)]

/// Check codewords a block, by version, for the levels L, M, Q, H.
const CHECKS: [[u8; 40]; 4] = [
    [
        7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26,
        28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
    [
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28,
        28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    ],
    [
        13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30,
        28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
    [
        17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30,
        30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
];

/// Blocks of a code, by version, for the levels L, M, Q, H.
const BLOCKS: [[u8; 40]; 4] = [
    [
        1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16,
        17, 18, 19, 19, 20, 21, 22, 24, 25,
    ],
    [
        1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28,
        29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
    ],
    [
        1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35,
        38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68,
    ],
    [
        1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42,
        45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81,
    ],
];

/// The modules that hold data, in the order of the codewords' bits: two columns at a time, up and
/// down in turn, from the right. Modules with known colours hold none.
pub(in crate::qr) fn order(size: usize, known: impl Iterator<Item = (usize, usize)>) -> Vec<u16> {
    let reserved = reserved(size, known);
    let mut order = Vec::with_capacity(size * size);
    let mut right = size - 1;
    let mut upward = true;
    loop {
        for step in 0..size {
            let y = if upward { size - 1 - step } else { step };
            for x in [right, right - 1] {
                let index = y * size + x;
                if !reserved[index] {
                    order.push(index as u16);
                }
            }
        }
        upward = !upward;
        match right {
            0..=2 => return order,
            // The column of the timing line holds no data.
            8 => right = 5,
            _ => right -= 2,
        }
    }
}

/// Which modules hold no data.
fn reserved(size: usize, known: impl Iterator<Item = (usize, usize)>) -> Vec<bool> {
    let mut all = vec![false; size * size];
    let mut reserve = |x: usize, y: usize| {
        all[y * size + x] = true;
    };
    for (x, y) in known {
        reserve(x, y);
    }
    for i in 0..9 {
        reserve(i, 8);
        reserve(8, i);
        reserve(size - 1 - i.min(7), 8);
        reserve(8, size - 1 - i.min(7));
    }
    if size >= 45 {
        for i in 0..18 {
            reserve(size - 11 + i % 3, i / 3);
            reserve(i / 3, size - 11 + i % 3);
        }
    }
    all
}

/// Whether a mask inverts a module.
pub(in crate::qr) fn masked(mask: usize, index: usize, size: usize) -> bool {
    let (x, y) = (index % size, index / size);
    let (sum, product) = (x + y, x * y);
    match mask {
        0 => sum % 2 == 0,
        1 => y % 2 == 0,
        2 => x % 3 == 0,
        3 => sum % 3 == 0,
        4 => (y / 2 + x / 3) % 2 == 0,
        5 => product % 2 + product % 3 == 0,
        6 => (product % 2 + product % 3) % 2 == 0,
        _ => (sum % 2 + product % 3) % 2 == 0,
    }
}

/// How the codewords of a code are distributed over its blocks.
pub(in crate::qr) struct BlockLayout {
    /// All codewords.
    pub(in crate::qr) total: usize,
    pub(in crate::qr) count: usize,
    /// Check codewords a block.
    pub(in crate::qr) checks: usize,
}

impl BlockLayout {
    /// For a size, its number of modules with data, and a level as the format word writes it.
    pub(in crate::qr) fn of(size: usize, modules: usize, level: usize) -> Option<Self> {
        // The format word counts M, L, H, Q.
        let level = level ^ 1;
        let version = size.checked_sub(21)? / 4;
        let level = [0, 1, 2, 3].get(level)?;
        let of = |table: &[[u8; 40]; 4]| table.get(*level)?.get(version).copied().map(usize::from);
        Some(Self { total: modules / 8, count: of(&BLOCKS)?, checks: of(&CHECKS)? })
    }

    /// The numbers of the codewords of a block, its data first.
    pub(in crate::qr) fn block(&self, number: usize) -> impl Iterator<Item = usize> {
        let data = self.total - self.count * self.checks;
        let (short, long) = (data / self.count, data % self.count);
        // The last blocks have one more data codeword, written after the data of all others.
        let short_blocks = self.count - long;
        let blocks = self.count;
        let extra = number.checked_sub(short_blocks).map(|place| short * blocks + place);
        (0..short)
            .map(move |row| row * blocks + number)
            .chain(extra)
            .chain((0..self.checks).map(move |row| data + row * blocks + number))
    }
}
