//! The reader as its callers see it.

#![expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "pixels of drawn codes, in tests alone"
)]

mod photos;

use qrcode::{
    Color, EcLevel, Version,
    bits::Bits,
    canvas::{Canvas, MaskPattern},
    ec,
};
use tandem_core::qr::{Budget, Encoding, Found, Kind, Picture, PictureError, Pixels, Polarity, draw, read};

#[test]
fn sizes_that_no_picture_has_are_refused() {
    let bytes = vec![255; 16];
    let picture =
        |width, height| Picture { pixels: Pixels::Rgba(&bytes), width, height, kind: Kind::Screenshot };
    for (width, height, error) in [
        (0, 0, PictureError::Empty),
        (0, 7, PictureError::Empty),
        (7, 0, PictureError::Empty),
        (3, 1, PictureError::WrongLength { expected: 12, given: 16 }),
        (8_001, 5_000, PictureError::TooLarge { width: 8_001, height: 5_000 }),
        (usize::MAX, 2, PictureError::TooLarge { width: usize::MAX, height: 2 }),
    ] {
        assert_eq!(read(&picture(width, height), Budget::default()).err(), Some(error));
    }
    let picture = Picture { pixels: Pixels::I420(&bytes), width: 3, height: 3, kind: Kind::Screenshot };
    let error = PictureError::WrongLength { expected: 17, given: 16 };
    assert_eq!(read(&picture, Budget::default()), Err(error));
}

#[test]
fn the_smallest_pictures_hold_nothing() {
    for (width, height) in [(1, 1), (1, 500), (500, 1), (2, 3), (20, 20)] {
        let bytes = vec![128; width * height];
        let picture = Picture { pixels: Pixels::Grey(&bytes), width, height, kind: Kind::Photo };
        assert_eq!(read(&picture, Budget::default()), Ok(Vec::new()), "{width} x {height}");
    }
}

const LEVELS: [EcLevel; 4] = [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H];
const MASKS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

/// A code, and how it is drawn.
#[derive(Debug, Clone, Copy)]
struct Seen {
    version: i16,
    level: EcLevel,
    mask: MaskPattern,
    /// Pixels to a module.
    scale: f32,
    /// Clockwise.
    degrees: f32,
    mirrored: bool,
    polarity: Polarity,
}

/// A square grey picture.
struct Grey {
    side: usize,
    pixels: Vec<u8>,
}

impl Seen {
    /// A text's codewords, without the check codewords.
    fn codewords(&self, text: &str) -> Vec<u8> {
        let mut bits = Bits::new(Version::Normal(self.version));
        bits.push_optimal_data(text.as_bytes()).unwrap();
        bits.push_terminator(self.level).unwrap();
        bits.into_bytes()
    }

    /// Whether each module is dark, row by row.
    fn modules(&self, codewords: &[u8]) -> Vec<bool> {
        let version = Version::Normal(self.version);
        let (data, checks) = ec::construct_codewords(codewords, version, self.level).unwrap();
        let mut canvas = Canvas::new(version, self.level);
        canvas.draw_all_functional_patterns();
        canvas.draw_data(&data, &checks);
        canvas.apply_mask(self.mask);
        canvas.into_colors().into_iter().map(|color| color == Color::Dark).collect()
    }

    fn draw(&self, text: &str) -> Grey {
        self.draw_codewords(&self.codewords(text))
    }

    /// The code in the middle of a picture, each pixel the mean of many points.
    fn draw_codewords(&self, codewords: &[u8]) -> Grey {
        let modules = self.modules(codewords);
        let size = f32::from(self.version * 4 + 17);
        let across = self.version as usize * 4 + 17;
        let (sine, cosine) = self.degrees.to_radians().sin_cos();
        let side = (self.scale * (size + 8.0) * (sine.abs() + cosine.abs())).ceil();
        let dark_at = |x: f32, y: f32| {
            let (x, y) = (x - side / 2.0, y - side / 2.0);
            let (x, y) = (x * cosine + y * sine, y * cosine - x * sine);
            let (x, y) = (x / self.scale + size / 2.0, y / self.scale + size / 2.0);
            let (x, y) = if self.mirrored { (y, x) } else { (x, y) };
            let inside = (0.0..size).contains(&x) && (0.0..size).contains(&y);
            inside && modules[y as usize * across + x as usize]
        };
        // The fewer pixels a module has, the more its edges matter.
        let fine = if self.scale < 2.0 { 6 } else { 3 };
        let points = || (0..fine * fine).map(|i| ((i % fine) as f32 + 0.5, (i / fine) as f32 + 0.5));
        let mut pixels = Vec::new();
        for y in 0..side as usize {
            for x in 0..side as usize {
                let at =
                    |(a, b): &(f32, f32)| dark_at(x as f32 + a / fine as f32, y as f32 + b / fine as f32);
                let light = 235 - (points().filter(at).count() * 210 / (fine * fine)) as u8;
                pixels.push(if self.polarity == Polarity::LightOnDark { 255 - light } else { light });
            }
        }
        Grey { side: side as usize, pixels }
    }

