//! How much what is seen looks like what must be there.

#![expect(clippy::as_conversions, reason = "pixel geometry: module numbers to coordinates")]

use super::{geometry::point, map::Map, plane::View};

/// The weighed correlation of brightness with "is light".
pub(super) fn correlation(seen: impl Iterator<Item = (f32, bool, f32)>) -> f32 {
    let (mut weights, mut lights, mut sum, mut squares, mut light_sum) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (value, dark, weight) in seen {
        weights += weight;
        sum += weight * value;
        squares += weight * value * value;
        if !dark {
            lights += weight;
            light_sum += weight * value;
        }
    }
    let mean: f32 = sum / weights;
    let spread = squares / weights - mean * mean;
    let share: f32 = lights / weights;
    let expected_spread = share * (1.0 - share);
    let together = light_sum / weights - share * mean;
    if spread < 1.0 { 0.0 } else { together / (spread * expected_spread).sqrt() }
}

/// How well values alternate between light and dark, beginning with light: each is compared
/// with its two neighbours, so that a shadow over the line does no harm.
pub(super) fn alternation(values: impl Iterator<Item = f32>) -> f32 {
    let (signed, total) = swings(values);
    signed / (total + 1.0)
}

/// How far values swing, those the right way less those the wrong way; and how far in all.
pub(super) fn swings(mut values: impl Iterator<Item = f32>) -> (f32, f32) {
    let (mut signed, mut total) = (0.0_f32, 0.0_f32);
    let (Some(mut first), Some(mut second)) = (values.next(), values.next()) else { return (0.0, 0.0) };
    // The second value of the line is a dark one.
    let mut sign = -1.0;
    for third in values {
        let step = second - f32::midpoint(first, third);
        signed += sign * step;
        total += step.abs();
        sign = -sign;
        (first, second) = (second, third);
    }
    (signed, total)
}

/// How much light and dark modules differ where they are looked at, which is most in their middles.
pub(super) fn clarity(view: View<'_>, map: &Map, step: usize) -> f32 {
    let (mut sum, mut squares, mut count) = (0.0, 0.0, 0.0);
    for y in (0..map.size).step_by(step) {
        for x in (0..map.size).step_by(step) {
            let value = view.sample(map.apply(point(x as f32 + 0.5, y as f32 + 0.5)));
            sum += value;
            squares += value * value;
            count += 1.0;
        }
    }
    let mean: f32 = sum / count;
    squares / count - mean * mean
}
