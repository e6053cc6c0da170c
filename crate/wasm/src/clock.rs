//! A site's clock compared with the computer's.

use tandem_core::clock::{Difference, Followed, Sample};
use wasm_bindgen::prelude::*;

use crate::{
    error::Error,
    js::{from_js, to_js},
    view::{DifferenceOfClocks, SampleView},
};

/// How far a site's clock is ahead, by its answers; none without an answer.
///
/// # Errors
/// Answers of another shape than their type.
#[wasm_bindgen(js_name = compareClocks, unchecked_return_type = "DifferenceOfClocks | undefined")]
pub fn compare_clocks(
    #[wasm_bindgen(unchecked_param_type = "SampleView[]")] samples: JsValue,
) -> Result<JsValue, Error> {
    let samples: Vec<Sample> = from_js::<Vec<SampleView>>(samples)?.into_iter().map(Into::into).collect();
    Difference::of(&samples)
        .map_or(Ok(JsValue::UNDEFINED), |difference| to_js(&DifferenceOfClocks::from(difference)))
}

/// What to do with a site's clock that was this many seconds ahead, after a new comparison.
#[wasm_bindgen(js_name = followedClock, unchecked_return_type = "'unchanged' | 'changed' | 'no_longer' | 'too_far'")]
#[must_use]
pub fn followed_clock(before: f64, ahead: f64, within: f64) -> String {
    match (Difference { ahead, within }).followed(before) {
        Followed::Unchanged => "unchanged",
        Followed::Changed => "changed",
        Followed::NoLonger => "no_longer",
        Followed::TooFar => "too_far",
    }
    .to_owned()
}
