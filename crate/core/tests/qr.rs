//! The reader as its callers see it.

use tandem_core::qr::{Budget, Kind, Picture, PictureError, Pixels, read};

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
        (10_001, 10_000, PictureError::TooLarge { width: 10_001, height: 10_000 }),
        (usize::MAX, 2, PictureError::TooLarge { width: usize::MAX, height: 2 }),
    ] {
        assert_eq!(read(&picture(width, height), Budget::default()).err(), Some(error));
    }
}

#[test]
fn the_smallest_pictures_hold_nothing() {
    for (width, height) in [(1, 1), (1, 500), (500, 1), (2, 3), (20, 20)] {
        let bytes = vec![128; width * height];
        let picture = Picture { pixels: Pixels::Grey(&bytes), width, height, kind: Kind::Photo };
        assert_eq!(read(&picture, Budget::default()), Ok(Vec::new()), "{width} x {height}");
    }
}
