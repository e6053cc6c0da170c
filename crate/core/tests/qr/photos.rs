//! Photos: sheets out of focus, in shadows, curved, folded, leaning, around a can.

use proptest::prelude::*;
use qrcode::EcLevel;
use tandem_core::qr::{Budget, Found, Kind, Picture, Pixels, read};

use super::{Grey, Seen, upright};

/// A photo in which each pixel shows the given place of a drawing, or a grey table.
fn photo(flat: &Grey, (width, height): (usize, usize), place: impl Fn(f32, f32) -> (f32, f32)) -> Vec<u8> {
    let within = |at: f32| (0.0..flat.side as f32).contains(&at);
    let pixel = |index: usize| {
        let (x, y) = place((index % width) as f32 + 0.5, (index / width) as f32 + 0.5);
        if within(x) && within(y) { flat.pixels[y as usize * flat.side + x as usize] } else { 120 }
    };
    (0..width * height).map(pixel).collect()
}

#[track_caller]
fn check_photo(pixels: &[u8], (width, height): (usize, usize), text: &str) {
    let picture = Picture { pixels: Pixels::Grey(pixels), width, height, kind: Kind::Photo };
    let found = read(&picture, Budget::default()).unwrap();
    assert_eq!(found.iter().map(Found::text).collect::<Vec<_>>(), [Some(text)]);
}

#[test]
fn a_code_out_of_focus_is_read() {
    for (version, degrees) in [(1, 0.0), (4, 30.0), (9, 10.0), (14, 40.0)] {
        let seen = Seen { scale: 5.0, degrees, level: EcLevel::M, ..upright(version) };
        let sharp = seen.draw("OUT OF FOCUS");
        // The mean of 8 x 8 pixels is that of 1.6 x 1.6 modules: a light one among dark ones is
        // dark grey.
        let side = sharp.side - 7;
        let mean = |index: usize| {
            let rows = (0..8).map(|row| (index / side + row) * sharp.side + index % side);
            let pixels = rows.flat_map(|start| &sharp.pixels[start..start + 8]);
            (pixels.map(|&light| u32::from(light)).sum::<u32>() / 64) as u8
        };
        let pixels: Vec<u8> = (0..side * side).map(mean).collect();
        check_photo(&pixels, (side, side), "OUT OF FOCUS");
    }
}

#[test]
fn a_code_in_the_shadow_of_leaves_is_read() {
    for (version, degrees) in [(5, 20.0), (10, 70.0)] {
        let seen = Seen { scale: 5.0, degrees, level: EcLevel::M, ..upright(version) };
        let Grey { side, pixels } = seen.draw("LEAVES");
        // Ink in the light is as bright as paper in the shadow.
        let shaded = |index: usize| {
            let (x, y) = ((index % side) as f32, (index / side) as f32);
            let shadow = (x / 17.0).sin() + (y / 23.0).cos() + ((x + y) / 31.0).sin() > 0.6;
            let brightness = 64.0 + 146.0 * f32::from(pixels[index]) / 255.0;
            (brightness * if shadow { 0.35 } else { 1.0 }) as u8
        };
        let pixels: Vec<u8> = (0..side * side).map(shaded).collect();
        check_photo(&pixels, (side, side), "LEAVES");
    }
}

#[test]
fn a_code_on_a_sheet_that_bulges_is_read() {
    for version in [2, 5, 9, 16] {
        let flat = upright(version).draw("BULGING");
        let (width, height) = (flat.side, flat.side * 5 / 4);
        for share in [0.04, -0.08] {
            let pixels = photo(&flat, (width, height), |x, y| {
                let part = 2.0 * x / width as f32 - 1.0;
                (x, y - (flat.side / 8) as f32 + share * width as f32 * (1.0 - part * part))
            });
            check_photo(&pixels, (width, height), "BULGING");
        }
    }
}

