//! One triple of finders, tried in every way that could make a code of it.

#![expect(clippy::as_conversions, reason = "pixel geometry: costs and angles")]

use super::{
    Encoding,
    bent::fit_bent,
    block::Block,
    budget::Meter,
    decode::{Decoded, Effort, Soft, decode},
    fit::{Fit, fit},
    geometry::Point,
    layout::{Layout, SMALLEST},
    map::Map,
    mesh::{Mesh, mesh},
    plane::{Plane, View},
    sample::{CUTS, Cut, Samples},
    steps::Steps,
    trace::trace,
    triple::{Seen, Sizing, Triple},
    unmix::{Upright, unmix},
};
use crate::sorted;

/// A code that was read.
pub(super) struct Read {
    pub(super) bytes: Vec<u8>,
    pub(super) encoding: Encoding,
    /// Modules a side.
    pub(super) size: usize,
    /// In the code's own order: top left, top right, bottom right, bottom left.
    pub(super) corners: [Point; 4],
    pub(super) mirrored: bool,
}

/// What was needed and learned so far.
pub(super) struct Attempts {
    /// By version.
    layouts: [Option<Layout>; 40],
    failed: Vec<Failed>,
    /// Corner finders that, with two others, looked like a code's, and the widths of the pictures they were seen in.
    held: Vec<(Point, usize)>,
}

/// Finders, in a picture of a width, of a code that could not be read as what it was taken for.
struct Failed {
    width: usize,
    seen: Seen,
    middles: [Point; 3],
}

impl Failed {
    fn of(view: View<'_>, triple: &Triple, seen: Seen) -> Self {
        Self { width: view.plane.width, seen, middles: triple.middles() }
    }
}

/// Timing lines that agree less than this with a size rule it out.
const LEAST_TIMING: f32 = 0.4;
/// A fit that agrees less than this with the picture is none.
const LEAST_AGREEMENT: f32 = 0.4;
/// The same for a code with many alignment patterns.
const LEAST_BENT: f32 = 0.25;
/// The size from which on there are more alignment patterns than one: version 7.
const FIRST_MESH: usize = 45;
/// A block that agrees less than this with a size does not have it.
const LEAST_ROUGH: f32 = 0.2;
/// From here on a code that does not decode is worth more trouble.
const SURE_AGREEMENT: f32 = 0.6;
/// The cuts that are worth it to look for unsure modules.
const DOUBTING: [Cut; 2] = [Cut::Learned, Cut::Global];
/// How often the same finders are tried at one scale.
const MOST_TRIES: usize = 2;
/// Sizes that are tried for a triple.
const MOST_SIZES: usize = 4;

impl Attempts {
    pub(super) fn new() -> Self {
        Self { layouts: std::array::from_fn(|_| None), failed: Vec::new(), held: Vec::new() }
    }

    /// Where codes were seen that could not be read: the middles of their corner finders, and the
    /// widths of the pictures they were seen in. Among several codes whatever looked like one may be one.
    pub(super) fn unread(&self, several: bool) -> impl Iterator<Item = (Point, usize)> {
        let held = self.held.iter().copied().filter(move |_| several);
        self.failed.iter().map(|failed| (failed.middles[0], failed.width)).chain(held)
    }

    /// The code that has these finders, when there is one and it can be read.
    pub(super) fn read(
        &mut self,
        view: View<'_>,
        triple: &Triple,
        seen: Seen,
        meter: &mut Meter,
    ) -> Option<Read> {
        if self.known(view, triple, seen) {
            return None;
        }
        if seen == Seen::Bulging
            && let Some(read) = self.read_bent(view, triple, meter)
        {
            return Some(read);
        }
        let mut sizes = triple.sizings(view, seen, meter);
        sizes.retain(|sizing| sizing.agreement >= LEAST_TIMING);
        sizes.truncate(MOST_SIZES);
        let mut next = 0;
        while let Some(&Sizing { size, pose, .. }) = sizes.get(next) {
            next += 1;
            let Some(layout) = self.layout(size) else { continue };
            let Some(fit) = fit(view, triple, (layout, pose), meter) else { continue };
            // A large code may bend so much that only its mesh fits.
            let least = if size >= FIRST_MESH { LEAST_BENT } else { LEAST_AGREEMENT };
            if fit.agreement < least {
                continue;
            }
            match try_fit(view, &fit, layout, meter) {
                Outcome::Read(read) => return Some(read),
                Outcome::Unreadable => self.failed.push(Failed::of(view, triple, seen)),
                Outcome::OtherSize(size) if !sizes.iter().any(|sizing| sizing.size == size) => {
                    sizes.insert(next, Sizing { size, pose, agreement: 0.0 });
                }
                _ => {}
            }
            if !meter.left() {
                break;
            }
        }
        self.held.push((triple.corner.middle, view.plane.width));
        None
    }

