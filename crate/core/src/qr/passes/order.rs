//! Which passes there are, and in what order they run.

use crate::qr::{
    Kind, Picture,
    find::{finder::Tolerance, threshold::Threshold, triple::PoseClass},
};

/// The size of the picture in a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    Full,
    Half,
    Quarter,
}

impl Scale {
    /// How often the picture is halved.
    pub(super) fn halvings(self) -> usize {
        match self {
            Self::Full => 0,
            Self::Half => 1,
            Self::Quarter => 2,
        }
    }
}

/// How many finders a code must show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finders {
    Three,
    /// The third is covered or torn.
    Two,
}

/// One way of searching the picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pass {
    pub(super) finders: Finders,
    pub(super) scale: Scale,
    pub(super) threshold: Threshold,
    pub(super) tolerance: Tolerance,
    pub(super) class: PoseClass,
    /// Whether the picture is sharpened first.
    pub(super) sharpened: bool,
}

/// A code that faces the viewer.
pub(super) const fn flat(scale: Scale, threshold: Threshold, tolerance: Tolerance) -> Pass {
    Pass { finders: Finders::Three, scale, threshold, tolerance, class: PoseClass::Flat, sharpened: false }
}

/// A code that may lean away.
const fn tilted(scale: Scale, threshold: Threshold) -> Pass {
    Pass { class: PoseClass::Tilted, ..flat(scale, threshold, Tolerance::Strict) }
}

/// A code on a curved surface.
const fn curved(scale: Scale, threshold: Threshold) -> Pass {
    Pass { class: PoseClass::Curved, ..flat(scale, threshold, Tolerance::Strict) }
}

/// A code of which only two finders can be seen.
const fn two_finders(scale: Scale, threshold: Threshold, class: PoseClass) -> Pass {
    Pass { finders: Finders::Two, class, ..flat(scale, threshold, Tolerance::Strict) }
}

/// A code out of focus.
const fn sharpened(scale: Scale) -> Pass {
    Pass { sharpened: true, ..tilted(scale, Threshold::Coarse) }
}

const SCREENSHOT: [Pass; 9] = [
    flat(Scale::Full, Threshold::Coarse, Tolerance::Lenient),
    flat(Scale::Full, Threshold::FineMean, Tolerance::Strict),
    flat(Scale::Full, Threshold::Fine, Tolerance::Strict),
    flat(Scale::Half, Threshold::Coarse, Tolerance::Strict),
    flat(Scale::Full, Threshold::Otsu, Tolerance::Strict),
    flat(Scale::Half, Threshold::Coarse, Tolerance::Lenient),
    tilted(Scale::Full, Threshold::Mean),
    tilted(Scale::Half, Threshold::Mean),
    two_finders(Scale::Full, Threshold::Coarse, PoseClass::Flat),
];

const PHOTO: [Pass; 21] = [
    tilted(Scale::Full, Threshold::Coarse),
    tilted(Scale::Full, Threshold::Mean),
    tilted(Scale::Half, Threshold::Coarse),
    tilted(Scale::Half, Threshold::Mean),
    tilted(Scale::Full, Threshold::FineMean),
    tilted(Scale::Quarter, Threshold::Mean),
    tilted(Scale::Full, Threshold::Fine),
    tilted(Scale::Full, Threshold::Otsu),
    tilted(Scale::Half, Threshold::Otsu),
    tilted(Scale::Full, Threshold::Shade),
    Pass { tolerance: Tolerance::Lenient, ..tilted(Scale::Full, Threshold::Coarse) },
    Pass { tolerance: Tolerance::Lenient, ..tilted(Scale::Half, Threshold::Otsu) },
    curved(Scale::Full, Threshold::Coarse),
    curved(Scale::Half, Threshold::Mean),
    two_finders(Scale::Full, Threshold::Coarse, PoseClass::Tilted),
    two_finders(Scale::Full, Threshold::Fine, PoseClass::Tilted),
    two_finders(Scale::Half, Threshold::Mean, PoseClass::Tilted),
    two_finders(Scale::Full, Threshold::Otsu, PoseClass::Tilted),
    sharpened(Scale::Full),
    sharpened(Scale::Half),
    sharpened(Scale::Quarter),
];

/// Tried first where a photo is large: it has more pixels than sharpness.
const LARGE_PHOTO: [Pass; 3] = [
    tilted(Scale::Half, Threshold::Coarse),
    tilted(Scale::Quarter, Threshold::Mean),
    tilted(Scale::Half, Threshold::Mean),
];

/// A photo whose longer side has more pixels than this counts as large.
const LARGE: usize = 1600;
/// The most work of one pass over a screenshot.
pub(super) const PASS_STEPS: u64 = 60_000;

/// The passes over a picture, in order.
pub(super) fn passes(picture: &Picture<'_>) -> impl Iterator<Item = Pass> {
    let all = match picture.kind {
        Kind::Screenshot => &SCREENSHOT[..],
        Kind::Photo => &PHOTO[..],
    };
    let large = picture.kind == Kind::Photo && picture.width.max(picture.height) > LARGE;
    let first = if large { &LARGE_PHOTO[..] } else { &[] };
    first.iter().chain(all).copied()
}

impl Pass {
    /// The most work this pass may do.
    pub(super) fn steps(&self, kind: Kind) -> u64 {
        match (kind, self.finders) {
            // Letters look like tilted finders, and few codes on a page are tilted.
            (Kind::Screenshot, Finders::Three) if self.class == PoseClass::Tilted => 20_000,
            (Kind::Screenshot, Finders::Three) => PASS_STEPS,
            (Kind::Screenshot, Finders::Two) => 12_000,
            (Kind::Photo, Finders::Three) => 200_000,
            (Kind::Photo, Finders::Two) => 60_000,
        }
    }
}