    fn read(&self, text: &str) -> Vec<Found> {
        self.draw(text).read()
    }
}

impl Grey {
    fn read(&self) -> Vec<Found> {
        let (pixels, side) = (Pixels::Grey(&self.pixels), self.side);
        let picture = Picture { pixels, width: side, height: side, kind: Kind::Screenshot };
        read(&picture, Budget::default()).unwrap()
    }
}

/// Reads a drawn code back: its text, its corners, how it is seen.
#[track_caller]
fn check(seen: Seen) {
    // The longest text that fits into every version at every level.
    let text = "TANDEM-7";
    let found = seen.read(text);
    assert_eq!(found.iter().map(Found::text).collect::<Vec<_>>(), [Some(text)], "{seen:?}");
    assert_eq!((found[0].polarity, found[0].mirrored), (seen.polarity, seen.mirrored), "{seen:?}");
    let size = f32::from(seen.version * 4 + 17);
    let (sine, cosine) = seen.degrees.to_radians().sin_cos();
    let middle = (seen.scale * (size + 8.0) * (sine.abs() + cosine.abs())).ceil() / 2.0;
    for ((x, y), found) in
        [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)].into_iter().zip(found[0].corners)
    {
        let (x, y) = if seen.mirrored { (y, x) } else { (x, y) };
        let (x, y) = (x * size * seen.scale, y * size * seen.scale);
        let at = (x * cosine - y * sine + middle, x * sine + y * cosine + middle);
        let away = (at.0 - found.0).hypot(at.1 - found.1);
        assert!(away < 0.7 * seen.scale, "{seen:?}: {found:?} instead of {at:?}");
    }
}

#[test]
fn a_code_is_read_at_every_angle() {
    for version in [1, 4, 8, 15] {
        for degrees in (0..360_u16).step_by(9) {
            check(Seen { degrees: f32::from(degrees), level: EcLevel::M, ..upright(version) });
        }
    }
}

#[test]
fn every_version_is_read() {
    let angles = [0.0, 90.0, 180.0, 270.0, 8.0, 27.0, 45.0, 71.0, 133.0, 298.0];
    let scales = [2.0, 2.4, 3.0, 4.6];
    for version in 1..=40_i16 {
        let turn = version as usize;
        check(Seen {
            version,
            level: LEVELS[turn % 4],
            mask: MASKS[(turn / 4 + turn) % 8],
            scale: scales[turn / 3 % 4],
            degrees: angles[turn % 10],
            mirrored: turn % 7 == 3,
            polarity: if turn % 5 == 2 { Polarity::LightOnDark } else { Polarity::DarkOnLight },
        });
    }
}

#[test]
fn every_mask_and_level_is_read() {
    for (number, mask) in MASKS.into_iter().enumerate() {
        for (other, level) in LEVELS.into_iter().enumerate() {
            check(Seen {
                version: [1, 2, 5, 7, 10][(number + other) % 5],
                level,
                mask,
                scale: 2.0,
                degrees: if number % 2 == 0 { 0.0 } else { 13.0 },
                mirrored: false,
                polarity: Polarity::DarkOnLight,
            });
        }
    }
}

#[test]
fn the_same_picture_gives_the_same_answer() {
    let seen = Seen {
        version: 4,
        level: EcLevel::M,
        mask: MaskPattern::Diamonds,
        scale: 2.3,
        degrees: 17.0,
        mirrored: false,
        polarity: Polarity::DarkOnLight,
    };
    let found = seen.read("TWICE");
    assert_eq!(found.iter().map(Found::text).collect::<Vec<_>>(), [Some("TWICE")]);
    assert_eq!(found, seen.read("TWICE"));
}