    /// The same when its timing lines can be followed.
    fn read_bent(&mut self, view: View<'_>, triple: &Triple, meter: &mut Meter) -> Option<Read> {
        let traced = trace(view, triple, meter)?;
        let layout = self.layout(traced.size)?;
        let fit = fit_bent(view, &traced, layout, meter)?;
        match try_fit(view, &fit, layout, meter) {
            Outcome::Read(read) => Some(read),
            _ => None,
        }
    }

    /// The code that fills a block, when there is one and it can be read.
    pub(super) fn read_block(&mut self, plane: &Plane, block: &Block, meter: &mut Meter) -> Option<Read> {
        let view = View { plane, polarity: block.polarity };
        let mut fits: Vec<Fit> = Vec::new();
        for size in block.sizes() {
            let layout = self.layout(size)?;
            meter.samples(9 * layout.marks.len() as u64);
            let rough = block.triples(size).filter_map(|triple| Fit::unrefined(view, &triple, layout));
            fits.extend(rough.max_by(|a, b| a.agreement.total_cmp(&b.agreement)));
        }
        sorted::by(&mut fits, |a, b| b.agreement.total_cmp(&a.agreement));
        for rough in fits.into_iter().take(3).filter(|rough| rough.agreement > LEAST_ROUGH) {
            let layout = self.layout(rough.map.size)?;
            let fit = rough.refined(view, layout, meter);
            if let Some(upright) = Upright::of(&rough.map) {
                let upright = upright.refined(view, layout);
                // A hundred looks at a tile of nine modules and as many again.
                meter.samples(1500 * (fit.map.size * fit.map.size) as u64);
                let unmixed = unmix(view, &upright).map(|wide| Look {
                    samples: Samples::of_wide(layout.size, wide),
                    corners: upright.outline(),
                });
                for effort in [Effort::Plain, Effort::Erasing] {
                    if let Some(read) =
                        unmixed.as_ref().and_then(|look| look.read(layout, &CUTS, effort, meter))
                    {
                        return Some(read);
                    }
                }
            }
            if fit.agreement > LEAST_AGREEMENT
                && let Outcome::Read(read) = try_fit(view, &fit, layout, meter)
            {
                return Some(read);
            }
            if !meter.left() {
                break;
            }
        }
        None
    }

    /// Whether these finders were tried often enough in a picture of this scale.
    fn known(&self, view: View<'_>, triple: &Triple, seen: Seen) -> bool {
        let near = |failed: &&Failed| {
            let pairs = failed.middles.into_iter().zip(triple.middles());
            failed.width == view.plane.width
                && failed.seen == seen
                && pairs.into_iter().all(|(a, b)| (a - b).length() < triple.corner.module)
        };
        self.failed.iter().filter(near).count() >= MOST_TRIES
    }

    fn layout(&mut self, size: usize) -> Option<&Layout> {
        let slot = self.layouts.get_mut(size.checked_sub(SMALLEST)? / 4)?;
        Some(slot.get_or_insert_with(|| Layout::of(size)))
    }
}

enum Outcome {
    Read(Read),
    /// The code says itself that it has another size.
    OtherSize(usize),
    Nothing,
    /// It is surely a code, but everything was tried in vain.
    Unreadable,
}

/// A place of the code in the picture, and the brightness of its modules there.
struct Look {
    samples: Samples,
    corners: [Point; 4],
}