#[test]
fn a_code_on_a_sheet_with_a_fold_is_read() {
    for version in [8, 20, 34] {
        let flat = upright(version).draw("A FOLD");
        let side = flat.side as f32;
        for raised in [0.5, -0.5] {
            let pixels = photo(&flat, (flat.side, flat.side * 5 / 4), |x, y| {
                let beyond = (x / side - 0.5).max(0.0);
                let y = y - side / 8.0;
                (x, y + raised * side * beyond * beyond * (1.5 - y / side))
            });
            check_photo(&pixels, (flat.side, flat.side * 5 / 4), "A FOLD");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// However a sheet is bent and turned, the text that is read is the right one.
    #[test]
    fn a_sheet_that_is_bent_at_random_is_read_right_or_not_at_all(
        version in 1_i16..12,
        (wave, waves) in (-0.15_f32..0.15, 0.2_f32..3.0),
        (fold, place) in (-0.8_f32..0.8, 0.1_f32..0.9),
        (turned, larger) in (0.0_f32..360.0, 0.5_f32..1.3),
    ) {
        let flat = upright(version).draw("ANY SHEET");
        let side = flat.side as f32;
        let (sine, cosine) = turned.to_radians().sin_cos();
        let size = flat.side * 7 / 5;
        let pixels = photo(&flat, (size, size), |x, y| {
            let (x, y) = ((x - 0.7 * side) * larger, (y - 0.7 * side) * larger);
            let (x, y) = (x * cosine + y * sine + side / 2.0, y * cosine - x * sine + side / 2.0);
            let beyond = (x / side - place).max(0.0);
            (x + wave * side * (waves * y / side).cos(), y + fold * side * beyond * beyond * (1.5 - y / side))
        });
        let picture = Picture { pixels: Pixels::Grey(&pixels), width: size, height: size, kind: Kind::Photo };
        for found in read(&picture, Budget::default()).unwrap() {
            prop_assert_eq!(found.text(), Some("ANY SHEET"));
        }
    }
}

#[test]
fn a_code_that_leans_far_away_is_read() {
    for version in [2, 5, 9] {
        let flat = upright(version).draw("LEANING");
        let side = flat.side as f32;
        for (degrees, roll) in [(50.0_f32, 0.0_f32), (60.0, 0.0), (60.0, 30.0), (55.0, 45.0)] {
            let ((sine, cosine), (sin, cos)) = (degrees.to_radians().sin_cos(), roll.to_radians().sin_cos());
            let pixels = photo(&flat, (flat.side * 3 / 2, flat.side * 3 / 2), |x, y| {
                let (x, y) = (x - 0.75 * side, y - 0.75 * side);
                let (x, y) = (x * cos + y * sin, y * cos - x * sin);
                // A camera three sides away, the sheet turned about its upright middle line.
                let depth = 3.0 * side * cosine / (3.0 * side * cosine - x * sine) / cosine;
                (x * depth + side / 2.0, y * depth * cosine + side / 2.0)
            });
            check_photo(&pixels, (flat.side * 3 / 2, flat.side * 3 / 2), "LEANING");
        }
    }
}

#[test]
fn a_code_around_a_can_is_read() {
    for version in [2, 4, 8] {
        let flat = upright(version).draw("ROUND");
        let side = flat.side as f32;
        for degrees in [60.0_f32, 90.0] {
            let radius = side / degrees.to_radians();
            let pixels = photo(&flat, (flat.side, flat.side), |x, y| {
                // Seen from far away, a little from above.
                let angle = ((x - side / 2.0) / radius).clamp(-1.0, 1.0).asin();
                (angle * radius + side / 2.0, y - 0.2 * radius * (angle.cos() - 0.8))
            });
            check_photo(&pixels, (flat.side, flat.side), "ROUND");
        }
    }
}

#[test]
fn a_code_without_a_margin_is_read_from_a_photo() {
    let flat = upright(4).draw("CLOSE");
    let margin = flat.side * 4 / 41;
    let side = flat.side - 2 * margin;
    let dark = photo(&flat, (flat.side, flat.side), |x, y| {
        let inside = |at: f32| (margin as f32..(margin + side) as f32).contains(&at);
        // Everything around is as dark as the finder's corner.
        if inside(x) && inside(y) { (x, y) } else { (margin as f32 + 1.5, margin as f32 + 1.5) }
    });
    check_photo(&dark, (flat.side, flat.side), "CLOSE");
}