#[test]
fn noise_ends_within_its_budget_and_says_nothing() {
    let mut state = 1_u32;
    let pixels: Vec<u8> = (0..400 * 300)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .collect();
    for kind in [Kind::Screenshot, Kind::Photo] {
        let picture = Picture { pixels: Pixels::Grey(&pixels), width: 400, height: 300, kind };
        assert_eq!(read(&picture, Budget::default()), Ok(Vec::new()), "{kind:?}");
        assert_eq!(read(&picture, Budget::steps(0)), Ok(Vec::new()), "{kind:?}");
    }
}

#[test]
fn a_code_of_less_than_a_pixel_a_module_is_read() {
    for (version, scale) in [(4, 0.95), (8, 0.9), (11, 1.05), (6, 1.2)] {
        check(Seen {
            version,
            level: EcLevel::M,
            mask: MaskPattern::Meadow,
            scale,
            degrees: 0.0,
            mirrored: false,
            polarity: Polarity::DarkOnLight,
        });
    }
}

#[test]
fn two_colours_of_one_brightness_are_told_apart() {
    let seen = Seen {
        version: 3,
        level: EcLevel::L,
        mask: MaskPattern::Fields,
        scale: 4.0,
        degrees: 0.0,
        mirrored: false,
        polarity: Polarity::DarkOnLight,
    };
    let Grey { side, pixels } = seen.draw("COLOURS");
    for (dark, light) in [([200, 0, 0, 255], [0, 102, 0, 255]), ([0, 0, 255, 255], [60, 20, 0, 255])] {
        let rgba: Vec<u8> = pixels.iter().flat_map(|&grey| if grey < 128 { dark } else { light }).collect();
        let i420 = i420(&rgba, side);
        for pixels in [Pixels::Rgba(&rgba), Pixels::I420(&i420)] {
            let picture = Picture { pixels, width: side, height: side, kind: Kind::Screenshot };
            let found = read(&picture, Budget::default()).unwrap();
            assert_eq!(found.iter().map(Found::text).collect::<Vec<_>>(), [Some("COLOURS")], "{dark:?}");
            let (left, right) = (found[0].corners[0].0, found[0].corners[1].0);
            assert!((right - left - 4.0 * 29.0).abs() < 4.0, "from {left} to {right}");
        }
    }
}

/// A square picture as in a JPEG (JFIF 1.02): the colour of two by two pixels is their mean.
fn i420(rgba: &[u8], side: usize) -> Vec<u8> {
    let half = side.div_ceil(2);
    let mut planes = [vec![0.0; side * side], vec![0.0; half * half], vec![0.0; half * half]];
    let mut shares = vec![0.0; half * half];
    for (number, pixel) in rgba.chunks_exact(4).enumerate() {
        let [r, g, b] = [pixel[0], pixel[1], pixel[2]].map(f32::from);
        let at = number / side / 2 * half + number % side / 2;
        planes[0][number] = 0.299 * r + 0.587 * g + 0.114 * b;
        planes[1][at] += 128.0 - 0.1687 * r - 0.3313 * g + 0.5 * b;
        planes[2][at] += 128.0 + 0.5 * r - 0.4187 * g - 0.0813 * b;
        shares[at] += 1.0;
    }
    for plane in &mut planes[1..] {
        plane.iter_mut().zip(&shares).for_each(|(value, share)| *value /= share);
    }
    planes.concat().into_iter().map(|value| value as u8).collect()
}

#[test]
fn every_code_of_a_page_is_read() {
    let seen = |degrees, polarity| Seen {
        version: 2,
        level: EcLevel::Q,
        mask: MaskPattern::Diamonds,
        scale: 3.0,
        degrees,
        mirrored: false,
        polarity,
    };
    let codes = [
        seen(0.0, Polarity::DarkOnLight).draw("ONE"),
        seen(0.0, Polarity::LightOnDark).draw("TWO"),
        seen(90.0, Polarity::DarkOnLight).draw("THREE"),
    ];
    let (pixels, width, height) = tiled(&codes, 3);
    let picture = Picture { pixels: Pixels::Grey(&pixels), width, height, kind: Kind::Screenshot };
    let mut texts: Vec<_> = read(&picture, Budget::default()).unwrap();
    texts.sort_by_key(|found| found.text() == Some("TWO"));
    texts.sort_by_key(|found| found.bytes.len());
    assert_eq!(texts.iter().map(Found::text).collect::<Vec<_>>(), [Some("ONE"), Some("TWO"), Some("THREE")]);
}

