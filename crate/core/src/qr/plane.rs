//! A grey picture and how bright it is between its pixels.

#![expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "pixel geometry: whole pixels and points between them; callers name pixels of the picture"
)]

use crate::qr::{Polarity, geometry::Point};

/// One byte a pixel, 0 black to 255 white.
pub(super) struct Plane {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) data: Vec<u8>,
}

/// A plane seen so that a code's modules are dark in it.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) plane: &'a Plane,
    pub(super) polarity: Polarity,
}

impl Plane {
    /// A pixel of the picture.
    pub(super) fn pixel(&self, x: usize, y: usize) -> u8 {
        self.data[y * self.width + x]
    }

    /// One row of pixels.
    pub(super) fn row(&self, y: usize) -> &[u8] {
        &self.data[y * self.width..(y + 1) * self.width]
    }

    /// Whether a point lies within the picture or at most `margin` pixels outside of it.
    pub(super) fn holds(&self, point: Point, margin: f32) -> bool {
        point.x >= -margin
            && point.y >= -margin
            && point.x <= self.width as f32 + margin
            && point.y <= self.height as f32 + margin
    }

    /// The plane at half the size, each pixel the mean of four.
    pub(super) fn halved(&self) -> Plane {
        let (width, height) = (self.width / 2, self.height / 2);
        let mut data = Vec::with_capacity(width * height);
        for y in 0..height {
            let (upper, lower) = (self.row(2 * y), self.row(2 * y + 1));
            let pairs = upper.as_chunks::<2>().0.iter().zip(lower.as_chunks::<2>().0);
            data.extend(pairs.take(width).map(|(&[a, b], &[c, d])| {
                ((u16::from(a) + u16::from(b) + u16::from(c) + u16::from(d) + 2) / 4) as u8
            }));
        }
        Plane { width, height, data }
    }

    /// The plane with the difference between each pixel and the mean around it amplified. That makes
    /// the rings of a finder visible again when it is out of focus.
    pub(super) fn sharpened(&self) -> Plane {
        const REACH: isize = 3;
        const AREA: i32 = 49;
        const BY: i32 = 6;
        // Beyond the edges are the pixels at the edges.
        let within = |at: isize, end: usize| (at.max(0) as usize).min(end - 1);
        let mut columns = vec![0; self.width];
        let add = |columns: &mut [i32], y: isize, sign: i32| {
            let row = self.row(within(y, self.height));
            columns.iter_mut().zip(row).for_each(|(sum, &light)| *sum += sign * i32::from(light));
        };
        (-REACH..REACH).for_each(|y| add(&mut columns, y, 1));
        let mut data = Vec::with_capacity(self.data.len());
        for (y, row) in (0..).zip(self.data.chunks(self.width)) {
            add(&mut columns, y + REACH, 1);
            let column = |x: isize| columns[within(x, self.width)];
            let mut sum: i32 = (-REACH..REACH).map(column).sum();
            for (x, &light) in (0..).zip(row) {
                sum += column(x + REACH);
                let sharp = i32::from(light) + BY * (AREA * i32::from(light) - sum) / AREA;
                data.push(sharp.clamp(0, 255) as u8);
                sum -= column(x - REACH);
            }
            add(&mut columns, y - REACH, -1);
        }
        Plane { width: self.width, height: self.height, data }
    }

    /// The brightness at a point. The middle of pixel (0, 0) is (0.5, 0.5); brightness is interpolated
    /// between pixels, and outside the picture it is that of the nearest pixel.
    pub(super) fn sample(&self, point: Point) -> f32 {
        let (left, fx) = parted(point.x, self.width);
        let (top, fy) = parted(point.y, self.height);
        let start = top * self.width + left;
        let below = start + self.width;
        let (Some(&[a, b]), Some(&[c, d])) =
            (self.data.get(start..start + 2), self.data.get(below..below + 2))
        else {
            return 0.0;
        };
        let [a, b, c, d] = [a, b, c, d].map(f32::from);
        let upper = a + (b - a) * fx;
        let lower = c + (d - c) * fx;
        upper + (lower - upper) * fy
    }
}

/// The last pixel whose middle lies before a coordinate, and the distance from there. The coordinate
/// is clamped by comparisons, because `f32::min` is a function call in wasm.
fn parted(at: f32, pixels: usize) -> (usize, f32) {
    let (at, most) = (at - 0.5, (pixels - 1) as f32 - 0.001);
    let at = if at > most { most } else { at };
    let at = if at > 0.0 { at } else { 0.0 };
    let whole = at as usize;
    (whole, at - whole as f32)
}

impl View<'_> {
    /// A pixel, inverted for a light code on a dark ground.
    pub(super) fn light(&self, pixel: u8) -> f32 {
        match self.polarity {
            Polarity::DarkOnLight => f32::from(pixel),
            Polarity::LightOnDark => 255.0 - f32::from(pixel),
        }
    }

    /// The brightness at a point, inverted for a light code on a dark ground.
    pub(super) fn sample(&self, point: Point) -> f32 {
        let light = self.plane.sample(point);
        match self.polarity {
            Polarity::DarkOnLight => light,
            Polarity::LightOnDark => 255.0 - light,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plane(width: usize, data: Vec<u8>) -> Plane {
        Plane { width, height: data.len() / width, data }
    }

    #[test]
    fn what_is_even_stays_when_it_is_sharpened() {
        for (width, height) in [(1, 1), (2, 9), (30, 3)] {
            assert_eq!(plane(width, vec![77; width * height]).sharpened().data, vec![77; width * height]);
        }
    }

    #[test]
    fn a_pixel_is_set_off_against_the_49_around_it() {
        let mut data = vec![100; 15 * 15];
        data[7 * 15 + 7] = 110;
        let sharp = plane(15, data).sharpened();
        // The mean is 100 10/49.
        assert_eq!(sharp.pixel(7, 7), 110 + 58);
        assert_eq!([sharp.pixel(4, 4), sharp.pixel(10, 10), sharp.pixel(3, 7)], [99, 99, 100]);
    }
}
