//! One triple of finders, tried in every way that could make a code of it.

#![expect(clippy::as_conversions, reason = "pixel geometry: costs and angles")]

use super::{
    budget::Meter,
    decode::decode,
    fit::{Fit, fit},
    geometry::{Point, point},
    layout::{Bits, Layout},
    map::Map,
    mesh::mesh,
    plane::View,
    sample::{CUTS, Samples},
    triple::{Seen, Sizing, Triple},
};

/// A code that was read.
pub(super) struct Read {
    pub(super) bytes: Vec<u8>,
    /// In the code's own order: top left, top right, bottom right, bottom left.
    pub(super) corners: [Point; 4],
    pub(super) mirrored: bool,
}

/// The layouts that were needed so far.
#[derive(Default)]
pub(super) struct Attempts {
    layouts: Vec<Layout>,
}

/// Timing lines that agree less than this with a size rule it out.
const LEAST_TIMING: f32 = 0.4;
/// A fit that agrees less than this with the picture is none.
const LEAST_AGREEMENT: f32 = 0.4;
/// From here on a code that does not decode is worth small changes of its fit.
const SURE_AGREEMENT: f32 = 0.6;
/// Sizes that are tried for a triple.
const MOST_SIZES: usize = 4;

impl Attempts {
    /// The code that has these finders, when there is one and it can be read.
    pub(super) fn read(
        &mut self,
        view: View<'_>,
        triple: &Triple,
        seen: Seen,
        meter: &mut Meter,
    ) -> Option<Read> {
        let mut sizes = triple.sizings(view, seen, meter);
        sizes.retain(|sizing| sizing.agreement >= LEAST_TIMING);
        sizes.truncate(MOST_SIZES);
        let mut next = 0;
        while let Some(&Sizing { size, lean, .. }) = sizes.get(next) {
            next += 1;
            let layout = self.layout(size);
            let Some(fit) = fit(view, triple, (layout, lean), meter) else { continue };
            if fit.agreement < LEAST_AGREEMENT {
                continue;
            }
            match try_fit(view, &fit, layout, meter) {
                Outcome::Read(read) => return Some(read),
                Outcome::OtherSize(size) if !sizes.iter().any(|sizing| sizing.size == size) => {
                    sizes.insert(next, Sizing { size, lean, agreement: 0.0 });
                }
                _ => {}
            }
            if !meter.left() {
                break;
            }
        }
        None
    }

    fn layout(&mut self, size: usize) -> &Layout {
        let index = match self.layouts.iter().position(|layout| layout.size == size) {
            Some(index) => index,
            None => {
                self.layouts.push(Layout::of(size));
                self.layouts.len() - 1
            }
        };
        &self.layouts[index]
    }
}

enum Outcome {
    Read(Read),
    /// The code says itself that it has another size.
    OtherSize(usize),
    Nothing,
}

/// Samples a fitted code and decodes it; then, if it looks like one, with small changes of the fit.
fn try_fit(view: View<'_>, fit: &Fit, layout: &Layout, meter: &mut Meter) -> Outcome {
    let mut seen: Vec<Bits> = Vec::new();
    let mut told = None;
    let mut try_map = |map: &Map, bend: &dyn Fn(Point) -> Point, meter: &mut Meter| {
        let cells = (layout.size * layout.size) as u64;
        let samples = Samples::of(view, layout.size, |at| map.apply(at) + bend(at));
        meter.spend(cells / 20);
        for cut in CUTS {
            let bits = samples.bits(cut);
            meter.spend(cells / 80);
            if seen.contains(&bits) {
                continue;
            }
            told = told.or(bits.told_size());
            if let Some(decoded) = decode(&bits) {
                meter.spend(cells / 5);
                let [a, b, c, d] = map.outline();
                let corners = if decoded.mirrored { [a, d, c, b] } else { [a, b, c, d] };
                return Some(Read { bytes: decoded.bytes, corners, mirrored: decoded.mirrored });
            }
            meter.spend(cells / 10);
            seen.push(bits);
        }
        None
    };
    let flat = |_: Point| point(0.0, 0.0);
    if let Some(read) = try_map(&fit.map, &flat, meter) {
        return Outcome::Read(read);
    }
    if let Some(mesh) = mesh(view, &fit.map, layout) {
        meter.spend(layout.marks.len() as u64 / 2);
        let bent = |at: Point| {
            let away = mesh.away(at);
            fit.map.apply(at + away) - fit.map.apply(at)
        };
        if let Some(read) = try_map(&fit.map, &bent, meter) {
            return Outcome::Read(read);
        }
    }
    if fit.agreement >= SURE_AGREEMENT {
        for reach in [0.3, 0.7] {
            for eighth in 0..8 {
                let angle = eighth as f32 * std::f32::consts::FRAC_PI_4;
                let by = point(angle.cos(), angle.sin()) * reach;
                if let Some(moved) = fit.nudged(view, layout, by)
                    && let Some(read) = try_map(&moved.map, &flat, meter)
                {
                    return Outcome::Read(read);
                }
                if !meter.left() {
                    return Outcome::Nothing;
                }
            }
        }
    }
    match told {
        Some(size) if size != layout.size => Outcome::OtherSize(size),
        _ => Outcome::Nothing,
    }
}