impl Look {
    fn read(&self, layout: &Layout, cuts: &[Cut], effort: Effort, meter: &mut Meter) -> Option<Read> {
        let cells = (layout.size * layout.size) as u64;
        cuts.iter().find_map(|&cut| {
            meter.samples(if effort == Effort::Plain { cells } else { 8 * cells });
            self.decode(&self.samples.soft(cut, layout), layout, effort)
        })
    }

    fn decode(&self, soft: &Soft, layout: &Layout, effort: Effort) -> Option<Read> {
        let Decoded { bytes, encoding, mirrored } = decode(soft, layout, effort)?;
        let [a, b, c, d] = self.corners;
        let corners = if mirrored { [a, d, c, b] } else { [a, b, c, d] };
        Some(Read { bytes, encoding, size: layout.size, corners, mirrored })
    }

    /// Whether this looks like a code at all.
    fn has_format(&self, layout: &Layout) -> bool {
        self.samples.soft(Cut::Learned, layout).has_format()
    }
}

/// Samples a fitted code and decodes it; then, if it looks like one, with more trouble.
fn try_fit(view: View<'_>, fit: &Fit, layout: &Layout, meter: &mut Meter) -> Outcome {
    let size = layout.size;
    let cells = (size * size) as u64;
    let look = |map: &Map, mesh: Option<&Mesh>, meter: &mut Meter| {
        meter.samples(5 * cells);
        let samples = match mesh {
            None => Samples::of(view, size, |at| map.apply(at)),
            Some(mesh) => Samples::of(view, size, |at| map.apply(at + mesh.away(at))),
        };
        Look { samples, corners: map.outline() }
    };
    let flat = look(&fit.map, None, meter);
    if let Some(read) = flat.read(layout, &CUTS, Effort::Plain, meter) {
        return Outcome::Read(read);
    }
    let told = flat.samples.soft(Cut::Learned, layout).told_size();
    if let Some(told) = told.filter(|&told| told != size) {
        return Outcome::OtherSize(told);
    }
    if fit.agreement < SURE_AGREEMENT && !flat.has_format(layout) {
        return Outcome::Nothing;
    }
    let mesh = mesh(view, &fit.map, layout, meter);
    let bent = mesh.as_ref().map(|mesh| look(&fit.map, Some(mesh), meter));
    if let Some(read) = bent.as_ref().and_then(|bent| bent.read(layout, &CUTS, Effort::Plain, meter)) {
        return Outcome::Read(read);
    }
    // How much nearer a can's middle is, no module that is known tells.
    for factor in [0.5, 1.5, 2.0].into_iter().filter(|_| fit.is_round()) {
        let deeper = fit.map.deeper(factor);
        if let Some(read) = look(&deeper, None, meter).read(layout, &CUTS, Effort::Plain, meter) {
            return Outcome::Read(read);
        }
    }
    let bulging =
        fit.may_bulge().then(|| fit.bent(view, layout, meter)).map(|fit| look(&fit.map, None, meter));
    if let Some(read) = bulging.as_ref().and_then(|bulging| bulging.read(layout, &CUTS, Effort::Plain, meter))
    {
        return Outcome::Read(read);
    }
    for look in bent.iter().chain(&bulging).chain([&flat]) {
        if let Some(read) = look.read(layout, &DOUBTING, Effort::Erasing, meter) {
            return Outcome::Read(read);
        }
    }
    // These two take some six thousand products a module.
    if fit.agreement < SURE_AGREEMENT || !meter.affords(600 * cells) {
        return Outcome::Unreadable;
    }
    if let Some(read) = flat.read(layout, &[Cut::Unblurred], Effort::Erasing, meter) {
        return Outcome::Read(read);
    }
    let steps = Steps::of(view, size, |at| fit.map.apply(at));
    let soft = steps.soft(layout, &flat.samples.soft(Cut::Midpoint, layout));
    match flat.decode(&soft, layout, Effort::Erasing) {
        Some(read) => Outcome::Read(read),
        None => Outcome::Unreadable,
    }
}
