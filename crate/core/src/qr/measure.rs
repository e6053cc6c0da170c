//! How well what is seen matches what must be there.

/// The weighted correlation of brightness with "is light".
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

/// How well values alternate between light and dark, beginning with light. Each is compared with
/// its two neighbours, so a shadow across the line does no harm.
pub(super) fn alternation(values: impl Iterator<Item = f32>) -> f32 {
    let (signed, total) = swings(values);
    signed / (total + 1.0)
}

/// The sum of all swings in the right direction minus the wrong ones, and the sum of all swings.
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
