//! A test: what the reader finds of a folded sheet, compared with where the sheet is. It also draws
//! the picture in `docs/qr.md`:
//!
//! ```text
//! TANDEM_PICTURES=$PWD/docs/pictures cargo test -p tandem-core --lib qr
//! ```

#![expect(clippy::as_conversions, reason = "pixel geometry: module numbers to coordinates")]

use std::{env, fmt::Write, fs, path::Path};

use qrcode::{Color, EcLevel, QrCode, Version};

use crate::qr::{
    Budget,
    budget::Meter,
    find::{
        finder::{Tolerance, finders},
        threshold::{Threshold, ThresholdMap},
        tiles::Tiled,
        triple::{PoseClass, triples},
    },
    geometry::{Point, point},
    layout::Layout,
    place::{
        mesh::mesh,
        trace::{Traced, trace},
        traced::fit_traced,
    },
    plane::{Plane, View},
};

/// Modules a side: version 14.
const SIZE: usize = 73;
/// Pixels to a module, and around the code.
const MODULE: f32 = 3.5;
const MARGIN: f32 = 24.0;
/// By what share less the sheet is raised at its lower edge.
const FLATTER: f32 = 0.7;

/// How far the sheet is raised, in pixels, at a distance from its left in modules. It rises from the fold on.
fn raised(right: f32) -> f32 {
    let beyond = (right / SIZE as f32 - 0.4).max(0.0);
    90.0 * beyond * beyond
}

/// What share of that is left farther down, where the sheet lies flatter.
fn held(down: f32) -> f32 {
    1.0 - FLATTER * down / SIZE as f32
}

/// The pixel of a place in modules, and the place of a pixel.
fn seen_at(at: Point) -> Point {
    point(MARGIN + at.x * MODULE, MARGIN + 20.0 + at.y * MODULE - raised(at.x) * held(at.y))
}

fn place_of(pixel: Point) -> Point {
    let right = (pixel.x - MARGIN) / MODULE;
    let raised = raised(right.clamp(0.0, SIZE as f32));
    point(right, (pixel.y - MARGIN - 20.0 + raised) / (MODULE + FLATTER * raised / SIZE as f32))
}

fn sheet() -> (Vec<bool>, Plane) {
    let code = QrCode::with_version(b"A SHEET WITH A FOLD", Version::Normal(14), EcLevel::M).unwrap();
    let dark: Vec<bool> = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
    let side = (SIZE as f32 * MODULE + 2.0 * MARGIN) as usize + 20;
    let dark_at = |pixel: Point| {
        let at = place_of(pixel);
        let inside = (0.0..SIZE as f32).contains(&at.x) && (0.0..SIZE as f32).contains(&at.y);
        inside && dark[at.y as usize * SIZE + at.x as usize]
    };
    // As a lens sees it: the mean of what lies within three pixels.
    let light = |x: usize, y: usize| {
        let points = (0..36)
            .map(|i| point(x as f32 + (i % 6) as f32 / 2.0 - 0.75, y as f32 + (i / 6) as f32 / 2.0 - 0.75));
        220 - (points.filter(|&at| dark_at(at)).count() * 190 / 36) as u8
    };
    let data = (0..side * side).map(|index| light(index % side, index / side)).collect();
    (dark, Plane { width: side, height: side, data })
}

