//! A site's clock compared with the computer's.

use serde::{Deserialize, Serialize};
use tandem_core::clock::{Difference, Sample};
use tsify::Tsify;

/// One answer of a site; all in milliseconds since 1970.
#[derive(Deserialize, Tsify)]
pub(crate) struct SampleView {
    before: f64,
    after: f64,
    date: f64,
}

/// How far a site's clock is from the computer's.
#[derive(Serialize, Tsify)]
pub(crate) struct DifferenceOfClocks {
    /// Seconds that the site's is ahead; negative if it is behind.
    ahead: f64,
    /// Seconds that this may be off, either way.
    within: f64,
    /// Whether sites would refuse the codes.
    harmful: bool,
    /// Whether the difference is too large to follow the site's clock, so the computer's has to be
    /// set.
    far: bool,
}

impl From<SampleView> for Sample {
    fn from(SampleView { before, after, date }: SampleView) -> Self {
        Self { before, after, date }
    }
}

impl From<Difference> for DifferenceOfClocks {
    fn from(difference: Difference) -> Self {
        let (harmful, far) = (difference.is_harmful(), difference.is_far());
        Self { ahead: difference.ahead, within: difference.within, harmful, far }
    }
}
