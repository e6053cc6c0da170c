//! One candidate, a triple of finders, led from *place* to *decode* in every way that may read it.

#![expect(clippy::as_conversions, reason = "pixel geometry: costs and angles")]

use crate::{
    qr::{
        Encoding,
        budget::Meter,
        decode::{Decoded, Effort, SoftModules, decode},
        find::{
            tiny::TinyCode,
            triple::{PoseClass, Triple},
        },
        geometry::Point,
        layout::{Layout, SMALLEST},
        place::{
            fit::{Fit, fit},
            map::Map,
            mesh::{Mesh, mesh},
            timing::SizeGuess,
            trace::trace,
            traced::fit_traced,
        },
        plane::{Plane, View},
        sample::{CLASSIFIERS, Classifier, Samples},
        sample::{
            edges::Edges,
            unmix::{Upright, unmix},
        },
    },
    sorted::sort,
};

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

/// What earlier attempts have left behind.
pub(super) struct Attempts {
    /// By version.
    layouts: [Option<Layout>; 40],
    failed: Vec<Failed>,
    /// Corner finders that looked like a code's but were not read, and the widths of the pictures they were in.
    held: Vec<(Point, usize)>,
}

/// The finders of a code that could not be read, and how it was tried.
struct Failed {
    width: usize,
    class: PoseClass,
    middles: [Point; 3],
}