#[test]
fn a_sheet_with_a_fold_is_followed() {
    let (dark, plane) = sheet();
    let picture = Tiled::of(plane);
    let meter = &mut Meter::new(Budget::default());
    let finders =
        finders(&picture.plane, &ThresholdMap::of(&picture, Threshold::Coarse, 24), Tolerance::Strict);
    let (view, traced) = triples(&finders, PoseClass::Curved)
        .into_iter()
        .find_map(|triple| {
            let view = View { plane: &picture.plane, polarity: triple.corner.polarity };
            Some((view, trace(view, &triple, meter)?))
        })
        .expect("lines that are followed");
    assert_eq!(traced.size, SIZE);
    for (number, (&across, &down)) in traced.row.iter().zip(&traced.column).enumerate() {
        let along = number as f32 + 6.5;
        for (seen, expected) in [(across, point(along, 6.5)), (down, point(6.5, along))] {
            let off = (seen - seen_at(expected)).length() / MODULE;
            assert!(off < 0.35, "module {number} is {off} modules off");
        }
    }
    let layout = Layout::of(SIZE);
    let fit = fit_traced(view, &traced, &layout, meter).expect("a fit");
    let mesh = mesh(view, &fit.map, &layout, meter).expect("a mesh");
    let mapped = |at: Point| fit.map.apply(at + mesh.away(at));
    for (x, y) in layout.alignments() {
        let at = point(x as f32 + 0.5, y as f32 + 0.5);
        let off = (mapped(at) - seen_at(at)).length() / MODULE;
        assert!(off < 0.4, "alignment pattern {x}, {y} is {off} modules off");
    }
    if let Ok(folder) = env::var("TANDEM_PICTURES") {
        let drawn = draw(&dark, &traced, &layout, &mapped);
        fs::write(Path::new(&folder).join("qr-bent.svg"), drawn).unwrap();
    }
}

/// Twice the sheet: with the lines that were followed, and with the mesh.
fn draw(dark: &[bool], traced: &Traced, layout: &Layout, mapped: &impl Fn(Point) -> Point) -> String {
    let mut code = String::new();
    for (y, row) in (0..SIZE).zip(dark.chunks(SIZE)) {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            let (left, right, top) = (x as f32, (x + run.len()) as f32, y as f32);
            if run[0] {
                let corners = [(left, top), (right, top), (right, top + 1.0), (left, top + 1.0)];
                path(&mut code, corners.map(|(x, y)| seen_at(point(x, y))));
                code.push('z');
            }
            x += run.len();
        }
    }
    let mut dots = String::new();
    for at in traced.row.iter().chain(&traced.column) {
        write!(dots, r#"<circle cx="{:.1}" cy="{:.1}" r="1.3"/>"#, at.x, at.y).unwrap();
    }
    let mut lines = String::new();
    let edges = || {
        [0].into_iter().chain(layout.lines.iter().copied()).chain([SIZE - 1]).map(|line| line as f32 + 0.5)
    };
    for line in edges() {
        let along = || (0..=24).map(|step| 0.5 + step as f32 / 24.0 * (SIZE - 1) as f32);
        path(&mut lines, along().map(|at| mapped(point(at, line))));
        path(&mut lines, along().map(|at| mapped(point(line, at))));
    }
    let mut patterns = String::new();
    for (x, y) in layout.alignments() {
        let at = mapped(point(x as f32 + 0.5, y as f32 + 0.5));
        write!(patterns, r#"<circle cx="{:.1}" cy="{:.1}" r="3"/>"#, at.x, at.y).unwrap();
    }
    let side = SIZE as f32 * MODULE + 2.0 * MARGIN;
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0} {height:.0}" width="{width:.0}" height="{height:.0}">
<rect width="{width:.0}" height="{height:.0}" fill="#ffffff"/>
<path id="code" d="{code}" fill="#17181c"/>
<g fill="#d97706">{dots}</g>
<g transform="translate({side:.0} 0)"><use href="#code"/>
<path d="{lines}" fill="none" stroke="#0b62c4" stroke-width="1.2"/>
<g fill="#15803d" stroke="#ffffff">{patterns}</g></g>
</svg>
"##,
        width = 2.0 * side,
        height = side,
    )
}

fn path(to: &mut String, points: impl IntoIterator<Item = Point>) {
    for (number, at) in points.into_iter().enumerate() {
        write!(to, "{}{:.1} {:.1}", if number == 0 { 'M' } else { 'L' }, at.x, at.y).unwrap();
    }
}