/// Drawings of one size side by side, in this many columns.
fn tiled(codes: &[Grey], columns: usize) -> (Vec<u8>, usize, usize) {
    let side = codes[0].side;
    let (width, height) = (side * columns, side * codes.len().div_ceil(columns));
    let mut pixels = vec![235_u8; width * height];
    for (number, code) in codes.iter().enumerate() {
        let (left, top) = (number % columns * side, number / columns * side);
        for (row, from) in pixels.chunks_mut(width).skip(top).zip(code.pixels.chunks(side)) {
            row[left..left + side].copy_from_slice(from);
        }
    }
    (pixels, width, height)
}

#[test]
fn every_one_of_sixty_codes_is_read() {
    let expected: Vec<String> = (10..70).map(|number| format!("otpauth://{number}")).collect();
    let codes: Vec<Grey> = expected.iter().map(|text| upright(2).draw(text)).collect();
    let (pixels, width, height) = tiled(&codes, 10);
    for kind in [Kind::Screenshot, Kind::Photo] {
        let picture = Picture { pixels: Pixels::Grey(&pixels), width, height, kind };
        let found = read(&picture, Budget::default()).unwrap();
        let mut texts: Vec<&str> = found.iter().filter_map(Found::text).collect();
        texts.sort_unstable();
        assert_eq!(texts, expected, "{kind:?}");
    }
}

/// A code of a version, four pixels to a module and upright, with high redundancy.
fn upright(version: i16) -> Seen {
    let polarity = Polarity::DarkOnLight;
    let (mask, level) = (MaskPattern::Meadow, EcLevel::H);
    Seen { version, level, mask, scale: 4.0, degrees: 0.0, mirrored: false, polarity }
}

#[test]
fn chinese_characters_are_read_in_their_own_mode() {
    // 中 is D6 D0 in GB 2312 and 文 CE C4; a character is its row and its cell, counted from the first ones.
    let [middle, script] = [(0xd6 - 0xa6) * 96 + 0xd0 - 0xa1, (0xce - 0xa6) * 96 + 0xc4 - 0xa1];
    let fields = [(13, 4), (1, 4), (2, 8), (middle, 13), (script, 13), (0, 6)];
    let bits: u64 = fields.iter().fold(0, |bits, &(value, width)| bits << width | value);
    let codewords = [&bits.to_be_bytes()[2..], &[0xec, 0x11, 0xec]].concat();
    let found = upright(1).draw_codewords(&codewords).read();
    assert_eq!(found.len(), 1);
    assert_eq!((&*found[0].bytes, found[0].encoding), (&b"\xd6\xd0\xce\xc4"[..], Encoding::Gb18030));
}

#[test]
fn fields_of_gs1_are_separated() {
    let mut bits = Bits::new(Version::Normal(2));
    bits.push_fnc1_first_position().unwrap();
    bits.push_alphanumeric_data(b"10LOT%21").unwrap();
    bits.push_numeric_data(b"123").unwrap();
    bits.push_terminator(EcLevel::H).unwrap();
    let found = upright(2).draw_codewords(&bits.into_bytes()).read();
    assert_eq!(found.iter().map(Found::text).collect::<Vec<_>>(), [Some("10LOT\x1d21123")]);
}

#[test]
fn a_code_is_read_though_a_finder_is_covered() {
    let whole = upright(6).draw("COVERED");
    let last = whole.side - 16 - 1;
    for (left, top) in [(16, 16), (last - 28, 16), (16, last - 28)] {
        for light in [235, 25, 128] {
            let mut pixels = whole.pixels.clone();
            for row in pixels.chunks_mut(whole.side).skip(top).take(29) {
                row[left..left + 29].fill(light);
            }
            let (width, height) = (whole.side, whole.side);
            for kind in [Kind::Screenshot, Kind::Photo] {
                let picture = Picture { pixels: Pixels::Grey(&pixels), width, height, kind };
                let found = read(&picture, Budget::default()).unwrap();
                let texts: Vec<_> = found.iter().map(Found::text).collect();
                assert_eq!(texts, [Some("COVERED")], "{left}, {top} covered with {light}, a {kind:?}");
            }
        }
    }
}

