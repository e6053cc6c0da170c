//! The picture to be read, checked once.

use crate::qr::{MOST_PIXELS, PictureError, plane::Plane};

/// The pixels of a picture, row by row from the top, without gaps.
#[derive(Debug, Clone, Copy)]
pub enum Pixels<'a> {
    /// One byte a pixel, 0 black to 255 white.
    Grey(&'a [u8]),
    /// Four bytes a pixel: red, green, blue, alpha (not premultiplied), as a canvas gives them.
    Rgba(&'a [u8]),
    /// Three planes, as a JPEG holds them and a `VideoFrame` of WebCodecs gives them: the brightness of each pixel,
    /// then for two by two of them how blue they are, then how red.
    I420(&'a [u8]),
}

/// What a picture shows. It decides the order of passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A screen, pixel by pixel: flat colours, straight edges, small modules.
    Screenshot,
    /// A photograph: perspective, shadows, noise.
    Photo,
}

/// Two colours that may be equally bright.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Axis {
    RedGreen,
    YellowBlue,
}

/// A picture to be read.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    /// Its pixels.
    pub pixels: Pixels<'a>,
    /// Pixels a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// What it shows.
    pub kind: Kind,
}

impl Picture<'_> {
    pub(super) fn check(&self) -> Result<(), PictureError> {
        let (width, height) = (self.width, self.height);
        if width == 0 || height == 0 {
            return Err(PictureError::Empty);
        }
        let pixels = width
            .checked_mul(height)
            .filter(|&pixels| pixels <= MOST_PIXELS)
            .ok_or(PictureError::TooLarge { width, height })?;
        let (given, expected) = match self.pixels {
            Pixels::Grey(bytes) => (bytes.len(), pixels),
            Pixels::Rgba(bytes) => (bytes.len(), pixels * 4),
            Pixels::I420(bytes) => (bytes.len(), pixels + 2 * width.div_ceil(2) * height.div_ceil(2)),
        };
        if given == expected { Ok(()) } else { Err(PictureError::WrongLength { expected, given }) }
    }

    /// Where each pixel lies between two colours, with 128 in the middle: for codes whose two colours
    /// are equally bright. Nothing for a picture without colours.
    pub(super) fn along(&self, axis: Axis) -> Option<Plane> {
        let (width, height) = (self.width, self.height);
        match self.pixels {
            Pixels::Grey(_) => None,
            Pixels::Rgba(bytes) => {
                let (pixels, _) = bytes.as_chunks::<4>();
                let coloured = |&&[r, g, b, _]: &&[u8; 4]| r.abs_diff(g).max(g.abs_diff(b)) > 24;
                pixels.iter().step_by(13).find(coloured)?;
                let half = |high: u8, low: u8| (128 + u16::from(high) / 2).saturating_sub(u16::from(low) / 2);
                let along = pixels.iter().map(|&[r, g, b, _]| match axis {
                    Axis::RedGreen => half(r, g),
                    Axis::YellowBlue => half(r.midpoint(g), b),
                });
                let data = along.map(|value| u8::try_from(value).unwrap_or(u8::MAX)).collect();
                Some(Plane { width, height, data })
            }
            Pixels::I420(bytes) => {
                let (width, height) = (width.div_ceil(2), height.div_ceil(2));
                let mut chroma = bytes.get(self.width * self.height..)?.chunks_exact(width * height);
                let data = chroma.nth(usize::from(axis == Axis::RedGreen))?;
                data.iter().step_by(13).find(|value| value.abs_diff(128) > 12)?;
                Some(Plane { width, height, data: data.to_vec() })
            }
        }
    }

    /// The brightness of each pixel, what is transparent laid on white.
    pub(super) fn luma(&self) -> Vec<u8> {
        match self.pixels {
            Pixels::Grey(bytes) => bytes.to_vec(),
            Pixels::I420(bytes) => bytes.get(..self.width * self.height).unwrap_or_default().to_vec(),
            Pixels::Rgba(bytes) => bytes
                .as_chunks::<4>()
                .0
                .iter()
                .map(|&[r, g, b, a]| {
                    let light = u32::from(r) * 77 + u32::from(g) * 150 + u32::from(b) * 29;
                    let alpha = u32::from(a);
                    // Nearly every pixel is opaque, and a division is slow.
                    let on_white = match alpha {
                        255 => light >> 8,
                        _ => (light * alpha + 255 * 256 * (255 - alpha)) / (255 * 256),
                    };
                    u8::try_from(on_white).unwrap_or(u8::MAX)
                })
                .collect(),
        }
    }
}