impl Failed {
    fn of(view: View<'_>, triple: &Triple, class: PoseClass) -> Self {
        Self { width: view.plane.width, class, middles: triple.middles() }
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
/// A tiny code that agrees less than this with a size has another size.
const LEAST_ROUGH: f32 = 0.2;
/// A code that agrees at least this much is worth the costly attempts.
const SURE_AGREEMENT: f32 = 0.6;
/// The classifiers whose doubt is worth using for erasures.
const ERASING: [Classifier; 2] = [Classifier::Learned, Classifier::Global];
/// How often the same finders are tried at one scale.
const MOST_TRIES: usize = 2;
/// Sizes that are tried for a triple.
const MOST_SIZES: usize = 4;

impl Attempts {
    pub(super) fn new() -> Self {
        Self { layouts: std::array::from_fn(|_| None), failed: Vec::new(), held: Vec::new() }
    }

    /// Where unread codes seem to be: the middles of their corner finders, and the widths of the
    /// pictures they were in. In a picture of several codes, anything that looked like one counts.
    pub(super) fn unread(&self, several: bool) -> impl Iterator<Item = (Point, usize)> {
        let held = self.held.iter().copied().filter(move |_| several);
        self.failed.iter().map(|failed| (failed.middles[0], failed.width)).chain(held)
    }

    /// The code with these finders, if there is one and it can be read.
    pub(super) fn read(
        &mut self,
        view: View<'_>,
        triple: &Triple,
        class: PoseClass,
        meter: &mut Meter,
    ) -> Option<Read> {
        if self.known(view, triple, class) {
            return None;
        }
        if class == PoseClass::Curved
            && let Some(read) = self.read_traced(view, triple, meter)
        {
            return Some(read);
        }
        let mut sizes = triple.size_guesses(view, class, meter);
        sizes.retain(|sizing| sizing.agreement >= LEAST_TIMING);
        sizes.truncate(MOST_SIZES);
        let mut next = 0;
        while let Some(&SizeGuess { size, pose, .. }) = sizes.get(next) {
            next += 1;
            let Some(layout) = self.layout(size) else { continue };
            let Some(fit) = fit(view, triple, (layout, pose), meter) else { continue };
            // A large code may be bent so much that only its mesh fits.
            let least = if size >= FIRST_MESH { LEAST_BENT } else { LEAST_AGREEMENT };
            if fit.agreement < least {
                continue;
            }
            match try_fit(view, &fit, layout, meter) {
                Outcome::Read(read) => return Some(read),
                Outcome::Unreadable => self.failed.push(Failed::of(view, triple, class)),
                Outcome::OtherSize(size) if !sizes.iter().any(|sizing| sizing.size == size) => {
                    sizes.insert(next, SizeGuess { size, pose, agreement: 0.0 });
                }
                _ => {}
            }
            if !meter.pass_left() {
                break;
            }
        }
        self.held.push((triple.corner.middle, view.plane.width));
        None
    }

    /// The code, if its timing lines can be followed.
    fn read_traced(&mut self, view: View<'_>, triple: &Triple, meter: &mut Meter) -> Option<Read> {
        let traced = trace(view, triple, meter)?;
        let layout = self.layout(traced.size)?;
        let fit = fit_traced(view, &traced, layout, meter)?;
        match try_fit(view, &fit, layout, meter) {
            Outcome::Read(read) => Some(read),
            _ => None,
        }
    }

    /// The tiny code in a square, if there is one and it can be read.
    pub(super) fn read_tiny(&mut self, plane: &Plane, tiny: &TinyCode, meter: &mut Meter) -> Option<Read> {
        let view = View { plane, polarity: tiny.polarity };
        let mut fits: Vec<Fit> = Vec::new();
        for size in tiny.sizes() {
            let layout = self.layout(size)?;
            meter.spend_points(9 * layout.known_modules.len() as u64);
            let rough = tiny.triples(size).filter_map(|triple| Fit::unrefined(view, &triple, layout));
            fits.extend(rough.max_by(|a, b| a.agreement.total_cmp(&b.agreement)));
        }
        sort(&mut fits, |a, b| b.agreement.total_cmp(&a.agreement));
        for rough in fits.into_iter().take(3).filter(|rough| rough.agreement > LEAST_ROUGH) {
            let layout = self.layout(rough.map.size)?;
            let fit = rough.refined(view, layout, meter);
            if let Some(upright) = Upright::of(&rough.map) {
                let upright = upright.refined(view, layout);
                // Refining and unmixing together take about 1,500 looks a module.
                meter.spend_points(1500 * (fit.map.size * fit.map.size) as u64);
                let unmixed = unmix(view, &upright).map(|wide| Sampling {
                    samples: Samples::of_wide(layout.size, wide),
                    corners: upright.outline(),
                });
                for effort in [Effort::Plain, Effort::Erasing] {
                    if let Some(read) =
                        unmixed.as_ref().and_then(|look| look.read(layout, &CLASSIFIERS, effort, meter))
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
            if !meter.pass_left() {
                break;
            }
        }
        None
    }

    /// Whether these finders were tried often enough in a picture of this scale.
    fn known(&self, view: View<'_>, triple: &Triple, class: PoseClass) -> bool {
        let near = |failed: &&Failed| {
            let pairs = failed.middles.into_iter().zip(triple.middles());
            failed.width == view.plane.width
                && failed.class == class
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
    /// The version word says that the code has another size.
    OtherSize(usize),
    Nothing,
    /// It is surely a code, but nothing could read it.
    Unreadable,
}

/// The brightness of each module under one map, and the corners of that map.
struct Sampling {
    samples: Samples,
    corners: [Point; 4],
}

impl Sampling {
    fn read(
        &self,
        layout: &Layout,
        classifiers: &[Classifier],
        effort: Effort,
        meter: &mut Meter,
    ) -> Option<Read> {
        let cells = (layout.size * layout.size) as u64;
        classifiers.iter().find_map(|&classifier| {
            meter.spend_points(if effort == Effort::Plain { cells } else { 8 * cells });
            self.decode(&self.samples.classify(classifier, layout), layout, effort)
        })
    }

    fn decode(&self, soft: &SoftModules, layout: &Layout, effort: Effort) -> Option<Read> {
        let Decoded { bytes, encoding, mirrored } = decode(soft, layout, effort)?;
        let [a, b, c, d] = self.corners;
        let corners = if mirrored { [a, d, c, b] } else { [a, b, c, d] };
        Some(Read { bytes, encoding, size: layout.size, corners, mirrored })
    }

    /// Whether this looks like a code at all.
    fn has_format(&self, layout: &Layout) -> bool {
        self.samples.classify(Classifier::Learned, layout).has_format()
    }
}

/// Samples a fitted code and decodes it; if it looks like a code, with more and more effort.
fn try_fit(view: View<'_>, fit: &Fit, layout: &Layout, meter: &mut Meter) -> Outcome {
    let size = layout.size;
    let cells = (size * size) as u64;
    let look = |map: &Map, mesh: Option<&Mesh>, meter: &mut Meter| {
        meter.spend_points(5 * cells);
        let samples = match mesh {
            None => Samples::of(view, size, |at| map.apply(at)),
            Some(mesh) => Samples::of(view, size, |at| map.apply(at + mesh.away(at))),
        };
        Sampling { samples, corners: map.outline() }
    };
    let flat = look(&fit.map, None, meter);
    if let Some(read) = flat.read(layout, &CLASSIFIERS, Effort::Plain, meter) {
        return Outcome::Read(read);
    }
    let told = flat.samples.classify(Classifier::Learned, layout).size_from_version_words();
    if let Some(told) = told.filter(|&told| told != size) {
        return Outcome::OtherSize(told);
    }
    if fit.agreement < SURE_AGREEMENT && !flat.has_format(layout) {
        return Outcome::Nothing;
    }
    let mesh = mesh(view, &fit.map, layout, meter);
    let bent = mesh.as_ref().map(|mesh| look(&fit.map, Some(mesh), meter));
    if let Some(read) = bent.as_ref().and_then(|bent| bent.read(layout, &CLASSIFIERS, Effort::Plain, meter)) {
        return Outcome::Read(read);
    }
    // No known module tells how much nearer the middle of a can is, so some depths are tried.
    for factor in [0.5, 1.5, 2.0].into_iter().filter(|_| fit.is_round()) {
        let deeper = fit.map.deeper(factor);
        if let Some(read) = look(&deeper, None, meter).read(layout, &CLASSIFIERS, Effort::Plain, meter) {
            return Outcome::Read(read);
        }
    }
    let bulging =
        fit.may_bulge().then(|| fit.bent(view, layout, meter)).map(|fit| look(&fit.map, None, meter));
    if let Some(read) =
        bulging.as_ref().and_then(|bulging| bulging.read(layout, &CLASSIFIERS, Effort::Plain, meter))
    {
        return Outcome::Read(read);
    }
    for look in bent.iter().chain(&bulging).chain([&flat]) {
        if let Some(read) = look.read(layout, &ERASING, Effort::Erasing, meter) {
            return Outcome::Read(read);
        }
    }
    // The two attempts below take about six thousand multiplications a module.
    if fit.agreement < SURE_AGREEMENT || !meter.spend_costly(600 * cells) {
        return Outcome::Unreadable;
    }
    if let Some(read) = flat.read(layout, &[Classifier::Unblurred], Effort::Erasing, meter) {
        return Outcome::Read(read);
    }
    let steps = Edges::of(view, size, |at| fit.map.apply(at));
    let soft = steps.soft(layout, &flat.samples.classify(Classifier::Midpoint, layout));
    match flat.decode(&soft, layout, Effort::Erasing) {
        Some(read) => Outcome::Read(read),
        None => Outcome::Unreadable,
    }
}
