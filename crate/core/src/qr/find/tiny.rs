//! Codes too small to show finders: upright squares full of contrast.
//!
//! At one pixel a module, a finder is a smear. But such a code is still a square with a margin around it.
//! Where all tiles of a square region have contrast and the tiles around have none, its edges are the
//! edges of the code.

#![expect(clippy::as_conversions, clippy::indexing_slicing, reason = "pixel geometry; indices are of tiles")]

use crate::qr::{
    Polarity,
    find::{
        finder::Finder,
        tiles::{FINEST, Tiled},
        triple::Triple,
    },
    geometry::point,
    layout::{LARGEST, SMALLEST},
    plane::Plane,
};

/// A tile with more contrast than this is busy.
const BUSY: u8 = 60;

/// An upright square that may be a code: left, top, right and bottom in pixels, and its colours.
pub(in crate::qr) struct TinyCode {
    edges: [f32; 4],
    pub(in crate::qr) polarity: Polarity,
}

/// The tiny codes that may be in a picture, from the top.
pub(in crate::qr) fn tiny_codes(picture: &Tiled) -> Vec<TinyCode> {
    let [tiles, ..] = picture.from(FINEST) else { return Vec::new() };
    let columns = tiles.columns;
    let mut busy: Vec<bool> = tiles.tiles.iter().map(|&(dark, light)| light - dark > BUSY).collect();
    let mut found = Vec::new();
    let mut open = Vec::new();
    for start in 0..busy.len() {
        if !busy[start] {
            continue;
        }
        // All busy tiles connected to this one.
        let (mut left, mut right, mut top, mut bottom) = (usize::MAX, 0, usize::MAX, 0);
        let mut count = 0;
        open.push(start);
        while let Some(index) = open.pop() {
            if !std::mem::take(&mut busy[index]) {
                continue;
            }
            count += 1;
            let (x, y) = (index % columns, index / columns);
            (left, right) = (left.min(x), right.max(x));
            (top, bottom) = (top.min(y), bottom.max(y));
            open.extend((x > 0).then(|| index - 1));
            open.extend((x + 1 < columns).then_some(index + 1));
            open.extend(index.checked_sub(columns));
            open.extend((y + 1 < tiles.rows).then_some(index + columns));
        }
        let (width, height) = (right - left + 1, bottom - top + 1);
        let square = width.abs_diff(height) <= 1 + width / 8 && (5..=64).contains(&width);
        if square && count * 10 >= width * height * 7 {
            found.extend(TinyCode::around(
                &picture.plane,
                [left, top, right + 1, bottom + 1].map(|edge| edge << FINEST),
            ));
        }
    }
    found
}

impl TinyCode {
    /// The square in a rectangle of pixels: from its middle outwards to lines of one colour.
    fn around(plane: &Plane, [left, top, right, bottom]: [usize; 4]) -> Option<Self> {
        let (left, top) = (left.saturating_sub(3), top.saturating_sub(3));
        let (right, bottom) = ((right + 3).min(plane.width), (bottom + 3).min(plane.height));
        // Only the middle of a line is looked at: its ends may lie outside the code.
        let middle = |from: usize, to: usize| from + (to - from) / 4..to - (to - from) / 4;
        let column = |x: usize| plain(middle(top, bottom).map(|y| plane.pixel(x, y)));
        let row = |y: usize| plain(middle(left, right).map(|x| plane.pixel(x, y)));
        let (x, y) = (usize::midpoint(left, right), usize::midpoint(top, bottom));
        let from_x = (left..x).rev().find_map(|x| column(x).map(|light| (x + 1, light)))?;
        let to_x = (x..right).find_map(|x| column(x).map(|light| (x, light)))?;
        let from_y = (top..y).rev().find_map(|y| row(y).map(|light| (y + 1, light)))?;
        let to_y = (y..bottom).find_map(|y| row(y).map(|light| (y, light)))?;
        let grounds = [from_x.1, to_x.1, from_y.1, to_y.1];
        let light = grounds.iter().filter(|&&light| light).count();
        let (across, down) = (to_x.0 - from_x.0, to_y.0 - from_y.0);
        let square = across.abs_diff(down) <= 2 && across >= 18;
        let polarity = if light >= 2 { Polarity::DarkOnLight } else { Polarity::LightOnDark };
        let edges = [from_x.0, from_y.0, to_x.0, to_y.0].map(|edge| edge as f32);
        (square && (light == 0 || light == 4)).then_some(Self { edges, polarity })
    }

    /// The sizes that a code here could have.
    pub(in crate::qr) fn sizes(&self) -> impl Iterator<Item = usize> {
        let side = self.edges[2] - self.edges[0];
        (SMALLEST..=LARGEST).step_by(4).filter(move |&size| (0.75..2.4).contains(&(side / size as f32)))
    }

    /// The finders that a code of a size would have. Its outermost pixels may be covered in part only,
    /// so several positions are possible.
    pub(in crate::qr) fn triples(&self, size: usize) -> impl Iterator<Item = Triple> {
        let polarity = self.polarity;
        let [left, top, right, bottom] = self.edges;
        (0..9_u8).map(move |number| {
            let (before, after) = (0.4 * f32::from(number % 3), 0.4 * f32::from(number / 3));
            let (left, top, right, bottom) = (left + before, top + before, right - after, bottom - after);
            let (x, y) = ((right - left) / size as f32, (bottom - top) / size as f32);
            let at = |across: f32, down: f32| Finder {
                middle: point(left + across * x, top + down * y),
                module: x,
                aspect: 1.0,
                hits: 1,
                polarity,
            };
            let far = size as f32 - 3.5;
            Triple::new([at(3.5, 3.5), at(far, 3.5), at(3.5, far)], size)
        })
    }
}

/// Whether pixels of one colour are light; nothing if they have several colours.
fn plain(pixels: impl Iterator<Item = u8>) -> Option<bool> {
    let (low, high) = pixels.fold((255, 0), |(low, high), pixel| (low.min(pixel), high.max(pixel)));
    (low <= high && high - low < 40).then_some(high > 127)
}
