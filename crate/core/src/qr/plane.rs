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
    /// The pixel at a place, or the nearest one for a place outside.
    pub(super) fn at(&self, x: i32, y: i32) -> u8 {
        let x = (x.max(0) as usize).min(self.width - 1);
        let y = (y.max(0) as usize).min(self.height - 1);
        self.data.get(y * self.width + x).copied().unwrap_or(0)
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

    /// The brightness at a point: pixel (0, 0) is brightest-true at (0.5, 0.5), and between
    /// pixels it is interpolated.
    pub(super) fn sample(&self, point: Point) -> f32 {
        let (x, y) = (point.x - 0.5, point.y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (fx, fy) = (x - left, y - top);
        let (left, top) = (left as i32, top as i32);
        let inside = left >= 0
            && top >= 0
            && (left as usize) < self.width.saturating_sub(1)
            && (top as usize) < self.height.saturating_sub(1);
        let start = if inside { top as usize * self.width + left as usize } else { 0 };
        let pair = |start: usize| self.data.get(start..start + 2);
        let [a, b, c, d] = match (inside, pair(start), pair(start + self.width)) {
            (true, Some(&[a, b]), Some(&[c, d])) => [a, b, c, d],
            _ => [
                self.at(left, top),
                self.at(left.saturating_add(1), top),
                self.at(left, top.saturating_add(1)),
                self.at(left.saturating_add(1), top.saturating_add(1)),
            ],
        }
        .map(f32::from);
        let upper = a + (b - a) * fx;
        let lower = c + (d - c) * fx;
        upper + (lower - upper) * fy
    }
}

impl View<'_> {
    /// The brightness at a point, turned round for a light code on a dark ground.
    pub(super) fn sample(&self, point: Point) -> f32 {
        let light = self.plane.sample(point);
        match self.polarity {
            Polarity::DarkOnLight => light,
            Polarity::LightOnDark => 255.0 - light,
        }
    }
}
