//! A grey picture and how bright it is between its pixels.

#![expect(clippy::as_conversions, reason = "pixel geometry: whole pixels and points between them")]

use super::{Polarity, geometry::Point};

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
    /// A pixel, 0 outside.
    pub(super) fn pixel(&self, x: usize, y: usize) -> u8 {
        self.row(y).get(x).copied().unwrap_or(0)
    }

    /// One row of pixels.
    pub(super) fn row(&self, y: usize) -> &[u8] {
        self.data.get(y * self.width..).and_then(|rest| rest.get(..self.width)).unwrap_or(&[])
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

    /// The brightness at a point: pixel (0, 0) is brightest-true at (0.5, 0.5), between pixels
    /// it is interpolated, and outside it is that of the nearest pixel.
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

/// The pixel whose middle is the last before a coordinate, with one after it, and how far that lies behind,
/// in pixels. Clamped first, so that the whole part is found by cutting off; by comparisons, as the least of
/// two numbers is a function call in wasm.
fn parted(at: f32, pixels: usize) -> (usize, f32) {
    let (at, most) = (at - 0.5, (pixels - 1) as f32 - 0.001);
    let at = if at > most { most } else { at };
    let at = if at > 0.0 { at } else { 0.0 };
    let whole = at as usize;
    (whole, at - whole as f32)
}

impl View<'_> {
    /// A pixel, turned round for a light code on a dark ground.
    pub(super) fn light(&self, pixel: u8) -> f32 {
        match self.polarity {
            Polarity::DarkOnLight => f32::from(pixel),
            Polarity::LightOnDark => 255.0 - f32::from(pixel),
        }
    }

    /// The brightness at a point, turned round for a light code on a dark ground.
    pub(super) fn sample(&self, point: Point) -> f32 {
        let light = self.plane.sample(point);
        match self.polarity {
            Polarity::DarkOnLight => light,
            Polarity::LightOnDark => 255.0 - light,
        }
    }
}