#[test]
fn a_text_that_is_drawn_is_read_back() {
    let long = format!("otpauth://totp/{}?secret=JBSWY3DPEHPK3PXP", "a".repeat(2800));
    for text in ["A", "otpauth://totp/Soci%C3%A9t%C3%A9:ana?secret=JBSWY3DPEHPK3PXP", &long] {
        let drawing = draw(text.as_bytes()).unwrap();
        let side = drawing.side * 3;
        let mut pixels = vec![255; side * side];
        // Runs of dark modules, as "M4 4h7v1h-7z".
        for run in drawing.path.split('M').skip(1) {
            let number = |text: &str| text.parse::<usize>().unwrap();
            let (place, rest) = run.split_once('h').unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let (x, y, length) = (number(x), number(y), number(rest.split_once('v').unwrap().0));
            for row in 3 * y..3 * (y + 1) {
                pixels[row * side + 3 * x..row * side + 3 * (x + length)].fill(0);
            }
        }
        assert_eq!(Grey { side, pixels }.read().iter().map(Found::text).collect::<Vec<_>>(), [Some(text)]);
    }
    assert!(draw(&[0; 3000]).is_none());
}

/// A code as a terminal draws it: two rows of modules are one line of half-block characters.
#[derive(Debug, Clone, Copy)]
struct Terminal {
    /// Pixels of a module, across and down.
    module: (usize, usize),
    /// Pixels between two lines.
    gap: usize,
    /// Whether dark modules are printed, and light ones left out.
    dark_printed: bool,
    /// The brightness of print, and of the ground.
    colours: (u8, u8),
}

impl Terminal {
    fn draw(&self, seen: Seen, text: &str) -> (Vec<u8>, usize, usize) {
        let modules = seen.modules(&seen.codewords(text));
        let size = seen.version as usize * 4 + 17;
        let margin = 2;
        let rows = (size + 2 * margin).div_ceil(2) * 2;
        let (across, down) = self.module;
        let (width, height) = ((size + 2 * margin) * across + 40, rows / 2 * (2 * down + self.gap) + 40);
        let pixel = |index: usize| {
            let (Some(x), Some(y)) = ((index % width).checked_sub(20), (index / width).checked_sub(20))
            else {
                return self.colours.1;
            };
            let (line, within) = (y / (2 * down + self.gap), y % (2 * down + self.gap));
            let (column, row) = (x / across, 2 * line + within / down);
            if within >= 2 * down || column >= size + 2 * margin || row >= rows {
                return self.colours.1;
            }
            let inside = |at: usize| at.checked_sub(margin).filter(|&at| at < size);
            let dark = matches!((inside(column), inside(row)), (Some(x), Some(y)) if modules[y * size + x]);
            if dark == self.dark_printed { self.colours.0 } else { self.colours.1 }
        };
        ((0..width * height).map(pixel).collect(), width, height)
    }
}

#[test]
fn a_code_in_half_blocks_is_read() {
    for (module, gap) in [((8, 8), 3), ((10, 9), 3), ((7, 6), 3), ((5, 5), 2), ((12, 12), 5), ((6, 7), 0)] {
        for (colours, dark_printed) in
            [((20, 250), true), ((230, 12), true), ((230, 12), false), ((20, 250), false)]
        {
            for version in [2, 5, 7] {
                let terminal = Terminal { module, gap, dark_printed, colours };
                let seen = Seen { level: EcLevel::L, ..upright(version) };
                let (pixels, width, height) = terminal.draw(seen, "TERMINAL");
                let picture =
                    Picture { pixels: Pixels::Grey(&pixels), width, height, kind: Kind::Screenshot };
                let found = read(&picture, Budget::default()).unwrap();
                let texts: Vec<_> = found.iter().map(Found::text).collect();
                assert_eq!(texts, [Some("TERMINAL")], "{terminal:?}, version {version}");
            }
        }
    }
}

#[test]
fn a_code_within_a_code_is_read_too() {
    let (mut outer, inner) = (upright(8).draw("OUTER"), upright(1).draw("INNER"));
    // One of four pixels, so that it covers no more than the outer code can repair.
    let small = inner.side.div_ceil(2);
    let from = (outer.side - small) / 2;
    for y in 0..small {
        for x in 0..small {
            outer.pixels[(from + y) * outer.side + from + x] = inner.pixels[2 * y * inner.side + 2 * x];
        }
    }
    let (pixels, side) = (Pixels::Grey(&outer.pixels), outer.side);
    let picture = Picture { pixels, width: side, height: side, kind: Kind::Screenshot };
    let mut texts: Vec<_> = read(&picture, Budget::default()).unwrap();
    texts.sort_by(|a, b| a.bytes.cmp(&b.bytes));
    assert_eq!(texts.iter().map(Found::text).collect::<Vec<_>>(), [Some("INNER"), Some("OUTER")]);
}
