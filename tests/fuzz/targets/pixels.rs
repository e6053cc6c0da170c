//! Any pixels: the reader ends, does not panic, and says the same twice.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem_core::qr::{Budget, Kind, Picture, Pixels, read};

fuzz_target!(|data: &[u8]| {
    let Some((&[shape, width, zoom], bytes)) = data.split_first_chunk::<3>() else { return };
    let kind = if shape & 1 == 0 { Kind::Screenshot } else { Kind::Photo };
    let (side, width) = (usize::from(zoom % 4) + 1, usize::from(width));
    // Each byte becomes a square, so that a few hundred of them can make a code.
    let cells: Vec<&[u8]> = if width == 0 { Vec::new() } else { bytes.chunks_exact(width).collect() };
    let rows = cells.iter().flat_map(|row| std::iter::repeat_n(row, side));
    let grey: Vec<u8> = rows.flat_map(|row| row.iter().flat_map(|&cell| std::iter::repeat_n(cell, side))).collect();
    let (width, height) = (width * side, cells.len() * side);
    let mut more = Vec::new();
    let pixels = if shape & 2 == 0 {
        Pixels::Grey(&grey)
    } else if shape & 8 == 0 {
        more.extend(grey.iter().flat_map(|&cell| [cell, cell.wrapping_add(shape), 255 - cell, 255]));
        Pixels::Rgba(&more)
    } else {
        let colours = 2 * width.div_ceil(2) * height.div_ceil(2);
        more.extend(grey.iter().chain(grey.iter().rev().cycle().take(colours)));
        Pixels::I420(&more)
    };
    let picture = Picture { pixels, width, height, kind };
    let budget = Budget::steps(20_000);
    let first = read(&picture, budget);
    assert_eq!(first.is_err(), width == 0 || height == 0);
    if shape & 4 != 0 {
        assert_eq!(first, read(&picture, budget));
    }
});
